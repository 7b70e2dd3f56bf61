"""What was written on a paper is read as its learner meant it, and judged as the terminal judges it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.load import load_words
from quizgen.export.sheet.keytable import KeyRow, key_rows
from quizgen.grade import Response, grade
from quizgen.marking.answers import Given, SlipError, judge, question_of, read_answer, right_words
from quizgen.model import AnyQuestion
from tests.samples import BANK, QUESTIONS

LANGUAGES = ("en", "id")
ROWS = {row.kind: row for row in key_rows(QUESTIONS, BANK, ("en",), load_words("en"), paper="A")}
INDONESIAN = {row.kind: row for row in key_rows(QUESTIONS, BANK, ("id",), load_words("id"), paper="A")}


def read(kind: str, cell: str) -> Response | None:
    return read_answer(cell, ROWS[kind]).response


def score(kind: str, cell: str) -> float:
    return judge(ROWS[kind], read_answer(cell, ROWS[kind])).score


def test_the_keys_stand_as_a_learner_would_write_them() -> None:
    """In the cell ``key``, kind by kind; true and false by their first letters in the paper's language."""
    assert {kind: row.key for kind, row in ROWS.items()} == {
        "choice": "B",
        "select": "A C",
        "true-false": "F",
        "short": "Oslo | Christiania",
        "cloze": "1=Vienna | Wina; 2=Danube",
        "order": "B C A",
        "match": "1C 2B",
    }
    assert INDONESIAN["true-false"].key == "S"


@pytest.mark.parametrize("kind", list(ROWS))
def test_every_key_is_read_as_right(kind: str) -> None:
    """What the key table says is right is right, in either language; of a short answer each form."""
    for row in (ROWS[kind], INDONESIAN[kind]):
        for form in row.key.split(" | ") if kind == "short" else [row.key]:
            said = "1=Vienna; 2=Danube" if kind == "cloze" else form
            verdict = judge(row, read_answer(said, row))
            assert (verdict.right, verdict.score) == (True, 1.0)


@pytest.mark.parametrize("cell", ["B", "b", " b ", "B.", "(b)", "Seoul", "seoul", "B. "])
def test_a_choice_is_a_letter_or_the_option_itself(cell: str) -> None:
    """Whatever its case and what stands around it."""
    assert read("choice", cell) == 1


@pytest.mark.parametrize("cell", ["A C", "AC", "c,a", "A;C", "C / A", "A and C", "a dan c", "A, C.", "A C C"])
def test_a_select_is_letters_in_any_order(cell: str) -> None:
    """Together or apart."""
    assert read("select", cell) == frozenset({0, 2})


@pytest.mark.parametrize(
    ("cell", "truth"),
    [
        ("T", True),
        ("f", False),
        ("true", True),
        ("FALSE", False),
        ("B", True),
        ("s", False),
        ("Benar", True),
        ("salah", False),
    ],
)
def test_true_and_false_are_read_in_both_languages(cell: str, truth: bool) -> None:
    """T and F, B and S, and the words, TRUE as a spreadsheet makes it too; on papers in either language."""
    assert read_answer(cell, ROWS["true-false"]).response is truth
    assert read_answer(cell, INDONESIAN["true-false"]).response is truth


@pytest.mark.parametrize("cell", ["B C A", "BCA", "b,c,a", "B > C > A", "3 1 2", "312", "3, 1, 2"])
def test_an_order_is_letters_in_turn_or_the_numbers_beside_them(cell: str) -> None:
    """As the paper has them: A. 3, B. 1, C. 2 is the order B C A."""
    assert read("order", cell) == (1, 2, 0)


def test_numbers_of_an_order_that_come_twice_or_are_missing_place_nothing() -> None:
    """They are the learner's own slip, and what stands for sure still counts as ``grade`` counts it."""
    assert read("order", "1 1 2") == (2,)
    assert read("order", "3 1 -") == (1, 0)
    assert score("order", "3 1 -") == grade(QUESTIONS[5], (1, 0), "en").score


@pytest.mark.parametrize("cell", ["1C 2B", "1c, 2b", "2B 1C", "1-C 2-B", "1=C;2=B", "C B", "CB", "1. C 2. B"])
def test_a_match_is_pairs_or_a_letter_for_each_number(cell: str) -> None:
    """In any order where the numbers are said."""
    assert read("match", cell) == {0: 2, 1: 1}


def test_a_match_may_leave_one_out() -> None:
    """A hyphen, or simply not said."""
    assert read("match", "- B") == {1: 1}
    assert read("match", "2B") == {1: 1}


@pytest.mark.parametrize(
    "cell", ["1=Vienna; 2=Danube", "2=Danube; 1=Vienna", "Vienna; Danube", "Vienna | Danube", "(1) Vienna; (2) Danube"]
)
def test_the_blanks_of_a_cloze_are_named_or_stand_in_turn(cell: str) -> None:
    """Apart by a semicolon."""
    assert read("cloze", cell) == {1: "Vienna", 2: "Danube"}


def test_a_blank_left_empty_is_half_a_cloze() -> None:
    """Not said, or nothing between the semicolons."""
    assert read("cloze", "2=Danube") == read("cloze", "; Danube") == {2: "Danube"}
    assert score("cloze", "; Danube") == 0.5


@pytest.mark.parametrize("cell", ["", " ", "-", "–", "—", "...", "?", "_"])
def test_nothing_or_a_dash_is_no_answer(cell: str) -> None:
    """Of any kind of question."""
    for row in ROWS.values():
        assert read_answer(cell, row) == Given()


