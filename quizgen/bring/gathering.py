"""Where questions from another program's file are gathered, and what could not be taken is told with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.bank.drafted import Draft, Drafted, DraftedPicture
from quizgen.bank.dump import Words, slug, unique
from quizgen.bank.load import load_words
from quizgen.bank.nodes import Desk
from quizgen.bring.found import Taken, cloze_markup, picture, short, split_lines, why_not
from quizgen.bring.hypertext import Read, markup, seen, trimmed
from quizgen.errors import Place
from quizgen.text import Rich, Span, plain

MOST_BYTES = 100_000_000
"""A larger file is refused."""
MOST_QUESTIONS = 20_000


@dataclass(slots=True)
class Gathering:
    """The draft that a reader fills; ``wished`` is the language asked for, if any."""

    desk: Desk
    wished: tuple[str, ...] = ()
    taken: list[Taken] = field(default_factory=list)
    tags: Counter[str] = field(default_factory=Counter)
    places: dict[str, Place] = field(default_factory=dict)
    title: str = ""
    """What the bank is called, where quizgen wrote the file."""

    def drop(self, place: Place, code: str, message: str) -> None:
        """Something of the file that does not come along."""
        self.desk.warn(place, code, message)

    def add(self, question: Taken) -> None:
        """Take a question, or tell why it cannot be taken."""
        for tag in question.labels.others:
            self.tags[tag] += 1
            self.places.setdefault(tag, question.place)
        why = why_not(question)
        if why is not None:
            self.drop(question.place, "not-taken", f"this question is not taken: {why}")
        elif len(self.taken) >= MOST_QUESTIONS:
            self.drop(question.place, "not-taken", f"a bank takes {MOST_QUESTIONS} questions of a file at most")
        else:
            self.taken.append(question)

    def text(self, read: Read, place: Place, what: str) -> Rich:
        """A text whose pictures and other things do not come along, which is told."""
        for image in read.images:
            self.drop(place, "picture-lost", f"the picture '{short(image.source)}' in {what} is not taken")
        self.lost(read, place, what)
        return read.rich

    def lost(self, read: Read, place: Place, what: str) -> None:
        """Tell what a text held that is no text."""
        for thing in read.lost:
            self.drop(place, "content-lost", f"{thing} in {what} is not taken")

    def pictured(self, read: Read, place: Place, files: Mapping[str, bytes]) -> DraftedPicture | None:
        """The first picture of a stem, if its file is at hand; the others are told."""
        found = None
        for image in read.images:
            made = picture(image, files) if found is None else None
            if made is None:
                self.drop(place, "picture-lost", f"the picture '{short(image.source)}' in the question is not taken")
            elif not image.alt:
                told = f"the picture '{short(image.source)}' has no text for those who cannot see it; write one"
                self.drop(place, "no-alt", told)
            found = found or made
        self.lost(read, place, "the question")
        return found

    def finish(self) -> Draft | None:
        """All that was gathered as a draft, or None where it is nothing."""
        for tag, number in self.tags.items():
            told = f"the tag '{short(tag)}' ({number}) is not taken: a question has one topic, and no tags"
            self.drop(self.places[tag], "tag-lost", told)
        spoken = Counter(each.labels.language for each in self.taken if each.labels.language)
        language = next(iter(self.wished), "") or next((each for each, _ in spoken.most_common(1)), "en")
        own = [each for each in self.taken if each.labels.language in ("", language)]
        for each in self.taken:
            if each.labels.language not in ("", language):
                told = f"this question is in '{each.labels.language}'; import it with -l {each.labels.language}"
                self.drop(each.place, "other-language", told)
        if not own:
            if not self.desk.problems or not self.taken:
                self.desk.error(Place(self.desk.path), "empty-file", "there is no question here that can be taken")
            return None
        draft = Draft((language,), marked=True, title=" ".join(seen(self.title).split()))
        _identities(own, draft, self)
        filer = _Filer(draft, language)
        draft.questions = [filer.drafted(question) for question in own]
        return draft


# -- the draft ------------------------------------------------------------------------------------


def _identities(taken: Sequence[Taken], draft: Draft, gathering: Gathering) -> None:
    """Give the questions the ids that the file has for them; ``BANK/…`` in all of them names the bank."""
    given = [each.identity for each in taken if each.identity]
    banks = {identity.partition("/")[0] for identity in given}
    if given and len(banks) == 1 and all("/" in identity for identity in given):
        draft.bank = banks.pop()
        for each in taken:
            each.identity = each.identity.partition("/")[2]
    seen_: set[str] = set()
    for each in taken:
        each.identity = " ".join(seen(each.identity).split())
        if each.identity in seen_ and each.identity:
            told = f"the id '{short(each.identity)}' stands here twice; this question gets another"
            gathering.drop(each.place, "duplicate-id", told)
            each.identity = ""
        seen_.add(each.identity)


class _Filer:
    """Makes drafted questions, and keeps topics and sources by what they are called."""

    def __init__(self, draft: Draft, language: str) -> None:
        self.draft = draft
        self.language = language
        self.known: dict[tuple[str, str], str] = {}
        self.marks = _source_marks()

    def words(self, rich: Rich) -> Words:
        """A text in the draft's one language."""
        return {self.language: markup(rich)}

    def named(self, base: str, text: str, key: str = "") -> str:
        """The key of a topic or a source; ``key`` is what it is to be, if that is free."""
        into = self.draft.topics if base == "topic" else self.draft.sources
        said = (base, " ".join(text.casefold().split()))
        if said not in self.known:
            called = key or slug(re.sub(r"^https?://(www\.)?", "", text), base)
            self.known[said] = unique(called, into)
            into[self.known[said]] = {self.language: text}
        return self.known[said]

    def drafted(self, question: Taken) -> Drafted:
        """A question as it is written."""
        lines, named = _explained(question.explanation, self.marks)
        ours = bool(question.labels.kind)
        sources = [part for each in named for part in (each.split("; ") if ours else [each])]
        accept: list[Words] = [{self.language: _typed(form)} for form in question.accept]
        is_cloze = question.kind == "cloze"
        stem = {self.language: cloze_markup(question.cloze)} if is_cloze else self.words(question.stem)
        reasons = [self.words(reason) if plain(reason).strip() else None for reason in question.reasons]
        made = Drafted(
            row=question.place.line,
            kind=question.kind,
            stem=stem,
            answers=accept or [self.words(answer) for answer in question.answers],
            wrong=[self.words(wrong) for wrong in question.wrong],
            partners=[self.words(partner) for partner in question.partners],
            reasons=reasons,
            truth=question.truth,
            explanation=self.words(lines) if lines else None,
            sources=list(dict.fromkeys(self.named("source", source) for source in sources)),
            id=question.identity,
        )
        topic = " ".join(seen(question.topic).split())
        if topic:
            made.topic = self.named("topic", topic, question.labels.topic)
        if question.picture is not None:
            alt = next(iter(question.picture.alt.values()))
            made.picture = DraftedPicture(
                question.picture.name, question.picture.content, {self.language: markup((Span(alt),))}
            )
        return made


def _typed(form: str) -> str:
    """A typed form as the bank writes it: characters that are to be typed."""
    return markup((Span(" ".join(seen(form).split())),))


def _source_marks() -> tuple[str, ...]:
    """How a line begins that names sources, in the languages of the program."""
    words = (load_words(language) for language in ("en", "id"))
    return tuple(each(key, source="", sources="").strip() for each in words for key in ("source", "source.confirmed"))


def _explained(parts: Sequence[Rich], marks: tuple[str, ...]) -> tuple[Rich, list[str]]:
    """An explanation without the lines at its end that name sources, and those sources."""
    lines = [line for part in parts for line in split_lines(part)]
    sources: list[str] = []
    while lines and plain(lines[-1]).strip().startswith(marks):
        said = plain(lines.pop()).strip()
        mark = next(mark for mark in marks if said.startswith(mark))
        sources.insert(0, said[len(mark) :].strip())
    joined: list[Span] = []
    for line in lines:
        joined += [Span("\n"), *line] if joined else line
    return trimmed(joined), [source for source in sources if source]
