"""The documentation as a site: built without a warning, whole on its own, made from the program where it says so."""

from __future__ import annotations

import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from jsonschema import Draft202012Validator

from quizgen.bank.load import load_bank
from quizgen.bank.schema import bank_schema
from quizgen.bank.schema_page import written
from quizgen.cli.examples import EXAMPLES
from quizgen.cli.main import COMMANDS, filled
from tests.browser import chromium
from tests.pages import Visitor, require_axe
from tests.run import FLAGSHIP, REPOSITORY, quizgen

DOCS = REPOSITORY / "docs"
PAGES = sorted(DOCS.glob("*.md"))
MADE = runpy.run_path(str(DOCS / "make_reference.py"))["PAGES"]
AFRESH = "python docs/make_reference.py"


def build(folder: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Build a folder's site; not quietly, since what is not told does not count as a warning."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it."""
    target = tmp_path_factory.mktemp("site")
    built = build(REPOSITORY, target)
    assert built.returncode == 0, built.stderr
    return target


@contextmanager
def reading(folder: Path, *, scheme: str) -> Iterator[Visitor]:
    """A reader of the site, who opens it from the disk."""
    with chromium() as browser:
        visitor = Visitor(browser, folder)
        visitor.media(scheme=scheme)
        yield visitor


@pytest.mark.parametrize("name", MADE)
def test_a_page_that_is_made_from_the_program_is_current(name: str) -> None:
    """After a change of a key, an option or a check: python docs/make_reference.py."""
    assert (DOCS / name).read_text(encoding="utf-8") == MADE[name](), AFRESH


def test_every_page_becomes_a_page_of_the_site_and_no_program_does(site: Path) -> None:
    """Under its own name; what makes pages and pictures stays at home."""
    assert {path.stem for path in site.glob("*.html")} == {"404", *(path.stem for path in PAGES)}
    assert list(site.rglob("*.py")) == []


def test_a_slip_in_a_page_is_no_site(tmp_path: Path) -> None:
    """A link to no page, an anchor that is none, and a page that the navigation leaves out are each refused."""
    shutil.copytree(DOCS, tmp_path / "docs", ignore=shutil.ignore_patterns("pictures/*.png"))
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    (tmp_path / "docs" / "orphan.md").write_text("# Orphan\n\n[1](gone.md) [2](anki.md#gone)\n", encoding="utf-8")
    built = build(tmp_path, tmp_path / "site")
    assert built.returncode == 1
    told = [line for line in built.stderr.splitlines() if line.startswith("WARNING") or "  - orphan.md" in line]
    assert ["'gone.md'" in "".join(told), "'#gone'" in "".join(told), "  - orphan.md" in told] == [True] * 3, told


def test_the_site_asks_nothing_of_another_host(site: Path) -> None:
    """Scripts, styles, fonts, pictures and frames lie beside the page; other hosts stand only behind links."""
    pages = list(site.glob("*.html"))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        asked = re.findall(
            r"""<(?:script|img|iframe|source|link)\b[^>]*?\s(?:src|srcset|href)=["']?([^"'\s>]+)""", text
        )
        assert [address for address in asked if re.match(r"(https?:)?//", address)] == [], page.name
    for style in site.rglob("*.css"):
        assert re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", style.read_text(encoding="utf-8")) == [], (
            style.name
        )


def test_a_reader_finds_a_page_by_searching_from_the_disk(site: Path) -> None:
    """The first thing found for a word leads to the page that explains it."""
    with reading(site, scheme="light") as reader:
        reader.browser.get((site / "index.html").as_uri())
        reader.browser.find_element("css selector", "input.md-search__input").click()
        reader.type("input.md-search__input", "point-biserial")
        found = reader.browser.execute_async_script("""
          const done = arguments[0];
          const look = () => {
            const first = document.querySelector(".md-search-result__link");
            first ? done(first.href) : requestAnimationFrame(look);
          };
          look();""")
        assert found.startswith((site / "marking.html").as_uri())


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_axe_has_nothing_against_the_site(site: Path, scheme: str) -> None:
    """Pages with each thing that pages are made of: pictures, wide tables, commands, code; nor has the console."""
    axe = require_axe()
    with reading(site, scheme=scheme) as reader:
        for name in ("index", "platforms", "commands", "bank-format", "anki"):
            reader.errors()
            reader.browser.get((site / f"{name}.html").as_uri())
            reader.frame()
            assert reader.errors() == [], name  # asked before axe, which tries to fetch the style sheets itself
            reader.js(axe)
            found = reader.browser.execute_async_script(
                "const done = arguments[0];"
                "axe.run().then(r => done(r.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`)))"
            )
            assert found == [], name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_is_there_and_told_in_words(page: Path) -> None:
    """A sentence of what is to be seen, for those who cannot see it; and a picture of ours, not of another host."""
    for told, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).is_file(), target
        assert len(told.split()) > 6, target


