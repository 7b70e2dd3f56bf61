"""The whole bank from its tree: each part is read by its own small function, problems are collected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from quizgen.bank import keys
from quizgen.bank.nodes import Desk, List, Map, Node, Scalar, is_nothing
from quizgen.bank.pictures import read_picture
from quizgen.bank.questions import Surroundings, forms_of, read_question
from quizgen.bank.relations import read_fact, read_relation
from quizgen.bank.texts import Reader
from quizgen.bank.values import Entities, sorted_out
from quizgen.errors import Place, has_errors
from quizgen.model import (
    KINDS,
    LITERAL_KINDS,
    Bank,
    Correction,
    Entity,
    Fact,
    Relation,
    Retired,
    Source,
    Topic,
)
from quizgen.text import Text

FORMAT = "1"


@dataclass(slots=True)
class Reading:
    """What reading gave: the bank of all that is sound, and what is broken."""

    bank: Bank | None
    reader: Reader
    tree: Node

    @property
    def broken(self) -> set[str]:
        """Ids and names of what was left out because of a problem of its own."""
        return self.reader.broken


def read_bank(tree: Node, desk: Desk, folder: Path) -> Reading:
    """Read every part of a bank; parts with a problem are left out of it."""
    reader = Reader(desk, folder)
    if not isinstance(tree, Map):
        desk.error(tree.place, "wrong-shape", "a bank is a mapping; it begins with format: 1 and bank: a-name")
        return Reading(None, reader, tree)
    reader.known_keys(tree, keys.BANK, "the bank")
    get = tree.entries.get
    if "format" in tree.entries:
        _check_format(reader, tree.entries["format"])
    reader.languages = _languages(reader, get("languages")) or _guessed_languages(tree)
    bank_id = _bank_id(reader, tree)
    topics = {
        key: Topic(key=key, name=reader.text(node, f"the topic '{key}'") or _no_text(reader), place=place)
        for key, node, place in _entries(reader, get("topics"), "topics")
    }
    sources = dict(_sources(reader, get("sources")))
    entities = dict(_entities(reader, get("entities")))
    kinds = frozenset(_kinds_named(reader, get("entities")))
    relations = dict(_relations(reader, get("relations"), topics, kinds))
    facts = tuple(_facts(reader, get("facts"), relations, sorted_out(entities, kinds), sources))
    around = Surroundings(bank_id or "", topics, sources, entities, forms_of(entities, reader.languages))
    questions = tuple(
        question
        for node in _listed(reader, get("questions"), "questions")
        if (question := read_question(reader, node, around)) is not None
    )
    bank = Bank(
        id=bank_id or "",
        title=_title(reader, get("title")),
        languages=reader.languages,
        author=reader.optional_text(get("author"), "the author"),
        licence=_line(reader, get("licence"), "the licence"),
        about=reader.optional_text(get("about"), "'about'"),
        topics=topics,
        sources=sources,
        entities=entities,
        relations=relations,
        facts=facts,
        corrections=tuple(_corrections(reader, get("corrections"), sources)),
        questions=questions,
        skip=tuple(_skip(reader, get("skip"))),
        retired=tuple(_retired(reader, get("retired"))),
        ignore=reader.reasons(get("ignore")),
        place=tree.place,
    )
    return Reading(bank, reader, tree)


def _check_format(reader: Reader, node: Node) -> None:
    version = reader.desk.string(node, "'format'")
    if version is not None and version != FORMAT:
        reader.desk.error(
            node.place, "unknown-format", f"the format '{version}' is not known here; write format: {FORMAT}"
        )


def _line(reader: Reader, node: Node | None, what: str) -> str | None:
    return reader.desk.string(node, what) if node is not None else None


def _no_text(reader: Reader) -> Text:
    return Text(dict.fromkeys(reader.languages, ()))


def _title(reader: Reader, node: Node | None) -> Text:
    return reader.optional_text(node, "the title") or _no_text(reader)


def _bank_id(reader: Reader, tree: Map) -> str | None:
    """The bank's name, which also begins the names of the files made of it."""
    node = tree.entries.get("bank")
    bank = _line(reader, node, "'bank'")
    if node is not None and bank is not None and not re.fullmatch(r"\w[\w .-]*", bank):
        told = f"the bank cannot be called '{bank}'; use letters, figures and hyphens, such as nato-visit-2023"
        reader.desk.error(node.place, "bad-name", told)
    return bank


