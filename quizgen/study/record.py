"""What is remembered: events, each a fact that happened once. Scheduling and statistics follow from them alone.

An event never says how something reads: options stand by their keys, questions by bank and id, so
that a mended wording or another language keeps what was learned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from quizgen.grade import Response, Verdict
from quizgen.model import AnyQuestion

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
"""How well something was remembered, as FSRS and Anki count it."""

TERMINAL, ANKI = "terminal", "anki"
"""Where an answer was given."""

WHOLE = 0
"""The part of a question that has but one; a cloze has a part for each number, as Anki has a card."""

LATEST = 32_503_680_000_000
"""The end of the year 2999, in milliseconds: every moment lies between 1970 and then."""
LONGEST = 36_525 * 86_400
"""A hundred years in seconds, the longest interval."""
MOST, MOST_PARTS = 2**53, 1000
"""No number of an event is larger, and no list in it longer."""

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer that was given.

    ``id`` is the event's own (any text, unlike every other's); ``at`` the moment in unix milliseconds.
    ``response`` names options by key: choice a string, select and order a list, match a mapping of
    left to right; true-false a bool, short a string, cloze a mapping of number to text; None where
    only the rating is known (Anki). ``ratings`` are part -> AGAIN to EASY, empty where the answer
    schedules nothing; ``right`` and ``score`` are the verdict. ``hints`` were taken, ``duration`` is
    milliseconds, ``shown`` the options' keys as shown.
    ``interval`` is the time in seconds after which Anki shows it again, where Anki has said so.
    """

    id: str
    at: int
    bank: str
    question: str
    language: str
    kind: str
    response: JsonValue
    right: bool
    score: float
    ratings: Mapping[int, int]
    hints: int = 0
    duration: int = 0
    shown: tuple[str, ...] = ()
    origin: str = TERMINAL
    interval: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """An answer taken back: ``answer`` is its id. The answer stays in the log and counts no more."""

    id: str
    at: int
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """A question that a learner holds to be wrong, with a remark for its author."""

    id: str
    at: int
    bank: str
    question: str
    code: str
    language: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescheduled:
    """A card that was given another day without an answer, as Anki allows.

    ``due`` is that moment in unix milliseconds; None makes the card new again: what was answered before
    this moment schedules nothing any more.
    """

    id: str
    at: int
    bank: str
    question: str
    part: int
    due: int | None


Event = Answered | Undone | Flagged | Rescheduled


class MemoryLostError(Exception):
    """Raised where an event cannot be kept (a full disk, a folder that cannot be written); says why in a sentence."""


class Memory(Protocol):
    """Where the terminal keeps what happens, at once: when a method returns, the event outlives a crash.

    Every method raises MemoryLostError. The clock and the ids of events are the memory's own.
    """

    def answered(
        self, question: AnyQuestion, language: str, response: Response | None, verdict: Verdict, *,
        hints: int, duration: int, rating: int | None = None,
    ) -> str:  # fmt: skip
        """Keep an answer and return its id; ``rating`` is the learner's own, ``duration`` in milliseconds."""
        ...

    def undone(self, answer: str) -> None:
        """Keep that the answer of this id is taken back."""
        ...

    def flagged(self, question: AnyQuestion, language: str, remark: str) -> None:
        """Keep that the learner holds this question to be wrong."""
        ...
