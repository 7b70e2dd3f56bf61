"""Two options say the same, or one contains the other.

If "Holland" is another name of the key, whoever chooses it is marked wrong for a right answer. The check compares
options as typed answers are compared (case, accents, punctuation and a leading article do not count), takes an
entity's other names into account, and knows ranges of numbers of which one lies inside another ("5–10" and "6–8").

Level: error where a wrong option is a name of the key; else warning. Source: B.

Bad: How many players has a team? — *11* · 10 or more · 9

Better: How many players has a team? — *11* · 12 · 9
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from quizgen.errors import Level
from quizgen.forms import shapes, shapes_of
from quizgen.lint.finding import Finding, Paper, entities_of, quoted, rights_of
from quizgen.lint.ranges import read_range
from quizgen.model import AnyQuestion, Choice, Match, Option, Order, Select

_DECIMAL = re.compile(r"\d[.,]\d{1,2}(?!\d)")
"""Versions, times and marks look like decimals: 3.1 and 3.10 may be two things."""


def find(paper: Paper) -> Iterator[Finding]:
    """Each question by itself, options in pairs."""
    for question in paper.questions:
        for one, other in combinations(_options(question), 2):
            fault, level = _same(paper, question, one, other)
            if fault:
                yield Finding(
                    fault=fault,
                    words=" / ".join(quoted([paper.said(option)]) for option in (one, other)),
                    advice="change or drop one of the two",
                    language=paper.language,
                    level=level,
                    questions=(question,),
                    entities=entities_of((one, other)),
                )


def _options(question: AnyQuestion) -> tuple[Option, ...]:
    match question:
        case Choice() | Select():
            return question.options
        case Order():
            return question.items
        case Match():
            return question.rights
        case _:
            return ()


def _same(paper: Paper, question: AnyQuestion, one: Option, other: Option) -> tuple[str, Level]:
    language = paper.language
    shown = [shapes(paper.said(option), language) for option in (one, other)]
    names = [
        shapes_of(option.entity.forms(language), language) if option.entity else frozenset() for option in (one, other)
    ]
    if shown[0] & names[1] or shown[1] & names[0]:
        wrong = (
            isinstance(question, Choice | Select)
            and len({question.options.index(option) in rights_of(question) for option in (one, other)}) == 2
        )
        told = "a wrong option is another name of the key" if wrong else "an option is another name of another one"
        return told, Level.ERROR if wrong else Level.WARNING
    if shown[0] & shown[1]:
        return "two options read the same but for marks, capitals or an article", Level.WARNING
    if isinstance(question, Choice | Select):
        first, second = (read_range(paper.said(option), language) for option in (one, other))
        if first and second and (first.inside(second) or second.inside(first)):
            if not first.single or not second.single:
                return "one option lies inside another", Level.WARNING
            if not any(_DECIMAL.search(paper.said(option)) for option in (one, other)):
                return "two options are the same number", Level.WARNING
    return "", Level.WARNING
