"""A teacher's tables over several papers: which number a question has on each form, and the keys of all papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.export.sheet.key import key_marks
from quizgen.model import AnyQuestion
from quizgen.text import Words


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table: its title, its headings, and rows of cells."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def number_table(forms: Sequence[tuple[str, Sequence[AnyQuestion]]], words: Words) -> SheetTable:
    """Which number each question has on each form (name, questions), those of the first form first; "–" for none."""
    codes: dict[str, dict[str, int]] = {}
    for name, questions in forms:
        for number, question in enumerate(questions, 1):
            codes.setdefault(question.code, {})[name] = number
    names = [name for name, _ in forms]
    return SheetTable(
        title=words("paper.numbers"),
        head=(words("list.code"), *names),
        rows=tuple((code, *(str(at.get(name, "–")) for name in names)) for code, at in codes.items()),
    )


@dataclass(frozen=True, slots=True)
class PaperKey:
    """The key of one paper in short: its name, its learner's, and what is right, number by number."""

    paper: str
    learner: str
    marks: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class KeyTable:
    """The keys of several papers, a line or two each, with its title and headings."""

    title: str
    head: tuple[str, str]
    rows: tuple[PaperKey, ...]


def key_summary(papers: Sequence[tuple[str, str, Sequence[AnyQuestion]]], words: Words) -> KeyTable:
    """The keys of papers: (the paper's name, its learner's or nothing, the questions in their order)."""
    return KeyTable(
        title=words("paper.keys"),
        head=(words("mark.paper"), words("paper.key")),
        rows=tuple(
            PaperKey(
                name,
                learner,
                tuple((number, key_marks(each, words.language, words)) for number, each in enumerate(questions, 1)),
            )
            for name, learner, questions in papers
        ),
    )
