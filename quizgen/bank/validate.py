"""What only the whole bank can tell: references between its parts, ids used twice, things never used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from quizgen.bank.nodes import Desk, Map, words_in
from quizgen.bank.read import Reading
from quizgen.bank.texts import Reader
from quizgen.errors import Place, has_errors
from quizgen.forms import tokens
from quizgen.model import AnyQuestion, Bank, Choice, Entity, Fact, Match, Order, Select, Short, SourceRef


def validate(reading: Reading, desk: Desk) -> None:
    """Report what does not fit together in a bank that has been read; what has an id twice is kept once."""
    bank = reading.bank
    assert bank is not None
    _same_names(bank, reading.reader)
    _same_ids(reading.reader)
    facts = {fact.id: fact for fact in reversed(bank.facts)}
    questions = {question.id: question for question in reversed(bank.questions)}
    bank = replace(
        bank,
        facts=tuple(fact for fact in bank.facts if facts[fact.id] is fact),
        questions=tuple(question for question in bank.questions if questions[question.id] is question),
    )
    reading.bank = bank
    _fact_references(facts, reading.reader)
    _source_parts(bank, reading.reader)
    _unused(bank, reading, desk)


def _same_names(bank: Bank, reader: Reader) -> None:
    """Two of a kind with one name; a pair that has it in several languages is told once."""
    told: set[str] = set()
    for language in bank.languages:
        seen: dict[tuple[str, tuple[str, ...] | str], Entity] = {}
        for entity in bank.entities.values():
            name = entity.name.plain(language)
            key = (entity.kind, tokens(name) or name)
            if key in seen and entity.key not in told:
                node = reader.names[entity.key]
                place = node.entries[language].place if isinstance(node, Map) else node.place
                reader.desk.error(
                    place, "duplicate-name",
                    f"'{entity.key}' and '{seen[key].key}' are both a {entity.kind} called '{name}' in '{language}'; "
                    "tell them apart in the name",
                )  # fmt: skip
                told.add(entity.key)
            seen.setdefault(key, entity)


def _same_ids(reader: Reader) -> None:
    """Ids of facts and of questions that stand twice, and questions that are retired and asked."""
    seen: dict[tuple[str, str], Place] = {}
    for what, id_, place in sorted(reader.ids, key=lambda each: each[2]):
        if (what, id_) in seen:
            other = "an id of its own" if what == "fact" else "another id"
            told = f"the {what} '{id_}' stands on line {seen[what, id_].line} already; give one of them {other}"
            reader.desk.error(place, "duplicate-id", f"{told}{', or delete it' if what == 'fact' else ''}")
        seen.setdefault((what, id_), place)
    for what, id_ in seen:
        if what == "retired question" and ("question", id_) in seen:
            told = f"the question '{id_}' is retired and asked; give the new one another id"
            reader.desk.error(seen[what, id_], "duplicate-id", told)


def _fact_references(known: Mapping[str, Fact], reader: Reader) -> None:
    for fact, place in reader.fact_refs:
        if fact not in known and not is_broken(fact, reader.broken) and not reader.unsure & {"facts", "relations"}:
            reader.desk.error(place, "unknown-fact", f"no fact '{fact}'{reader.desk.near(fact, known)}")


def is_broken(id_: str, broken: set[str]) -> bool:
    """True where an id belongs to something that was left out because of a problem of its own."""
    beginnings = (id_[: found.start()] for found in re.finditer("[:/]", id_))
    return id_ in broken or any(beginning in broken for beginning in beginnings)


def _refs(bank: Bank) -> Iterator[SourceRef]:
    for fact in bank.facts:
        yield from fact.sources
    for question in bank.questions:
        yield from question.sources
    for correction in bank.corrections:
        yield correction.at
        yield from correction.because


def _source_parts(bank: Bank, reader: Reader) -> None:
    for ref in _refs(bank):
        source = bank.sources[ref.key]
        closed = source.places and not source.place_template and f"places of {ref.key}" not in reader.unsure
        if ref.part is not None and closed and ref.part not in source.places:
            told = f"the source '{ref.key}' has no place '{ref.part}'{reader.desk.near(ref.part, source.places)}"
            reader.desk.error(ref.place, "unknown-place", told)


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
    """Warn of what nothing uses; not of what a part with a problem seems to use."""
    meant = _meant(reading, desk)
    kinds = {slot.kind for relation in bank.relations.values() for slot in relation.slots.values()} | meant
    named = {entity.key for question in bank.questions for entity in _named_entities(question)}
    for entity in bank.entities.values():
        if entity.kind not in kinds and entity.key not in named and not meant & {entity.key, f"@{entity.key}"}:
            desk.warn(
                entity.place, "unused-entity",
                f"'{entity.key}' is never used: no slot takes a {entity.kind}, and no question names @{entity.key}",
            )  # fmt: skip
    topics = {each.topic for each in (*bank.relations.values(), *bank.questions)} | meant
    for topic in bank.topics.values():
        if topic.key not in topics:
            told = f"no relation and no question has the topic '{topic.key}'; delete it"
            desk.warn(topic.place, "unused-topic", told)
    cited = {ref.key for ref in _refs(bank)} | meant
    for source in bank.sources.values():
        if source.key not in cited:
            told = f"nothing cites the source '{source.key}'; cite it or delete it"
            desk.warn(source.place, "unused-source", told)


def _meant(reading: Reading, desk: Desk) -> set[str]:
    """In a bank with errors, all that its parts say, and all that messages take them to mean."""
    if not has_errors(desk.problems) or not isinstance(reading.tree, Map):
        return set()
    said = {
        word
        for section in ("relations", "facts", "corrections", "questions")
        for word in words_in(reading.tree.entries.get(section))
    }
    said |= {word.removeprefix("optional ").strip() for word in said} | {
        word.partition("#")[0].strip() for word in said
    }
    return said | desk.meant
