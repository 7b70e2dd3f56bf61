"""A class list for ``handout --roster``: names, codes and classes, from CSV or Excel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.shared import ending_of_table
from quizgen.cli.written import why
from quizgen.errors import Place, QuizgenError, WishError, has_errors
from quizgen.identity import question_code
from quizgen.strangers import read_file

if TYPE_CHECKING:
    from quizgen.bank.nodes import Desk
    from quizgen.bank.rows import Row
    from quizgen.cli.parts import Shard

_HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(("name", "full name", "learner", "student", "pupil"), "name"),
    **dict.fromkeys(("nama", "nama lengkap", "nama siswa", "siswa", "murid", "peserta"), "name"),
    **dict.fromkeys(("code", "id", "number", "no", "kode", "nis", "nisn", "nomor", "nomor induk"), "code"),
    **dict.fromkeys(("class", "group", "kelas"), "class"),
}
_LONGEST_NAME, _LONGEST_CODE = 100, 20
_MOST, _MOST_IN_ALL = 1000, 1_000_000
"""So many names in one file of papers, and in a list that is made in parts."""
_CODE = re.compile(r"[\w./-]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A learner of the list: the name, the code, and the class or nothing."""

    name: str
    code: str
    class_name: str


def read_roster(given: str, shard: Shard | None = None) -> tuple[Named, ...]:
    """The learners of a class list, in its order.

    Its columns are told by their headings (name, code, class, in English or Indonesian); a list of bare names needs
    none. A code that is not given is made from the name. With ``shard``, only those of that part come back; the whole
    list is looked through all the same. Raises QuizgenError with every problem at its place, and
    WishError for a file that cannot be read and for a part that has nobody.
    """
    from quizgen.bank.nodes import Desk
    from quizgen.bank.rows import MOST_BYTES, read_rows

    path = Path(given)
    ending = ending_of_table(path)
    try:
        content = read_file(path, MOST_BYTES)
    except (OSError, ValueError) as error:
        raise WishError(f"{path} cannot be read: {why(error)}") from error
    desk = Desk(given)
    whole = read_rows(content, ending, desk, _MOST_IN_ALL + 100) if shard else read_rows(content, ending, desk)
    rows = [row for row in whole if not row.empty]
    learners = _learners(rows, desk, _MOST_IN_ALL if shard else _MOST) if rows else ()
    if not learners and not has_errors(desk.problems):
        desk.error(Place(given), "empty-file", "the list names nobody; write a name in each row")
    if has_errors(desk.problems):
        raise QuizgenError(desk.problems)
    return _part(learners, shard, given) if shard else learners


def _part(learners: tuple[Named, ...], shard: Shard, given: str) -> tuple[Named, ...]:
    part = tuple(shard.of(learners))
    if not part:
        told = f"{given} names {len(learners)}, so part {shard.number} of {shard.parts} has nobody"
        raise WishError(f"{told}; ask for fewer parts")
    if len(part) > _MOST:
        told = f"part {shard.number} of {shard.parts} of {given} has {len(part):,} names"
        raise WishError(f"{told}, and a file of papers has {_MOST:,} at most; ask for more parts")
    return part


def _learners(rows: Sequence[Row], desk: Desk, most: int) -> tuple[Named, ...]:
    headings = [_HEADINGS.get(" ".join(text.casefold().split()), "") for text in rows[0].texts]
    if any(headings):
        body = rows[1:]
        if not _headed(headings, rows[0], desk):
            return ()
    else:
        body, headings = rows, ["name"]
        if any(any(text for text in row.texts[1:]) for row in rows):
            place = Place(desk.path, rows[0].number)
            told = "the columns have no headings; write name, code and class above them, and put a name with a comma"
            desk.error(place, "no-heading", f'{told} between quotation marks ("Doe, John")')
            return ()
    if len(body) > most:
        told = f"a class list has {most} names at most" + ("; --shard 1/10 makes a part" if most == _MOST else "")
        desk.error(Place(desk.path, body[most].number), "too-long", told)
        return ()
    return _distinct([each for row in body if (each := _learner(row, headings, desk))], desk)


def _headed(headings: Sequence[str], row: Row, desk: Desk) -> bool:
    """True where there is one column of names, and no heading twice."""
    for at, heading in enumerate(headings):
        if heading and heading in headings[:at]:
            told = f"two columns are headed as the {heading}; leave one out"
            desk.error(Place(desk.path, row.number, at + 1), "duplicate-column", told)
            return False
    if "name" not in headings:
        desk.error(Place(desk.path, row.number), "missing-column", "there is no column of names; head it 'name'")
        return False
    return True


def _learner(row: Row, headings: Sequence[str], desk: Desk) -> tuple[Row, int, Named] | None:
    """A row's learner, with the column of the code, or of the name where the code is made from it."""
    found: dict[str, tuple[int, str]] = {}
    for at, text in enumerate(row.texts):
        heading = headings[at] if at < len(headings) else None
        if heading is None and text:
            told = "this row has more cells than there are headings; put a name with a comma between quotation marks"
            desk.error(Place(desk.path, row.number, at + 1), "extra-cell", f'{told} ("Doe, John")')
            return None
        if row.cells[at].trouble and heading:
            desk.error(Place(desk.path, row.number, at + 1), "unclear-cell", row.cells[at].trouble)
            return None
        if heading:
            found[heading] = at, unicodedata.normalize("NFC", " ".join(text.split(" ")))
    column, name = found.get("name", (headings.index("name"), ""))
    for heading, (at, text) in found.items():
        if told := _unfit(heading, text):
            desk.error(Place(desk.path, row.number, at + 1), "bad-cell", told)
            return None
    if not name:
        desk.error(Place(desk.path, row.number, column + 1), "no-name", "this row has no name")
        return None
    code_at, code = found.get("code", (column, ""))
    if not code:
        code_at, code = column, question_code("learner", name.casefold())[:4]
    return row, code_at, Named(name, code, found.get("class", (0, ""))[1])


def _unfit(heading: str, text: str) -> str:
    """Why a cell cannot be printed, or nothing."""
    odd = next((each for each in text if unicodedata.category(each) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")), "")
    if odd:
        named = "a line break" if odd in "\n\u2028\u2029" else f"the character U+{ord(odd):04X}, which cannot be seen"
        return f"the {heading} holds {named}; take it out"
    if heading == "code":
        if len(text) > _LONGEST_CODE:
            return f"the code is longer than {_LONGEST_CODE} characters"
        if text and not _CODE.fullmatch(text):
            return f"the code '{text}' has more than letters, figures, full stops, strokes and hyphens"
    elif len(text) > _LONGEST_NAME:
        return f"the {heading} is longer than {_LONGEST_NAME} characters"
    return ""


def _distinct(found: Sequence[tuple[Row, int, Named]], desk: Desk) -> tuple[Named, ...]:
    """The learners; where two have one code, which is told, their papers and answers could not be told apart."""
    first: dict[str, tuple[Row, Named]] = {}
    for row, at, each in found:
        before = first.setdefault(each.code.casefold(), (row, each))
        if before[1] is each:
            continue
        line, other = before[0].number, before[1]
        if other.name.casefold() == each.name.casefold():
            told = f"'{each.name}' stands in row {line} too; take one out, or give each a code of their own"
        else:
            told = f"'{each.name}' and '{other.name}' (row {line}) have the same code {each.code}; give each their own"
        desk.error(Place(desk.path, row.number, at + 1), "duplicate-learner", told)
    return tuple(each for _, _, each in found)
