"""The numbering of a worksheet: one list of several levels, so that letters begin again after each question."""

from __future__ import annotations

from typing import Any

from quizgen.export.docx.document import Word, element, qualified

LEVELS = {"question": 0, "row": 1, "choice": 2, "select": 3, "true-false": 4, "order": 5, "letter": 6}
"""What is numbered -> its level in the list. Rows come before letters, and so do they here: an item counts as the
first of each higher level that its question has none of yet."""

_SHAPES = {
    "question": ("decimal", "%1."),
    "row": ("decimal", "____ %2."),
    "choice": ("upperLetter", "○ %3."),
    "select": ("upperLetter", "☐ %4."),
    "true-false": ("bullet", "○"),
    "order": ("upperLetter", "____ %6."),
    "letter": ("upperLetter", "%7."),
}
_INDENT = {"question": (9, 9), "row": (24, 15), "order": (24, 15), "letter": (16, 7), "true-false": (16, 7)}
"""Where the text begins, and how far before it the number stands, in millimetres; else (20, 11)."""


class Numbering:
    """The lists of a document: a new one for each paper, counting from one."""

    def __init__(self, word: Word) -> None:
        self._root = word.document.part.numbering_part.element
        self._scale = word.base / 12
        taken = [int(each.get(qualified("w:abstractNumId"))) for each in self._root.findall(qualified("w:abstractNum"))]
        self._abstract = str(max(taken, default=0) + 1)
        lists = [int(each.get(qualified("w:numId"))) for each in self._root.findall(qualified("w:num"))]
        self._taken = max(lists, default=0)
        self._add_abstract()

    def _add_abstract(self) -> None:
        abstract = element("w:abstractNum", abstractNumId=self._abstract)
        abstract.append(element("w:multiLevelType", val="multilevel"))
        for name, level in LEVELS.items():
            shape, text = _SHAPES[name]
            each = element("w:lvl", ilvl=str(level))
            each.append(element("w:start", val="1"))
            each.append(element("w:numFmt", val=shape))
            if level:
                each.append(element("w:lvlRestart", val="1"))
            each.append(element("w:lvlText", val=text))
            each.append(element("w:lvlJc", val="left"))
            left, hanging = _INDENT.get(name, (20, 11))
            properties = element("w:pPr")
            properties.append(element("w:ind", left=self._twips(left), hanging=self._twips(hanging)))
            each.append(properties)
            if name == "question":
                bold = element("w:rPr")
                bold.append(element("w:b"))
                each.append(bold)
            abstract.append(each)
        first = self._root.find(qualified("w:num"))
        if first is None:
            self._root.append(abstract)
        else:
            first.addprevious(abstract)

    def _twips(self, millimetres: float) -> str:
        return str(round(millimetres * self._scale * 1440 / 25.4))

    def new(self) -> str:
        """A list that counts from one; the answer is its id."""
        self._taken += 1
        id_ = str(self._taken)
        number = element("w:num", numId=id_)
        number.append(element("w:abstractNumId", val=self._abstract))
        override = element("w:lvlOverride", ilvl="0")
        override.append(element("w:startOverride", val="1"))
        number.append(override)
        self._root.append(number)
        return id_

    def put(self, line: Any, list_: str, what: str) -> None:
        """Number a paragraph."""
        properties = line._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = LEVELS[what]
        properties.get_or_add_numId().val = int(list_)
