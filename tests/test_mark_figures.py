"""The figures of test theory against published ones, and against numpy and scipy, which work them out otherwise."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from quizgen.marking.statistics import alpha, alpha_interval, correlation, f_quantile, variance
from tests.classes import chance

LSAT = {
    "00000": 3, "00001": 6, "00010": 2, "00011": 11, "00100": 1, "00101": 1, "00110": 3, "00111": 4,
    "01000": 1, "01001": 8, "01011": 16, "01101": 3, "01110": 2, "01111": 15, "10000": 10, "10001": 29,
    "10010": 14, "10011": 81, "10100": 3, "10101": 28, "10110": 15, "10111": 80, "11000": 16, "11001": 56,
    "11010": 21, "11011": 173, "11100": 11, "11101": 61, "11110": 28, "11111": 298,
}  # fmt: skip
"""Section 6 of the Law School Admission Test: 1000 persons, five items (Bock & Lieberman 1970, table 1)."""


def lsat() -> list[list[float]]:
    return [[float(each) for each in pattern] for pattern, count in LSAT.items() for _ in range(count)]


def test_section_six_of_the_lsat_has_the_published_figures() -> None:
    """Alpha is 0.295; proportions right and item-rest correlations are those that R's ltm prints for this table."""
    scores = lsat()
    assert len(scores) == 1000
    assert round(alpha(scores) or 0, 4) == 0.2950
    assert [round(sum(row[at] for row in scores) / 1000, 3) for at in range(5)] == [0.924, 0.709, 0.553, 0.763, 0.870]
    rests = [correlation([row[at] for row in scores], [sum(row) - row[at] for row in scores]) or 0 for at in range(5)]
    assert [round(each, 4) for each in rests] == [0.1128, 0.1532, 0.1728, 0.1444, 0.1216]
    without = [alpha([[*row[:at], *row[at + 1 :]] for row in scores]) or 0 for at in range(5)]
    assert [round(each, 4) for each in without] == [0.2754, 0.2376, 0.2168, 0.2459, 0.2663]


def other_alpha(scores: np.ndarray) -> float:
    """Alpha from the mean covariance: k times it over the mean of the whole matrix of covariances."""
    covariances = np.cov(scores, rowvar=False)
    items = covariances.shape[0]
    apart = (covariances.sum() - np.trace(covariances)) / (items * (items - 1))
    return float(items * apart / (np.trace(covariances) / items + (items - 1) * apart))


def kr20(scores: np.ndarray) -> float:
    """Kuder and Richardson's formula 20, as they wrote it: with p, q and the variance over n."""
    items = scores.shape[1]
    right = scores.mean(axis=0)
    return float(items / (items - 1) * (1 - (right * (1 - right)).sum() / scores.sum(axis=1).var()))


MATRICES = st.integers(3, 12).flatmap(
    lambda learners: st.integers(2, 8).flatmap(
        lambda items: st.lists(
            st.lists(st.sampled_from((0.0, 0.0, 1 / 3, 0.5, 1.0, 1.0)), min_size=items, max_size=items),
            min_size=learners,
            max_size=learners,
        )
    )
)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(MATRICES)
def test_alpha_is_that_of_the_covariances(scores: list[list[float]]) -> None:
    """Worked out another way, by numpy, it is the same; none where all totals are the same."""
    found = alpha(scores)
    if np.var([sum(row) for row in scores]) < 1e-12:
        assert found is None
    else:
        assert found is not None
        assert found == pytest.approx(other_alpha(np.array(scores)), abs=1e-9)


def test_for_items_that_are_right_or_wrong_alpha_is_kr_20() -> None:
    """The formula of 1937 and the one of 1951 agree on a made class of thirty."""
    scores = [[float(chance("cell", row, at) < 0.3 + 0.02 * row) for at in range(12)] for row in range(30)]
    assert alpha(scores) == pytest.approx(kr20(np.array(scores)), abs=1e-12)


def test_there_is_no_alpha_of_one_learner_or_one_item() -> None:
    """Nothing is divided by nothing."""
    assert alpha([]) is None
    assert alpha([[1.0, 0.0]]) is None
    assert alpha([[1.0], [0.0]]) is None


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from((0.0, 1.0)), st.floats(0, 1, width=16)), min_size=3, max_size=40))
def test_discrimination_is_the_point_biserial_correlation(pairs: list[tuple[float, float]]) -> None:
    """As scipy's; none where one side is the same for all."""
    right, rest = [one for one, _ in pairs], [other for _, other in pairs]
    found = correlation(right, rest)
    if min(np.var(right), np.var(rest)) < 1e-9:
        assert found is None or min(np.var(right), np.var(rest)) > 1e-13
    else:
        assert found == pytest.approx(float(stats.pointbiserialr(right, rest).statistic), abs=1e-9)


@pytest.mark.parametrize("share", [0.005, 0.025, 0.5, 0.9, 0.975, 0.995])
@pytest.mark.parametrize(("first", "second"), [(1, 1), (1, 30), (9, 9), (29, 551), (4, 2), (999, 3996), (200, 60)])
def test_the_quantiles_of_f_are_those_of_scipy(share: float, first: int, second: int) -> None:
    """To eight figures, for few and for many degrees of freedom."""
    assert f_quantile(share, first, second) == pytest.approx(float(stats.f.ppf(share, first, second)), rel=1e-8)


@pytest.mark.parametrize(
    ("value", "learners", "items"), [(0.8, 30, 20), (0.295, 1000, 5), (-0.4, 12, 3), (0.95, 8, 40)]
)
def test_the_interval_of_alpha_is_feldts(value: float, learners: int, items: int) -> None:
    """Its ends, by scipy's F: those alphas under which what was seen is the 2.5th and the 97.5th of a hundred."""
    low, high = alpha_interval(value, learners, items)
    degrees = (learners - 1, (learners - 1) * (items - 1))
    assert stats.f.cdf((1 - low) / (1 - value), *degrees) == pytest.approx(0.975, abs=1e-9)
    assert stats.f.cdf((1 - high) / (1 - value), *degrees) == pytest.approx(0.025, abs=1e-9)
    assert low < value < high


def test_the_interval_holds_the_true_alpha_nineteen_times_in_twenty() -> None:
    """In 40,000 made classes of twenty-five, whose eight items share a true part, to half a hundredth."""
    generator = np.random.default_rng(7)
    classes, learners, items = 40_000, 25, 8
    true = items * 0.3 / (1 + (items - 1) * 0.3)
    shared = generator.standard_normal((classes, learners, 1)) * sqrt(0.3)
    scores = shared + generator.standard_normal((classes, learners, items)) * sqrt(0.7)
    single = scores.var(axis=1, ddof=1).sum(axis=1)
    seen = items / (items - 1) * (1 - single / scores.sum(axis=2).var(axis=1, ddof=1))
    assert alpha(scores[0].tolist()) == pytest.approx(seen[0], abs=1e-12)
    low, high = alpha_interval(0, learners, items)
    held = (1 - (1 - seen) * (1 - low) <= true) & (true <= 1 - (1 - seen) * (1 - high))
    assert held.mean() == pytest.approx(0.95, abs=0.005)


def test_the_variance_of_equal_numbers_is_nothing() -> None:
    """Also where arithmetic has left them a hair apart."""
    assert variance([0.1 + 0.2, 0.3, 0.3]) == 0
    assert variance([1.0, 2.0, 3.0]) == 1
