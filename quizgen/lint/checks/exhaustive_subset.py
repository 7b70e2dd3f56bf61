"""Some of the options together cover every case, so that the rest cannot be right.

If "it sinks" and "it does not sink" are both offered, one of them must be the key, whatever the question: a third
option is a waste. The check knows options of which one is the other with a "not" in it, pairs such as yes and no, and
ranges of numbers ("fewer than 10", "10 or more") that leave nothing out. Options that need each other, all of them,
to cover every case are a fair division and pass.

Level: warning. Source: N.

Bad: How many moons has Mars? — Fewer than three · *Three or more* · Five

Better: How many moons has Mars? — *Two* · Three · Five
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from quizgen.forms import tokens
from quizgen.lint.finding import Finding, Paper, entities_of, quoted
from quizgen.lint.ranges import cover_everything, read_range
from quizgen.model import Option

WHOLE = {
    "en": (("yes", "no"), ("true", "false"), ("right", "wrong"), ("correct", "incorrect"), ("possible", "impossible")),
    "id": (("ya", "tidak"), ("benar", "salah"), ("betul", "salah"), ("mungkin", "tidak mungkin"), ("ada", "tidak ada")),
}
"""Options that together leave nothing out: language -> pairs."""

NEGATIONS = {"en": ("not", "never", "no"), "id": ("tidak", "bukan", "tak", "belum")}
"""Words that turn an option into its opposite: language -> words."""

_AUXILIARIES = {"en": ("does", "do", "did")}
"""Words that come along with a negation; the verb may lose its ending to them."""


def listed() -> Mapping[str, Sequence[str]]:
    """The pairs and the negations as the page of checks lists them."""
    return {
        language: [*(f"{one}/{other}" for one, other in pairs), *NEGATIONS[language]]
        for language, pairs in WHOLE.items()
    }


def find(paper: Paper) -> Iterator[Finding]:
    """Each choice of three options or more by itself."""
    for question in paper.choices(least=3):
        subset = _subset(paper, question.options)
        if subset:
            yield Finding(
                fault="some options together cover every case, so the rest cannot be right",
                words=quoted(paper.said(option) for option in subset),
                advice="replace one of them, or divide all cases among all options",
                language=paper.language,
                questions=(question,),
                entities=entities_of(subset),
            )


def _subset(paper: Paper, options: Sequence[Option]) -> tuple[Option, ...]:
    for both in combinations(options, 2):
        if _complements(tokens(paper.said(both[0])), tokens(paper.said(both[1])), paper.base):
            return both
    ranges = [(option, found) for option in options if (found := read_range(paper.said(option), paper.language))]
    for number in range(2, min(len(options), 6)):
        for some in combinations(ranges, number):
            if cover_everything(found for _, found in some):
                return tuple(option for option, _ in some)
    return ()


def _complements(one: tuple[str, ...], other: tuple[str, ...], base: str) -> bool:
    pair = (" ".join(one), " ".join(other))
    if pair in WHOLE.get(base, ()) or pair[::-1] in WHOLE.get(base, ()):
        return True
    return _negates(one, other, base) or _negates(other, one, base)


def _negates(longer: tuple[str, ...], shorter: tuple[str, ...], base: str) -> bool:
    """True where the longer is the shorter with a negation in it."""
    for at, word in enumerate(longer):
        if word in NEGATIONS.get(base, ()):
            before = longer[:at]
            rest = (*before, *longer[at + 1 :])
            if rest == shorter:
                return True
            if before and before[-1] in _AUXILIARIES.get(base, ()):
                rest = (*before[:-1], *longer[at + 1 :])
                if _same_but_endings(rest, shorter):
                    return True
    return False


def _same_but_endings(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True for "sink" and "sinks" or "sank" in one place, all else equal."""
    if len(one) != len(other):
        return False
    differing = [(word, against) for word, against in zip(one, other, strict=True) if word != against]
    return len(differing) <= 1 and all(word[:2] == against[:2] for word, against in differing)
