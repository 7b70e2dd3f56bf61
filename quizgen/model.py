"""What a bank holds and what a question is. Everything is frozen and knows its place in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from quizgen.errors import Place
from quizgen.templates import Hole
from quizgen.text import Blank, Span, Text

DATE, PERIOD, YEAR, NUMBER, TEXT = "date", "period", "year", "number", "text"
LITERAL_KINDS = (DATE, PERIOD, YEAR, NUMBER, TEXT)
"""Slot types that are no kind of entity."""

RULES = ("choice", "short", "cloze", "true-false", "select", "match", "order")
"""The ways of asking a relation, in the order in which they are made."""
KINDS = ("choice", "select", "true-false", "short", "cloze", "order", "match")
"""The kinds of questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image of the bank: its file as written, the file's bytes, and its text for those who cannot see."""

    file: str
    content: bytes = field(repr=False)
    media_type: str
    alt: Text
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A heading that questions stand under."""

    key: str
    name: Text
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where facts come from; ``places`` name parts of it, ``place`` is "paragraph {n}" with one hole ``n``."""

    key: str
    cite: Text
    url: str | None = None
    day: date | None = None
    place_template: Template | None = None
    places: Mapping[str, Text] = field(default_factory=dict)
    place: Place


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source cited, ``article#2``: the key, the part of it or None, and where this is written.

    The first source of a fact states it; each further one ``confirms`` it.
    """

    key: str
    part: str | None
    place: Place
    confirms: bool = False

    def __str__(self) -> str:
        """The citation as it is written in the bank."""
        return self.key if self.part is None else f"{self.key}#{self.part}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, a place, a thing: one that slots are filled with and options are made of."""

    key: str
    kind: str
    name: Text
    accept: Mapping[str, tuple[str, ...]]
    traits: frozenset[str] = frozenset()
    about: Text | None = None
    image: Picture | None = None
    ignore: Mapping[str, str] = field(default_factory=dict)
    place: Place

    def forms(self, language: str) -> tuple[str, ...]:
        """Every typed form in a language that means this entity, the name first."""
        return (self.name.plain(language), *self.accept.get(language, ()))


@dataclass(frozen=True, slots=True)
class Slot:
    """A relation's slot: what may fill it (a kind of entity or a literal kind), and whether it may be left out."""

    name: str
    kind: str
    optional: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Template:
    """A relation's text with holes: language -> pieces; ``slots`` are those it names, the same in all."""

    languages: Mapping[str, tuple[Span | Hole, ...]]
    slots: frozenset[str]
    place: Place


@dataclass(frozen=True, slots=True)
class MatchSpec:
    """Which two slots a matching exercise pairs, and its stem."""

    left: str
    right: str
    ask: Text
    place: Place


@dataclass(frozen=True, slots=True)
class OrderSpec:
    """Which slot a chronology goes by, which it shows, and its stem."""

    by: str
    show: str
    ask: Text
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A kind of fact, and the texts that ask about it."""

    name: str
    topic: str | None
    slots: Mapping[str, Slot]
    say: tuple[Template, ...] = ()
    ask: Mapping[str, Template] = field(default_factory=dict)
    ask_one: Mapping[str, Template] = field(default_factory=dict)
    ask_all: Mapping[str, Template] = field(default_factory=dict)
    match: MatchSpec | None = None
    order: OrderSpec | None = None
    rules: frozenset[str] = frozenset(RULES)
    open: bool = False
    ignore: Mapping[str, str] = field(default_factory=dict)
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What fills a slot.

    ``key`` stands in ids as it was typed (an entity's key, an ISO date); ``same`` is equal for equal
    values; ``label`` is how it reads inside a sentence; ``first`` and ``last`` bound a date or a
    period; ``number`` is a number's or a year's size.
    """

    kind: str
    key: str
    same: str
    label: Text
    entity: Entity | None = None
    first: date | None = None
    last: date | None = None
    number: Decimal | None = None
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    place: Place

    @property
    def size(self) -> Decimal | None:
        """How far along a day, a period or a number lies; None for an entity and a text."""
        if self.number is not None:
            return self.number
        if self.first is None or self.last is None:
            return None
        return Decimal(self.first.toordinal()) + Decimal(self.last.toordinal()) / 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact of a relation; a missing optional slot has no value. Context is true, but never asked."""

    id: str
    relation: str
    values: Mapping[str, Value]
    sources: tuple[SourceRef, ...] = ()
    explain: Text | None = None
    context: bool = False
    ignore: Mapping[str, str] = field(default_factory=dict)
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A slip in a source: what it prints, what is right, and why; for some facts only, if ``facts``."""

    at: SourceRef
    prints: Text
    right: Text
    because: tuple[SourceRef, ...] = ()
    explain: Text | None = None
    facts: tuple[str, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True)
