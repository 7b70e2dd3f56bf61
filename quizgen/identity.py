"""One identity in every outlet: hashes of what never changes, and the choices that hang on them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from json.encoder import encode_basestring
from typing import TypeVar

T = TypeVar("T")

_WORD = (1 << 64) - 1

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 and O, no 1, I and L: a code is read off paper."""


def digest(*parts: str | int) -> bytes:
    """A hash of some parts that no other parts give, however they are cut."""
    written = ", ".join([encode_basestring(part) if isinstance(part, str) else str(part) for part in parts])
    return hashlib.sha256(f"[{written}]".encode()).digest()  # as JSON, without the weight of an encoder


def draw(seed: int, question: str, thing: str) -> int:
    """A number that depends on nothing but the seed, the question's id and the thing it is for."""
    return int.from_bytes(digest(seed, question, thing)[:8], "big")


def mark(thing: str) -> int:
    """What ``drawing`` mixes: a thing's own number."""
    return int.from_bytes(digest(thing)[:8], "big")


def drawing(seed: int, question: str) -> Callable[[Iterable[int]], list[int]]:
    """``draw`` for many things of one question: quick, since each thing's ``mark`` is made but once.

    What comes back makes numbers of marks; no two marks give the same number.
    """
    factor = draw(seed, question, "factor") | 1
    shift = draw(seed, question, "shift")
    return lambda marks: [((marked ^ shift) * factor) & _WORD for marked in marks]


def shuffled(items: Sequence[T], keys: Iterable[str], seed: int, question: str) -> tuple[T, ...]:
    """The items in an order drawn for this question; where one stands depends on its own key."""
    drawn = [(draw(seed, question, f"order {key}"), at) for at, key in enumerate(keys)]
    return tuple(items[at] for _, at in sorted(drawn))


def question_code(bank: str, question: str) -> str:
    """The short code printed beside a question, such as "K7QF-3M2P"; the same in every language."""
    number = int.from_bytes(digest("code", bank, question)[:8], "big")
    letters = ""
    for _ in range(8):
        number, at = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[at]
    return f"{letters[:4]}-{letters[4:]}"
