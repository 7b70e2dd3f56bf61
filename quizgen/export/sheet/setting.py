"""What a paper is set up with besides its questions: whose it is, what its head says, what questions are worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from quizgen.model import AnyQuestion
from quizgen.text import Words
from quizgen.wording import number_words


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture in one language: bytes, media type, and its text for those who cannot see."""

    content: bytes
    media_type: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a school wants at the head of its papers, in one language; nothing given changes nothing.

    ``title`` stands in place of the bank's; ``class_name`` and ``date`` are filled in; ``instructions`` are
    paragraphs that come before the program's own sentence; ``points`` is kind -> what such a question is worth
    (one, where it says nothing).
    """

    school: str = ""
    title: str = ""
    class_name: str = ""
    date: str = ""
    instructions: tuple[str, ...] = ()
    logo: Illustration | None = None
    points: Mapping[str, Decimal] = field(default_factory=dict, hash=False)

    def points_of(self, questions: Sequence[AnyQuestion]) -> tuple[Decimal, ...]:
        """What each question is worth, in the same order."""
        return tuple(self.points.get(question.kind, Decimal(1)) for question in questions)


@dataclass(frozen=True, slots=True)
class Learner:
    """Whose paper it is: the name, and the code that the paper is known by."""

    name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One paper's own: its head, its form's letter or its learner, and whether answers go on a sheet apart."""

    header: Header = Header()
    form: str = ""
    learner: Learner | None = None
    answer_sheet: bool = False

    @property
    def name(self) -> str:
        """What the key table calls the paper: the learner's code or the form's letter; "A" where it is the only one."""
        return self.learner.code if self.learner else self.form or "A"

    def mark(self, words: Words) -> str:
        """What stands on every page, so that papers are not mixed up: "Form A", "Paper K7QF"; empty for a lone one."""
        if self.learner:
            return words("paper.code", code=self.learner.code)
        return words("paper.form", letter=self.form) if self.form else ""


def points_words(points: Decimal, words: Words) -> str:
    """A number of points in words: "1 point", "2.5 points"."""
    said = number_words(_shortest(points), words.language)
    return words("paper.points.one") if points == 1 else words("paper.points.many", points=said)


def points_total(points: Sequence[Decimal], language: str) -> str:
    """The sum of the points as the language writes it."""
    return number_words(_shortest(sum(points, Decimal(0))), language)


def _shortest(number: Decimal) -> str:
    said = f"{number:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said
