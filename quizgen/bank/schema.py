"""The JSON Schema of a bank, made from the loader's own tables, so that editors complete and check.

Which keys there are and which are needed stands in ``keys``; here stands what each of them holds and
what it is for. A key that has no entry here is a KeyError, and a test finds it. What only the whole
bank can tell (an unknown topic, a language left out) stays the loader's to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizgen.bank import keys
from quizgen.bank.read import FORMAT
from quizgen.bank.schema_examples import EXAMPLES, OF_KINDS
from quizgen.model import KINDS, LITERAL_KINDS, RULES

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LANGUAGE = r"^\s*[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\s*$"
_LINE = r"^\s*\S[^\n]*\s*$"
_NAME = r"^\s*[^\s!-/:-@\[-^`{-~][^\t\n\r!-,/:-@\[-^`{-~]*\s*$"
_FLAG = r"^\s*([Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Oo][Nn]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo]|[Oo][Ff][Ff])\s*$"
_HOLDS_N = r"\{\s*n\s*\}"


def bank_schema() -> Schema:
    """The schema of a bank file."""
    return {
        "$schema": _DIALECT,
        "title": "A quizgen bank",
        "description": "Facts and questions from which quizgen makes quizzes, Anki decks and papers.",
        **_part("BANK", keys.BANK),
        "$defs": _definitions(),
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _any(*shapes: Schema) -> Schema:
    return {"anyOf": list(shapes)}


def _scalar(pattern: str, **more: Any) -> Schema:
    """One value that is not empty; the loader reads figures and true as the text that was typed."""
    return {"type": ["string", "number", "boolean"], "pattern": pattern, **more}


def _list(item: Schema, least: int = 0, **more: Any) -> Schema:
    return {"type": "array", "items": item, **({"minItems": least} if least else {}), **more}


def _map(value: Schema, name: str = r"\S", **more: Any) -> Schema:
    """Values under names that the teacher chooses."""
    return {"type": "object", "propertyNames": {"pattern": name}, "additionalProperties": value, **more}


def _or_nothing(shape: Schema) -> Schema:
    """Also the bare key, as it stands in a bank that has just been begun."""
    return _any(shape, {"type": "null"})


def _some(item: Schema) -> Schema:
    """A list, or one alone."""
    return _any(item, _list(item), {"type": "null"})


def _part(name: str, table: keys.Keys, told: str = "") -> Schema:
    """A mapping with the keys of one of the loader's tables."""
    shapes = _SHAPES[name]
    properties = {
        key: {**shapes[key][0], "description": shapes[key][1], "examples": [EXAMPLES[name][key]]} for key in table
    }
    needed = [key for key, is_needed in table.items() if is_needed]
    return {
        "type": "object",
        **({"description": told} if told else {}),
        "properties": properties,
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
    }


_TEXT = _ref("text")
_WORD = _scalar(_LINE)
_OPTION = _ref("option")
_TRUTH = _ref("flag")
_IGNORE = (_ref("ignore"), "Checks to silence here: the name of the check, and the reason why.")
_EXPLAIN = (_TEXT, "Told after the answer: why it is so.")
_SOURCE = (_some(_WORD), "Where it is stated: a key of 'sources', # and the place, as in atlas#12; or a list of them.")
_IMAGE = (_ref("image"), "A picture to show.")
_RESTS_ON = (_some(_WORD), "The ids of the facts that it rests on.")
_TOPIC = (_WORD, "One of the topics of this bank.")

