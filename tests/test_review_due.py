"""What to ask today: due ones first, a few new ones, siblings of a fact on different days."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.model import AnyQuestion
from quizgen.study.due import Today, capped, forecast, next_day, parts_of, plan, weakest
from quizgen.study.record import AGAIN, GOOD
from quizgen.study.schedule import DAY, CardState, Key, Review, after
from tests.many import many_questions
from tests.samples import QUESTIONS

MORNING = 1_700_006_400_000 // DAY * DAY + DAY // 3


@cache
def bank(facts: int) -> tuple[AnyQuestion, ...]:
    """Three questions on each of some facts: choice, short and true-false."""
    with TemporaryDirectory() as folder:
        return many_questions(facts, Path(folder))[1]


def today(day: int = 0) -> Today:
    """Eight in the morning of a day."""
    return Today(at=MORNING + day * DAY)


def answer(states: dict[Key, CardState], question: AnyQuestion, day: int, rating: int = GOOD, minute: int = 0) -> None:
    """Answer a whole question on a day."""
    for part in parts_of(question):
        at = today(day).at + minute * 60_000 + part
        review = Review(bank="b", question=question.id, part=part, at=at, rating=rating)
        states[question.id, part] = after(states.get((question.id, part)), review, 0.9)


def state(due: int, *, stability: float = 5.0, last: int = -5, lapses: int = 0) -> CardState:
    """A card last answered on one day and due on another."""
    return CardState(
        stability=stability, difficulty=5.0, first=MORNING - 90 * DAY, last=today(last).at, due=today(due).at,
        reviews=3, lapses=lapses,
    )  # fmt: skip


def test_new_questions_come_in_the_order_of_the_course_each_fact_once() -> None:
    """Of eight facts with three questions each, the first day brings one of each fact, five in all."""
    first = plan(bank(8), {}, today(), new=5)
    assert first.new == bank(8)[:15:3]
    assert first.due == first.waiting == ()
    backwards = plan(bank(8), {}, today(), new=2, course=bank(8)[::-1])
    assert backwards.new == (bank(8)[-1], bank(8)[-4])
    assert plan(bank(8), {}, today(), course=()).new == ()


def test_the_new_ones_of_today_count_wherever_they_were_answered() -> None:
    """Three of the bank's questions were begun today: of five, two are left, also of another selection."""
    states: dict[Key, CardState] = {}
    for question in bank(8)[:9:3]:
        answer(states, question, 0)
    others = [question for question in bank(8) if question.kind == "true-false"]
    found = plan(bank(8), states, today(), new=5, wanted=others, course=others)
    assert (found.introduced, len(found.new)) == (3, 2)
    assert plan(bank(8), states, today(), new=2).new == ()
    assert len(plan(bank(8), states, today(1), new=5).new) == 5


def test_what_is_due_first_is_asked_first_and_of_one_day_what_is_least_likely_known() -> None:
    """Overdue by ten days before overdue by one; on the same day the frailer memory first."""
    questions = bank(4)[::3]
    states = {
        (questions[0].id, 0): state(0, stability=50.0),
        (questions[1].id, 0): state(0, stability=2.0),
        (questions[2].id, 0): state(-10, stability=50.0),
        (questions[3].id, 0): state(1),
    }
    found = plan(questions, states, today(), new=0)
    assert found.due == (questions[2], questions[1], questions[0])


