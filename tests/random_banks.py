"""Random banks as a teacher might write them, for Hypothesis: texts in YAML, with every trap in them."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from quizgen.bank.load import load_bank
from quizgen.model import Bank

PEOPLE = [
    "Ana", "Ana Lee", "Lee", "the Envoy", "Bo Park", "Park Jin", "the Park Ranger", "kai of Oslo", "Dr Moe", "Ines",
]  # fmt: skip
PLACES = ["Oslo", "the Oslo Hall", "Korea", "South Korea", "a harbour", "an inn", "The Hague", "Lima", "Park", "North"]
ALIASES = ["Park", "the minister", "Korea", "Lee", "Hall", "J. P.", "Oslo", "42", "Añá", "envoy"]
TEXTS = [
    {"en": "a new war", "id": "perang baru"},
    {"en": "an old war", "id": "perang lama"},
    {"en": "war", "id": "perang"},
    {"en": "a recent war", "id": "perang baru"},
    {"en": "peace in Oslo", "id": "damai di Oslo"},
    {"en": "A truce", "id": "Gencatan"},
]
NUMBERS = ["1", "3.5", "3.50", "10", "100", "1200", "12.25", "007", "7", "-3", "0", "0.05", "51740000", "2023"]
YEARS = ["2022", "2023", "2024", "999", "1"]
DAYS = [*(f"2023-01-{day}" for day in range(27, 32)), "2023-02-01", "2023-02-02", "2022-12-31", "2023-02-10"]
LITERALS = ("date", "period", "year", "number", "text")
_FOLDER = tempfile.TemporaryDirectory()


def load(tree: dict[str, Any]) -> Bank:
    """A bank by way of its file; JSON is YAML."""
    path = Path(_FOLDER.name) / "bank.yaml"
    path.write_text(json.dumps(tree, ensure_ascii=False, indent=1), encoding="utf-8")
    loaded = load_bank(path)
    assert loaded.bank is not None, loaded.problems
    assert loaded.usable, [str(problem) for problem in loaded.problems]
    return loaded.bank


@st.composite
def entities(draw: st.DrawFn, tidy: bool) -> dict[str, Any]:
    """People, places and things; some labels stand in two kinds, some aliases are two entities'.

    A tidy bank has more of them and fewer aliases.
    """
    made: dict[str, Any] = {}
    for kind, names in (("person", PEOPLE), ("place", PLACES), ("thing", [*PEOPLE[:3], *PLACES[:3]])):
        chosen = draw(
            st.lists(
                st.sampled_from(names), min_size=5 if tidy else 2, max_size=8 if kind != "thing" else 5, unique=True
            )
        )
        for at, name in enumerate(chosen):
            own: dict[str, Any] = {"kind": kind, "name": name}
            if draw(st.integers(0, 3)) == 0:
                own["name"] = {"en": name, "id": draw(st.sampled_from([f"Sang {name}", f"{name} itu"]))}
            if draw(st.integers(0, 5 if tidy else 1)) == 0:
                own["accept"] = draw(st.lists(st.sampled_from(ALIASES), min_size=1, max_size=2, unique=True))
            own["traits"] = draw(st.lists(st.sampled_from(["a", "b", "c"]), max_size=3, unique=True))
            made[f"{kind}-{at}"] = own
    return made


def _value(draw: st.DrawFn, kind: str, keys: dict[str, list[str]]) -> Any:
    match kind:
        case "date":
            return draw(st.sampled_from(DAYS))
        case "period":
            first, last = sorted((draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))))
            return first if first == last and draw(st.booleans()) else f"{first}/{last}"
        case "year":
            return draw(st.sampled_from(YEARS))
        case "number":
            return draw(st.sampled_from(NUMBERS))
        case "text":
            return draw(st.sampled_from(TEXTS))
        case _:
            return draw(st.sampled_from(keys[kind]))


def _own(draw: st.DrawFn, kind: str, keys: dict[str, list[str]], unused: dict[str, list[str]], tidy: bool) -> Any:
    if tidy and unused.get(kind) and draw(st.integers(0, 4)):
        return unused[kind].pop(0)
    return _value(draw, kind, keys)


def _stem(draw: st.DrawFn, opening: str, slots: list[str]) -> dict[str, str]:
    named = draw(st.lists(st.sampled_from(slots), max_size=2, unique=True)) if slots else []
    holes = "".join(f" {word} {{{slot}}}" for word, slot in zip(("with", "at"), named, strict=False))
    lure = draw(st.sampled_from(["", "", "", " in Korea", " (2023)"]))
    return {"en": f"{opening}{holes}{lure}?", "id": f"Pertanyaan: {opening}{holes}{lure}?"}


@st.composite
def relations(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A relation of two to four slots with texts for any of them."""
    slots: dict[str, str] = {}
    for at in range(draw(st.integers(2, 4))):
        kind = draw(st.sampled_from(["person", "place", "thing", "person", "place", *LITERALS, "date", "period"]))
        slots[f"s{at}"] = f"optional {kind}" if at and draw(st.booleans()) else kind
    made: dict[str, Any] = {"slots": slots, "topic": "t"}
    names = list(slots)
    for key, opening in (("ask", "What"), ("ask-one", "Which one"), ("ask-all", "Which ones")):
        asked = draw(st.lists(st.sampled_from(names), max_size=len(names), unique=True))
        if asked:
            made[key] = {
                slot: _stem(draw, f"{opening} {slot} in {name}", [each for each in names if each != slot])
                for slot in asked
            }
    says = draw(st.lists(st.permutations(names), max_size=2))
    if says:
        made["say"] = [
            {
                "en": f"{{{each[0]}}} goes{''.join(f' by {{{slot}}}' for slot in each[1:])}.",
                "id": f"{{{each[0]}}} pergi{''.join(f' dengan {{{slot}}}' for slot in each[1:])}.",
            }
            for each in (says[0][: draw(st.integers(1, len(names)))], *says[1:])
        ]
    if draw(st.integers(0, 3)):
        left, right = draw(st.permutations(names))[:2]
        ask = draw(st.sampled_from(["Pair them.", "Pair them.", "Pair them with Korea."]))
        made["match"] = {"from": left, "to": right, "ask": ask}
    timed = [slot for slot, kind in slots.items() if kind.split()[-1] in ("date", "period", "year", "number")]
    if timed and draw(st.integers(0, 3)):
        by = draw(st.sampled_from(timed))
        show = draw(st.sampled_from([slot for slot in names if slot != by]))
        ask = draw(st.sampled_from(["Order them.", "Order them from Oslo on."]))
        made["order"] = {"by": by, "show": show, "ask": ask}
    if draw(st.integers(0, 3)) == 0:
        made["open"] = "true"
    return made


