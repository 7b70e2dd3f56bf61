"""The two rules that make one exercise of a whole relation: ``match`` and ``order``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from quizgen.generate.ground import Ground, Made, Unmade
from quizgen.generate.proof import Agreement, Standing, compare_values
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

    known: dict[str, Standing] = {}

    def wrong(row: _Row, other: _Row) -> bool:
        """True where the other row's right is a wrong answer to this row's left, and reads like no right one."""
        if row.left.same not in known:
            known[row.left.same] = ground.evidence.standing({spec.left: row.left}, spec.right)
        standing = known[row.left.same]
        return standing.wrong(other.right) and not any(
            ground.confusable(other.right, value) for value in standing.doubtful
        )

    def together(one: _Row, other: _Row) -> bool:
        return (
            not ground.confusable(one.left, other.left)
            and not ground.confusable(one.right, other.right)
            and wrong(one, other)
            and wrong(other, one)
            and not _label_holds(ground, one, other)
        )

    rows = [row for row in rows if not any(ground.named_in(text, row.right) for text in (spec.ask, row.left.label))]
    chosen = _chosen(rows, together)
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
        if not ground.named_in(row.left.label, row.right)
        and not ground.named_in(spec.ask, row.left)
        and _sure(ground, spec.show, spec.by, row)
    ]

    def together(one: _Row, other: _Row) -> bool:
        apart = compare_values(one.right, other.right) is Agreement.DIFFERS
        return apart and not ground.confusable(one.left, other.left)

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
    """At most six rows that can all stand together, in the order of the bank; none if not even three can.

    It begins with the three that are complete first, reading the bank from its top, and adds what
    fits to them, so that a new fact at the end changes no exercise that is full.
    """
    core = _core(rows, together)
    chosen = list(core)
    for at, row in enumerate(rows):
        if len(chosen) < _MOST and at not in core and all(together(row, rows[other]) for other in chosen):
            chosen.append(at)
    return [rows[at] for at in sorted(chosen)]


def _core(rows: Sequence[T], together: Callable[[T, T], bool]) -> tuple[int, ...]:
    """The three rows that can stand together whose last stands highest in the bank."""
    partners: list[list[int]] = []
    for last, row in enumerate(rows):
        if last * last > _PATIENCE:
            break
        partners.append([at for at in range(last) if together(rows[at], row)])
        for middle in partners[last]:
            for first in partners[middle]:
                if first in partners[last]:
                    return first, middle, last
    return ()
