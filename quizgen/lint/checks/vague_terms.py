"""A word such as "usually" or "often" stands in an option or in a statement.

How often is "often"? Two people who know the matter equally well may take it differently, and a "usually" makes almost
any statement true. Say how often, how many or when.

Level: warning. Source: N.

Bad: When does the fox hunt? — *Usually at night* · At noon · At dawn

Better: When does the fox hunt? — *After dusk* · At noon · At dawn
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.finding import Finding, Paper, entities_of, is_name, quoted
from quizgen.lint.reading import phrases_in, without_quotations
from quizgen.model import TrueFalse

WORDS = {
    "en": (
        "usually", "often", "rarely", "seldom", "sometimes", "frequently", "generally", "occasionally",
        "normally", "typically", "commonly",
    ),
    "id": (
        "biasanya", "sering", "seringkali", "sering kali", "jarang", "kadang", "kadang-kadang", "terkadang", "umumnya",
        "pada umumnya", "kerap", "kerap kali", "lazimnya", "sesekali",
    ),
}  # fmt: skip

_ADVICE = "say how often, how many or when"


def _vague(text: str, base: str) -> tuple[str, ...]:
    found = phrases_in(without_quotations(text), WORDS.get(base, ()))
    return tuple(dict.fromkeys(each[0].casefold() for each in found))


def find(paper: Paper) -> Iterator[Finding]:
    """Options first, then statements."""
    for question in paper.offers():
        worded = [option for option in question.options if not is_name(option, paper.language)]
        found = {word: option for option in worded for word in _vague(paper.said(option), paper.base)}
        if found:
            yield Finding(
                fault="a vague word stands in an option",
                words=quoted(found),
                advice=_ADVICE,
                language=paper.language,
                questions=(question,),
                entities=entities_of(found.values()),
            )
    for statement in paper.questions:
        if isinstance(statement, TrueFalse) and (words := _vague(paper.stem(statement), paper.base)):
            yield Finding(
                fault="a vague word makes it arguable whether the statement is true",
                words=quoted(words),
                advice=_ADVICE,
                language=paper.language,
                questions=(statement,),
            )
