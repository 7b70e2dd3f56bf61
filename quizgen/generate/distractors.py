"""Wrong answers that are safe and near: entities by what they share with the key, days and numbers by distance."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from heapq import heapify, heappop

from quizgen.forms import grammatical_form
from quizgen.generate.ground import Ground
from quizgen.generate.proof import Standing, blurs
from quizgen.identity import draw, drawing
from quizgen.model import DATE, NUMBER, PERIOD, TEXT, YEAR, Value
from quizgen.text import Text
from quizgen.values import day_value, number_value

_INVENTED_STEPS = 9


def distractors(
    ground: Ground, id_: str, keys: Sequence[Value], standing: Standing, stem: Text, given: Iterable[Value], most: int
) -> list[Value]:
    """At most ``most`` wrong values for a question whose right ones are ``keys``.

    All are of the keys' kind and form, wrong under the facts, and neither given nor named in the stem.
    They come from the near end of a ranking if it is to be hard, from the far end if easy, and in
    between from anywhere, so that a candidate that changes its place there moves no other one.
    """
    kind = keys[0].kind
    if kind == TEXT or most < 1:
        return []
    keep = _filter(ground, keys, standing, stem, tuple(given))
    if kind in (DATE, PERIOD, YEAR, NUMBER):
        return _by_size(ground, id_, standing.slot, keys[0], keep, most)
    return _by_likeness(ground, id_, keys, keep, most)


def _filter(
    ground: Ground, keys: Sequence[Value], standing: Standing, stem: Text, given: tuple[Value, ...]
) -> Callable[[Value], bool]:
    forms = {_form(ground, key) for key in keys}
    not_wrong = (*standing.right, *standing.unsafe)

    def keep(value: Value) -> bool:
        return (
            standing.wrong(value)
            and all(value.same != other.same for other in given)
            and _form(ground, value) in forms
            and not any(ground.confusable(value, other) for other in not_wrong)
            and not ground.named_in(stem, value)
        )

    return keep


def _form(ground: Ground, value: Value) -> tuple[object, ...]:
    """Form and precision: articles and capitals of a name, decimals of a number, one day or several.

    A number with zeros before it ("007") is a code, which differs from other numbers by its length.
    """
    if value.first is not None:
        return (value.first == value.last,)
    if value.number is not None:
        coded = len(value.key) if re.match(r"-?0\d", value.key) else 0
        return value.number.as_tuple().exponent, coded
    return tuple(grammatical_form(value.label.plain(language), language) for language in ground.languages)


# -- entities -------------------------------------------------------------------------------------


def _by_likeness(
    ground: Ground, id_: str, keys: Sequence[Value], keep: Callable[[Value], bool], most: int
) -> list[Value]:
    kin = ground.kin.get(keys[0].kind)
    if kin is None:
        return []
    known = ground.known(keys[0].kind)
    traits = [key.entity.traits for key in keys if key.entity and key.entity.traits]
    drawn = drawing(ground.wishes.seed, id_)
    side = {"easy": 1, "medium": 0}.get(ground.wishes.difficulty or "hard", -1)

    def nearness(value: Value) -> int:
        """Known to the relation before all else, then by the traits shared."""
        own = value.entity.traits if value.entity and traits else ()
        shared = max((len(each.intersection(own)) for each in traits), default=0) if own else 0
        return shared + (1_000_000 if value.key in known else 0)

    candidates = [value for value in kin.values if not ground.relation.open or value.key in known]
    ranked = [
        (side * nearness(value) if side else 0, drawn(kin.marks[value.key]), at) for at, value in enumerate(candidates)
    ]
    heapify(ranked)
    nearest = (candidates[heappop(ranked)[2]] for _ in range(len(ranked)))
    return _apart(ground, filter(keep, nearest), most)


def _apart(ground: Ground, values: Iterable[Value], most: int) -> list[Value]:
    """The first values, without those that could be taken for an earlier one."""
    kept: list[Value] = []
    for value in values:
        if len(kept) == most:
            break
        if not any(ground.confusable(value, other) for other in kept):
            kept.append(value)
    return kept


# -- days, years and numbers ----------------------------------------------------------------------


def _by_size(ground: Ground, id_: str, asked: str, key: Value, keep: Callable[[Value], bool], most: int) -> list[Value]:
    """The key's rank among the options is drawn first; then each side is filled, real values first.

    Real are the days and years of the whole relation, but numbers of the asked slot alone: those of
    another measure something else.
    """
    siblings = [
        value
        for fact in ground.facts
        for slot, value in fact.values.items()
        if (slot == asked if key.kind == NUMBER else ground.relation.slots[slot].kind == key.kind)
    ]
    real = {value.same: value for value in siblings if keep(value)}
    nearest = sorted(real.values(), key=lambda value: (abs(_size(value) - _size(key)), value.same))
    if ground.wishes.difficulty == "easy":
        nearest.reverse()
    elif ground.wishes.difficulty == "medium":
        nearest.sort(key=lambda value: draw(ground.wishes.seed, id_, f"distractor {value.same}"))
    sides: list[list[Value]] = []
    for sign in (-1, 1):
        side = [value for value in nearest if (_size(value) - _size(key)) * sign > 0]
        if not ground.relation.open:
            invented = (value for value in _invented(ground, id_, key, sign) if keep(value))
            side.extend(value for value in invented if value.same not in real)
        sides.append(_without_blur(side)[:most])
    below = draw(ground.wishes.seed, id_, "rank") % (most + 1)
    below = max(min(below, len(sides[0])), most - len(sides[1]))
    chosen = _without_blur([*sides[0][:below], *sides[1][: most - below]])
    return sorted(chosen, key=lambda value: draw(ground.wishes.seed, id_, f"distractor {value.same}"))


def _without_blur(values: Iterable[Value]) -> list[Value]:
    kept: list[Value] = []
    for value in values:
        if not any(blurs(value, other) for other in kept):
            kept.append(value)
    return kept


def _size(value: Value) -> Decimal:
    assert value.size is not None
    return value.size


def _invented(ground: Ground, id_: str, key: Value, sign: int) -> Iterator[Value]:
    """Values near the key on one side that no fact has, in an order drawn for the question."""
    steps = range(1, _INVENTED_STEPS + 1)
    stretch = {"easy": 4, "medium": 2}.get(ground.wishes.difficulty or "hard", 1)
    drawn = sorted(steps, key=lambda step: draw(ground.wishes.seed, id_, f"invented {sign * step}"))
    for step in drawn:
        value = _moved(ground, key, sign * step * stretch)
        if value is not None:
            yield value


def _moved(ground: Ground, key: Value, steps: int) -> Value | None:
    if key.first is not None and key.last is not None:
        try:
            first, last = key.first + timedelta(days=steps), key.last + timedelta(days=steps)
        except OverflowError:
            return None
        raw = first.isoformat() if first == last else f"{first}/{last}"
        return day_value(key.kind, raw, first, last, ground.languages, key.place)
    assert key.number is not None
    unit = _unit(key)
    if key.number == unit and steps < 0 and unit >= 10:
        unit /= 10  # below 1000 come 900, 800 and so on, as round as it is itself
    number = key.number + steps * unit
    if (key.number >= 0 and number <= 0) or (key.kind == YEAR and number > 9999):
        return None
    return number_value(key.kind, f"{number:f}", ground.languages, key.place)


def _unit(key: Value) -> Decimal:
    """By how much an invented number differs: as precise as the key, and in proportion to it."""
    assert key.number is not None
    if key.kind == YEAR:
        return Decimal(1)
    exponent = min(0, int(key.number.as_tuple().exponent))
    digits = format(abs(key.number), "f").replace(".", "").lstrip("0")
    finest = exponent or len(digits) - len(digits.rstrip("0"))
    return Decimal(1).scaleb(max(finest, exponent + len(digits) - 2))