class Retired:
    """A question asked no more; learners' decks are told."""

    id: str
    kind: str
    place: Place


# -- questions ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing to choose, to place or to pair.

    ``key`` tells it from the question's other options, whatever its wording; ``because`` says why one
    may think so and why it is wrong; options with a ``size`` (a day's, a number's) ascend by it.
    """

    key: str
    text: Text
    because: Text | None = None
    entity: Entity | None = None
    size: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What every question carries. ``facts`` are ids of facts; ``code`` is printed beside it."""

    kind: ClassVar[str]

    id: str
    code: str
    stem: Text
    topic: str | None = None
    explanation: Text | None = None
    sources: tuple[SourceRef, ...] = ()
    corrections: tuple[Correction, ...] = ()
    facts: tuple[str, ...] = ()
    generated: bool = False
    image: Picture | None = None
    ignore: Mapping[str, str] = field(default_factory=dict)
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Question):
    """One right option; ``options`` in the order shown, ``right`` the key's position there."""

    kind = "choice"
    options: tuple[Option, ...]
    right: int

    @property
    def key(self) -> Option:
        """The right option."""
        return self.options[self.right]


@dataclass(frozen=True, slots=True, kw_only=True)
class Select(Question):
    """Several right options; ``options`` in the order shown, ``right`` the positions to choose."""

    kind = "select"
    options: tuple[Option, ...]
    right: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Question):
    """The stem is a statement; ``truth`` says whether it holds."""

    kind = "true-false"
    truth: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What may be typed in one place: the answer shown, every accepted form, and others' names.

    ``accept`` and ``others`` are language -> forms. A form among ``others`` names something else, so
    that no typing error may turn it into the answer.
    """

    answer: Text
    accept: Mapping[str, tuple[str, ...]] = field(hash=False)
    others: Mapping[str, Sequence[str]] = field(hash=False)
    entity: Entity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Short(Question):
    """A typed answer; ``also`` are further right answers than the one shown first."""

    kind = "short"
    typed: Typed
    also: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(Question):
    """A text with blanks, each number a deletion; the stem is the text with its blanks drawn.

    ``text`` is language -> pieces; ``blanks`` is number -> what may be typed there.
    """

    kind = "cloze"
    text: Mapping[str, tuple[Span | Blank, ...]] = field(hash=False)
    blanks: Mapping[int, Typed] = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Question):
    """Things to put in order: ``items`` in the right order, ``shown`` their positions as shown."""

    kind = "order"
    items: tuple[Option, ...]
    shown: tuple[int, ...]

    @property
    def options(self) -> tuple[Option, ...]:
        """The items in the order shown."""
        return tuple(self.items[position] for position in self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Question):
    """Things to pair: ``rights[i]`` belongs to ``lefts[i]``, rights beyond those to none.

    ``shown`` are the positions of the rights as shown; the lefts are shown as they stand.
    """

    kind = "match"
    lefts: tuple[Option, ...]
    rights: tuple[Option, ...]
    shown: tuple[int, ...]

    @property
    def options(self) -> tuple[Option, ...]:
        """The rights in the order shown."""
        return tuple(self.rights[position] for position in self.shown)


AnyQuestion = Choice | Select | TrueFalse | Short | Cloze | Order | Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """A whole bank. ``questions`` are the hand-written ones, options in the order written."""

    id: str
    title: Text
    languages: tuple[str, ...]
    author: Text | None = None
    licence: str | None = None
    about: Text | None = None
    topics: Mapping[str, Topic] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    corrections: tuple[Correction, ...] = ()
    questions: tuple[AnyQuestion, ...] = ()
    skip: tuple[tuple[str, Place], ...] = ()
    retired: tuple[Retired, ...] = ()
    ignore: Mapping[str, str] = field(default_factory=dict)
    place: Place

    def citation(self, ref: SourceRef, language: str) -> str:
        """A source as it is cited: "Article on the visit, paragraph 2"."""
        cited = self.sources[ref.key].cite.plain(language)
        if ref.part is None:
            return cited
        return f"{cited}, {self.part_name(ref, language)}"

    def part_name(self, ref: SourceRef, language: str) -> str:
        """The cited part in words: "paragraph 2", "third subheading"; empty if there is none."""
        source = self.sources[ref.key]
        if ref.part is None:
            return ""
        if ref.part in source.places:
            return source.places[ref.part].plain(language)
        if source.place_template is None:
            return ref.part
        pieces: Sequence[Span | Hole] = source.place_template.languages[language]
        return "".join(ref.part if isinstance(piece, Hole) else piece.text for piece in pieces)

    def topic_name(self, topic: str | None, language: str) -> str:
        """A topic's heading; empty for a question that has none."""
        return self.topics[topic].name.plain(language) if topic is not None else ""
