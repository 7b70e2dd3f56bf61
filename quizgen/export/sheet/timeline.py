"""A timeline of a bank's dated facts: days as points, periods as bars beside them, the oldest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from quizgen.model import PERIOD, YEAR, Bank, Fact, Value
from quizgen.text import Rich, capitalise, plain
from quizgen.values import filled, saying
from quizgen.wording import date_words

Moment = tuple[int, int, int]
"""Year, month, day; a mere year has no month and day, and comes before its days."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A period as it is drawn: rows ``first`` to ``last``, counted from zero, in a lane; its dates and what it is."""

    first: int
    last: int
    lane: int
    dates: str
    text: Rich


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A moment at which something happens, begins or ends: its date in words, and what happens then."""

    label: str
    texts: tuple[Rich, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows in the order of time, and the bars beside them."""

    rows: tuple[TimeRow, ...]
    bars: tuple[Bar, ...]

    @property
    def lanes(self) -> int:
        """How many bars stand side by side at the most."""
        return max((bar.lane + 1 for bar in self.bars), default=0)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A fact's time: what it says then, the moments it begins and ends, and whom it is about."""

    first: Moment
    last: Moment
    dates: str
    text: Rich
    about: str
    period: bool


def timeline(facts: Sequence[Fact], bank: Bank, language: str) -> Timeline:
    """The facts that have a day, a period or a year, each once; a day that a period's ends already say is left out."""
    dated = list(dict.fromkeys(_dated(facts, bank, language)))
    ends = {(each.about, moment) for each in dated if each.period for moment in (each.first, each.last)}
    dated = [each for each in dated if each.period or not each.about or (each.about, each.first) not in ends]
    moments = sorted({moment for each in dated for moment in (each.first, each.last)})
    at = {moment: row for row, moment in enumerate(moments)}
    happens: dict[Moment, dict[Rich, None]] = {moment: {} for moment in moments}
    for each in dated:
        if not each.period:
            happens[each.first][each.text] = None
    rows = tuple(TimeRow(_moment_words(moment, language), tuple(happens[moment])) for moment in moments)
    return Timeline(rows, tuple(_bars([each for each in dated if each.period], at)))


def _dated(facts: Sequence[Fact], bank: Bank, language: str) -> Iterator[_Dated]:
    for fact in facts:
        times = {slot: value for slot, value in fact.values.items() if value.first or value.kind == YEAR}
        if not times:
            continue
        slot = min(times, key=lambda slot: (_bounds(times[slot])[0], slot))
        text, about = _told(fact, slot, len(times) == 1, bank, language)
        if text:
            first, last = _bounds(times[slot])
            period = times[slot].kind == PERIOD and first != last
            yield _Dated(first, last, times[slot].label.plain(language), text, about, period)


def _told(fact: Fact, time: str, alone: bool, bank: Bank, language: str) -> tuple[Rich, str]:
    """What a fact says beside its time, and the value that it is about where it is about one only."""
    relation = bank.relations[fact.relation]
    others = [slot for slot in fact.values if slot != time]
    shown = others[0] if len(others) == 1 else relation.order.show if relation.order else ""
    if alone and shown in fact.values and shown != time:
        about = fact.values[shown].same if len(others) == 1 else ""
        return capitalise(fact.values[shown].label.rich(language)), about
    template = saying(relation, fact)
    if template is None:
        return (), ""
    return filled(template, fact.values).rich(language), ""


def _bounds(value: Value) -> tuple[Moment, Moment]:
    if value.first and value.last:
        return _moment(value.first), _moment(value.last)
    year = int(value.number or 0)
    return (year, 0, 0), (year, 0, 0)


def _moment(day: date) -> Moment:
    return day.year, day.month, day.day


def _moment_words(moment: Moment, language: str) -> str:
    year, month, day = moment
    return date_words(date(year, month, day), language) if month else str(year)


def _bars(periods: Sequence[_Dated], at: dict[Moment, int]) -> Iterator[Bar]:
    """The bars, the longest of those that begin together first, each in the first lane that is free."""
    free: list[int] = []
    for each in sorted(periods, key=lambda each: (at[each.first], -at[each.last], plain(each.text))):
        first, last = at[each.first], at[each.last]
        lane = next((lane for lane, until in enumerate(free) if until < first), len(free))
        free[lane : lane + 1] = [last]
        yield Bar(first, last, lane, each.dates, each.text)
