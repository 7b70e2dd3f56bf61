"""The report on a marked class and the notes of its learners as PDF files, tagged for screen readers."""

from __future__ import annotations

from dataclasses import asdict

from quizgen.export.pdf.data import PaperSize, page_size, tongue
from quizgen.export.pdf.typeset import made
from quizgen.export.sheet.report import ClassReport, Notes


def build_class_pdf(report: ClassReport, *, paper_size: PaperSize = "a4") -> bytes:
    """The report with its pictures as a PDF (PDF/UA-1); the same report gives the same bytes.

    Raises WishError for a character that no font at hand has.
    """
    return _built("class", report, paper_size)


def build_notes_pdf(notes: Notes, *, paper_size: PaperSize = "a4") -> bytes:
    """The notes, each beginning a page, as a PDF (PDF/UA-1). Raises WishError as ``build_class_pdf`` does."""
    return _built("notes", notes, paper_size)


def _built(what: str, said: ClassReport | Notes, paper_size: PaperSize) -> bytes:
    return made("marking.typ", {"what": what, **tongue(said.language), "size": page_size(paper_size), **asdict(said)})
