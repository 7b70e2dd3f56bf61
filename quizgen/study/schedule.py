"""When to ask again: FSRS-6 by py-fsrs, the one file that imports it. Pure: moments come in, none is read.

Elapsed time is counted in days, to the nearest (py-fsrs counts whole spans of 24 hours, by which
nine in the evening and eight the next evening would be one day). So it matters on which days
somebody studies, not at which hour, as in Anki.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Self

from quizgen.grade import Verdict
from quizgen.study.record import AGAIN, EASY, GOOD, HARD, TERMINAL, WHOLE

if TYPE_CHECKING:
    from fsrs import Card, Rating, Scheduler, State

RETENTION = 0.9
"""The share of what is asked again that should still be known, where the learner has not said otherwise."""
LEAST_RETENTION, MOST_RETENTION = 0.7, 0.97
"""Below, so much is forgotten that learning it anew costs more; above, everything is asked nearly daily."""

DAY = 86_400_000
"""A day in milliseconds."""
DAY_BEGINS = 4
"""The hour at which a learner's day begins: what is answered after midnight belongs to the evening before."""

SLOW = {
    "choice": 60_000, "true-false": 60_000, "short": 60_000, "cloze": 60_000, "select": 90_000,
    "order": 120_000, "match": 180_000,
}  # fmt: skip
"""Kind -> the milliseconds from which on a right answer was hard to come by.

Two to three times what reading a long question of the kind and its options aloud takes, so that neither a
second language nor a screen reader makes an answer slow; what has more to read and to move has longer.
"""
AWAY = 600_000
"""From so many milliseconds on nobody was thinking; the time says nothing then."""

Key = tuple[str, int]
"""A card of a bank: a question's id and the part of it."""

_ZERO = datetime(2000, 1, 1, tzinfo=UTC)
_FARTHEST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One card reviewed once: an answer's rating of one part.

    ``at`` is the moment in unix milliseconds and with the card the review's identity. ``interval`` is
    the time in seconds after which Anki shows the card again, where it has said so; ``duration`` is in
    milliseconds; ``kind`` is the question's.
    """

    bank: str
    question: str
    part: int = WHOLE
    at: int
    rating: int
    origin: str = TERMINAL
    interval: int | None = None
    duration: int = 0
    kind: str = ""

    @property
    def key(self) -> Key:
        """The card that was reviewed."""
        return (self.question, self.part)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardState:
    """What is known of a card after its reviews.

    ``stability`` is the number of days after which nine of ten such cards are still known,
    ``difficulty`` lies between 1 and 10. ``first``, ``last`` and ``due`` are unix milliseconds. A lapse
    is a card forgotten (AGAIN) on another day than the one of the review before.
    """

    stability: float
    difficulty: float
    first: int
    last: int
    due: int
    reviews: int = 1
    lapses: int = 0

    @property
    def interval(self) -> int:
        """The seconds from the last review to the next."""
        return (self.due - self.last) // 1000


def after(state: CardState | None, review: Review, retention: float) -> CardState:
    """The state of a card after one more review; None is a card never reviewed.

    ``retention`` is the share to be known when it is due. The interval that Anki has set decides the
    due moment, FSRS always what is remembered. A review that is older than the last counts as of the
    same day; replay with ``states`` instead.
    """
    scheduler = _scheduler(retention)
    days = 0 if state is None else elapsed(state.last, review.at)
    now = _ZERO + timedelta(days=days)
    card, _ = scheduler.review_card(_card(state), _fsrs().Rating(review.rating), now)
    stability, difficulty = card.stability, card.difficulty
    if stability is None or difficulty is None:  # never so after a review
        raise ValueError("a review without a memory")
    interval = (card.due - now).days * DAY if review.interval is None else max(0, review.interval) * 1000
    if state is None:
        return CardState(
            stability=stability, difficulty=difficulty, first=review.at, last=review.at, due=review.at + interval
        )
    return CardState(
        stability=stability,
        difficulty=difficulty,
        first=state.first,
        last=review.at,
        due=review.at + interval,
        reviews=state.reviews + 1,
        lapses=state.lapses + (review.rating == AGAIN and days > 0),
    )


def states(reviews: Iterable[Review], retention: float) -> dict[Key, CardState]:
    """The state of every card of a bank, its reviews replayed in the order of time, however they come.

    The same review (card and moment) counts once.
    """
    found: dict[Key, CardState] = {}
    once = {(review.question, review.part, review.at): review for review in reviews}
    for review in sorted(once.values(), key=lambda review: (review.at, review.question, review.part)):
        found[review.key] = after(found.get(review.key), review, retention)
    return found


def retrievability(state: CardState, at: int) -> float:
    """The probability that a card is still known at a moment."""
    now = _ZERO + timedelta(days=elapsed(state.last, at))
    return float(_scheduler(RETENTION).get_card_retrievability(_card(state), now))


def elapsed(earlier: int, later: int) -> int:
    """The days between two moments in milliseconds, to the nearest; 0 where the later one is the earlier."""
    return min(max(0, (later - earlier + DAY // 2) // DAY), _FARTHEST)


def rating_of(kind: str, verdict: Verdict, *, hints: int = 0, duration: int = 0, rating: int | None = None) -> int:
    """How well something was remembered, AGAIN to EASY; ``duration`` in milliseconds.

    The learner's own ``rating`` where one is given (ValueError if there is no such). Otherwise: not
    wholly right is AGAIN, also where a part was right: what is asked for is the whole, and FSRS takes
    HARD for remembered. Right is HARD with a hint, with a typing error forgiven or slowly (``SLOW``),
    else GOOD. EASY says only the learner, since an option may be guessed.
    """
    if rating is not None:
        if rating not in (AGAIN, HARD, GOOD, EASY):
            raise ValueError(f"no rating {rating}")
        return rating
    if not verdict.right:
        return AGAIN
    slow = SLOW.get(kind, AWAY) <= duration < AWAY
    return HARD if hints or verdict.typo is not None or slow else GOOD


# -- days -----------------------------------------------------------------------------------------


def day_of(at: int, offset: int) -> int:
    """The learner's day of a moment, as the number of days since 1 January 1970.

    ``at`` is in unix milliseconds, ``offset`` the learner's clock ahead of UTC, in seconds.
    """
    return (at + (offset - DAY_BEGINS * 3600) * 1000) // DAY


def begin_of(day: int, offset: int) -> int:
    """The moment at which a learner's day begins, the other way round."""
    return day * DAY - (offset - DAY_BEGINS * 3600) * 1000


# -- py-fsrs --------------------------------------------------------------------------------------


class _Fsrs(NamedTuple):
    Card: type[Card]
    Rating: type[Rating]
    State: type[State]


@lru_cache(maxsize=1)
def _fsrs() -> _Fsrs:
    """What of py-fsrs is used; its card not copied before it is reviewed, since each is made for one review."""
    from fsrs import Card, Rating, State

    class Own(Card):
        def __copy__(self) -> Self:
            return self

    return _Fsrs(Own, Rating, State)


@lru_cache(maxsize=16)
def _scheduler(retention: float) -> Scheduler:
    """Without learning steps of minutes, which suit no command line, and without chance."""
    from fsrs import Scheduler

    return Scheduler(desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _card(state: CardState | None) -> Card:
    """A card as py-fsrs has it, last reviewed at ``_ZERO``; its id is given, since making one sleeps."""
    fsrs = _fsrs()
    if state is None:
        return fsrs.Card(card_id=1, due=_ZERO)
    return fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=state.stability,
        difficulty=state.difficulty,
        due=_ZERO,
        last_review=_ZERO,
    )
