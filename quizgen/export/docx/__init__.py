"""Handouts as Word files: real styles, numbering, headers and footers, so that a teacher can go on editing."""

from quizgen.export.docx.cards import build_cards_docx
from quizgen.export.docx.study import build_study_docx
from quizgen.export.docx.worksheet import build_papers_docx

__all__ = ["build_cards_docx", "build_papers_docx", "build_study_docx"]
