"""Data handed to a Typst template and compiled, and what Typst refuses put in plain words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from quizgen.errors import WishError
from quizgen.export.pdf.data import Pictures
from quizgen.export.sheet import Illustration


class _RefusedError(Exception):
    """What Typst says against a document, other than that a character is in no font."""


def made(template: str, data: dict[str, Any], named: Sequence[tuple[str, Illustration | None]] = ()) -> bytes:
    """The document that a template of this package makes of the data, as a tagged PDF (PDF/UA-1).

    The same data gives the same bytes. ``named`` are its pictures, each with what it belongs to. Raises WishError for
    a character that no font at hand has, naming it, and for whatever else Typst refuses, with the picture that caused
    it, if one did.
    """
    try:
        return _typeset(template, data)
    except _RefusedError as refused:
        for name, picture in named:
            if picture is not None and (told := _trouble(picture)) is not None:
                raise WishError(f"the picture of {name} cannot be put into the PDF: {told}") from None
        raise WishError(f"the PDF could not be made: {refused}") from None


def _trouble(picture: Illustration) -> str | None:
    """What Typst says against a picture alone; None where nothing."""
    pictures = Pictures()
    at = pictures.put(picture)
    try:
        _typeset("picture.typ", {"large": False, "pictures": pictures.data, "picture": at})
    except _RefusedError as refused:
        return str(refused)
    return None


def _typeset(template: str, data: dict[str, Any]) -> bytes:
    """The document, with the fonts in the box alone, unless a character needs one of the system's.

    Raises WishError for a character that no font at hand has, and _RefusedError for anything else.
    """
    # Libertinus has Latin, Greek, Cyrillic and Hebrew. The monospaced font in the box has many a symbol
    # more, and letters too, but those are better taken from the system.
    pdf, refused = _compile(template, data, own_fonts_alone=True, fallback=False)
    if pdf is None and (missing := _missing(refused)):
        if not any(each.isalpha() for each in missing):
            pdf, refused = _compile(template, data, own_fonts_alone=True, fallback=True)
        if pdf is None:
            pdf, refused = _compile(template, data, own_fonts_alone=False, fallback=True)
    if pdf is None:
        if missing := _missing(refused):
            raise WishError(_no_glyph(missing))
        raise _RefusedError(refused.strip().splitlines()[0].removeprefix("error: "))
    return pdf


def _compile(template: str, data: dict[str, Any], *, own_fonts_alone: bool, fallback: bool) -> tuple[bytes | None, str]:
    """The PDF, or None and what Typst says against it."""
    import typst

    room = files(__package__)
    said = json.dumps({**data, "fallback": fallback}, ensure_ascii=False)
    names = ("common.typ", *(("breaking.typ",) if _holds_long_word(said) else ()), template)
    source = b"\n".join(room.joinpath(name).read_bytes() for name in names)
    try:
        pdf = typst.compile(  # type: ignore[call-overload]
            source,
            format="pdf",
            root=str(room),  # what it would take otherwise, the folder one is in, may be gone
            sys_inputs={"data": said},
            pdf_standards=["ua-1"],
            ignore_system_fonts=own_fonts_alone,
        )
    except typst.TypstError as error:
        return None, error.diagnostic or error.message
    return pdf, ""


_LONG = re.compile(r"\S{28,}")


def _holds_long_word(said: str) -> bool:
    """False where the data surely holds no word of so many letters that ``breaking.typ`` would break it.

    To look for such words at every turn takes Typst longer than to look for one here.
    """
    return _LONG.search(said) is not None


_NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed|codepoint `"((?:[^"\\]|\\.)*)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")


def _missing(diagnostic: str) -> list[str]:
    """The characters that a refusal of Typst's names, each once."""
    found: dict[str, None] = {}
    for shown, disallowed in _NO_GLYPH.findall(diagnostic):
        raw = _ESCAPED.sub(lambda it: chr(int(it[1], 16)) if it[1] else it[2], shown or disallowed)
        found |= dict.fromkeys(raw)
    return list(found)


def _no_glyph(characters: list[str]) -> str:
    named = ", ".join(
        (f"“{each}” " if each.isprintable() else "") + f"U+{ord(each):04X} {unicodedata.name(each, '')}".rstrip()
        for each in characters[:8]
    )
    more = f" and {len(characters) - 8} more" if len(characters) > 8 else ""
    if not any(each.isprintable() for each in characters):
        return f"the text holds what no font prints, {named}{more}; take it out of the bank"
    return (
        f"no font here can print {named}{more}; install a font that has it (Noto Sans and Noto Sans CJK"
        " cover most scripts), or take it out of the bank"
    )
