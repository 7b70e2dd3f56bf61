"""Flashcards as a Word file: tables of fronts and of backs, the columns of the backs the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from quizgen.export.docx.document import PaperSize, Word, element, qualified
from quizgen.export.sheet import Behind, Card, CardSet, Front, Gap, Line
from quizgen.text import Span, plain

_MARGIN, _INSET = 9.0, 5.0
_SIZES = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0)


def build_cards_docx(cards: CardSet, *, paper_size: PaperSize, a_page: int = 8) -> bytes:
    """Flashcards as a Word file, eight or ten (``a_page``) to a page, with dotted lines to cut along.

    Text is set smaller where it is long, by an estimate: Word has no measure to go by. Raises WishError for what a
    Word file cannot hold.
    """
    word = Word(title=plain(cards.title), language=cards.language, paper_size=paper_size)
    word.page(word.document.sections[0], _MARGIN)
    width = (word.width - 2 * _MARGIN) / 2
    height = (word.height - 2 * _MARGIN - 6) / (a_page // 2)
    sheets = [cards.cards[at : at + a_page] for at in range(0, len(cards.cards), a_page)]
    maker = _Cards(word, width, height)
    for number, sheet in enumerate(sheets, 1):
        full: list[Card | None] = [*sheet, *[None] * (a_page - len(sheet))]
        said = {"sheet": number, "sheets": len(sheets)}
        maker.page(full, f"{cards.fronts.format(**said)} · {cards.how}", back=False, first=number == 1)
        turned = [card for at in range(0, a_page, 2) for card in (full[at + 1], full[at])]
        maker.page(turned, f"{cards.backs.format(**said)} · {cards.credits}".rstrip(" ·"), back=True, first=False)
    return word.saved()


class _Cards:
    """Pages of cards of one size."""

    def __init__(self, word: Word, width: float, height: float) -> None:
        self._word, self._width, self._height = word, width, height

    def page(self, cards: Sequence[Card | None], note: str, *, back: bool, first: bool) -> None:
        from docx.enum.table import WD_ROW_HEIGHT_RULE
        from docx.shared import Mm, Pt

        word = self._word
        line = word.add(word.document, note, "Small")
        line.paragraph_format.page_break_before = not first
        line.paragraph_format.space_after = Pt(2)
        line.paragraph_format.keep_with_next = True
        for run in line.runs:
            run.font.size = Pt(6.5)
        table = word.grid(len(cards) // 2, (self._width, self._width))
        _dotted(table)
        for row in table.rows:
            row.height, row.height_rule = Mm(self._height), WD_ROW_HEIGHT_RULE.EXACTLY
        for at, card in enumerate(cards):
            if card is not None:
                self._card(table.cell(at // 2, at % 2), card, back=back)

    def _card(self, cell: Any, card: Card, *, back: bool) -> None:
        from docx.enum.table import WD_ALIGN_VERTICAL
        from docx.shared import Pt

        word = self._word
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        top = cell.paragraphs[0]
        word.set_style(top, "Small")
        word.write(top, " · ".join(filter(None, ("" if back else card.fronts[0].topic, card.code))))
        for run in top.runs:
            run.font.size = Pt(7)
        room = self._height - 2 * _INSET
        if card.picture and not back:
            word.picture(cell, card.picture, self._width - 2 * _INSET, room * 0.4)
            room *= 0.55
        parts = [part for each in (card.backs if back else card.fronts) for part in _parts(each)]
        style, size = ("Card back", self._size(parts, room)) if back else ("Card front", self._size(parts, room))
        for language, text, weight, share in parts:
            line = word.add(cell, "", style)
            word.write(line, text, language, bold=weight)
            line.paragraph_format.line_spacing = 1.0
            line.paragraph_format.space_after = Pt(size * 0.2)
            for run in line.runs:
                run.font.size = Pt(size * share)

    def _size(self, parts: Sequence[_Part], room: float) -> float:
        """The largest size at which the parts should fit into a height in millimetres, by the width of a letter."""
        width = self._width - 2 * _INSET
        for size in _SIZES:
            em = size * 25.4 / 72
            lines = [(ceil(len(_text(text)) * 0.5 * em * share / width), share) for _, text, _, share in parts]
            if sum(max(1, number) * 1.2 * em * share + 0.2 * em for number, share in lines) <= room - 4:
                return size
        return _SIZES[-1]


_Part = tuple[str, Line, bool, float]
"""A paragraph of a card: its language, its text, whether it is bold, and its size as a share of the card's."""


def _parts(side: Front | Behind) -> list[_Part]:
    if isinstance(side, Front):
        rows = [(*_spans(f"{at}. "), *row) for at, row in enumerate(side.rows, 1)]
        options = [(*_spans(f"{each.letter}. "), *each.text) for each in side.options]
        task = [(side.language, _spans(side.task), False, 1.0)] if side.task else []
        return [
            (side.language, side.stem, True, 1.0),
            *task,
            *((side.language, line, False, 1.0) for line in (*rows, *options)),
        ]
    told = [(side.language, line, False, 0.9) for line in (side.explanation, *side.corrections) if line]
    sources = [(side.language, _spans(" · ".join(side.sources)), False, 0.8)] if side.sources else []
    return [*((side.language, line, True, 1.0) for line in side.answer), *told, *sources]


def _spans(text: str) -> Line:
    return (Span(text),)


def _text(line: Line) -> str:
    return "".join("_" * 22 + piece.hint if isinstance(piece, Gap) else piece.text for piece in line)


def _dotted(table: Any) -> None:
    """Dotted grey lines around and between the cells, and room inside them."""
    properties = table._tbl.tblPr
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{side}", val="dotted", sz="4", space="0", color="8C8C8C"))
    margins = element("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margins.append(element(f"w:{side}", w=str(round(_INSET * 1440 / 25.4)), type="dxa"))
    layout = properties.find(qualified("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)
