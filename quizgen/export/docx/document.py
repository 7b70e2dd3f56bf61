"""A Word document that stays editable: its styles, fields, sections and pictures; the same content, the same bytes."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

from quizgen.errors import WishError
from quizgen.export.sheet import Gap, Illustration, Line
from quizgen.text import Style

PaperSize = Literal["a4", "letter"]

SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height in millimetres."""

_SHOWN = ("image/png", "image/jpeg", "image/gif")
_FONT, _MONO = "Times New Roman", "Courier New"
_GREY = "595959"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_GAP = "_" * 18
_FROM_THE_RIGHT = ("ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi")


class Word:
    """A document being written, with its styles at hand."""

    def __init__(self, *, title: str, language: str, paper_size: PaperSize, large: bool = False) -> None:
        from docx import Document

        self.document: Any = Document()
        self.language = language
        self.base = 18.0 if large else 12.0
        self.width, self.height = SIZES[paper_size]
        self.margin = 20.0
        self._bookmarks = 0
        self._styles: dict[str, Any] = {style.name: style for style in self.document.styles}
        self._describe(title)
        self._make_styles()
        self.page(self.document.sections[0])

    # -- the make-up --------------------------------------------------------------------------------

    def _describe(self, title: str) -> None:
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = _checked(title)[:255], "", ""
        properties.language = self.language
        properties.created = properties.modified = datetime(2000, 1, 1)
        properties.revision = 1

    def _make_styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt, RGBColor

        normal = self.style("Normal")
        self._font(normal, _FONT, self.base)
        normal.paragraph_format.space_after = Pt(4)
        normal.paragraph_format.line_spacing = 1.1
        self._tongue(normal.element.get_or_add_rPr(), self.language)
        if self.language.replace("_", "-").split("-")[0] in _FROM_THE_RIGHT:
            behind = _AFTER_BORDER[_AFTER_BORDER.index("w:bidi") + 1 :]
            normal.element.get_or_add_pPr().insert_element_before(_element("w:bidi"), *behind)
        for name, size in (("Title", 1.45), ("Heading 1", 1.35), ("Heading 2", 1.12), ("Heading 3", 1.0)):
            heading = self.style(name)
            self._font(heading, _FONT, self.base * size)
            heading.font.bold = True
            heading.font.italic = name == "Heading 3"
            heading.font.color.rgb = RGBColor(0, 0, 0)
            heading.paragraph_format.keep_with_next = True
            heading.paragraph_format.space_before = Pt(0 if name == "Title" else self.base)
            heading.paragraph_format.space_after = Pt(self.base * 0.5)
        borders = self.style("Title").element.pPr.find(_qn("w:pBdr"))
        if borders is not None:
            self.style("Title").element.pPr.remove(borders)
        for name, size, after in (
            ("Question", 1.0, 2), ("Second language", 1.0, 2), ("Choice", 1.0, 2), ("Task", 0.8, 4), ("Small", 0.8, 3),
            ("Answer line", 1.0, 0), ("Key", 0.9, 2), ("Card front", 1.0, 3), ("Card back", 1.0, 3),
        ):  # fmt: skip
            style = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = normal
            style.font.size = Pt(self.base * size)
            style.paragraph_format.space_after = Pt(after)
            self._styles[name] = style
        question = self.style("Question")
        question.paragraph_format.space_before = Pt(self.base * 1.1)
        question.paragraph_format.keep_with_next = True
        self.style("Second language").font.italic = True
        for name in ("Task", "Small"):
            self.style(name).font.color.rgb = RGBColor.from_string("000000" if self.base > 13 else _GREY)
        line = self.style("Answer line")
        line.paragraph_format.space_before = Pt(self.base * 0.9)
        self._border(line.element.get_or_add_pPr(), "bottom")

    def _font(self, style: Any, name: str, size: float) -> None:
        from docx.shared import Pt

        style.font.name, style.font.size = name, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(_qn(script), name)

    def _tongue(self, properties: Any, language: str) -> None:
        tag = _element("w:lang", val=language, eastAsia=language)
        for old in properties.findall(_qn("w:lang")):
            properties.remove(old)
        properties.append(tag)

    def _border(self, properties: Any, side: str) -> None:
        borders = _element("w:pBdr")
        borders.append(_element(f"w:{side}", val="single", sz="4", space="1", color="000000"))
        properties.insert_element_before(borders, *_AFTER_BORDER)

    def style(self, name: str) -> Any:
        """A style by its name, looked up but once."""
        return self._styles[name]

    # -- sections -------------------------------------------------------------------------------------

    def page(self, section: Any, margin: float | None = None) -> None:
        """Give a section the document's size of paper and its margins."""
        from docx.shared import Mm

        around = self.margin if margin is None else margin
        section.page_width, section.page_height = Mm(self.width), Mm(self.height)
        section.left_margin = section.right_margin = Mm(around)
        section.top_margin = section.bottom_margin = Mm(around)
        section.header_distance = section.footer_distance = Mm(min(around, 10))

    def section(self, *, odd: bool = False) -> Any:
        """Begin a section on a new page, or on the next right-hand one."""
        from docx.enum.section import WD_SECTION

        section = self.document.add_section(WD_SECTION.ODD_PAGE if odd else WD_SECTION.NEW_PAGE)
        # What ends a section stands in an empty paragraph: moved into the one before, it cannot take a page for itself.
        ending = self.document.element.body[-1].getprevious()
        before = ending.getprevious()
        if before is not None and before.tag == _qn("w:p"):
            before.get_or_add_pPr().append(ending.pPr.find(_qn("w:sectPr")))
            ending.getparent().remove(ending)
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        return section

    def foot(self, section: Any, running: str, page_words: str, bookmark: str, mark: str = "") -> None:
        """Page numbers from one up to ``bookmark`` at the foot, with the title; ``mark`` stands in the header."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        properties = section._sectPr
        for old in properties.findall(_qn("w:pgNumType")):
            properties.remove(old)
        properties.find(_qn("w:cols")).addprevious(_element("w:pgNumType", start="1"))
        line = section.footer.paragraphs[0]
        self.set_style(line, "Small")
        self.tab(line, self.width - 2 * self.margin)
        line.add_run(_checked(running) + "\t")
        before, rest = page_words.split("{page}")
        between, after = rest.split("{pages}")
        for words, field in ((before, "PAGE"), (between, f"PAGEREF {bookmark}"), (after, "")):
            if words:
                line.add_run(words)
            if field:
                self._field(line, field)
        head = section.header.paragraphs[0]
        self.set_style(head, "Small")
        if mark:
            head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            head.add_run(_checked(mark)).bold = True

    def _field(self, line: Any, instruction: str) -> None:
        for kind in ("begin", "", "separate", "result", "end"):
            run = line.add_run()
            if kind == "result":
                run.text = "1"
            elif kind:
                run._r.append(_element("w:fldChar", fldCharType=kind))
            else:
                said = _element("w:instrText")
                said.text = f" {instruction} "
                run._r.append(said)

    def bookmark(self, line: Any, name: str) -> None:
        """A bookmark at the end of a paragraph, for page numbers to refer to."""
        self._bookmarks += 1
        line._p.append(_element("w:bookmarkStart", id=str(self._bookmarks), name=name))
        line._p.append(_element("w:bookmarkEnd", id=str(self._bookmarks)))

    def tab(self, line: Any, at: float, *, leader: bool = False, right: bool = True) -> None:
        """A tab stop so many millimetres in; ``leader`` draws a line up to it; what follows ends there, or begins."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Mm

        kind = WD_TAB_LEADER.LINES if leader else WD_TAB_LEADER.SPACES
        side = WD_TAB_ALIGNMENT.RIGHT if right else WD_TAB_ALIGNMENT.LEFT
        line.paragraph_format.tab_stops.add_tab_stop(Mm(at), side, kind)

    # -- paragraphs -----------------------------------------------------------------------------------

    def add(self, where: Any, text: Line | str = "", style: str = "Normal", language: str = "") -> Any:
        """A paragraph at the end of a document, or of a cell."""
        line = self._last() if where is self.document else where.add_paragraph()
        self.set_style(line, style)
        self.write(line, text, language)
        return line

    def _last(self) -> Any:
        """A new paragraph before what closes the document, which python-docx would seek among all the others."""
        from docx.text.paragraph import Paragraph

        line = _element("w:p")
        self.document.element.body[-1].addprevious(line)
        return Paragraph(line, self.document._body)

    def set_style(self, line: Any, name: str) -> None:
        """Give a paragraph its style by its id: python-docx itself would go through all styles for each paragraph."""
        line._p.style = None if name == "Normal" else self.style(name).style_id

    def write(self, line: Any, text: Line | str, language: str = "", *, bold: bool = False) -> None:
        """Add a text to a paragraph; ``language`` where it is not the document's."""
        for piece in (text,) if isinstance(text, str) else text:
            if isinstance(piece, str):
                run = line.add_run(_checked(piece))
            elif isinstance(piece, Gap):
                number = f" ({piece.number})" if piece.number else ""
                run = line.add_run(_checked(_GAP + number + (f" ({piece.hint})" if piece.hint else "")))
            else:
                run = line.add_run(_checked(piece.text.replace("\ufeff", "")))
                run.italic = True if Style.EMPHASIS in piece.style else None
                run.bold = True if Style.STRONG in piece.style else None
                if Style.CODE in piece.style:
                    run.font.name = _MONO
            if bold:
                run.bold = True
            if language and language != self.language:
                self._tongue(run._r.get_or_add_rPr(), language)

    def keep(self, lines: Sequence[Any]) -> None:
        """Keep paragraphs on one page, each of them whole."""
        for at, line in enumerate(lines):
            line.paragraph_format.keep_together = True
            line.paragraph_format.keep_with_next = at + 1 < len(lines)

    def picture(self, where: Any, picture: Illustration, width: float, height: float) -> Any:
        """A picture in a paragraph of its own, within a width and height in millimetres, with its alternative text."""
        from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
        from docx.shared import Mm

        if picture.media_type not in _SHOWN:
            kind = picture.media_type.removeprefix("image/").removesuffix("+xml")
            raise WishError(f"a Word file cannot show a picture of the type {kind}; use PNG or JPEG, or write a PDF")
        line = self.add(where)
        try:
            shape = line.add_run().add_picture(io.BytesIO(picture.content))
        except (
            InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ValueError, LookupError, EOFError
        ) as error:  # fmt: skip
            raise WishError(f"the picture “{picture.alt}” cannot be read") from error
        scale = min(1.0, Mm(width) / shape.width, Mm(height) / shape.height)
        shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
        shape._inline.docPr.set("descr", _checked(picture.alt))
        return line

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> Any:
        """A table with a heading row that is repeated on every page; rows are not broken."""
        table = self.grid(0, widths, style="Table Grid")
        for number, cells in enumerate([head, *rows]):
            row = table.add_row()
            properties = row._tr.get_or_add_trPr()
            properties.append(_element("w:cantSplit"))
            if number == 0 and any(head):
                properties.append(_element("w:tblHeader"))
            for cell, text in zip(row.cells, cells, strict=True):
                line = cell.paragraphs[0]
                self.set_style(line, "Small")
                line.add_run(_checked(text)).bold = number == 0
        return table

    def grid(self, rows: int, widths: Sequence[float], style: str = "Normal Table") -> Any:
        """A table of columns of fixed widths, in millimetres."""
        from docx.shared import Mm

        table = self.document.add_table(rows, len(widths))
        table.style = self.style(style)
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
        return table

    # -- the file -------------------------------------------------------------------------------------

    def saved(self) -> bytes:
        """The file; its parts bear one fixed date, so that the same content gives the same bytes."""
        raw, fixed = io.BytesIO(), io.BytesIO()
        self.document.save(raw)
        with zipfile.ZipFile(raw) as given, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as written:
            for entry in given.infolist():
                part = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
                part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                written.writestr(part, given.read(entry))
        return fixed.getvalue()


_AFTER_BORDER = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
    "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
"""What stands behind a border among a paragraph's properties."""


def _qn(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))


def _element(tag: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(_qn(f"w:{key}"), value)
    return element


element, qualified = _element, _qn


def _checked(text: str) -> str:
    """The text, if a Word file can hold it. Raises WishError for a control character."""
    if found := _ILLEGAL.search(text):
        named = f"U+{ord(found[0]):04X} {unicodedata.name(found[0], '')}".rstrip()
        raise WishError(f"the text holds what no font prints, {named}; take it out of the bank")
    return text
