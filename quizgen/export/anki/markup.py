r"""Spans, pictures and blanks as the HTML of a field, in which hostile text stays text.

Anki reads more than HTML in a field: ``{{c1::…}}``, ``[sound:…]``, ``[latex]``, and in the browser
``\(…\)``. Braces and brackets are written as entities, which Anki's parsers do not look into, and an
empty element after a backslash keeps MathJax, which reads the finished page, from finding its marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quizgen.text import Blank, Rich, Span, Style

_ENTITIES = {
    **{character: f"&#{ord(character)};" for character in "{}[]'"},
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
}
_DROPPED = {chr(code): "" for code in (*range(0x20), 0x7F) if chr(code) not in "\n\t"}
_UNPAIRED = {chr(code): "\ufffd" for code in range(0xD800, 0xE000)}
_ATTRIBUTE = str.maketrans({**_DROPPED, **_UNPAIRED, **_ENTITIES, "\n": " ", "\\": "&#92;"})
_FIELD = str.maketrans({**_DROPPED, **_UNPAIRED, **_ENTITIES, "\n": "<br>", "\\": "\\"})
_CLOZE = str.maketrans({":": "&#58;"})
_TOUCHED = re.compile(r"""[\x00-\x1f\x7f\ud800-\udfff{}\[\]'"&<>\\]""")
"""What in a text may become something else; most texts have none of it."""
_DELIMITER = re.compile(r"\\(?=&#91;|&#93;|[()]|$)")


def attribute(raw: str) -> str:
    """Plain text for the inside of a quoted attribute."""
    return raw.translate(_ATTRIBUTE) if _TOUCHED.search(raw) else raw


def field(raw: str) -> str:
    """Plain text as HTML; a line's end is ``<br>``."""
    if not _TOUCHED.search(raw):
        return raw
    return _DELIMITER.sub("&#92;<span></span>", raw.translate(_FIELD))


def _styled(span: Span, escaped: str) -> str:
    if span.style is Style.PLAIN:
        return escaped
    if Style.CODE in span.style:
        escaped = f'<code dir="ltr">{escaped}</code>'
    if Style.STRONG in span.style:
        escaped = f"<strong>{escaped}</strong>"
    if Style.EMPHASIS in span.style:
        escaped = f"<em>{escaped}</em>"
    return escaped


def rich(spans: Iterable[Span]) -> str:
    """Spans as HTML."""
    return "".join(_styled(span, field(span.text)) for span in spans)


def lines(parts: Iterable[Rich]) -> str:
    """Several texts, a line each."""
    return "<br>".join(rich(part) for part in parts)


def items(texts: Iterable[str]) -> str:
    """Finished HTML as the items of a list; the list itself stands in the template."""
    return "".join(f"<li>{text}</li>" for text in texts)


def picture(name: str, alt: str) -> str:
    """A picture of the deck's media, with its text."""
    return f'<img src="{attribute(name)}" alt="{attribute(alt)}">'


def cloze(pieces: Sequence[Span | Blank]) -> str:
    """A text with its blanks as Anki's deletions, which nothing inside an answer or a hint can end."""
    return "".join(_blank(piece) if isinstance(piece, Blank) else rich((piece,)) for piece in pieces)


def _blank(blank: Blank) -> str:
    answer = "".join(_styled(span, field(span.text).translate(_CLOZE)) for span in blank.answer)
    hint = f"::{field(blank.hint).translate(_CLOZE)}" if blank.hint else ""
    return f"{{{{c{blank.number}::{answer}{hint}}}}}"
