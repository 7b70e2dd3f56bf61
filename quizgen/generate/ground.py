"""What a rule looks at: one relation of a bank with its facts, the wishes, and the small deeds rules share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace

from quizgen.errors import Place
from quizgen.forms import FormsBut, distinct, shapes_of
from quizgen.generate.kin import Kin
from quizgen.generate.looks import Heard, Looks, confusable, heard, names
from quizgen.generate.measures import Measures
from quizgen.generate.proof import Evidence
from quizgen.generate.telling import Telling
from quizgen.identity import Marks, question_code
from quizgen.model import (
    TEXT,
    AnyQuestion,
    Bank,
    Correction,
    Fact,
    Option,
    Relation,
    SourceRef,
    Template,
    Typed,
    Value,
)
from quizgen.templates import fill_but
from quizgen.text import Blank, Rich, Span, Text, joined
from quizgen.values import rich_values


@dataclass(frozen=True, slots=True)
class Wishes:
    """How questions are to be made.

    ``options`` is the most that a choice shows (None: three, and all that an author wrote);
    ``difficulty`` is easy, medium or hard (None: as hard): how near its distractors are to the key.
    """

    seed: int = 0
    options: int | None = None
    difficulty: str | None = None

    @property
    def most_options(self) -> int:
        """The most options of a generated choice."""
        return self.options or 3


Blanked = tuple[Heard, Mapping[str, tuple[Span | Blank, ...]]]

_Cited = tuple[tuple[SourceRef, ...], tuple[Correction, ...]]
_Alike = Mapping[frozenset[str], Sequence[int]]

DEFAULT = Wishes()
"""Seed 0, three options, as hard as can be."""


@dataclass(slots=True)
class Level:
    """Candidates that are equally near: their ``places`` among the kin, and their marks once they are drawn from."""

    places: Sequence[int]
    kin: Kin
    _marks: Marks | None = None

    @property
    def marks(self) -> Marks:
        """The candidates' marks; most levels that are far from a key are never asked for them."""
        if self._marks is None:
            self._marks = Marks([self.kin.marks[at] for at in self.places])
        return self._marks


@dataclass(frozen=True, slots=True)
class Unmade:
    """A question that a rule did not make, and why."""

    id: str
    place: Place
    reason: str


Made = AnyQuestion | Unmade


