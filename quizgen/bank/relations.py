"""Relations and facts, read from nodes."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.bank import keys
from quizgen.bank.nodes import List, Map, Node
from quizgen.bank.texts import Reader
from quizgen.bank.values import Entities, read_value
from quizgen.errors import has_errors
from quizgen.meant import closest
from quizgen.model import (
    DATE,
    LITERAL_KINDS,
    NUMBER,
    PERIOD,
    RULES,
    TEXT,
    YEAR,
    Fact,
    MatchSpec,
    OrderSpec,
    Relation,
    Slot,
    Template,
    Value,
)
from quizgen.templates import Hole
from quizgen.text import Text

_NEEDS = {
    "choice": "ask or ask-one", "short": "ask", "cloze": "say", "true-false": "say", "select": "ask-all",
    "match": "match", "order": "order",
}  # fmt: skip


def read_relation(
    reader: Reader, name: str, node: Map, topics: Mapping[str, object], kinds: frozenset[str]
) -> Relation | None:
    """A relation with all of its texts that could be read; None if not even its slots could."""
    what = f"the relation '{name}'"
    place = node.key_places[name]
    if name in keys.FACT:
        reader.desk.error(place, "reserved-name", f"a relation cannot be called '{name}'; facts use that key")
        return None
    body = reader.desk.map(node.entries[name], what)
    if body is None:
        return None
    before = len(reader.desk.problems)
    reader.known_keys(body, keys.RELATION, what)
    slots = _slots(reader, body.entries.get("slots"), what, kinds)
    if not slots:
        return None
    get = body.entries.get
    open_ = reader.desk.flag(get("open"), f"'open' of {what}")
    relation = Relation(
        name=name,
        topic=reader.topic(get("topic"), f"the topic of {what}", topics),
        slots=slots,
        say=_say(reader, get("say"), what, slots),
        ask=_stems(reader, get("ask"), f"'ask' of {what}", slots),
        ask_one=_stems(reader, get("ask-one"), f"'ask-one' of {what}", slots),
        ask_all=_stems(reader, get("ask-all"), f"'ask-all' of {what}", slots),
        match=_match(reader, get("match"), what, slots),
        order=_order(reader, get("order"), what, slots),
        rules=_rules(reader, body, what),
        open=bool(open_),
        ignore=reader.reasons(get("ignore")),
        place=place,
    )
    if has_errors(reader.desk.problems[before:]):
        reader.broken.add(name)
    return relation


def _slots(reader: Reader, node: Node | None, what: str, kinds: frozenset[str]) -> dict[str, Slot]:
    mapping = reader.desk.map(node, f"'slots' of {what}") if node is not None else None
    slots: dict[str, Slot] = {}
    for slot, child in mapping or ():
        raw = reader.desk.string(child, f"the slot '{slot}' of {what}")
        if raw is None:
            slots[slot] = Slot(slot, "", False, child.place)  # so that what names the slot is not reported too
            continue
        words = raw.split()
        optional = words[0] == "optional" and len(words) > 1
        kind = " ".join(words[1:] if optional else words)
        known = (*sorted(kinds), *LITERAL_KINDS)
        unsure = reader.unsure & {"entities", "kinds"} and closest(kind, known) is None
        if kind not in known and not unsure:
            reader.desk.error(
                child.place, "unknown-kind",
                f"the slot '{slot}' takes a '{kind}', but no entity is of that kind{reader.desk.near(kind, known)}",
            )  # fmt: skip
        slots[slot] = Slot(slot, kind, optional, child.place)
    if mapping is not None and not mapping.entries:
        reader.desk.error(mapping.place, "missing-key", f"{what} has no slots; write slots: {{name: kind}}")
    return slots


def _say(reader: Reader, node: Node | None, what: str, slots: Mapping[str, Slot]) -> tuple[Template, ...]:
    if node is None:
        return ()
    said = node.items if isinstance(node, List) else (node,)
    templates = (reader.template(item, f"'say' of {what}", slots) for item in said)
    return tuple(template for template in templates if template is not None)


def _stems(reader: Reader, node: Node | None, what: str, slots: Mapping[str, Slot]) -> dict[str, Template]:
    mapping = reader.desk.map(node, what) if node is not None else None
    stems: dict[str, Template] = {}
    for slot, child in mapping or ():
        assert mapping is not None
        if slot not in slots:
            reader.desk.error(
                mapping.key_places[slot],
                "unknown-slot",
                f"{what} asks for '{slot}', which is no slot{reader.desk.near(slot, slots)}",
            )
            continue
        template = reader.template(child, f"the stem for '{slot}'", slots)
        if template is None:
            continue
        if slot in template.slots:
            reader.desk.error(
                reader.hole_place(child, slot), "stem-gives-slot",
                f"the stem for '{slot}' names {{{slot}}}, which it asks for; name the other slots only",
            )  # fmt: skip
            continue
        stems[slot] = template
    return stems


def _plain_stem(reader: Reader, node: Node, what: str) -> Text | None:
    template = reader.template(node, what, ())
    if template is None:
        return None
    return Text(
        {
            language: tuple(piece for piece in pieces if not isinstance(piece, Hole))
            for language, pieces in template.languages.items()
        }
    )


def _slot_named(reader: Reader, body: Map, key: str, what: str, slots: Mapping[str, Slot]) -> str | None:
    node = body.entries.get(key)
    name = reader.desk.string(node, f"'{key}' of {what}") if node is not None else None
    if node is not None and name is not None and name not in slots:
        reader.desk.error(
            node.place,
            "unknown-slot",
            f"'{key}' of {what} names '{name}', which is no slot{reader.desk.near(name, slots)}",
        )
        return None
    return name


def _match(reader: Reader, node: Node | None, what: str, slots: Mapping[str, Slot]) -> MatchSpec | None:
    what = f"'match' of {what}"
    body = reader.desk.map(node, what) if node is not None else None
    if body is None or not reader.known_keys(body, keys.MATCH, what):
        return None
    left, right = (_slot_named(reader, body, key, what, slots) for key in ("from", "to"))
    ask = _plain_stem(reader, body.entries["ask"], f"the stem of {what}")
    if left is not None and left == right:
        reader.desk.error(body.entries["to"].place, "same-slot", f"{what} pairs '{left}' with itself; name two slots")
        return None
    return MatchSpec(left, right, ask, body.place) if left and right and ask else None


def _order(reader: Reader, node: Node | None, what: str, slots: Mapping[str, Slot]) -> OrderSpec | None:
    what = f"'order' of {what}"
    body = reader.desk.map(node, what) if node is not None else None
    if body is None or not reader.known_keys(body, keys.ORDER, what):
        return None
    by, show = (_slot_named(reader, body, key, what, slots) for key in ("by", "show"))
    ask = _plain_stem(reader, body.entries["ask"], f"the stem of {what}")
    if by is not None and slots[by].kind not in ("", DATE, PERIOD, YEAR, NUMBER):
        reader.desk.error(
            body.entries["by"].place, "wrong-kind",
            f"{what} goes by '{by}', which is a {slots[by].kind}; it must be a date, period, year or number",
        )  # fmt: skip
        return None
    if by is not None and "show" not in body.entries:
        left = [slot for slot in slots if slot != by]
        if len(left) != 1:
            reader.desk.error(
                body.place, "missing-key", f"{what} has no 'show'; name the slot to show: {', '.join(left)}"
            )
            return None
        show = left[0]
    if by is not None and by == show:
        reader.desk.error(body.entries["show"].place, "same-slot", f"{what} shows '{by}', which gives the order away")
        return None
    return OrderSpec(by, show, ask, body.place) if by and show and ask else None


def _rules(reader: Reader, body: Map, what: str) -> frozenset[str]:
    node = body.entries.get("rules")
    if node is None:
        return frozenset(RULES)
    rules: set[str] = set()
    for item in node.items if isinstance(node, List) else reader.desk.items(node, f"'rules' of {what}"):
        rule = reader.desk.string(item, f"a rule of {what}")
        if rule is None:
            continue
        if rule not in RULES:
            reader.desk.error(item.place, "unknown-rule", f"no rule '{rule}'{reader.desk.near(rule, RULES)}")
            continue
        rules.add(rule)
        if not any(key in body.entries for key in _NEEDS[rule].split(" or ")):
            reader.desk.warn(
                item.place,
                "rule-without-text",
                f"the rule '{rule}' makes nothing, since {what} has no {_NEEDS[rule]}",
            )
    return frozenset(rules)


def read_fact(
    reader: Reader,
    node: Node,
    relations: Mapping[str, Relation],
    entities: Entities,
    sources: Mapping[str, object],
) -> Fact | None:
    """A fact, or None after a problem."""
    body = reader.desk.map(node, "a fact")
    if body is None:
        return None
    relation = _relation_of(reader, body, relations)
    if relation is None:
        reader.broken.update(filter(None, [reader.id(body, "fact")]))
        return None
    get = body.entries.get
    values = _values(reader, get(relation.name), relation, entities)
    context = reader.desk.flag(get("context"), "'context'")
    explain = reader.optional_text(get("explain"), "the explanation")
    refs = reader.source_refs(get("source"), sources)
    ignore = reader.reasons(get("ignore"))
    given = reader.id(body, "fact")
    if values is None:
        reader.broken.update((given or relation.name, relation.name))
        return None
    if "id" not in body.entries and any(slot.kind == TEXT for slot in relation.slots.values()):
        reader.desk.error(
            body.place, "missing-key",
            f"a fact of '{relation.name}' has no 'id'; it holds a text, so write id: a-short-name",
        )  # fmt: skip
        reader.broken.add(relation.name)
        return None
    parts = (values[slot].key if slot in values else "" for slot in relation.slots)
    id_ = given or ":".join((relation.name, *parts))
    if "id" not in body.entries:
        reader.ids.append(("fact", id_, body.key_places[relation.name]))
    return Fact(
        id=id_, relation=relation.name, values=values, sources=refs,
        explain=explain, context=bool(context), ignore=ignore, place=body.place,
    )  # fmt: skip


def _relation_of(reader: Reader, body: Map, relations: Mapping[str, Relation]) -> Relation | None:
    named = [key for key, _ in body if key in relations]
    if len(named) > 1:
        place = body.key_places[named[1]]
        reader.desk.error(
            place,
            "two-relations",
            f"a fact is of one relation, not of '{named[0]}' and '{named[1]}'; write two facts",
        )
        return None
    unknown = [key for key, _ in body if key not in relations and key not in keys.FACT]
    if named:
        for key in unknown:
            reader.desk.error(
                body.key_places[key],
                "unknown-key",
                f"a fact has no key '{key}'{reader.desk.near(key, dict(keys.FACT))}",
            )
        return relations[named[0]]
    for key in unknown:
        if key not in reader.broken and "relations" not in reader.unsure:
            reader.desk.error(
                body.key_places[key], "unknown-relation", f"no relation '{key}'{reader.desk.near(key, relations)}"
            )
            reader.broken.update(filter(None, [closest(key, relations)]))
    if not unknown:
        reader.desk.error(body.place, "missing-key", "a fact names no relation; write relation: {slot: value, …}")
    return None


def _values(reader: Reader, node: Node | None, relation: Relation, entities: Entities) -> dict[str, Value] | None:
    body = reader.desk.map(node, f"the fact of '{relation.name}'") if node is not None else None
    if body is None:
        return None
    complete = True
    values: dict[str, Value] = {}
    for slot, _ in body:
        if slot not in relation.slots:
            complete = False
            reader.desk.error(
                body.key_places[slot], "unknown-slot",
                f"the relation '{relation.name}' has no slot '{slot}'{reader.desk.near(slot, relation.slots)}",
            )  # fmt: skip
    for slot, spec in relation.slots.items():
        if slot in body.entries:
            value = read_value(reader, body.entries[slot], spec, entities)
            complete = complete and value is not None
            if value is not None:
                values[slot] = value
        elif not spec.optional:
            complete = False
            reader.desk.error(body.place, "missing-slot", f"the fact leaves out the slot '{slot}'; write {slot}: …")
    return values if complete else None
