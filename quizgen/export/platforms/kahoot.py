"""Questions as the spreadsheet that Kahoot imports: headings in row 8, questions from row 9."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from quizgen.export.platforms.common import Exported, Outgoing, Tally, title
from quizgen.export.platforms.games import MOST_ANSWERS, SECONDS, fitted
from quizgen.export.platforms.hypertext import package
from quizgen.model import AnyQuestion, Bank
from quizgen.shown import shown
from quizgen.text import Words

LONGEST_STEM, LONGEST_ANSWER = 120, 75
HEADINGS = (
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, MOST_ANSWERS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
_HEADING_ROW = 8
_WHEN = "2023-01-01T00:00:00Z"


def build_kahoot(questions: Sequence[AnyQuestion], bank: Bank, language: str, words: Words) -> Exported:
    """The questions that fit as an .xlsx file; the same questions give the same bytes."""
    from openpyxl import Workbook

    tally = Tally("Kahoot")
    book = Workbook()
    sheet = book.active
    sheet.title = "Quiz"
    rows: list[tuple[str | int, ...]] = [("", title(bank, language)), *[()] * (_HEADING_ROW - 2), ("", *HEADINGS)]
    for question in questions:
        fit = fitted(Outgoing(question, bank, language, words), tally, LONGEST_STEM, LONGEST_ANSWER)
        if fit is not None:
            answers = (*fit.answers, *("",) * (MOST_ANSWERS - len(fit.answers)))
            right = ",".join(map(str, fit.right))
            rows.append((len(rows) - _HEADING_ROW + 1, fit.stem, *answers, SECONDS, right))
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value != "":
                cell = sheet.cell(number, column, shown(value) if isinstance(value, str) else value)
                if isinstance(value, str):
                    cell.data_type = "s"  # never a formula
                    cell.quotePrefix = value[:1] in "=+-@"
    saved = io.BytesIO()
    book.save(saved)
    return tally.exported(_settled(saved.getvalue()), len(rows) - _HEADING_ROW)


def _settled(content: bytes) -> bytes:
    """A workbook without the time at which it was made."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    core = files["docProps/core.xml"]
    files["docProps/core.xml"] = re.sub(
        rb">[^<>]*(</dcterms:(?:created|modified)>)", f">{_WHEN}".encode() + rb"\1", core
    )
    return package(files)
