"""The grammar of the stem or the form of the options singles the key out.

A stem that ends in "an" fits options that begin with a vowel; an option that alone has an article, or alone begins
with a small letter, catches the eye. The check speaks where the stem's last word is "a" or "an" and not all options
fit it, and where, among three options or more, the key alone differs in its article, in the case of its first letter,
or in being a plural after a number word or figure ("three rivers").

Level: warning. Sources: H28c, N.

Bad: A frog is an — *amphibian* · reptile · mammal

Better: What is a frog? — *An amphibian* · A reptile · A mammal
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.forms import base_language, grammatical_form
from quizgen.lint.finding import Finding, Paper, entities_of, quoted
from quizgen.lint.ranges import read_range
from quizgen.model import Choice

_ENDS_IN_ARTICLE = re.compile(r"\b(an?)\s*[_….:?]*\s*$")
_VOWEL_SOUND = re.compile(
    r"(?!eu|uni(?!n)|use|usu|one\b|once\b)[aeiou8]|hour|honest|honou?r|heir|11\b|18\b", re.IGNORECASE
)
_COUNTED = {
    "en": re.compile(r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|some)\s+\w", re.IGNORECASE),
    "id": re.compile(
        r"(?:\d+|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|beberapa|banyak|para)\s+\w", re.IGNORECASE
    ),
}


def find(paper: Paper) -> Iterator[Finding]:
    """Each choice by itself."""
    for question in paper.choices():
        if paper.base == "en":
            yield from _article(paper, question)
        if len(question.options) >= 3 and not all(option.size is not None for option in question.options):
            yield from _form(paper, question)


def _article(paper: Paper, question: Choice) -> Iterator[Finding]:
    ends = _ENDS_IN_ARTICLE.search(paper.stem(question))
    if ends is None:
        return
    wants_vowel = ends[1] == "an"
    unfit = [option for option in question.options if bool(_VOWEL_SOUND.match(paper.said(option))) is not wants_vowel]
    if unfit:
        yield Finding(
            fault=f"the stem ends in '{ends[1]}', which does not fit every option",
            words=quoted(paper.said(option) for option in unfit),
            advice="ask a whole question, or put the article into the options",
            language=paper.language,
            questions=(question,),
            entities=entities_of([question.key, *unfit]),
        )


def _form(paper: Paper, question: Choice) -> Iterator[Finding]:
    key = _shape(paper.said(question.key), paper.language)
    others = [_shape(paper.said(option), paper.language) for option in question.options if option is not question.key]
    for at, feature in enumerate(("its article", "the case of its first letter", "its number")):
        if len({other[at] for other in others}) == 1 and others[0][at] != key[at]:
            yield Finding(
                fault=f"the key alone differs from the other options in {feature}",
                words=quoted([paper.said(question.key)]),
                advice="give all options one form",
                language=paper.language,
                questions=(question,),
                entities=entities_of([question.key]),
            )
            return


def _shape(said: str, language: str) -> tuple[str, str, bool]:
    article, case = grammatical_form(said, language)
    counted = _COUNTED.get(base_language(language))
    span = read_range(said, language)
    figure = span is not None and not span.rest
    return article, case if not article else "", bool(counted and counted.match(said)) and not figure
