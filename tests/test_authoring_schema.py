"""The schema of a bank: made from the loader's tables, and of one mind with the loader where a schema can speak."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from quizgen.bank import keys
from quizgen.bank.load import load_bank
from quizgen.bank.schema import _SHAPES, bank_schema
from quizgen.errors import Level
from tests.printed import png
from tests.run import FLAGSHIP, REPOSITORY, quizgen

STARTERS = REPOSITORY / "quizgen" / "starter"
NOTHING = "\0nothing"
"""Stands for a key with nothing behind it."""

NOT_FOR_A_SCHEMA = {
    "unknown-language", "missing-language", "duplicate-language", "unknown-topic", "unknown-source", "unknown-place",
    "unknown-entity", "unknown-fact", "unknown-slot", "unknown-relation", "two-relations", "missing-slot",
    "slots-differ", "bad-template", "bad-cloze", "no-deletion", "deletions-differ", "stem-gives-slot", "same-slot",
    "wrong-kind", "duplicate-option", "duplicate-name", "duplicate-id", "bad-date", "bad-year", "bad-number",
    "bad-period", "period-reversed", "image-missing", "image-type", "image-outside",
}  # fmt: skip
"""What only the whole bank, the calendar or the disk can tell."""

PNG = png()

SAMPLE: dict[str, Any] = {
    "format": 1,
    "bank": "sample",
    "title": "A sample",
    "languages": ["en"],
    "author": "A teacher",
    "licence": "CC-BY-4.0",
    "about": {"en": "Every key once."},
    "topics": {"t": "Topic"},
    "sources": {
        "s": {
            "cite": "A book",
            "url": "https://example.org/",
            "date": "2023-01-29",
            "place": "page {n}",
            "places": {"h1": "heading"},
        }
    },
    "entities": {
        "japan": {"kind": "country", "name": "Japan", "accept": ["Nippon"], "traits": ["asia"], "about": "Islands",
                  "image": {"file": "a.png", "alt": "A flag"}, "ignore": {"longest-answer": "why"}},
        "norway": {"kind": "country", "name": "Norway", "accept": {"en": ["Norge"]}, "traits": "europe"},
        "tokyo": {"kind": "city", "name": "Tokyo"},
        "oslo": {"kind": "city", "name": "Oslo"},
    },
    "relations": {
        "capital": {
            "topic": "t",
            "slots": {"country": "country", "city": "city", "year": "optional year"},
            "say": ["{city} is the capital of {country}."],
            "ask": {"city": "What is the capital of {country}?"},
            "ask-one": {"city": "Which of these is the capital of {country}?"},
            "ask-all": {"city": "Which of these are capitals of {country}?"},
            "match": {"from": "country", "to": "city", "ask": "Match."},
            "order": {"by": "year", "show": "country", "ask": "Put in order."},
            "rules": ["choice", "short"],
            "open": True,
            "ignore": {"clang": "why"},
        }
    },
    "facts": [
        {"capital": {"country": "japan", "city": "tokyo", "year": 1868}, "id": "f1", "source": ["s#1"],
         "explain": "So.", "context": "no", "ignore": {"clang": "why"}},
        {"capital": {"country": "norway", "city": "oslo"}, "source": "s#2"},
    ],
    "corrections": [
        {"at": "s#1", "prints": "1867", "right": "1868", "because": ["s"], "explain": "So.", "facts": ["f1"]}
    ],
    "questions": [
        {"id": "q1", "kind": "choice", "topic": "t", "explain": "So.", "source": "s#3", "facts": "f1",
         "image": {"file": "a.png", "alt": "A flag"}, "ignore": {"clang": "why"}, "ask": "Which?",
         "answer": "@tokyo", "distractors": [{"text": "Kyoto", "because": "Once."}, {"en": "Osaka"}, "@oslo"]},
        {"id": "q2", "kind": "select", "ask": "Which?", "answers": ["a", "b"], "distractors": ["c"]},
        {"id": "q3", "kind": "true-false", "say": "It is so.", "truth": True},
        {"id": "q4", "kind": "short", "ask": "Who?", "answer": {"en": "Me"}, "accept": [{"en": "I"}, "myself"]},
        {"id": "q5", "kind": "cloze", "text": "It is {{c1::so}}."},
        {"id": "q6", "kind": "order", "ask": "Order.", "items": ["one", "two"]},
        {"id": "q7", "kind": "match", "ask": "Match.", "pairs": [["a", "b"], ["c", "d"]], "extra": ["e"]},
    ],
    "skip": ["capital/short/city/japan"],
    "retired": [{"id": "old", "kind": "choice"}],
    "ignore": {"pair": "why"},
}  # fmt: skip


class Core(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as editors read it, version 1.2: true and false, figures, nothing; all else is text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("(?:null|~|)$"), ["n", "~", ""])


def as_editors_read(text: str) -> Any:
    """A file's tree with keys as text, as JSON has them."""

    def keyed(node: Any) -> Any:
        if isinstance(node, dict):
            return {str(key): keyed(value) for key, value in node.items()}
        return [keyed(item) for item in node] if isinstance(node, list) else node

    return keyed(yaml.load(text, Loader=Core))