_SHAPES: Mapping[str, Mapping[str, tuple[Schema, str]]] = {
    "BANK": {
        "format": ({"enum": [int(FORMAT), FORMAT]}, f"The version of this format: always {FORMAT}."),
        "bank": (_scalar(_NAME), "The bank's own name. Learners' progress hangs on it: never change it."),
        "title": (_TEXT, "The title, as learners see it."),
        "languages": (
            _any(_scalar(_LANGUAGE), _list(_scalar(_LANGUAGE), 1, uniqueItems=True)),
            "The languages that every text is written in, as short codes; the first is the default: [en, id].",
        ),
        "author": (_TEXT, "Who wrote the bank."),
        "licence": (_WORD, "What others may do with it, such as CC-BY-4.0."),
        "about": (_TEXT, "What the bank is about, in a sentence or two."),
        "topics": (_or_nothing(_map(_TEXT)), "The topics: a short key, and the name that learners see."),
        "sources": (_or_nothing(_map(_ref("source"))), "Where the facts are stated, by a short key."),
        "entities": (_or_nothing(_map(_ref("entity"))), "The people, places and things of the facts, by a short key."),
        "relations": (
            _or_nothing(
                {**_map(_ref("relation")), "propertyNames": {"pattern": r"\S", "not": {"enum": sorted(keys.FACT)}}}
            ),
            "Patterns that turn each fact into questions, by a name of your choice.",
        ),
        "facts": (_or_nothing(_list(_ref("fact"))), "What is true, one line or two each."),
        "corrections": (_or_nothing(_list(_ref("correction"))), "Slips in a source, taught instead of repeated."),
        "questions": (_or_nothing(_list(_ref("question"))), "Questions that you write yourself."),
        "skip": (_or_nothing(_list(_WORD)), "Ids of generated questions that are not wanted."),
        "retired": (_or_nothing(_list(_ref("retired"))), "Questions that are asked no more; learners' decks are told."),
        "ignore": _IGNORE,
    },
    "SOURCE": {
        "cite": (_TEXT, "How the source is named to learners: author, title, year."),
        "url": ({"type": "string", "pattern": r"^\s*https?://\S+\s*$"}, "Its address, in full: https://…"),
        "date": (
            {"type": "string", "pattern": r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$"},
            "Its day, written year-month-day: 2023-01-29.",
        ),
        "place": (_ref("place"), 'How a numbered place in it is named: "page {n}".'),
        "places": (_or_nothing(_map(_TEXT)), "Places in it that have a name instead of a number."),
    },
    "ENTITY": {
        "kind": (
            {**_WORD, "not": {"enum": list(LITERAL_KINDS)}},
            "Any word: person, city … Slots and wrong answers go by it.",
        ),
        "name": (_TEXT, "The name as it stands inside a sentence: the Indian Ocean."),
        "accept": (_ref("forms"), "Other typed answers that are right; a list, or a list per language."),
        "traits": (_some(_WORD), "Words of your choice. The more two of a kind share, the better one distracts."),
        "about": (_TEXT, "One line on it, for the glossary."),
        "image": _IMAGE,
        "ignore": _IGNORE,
    },
    "IMAGE": {
        "file": (_WORD, "The file, in the bank's folder: png, jpg, gif, webp or svg."),
        "alt": (_TEXT, "What the picture shows, for those who cannot see it."),
    },
    "RELATION": {
        "topic": (_WORD, "The topic of its questions, one of this bank's."),
        "slots": (
            _map(_WORD, minProperties=1),
            "What goes into each slot: a kind of entity, or "
            + ", ".join(LITERAL_KINDS)
            + '; with "optional" before it, a fact may leave the slot out.',
        ),
        "say": (
            _any(_TEXT, _list(_TEXT)),
            "The fact as a sentence: {slot} stands for a slot. Makes cloze and true-false.",
        ),
        "ask": (_map(_TEXT), "For each slot the question that asks for it; it may name the other slots."),
        "ask-one": (_map(_TEXT), 'Questions of the form "Which of these …?", where several answers may be right.'),
        "ask-all": (_map(_TEXT), 'Questions of the form "Which of these …? Choose all."'),
        "match": (_ref("match"), "One exercise that pairs two slots."),
        "order": (_ref("order"), "One exercise that puts facts in order."),
        "rules": (
            _some({"enum": list(RULES)}),
            "Which kinds of question to make; left out: all for which there are texts.",
        ),
        "open": (_TRUTH, "true: there is more than these facts say, so only values known here may be wrong answers."),
        "ignore": _IGNORE,
    },
    "MATCH": {
        "from": (_WORD, "The slot on the left."),
        "to": (_WORD, "The slot on the right."),
        "ask": (_TEXT, "What the learner is to do."),
    },
    "ORDER": {
        "by": (_WORD, "The slot that gives the order: a date, period, year or number."),
        "show": (_WORD, "The slot that is shown; needless where one other is left."),
        "ask": (_TEXT, "What the learner is to do."),
    },
    "FACT": {
        "id": (_WORD, "A name of its own; it keeps the questions' identity when the fact is mended."),
        "source": _SOURCE,
        "explain": _EXPLAIN,
        "context": (_TRUTH, "true: never asked, but it keeps a true value from being offered as wrong."),
        "ignore": _IGNORE,
    },
    "CORRECTION": {
        "at": (_any(_WORD, _list(_WORD, 1, maxItems=1)), "Where the slip stands: a source, # and the place."),
        "prints": (_TEXT, "What the source prints."),
        "right": (_TEXT, "What is right."),
        "because": (_some(_WORD), "The sources that show it."),
        "explain": _EXPLAIN,
        "facts": (_some(_WORD), "The ids of the facts that it concerns; left out: all that cite the place."),
    },
    "RETIRED": {
        "id": (_WORD, "The question's id."),
        "kind": ({"enum": list(KINDS)}, "The kind that it was."),
    },
    "DISTRACTOR": {
        "text": (_any(_TEXT, _WORD), 'The text, or an entity: "@key".'),
        "because": (_TEXT, "Why one may think so, and why it is wrong."),
    },
    "QUESTION": {
        "id": (_WORD, "A name of its own. Learners' progress hangs on it: change the wording, never the id."),
        "kind": ({"enum": list(KINDS)}, "What kind of question it is."),
        "topic": _TOPIC,
        "explain": _EXPLAIN,
        "source": _SOURCE,
        "facts": _RESTS_ON,
        "image": _IMAGE,
        "ignore": _IGNORE,
        "ask": (_TEXT, "What is asked."),
        "say": (_TEXT, "The statement to be judged."),
        "truth": (_TRUTH, "Whether the statement is true."),
        "text": (_TEXT, 'The sentence, with its gaps marked: "The capital is {{c1::Oslo::a hint}}."'),
        "answer": (_OPTION, 'The right answer: a text, or an entity: "@key".'),
        "answers": (_list(_OPTION, 1), "All the right answers, a line each."),
        "distractors": (_list(_OPTION, 1), "Wrong answers, a line each; two good ones are enough."),
        "accept": (_ref("forms"), "Other typed answers that are right; a list, or a list per language."),
        "items": (_list(_OPTION, 2), "The things to put in order, in the right order."),
        "pairs": (
            _list({"type": "array", "items": _OPTION, "minItems": 2, "maxItems": 2}, 2),
            "What belongs together: a line each, [left, right].",
        ),
        "extra": (_list(_OPTION, 1), "Things on the right that belong to nothing."),
    },
}
"""What each key holds and what it is for, by the name of the loader's table."""


_KINDS: Mapping[str, str] = {
    "choice": "One answer is right; the options are mixed for the learner.",
    "select": "Several answers are right, and the learner is to find all of them.",
    "true-false": "A statement that is true or false.",
    "short": "A typed answer. Case, accents, articles and small typing errors are forgiven.",
    "cloze": "A text with gaps, marked as in Anki.",
    "order": "Things to put in order.",
    "match": "Things on the left to be paired with things on the right.",
}
"""What each kind of question is."""


def _definitions() -> Schema:
    per_language = {"pattern": _LANGUAGE}
    option = _part("DISTRACTOR", keys.DISTRACTOR, "A wrong answer with the reason why it is wrong.")
    return {
        "text": {
            **_any(
                _scalar(r"\S"),
                {
                    "type": "object",
                    "propertyNames": per_language,
                    "additionalProperties": _scalar(r"\S"),
                    "minProperties": 1,
                },
            ),
            "description": "A text, the same in every language; or one for each: {en: …, id: …}.",
        },
        "place": {
            **_any(_scalar(_HOLDS_N), _map(_scalar(_HOLDS_N), _LANGUAGE, minProperties=1)),
            "description": 'How a numbered place is read out, the same in every language or one for each: "page {n}".',
        },
        "flag": {
            **_any({"enum": [True, False]}, {"type": "string", "pattern": _FLAG}),
            "description": "Yes or no: true, yes, on; or false, no, off.",
        },
        "forms": {
            **_any(_ref("form-list"), _map(_ref("form-list"), _LANGUAGE)),
            "description": "Typed answers that are right: a list for every language, or {en: [Korea], id: [Korea]}.",
        },
        "form-list": {
            **_any(_WORD, _list(_any(_WORD, _map(_scalar(r"\S"), _LANGUAGE, minProperties=1))), {"type": "null"}),
            "description": "Typed answers that are right, one or a list.",
        },
        "ignore": {
            **_map(_WORD),
            "description": "The name of an item-writing check, and the reason why it is wrong here.",
        },
        "image": _part("IMAGE", keys.IMAGE, "A picture, and what it shows."),
        "option": {
            **_any(_TEXT, option),
            "description": 'A text, an entity ("@oslo"), or {text: …, because: …} with the reason why it is wrong.',
        },
        "source": _part("SOURCE", keys.SOURCE, "A source: how it is named, and where in it a thing stands."),
        "entity": _part("ENTITY", keys.ENTITY, "A person, a place, a thing: what answers are made of."),
        "relation": _part("RELATION", keys.RELATION, "A pattern: its slots, and the texts that say it and ask for it."),
        "match": _part("MATCH", keys.MATCH, "One exercise that pairs what stands in two slots."),
        "order": _part("ORDER", keys.ORDER, "One exercise that puts facts in order."),
        "fact": _fact(),
        "correction": _part(
            "CORRECTION", keys.CORRECTION, "A slip in a source, set right on the questions that cite it."
        ),
        "retired": _part("RETIRED", keys.RETIRED, "A question that is asked no more."),
        "question": _question(),
        **{f"{kind}-question": _kind(kind, table) for kind, table in keys.QUESTIONS.items()},
    }


def _fact() -> Schema:
    """A fact's own key is its relation's name, which only the bank knows: any mapping of slots."""
    return {
        **_part("FACT", keys.FACT),
        "description": "One fact: its relation with a value for each slot, and where it is stated.",
        "additionalProperties": {
            "type": "object",
            "additionalProperties": _TEXT,
            "description": "The name of its relation, and a value for each of the relation's slots.",
            "examples": [EXAMPLES["BANK"]["facts"][0]["capital"]],
        },
        "not": {"propertyNames": {"enum": sorted(keys.FACT)}},
    }


def _question() -> Schema:
    """The kind decides which keys there are."""
    return {
        "type": "object",
        "description": "A question that you write yourself; its kind decides which keys it has.",
        "properties": {
            key: {**shape, "description": told, "examples": [EXAMPLES["QUESTION"][key]]}
            for key, (shape, told) in _SHAPES["QUESTION"].items()
            if key in ("id", "kind")
        },
        "required": ["id", "kind"],
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": _ref(f"{kind}-question"),
            }
            for kind in keys.QUESTIONS
        ],
    }


def _kind(kind: str, table: keys.Keys) -> Schema:
    shape = _part("QUESTION", table, _KINDS[kind])
    for key, example in OF_KINDS.get(kind, {}).items():
        shape["properties"][key]["examples"] = [example]
    shape["properties"]["kind"] = {"const": kind, "description": _SHAPES["QUESTION"]["kind"][1]}
    return shape
