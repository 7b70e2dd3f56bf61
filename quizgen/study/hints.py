"""What a hint gives away, kind by kind: as data and not as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.identity import draw
from quizgen.model import AnyQuestion, Choice, Match, Order, Select, Short, Typed

LEAST_SHOWN = 2
"""So many options stay standing, so many things to place stay without a place."""


@dataclass(frozen=True, slots=True)
class Struck:
    """A wrong option of a choice: its position in ``question.options``."""

    position: int


@dataclass(frozen=True, slots=True)
class HowMany:
    """So many options of a select are right."""

    count: int


@dataclass(frozen=True, slots=True)
class Begins:
    """How a typed answer begins, and how many characters each of its words has; ``number`` is the blank's."""

    number: int | None
    letters: str
    lengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stands:
    """The item of an order that stands at this place, counted from nought: its position in ``question.items``."""

    place: int


@dataclass(frozen=True, slots=True)
class Belongs:
    """The position of a left; the right at the same position in ``question.rights`` belongs to it."""

    left: int


Hint = Struck | HowMany | Begins | Stands | Belongs


def hint(question: AnyQuestion, taken: int, language: str) -> tuple[Hint, ...]:
    """The next hint where so many were taken; empty where there is none (any more).

    choice: a wrong option is struck out, while two others stay. select: how many are right, once.
    short, cloze: the first letter and the length of each word, then a letter more each time, up to
    half of them. order: what comes first, then second …, while two stay. match: a pair, then another, while two
    stay (one at least). true-false: none.
    """
    match question:
        case Choice():
            return tuple(Struck(at) for at in struck(question, taken + 1)[taken:])
        case Select():
            return () if taken else (HowMany(len(question.right)),)
        case Order():
            return (Stands(taken),) if taken < len(question.items) - LEAST_SHOWN else ()
        case Match():
            return _pair(question, taken)
        case Short():
            return _begins([(None, question.typed)], taken, language)
        case _:
            blanks = sorted(getattr(question, "blanks", {}).items())
            return _begins([(number if len(blanks) > 1 else None, blank) for number, blank in blanks], taken, language)


def struck(question: AnyQuestion, taken: int) -> tuple[int, ...]:
    """The positions of the options that so many hints have struck out, in the order struck."""
    if not isinstance(question, Choice):
        return ()
    wrong = [at for at in range(len(question.options)) if at != question.right]
    wrong.sort(key=lambda at: draw(0, question.id, f"hint {question.options[at].key}"))
    return tuple(wrong[: min(taken, len(question.options) - LEAST_SHOWN)])


def _pair(question: Match, taken: int) -> tuple[Hint, ...]:
    lefts = sorted(range(len(question.lefts)), key=lambda at: draw(0, question.id, f"hint {question.lefts[at].key}"))
    return tuple(Belongs(at) for at in lefts[taken : taken + 1] if taken < max(1, len(lefts) - LEAST_SHOWN))


def _begins(blanks: Sequence[tuple[int | None, Typed]], taken: int, language: str) -> tuple[Hint, ...]:
    hints = []
    for number, typed in blanks:
        answer = typed.answer.plain(language).strip()
        if taken < max(1, len(answer) // 2):
            letters = answer[: taken + 1]
            hints.append(Begins(number, letters, tuple(len(word) for word in answer.split())))
    return tuple(hints)
