"""The table of answers, as teachers write it: forgiving where it is clear, every slip told at its place."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.load import load_words
from quizgen.errors import Level
from quizgen.export.sheet.keytable import key_rows
from quizgen.marking.keyfile import Key
from quizgen.marking.records import Ledger, Record
from quizgen.marking.responses import Sheet, read_responses
from tests.samples import BANK, QUESTIONS

CHOICE, SELECT, TRUE_FALSE, SHORT, *_ = QUESTIONS
WORDS = load_words("en")


def key(*papers: tuple[str, str, int]) -> Key:
    """Papers of so many of the sample's first four questions: (name, learner, how many)."""
    return Key(
        {
            name: {
                row.number: row
                for row in key_rows(
                    (SHORT, CHOICE, SELECT, TRUE_FALSE)[:count], BANK, ("en",), WORDS, paper=name, learner=learner
                )
            }
            for name, learner, count in papers
        }
    )


FORMS = key(("A", "", 3), ("B", "", 3))
ROSTER = key(("K7", "Ayu Lestari", 2), ("M3", "Budi", 2), ("P9", "Citra", 2))


def read(table: Sequence[Sequence[str]], of: Key = FORMS) -> tuple[tuple[Sheet, ...], list[str]]:
    ledger = Ledger("answers.csv")
    sheets = read_responses([Record(at, tuple(row)) for at, row in enumerate(table, 1)], of, ledger)
    marks = {Level.ERROR: "", Level.WARNING: "warning "}
    return sheets, [marks[each.level] + str(each).removeprefix("answers.csv:") for each in sorted(ledger.problems)]


def given_by(sheet: Sheet) -> list[object]:
    return [given.response for _, (given, _) in sorted(sheet.answers.items())]


WIDE = [["learner", "paper", "1", "2", "3"], ["Ayu", "A", "Oslo", "B", "A C"], ["Budi", "b", "", "C", "D"]]


def test_a_row_a_learner_is_read() -> None:
    """Whatever the case of the paper's letter; nothing in a cell is nothing given."""
    sheets, told = read(WIDE)
    assert told == []
    assert [(sheet.learner, sheet.paper, given_by(sheet)) for sheet in sheets] == [
        ("Ayu", "A", ["Oslo", 1, frozenset({0, 2})]),
        ("Budi", "B", [None, 2, frozenset({3})]),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ["Nama", "Paket", "1", "2", "3"],
        ["NAMA SISWA", "Bentuk", "Soal 1", "Soal 2", "Soal 3"],
        ["Name", "Form", "Q1", "q2", "Q 3"],
        ["Student name:", "Version", "1.", "2.", "3."],
        ["Peserta didik", "Kode naskah", "Nomor 1", "Butir 2", "No. 3"],
        ["Student", "Paper", SHORT.code, CHOICE.code.lower(), SELECT.code],
    ],
)
def test_headings_are_read_in_both_languages(heads: list[str]) -> None:
    """Names, numbers and codes, as teachers write them."""
    sheets, told = read([heads, *WIDE[1:]])
    assert told == []
    assert [given_by(sheet) for sheet in sheets] == [["Oslo", 1, frozenset({0, 2})], [None, 2, frozenset({3})]]


def test_the_columns_stand_in_any_order_below_a_title() -> None:
    """Empty rows and a line above the headings are nothing; a running number and a class do no harm."""
    table = [
        ["Test of 24 November", "", "", "", "", "", ""],
        [],
        ["No", "3", "Kelas", "Nama", "1", "2", "Paket"],
        ["1", "A C", "9B", "Ayu", "Oslo", "B", "Paket A"],
        ["", "", "", "", "", "", ""],
    ]
    sheets, told = read(table)
    assert told == ["warning 3:3: unknown-column the column 'Kelas' is not understood and left out"]
    assert given_by(sheets[0]) == ["Oslo", 1, frozenset({0, 2})]


def test_a_row_an_answer_is_read_too() -> None:
    """By number or code; what has no row was not answered."""
    table = [
        ["name", "form", "question", "answer"],
        ["Ayu", "A", "2", "B"],
        ["Ayu", "A", "Q1", "Oslo"],
        ["Budi", "B", SELECT.code, "A C"],
    ]
    sheets, told = read(table)
    assert told == []
    assert [(each.learner, sorted(each.answers)) for each in sheets] == [("Ayu", [1, 2]), ("Budi", [3])]


