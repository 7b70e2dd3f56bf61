"""One identity in every outlet: hashes of what never changes, and the choices that hang on them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from json.encoder import encode_basestring
from typing import TypeVar

T = TypeVar("T")

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 and O, no 1, I and L: a code is read off paper."""
_PAIRS = [second + first for first in _ALPHABET for second in _ALPHABET]
"""Two letters of a code, the lower one last, by what stands for both."""
_MOST_PAIRS = len(_PAIRS)


def digest(*parts: str | int) -> bytes:
    """A hash of some parts that no other parts give, however they are cut."""
    written = ", ".join([encode_basestring(part) if isinstance(part, str) else str(part) for part in parts])
    return hashlib.sha256(f"[{written}]".encode()).digest()  # as JSON, without the weight of an encoder


def _number(written: str) -> int:
    """The first eight bytes of the hash of what ``digest`` would write."""
    return int.from_bytes(hashlib.sha256(written.encode()).digest()[:8], "big")


def draw(seed: int, question: str, thing: str) -> int:
    """A number that depends on nothing but the seed, the question's id and the thing it is for."""
    written = f"[{seed}, {encode_basestring(question)}, {encode_basestring(thing)}]"  # what ``digest`` writes
    return _number(written)


def mark(thing: str) -> int:
    """What ``Marks`` mix: a thing's own number."""
    return int.from_bytes(digest(thing)[:8], "big")


class Marks:
    """``draw`` for many things at once: quick, since each thing's ``mark`` is made but once.

    A thing's number is its mark, changed by the question's shift and times its factor, of which the lower 64
    bits count; no two marks give the same number. The marks stand side by side, each in 128 bits, in one long
    number: no product reaches into the next one's bits, so that one multiplication makes the numbers of all.
    """

    def __init__(self, marks: Sequence[int]) -> None:
        self._marks = _side_by_side(marks)
        self._ones = _side_by_side([1] * len(marks))
        self._length = len(marks) * _BESIDE

    def drawn(self, seed: int, question: str) -> Iterator[int]:
        """The places of the marks in an order drawn for a question; no more of it is made than is asked for."""
        factor, shift = draw(seed, question, "factor") | 1, draw(seed, question, "shift")
        numbers = ((self._marks ^ (self._ones * shift)) * factor).to_bytes(self._length, "little")
        highest = numbers[7::_BESIDE]
        for byte in range(256) if len(highest) > 256 else sorted(set(highest)):
            alike = []
            at = highest.find(byte)
            while at >= 0:
                alike.append((numbers[at * _BESIDE : at * _BESIDE + 8][::-1], at))
                at = highest.find(byte, at + 1)
            for _, at in sorted(alike):
                yield at


_BESIDE = 16
"""So many bytes each mark has."""


def _side_by_side(numbers: Iterable[int]) -> int:
    return int.from_bytes(b"".join([number.to_bytes(_BESIDE, "little") for number in numbers]), "little")


def shuffled(items: Sequence[T], keys: Iterable[str], seed: int, question: str) -> tuple[T, ...]:
    """The items in an order drawn for this question; where one stands depends on its own key."""
    drawn = [(draw(seed, question, f"order {key}"), at) for at, key in enumerate(keys)]
    return tuple(items[at] for _, at in sorted(drawn))


def question_code(bank: str, question: str) -> str:
    """The short code printed beside a question, such as "K7QF-3M2P"; the same in every language."""
    written = f'["code", {encode_basestring(bank)}, {encode_basestring(question)}]'  # what ``digest`` writes
    rest, first = divmod(_number(written), _MOST_PAIRS)
    rest, second = divmod(rest, _MOST_PAIRS)
    rest, third = divmod(rest, _MOST_PAIRS)
    return f"{_PAIRS[first]}{_PAIRS[second]}-{_PAIRS[third]}{_PAIRS[rest % _MOST_PAIRS]}"
