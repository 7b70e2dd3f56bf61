"""An example of each key of a bank, by the name of the loader's table: an editor shows them, and so does the reference.

Each is a value as the key may have it; a test holds it to the key's own schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "BANK": {
        "format": 1,
        "bank": "capitals",
        "title": {"en": "Capitals", "id": "Ibu kota"},
        "languages": ["en", "id"],
        "author": "The geography teachers of our school",
        "licence": "CC-BY-4.0",
        "about": "The capitals of Europe, for year 7.",
        "topics": {"cities": "Cities", "rivers": "Rivers"},
        "sources": {"atlas": {"cite": "The school atlas", "place": "page {n}"}},
        "entities": {"oslo": {"kind": "city", "name": "Oslo"}},
        "relations": {"capital": {"slots": {"country": "country", "city": "city"}}},
        "facts": [{"capital": {"country": "norway", "city": "oslo"}}],
        "corrections": [{"at": "atlas#12", "prints": "Christiania", "right": "Oslo"}],
        "questions": [{"id": "q1", "kind": "true-false", "say": "Oslo is in Norway.", "truth": True}],
        "skip": ["fact-1/choice/city"],
        "retired": [{"id": "old-question", "kind": "choice"}],
        "ignore": {"unsourced": "our own knowledge"},
    },
    "SOURCE": {
        "cite": "A. Writer, The Atlas, 2023",
        "url": "https://example.org/atlas",
        "date": "2023-01-29",
        "place": "page {n}",
        "places": {"map3": "the third map"},
    },
    "ENTITY": {
        "kind": "city",
        "name": {"en": "Vienna", "id": "Wina"},
        "accept": ["Wien"],
        "traits": ["europe", "on-the-danube"],
        "about": "The capital of Austria.",
        "image": {"file": "img/vienna.jpg", "alt": "A wheel above the roofs of a city"},
        "ignore": {"longest-answer": "the name is that long"},
    },
    "IMAGE": {"file": "img/vienna.jpg", "alt": "A wheel above the roofs of a city"},
    "RELATION": {
        "topic": "cities",
        "slots": {"country": "country", "city": "city", "since": "optional year"},
        "say": "{city} is the capital of {country}.",
        "ask": {"city": "What is the capital of {country}?"},
        "ask-one": {"city": "Which of these cities lies in {country}?"},
        "ask-all": {"city": "Which of these cities lie in {country}? Choose all."},
        "match": {"from": "country", "to": "city", "ask": "Match each country with its capital."},
        "order": {"by": "since", "show": "city", "ask": "Put these capitals in order, the oldest first."},
        "rules": ["choice", "short"],
        "open": True,
        "ignore": {"clang": "the city is named after the country"},
    },
    "MATCH": {"from": "country", "to": "city", "ask": "Match each country with its capital."},
    "ORDER": {"by": "since", "show": "city", "ask": "Put these capitals in order, the oldest first."},
    "FACT": {
        "id": "norway",
        "source": ["atlas#12", "almanac"],
        "explain": "Until 1925 the city was called Kristiania.",
        "context": True,
        "ignore": {"unsourced": "everybody knows"},
    },
    "CORRECTION": {
        "at": "atlas#12",
        "prints": "Christiania",
        "right": "Oslo",
        "because": ["almanac"],
        "explain": "The city has had its old name again since 1925.",
        "facts": ["norway"],
    },
    "RETIRED": {"id": "old-question", "kind": "choice"},
    "DISTRACTOR": {"text": "Bergen", "because": "Bergen was the capital until about 1300."},
    "QUESTION": {
        "id": "capital-norway",
        "kind": "choice",
        "topic": "cities",
        "explain": "Until 1925 the city was called Kristiania.",
        "source": "atlas#12",
        "facts": ["norway"],
        "image": {"file": "img/oslo.jpg", "alt": "A white building by the sea"},
        "ignore": {"longest-answer": "the name is that long"},
        "ask": "What is the capital of Norway?",
        "say": "Oslo is the capital of Norway.",
        "truth": True,
        "text": "{{c1::Oslo}} is the capital of {{c2::Norway::a country}}.",
        "answer": "@oslo",
        "answers": ["Oslo", "Bergen"],
        "distractors": ["Stockholm", {"text": "Bergen", "because": "It was the capital until about 1300."}],
        "accept": ["Oslo by", "Kristiania"],
        "items": ["Viking Age", "Reformation", "Independence"],
        "pairs": [["Norway", "Oslo"], ["Austria", "Vienna"]],
        "extra": ["Bergen"],
    },
}

OF_KINDS: Mapping[str, Mapping[str, Any]] = {
    "select": {"ask": "Which of these cities lie in Norway? Choose all.", "distractors": ["Stockholm", "Vienna"]},
    "order": {"ask": "Put these times of Norway in order, the oldest first."},
    "match": {"ask": "Match each country with its capital."},
}
"""Where a kind of question is shown with another example than the rest: kind, key, value."""
