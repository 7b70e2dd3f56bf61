"""What somebody has learned, on the cards of a deck: an import with scheduling goes on from there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

_DAY = 86_400
_DAYS_BEFORE = 20_000
"""How long before today the deck's days are counted from; Anki counts from its collection's own first day."""

_DECAY = 0.1542
"""FSRS-6's own default, which Anki notes on each card."""

_EASE_FACTOR = 2500
"""What a card without FSRS begins with: 250 %."""

_TODAYS_SCHEDULER = {"schedVer": 2, "sched2021": True}
"""Without it Anki takes a log for that of its first scheduler, which had three buttons, and renumbers them."""

_UPDATE = """
    UPDATE cards SET type = 2, queue = 2, due = :due, ivl = :ivl, factor = :factor, reps = :reps, lapses = :lapses,
    data = :data WHERE id = :id
"""
"""Makes a card one that waits for its review."""

_LEARNED, _REVIEWED = 0, 1
"""Anki's kinds of reviews: the first, and all others."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A review: its moment (unix milliseconds), its rating (1 again to 4 easy), how long it took (milliseconds).

    ``interval`` and ``before`` are the seconds to the next review that this one and the one before it set.
    """

    at: int
    rating: int
    duration: int
    interval: int
    before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A card that was reviewed: FSRS's memory of it, when it is due, and every review.

    ``due`` is a number of days from today, less than 0 where it is overdue; ``interval`` in days, from
    the last review on.
    """

    stability: float
    difficulty: float
    due: int
    interval: int
    lapses: int
    answers: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class Progress:
    """A learner's cards: (question, part) -> what was learned; ``part`` is a cloze's number, else 0.

    Once ``placed``, a card goes by the GUID of its note and its place there, counted from 0.

    ``today`` is the moment at which the learner's day began, in unix seconds; ``retention`` the share
    that should be known when a card is due.
    """

    cards: Mapping[tuple[str, int], Learned]
    today: int
    retention: float

    def placed(self, guids: Mapping[str, str]) -> Progress:
        """The progress of those questions that a deck holds; ``guids`` is question -> the GUID of its note."""
        cards = {
            (guids[question], max(0, part - 1)): learned
            for (question, part), learned in self.cards.items()
            if question in guids
        }
        return replace(self, cards=cards)


def write_progress(cursor: sqlite3.Cursor, progress: Progress, cards: Mapping[tuple[str, int], int]) -> None:
    """Put progress that is placed on the cards of a collection; ``cards`` is (GUID, place) -> the card's id."""
    (settings,) = cursor.execute("SELECT conf FROM col").fetchone()
    conf = json.dumps({**json.loads(settings), **_TODAYS_SCHEDULER})
    cursor.execute("UPDATE col SET crt = ?, conf = ?", (progress.today - _DAYS_BEFORE * _DAY, conf))
    taken: set[int] = set()
    for key, learned in sorted(progress.cards.items(), key=lambda card: card[0]):
        card = cards.get(key)
        if card is None or not learned.answers:
            continue
        _write_card(cursor, card, learned, progress.retention)
        for at, answer in enumerate(learned.answers):
            _write_answer(cursor, card, answer, learned.difficulty, _REVIEWED if at else _LEARNED, taken)


def _write_card(cursor: sqlite3.Cursor, card: int, learned: Learned, retention: float) -> None:
    memory = {
        "s": round(learned.stability, 4),
        "d": round(learned.difficulty, 3),
        "dr": retention,
        "decay": _DECAY,
        "lrt": learned.answers[-1].at // 1000,
    }
    values = {
        "due": _DAYS_BEFORE + learned.due,
        "ivl": max(1, learned.interval),
        "factor": _EASE_FACTOR,
        "reps": len(learned.answers),
        "lapses": learned.lapses,
        "data": json.dumps(memory, separators=(",", ":")),
        "id": card,
    }
    cursor.execute(_UPDATE, values)


def _write_answer(
    cursor: sqlite3.Cursor, card: int, answer: Answer, difficulty: float, kind: int, taken: set[int]
) -> None:
    """A row of the review log; its id is the moment, by which neither Anki nor quizgen takes it twice."""
    moment = answer.at
    while moment in taken:
        moment += 1
    taken.add(moment)
    factor = round(100 + (difficulty - 1) / 9 * 1000)
    cursor.execute(
        "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)",
        (
            moment,
            card,
            answer.rating,
            _as_anki(answer.interval),
            _as_anki(answer.before),
            factor,
            min(answer.duration, 60_000 * 10),
            kind,
        ),
    )


def _as_anki(seconds: int) -> int:
    """An interval as Anki writes it: whole days, or seconds below zero."""
    return round(seconds / _DAY) if seconds >= _DAY // 2 else -seconds
