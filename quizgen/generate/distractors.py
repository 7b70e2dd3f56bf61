"""Wrong answers that are safe and near: entities by what they share with the key, days and numbers by distance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from quizgen.forms import grammatical_form
from quizgen.generate.ground import Ground
from quizgen.generate.proof import Standing, blurs
from quizgen.identity import draw
from quizgen.model import DATE, NUMBER, PERIOD, TEXT, YEAR, Value
from quizgen.text import Text
from quizgen.values import day_value, entity_value, number_value

_INVENTED_STEPS = 9


def distractors(
    ground: Ground, id_: str, keys: Sequence[Value], standing: Standing, stem: Text, given: Iterable[Value], most: int
) -> list[Value]:
    """At most ``most`` wrong values for a question whose right ones are ``keys``, the chosen ones first.

    All are of the keys' kind and form, wrong under the facts, and neither given nor named in the stem.
    """
    kind = keys[0].kind
    if kind == TEXT or most < 1:
        return []
    keep = _filter(ground, keys, standing, stem, tuple(given))
    if kind in (DATE, PERIOD, YEAR, NUMBER):
        return _by_size(ground, id_, keys[0], keep, most)
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
            and not any(ground.alike(value, other) for other in not_wrong)
            and not ground.named_in(stem, value)
        )

    return keep


def _form(ground: Ground, value: Value) -> tuple[object, ...]:
    """Form and precision: articles and capitals of a name, decimals of a number, one day or several."""
    if value.first is not None:
        return (value.first == value.last,)
    if value.number is not None:
        return (value.number.as_tuple().exponent,)
    return tuple(grammatical_form(value.label.plain(language), language) for language in ground.languages)


# -- entities -------------------------------------------------------------------------------------


def _by_likeness(
    ground: Ground, id_: str, keys: Sequence[Value], keep: Callable[[Value], bool], most: int
) -> list[Value]:
    kind = keys[0].kind
    known = {
        value.key
        for fact in ground.facts
        for slot, value in fact.values.items()
        if ground.relation.slots[slot].kind == kind
    }
    traits = [key.entity.traits for key in keys if key.entity]

    def rank(value: Value) -> tuple[bool, int, int]:
        assert value.entity is not None
        shared = max((len(value.entity.traits & own) for own in traits), default=0)
        return value.key not in known, -shared, draw(ground.wishes.seed, id_, f"distractor {value.key}")

    candidates = (
        entity_value(entity, entity.place)
        for entity in ground.by_kind.get(kind, ())
        if not ground.relation.open or entity.key in known
    )
    ranked = _apart(ground, sorted(filter(keep, candidates), key=rank))
    return _by_difficulty(ranked, most, ground.wishes.difficulty)


def _apart(ground: Ground, values: Iterable[Value]) -> list[Value]:
    """The values without those that could be taken for an earlier one."""
    kept: list[Value] = []
    for value in values:
        if not any(ground.alike(value, other) for other in kept):
            kept.append(value)
    return kept


def _by_difficulty(ranked: list[Value], most: int, difficulty: str | None) -> list[Value]:
    """From the near end of the ranking if it is to be hard, from the far end if easy."""
    start = {"easy": len(ranked) - most, "medium": (len(ranked) - most) // 2}.get(difficulty or "hard", 0)
    return ranked[max(0, start) :][:most]


# -- days, years and numbers ----------------------------------------------------------------------


def _by_size(ground: Ground, id_: str, key: Value, keep: Callable[[Value], bool], most: int) -> list[Value]:
    """The key's rank among the options is drawn first; then each side is filled, real values first."""
    real = {
        value.same: value
        for fact in ground.facts
        for slot, value in fact.values.items()
        if ground.relation.slots[slot].kind == key.kind and keep(value)
    }
    nearest = sorted(real.values(), key=lambda value: (abs(_size(value) - _size(key)), value.same))
    if ground.wishes.difficulty == "easy":
        nearest.reverse()
    sides: list[list[Value]] = []
    for sign in (-1, 1):
        side = [value for value in nearest if (_size(value) - _size(key)) * sign > 0]
        if not ground.relation.open:
            invented = (value for value in _invented(ground, id_, key, sign) if keep(value))
            side.extend(value for value in invented if value.same not in real)
        sides.append(_without_blur(side)[:most])
    below = draw(ground.wishes.seed, id_, "rank") % (most + 1)
    below = max(min(below, len(sides[0])), most - len(sides[1]))
    return _without_blur([*sides[0][:below], *sides[1][: most - below]])


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
    stretch = 4 if ground.wishes.difficulty == "easy" else 1
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
    number = key.number + steps * _unit(key)
    if (key.number > 0 and number <= 0) or (key.kind == YEAR and number > 9999):
        return None
    return number_value(key.kind, f"{number:f}", ground.languages, key.place)


def _unit(key: Value) -> Decimal:
    """By how much an invented number differs: as precise as the key, and in proportion to it."""
    assert key.number is not None
    if key.kind == YEAR:
        return Decimal(1)
    finest = Decimal(1).scaleb(min(0, int(key.number.as_tuple().exponent)))
    digits = format(abs(key.number), "f").partition(".")[0]
    zeros = len(digits) - len(digits.rstrip("0")) if finest == 1 and key.number else 0
    return max(finest, Decimal(10) ** zeros if zeros else Decimal(10) ** (len(digits) - 2))
