"""The key is much longer than the wrong options, or the longest of them too often.

Whoever writes a question takes care that the key is right in every detail, and so it grows; learners know it. In one
question the key is told of when it is more than one and a half times as long as the wrong options are in the middle,
at least ten characters longer, and longer than each of them. Over a bank with eight choices or more, it is told of
when the longest option is right clearly more often than chance would have it (one in the number of options).
Numbers and dates do not count: they are as long as they are.

Level: warning. Sources: N, H28d.

Bad: What does a glacier do? — *It wears down the rock beneath it over many thousands of years* · It melts · It grows

Better: What does a glacier do? — *It wears down the rock* · It hardens the sand · It fills up the valley
"""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from statistics import median

from quizgen.lint.finding import Finding, Paper, entities_of
from quizgen.model import Choice

RATIO, MARGIN = 1.5, 10
FEWEST, DEVIATIONS = 8, 2.5


def find(paper: Paper) -> Iterator[Finding]:
    """Single questions first, then the bank as a whole."""
    hits, expected, variance, asked = 0.0, 0.0, 0.0, 0
    for question in paper.choices():
        if all(option.size is not None for option in question.options):
            continue
        key, wrong = _lengths(paper, question)
        if key > RATIO * median(wrong) and key - median(wrong) >= MARGIN and key > max(wrong):
            yield Finding(
                fault="the key is much longer than the wrong options",
                words=f"{key} characters against {', '.join(map(str, sorted(wrong)))}",
                advice="shorten the key, or say as much in a wrong option",
                language=paper.language,
                questions=(question,),
                entities=entities_of([question.key]),
            )
        asked += 1
        if key >= max(wrong):
            hits += 1 / (1 + wrong.count(key))
        chance = 1 / len(question.options)
        expected += chance
        variance += chance * (1 - chance)
    if asked >= FEWEST and hits > expected + DEVIATIONS * sqrt(variance):
        yield Finding(
            fault="the key is the longest option too often",
            words=f"in {hits:.0f} of {asked} choices, where chance gives {expected:.0f}",
            advice="lengthen wrong options or shorten keys",
            language=paper.language,
        )


def _lengths(paper: Paper, question: Choice) -> tuple[int, list[int]]:
    return len(paper.said(question.key)), [
        len(paper.said(option)) for option in question.options if option is not question.key
    ]
