"""What fills a slot: entities, days, periods, years, numbers and texts, read from what was typed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quizgen.bank.nodes import Node
from quizgen.bank.texts import Reader, read_date
from quizgen.errors import Place
from quizgen.model import DATE, NUMBER, PERIOD, TEXT, YEAR, Entity, Slot, Value
from quizgen.values import day_value, entity_value, number_value, text_value


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities by key and by kind; ``kinds`` also those of entities that could not be read."""

    known: Mapping[str, Entity]
    by_kind: Mapping[str, Mapping[str, Entity]]
    kinds: frozenset[str]


def sorted_out(entities: Mapping[str, Entity], kinds: frozenset[str]) -> Entities:
    """Entities ready to be looked up by the slots of facts."""
    by_kind: dict[str, dict[str, Entity]] = defaultdict(dict)
    for key, entity in entities.items():
        by_kind[entity.kind][key] = entity
    return Entities(entities, by_kind, kinds)


def read_value(reader: Reader, node: Node, slot: Slot, entities: Entities) -> Value | None:
    """The value of a slot, or None after a problem; broken entities are not reported again."""
    what = f"the slot '{slot.name}'"
    if slot.kind == TEXT:
        return _text(reader, node, what)
    raw = reader.desk.string(node, what)
    if raw is None:
        return None
    if slot.kind == DATE:
        day = _day(
            reader,
            raw,
            node.place,
            what,
            "; for a span of days the slot must be a period" if re.match(r"\d{4}-\d\d-\d\d\s*/", raw) else "",
        )
        return _span(reader, DATE, raw, day, day, node.place)
    if slot.kind == PERIOD:
        return _period(reader, raw, node.place, what)
    if slot.kind == YEAR:
        if not re.fullmatch(r"[1-9]\d{0,3}", raw, re.ASCII):
            reader.desk.error(node.place, "bad-year", f"{what}: '{raw}' is no year; write it in figures, such as 2023")
            return None
        return _number(reader, YEAR, raw, node.place)
    if slot.kind == NUMBER:
        if not re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", raw, re.ASCII):
            reader.desk.error(
                node.place,
                "bad-number",
                f"{what}: '{raw}' is no number; write figures only, such as 1200 or 3.5 (15 figures at most)",
            )
            return None
        return _number(reader, NUMBER, raw, node.place)
    return _entity(reader, raw, node, slot, entities)


def _text(reader: Reader, node: Node, what: str) -> Value | None:
    text = reader.text(node, what)
    if text is None:
        return None
    return text_value(text, node.place)


def _day(reader: Reader, raw: str, place: Place, what: str, more: str = "") -> date | None:
    day, problem = read_date(raw)
    if day is None:
        reader.desk.error(place, "bad-date", f"{what}: '{raw}' {problem}{more}")
    return day


def _period(reader: Reader, raw: str, place: Place, what: str) -> Value | None:
    ends = [end.strip() for end in raw.split("/")]
    if len(ends) > 2:
        reader.desk.error(
            place,
            "bad-period",
            f"{what}: '{raw}' is no period; write first/last day, such as 2023-01-29/2023-02-01",
        )
        return None
    days = [_day(reader, end, place, what) for end in ends]
    first, last = days[0], days[-1]
    if first is None or last is None:
        return None
    if last < first:
        reader.desk.error(
            place,
            "period-reversed",
            f"{what}: '{raw}' ends before it starts; did you mean {ends[1]}/{ends[0]}?",
        )
        return None
    return _span(reader, PERIOD, raw, first, last, place)


def _span(reader: Reader, kind: str, raw: str, first: date | None, last: date | None, place: Place) -> Value | None:
    if first is None or last is None:
        return None
    return day_value(kind, raw, first, last, reader.languages, place)


def _number(reader: Reader, kind: str, raw: str, place: Place) -> Value:
    return number_value(kind, raw, reader.languages, place)


def _entity(reader: Reader, raw: str, node: Node, slot: Slot, entities: Entities) -> Value | None:
    entity = entities.known.get(raw)
    if entity is None and (raw in reader.broken or "entities" in reader.unsure):
        return None
    same_kind = entities.by_kind.get(slot.kind, {})
    if not same_kind and slot.kind not in entities.kinds:
        return None  # that no entity is of the slot's kind has been reported where the slot stands
    if entity is None:
        told = reader.desk.near(raw, same_kind or entities.known)
        if raw.startswith("@"):
            told = "; in a fact an entity is written without '@'"
        reader.desk.error(node.place, "unknown-entity", f"no entity '{raw}'{told}")
        return None
    if entity.kind != slot.kind:
        reader.desk.error(
            node.place, "wrong-kind",
            f"the slot '{slot.name}' takes a {slot.kind}, but '{raw}' is a {entity.kind}",
        )  # fmt: skip
        return None
    return entity_value(entity, node.place)
