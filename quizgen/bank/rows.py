"""A teacher's table, from the bytes of a CSV file or an Excel workbook: rows of cells as they were shown."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quizgen.bank.columns import understood
from quizgen.bank.nodes import Desk
from quizgen.errors import Place
from quizgen.strangers import most_unpacked

DELIMITERS = (",", ";", "\t")
_LOOKED_AT = 10
"""Headings are looked for in so many rows; above them may stand a title."""
_MOST_ROWS = 20_000
"""A table has no more rows, where nobody says how many it may have."""
MOST_BYTES = 200_000_000
"""A file is no larger, packed or not."""
_MOST_COLUMNS, _MOST_EMPTY = 1000, 10_000
_MOST_SHEETS = 50
_SAVE = "in Excel or LibreOffice save it as “CSV UTF-8”"


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell; ``trouble`` says why it is not known what the cell shows."""

    text: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with its number as the spreadsheet counts."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the cells."""
        return tuple(cell.text for cell in self.cells)

    @property
    def empty(self) -> bool:
        """True where no cell holds anything."""
        return not any(cell.text or cell.trouble for cell in self.cells)


def read_rows(content: bytes, ending: str, desk: Desk, most: int = _MOST_ROWS) -> tuple[Row, ...]:
    """The rows of a file, ``most`` of them or fewer, or none after a problem; ``ending`` is that of its name."""
    zipped = content.startswith(b"PK\x03\x04")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        told = f"this is an old Excel file (.xls), or one with a password; save it as .xlsx, or {_SAVE}"
        desk.error(Place(desk.path), "unreadable-file", told)
        return ()
    if ending == ".xlsx" and not zipped:
        desk.error(Place(desk.path), "unreadable-file", "this is no Excel workbook, though its name ends in .xlsx")
        return ()
    return _workbook(content, desk, most) if zipped else _csv(content, desk, most)


def tidy(text: str) -> str:
    """A cell's text with one kind of line ends and without outer spaces."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _unguarded(text: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking its text for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def heading_row(rows: Iterable[Row]) -> Row | None:
    """The row of headings: of the first rows the one that looks most like it, else the first with anything in it."""
    first = [row for row in rows if not row.empty][:_LOOKED_AT]
    return max(first, key=lambda row: understood(row.texts), default=None)


# -- CSV ----------------------------------------------------------------------------------------------


def _csv(content: bytes, desk: Desk, most: int) -> tuple[Row, ...]:
    text = decoded(content, desk)
    if text is None:
        return ()
    first, _, rest = text.partition("\n")
    said = re.fullmatch(r"sep=(.)\r?", first)
    delimiter = said[1] if said else _delimiter(text)
    rows: list[Row] = []
    above = 1 if said else 0
    try:
        for cells in _records(rest if said else text, delimiter):
            rows.append(Row(above + len(rows) + 1, tuple(Cell(_unguarded(tidy(cell))) for cell in cells)))
            if len(rows) > most:
                desk.error(Place(desk.path, len(rows)), "too-long", f"a table has {most} rows at most")
                return ()
    except csv.Error as error:
        desk.error(Place(desk.path, above + len(rows) + 1), "bad-csv", _csv_trouble(str(error), delimiter))
        return ()
    return tuple(rows)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _csv_trouble(error: str, delimiter: str) -> str:
    if "unexpected end of data" in error:
        return 'a quotation mark (") is opened in this row and never closed'
    if "expected after" in error:
        return (
            f'a quotation mark (") stands inside a text in quotation marks, or no {_named(delimiter)} follows the text;'
            ' write it twice inside a text: ""'
        )
    return f"this row cannot be read: {error}"


def _named(delimiter: str) -> str:
    return {",": "comma", ";": "semicolon", "\t": "tab"}.get(delimiter, delimiter)


def _delimiter(text: str) -> str:
    """What stands between the cells: with it, the headings are understood best; else the most frequent."""

    def score(delimiter: str) -> tuple[int, int]:
        seen = []
        try:
            for cells, _ in zip(_records(text, delimiter), range(_LOOKED_AT), strict=False):
                seen.append(tuple(cells))
        except csv.Error:
            pass
        return max(map(understood, seen), default=0), len(seen[0]) if seen else 0

    return max(DELIMITERS, key=score)


def decoded(content: bytes, desk: Desk, how: str = _SAVE) -> str | None:
    """The text of a file, without a byte order mark; None after a problem that tells where it is not UTF-8.

    ``how`` says what to do then.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        desk.error(Place(desk.path), "encoding", f"the file is saved as UTF-16; {how}")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        line = before.count("\n") + 1
        told = f"byte {content[error.start]:#04x} is not UTF-8; {how}, and check this row"
        desk.error(Place(desk.path, line, len(before.rpartition("\n")[2]) + 1), "encoding", told)
        return None


