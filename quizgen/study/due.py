"""What to ask today: first what is due, then a few new ones; never two questions on one fact in a day.

Pure: questions, the states of their cards and the day go in, the questions to ask come out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizgen.model import AnyQuestion, Cloze
from quizgen.study.record import WHOLE
from quizgen.study.schedule import CardState, Key, day_of, retrievability

NEW_A_DAY = 10
"""New questions a day, where the learner has not said otherwise. Who knows nine of ten has 30 to 40 to answer then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A day's questions in the order in which to ask them: ``due``, then ``new``.

    ``waiting`` are due too, but rest on a fact that is asked today already; they come first tomorrow.
    ``introduced`` is how many of the bank's questions were answered today for the first time.
    """

    due: tuple[AnyQuestion, ...] = ()
    new: tuple[AnyQuestion, ...] = ()
    waiting: tuple[AnyQuestion, ...] = ()
    introduced: int = 0

    @property
    def questions(self) -> tuple[AnyQuestion, ...]:
        """All to be asked."""
        return (*self.due, *self.new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The moment in unix milliseconds, and how far the learner's clock is ahead of UTC, in seconds."""

    at: int
    offset: int = 0

    @property
    def day(self) -> int:
        """The learner's day, as ``schedule.day_of`` counts."""
        return self.day_of(self.at)

    def day_of(self, at: int) -> int:
        """The learner's day of another moment."""
        return day_of(at, self.offset)


def parts_of(question: AnyQuestion) -> tuple[int, ...]:
    """The parts of a question, a card each: a cloze's numbers, else the one whole."""
    return tuple(sorted(question.blanks)) if isinstance(question, Cloze) else (WHOLE,)


def cards_of(question: AnyQuestion, states: Mapping[Key, CardState]) -> list[CardState]:
    """The states of those parts of a question that have been reviewed."""
    found = (states.get((question.id, part)) for part in parts_of(question))
    return [state for state in found if state is not None]


def is_new(question: AnyQuestion, states: Mapping[Key, CardState]) -> bool:
    """True while a part of the question has never been reviewed."""
    return len(cards_of(question, states)) < len(parts_of(question))


def due_day(question: AnyQuestion, states: Mapping[Key, CardState], today: Today) -> int | None:
    """The first day on which a part of the question is due; None where none has been reviewed."""
    return min((today.day_of(state.due) for state in cards_of(question, states)), default=None)


def plan(
    questions: Sequence[AnyQuestion],
    states: Mapping[Key, CardState],
    today: Today,
    *,
    wanted: Iterable[AnyQuestion] | None = None,
    course: Iterable[AnyQuestion] | None = None,
    new: int = NEW_A_DAY,
) -> Plan:
    """What to ask today of ``wanted`` and ``course`` (all, where it is None); ``questions`` are all of the bank's.

    *Due* is a question of which a part is due today or before, and none has been answered today. The
    one due first is asked first, of one day that which is least likely to be known still. By the day
    and not by that probability alone, since then a question of a fact with many others could be put
    off for ever; so, whatever waits today stands further ahead tomorrow.
    *New* ones are the first of ``course``, the questions to be taught in their order. ``new`` is the number
    for the day: what was introduced today counts, in the whole bank.
    *Siblings* (questions that share a fact) are never asked on the same day, answered ones included.
    """
    answered = [each for each in questions if _answered(each, states, today)]
    introduced = sum(_introduced(question, states, today) for question in answered)
    taken = {fact for each in answered for fact in each.facts}
    gone = {each.id for each in answered}

    urgent = []
    pool = [each for each in (questions if wanted is None else wanted) if each.id not in gone]
    for at, question in enumerate(pool):
        day = due_day(question, states, today)
        if day is not None and day <= today.day:
            urgent.append((day, weakness(question, states, today.at), at))
    due: list[AnyQuestion] = []
    waiting: list[AnyQuestion] = []
    for _, _, at in sorted(urgent):
        (due if _apart(pool[at], taken) else waiting).append(pool[at])

    gone.update(question.id for question in (*due, *waiting))
    begun: list[AnyQuestion] = []
    for question in questions if course is None else course:
        if len(begun) >= new - introduced:
            break
        if question.id not in gone and is_new(question, states) and _apart(question, taken):
            begun.append(question)
    return Plan(due=tuple(due), new=tuple(begun), waiting=tuple(waiting), introduced=introduced)


def weakest(
    questions: Sequence[AnyQuestion],
    states: Mapping[Key, CardState],
    today: Today,
    *,
    wanted: Iterable[AnyQuestion] | None = None,
) -> tuple[AnyQuestion, ...]:
    """What may be practised though it is not due: the weakest first, siblings apart, none of today's.

    Weakest is what is least likely to be known still, then what was forgotten most often.
    """
    answered = [each for each in questions if _answered(each, states, today)]
    taken = {fact for each in answered for fact in each.facts}
    gone = {each.id for each in answered}
    pool = [
        each for each in (questions if wanted is None else wanted) if each.id not in gone and cards_of(each, states)
    ]
    ranked = sorted(pool, key=lambda question: weakness(question, states, today.at))
    return tuple(question for question in ranked if _apart(question, taken))


def weakness(question: AnyQuestion, states: Mapping[Key, CardState], at: int) -> tuple[float, int]:
    """What sorts the weakest first: the probability that its weakest part is still known, then its lapses."""
    cards = cards_of(question, states)
    return min(retrievability(card, at) for card in cards), -sum(card.lapses for card in cards)


def capped(
    questions: Iterable[AnyQuestion], count: int | None, topics: Mapping[str, int | None] | None = None
) -> tuple[AnyQuestion, ...]:
    """The first ``count`` of some questions, and of a topic with a number no more than that."""
    topics = topics or {}
    held: Counter[str | None] = Counter()
    kept: list[AnyQuestion] = []
    for question in questions:
        most = topics.get(question.topic) if question.topic is not None else None
        if most is not None and held[question.topic] >= most:
            continue
        held[question.topic] += 1
        kept.append(question)
    return tuple(kept[:count])


def forecast(
    questions: Iterable[AnyQuestion], states: Mapping[Key, CardState], today: Today, days: int = 14
) -> tuple[int, ...]:
    """How many questions are due on each of so many days, today with all before it first.

    Only what is due already is counted: no review to come, no new question, no sibling put off. What
    was answered today and is due again today counts tomorrow, since nothing is asked twice a day.
    """
    load = [0] * days
    for question in questions:
        day = due_day(question, states, today)
        if day is None:
            continue
        ahead = max(day - today.day, 1 if _answered(question, states, today) else 0)
        if ahead < days:
            load[ahead] += 1
    return tuple(load)


def next_day(questions: Iterable[AnyQuestion], states: Mapping[Key, CardState], today: Today) -> int | None:
    """The first day after today on which one of these questions is due; None where none ever is."""
    days = (due_day(question, states, today) for question in questions)
    return min((max(day, today.day + 1) for day in days if day is not None), default=None)


def _apart(question: AnyQuestion, taken: set[str]) -> bool:
    """True where no fact of the question is taken; then they are."""
    if not taken.isdisjoint(question.facts):
        return False
    taken.update(question.facts)
    return True


def _answered(question: AnyQuestion, states: Mapping[Key, CardState], today: Today) -> bool:
    return any(today.day_of(state.last) >= today.day for state in cards_of(question, states))


def _introduced(question: AnyQuestion, states: Mapping[Key, CardState], today: Today) -> bool:
    return any(today.day_of(state.first) >= today.day for state in cards_of(question, states))
