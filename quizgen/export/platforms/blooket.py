"""Questions as the CSV file that Blooket imports: a title over eight columns, no byte order mark, CRLF."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from quizgen.export.platforms.common import Exported, Outgoing, Tally, harmless
from quizgen.export.platforms.games import MOST_ANSWERS, SECONDS, fitted
from quizgen.model import AnyQuestion, Bank
from quizgen.text import Words

LONGEST_STEM, LONGEST_ANSWER = 500, 200
"""Blooket names no limit; beyond these a card cannot be read."""
HEADINGS = (
    "Question #",
    "Question Text",
    "Answer 1",
    "Answer 2",
    "Answer 3 (Optional)",
    "Answer 4 (Optional)",
    "Time Limit (sec) (Max: 300 seconds)",
    "Correct Answer(s) (Only include Answer #)",
)


def build_blooket(questions: Sequence[AnyQuestion], bank: Bank, language: str, words: Words) -> Exported:
    """The questions that fit as a CSV file."""
    tally = Tally("Blooket")
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(["Blooket Import Template", *[""] * (len(HEADINGS) - 1)])
    table.writerow(HEADINGS)
    count = 0
    for question in questions:
        fit = fitted(Outgoing(question, bank, language, words), tally, LONGEST_STEM, LONGEST_ANSWER)
        if fit is not None:
            count += 1
            answers = [harmless(answer) for answer in fit.answers] + [""] * (MOST_ANSWERS - len(fit.answers))
            table.writerow([count, harmless(fit.stem), *answers, SECONDS, ",".join(map(str, fit.right))])
    return tally.exported(out.getvalue().encode(), count)