# -- Excel --------------------------------------------------------------------------------------------


def _workbook(content: bytes, desk: Desk, most_rows: int) -> tuple[Row, ...]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            most = min(MOST_BYTES, most_unpacked(len(content), 20_000_000))
            if sum(entry.file_size for entry in entries) > most or len(entries) > 1000:
                desk.error(Place(desk.path), "too-long", "the workbook is too large to be read")
                return ()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets = _sheets(book.worksheets[:_MOST_SHEETS], most_rows)
            book.close()
    except Exception:  # openpyxl raises whatever it stumbles on in a damaged file
        desk.error(Place(desk.path), "unreadable-file", f"the workbook cannot be read; open it, and {_SAVE}")
        return ()
    rows = max(sheets, key=_likely, default=())
    if len(rows) > most_rows:
        desk.error(Place(desk.path, most_rows), "too-long", f"a table has {most_rows} rows at most")
        return ()
    return rows


def _likely(rows: tuple[Row, ...]) -> tuple[int, bool]:
    heading = heading_row(rows)
    return (understood(heading.texts) if heading else 0, bool(heading))


def _sheets(sheets: Iterable[Any], most: int) -> list[tuple[Row, ...]]:
    """The rows of every sheet; of empty ones, all together, no more than anybody leaves between two others."""
    made = []
    empty = 0
    for sheet in sheets:
        sheet.reset_dimensions()  # what the file says of its own size may be wrong
        rows: list[Row] = []
        for number, cells in enumerate(sheet.iter_rows(), 1):
            row = Row(number, tuple(_cell(cell) for cell in _filled(cells)))
            if row.cells:
                rows.append(row)
            else:
                empty += 1
            if len(rows) > most or empty > most + _MOST_EMPTY:
                break
        made.append(tuple(rows))
    return made


def _filled(cells: Sequence[Any]) -> Sequence[Any]:
    """The cells of a row up to the last that holds anything; far to the right nobody looks."""
    most = min(len(cells), _MOST_COLUMNS)
    while most and cells[most - 1].value is None:
        most -= 1
    return cells[:most]


def _cell(cell: Any) -> Cell:
    """A cell as it is shown; where that hangs on a format of its own, this is told instead of guessed."""
    value = cell.value
    if value is None:
        return Cell("")
    if isinstance(value, bool):
        return Cell(str(value).upper())
    shown = cell.number_format or "General"
    if isinstance(value, int | float):
        return _number(value, shown)
    if isinstance(value, str):
        failed = cell.data_type == "e"
        return Cell(tidy(value), f"this cell shows the error {value}; mend its formula" if failed else "")
    told = "the spreadsheet takes this cell for a date or a time, and how it is shown is not known here"
    return Cell(str(value), f"{told}; {_AS_TEXT}")


_AS_TEXT = f"make the column Text and type it again, or {_SAVE}"


def _number(value: float, shown: str) -> Cell:
    if shown in ("General", "@"):
        return Cell(f"{value:.15g}" if abs(value) < 1e15 else str(value))
    if found := re.fullmatch(r"0(?:\.(0+))?(%?)", shown):
        decimals = len(found[1] or "")
        return Cell(f"{value * (100 if found[2] else 1):.{decimals}f}{found[2]}")
    told = f"this cell is a number with a format of its own ({shown}), and how it is shown is not known here"
    return Cell(f"{value:.15g}", f"{told}; {_AS_TEXT}")
