"""What any paper, card or screen says about a question, free of every format."""

from quizgen.export.sheet.back import Back, answer_lines, back, correction_lines, explanation_text, source_lines
from quizgen.export.sheet.paper import (
    Field,
    Gap,
    Illustration,
    Item,
    KeyEntry,
    Lettered,
    Line,
    Paper,
    letter,
    other_forms,
    paper,
)

__all__ = [
    "Back",
    "Field",
    "Gap",
    "Illustration",
    "Item",
    "KeyEntry",
    "Lettered",
    "Line",
    "Paper",
    "answer_lines",
    "back",
    "correction_lines",
    "explanation_text",
    "letter",
    "other_forms",
    "paper",
    "source_lines",
]
