"""A question as a note: which note type, what its fields say, its tags and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from quizgen.export import sheet
from quizgen.export.anki import identity, markup
from quizgen.export.anki.notetypes import BY_KIND, NoteType
from quizgen.export.anki.options import right_and_wrong, settled
from quizgen.export.anki.translation import translation
from quizgen.model import (
    AnyQuestion,
    Bank,
    Choice,
    Cloze,
    Entity,
    Match,
    Option,
    Order,
    Picture,
    Retired,
    Select,
    Short,
    Source,
    TrueFalse,
)
from quizgen.select import difficulty
from quizgen.text import Words, plain

RETIRED_TAG = "quizgen::retired"

_MEDIUM, _HARD = 700, 1000
"""From which difficulty on (``select.difficulty``) a question is tagged as medium, and as hard."""

_LABELS = ("check", "right", "wrong", "missed", "yours", "pick")
_SCRIPTED = ("choice", "select", "order", "match")
_SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
    "image/avif": ".avif",
}


@dataclass(frozen=True, slots=True)
class NoteContent:
    """What a note says. ``fields`` are in the note type's order; ``media`` is name -> bytes.

    ``cards`` is how many cards the note makes; a retired note brings none of its own, so that it
    reaches the learners who have its cards and gives newcomers none.
    """

    guid: str
    note_type: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    topic: str | None = None
    cards: int = 1
    media: Mapping[str, bytes] = field(default_factory=dict, hash=False)


class _Pictures:
    """Gathers the pictures that a note shows, and gives their HTML."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.media: dict[str, bytes] = {}

    def html(self, picture: Picture | None) -> str:
        """A picture, or nothing where there is none. Raises ValueError for a type no browser shows."""
        if picture is None:
            return ""
        suffix = _SUFFIXES.get(picture.media_type)
        if suffix is None:
            raise ValueError(f"{picture.file} is no picture that a card can show ({picture.media_type})")
        name = identity.media_name(picture.content, suffix)
        self.media[name] = picture.content
        return markup.picture(name, picture.alt.plain(self.language))

    def option(self, option: Option, shown: bool) -> str:
        """An option's text, with its entity's picture above it if ``shown``."""
        text = markup.rich(option.text.rich(self.language))
        image = self.html(option.entity.image) if shown and option.entity else ""
        return f"{image}<br>{text}" if image else text

    def options(self, options: Sequence[Option]) -> list[str]:
        """Options to choose among; pictures only where each has one, since a lone one gives a hint."""
        shown = all(option.entity and option.entity.image for option in options)
        return [self.option(option, shown) for option in options]


def note_of(
    question: AnyQuestion, bank: Bank, language: str, words: Words, translations: Mapping[str, Words]
) -> NoteContent:
    """A question as a note: in a language, and on its back in those of ``translations`` too.

    Raises ValueError for a question that a card cannot hold: one without a stem in this language,
    with more than eight right options, or with a picture of an unknown type.
    """
    pictures = _Pictures(language)
    note_type = BY_KIND[question.kind]
    values = _common(question, bank, language, words, pictures)
    cards = 1
    match question:
        case Choice() | Select():
            values |= _choice(question, language, pictures)
        case TrueFalse() | Short():
            values |= _key(question, language, words, pictures)
        case Cloze():
            cards = len(question.blanks)
            values |= {
                "Text": markup.cloze(question.text[language]),
                "Key": markup.lines(sheet.answer_lines(question, language, words)),
            }
        case Order():
            values |= _order(question, language, pictures)
        case Match():
            values |= _match(question, language, pictures)
    if translations:
        values["Translation"] = translation(question, bank, translations)
    if not question.stem.plain(language).strip():
        raise ValueError(f"the question {question.id} has no text in {language}, so it makes no card")
    return NoteContent(
        guid=identity.note_guid(bank.id, question.id, language),
        note_type=note_type,
        fields=tuple(values.get(name, "") for name in note_type.fields),
        tags=_tags(question, bank, (language, *translations)),
        topic=question.topic,
        cards=cards,
        media=pictures.media,
    )


