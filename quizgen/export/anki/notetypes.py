"""The five note types, frozen: a deck can update another only while ids, names and order stay as they are.

``docs/anki.md`` has them as a table and a test holds the two together. What may change are the
templates and the style, together with ``STAMP``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

STAMP = 1_795_482_000
"""When the templates or the style last changed (unix seconds): Anki takes over newer ones only."""

_COMMON = (
    "Image", "Instruction", "Explanation", "Corrections", "Source", "Code", "Notice", "Translation",
    "Labels", "Language", "Id", "Spare 1", "Spare 2", "Spare 3", "Spare 4",
)  # fmt: skip
"""The fields that every note type ends with."""

MOST_OPTIONS = 8
"""How many options a Choice card holds."""


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type: ``key`` is the name of its template file, the first field is never empty."""

    key: str
    id: int
    name: str
    fields: tuple[str, ...]
    card: str
    is_cloze: bool = False

    def field_id(self, name: str) -> int:
        """A field's id, by which it would be known under another name."""
        return self.id * 1000 + self.fields.index(name) + 1

    @property
    def card_id(self) -> int:
        """The id of the one card template."""
        return self.id * 1000 + 901


QUESTION = NoteType("question", 1469994913, "quizgen Question", ("Stem", "Key", "Typed", *_COMMON), "Question")
CHOICE = NoteType(
    "choice",
    1262259545,
    "quizgen Choice",
    (
        "Stem", "Key", "Mode", "Right",
        *(f"Option {number}" for number in range(1, MOST_OPTIONS + 1)),
        *(f"Reason {number}" for number in range(1, MOST_OPTIONS + 1)),
        *_COMMON,
    ),
    "Choice",
)  # fmt: skip
CLOZE = NoteType("cloze", 1849795380, "quizgen Cloze", ("Text", "Key", *_COMMON), "Cloze", is_cloze=True)
ORDER = NoteType("order", 1144735321, "quizgen Order", ("Stem", "Key", "Items", "Right", *_COMMON), "Order")
MATCH = NoteType("match", 2036785056, "quizgen Match", ("Stem", "Key", "Lefts", "Rights", "Right", *_COMMON), "Match")

NOTE_TYPES = (QUESTION, CHOICE, CLOZE, ORDER, MATCH)

BY_KIND = {
    "choice": CHOICE,
    "select": CHOICE,
    "true-false": QUESTION,
    "short": QUESTION,
    "cloze": CLOZE,
    "order": ORDER,
    "match": MATCH,
}
"""Which note type a kind of question becomes; frozen as the types are, since a note cannot change its type."""


@lru_cache(maxsize=64)
def _file(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def style() -> str:
    """The style sheet that all note types share."""
    return _file("card.css")


@lru_cache(maxsize=16)
def template(key: str) -> tuple[str, str]:
    """A note type's front and back."""
    text = _file(f"{key}.html")
    for part in ("head.html", "tail.html"):
        text = text.replace(f"<!-- {part} -->\n", _file(part))
    for script in ("common.js", f"{key}.js"):
        if f"// {script}\n" in text:
            text = text.replace(f"// {script}\n", _file(script))
    front, back = text.split("<!-- back -->\n")
    return front, back
