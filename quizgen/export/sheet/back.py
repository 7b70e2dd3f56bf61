"""What stands behind a question: the key, why, slips in its sources, and where it is from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quizgen.model import (
    AnyQuestion,
    Bank,
    Choice,
    Cloze,
    Correction,
    Match,
    Order,
    Question,
    Select,
    Short,
    SourceRef,
    TrueFalse,
)
from quizgen.text import Rich, Span, Words, joined, parse_text, plain


@dataclass(frozen=True, slots=True)
class Back:
    """What stands behind a question in one language.

    ``answer`` is the key, a line each; ``explanation`` says why (empty where the bank does not);
    ``corrections`` tell of slips in the cited sources; ``sources`` are whole sentences.
    """

    answer: tuple[Rich, ...]
    explanation: Rich
    corrections: tuple[Rich, ...]
    sources: tuple[str, ...]


def back(question: AnyQuestion, bank: Bank, language: str, words: Words) -> Back:
    """Everything that a learner is told once the answer is given."""
    return Back(
        answer=answer_lines(question, language, words),
        explanation=question.explanation.rich(language) if question.explanation else (),
        corrections=tuple(correction_lines(question, bank, language, words)),
        sources=source_lines(question, bank, language, words),
    )


def answer_lines(question: AnyQuestion, language: str, words: Words) -> tuple[Rich, ...]:
    """The key in words, a line for each thing to choose, to place, to pair or to fill in."""
    match question:
        case Choice():
            return (question.key.text.rich(language),)
        case Select():
            return tuple(question.options[at].text.rich(language) for at in sorted(question.right))
        case TrueFalse():
            return (parse_text(words("truth.true" if question.truth else "truth.false")),)
        case Short():
            first = question.typed.answer.rich(language)
            if not question.also:
                return (first,)
            others = "; ".join(text.plain(language) for text in question.also)
            return (first, parse_text(words("also-right", answers=others)))
        case Cloze():
            lines = [blank.answer.rich(language) for _, blank in sorted(question.blanks.items())]
            if len(lines) == 1:
                return (lines[0],)
            numbered = zip(sorted(question.blanks), lines, strict=True)
            return tuple((Span(f"({number}) "), *line) for number, line in numbered)
        case Order():
            return tuple(
                (Span(f"{place}. "), *item.text.rich(language)) for place, item in enumerate(question.items, 1)
            )
        case Match():
            return tuple(
                joined((left.text.rich(language), right.text.rich(language)), " – ")
                for left, right in zip(question.lefts, question.rights, strict=False)
            )


def correction_lines(question: Question, bank: Bank, language: str, words: Words) -> list[Rich]:
    """The slips in what the question cites, a line each: what is printed, what is right, and why."""
    return [correction_line(correction, bank, language, words) for correction in question.corrections]


def correction_line(
    correction: Correction, bank: Bank, language: str, words: Words, name: Callable[[SourceRef], str] | None = None
) -> Rich:
    """One slip in a source: what it prints, what is right, and why; ``name`` is how a source is cited, else in full."""
    cite = name or (lambda ref: bank.citation(ref, language))
    prints, right = correction.prints.plain(language), correction.right.plain(language)
    line: Rich = (Span(words("correction", at=cite(correction.at), prints=prints, right=right)),)
    if correction.explain:
        line = joined((line, correction.explain.rich(language)))
    if correction.because:
        cited = "; ".join(dict.fromkeys(map(cite, correction.because)))
        line = joined((line, (Span(f"({words('correction.because', sources=cited)})"),)))
    return line


def source_lines(question: Question, bank: Bank, language: str, words: Words) -> tuple[str, ...]:
    """What states it, then what confirms it, a sentence each; empty for a question without sources."""
    return named_sources(question, bank, language, words, lambda key: bank.sources[key].cite.plain(language))


def named_sources(
    question: Question, bank: Bank, language: str, words: Words, name: Callable[[str], str]
) -> tuple[str, ...]:
    """``source_lines`` with each source called what ``name`` makes of its key; its parts stand behind it."""
    stated = [ref for ref in question.sources if not ref.confirms]
    keys = {ref.key for ref in stated}
    confirming = [ref for ref in question.sources if ref.confirms and ref.key not in keys]
    stated += [ref for ref in question.sources if ref.confirms and ref.key in keys]
    lines: list[str] = []
    for word, hole, refs in (("source", "source", stated), ("source.confirmed", "sources", confirming)):
        parts: dict[str, dict[str, None]] = {}
        for ref in refs:
            parts.setdefault(ref.key, {})[bank.part_name(ref, language)] = None
        named = (", ".join(filter(None, (name(key), *each))) for key, each in parts.items())
        if said := "; ".join(dict.fromkeys(named)):
            lines.append(words(word, **{hole: said}))
    return tuple(lines)


def explanation_text(question: Question, bank: Bank, language: str, words: Words) -> str:
    """The explanation and the corrections as one plain text, as ``list --format json`` gives it."""
    given = [question.explanation.plain(language)] if question.explanation else []
    return " ".join(given + [plain(line) for line in correction_lines(question, bank, language, words)])
