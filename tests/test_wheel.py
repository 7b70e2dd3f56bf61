"""The package as it is sent out: the sdist, the wheel made from it, and that wheel in an empty environment."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_string
from email.message import Message
from pathlib import Path, PurePosixPath

import pytest

from quizgen import __version__
from tests.run import REPOSITORY, Ran

PLATFORMS = {
    "moodle": "xml", "gift": "txt", "qti": "zip", "canvas": "zip", "kahoot": "xlsx", "blooket": "csv",
    "quizlet": "txt", "csv": "csv",
}  # fmt: skip


def hatch(kind: str, source: Path, into: Path) -> Path:
    """A distribution of a folder's, built by the backend that pyproject.toml names."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(into)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = into.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return built


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is sent out as source."""
    return hatch("sdist", REPOSITORY, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from nothing but that source."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as packed:
        packed.extractall(folder, filter="data")
    (source,) = folder.iterdir()
    return hatch("wheel", source, tmp_path_factory.mktemp("wheel"))


def metadata(wheel: Path) -> Message:
    """What the wheel says of itself."""
    with zipfile.ZipFile(wheel) as packed:
        return message_from_string(packed.read(f"quizgen-{__version__}.dist-info/METADATA").decode())


def test_the_wheel_holds_the_package_whole_and_nothing_else(wheel: Path) -> None:
    """Every file of the package and the bank that comes along; no tests, no documents."""
    package = REPOSITORY / "quizgen"
    files = {each for each in package.rglob("*") if each.is_file() and "__pycache__" not in each.parts}
    expected = {each.relative_to(REPOSITORY).as_posix() for each in files} | {"quizgen/flagship/questions.yaml"}
    about = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
        bank = packed.read("quizgen/flagship/questions.yaml")
    assert names == expected | {f"quizgen-{__version__}.dist-info/{name}" for name in about}
    assert "quizgen/py.typed" in names
    assert bank == (REPOSITORY / "questions.yaml").read_bytes()
    assert {PurePosixPath(name).suffix for name in expected} >= {".py", ".yaml", ".html", ".js", ".css", ".typ", ".sql"}
    assert wheel.name == f"quizgen-{__version__}-py3-none-any.whl"


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    """Version, Python, licence, the README as it is shown, and each Python that is tried."""
    said = metadata(wheel)
    assert (said["Name"], said["Version"], said["Requires-Python"]) == ("quizgen", __version__, ">=3.11")
    assert (said["License-Expression"], said["License-File"]) == ("MIT", "LICENSE")
    assert said["Description-Content-Type"] == "text/markdown"
    assert said.get_payload() == (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert {f"Programming Language :: Python :: 3.{minor}" for minor in range(11, 16)} < set(
        said.get_all("Classifier", [])
    )
    assert all("@" not in line and "://" not in line for line in said.get_all("Requires-Dist", []))


def test_the_source_holds_what_its_own_tests_need(sdist: Path) -> None:
    """Whoever packs it for a system can run the suite; nothing that was made on this machine comes along."""
    top = f"quizgen-{__version__}/"
    with tarfile.open(sdist) as packed:
        names = {name.removeprefix(top) for name in packed.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "tests/conftest.py", "questions.yaml", "Makefile"} <= names
    assert not any(set(PurePosixPath(name).parts) & {".venv", ".git", "node_modules", "__pycache__"} for name in names)


class Installed:
    """The wheel in an environment that holds nothing else."""

    def __init__(self, wheel: Path, folder: Path) -> None:
        self.bin = folder / "environment" / ("Scripts" if os.name == "nt" else "bin")
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(self.bin.parent)], check=True)
        pip = [sys.executable, "-m", "pip", "--python", str(self.bin / "python")]
        pip += ["install", "--quiet", "--no-compile", str(wheel)]
        subprocess.run(pip, check=True, capture_output=True, cwd=folder)

    def run(self, program: str, *arguments: str, folder: Path, typed: str = "") -> Ran:
        """Run one of its programs with nothing of this process's environment but a home."""
        done = subprocess.run(
            [str(self.bin / program), *arguments], cwd=folder, input=typed, capture_output=True, text=True,
            encoding="utf-8", timeout=120, check=False, env={"HOME": str(folder), "PYTHONUTF8": "1"},
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel installed, with what it depends on; only where CI asks for it, since that comes from a registry."""
    if os.environ.get("CI") != "true":
        pytest.skip("the wheel is installed into an empty environment under CI=true")
    return Installed(wheel, tmp_path_factory.mktemp("installed"))


def test_an_empty_environment_knows_the_program_and_not_the_tree(installed: Installed, tmp_path: Path) -> None:
    """The version is told, the package is the environment's own, and the environment is at one with itself."""
    assert installed.run("quizgen", "--version", folder=tmp_path) == Ran(0, f"quizgen {__version__}\n", "")
    told = installed.run("python", "-c", "import quizgen; print(quizgen.__file__)", folder=tmp_path).out
    assert Path(told.strip()).is_relative_to(installed.bin.parent)
    check = [sys.executable, "-m", "pip", "--python", str(installed.bin / "python"), "check"]
    assert (
        subprocess.run(check, capture_output=True, text=True, check=False).stdout == "No broken requirements found.\n"
    )


def test_the_bank_that_comes_along_is_checked_listed_and_played(installed: Installed, tmp_path: Path) -> None:
    """In an empty folder, in both languages, with answers typed; the file of progress is made from its schema."""
    assert installed.run("quizgen", "check", folder=tmp_path).code == 0
    listed = installed.run("quizgen", "list", "-n", "3", folder=tmp_path)
    assert (listed.code, listed.err) == (0, "")
    for language, first in (("en", "Question 1 of 2"), ("id", "Soal 1 dari 2")):
        arguments = ("play", "--plain", "-l", language, "-k", "true-false", "-n", "2", "--seed", "1")
        played = installed.run("quizgen", *arguments, folder=tmp_path, typed="a\n\nb\n\n" + "\n" * 5)
        assert first in played.out
        assert "Traceback" not in played.err
    assert installed.run("quizgen", "stats", folder=tmp_path).code == 0


def test_every_product_is_made_of_it(installed: Installed, tmp_path: Path) -> None:
    """The deck, the handout in each format and style, a file for each platform, and a bank to start from."""
    wishes = [["deck", "-o", "a.apkg"], ["handout", "-n", "3", "-o", "a.pdf"], ["handout", "-n", "3", "-o", "a.docx"]]
    wishes += [["handout", "-n", "3", "-o", "a.md"], ["handout", "-n", "3", "-o", "a.html"]]
    wishes += [
        ["handout", "--style", style, "-n", "3", "-o", f"{style}.pdf"] for style in ("flashcards", "study-sheet")
    ]
    wishes += [["export", "--to", name, "-n", "9", "-o", f"{name}.{end}"] for name, end in PLATFORMS.items()]
    wishes += [["new", "mine.yaml"], ["schema", "-o", "schema.json"]]
    for wish in wishes:
        ran = installed.run("quizgen", *wish, folder=tmp_path)
        assert (ran.code, "Traceback" in ran.err) == (0, False), (wish, ran.err)
        assert (tmp_path / next(word for word in wish[1:] if "." in word)).stat().st_size > 100
