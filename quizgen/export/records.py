"""Questions as records for programs: what ``quizgen list --format json`` prints, a line each."""

from __future__ import annotations

from typing import Any

from quizgen.export.sheet import explanation_text
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Order, Select, Short, TrueFalse
from quizgen.text import Words


def record(question: AnyQuestion, bank: Bank, language: str, words: Words) -> dict[str, Any]:
    """One question in one language as strings, lists and mappings, markup stripped.

    ``options`` and ``accept`` stand only where the kind has them.
    """
    fields: dict[str, Any] = {
        "id": question.id,
        "code": question.code,
        "kind": question.kind,
        "topic": question.topic,
        "language": language,
        "origin": "generated" if question.generated else "hand-written",
        "stem": question.stem.plain(language),
    }
    options = _options(question, language)
    if options is not None:
        fields["options"] = options
    fields["key"] = _key(question, language)
    if isinstance(question, Short):
        fields["accept"] = list(question.typed.accept[language])
    fields["explanation"] = explanation_text(question, bank, language, words)
    fields["sources"] = [str(ref) for ref in question.sources]
    fields["facts"] = list(question.facts)
    return fields


def _options(question: AnyQuestion, language: str) -> Any:
    match question:
        case Choice() | Select() | Order():
            return [option.text.plain(language) for option in question.options]
        case Match():
            return {
                "left": [option.text.plain(language) for option in question.lefts],
                "right": [option.text.plain(language) for option in question.options],
            }
        case _:
            return None


def _key(question: AnyQuestion, language: str) -> Any:
    match question:
        case Choice():
            return question.key.text.plain(language)
        case Select():
            return [question.options[at].text.plain(language) for at in sorted(question.right)]
        case TrueFalse():
            return question.truth
        case Short():
            return question.typed.answer.plain(language)
        case Cloze():
            return {str(number): blank.answer.plain(language) for number, blank in sorted(question.blanks.items())}
        case Order():
            return [item.text.plain(language) for item in question.items]
        case Match():
            pairs = zip(question.lefts, question.rights, strict=False)
            return [[left.text.plain(language), right.text.plain(language)] for left, right in pairs]
