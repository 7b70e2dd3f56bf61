"""The house: who may import whom, and which one file knows each heavy library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "quizgen"

BASE = {"errors", "text", "templates", "forms", "identity", "wording", "meant", "shown", "strangers", "disk"}
MODEL = {"model", "values"}
ALLOWED: dict[str, set[str]] = {
    "errors": {"shown"},
    "shown": set(),
    "strangers": set(),
    "disk": set(),
    "identity": set(),
    "text": set(),
    "templates": {"text"},
    "forms": set(),
    "wording": set(),
    "meant": set(),
    "model": {"errors", "text", "templates"},
    "values": {"errors", "text", "templates", "model", "wording"},
    "bank": BASE | MODEL,
    "bring": BASE | MODEL | {"bank"},
    "generate": BASE | MODEL,
    "select": BASE | MODEL,
    "grade": BASE | MODEL,
    "lint": BASE | MODEL | {"generate"},
    "study": BASE | MODEL | {"grade"},
    "export": BASE | MODEL | {"select"},
    "marking": BASE | MODEL | {"grade", "export"},
    "play": BASE | MODEL | {"study", "grade", "export"},
    "cli": BASE
    | MODEL
    | {"ask", "bank", "bring", "generate", "select", "grade", "lint", "study", "export", "marking", "play", "__init__"},
    "ask": {"shown"},
    "locale": set(),
    "__init__": set(),
    "__main__": {"cli"},
}
"""Room -> the other rooms that it may import: downwards only, and siblings not at all but where said."""

ALONE = {
    "yaml": {"bank/load.py"},
    "questionary": {"play/screen.py", "play/keys.py", "ask.py"},
    "prompt_toolkit": {"play/screen.py", "play/keys.py", "ask.py"},
    "openpyxl": {"bank/rows.py", "export/platforms/kahoot.py"},
    "sqlite3": {
        "export/anki/package.py",
        "export/anki/ledger.py",
        "export/anki/reviews.py",
        "export/anki/scheduling.py",
        "study/database.py",
        "strangers.py",
        "study/migrations.py",
        "bring/collection.py",
    },
    "backports": {"export/anki/reviews.py", "bring/collection.py"},
    "platformdirs": {"cli/progress_file.py"},
    "genanki": {"export/anki/"},
    "typst": {"export/pdf/"},
    "docx": {"export/docx/"},
    "rapidfuzz": {"grade.py"},
    "babel": {"wording.py", "bank/read.py"},
    "fsrs": {"study/schedule.py"},
    "random": set(),
    "argparse": {"cli/"},
}
"""A library -> the files that may import it."""

AT_START = {
    "docx",
    "backports",
    "platformdirs",
    "genanki",
    "questionary",
    "typst",
    "babel",
    "rich",
    "rapidfuzz",
    "prompt_toolkit",
    "openpyxl",
    "fsrs",
}
"""Libraries that are imported where they are used, not when their file is."""

LATE = {"quizgen.export.anki.package"}
"""Modules that import such a library at their top, and so are themselves imported where they are used."""

FORBIDDEN_BELOW_CLI = {"sys.argv", "os.environ", "sys.exit", "time.time", "datetime.now", "date.today"}

FILES = sorted(ROOT.rglob("*.py"))


def room(path: Path) -> str:
    """The room of a file: its folder in the package, or its own name at the top."""
    relative = path.relative_to(ROOT)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imported(path: Path) -> Iterator[tuple[str, bool]]:
    """The modules a file imports, and whether at its top."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        at_top = isinstance(node, ast.Import | ast.ImportFrom) and node.col_offset == 0
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, at_top
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative imports hide the room"
            yield node.module, at_top
            if node.module == "quizgen":
                yield from ((f"quizgen.{name.name}", at_top) for name in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_only_the_rooms_that_the_allowlist_names(path: Path) -> None:
    """Imports go downwards, as docs/architecture.md draws them."""
    own = room(path)
    for module, _ in imported(path):
        parts = module.split(".")
        if parts[0] == "quizgen" and len(parts) > 1 and parts[1] in ALLOWED and parts[1] != own:
            assert parts[1] in ALLOWED[own], f"{own} must not import {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_heavy_library_is_known_to_its_own_room_and_imported_where_it_is_used(path: Path) -> None:
    """One file imports yaml, one questionary; no library slows the start of a command that needs it not."""
    relative = str(path.relative_to(ROOT))
    for module, at_top in imported(path):
        library = module.split(".")[0]
        if library in ALONE:
            homes = ALONE[library]
            assert any(relative == home or (home.endswith("/") and relative.startswith(home)) for home in homes) or (
                library == "rich" and room(path) in ("play", "cli")
            ), f"{relative} must not import {library}"
        late = ".".join(("quizgen", *path.relative_to(ROOT).with_suffix("").parts)) in LATE
        assert not (library in AT_START and at_top and not late), f"{relative} imports {library} too early"
        assert not (module in LATE and at_top), f"{relative} imports {module} too early"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_inside_export_a_format_imports_no_other_format(path: Path) -> None:
    """A format knows the sheet, the texts and the model, and its own room."""
    relative = path.relative_to(ROOT)
    if relative.parts[0] != "export" or (relative.name in ("__init__.py",) and len(relative.parts) == 2):
        return
    own = relative.parts[1].removesuffix(".py")
    for module, _ in imported(path):
        parts = module.split(".")
        if parts[:2] == ["quizgen", "export"] and len(parts) > 2:
            assert parts[2] in ("sheet", own), f"{relative} must not import {module}"


def test_of_all_that_is_exported_marking_knows_only_what_a_sheet_says() -> None:
    """Marks are put in words there, and drawn elsewhere."""
    for path in (ROOT / "marking").glob("*.py"):
        exported = [module for module, _ in imported(path) if module.startswith("quizgen.export")]
        assert all(module.startswith("quizgen.export.sheet") for module in exported), path.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_below_the_command_line_nothing_prints_exits_or_reads_the_clock_or_the_environment(path: Path) -> None:
    """Whatever depends on the moment or the machine is passed in."""
    if room(path) in ("cli", "play", "__main__"):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "input", "exit"), f"{path.name}:{node.lineno}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert f"{node.value.id}.{node.attr}" not in FORBIDDEN_BELOW_CLI, f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_four_hundred_lines(path: Path) -> None:
    """A file that grows beyond what one reads at a sitting is two files."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
