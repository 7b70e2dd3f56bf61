"""Values, words and texts as the checker reads them, without a line of the generator's code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from quizgen.model import (
    Bank,
    Fact,
    Option,
    Relation,
    Template,
    Value,
)
from quizgen.text import Span, Text

_ENGLISH = "January February March April May June July August September October November December"
_INDONESIAN = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
MONTHS = {"en": _ENGLISH.split(" "), "id": _INDONESIAN.split(" ")}
ENTITY, DAYS, NUMBER, TEXT = "entity", "days", "number", "text"


# -- values ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Thing:
    """A value as the checker sees it: what sort it is, what it is, and how it reads in each language."""

    sort: str
    what: object
    labels: tuple[tuple[str, str], ...]

    def label(self, language: str) -> str:
        return dict(self.labels)[language]


def _days(raw: str) -> tuple[date, date]:
    ends = [date.fromisoformat(end.strip()) for end in raw.split("/")]
    return ends[0], ends[-1]


def thing(value: Value) -> Thing:
    """The checker's own reading of a fact's value."""
    labels = tuple((language, value.label.plain(language)) for language in value.label.languages)
    if value.kind in ("date", "period"):
        return Thing(DAYS, _days(value.key), labels)
    if value.kind in ("number", "year"):
        return Thing(NUMBER, Fraction(value.key), labels)
    if value.kind == "text":
        return Thing(TEXT, tuple(sorted((each, said.casefold()) for each, said in labels)), labels)
    return Thing(ENTITY, value.key, labels)


def option_thing(option: Option) -> Thing:
    """What an option stands for, read from its key, which is an entity, days or a number."""
    labels = tuple((language, option.text.plain(language)) for language in option.text.languages)
    if option.key.startswith("@"):
        return Thing(ENTITY, option.key[1:], labels)
    if "/" in option.key:
        return Thing(DAYS, _days(option.key), labels)
    return Thing(NUMBER, Fraction(option.key), labels)


def same(one: Thing, other: Thing) -> bool:
    return one.sort == other.sort and one.what == other.what


def agreement(given: Thing, other: Thing | None) -> str:
    """How a given value stands to a fact's: agrees, may agree or differs."""
    if other is None:
        return "may"
    if same(given, other):
        return "agrees"
    if given.sort == TEXT:
        reads_same = any(said.casefold() == other.label(each).casefold() for each, said in given.labels)
        return "may" if reads_same else "differs"
    if given.sort != DAYS:
        return "differs"
    (first, last), (other_first, other_last) = given.what, other.what  # type: ignore[misc]
    if last < other_first or other_last < first:
        return "differs"
    if first == last or other_first == other_last:
        return "agrees"
    return "may"


def nested(one: Thing, other: Thing) -> bool:
    """True where one span of days lies inside the other: then neither is plainly wrong for the other."""
    if one.sort != DAYS or other.sort != DAYS:
        return False
    (a, b), (c, d) = one.what, other.what  # type: ignore[misc]
    return (a <= c and d <= b) or (c <= a and b <= d)


class Truth:
    """What the facts of a relation say of a slot, others given: right, unsafe, and all else is wrong."""

    def __init__(self, bank: Bank, relation: Relation, given: Mapping[str, Thing], asked: str) -> None:
        self.right: list[Thing] = []
        self.shown: list[Thing] = []
        self.unsafe: list[Thing] = []
        self.facts: list[Fact] = []
        self.values: list[Value] = []
        facts = [fact for fact in bank.facts if fact.relation == relation.name and asked in fact.values]
        stands = {}
        for fact in facts:
            own = {slot: thing(value) for slot, value in fact.values.items()}
            each = {agreement(value, own.get(slot)) for slot, value in given.items()}
            stands[fact.id] = "differs" if "differs" in each else "may" if "may" in each else "agrees"
        for fact in facts:
            value = thing(fact.values[asked])
            if stands[fact.id] == "agrees":
                self.values.append(fact.values[asked])
                self._add(self.right, value)
                if not fact.context:
                    self._add(self.shown, value)
                    self.facts.append(fact)
        for fact in facts:
            value = thing(fact.values[asked])
            if stands[fact.id] == "may" and not any(same(value, right) for right in self.right):
                self._add(self.unsafe, value)

    @staticmethod
    def _add(things: list[Thing], new: Thing) -> None:
        if not any(same(new, old) for old in things):
            things.append(new)

    def of(self, value: Thing) -> str:
        if any(same(value, right) for right in self.right):
            return "right"
        if any(same(value, unsafe) for unsafe in self.unsafe):
            return "unsafe"
        return "nested" if any(nested(value, each) for each in (*self.right, *self.unsafe)) else "wrong"