def test_every_picture_that_was_made_is_shown_and_all_are_small() -> None:
    """None lies about unused; together they are less than a megabyte."""
    shown = {name for page in PAGES for name in re.findall(r"\]\(pictures/([^)]+)\)", page.read_text(encoding="utf-8"))}
    made = [path for path in (DOCS / "pictures").iterdir() if path.is_file()]
    assert {path.name for path in made} == shown
    assert sum(path.stat().st_size for path in made) < 1_000_000


def test_the_picture_of_the_terminal_shows_what_the_program_asks_today(tmp_path: Path) -> None:
    """The same seed gives the same two questions, word for word; else: make pictures."""
    root = Tree.parse(DOCS / "pictures" / "terminal.svg").getroot()
    lines: dict[str, str] = {}
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        lines[text.get("y", "")] = lines.get(text.get("y", ""), "") + (text.text or "").replace("\xa0", " ")
    drawn = [re.sub(r"^[●○] ", "", line).strip() for line in lines.values()]
    command = next(line.removeprefix("$ quizgen ") for line in drawn if line.startswith("$ quizgen "))
    key = next(line.removeprefix("Answer: ") for line in drawn if line.startswith("Answer: "))
    played = quizgen(*command.split(), "--no-progress", str(FLAGSHIP), folder=tmp_path, typed=f"{key}\n")
    said = [re.sub(r"^\d+[.)] ", "", line.strip()).strip() for line in played.out.splitlines()]
    stems = [after for before, after in pairwise(drawn) if re.match(r"Question \d of", before)]
    assert len(stems) == 2
    for line in (*stems, "Right.", f"Answer: {key}", *drawn[drawn.index("Choose one") + 1 : drawn.index("Right.")]):
        assert line in said, line


def test_no_picture_tells_of_the_machine_that_made_it() -> None:
    """No path, and no font that another host would have to bring."""
    for path in (DOCS / "pictures").glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"/(?:home|tmp|root|Users|work)\b|@font-face|@import", text) == [], path.name
        assert set(re.findall(r"https?://[^\"'\s<]+", text)) <= {"http://www.w3.org/2000/svg"}, path.name


def test_every_definition_and_key_of_the_schema_is_told_in_words_with_a_good_example() -> None:
    """An editor shows both; an example that the schema itself refuses would mislead."""
    schema = bank_schema()
    parts = {"the bank": schema, **schema["$defs"]}
    for name, part in parts.items():
        assert len(part["description"].split()) > 3, name
        for key, shape in part.get("properties", {}).items():
            examples = shape.get("examples", [shape.get("const")])
            check = Draft202012Validator({**shape, "$defs": schema["$defs"]})
            assert [error.message for example in examples for error in check.iter_errors(example)] == [], (name, key)


def test_an_example_is_written_as_the_loader_reads_it(tmp_path: Path) -> None:
    """A bank put together from the examples of the reference is one that the loader takes."""
    properties = bank_schema()["properties"]
    keys = ("format", "bank", "title", "languages", "author", "licence", "about", "topics", "questions")
    path = tmp_path / "bank.yaml"
    path.write_text("".join(f"{key}: {written(properties[key]['examples'][0])}\n" for key in keys), encoding="utf-8")
    loaded = load_bank(path)
    assert loaded.bank is not None, loaded.problems
    assert [question.id for question in loaded.bank.questions] == ["q1"]
    assert loaded.bank.title.plain("id") == "Ibu kota"


def test_every_command_has_an_example_that_its_parser_takes() -> None:
    """Also the actions of `progress`; the examples stand at the end of each command's help."""
    names = {name for name, _, _ in COMMANDS}
    actions = {name for name in EXAMPLES if name.partition(" ")[0] == "progress"}
    assert set(EXAMPLES) == names | actions
    for name, examples in EXAMPLES.items():
        for line, _ in examples:
            command, *arguments = line.removeprefix("quizgen ").split()
            assert name.partition(" ")[0] == command
            filled(command).parse_args(arguments)


def test_help_ends_with_the_examples(tmp_path: Path) -> None:
    """Of a command and of an action."""
    for command in (("deck",), ("progress", "export")):
        ran = quizgen(*command, "--help", folder=tmp_path)
        assert (ran.code, ran.err) == (0, "")
        assert "example" in ran.out
        assert f"  {EXAMPLES[' '.join(command)][0][0]}" in ran.out


def commands(page: Path) -> list[list[str]]:
    """The lines of a page's code that call the program, in words."""
    blocks = re.findall(r"```(?:console|sh)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.removeprefix("$ ").partition(" | ")[0] for block in blocks for line in block.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("quizgen ")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_a_page_is_one_that_the_program_understands(page: Path) -> None:
    """An option that was renamed, or a value that is taken no more, is found here."""
    for command, *arguments in commands(page):
        filled(command).parse_args(arguments)
