"""``docs/reference-format.md``: every key of a bank as a page, made from the schema that editors use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from quizgen.bank import keys
from quizgen.bank.dump import name, quoted
from quizgen.bank.schema import Schema, bank_schema

_HEAD = """\
# Every key of a bank

What may stand in a bank, part by part, for looking up. [The guide](bank-format.md) explains it in order and with whole
banks as examples. Keys in **bold** are needed; the others may be left out.

The same is in the JSON Schema that `quizgen schema` prints, so that an editor can complete keys and explain them
([let the editor help](authoring.md#let-the-editor-help)). Some things only `quizgen check` can tell: a topic that does
not exist, a language left out, a day that is none.

This page is made from the schema by `python docs/make_reference.py`.
"""

_PARTS: tuple[tuple[str, str, str], ...] = (
    ("", "The bank", "the-top-of-the-file"),
    ("source", "A source", "topics-and-sources"),
    ("entity", "An entity", "entities"),
    ("relation", "A relation", "relations"),
    ("match", "A match of a relation", "relations"),
    ("order", "An order of a relation", "relations"),
    ("fact", "A fact", "facts"),
    ("correction", "A correction", "corrections"),
    ("question", "A question", "questions-written-by-hand"),
    ("option", "An option", "questions-written-by-hand"),
    ("image", "A picture", "images"),
    ("retired", "A retired question", "skip-retire-ignore"),
)
"""A definition of the schema, its heading here, and where in the guide it is explained."""

_VALUES: Mapping[str, tuple[str, str]] = {
    "text": ("A text", "texts"),
    "flag": ("Yes or no", "texts"),
    "forms": ("Accepted answers", "entities"),
    "ignore": ("Silenced checks", "skip-retire-ignore"),
    "place": ("The name of a place", "topics-and-sources"),
}
"""The kinds of value that have a name."""

_SHORT = {
    "text": "text",
    "flag": "yes or no",
    "forms": "accepted answers",
    "ignore": "checks and reasons",
    "place": "text with `{n}`",
    "option": "option",
}
"""How a kind of value is called in a table."""


def page() -> str:
    """The whole page as Markdown."""
    schema = bank_schema()
    definitions = schema["$defs"]
    parts = [_HEAD]
    for each, heading, anchor in _PARTS:
        shape = definitions.get(each, schema)
        table = _OWN[each](definitions) if each in _OWN else _table(shape)
        told = f"{shape['description']} " if each else ""
        parts.append(f"## {heading}\n\n{told}{_guide(anchor)}\n\n{table}")
    return "\n".join((*parts, *_values(definitions)))


def _question(definitions: Schema) -> str:
    """The keys that all questions have, then those of each kind."""
    kinds = {kind: definitions[f"{kind}-question"] for kind in keys.QUESTIONS}
    first = next(iter(kinds.values()))
    common = [key for key in first["properties"] if all(key in each["properties"] for each in kinds.values())]
    everywhere = {**first, "properties": {key: first["properties"][key] for key in common}}
    everywhere["properties"]["kind"] = definitions["question"]["properties"]["kind"]
    text = _table(everywhere)
    for kind, shape in kinds.items():
        own = {key: value for key, value in shape["properties"].items() if key not in common}
        text += f"\n### Of the kind {kind}\n\n{shape['description']}\n\n{_table({**shape, 'properties': own})}"
    return text


def _option(definitions: Schema) -> str:
    return _table(definitions["option"]["anyOf"][1])


_OWN: Mapping[str, Callable[[Schema], str]] = {"question": _question, "option": _option}
"""The parts that are more than one mapping."""


def _guide(anchor: str) -> str:
    return f"[In the guide](bank-format.md#{anchor})."


def _table(shape: Schema) -> str:
    """The keys of a mapping: what each may hold, what it is for, and an example."""
    needed = shape.get("required", ())
    rows = [
        f"| {f'**`{key}`**' if key in needed else f'`{key}`'} | {_cell(_said(each))} | {_cell(each['description'])} "
        f"| {_cell(_example(each))} |"
        for key, each in shape["properties"].items()
    ]
    free = shape.get("additionalProperties")
    if free:
        rows.insert(0, f"| **its relation** | name: value | {free['description']} | {_example(free)} |")
    return "\n".join(("| key | value | what it is for | example |", "|---|---|---|---|", *rows, ""))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _example(shape: Schema) -> str:
    return " · ".join(f"`{written(each)}`" for each in shape.get("examples", ()))


def written(value: Any) -> str:
    """A value on one line of YAML, as the loader reads it back."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name(str(key))}: {written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return name(value) if isinstance(value, str) and not re.fullmatch(r"[\w-]+(#\w+)?", value) else str(value)


def _said(shape: Schema) -> str:
    """What a value may be, in words."""
    if "$ref" in shape:
        return _linked(shape["$ref"].rpartition("/")[2])
    if "anyOf" in shape:
        first, *others = shape["anyOf"]
        if others and others[0].get("items") == first:
            return f"{_said(first)}; or a list"
        return " or ".join(dict.fromkeys(_said(each) for each in shape["anyOf"] if each != {"type": "null"}))
    if "const" in shape:
        return f"`{shape['const']}`"
    if "enum" in shape:
        return ", ".join(f"`{each}`" for each in dict.fromkeys(str(each) for each in shape["enum"]))
    if shape["type"] == "array":
        least = shape.get("minItems", 0)
        if shape.get("maxItems") == least:
            return f"[{', '.join([_said(shape['items'])] * least)}]"
        return f"list of {_said(shape['items'])}{f', {least} or more' if least > 1 else ''}"
    if shape["type"] == "object":
        return f"name: {_said(shape['additionalProperties'])}"
    return "address" if "https?" in shape.get("pattern", "") else "line"


def _linked(definition: str) -> str:
    headings = {**{each: heading for each, heading, _ in _PARTS}, **{key: each for key, (each, _) in _VALUES.items()}}
    anchor = headings[definition].lower().replace(" ", "-")
    return f"[{_SHORT.get(definition, definition)}](#{anchor})"


def _values(definitions: Schema) -> Iterator[str]:
    yield "## Values\n\nWhat some keys hold has a name of its own.\n"
    for definition, (heading, anchor) in _VALUES.items():
        yield f"### {heading}\n\n{definitions[definition]['description']} {_guide(anchor)}\n"
    yield (
        f"### A line\n\nA text on one line, the same in every language. Figures, days and words such as {quoted('no')} "
        f"stay as they were typed. {_guide('texts')}\n"
    )
