"""What any paper, card or screen says about a question, free of every format."""

from quizgen.export.sheet.answersheet import AnswerRow, AnswerSheet
from quizgen.export.sheet.back import Back, answer_lines, back, correction_lines, explanation_text, source_lines
from quizgen.export.sheet.cards import Behind, Card, CardSet, Front, card_set
from quizgen.export.sheet.key import KeyEntry, other_forms
from quizgen.export.sheet.letters import letter
from quizgen.export.sheet.paper import Field, Gap, Item, Lettered, Line, Paper, bilingual, paper
from quizgen.export.sheet.setting import Header, Illustration, Learner, Setting
from quizgen.export.sheet.study import Entry, Group, Learned, StudySheet, Subject, study_sheet
from quizgen.export.sheet.tables import KeyTable, PaperKey, SheetTable, key_summary, number_table
from quizgen.export.sheet.timeline import Bar, Timeline, TimeRow, timeline

__all__ = [
    "AnswerRow",
    "AnswerSheet",
    "Back",
    "Bar",
    "Behind",
    "Card",
    "CardSet",
    "Entry",
    "Field",
    "Front",
    "Gap",
    "Group",
    "Header",
    "Illustration",
    "Item",
    "KeyEntry",
    "KeyTable",
    "Learned",
    "Learner",
    "Lettered",
    "Line",
    "Paper",
    "PaperKey",
    "Setting",
    "SheetTable",
    "StudySheet",
    "Subject",
    "TimeRow",
    "Timeline",
    "answer_lines",
    "back",
    "bilingual",
    "card_set",
    "correction_lines",
    "explanation_text",
    "key_summary",
    "letter",
    "number_table",
    "other_forms",
    "paper",
    "source_lines",
    "study_sheet",
    "timeline",
]
