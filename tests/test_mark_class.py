"""Whole classes marked: one paper, parallel forms, a paper for each learner; all figures worked out a second time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from math import sqrt

import numpy as np
import pytest
from scipy import stats

from quizgen.bank.load import load_words
from quizgen.export.sheet.keytable import KeyRow, key_rows
from quizgen.marking.analysis import Analysis, analyse
from quizgen.marking.items import ItemFigures
from quizgen.marking.keyfile import Key
from quizgen.marking.records import Ledger, Record
from quizgen.marking.responses import read_responses
from quizgen.marking.score import score_class
from quizgen.model import AnyQuestion, Choice
from tests.classes import NAMES, answered, chance, knows, papers
from tests.samples import BANK, HERE, both, option

WORDS = load_words("en")


def key_of(tables: Sequence[Sequence[KeyRow]]) -> Key:
    return Key({rows[0].paper: {row.number: row for row in rows} for rows in tables})


def marked(tables: Sequence[Sequence[KeyRow]], given: Mapping[str, tuple[str, Sequence[str]]]) -> Analysis:
    """A class analysed: learner -> paper and the cells of the row."""
    width = max(len(rows) for rows in tables)
    table = [["learner", "paper", *map(str, range(1, width + 1))]]
    table += [[learner, paper, *cells] for learner, (paper, cells) in given.items()]
    ledger, key = Ledger("answers.csv"), key_of(tables)
    sheets = read_responses([Record(at, tuple(row)) for at, row in enumerate(table, 1)], key, ledger)
    assert not ledger.problems
    return analyse(score_class(sheets, key))


def simulated(tables: Sequence[Sequence[KeyRow]]) -> Analysis:
    """The thirty, who take the papers in turn and answer as they know."""
    taken = {name: tables[at % len(tables)] for at, name in enumerate(NAMES)}
    return marked(
        tables, {name: (rows[0].paper, [answered(name, row) for row in rows]) for name, rows in taken.items()}
    )


def known(tables: Sequence[Sequence[KeyRow]]) -> dict[str, dict[str, float]]:
    """Learner -> question -> the score that the simulation meant: all or nothing."""
    return {
        name: {row.id: float(knows(name, row.id)) for row in tables[at % len(tables)]} for at, name in enumerate(NAMES)
    }


def test_a_class_of_thirty_on_one_paper_has_the_figures_that_numpy_and_scipy_give() -> None:
    """Scores, difficulty, discrimination, KR-20 with its interval and the error, from who knows what."""
    tables = papers(20, 1)
    found, due = simulated(tables), known(tables)
    matrix = np.array([[due[name][row.id] for row in tables[0]] for name in NAMES])
    totals = matrix.sum(axis=1)
    assert [scored.points for scored in found.learners] == totals.tolist()
    assert [scored.of for scored in found.learners] == [20.0] * 30
    assert found.spread.mean == pytest.approx(totals.mean() / 20)
    assert found.spread.deviation == pytest.approx(totals.std(ddof=1) / 20)
    assert [figures.difficulty for figures in found.items] == pytest.approx(matrix.mean(axis=0).tolist())
    for at, figures in enumerate(found.items):
        rest = totals - matrix[:, at]
        assert figures.discrimination == pytest.approx(stats.pointbiserialr(matrix[:, at], rest).statistic)
    (reliability,) = found.reliabilities
    share = matrix.mean(axis=0)
    kr20 = 20 / 19 * (1 - (share * (1 - share)).sum() / totals.var())
    assert (reliability.dichotomous, reliability.learners, reliability.questions) == (True, 30, 20)
    assert reliability.value == pytest.approx(kr20)
    assert reliability.low == pytest.approx(1 - (1 - kr20) * stats.f.isf(0.025, 29, 29 * 19))
    assert reliability.high == pytest.approx(1 - (1 - kr20) * stats.f.isf(0.975, 29, 29 * 19))
    assert reliability.error == pytest.approx(totals.std(ddof=1) * sqrt(1 - kr20))
    assert found.same
    assert found.alone == 0


def test_every_answer_given_is_counted_under_its_option() -> None:
    """What was chosen, left out and right adds up to thirty for every choice and true-false."""
    tables = papers(20, 1)
    found = simulated(tables)
    for figures in found.items:
        row = figures.row
        cells = [answered(name, row) for name in NAMES]
        assert figures.omitted == cells.count("")
        if row.kind in ("choice", "true-false"):
            assert sum(tally.count for tally in figures.tallies) + figures.omitted == 30
            assert [tally.text for tally in figures.tallies if tally.right] == [
                row.marking.options[row.marking.right[0]][1]
            ]
        if row.kind == "choice":
            letters = [cell.upper() for cell in cells]
            assert [tally.count for tally in figures.tallies] == [
                letters.count(letter) for letter in "ABC"[: len(figures.tallies)]
            ]


def test_parallel_forms_are_marked_each_with_its_own_key_and_get_an_alpha_each() -> None:
    """Three forms for thirty: ten learners each, the figures of each form by numpy, and none for them all together."""
    tables = papers(12, 3, "en", "choice", "true-false")
    found, due = simulated(tables), known(tables)
    assert not found.same
    assert [each.papers for each in found.reliabilities] == [("A",), ("B",), ("C",)]
    for at, reliability in enumerate(found.reliabilities):
        matrix = np.array([[due[name][row.id] for row in tables[at]] for name in NAMES[at::3]])
        covariances = np.cov(matrix, rowvar=False)
        value = 12 / 11 * (1 - np.trace(covariances) / covariances.sum())
        assert (reliability.learners, reliability.questions) == (10, 12)
        assert reliability.value == pytest.approx(value)
    assert [scored.points for scored in found.learners] == [sum(due[name].values()) for name in NAMES]


def own_papers() -> tuple[tuple[KeyRow, ...], ...]:
    """A roster: every learner has the same twelve questions, turned, and the options of each turned too."""
    (rows,) = papers(12, 1, "en", "choice")
    made = []
    for turn, name in enumerate(NAMES):
        questions = [*rows[turn % 12 :], *rows[: turn % 12]]
        made.append(tuple(turned(row, turn, name, number) for number, row in enumerate(questions, 1)))
    return tuple(made)


def turned(row: KeyRow, turn: int, name: str, number: int) -> KeyRow:
    count = len(row.marking.options)
    places = [(at + turn) % count for at in range(count)]
    options = [option(*row.marking.options[at]) for at in places]
    question: AnyQuestion = Choice(
        id=row.id, code=row.code, stem=both(row.question), place=HERE, options=tuple(options),
        right=places.index(row.marking.right[0]),
    )  # fmt: skip
    (made,) = key_rows([question], BANK, ("en",), WORDS, paper=f"R{turn:02}", learner=name)
    return KeyRow(
        paper=made.paper, learner=name, number=number, code=row.code, id=row.id, kind=row.kind, topic=row.topic,
        points=row.points, key=made.key, question=row.question, marking=made.marking,
    )  # fmt: skip


def test_a_roster_with_the_same_questions_in_other_orders_is_pooled_by_the_questions() -> None:
    """Whatever the number and the letter on a paper: the figures are those of one paper, options by what they say."""
    tables = own_papers()
    found = marked(
        tables, {rows[0].learner: (rows[0].paper, [answered(rows[0].learner, row) for row in rows]) for rows in tables}
    )
    ids = [figures.row.id for figures in found.items]
    matrix = np.array([[float(knows(name, each)) for each in ids] for name in NAMES])
    assert len(ids) == 12
    assert found.same
    (reliability,) = found.reliabilities
    assert (reliability.learners, len(reliability.papers)) == (30, 30)
    covariances = np.cov(matrix, rowvar=False)
    assert reliability.value == pytest.approx(12 / 11 * (1 - np.trace(covariances) / covariances.sum()))
    for at, figures in enumerate(found.items):
        rest = matrix.sum(axis=1) - matrix[:, at]
        assert figures.learners == 30
        assert figures.difficulty == pytest.approx(matrix[:, at].mean())
        assert figures.discrimination == pytest.approx(stats.pointbiserialr(matrix[:, at], rest).statistic)
        assert sum(tally.count for tally in figures.tallies) + figures.omitted == 30
        assert next(tally.count for tally in figures.tallies if tally.right) == matrix[:, at].sum()


def test_learners_whose_questions_nobody_else_had_have_no_alpha() -> None:
    """Two papers with other questions, one learner each: each scored, no figure for the whole, and it is said."""
    tables = papers(5, 2, "en", "choice")
    found = marked(tables, {"Ayu": ("A", ["A"] * 5), "Budi": ("B", ["B"] * 5)})
    assert (found.same, found.reliabilities, found.alone) == (False, (), 2)
    assert all(figures.discrimination is None and figures.learners == 1 for figures in found.items)


# -- questions to look at again ---------------------------------------------------------------------


def choices(count: int) -> tuple[KeyRow, ...]:
    """A paper of so many choices whose right answer is A."""
    questions = [
        Choice(
            id=f"q{at}", code=f"Q-{at}", stem=both(f"Question {at}?"), place=HERE, right=0,
            options=(option("r", "right"), option("w", "wrong"), option("n", "never")),
        )
        for at in range(1, count + 1)
    ]  # fmt: skip
    return key_rows(questions, BANK, ("en",), WORDS, paper="A")


def figures_of(first: Sequence[str], count: int = 8) -> ItemFigures:
    """The first question's figures; ``first`` are the answers to it, from the weakest on the rest to the best."""
    size = len(first)
    rows = choices(count)
    given = {
        f"L{at:02}": (
            "A",
            [cell, *("A" if at * (count - 1) >= place * (size - 1) else "B" for place in range(1, count))],
        )
        for at, cell in enumerate(first)
    }
    return marked([rows], given).items[0]


