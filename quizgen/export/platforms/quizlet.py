"""Questions as the text that Quizlet imports: a card a line, a tab between its two sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.export.platforms.common import Exported, Outgoing, Tally, clean, gaps, rights
from quizgen.export.sheet import letter
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Order, Select, Short, TrueFalse
from quizgen.text import Words, plain


def build_quizlet(questions: Sequence[AnyQuestion], bank: Bank, language: str, words: Words) -> Exported:
    """The questions as lines of text; a match makes a card a pair, all else one card."""
    tally = Tally("Quizlet")
    cards: list[str] = []
    for question in questions:
        out = Outgoing(question, bank, language, words)
        if question.image is not None:
            tally.turn(question, "the picture is told in words, since a text holds none")
        cards += ["\t".join(map(_line, card)) for card in _cards(out, tally)]
    return tally.exported("".join(f"{card}\n" for card in cards).encode(), len(questions))


def _cards(out: Outgoing, tally: Tally) -> Iterator[tuple[str, str]]:
    question, stem = out.question, plain(out.pictured())
    match question:
        case Choice() | Select():
            options = [f"{letter(at)}) {out.plain(option)}" for at, option in enumerate(question.options)]
            yield " ".join([stem, *options]), "; ".join(options[at] for at in sorted(rights(question)))
        case TrueFalse():
            asked = out.words("kind.true-false")
            yield f"{asked} {stem}", out.words("truth.true" if question.truth else "truth.false")
        case Short():
            answers = [text.plain(out.language) for text in (question.typed.answer, *question.also)]
            yield stem, " | ".join(answers)
        case Cloze():
            answers = [question.blanks[number].answer.plain(out.language) for number in gaps(question, out.language)]
            yield stem, "; ".join(answers)
        case Order():
            tally.turn(question, "an order becomes a card with its things on one side and their order on the other")
            named = {option.key: f"{letter(at)}) {out.plain(option)}" for at, option in enumerate(question.options)}
            yield " ".join([stem, *named.values()]), " → ".join(named[item.key] for item in question.items)
        case Match():
            tally.turn(question, "a match becomes a card for each pair")
            for left, right in zip(question.lefts, question.rights, strict=False):
                yield f"{stem} {out.plain(left)}", out.plain(right)


def _line(text: str) -> str:
    return " ".join(clean(text).split())
