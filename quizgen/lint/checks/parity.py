"""A question does not say the same in every language: other numbers, other dates.

A paper in two languages is one paper. Where one language says 1966 and the other 1996, one of them is wrong; where a
month stands in one only, one half of the class knows more. The check compares figures (however the language writes its
thousands) and the names of months, in the stem, in each option, in the key of a typed answer and in the explanation; in
the explanation only figures. The number of options and the place of the key are the same in all languages by the
format itself.

Level: warning. Source: quizgen's own.

Bad: `ask: {en: "Who won in 1966?", id: "Siapa yang menang pada 1996?"}`

Better: `ask: {en: "Who won in 1966?", id: "Siapa yang menang pada 1966?"}`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from quizgen.forms import tokens
from quizgen.lint.finding import Finding, Paper, entities_of
from quizgen.model import AnyQuestion, Choice, Match, Option, Order, Select, Short
from quizgen.text import Text
from quizgen.wording import date_words


def find(paper: Paper) -> Iterator[Finding]:
    """Each question by itself, every further language against the first; but see ``_has_named_months``."""
    if not any(map(_has_named_months, paper.bank.languages)):
        return
    first, *rest = [language for language in paper.bank.languages if _has_named_months(language)]
    for question in paper.questions:
        for what, text, option in _texts(question):
            for language in rest:
                figures = _figures(text, first, what), _figures(text, language, what)
                if figures[0] != figures[1]:
                    yield Finding(
                        fault=f"{what} has other numbers or dates in one language than in another",
                        words=", ".join(
                            f"{' '.join(sorted(own - other)) or 'nothing more'} ({name})"
                            for name, own, other in ((first, *figures), (language, *figures[::-1]))
                        ),
                        advice="say the same in every language",
                        questions=(question,),
                        entities=entities_of([option] if option else []),
                    )


def _texts(question: AnyQuestion) -> Iterator[tuple[str, Text, Option | None]]:
    yield "the stem", question.stem, None
    match question:
        case Choice() | Select() | Order():
            yield from (("an option", option.text, option) for option in question.options)
        case Match():
            yield from (("a row", option.text, option) for option in (*question.lefts, *question.rights))
        case Short():
            yield "the answer", question.typed.answer, None
        case _:
            pass
    if question.explanation is not None:
        yield "the explanation", question.explanation, None


def _figures(text: Text, language: str, what: str) -> frozenset[str]:
    said = text.plain(language)
    found = {digits.lstrip("0") or "0" for digits in re.findall(r"\d+", said)}
    if what != "the explanation":
        months = _months(language)
        found |= {months[word] for word in tokens(said) if word in months}
    return frozenset(found)


@lru_cache(maxsize=64)
def _months(language: str) -> dict[str, str]:
    """The names of the months, each with the English one; but March and May, which are other words too."""
    return {
        tokens(date_words(date(2000, month, 1), language))[1]: tokens(date_words(date(2000, month, 1), "en"))[1]
        for month in (1, 2, 4, 6, 7, 8, 9, 10, 11, 12)
    }


@lru_cache(maxsize=64)
def _has_named_months(language: str) -> bool:
    """False where months are numbered ("10月", "tháng 10"): there a date's figures are others than elsewhere."""
    found = _months(language)
    return len(found) == 10 and not any(name.isnumeric() for name in found)
