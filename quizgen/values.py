"""Values made: an entity, a day, a period, a number or a text, labelled in every language; and put into statements."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from quizgen.errors import Place
from quizgen.model import TEXT, YEAR, Entity, Fact, Option, Relation, Template, Value
from quizgen.templates import fill
from quizgen.text import Rich, Text, parse_text
from quizgen.wording import day_forms, number_words, period_words, size


def text_value(text: Text, place: Place) -> Value:
    """A text as a value; its ``key`` is empty, since a wording is no identity."""
    said = {language: text.plain(language) for language in text.languages}
    same = json.dumps([words.casefold() for words in said.values()], ensure_ascii=False)
    forms = {language: (words,) for language, words in said.items()}
    return Value(kind=TEXT, key="", same=same, label=text, forms=forms, place=place)


def day_value(kind: str, raw: str, first: date, last: date, languages: tuple[str, ...], place: Place) -> Value:
    """A day or a period as a value, labelled in every language."""
    words = {language: period_words(first, last, language) for language in languages}
    forms = {language: _span_forms(first, last, language) for language in languages}
    return Value(
        kind=kind, key=raw, same=f"{first}/{last}", label=Text({key: parse_text(said) for key, said in words.items()}),
        first=first, last=last, forms=forms, place=place,
    )  # fmt: skip


def _span_forms(first: date, last: date, language: str) -> tuple[str, ...]:
    if first == last:
        return tuple(dict.fromkeys(day_forms(first, language)))
    said = period_words(first, last, language)
    start, end = day_forms(first, language), day_forms(last, language)
    full = (f"{one} {until} {other}" for one, other in zip(start, end, strict=True) for until in ("to", "-", "sampai"))
    short = said.replace(" to ", " - ").replace(" sampai ", " - ")
    return tuple(dict.fromkeys((said, short, *full)))


def number_value(kind: str, raw: str, languages: tuple[str, ...], place: Place) -> Value:
    """A number or a year as a value, written as each language writes it."""
    said = {language: raw if kind == YEAR else number_words(raw, language) for language in languages}
    number = Decimal(raw)
    grouped = f"{number:,}"
    forms = {
        language: tuple(dict.fromkeys((words, raw, *(() if kind == YEAR else (grouped.replace(",", " "),)))))
        for language, words in said.items()
    }
    label = Text({language: parse_text(words) for language, words in said.items()})
    return Value(kind=kind, key=raw, same=_canonical(number), label=label, number=number, forms=forms, place=place)


def _canonical(number: Decimal) -> str:
    """One writing for equal numbers, however long they are: no zeros at the end, no minus before nothing."""
    said = format(number, "f")
    if "." in said:
        said = said.rstrip("0").rstrip(".")
    sign, digits = ("-", said[1:]) if said.startswith("-") else ("", said)
    digits = digits.lstrip("0") or "0"
    digits = f"0{digits}" if digits.startswith(".") else digits
    return digits if digits == "0" else sign + digits


def entity_value(entity: Entity, place: Place) -> Value:
    """An entity as a value."""
    return Value(
        kind=entity.kind, key=entity.key, same=entity.key, label=entity.name, entity=entity,
        forms={language: entity.forms(language) for language in entity.name.languages}, place=place,
    )  # fmt: skip


def option_size(option: Option, language: str) -> Decimal | None:
    """By what an option ascends: its own size, or that of a text which is nothing but a number or a day."""
    if option.size is not None or option.entity is not None:
        return option.size
    return size(option.text.plain(language), language)


def saying(relation: Relation, fact: Fact) -> Template | None:
    """The first statement of the relation whose slots the fact fills."""
    return next((say for say in relation.say if say.slots <= fact.values.keys()), None)


def rich_values(values: Mapping[str, Value], language: str) -> Mapping[str, Rich]:
    """What stands in a template's holes in a language."""
    return {slot: value.label.languages[language] for slot, value in values.items()}


def filled(template: Template, values: Mapping[str, Value]) -> Text:
    """A template with the values in their slots."""
    return Text(
        {language: fill(pieces, rich_values(values, language)) for language, pieces in template.languages.items()}
    )