@dataclass(slots=True)
class Ground:
    """A relation with its facts: ``facts`` all of them, ``asked`` those that are not context."""

    bank: Bank
    relation: Relation
    facts: Sequence[Fact]
    wishes: Wishes
    evidence: Evidence = field(init=False)
    asked: Sequence[Fact] = field(init=False)
    kin: Mapping[str, Kin]
    telling: Telling
    looks: Looks
    _text_owner: dict[tuple[str, str], str] = field(default_factory=dict)
    levels: dict[tuple[str, frozenset[frozenset[str]]], Sequence[Level]] = field(default_factory=dict)
    """What ``distractors`` has ranked: a kind and the keys' traits -> the candidates, level by level."""
    _known: dict[str, tuple[_Alike, _Alike]] = field(default_factory=dict)
    _without: dict[tuple[str, str], Blanked] = field(default_factory=dict)
    _cited: dict[tuple[str, ...], _Cited] = field(default_factory=dict)
    _options: dict[tuple[str, str, str | None], Option] = field(default_factory=dict)
    _typed: dict[tuple[tuple[str, str], ...], Typed] = field(default_factory=dict)
    _measures: dict[tuple[str | None, str], Measures] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the facts."""
        self.evidence = Evidence(self.facts)
        self.asked = [fact for fact in self.facts if not fact.context]
        for fact in self.facts:
            for slot, value in fact.values.items():
                if value.kind == TEXT:
                    self._text_owner.setdefault((slot, value.same), fact.id)

    def seedless(self) -> Ground:
        """The same ground for what no seed may change."""
        same = copy(self)
        same.wishes = replace(self.wishes, seed=0)
        return same

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the bank."""
        return self.bank.languages

    # -- texts -------------------------------------------------------------------------------------

    def statement(self, fact: Fact) -> Text | None:
        """The fact as a sentence."""
        return self.telling.statement(fact)

    def explanation(self, facts: Iterable[Fact]) -> Text | None:
        """What the facts' author explains, or the facts' own statements; each once."""
        texts = [text for fact in facts if (text := fact.explain or self.statement(fact)) is not None]
        return self.together(texts)

    def together(self, texts: Sequence[Text]) -> Text | None:
        """Texts one after the other, each once."""
        if len(texts) < 2:
            return texts[0] if texts else None
        languages: dict[str, Rich] = {}
        for language in self.languages:
            each: list[Rich] = []
            for text in texts:
                if text.languages[language] not in each:
                    each.append(text.languages[language])
            languages[language] = joined(each)
        return Text(languages)

    def blanked(self, fact: Fact, template: Template, slot: str) -> Blanked:
        """What is heard of the fact's statement without a slot, and the statement with a blank there."""
        known = self._without.get((fact.id, slot))
        if known is None:
            text = {
                language: fill_but(pieces, rich_values(fact.values, language), slot)
                for language, pieces in template.languages.items()
            }
            rest = [
                "".join([each.text for each in text[language] if isinstance(each, Span)]) for language in self.languages
            ]
            known = self._without[fact.id, slot] = heard(rest), text
        return known

    # -- what every question carries ---------------------------------------------------------------

    def common(self, id_: str, facts: Sequence[Fact], place: Place, explanation: Text | None) -> dict[str, object]:
        """The fields that every generated question has."""
        ids = tuple(dict.fromkeys(fact.id for fact in facts))
        if ids not in self._cited:
            self._cited[ids] = self._sources(facts, ids)
        sources, corrections = self._cited[ids]
        return {
            "id": id_,
            "code": question_code(self.bank.id, id_),
            "topic": self.relation.topic,
            "explanation": explanation,
            "sources": sources,
            "corrections": corrections,
            "facts": ids,
            "generated": True,
            "place": place,
        }

    def _sources(self, facts: Sequence[Fact], ids: Sequence[str]) -> _Cited:
        """What the facts cite, each place once, and the slips there."""
        refs: dict[str, SourceRef] = {}
        for ref in (ref for fact in facts for ref in fact.sources):
            if str(ref) not in refs or not ref.confirms:
                refs[str(ref)] = ref
        sources = tuple(refs.values())
        return sources, corrections_for(self.bank, sources, ids)

    def known_places(self, kind: str) -> tuple[_Alike, _Alike]:
        """The places among the kin of a kind, by traits: those that the relation's facts have, and the others."""
        if kind not in self._known:
            have = {
                value.key
                for fact in self.facts
                for slot, value in fact.values.items()
                if self.relation.slots[slot].kind == kind
            }
            kin = self.kin[kind]
            sides: tuple[dict[frozenset[str], list[int]], dict[frozenset[str], list[int]]] = ({}, {})
            for traits, places in kin.alike.items():
                for at in places:
                    sides[kin.values[at].key not in have].setdefault(traits, []).append(at)
            self._known[kind] = sides
        return self._known[kind]

    def measures(self, slot: str | None, kind: str) -> Measures:
        """The relation's values of a slot, or of all slots of a kind, by their size."""
        if (slot, kind) not in self._measures:
            self._measures[slot, kind] = Measures(
                value
                for fact in self.facts
                for own, value in fact.values.items()
                if (own == slot if slot is not None else self.relation.slots[own].kind == kind)
            )
        return self._measures[slot, kind]

    def given_id(self, given: Mapping[str, Value]) -> str:
        """Given values as in a fact's id; for a text, the id of the first fact that has it."""
        return ":".join(
            value.key or self._text_owner.get((slot, value.same), "")
            for slot in self.relation.slots
            if (value := given.get(slot)) is not None
        )

    def really(self, value: Value, slot: str) -> Text | None:
        """What a wrong value of a slot really is, by a fact's statement; None where no fact says anything of it."""
        return self.telling.of(value, self.relation.name, slot)

    def option(self, value: Value, wrong_for: str | None = None) -> Option:
        """A value as an option: alone, so with a capital; what it really is, where it is wrong for a slot."""
        key = (value.kind, value.key or value.same, wrong_for)
        if key not in self._options:
            self._options[key] = Option(
                key=f"@{value.key}" if value.entity else value.same,
                text=value.label.capitalised(),
                because=self.really(value, wrong_for) if wrong_for is not None else None,
                entity=value.entity,
                size=value.size,
            )
        return self._options[key]

    # -- what a stem may hold ----------------------------------------------------------------------

    def names(self, heard: Heard, value: Value) -> bool:
        """True where a text that was heard names a value; see ``looks.names``."""
        return names(heard, self.looks.of(value))

    def named_in(self, text: Text, value: Value) -> bool:
        """True where a text names a value."""
        return self.names(self.looks.heard(text), value)

    def confusable(self, value: Value, other: Value) -> bool:
        """True where one value could be taken for the other; see ``looks.confusable``."""
        return confusable(self.looks.of(value), self.looks.of(other))

    def typed(self, values: Sequence[Value]) -> Typed:
        """What is accepted where any of these values is right; the forms of the kind's others are not."""
        key = tuple((value.kind, value.key) for value in values)
        if values[0].kind == TEXT:
            return self._new_typed(values)
        if key not in self._typed:
            self._typed[key] = self._new_typed(values)
        return self._typed[key]

    def _new_typed(self, values: Sequence[Value]) -> Typed:
        accept: dict[str, tuple[str, ...]] = {}
        others: dict[str, FormsBut] = {}
        keys = {value.key for value in values}
        answer = values[0].label.capitalised()
        kin = self.kin.get(values[0].kind)
        for language in self.languages:
            forms = (form for value in values for form in value.forms.get(language, ()))
            accept[language] = distinct((answer.plain(language), *forms))
            others[language] = FormsBut((), ())
            if kin is not None:
                others[language] = kin.other_forms(language, keys, shapes_of(accept[language], language))
        return Typed(answer=answer, accept=accept, others=others, entity=values[0].entity)


def corrections_for(bank: Bank, sources: Sequence[SourceRef], facts: Sequence[str]) -> tuple[Correction, ...]:
    """The slips in the places cited, of these facts where a correction names facts."""
    cited = {(ref.key, ref.part) for ref in sources} | {(ref.key, None) for ref in sources}
    return tuple(
        correction
        for correction in bank.corrections
        if (correction.at.key, correction.at.part) in cited
        and (not correction.facts or set(correction.facts) & set(facts))
    )


def groups(ground: Ground, template: Template, slot: str) -> Iterator[tuple[Mapping[str, Value], Fact]]:
    """What a stem can give, each once, with the first fact that gives it; only facts that fill the slot."""
    seen: set[tuple[str, ...]] = set()
    for fact in ground.asked:
        if slot not in fact.values or not template.slots <= fact.values.keys():
            continue
        given = {name: fact.values[name] for name in ground.relation.slots if name in template.slots}
        signature = tuple(value.same for value in given.values())
        if signature not in seen:
            seen.add(signature)
            yield given, fact
