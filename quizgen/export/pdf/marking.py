"""The report on a marked class and the notes of its learners as PDF files, tagged for screen readers."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any, Literal

from quizgen.errors import WishError
from quizgen.export.pdf.typeset import RefusedError, typeset
from quizgen.export.sheet.report import ClassReport, Notes

_SIZES = {"a4": "a4", "letter": "us-letter"}


def build_class_pdf(report: ClassReport, *, paper_size: Literal["a4", "letter"] = "a4") -> bytes:
    """The report with its pictures as a PDF (PDF/UA-1); the same report gives the same bytes.

    Raises WishError for a character that no font at hand has.
    """
    return _built("class", asdict(report), report.language, paper_size)


def build_notes_pdf(notes: Notes, *, paper_size: Literal["a4", "letter"] = "a4") -> bytes:
    """The notes, each beginning a page, as a PDF (PDF/UA-1). Raises WishError as ``build_class_pdf`` does."""
    return _built("notes", asdict(notes), notes.language, paper_size)


def _built(what: str, said: dict[str, Any], language: str, paper_size: str) -> bytes:
    lang, _, region = language.replace("_", "-").partition("-")
    data = {
        "what": what,
        "lang": lang.lower(),
        "region": region.upper() if re.fullmatch(r"[A-Za-z]{2}", region) else None,
        "size": _SIZES[paper_size],
        **said,
    }
    try:
        return typeset("marking.typ", data)
    except RefusedError as refused:
        raise WishError(f"the PDF could not be made: {refused}") from refused
