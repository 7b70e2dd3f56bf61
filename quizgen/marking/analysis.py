"""A class looked at as a whole: its scores, how the papers hang together, and every question with its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from statistics import median

from quizgen.marking.flags import flags
from quizgen.marking.items import ItemFigures, tallies, top_group
from quizgen.marking.score import Identity, Marked, Scored, identity
from quizgen.marking.statistics import alpha, alpha_interval, correlation, mean, variance


@dataclass(frozen=True, slots=True)
class Spread:
    """Some learners' scores as shares of the points, 0 to 1. ``deviation`` is None for fewer than two."""

    learners: int
    mean: float
    median: float
    least: float
    most: float
    deviation: float | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the scores on one set of questions hang together.

    ``papers`` are those that hold just these questions, in whatever order; ``mean`` and ``deviation`` of the scores
    and the error of measurement ``error`` are in points out of ``of``. ``value`` is Cronbach's alpha, KR-20 where
    ``dichotomous``; None with a ``reason`` (few-learners, few-questions, no-spread) where there is none to give.
    """

    papers: tuple[str, ...]
    learners: int
    questions: int
    of: float
    mean: float
    deviation: float | None
    dichotomous: bool
    value: float | None = None
    low: float | None = None
    high: float | None = None
    error: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is to be said of a class. ``same`` holds where all learners had the same questions."""

    learners: tuple[Scored, ...]
    spread: Spread
    same: bool
    reliabilities: tuple[Reliability, ...]
    alone: int
    items: tuple[ItemFigures, ...]


def analyse(learners: Sequence[Scored]) -> Analysis:
    """The figures of one learner or more, questions in the order in which the papers hold them.

    Alpha is worked out for each set of questions that two learners or more had as a whole; ``alone`` is the number of
    learners whose set nobody else had.
    """
    sets: dict[frozenset[Identity], list[Scored]] = {}
    for scored in learners:
        held = frozenset(identity(answer.row) for answer in scored.answers if answer.row.points)
        sets.setdefault(held, []).append(scored)
    groups = [group for group in sets.values() if len(group) > 1 or len(sets) == 1]
    return Analysis(
        learners=tuple(learners),
        spread=_spread([scored.share for scored in learners]),
        same=len(sets) == 1,
        reliabilities=tuple(_reliability(group) for group in groups),
        alone=len(learners) - sum(map(len, groups)),
        items=tuple(_figures(pairs) for pairs in by_item(learners).values()),
    )


def by_item(learners: Sequence[Scored]) -> Mapping[Identity, list[tuple[Scored, Marked]]]:
    """Question -> everybody whose paper it stands on, with the answer; in the order first met."""
    items: dict[Identity, list[tuple[Scored, Marked]]] = {}
    for scored in learners:
        for answer in scored.answers:
            items.setdefault(identity(answer.row), []).append((scored, answer))
    return items


def _spread(shares: Sequence[float]) -> Spread:
    deviation = sqrt(variance(shares)) if len(shares) > 1 else None
    return Spread(len(shares), mean(shares), median(shares), min(shares), max(shares), deviation)


def _reliability(group: Sequence[Scored]) -> Reliability:
    held = [
        {identity(answer.row): answer for answer in sorted(scored.answers, key=lambda each: each.row.id)}
        for scored in group
    ]
    items = [each for each, answer in held[0].items() if answer.row.points]
    scores = [[answers[each].points for each in items] for answers in held]
    totals = [scored.points for scored in group]
    values = {answers[each].row.points for answers in held for each in items}
    deviation = sqrt(variance(totals)) if len(totals) > 1 else None
    value = alpha(scores)
    few = "few-learners" if len(group) < 2 else "few-questions" if len(items) < 2 else "no-spread"
    interval = alpha_interval(value, len(group), len(items)) if value is not None else (None, None)
    return Reliability(
        papers=tuple(dict.fromkeys(scored.paper for scored in group)),
        learners=len(group),
        questions=len(items),
        of=group[0].of,
        mean=mean(totals),
        deviation=deviation,
        dichotomous=len(values) == 1
        and all(answers[each].verdict.score in (0, 1) for answers in held for each in items),
        value=value,
        low=interval[0],
        high=interval[1],
        error=deviation * sqrt(1 - value) if deviation and value is not None and value >= 0 else None,
        reason="" if value is not None else few,
    )


def _figures(pairs: Sequence[tuple[Scored, Marked]]) -> ItemFigures:
    answers = [answer for _, answer in pairs]
    scores = [answer.verdict.score for answer in answers]
    rests = [(answer.verdict.score, rest) for scored, answer in pairs if (rest := scored.rest(answer)) is not None]
    best = top_group([scored.rest(answer) for scored, answer in pairs])
    figures = ItemFigures(
        row=answers[0].row,
        numbers={scored.paper: answer.row.number for scored, answer in pairs},
        learners=len(pairs),
        omitted=sum(answer.omitted for answer in answers),
        several=sum(answer.given.several for answer in answers),
        difficulty=mean(scores),
        wholly=mean([float(answer.verdict.right) for answer in answers]),
        discrimination=correlation([score for score, _ in rests], [rest for _, rest in rests]),
        top=len(best),
        tallies=tallies(pairs, best),
    )
    return replace(figures, flags=flags(figures))