def test_a_question_is_due_all_day_from_four_in_the_morning_on() -> None:
    """Answered at eight in the evening, asked again at five in the morning of the day when it is due."""
    (question,) = bank(1)[:1]
    evening, morning = today(0).at + DAY // 2, today(2).at - DAY // 8
    states = {(question.id, 0): after(None, Review(bank="b", question=question.id, at=evening, rating=GOOD), 0.9)}
    assert states[question.id, 0].due > morning
    assert plan([question], states, Today(at=morning)).due == (question,)
    assert plan([question], states, Today(at=morning - DAY // 8)).due == ()


def test_of_two_siblings_that_are_due_the_other_one_waits_and_comes_first_tomorrow() -> None:
    """They share a fact, and so one tells the other's answer."""
    one, other = bank(1)[0], bank(1)[1]
    states = {(one.id, 0): state(-2), (other.id, 0): state(-1)}
    found = plan(bank(1), states, today())
    assert (found.due, found.waiting, found.new) == ((one,), (other,), ())
    answer(states, one, 0)
    assert plan(bank(1), states, today()).questions == ()
    assert plan(bank(1), states, today(1)).due == (other,)


def test_a_question_outside_the_selection_that_was_answered_today_keeps_its_siblings_away() -> None:
    """``-k short`` after the choices were played."""
    states: dict[Key, CardState] = {}
    answer(states, bank(2)[0], 0)
    shorts = [question for question in bank(2) if question.kind == "short"]
    assert plan(bank(2), states, today(), course=shorts).new == (shorts[1],)


def test_a_cloze_is_due_when_one_of_its_blanks_is() -> None:
    """The sample's cloze has two; and it stays new until both have been answered."""
    cloze = next(question for question in QUESTIONS if question.kind == "cloze" and len(parts_of(question)) > 1)
    one, other = parts_of(cloze)
    assert plan([cloze], {(cloze.id, one): state(0), (cloze.id, other): state(9)}, today()).due == (cloze,)
    assert plan([cloze], {(cloze.id, one): state(9), (cloze.id, other): state(9)}, today()).questions == ()
    assert plan([cloze], {(cloze.id, one): state(9)}, today()).new == (cloze,)


def test_a_card_that_anki_shows_again_in_ten_minutes_is_not_asked_again_today() -> None:
    """Nothing is asked twice a day."""
    (question,) = bank(1)[:1]
    review = Review(bank="b", question=question.id, at=today().at, rating=AGAIN, interval=600)
    states = {(question.id, 0): after(None, review, 0.9)}
    assert plan([question], states, Today(at=today().at + 3_600_000)).questions == ()
    assert forecast([question], states, today(), 3) == (0, 1, 0)
    assert plan([question], states, today(1)).due == (question,)


def test_the_weakest_come_first_and_none_of_todays() -> None:
    """By the chance that it is still known, then by how often it was forgotten."""
    questions = bank(5)[::3]
    states = {
        (questions[0].id, 0): state(9, stability=50.0),
        (questions[1].id, 0): state(9, stability=8.0, lapses=1),
        (questions[2].id, 0): state(9, stability=8.0, lapses=3),
        (questions[3].id, 0): state(9, stability=1.0, last=0),
    }
    assert weakest(questions, states, today()) == (questions[2], questions[1], questions[0])


def test_a_number_of_questions_and_of_a_topic_are_kept() -> None:
    """``-n 4 -t a=1``: of the topic a one, of the others what comes."""
    questions = bank(6)[::3]
    assert [question.topic for question in questions] == ["a", "b", "c", "a", "b", "c"]
    kept = capped(questions, 4, {"a": 1, "b": None})
    assert [question.topic for question in kept] == ["a", "b", "c", "b"]
    assert capped(questions, None) == tuple(questions)


def test_the_forecast_counts_questions_by_the_day_on_which_they_are_due() -> None:
    """What is overdue counts today, what lies beyond the days not at all."""
    questions = bank(5)[::3]
    dues = (-7, 0, 1, 13, 14)
    states = {(question.id, 0): state(due) for question, due in zip(questions, dues, strict=True)}
    assert forecast(questions, states, today()) == (2, 1, *[0] * 11, 1)
    assert next_day(questions, states, today()) == today().day + 1
    assert next_day(questions, {}, today()) is None


def studied(seed: int, facts: int, new: int, known: float, days: int) -> Iterator[tuple[int, list[AnyQuestion], int]]:
    """A learner who answers all that is asked each day, right with a probability: day, questions, waiting."""
    chance = random.Random(seed)
    states: dict[Key, CardState] = {}
    for day in range(days):
        found = plan(bank(facts), states, today(day), new=new)
        for minute, question in enumerate(found.questions):
            answer(states, question, day, GOOD if chance.random() < known else AGAIN, minute)
        yield day, list(found.questions), len(found.waiting)


@given(st.integers(0, 99), st.integers(1, 12), st.integers(0, 6), st.sampled_from([0.0, 0.5, 0.8, 1.0]))
@settings(derandomize=True, max_examples=40, deadline=None)
def test_on_no_day_is_a_fact_asked_twice_or_too_much_new(seed: int, facts: int, new: int, known: float) -> None:
    """Whatever the learner knows; and every question is introduced once."""
    begun: Counter[str] = Counter()
    for _, questions, _ in studied(seed, facts, new, known, 25):
        asked = [fact for question in questions for fact in question.facts]
        assert len(asked) == len(set(asked))
        fresh = [question.id for question in questions if question.id not in begun]
        assert len(fresh) <= new
        begun.update(question.id for question in questions)


def test_no_question_is_put_off_for_ever_by_its_siblings() -> None:
    """Three on one fact, each forgotten whenever it is asked: they take turns."""
    states: dict[Key, CardState] = {(question.id, 0): state(-at) for at, question in enumerate(bank(1))}
    turns = []
    for day in range(30):
        (question,) = plan(bank(1), states, today(day)).due
        answer(states, question, day, AGAIN)
        turns.append(question.kind)
    assert turns == ["true-false", "short", "choice"] * 10


def test_nothing_new_is_taught_of_a_fact_that_is_forgotten_every_day() -> None:
    """The one question that is known of it comes again each day, and its siblings wait for it."""
    asked = [question.kind for _, questions, _ in studied(1, 1, 1, 0.0, 20) for question in questions]
    assert asked == ["choice"] * 20
