"""The study sheet: when, who and where, the facts by topic with their sources, and what a source has wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.export.sheet.back import answer_lines, correction_line
from quizgen.export.sheet.key import credit_lines, source_list
from quizgen.export.sheet.paper import illustration
from quizgen.export.sheet.setting import Illustration
from quizgen.export.sheet.timeline import Timeline, timeline
from quizgen.model import (
    AnyQuestion,
    Bank,
    Choice,
    Cloze,
    Correction,
    Entity,
    Fact,
    Match,
    Order,
    Select,
    Short,
    SourceRef,
    TrueFalse,
)
from quizgen.text import Rich, Span, Words, capitalise, plain
from quizgen.values import filled, saying


@dataclass(frozen=True, slots=True)
class Entry:
    """One person, place or thing: its name, and what it is in a line."""

    name: Rich
    about: Rich
    picture: Illustration | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one kind, with their heading."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """One thing to learn: a fact's statement, or a question with its answer; why; and the sources by their numbers."""

    text: Rich
    answer: tuple[Rich, ...]
    explanation: Rich
    sources: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What there is to learn of one topic: the facts, then what is asked beyond them."""

    title: str
    facts: tuple[Learned, ...]
    questions: tuple[Learned, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySheet:
    """A whole study sheet in one language; a part that has nothing to say is empty."""

    language: str
    title: Rich
    kind_title: str
    about: Rich
    school: str
    logo: Illustration | None
    time_title: str
    time: Timeline
    groups: tuple[Group, ...]
    facts_title: str
    questions_title: str
    subjects: tuple[Subject, ...]
    slips_title: str
    slips: tuple[Rich, ...]
    sources_title: str
    sources: tuple[str, ...]
    credits: tuple[str, ...]
    page: str


def study_sheet(
    questions: Sequence[AnyQuestion],
    bank: Bank,
    language: str,
    words: Words,
    *,
    everything: bool,
    school: str = "",
    logo: Illustration | None = None,
    title: str = "",
) -> StudySheet:
    """All that the questions ask, put together to be learned from.

    ``everything`` takes the whole bank's facts and corrections, asked or not; else they are those that the
    questions rest on. Context facts are never shown, nor what only they name.
    """
    asked = {id_ for question in questions for id_ in question.facts}
    facts = [fact for fact in bank.facts if not fact.context and (everything or fact.id in asked)]
    by_hand = [question for question in questions if not question.generated]
    wrong = {each.place for question in questions for each in question.corrections}
    slips = [each for each in bank.corrections if everything or each.place in wrong]
    cited = {key: at for at, key in enumerate(_cited(facts, by_hand, slips), 1)}
    when = timeline(facts, bank, language)
    return StudySheet(
        language=language,
        title=(Span(title),) if title else bank.title.rich(language),
        kind_title=words("study.title"),
        about=bank.about.rich(language) if bank.about else (),
        school=school,
        logo=logo,
        time_title=words("study.time"),
        time=when if len(when.rows) > 1 else Timeline((), ()),
        groups=tuple(_groups(facts, by_hand, bank, language, words)),
        facts_title=words("study.facts"),
        questions_title=words("study.questions"),
        subjects=tuple(_subjects(facts, by_hand, cited, bank, language, words)),
        slips_title=words("study.slips"),
        slips=tuple(
            correction_line(each, bank, language, words, lambda ref: _numbers([ref], cited, bank, language))
            for each in slips
        ),
        sources_title=words("paper.sources"),
        sources=source_list(cited, bank, language),
        credits=tuple(credit_lines(bank, words)),
        page=words("paper.page", page="{page}", pages="{pages}"),
    )


def _cited(facts: Sequence[Fact], questions: Sequence[AnyQuestion], slips: Sequence[Correction]) -> Iterator[str]:
    keys = [ref.key for thing in (*facts, *questions) for ref in thing.sources]
    keys += [ref.key for each in slips for ref in (each.at, *each.because)]
    return iter(dict.fromkeys(keys))


# -- who is who, and where ----------------------------------------------------------------------------

_PLACES = frozenset((
    "place", "venue", "building", "museum", "school", "university", "monument", "site", "airport", "port",
    "station", "temple", "church", "mosque", "village", "town", "city", "island", "river", "lake", "mountain",
    "volcano", "sea", "region", "state", "province", "county", "country", "continent", "tempat", "lokasi", "gedung",
    "sekolah", "universitas", "candi", "masjid", "gereja", "desa", "kota", "kabupaten", "provinsi", "pulau", "sungai",
    "danau", "gunung", "laut", "wilayah", "daerah", "negara", "benua",
))  # fmt: skip
"""Kinds of which it is said where they are."""


def _groups(
    facts: Sequence[Fact], questions: Sequence[AnyQuestion], bank: Bank, language: str, words: Words
) -> Iterator[Group]:
    named = _named(facts, questions)
    where = _where(facts, bank)
    kinds: dict[str, list[Entry]] = {}
    for key, entity in bank.entities.items():
        if key not in named:
            continue
        about = entity.about.rich(language) if entity.about else ()
        place = where[key].name.rich(language) if key in where else ()
        if place and plain(place) not in plain(about):
            about = (*about, Span(" · "), *place) if about else place
        if about:
            picture = illustration(entity.image, language)
            kinds.setdefault(entity.kind, []).append(Entry(capitalise(entity.name.rich(language)), about, picture))
    for kind, entries in kinds.items():
        title = words.entries.get(f"study.kind.{kind}") or kind.replace("-", " ").capitalize()
        yield Group(title, tuple(sorted(entries, key=lambda entry: plain(entry.name).casefold())))


def _named(facts: Sequence[Fact], questions: Sequence[AnyQuestion]) -> set[str]:
    """The entities that a shown fact names, or that are right in a shown question."""
    keys = {value.entity.key for fact in facts for value in fact.values.values() if value.entity}
    for question in questions:
        right: Sequence[Entity | None] = ()
        match question:
            case Choice():
                right = [question.key.entity]
            case Select():
                right = [question.options[at].entity for at in question.right]
            case Short():
                right = [question.typed.entity]
            case Cloze():
                right = [blank.entity for blank in question.blanks.values()]
            case Order():
                right = [item.entity for item in question.items]
            case Match():
                right = [item.entity for item in (*question.lefts, *question.rights[: len(question.lefts)])]
            case TrueFalse():
                pass
        keys |= {entity.key for entity in right if entity}
    return keys


def _where(facts: Sequence[Fact], bank: Bank) -> Mapping[str, Entity]:
    """Where each place is: what a relation of two places, the one and the one around it, says with one voice."""
    found: dict[str, dict[str, Entity]] = {}
    for fact in facts:
        slots = tuple(bank.relations[fact.relation].slots)
        values = [fact.values[slot].entity for slot in slots if slot in fact.values]
        if len(slots) == 2 and len(values) == 2:
            inner, outer = values
            if inner and outer and inner.kind in _PLACES and outer.kind in _PLACES and inner.kind != outer.kind:
                found.setdefault(inner.key, {})[outer.key] = outer
    return {key: next(iter(places.values())) for key, places in found.items() if len(places) == 1}


# -- the facts by topic -------------------------------------------------------------------------------


def _subjects(
    facts: Sequence[Fact],
    questions: Sequence[AnyQuestion],
    cited: Mapping[str, int],
    bank: Bank,
    language: str,
    words: Words,
) -> Iterator[Subject]:
    stated: dict[str | None, dict[Rich, Learned]] = {}
    for fact in facts:
        if learned := _stated(fact, cited, bank, language):
            stated.setdefault(bank.relations[fact.relation].topic, {}).setdefault(learned.text, learned)
    asked: dict[str | None, list[Learned]] = {}
    for question in questions:
        learned = Learned(
            question.stem.rich(language),
            answer_lines(question, language, words),
            question.explanation.rich(language) if question.explanation else (),
            _numbers(question.sources, cited, bank, language),
        )
        asked.setdefault(question.topic, []).append(learned)
    for topic in (*bank.topics, None):
        if topic in stated or topic in asked:
            title = bank.topic_name(topic, language) or words("study.other")
            yield Subject(title, tuple(stated.get(topic, {}).values()), tuple(asked.get(topic, ())))


def _stated(fact: Fact, cited: Mapping[str, int], bank: Bank, language: str) -> Learned | None:
    template = saying(bank.relations[fact.relation], fact)
    explanation = fact.explain.rich(language) if fact.explain else ()
    text = filled(template, fact.values).rich(language) if template else explanation
    if not text:
        return None
    numbers = _numbers(fact.sources, cited, bank, language)
    return Learned(text, (), explanation if template else (), numbers)


def _numbers(refs: Sequence[SourceRef], cited: Mapping[str, int], bank: Bank, language: str) -> str:
    """The sources by their numbers: "[1], paragraph 2; [3]"."""
    parts: dict[int, list[str]] = {}
    for ref in refs:
        parts.setdefault(cited[ref.key], []).append(bank.part_name(ref, language))
    return "; ".join(", ".join(filter(None, (f"[{at}]", *dict.fromkeys(names)))) for at, names in parts.items())
