"""One question over a whole class: how often each answer was given, by whom, and what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from quizgen.export.sheet.keytable import KeyRow
from quizgen.forms import shapes
from quizgen.grade import judge_typed
from quizgen.marking.answers import question_of, right_words
from quizgen.marking.score import Marked, Scored
from quizgen.marking.statistics import mean
from quizgen.model import Cloze, Match, Order, Short

ENOUGH = 10
"""With fewer learners, what a question does is chance, and nothing is said of it."""

_TOP, _MOST_WRONG = 0.27, 8


@dataclass(frozen=True, slots=True)
class Tally:
    """One answer to a question: an option, a pair of a match, or something typed.

    ``key`` tells an option from the others whatever its letter on a paper. ``count`` is how many gave it, ``top`` how
    many of the best, ``mean`` the mean share that they got on the rest of their papers; None where nobody gave it.
    """

    key: str
    text: str
    right: bool
    count: int
    top: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Flag:
    """Why a question is to be looked at again: a code, and what its sentence names."""

    code: str
    holes: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One question over all papers that it stands on.

    ``numbers`` is paper -> its number there (only papers that were handed in). ``difficulty`` is the mean score, 0 to
    1: the proportion right where there is no half right; ``wholly`` the proportion wholly right. ``discrimination`` is
    the correlation of its score with the share got on the rest of the paper, None where one of them does not vary.
    ``top`` is how many are the best, 0 where none are told apart.
    """

    row: KeyRow
    numbers: Mapping[str, int]
    learners: int
    omitted: int
    several: int
    difficulty: float
    wholly: float
    discrimination: float | None
    top: int
    tallies: tuple[Tally, ...]
    flags: tuple[Flag, ...] = ()


def top_group(rests: Sequence[float | None]) -> frozenset[int]:
    """The positions of the best 27 per cent (Kelley 1939), and of all who are as good as the last of them.

    None for fewer than ten learners, and where that would be more than half of them.
    """
    known = sorted((rest for rest in rests if rest is not None), reverse=True)
    if len(known) < ENOUGH:
        return frozenset()
    least = known[ceil(_TOP * len(known)) - 1] - 1e-9
    best = frozenset(at for at, rest in enumerate(rests) if rest is not None and rest >= least)
    return best if len(best) <= len(known) / 2 else frozenset()


def tallies(pairs: Sequence[tuple[Scored, Marked]], best: frozenset[int]) -> tuple[Tally, ...]:
    """How often each answer was given.

    Every option, in the order of the first paper; of what was typed, the key and the most frequent wrong answers; of
    a match each pair that somebody made. None for an order.
    """
    row = pairs[0][1].row
    options = row.kind not in (Match.kind, Order.kind, Short.kind, Cloze.kind)
    named: dict[str, tuple[str, str, bool]] = {}
    if row.kind in (Short.kind, Cloze.kind):
        named[""] = ("", right_words(row), True)
    elif options:
        sought = {row.marking.options[at][0] for at in row.marking.right}
        named = {key: (key, text, key in sought) for key, text in row.marking.options}
    givers: dict[str, list[int]] = {each: [] for each in named}
    for at, (_, answer) in enumerate(pairs):
        for same, part in _parts(answer):
            named.setdefault(same, part)
            givers.setdefault(same, []).append(at)
    counted = [_tally(*named[same], positions, pairs, best) for same, positions in givers.items()]
    if options:
        return tuple(counted)
    wrong = sorted((tally for tally in counted if not tally.right), key=lambda tally: -tally.count)
    return (*(tally for tally in counted if tally.right), *wrong[:_MOST_WRONG])


def _tally(
    key: str,
    text: str,
    right: bool,
    givers: Sequence[int],
    pairs: Sequence[tuple[Scored, Marked]],
    best: frozenset[int],
) -> Tally:
    rests = [rest for at in givers if (rest := pairs[at][0].rest(pairs[at][1])) is not None]
    return Tally(key, text, right, len(givers), len(best.intersection(givers)), mean(rests) if rests else None)


def _parts(answer: Marked) -> Iterator[tuple[str, tuple[str, str, bool]]]:
    """What an answer is made of, each with what tells it from others: (key, text, right).

    The options chosen, the pairs made, or what was typed, which is the same where it comes down to the same.
    """
    row, response = answer.row, answer.given.response
    marking = row.marking
    if row.kind == Order.kind or response is None:
        return
    if row.kind in (Short.kind, Cloze.kind):
        if answer.verdict.right:
            yield "", ("", right_words(row), True)
            return
        for number, typed in _wrong_typed(answer):
            text = f"({number}) {typed}" if len(marking.accept) > 1 else typed
            folded = min(shapes(typed, marking.languages[0]), default=typed)
            yield f"{number} {folded}", (str(number), text, False)
    elif isinstance(response, Mapping):
        for left, at in sorted(response.items()):
            if isinstance(at, int):
                (key, text), (own, said) = marking.options[at], marking.lefts[left]
                yield f"{own} {key}", (f"{own} {key}", f"{said} – {text}", marking.right[left] == at)
    else:
        chosen = [0 if response else 1] if isinstance(response, bool) else [response]
        for at in sorted(response) if isinstance(response, frozenset) else chosen:
            if isinstance(at, int):
                key, text = marking.options[at]
                yield key, (key, text, at in marking.right)


def _wrong_typed(answer: Marked) -> Iterator[tuple[int, str]]:
    """What was typed and is wrong, with the number of its blank: 1 of a short answer."""
    question, response = question_of(answer.row), answer.given.response
    given = response if isinstance(response, Mapping) else {1: response}
    for number, typed in sorted(given.items()):
        blank = question.blanks.get(number) if isinstance(question, Cloze) else None
        if blank and any(judge_typed(blank, typed, language)[0] for language in answer.row.marking.languages):
            continue
        yield number, " ".join(str(typed).split())
