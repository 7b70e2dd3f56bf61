"""Which values of a slot are right, unsafe or wrong, given others: the ground that every rule stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from quizgen.generate.nearby import Nearby
from quizgen.model import TEXT, Fact, Value


class Agreement(IntEnum):
    """How a fact stands to what a stem gives."""

    DIFFERS = 0
    MAY_AGREE = 1
    AGREES = 2


def compare_values(given: Value, other: Value | None) -> Agreement:
    """How one given value stands to a fact's own.

    Equal values agree, and a day agrees with a period that holds it. A value that is missing may
    agree, and so may two periods that share some days, and two texts that read the same in a language.
    """
    if other is None:
        return Agreement.MAY_AGREE
    if given.same == other.same:
        return Agreement.AGREES
    if given.kind == TEXT:
        alike = any(given.label.plain(each).casefold() == other.label.plain(each).casefold() for each in given.forms)
        return Agreement.MAY_AGREE if alike else Agreement.DIFFERS
    if given.first is None or given.last is None or other.first is None or other.last is None:
        return Agreement.DIFFERS
    if given.last < other.first or other.last < given.first:
        return Agreement.DIFFERS
    one_day = given.first == given.last or other.first == other.last
    return Agreement.AGREES if one_day else Agreement.MAY_AGREE


def compare(given: Mapping[str, Value], fact: Fact) -> Agreement:
    """How a fact stands to all that a stem gives: the weakest of its values decides."""
    return min(
        (compare_values(value, fact.values.get(slot)) for slot, value in given.items()), default=Agreement.AGREES
    )


def blurs(value: Value, other: Value) -> bool:
    """True where one period lies inside the other, so that neither is a clear wrong answer to the other."""
    if value.first is None or value.last is None or other.first is None or other.last is None:
        return False
    inside = value.first <= other.first and other.last <= value.last
    return inside or (other.first <= value.first and value.last <= other.last)


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """How the values of an asked slot stand. All that is neither right nor unsafe is wrong.

    ``right`` are the values of agreeing facts in the order of the bank, ``unsafe`` those that only
    facts which may agree have; ``facts`` are the agreeing facts that fill the slot.
    """

    slot: str
    right: tuple[Value, ...]
    unsafe: tuple[Value, ...]
    facts: tuple[Fact, ...]

    def wrong(self, value: Value) -> bool:
        """True where the bank's facts make a value a wrong answer."""
        return not any(value.same == other.same or blurs(value, other) for other in self.doubtful)

    @property
    def doubtful(self) -> tuple[Value, ...]:
        """All values that are not wrong."""
        return (*self.right, *self.unsafe)

    @property
    def shown(self) -> tuple[Fact, ...]:
        """The agreeing facts that may be shown: those that are not context."""
        return tuple(fact for fact in self.facts if not fact.context)

    @property
    def shown_values(self) -> tuple[Value, ...]:
        """The right values that may be shown, each once."""
        values: dict[str, Value] = {}
        for fact in self.shown:
            values.setdefault(fact.values[self.slot].same, fact.values[self.slot])
        return tuple(values.values())

    @property
    def written(self) -> tuple[Value, ...]:
        """The right values as each fact writes them, so that both 3.5 and 3.50 are accepted."""
        return tuple(fact.values[self.slot] for fact in self.facts)


@dataclass(slots=True)
class Evidence:
    """The facts of one relation, ready to be asked how a value stands."""

    facts: Sequence[Fact]
    _nearby: dict[tuple[str, ...], Nearby] = field(default_factory=dict)
    _standings: dict[tuple[object, ...], Standing] = field(default_factory=dict)

    def standing(self, given: Mapping[str, Value], asked: str) -> Standing:
        """Compare the facts of the relation, context too, with what is given; see Standing.

        Several rules ask for the same: it is worked out once.
        """
        slots = tuple(sorted(given))
        key = (asked, slots, *[given[slot].same for slot in slots])
        standing = self._standings.get(key)
        if standing is None:
            if slots not in self._nearby:
                self._nearby[slots] = Nearby(self.facts, slots)
            standing = self._standings[key] = self._compared(given, asked, self._nearby[slots].to(given))
        return standing

    def _compared(self, given: Mapping[str, Value], asked: str, places: Iterable[tuple[int, bool]]) -> Standing:
        right: dict[str, Value] = {}
        unsafe: dict[str, Value] = {}
        agreeing: list[Fact] = []
        for at, agrees in places:
            fact = self.facts[at]
            value = fact.values.get(asked)
            if value is None:
                continue
            agreement = Agreement.AGREES if agrees else compare(given, fact)
            if agreement is Agreement.DIFFERS:
                continue
            if agreement is Agreement.AGREES:
                right.setdefault(value.same, value)
                agreeing.append(fact)
            else:
                unsafe.setdefault(value.same, value)
        only_unsafe = tuple(value for same, value in unsafe.items() if same not in right)
        return Standing(asked, tuple(right.values()), only_unsafe, tuple(agreeing))
