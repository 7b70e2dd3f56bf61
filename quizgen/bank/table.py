"""A teacher's table as hand-written questions: each row is read, and every problem has its row and column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.bank import columns as heads
from quizgen.bank.columns import Column, read_columns
from quizgen.bank.drafted import Draft, Drafted
from quizgen.bank.dump import Words, slug, unique
from quizgen.bank.nodes import Desk
from quizgen.bank.read import is_language
from quizgen.bank.rows import Cell, Row, heading_row
from quizgen.bank.shapes import TRUTHS, kind_named, several, shaped, side_by_side
from quizgen.errors import Place, has_errors
from quizgen.meant import closest
from quizgen.model import KINDS

_NEEDED = {
    heads.STEM: "no column holds the question; call it question, stem or soal",
    heads.KEY: "no column holds the right answer; call it answer, key or kunci",
}

_LONGEST = 20_000
"""So many characters has a cell at the most."""


def read_table(rows: Sequence[Row], desk: Desk, languages: tuple[str, ...] = ()) -> Draft | None:
    """The questions of a table, or None where there is a problem; ``languages`` are those wished for, in order."""
    for row in rows:
        for at, text in enumerate(row.texts, 1):
            if len(text) > _LONGEST:
                told = f"this cell has {len(text)} characters; {_LONGEST} at most"
                desk.error(Place(desk.path, row.number, at), "too-long", told)
                return None
    heading = heading_row(rows)
    if heading is None:
        if not desk.problems:
            desk.error(Place(desk.path), "empty-file", "the table is empty; its first row names the columns")
        return None
    found = read_columns(heading.texts)
    if not _complete(found, heading, desk):
        return None
    chosen = _languages(found, heading, desk, languages)
    if chosen is None:
        return None
    table = _Table(desk, {(each.base, each.language, each.number): each for each in found}, chosen, heading)
    for row in rows:
        if row.number > heading.number and not row.empty:
            table.read(row)
    if not table.draft.questions and not has_errors(desk.problems):
        told = "there is no question under the headings; write one in each row"
        desk.error(Place(desk.path, heading.number + 1), "empty-file", told)
    return None if has_errors(desk.problems) else table.draft


def _complete(found: Sequence[Column], heading: Row, desk: Desk) -> bool:
    """Report columns that are missing, twice there, or not understood."""
    good = True
    for base, said in _NEEDED.items():
        if not any(column.base == base for column in found):
            good = False
            there = ", ".join(f"'{text}'" for text in heading.texts if text)
            desk.error(Place(desk.path, heading.number), "missing-column", f"{said}. The columns here: {there}")
    seen: dict[tuple[str, str | None, int], Column] = {}
    for column in found:
        key = (column.base, column.language, column.number)
        if key in seen:
            good = False
            told = f"'{column.title}' means the same as column {seen[key].at + 1}, '{seen[key].title}'; keep one"
            desk.error(Place(desk.path, heading.number, column.at + 1), "duplicate-column", told)
        seen.setdefault(key, column)
    known = {column.at for column in found}
    for at, title in enumerate(heading.texts):
        if title and at not in known:
            told = f"the column '{title}' is not used; its heading is not known here"
            meant = closest(title.casefold(), heads.known_names())
            desk.warn(
                Place(desk.path, heading.number, at + 1),
                "unknown-column",
                told + (f"; did you mean '{meant}'?" if meant else ""),
            )
    return good


def _languages(
    found: Sequence[Column], heading: Row, desk: Desk, wished: tuple[str, ...]
) -> Mapping[str, str | None] | None:
    """The languages of the bank, each with the one its columns carry: None where they carry none."""
    named = dict.fromkeys(column.language for column in found if column.language is not None)
    for language in named:
        if not is_language(language):
            at = next(column.at for column in found if column.language == language)
            told = f"no language '{language}'; write a short code, such as {heading.texts[at].split()[0]} (en)"
            desk.error(Place(desk.path, heading.number, at + 1), "unknown-language", told)
            return None
    bases = {(column.base, column.number) for column in found if column.language is not None}
    bare = next((c for c in found if c.language is None and (c.base, c.number) in bases), None)
    if named and bare is None:
        languages = wished or tuple(named)
        for language in languages:
            if language not in named:
                told = f"no column is in the language '{language}'; there is {', '.join(named)}"
                desk.error(Place(desk.path, heading.number), "unknown-language", told)
                return None
        return {language: language for language in languages}
    guessed = "id" if heads.mostly_indonesian(found) else "en"
    own = next((each for each in (*wished, guessed, "en", "id") if each not in named), guessed)
    if bare is not None and own in named:
        told = f"in which language is the column '{bare.title}'? Write it behind, such as {bare.title} (en)"
        desk.error(Place(desk.path, heading.number, bare.at + 1), "unknown-language", told)
        return None
    if not named:
        return dict.fromkeys(wished or (own,))
    every = {own: None, **{language: language for language in named}}
    for language in wished:
        if language not in every:
            told = f"no column is in the language '{language}'; there is {', '.join(every)}"
            desk.error(Place(desk.path, heading.number), "unknown-language", told)
            return None
    return {language: every[language] for language in wished or every}


@dataclass(slots=True)
class _Table:
    """The columns of a table and the draft that its rows fill."""

    desk: Desk
    columns: Mapping[tuple[str, str | None, int], Column]
    languages: Mapping[str, str | None]
    heading: Row
    draft: Draft = field(init=False)
    _topics: dict[str, str] = field(default_factory=dict)
    _sources: dict[str, str] = field(default_factory=dict)
    _ids: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.draft = Draft(tuple(self.languages))

    def error(self, row: Row, at: int, code: str, message: str) -> None:
        """Report a problem of a cell."""
        self.desk.error(Place(self.desk.path, row.number, at + 1), code, message)

    def read(self, row: Row) -> None:
        """Add the question of a row, or report what is wrong with it."""
        before = len(self.desk.problems)
        self._strays(row)
        stem = self._text(row, heads.STEM)
        key = self._text(row, heads.KEY)
        wrong, reasons = self._wrong(row)
        kind = self._kind(row)
        options = {
            number: text for number in self._numbers(heads.OPTION) if (text := self._text(row, "option", number))
        }
        topic = self._named(row, heads.TOPIC, self._topics, self.draft.topics)
        source = self._named(row, heads.SOURCE, self._sources, self.draft.sources)
        explanation = self._text(row, heads.EXPLANATION)
        id_ = self._id(row)
        missing = {heads.STEM: stem, heads.KEY: key}
        if kind == "cloze":
            key = missing.pop(heads.KEY) or stem
        for base in [base for base, text in missing.items() if text is None]:
            if not self._told(row, before, base):
                what = "question" if base == heads.STEM else "right answer"
                self.error(
                    row, self._at(base), f"missing-{base}", f"this row has no {what}; write it, or empty the row"
                )
        if stem is None or key is None or has_errors(self.desk.problems[before:]):
            return
        if options:
            chosen = self._by_letter(row, key, options)
            if chosen is None:
                return
            reasons = [*[None] * (len(options) - 1), *reasons]
            key, wrong = options[chosen], [*(text for at, text in options.items() if at != chosen), *wrong]
        question = self._of_kind(row, kind, stem, key, wrong) if kind else self._drafted(row, stem, key, wrong)
        if question is not None:
            question.reasons = reasons
            question.topic, question.explanation, question.id = topic, explanation, id_
            question.sources = [source] if source is not None else []
            self.draft.questions.append(question)

    def _drafted(self, row: Row, stem: Words, key: Words, wrong: Sequence[Words]) -> Drafted | None:
        truths = {TRUTHS.get(text.casefold()) for text in key.values()}
        others = {TRUTHS.get(text.casefold()) for text in (text for each in wrong for text in each.values())}
        if None not in truths and others <= {truth is False for truth in truths if truth is not None}:
            if len(truths) > 1:
                self.error(
                    row, self._at(heads.KEY), "keys-differ", "the key is true in one language and false in another"
                )
                return None
            return Drafted(row.number, "true-false", stem, truth=truths == {True})
        if wrong:
            self._distinct(row, [key, *wrong])
            return Drafted(row.number, "choice", stem, (key,), wrong)
        variants = {language: several(text) for language, text in key.items()}
        if not all(variants.values()):
            self.error(row, self._at(heads.KEY), "missing-key", "this key is nothing but |; write the right answer")
            return None
        return Drafted(row.number, "short", stem, side_by_side(variants))

    def _wrong(self, row: Row) -> tuple[list[Words], list[Words | None]]:
        """The wrong answers of a row, and why each is wrong."""
        wrong: list[Words] = []
        reasons: list[Words | None] = []
        for number in self._numbers(heads.WRONG):
            reason = self._text(row, heads.REASON, number)
            if text := self._text(row, heads.WRONG, number):
                wrong.append(text)
                reasons.append(reason)
            elif reason is not None:
                column = next(
                    column for (base, _, at), column in self.columns.items() if (base, at) == ("reason", number)
                )
                self.error(row, column.at, "no-wrong", f"this reason belongs to wrong {number}, which is empty here")
        return wrong, reasons

    def _kind(self, row: Row) -> str:
        """The kind that a row gives itself; empty where it leaves that to its answers."""
        column = self.columns.get((heads.KIND, None, 0))
        given = " ".join(self._cell(row, column).text.split()) if column is not None else ""
        kind = kind_named(given)
        if kind is None and column is not None:
            told = f"no kind of question '{given}'; write one of {', '.join(KINDS)}, or leave the cell empty"
            self.error(row, column.at, "unknown-kind", told)
        return kind or ""

    def _of_kind(self, row: Row, kind: str, stem: Words, key: Words, wrong: Sequence[Words]) -> Drafted | None:
        trouble = shaped(kind, stem, key, wrong)
        if isinstance(trouble, str):
            self.error(row, self._at(heads.STEM if kind == "cloze" else heads.KEY), "bad-row", trouble)
            return None
        question = Drafted(row.number, kind, stem, wrong=wrong, truth=trouble.truth)
        question.answers, question.partners = trouble.answers, trouble.partners
        if kind in ("choice", "select", "order"):
            self._distinct(row, [*question.answers, *wrong])
        elif kind == "match":
            self._distinct(row, question.answers)
            self._distinct(row, [*question.partners, *wrong])
        return question

    def _distinct(self, row: Row, options: Sequence[Words]) -> None:
        for language in self.languages:
            seen: set[str] = set()
            for option in options:
                said = " ".join(option[language].casefold().split())
                if said in seen:
                    text = option[language]
                    at = next((at for at, cell in reversed([*enumerate(row.texts)]) if text in cell), 0)
                    self.error(row, at, "duplicate-option", f"two options of this row read '{text}'; change one")
                    return
                seen.add(said)

    def _by_letter(self, row: Row, key: Words, options: Mapping[int, Words]) -> int | None:
        """Which of the lettered options is right: the key is its letter, or its text."""
        said = next(iter(key.values()))
        letter = said.strip(" .)(").casefold()
        number = ord(letter) - ord("a") + 1 if len(letter) == 1 else 0
        if number in options:
            return number
        same = [at for at, text in options.items() if text == key]
        if same:
            return same[0]
        letters = ", ".join(chr(ord("A") + at - 1) for at in options)
        told = f"the key '{said}' is none of the options here; write the letter of the right one: {letters}"
        self.error(row, self._at(heads.KEY), "unknown-key", told)
        return None

    # -- cells ---------------------------------------------------------------------------------------

    def _numbers(self, base: str) -> list[int]:
        return sorted({number for each, _, number in self.columns if each == base})

    def _column(self, base: str, carried: str | None, number: int) -> Column | None:
        return self.columns.get((base, carried, number)) or self.columns.get((base, None, number))

    def _at(self, base: str) -> int:
        return next(column.at for (each, _, _), column in self.columns.items() if each == base)

    def _cell(self, row: Row, column: Column) -> Cell:
        cell = row.cells[column.at] if column.at < len(row.cells) else Cell("")
        if cell.trouble:
            self.error(row, column.at, "unclear-cell", cell.trouble)
        return cell

    def _text(self, row: Row, base: str, number: int = 0) -> Words | None:
        """What a row holds in every language, or None where it holds nothing or has a problem."""
        found: dict[str, str] = {}
        empty: list[tuple[str, Column]] = []
        seen: dict[int, str] = {}
        for language, carried in self.languages.items():
            column = self._column(base, carried, number)
            if column is None:
                continue
            if column.at not in seen:
                seen[column.at] = self._cell(row, column).text
            found[language] = seen[column.at]
            if not found[language]:
                empty.append((language, column))
        if not any(found.values()):
            return None
        lacking = [language for language in self.languages if language not in found]
        for language, column in empty:
            said = next(text for text in found.values() if text)
            told = f"'{_cut(said)}' stands here in another language, and not in '{language}'; write it in both"
            self.error(row, column.at, "missing-language", told)
        if lacking:
            told = f"no column holds the {base} in '{lacking[0]}'; add one, such as {base} ({lacking[0]})"
            if not any(each.message == told for each in self.desk.problems):
                self.error(self.heading, self._at(base), "missing-column", told)
        return None if empty or lacking else found

    def _told(self, row: Row, before: int, base: str) -> bool:
        """True where a problem of these cells has been reported already."""
        own = {column.at + 1 for (each, _, _), column in self.columns.items() if each == base}
        return any(
            problem.code == "missing-column" or (problem.place.line == row.number and problem.place.column in own)
            for problem in self.desk.problems[before:]
        )

    def _named(self, row: Row, base: str, known: dict[str, str], into: dict[str, Words]) -> str | None:
        """The key of the topic or source that a row names; the first spelling is kept."""
        text = self._text(row, base)
        if text is None:
            return None
        first = next(iter(text.values()))
        folded = " ".join(first.casefold().split())
        if folded not in known:
            known[folded] = unique(slug(re.sub(r"^https?://(www\.)?", "", first), base), into)
            into[known[folded]] = text
        elif _folded(into[known[folded]]) != _folded(text):
            other = " / ".join(into[known[folded]].values())
            told = f"the {base} '{_cut(first)}' reads otherwise in an earlier row ({_cut(other)}); write it alike"
            self.error(row, self._at(base), f"{base}-differs", told)
        return known[folded]

    def _id(self, row: Row) -> str:
        """The id that a row gives itself, if it does."""
        column = self.columns.get((heads.ID, None, 0))
        given = " ".join(self._cell(row, column).text.split()) if column is not None else ""
        if given and column is not None:
            if given in self._ids:
                told = f"the id '{given}' stands in row {self._ids[given]} already; give one of them another"
                self.error(row, column.at, "duplicate-id", told)
            self._ids.setdefault(given, row.number)
        return given

    def _strays(self, row: Row) -> None:
        """Report texts that stand under no heading: often a comma has cut a text in two."""
        for at, cell in enumerate(row.cells):
            headed = at < len(self.heading.cells) and self.heading.cells[at].text
            if cell.text and not headed:
                told = (
                    f"'{_cut(cell.text)}' stands under no heading; name its column, or, if it belongs to the cell"
                    " before, put that text in quotation marks"
                )
                self.error(row, at, "no-heading", told)
                return


def _folded(words: Words) -> list[str]:
    return [" ".join(text.casefold().split()) for text in words.values()]


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39].rstrip() + "…"