CODES = {
    "negative": ["A"] * 6 + ["B"] * 6,
    "top-prefers": ["A"] * 8 + ["B"] * 4,
    "none-right": ["B"] * 12,
    "guess": ["B", "B", "B", "C", "B", "B", "C", "B", "A", "B", "A", "A"],
    "low": list("ABCAAABBAAAB"),
    "all-right": ["A"] * 12,
    "easy": ["B"] + ["A"] * 11,
    "omitted": ["", "", ""] + ["A"] * 9,
    "unused": ["B"] * 6 + ["A"] * 6,
}


@pytest.mark.parametrize("code", list(CODES))
def test_a_question_is_told_of_for_its_reason(code: str) -> None:
    """Each reason on a question that gives it."""
    assert code in [flag.code for flag in figures_of(CODES[code]).flags]


def test_a_good_question_is_not_told_of() -> None:
    """Half right, by the better half, and every option chosen."""
    figures = figures_of(["B", "C"] * 3 + ["A"] * 6)
    assert figures.flags == ()
    assert figures.difficulty == 0.5
    assert figures.discrimination is not None
    assert figures.discrimination > 0.7


def test_of_fewer_than_ten_nothing_is_told() -> None:
    """What nine do is chance."""
    assert figures_of(["B"] * 9).flags == ()
    assert figures_of(["B"] * 10).flags != ()


