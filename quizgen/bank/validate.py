"""What only the whole bank can tell: references between its parts, ids used twice, things never used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.bank.nodes import Desk, near
from quizgen.bank.read import Reading
from quizgen.errors import Place
from quizgen.forms import tokens
from quizgen.model import AnyQuestion, Bank, Choice, Entity, Match, Order, Select, Short, SourceRef


def validate(reading: Reading, desk: Desk) -> None:
    """Report what does not fit together in a bank that has been read."""
    bank = reading.bank
    assert bank is not None
    _same_names(bank, desk)
    _same_ids(bank, desk)
    _fact_references(bank, reading.broken, desk)
    _source_parts(bank, desk)
    _unused(bank, reading, desk)


def _same_names(bank: Bank, desk: Desk) -> None:
    for language in bank.languages:
        seen: dict[tuple[str, tuple[str, ...] | str], Entity] = {}
        for entity in bank.entities.values():
            name = entity.name.plain(language)
            key = (entity.kind, tokens(name) or name)
            if key in seen and entity.name.plain(language):
                desk.error(
                    entity.place, "duplicate-name",
                    f"'{entity.key}' and '{seen[key].key}' are both a {entity.kind} called '{name}' in '{language}'; "
                    "tell them apart in the name",
                )  # fmt: skip
            seen.setdefault(key, entity)


def _same_ids(bank: Bank, desk: Desk) -> None:
    _once(((fact.id, fact.place) for fact in bank.facts), "fact", desk)
    _once(((question.id, question.place) for question in bank.questions if question.id), "question", desk)
    _once(((retired.id, retired.place) for retired in bank.retired), "retired question", desk)
    asked = {question.id for question in bank.questions}
    for retired in bank.retired:
        if retired.id in asked:
            desk.error(
                retired.place, "duplicate-id",
                f"the question '{retired.id}' is retired and asked; give the new one another id",
            )  # fmt: skip


def _once(ids: Iterable[tuple[str, Place]], what: str, desk: Desk) -> None:
    seen: dict[str, Place] = {}
    for id_, place in ids:
        if id_ in seen:
            told = (
                "give one of them another id" if what != "fact" else "give one of them an id of its own, or delete it"
            )
            desk.error(place, "duplicate-id", f"the {what} '{id_}' stands on line {seen[id_].line} already; {told}")
        seen.setdefault(id_, place)


def _fact_references(bank: Bank, broken: set[str], desk: Desk) -> None:
    known = {fact.id: fact for fact in bank.facts}
    named: Iterator[tuple[tuple[str, ...], Place]] = iter(
        [(question.facts, question.place) for question in bank.questions]
        + [(correction.facts, correction.place) for correction in bank.corrections]
    )
    for facts, place in named:
        for fact in facts:
            if fact not in known and not is_broken(fact, broken):
                desk.error(place, "unknown-fact", f"no fact '{fact}'{near(fact, known)}")


def is_broken(id_: str, broken: Iterable[str]) -> bool:
    """True where an id belongs to something that was left out because of a problem of its own."""
    return any(id_ == each or id_.startswith((f"{each}:", f"{each}/")) for each in broken if each)


def _refs(bank: Bank) -> Iterator[SourceRef]:
    for fact in bank.facts:
        yield from fact.sources
    for question in bank.questions:
        yield from question.sources
    for correction in bank.corrections:
        yield correction.at
        yield from correction.because


def _source_parts(bank: Bank, desk: Desk) -> None:
    for ref in _refs(bank):
        source = bank.sources[ref.key]
        if ref.part is not None and source.places and not source.place_template and ref.part not in source.places:
            desk.error(
                ref.place,
                "unknown-place",
                f"the source '{ref.key}' has no place '{ref.part}'{near(ref.part, source.places)}",
            )


def _named_entities(question: AnyQuestion) -> Iterator[Entity]:
    options = []
    if isinstance(question, Choice | Select):
        options = list(question.options)
    elif isinstance(question, Order):
        options = list(question.items)
    elif isinstance(question, Match):
        options = [*question.lefts, *question.rights]
    elif isinstance(question, Short) and question.typed.entity:
        yield question.typed.entity
    yield from (option.entity for option in options if option.entity)


def _unused(bank: Bank, reading: Reading, desk: Desk) -> None:
    """Warn of what nothing uses; silent while broken parts may be the ones that use it."""
    kinds = {slot.kind for relation in bank.relations.values() for slot in relation.slots.values()}
    named = {entity.key for question in bank.questions for entity in _named_entities(question)}
    if not reading.broken:
        for entity in bank.entities.values():
            if entity.kind not in kinds and entity.key not in named:
                desk.warn(
                    entity.place, "unused-entity",
                    f"'{entity.key}' is never used: no slot takes a {entity.kind}, and no question names @{entity.key}",
                )  # fmt: skip
        topics = {relation.topic for relation in bank.relations.values()} | {q.topic for q in bank.questions}
        for topic in bank.topics.values():
            if topic.key not in topics:
                desk.warn(
                    topic.place,
                    "unused-topic",
                    f"no relation and no question has the topic '{topic.key}'; delete it",
                )
        cited = {ref.key for ref in _refs(bank)}
        for source in bank.sources.values():
            if source.key not in cited:
                desk.warn(
                    source.place,
                    "unused-source",
                    f"nothing cites the source '{source.key}'; cite it or delete it",
                )
