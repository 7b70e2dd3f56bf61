"""What a rule looks at: one relation of a bank with its facts, the wishes, and the small deeds rules share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace

from quizgen.errors import Place
from quizgen.forms import distinct, names, shapes, shapes_of, without_article
from quizgen.generate.kin import Kin
from quizgen.generate.proof import Evidence
from quizgen.generate.telling import Telling
from quizgen.identity import question_code
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
from quizgen.text import Rich, Text, joined
from quizgen.values import filled, saying


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


DEFAULT = Wishes()
"""Seed 0, three options, as hard as can be."""


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
    _text_owner: dict[tuple[str, str], str] = field(default_factory=dict)
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

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
        template = saying(self.relation, fact)
        return filled(template, fact.values) if template else None

    def explanation(self, facts: Iterable[Fact]) -> Text | None:
        """What the facts' author explains, or the facts' own statements; each once."""
        texts = [text for fact in facts if (text := fact.explain or self.statement(fact)) is not None]
        return self.together(texts)

    def together(self, texts: Sequence[Text]) -> Text | None:
        """Texts one after the other, each once."""
        if not texts:
            return None
        languages: dict[str, Rich] = {}
        for language in self.languages:
            languages[language] = joined(dict.fromkeys(text.rich(language) for text in texts))
        return Text(languages)

    # -- what every question carries ---------------------------------------------------------------

    def common(self, id_: str, facts: Sequence[Fact], place: Place, explanation: Text | None) -> dict[str, object]:
        """The fields that every generated question has."""
        refs: dict[str, SourceRef] = {}
        for ref in (ref for fact in facts for ref in fact.sources):
            if str(ref) not in refs or not ref.confirms:
                refs[str(ref)] = ref
        ids = tuple(dict.fromkeys(fact.id for fact in facts))
        return {
            "id": id_,
            "code": question_code(self.bank.id, id_),
            "topic": self.relation.topic,
            "explanation": explanation,
            "sources": tuple(refs.values()),
            "corrections": corrections_for(self.bank, tuple(refs.values()), ids),
            "facts": ids,
            "generated": True,
            "place": place,
        }

    def known(self, kind: str) -> frozenset[str]:
        """The keys of all values of a kind that the relation's facts have."""
        if kind not in self._known:
            self._known[kind] = frozenset(
                value.key
                for fact in self.facts
                for slot, value in fact.values.items()
                if self.relation.slots[slot].kind == kind
            )
        return self._known[kind]

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

    def option(self, value: Value, because: Text | None = None) -> Option:
        """A value as an option: alone, so with a capital."""
        key = f"@{value.key}" if value.entity else value.same
        return Option(key=key, text=value.label.capitalised(), because=because, entity=value.entity, size=value.size)

    # -- what a stem may hold ----------------------------------------------------------------------

    def named_in(self, text: Text, value: Value) -> bool:
        """True where a text holds a form of the value by whole words, in any language.

        An article that opens a name does not hide it: "at CHEY Institute" names "the CHEY Institute".
        """
        return any(
            names(text.plain(language), form) or names(text.plain(language), without_article(form, language))
            for language in self.languages
            for form in value.forms.get(language, ())
        )

    def confusable(self, value: Value, other: Value) -> bool:
        """True where one, as it is shown, is a form of the other: both might be meant by it.

        Forms that are no more than accepted for both ("Park") leave two full names apart.
        """
        for language in self.languages:
            shown, other_shown = (shapes(each.label.plain(language), language) for each in (value, other))
            if shown & shapes_of(other.forms.get(language, ()), language):
                return True
            if other_shown & shapes_of(value.forms.get(language, ()), language):
                return True
        return False

    def typed(self, values: Sequence[Value]) -> Typed:
        """What is accepted where any of these values is right; the forms of the kind's others are not."""
        accept: dict[str, tuple[str, ...]] = {}
        others: dict[str, tuple[str, ...]] = {}
        keys = {value.key for value in values}
        answer = values[0].label.capitalised()
        for language in self.languages:
            forms = (form for value in values for form in value.forms.get(language, ()))
            accept[language] = distinct((answer.plain(language), *forms))
            taken = shapes_of(accept[language], language)
            kin = self.kin.get(values[0].kind)
            others[language] = kin.other_forms(language, keys, taken) if kin else ()
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
