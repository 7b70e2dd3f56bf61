"""What a hint gives away, and what an answer that is not quite right missed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.load import load_words
from quizgen.grade import Response, grade
from quizgen.model import AnyQuestion, Choice, Cloze, Match, Order, Select, Short
from quizgen.play.told import feedback
from quizgen.study.hints import Begins, Belongs, HowMany, Stands, Struck, hint, struck
from quizgen.study.session import Answer
from quizgen.study.slips import Slips, Typing, slips
from quizgen.text import plain
from tests.samples import BANK, QUESTIONS, option, typed

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS
assert isinstance(SHORT, Short)
PARK = replace(SHORT, typed=typed("Park Jin", "Foreign Minister Park Jin", others=("Lee Jong-sup", "Park Geun-hye")))
SCHOOL = replace(SHORT, typed=typed("Korea University Graduate School"))


def told(question: AnyQuestion, response: Response, language: str = "en", hints: int = 0) -> list[str]:
    """The lines of the feedback before the key."""
    verdict = grade(question, response, language)
    answer = Answer(question, response, verdict, language, hints)
    lines = [plain(line.content) if not isinstance(line.content, str) else line.content
             for line in feedback(answer, BANK, language, load_words(language))]  # fmt: skip
    end = next(at for at, line in enumerate(lines) if line.startswith(("Answer:", "Jawaban:")))
    return lines[:end]


# -- slips ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("response", "said"),
    [
        ("Pak Jin", ["Wrong.", "Nearly: “Park”, not “Pak”."]),
        ("Park Jinn", ["Wrong.", "Nearly: “Jin”, not “Jinn”."]),
        ("Jin", ["Wrong."]),
        ("Lee Jong-sup", ["Wrong."]),
        ("Park Geun-hye", ["Wrong."]),
        ("Yoshimasa Hayashi", ["Wrong."]),
        ("", ["Wrong."]),
        ("?!", ["Wrong."]),
        ("park  jin", ["Right."]),
    ],
)
def test_a_nearly_right_name_says_what_differs(response: str, said: list[str]) -> None:
    """The right form and the typed one, word for word; another's name is not nearly right."""
    assert told(PARK, response) == said


@pytest.mark.parametrize(
    ("response", "said"),
    [
        ("Korea University", "Nearly: “Graduate School” is missing."),
        ("Korea National University Graduate School", "Nearly: “National” is too much."),
        ("Korea Universiti", "Nearly: “University”, not “Universiti”; “Graduate School” is missing."),
        ("Graduate School Korea University", "Nearly: “Korea University Graduate School”."),
    ],
)
def test_a_longer_name_says_which_words_are_missing_or_too_much(response: str, said: str) -> None:
    """Each word that differs is named."""
    assert told(SCHOOL, response) == ["Wrong.", said]


def test_numbers_are_right_or_wrong_and_never_nearly() -> None:
    """1949 is no slip of the pen for 1948; of a date a shared month says something."""
    year = replace(SHORT, typed=typed("1948"))
    day = replace(SHORT, typed=typed("29 January 2023"))
    assert told(year, "1949") == ["Wrong."]
    assert told(day, "28 January 2023") == ["Wrong.", "Nearly: “29”, not “28”."]


def test_a_forgiven_slip_says_how_it_is_written() -> None:
    """In both languages."""
    vienna = replace(SHORT, typed=typed("Vienna"))
    assert told(vienna, "Viena") == ["Right.", "It is written “Vienna”, not “Viena”."]
    assert told(vienna, "Viena", "id") == ["Benar.", "Penulisannya “Vienna”, bukan “Viena”."]


def test_a_cloze_says_which_blank_is_wrong() -> None:
    """By its number, with what was typed there."""
    assert told(CLOZE, {1: "Viena", 2: "Rhine"}) == [
        "Partly right (50%).", "(1) It is written “Vienna”, not “Viena”.", "(2) “Rhine” is wrong.",
    ]  # fmt: skip
    assert told(CLOZE, {1: "", 2: "Danub river"}) == [
        "Wrong.", "(1) Nothing was typed.", "(2) Nearly: “Danube”, not “Danub”; “river” is too much.",
    ]  # fmt: skip


def test_a_select_says_what_was_missed_and_what_was_wrong() -> None:
    """Each by its text."""
    assert told(SELECT, frozenset({0, 1, 3})) == ["Wrong.", "Wrongly chosen: Oslo; Lima", "Not chosen: Tokyo"]
    assert told(SELECT, frozenset({0, 2})) == ["Right."]


def test_an_order_says_what_stands_out_of_place() -> None:
    """The fewest things that must move: one that was put last is one slip, not three."""
    assert isinstance(ORDER, Order)
    many = replace(ORDER, items=tuple(option(str(at), name) for at, name in enumerate("ABCDE")), shown=(0, 1, 2, 3, 4))
    assert told(many, (1, 2, 3, 4, 0)) == ["Partly right (20%).", "Out of place: A"]
    assert told(many, (0, 1, 2, 3, 4)) == ["Right."]


