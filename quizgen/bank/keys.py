"""Which keys each part of a bank has: the loader checks by these tables, and the schema is made from them.

A value is True for a key without which the part says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

Keys = Mapping[str, bool]

BANK: Keys = {
    "format": True, "bank": True, "title": True, "languages": True, "author": False, "licence": False,
    "about": False, "topics": False, "sources": False, "entities": False, "relations": False,
    "facts": False, "corrections": False, "questions": False, "skip": False, "retired": False,
    "ignore": False,
}  # fmt: skip
SOURCE: Keys = {"cite": True, "url": False, "date": False, "place": False, "places": False}
ENTITY: Keys = {
    "kind": True, "name": True, "accept": False, "traits": False, "about": False, "image": False,
    "ignore": False,
}  # fmt: skip
IMAGE: Keys = {"file": True, "alt": True}
RELATION: Keys = {
    "topic": False, "slots": True, "say": False, "ask": False, "ask-one": False, "ask-all": False,
    "match": False, "order": False, "rules": False, "open": False, "ignore": False,
}  # fmt: skip
MATCH: Keys = {"from": True, "to": True, "ask": True}
ORDER: Keys = {"by": True, "show": False, "ask": True}
FACT: Keys = {"id": False, "source": False, "explain": False, "context": False, "ignore": False}
"""The keys beside the relation's name; so no relation may be called by one of them."""
CORRECTION: Keys = {
    "at": True, "prints": True, "right": True, "because": False, "explain": False, "facts": False,
}  # fmt: skip
RETIRED: Keys = {"id": True, "kind": True}
DISTRACTOR: Keys = {"text": True, "because": False}

_QUESTION: Keys = {
    "id": True, "kind": True, "topic": False, "explain": False, "source": False, "facts": False,
    "image": False, "ignore": False,
}  # fmt: skip
QUESTIONS: Mapping[str, Keys] = {
    "choice": {**_QUESTION, "ask": True, "answer": True, "distractors": True},
    "select": {**_QUESTION, "ask": True, "answers": True, "distractors": True},
    "true-false": {**_QUESTION, "say": True, "truth": True},
    "short": {**_QUESTION, "ask": True, "answer": True, "accept": False},
    "cloze": {**_QUESTION, "text": True},
    "order": {**_QUESTION, "ask": True, "items": True},
    "match": {**_QUESTION, "ask": True, "pairs": True, "extra": False},
}
"""The keys of a hand-written question, by its kind."""

QUESTION_KEYS: frozenset[str] = frozenset().union(*QUESTIONS.values())
