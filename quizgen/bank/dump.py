"""Texts written as YAML, so that the loader reads back exactly the characters that were meant.

Written by hand, since only ``load`` knows the yaml library, and since a teacher is to read what comes out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from quizgen.text import Span, parse_text

Words = Mapping[str, str]
"""A text in each language."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")
_MEANT_OTHERWISE = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_WIDEST = 110


def slug(text: str, otherwise: str) -> str:
    """A short name made from a text: its letters and figures, without accents, joined by hyphens."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", bare))
    made = ""
    for word in words:
        if made and len(made) + len(word) > 50:
            break
        made += ("-" if made else "") + word[:50]
    return made or otherwise


def unique(name: str, taken: Mapping[str, object] | set[str]) -> str:
    """The name, or with ``-2``, ``-3`` … where it is taken."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def as_markup(text: str) -> str:
    """A text escaped so that the bank's markup shows these very characters."""
    return text if parse_text(text) == (Span(text),) else re.sub(r"([\\*`])", r"\\\1", text)


def quoted(text: str) -> str:
    """A YAML scalar in quotation marks that reads back as these characters."""
    double = '"' + "".join(_ESCAPES.get(each) or (each if _shown(each) else _code(each)) for each in text) + '"'
    if '"' not in text and "\\" not in text:
        return double
    single = "'" + text.replace("'", "''") + "'"
    return single if all(_shown(each) for each in text) and len(single) < len(double) else double


def _shown(character: str) -> bool:
    return character.isprintable() or (unicodedata.category(character) in ("Zs", "Cf") and character != "\ufeff")


def _code(character: str) -> str:
    point = ord(character)
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def name(text: str) -> str:
    """A key or an id: bare where no reader could take it for something else."""
    return text if _PLAIN.fullmatch(text) and text.casefold() not in _MEANT_OTHERWISE else quoted(text)


def inline(words: Words) -> str:
    """A text on one line: once where all languages say the same."""
    if len(set(words.values())) == 1:
        return quoted(next(iter(words.values())))
    return "{" + ", ".join(f"{name(language)}: {quoted(text)}" for language, text in words.items()) + "}"


def text_lines(begin: str, words: Words, indent: str) -> Iterator[str]:
    """A text behind a key or a dash: on its line where it fits, else a line a language."""
    line = f"{indent}{begin} {inline(words)}"
    if len(line) <= _WIDEST or len(set(words.values())) == 1:
        yield line
    elif begin.endswith("-"):
        for at, (language, text) in enumerate(words.items()):
            yield f"{indent}{'  ' if at else '- '}{name(language)}: {quoted(text)}"
    else:
        yield f"{indent}{begin}"
        deeper = indent + ("    " if begin.startswith("- ") else "  ")
        for language, text in words.items():
            yield f"{deeper}{name(language)}: {quoted(text)}"


def listed(texts: Sequence[str]) -> str:
    """Some texts as a list on one line."""
    return "[" + ", ".join(map(quoted, texts)) + "]"