def _languages(reader: Reader, node: Node | None) -> tuple[str, ...]:
    found: list[str] = []
    items = reader.desk.items(node, "languages")
    for item in items:
        language = reader.desk.string(item, "a language")
        if language is None or not is_language(language):
            reader.unsure.add("languages")
            if language is not None:
                told = f"no language '{language}'; write its short code, such as en, id or pt-BR"
                reader.desk.error(item.place, "unknown-language", told)
        elif language in found:
            reader.desk.error(
                item.place, "duplicate-language", f"the language '{language}' is listed twice; list it once"
            )
        else:
            found.append(language)
    if node is not None and not items and (isinstance(node, List) or is_nothing(node)):
        reader.desk.error(node.place, "empty-text", "the bank lists no language; write languages: [en]")
    if not found:
        reader.unsure.add("languages")
    return tuple(found)


def is_language(language: str) -> bool:
    """True for a language's short code, such as en, id or pt-BR, that Babel knows."""
    from babel import Locale, UnknownLocaleError

    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        return False
    try:
        Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


def _guessed_languages(tree: Map) -> tuple[str, ...]:
    """Without a list of languages, those of the title, so that the rest of the file can be checked."""
    title = tree.entries.get("title")
    guessed = [key for key in title.entries if is_language(key)] if isinstance(title, Map) else []
    return tuple(guessed) or ("en",)


def _entries(reader: Reader, node: Node | None, what: str) -> Iterator[tuple[str, Node, Place]]:
    mapping = reader.desk.map(node, f"'{what}'") if node is not None and not is_nothing(node) else None
    if mapping is None and node is not None and not is_nothing(node):
        reader.unsure.add(what)
    for key, child in mapping or ():
        assert mapping is not None
        if not key.strip():
            reader.desk.error(mapping.key_places[key], "empty-text", f"a key of '{what}' is empty; give it a name")
        else:
            yield key, child, mapping.key_places[key]


def _listed(reader: Reader, node: Node | None, what: str) -> tuple[Node, ...]:
    if node is None or is_nothing(node):
        return ()
    if not isinstance(node, List):
        reader.unsure.add(what)
        reader.desk.error(node.place, "wrong-shape", f"'{what}' is not a list; begin each of them with '- '")
        return ()
    return node.items


def _sources(reader: Reader, node: Node | None) -> Iterator[tuple[str, Source]]:
    for key, child, place in _entries(reader, node, "sources"):
        before = len(reader.desk.problems)
        source = _source(reader, key, child, place)
        if has_errors(reader.desk.problems[before:]):
            reader.unsure.add(f"places of {key}")
        yield key, source or Source(key=key, cite=_no_text(reader), place=place)


def _source(reader: Reader, key: str, node: Node, place: Place) -> Source | None:
    what = f"the source '{key}'"
    body = reader.desk.map(node, what)
    if body is None:
        return None
    complete = reader.known_keys(body, keys.SOURCE, what)
    get = body.entries.get
    cite = reader.optional_text(get("cite"), f"'cite' of {what}")
    template = reader.template(body.entries["place"], f"'place' of {what}", ("n",)) if "place" in body.entries else None
    if template is not None and "n" not in template.slots:
        told = f"'place' of {what} leaves out {{n}}; write \"paragraph {{n}}\""
        reader.desk.error(template.place, "missing-slot", told)
    places = {
        part: name
        for part, name_node, _ in _entries(reader, get("places"), f"places of {key}")
        if (name := reader.text(name_node, f"the place '{part}' of {what}")) is not None
    }
    url = _line(reader, get("url"), f"the address of {what}")
    if url is not None and not re.match(r"https?://[^\s]+$", url):
        told = f"'{url}' is no address; write it in full: https://…"
        reader.desk.error(body.entries["url"].place, "bad-url", told)
    day = reader.date(body.entries["date"], f"the date of {what}") if "date" in body.entries else None
    if not complete or cite is None:
        return None
    return Source(key=key, cite=cite, url=url, day=day, place_template=template, places=places, place=place)


