"""Hand-written questions, read from nodes; options stay in the order written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quizgen.bank import keys
from quizgen.bank.nodes import MOST_ITEMS, List, Map, Node, Scalar, shape_of
from quizgen.bank.pictures import read_picture
from quizgen.bank.texts import Reader
from quizgen.errors import Place, has_errors
from quizgen.forms import FormsBut, distinct, shapes_of
from quizgen.identity import question_code
from quizgen.meant import closest
from quizgen.model import (
    KINDS,
    AnyQuestion,
    Choice,
    Cloze,
    Entity,
    Match,
    Option,
    Order,
    Select,
    Short,
    TrueFalse,
    Typed,
)
from quizgen.text import Blank, Rich, Span, Text, draw_blanks


@dataclass(frozen=True, slots=True)
class Forms:
    """Every typed form of the entities by (language, kind), with its place; all kinds under None.

    ``having`` are the places of the forms that come down to a shape.
    """

    forms: Mapping[tuple[str, str | None], tuple[str, ...]]
    having: Mapping[tuple[str, str | None, str], Sequence[int]]

    def but(self, forms: tuple[str, ...], language: str, kind: str | None) -> FormsBut:
        """The forms of a kind that could not be taken for one of these."""
        taken = shapes_of(forms, language)
        left_out = {place for shape in taken for place in self.having.get((language, kind, shape), ())}
        return FormsBut(self.forms.get((language, kind), ()), tuple(sorted(left_out)))


def forms_of(entities: Mapping[str, Entity], languages: tuple[str, ...]) -> Forms:
    """The forms of a bank's entities, each once."""
    found: dict[tuple[str, str | None], dict[str, None]] = defaultdict(dict)
    having: dict[tuple[str, str | None, str], list[int]] = defaultdict(list)
    for language in languages:
        for entity in entities.values():
            for form in entity.forms(language):
                for kind in (None, entity.kind):
                    if form not in found[language, kind]:
                        for shape in shapes_of((form,), language):
                            having[language, kind, shape].append(len(found[language, kind]))
                        found[language, kind][form] = None
    return Forms({key: tuple(forms) for key, forms in found.items()}, having)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a hand-written question may refer to."""

    bank: str
    topics: Mapping[str, object]
    sources: Mapping[str, object]
    entities: Mapping[str, Entity]
    forms: Forms


def read_question(reader: Reader, node: Node, around: Surroundings) -> AnyQuestion | None:
    """A question, or None after a problem."""
    body = reader.desk.map(node, "a question")
    if body is None:
        return None
    before = len(reader.desk.problems)
    kind = _kind(reader, body)
    id_ = reader.id(body, "question")
    common = _common(reader, body, around, id_ or "")
    question = None
    if kind is None:
        if "id" not in body.entries:
            reader.desk.error(body.place, "missing-key", "a question has no 'id'; write id: …")
    else:
        what = f"the {kind} question" + (f" '{id_}'" if id_ else "")
        complete = reader.known_keys(body, keys.QUESTIONS[kind], what)
        question = _KINDS[kind](_Body(reader, body, around, what), common) if complete else None
    if question is None or has_errors(reader.desk.problems[before:]):
        reader.broken.update(filter(None, [id_]))
        return None
    return question


def _kind(reader: Reader, body: Map) -> str | None:
    if "kind" not in body.entries:
        misspelt = next((key for key, _ in body if key not in keys.QUESTION_KEYS and closest(key, ("kind",))), None)
        if misspelt is not None:
            told = f"a question has no key '{misspelt}'; did you mean 'kind'?"
            reader.desk.error(body.key_places[misspelt], "unknown-key", told)
        else:
            reader.desk.error(body.place, "missing-key", "a question has no 'kind'; write kind: choice")
        return None
    kind = reader.desk.string(body.entries["kind"], "the question's kind")
    if kind is not None and kind not in KINDS:
        reader.desk.error(
            body.entries["kind"].place, "unknown-kind", f"no kind of question '{kind}'{reader.desk.near(kind, KINDS)}"
        )
        return None
    return kind


def _common(reader: Reader, body: Map, around: Surroundings, id_: str) -> dict[str, Any]:
    get = body.entries.get
    return {
        "id": id_,
        "code": question_code(around.bank, id_),
        "topic": reader.topic(get("topic"), "the question's topic", around.topics),
        "explanation": reader.optional_text(get("explain"), "the explanation"),
        "sources": reader.source_refs(get("source"), around.sources),
        "facts": reader.fact_ids(get("facts")),
        "image": read_picture(reader, get("image")),
        "ignore": reader.reasons(get("ignore")),
        "place": body.place,
    }


@dataclass(frozen=True, slots=True)
class _Body:
    """A question's mapping with what is needed to read it; every method reports its problems."""

    reader: Reader
    map: Map
    around: Surroundings
    what: str
    places: dict[int, Place] = field(default_factory=dict)
    """Where each option stands, by its ``id()``."""

    def stem(self, key: str = "ask") -> Text | None:
        return self.reader.text(self.map.entries[key], "the stem" if key == "ask" else "the statement")

    def option(self, node: Node, at: int, what: str) -> Option | None:
        """A text, an entity ("@key"), or a mapping with a text and the reason why it is wrong."""
        found = self._option(node, at, what)
        if found is not None:
            self.places[id(found)] = node.place
        return found

    def _option(self, node: Node, at: int, what: str) -> Option | None:
        if isinstance(node, Map) and node.entries.keys() & keys.DISTRACTOR.keys():
            if not self.reader.known_keys(node, keys.DISTRACTOR, what):
                return None
            option = self.option(node.entries["text"], at, what)
            because = self.reader.optional_text(node.entries.get("because"), f"'because' of {what}")
            if option is None:
                return None
            return Option(key=option.key, text=option.text, because=because, entity=option.entity)
        if isinstance(node, Scalar) and node.value.startswith("@") and not node.value.startswith("@@"):
            entity = self.entity(node)
            return Option(key=f"@{entity.key}", text=entity.name.capitalised(), entity=entity) if entity else None
        text = self.reader.text(_without_at(node), what)
        return Option(key=str(at), text=text) if text is not None else None

    def entity(self, node: Scalar) -> Entity | None:
        key = node.value[1:].strip()
        entity = self.around.entities.get(key)
        if entity is None and key not in self.reader.broken and "entities" not in self.reader.unsure:
            told = self.reader.desk.near(key, self.around.entities)
            self.reader.desk.error(
                node.place,
                "unknown-entity",
                f"no entity '{key}'{told} (a text that begins with @ is written \"@@…\")",
            )
        return entity

    def options(self, key: str, what: str, least: int = 1, start: int = 0) -> tuple[Option, ...]:
        """The options of a list; fewer than ``least`` of them are a problem."""
        node = self.map.entries[key]
        if not isinstance(node, List):
            self.reader.desk.error(
                node.place, "wrong-shape", f"'{key}' is {shape_of(node)}; write a list, a line each: - …"
            )
            return ()
        if len(node.items) < least:
            code = "no-distractors" if key == "distractors" else "too-few-rows" if key == "items" else "too-few-options"
            self.reader.desk.error(
                node.place, code, f"'{key}' of {self.what} has {len(node.items)}; it needs {least} or more"
            )
        found = (self.option(item, start + at, what) for at, item in enumerate(self.bounded(node, key)))
        return tuple(option for option in found if option is not None)

    def bounded(self, node: List, key: str) -> tuple[Node, ...]:
        """The items of a list, or a problem and none where there are more than anybody reads."""
        if len(node.items) <= MOST_ITEMS:
            return node.items
        told = f"'{key}' of {self.what} has {len(node.items)}; {MOST_ITEMS} at most"
        self.reader.desk.error(node.place, "too-long", told)
        return ()

    def distinct(self, options: tuple[Option, ...], what: str) -> None:
        """Report an option that reads the same as an earlier one in a language."""
        for language in self.reader.languages:
            seen: set[str] = set()
            for option in options:
                said = " ".join(option.text.plain(language).casefold().split())
                if said in seen:
                    twice = option.text.plain(language)
                    self.reader.desk.error(
                        self.places[id(option)], "duplicate-option",
                        f"{self.what} has two {what} that read '{twice}' in '{language}'; change one",
                    )  # fmt: skip
                    return
                seen.add(said)

    def typed(self, answer: Text, extra: Mapping[str, tuple[str, ...]], entity: Entity | None) -> Typed:
        """What is accepted for an answer; every other entity's name is something else."""
        accept: dict[str, tuple[str, ...]] = {}
        others: dict[str, FormsBut] = {}
        for language in self.reader.languages:
            own = entity.forms(language) if entity else (answer.plain(language),)
            accept[language] = distinct((answer.plain(language), *own, *extra.get(language, ())))
            others[language] = self.around.forms.but(accept[language], language, entity.kind if entity else None)
        return Typed(answer=answer, accept=accept, others=others, entity=entity)


