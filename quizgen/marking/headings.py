"""What the headings of a table of answers mean: whose row it is, which paper, which column which question.

English or Indonesian, whatever their case and spaces: ``Nama siswa``, ``Form``, ``1``, ``Q1``, ``Soal 1``; or a
question's code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.marking.records import Record, filled

LEARNER, PAPER, NUMBER, ANSWER = "learner", "paper", "number", "response"

_NAMES = {
    LEARNER: "learner, name, student, student name, learner name, pupil, full name, nama, nama siswa, nama lengkap, "
    "nama peserta, siswa, murid, peserta, peserta didik, pelajar",
    PAPER: "paper, form, version, paper code, sheet, kertas, bentuk, naskah, paket, versi, kode kertas, kode naskah, "
    "kode soal, lembar",
    NUMBER: "number, question, question number, item, no, no., nomor, nomor soal, soal, butir",
    ANSWER: "response, answer, jawaban, respons, jawaban siswa",
}
_MEANING = {name: meaning for meaning, names in _NAMES.items() for name in names.split(", ")}
_QUESTION = re.compile(
    r"(?:q|question|item|no\.?|number|soal|nomor|butir|pertanyaan|jawaban|answer)?\s*([0-9]{1,4})\.?"
)
_LOOKED_AT = 10


@dataclass(slots=True)
class Headings:
    """The row of headings, and at which position of a row what stands.

    ``numbers`` are columns of questions by the number on the paper, ``codes`` by code. ``twice`` are columns that say
    what another says already, ``unknown`` those that are not understood.
    """

    line: int
    named: dict[str, int] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    twice: list[tuple[int, str]] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)

    @property
    def long(self) -> bool:
        """True where each row holds one answer: columns for the number and for the answer."""
        return NUMBER in self.named and ANSWER in self.named and not self.numbers and not self.codes

    @property
    def understood(self) -> int:
        """How many columns are understood."""
        return len(self.named) + len(self.numbers) + len(self.codes)


def read_headings(records: Sequence[Record], codes: Mapping[str, object]) -> tuple[Headings | None, list[Record]]:
    """The headings, and the rows below them; above them may stand a title."""
    rows = filled(records)
    found = [_headings(record, codes) for record in rows[:_LOOKED_AT]]
    best = max(range(len(found)), key=lambda at: found[at].understood, default=None)
    if best is None or not found[best].understood:
        return None, rows
    return found[best], rows[best + 1 :]


def _headings(record: Record, codes: Mapping[str, object]) -> Headings:
    heads = Headings(record.number)
    for at in range(len(record.cells)):
        title = " ".join(record.cell(at).split())
        name = re.sub(r"[\s_-]+", " ", title.casefold()).strip(" :")
        numbered = _QUESTION.fullmatch(name)
        if not name:
            continue
        if title.upper() in codes:
            _put(heads, heads.codes, title.upper(), at, title)
        elif name in _MEANING:
            _put(heads, heads.named, _MEANING[name], at, title)
        elif numbered:
            _put(heads, heads.numbers, int(numbered[1]), at, title)
        else:
            heads.unknown.append((at, title))
    return heads


def _put(heads: Headings, columns: dict[str, int] | dict[int, int], key: str | int, at: int, title: str) -> None:
    if key in columns:
        heads.twice.append((at, title))
    else:
        columns[key] = at  # type: ignore[index]
