"""Days, years and numbers that a relation's facts have, by their size: to find those that lie near another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal

from quizgen.model import Value


class Measures:
    """Values by their size; of each all the ways in which it is written ("3.5", "3.50"), in the order of the bank."""

    def __init__(self, values: Iterable[Value]) -> None:
        by_same: dict[str, dict[str, Value]] = {}
        for value in values:
            writings = by_same.setdefault(value.same, {})
            writings.pop(value.key, None)
            writings[value.key] = value
        self._by_same = {same: tuple(writings.values()) for same, writings in by_same.items()}
        self.ascending = sorted(self._by_same.values(), key=lambda writings: (_size(writings[0]), writings[0].same))
        """The writings of each, the smallest first."""
        self._sizes = [_size(writings[0]) for writings in self.ascending]

    def beside(self, key: Value, sign: int) -> range:
        """The places of all that is smaller (-1) or larger (1) than a value, the nearest first."""
        if sign > 0:
            return range(bisect_right(self._sizes, _size(key)), len(self._sizes))
        return range(bisect_left(self._sizes, _size(key)) - 1, -1, -1)

    def writings(self, value: Value) -> Sequence[Value]:
        """How a value is written in the facts; nothing where none has it."""
        return self._by_same.get(value.same, ())


def _size(value: Value) -> Decimal:
    assert value.size is not None
    return value.size