def _entities(reader: Reader, node: Node | None) -> Iterator[tuple[str, Entity]]:
    for key, child, place in _entries(reader, node, "entities"):
        what = f"the entity '{key}'"
        body = reader.desk.map(child, what)
        if body is None:
            reader.broken.add(key)
            continue
        reader.known_keys(body, keys.ENTITY, what)
        get = body.entries.get
        kind = _line(reader, get("kind"), f"the kind of {what}")
        if kind in LITERAL_KINDS:
            reader.desk.error(
                body.entries["kind"].place,
                "reserved-name",
                f"{what} cannot be a '{kind}'; that is a type of slot: use another word",
            )
        name = reader.optional_text(get("name"), f"the name of {what}")
        reader.names[key] = body.entries.get("name", body)
        accept = reader.plain_forms(get("accept"), f"'accept' of {what}")
        traits = (
            reader.desk.string(item, f"a trait of {what}") for item in reader.desk.items(get("traits"), "'traits'")
        )
        about = reader.optional_text(get("about"), f"'about' of {what}")
        image = read_picture(reader, get("image"))
        ignore = reader.reasons(get("ignore"))
        known = frozenset(trait for trait in traits if trait is not None)
        if kind is None or name is None:
            reader.broken.add(key)
            continue
        yield key, Entity(
            key=key, kind=kind, name=name, accept=accept, traits=known, about=about, image=image,
            ignore=ignore, place=place,
        )  # fmt: skip


def _kinds_named(reader: Reader, node: Node | None) -> Iterator[str]:
    """The kinds of all entities, also of those that could not be read."""
    for _, body in node if isinstance(node, Map) else ():
        kind = body.entries.get("kind") if isinstance(body, Map) else None
        if isinstance(kind, Scalar) and kind.value.strip():
            yield kind.value.strip()
        else:
            reader.unsure.add("kinds")


def _relations(
    reader: Reader, node: Node | None, topics: Mapping[str, object], kinds: frozenset[str]
) -> Iterator[tuple[str, Relation]]:
    for name, _, _ in _entries(reader, node, "relations"):
        assert isinstance(node, Map)
        relation = read_relation(reader, name, node, topics, kinds)
        if relation is None:
            reader.broken.add(name)
        else:
            yield name, relation


def _facts(
    reader: Reader,
    node: Node | None,
    relations: Mapping[str, Relation],
    entities: Entities,
    sources: Mapping[str, object],
) -> Iterator[Fact]:
    for child in _listed(reader, node, "facts"):
        fact = read_fact(reader, child, relations, entities, sources)
        if fact is not None:
            yield fact


def _corrections(reader: Reader, node: Node | None, sources: Mapping[str, object]) -> Iterator[Correction]:
    for child in _listed(reader, node, "corrections"):
        body = reader.desk.map(child, "a correction")
        if body is None or not reader.known_keys(body, keys.CORRECTION, "a correction"):
            continue
        get = body.entries.get
        at = reader.source_refs(body.entries["at"], sources)
        if isinstance(body.entries["at"], List) and len(body.entries["at"].items) != 1:
            told = "a correction is of one place; write at: source#2, and another correction for another place"
            reader.desk.error(body.entries["at"].place, "wrong-shape", told)
        if is_nothing(body.entries["at"]):
            reader.desk.error(body.entries["at"].place, "empty-text", "'at' is empty; write at: source#2")
        prints = reader.text(body.entries["prints"], "'prints'")
        right = reader.text(body.entries["right"], "'right'")
        because = reader.source_refs(get("because"), sources)
        explain = reader.optional_text(get("explain"), "the explanation")
        facts = reader.fact_ids(get("facts"))
        if at and prints is not None and right is not None:
            yield Correction(
                at=at[0], prints=prints, right=right, because=because, explain=explain, facts=facts, place=body.place
            )


def _skip(reader: Reader, node: Node | None) -> Iterator[tuple[str, Place]]:
    for child in _listed(reader, node, "skip"):
        question = reader.desk.string(child, "a question's id")
        if question is not None:
            yield question, child.place


def _retired(reader: Reader, node: Node | None) -> Iterator[Retired]:
    for child in _listed(reader, node, "retired"):
        body = reader.desk.map(child, "a retired question")
        if body is None or not reader.known_keys(body, keys.RETIRED, "a retired question"):
            continue
        question = reader.id(body, "retired question")
        kind = reader.desk.string(body.entries["kind"], "the retired question's kind")
        if kind is not None and kind not in KINDS:
            reader.desk.error(
                body.entries["kind"].place,
                "unknown-kind",
                f"no kind of question '{kind}'{reader.desk.near(kind, KINDS)}",
            )
        elif question is not None and kind is not None:
            yield Retired(question, kind, body.entries["id"].place)
