"""What the headings of a teacher's table mean: which column holds the question, the key, a wrong answer.

Headings are read forgivingly: English or Indonesian, whatever their case and spaces, with a number and a
language where they have one: ``Wrong answer 2 (en)``, ``pengecoh_1_id``, ``Soal [id]``. Lettered columns (``A``,
``Pilihan B``) hold all options of a question whose key is a letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizgen.bank.read import is_language

STEM, KEY, WRONG, OPTION = "stem", "key", "wrong", "option"
TOPIC, EXPLANATION, SOURCE, ID = "topic", "explanation", "source", "id"
KIND, REASON = "kind", "reason"

_ENGLISH = {
    STEM: "stem, question, questions, question text, statement, prompt",
    KEY: "key, answer, right answer, correct answer, correct, answer key, right",
    WRONG: "wrong, wrong answer, wrong answers, distractor, distractors, incorrect, incorrect answer, "
    "incorrect answers, wrong option",
    KIND: "kind, question kind",
    REASON: "reason, why wrong",
    TOPIC: "topic, topics, category, subject, chapter",
    EXPLANATION: "explanation, explain, feedback, rationale",
    SOURCE: "source, sources, reference, citation",
}
_INDONESIAN = {
    STEM: "soal, pertanyaan, butir soal, teks soal, pernyataan",
    KEY: "kunci, jawaban, kunci jawaban, jawaban benar, jawaban yang benar",
    WRONG: "pengecoh, jawaban salah, jawaban yang salah, pilihan salah, opsi salah, salah",
    KIND: "jenis, jenis soal",
    REASON: "alasan, alasan salah",
    TOPIC: "topik, kategori, materi, bab, tema",
    EXPLANATION: "penjelasan, pembahasan, umpan balik",
    SOURCE: "sumber, rujukan, referensi",
}
_LANGUAGES = {
    "english": "en", "inggris": "en", "bahasa inggris": "en", "eng": "en",
    "indonesian": "id", "indonesia": "id", "bahasa indonesia": "id", "ind": "id",
}  # fmt: skip


def _by_name(table: dict[str, str]) -> dict[str, str]:
    return {name: base for base, names in table.items() for name in names.split(", ")}


_NAMES_EN, _NAMES_ID = _by_name(_ENGLISH), _by_name(_INDONESIAN)
_LETTERED = {
    f"{word}{letter}": at
    for at, letter in enumerate("abcdefgh", 1)
    for word in ("", "option ", "choice ", "answer ", "pilihan ", "opsi ", "jawaban ")
}
_NAMES = {**_NAMES_EN, **_NAMES_ID, "id": ID, **dict.fromkeys(_LETTERED, OPTION)}


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is understood: what it holds, in which language (None: in all), and which of its like it is."""

    base: str
    language: str | None
    number: int
    at: int
    title: str
    indonesian: bool = False


def read_column(title: str, at: int) -> Column | None:
    """What a heading means, or None."""
    words = title
    language = None
    if found := re.search(r"[(\[{<]\s*([^()\[\]{}<>]*?)\s*[)\]}>]", title):
        language = _language(found[1], loose=True)
        words = title[: found.start()] + " " + title[found.end() :]
        if language is None and found[1].isdecimal():
            words += found[1]
    tokens = re.findall(r"[^\W\d_]+|\d+", words.casefold())
    numbers = [token for token in tokens if token.isdecimal()]
    names = [token for token in tokens if not token.isdecimal()]
    base = _NAMES.get(" ".join(names))
    for size in (1, 2):
        if base is None and language is None and len(names) > size:
            language = _language(" ".join(names[-size:]))
            base = _NAMES.get(" ".join(names[:-size])) if language else None
            language = language if base else None
            names = names[:-size] if base else names
    if base is None or len(numbers) > 1 or (numbers and base not in (WRONG, REASON)):
        return None
    number = int(numbers[0]) if numbers else _LETTERED.get(" ".join(names), 0)
    return Column(base, language, number, at, title.strip(), " ".join(names) in _NAMES_ID)


def _language(word: str, loose: bool = False) -> str | None:
    """The code of a language named; with ``loose`` also a code that nobody knows, so that it can be told."""
    word = word.strip().casefold()
    if word in _LANGUAGES:
        return _LANGUAGES[word]
    if found := re.fullmatch(r"([a-z]{2,3})((?:[-_][a-z0-9]{2,8})?)", word):
        code = found[1] + found[2].replace("_", "-").upper()
        return code if loose or (len(code) == 2 and is_language(code)) else None
    return None


def read_columns(titles: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a row of headings that are understood; wrong answers and reasons without a number are counted."""
    columns = [column for at, title in enumerate(titles) if (column := read_column(title, at)) is not None]
    for base in (WRONG, REASON):
        taken = {(column.language, column.number) for column in columns if column.base == base}
        for index, column in enumerate(columns):
            if column.base == base and not column.number:
                number = next(each for each in range(1, 1000) if (column.language, each) not in taken)
                taken.add((column.language, number))
                columns[index] = replace(column, number=number)
    return tuple(columns)


def understood(titles: Sequence[str]) -> int:
    """How much like a row of headings some cells look: the columns understood, if a question is among them."""
    columns = read_columns(titles)
    return len(columns) if any(column.base == STEM for column in columns) else 0


def mostly_indonesian(columns: Sequence[Column]) -> bool:
    """True where the headings themselves are in Indonesian."""
    said = Counter(column.indonesian for column in columns if column.base not in (ID, OPTION))
    return said[True] > said[False]


def known_names() -> tuple[str, ...]:
    """Every heading that is understood, without numbers, languages and letters."""
    return tuple(sorted({*_NAMES_EN, *_NAMES_ID}))
