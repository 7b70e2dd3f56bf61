"""The back of a bilingual card: the question, its key and its options once more, in the other languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quizgen.export import sheet
from quizgen.export.anki import markup
from quizgen.export.anki.options import right_and_wrong, settled
from quizgen.model import AnyQuestion, Bank, Choice, Match, Select
from quizgen.text import Rich, Span, Words, joined


def translation(question: AnyQuestion, bank: Bank, translations: Mapping[str, Words]) -> str:
    """All that a card says, in each of these languages, as HTML; each part is marked with its language."""
    return "".join(
        f'<div lang="{markup.attribute(language)}" dir="auto">{_told(question, bank, language, words)}</div>'
        for language, words in translations.items()
    )


def _told(question: AnyQuestion, bank: Bank, language: str, words: Words) -> str:
    told = sheet.back(question, bank, language, words)
    answer = told.answer
    if isinstance(question, Select):
        answer = tuple(option.text.rich(language) for option in right_and_wrong(question)[0])
    parts = [
        ("stem", markup.rich(question.stem.rich(language))),
        ("key", markup.lines(answer)),
        ("wrongs", markup.lines(_wrong(question, language))),
        ("explanation", markup.rich(told.explanation)),
        ("corrections", markup.lines(told.corrections)),
    ]
    return "".join(f'<div class="qg-{name}" dir="auto">{html}</div>' for name, html in parts if html)


def _wrong(question: AnyQuestion, language: str) -> Iterator[Rich]:
    """The wrong options, a line each, with the reason where there is one."""
    match question:
        case Choice() | Select():
            options = right_and_wrong(question)[1]
        case Match():
            options = settled(question, question.rights[len(question.lefts) :])
        case _:
            options = []
    for option in options:
        line: Rich = (Span("✗ "), *option.text.rich(language))
        yield joined((line, option.because.rich(language)), " – ") if option.because else line
