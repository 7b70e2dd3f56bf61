"""The key stands in one place too often, or in one place many times running.

A learner who notices that "B" is often right guesses "B". The places of words are drawn for each question and come
out even by themselves; those of numbers and dates, which stand in order, are what the bank makes of them: where wrong
numbers are written on both sides of the right one each time, the middle is always right. Eight choices with as many
options are needed to tell; one place is told of when it is the key's clearly more often than chance would have it
(three standard deviations). A run is told of when it is longer than chance explains for so many questions; on a paper
of twenty it is five.

Level: warning for numbers and dates, note for options whose order is drawn. Source: H20.

Bad: 1 · *2* · 3 — 1990 · *1995* · 2000 — 30 · *40* · 50 — and so on

Better: *2* · 3 · 4 — 1985 · 1990 · *1995* — 30 · *40* · 50 — and so on
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import log, sqrt

from quizgen.errors import Level
from quizgen.lint.finding import Finding, Paper
from quizgen.model import Choice
from quizgen.wording import size

FEWEST, DEVIATIONS = 8, 3.0


def find(paper: Paper) -> Iterator[Finding]:
    """Choices with as many options together; those in ascending order apart from those in a drawn one."""
    groups: dict[tuple[int, bool], list[Choice]] = defaultdict(list)
    for question in paper.choices():
        groups[len(question.options), _ascends(paper, question)].append(question)
    for (number, ascending), questions in sorted(groups.items()):
        if len(questions) >= FEWEST:
            yield from _uneven(number, ascending, questions)


def _ascends(paper: Paper, question: Choice) -> bool:
    return all(
        option.size is not None or size(paper.said(option), paper.language) is not None for option in question.options
    )


def _uneven(number: int, ascending: bool, questions: Sequence[Choice]) -> Iterator[Finding]:
    level = Level.WARNING if ascending else Level.NOTE
    what = f"{len(questions)} choices of {number} {'numbers or dates' if ascending else 'options'}"
    chance = len(questions) / number
    most = chance + DEVIATIONS * sqrt(chance * (1 - 1 / number))
    counted = Counter(question.right + 1 for question in questions)
    for place, times in sorted(counted.items()):
        if times > most:
            advice = (
                "choose wrong numbers that lie on one side of the key more often" if ascending else "take another seed"
            )
            yield Finding(
                fault=f"among {what} the key stands in place {place} too often",
                words=f"{times} times, where chance gives {chance:.0f}",
                advice=advice,
                level=level,
            )
    longest = max(len(list(run)) for _, run in groupby(questions, key=lambda question: question.right))
    allowed = max(3, round(log(len(questions) * (number - 1) / number, number)) + 3)
    if longest > allowed:
        yield Finding(
            fault=f"among {what} the key stands in one place many times running",
            words=f"{longest} times",
            advice="put other questions between them, or take another seed",
            level=level,
        )