@lru_cache(maxsize=1)
def validator() -> Draft202012Validator:
    """The schema, ready to judge."""
    return Draft202012Validator(bank_schema())


def complaints(tree: Any) -> list[str]:
    """What the schema has against a tree."""
    return [f"{error.json_path}: {error.message}" for error in validator().iter_errors(tree)]


def as_yaml(tree: Any) -> str:
    """A tree as YAML in one line."""
    return json.dumps(tree).replace(json.dumps(NOTHING), "")


def loader_says(tree: Any, folder: Path) -> set[str]:
    """The codes of the loader's errors."""
    path = folder / "bank.yaml"
    path.write_text(as_yaml(tree), encoding="utf-8")
    (folder / "a.png").write_bytes(PNG)
    errors = [problem for problem in load_bank(path).problems if problem.level is Level.ERROR]
    slots = {problem for problem in errors if problem.code == "unknown-kind" and "the slot" in problem.message}
    return {"unknown-slot" if problem in slots else problem.code for problem in errors}


def paths(tree: Any, begun: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a tree, but for what stands in the sample for others' sake."""
    if begun[:2] in (("entities", "tokyo"), ("entities", "oslo"), ("facts", 1)):
        return
    yield begun
    for key, child in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from paths(child, (*begun, key))


def at(tree: Any, path: tuple[Any, ...]) -> Any:
    """What stands at a place."""
    for key in path:
        tree = tree[key]
    return tree


def changed(path: tuple[Any, ...], value: Any) -> Any:
    """The sample with another value at a place."""
    tree = deepcopy(SAMPLE)
    at(tree, path[:-1])[path[-1]] = value
    return tree


def differences(changes: Iterator[tuple[str, Any]], folder: Path) -> list[str]:
    """Where the schema refuses what the loader takes, or takes what it could refuse."""
    found = []
    for name, tree in changes:
        refused, codes = not validator().is_valid(as_editors_read(as_yaml(tree))), loader_says(tree, folder)
        if (refused and not codes) or (codes - NOT_FOR_A_SCHEMA and not refused):
            found.append(f"{name}: the schema {'refuses' if refused else 'takes'} it, the loader says {sorted(codes)}")
    return found


def test_the_schema_is_a_schema_and_the_command_prints_it(tmp_path: Path) -> None:
    """2020-12, on standard output or in a file, with the line that an editor needs."""
    Draft202012Validator.check_schema(bank_schema())
    ran = quizgen("schema", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == bank_schema()
    written = quizgen("schema", "-o", "quizgen.schema.json", folder=tmp_path)
    assert written.code == 0
    assert "# yaml-language-server: $schema=quizgen.schema.json" in written.err
    assert json.loads((tmp_path / "quizgen.schema.json").read_text(encoding="utf-8")) == bank_schema()


def test_every_key_of_the_loaders_tables_is_told_in_words_and_no_other() -> None:
    """A key that is added to a table and not described here is found here, and so is one that was taken out."""
    tables = {name: set(getattr(keys, name)) for name in _SHAPES if name != "QUESTION"}
    tables["QUESTION"] = set(keys.QUESTION_KEYS)
    assert {name: set(shapes) for name, shapes in _SHAPES.items()} == tables
    assert all(len(told.split()) > 2 for shapes in _SHAPES.values() for _, told in shapes.values())


PLANETS = REPOSITORY / "docs" / "examples" / "planets.yaml"


@pytest.mark.parametrize(
    "path", [FLAGSHIP, PLANETS, STARTERS / "en.yaml", STARTERS / "id.yaml"], ids=lambda path: path.name
)
def test_the_banks_that_come_along_are_valid(path: Path) -> None:
    """Whatever the loader takes, an editor does not underline."""
    assert complaints(as_editors_read(path.read_text(encoding="utf-8"))) == []


def test_the_bank_of_the_readme_is_valid() -> None:
    """So is the smallest bank."""
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    for block in re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL):
        assert complaints(as_editors_read(block)) == []


def test_a_bank_with_every_key_is_taken_by_both(tmp_path: Path) -> None:
    """The sample of these tests holds each key of each table."""
    assert complaints(as_editors_read(as_yaml(SAMPLE))) == []
    assert loader_says(SAMPLE, tmp_path) == set()
    used = {key for path in paths(SAMPLE) for key in path if isinstance(key, str)}
    tables = [keys.BANK, keys.SOURCE, keys.ENTITY, keys.IMAGE, keys.RELATION, keys.MATCH, keys.ORDER, keys.FACT]
    tables += [keys.CORRECTION, keys.RETIRED, keys.DISTRACTOR, *keys.QUESTIONS.values()]
    assert {key for table in tables for key in table} <= used


def test_both_refuse_a_key_that_is_missing(tmp_path: Path) -> None:
    """Each key of the sample is taken out, one at a time."""

    def without() -> Iterator[tuple[str, Any]]:
        for path in paths(SAMPLE):
            if path and isinstance(path[-1], str) and path[-1] != "show":  # needed or not as the slots are many
                tree = deepcopy(SAMPLE)
                del at(tree, path[:-1])[path[-1]]
                yield f"without {path}", tree

    assert "\n".join(differences(without(), tmp_path)) == ""


def test_both_refuse_a_key_that_is_unknown(tmp_path: Path) -> None:
    """Into each mapping comes one key more."""

    def with_more() -> Iterator[tuple[str, Any]]:
        for path in paths(SAMPLE):
            if isinstance(at(SAMPLE, path), dict):
                for key, value in (("nonsense", "x"), ("Id", "x"), ("text", "x")):
                    if key not in at(SAMPLE, path):
                        tree = deepcopy(SAMPLE)
                        at(tree, path)[key] = value
                        yield f"{key} in {path}", tree

    assert "\n".join(differences(with_more(), tmp_path)) == ""


@pytest.mark.parametrize(
    "value",
    [
        NOTHING, "", "x", ["x"], {}, {"en": "x"},
        *(pytest.param(value, marks=pytest.mark.long) for value in ({"en": ["x"]}, "two\nlines", {"x": {}})),
    ],
    ids=json.dumps,
)  # fmt: skip
def test_both_refuse_a_value_of_the_wrong_shape(tmp_path: Path, value: object) -> None:
    """In place of each value of the sample stands another."""

    def replaced() -> Iterator[tuple[str, Any]]:
        for path in paths(SAMPLE):
            kind_of_slot_tells = path[:1] == ("facts",) and len(path) == 4
            if path and not (value == NOTHING and isinstance(path[-1], int)) and not kind_of_slot_tells:
                yield f"{value!r} at {path}", changed(path, value)

    assert "\n".join(differences(replaced(), tmp_path)) == ""
