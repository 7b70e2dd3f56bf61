"""Numbers and dates among the options do not stand in order.

A learner who has worked out "20 km" looks for it along a line of numbers. Options that are nothing but numbers or
days are put in order by themselves, whatever the seed; those with words around the number ("5 km", "Article 5") are
not, since they are texts. Put the unit into the stem and leave the number alone. Names that hold a number ("Apollo 11",
as an entity) are left alone.

Level: warning. Sources: N, H21.

Bad: How long is the river? — 20 km · *5 km* · 10 km

Better: How many kilometres long is the river? — *5* · 10 · 20
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.finding import Finding, Paper, entities_of, is_name, quoted
from quizgen.lint.reading import skeleton
from quizgen.wording import size


def find(paper: Paper) -> Iterator[Finding]:
    """Each question with three options or more by itself."""
    for question in paper.offers():
        if len(question.options) < 3:
            continue
        said = [paper.said(option) for option in question.options]
        sizes = [
            option.size if option.size is not None else size(text, paper.language)
            for option, text in zip(question.options, said, strict=True)
        ]
        known = [each for each in sizes if each is not None]
        if len(known) == len(said):
            if known == sorted(known):
                continue
            advice = "write nothing but the number in every language, so that they are put in order"
        else:
            if all(option.entity and is_name(option, paper.language) for option in question.options):
                continue
            shapes = [skeleton(text) for text in said]
            if len({shape for shape, _ in shapes}) > 1 or not all(numbers for _, numbers in shapes):
                continue
            advice = "leave the numbers alone and put the words around them into the stem"
        yield Finding(
            fault="the options differ in their numbers, but do not always stand in order",
            words=quoted(said),
            advice=advice,
            language=paper.language,
            questions=(question,),
            entities=entities_of(question.options),
        )
