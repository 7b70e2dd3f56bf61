"""The two rules that make one exercise of a whole relation: ``match`` and ``order``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from quizgen.generate.ground import Ground, Made, Unmade
from quizgen.generate.proof import Agreement, compare_values
from quizgen.model import Fact, Match, Option, Order, Value

T = TypeVar("T")

_FEWEST, _MOST = 3, 6
_PATIENCE = 20_000


@dataclass(frozen=True, slots=True)
class _Row:
    """A fact as a row: what stands left or is shown, and what belongs to it."""

    fact: Fact
    left: Value
    right: Value


def match(ground: Ground) -> Iterator[Made]:
    """``RELATION/match``: three to six rows; each left differs with every other row's right."""
    spec = ground.relation.match
    if spec is None:
        return
    id_ = f"{ground.relation.name}/match"
    rows = _rows(ground, spec.left, spec.right)

    def together(one: _Row, other: _Row) -> bool:
        return (
            _wrong(ground, spec.left, spec.right, one, other)
            and _wrong(ground, spec.left, spec.right, other, one)
            and not ground.alike(one.left, other.left)
            and not ground.alike(one.right, other.right)
            and not _label_holds(ground, one, other)
        )

    chosen = _chosen([row for row in rows if not ground.named_in(row.left.label, row.right)], together)
    if len(chosen) < _FEWEST:
        reason = f"{len(chosen)} rows can stand together without a doubt; a match has {_FEWEST} to {_MOST}"
        yield Unmade(id_, spec.place, reason)
        return
    facts = [row.fact for row in chosen]
    common = ground.common(id_, facts, spec.place, ground.explanation(facts))
    lefts = tuple(_option(row.left, row.fact) for row in chosen)
    rights = tuple(_option(row.right, row.fact) for row in chosen)
    shown = tuple(range(len(rights)))
    yield Match(stem=spec.ask, lefts=lefts, rights=rights, shown=shown, **common)  # type: ignore[arg-type]


def order(ground: Ground) -> Iterator[Made]:
    """``RELATION/order``: three rows or more without ties, overlaps and labels shown twice."""
    spec = ground.relation.order
    if spec is None:
        return
    id_ = f"{ground.relation.name}/order"
    rows = [
        row
        for row in _rows(ground, spec.show, spec.by)
        if not ground.named_in(row.left.label, row.right) and _sure(ground, spec.show, spec.by, row)
    ]

    def together(one: _Row, other: _Row) -> bool:
        apart = compare_values(one.right, other.right) is Agreement.DIFFERS
        same_number = one.right.number is not None and one.right.number == other.right.number
        return apart and not same_number and not ground.alike(one.left, other.left)

    chosen = _chosen(rows, together)
    if len(chosen) < _FEWEST:
        yield Unmade(id_, spec.place, f"{len(chosen)} rows stand apart in time; an order has {_FEWEST} or more")
        return
    ordered = sorted(chosen, key=lambda row: (row.right.first or 0, row.right.number or 0))
    facts = [row.fact for row in ordered]
    common = ground.common(id_, facts, spec.place, ground.explanation(facts))
    items = tuple(_option(row.left, row.fact) for row in ordered)
    yield Order(stem=spec.ask, items=items, shown=tuple(range(len(items))), **common)  # type: ignore[arg-type]


def _rows(ground: Ground, left: str, right: str) -> list[_Row]:
    """The facts as rows, each pair of values once."""
    rows: dict[tuple[str, str], _Row] = {}
    for fact in ground.asked:
        if left in fact.values and right in fact.values:
            row = _Row(fact, fact.values[left], fact.values[right])
            rows.setdefault((row.left.same, row.right.same), row)
    return list(rows.values())


def _wrong(ground: Ground, left: str, right: str, row: _Row, other: _Row) -> bool:
    """True where the other row's right is a wrong answer to this row's left."""
    return ground.evidence.standing({left: row.left}, right).wrong(other.right)


def _sure(ground: Ground, show: str, by: str, row: _Row) -> bool:
    """True where what is shown has one place in the order and no other may be right."""
    standing = ground.evidence.standing({show: row.left}, by)
    return len(standing.right) == 1 and not standing.unsafe


def _label_holds(ground: Ground, one: _Row, other: _Row) -> bool:
    """True where a left names the other row's right, which would mislead or give away."""
    return ground.named_in(one.left.label, other.right) or ground.named_in(other.left.label, one.right)


def _option(value: Value, fact: Fact) -> Option:
    return Option(key=fact.id, text=value.label.capitalised(), entity=value.entity)


def _chosen(rows: Sequence[T], together: Callable[[T, T], bool]) -> list[T]:
    """The first rows, in the order of the bank, that can all stand together: as many as six.

    The bank's first rows are taken as they come; only where that leaves too few is every
    combination tried, so that a new fact at the end changes nothing that is full.
    """
    chosen: list[T] = []
    for row in rows:
        if len(chosen) < _MOST and all(together(row, other) for other in chosen):
            chosen.append(row)
    if len(chosen) >= _FEWEST:
        return chosen
    best = chosen
    tried = 0

    def search(kept: list[T], at: int) -> bool:
        nonlocal best, tried
        if len(kept) > len(best):
            best = list(kept)
        if len(best) >= _FEWEST or tried > _PATIENCE:
            return True
        for index in range(at, len(rows)):
            tried += 1
            if all(together(rows[index], other) for other in kept):
                kept.append(rows[index])
                done = search(kept, index + 1)
                kept.pop()
                if done:
                    return True
        return False

    search([], 0)
    for row in rows:
        if len(best) < _MOST and row not in best and all(together(row, other) for other in best):
            best.append(row)
    return best
