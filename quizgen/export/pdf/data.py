"""A sheet as the plain data that the templates read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal

from quizgen.errors import WishError
from quizgen.export.sheet import (
    AnswerSheet,
    Card,
    Gap,
    Illustration,
    Item,
    KeyEntry,
    KeyTable,
    Lettered,
    Line,
    Paper,
    SheetTable,
    StudySheet,
)
from quizgen.text import Rich, Span, Style

PaperSize = Literal["a4", "letter"]
LineData = str | list[dict[str, Any]]
"""A line that is nothing but letters as these, any other as its pieces."""

_SIZES = {"a4": "a4", "letter": "us-letter"}
_FORMATS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
_ROW_HOLDS, _ROWS_KEPT_TOGETHER = 50, 24
"""So many letters stand in a row at the least, and so many rows are not split over pages."""
_LARGE = 0.55
"""What large print leaves of both."""
_STYLES = (("emphasis", Style.EMPHASIS), ("strong", Style.STRONG), ("code", Style.CODE))
_MEASURED = ("choice", "select", "true-false")


class Pictures:
    """The pictures of a document, each once however often it is shown."""

    def __init__(self) -> None:
        self.data: list[dict[str, Any]] = []
        self._at: dict[tuple[bytes, str], int] = {}

    def put(self, picture: Illustration | None) -> dict[str, Any] | None:
        """Where the picture stands among all, with its text. Raises WishError for a type that a PDF cannot show."""
        if picture is None:
            return None
        if picture.media_type not in _FORMATS:
            kinds = "PNG, JPEG, GIF, WebP and SVG"
            raise WishError(f"a PDF cannot show a picture of the type {picture.media_type}; it shows {kinds}")
        named = (picture.content, picture.media_type)
        if named not in self._at:
            self._at[named] = len(self.data)
            self.data.append({"content": list(picture.content), "format": _FORMATS[picture.media_type]})
        return {"at": self._at[named], "alt": picture.alt}


class Items:
    """The questions of a document, each once in whatever papers it stands with what it offers in the same order.

    ``data`` are the questions, without their numbers; ``options`` the sets of options to measure, where it depends on
    them whether they stand side by side: ``widest`` of a question names its own.
    """

    def __init__(self, pictures: Pictures) -> None:
        self.data: list[dict[str, Any]] = []
        self.options: list[list[LineData]] = []
        self._pictures = pictures
        self._at: dict[tuple[str, str, tuple[Lettered, ...], tuple[Rich, ...]], int] = {}
        self._options_at: dict[str, int] = {}

    def put(self, item: Item, other: Item | None, language: str, room: float) -> int:
        """Where the question stands among all; ``other`` is the same in a second language, to be set beside it."""
        named = (language, item.code, item.options, item.rows)
        if named not in self._at:
            self._at[named] = len(self.data)
            self.data.append(
                {
                    "code": item.code,
                    "kind": item.kind,
                    "topic": item.topic,
                    "points": item.points,
                    "instruction": item.instruction,
                    "stem": line_data(item.stem),
                    "options": _options(item.options),
                    "rows": lines_data(item.rows),
                    "lines": item.lines,
                    "marks": item.marks,
                    "picture": self._pictures.put(item.picture),
                    "long": _is_long(item, room) or (other is not None and _is_long(other, room)),
                    "widest": self._widest(item) if item.kind in _MEASURED and other is None else None,
                }
            )
        return self._at[named]

    def _widest(self, item: Item) -> int:
        """Where the set of its options stands, whose order differs between papers."""
        if item.code not in self._options_at:
            self._options_at[item.code] = len(self.options)
            self.options.append([line_data(option.text) for option in item.options])
        return self._options_at[item.code]


def tongue(language: str) -> dict[str, Any]:
    """A language as Typst takes it: the code, and the region where there is one."""
    lang, _, region = language.replace("_", "-").partition("-")
    return {"lang": lang.lower(), "region": region.upper() if re.fullmatch(r"[A-Za-z]{2}", region) else None}


def page_size(paper_size: PaperSize) -> str:
    """The name that Typst has for a size of paper."""
    return _SIZES[paper_size]


def paper_data(paper: Paper, pictures: Pictures, items: Items, *, key: bool, large: bool = False) -> dict[str, Any]:
    """A paper, its second language under ``second``; of its questions, where they stand in ``items``."""
    room = (_LARGE if large else 1.0) * (0.5 if paper.second else 1.0)
    seconds = paper.second.items if paper.second else (None,) * len(paper.items)
    return {
        **tongue(paper.language),
        "title": line_data(paper.title),
        "running": line_data(paper.running),
        "school": paper.school,
        "logo": pictures.put(paper.logo),
        "mark": paper.mark,
        "notes": paper.notes,
        "instructions": paper.instructions,
        "fields": [{"label": each.label, "after": each.after, "value": each.value} for each in paper.fields],
        "items": [
            items.put(item, other, paper.language, room) for item, other in zip(paper.items, seconds, strict=True)
        ],
        "answers": _answers(paper.answers) if paper.answers else None,
        "key_title": paper.key_title,
        "key": [_entry(entry, room) for entry in paper.key] if key else [],
        "credits": paper.credits,
        "sources_title": paper.sources_title,
        "sources": paper.sources if key else [],
        "page": paper.page,
        "second": paper_data(paper.second, pictures, items, key=key, large=large) if paper.second else None,
    }


def _options(options: Iterable[Lettered]) -> list[dict[str, Any]]:
    return [{"letter": option.letter, "text": line_data(option.text)} for option in options]


def _answers(sheet: AnswerSheet) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "instructions": sheet.instructions,
        "rows": [
            {
                "number": row.number,
                "marks": row.marks,
                "several": row.several,
                "boxes": row.boxes,
                "blanks": row.blanks,
            }
            for row in sheet.rows
        ],
    }


def _entry(entry: KeyEntry, room: float) -> dict[str, Any]:
    told = (*entry.answer, entry.explanation, *entry.reasons, *entry.corrections)
    return {
        "number": entry.number,
        "code": entry.code,
        "long": _rows(told, room) > _ROWS_KEPT_TOGETHER * room,
        "answer": lines_data(entry.answer),
        "accept": lines_data(entry.accept),
        "explanation": line_data(entry.explanation),
        "reasons": lines_data(entry.reasons),
        "corrections": lines_data(entry.corrections),
        "sources": entry.sources,
    }


def table_data(table: SheetTable) -> dict[str, Any]:
    """A plain table."""
    return {"title": table.title, "head": table.head, "rows": table.rows}


def key_table_data(table: KeyTable) -> dict[str, Any]:
    """The keys of all papers."""
    return {
        "title": table.title,
        "head": table.head,
        "rows": [{"paper": row.paper, "learner": row.learner, "marks": row.marks} for row in table.rows],
    }


def card_data(card: Card, pictures: Pictures) -> dict[str, Any]:
    """A card with its fronts and backs, a language each."""
    return {
        "code": card.code,
        "picture": pictures.put(card.picture),
        "fronts": [
            {
                **tongue(front.language),
                "topic": front.topic,
                "task": front.task,
                "stem": line_data(front.stem),
                "options": _options(front.options),
                "rows": lines_data(front.rows),
            }
            for front in card.fronts
        ],
        "backs": [
            {
                **tongue(behind.language),
                "answer": lines_data(behind.answer),
                "explanation": line_data(behind.explanation),
                "corrections": lines_data(behind.corrections),
                "sources": behind.sources,
            }
            for behind in card.backs
        ],
    }


def study_data(sheet: StudySheet, pictures: Pictures) -> dict[str, Any]:
    """A study sheet."""
    return {
        **tongue(sheet.language),
        "title": line_data(sheet.title),
        "kind_title": sheet.kind_title,
        "about": line_data(sheet.about),
        "school": sheet.school,
        "logo": pictures.put(sheet.logo),
        "time": {
            "title": sheet.time_title,
            "lanes": sheet.time.lanes,
            "rows": [{"label": row.label, "texts": lines_data(row.texts)} for row in sheet.time.rows],
            "bars": [
                {
                    "first": bar.first,
                    "last": bar.last,
                    "lane": bar.lane,
                    "dates": bar.dates,
                    "text": line_data(bar.text),
                }
                for bar in sheet.time.bars
            ],
        },
        "groups": [
            {
                "title": group.title,
                "entries": [
                    {
                        "name": line_data(entry.name),
                        "about": line_data(entry.about),
                        "picture": pictures.put(entry.picture),
                    }
                    for entry in group.entries
                ],
            }
            for group in sheet.groups
        ],
        "facts_title": sheet.facts_title,
        "questions_title": sheet.questions_title,
        "subjects": [
            {
                "title": subject.title,
                **{
                    part: [
                        {
                            "text": line_data(each.text),
                            "answer": lines_data(each.answer),
                            "explanation": line_data(each.explanation),
                            "sources": each.sources,
                        }
                        for each in learned
                    ]
                    for part, learned in (("facts", subject.facts), ("questions", subject.questions))
                },
            }
            for subject in sheet.subjects
        ],
        "slips_title": sheet.slips_title,
        "slips": lines_data(sheet.slips),
        "sources_title": sheet.sources_title,
        "sources": sheet.sources,
        "credits": sheet.credits,
        "page": sheet.page,
    }


def _is_long(item: Item, room: float) -> bool:
    """True for what may fill most of a page, which is then better split than pushed to the next.

    ``room`` is the share of a row's letters and of a page's rows that large print or a second language leaves.
    """
    return _rows((item.stem, *(each.text for each in item.options), *item.rows), room) > _ROWS_KEPT_TOGETHER * room


def _rows(lines: Iterable[Line], room: float) -> int:
    """How many rows lines take at the most."""
    held = int(_ROW_HOLDS * room)
    return sum(1 + sum(len(getattr(piece, "text", "")) for piece in line) // held for line in lines)


def lines_data(lines: Iterable[Line]) -> list[LineData]:
    """Lines, each as ``line_data`` gives it."""
    return [line_data(line) for line in lines]


def line_data(line: Line) -> LineData:
    """A line as its pieces, runs of characters with their style, and gaps; or as the letters alone."""
    match line:
        case (Span(text, Style.PLAIN),):
            return text.replace("\ufeff", "")
    return [
        {"gap": piece.number, "hint": piece.hint}
        if isinstance(piece, Gap)
        else {
            "text": piece.text.replace("\ufeff", ""),
            **{name: True for name, style in _STYLES if style in piece.style},
        }
        for piece in line
    ]
