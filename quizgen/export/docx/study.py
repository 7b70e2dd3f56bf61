"""A study sheet as a Word file."""

from __future__ import annotations

from quizgen.export.docx.document import PaperSize, Word
from quizgen.export.sheet import Learned, StudySheet, Timeline
from quizgen.text import Span, plain


def build_study_docx(sheet: StudySheet, *, paper_size: PaperSize, large: bool = False) -> bytes:
    """A study sheet as a Word file; its timeline is a table. Raises WishError for what a Word file cannot hold."""
    word = Word(
        title=f"{plain(sheet.title)} · {sheet.kind_title}", language=sheet.language, paper_size=paper_size, large=large
    )
    body = word.document
    word.foot(body.sections[0], f"{plain(sheet.title)} · {sheet.kind_title}", sheet.page, "end_1")
    if sheet.logo:
        word.picture(body, sheet.logo, 60, 17)
    if sheet.school:
        word.add(body, sheet.school)
    word.add(body, sheet.title, "Title")
    word.add(body, sheet.kind_title, "Small")
    if sheet.about:
        word.add(body, sheet.about)
    _timeline(word, sheet.time_title, sheet.time)
    _groups(word, sheet)
    _subjects(word, sheet)
    if sheet.slips:
        word.add(body, sheet.slips_title, "Heading 1")
        for slip in sheet.slips:
            word.add(body, slip, "List Bullet").paragraph_format.keep_together = True
    if sheet.sources:
        word.add(body, sheet.sources_title, "Heading 1")
    last = None
    for source in (*sheet.sources, *sheet.credits):
        last = word.add(body, source, "Small")
    word.bookmark(last or word.add(body, "", "Small"), "end_1")
    return word.saved()


def _groups(word: Word, sheet: StudySheet) -> None:
    for group in sheet.groups:
        word.add(word.document, group.title, "Heading 1")
        for entry in group.entries:
            if entry.picture:
                word.picture(word.document, entry.picture, 40, 22).paragraph_format.keep_with_next = True
            line = word.add(word.document)
            word.write(line, entry.name, bold=True)
            word.write(line, " – ")
            word.write(line, entry.about)


def _subjects(word: Word, sheet: StudySheet) -> None:
    if sheet.subjects:
        word.add(word.document, sheet.facts_title, "Heading 1")
    for subject in sheet.subjects:
        word.add(word.document, subject.title, "Heading 2")
        for each in subject.facts:
            _learned(word, each)
        if subject.questions and subject.facts:
            word.add(word.document, sheet.questions_title, "Heading 3")
        for each in subject.questions:
            _learned(word, each)


def _timeline(word: Word, title: str, time: Timeline) -> None:
    if not time.rows:
        return
    word.add(word.document, title, "Heading 1")
    inside = word.width - 2 * word.margin
    table = word.grid(len(time.rows), (45.0, inside - 45), style="Table Grid")
    for at, row in enumerate(time.rows):
        word.write(table.cell(at, 0).paragraphs[0], row.label, bold=True)
        happens = table.cell(at, 1)
        lines = [*((*bar.text, Span(f" ({bar.dates})")) for bar in time.bars if bar.first == at), *row.texts]
        for number, text in enumerate(lines):
            line = happens.paragraphs[0] if number == 0 else word.add(happens)
            word.write(line, text)


def _learned(word: Word, each: Learned) -> None:
    line = word.add(word.document, each.text, "List Bullet")
    for at, answer in enumerate(each.answer):
        word.write(line, "; " if at else "  ")
        word.write(line, answer, bold=True)
    lines = [line]
    if each.explanation or each.sources:
        from docx.shared import Mm

        more = word.add(word.document, each.explanation, "Small")
        word.write(more, ("  " if each.explanation else "") + each.sources)
        more.paragraph_format.left_indent = Mm(6.4)
        lines.append(more)
    word.keep(lines)
