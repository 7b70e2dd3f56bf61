"""The tutorial, followed to the letter in both languages: files written and commands run as the page says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pexpect
import pytest

from tests.printed import pages
from tests.run import REPOSITORY, quizgen
from tests.test_anki_client import somebody
from tests.test_docs import CONSOLE

PAGES = {"en": "tutorial.md", "id": "tutorial.id.md"}
FILES = {"en": "planets.yaml", "id": "planet.yaml"}
WORDS = {
    "en": {"whole": "the whole file", "end": "at the end", "after": r"after\s+line (\d+)", "line": r"line (\d+)"},
    "id": {"whole": "seluruh isinya", "end": "di akhir", "after": r"setelah\s+baris\s+(\d+)", "line": r"baris (\d+)"},
}


@dataclass(frozen=True)
class Block:
    """A snippet of the page: what kind it is, what stands in it, and the bold words of the paragraph before it."""

    kind: str
    text: str
    bold: str


@dataclass
class Followed:
    """What came of following a page: the folder, and each command with what it should print and did."""

    folder: Path
    shown: list[tuple[str, str, str]] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)


def blocks(language: str) -> Iterator[Block]:
    """The snippets of a page in their order."""
    page = (REPOSITORY / "docs" / PAGES[language]).read_text(encoding="utf-8")
    for found in re.finditer(r"^```(\w+)\n(.*?)^```$", page, re.DOTALL | re.MULTILINE):
        paragraph = page[: found.start()].rstrip().rsplit("\n\n", 1)[-1]
        yield Block(found[1], found[2], " ".join(re.findall(r"\*\*(.*?)\*\*", paragraph, re.DOTALL)))


def write(path: Path, block: Block, language: str) -> None:
    """Do to the file what the bold words say."""
    words = WORDS[language]
    after = [int(number) for number in re.findall(words["after"], block.bold)]
    line = re.fullmatch(words["line"], block.bold)
    if block.bold == words["whole"]:
        path.write_text(block.text, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    if after:
        for number in after:
            lines.insert(number, block.text)
    elif line:
        lines[int(line[1]) - 1] = block.text
    else:
        assert block.bold == words["end"], block
        lines += ["\n", block.text]
    path.write_text("".join(lines), encoding="utf-8")


def follow(language: str, folder: Path) -> Followed:
    """Do all that the page says, but for the installing."""
    done = Followed(folder)
    for block in blocks(language):
        if block.kind == "yaml":
            write(folder / FILES[language], block, language)
        elif block.kind == "console":
            command, _, expected = block.text.partition("\n")
            typed = "".join(f"{line}\n" for line in re.findall(r"^> (.*)$", expected, re.MULTILINE))
            ran = quizgen(*command.removeprefix("$ quizgen ").split(), folder=folder, typed=typed)
            done.shown.append((command, expected, ran.out + ran.err))
            done.codes.append(ran.code)
    return done


@pytest.fixture(scope="module", params=["en", "id"])
def followed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Followed]:
    """A page followed once, in a folder outside the tree."""
    return request.param, follow(request.param, tmp_path_factory.mktemp("my-quiz"))


def test_every_command_prints_what_the_page_shows(followed: tuple[str, Followed]) -> None:
    """Exactly; where the page shows nothing, the command only runs."""
    _, done = followed
    assert len(done.shown) == 9
    for command, expected, printed in done.shown:
        assert "Traceback" not in printed
        if expected:
            assert printed == expected, command


def test_only_the_mistake_and_the_unanswered_quiz_end_otherwise_than_well(followed: tuple[str, Followed]) -> None:
    """The mistake made on purpose is an error, and is mended; the bank is clean at the end."""
    language, done = followed
    assert done.codes == [0, 1, 0, 130, 0, 0, 0, 0, 0]
    assert quizgen("check", "--strict", FILES[language], folder=done.folder).code == 0


def test_the_paper_and_the_deck_can_be_read(followed: tuple[str, Followed], tmp_path: Path) -> None:
    """The PDF has a key on its last page; Anki takes sixteen notes."""
    _, done = followed
    (paper,) = done.folder.glob("*.pdf")
    assert len(pages(paper.read_bytes())) == 2
    (deck,) = done.folder.glob("*.apkg")
    with somebody(tmp_path) as learner:
        assert learner.take(deck.read_bytes()) == {"new": 16}
        learner.fine()


@pytest.mark.parametrize("language", PAGES)
def test_at_a_terminal_the_quiz_looks_as_the_page_shows_it(language: str, tmp_path: Path) -> None:
    """What is typed after each prompt stands where the page has it, and nothing more is asked."""
    bank = next(block for block in blocks(language) if block.kind == "yaml")
    (tmp_path / FILES[language]).write_text(bank.text, encoding="utf-8")
    shown = next(block.text for block in blocks(language) if "--plain" in block.text)
    command, _, expected = shown.partition("\n")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONUTF8": "1", "TERM": "xterm"}
    quiz = pexpect.spawn(
        sys.executable, ["-m", "quizgen", *command.removeprefix("$ quizgen ").split()],
        cwd=str(tmp_path), env=environment, encoding="utf-8", timeout=60, dimensions=(50, 120),
    )  # fmt: skip
    seen = ""
    for answer in re.findall(r"^> (.*)$", expected, re.MULTILINE):
        quiz.expect_exact("\n> ")
        seen += quiz.before + quiz.after
        quiz.sendline(answer)
    quiz.expect(pexpect.EOF)
    assert (seen + quiz.before).replace("\r\n", "\n") == expected
    quiz.close()
    assert quiz.exitstatus == 0


def test_both_languages_have_the_same_steps() -> None:
    """As many headings, and snippets of the same kinds with as many lines."""
    english, indonesian = ([(each.kind, each.text.count("\n")) for each in blocks(language)] for language in PAGES)
    assert english == indonesian
    texts = [(REPOSITORY / "docs" / page).read_text(encoding="utf-8") for page in PAGES.values()]
    assert [len(re.findall(r"^## \d", page, re.MULTILINE)) for page in texts] == [8, 8]


@pytest.mark.parametrize("language", PAGES)
def test_the_lines_that_install_are_those_of_the_readme(language: str) -> None:
    """Which tests/test_readme_clone.py runs; those of Windows are the same with its own names."""
    linux = next(block.text for block in blocks(language) if block.kind == "sh").splitlines()
    windows = next(block.text for block in blocks(language) if block.kind == "bat").splitlines()
    assert linux[:2] == CONSOLE[CONSOLE.index("python3 -m venv .venv") :][:2]
    assert [line.replace("\\Scripts\\", "/bin/").replace("py ", "python3 ") for line in windows[:2]] == linux[:2]


@pytest.mark.long
@pytest.mark.parametrize("language", PAGES)
def test_the_lines_that_install_work_in_a_fresh_clone(language: str, tmp_path: Path) -> None:
    """As written, in a shell; only where CI asks for it, since everything is installed anew."""
    if os.environ.get("CI") != "true":
        pytest.skip("the tutorial's installing is run from a fresh clone under CI=true")
    clone = tmp_path / "quizgen"
    subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(clone)], check=True)
    bare = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "VIRTUAL_ENV", "PYTHON"))}
    python = tmp_path / "bin" / "python3"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    lines = "".join(block.text for block in blocks(language) if block.kind == "sh")
    lines += "command -v quizgen; quizgen new mine.yaml && quizgen check mine.yaml\n"
    done = subprocess.run(
        ["/bin/sh", "-e", "-c", lines], cwd=clone, capture_output=True, text=True, check=False, timeout=300,
        env={**bare, "PATH": f"{python.parent}{os.pathsep}{bare['PATH']}", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"{clone}/.venv/bin/quizgen"
    shutil.rmtree(clone)
