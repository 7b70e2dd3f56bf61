"""The options are not of one kind: a person among places, a number among words, a full stop at the end of one.

What is different in kind is either the key or a filler that nobody takes for it; in both cases the learner need not
know the matter. The check compares the kinds of entities among the options, numbers and dates with everything else,
and whether an option ends in a full stop. It looks at what a matching exercise offers on its right as well.

Level: warning. Sources: H23, N.

Bad: Where was the treaty signed? — *Lisbon* · Vasco da Gama · Porto

Better: Where was the treaty signed? — *Lisbon* · Coimbra · Porto
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quizgen.lint.finding import Finding, Paper, entities_of, quoted
from quizgen.model import Choice, Match, Option, Select
from quizgen.values import option_size

_ABBREVIATED = re.compile(r"\b(?:\w|Jr|Sr|Inc|Ltd|Corp|Co|St|Tbk|etc|dll|dsb)\.$")
"""Full stops that end no sentence: "the U.S."."""


def find(paper: Paper) -> Iterator[Finding]:
    """Each question by itself."""
    for question in paper.questions:
        match question:
            case Choice() | Select():
                options: Sequence[Option] = question.options
            case Match():
                options = question.rights
            case _:
                continue
        for fault, odd in _mixed(paper, options):
            yield Finding(
                fault=fault,
                words=quoted(paper.said(option) for option in odd),
                advice="give all options one kind and one form",
                language=paper.language,
                questions=(question,),
                entities=entities_of(odd),
            )


def _mixed(paper: Paper, options: Sequence[Option]) -> Iterator[tuple[str, list[Option]]]:
    """What sets some options apart from the rest, and those that are fewer."""
    kinds = Counter(option.entity.kind for option in options if option.entity)
    if len(kinds) > 1:
        commonest = kinds.most_common(1)[0][0]
        yield (
            f"the options are of several kinds ({', '.join(sorted(kinds))})",
            [option for option in options if option.entity and option.entity.kind != commonest],
        )
        return
    measured = [option for option in options if option_size(option, paper.language) is not None]
    if measured and len(measured) < len(options):
        yield "some options are numbers or dates and others are not", _fewer(measured, options)
    stopped = [option for option in options if paper.said(option).rstrip("”\"')").endswith(".")]
    abbreviated = all(option.entity or _ABBREVIATED.search(paper.said(option)) for option in stopped)
    if stopped and len(stopped) < len(options) and not abbreviated:
        yield "some options end in a full stop and others do not", _fewer(stopped, options)


def _fewer(some: list[Option], options: Sequence[Option]) -> list[Option]:
    rest = [option for option in options if option not in some]
    return some if len(some) <= len(rest) else rest
