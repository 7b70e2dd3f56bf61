"""What a paper says, free of every format: items with room to answer, and their key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.errors import Place
from quizgen.export.sheet.back import answer_lines, correction_lines, named_sources
from quizgen.model import (
    AnyQuestion,
    Bank,
    Choice,
    Cloze,
    Match,
    Option,
    Order,
    Question,
    Select,
    Short,
    Source,
    TrueFalse,
    Typed,
)
from quizgen.text import Blank, Rich, Span, Words, joined
from quizgen.wording import date_words


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank to write in; ``number`` is 0 where a text has only one, ``hint`` empty where none is given."""

    number: int = 0
    hint: str = ""


Line = tuple[Span | Gap, ...]


@dataclass(frozen=True, slots=True)
class Lettered:
    """Something to choose, to place or to pair, and the letter before it (none for true and false)."""

    letter: str
    text: Rich


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture of one question in one language: bytes, media type, and its text for those who cannot see."""

    content: bytes
    media_type: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One numbered question as it is printed.

    ``options`` are shown under the stem: to choose from, to put in order (a box before each), or to
    pair with ``rows``, which are numbered from one. ``lines`` are lines to write the answer on.
    ``topic`` is empty for a question without one.
    """

    number: int
    code: str
    kind: str
    topic: str
    instruction: str
    stem: Line
    options: tuple[Lettered, ...] = ()
    rows: tuple[Rich, ...] = ()
    lines: int = 0
    picture: Illustration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """What the teacher's key says about one item; ``answer`` is a line for each thing to write or mark.

    ``accept`` says what else is right, a line each; ``reasons`` say why an option is wrong, a line an
    option; ``sources`` are whole sentences that give the numbers of the paper's ``sources``.
    """

    number: int
    code: str
    answer: tuple[Rich, ...]
    accept: tuple[Rich, ...]
    explanation: Rich
    reasons: tuple[Rich, ...]
    corrections: tuple[Rich, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A line to fill in at the head: its label, and what is printed after the line ("/ 7")."""

    label: str
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole handout in one language, free of every format.

    ``page`` is the page's number in words with the holes ``{page}`` and ``{pages}``; ``credits`` are
    sentences for the paper's end (author, licence); ``sources`` are all that is cited: "[1] The atlas".
    """

    language: str
    title: Rich
    instructions: str
    fields: tuple[Field, ...]
    items: tuple[Item, ...]
    key_title: str
    key: tuple[KeyEntry, ...]
    credits: tuple[str, ...]
    sources_title: str
    sources: tuple[str, ...]
    page: str


def paper(questions: Sequence[AnyQuestion], bank: Bank, language: str, words: Words) -> Paper:
    """The questions, in the order given, as a paper with its key.

    ``bank`` is the bank that they come from, ``words`` the program's own words in the same language.
    """
    cited = _cited(questions)
    several = "paper.instructions" if len(questions) != 1 else "paper.instructions.one"
    return Paper(
        language=language,
        title=bank.title.rich(language),
        instructions=words(several, count=len(questions)),
        fields=(
            *(Field(words(key)) for key in ("paper.name", "paper.class", "paper.date")),
            Field(words("paper.points"), f"/ {len(questions)}"),
        ),
        items=tuple(_item(number, each, bank, language, words) for number, each in enumerate(questions, 1)),
        key_title=words("paper.key"),
        key=tuple(_key(questions, cited, bank, language, words)),
        credits=tuple(_credits(bank, language, words)),
        sources_title=words("paper.sources"),
        sources=tuple(f"[{at}] {_credit(bank.sources[key], language)}" for key, at in cited.items()),
        page=words("paper.page", page="{page}", pages="{pages}"),
    )


def letter(position: int) -> str:
    """The letter of an option, positions counted from zero: A to Z, then AA, AB and so on."""
    before, last = divmod(position, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


# What the screen says of these kinds ("Type the answer") does not fit paper.
_OWN_INSTRUCTION = ("short", "order", "match")
_LINE_HOLDS = 60


def _item(number: int, question: AnyQuestion, bank: Bank, language: str, words: Words) -> Item:
    kind, lines = question.kind, 0
    options: tuple[Lettered, ...] = ()
    rows: tuple[Rich, ...] = ()
    stem: Line = question.stem.rich(language)
    match question:
        case TrueFalse():
            options = tuple(Lettered("", (Span(words(key)),)) for key in ("truth.true", "truth.false"))
        case Short():
            longest = max(len(each.plain(language)) for each in (question.typed.answer, *question.also))
            lines = min(3, 1 + longest // _LINE_HOLDS)
        case Cloze():
            alone = len(question.blanks) == 1
            stem = tuple(
                Gap(0 if alone else piece.number, piece.hint) if isinstance(piece, Blank) else piece
                for piece in question.text[language]
            )
        case Choice() | Select() | Order() | Match():
            texts = [option.text.rich(language) for option in question.options]
            options = tuple(Lettered(letter(at), text) for at, text in enumerate(texts))
            if isinstance(question, Match):
                rows = tuple(left.text.rich(language) for left in question.lefts)
    image = question.image
    return Item(
        number=number,
        code=question.code,
        kind=kind,
        topic=bank.topic_name(question.topic, language),
        instruction=words(f"paper.kind.{kind}" if kind in _OWN_INSTRUCTION else f"kind.{kind}"),
        stem=stem,
        options=options,
        rows=rows,
        lines=lines,
        picture=Illustration(image.content, image.media_type, image.alt.plain(language)) if image else None,
    )


def _key(
    questions: Sequence[AnyQuestion], cited: Mapping[str, int], bank: Bank, language: str, words: Words
) -> Iterator[KeyEntry]:
    """The key's entries; a slip in a source is told in full once, and then referred to."""
    told: dict[Place, int] = {}
    for number, question in enumerate(questions, 1):
        corrections: list[Rich] = []
        sentences = correction_lines(question, bank, language, words)
        for correction, sentence in zip(question.corrections, sentences, strict=True):
            first = told.setdefault(correction.place, number)
            if first != number:
                at = bank.citation(correction.at, language)
                sentence = (Span(words("paper.correction.see", at=at, number=first)),)
            corrections.append(sentence)
        yield KeyEntry(
            number=number,
            code=question.code,
            answer=tuple(_marked_answer(question, language, words)),
            accept=tuple(_also(question, language, words)),
            explanation=question.explanation.rich(language) if question.explanation else (),
            reasons=tuple(_reasons(question, language)),
            corrections=tuple(corrections),
            sources=named_sources(question, bank, language, words, lambda key: f"[{cited[key]}]"),
        )


def _marked(options: Sequence[Option], at: int, language: str) -> Rich:
    """An option with its letter."""
    return (Span(f"{letter(at)}. "), *options[at].text.rich(language))


def _marked_answer(question: AnyQuestion, language: str, words: Words) -> Iterator[Rich]:
    match question:
        case Choice():
            yield _marked(question.options, question.right, language)
        case Select():
            for at in sorted(question.right):
                yield _marked(question.options, at, language)
        case Order():
            for position in range(len(question.items)):
                marked = _marked(question.options, question.shown.index(position), language)
                yield (Span(f"{position + 1}: "), *marked)
        case Match():
            for position, left in enumerate(question.lefts):
                marked = _marked(question.options, question.shown.index(position), language)
                yield (Span(f"{position + 1}. "), *left.text.rich(language), Span(" – "), *marked)
        case Short():
            yield answer_lines(question, language, words)[0]
        case TrueFalse() | Cloze():
            yield from answer_lines(question, language, words)


def _also(question: AnyQuestion, language: str, words: Words) -> Iterator[Rich]:
    """What is right beside the answer shown: other answers, and other forms of it."""
    if isinstance(question, Short):
        yield from answer_lines(question, language, words)[1:]
    yield from other_forms(question, language, words)


def other_forms(question: AnyQuestion, language: str, words: Words, label: str = "paper.accept") -> Iterator[Rich]:
    """The other forms of a typed answer that are right too, a line a blank; ``label`` is the locale's sentence."""
    if isinstance(question, Short):
        named = [text.plain(language) for text in question.also]
        yield from _other_forms(question, question.typed, named, language, "", words, label)
    elif isinstance(question, Cloze):
        for number, blank in sorted(question.blanks.items()):
            mark = f"({number}) " if len(question.blanks) > 1 else ""
            yield from _other_forms(question, blank, [], language, mark, words, label)


def _other_forms(
    question: Question, typed: Typed, named: Sequence[str], language: str, mark: str, words: Words, label: str
) -> Iterator[Rich]:
    """A line with the other forms to accept; those of a date or a number go without saying."""
    said = {typed.answer.plain(language), *named}
    forms = [form for form in typed.accept.get(language, ()) if form not in said]
    if forms and (typed.entity or not question.generated):
        yield (Span(mark + words(label, answers="; ".join(dict.fromkeys(forms)))),)


def _reasons(question: AnyQuestion, language: str) -> Iterator[Rich]:
    if isinstance(question, Choice | Select | Match):
        for at, option in enumerate(question.options):
            if option.because:
                yield joined((_marked(question.options, at, language), option.because.rich(language)), ": ")


def _cited(questions: Sequence[AnyQuestion]) -> dict[str, int]:
    """The sources that the questions and their corrections cite, numbered from one."""
    keys: dict[str, None] = {}
    for question in questions:
        keys |= dict.fromkeys(ref.key for ref in question.sources)
        for each in question.corrections:
            keys |= dict.fromkeys(ref.key for ref in (each.at, *each.because))
    return {key: number for number, key in enumerate(keys, 1)}


def _credits(bank: Bank, language: str, words: Words) -> Iterator[str]:
    if bank.author:
        yield words("paper.author", author=bank.author.plain(language))
    if bank.licence:
        yield words("paper.licence", licence=bank.licence)


def _credit(source: Source, language: str) -> str:
    """A source with its day and address, where its citation does not give them already."""
    cite = source.cite.plain(language)
    more = [date_words(source.day, language)] if source.day else []
    more += [source.url] if source.url else []
    return ", ".join([cite.rstrip("."), *(part for part in more if part not in cite)])
