"""Anki's notes as questions for a bank: quizgen's own, basic ones and clozes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quizgen.bank.drafted import Draft
from quizgen.bank.load import load_words
from quizgen.bank.nodes import Desk
from quizgen.bank.shapes import TRUTHS
from quizgen.bring.collection import Collection, Note, read_collection
from quizgen.bring.found import Labels, Taken, labels, split_lines
from quizgen.bring.gathering import Gathering
from quizgen.bring.hypertext import MOST_CHARACTERS, Image, Read, limited, read_html, trimmed
from quizgen.errors import Place
from quizgen.text import Blank, Rich, Span, plain

_OURS = "quizgen "
_OUR_TAG = "quizgen::"
_DELETION = re.compile(r"\{\{c(\d{1,3})::")
_SOUND = re.compile(r"\[sound:[^\[\]]*\]")
_SWITCH = ("add reverse",)
"""Fields that say something to Anki and nothing to a learner."""
_MARK = "\ue000"
_LANGUAGE = re.compile(r"([\w-]{1,40})\)")


def read_anki(content: bytes, desk: Desk, languages: tuple[str, ...]) -> Draft | None:
    """The notes of an .apkg, or None where there is none; a note's place is its number and that of its field."""
    collection = read_collection(content, desk)
    if collection is None:
        return None
    gathering = Gathering(desk, languages)
    several = len({note.deck for note in collection.notes}) > 1
    for note in collection.notes:
        _Note(note, collection, gathering, several).take()
    return gathering.finish()


