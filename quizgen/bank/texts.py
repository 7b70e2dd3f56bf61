"""Reading texts, templates, references and keys from nodes; what every part of a bank shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from quizgen.bank.keys import Keys
from quizgen.bank.nodes import Desk, List, Map, Node, Scalar, shape_of
from quizgen.errors import Place
from quizgen.meant import closest
from quizgen.model import SourceRef, Template
from quizgen.templates import Hole, parse_template
from quizgen.text import (
    Blank,
    MarkupError,
    Rich,
    Span,
    Text,
    parse_cloze,
    parse_text,
    plain,
)

T = TypeVar("T")

_MOST_UNKNOWN = 100
"""So many unknown keys of a mapping are told one by one."""
MOST_FORMS = 1000
"""So many answers are accepted at the most."""
_SHORT_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")


@dataclass(slots=True)
class Reader:
    """What is known while a bank is read: its languages and folder, and the desk for problems."""

    desk: Desk
    folder: Path
    languages: tuple[str, ...] = ()
    broken: set[str] = field(default_factory=set)
    """Ids, relations, facts and entities that are left out because of a problem of their own."""
    unsure: set[str] = field(default_factory=set)
    """Parts of the bank that could not be read as a whole, so that what refers to them is not reported."""
    ids: list[tuple[str, str, Place]] = field(default_factory=list)
    """Every id given: what it is of, the id, and where it stands."""
    fact_refs: list[tuple[str, Place]] = field(default_factory=list)
    names: dict[str, Node] = field(default_factory=dict)
    """Where each entity's name stands."""

    # -- keys --------------------------------------------------------------------------------------

    def known_keys(self, node: Map, keys: Keys, what: str) -> bool:
        """Report unknown and missing keys; False where a needed one is missing.

        A needed key that is merely misspelt is one mistake, not two.
        """
        misspelt = set()
        free = {key: needed for key, needed in keys.items() if key not in node.entries}
        unknown = [key for key, _ in node if key not in keys]
        for key in unknown[:_MOST_UNKNOWN]:
            misspelt.add(closest(key, free))
            self.desk.error(
                node.key_places[key], "unknown-key", f"{what} has no key '{key}'{self.desk.near(key, free)}"
            )
        if more := unknown[_MOST_UNKNOWN:]:
            self.desk.error(
                node.key_places[more[0]], "unknown-key", f"{what} has none of the {len(more)} keys from here on"
            )
        missing = [key for key, needed in free.items() if needed]
        for key in missing:
            if key not in misspelt:
                self.desk.error(node.place, "missing-key", f"{what} has no '{key}'; write {key}: …")
        return not missing

    # -- texts -------------------------------------------------------------------------------------

    def text(self, node: Node, what: str) -> Text | None:
        """A text in every language of the bank, or None after a problem."""
        found = self._by_language(node, what, self._rich)
        return Text(found) if found is not None else None

    def optional_text(self, node: Node | None, what: str) -> Text | None:
        """A text, or None where there is none."""
        return self.text(node, what) if node is not None else None

    def template(self, node: Node, what: str, slots: Iterable[str]) -> Template | None:
        """A text with holes that name ``slots``, the same in all languages, or None after a problem."""
        known = tuple(slots)
        found = self._by_language(node, what, lambda scalar, said: self._pieces(scalar, said, known))
        if found is None:
            return None
        named = {
            language: frozenset(piece.slot for piece in pieces if isinstance(piece, Hole))
            for language, pieces in found.items()
        }
        first = next(iter(named), "")
        for language, slots_named in named.items():
            if slots_named != named[first]:
                odd = ", ".join(f"{{{slot}}}" for slot in sorted(slots_named ^ named[first]))
                self.desk.error(
                    self._language_place(node, language), "slots-differ",
                    f"{what} names other slots in '{language}' than in '{first}' ({odd}); name the same in all",
                )  # fmt: skip
                return None
        return Template(found, named.get(first, frozenset()), node.place)

    def cloze(self, node: Node, what: str) -> Mapping[str, tuple[Span | Blank, ...]] | None:
        """A text with deletions in every language, or None after a problem."""
        return self._by_language(node, what, self._blanks)

    def plain_forms(self, node: Node | None, what: str) -> Mapping[str, tuple[str, ...]]:
        """Typed forms, a list for all languages or a list per language: language -> forms."""
        forms: dict[str, list[str]] = {language: [] for language in self.languages}
        if node is None:
            return {}
        per_language = isinstance(node, Map)
        groups = list(node) if isinstance(node, Map) else [("", node)]
        for language, group in groups:
            if per_language and language not in forms:
                if "languages" not in self.unsure:
                    self._unknown_language(node, language, what)  # type: ignore[arg-type]
                continue
            items = self.desk.items(group, what)
            if len(items) > MOST_FORMS:
                self.desk.error(group.place, "too-long", f"{what} lists {len(items)} answers; {MOST_FORMS} at most")
                continue
            for item in items:
                if isinstance(item, Map):
                    text = self.text(item, what)
                    for each in text.languages if text else ():
                        forms[each].append(text.plain(each))  # type: ignore[union-attr]
                elif (form := self.desk.string(item, what)) is not None:
                    form = plain(parse_text(form))
                    for each in (language,) if per_language else self.languages:
                        forms[each].append(form)
        return {language: tuple(dict.fromkeys(listed)) for language, listed in forms.items()}

    def _by_language(self, node: Node, what: str, read: Callable[[Scalar, str], T | None]) -> dict[str, T] | None:
        if isinstance(node, Scalar):
            value = read(node, what)
            return None if value is None else dict.fromkeys(self.languages, value)
        if isinstance(node, List):
            self.desk.error(node.place, "wrong-shape", f"{what} is a list; write one text, or {self._mapping_form()}")
            return None
        found: dict[str, T] = {}
        complete = True
        for language, child in node:
            if language not in self.languages and "languages" not in self.unsure:
                self._unknown_language(node, language, what)
                complete = False
            elif not isinstance(child, Scalar):
                self.desk.error(
                    child.place, "wrong-shape", f"{what} in '{language}' is {shape_of(child)}; write one text"
                )
                complete = False
            else:
                value = read(child, f"{what} in '{language}'")
                complete = complete and value is not None
                if value is not None:
                    found[language] = value
        missing = [language for language in self.languages if language not in node.entries]
        if "languages" in self.unsure and found:
            found = {language: found.get(language, next(iter(found.values()))) for language in self.languages}
        elif missing and len(missing) == len(self.languages) and not complete:
            return None  # no language at all is known here; that has been told
        else:
            for language in missing:
                self.desk.error(
                    node.place, "missing-language", f"{what} has no '{language}'; write {self._mapping_form()}"
                )
        return {language: found[language] for language in self.languages} if complete and not missing else None

    def _mapping_form(self) -> str:
        return "{" + ", ".join(f'{language}: "…"' for language in self.languages) + "}"

    def _unknown_language(self, node: Map, language: str, what: str) -> None:
        child = node.entries[language]
        if isinstance(child, Scalar) and not child.value and node.entries.keys() & set(self.languages):
            told = f"'{language}' after the comma reads as another language; put {what} in quotation marks"
            self.desk.error(node.key_places[language], "unknown-language", told)
        elif isinstance(child, Scalar) and not child.value:
            told = f'{what} begins with a brace; put it in quotation marks: "{{{language}}}…"'
            self.desk.error(node.place, "unknown-language", told)
        else:
            meant = self.desk.near(language, self.languages)
            told = f"{what} has the language '{language}', which the bank does not list{meant}"
            self.desk.error(node.key_places[language], "unknown-language", told)

    def hole_place(self, node: Node, slot: str) -> Place:
        """Where a template that has been read names a slot for the first time."""
        for child in [child for _, child in node] if isinstance(node, Map) else [node]:
            if isinstance(child, Scalar):
                for piece in parse_template(child.value):
                    if isinstance(piece, Hole) and piece.slot == slot:
                        return child.at(piece.offset)
        return node.place

    def _language_place(self, node: Node, language: str) -> Place:
        return node.entries[language].place if isinstance(node, Map) else node.place

    def filled(self, scalar: Scalar, what: str) -> str | None:
        """The characters of a text that is not empty, or a problem."""
        value = scalar.value.strip()
        if not value:
            more = "; a text that begins with # needs quotation marks" if scalar.lost else ""
            self.desk.error(scalar.place, "empty-text", f"{what} is empty{more}")
            return None
        if scalar.lost:
            self.desk.warn(
                scalar.place, "lost-comment",
                f"'{scalar.lost}' is a comment to YAML and lost; put {what} in quotation marks",
            )  # fmt: skip
        return value

    def _rich(self, scalar: Scalar, what: str) -> Rich | None:
        value = self.filled(scalar, what)
        if value is None:
            return None
        rich = parse_text(value)
        if not plain(rich).strip():
            self.desk.error(scalar.place, "empty-text", f"{what} is empty")
            return None
        return rich

    def _pieces(self, scalar: Scalar, what: str, slots: tuple[str, ...]) -> tuple[Span | Hole, ...] | None:
        value = self.filled(scalar, what)
        if value is None:
            return None
        try:
            pieces = parse_template(value)
        except MarkupError as error:
            self.desk.error(_at(scalar, error.offset), "bad-template", f"in {what} {error}")
            return None
        good = True
        for piece in pieces:
            if isinstance(piece, Hole) and piece.slot not in slots:
                told = self.desk.near(piece.slot, slots) if slots else "; this text can name none"
                self.desk.error(
                    _at(scalar, piece.offset), "unknown-slot", f"{what} names '{piece.slot}', which is no slot{told}"
                )
                good = False
        return pieces if good else None

    def _blanks(self, scalar: Scalar, what: str) -> tuple[Span | Blank, ...] | None:
        value = self.filled(scalar, what)
        if value is None:
            return None
        try:
            return parse_cloze(value)
        except MarkupError as error:
            self.desk.error(_at(scalar, error.offset), "bad-cloze", f"in {what}: {error}")
            return None

    # -- small things ------------------------------------------------------------------------------

    def reasons(self, node: Node | None) -> Mapping[str, str]:
        """An ``ignore`` mapping: check -> the reason why it is silenced."""
        if node is None:
            return {}
        mapping = self.desk.map(node, "ignore")
        reasons = {}
        for check, child in mapping or ():
            reason = self.desk.string(child, f"the reason for ignoring '{check}'")
            if reason is not None:
                reasons[check] = reason
        return reasons

    def source_refs(self, node: Node | None, known: Mapping[str, object]) -> tuple[SourceRef, ...]:
        """Sources cited, ``article#2``: one or a list; unknown ones are problems."""
        refs: list[SourceRef] = []
        for item in self.desk.items(node, "source"):
            raw = self.desk.string(item, "a source")
            if raw is None:
                continue
            if isinstance(item, Scalar) and item.lost:
                self.filled(item, "the source")
            key, mark, part = raw.partition("#")
            if key.strip() not in known:
                if "sources" in self.unsure:
                    continue
                self.desk.error(
                    item.place, "unknown-source", f"no source '{key.strip()}'{self.desk.near(key.strip(), known)}"
                )
            elif mark and not part.strip():
                self.desk.error(
                    item.place, "unknown-source", f"'{raw}' names no place after '#'; write {key}#2 or {key}"
                )
            else:
                refs.append(SourceRef(key.strip(), part.strip() or None, item.place, confirms=bool(refs)))
        return tuple(refs)

    def fact_ids(self, node: Node | None) -> tuple[str, ...]:
        """Facts named: one or a list; whether they exist is told at the end."""
        found = []
        for item in self.desk.items(node, "'facts'"):
            fact = self.desk.string(item, "a fact's id")
            if fact is not None:
                found.append(fact)
                self.fact_refs.append((fact, item.place))
        return tuple(found)

    def id(self, node: Map, what: str) -> str | None:
        """The ``id`` of a fact, a question or a retired question; None where there is none."""
        if "id" not in node.entries:
            return None
        given = self.desk.string(node.entries["id"], f"the {what}'s id")
        if given is not None:
            self.ids.append((what, given, node.entries["id"].place))
        return given

    def topic(self, node: Node | None, what: str, topics: Mapping[str, object]) -> str | None:
        """A topic named; an unknown one is a problem."""
        topic = self.desk.string(node, what) if node is not None else None
        if topic is None or topic in topics:
            return topic
        if node is not None and "topics" not in self.unsure:
            self.desk.error(node.place, "unknown-topic", f"no topic '{topic}'{self.desk.near(topic, topics)}")
        return None

    def date(self, scalar: Node, what: str) -> date | None:
        """A day written 2023-01-29, or a problem that says how it is to be written."""
        raw = self.desk.string(scalar, what)
        if raw is None:
            return None
        day, problem = read_date(raw)
        if day is None:
            self.desk.error(scalar.place, "bad-date", f"{what}: '{raw}' {problem}")
        return day


def _at(scalar: Scalar, offset: int) -> Place:
    """The place of a character of a text, whose outer spaces do not count."""
    return scalar.at(offset + len(scalar.value) - len(scalar.value.lstrip()))


def read_date(raw: str) -> tuple[date | None, str]:
    """A day written 2023-01-29, or None and what is wrong with it."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw, re.ASCII):
        try:
            return date.fromisoformat(raw), ""
        except ValueError:
            return None, "is no day of the calendar"
    if found := _SHORT_DATE.match(raw):
        day, month, year = (int(part) for part in found.groups())
        try:
            return (
                None,
                f"is not written as year-month-day; did you mean {date(year, month, day).isoformat()}?",
            )
        except ValueError:
            pass
    return None, "is no date; write year-month-day, such as 2023-01-29"
