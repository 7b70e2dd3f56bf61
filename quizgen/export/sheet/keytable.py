"""The key table: what is right on every paper, a row a question, as a CSV file that ``quizgen mark`` reads again.

People read the cells ``key``, ``question`` and ``options``; the cell ``marking`` holds, as JSON, all that judging an
answer takes. ``docs/marking.md`` describes the columns.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from quizgen.export.sheet.letters import letter
from quizgen.export.sheet.rivals import rivals
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Option, Order, Select, Short, TrueFalse, Typed
from quizgen.text import Words

COLUMNS = (
    "paper", "learner", "number", "code", "id", "kind", "topic", "points", "key", "question", "options", "marking",
)  # fmt: skip
"""The columns, in the order written."""

Forms = Mapping[str, tuple[str, ...]]
"""Language -> what may be typed."""


@dataclass(frozen=True, slots=True)
class Marking:
    """All that judging an answer takes, for one question as it stands on one paper.

    ``options`` are (key, text) in the order shown: of a match the right column, of a true-false statement the two
    words, true first; ``lefts`` those of a match's left column. ``right`` are positions in ``options``: of choice and
    true-false one, of select those to choose, of order all in their right order, of match one for each left.
    ``accept`` and ``others`` are, for each blank (a short answer is blank 1), the forms that are right and those that
    name something else. ``languages`` are those that the paper is in; an answer may be in any.
    """

    languages: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()
    right: tuple[int, ...] = ()
    lefts: tuple[tuple[str, str], ...] = ()
    accept: Mapping[int, Forms] = field(default_factory=dict, hash=False)
    others: Mapping[int, Forms] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """One question on one paper: where it stands, what it is worth, and what is right.

    ``paper`` is a form's letter or a roster's code, ``learner`` a name where the paper is one learner's; ``topic`` is
    its heading, ``key`` what is right as it would be written on that paper.
    """

    paper: str
    learner: str = ""
    number: int
    code: str
    id: str
    kind: str
    topic: str = ""
    points: Decimal = Decimal(1)
    key: str
    question: str = ""
    marking: Marking

    @property
    def options(self) -> str:
        """The options with their letters, for people: "A. Tokyo | B. Seoul"."""
        if self.kind == TrueFalse.kind:
            return ""
        return " | ".join(f"{letter(at)}. {text}" for at, (_, text) in enumerate(self.marking.options))


def key_rows(
    questions: Sequence[AnyQuestion],
    bank: Bank,
    languages: Sequence[str],
    words: Words,
    *,
    paper: str,
    learner: str = "",
    points: Sequence[Decimal] = (),
) -> tuple[KeyRow, ...]:
    """The rows of one paper, its questions in the order printed.

    ``languages`` are those that the paper is in, the first one the key's; ``words`` are the program's own in that
    one. ``points`` are the questions' points in the same order; left out, each is worth one.
    """
    first = languages[0]
    rows = []
    for at, question in enumerate(questions):
        marking = _marking(question, tuple(languages), words)
        rows.append(
            KeyRow(
                paper=paper,
                learner=learner,
                number=at + 1,
                code=question.code,
                id=question.id,
                kind=question.kind,
                topic=bank.topic_name(question.topic, first),
                points=points[at] if points else Decimal(1),
                key=key_words(question.kind, marking),
                question=question.stem.plain(first),
                marking=marking,
            )
        )
    return tuple(rows)


def _marking(question: AnyQuestion, languages: tuple[str, ...], words: Words) -> Marking:
    first = languages[0]

    def shown(options: Iterable[Option]) -> tuple[tuple[str, str], ...]:
        return tuple((option.key, option.text.plain(first)) for option in options)

    match question:
        case Choice():
            return Marking(languages, shown(question.options), (question.right,))
        case Select():
            return Marking(languages, shown(question.options), tuple(sorted(question.right)))
        case TrueFalse():
            both = tuple((truth, words(f"truth.{truth}")) for truth in ("true", "false"))
            return Marking(languages, both, (0 if question.truth else 1,))
        case Order():
            right = tuple(question.shown.index(at) for at in range(len(question.items)))
            return Marking(languages, shown(question.options), right)
        case Match():
            right = tuple(question.shown.index(at) for at in range(len(question.lefts)))
            return Marking(languages, shown(question.options), right, shown(question.lefts))
        case Short():
            return _typed_marking({1: question.typed}, languages)
        case Cloze():
            return _typed_marking(dict(sorted(question.blanks.items())), languages)


def _typed_marking(blanks: Mapping[int, Typed], languages: tuple[str, ...]) -> Marking:
    def forms(typed: Typed) -> Forms:
        shown = {language: typed.answer.plain(language) for language in languages}
        return {
            language: tuple(dict.fromkeys((shown[language], *typed.accept.get(language, ())))) for language in languages
        }

    return Marking(
        languages,
        accept={number: forms(typed) for number, typed in blanks.items()},
        others={
            number: {
                language: rivals(typed.accept.get(language, ()), typed.others.get(language, ()), language)
                for language in languages
            }
            for number, typed in blanks.items()
        },
    )


def key_words(kind: str, marking: Marking) -> str:
    """What is right as it would be written on the paper.

    choice "B"; select "A C"; true-false the first letters of the two words, "T" and "F"; order "B A C", the first one
    first; match "1A 2C"; short "Oslo | Christiania", every accepted form; cloze "1=Vienna | Wien; 2=Danube".
    """
    if kind == TrueFalse.kind:
        return marking.options[marking.right[0]][1][:1].upper()
    if kind == Match.kind:
        return " ".join(f"{left}{letter(at)}" for left, at in enumerate(marking.right, 1))
    if kind == Short.kind:
        return " | ".join(_all_forms(marking.accept[1]))
    if kind == Cloze.kind:
        return "; ".join(f"{number}={' | '.join(_all_forms(forms))}" for number, forms in marking.accept.items())
    return " ".join(letter(at) for at in marking.right)


def _all_forms(forms: Forms) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for each in forms.values() for form in each))


# -- the file ---------------------------------------------------------------------------------------


def key_table(rows: Iterable[KeyRow]) -> bytes:
    """The table as a CSV file: UTF-8 with a mark that Excel looks for, commas, CRLF; the same rows, the same bytes."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (
            row.paper, row.learner, str(row.number), row.code, row.id, row.kind, row.topic, f"{row.points:f}",
            row.key, row.question, row.options, marking_json(row.marking),
        )  # fmt: skip
        writer.writerow([guarded(cell) for cell in cells])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; ``unguarded`` gives back what it was."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """A cell as it was before it was guarded."""
    return cell[1:] if _GUARDED.match(cell) else cell


def marking_json(marking: Marking) -> str:
    """The cell ``marking``: JSON whose options are told by the letters on the paper."""
    said: dict[str, object] = {"languages": marking.languages}
    if marking.options:
        said["options"] = {letter(at): {"key": key, "text": text} for at, (key, text) in enumerate(marking.options)}
        said["right"] = [letter(at) for at in marking.right]
    if marking.lefts:
        said["lefts"] = [{"key": key, "text": text} for key, text in marking.lefts]
    if marking.accept:
        said["blanks"] = {
            str(number): {"accept": accept, "others": marking.others.get(number, {})}
            for number, accept in marking.accept.items()
        }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
