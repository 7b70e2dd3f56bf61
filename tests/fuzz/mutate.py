"""Sound files changed by chance: bytes cut, doubled and flipped, pieces put in, numbers made huge, trees rearranged."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

NASTY = (
    "\x1b[31m", "\x1b]52;c;eA==\x07", "\x9b2J", "\u202e", "\u2066", "\0", "\x7f", "\u2028", "\ufeff", "\ud83e", "é",
    "e\u0301", "😀", "\u200f", "İ", "ß", "１", "١", "²", "\r", "\r\n", "\t", "\n", " ", "", "'", '"', "=1+1", "+1",
    "-1", "@x", "|", "`", "*", "**", "\\", "{", "}", "{{", "}}", "{{c1::a}}", "{{c1::a::b}}", "{{c99999999::a}}",
    "{n}", "{visitor}", "{{Front}}", "<b>", "</script>", "<!--", "]]>", "<![CDATA[", "&lt;", "&amp;", "&#0;", "&x;",
    "#read(\"/etc/passwd\")", "#", "$x$", "\\(x\\)", "[sound:x]", "::", ":", "~", "=", "%", "%s", "->", "~%50%", "{#1}",
    "![x](http://x)", "[x](javascript:x)", "../x", "/etc/passwd", "file:///x", "~/x", "NaN", "Infinity", "-0", "1e999",
    "1e-999999", "9" * 400, "0" * 50, "999999999999999999999", "2023-02-30", "0000-00-00", "9999-12-31/0001-01-01",
    "null", "true", "no", "[]", "{}", "[[[[[[[[", "&a", "*a", "!!python/object:x", "<<: *a", "- ", "? ", "---\n",
    "a" * 3000, "* " * 400, "x" * 21_000,
)  # fmt: skip
"""What makes trouble in one reader or another."""

_BYTES = (b"\0", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc0\x80", b"\xed\xa0\x80", b"\x80", b"\n",
          b"\r", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0")  # fmt: skip


def nasty(random: Random) -> str:
    """One, two or three nasty pieces."""
    return "".join(random.choice(NASTY) for _ in range(random.choice((1, 1, 1, 2, 3))))


def mutated(content: bytes, random: Random, others: Sequence[bytes] = ()) -> bytes:
    """A file changed in one place or several; now and then the end of another stands in it."""
    for _ in range(random.choice((1, 1, 2, 2, 3, 5, 12))):
        content = random.choice(_CHANGES)(content, random)
    if others and random.random() < 0.05:
        other = random.choice(others)
        content = content[: random.randint(0, len(content))] + other[random.randint(0, len(other)) :]
    return content


def _flip(content: bytes, random: Random) -> bytes:
    made = bytearray(content)
    for _ in range(random.choice((1, 1, 4, 16))):
        if made:
            made[random.randrange(len(made))] = random.randrange(256)
    return bytes(made)


def _cut(content: bytes, random: Random) -> bytes:
    at = random.randint(0, len(content))
    return content[:at] + content[at + random.choice((1, 1, 2, 5, 30, 200, 5000)) :]


def _put(content: bytes, random: Random) -> bytes:
    at = random.randint(0, len(content))
    piece = nasty(random).encode("utf-8", "surrogatepass") if random.random() < 0.8 else random.choice(_BYTES)
    return content[:at] + piece + content[at:]


def _double(content: bytes, random: Random) -> bytes:
    at = random.randint(0, len(content))
    piece = content[at : at + random.choice((1, 4, 20, 100, 1000))]
    return content[:at] + piece * random.choice((2, 2, 3, 50)) + content[at:]


def _line(content: bytes, random: Random) -> bytes:
    rows = content.split(b"\n")
    row = random.choice(rows)
    if random.random() < 0.5:
        rows[random.randrange(len(rows))] = row
    else:
        rows.insert(random.randint(0, len(rows)), row)
    return b"\n".join(rows)


def _word(content: bytes, random: Random) -> bytes:
    """A word or number gives way to another one of the file, or to something nasty."""
    found = [*re.finditer(rb"[\w.+-]+", content)]
    if not found:
        return content
    one, other = random.choice(found), random.choice(found)[0]
    new = other if random.random() < 0.5 else nasty(random).encode("utf-8", "surrogatepass")
    return content[: one.start()] + new + content[one.end() :]


_CHANGES: tuple[Callable[[bytes, Random], bytes], ...] = (_flip, _cut, _put, _put, _double, _line, _word, _word, _word)


def rearranged(tree: Any, random: Random) -> Any:
    """A tree of lists and mappings changed in a few places."""
    tree = copy.deepcopy(tree)
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        holders = [*_holders(tree)]
        if not holders:
            return nasty(random)
        holder = random.choice(holders)
        keys = [*holder] if isinstance(holder, dict) else [*range(len(holder))]
        at = random.choice(keys)
        match random.choice(("drop", "nasty", "nasty", "nasty", "swap", "rename", "wrap")):
            case "drop":
                del holder[at]
            case "nasty":
                holder[at] = nasty(random) if random.random() < 0.7 else f"{holder[at]}{nasty(random)}"
            case "swap":
                other = random.choice(holders)
                holder[at] = copy.deepcopy(random.choice([*(other.values() if isinstance(other, dict) else other)]))
            case "rename" if isinstance(holder, dict):
                holder[nasty(random)] = holder.pop(at)
            case _:
                holder[at] = random.choice(([holder[at]], {"en": holder[at]}, [], {}))
    return tree


def _holders(tree: Any) -> Any:
    """All lists and mappings of a tree that hold something."""
    if isinstance(tree, dict | list) and tree:
        yield tree
        for child in tree.values() if isinstance(tree, dict) else tree:
            yield from _holders(child)
