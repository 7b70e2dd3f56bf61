"""Handouts as PDF files: a sheet handed as data to a Typst template, tagged for screen readers."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.export.pdf.data import (
    Items,
    PaperSize,
    Pictures,
    card_data,
    key_table_data,
    line_data,
    page_size,
    paper_data,
    study_data,
    table_data,
    tongue,
)
from quizgen.export.pdf.typeset import made
from quizgen.export.sheet import CardSet, KeyTable, Paper, SheetTable, StudySheet

__all__ = ["PaperSize", "build_cards_pdf", "build_papers_pdf", "build_pdf", "build_study_pdf"]


def build_pdf(
    paper: Paper, *, key: bool, paper_size: PaperSize, large: bool = False, numbers: SheetTable | None = None
) -> bytes:
    """A paper as a PDF (PDF/UA-1), its key on pages of its own after it where ``key`` asks for it.

    ``large`` sets it in large print; ``numbers`` is a table for the end of the key. The same paper gives the same
    bytes. Raises WishError, naming it, for a character that no font at hand has, and for a picture that cannot be
    read.
    """
    return build_papers_pdf((paper,), key=key, paper_size=paper_size, large=large, numbers=numbers)


def build_papers_pdf(
    papers: Sequence[Paper],
    *,
    key: bool,
    paper_size: PaperSize,
    large: bool = False,
    numbers: SheetTable | None = None,
    keys: KeyTable | None = None,
) -> bytes:
    """Several papers as one PDF, each beginning on a right-hand page with page numbers of its own.

    ``key`` puts a full key behind each paper, ``keys`` one short table with the keys of all at the end. Else as
    ``build_pdf``.
    """
    pictures = Pictures()
    items = Items(pictures)
    data = {
        "size": page_size(paper_size),
        "large": large,
        "papers": [paper_data(each, pictures, items, key=key, large=large) for each in papers],
        "items": items.data,
        "options": items.options,
        "numbers": table_data(numbers) if numbers else None,
        "keys": key_table_data(keys) if keys else None,
        "pictures": pictures.data,
    }
    named = [
        *((f"question {item.number} ({item.code})", item.picture) for item in papers[0].items),
        ("the header", papers[0].logo),
    ]
    return made("handout.typ", data, named)


def build_cards_pdf(cards: CardSet, *, paper_size: PaperSize, a_page: int = 8) -> bytes:
    """Flashcards as a PDF, eight or ten (``a_page``) to a page: a page of fronts, then its backs the other way round.

    Printed on both sides and flipped on the long edge, each back lies behind its front. Raises WishError as
    ``build_pdf`` does.
    """
    pictures = Pictures()
    data = {
        **tongue(cards.language),
        "size": page_size(paper_size),
        "rows": a_page // 2,
        "title": line_data(cards.title),
        "how": cards.how,
        "fronts": cards.fronts,
        "backs": cards.backs,
        "credits": cards.credits,
        "cards": [card_data(card, pictures) for card in cards.cards],
        "pictures": pictures.data,
    }
    return made("cards.typ", data, [(f"the question {card.code}", card.picture) for card in cards.cards])


def build_study_pdf(sheet: StudySheet, *, paper_size: PaperSize, large: bool = False) -> bytes:
    """A study sheet as a PDF, its timeline drawn. Raises WishError as ``build_pdf`` does."""
    pictures = Pictures()
    data = {
        "size": page_size(paper_size),
        "large": large,
        "sheet": study_data(sheet, pictures),
        "pictures": pictures.data,
    }
    entries = [entry for group in sheet.groups for entry in group.entries]
    named = [("".join(span.text for span in entry.name), entry.picture) for entry in entries]
    return made("study.typ", data, [*named, ("the header", sheet.logo)])