@pytest.mark.parametrize(
    ("kind", "cell"), [("choice", "A B"), ("choice", "AC"), ("true-false", "T F"), ("true-false", "b/s")]
)
def test_two_marks_where_one_is_asked_for_are_wrong(kind: str, cell: str) -> None:
    """It is the learner's slip and no error of the table."""
    assert read_answer(cell, ROWS[kind]) == Given(several=True)
    assert score(kind, cell) == 0


NO_OPTION = "is no answer to a question with the options A to"
NO_PAIRS = "does not pair these columns; write each number from 1 to 2 with a letter A to C, such as 1C 2B"
NO_ORDER = "write the letters in order, or 3 numbers from 1 to 3 in the order of the letters, a hyphen for one left out"
NO_BLANKS = "does not say what stands in which of the 2 blanks; write 1=…; 2=…"


@pytest.mark.parametrize(
    ("kind", "cell", "told"),
    [
        ("choice", "D", f"'D' {NO_OPTION} C"),
        ("choice", "2", f"'2' {NO_OPTION} C"),
        ("choice", "A D", f"'A D' {NO_OPTION} C"),
        ("select", "A E", f"'A E' {NO_OPTION} D"),
        ("true-false", "X", "'X' is neither true nor false; write T or F (in Indonesian B or S)"),
        ("order", "1 2 4", f"'1 2 4' is no order of A to C; {NO_ORDER}"),
        ("order", "A D B", f"'A D B' {NO_OPTION} C"),
        ("match", "1D 2A", f"'1D 2A' {NO_PAIRS}"),
        ("match", "3A", f"'3A' {NO_PAIRS}"),
        ("match", "A", f"'A' {NO_PAIRS}"),
        ("cloze", "Vienna", f"'Vienna' {NO_BLANKS}"),
        ("cloze", "3=Vienna; 1=x; 2=y", f"'3=Vienna; 1=x; 2=y' {NO_BLANKS}"),
    ],
)
def test_what_the_paper_does_not_offer_is_a_slip_of_the_table(kind: str, cell: str, told: str) -> None:
    """Said with what can stand there."""
    with pytest.raises(SlipError) as slip:
        read_answer(cell, ROWS[kind])
    assert str(slip.value) == told


RESPONSES: dict[str, st.SearchStrategy[Response]] = {
    "choice": st.integers(0, 2),
    "select": st.frozensets(st.integers(0, 3)),
    "true-false": st.booleans(),
    "short": st.sampled_from(
        ("Oslo", "oslo", "the Oslo", "Olso", "Osla", "Stockholm", "Kristiania", "Christianai", "")
    ),
    "cloze": st.dictionaries(st.integers(1, 2), st.sampled_from(("Vienna", "Viena", "Wina", "Danube", "Danub", "x"))),
    "order": st.lists(st.integers(0, 2), max_size=4).map(tuple),
    "match": st.dictionaries(st.integers(0, 1), st.integers(0, 2)),
}


@settings(derandomize=True, max_examples=600, deadline=None)
@given(st.data())
def test_a_paper_is_judged_as_the_question_itself(data: st.DataObject) -> None:
    """From the key table alone, every response gets the score that ``grade`` gives the bank's own question."""
    at = data.draw(st.integers(0, len(QUESTIONS) - 1))
    language = data.draw(st.sampled_from(LANGUAGES))
    question: AnyQuestion = QUESTIONS[at]
    row = (ROWS if language == "en" else INDONESIAN)[question.kind]
    response = data.draw(RESPONSES[question.kind])
    assert judge(row, Given(response)).score == grade(question, response, language).score
    assert judge(row, Given()).score == 0


def test_on_a_bilingual_paper_either_language_is_right() -> None:
    """The better verdict counts."""
    rows = {row.kind: row for row in key_rows(QUESTIONS, BANK, LANGUAGES, load_words("en"), paper="A")}
    assert judge(rows["cloze"], Given({1: "Wina", 2: "Danube"})).right
    assert judge(rows["short"], Given("Oslo")).right


def test_the_question_made_of_a_row_is_of_its_kind() -> None:
    """With its options in the order of the paper and the key where it stands there."""
    for question in QUESTIONS:
        made = question_of(ROWS[question.kind])
        assert type(made) is type(question)
        for each in ("options", "right", "truth", "shown"):
            if each == "options" and hasattr(question, each):
                assert [option.key for option in made.options] == [option.key for option in question.options]  # type: ignore[union-attr]
            elif hasattr(question, each):
                assert getattr(made, each) == getattr(question, each)


def test_what_is_right_is_said_with_the_options_texts() -> None:
    """As a learner's note has it."""
    assert [
        right_words(ROWS[kind]) for kind in ("choice", "select", "true-false", "short", "cloze", "order", "match")
    ] == [
        "B. Seoul",
        "A. Seoul; C. Tokyo",
        "False",
        "Oslo",
        "(1) Vienna; (2) Danube",
        "B. Rome → C. Vienna → A. Brasilia",
        "Japan – Tokyo; South Korea – Seoul",
    ]


def test_points_are_kept_as_given() -> None:
    """A row's points are those of its question, in their order."""
    rows: tuple[KeyRow, ...] = key_rows(
        QUESTIONS[:2], BANK, ("en",), load_words("en"), paper="X7", learner="Ayu", points=(Decimal("0.5"), Decimal(2))
    )
    assert [(row.paper, row.learner, row.number, row.points) for row in rows] == [
        ("X7", "Ayu", 1, Decimal("0.5")),
        ("X7", "Ayu", 2, Decimal(2)),
    ]
