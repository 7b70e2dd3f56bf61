"""A month of reviewing with a clock that is passed in: a learner of fixed habits, the real store, the real plan."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from quizgen.grade import Verdict
from quizgen.model import AnyQuestion
from quizgen.select import repetition
from quizgen.study.due import Today, forecast, plan
from quizgen.study.memory import StoreMemory
from quizgen.study.schedule import DAY
from quizgen.study.stats import Stats, stats
from quizgen.study.store import Store
from tests.many import many_questions
from tests.run import FLAGSHIP

JAKARTA = 7 * 3600
EVENING = 1_700_000_000_000 // DAY * DAY + 12 * 3_600_000
"""19:00 in Jakarta."""
NEW = 8


@dataclass
class Learner:
    """Studies each evening, not always at the same hour, misses the days of ``off``, and knows so much."""

    path: Path
    questions: tuple[AnyQuestion, ...]
    bank: str
    known: float
    course: tuple[AnyQuestion, ...] = ()
    off: frozenset[int] = frozenset()
    now: int = EVENING
    number: int = 0
    asked: dict[int, list[AnyQuestion]] = field(default_factory=dict)
    owed: dict[int, int] = field(default_factory=dict)
    promised: dict[int, int] = field(default_factory=dict)
    fresh: dict[int, int] = field(default_factory=dict)

    def study(self, days: int) -> None:
        """Do as ``quizgen review`` says, day by day; the program is started anew on each."""
        chance = random.Random(7)
        for day in range(days):
            self.now = EVENING + day * DAY + chance.randrange(-3 * 3_600_000, 3 * 3_600_000)
            if day in self.off:
                continue
            with Store.open(self.path) as store:
                today, cards = Today(at=self.now, offset=JAKARTA), store.cards(self.bank)
                found = plan(self.questions, cards, today, course=self.course or None, new=NEW)
                self.asked[day], self.fresh[day] = list(found.questions), len(found.new)
                memory = StoreMemory(store, self.bank, self.clock, self.new_id)
                for question in found.questions:
                    right = chance.random() < self.known
                    memory.answered(question, "en", None, Verdict(right, float(right)), hints=0, duration=9_000)
                after = plan(self.questions, store.cards(self.bank), Today(at=self.now, offset=JAKARTA), new=NEW)
                assert {each.id for each in after.questions}.isdisjoint(each.id for each in self.asked[day])
                self.owed[day] = len(found.due) + len(found.waiting)
                self.promised[day + 1] = sum(forecast(self.questions, store.cards(self.bank), today, 2))

    def clock(self) -> int:
        """Each answer takes a little."""
        self.now += 10_000
        return self.now

    def new_id(self) -> str:
        """Ids in a row."""
        self.number += 1
        return f"e{self.number}"


def learner(folder: Path, known: float, off: frozenset[int] = frozenset()) -> Learner:
    """With ninety questions on thirty facts."""
    bank, questions = many_questions(30, folder)
    return Learner(folder / "progress.sqlite", questions, bank.id, known, off=off)


@pytest.fixture(scope="module", params=[1.0, 0.85, 0.4])
def month(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Learner:
    """Thirty days of somebody who knows everything, most of it, or less than half; the fifth day is off."""
    found = learner(tmp_path_factory.mktemp("month"), request.param, off=frozenset({5}))
    found.study(30)
    return found


def test_on_no_day_is_a_question_or_a_fact_asked_twice(month: Learner) -> None:
    """Siblings stand apart, every day of the month."""
    for questions in month.asked.values():
        facts = [fact for question in questions for fact in question.facts]
        assert len(facts) == len(set(facts))


def test_so_many_new_ones_a_day_until_all_are_begun(month: Learner) -> None:
    """Never more than eight; each is begun once; who knows well has begun all in two weeks."""
    begun = [
        question.id
        for day in month.asked
        for question in month.asked[day][-month.fresh[day] or len(month.asked[day]) :]
    ]
    assert max(month.fresh.values()) == NEW
    assert len(begun) == len(set(begun)) == sum(month.fresh.values())
    if month.known > 0.8:
        assert len(begun) == len(month.questions)
        assert not any(month.fresh[day] for day in range(24, 30))


def test_what_is_due_is_asked_and_what_waits_is_asked_soon(month: Learner) -> None:
    """No question that was begun is out of sight for longer than its interval and a few days."""
    seen: dict[str, int] = {}
    for day, questions in month.asked.items():
        seen |= {question.id: day for question in questions}
    with Store.open(month.path) as store:
        cards = store.cards(month.bank)
    today = Today(at=EVENING + 29 * DAY, offset=JAKARTA)
    late = [today.day - today.day_of(card.due) for card in cards.values()]
    assert max(late) <= (3 if month.known > 0.8 else 8)


def test_who_knows_more_is_asked_less(tmp_path: Path) -> None:
    """The load of the last ten days falls with what is known; for the first it is next to nothing."""
    loads = []
    for at, known in enumerate((1.0, 0.85, 0.4)):
        folder = tmp_path / str(at)
        folder.mkdir()
        each = learner(folder, known)
        each.study(30)
        loads.append(sum(len(each.asked[day]) for day in range(20, 30)) / 10)
    assert loads == sorted(loads)
    assert loads[0] <= 6
    assert loads[2] <= 30


def test_the_forecast_of_the_next_day_comes_true(month: Learner) -> None:
    """What was put off today and what was due tomorrow is what is due the next evening, to the question."""
    days = [day for day in month.promised if day in month.owed]
    assert len(days) == 27
    assert [month.owed[day] for day in days] == [month.promised[day] for day in days]


def told(month: Learner, folder: Path) -> Stats:
    """The statistics on the last evening."""
    bank, questions = many_questions(30, folder)
    with Store.open(month.path) as store:
        return stats(
            questions, bank, store.cards(bank.id), store.reviews(bank.id), store.events(bank.id),
            Today(at=EVENING + 29 * DAY, offset=JAKARTA),
        )  # fmt: skip


def test_the_statistics_of_the_month_agree_with_what_happened(month: Learner, tmp_path: Path) -> None:
    """Answers, days in a row since the day off, and how much was kept."""
    found = told(month, tmp_path)
    per_day = {day: len(questions) for day, questions in month.asked.items() if questions}
    assert found.answers == sum(per_day.values())
    assert [answers for _, answers in found.calendar[-30:]] == [per_day.get(day, 0) for day in range(30)]
    assert found.seen == len({question.id for questions in month.asked.values() for question in questions})
    assert found.kept.value == pytest.approx(month.known, abs=0.08)


def test_the_store_says_the_same_when_it_is_rebuilt(month: Learner) -> None:
    """What a month has led to follows from the log alone."""
    with Store.open(month.path) as store:
        before = store.cards(month.bank)
        store.rebuild()
        assert store.cards(month.bank) == before


def flagship() -> Iterator[tuple[str, tuple[AnyQuestion, ...], tuple[AnyQuestion, ...]]]:
    """The flagship bank's id, its questions and its course."""
    from quizgen.cli.shared import make_questions

    bank, questions = make_questions(str(FLAGSHIP))
    yield bank.id, questions, repetition(questions, bank)


def test_the_flagship_can_be_learned_in_a_month_of_evenings(tmp_path: Path) -> None:
    """Eight new ones a day: no evening has more than forty questions; of 217 some 40 are left to begin."""
    for bank, questions, course in flagship():
        each = Learner(tmp_path / "progress.sqlite", questions, bank, 0.85, course=course)
        each.study(30)
        loads = [len(each.asked[day]) for day in range(30)]
        assert max(loads) <= 40
        assert sum(each.fresh.values()) >= 170
        kinds = Counter(question.kind for questions in each.asked.values() for question in questions)
        assert len(kinds) == 7
