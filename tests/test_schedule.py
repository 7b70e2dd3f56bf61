"""When to ask again: FSRS as py-fsrs has it, days to the nearest, ratings from answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.grade import Verdict
from quizgen.study import schedule
from quizgen.study.record import AGAIN, ANKI, EASY, GOOD, HARD
from quizgen.study.schedule import DAY, CardState, Review, after, begin_of, day_of, rating_of, retrievability, states

HOUR = DAY // 24
START = 1_700_000_000_000

steps = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 4)), min_size=1, max_size=12)
"""Sequences of days since the review before, and the rating."""


def review(at: int, rating: int = GOOD, *, question: str = "q", part: int = 0, interval: int | None = None) -> Review:
    """A review of a card."""
    return Review(bank="b", question=question, part=part, at=at, rating=rating, interval=interval)


def at_noon(sequence: Sequence[tuple[int, int]]) -> list[Review]:
    """The reviews of a sequence of days and ratings, each at the same time of the day."""
    day, reviews = 0, []
    for number, (days, rating) in enumerate(sequence):
        day += days
        reviews.append(review(START + day * DAY + number, rating))
    return reviews


def by_py_fsrs(reviews: Sequence[Review], retention: float) -> tuple[fsrs.Card, datetime]:
    """The card as py-fsrs itself leaves it when it is told the moments to the second."""
    scheduler = fsrs.Scheduler(
        desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    card = fsrs.Card(card_id=7, due=datetime.fromtimestamp(0, UTC))
    for each in reviews:
        moment = datetime.fromtimestamp(each.at // 1000, UTC)
        card, _ = scheduler.review_card(card, fsrs.Rating(each.rating), moment)
    return card, card.due


@given(steps, st.sampled_from([0.7, 0.8, 0.9, 0.97]))
@settings(derandomize=True, max_examples=200, deadline=None)
def test_a_card_is_due_when_py_fsrs_says_so(sequence: list[tuple[int, int]], retention: float) -> None:
    """Whole days apart, whatever the ratings: the same due moment, the same memory."""
    reviews = at_noon(sequence)
    state = states(reviews, retention)["q", 0]
    card, due = by_py_fsrs(reviews, retention)
    assert state.due // 1000 == due.timestamp()
    assert (state.stability, state.difficulty) == (card.stability, card.difficulty)
    later = state.last + 30 * DAY
    expected = fsrs.Scheduler().get_card_retrievability(card, datetime.fromtimestamp(later // 1000 + 1, UTC))
    assert retrievability(state, later) == expected


@given(steps, st.lists(st.integers(-5 * HOUR, 5 * HOUR), min_size=12, max_size=12))
@settings(derandomize=True, max_examples=200, deadline=None)
def test_the_hour_of_the_day_changes_nothing(sequence: list[tuple[int, int]], hours: list[int]) -> None:
    """Some hours earlier or later: as many days until it is due, the same memory."""
    steady = [(max(1, days), rating) for days, rating in sequence]
    reviews = at_noon(steady)
    moved = [replace(each, at=each.at + shift) for each, shift in zip(reviews, hours, strict=False)]
    one, other = states(reviews, 0.9)["q", 0], states(moved, 0.9)["q", 0]
    assert (one.stability, one.difficulty, one.interval) == (other.stability, other.difficulty, other.interval)
    assert one.lapses == other.lapses


@given(
    st.lists(
        st.tuples(st.sampled_from("pqr"), st.integers(0, 2), st.integers(0, 40), st.integers(1, 4)),
        max_size=15,
        unique_by=lambda each: each[:3],
    ),
    st.randoms(use_true_random=False),
)
@settings(derandomize=True, max_examples=100, deadline=None)
def test_the_order_in_which_reviews_arrive_does_not_matter(
    raw: list[tuple[str, int, int, int]], chance: object
) -> None:
    """Shuffled, or twice over: the same states."""
    reviews = [review(START + day * DAY, rating, question=id_, part=part) for id_, part, day, rating in raw]
    mixed = [*reviews, *reviews]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert states(mixed, 0.9) == states(reviews, 0.9)


def test_the_first_intervals_are_those_of_fsrs_without_learning_steps() -> None:
    """Again, hard, good and easy: one day, one, two, eight."""
    first = [after(None, review(START, rating), 0.9) for rating in (AGAIN, HARD, GOOD, EASY)]
    assert [state.interval // 86_400 for state in first] == [1, 1, 2, 8]
    assert [(state.first, state.last, state.reviews, state.lapses) for state in first] == [(START, START, 1, 0)] * 4


def test_a_higher_retention_asks_sooner() -> None:
    """The same answers, wanted at 70, 90 and 97 percent."""
    reviews = at_noon([(0, GOOD), (2, GOOD), (8, GOOD)])
    intervals = [states(reviews, retention)["q", 0].interval // 86_400 for retention in (0.7, 0.9, 0.97)]
    assert intervals == sorted(intervals, reverse=True)
    assert len(set(intervals)) == 3


def test_ankis_interval_decides_when_a_card_is_due_and_fsrs_what_is_remembered() -> None:
    """A card that Anki shows in ten minutes, or in nine days, is due then; its memory is the same."""
    own = after(None, review(START), 0.9)
    soon = after(None, replace(review(START, interval=600), origin=ANKI), 0.9)
    late = after(None, replace(review(START, interval=9 * 86_400), origin=ANKI), 0.9)
    assert (soon.due, late.due) == (START + 600_000, START + 9 * DAY)
    assert own.stability == soon.stability == late.stability


def test_a_lapse_is_a_card_forgotten_on_another_day() -> None:
    """Neither a first wrong answer nor a second one on the same day counts."""
    state = after(None, review(START, AGAIN), 0.9)
    state = after(state, review(START + HOUR, AGAIN), 0.9)
    assert state.lapses == 0
    state = after(state, review(START + DAY, AGAIN), 0.9)
    assert (state.lapses, state.reviews) == (1, 3)


def test_nine_in_the_evening_and_eight_the_next_evening_are_two_days() -> None:
    """py-fsrs alone would take 23 hours for the same day."""
    one = after(after(None, review(START), 0.9), review(START + 23 * HOUR), 0.9)
    other = after(after(None, review(START), 0.9), review(START + 24 * HOUR), 0.9)
    assert one.stability == other.stability


def test_a_moment_beyond_all_calendars_breaks_nothing() -> None:
    """A file with an absurd moment gives an absurd due date, and no error."""
    state = after(after(None, review(-(10**15)), 0.9), review(10**22), 0.9)
    assert state.due > 10**22
    assert 0 < retrievability(state, 10**25) < 1


def test_making_a_card_does_not_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """py-fsrs sleeps for each card that has no id."""
    monkeypatch.setattr("time.sleep", lambda _: pytest.fail("it sleeps"))
    assert after(after(None, review(START), 0.9), review(START + DAY), 0.9).reviews == 2


@pytest.mark.parametrize(
    ("verdict", "hints", "duration", "rating"),
    [
        (Verdict(right=False, score=0.0), 0, 5_000, AGAIN),
        (Verdict(right=False, score=0.9), 0, 5_000, AGAIN),
        (Verdict(right=True, score=1.0), 0, 5_000, GOOD),
        (Verdict(right=True, score=1.0), 1, 5_000, HARD),
        (Verdict(right=True, score=1.0, typo="Stoltenberg"), 0, 5_000, HARD),
        (Verdict(right=True, score=1.0), 0, 59_999, GOOD),
        (Verdict(right=True, score=1.0), 0, 60_000, HARD),
        (Verdict(right=True, score=1.0), 0, 3_600_000, GOOD),
    ],
    ids=["wrong", "nearly all", "right", "with a hint", "a typing error", "not yet slow", "slow", "away"],
)
def test_an_answer_makes_a_rating(verdict: Verdict, hints: int, duration: int, rating: int) -> None:
    """Correctness first, then help, then time; never EASY."""
    assert rating_of("short", verdict, hints=hints, duration=duration) == rating


def test_what_has_more_to_read_and_to_move_has_more_time() -> None:
    """Each kind of question has its own moment from which on it is slow."""
    right = Verdict(right=True, score=1.0)
    for kind, slow in schedule.SLOW.items():
        assert rating_of(kind, right, duration=slow - 1) == GOOD
        assert rating_of(kind, right, duration=slow) == HARD
    assert schedule.SLOW["choice"] < schedule.SLOW["order"] < schedule.SLOW["match"] < schedule.AWAY


def test_the_learners_own_rating_goes_before_all_others() -> None:
    """EASY, and a wrong answer that the learner knows to be right; but there are only four."""
    assert rating_of("short", Verdict(right=True, score=1.0), hints=2, rating=EASY) == EASY
    assert rating_of("short", Verdict(right=False, score=0.0), rating=GOOD) == GOOD
    with pytest.raises(ValueError, match="no rating 5"):
        rating_of("short", Verdict(right=True, score=1.0), rating=5)


@pytest.mark.parametrize(
    ("clock", "offset", "day"),
    [
        ("2026-03-01T03:59:59+07:00", 7, "2026-02-28"),
        ("2026-03-01T04:00:00+07:00", 7, "2026-03-01"),
        ("2026-03-01T23:59:59+07:00", 7, "2026-03-01"),
        ("2026-03-02T01:00:00+07:00", 7, "2026-03-01"),
        ("2026-03-01T02:00:00-08:00", -8, "2026-02-28"),
        ("1969-12-31T12:00:00+00:00", 0, "1969-12-31"),
    ],
)
def test_a_learners_day_begins_at_four_in_the_morning(clock: str, offset: int, day: str) -> None:
    """Where the learner is, as in Anki."""
    number = day_of(int(datetime.fromisoformat(clock).timestamp()) * 1000, offset * 3600)
    assert (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=number)).date().isoformat() == day
    begin = begin_of(number, offset * 3600)
    assert day_of(begin, offset * 3600) == number
    assert day_of(begin - 1, offset * 3600) == number - 1


def test_an_interval_is_the_seconds_to_the_next_review() -> None:
    """Derived from two moments, never kept beside them."""
    state = CardState(stability=1.0, difficulty=5.0, first=0, last=1_000, due=61_000)
    assert state.interval == 60
