"""What a learner's record says: how much is learned, how well it is kept, what is weak. Pure; words come elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from quizgen.model import AnyQuestion, Bank, Choice, Match, Option, Select
from quizgen.study.due import Today, cards_of, forecast, is_new, next_day
from quizgen.study.record import AGAIN, Answered, Event, JsonValue, Undone
from quizgen.study.schedule import DAY, CardState, Key, Review, retrievability

LEARNED = 21
"""A question is learned when each of its cards is kept for so many days (Anki calls it mature), young before."""
LEECH = 4
"""So many lapses make a leech. Anki waits for eight; in a course of some weeks four show sooner what is in the way."""
RECENT = 30
"""The days whose answers tell how well things are remembered now."""
WEEKS = 12
"""The weeks of the calendar."""
AHEAD = 14
"""The days of the forecast, today the first."""
WEAK, FEW = 0.8, 5
"""A topic is weak if less than this share is remembered, of so many answers at least, or known by now."""
OFTEN, LEARNT = 2, 2
"""A wrong option chosen so often is told, until so many answers in a row have been right."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    @property
    def value(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicStats:
    """How a topic stands (None: the questions without one).

    ``kept`` is how much was remembered lately; ``known`` the average probability that what was seen is
    still known tomorrow (at the moment of an answer it says nothing), None where nothing was.
    """

    topic: str | None
    questions: int
    seen: int
    learned: int
    kept: Share
    known: float | None

    @property
    def weak(self) -> bool:
        """True where it wants practice."""
        forgotten = self.kept.whole >= FEW and self.kept.part / self.kept.whole < WEAK
        return forgotten or (self.known is not None and self.known < WEAK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallen:
    """A wrong option that was chosen time and again; ``left`` is what it was paired with in a match."""

    question: AnyQuestion
    option: Option
    times: int
    left: Option | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leech:
    """A question that was forgotten time and again."""

    question: AnyQuestion
    lapses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """All that is told. Days are numbers as ``schedule.day_of`` counts them.

    ``questions`` = ``learned`` + ``young`` + ``new``. ``due`` is asked today, ``next_due`` is the next day
    on which something is due. ``kept`` is how much was remembered lately of what had been answered on
    an earlier day. ``streak`` are the days in a row with answers, up to today or yesterday, ``longest``
    the most there ever were. ``calendar`` holds (day, answers) from a Monday on, up to today;
    ``forecast`` what is due on each day from today on.
    """

    today: int
    questions: int
    learned: int
    young: int
    new: int
    due: int
    next_due: int | None
    answers: int
    seconds: int
    lapses: int
    kept: Share
    streak: int
    longest: int
    calendar: tuple[tuple[int, int], ...]
    forecast: tuple[int, ...]
    topics: tuple[TopicStats, ...]
    leeches: tuple[Leech, ...]
    fallen: tuple[Fallen, ...]

    @property
    def seen(self) -> int:
        """The questions that have been answered."""
        return self.learned + self.young

    @property
    def weak(self) -> tuple[TopicStats, ...]:
        """The topics that want practice, the weakest first."""
        known = {each.topic: each.kept.value if each.known is None else each.known for each in self.topics}
        return tuple(sorted((each for each in self.topics if each.weak), key=lambda each: known[each.topic] or 0.0))


def stats(
    questions: Sequence[AnyQuestion],
    bank: Bank,
    states: Mapping[Key, CardState],
    reviews: Iterable[Review],
    events: Iterable[Event],
    today: Today,
) -> Stats:
    """What the record of a bank says of these questions, which ``today`` is.

    ``reviews`` are those that count, ``events`` the log, both of this bank. Of questions that are not
    among ``questions`` nothing is told but that there were answers on a day.
    """
    reviews = sorted(reviews, key=lambda review: (review.at, review.part))
    per_day = Counter(today.day_of(at) for at in _answers(reviews))
    known = {question.id: question for question in questions}
    kept = _kept(reviews, today)
    stages = Counter(_stage(question, states) for question in questions)
    load = forecast(questions, states, today, AHEAD)
    return Stats(
        today=today.day,
        questions=len(questions),
        learned=stages["learned"],
        young=stages["young"],
        new=stages["new"],
        due=load[0],
        next_due=next_day(questions, states, today),
        answers=sum(per_day.values()),
        seconds=sum(review.duration for review in reviews) // 1000,
        lapses=sum(card.lapses for question in questions for card in cards_of(question, states)),
        kept=_share(kept, known),
        streak=_streak(per_day, today.day),
        longest=_longest(per_day),
        calendar=_calendar(per_day, today.day),
        forecast=load,
        topics=_topics(questions, bank, states, kept, today),
        leeches=_leeches(questions, states),
        fallen=_fallen(events, known, bank),
    )


def _stage(question: AnyQuestion, states: Mapping[Key, CardState]) -> str:
    cards = cards_of(question, states)
    if not cards:
        return "new"
    kept = all(card.stability >= LEARNED for card in cards) and not is_new(question, states)
    return "learned" if kept else "young"


# -- days -----------------------------------------------------------------------------------------


def _answers(reviews: Sequence[Review]) -> list[int]:
    """The moments of answers: the reviews of one answer's parts stand a millisecond apart, in their order."""
    moments = []
    last: dict[str, Review] = {}
    for review in reviews:
        before = last.get(review.question)
        last[review.question] = review
        if before is None or not (before.at + 1 == review.at and before.part < review.part):
            moments.append(review.at)
    return moments


def _streak(per_day: Mapping[int, int], today: int) -> int:
    day = today if per_day.get(today) else today - 1
    streak = 0
    while per_day.get(day - streak):
        streak += 1
    return streak


def _longest(per_day: Mapping[int, int]) -> int:
    runs = groupby(enumerate(sorted(per_day)), key=lambda each: each[1] - each[0])
    return max((len(list(run)) for _, run in runs), default=0)


def _calendar(per_day: Mapping[int, int], today: int) -> tuple[tuple[int, int], ...]:
    monday = today - (today + 3) % 7  # day 0 was a Thursday
    return tuple((day, per_day.get(day, 0)) for day in range(monday - 7 * (WEEKS - 1), today + 1))


# -- how well -------------------------------------------------------------------------------------


def _kept(reviews: Iterable[Review], today: Today) -> list[tuple[str, bool]]:
    """(question, remembered) of each card's first review of a recent day, where an earlier day had one."""
    last: dict[Key, int] = {}
    found = []
    for review in reviews:
        day = today.day_of(review.at)
        before = last.get(review.key)
        last[review.key] = day
        if before is not None and before < day and today.day - RECENT < day <= today.day:
            found.append((review.question, review.rating > AGAIN))
    return found


def _share(kept: Iterable[tuple[str, bool]], of: Iterable[str]) -> Share:
    ids = set(of)
    told = [remembered for question, remembered in kept if question in ids]
    return Share(sum(told), len(told))


def _topics(
    questions: Sequence[AnyQuestion],
    bank: Bank,
    states: Mapping[Key, CardState],
    kept: Sequence[tuple[str, bool]],
    today: Today,
) -> tuple[TopicStats, ...]:
    """The topics in the bank's order, those without one last."""
    by_topic: dict[str | None, list[AnyQuestion]] = {topic: [] for topic in (*bank.topics, None)}
    for question in questions:
        by_topic[question.topic].append(question)
    return tuple(
        TopicStats(
            topic=topic,
            questions=len(own),
            seen=sum(_stage(question, states) != "new" for question in own),
            learned=sum(_stage(question, states) == "learned" for question in own),
            kept=_share(kept, (question.id for question in own)),
            known=_known(own, states, today),
        )
        for topic, own in by_topic.items()
        if own
    )


def _known(questions: Iterable[AnyQuestion], states: Mapping[Key, CardState], today: Today) -> float | None:
    cards = [card for question in questions for card in cards_of(question, states)]
    return sum(retrievability(card, today.at + DAY) for card in cards) / len(cards) if cards else None


def _leeches(questions: Iterable[AnyQuestion], states: Mapping[Key, CardState]) -> tuple[Leech, ...]:
    """Those forgotten most often first."""
    found = [
        Leech(question=question, lapses=max((card.lapses for card in cards_of(question, states)), default=0))
        for question in questions
    ]
    return tuple(sorted((each for each in found if each.lapses >= LEECH), key=lambda each: -each.lapses))


# -- wrong options --------------------------------------------------------------------------------


def _fallen(events: Iterable[Event], questions: Mapping[str, AnyQuestion], bank: Bank) -> tuple[Fallen, ...]:
    """The wrong options that were chosen time and again, the most frequent first, and not yet got over."""
    events = list(events)
    undone = {event.answer for event in events if isinstance(event, Undone)}
    answers = [event for event in events if isinstance(event, Answered) and event.id not in undone]
    chosen: Counter[tuple[str, str, str]] = Counter()
    right_in_row: dict[str, int] = defaultdict(int)
    for event in sorted(answers, key=lambda event: event.at):
        question = questions.get(event.question)
        if question is None:
            continue
        right_in_row[question.id] = right_in_row[question.id] + 1 if event.right else 0
        chosen.update((question.id, left, key) for left, key in _wrong(question, event.response))
    found = []
    for (id_, left, key), times in chosen.most_common():
        option = _option(questions[id_], key, bank)
        if times >= OFTEN and right_in_row[id_] < LEARNT and option is not None:
            lefts = {each.key: each for each in _lefts(questions[id_])}
            found.append(Fallen(question=questions[id_], option=option, times=times, left=lefts.get(left)))
    return tuple(found)


def _wrong(question: AnyQuestion, response: JsonValue) -> list[tuple[str, str]]:
    """(key of the left or "", key of the option) of what was wrong in an answer, where options can be."""
    match question, response:
        case Choice(), str(key):
            return [("", key)] if key != question.key.key else []
        case Select(), list(keys):
            right = {question.options[at].key for at in question.right}
            return [("", key) for key in keys if isinstance(key, str) and key not in right]
        case Match(), dict(pairs):
            texts = {right.key: right.text for right in question.rights}
            belongs = {left.key: right.text for left, right in zip(question.lefts, question.rights, strict=False)}
            return [
                (left, key)
                for left, key in pairs.items()
                if isinstance(key, str) and left in belongs and texts.get(key) != belongs[left]
            ]
        case _:
            return []


def _option(question: AnyQuestion, key: str, bank: Bank) -> Option | None:
    """The option of a key: the question's, or the entity's that it was made of; None where it is no more."""
    options = question.options if isinstance(question, Choice | Select | Match) else ()
    for option in options:
        if option.key == key:
            return option
    entity = bank.entities.get(key.removeprefix("@")) if key.startswith("@") else None
    return Option(key=key, text=entity.name.capitalised(), entity=entity) if entity is not None else None


def _lefts(question: AnyQuestion) -> tuple[Option, ...]:
    return question.lefts if isinstance(question, Match) else ()