def test_the_best_are_a_quarter_with_all_who_are_as_good() -> None:
    """Of twelve learners with other scores on the rest, four (27 per cent, rounded up)."""
    figures = figures_of(["A"] * 8 + ["B"] * 4, count=13)
    assert figures.top == 4
    assert [(tally.text, tally.count, tally.top) for tally in figures.tallies] == [
        ("right", 8, 0),
        ("wrong", 4, 4),
        ("never", 0, 0),
    ]
    flag = next(flag for flag in figures.flags if flag.code == "top-prefers")
    assert flag.holes == {"option": "wrong", "count": 4, "right": 0, "top": 4}


def test_a_question_worth_nothing_is_dropped_from_the_scores() -> None:
    """With 0 points it counts neither for a learner nor for alpha; its own figures stay."""
    rows = choices(4)
    dropped = (replace(rows[0], points=Decimal(0)), *rows[1:])
    cells = {f"L{at}": ("A", ["A" if chance(at, place) < 0.5 else "B" for place in range(4)]) for at in range(12)}
    found = marked([dropped], cells)
    assert [scored.of for scored in found.learners] == [3.0] * 12
    assert [scored.points for scored in found.learners] == [float(row[1:].count("A")) for _, row in cells.values()]
    assert found.reliabilities[0].questions == 3
    assert found.items[0].difficulty == sum(row[0] == "A" for _, row in cells.values()) / 12


def half_answered(name: str, row: KeyRow) -> str:
    """As ``answered``, but of a select that is not known the first right option alone is chosen."""
    half = row.kind == "select" and not knows(name, row.id)
    return row.key.split()[0] if half else answered(name, row)


def test_alpha_takes_partial_credit_and_points() -> None:
    """A paper of selects and choices with other points: alpha by numpy of the points got."""
    tables = papers(10, 1, "en", "select", "order", "match", "cloze")
    rows = [replace(row, points=Decimal(at % 3 + 1)) for at, row in enumerate(tables[0])]
    found = marked([rows], {name: ("A", [half_answered(name, row) for row in rows]) for name in NAMES})
    matrix = np.array([[answer.points for answer in scored.answers] for scored in found.learners])
    covariances = np.cov(matrix, rowvar=False)
    (reliability,) = found.reliabilities
    assert not reliability.dichotomous
    assert reliability.of == sum(at % 3 + 1 for at in range(10))
    assert reliability.value == pytest.approx(10 / 9 * (1 - np.trace(covariances) / covariances.sum()))
    assert {answer.verdict.score for scored in found.learners for answer in scored.answers} - {0, 1}
    for at, figures in enumerate(found.items):
        rest = matrix.sum(axis=1) - matrix[:, at]
        if figures.discrimination is not None:
            assert figures.discrimination == pytest.approx(stats.pearsonr(matrix[:, at], rest).statistic)


def test_the_same_score_for_all_gives_no_alpha_and_says_so() -> None:
    """Nor does one learner or one question."""
    rows = choices(3)
    same = marked([rows], {"Ayu": ("A", ["A", "B", "B"]), "Budi": ("A", ["B", "A", "B"])})
    one = marked([rows], {"Ayu": ("A", ["A", "B", "B"])})
    short = marked([rows[:1]], {"Ayu": ("A", ["A"]), "Budi": ("A", ["B"])})
    assert [found.reliabilities[0].reason for found in (same, one, short)] == [
        "no-spread",
        "few-learners",
        "few-questions",
    ]