def test_a_match_says_which_pairs_are_wrong() -> None:
    """With what was given."""
    assert told(MATCH, {0: 0, 1: 1}, "id") == ["Benar sebagian (50%).", "Pasangan yang salah: Jepang – Jakarta"]


def test_with_a_hint_it_says_what_it_costs() -> None:
    """Only where there is something to halve."""
    assert told(TRUE_FALSE, False, hints=1) == ["Right.", "With a hint it counts half."]
    assert told(TRUE_FALSE, True, hints=1) == ["Wrong."]


ANYTHING = st.one_of(
    st.integers(-2, 9), st.booleans(), st.text(max_size=20), st.frozensets(st.integers(-2, 9)),
    st.lists(st.integers(-2, 9), max_size=6).map(tuple), st.dictionaries(st.integers(-1, 4), st.integers(-2, 9)),
    st.dictionaries(st.integers(-1, 4), st.text(max_size=20)), st.none(),
)  # fmt: skip


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.sampled_from(QUESTIONS), ANYTHING, st.sampled_from(["en", "id"]))
def test_slips_are_found_exactly_where_an_answer_is_not_right(
    question: AnyQuestion, response: Response | None, language: str
) -> None:
    """No response breaks it, and a right answer has nothing but forgiven errors."""
    found = slips(question, response, language)
    if grade(question, response, language).right:
        assert (found.missed, found.wrong) == ((), ())
        assert all(typing.right for typing in found.typings)
    elif isinstance(question, Select) and isinstance(response, frozenset):
        assert found.missed or found.wrong


def test_slips_as_data() -> None:
    """Positions and words, no sentences."""
    assert slips(SELECT, frozenset({1}), "en") == Slips(missed=(0, 2), wrong=(1,))
    assert slips(PARK, "Pak Jin", "en") == Slips(
        typings=(Typing(None, "Pak Jin", "Park Jin", False, instead=(("Pak", "Park"),)),)
    )
    assert slips(SELECT, "1", "en") == Slips()


# -- hints ----------------------------------------------------------------------------------------


def test_hints_as_data() -> None:
    """What each kind gives away, in its order, and that each comes to an end."""
    assert isinstance(CLOZE, Cloze)
    assert hint(CHOICE, 0, "en") == (Struck(0),)
    assert hint(CHOICE, 1, "en") == ()
    assert (hint(SELECT, 0, "en"), hint(SELECT, 1, "en")) == ((HowMany(2),), ())
    assert hint(TRUE_FALSE, 0, "en") == ()
    assert (hint(ORDER, 0, "en"), hint(ORDER, 1, "en")) == ((Stands(0),), ())
    assert (hint(MATCH, 0, "en"), hint(MATCH, 1, "en")) == ((Belongs(1),), ())
    assert hint(SCHOOL, 2, "en") == (Begins(None, "Kor", (5, 10, 8, 6)),)
    assert hint(CLOZE, 0, "en") == (Begins(1, "V", (6,)), Begins(2, "D", (6,)))
    assert hint(replace(CLOZE, blanks={1: CLOZE.blanks[1]}), 0, "en") == (Begins(None, "V", (6,)),)
    assert hint(replace(SHORT, typed=typed("7")), 0, "en") == (Begins(None, "7", (1,)),)
    assert hint(replace(SHORT, typed=typed("7")), 1, "en") == ()


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.integers(2, 8), st.integers(0, 7), st.text("abc", min_size=1))
def test_the_key_is_never_struck_out_and_two_options_stay(count: int, right: int, name: str) -> None:
    """However many hints are taken, and always in the same order."""
    assert isinstance(CHOICE, Choice)
    options = tuple(option(str(at), str(at)) for at in range(count))
    question = replace(CHOICE, id=name, options=options, right=right % count)
    out: tuple[int, ...] = ()
    for taken in range(10):
        longer = struck(question, taken)
        assert longer[: len(out)] == out
        assert (len(hint(question, taken, "en")) == 1) == (taken < count - 2)
        out = longer
    assert question.right not in out
    assert len(out) == count - 2


def test_of_a_long_match_all_but_two_pairs_can_be_had() -> None:
    """Each one once."""
    assert isinstance(MATCH, Match)
    lefts = tuple(option(str(at), f"left {at}") for at in range(5))
    rights = tuple(option(str(at), f"right {at}") for at in range(5))
    question = replace(MATCH, lefts=lefts, rights=rights, shown=(0, 1, 2, 3, 4))
    given_away = [hint(question, taken, "en") for taken in range(5)]
    assert given_away[3:] == [(), ()]
    assert len({pair for pairs in given_away for pair in pairs}) == 3
