"""Questions as the table that ``quizgen import`` reads, in one language or several."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.export.platforms.common import Exported, Outgoing, Tally, harmless, rights
from quizgen.export.sheet import explanation_text
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Option, Order, Select, Short, TrueFalse
from quizgen.text import Blank, MarkupError, Words, parse_cloze, plain

ONE, PAIR = " | ", " = "
"""What stands between answers that are all right (or all in a row), and between the sides of a pair."""


@dataclass(slots=True)
class _Row:
    """What a question says in one language, by heading; ``parts`` may not hold a mark that stands between parts."""

    cells: dict[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)


def build_table(questions: Sequence[AnyQuestion], bank: Bank, words: Mapping[str, Words]) -> Exported:
    """The questions as CSV, a row each; ``words`` are the languages wished for with the program's words in each."""
    tally = Tally("CSV")
    rows: list[tuple[AnyQuestion, dict[str, _Row]]] = []
    for question in questions:
        told = {
            language: _row(Outgoing(question, bank, language, own), explanation_text(question, bank, language, own))
            for language, own in words.items()
        }
        why = next((why for each in told.values() if (why := _unfit(question, each))), None)
        if why is not None:
            tally.leave(question, why)
            continue
        if question.image is not None:
            tally.turn(question, "the picture is told in words, since a table holds none")
        if any(span.style for language in words for span in question.stem.rich(language)):
            tally.turn(question, "emphasis in the text is lost, since a cell shows plain text")
        rows.append((question, told))
    return tally.exported(_csv(rows, tuple(words)), len(rows))


def _row(out: Outgoing, explanation: str) -> _Row:
    question, row = out.question, _Row()
    row.cells["question"] = plain(out.pictured())
    wrong: list[Option] = []
    match question:
        case Choice() | Select():
            right = rights(question)
            row.parts = [out.plain(option) for at, option in enumerate(question.options) if at in right]
            wrong = [option for at, option in enumerate(question.options) if at not in right]
        case TrueFalse():
            row.parts = ["true" if question.truth else "false"]
        case Short():
            row.parts = list(out.forms(question.typed, question.also))
        case Cloze():
            row.cells["question"] = "".join(
                _blank(piece) if isinstance(piece, Blank) else piece.text for piece in question.text[out.language]
            )
        case Order():
            row.parts = [out.plain(item) for item in question.items]
        case Match():
            pairs = zip(question.lefts, question.rights, strict=False)
            row.parts = [f"{out.plain(left)}{PAIR}{out.plain(right)}" for left, right in pairs]
            wrong = list(question.rights[len(question.lefts) :])
    row.cells["answer"] = ONE.join(row.parts)
    for number, option in enumerate(wrong, 1):
        row.cells[f"wrong {number}"] = out.plain(option)
        if option.because:
            row.cells[f"reason {number}"] = option.because.plain(out.language)
    row.cells["explanation"] = explanation
    row.cells["source"] = "; ".join(out.bank.citation(ref, out.language) for ref in question.sources)
    row.cells["topic"] = out.topic
    return row


def _blank(blank: Blank) -> str:
    hint = f"::{blank.hint}" if blank.hint else ""
    return f"{{{{c{blank.number}::{plain(blank.answer)}{hint}}}}}"


def _unfit(question: AnyQuestion, row: _Row) -> str | None:
    """Why a row could not be read back as it was."""
    marked = next((part for part in row.parts if "|" in part), None)
    if marked is not None and not isinstance(question, Choice | TrueFalse):
        return f"'{marked}' holds |, which stands between answers"
    odd = next((part for part in row.parts if part.count("=") != 1), None) if isinstance(question, Match) else None
    if odd is not None:
        return f"'{odd}' holds =, which stands between the sides of a pair"
    if isinstance(question, Cloze):
        text = row.cells["question"]
        try:
            found = sum(isinstance(piece, Blank) for piece in parse_cloze(re.sub(r"([\\*`])", r"\\\1", text)))
        except MarkupError as error:
            return f"its text cannot be read back: {error}"
        if found != text.count("{{c"):
            return "its text holds marks of a blank"
    return None


def _csv(rows: Sequence[tuple[AnyQuestion, Mapping[str, _Row]]], languages: Sequence[str]) -> bytes:
    named = {name for _, told in rows for row in told.values() for name, text in row.cells.items() if text}
    most = max((int(name[6:]) for name in named if name.startswith("wrong ")), default=0)
    bases = ["topic", "question", "answer"]
    for number in range(1, most + 1):
        bases += [f"wrong {number}"] + ([f"reason {number}"] if f"reason {number}" in named else [])
    bases += ["explanation", "source"]
    shown = [base for base in bases if base in named or base in ("question", "answer")]
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(["id", "kind", *(f"{base} ({language})" for base in shown for language in languages)])
    for question, told in rows:
        cells = [told[language].cells.get(base, "") for base in shown for language in languages]
        table.writerow([harmless(question.id), question.kind, *map(harmless, cells)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