class _Note:
    """A note while it is read."""

    def __init__(self, note: Note, collection: Collection, gathering: Gathering, several: bool) -> None:
        self.note = note
        self.collection = collection
        self.gathering = gathering
        self.names = {name: at for at, name in enumerate(note.note_type.fields)}
        self.place = self.at(0)
        self.ours = note.note_type.name.startswith(_OURS) and "Id" in self.names
        tags = [tag.removeprefix(_OUR_TAG).replace("::", ":", 1) for tag in note.tags]
        self.labels: Labels = labels([tag for tag in tags if tag != "retired" and not tag.startswith("difficulty:")])
        levels = note.deck.split("::")
        if self.ours:
            gathering.title = gathering.title or levels[0]
        self.topic = levels[-1] if len(levels) > 1 or (several and not self.ours) else ""

    def at(self, field: int) -> Place:
        """The place of a field."""
        return Place(self.gathering.desk.path, self.note.number, field + 1)

    def source(self, name: str) -> str:
        """A field's HTML by its name; empty where there is none."""
        at = self.names.get(name)
        return self.note.fields[at] if at is not None and at < len(self.note.fields) else ""

    def rich(self, name: str) -> Rich:
        """A field of a note of ours as a text."""
        return self.gathering.text(read_html(self.source(name)), self.at(self.names.get(name, 0)), f"the field {name}")

    def take(self) -> None:
        """Add the note's question to the gathering, or tell why not."""
        if f"{_OUR_TAG}retired" in self.note.tags:
            self._leave("it has been retired")
        elif self.ours:
            self._own()
        elif not self.note.note_type.fields:
            self._leave("its note type is not in the deck")
        elif "image-occlusion:" in self.note.fields[0] or self.note.note_type.name.startswith("Image Occlusion"):
            self._leave("it hides parts of a picture")
        elif self.note.note_type.is_cloze:
            self._cloze()
        else:
            self._basic()

    def _leave(self, why: str) -> None:
        self.gathering.drop(self.place, "not-taken", f"this note is not taken: {why}")

    def _question(self, kind: str) -> Taken:
        return Taken(self.place, kind, topic=self.topic, labels=self.labels)

    # -- anybody's notes -----------------------------------------------------------------------------

    def _read(self, field: int) -> Read:
        raw = self.note.fields[field] if field < len(self.note.fields) else ""
        for sound in _SOUND.findall(raw):
            self.gathering.drop(self.at(field), "content-lost", f"the sound {sound[7:-1][:60]} is not taken")
        return read_html(_SOUND.sub("", raw))

    def _files(self, images: tuple[Image, ...]) -> Mapping[str, bytes]:
        found = {image.source: self.collection.file(image.source) for image in images}
        return {name: content for name, content in found.items() if content is not None}

    def _basic(self) -> None:
        front, back = self._read(0), self._read(1)
        question = self._question("short")
        question.stem = front.rich
        question.picture = self.gathering.pictured(front, self.place, self._files(front.images))
        lines = split_lines(self.gathering.text(back, self.at(1), "the answer"))
        question.accept = [" ".join(plain(line).split()) for line in lines[:1]]
        question.explanation = lines[1:]
        self._others(question, range(2, len(self.note.fields)))
        self.gathering.add(question)

    def _others(self, question: Taken, fields: range) -> None:
        """Take further fields into the explanation, each with its name."""
        for field in fields:
            name = self.note.note_type.fields[field] if field < len(self.note.note_type.fields) else str(field + 1)
            said = self.gathering.text(self._read(field), self.at(field), f"the field {name}")
            if plain(said).strip() and name.casefold() in _SWITCH:
                self.gathering.drop(self.at(field), "content-lost", "the card the other way round is not taken")
            elif plain(said).strip():
                question.explanation.append((Span(f"{name}: "), *said))

    def _cloze(self) -> None:
        question = self._question("cloze")
        self._deletions(question, self.note.fields[0], 0)
        self._others(question, range(1, len(self.note.fields)))
        self.gathering.add(question)

    def _deletions(self, question: Taken, raw: str, field: int) -> None:
        """Read a text with deletions; one inside another is not taken apart."""
        found: list[tuple[int, Rich, str]] = []
        for sound in _SOUND.findall(raw):
            self.gathering.drop(self.at(field), "content-lost", f"the sound {sound[7:-1][:60]} is not taken")
        text = _SOUND.sub("", raw.replace(_MARK, ""))
        if len(text) > MOST_CHARACTERS:
            self.gathering.drop(self.at(field), "content-lost", f"the end of {len(text)} characters is not taken")
        text, made, at = limited(text), "", 0
        while (begin := _DELETION.search(text, at)) and (end := text.find("}}", begin.end())) >= 0:
            answer, _, hint = text[begin.end() : end].partition("::")
            said = self.gathering.text(read_html(answer), self.at(field), "a deletion")
            hinted = " ".join(plain(read_html(hint).rich).split())
            found.append((int(begin[1]), tuple(_in_line(said)), hinted))
            made += text[at : begin.start()] + _MARK
            at = end + 2
        read = read_html(made + text[at:])
        question.picture = self.gathering.pictured(read, self.at(field), self._files(read.images))
        waiting = iter(found)
        pieces: list[Span | Blank] = []
        for span in read.rich:
            for at, part in enumerate(span.text.split(_MARK)):
                if at and (deletion := next(waiting, None)):
                    pieces.append(Blank(*deletion))
                if part:
                    pieces.append(Span(part, span.style))
        question.cloze = tuple(pieces)

    # -- quizgen's own notes --------------------------------------------------------------------------

    def _own(self) -> None:
        kind = self.labels.kind
        question = self._question(kind)
        image = read_html(self.source("Image"))
        identity, _, said = plain(read_html(self.source("Id")).rich).rpartition(" (")
        if language := _LANGUAGE.fullmatch(said):
            question.identity = identity
            question.labels.language = question.labels.language or language[1]
        question.stem = self.rich("Stem")
        read = {"choice": self._options, "select": self._options, "true-false": self._truth, "short": self._typed,
                "cloze": self._own_cloze, "order": self._order, "match": self._pairs}.get(kind)  # fmt: skip
        if read is None:
            self._leave(f"its tags do not say which kind it is (quizgen::kind::{kind})")
            return
        read(question)
        question.picture = self.gathering.pictured(image, self.at(self.names["Image"]), self._files(image.images))
        question.explanation = [self.rich(name) for name in ("Explanation", "Corrections", "Source")]
        self.gathering.add(question)

    def _options(self, question: Taken) -> None:
        right = set(self.source("Right").split())
        for at in range(1, 9):
            said = self.rich(f"Option {at}")
            if not plain(said).strip():
                continue
            if str(at) in right:
                question.answers.append(said)
            else:
                question.wrong.append(said)
                question.reasons.append(self.rich(f"Reason {at}"))

    def _truth(self, question: Taken) -> None:
        said = TRUTHS.get(plain(self.rich("Key")).strip().casefold())
        if said is None:
            question.kind, question.accept = "short", [plain(self.rich("Key"))]
        question.truth = bool(said)

    def _typed(self, question: Taken) -> None:
        lines = [" ".join(plain(line).split()) for line in split_lines(self.rich("Key"))]
        marks = [load_words(language)("also-right", answers="").strip() for language in ("en", "id")]
        question.accept = lines[:1]
        for line in lines[1:]:
            mark = next((mark for mark in marks if line.startswith(mark)), None)
            question.accept += line[len(mark) :].strip().split("; ") if mark is not None else []

    def _own_cloze(self, question: Taken) -> None:
        self._deletions(question, self.source("Text"), self.names["Text"])

    def _order(self, question: Taken) -> None:
        items = self._items("Items")
        question.answers = [items[at] for at in _numbers(self.source("Right")) if 0 <= at < len(items)]

    def _pairs(self, question: Taken) -> None:
        rights = self._items("Rights")
        places = [at for at in _numbers(self.source("Right")) if 0 <= at < len(rights)]
        question.answers = self._items("Lefts")[: len(places)]
        question.partners = [rights[at] for at in places]
        question.wrong = [right for at, right in enumerate(rights) if at not in places]

    def _items(self, name: str) -> list[Rich]:
        parts = re.findall(r"<li>(.*?)</li>", self.source(name), re.DOTALL)
        at = self.at(self.names.get(name, 0))
        return [self.gathering.text(read_html(part), at, f"the field {name}") for part in parts]


def _numbers(said: str) -> Iterator[int]:
    return (int(each) - 1 for each in said.split() if each.isdecimal())


def _in_line(rich: Rich) -> Iterator[Span]:
    return (Span(span.text.replace("\n", " "), span.style) for span in trimmed(rich))
