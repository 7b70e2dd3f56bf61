"""The answer sheet: a page apart on which a learner marks what is right, quick to mark and to type off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.export.sheet.letters import letter
from quizgen.model import AnyQuestion, Choice, Cloze, Match, Order, Select, Short, TrueFalse
from quizgen.text import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """Room to answer one question.

    ``marks`` are what to mark (letters, or the two words of a statement), one of them or ``several``; ``boxes`` are
    labels of boxes for a letter each; ``blanks`` are labels of lines to write on (empty where there is only one).
    """

    number: int
    marks: tuple[str, ...] = ()
    several: bool = False
    boxes: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSheet:
    """The sheet: its title, how to mark, and a row for each question."""

    title: str
    instructions: str
    rows: tuple[AnswerRow, ...]


def answer_sheet(questions: Sequence[AnyQuestion], words: Words) -> AnswerSheet:
    """The answer sheet of the questions, in their order."""
    return AnswerSheet(
        title=words("paper.answers"),
        instructions=words("paper.answers.how"),
        rows=tuple(_row(number, question, words) for number, question in enumerate(questions, 1)),
    )


def _row(number: int, question: AnyQuestion, words: Words) -> AnswerRow:
    match question:
        case Choice() | Select():
            letters = tuple(letter(at) for at in range(len(question.options)))
            return AnswerRow(number=number, marks=letters, several=isinstance(question, Select))
        case TrueFalse():
            return AnswerRow(number=number, marks=(words("truth.true"), words("truth.false")))
        case Order():
            return AnswerRow(number=number, boxes=tuple(f"{at + 1}." for at in range(len(question.items))))
        case Match():
            return AnswerRow(number=number, boxes=tuple(f"{at + 1}" for at in range(len(question.lefts))))
        case Short():
            return AnswerRow(number=number, blanks=("",))
        case Cloze():
            numbers = sorted(question.blanks)
            return AnswerRow(number=number, blanks=tuple(f"({at})" for at in numbers) if len(numbers) > 1 else ("",))