def _without_at(node: Node) -> Node:
    """Turn "@@home" into the text "@home"."""
    if isinstance(node, Scalar) and node.value.startswith("@@"):
        return Scalar(node.value[1:], node.place, node.text_at, node.quoted, node.lost)
    if isinstance(node, Map):
        entries = {key: _without_at(child) for key, child in node if isinstance(child, Scalar)}
        return Map({**node.entries, **entries}, node.key_places, node.place)
    return node


def _choice(body: _Body, common: dict[str, Any]) -> AnyQuestion | None:
    stem = body.stem()
    key = body.option(body.map.entries["answer"], 0, "the answer")
    distractors = body.options("distractors", "a distractor", start=1)
    if stem is None or key is None or not distractors:
        return None
    options = (key, *distractors)
    body.distinct(options, "options")
    return Choice(stem=stem, options=options, right=0, **common)


def _select(body: _Body, common: dict[str, Any]) -> AnyQuestion | None:
    stem = body.stem()
    right = body.options("answers", "an answer")
    wrong = body.options("distractors", "a distractor", start=len(right))
    if stem is None or not right or not wrong:
        return None
    body.distinct((*right, *wrong), "options")
    return Select(stem=stem, options=(*right, *wrong), right=frozenset(range(len(right))), **common)


def _true_false(body: _Body, common: dict[str, Any]) -> AnyQuestion | None:
    stem = body.stem("say")
    truth = body.reader.desk.flag(body.map.entries["truth"], "'truth'")
    return TrueFalse(stem=stem, truth=truth, **common) if stem is not None and truth is not None else None


