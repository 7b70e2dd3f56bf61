"""The facts of a relation by their values, so that those which could agree with a stem are found without a search."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from quizgen.model import PERIOD, TEXT, Fact, Value

_FEW = 8
"""So many facts are looked at one by one."""

_Slots = tuple[str, ...]


class Nearby:
    """The facts by their values of some slots, as places in the order of the bank.

    Facts that fill the same of these slots stand together: a value that is missing may be any. Within
    them the values that are equal or differ find their facts at once; periods and texts, which may
    agree in part, narrow down what is left.
    """

    def __init__(self, facts: Sequence[Fact], slots: _Slots) -> None:
        places: dict[tuple[_Slots, _Slots], dict[_Slots, list[int]]] = defaultdict(lambda: defaultdict(list))
        for at, fact in enumerate(facts):
            filled = [(slot, value) for slot in slots if (value := fact.values.get(slot)) is not None]
            plain = tuple(slot for slot, value in filled if value.kind not in (PERIOD, TEXT))
            partial = tuple(slot for slot, value in filled if value.kind in (PERIOD, TEXT))
            places[plain, partial][tuple(fact.values[slot].same for slot in plain)].append(at)
        self._groups = [
            (plain, plain == slots, {same: _Narrow(facts, partial, found) for same, found in by_values.items()})
            for (plain, partial), by_values in places.items()
        ]

    def to(self, given: Mapping[str, Value]) -> Sequence[tuple[int, bool]]:
        """The places of all facts that could agree with the values given, and few others, ascending.

        Each with whether it is known to agree, since all its values equal those given.
        """
        found: list[tuple[int, bool]] = []
        for plain, equal, by_values in self._groups:
            narrow = by_values.get(tuple([given[slot].same for slot in plain]))
            if narrow is not None:
                found.extend([(at, equal) for at in narrow.to(given)])
        return sorted(found) if len(found) > 1 else found


class _Narrow:
    """Some facts, narrowed down by the first of their slots that holds a period or a text."""

    def __init__(self, facts: Sequence[Fact], partial: _Slots, places: Sequence[int]) -> None:
        self._facts, self._places = facts, places
        self._slot = partial[0] if partial and len(places) > _FEW else None
        self._index: _Spans | _Readings | None = None

    def to(self, given: Mapping[str, Value]) -> Iterable[int]:
        """The places of those that could agree."""
        if self._slot is None:
            return self._places
        if self._index is None:
            values = [(self._facts[at].values[self._slot], at) for at in self._places]
            self._index = _Readings(values) if values[0][0].kind == TEXT else _Spans(values)
        return self._index.to(given[self._slot])


class _Spans:
    """Periods, to find those that share a day with another."""

    def __init__(self, values: Iterable[tuple[Value, int]]) -> None:
        spans = sorted((value.first, value.last, at) for value, at in values if value.first and value.last)
        self._spans = spans
        self._firsts = [first for first, _, _ in spans]
        self._latest: list[date] = []
        """The last day of all the spans up to each."""
        for _, last, _ in spans:
            self._latest.append(max(last, self._latest[-1]) if self._latest else last)

    def to(self, given: Value) -> Iterator[int]:
        assert given.first is not None
        assert given.last is not None
        for at in range(bisect_right(self._firsts, given.last) - 1, -1, -1):
            if self._latest[at] < given.first:
                return
            _, last, place = self._spans[at]
            if last >= given.first:
                yield place


class _Readings:
    """Texts, to find those that read the same in a language."""

    def __init__(self, values: Iterable[tuple[Value, int]]) -> None:
        self._places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for value, at in values:
            for reading in self._readings(value):
                self._places[reading].append(at)

    @staticmethod
    def _readings(value: Value) -> Iterator[tuple[str, str]]:
        for language in value.forms:
            yield language, value.label.plain(language).casefold()

    def to(self, given: Value) -> Iterable[int]:
        return {at for reading in self._readings(given) for at in self._places.get(reading, ())}