def _common(question: AnyQuestion, bank: Bank, language: str, words: Words, pictures: _Pictures) -> dict[str, str]:
    told = sheet.back(question, bank, language, words)
    return {
        "Stem": markup.rich(question.stem.rich(language)),
        "Image": pictures.html(question.image),
        "Instruction": markup.field(words(f"kind.{question.kind}")),
        "Explanation": markup.rich(told.explanation),
        "Corrections": markup.lines(told.corrections),
        "Source": "<br>".join(markup.field(line) for line in told.sources),
        "Code": markup.field(question.code),
        "Labels": _labels(words) if question.kind in _SCRIPTED else "",
        "Language": markup.attribute(language),
        "Id": markup.attribute(f"{bank.id}/{question.id} ({language})"),
    }


@lru_cache(maxsize=16)
def _labels(words: Words) -> str:
    """What a card's script says, in the deck's language: the templates themselves know no language."""
    return "|".join(f"{name}={markup.attribute(words(f'card.{name}').replace('|', '/'))}" for name in _LABELS)


def _key(question: Short | TrueFalse, language: str, words: Words, pictures: _Pictures) -> dict[str, str]:
    key = markup.lines(sheet.answer_lines(question, language, words))
    if isinstance(question, TrueFalse):
        return {"Key": key}
    if accepted := markup.lines(sheet.other_forms(question, language, words, "card.accept")):
        key += f'<div class="qg-accepted" dir="auto">{accepted}</div>'
    shown: Entity | None = question.typed.entity
    image = pictures.html(shown.image) if shown else ""
    typed = " ".join(question.typed.answer.plain(language).split())
    return {"Key": f"{key}<br>{image}" if image else key, "Typed": markup.attribute(typed)}


def _choice(question: Choice | Select, language: str, pictures: _Pictures) -> dict[str, str]:
    rights, wrongs = right_and_wrong(question)
    options = settled(question, rights + wrongs)
    values = {
        "Mode": "single" if isinstance(question, Choice) else "multiple",
        "Right": " ".join(str(at) for at, option in enumerate(options, 1) if option in rights),
        "Key": markup.lines(option.text.rich(language) for option in options if option in rights),
    }
    for at, (option, html) in enumerate(zip(options, pictures.options(options), strict=True), 1):
        values[f"Option {at}"] = html
        if option.because and option not in rights:
            values[f"Reason {at}"] = markup.rich(option.because.rich(language))
    return values


def _order(question: Order, language: str, pictures: _Pictures) -> dict[str, str]:
    items = settled(question, question.items)
    places = [items.index(item) for item in question.items]
    if all(first < second for first, second in pairwise(places)):
        items = items[1:] + items[:1]
    return {
        "Items": markup.items(pictures.options(items)),
        "Right": " ".join(str(items.index(item) + 1) for item in question.items),
        "Key": markup.items(_isolated(item, language) for item in question.items),
    }


def _match(question: Match, language: str, pictures: _Pictures) -> dict[str, str]:
    rights = settled(question, question.rights)
    if rights[: len(question.lefts)] == list(question.rights[: len(question.lefts)]):
        rights = rights[1:] + rights[:1]
    pairs = list(zip(question.lefts, question.rights, strict=False))
    return {
        "Lefts": markup.items(pictures.options(question.lefts)),
        "Rights": markup.items(pictures.options(rights)),
        "Right": " ".join(str(rights.index(right) + 1) for _, right in pairs),
        "Key": markup.items(f"{_isolated(left, language)} – {_isolated(right, language)}" for left, right in pairs),
    }


def _isolated(option: Option, language: str) -> str:
    return f'<span dir="auto">{markup.rich(option.text.rich(language))}</span>'