# -- words ----------------------------------------------------------------------------------------


def words(raw: str) -> list[str]:
    """The words of a text, without case and marks; a number with its decimals is one word."""
    decomposed = unicodedata.normalize("NFKD", raw.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return re.findall(r"(?<!\S)-\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)+|[^\W_]+", plain)


def holds(text: str, form: str) -> bool:
    """True where a text holds a form by whole words, its article or not."""
    all_words = words(text)
    for sought in (words(form), without_article(words(form))):
        if sought and any(all_words[at : at + len(sought)] == sought for at in range(len(all_words))):
            return True
    return False


def without_article(form: list[str]) -> list[str]:
    return form[1:] if len(form) > 1 and form[0] in ("the", "a", "an") else form


def shape(form: str) -> str:
    return "".join(without_article(words(form)))


def forms(bank: Bank, value: Thing, language: str) -> tuple[str, ...]:
    """Under what names a stem or statement would give a value away."""
    if value.sort == ENTITY:
        entity = bank.entities[str(value.what)]
        return (entity.name.plain(language), *entity.accept.get(language, ()))
    if value.sort == DAYS and value.what[0] == value.what[1]:  # type: ignore[index]
        return (value.label(language), value.what[0].isoformat())  # type: ignore[index]
    return (value.label(language),)


def named(bank: Bank, text: Text, value: Thing) -> bool:
    return any(holds(text.plain(each), form) for each in bank.languages for form in forms(bank, value, each))


def grammar(value: Thing, language: str) -> tuple[object, ...]:
    """The form that could give a value away: article and capital, decimals, one day or a span."""
    label = value.label(language)
    if value.sort == DAYS:
        return (value.what[0] == value.what[1],)  # type: ignore[index]
    if value.sort == NUMBER:
        digits = re.sub(r"[^\d.,]", "", label)
        decimals = re.search(r"[.,](\d+)$" if len(words(label)[0].replace(",", ".").split(".")) < 3 else r"$^", digits)
        mark = "," if language == "id" else "."
        return (len(digits.partition(mark)[2]) if decimals else 0, re.match(r"-?0\d", label) is not None)
    first, _, rest = label.partition(" ")
    article = {"the": "the", "a": "a", "an": "a"}.get(first.casefold(), "") if language == "en" and rest else ""
    return (article, (rest if article else label)[:1].islower())


def said_in(label: str, language: str) -> object:
    """A day, a span of days or a number read back from how it stands on the page; None for a name."""
    months = {month: number for number, month in enumerate(MONTHS[language], 1)}
    if re.fullmatch(r"-?[\d.,]+", label):
        mark, group = (",", ".") if language == "id" else (".", ",")
        return Fraction(label.replace(group, "").replace(mark, "."))
    found = re.fullmatch(r"(?:(\d+)(?: (\w+))?(?: (\d+))? (?:to|sampai) )?(\d+) (\w+) (\d+)", label)
    if not found or found[5] not in months:
        return None
    last = date(int(found[6]), months[found[5]], int(found[4]))
    if found[1] is None:
        return last, last
    first = date(int(found[3] or found[6]), months[found[2] or found[5]], int(found[1]))
    return first, last


# -- texts ----------------------------------------------------------------------------------------


def told(template: Template, values: Mapping[str, Value], language: str) -> str:
    """A template with its values, in lower case, since capitals are no matter here."""
    return "".join(
        piece.text if isinstance(piece, Span) else values[piece.slot].label.plain(language)
        for piece in template.languages[language]
    ).casefold()


def tells(template: Template, fact: Fact, stem: Text) -> bool:
    if not template.slots <= fact.values.keys():
        return False
    return all(told(template, fact.values, each) == stem.plain(each).casefold() for each in stem.languages)


def saying(relation: Relation, fact: Fact) -> Template:
    return next(template for template in relation.say if template.slots <= fact.values.keys())


def swapped(template: Template, fact: Fact, slot: str, stem: Text, language: str) -> str | None:
    """What stands in a slot of a statement whose other slots are as the fact has them."""
    pattern = ""
    for piece in template.languages[language]:
        if isinstance(piece, Span):
            pattern += re.escape(piece.text)
        elif piece.slot != slot:
            pattern += re.escape(fact.values[piece.slot].label.plain(language))
        else:
            pattern += "(?P=it)" if "(?P<it>" in pattern else "(?P<it>.+)"
    found = re.fullmatch(pattern, stem.plain(language), re.IGNORECASE)
    return found["it"] if found else None
