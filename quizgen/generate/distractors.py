"""Wrong answers that are safe and near: entities by what they share with the key, days and numbers by distance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import chain, islice

from quizgen.generate.ground import Ground, Level
from quizgen.generate.kin import Kin
from quizgen.generate.looks import Heard, names
from quizgen.generate.measures import Measures
from quizgen.generate.proof import Standing, blurs
from quizgen.identity import draw
from quizgen.model import DATE, NUMBER, PERIOD, TEXT, YEAR, Value
from quizgen.values import day_value, number_value

_INVENTED_STEPS = 9
_REMEMBERED = 512
"""So many rankings are kept in mind: a bank in which every entity has traits of its own has one for each."""


def distractors(
    ground: Ground, id_: str, keys: Sequence[Value], standing: Standing, heard: Heard, given: Iterable[Value], most: int
) -> list[Value]:
    """At most ``most`` wrong values for a question whose right ones are ``keys``.

    All are of the keys' kind and form, wrong under the facts, and neither given nor named in the stem.
    They come from the near end of a ranking if it is to be hard, from the far end if easy, and in
    between from anywhere, so that a candidate that changes its place there moves no other one.
    """
    kind = keys[0].kind
    if kind == TEXT or most < 1:
        return []
    keep = _filter(ground, keys, standing, heard, given)
    if kind in (DATE, PERIOD, YEAR, NUMBER):
        return _by_size(ground, id_, standing.slot, keys[0], keep, most)
    return _by_likeness(ground, id_, keys, keep, most)


def _filter(
    ground: Ground, keys: Sequence[Value], standing: Standing, heard: Heard, given: Iterable[Value]
) -> Callable[[Value], bool]:
    look_of = ground.looks.of
    forms = {look_of(key).form for key in keys}
    not_wrong = standing.doubtful
    doubtful = [look_of(value) for value in not_wrong]
    if len(doubtful) == 1:
        shown, meant = doubtful[0].shown, doubtful[0].meant
    else:
        shown = frozenset[str]().union(*[look.shown for look in doubtful])
        meant = frozenset[str]().union(*[look.meant for look in doubtful])
    refused = {value.same for value in (*not_wrong, *given)}

    def keep(value: Value) -> bool:
        if value.same in refused or (value.first is not None and any(blurs(value, other) for other in not_wrong)):
            return False
        look = look_of(value)
        apart = look.form in forms and look.shown.isdisjoint(meant) and look.meant.isdisjoint(shown)
        return apart and not names(heard, look)

    return keep


# -- entities -------------------------------------------------------------------------------------


def _by_likeness(
    ground: Ground, id_: str, keys: Sequence[Value], keep: Callable[[Value], bool], most: int
) -> list[Value]:
    """The nearest that are kept: those known to the relation before all else, then by the traits shared."""
    kin = ground.kin.get(keys[0].kind)
    if kin is None:
        return []
    ranked = (
        kin.values[level.places[at]]
        for level in _levels(ground, kin, keys)
        for at in level.marks.drawn(ground.wishes.seed, id_)
    )
    return _apart(ground, filter(keep, ranked), most)


def _levels(ground: Ground, kin: Kin, keys: Sequence[Value]) -> Sequence[Level]:
    """All candidates, those that are as near to the keys together; which level comes first is wished for."""
    sought = frozenset(key.entity.traits for key in keys if key.entity and key.entity.traits)
    wished = (keys[0].kind, sought)
    if wished not in ground.levels:
        if len(ground.levels) >= _REMEMBERED:
            ground.levels.clear()
        known, strange = ground.known_places(keys[0].kind)
        levels: dict[tuple[bool, int], list[int]] = defaultdict(list)
        for is_known, alike in ((True, known), (False, {} if ground.relation.open else strange)):
            for own, places in alike.items():
                shared = max(map(len, map(own.intersection, sought)), default=0)
                levels[is_known, shared].extend(places)
        match ground.wishes.difficulty:
            case "medium":
                ordered = [[at for places in levels.values() for at in places]]
            case "easy":
                ordered = [levels[level] for level in sorted(levels)]
            case _:
                ordered = [levels[level] for level in sorted(levels, reverse=True)]
        ground.levels[wished] = [Level(places, kin) for places in ordered]
    return ground.levels[wished]


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
    real = ground.measures(asked if key.kind == NUMBER else None, key.kind)

    def beside(sign: int, number: int) -> list[Value]:
        side = _real(ground, id_, real, real.beside(key, sign), keep)
        if not ground.relation.open:
            invented = (value for value in _invented(ground, id_, key, sign) if keep(value))
            side = chain(side, (value for value in invented if not any(map(keep, real.writings(value)))))
        return _without_blur(side, number)

    rank = draw(ground.wishes.seed, id_, "rank") % (most + 1)
    below, above = beside(-1, rank), beside(1, most - rank)
    if len(below) + len(above) < most:
        below, above = beside(-1, most), beside(1, most)
        rank = max(min(rank, len(below)), most - len(above))
    chosen = _without_blur([*below[:rank], *above[: most - rank]], most)
    if len(chosen) < 2:
        return chosen
    return sorted(chosen, key=lambda value: draw(ground.wishes.seed, id_, f"distractor {value.same}"))


def _real(ground: Ground, id_: str, real: Measures, nearest: range, keep: Callable[[Value], bool]) -> Iterator[Value]:
    """The real values at some places that are kept, the nearest first, the farthest or any, as is wished.

    Of one that is written in several ways the last that is kept counts.
    """
    places = reversed(nearest) if ground.wishes.difficulty == "easy" else nearest
    kept = (value for at in places for value in islice(filter(keep, reversed(real.ascending[at])), 1))
    if ground.wishes.difficulty != "medium":
        return kept
    return iter(sorted(kept, key=lambda value: draw(ground.wishes.seed, id_, f"distractor {value.same}")))


def _without_blur(values: Iterable[Value], most: int) -> list[Value]:
    """The first values, without those that blur an earlier one."""
    kept: list[Value] = []
    for value in values:
        if len(kept) == most:
            break
        if not any(blurs(value, other) for other in kept):
            kept.append(value)
    return kept


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
    """By how much an invented number differs: as precise as the key, and no less than a twentieth of it.

    Of 9.8 and 9.9, or 84 and 85, no one who knows the matter could tell which it was.
    """
    assert key.number is not None
    if key.kind == YEAR:
        return Decimal(1)
    exponent = min(0, int(key.number.as_tuple().exponent))
    digits = format(abs(key.number), "f").replace(".", "").lstrip("0")
    finest = exponent or len(digits) - len(digits.rstrip("0"))
    unit = Decimal(1).scaleb(max(finest, exponent + len(digits) - 2))
    twentieth = abs(key.number) / 20
    return next((many * unit for many in (1, 2) if many * unit >= twentieth), 5 * unit)