@st.composite
def facts(
    draw: st.DrawFn, name: str, relation: dict[str, Any], keys: dict[str, list[str]], most: int, tidy: bool
) -> list[Any]:
    """Facts of one relation, no two with the same derived id; from few values, so that they meet.

    In a tidy bank most facts have entities of their own, so that there is something to match.
    """
    unused = {kind: list(own) for kind, own in keys.items()}
    made: list[Any] = []
    seen = set()
    for at in range(draw(st.integers(most // 3, most))):
        values = {
            slot: _own(draw, kind.removeprefix("optional "), keys, unused, tidy)
            for slot, kind in relation["slots"].items()
            if not (kind.startswith("optional ") and draw(st.integers(0, 2)) == 0)
        }
        id_ = json.dumps(values, sort_keys=True)
        if id_ in seen:
            continue
        seen.add(id_)
        fact: dict[str, Any] = {name: values, "source": draw(st.sampled_from(["page", "page#2", "other"]))}
        if any(kind.endswith("text") for kind in relation["slots"].values()):
            fact["id"] = f"{name}-{at}"
        if draw(st.integers(0, 4)) == 0:
            fact["context"] = "true"
        if draw(st.integers(0, 4)) == 0:
            fact["explain"] = {"en": f"Since {at}.", "id": f"Sebab {at}."}
        made.append(fact)
    return made


@st.composite
def trees(draw: st.DrawFn, most: int = 11) -> dict[str, Any]:
    """A whole bank of one or two relations."""
    tidy = draw(st.booleans())
    things = draw(entities(tidy))
    keys: dict[str, list[str]] = {"person": [], "place": [], "thing": []}
    for key, own in things.items():
        keys[own["kind"]].append(key)
    tree: dict[str, Any] = {
        "format": "1",
        "bank": "random",
        "title": "Random",
        "languages": ["en", "id"],
        "topics": {"t": "T"},
        "sources": {"page": {"cite": "A page", "place": "part {n}"}, "other": {"cite": "Another"}},
        "entities": things,
        "relations": {},
        "facts": [],
    }
    for at in range(draw(st.integers(1, 2))):
        relation = draw(relations(f"r{at}"))
        tree["relations"][f"r{at}"] = relation
        tree["facts"] += draw(facts(f"r{at}", relation, keys, most, tidy))
    return tree


def without_last(tree: dict[str, Any]) -> dict[str, Any]:
    """The bank without the fact at its end."""
    shorter = copy.deepcopy(tree)
    shorter["facts"].pop()
    return shorter
