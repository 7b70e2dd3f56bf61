"""Worksheets as a Word file: papers with real numbering, answer sheets, and keys."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from quizgen.export.docx.document import PaperSize, Word
from quizgen.export.docx.numbering import Numbering
from quizgen.export.sheet import AnswerRow, AnswerSheet, Field, Item, KeyEntry, KeyTable, Line, Paper, SheetTable
from quizgen.text import Span, plain


def build_papers_docx(
    papers: Sequence[Paper],
    *,
    key: bool,
    paper_size: PaperSize,
    large: bool = False,
    numbers: SheetTable | None = None,
    keys: KeyTable | None = None,
) -> bytes:
    """Papers as a Word file, each a section with page numbers of its own; ``key`` puts its key behind each.

    ``numbers`` is a table for the end of a key, ``keys`` one with the keys of all papers. Of two languages the second
    stands under the first. The same papers give the same bytes. Raises WishError for what a Word file cannot hold.
    """
    title = plain(papers[0].running if len(papers) == 1 else papers[0].title)
    word = Word(title=title, language=papers[0].language, paper_size=paper_size, large=large)
    sheets = _Sheets(word)
    for at, each in enumerate(papers):
        sheets.paper(each, first=at == 0)
        if key:
            sheets.key(each, numbers)
    if keys:
        sheets.keys(papers[0], keys)
    return word.saved()


class _Sheets:
    """The sections of the document, one after the other."""

    def __init__(self, word: Word) -> None:
        self._word = word
        self._body = word.document
        self._numbering = Numbering(word)
        self._ends = count(1)
        self._inside = word.width - 2 * word.margin

    def paper(self, paper: Paper, *, first: bool) -> None:
        """A paper, and its answer sheet."""
        word, body, second = self._word, self._body, paper.second
        section = body.sections[0] if first else word.section(odd=True)
        end = f"end_{next(self._ends)}"
        word.foot(section, plain(paper.running), paper.page, end, paper.mark)
        if paper.logo:
            word.picture(body, paper.logo, 60, 17)
        if paper.school:
            word.add(body, paper.school)
        word.add(body, paper.title, "Title")
        if second and plain(second.title) != plain(paper.title):
            word.add(body, second.title, "Second language", second.language)
        self._fields(paper.fields)
        for at, note in enumerate(paper.notes):
            word.add(body, note)
            if second and second.notes[at] != note:
                word.add(body, second.notes[at], "Second language", second.language)
        word.add(body, paper.instructions, "Task")
        if second:
            word.add(body, second.instructions, "Task", second.language)
        list_ = self._numbering.new()
        for at, item in enumerate(paper.items):
            self._item(item, list_, second.items[at] if second else None, second.language if second else "")
        last = None
        if paper.credits:
            last = word.add(body, " · ".join(paper.credits), "Small")
        if paper.answers:
            last = self._answers(paper, paper.answers)
        word.bookmark(last or word.add(body, "", "Small"), end)

    def _fields(self, fields: Sequence[Field]) -> None:
        """The lines to fill in, two to a row: tabs with a leader, so that whoever edits it can move them."""
        word = self._word
        for at in range(0, len(fields), 2):
            line = word.add(self._body)
            stops = (self._inside * 0.6, self._inside)
            for column, (stop, field) in enumerate(zip(stops, fields[at : at + 2], strict=False)):
                word.write(line, f"{field.label}  ")
                if field.value:
                    word.write(line, field.value, bold=True)
                if field.after:
                    word.tab(line, stop - 14, leader=not field.value, right=False)
                    word.write(line, f"\t {field.after}")
                else:
                    word.tab(line, stop - (4 if column == 0 else 0), leader=not field.value, right=False)
                    word.write(line, "\t")
                if column == 0:
                    word.tab(line, stop, right=False)
                    word.write(line, "\t")

    def _item(self, item: Item, list_: str, other: Item | None, language: str) -> None:
        word, body = self._word, self._body
        stem = word.add(body, item.stem, "Question")
        self._numbering.put(stem, list_, "question")
        lines = [stem]
        if other:
            lines.append(self._indented(word.add(body, other.stem, "Second language", language)))
        task = word.add(body, item.instruction, "Task")
        if other:
            word.write(task, " / ")
            word.write(task, other.instruction, language)
        word.tab(task, self._inside)
        word.write(task, "\t" + " · ".join(filter(None, (item.code, item.topic, item.points))))
        lines.append(self._indented(task))
        if item.picture:
            lines.append(self._indented(word.picture(body, item.picture, self._inside - 10, 65)))
        for at, row in enumerate(item.rows):
            lines.append(self._choice(row, other.rows[at] if other else None, list_, "row", language))
        what = item.kind if item.marks and item.kind != "match" else "letter"
        if item.kind == "true-false":
            what = "true-false"
        for at, option in enumerate(item.options):
            lines.append(self._choice(option.text, other.options[at].text if other else None, list_, what, language))
        lines += [self._indented(word.add(body, "", "Answer line")) for _ in range(item.lines)]
        word.keep(lines)

    def _choice(self, text: Line, other: Line | None, list_: str, what: str, language: str) -> Any:
        line = self._word.add(self._body, text, "Choice")
        if other is not None and _said(other) != _said(text):
            self._word.write(line, " / ")
            for piece in other:
                if isinstance(piece, Span):
                    self._word.write(line, (piece,), language)
                    line.runs[-1].italic = True
        self._numbering.put(line, list_, what)
        return line

    def _indented(self, line: Any) -> Any:
        from docx.shared import Mm

        line.paragraph_format.left_indent = Mm(9 * self._word.base / 12)
        return line

    # -- the answer sheet -----------------------------------------------------------------------------

    def _answers(self, paper: Paper, sheet: AnswerSheet) -> Any:
        """The answer sheet on a page of its own; the answer is its last paragraph."""
        word, body = self._word, self._body
        heading = word.add(body, sheet.title, "Heading 1")
        heading.paragraph_format.page_break_before = True
        word.add(body, paper.title)
        self._fields(paper.fields)
        word.add(body, sheet.instructions, "Task")
        if paper.second and paper.second.answers:
            word.add(body, paper.second.answers.instructions, "Task", paper.second.language)
        half = (len(sheet.rows) + 1) // 2
        narrow, wide = 12.0, self._inside / 2 - 12
        table = word.grid(half, (narrow, wide, narrow, wide))
        for at, row in enumerate(sheet.rows):
            side, line = divmod(at, half)
            number, answer = table.cell(line, 2 * side), table.cell(line, 2 * side + 1)
            word.write(number.paragraphs[0], f"{row.number}.", bold=True)
            word.write(answer.paragraphs[0], _room(row))
        return word.add(body, "", "Small")

    # -- the teacher's pages --------------------------------------------------------------------------

    def key(self, paper: Paper, numbers: SheetTable | None) -> None:
        """The key of a paper in a section of its own, with the sources at its end."""
        word, body = self._word, self._body
        end = f"end_{next(self._ends)}"
        word.foot(word.section(), f"{plain(paper.running)} · {paper.key_title}", paper.page, end, paper.mark)
        word.add(body, paper.key_title, "Heading 1")
        list_ = self._numbering.new()
        for at, entry in enumerate(paper.key):
            self._entry(entry, list_, paper.second.key[at] if paper.second else None, paper.second)
        last = None
        if paper.sources:
            word.add(body, paper.sources_title, "Heading 2")
            for source in paper.sources:
                last = word.add(body, source, "Small")
        if numbers:
            word.add(body, numbers.title, "Heading 2")
            word.table(numbers.head, numbers.rows, (30.0, *[16.0] * (len(numbers.head) - 1)))
            last = word.add(body, "", "Small")
        word.bookmark(last or word.add(body, "", "Small"), end)

    def _entry(self, entry: KeyEntry, list_: str, other: KeyEntry | None, second: Paper | None) -> None:
        word, body = self._word, self._body
        head = word.add(body, "", "Question")
        self._numbering.put(head, list_, "question")
        for at, answer in enumerate(entry.answer):
            word.write(head, "    " if at else "")
            word.write(head, answer, bold=True)
        word.tab(head, self._inside)
        word.write(head, "\t")
        word.write(head, entry.code)
        lines = [head]
        if other and second and [plain(each) for each in other.answer] != [plain(each) for each in entry.answer]:
            lines.append(word.add(body, "    ".join(map(plain, other.answer)), "Key", second.language))
        told = (*entry.accept, entry.explanation, *entry.reasons, *entry.corrections)
        lines += [word.add(body, line, "Key") for line in told if line]
        if entry.sources:
            lines.append(word.add(body, " · ".join(entry.sources), "Small"))
        word.keep([head, *map(self._indented, lines[1:])])

    def keys(self, paper: Paper, table: KeyTable) -> None:
        """The keys of all papers in one table."""
        word, body = self._word, self._body
        end = f"end_{next(self._ends)}"
        word.foot(word.section(odd=True), f"{plain(paper.title)} · {table.title}", paper.page, end)
        word.add(body, table.title, "Heading 1")
        rows = [
            (" ".join(filter(None, (row.paper, row.learner))), "   ".join(f"{at} {said}" for at, said in row.marks))
            for row in table.rows
        ]
        word.table(table.head, rows, (45.0, self._inside - 45))
        word.bookmark(word.add(body, "", "Small"), end)


def _said(line: Line) -> str:
    return "".join(piece.text if isinstance(piece, Span) else "" for piece in line)


def _room(row: AnswerRow) -> str:
    """Room to answer in one line of text."""
    if row.marks:
        mark = "☐" if row.several else "○"
        return "   ".join(f"{mark} {said}" for said in row.marks)
    if row.boxes:
        return "   ".join(f"{said} ____" for said in row.boxes)
    line = "_" * (26 // len(row.blanks) - 2)
    return "  ".join(f"{said} {line}".strip() for said in row.blanks)
