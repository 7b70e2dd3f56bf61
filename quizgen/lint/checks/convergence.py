"""The key alone shares the most words with the other options.

Wrong options are often made from the key by changing one part at a time, so the key is where they meet: whoever counts
words finds it. The check counts, for each option, in how many other options its content words stand, and speaks where
the key has more than every wrong option. It needs three options, and leaves numbers and dates alone.

Level: warning. Source: N.

Bad: Which colours has the flag? — *Red and white* · Red and green · Blue and white

Better: Which colours has the flag? — *Red and white* · Red and green · Blue and green
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.forms import tokens
from quizgen.lint.finding import Finding, Paper, entities_of, quoted
from quizgen.lint.reading import content_words, root


def find(paper: Paper) -> Iterator[Finding]:
    """Each choice by itself."""
    for question in paper.choices(least=3):
        if all(option.size is not None for option in question.options):
            continue
        words = [content_words(paper.said(option), paper.language) for option in question.options]
        shared = [
            sum(len(own & other) for place, other in enumerate(words) if place != at) for at, own in enumerate(words)
        ]
        key = shared[question.right]
        if all(key > number for at, number in enumerate(shared) if at != question.right):
            others = frozenset[str]().union(*(own for at, own in enumerate(words) if at != question.right))
            met = words[question.right] & others
            said = dict.fromkeys(word for word in tokens(paper.said(question.key)) if root(word, paper.language) in met)
            yield Finding(
                fault="the key alone shares the most words with the other options",
                words=quoted(said),
                advice="let the wrong options share words with each other too",
                language=paper.language,
                questions=(question,),
                entities=entities_of(question.options),
            )
