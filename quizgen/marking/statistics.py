"""The figures of test theory, from numbers alone. ``docs/marking.md`` says each in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum, lgamma, log, sqrt

_NO_SPREAD = 1e-12
"""A variance below this is that of equal numbers which arithmetic has left unequal."""


def mean(values: Sequence[float]) -> float:
    """The mean of one number or more."""
    return fsum(values) / len(values)


def variance(values: Sequence[float]) -> float:
    """The variance of a sample of two or more, over n - 1; 0 where they are all the same."""
    centre = mean(values)
    spread = fsum((value - centre) ** 2 for value in values) / (len(values) - 1)
    return spread if spread > _NO_SPREAD else 0.0


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's correlation, which is the point-biserial where one side is 0 or 1; None where a side does not vary."""
    if len(one) < 3 or not variance(one) or not variance(other):
        return None
    first, second = mean(one), mean(other)
    together = fsum((a - first) * (b - second) for a, b in zip(one, other, strict=True))
    return max(-1.0, min(1.0, together / ((len(one) - 1) * sqrt(variance(one) * variance(other)))))


def alpha(scores: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's alpha of a row a learner and a column an item; KR-20 where every item is 0 or 1.

    None for fewer than two learners or items, and where all totals are the same.
    """
    learners, items = len(scores), len(scores[0]) if scores else 0
    if learners < 2 or items < 2:
        return None
    total = variance([fsum(row) for row in scores])
    if not total:
        return None
    single = fsum(variance([row[at] for row in scores]) for at in range(items))
    return items / (items - 1) * (1 - single / total)


def alpha_interval(value: float, learners: int, items: int, level: float = 0.95) -> tuple[float, float]:
    """Feldt's interval for alpha (1965): (1 - true) / (1 - seen) follows F with n - 1 and (n - 1)(k - 1)."""
    first, second = learners - 1, (learners - 1) * (items - 1)
    tail = (1 - level) / 2
    low = 1 - (1 - value) * f_quantile(1 - tail, first, second)
    return low, 1 - (1 - value) * f_quantile(tail, first, second)


def f_quantile(share: float, first: int, second: int) -> float:
    """The value below which a share of the F distribution with these degrees of freedom lies."""
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if _beta_below(middle, first / 2, second / 2) < share:
            low = middle
        else:
            high = middle
    return second * high / (first * (1 - high))


def _beta_below(x: float, a: float, b: float) -> float:
    """The share of the beta distribution below x: its continued fraction where that converges fast."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x > (a + 1) / (a + b + 2):
        return 1 - front * _fraction(1 - x, b, a) / b
    return front * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by the method of Lentz."""
    tiny = 1e-300
    numerator, denominator = 1.0, 1 - (a + b) * x / (a + 1)
    denominator = 1 / (denominator or tiny)
    result = denominator
    for step in range(1, 10_000):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        for part in (even, odd):
            denominator = 1 / (1 + part * denominator or tiny)
            numerator = 1 + part / numerator or tiny
            change = numerator * denominator
            result *= change
        if abs(change - 1) < 1e-15:
            break
    return result
