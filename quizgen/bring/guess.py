"""Which format a file is in, by its name and by how it begins."""

from __future__ import annotations

import re

from quizgen.bank.columns import understood
from quizgen.bank.rows import DELIMITERS

FORMATS = {
    "table": (".csv", ".tsv", ".txt", ".xlsx"),
    "gift": (".gift", ".txt"),
    "moodle": (".xml",),
    "anki": (".apkg",),
    "quizlet": (".txt",),
}
"""A format -> the endings that its files have."""

_LOOKED_AT = 200_000
_NAMED = re.compile(r"^(?:::[^\n]*::|\$CATEGORY:)", re.MULTILINE)
_BRACES = re.compile(r"(?<!\\)\{([^{}]*)\}")
_ANSWER = re.compile(r"\s*(?:T|F|TRUE|FALSE)\b|[^=~]*[=~]")


def format_of(content: bytes, ending: str) -> str | None:
    """The format of a file whose name has this ending; None where no file has. Only ``.txt`` is looked into."""
    fitting = [name for name, endings in FORMATS.items() if ending in endings]
    if ending != ".txt":
        return fitting[0] if fitting else None
    text = content[:_LOOKED_AT].decode("utf-8-sig", "replace")
    if _NAMED.search(text) or any(_ANSWER.match(found[1]) for found in _BRACES.finditer(text)):
        return "gift"
    lines = [line for line in text.replace("\r", "\n").split("\n") if line.strip()]
    headed = bool(lines) and max(understood(lines[0].split(mark)) for mark in DELIMITERS) > 1
    return "quizlet" if not headed and any("\t" in line for line in lines) else "table"
