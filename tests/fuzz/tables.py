"""What reads a table, a header or a list of a stranger's, each fed with sound ones that were changed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from random import Random

from quizgen.bank.nodes import Desk
from quizgen.bank.rows import read_rows
from quizgen.bank.table import read_table
from quizgen.bank.written import Heading, write_bank
from quizgen.cli.header import read_header
from quizgen.cli.ids import read_ids
from quizgen.cli.roster import read_roster
from quizgen.errors import QuizgenError, WishError, has_errors
from quizgen.marking.keyfile import read_key
from quizgen.marking.records import Ledger, Record
from quizgen.marking.responses import read_responses
from quizgen.marking.score import score_class
from tests import classes, samples
from tests.fuzz.mutate import mutated
from tests.fuzz.readers import WORDS, tell, unzipped, zipped
from tests.test_anki_deck import PNG

_QUESTIONS = b"""kind,question,answer,wrong 1,wrong 2,explanation,topic
choice,What is the capital of Korea?,Seoul,Tokyo,Oslo,It is.,Asia
short,Who was it?,Park Jin; Park,,,,Asia
true-false,Oslo lies in Norway.,true,,,,Europe
cloze,"{{c1::Oslo}} lies in {{c2::Norway}}.",,,,,
"""
_ROSTER = b'name,code,class\nAni Putri,1,7A\n"Doe, John",2,7A\nSiti,,\n'
_HEADER = b"""school = "Our school"
title = {en = "A test", id = "Ujian"}
class = "7A"
date = 2023-01-29
instructions = \"\"\"Read.

Write.\"\"\"
points = {choice = 1, short = 2.5}
logo = "logo.png"
"""


@lru_cache
def workbook() -> bytes:
    """A table of questions from a spreadsheet."""
    from openpyxl import Workbook

    book = Workbook()
    for row in _QUESTIONS.decode().splitlines():
        book.active.append(row.split(","))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def a_workbook(random: Random) -> bytes:
    """A workbook with one of its parts changed, or changed as bytes."""
    if random.random() < 0.2:
        return mutated(workbook(), random)
    entries = unzipped(workbook())
    name = random.choice([*entries])
    entries[name] = mutated(entries[name], random)
    return zipped(entries)


def table(random: Random, folder: Path) -> None:
    """A table of questions, as CSV or as a workbook."""
    content, ending = (mutated(_QUESTIONS, random), ".csv") if random.random() < 0.7 else (a_workbook(random), ".xlsx")
    (folder / f"table{ending}").write_bytes(content)
    desk = Desk("table")
    draft = read_table(read_rows(content, ending, desk), desk, ())
    tell(desk.problems)
    if draft is not None:
        write_bank(draft, Heading("file", "bank.yaml", "bank", dict.fromkeys(draft.languages, "A bank")))


def told(read: Callable[[], object]) -> None:
    """What a command reads: an answer, or problems that are told."""
    try:
        read()
    except QuizgenError as error:
        assert error.problems
        tell(error.problems)
    except WishError as error:
        assert str(error)


def roster(random: Random, folder: Path) -> None:
    """A class list."""
    path = folder / "names.csv"
    path.write_bytes(mutated(_ROSTER, random))
    told(lambda: read_roster(str(path)))


def header(random: Random, folder: Path) -> None:
    """A handout's header with its logo."""
    (folder / "logo.png").write_bytes(PNG)
    path = folder / "header.toml"
    path.write_bytes(mutated(_HEADER, random))
    told(lambda: read_header(str(path), ("en", "id")))


def ids(random: Random, folder: Path) -> None:
    """A list of questions."""
    path = folder / "ids.txt"
    path.write_bytes(mutated("\n".join(each.id for each in samples.QUESTIONS).encode(), random))
    told(lambda: read_ids(str(path), samples.QUESTIONS))


@lru_cache
def marked() -> tuple[bytes, bytes]:
    """A key table and its responses."""
    from quizgen.export.sheet.keytable import key_table

    papers = classes.papers(7, 2)
    return key_table([row for rows in papers for row in rows]), classes.responses(papers, classes.NAMES[:6]).encode()


def _records(content: bytes, path: str, desk: Desk) -> list[Record]:
    return [Record(row.number, row.texts, tuple(cell.trouble for cell in row.cells))
            for row in read_rows(content, ".csv", desk)]  # fmt: skip


def marking(random: Random, folder: Path) -> None:
    """A key table, the class's responses, or both."""
    key_content, said = marked()
    if random.random() < 0.5:
        key_content = mutated(key_content, random)
    else:
        said = mutated(said, random)
    (folder / "key.csv").write_bytes(key_content)
    (folder / "responses.csv").write_bytes(said)
    desk, ledger, second = Desk("key"), Ledger("key"), Ledger("responses")
    key = read_key(_records(key_content, "key", desk), ledger)
    tell([*desk.problems, *ledger.problems])
    if key is None or has_errors([*desk.problems, *ledger.problems]):
        return
    sheets = read_responses(_records(said, "responses", desk), key, second)
    tell([*desk.problems, *second.problems])
    if sheets and not has_errors([*desk.problems, *second.problems]):
        from quizgen.marking.analysis import analyse
        from quizgen.marking.files import analysis_json, items_csv, learners_csv
        from quizgen.marking.report import class_notes, class_report

        analysis = analyse(score_class(sheets, key))
        class_report(analysis, WORDS)
        class_notes(analysis.learners, WORDS)
        json.loads(analysis_json(analysis, WORDS))
        learners_csv(analysis)
        items_csv(analysis, WORDS)
