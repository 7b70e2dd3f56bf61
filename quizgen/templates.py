"""Templates: texts with holes, read once into spans and holes, and filled with values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from quizgen.text import OPENING, Blank, MarkupError, Rich, Span, Style, capitalise, parse_runs, plain

_PLAIN = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Hole:
    """A slot's place in a template: ``{official}``; ``offset`` counts characters from the template's start.

    ``opens`` says whether its value opens a sentence; None where that hangs on the values before it.
    """

    slot: str
    style: Style = Style.PLAIN
    offset: int = field(default=0, compare=False)
    opens: bool | None = field(default=None, compare=False)


_TEMPLATE_ATOMS = re.compile(r"(?P<brace>\{\{|\}\})|\{(?P<slot>[^{}]*)\}|(?P<stray>[{}])")


def parse_template(raw: str) -> tuple[Span | Hole, ...]:
    """A relation's text: spans and holes; ``{{`` and ``}}`` are literal braces.

    Raises MarkupError where a brace stands alone.
    """
    pieces: list[Span | Hole] = []
    begun = 0
    for part, style in parse_runs(raw, _TEMPLATE_ATOMS):
        if isinstance(part, str):
            pieces.append(Span(part, style))
        elif part["slot"] is not None:
            before = "".join([piece.text for piece in pieces[begun:] if isinstance(piece, Span)])
            opens = _opens_sentence(before) if not begun else False if _runs_on(before) else None
            pieces.append(Hole(part["slot"].strip(), style, part.start(), opens))
            begun = len(pieces)
        elif part["stray"]:
            brace = part["stray"]
            told = f"a single '{brace}' stands alone; a slot is written {{slot}}, a brace itself {brace * 2}"
            raise MarkupError(part.start(), told)
        else:
            pieces.append(Span(part["brace"][0], style))
    return tuple(pieces)


_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)\]]*\s+$|\n\s*$")
_ABBREVIATED = re.compile(
    r"(?:^|[\W_])(?:mr|mrs|ms|dr|prof|st|gen|col|lt|nr|vs|cf|ca|approx|e\.g|i\.e|pp|vol|jl|tgl|hlm|yth)\.\s+$",
    re.IGNORECASE,
)
"""A full stop that ends no sentence."""


def _opens_sentence(before: str) -> bool:
    trimmed = before.rstrip(OPENING[:-1])
    if not trimmed.strip():
        return True
    if _runs_on(before):
        return False
    return bool(_SENTENCE_END.search(trimmed)) and not _ABBREVIATED.search(trimmed)


def _runs_on(before: str) -> bool:
    """True for what most templates have before a slot, a word and a space: no sentence opens there."""
    trimmed = before.rstrip(OPENING[:-1])
    said = trimmed.rstrip()
    return said[-1:].isalnum() and "\n" not in trimmed[len(said) :]


def _filled(template: Iterable[Span | Hole], values: Mapping[str, Rich]) -> list[tuple[str | None, Rich]]:
    """The pieces of a filled template, each with the slot that it fills (None for the text between)."""
    pieces: list[tuple[str | None, Rich]] = []
    slot: str | None = None
    for piece in template:
        if isinstance(piece, Hole):
            slot = piece.slot
            new = values[slot]
            if piece.opens or (piece.opens is None and _opens_sentence(_written(pieces))):
                new = capitalise(new)
            if piece.style is not _PLAIN:
                new = tuple([Span(span.text, span.style | piece.style) for span in new])
            pieces.append((slot, new))
        else:
            doubled = slot is not None and piece.text.startswith(".") and _stopped(pieces)
            pieces.append((None, (Span(piece.text[1:], piece.style) if doubled else piece,)))
            slot = None
    return pieces


def _stopped(pieces: Sequence[tuple[str | None, Rich]]) -> bool:
    """True where what is written so far ends in a full stop."""
    last = plain(pieces[-1][1])
    return (last or _written(pieces)).endswith(".")


def _written(pieces: Iterable[tuple[str | None, Rich]]) -> str:
    return "".join([plain(spans) for _, spans in pieces])


def fill(template: Iterable[Span | Hole], values: Mapping[str, Rich]) -> Rich:
    """A template with its holes filled; a value that opens a sentence begins with a capital.

    Where a value ends in a full stop ("Washington D.C.") the template's own is not doubled.
    """
    return _merge([span for _, spans in _filled(template, values) for span in spans])


def fill_but(template: Iterable[Span | Hole], values: Mapping[str, Rich], slot: str) -> tuple[Span | Blank, ...]:
    """A template filled, with the first deletion where ``slot`` stands."""
    pieces: list[Span | Blank] = []
    for filled, spans in _filled(template, values):
        pieces.extend((Blank(1, spans),) if filled == slot else spans)
    return tuple(pieces)


def _merge(spans: Sequence[Span]) -> Rich:
    if not [span for span in spans if span.style is not _PLAIN]:  # as nearly always
        said = plain(spans)
        return (Span(said),) if said else ()
    runs = groupby(filter(attrgetter("text"), spans), attrgetter("style"))
    return tuple([Span(plain(run), style) for style, run in runs])
