"""The key of a paper: what is right as it is marked there, why, what else to accept, and where it is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.errors import Place
from quizgen.export.sheet.back import answer_lines, correction_lines, named_sources
from quizgen.export.sheet.letters import letter
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
from quizgen.text import Rich, Span, Words, joined
from quizgen.wording import date_words


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """What is right about one item, and why.

    ``answer`` is a line for each thing to mark; ``accept`` says what else is right where something is
    written; ``reasons`` say of a wrong option why it is wrong; ``sources`` are whole sentences that name
    a source by its number in the paper's list.
    """

    number: int
    code: str
    answer: tuple[Rich, ...]
    accept: tuple[Rich, ...]
    explanation: Rich
    reasons: tuple[Rich, ...]
    corrections: tuple[Rich, ...]
    sources: tuple[str, ...]


def key_entries(questions: Sequence[AnyQuestion], bank: Bank, language: str, words: Words) -> Iterator[KeyEntry]:
    """The key's entries; a slip in a source is told in full once, and then referred to."""
    cited = cited_sources(questions)
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


def key_marks(question: AnyQuestion, language: str, words: Words) -> str:
    """The key in as few characters as do: "B", "A C", "True", "B A C", "1A 2C", the answer shown, "(1) x (2) y"."""
    match question:
        case Choice():
            return letter(question.right)
        case Select():
            return " ".join(letter(at) for at in sorted(question.right))
        case Order():
            return " ".join(letter(question.shown.index(at)) for at in range(len(question.items)))
        case Match():
            return " ".join(f"{at + 1}{letter(question.shown.index(at))}" for at in range(len(question.lefts)))
        case Short():
            return question.typed.answer.plain(language)
        case TrueFalse() | Cloze():
            lines = answer_lines(question, language, words)
            return " ".join("".join(span.text for span in line) for line in lines)


# -- the sources ------------------------------------------------------------------------------------


def cited_sources(questions: Sequence[Question]) -> dict[str, int]:
    """The sources that the questions and their corrections cite, numbered from one."""
    keys: dict[str, None] = {}
    for question in questions:
        keys |= dict.fromkeys(ref.key for ref in question.sources)
        for each in question.corrections:
            keys |= dict.fromkeys(ref.key for ref in (each.at, *each.because))
    return {key: number for number, key in enumerate(keys, 1)}


def source_list(cited: Mapping[str, int], bank: Bank, language: str) -> tuple[str, ...]:
    """The sources as a list: "[1] The atlas"."""
    return tuple(f"[{at}] {credit(bank.sources[key], language)}" for key, at in cited.items())


def credit(source: Source, language: str) -> str:
    """A source with its day and address, where its citation does not give them already."""
    cite = source.cite.plain(language)
    more = [date_words(source.day, language)] if source.day else []
    more += [source.url] if source.url else []
    return ", ".join([cite.rstrip("."), *(part for part in more if part not in cite)])


def credit_lines(bank: Bank, words: Words) -> Iterator[str]:
    """Author and licence, a sentence each, for the end of whatever is printed."""
    if bank.author:
        yield words("paper.author", author=bank.author.plain(words.language))
    if bank.licence:
        yield words("paper.licence", licence=bank.licence)