def test_a_roster_says_whose_paper_it_is() -> None:
    """The name alone finds the paper, and the paper the name; who has none in the table is told of."""
    for heads, first, second in (
        (["Nama", "1", "2"], ["ayu lestari", "Oslo", "B"], ["Budi", "", "A"]),
        (["Kertas", "1", "2"], ["K7", "Oslo", "B"], ["m3", "", "A"]),
    ):
        sheets, told = read([heads, first, second], ROSTER)
        assert [(sheet.learner, sheet.paper) for sheet in sheets] == [("Ayu Lestari", "K7"), ("Budi", "M3")]
        assert told == ["warning 1:1: absent-learner no row for Citra, who has a paper in the key table"]


def test_with_one_paper_for_all_none_need_be_named() -> None:
    """There is but one."""
    sheets, told = read([["name", "1", "2"], ["Ayu", "Oslo", "B"]], key(("A", "", 2)))
    assert (told, sheets[0].paper) == ([], "A")


ERRORS: list[tuple[list[list[str]], Key, list[str]]] = [
    ([], FORMS, ["1:1: empty-file the table is empty"]),
    ([WIDE[0]], FORMS, ["1:1: empty-file the table has headings and no learners"]),
    (
        [["Oslo", "B"], ["x", "y"]], FORMS,
        ["1:1: missing-column no row names the columns; the first one must be: learner, paper, 1, 2, 3, …"],
    ),
    (
        [["learner", "paper", "1", "3"], ["Ayu", "A", "Oslo", "A"], ["Budi", "A", "", ""]], FORMS,
        [
            "1:1: missing-column there is no column for question 2 of paper 'A'",
            "warning 3:1: no-answers 'Budi' has given no answer at all and is marked with 0; was the paper handed in?",
        ],
    ),
    (
        [["name", "1", "2", "3"], ["Ayu", "Oslo", "B", "A"]], FORMS,
        ["1:1: missing-column there is no column 'paper', and there are the papers A, B"],
    ),
    (
        [["paper", "1", "2", "3"], ["A", "Oslo", "B", "A"]], FORMS,
        ["1:1: missing-column there is no column 'learner' (or 'name', 'nama')"],
    ),
    (
        [["learner", "paper", "class"], ["Ayu", "A", "9B"]], key(("A", "", 1)),
        [
            "1:1: missing-column there is no column for question 1 of paper 'A'",
            "1:1: missing-column there is no column of answers; name them 1, 2, 3, … (or 'number' and 'response', a row"
            " an answer)",
            "warning 1:3: unknown-column the column 'class' is not understood and left out",
            "warning 2:1: no-answers 'Ayu' has given no answer at all and is marked with 0; was the paper handed in?",
        ],
    ),
    (
        [[*WIDE[0], "Q2"], ["Ayu", "A", "Oslo", "B", "A", "C"]], FORMS,
        ["1:6: duplicate-column 'Q2' says what another column says already"],
    ),
    (
        [WIDE[0], ["Ayu", "C", "", "B", ""], ["", "A", "", "B", ""], ["Budi", "", "", "B", ""]], FORMS,
        [
            "2:2: unknown-paper the key table has no paper 'C'; there are the papers A, B",
            "3:1: missing-learner this row does not say whose paper it is",
            "4:2: missing-paper this row does not say which paper it is; there are the papers A, B",
        ],
    ),
    (
        [WIDE[0], ["Ayu", "A", "", "D", "E"], ["Budi", "B", "x", "1", "A"]], FORMS,
        [
            "2:4: bad-answer question 2 of paper 'A': 'D' is no answer to a question with the options A to C",
            "2:5: bad-answer question 3 of paper 'A': 'E' is no answer to a question with the options A to D",
            "3:4: bad-answer question 2 of paper 'B': '1' is no answer to a question with the options A to C",
            "warning 2:1: no-answers 'Ayu' has given no answer at all and is marked with 0; was the paper handed in?",
        ],
    ),
    (
        [[*WIDE[0], "4"], ["Ayu", "A", "Oslo", "B", "A", "T"], ["Budi", "A", "Oslo", "B", "A", ""]], FORMS,
        ["2:6: no-such-question paper 'A' has no question 4, and here stands an answer to it"],
    ),
    (
        [WIDE[0], *([name, "A", "x", "", ""] for name in ("Ayu", "ayu", "Budi")), ["Budi", "B", "x", "", ""]],
        FORMS,
        [
            "3:1: duplicate-learner 'ayu' with paper 'A' stands in row 2 already; are these two learners?",
            "5:1: duplicate-learner 'Budi' has paper 'A' in row 4 and 'B' here; are these two learners?",
        ],
    ),
    (
        [["learner", "paper", "number", "response"], *(["Ayu", "A", number, "x"] for number in ("1", "1", "9", ""))],
        FORMS,
        [
            "3:3: duplicate-answer 'Ayu' has answered question 1 in a row above already",
            "4:3: no-such-question paper 'A' has no question '9'",
            "5:3: no-such-question paper 'A' has no question ''",
        ],
    ),
    (
        [["Nama", "Kertas", "1", "2"], ["Budi", "K7", "x", "A"], ["Dewi", "", "x", "A"], ["Citra", "P8", "x", "B"]],
        ROSTER,
        [
            "2:1: other-learner paper 'K7' is the one of 'Ayu Lestari', and this row says 'Budi'",
            "3:2: missing-paper this row does not say which paper it is; there are the papers K7, M3, P9",
            "4:2: unknown-paper the key table has no paper 'P8'; there are the papers K7, M3, P9",
            "warning 1:1: absent-learner no row for Ayu Lestari, Budi, Citra, who have a paper in the key table",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "of", "problems"), ERRORS)
def test_every_slip_is_told_at_its_place_and_all_at_once(table: list[list[str]], of: Key, problems: list[str]) -> None:
    """With what may stand there; ``line:column`` are those of the spreadsheet."""
    assert sorted(read(table, of)[1]) == sorted(problems)


def test_two_marks_for_one_answer_are_a_warning() -> None:
    """The learner's slip is marked as wrong; the teacher may look at the paper once more."""
    sheets, told = read([WIDE[0], ["Ayu", "A", "Oslo", "A B", "A"]])
    assert told == [
        "warning 2:4: several-answers question 2 of paper 'A' asks for one answer and has several (A B): wrong"
    ]
    assert sheets[0].answers[2][0].several is True


def test_a_cell_of_which_nobody_knows_what_it_shows_is_an_error() -> None:
    """A date that Excel has made of an answer, say; elsewhere in the row it does not matter."""
    ledger = Ledger("answers.xlsx")
    trouble = ("", "", "", "the spreadsheet takes this cell for a date", "")
    read_responses([Record(1, tuple(WIDE[0])), Record(2, tuple(WIDE[1]), trouble)], FORMS, ledger)
    assert [str(each) for each in ledger.problems] == [
        "answers.xlsx:2:4: unclear-cell the spreadsheet takes this cell for a date",
    ]


def test_a_cell_that_a_spreadsheet_guards_is_read_as_it_was() -> None:
    """'=Oslo was =Oslo."""
    sheets, _ = read([WIDE[0], ["'-Ayu", "A", "'=Oslo", "B", "A"]])
    assert (sheets[0].learner, sheets[0].answers[1]) == ("-Ayu", sheets[0].answers[1])
    assert sheets[0].answers[1][1] == "=Oslo"


CELLS = st.sampled_from(
    (
        "",
        "A",
        "B",
        "C",
        "E",
        "A B",
        "T",
        "x",
        "1",
        "Oslo",
        "learner",
        "paper",
        "2",
        "nama",
        "response",
        "number",
        "'",
        "=",
        "\n",
        "٣",
        "²",
    )
)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=6))
def test_whatever_a_table_holds_nothing_breaks(table: list[list[str]]) -> None:
    """Every table gives sheets or problems; without an error each sheet has every question that the table has."""
    sheets, told = read(table)
    assert sheets or told
    for sheet in sheets:
        assert sheet.paper in FORMS.papers
        assert sheet.answers.keys() <= FORMS.papers[sheet.paper].keys()