def _short(body: _Body, common: dict[str, Any]) -> AnyQuestion | None:
    stem = body.stem()
    answer = body.option(body.map.entries["answer"], 0, "the answer")
    extra = body.reader.plain_forms(body.map.entries.get("accept"), "'accept'")
    if stem is None or answer is None:
        return None
    return Short(stem=stem, typed=body.typed(answer.text, extra, answer.entity), **common)


def _cloze(body: _Body, common: dict[str, Any]) -> AnyQuestion | None:
    text = body.reader.cloze(body.map.entries["text"], "the cloze text")
    if text is None:
        return None
    numbers = {
        language: {piece.number for piece in pieces if isinstance(piece, Blank)} for language, pieces in text.items()
    }
    node = body.map.entries["text"]
    if max(map(len, numbers.values())) > MOST_ITEMS:
        told = f"{body.what} hides {max(map(len, numbers.values()))} things; {MOST_ITEMS} at most"
        body.reader.desk.error(node.place, "too-long", told)
        return None
    first = body.reader.languages[0]
    for language, found in numbers.items():
        place = node.entries[language].place if isinstance(node, Map) and language in node.entries else node.place
        if not found:
            told = f"{body.what} hides nothing; write {{{{c1::answer}}}} around what is to be found"
            body.reader.desk.error(place, "no-deletion", told)
        elif numbers[first] and found != numbers[first]:
            told = f"{body.what} has other deletions in '{language}' than in '{first}'; number them alike"
            body.reader.desk.error(place, "deletions-differ", told)
    if any(found != numbers[first] or not found for found in numbers.values()):
        return None
    blanks = {}
    for number in sorted(numbers[first]):
        answer = Text({language: _answer(pieces, number) for language, pieces in text.items()})
        blanks[number] = body.typed(answer, {}, None)
    return Cloze(stem=draw_blanks(text), text=text, blanks=blanks, **common)


def _answer(pieces: tuple[Span | Blank, ...], number: int) -> Rich:
    """What a number hides; where it hides several things, they are joined by a slash."""
    spans: list[Span] = []
    seen: set[str] = set()
    for piece in pieces:
        if isinstance(piece, Blank) and piece.number == number:
            said = "".join(span.text for span in piece.answer)
            if said not in seen:
                spans.extend((Span(" / "), *piece.answer) if spans else piece.answer)
            seen.add(said)
    return tuple(spans)


def _order(body: _Body, common: dict[str, Any]) -> AnyQuestion | None:
    stem = body.stem()
    items = body.options("items", "an item", least=2)
    if stem is None or len(items) < 2:
        return None
    body.distinct(items, "items")
    return Order(stem=stem, items=items, shown=tuple(range(len(items))), **common)


def _match(body: _Body, common: dict[str, Any]) -> AnyQuestion | None:
    stem = body.stem()
    node = body.map.entries["pairs"]
    rows = body.bounded(node, "pairs") if isinstance(node, List) else ()
    if not isinstance(node, List):
        told = f"'pairs' is {shape_of(node)}; write a list, a line each: - [left, right]"
        body.reader.desk.error(node.place, "wrong-shape", told)
    elif len(node.items) < 2:
        body.reader.desk.error(
            node.place, "too-few-rows", f"'pairs' of {body.what} has {len(rows)}; it needs 2 or more"
        )
    lefts: list[Option] = []
    rights: list[Option] = []
    for at, row in enumerate(rows):
        if not isinstance(row, List) or len(row.items) != 2:
            body.reader.desk.error(row.place, "wrong-shape", "a pair is written [left, right]")
            continue
        left, right = (body.option(side, at, "a pair's side") for side in row.items)
        if left is not None and right is not None:
            lefts.append(left)
            rights.append(right)
    extra = body.options("extra", "an extra option", start=len(rows)) if "extra" in body.map.entries else ()
    if stem is None or len(lefts) < 2:
        return None
    body.distinct(tuple(lefts), "left sides")
    body.distinct((*rights, *extra), "right sides")
    every = (*rights, *extra)
    return Match(stem=stem, lefts=tuple(lefts), rights=every, shown=tuple(range(len(every))), **common)


_KINDS: Mapping[str, Callable[[_Body, dict[str, Any]], AnyQuestion | None]] = {
    "choice": _choice, "select": _select, "true-false": _true_false, "short": _short, "cloze": _cloze,
    "order": _order, "match": _match,
}  # fmt: skip
