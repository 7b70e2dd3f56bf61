"""Which question gives another's answer away: a definition that a program can check.

A question **cues** another if what it says (``saying.py``) puts the other's key together with what the
other's stem gives, in any language of the bank. That is so if

1. it *states a fact* that the other asks: it was generated from that fact, or one of its units names every
   value of the fact (and a third of the words that the relation's statement puts around them; two thirds
   where the fact has but one value); or
2. it *tells the key*: one of its units names a form of the key by whole words, holds two thirds of the
   content words of the other's stem, and half the words that set each value given there apart from the
   other values of its slot.

A generated question asks the facts it was made from; a hand-written one those of its facts that its key is
a value of. A name that is merely mentioned is no cue: what is asked about it is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.forms import base_language, tokens
from quizgen.model import AnyQuestion, Bank, Fact, Match, Order, TrueFalse, Value
from quizgen.select.common import COMMON
from quizgen.select.saying import Unit, Words, given, keys, phrase, said
from quizgen.templates import Hole, fill
from quizgen.text import plain

_COMMON_SHARE = 8
"""A word in more than one in so many of a bank's statements and hand-written stems tells nothing apart."""

Hook = tuple[str, str]
"""A word in a language, or a fact's id under no language."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One question gives another's answer away: their ids, and why, in words."""

    giver: str
    taker: str
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A key in all its forms, the content words given for it, and the words that mark each value given."""

    keys: tuple[Words, ...]
    given: frozenset[str]
    marks: tuple[frozenset[str], ...]

    def told_by(self, unit: Unit) -> bool:
        """True where a unit puts the key together with what is given."""
        known = len(self.given & unit.bag)
        return (
            known > 0
            and 3 * known >= 2 * len(self.given)
            and all(2 * len(marks & unit.bag) >= len(marks) for marks in self.marks)
            and any(unit.holds(key) for key in self.keys)
        )


@dataclass(frozen=True, slots=True)
class Stated:
    """What it takes to state a fact: a form of every value, and ``least`` of the words around them."""

    values: tuple[tuple[Words, ...], ...]
    around: frozenset[str]
    least: int

    def by(self, unit: Unit) -> bool:
        """True where a unit states the fact."""
        return len(self.around & unit.bag) >= self.least and all(
            any(unit.holds(form) for form in forms) for forms in self.values
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """What a question says and asks, a language each; the ids of the facts it asks and was generated from.

    No question cues this one unless it ``offers`` one of its ``hooks``.
    """

    units: Mapping[str, tuple[Unit, ...]]
    asked: Mapping[str, tuple[Asked, ...]]
    facts: tuple[str, ...]
    made_from: frozenset[str]
    hooks: frozenset[Hook]
    offers: frozenset[Hook]


class Cues:
    """Who cues whom among the questions of a bank. What is once worked out about a question is kept."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._facts = {fact.id: fact for fact in bank.facts}
        self._profiles: dict[str, Profile] = {}
        self._stated: dict[Hook, Stated] = {}
        self._common = {language: _common_words(bank, language) for language in bank.languages}
        self._slot_words: dict[tuple[str, str, str], Counter[str]] = {}

    def why(self, giver: AnyQuestion, taker: AnyQuestion) -> str | None:
        """Why the one gives the other's answer away, in words; None where it does not."""
        one, other = self.profile(giver), self.profile(taker)
        for fact in other.facts:
            if fact in one.made_from:
                return f"it states the fact '{fact}'"
            for language, units in one.units.items():
                stated = self._what_states(fact, language)
                if found := next((unit for unit in units if stated.by(unit)), None):
                    return f"it states the fact '{fact}': {found}"
        for language, units in one.units.items():
            for asked in other.asked[language]:
                if found := next((unit for unit in units if asked.told_by(unit)), None):
                    return f"it tells the key: {found}"
        return None

    def profile(self, question: AnyQuestion) -> Profile:
        """What a question says and asks."""
        found = self._profiles.get(question.id)
        if found is None:
            found = self._profiles[question.id] = self._profiled(question)
        return found

    def _profiled(self, question: AnyQuestion) -> Profile:
        languages = self._bank.languages
        known = [self._facts[id_] for id_ in question.facts if id_ in self._facts]
        units = {language: said(question, language) for language in languages}
        asked = {language: tuple(self._asked(question, known, language)) for language in languages}
        asks = tuple(fact.id for fact in known if question.generated or self._is_key(question, fact))
        hooks: set[Hook] = {("", fact) for fact in asks}
        for language in languages:
            wanted = [forms for each in asked[language] for forms in each.keys]
            for fact in asks:
                wanted += self._what_states(fact, language).values[0]
            hooks |= {(language, max(words, key=lambda word: (len(word), word))) for words in wanted}
        made_from = frozenset(question.facts if question.generated else ())
        offers = {(language, word) for language in languages for unit in units[language] for word in unit.bag}
        offers |= {("", fact) for fact in made_from}
        return Profile(units, asked, asks, made_from, frozenset(hooks), frozenset(offers))

    def _asked(self, question: AnyQuestion, facts: Iterable[Fact], language: str) -> Iterator[Asked]:
        stem = Unit(words := given(question, language), frozenset(words))
        marks: tuple[frozenset[str], ...] = ()
        if question.generated:
            marks = tuple(frozenset(found) for fact in facts for found in self._marks(fact, stem, language))
        for forms in keys(question, language):
            inside = {word for form in forms for word in form}
            rest = stem.bag - self._common[language] - inside
            if rest:
                yield Asked(forms, rest, marks)

    def _marks(self, fact: Fact, stem: Unit, language: str) -> Iterator[frozenset[str]]:
        """For each value of a fact that a stem gives, the words fewest of its slot's other values have."""
        for slot, value in fact.values.items():
            words = frozenset(phrase(value.label.plain(language), language))
            if not words or not any(stem.holds(form) for form in _named(value, language)):
                continue
            counted = self._counted(fact.relation, slot, language)
            fewest = min(counted[word] for word in words)
            yield frozenset(word for word in words if counted[word] == fewest)

    def _counted(self, relation: str, slot: str, language: str) -> Counter[str]:
        """In how many different values of a slot each word stands."""
        found = self._slot_words.get((relation, slot, language))
        if found is None:
            facts = (fact for fact in self._bank.facts if fact.relation == relation and slot in fact.values)
            values = {fact.values[slot].same: fact.values[slot] for fact in facts}
            words = (word for value in values.values() for word in set(tokens(value.label.plain(language))))
            found = self._slot_words[relation, slot, language] = Counter(words)
        return found

    def _is_key(self, question: AnyQuestion, fact: Fact) -> bool:
        """True where the key of a hand-written question is a value of a fact that it rests on."""
        if isinstance(question, TrueFalse | Order | Match):
            return False
        for language in self._bank.languages:
            named = {form for value in fact.values.values() for form in _named(value, language)}
            if any(form in named for forms in keys(question, language) for form in forms):
                return True
        return False

    def _what_states(self, id_: str, language: str) -> Stated:
        found = self._stated.get((language, id_))
        if found is None:
            fact = self._facts[id_]
            values = tuple(_named(value, language) for value in fact.values.values())
            inside = {word for forms in values for form in forms for word in form}
            relation = self._bank.relations[fact.relation]
            say = next((say for say in relation.say if say.slots <= fact.values.keys()), None)
            around = frozenset[str]()
            if say is not None:
                pieces = (" " if isinstance(piece, Hole) else piece.text for piece in say.languages[language])
                around = frozenset(tokens("".join(pieces))) - self._common[language] - inside
            share = 2 if len(values) < 2 else 1
            least = max(-(-share * len(around) // 3), len(values) < 2)
            found = self._stated[language, id_] = Stated(values, around, least)
        return found


def _named(value: Value, language: str) -> tuple[Words, ...]:
    forms = (value.label.plain(language), *value.forms.get(language, ()))
    return tuple(dict.fromkeys(filter(None, (phrase(form, language) for form in forms))))


def _common_words(bank: Bank, language: str) -> frozenset[str]:
    """Words that tell no question from another: the language's small words, and the bank's own most common."""
    documents = [frozenset(tokens(question.stem.plain(language))) for question in bank.questions]
    for fact in bank.facts:
        for say in bank.relations[fact.relation].say[:1]:
            if say.slots <= fact.values.keys():
                labels = {slot: value.label.rich(language) for slot, value in fact.values.items()}
                documents.append(frozenset(tokens(plain(fill(say.languages[language], labels)))))
    counted = Counter(word for document in documents for word in document)
    most = max(5, len(documents) // _COMMON_SHARE)
    return COMMON.get(base_language(language), frozenset()) | {
        word for word, number in counted.items() if number > most
    }


def cues(paper: Sequence[AnyQuestion], bank: Bank) -> tuple[Cue, ...]:
    """Every pair of a paper in which the earlier question gives the later one's answer away.

    An empty answer confirms that the paper, read from its first question to its last, has no cue.
    """
    known = Cues(bank)
    return tuple(
        Cue(giver.id, taker.id, why)
        for at, giver in enumerate(paper)
        for taker in paper[at + 1 :]
        if (why := known.why(giver, taker)) is not None
    )