def _tags(question: AnyQuestion, bank: Bank, languages: Iterable[str]) -> tuple[str, ...]:
    tags = [_tag("bank", bank.id), _tag("kind", question.kind), _tag("difficulty", _difficulty(question))]
    tags.extend(_tag("language", language) for language in languages)
    if question.topic is not None:
        tags.append(_tag("topic", question.topic))
    tags.extend(_tag("source", ref.key) for ref in question.sources)
    return tuple(sorted(set(tags)))


def _difficulty(question: AnyQuestion) -> str:
    """How hard a question is likely to be, by what can be seen without learners (``docs/fairness.md``)."""
    likely = difficulty(question)
    return "easy" if likely < _MEDIUM else "medium" if likely < _HARD else "hard"


@lru_cache(maxsize=4096)
def _tag(branch: str, leaf: str) -> str:
    """A tag of quizgen's own branch; a space ends a tag in Anki, and ``::`` begins a new level."""
    safe = "".join(character if character.isprintable() and not character.isspace() else "-" for character in leaf)
    while "::" in safe:
        safe = safe.replace("::", ":")
    return f"quizgen::{branch}::{safe.strip(':') or '-'}"


def retired_note(
    retired: Retired, held: tuple[NoteType, tuple[str, ...], tuple[str, ...]] | None,
    bank: Bank, language: str, words: Words,
) -> NoteContent:  # fmt: skip
    """A question asked no more: what the older deck ``held`` (note type, fields, tags) under a banner.

    Where no older deck is at hand, the note says which question it was, and no more.
    """
    note_type, fields, tags = held or _stub(retired, bank, language, words)
    values = dict(zip(note_type.fields, fields, strict=True))
    values["Notice"] = markup.field(words("card.retired"))
    return NoteContent(
        guid=identity.note_guid(bank.id, retired.id, language),
        note_type=note_type,
        fields=tuple(values[name] for name in note_type.fields),
        tags=tuple(sorted({*tags, RETIRED_TAG})),
        cards=0,
    )


def _stub(
    retired: Retired, bank: Bank, language: str, words: Words
) -> tuple[NoteType, tuple[str, ...], tuple[str, ...]]:
    note_type = BY_KIND[retired.kind]
    name = markup.field(words("card.retired-id", id=retired.id))
    values = {
        "Stem": name,
        "Text": f"{{{{c1::{name.replace(':', '&#58;')}}}}}",
        "Language": markup.attribute(language),
        "Id": markup.attribute(f"{bank.id}/{retired.id} ({language})"),
    }
    tags = tuple(
        _tag(branch, leaf) for branch, leaf in (("bank", bank.id), ("kind", retired.kind), ("language", language))
    )
    return note_type, tuple(values.get(field_name, "") for field_name in note_type.fields), tags


def title_of(bank: Bank, language: str) -> str:
    """The deck's name: the bank's title, with the language where another language has the same."""
    title = bank.title.plain(language)
    same = [other for other in bank.languages if bank.title.plain(other) == title]
    return f"{title} ({language})" if len(same) > 1 else title


def description(bank: Bank, language: str, words: Words) -> str:
    """What Anki shows above the deck: title, what it is about, author, licence, sources, and how to update it."""
    parts = [f"<b>{markup.rich(bank.title.rich(language))}</b>"]
    if bank.about and plain(bank.about.rich(language)).strip():
        parts.append(markup.rich(bank.about.rich(language)))
    if bank.author:
        parts.append(markup.field(words("card.author", author=bank.author.plain(language))))
    if bank.licence:
        parts.append(markup.field(words("card.licence", licence=bank.licence)))
    if bank.sources:
        cited = "; ".join(_cited(source, language) for source in bank.sources.values())
        parts.append(markup.field(words("card.sources")) + " " + cited)
    parts.append(markup.field(words("card.update")))
    return "<br>".join(parts)


def _cited(source: Source, language: str) -> str:
    """A source as it is cited, with its address on the web where it has one."""
    cited = markup.rich(source.cite.rich(language))
    if source.url and source.url.startswith(("https://", "http://")):
        return f'<a href="{markup.attribute(source.url)}">{cited}</a>'
    return cited
