"""Every command that writes, what it writes and what it reads; disks that are full; folders to work in."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from quizgen.cli.main import main
from tests.run import Ran

BANK = """\
format: 1
bank: capitals
title: {en: Capitals, id: "Ibu kota – Столицы"}
languages: [en, id]
topics: {europe: {en: Europe, id: "Eropa → barat"}}
questions:
  - id: norway
    kind: short
    topic: europe
    ask: {en: "What is “Осло” the capital of?", id: "“Осло” – ibu kota apa?"}
    answer: {en: Norway, id: Norwegia}
  - id: zagreb
    kind: true-false
    topic: europe
    say: {en: "Zagreb – Загреб – is in Croatia.", id: "Zagreb – Загреб – di Kroasia."}
    truth: true
"""
TABLE = "kind,question,answer\nshort,Ibu kota “Norwegia”?,Осло\n"
ANSWERED = "Norway\n"


@dataclass(frozen=True)
class Case:
    """A command that writes: its arguments, where ``{out}`` is a folder, and the files in it that come of it."""

    name: str
    line: str
    made: tuple[str, ...]
    typed: str = ""

    def arguments(self, out: Path) -> list[str]:
        """The command line for a folder."""
        return [part.format(out=out) for part in self.line.split()]


WRITERS = (
    Case("new", "new {out}/n.yaml", ("n.yaml",)),
    Case("schema", "schema -o {out}/s.json", ("s.json",)),
    Case("import", "import table.csv -o {out}/t.yaml --force", ("t.yaml",)),
    Case("deck", "deck -o {out}/d.apkg", ("d.apkg",)),
    Case("deck --since", "deck -l en,id -o {out}/d.apkg --since old.apkg", ("d.apkg",)),
    Case("deck --with-progress", "deck -o {out}/d.apkg --with-progress", ("d.apkg",)),
    Case("handout pdf", "handout -o {out}/h.pdf", ("h.pdf",)),
    Case("handout docx", "handout -o {out}/h.docx --key", ("h.docx",)),
    Case("handout md", "handout -o {out}/h.md", ("h.md",)),
    Case("handout html", "handout -o {out}/h.html", ("h.html",)),
    Case("handout amc", "handout --to amc -o {out}/h.txt", ("h.txt",)),
    Case("handout cards", "handout --style flashcards -o {out}/h.pdf", ("h.pdf",)),
    Case("handout study sheet", "handout --style study-sheet -o {out}/h.md", ("h.md",)),
    Case("handout answer sheet", "handout --answer-sheet -o {out}/h.pdf", ("h.pdf",)),
    Case("handout versions", "handout --versions 2 -o {out}/h.md --key-table {out}/k.csv",
         ("h-A.md", "h-B.md", "k.csv")),
    Case("handout roster", "handout --roster names.csv -o {out}/h.pdf --key-table {out}/k.csv", ("h.pdf", "k.csv")),
    *(
        Case(f"export {to}", f"export --to {to} -o {{out}}/x{ending}", (f"x{ending}",))
        for to, ending in (("moodle", ".xml"), ("gift", ".gift"), ("qti", ".zip"), ("canvas", ".zip"),
                           ("kahoot", ".xlsx"), ("blooket", ".csv"), ("quizlet", ".txt"), ("csv", ".csv"))
    ),
    Case("mark", "mark key.csv given.csv -o {out}/m.csv --items {out}/i.csv --notes {out}/n.pdf",
         ("m.csv", "i.csv", "n.pdf")),
    Case("mark json", "mark key.csv given.csv -o {out}/m.json", ("m.json",)),
    Case("mark pdf", "mark key.csv given.csv -o {out}/m.pdf", ("m.pdf",)),
    Case("stats --svg", "stats --svg {out}/s.svg", ("s.svg",)),
    Case("play --report", "play --plain --id norway --report {out}/r.html", ("r.html",), ANSWERED),
    Case("progress export", "progress export -o {out}/e.jsonl", ("e.jsonl",)),
    Case("build", "build -o {out}", tuple(
        f"capitals-{language}{ending}" for language in ("en", "id") for ending in (
            ".apkg", "-handout.pdf", "-handout-with-key.pdf", "-handout-with-key.docx", "-flashcards.pdf",
            "-study-sheet.pdf")
    )),
)  # fmt: skip
"""Each command that writes a file that the user names, in each of its formats."""

OLD = b"what was there before"


def named(case: Case) -> str:
    """What a case is called."""
    return case.name


def here(*arguments: str, typed: str = "") -> Ran:
    """Run a command in this process."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", StringIO(typed))
        code = main(arguments)
    texts = []
    for stream in (out, err):
        stream.seek(0)
        texts.append(stream.read())
    return Ran(code, *texts)


def furnish(folder: Path) -> None:
    """Put into a folder all that the commands of WRITERS read."""
    (folder / "questions.yaml").write_text(BANK, encoding="utf-8")
    (folder / "table.csv").write_text(TABLE, encoding="utf-8")
    (folder / "names.csv").write_text("name\nÅsa\nИван\n", encoding="utf-8")
    (folder / "ids.txt").write_text("norway\nzagreb\n", encoding="utf-8")
    (folder / "given.csv").write_text("learner,1,2\nÅsa,Norway,t\nИван,Oslo,f\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("QUIZGEN_PROGRESS", str(folder / "progress.sqlite"))
        for line in ("deck -o old.apkg", "handout -o p.md --ids ids.txt --key-table key.csv"):
            assert here(*line.split()).code == 0
        assert here("play", "--plain", "--id", "norway", typed=ANSWERED).code == 0


def before(case: Case, out: Path) -> dict[str, bytes]:
    """Put something under each name that a case writes, as far as it may be there; what is then in the folder."""
    for name in case.made if case.name != "new" else ():
        if name.endswith(".apkg"):
            shutil.copy("old.apkg", out / name)
        elif case.name == "import":
            (out / name).write_text(BANK, encoding="utf-8")
        else:
            (out / name).write_bytes(OLD)
    return contents(out)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, hidden ones too, and what is in it; ``filler`` is a full disk's."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != "filler"}


# -- disks --------------------------------------------------------------------------------------------


def _mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")


@contextmanager
def disk(at: Path, kib: int) -> Iterator[Path]:
    """A disk in memory with so much room, to the end of the block; a test that may not mount is skipped."""
    if shutil.which("mount") is None:
        pytest.skip("no disk can be mounted here: there is no mount")
    at.mkdir(exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={kib}k,mode=777", "tmpfs", str(at))
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


def read_only(at: Path) -> None:
    """Let nothing be written on a disk any more."""
    _mount("-o", "remount,ro", str(at))


def leave_room(at: Path, kib: int) -> None:
    """Fill a disk but for so much."""
    filler = at / "filler"
    filler.unlink(missing_ok=True)
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            file.truncate(max(0, file.tell() - kib * 1024))


def rooms(case: Case) -> Sequence[int]:
    """How much room to leave, in KiB, so that the disk is full at one write after another."""
    return (0, 4, 8, 32, 128) if len(case.made) > 1 else (0, 4, 16)
