"""What a note, a card, a deck and a picture are called, for ever: all from identity, nothing from wording or clock."""

from __future__ import annotations

import base64
import hashlib
from json.encoder import encode_basestring_ascii

_IDS_BEGIN = 1_262_304_000_000
"""2010-01-01 in milliseconds: Anki's ids are times, and one that lies ahead of the clock is rewritten."""

_IDS_SPAN = 315_360_000_000
"""Ten years of milliseconds, all of them past."""


_BEGUN = {word: hashlib.sha256(f'["quizgen", "{word}"'.encode("ascii")) for word in ("note", "deck", "row", "rank")}
"""What is hashed -> the hash of how its list begins."""


def _digest(word: str, *parts: str) -> bytes:
    """A hash of some strings that no other list of strings gives: of ``json.dumps(["quizgen", word, *parts])``."""
    begun = _BEGUN[word].copy()
    begun.update(f", {', '.join(map(encode_basestring_ascii, parts))}]".encode("ascii"))
    return begun.digest()


def note_guid(bank_id: str, question_id: str, language: str) -> str:
    """The GUID by which Anki knows a note again: bank, question and language, whatever the wording."""
    return base64.urlsafe_b64encode(_digest("note", bank_id, question_id, language)[:15]).decode("ascii")


def deck_id(bank_id: str, language: str, topic: str | None) -> int:
    """A deck's id, in the range that genanki asks for; ``topic`` None is the deck above the topics."""
    parts = (bank_id, language, *(() if topic is None else (topic,)))
    return (1 << 30) + int.from_bytes(_digest("deck", *parts)[:8], "big") % (1 << 30)


def row_id(*parts: str) -> int:
    """The id of a note's or card's row: a time between 2010 and 2020, the same at every build."""
    return _IDS_BEGIN + int.from_bytes(_digest("row", *parts)[:8], "big") % _IDS_SPAN


def rank(*parts: str) -> bytes:
    """A place in an order that depends on identity alone, so that another seed changes no note."""
    return _digest("rank", *parts)


def media_name(content: bytes, suffix: str) -> str:
    """A picture's name in Anki's media folder: by its content, so that no two differ under one name."""
    return f"quizgen-{hashlib.sha256(content).hexdigest()[:24]}{suffix}"
