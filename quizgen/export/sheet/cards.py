"""Flashcards to cut out: what stands on the front and on the back of each, free of every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.export.sheet.back import back
from quizgen.export.sheet.paper import Lettered, Line, illustration, option_lines, stem_line
from quizgen.export.sheet.setting import Illustration
from quizgen.model import AnyQuestion, Bank, Correction, Match, TrueFalse
from quizgen.text import Rich, Span, Words, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What is asked, in one language; a match has ``rows`` too. ``task`` says what a statement leaves unsaid."""

    language: str
    topic: str
    task: str
    stem: Line
    options: tuple[Lettered, ...]
    rows: tuple[Rich, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What is right, in one language, a line each; why; slips in the sources; where it is from."""

    language: str
    answer: tuple[Rich, ...]
    explanation: Rich
    corrections: tuple[Rich, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card: a front and a back in each language, the first one leading; a picture goes on the front."""

    code: str
    fronts: tuple[Front, ...]
    backs: tuple[Behind, ...]
    picture: Illustration | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSet:
    """All cards, and what is printed in the margins: the title, how to print, and the sheet's number.

    ``fronts`` and ``backs`` have the holes ``{sheet}`` and ``{sheets}``.
    """

    language: str
    title: Rich
    how: str
    fronts: str
    backs: str
    cards: tuple[Card, ...]
    credits: str


def card_set(questions: Sequence[AnyQuestion], bank: Bank, words: Sequence[Words]) -> CardSet:
    """A card for each question; ``words`` are the program's own, a language each, the leading one first."""
    first = words[0]
    holes = {"sheet": "{sheet}", "sheets": "{sheets}"}
    author = bank.author.plain(first.language) if bank.author else ""
    return CardSet(
        language=first.language,
        title=bank.title.rich(first.language),
        how=first("cards.how"),
        fronts=first("cards.fronts", **holes),
        backs=first("cards.backs", **holes),
        cards=tuple(_card(question, bank, words) for question in questions),
        credits=" · ".join(filter(None, (author, bank.licence or ""))),
    )


def _card(question: AnyQuestion, bank: Bank, words: Sequence[Words]) -> Card:
    return Card(
        code=question.code,
        fronts=tuple(_front(question, bank, each) for each in words),
        backs=tuple(_behind(question, bank, each, leads=at == 0) for at, each in enumerate(words)),
        picture=illustration(question.image, words[0].language),
    )


def _front(question: AnyQuestion, bank: Bank, words: Words) -> Front:
    language = words.language
    statement = isinstance(question, TrueFalse)
    return Front(
        language=language,
        topic=bank.topic_name(question.topic, language),
        task=words("kind.true-false") if statement else "",
        stem=stem_line(question, language),
        options=() if statement else option_lines(question, language, words),
        rows=tuple(left.text.rich(language) for left in question.lefts) if isinstance(question, Match) else (),
    )


def _behind(question: AnyQuestion, bank: Bank, words: Words, *, leads: bool) -> Behind:
    """A back; the sources are named in the leading language only, for want of room."""
    language = words.language
    told = back(question, bank, language, words)
    return Behind(
        language=language,
        answer=told.answer,
        explanation=told.explanation,
        corrections=tuple(_slip(each, words) for each in question.corrections),
        sources=told.sources if leads else (),
    )


def _slip(correction: Correction, words: Words) -> Rich:
    """A slip in a source in short: what is printed there, what is right, and why, without what confirms it."""
    prints, right = correction.prints.plain(words.language), correction.right.plain(words.language)
    line: Rich = (Span(words("cards.slip", prints=prints, right=right)),)
    return joined((line, correction.explain.rich(words.language))) if correction.explain else line
