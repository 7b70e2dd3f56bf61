"""The handout as a PDF: a paper handed as data to one Typst template, tagged for screen readers."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files
from typing import Any, Literal

from quizgen.errors import WishError
from quizgen.export.sheet import Gap, Illustration, KeyEntry, Line, Paper
from quizgen.text import Style

PaperSize = Literal["a4", "letter"]

_SIZES = {"a4": "a4", "letter": "us-letter"}
_FORMATS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}

_ROW_HOLDS, _ROWS_KEPT_TOGETHER = 50, 24


def build_pdf(paper: Paper, *, key: bool, paper_size: PaperSize) -> bytes:
    """A paper as a PDF (PDF/UA-1), its key on pages of its own after it where ``key`` asks for it.

    The same paper gives the same bytes. The fonts in the box are used alone, unless a character needs
    one of the system's. Raises WishError, naming it, for a character that no font at hand has, and for
    a picture that cannot be read.
    """
    data = _data(paper, key, paper_size)
    # Libertinus has Latin, Greek, Cyrillic and Hebrew. The monospaced font in the box has many a symbol
    # more, and letters too, but those are better taken from the system.
    pdf, refused = _compile(data, own_fonts_alone=True, fallback=False)
    if pdf is None and (missing := _missing(refused)):
        if not any(each.isalpha() for each in missing):
            pdf, refused = _compile(data, own_fonts_alone=True, fallback=True)
        if pdf is None:
            pdf, refused = _compile(data, own_fonts_alone=False, fallback=True)
    if pdf is None:
        missing = _missing(refused)
        raise WishError(_no_glyph(missing) if missing else _why(refused, paper, paper_size))
    return pdf


def _compile(data: dict[str, Any], *, own_fonts_alone: bool, fallback: bool) -> tuple[bytes | None, str]:
    """The PDF, or None and what Typst says against it."""
    import typst

    try:
        pdf = typst.compile(
            files(__package__).joinpath("handout.typ").read_bytes(),
            format="pdf",
            sys_inputs={"paper": json.dumps({**data, "fallback": fallback}, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=own_fonts_alone,
        )
    except typst.TypstError as error:
        return None, error.diagnostic or error.message
    return pdf, ""


# -- the data -------------------------------------------------------------------------------------


def _data(paper: Paper, key: bool, paper_size: PaperSize) -> dict[str, Any]:
    language, _, region = paper.language.replace("_", "-").partition("-")
    return {
        "lang": language.lower(),
        "region": region.upper() if re.fullmatch(r"[A-Za-z]{2}", region) else None,
        "size": _SIZES[paper_size],
        "title": _line(paper.title),
        "instructions": paper.instructions,
        "fields": [{"label": field.label, "after": field.after} for field in paper.fields],
        "items": [
            {
                "number": item.number,
                "code": item.code,
                "kind": item.kind,
                "long": _is_long(item.stem, *(each.text for each in item.options), *item.rows),
                "topic": item.topic,
                "instruction": item.instruction,
                "stem": _line(item.stem),
                "options": [{"letter": option.letter, "text": _line(option.text)} for option in item.options],
                "rows": [_line(row) for row in item.rows],
                "lines": item.lines,
                "picture": _picture(item.picture) if item.picture else None,
            }
            for item in paper.items
        ],
        "key_title": paper.key_title,
        "key": [_entry(entry) for entry in paper.key] if key else [],
        "credits": paper.credits,
        "sources_title": paper.sources_title,
        "sources": paper.sources,
        "page": paper.page,
    }


def _entry(entry: KeyEntry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "code": entry.code,
        "long": _is_long(*entry.answer, entry.explanation, *entry.reasons, *entry.corrections),
        "answer": _lines(entry.answer),
        "accept": _lines(entry.accept),
        "explanation": _line(entry.explanation),
        "reasons": _lines(entry.reasons),
        "corrections": _lines(entry.corrections),
        "sources": entry.sources,
    }


def _is_long(*lines: Line) -> bool:
    """True for what may fill most of a page, which is then better split than pushed to the next."""
    rows = sum(1 + sum(len(getattr(piece, "text", "")) for piece in line) // _ROW_HOLDS for line in lines)
    return rows > _ROWS_KEPT_TOGETHER


def _lines(lines: Iterable[Line]) -> list[list[dict[str, Any]]]:
    return [_line(line) for line in lines]


def _line(line: Line) -> list[dict[str, Any]]:
    return [
        {"gap": piece.number, "hint": piece.hint}
        if isinstance(piece, Gap)
        else {
            "text": piece.text.replace("\ufeff", ""),
            "emphasis": Style.EMPHASIS in piece.style,
            "strong": Style.STRONG in piece.style,
            "code": Style.CODE in piece.style,
        }
        for piece in line
    ]


def _picture(picture: Illustration) -> dict[str, Any]:
    if picture.media_type not in _FORMATS:
        kinds = "PNG, JPEG, GIF, WebP and SVG"
        raise WishError(f"a PDF cannot show a picture of the type {picture.media_type}; it shows {kinds}")
    return {
        "content": list(picture.content),
        "format": _FORMATS[picture.media_type],
        "alt": picture.alt,
    }


# -- what went wrong ------------------------------------------------------------------------------

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


def _why(diagnostic: str, paper: Paper, paper_size: PaperSize) -> str:
    """A refusal in plain words, with the picture that caused it if one did."""
    first = diagnostic.strip().splitlines()[0].removeprefix("error: ")
    for item in paper.items:
        if item.picture:
            alone = _data(replace(paper, items=(item,)), False, paper_size)
            if _compile(alone, own_fonts_alone=True, fallback=True)[1].removeprefix("error: ").startswith(first):
                where = f"question {item.number} ({item.code})"
                return f"the picture of {where} cannot be put into the PDF: {first}"
    return f"the PDF could not be made: {first}"
