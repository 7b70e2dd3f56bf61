"""The key table: written so that it is read again as it was, mended by hand, and every slip told at its place."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.load import load_bank, load_words
from quizgen.errors import Level
from quizgen.export.sheet.keytable import COLUMNS, KeyRow, guarded, key_rows, key_table, unguarded
from quizgen.export.sheet.rivals import rivals
from quizgen.generate.build import build
from quizgen.grade import judge_typed
from quizgen.marking.keyfile import Key, read_key
from quizgen.marking.records import Ledger, Record
from quizgen.model import Short, Typed
from tests.run import FLAGSHIP
from tests.samples import BANK, QUESTIONS, both

ROWS = key_rows(QUESTIONS, BANK, ("en",), load_words("en"), paper="A")


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read(table: list[list[str]]) -> tuple[Key | None, Ledger]:
    ledger = Ledger("key.csv")
    return read_key([Record(at, tuple(row)) for at, row in enumerate(table, 1)], ledger), ledger


def told(ledger: Ledger) -> list[str]:
    return [str(problem) for problem in sorted(ledger.problems)]


def edited(row: int, column: str, text: str) -> list[list[str]]:
    """The sample's table with one cell changed; rows counted as the spreadsheet counts."""
    table = cells(key_table(ROWS))
    table[row - 1][COLUMNS.index(column)] = text
    return table


def test_the_table_says_what_people_and_programs_need() -> None:
    """A row a question; the options by their letters, and as JSON what marking takes."""
    table = cells(key_table(ROWS))
    assert tuple(table[0]) == COLUMNS
    assert table[1][:-1] == [
        "A", "", "1", "AAAA-0001", "capital-korea", "choice", "Asia", "1", "B", "What is the capital of South Korea?",
        "A. Tokyo | B. Seoul | C. Jakarta",
    ]  # fmt: skip
    assert json.loads(table[1][-1]) == {
        "languages": ["en"],
        "options": {
            "A": {"key": "@tokyo", "text": "Tokyo"},
            "B": {"key": "@seoul", "text": "Seoul"},
            "C": {"key": "2", "text": "Jakarta"},
        },
        "right": ["B"],
    }
    assert json.loads(table[4][-1]) == {
        "languages": ["en"],
        "blanks": {"1": {"accept": {"en": ["Oslo", "Christiania"]}, "others": {"en": []}}},
    }


@pytest.mark.parametrize("languages", [("en",), ("id",), ("en", "id")])
def test_the_flagships_table_is_read_as_it_was_written(languages: tuple[str, ...]) -> None:
    """Every row of every question, to the last accepted form."""
    bank = load_bank(FLAGSHIP).bank
    assert bank is not None
    questions = build(bank).questions
    rows = key_rows(
        questions, bank, languages, load_words(languages[0]), paper="A", points=[Decimal("1.5")] * len(questions)
    )
    key, ledger = read(cells(key_table(rows)))
    assert told(ledger) == []
    assert key is not None
    assert key.rows == rows
    assert max(len(cell) for row in cells(key_table(rows)) for cell in row) < 32_767, "Excel cuts longer cells"


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text(alphabet="'=+-@\t\rab1 ", max_size=6))
def test_no_cell_is_a_formula_and_each_comes_back(text: str) -> None:
    """A quotation mark stands before what a spreadsheet would run; read again it is gone, and only it."""
    assert guarded(text)[:1] not in tuple("=+-@\t\r")
    assert unguarded(guarded(text)) == text


NAMES = st.sampled_from(
    ("Stoltenberg", "Jens Stoltenberg", "Stoltenburg", "Prime Minister Kishida", "Fumio Kishida", "Kishida", "Kushida",
     "Austria", "Australia", "Mr Kishida", "Minister Stoltenberg", "Oslo", "Olso", "South Korea", "North Korea",
     "the Republic of Korea", "Republic of Koria", "2022", "2023", "cybersecurity", "cyber security", "Zambia",
     "Gambia", "Secretary General", "Secretary General of NATO", "Minister Kim", "President Kim", "Stolten burg"),
)  # fmt: skip


@st.composite
def typings(draw: st.DrawFn) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Accepted forms, others, and something typed: one of them with up to three edits, or two in a row."""
    accept = tuple(draw(st.lists(NAMES, min_size=1, max_size=3, unique=True)))
    others = tuple(draw(st.lists(NAMES, max_size=8, unique=True)))
    word = draw(st.sampled_from((*accept, *others)))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(word)))
        kind, letter = draw(st.integers(0, 2)), draw(st.sampled_from("aeinorstu "))
        word = word[:at] + ("" if kind == 0 else letter) + word[at + (kind != 1) :]
    if draw(st.integers(0, 5)) == 0:
        word += " and " + draw(st.sampled_from((*accept, *others)))
    return accept, others, draw(st.sampled_from(("", "Mr ", "Minister ", "the "))) + word


@settings(derandomize=True, max_examples=800, deadline=None)
@given(typings())
def test_the_forms_left_out_of_a_table_change_no_verdict(given_: tuple[tuple[str, ...], tuple[str, ...], str]) -> None:
    """Of the names of other things only those are written that could matter; whatever is typed is judged the same."""
    accept, others, typed = given_
    whole = Typed(answer=both(accept[0]), accept={"en": accept}, others={"en": others})
    fewer = Typed(answer=both(accept[0]), accept={"en": accept}, others={"en": rivals(accept, others, "en")})
    assert judge_typed(whole, typed, "en") == judge_typed(fewer, typed, "en")


def test_names_that_are_far_from_every_accepted_form_are_left_out() -> None:
    """Kept are those with a word that is near, those near as a whole, and those that differ by a title alone."""
    names = ("Oslo", "Alexander Stoltenburg", "Prime Minister of Japan", "Stolten burg", "President Kim", "Park")
    assert rivals(("Stoltenberg",), names, "en") == ("Alexander Stoltenburg", "Stolten burg")
    assert rivals(("Prime Minister Kim",), names, "en") == ("Prime Minister of Japan", "President Kim")
    assert rivals(("2022", "South Korea"), ("2023", "North Korea"), "en") == ()


def test_a_key_that_a_teacher_has_changed_counts() -> None:
    """The cell ``key`` is read, with a warning that says so; on paper it is what is right now."""
    changes: list[tuple[int, str, Callable[[KeyRow], object], object]] = [
        (2, "c", lambda row: row.marking.right, (2,)),
        (3, "A B", lambda row: row.marking.right, (0, 1)),
        (4, "T", lambda row: row.marking.right, (0,)),
        (5, "Oslo | Oslo city", lambda row: row.marking.accept, {1: {"en": ("Oslo", "Oslo city")}}),
        (6, "1=Vienna; 2=Danube | Donau", lambda row: row.marking.accept[2], {"en": ("Danube", "Donau")}),
        (7, "A B C", lambda row: row.marking.right, (0, 1, 2)),
        (8, "1A 2C", lambda row: row.marking.right, (0, 2)),
    ]
    for line, cell, seen, due in changes:
        key, ledger = read(edited(line, "key", cell))
        assert key is not None
        row = key.papers["A"][line - 1]
        assert seen(row) == due
        (problem,) = ledger.problems
        assert problem.level is Level.WARNING
        assert str(problem) == (
            f"key.csv:{line}:9: changed-key the key of question {row.code} on paper 'A' has been changed:"
            f" {row.key} is right now"
        )


def test_columns_may_be_moved_and_taken_out() -> None:
    """Only those that marking takes must be there; points are one then."""
    table = cells(key_table(ROWS))
    kept = [COLUMNS.index(each) for each in ("marking", "kind", "id", "number", "paper")]
    key, ledger = read([[row[at] for at in kept] for row in table])
    assert told(ledger) == []
    assert key is not None
    assert [(row.kind, row.points, row.key) for row in key.rows][:2] == [
        ("choice", Decimal(1), "B"),
        ("select", Decimal(1), "A C"),
    ]


def test_points_may_be_halves_and_nothing() -> None:
    """With a point or a comma."""
    for said, due in (("0,5", "0.5"), ("2.25", "2.25"), ("0", "0"), ("", "1")):
        key, ledger = read(edited(2, "points", said))
        assert told(ledger) == []
        assert key is not None
        assert key.papers["A"][1].points == Decimal(due)


LOST = "this cell does not say how to mark the question any more; take it from the key table as it was written"


@pytest.mark.parametrize(
    ("column", "text", "problem"),
    [
        ("paper", "", "1: missing-text the cell 'paper' is empty"),
        ("id", "", "5: missing-text the cell 'id' is empty"),
        ("number", "one", "3: bad-number 'one' is no number of a question; write 1, 2, 3 …"),
        ("number", "2", "3: duplicate-question paper 'A' has two questions with the number 2"),
        ("kind", "chioce", "6: unknown-kind 'chioce' is no kind of question; did you mean 'choice'?"),
        ("points", "many", "8: bad-points 'many' is no number of points; write 1, 2 or 0.5 (0 drops a question)"),
        ("points", "-1", "8: bad-points '-1' is no number of points; write 1, 2 or 0.5 (0 drops a question)"),
        ("points", "nan", "8: bad-points 'nan' is no number of points; write 1, 2 or 0.5 (0 drops a question)"),
        ("key", "E", "9: bad-key 'E' cannot be the key of this question (choice); its key was written as 'B'"),
        ("key", "A B", "9: bad-key 'A B' cannot be the key of this question (choice); its key was written as 'B'"),
        ("key", "A | B", "9: bad-key 'A | B' cannot be the key of this question (choice); its key was written as 'B'"),
        ("marking", "", f"12: bad-marking {LOST}"),
        ("marking", "[]", f"12: bad-marking {LOST}"),
        ("marking", '{"languages":["en"],"options":{"A":1},"right":["A"]}', f"12: bad-marking {LOST}"),
        ("marking", '{"languages":["en"],"options":{},"right":[]}', f"12: bad-marking {LOST}"),
        ("marking", '{"languages":[],"options":{"A":{"key":"1","text":"x"}},"right":["A"]}', f"12: bad-marking {LOST}"),
        ("marking", '{"languages":["en"],"options":{"A":{"key":"","text":""}},"right":[]}', f"12: bad-marking {LOST}"),
        ("marking", '{"languages":["q!"],"blanks":{"1":{"accept":{},"others":{}}}}', f"12: bad-marking {LOST}"),
        ("marking", "[" * 100_000, f"12: bad-marking {LOST}"),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_cell(column: str, text: str, problem: str) -> None:
    """By row and column, with what to write."""
    _, ledger = read(edited(2, column, text))
    line = 3 if "duplicate-question" in problem else 2
    assert told(ledger) == [f"key.csv:{line}:{problem}"]


def test_every_slip_is_told_at_once() -> None:
    """Not one after the other."""
    table = edited(2, "points", "x")
    table[3][COLUMNS.index("kind")] = "essay"
    table[5][COLUMNS.index("marking")] = "{}"
    assert [line.split(" ")[0] + line.split(" ")[1] for line in told(read(table)[1])] == [
        "key.csv:2:8:bad-points",
        "key.csv:4:6:unknown-kind",
        "key.csv:6:12:bad-marking",
    ]


def test_two_papers_must_agree_on_what_is_right() -> None:
    """A key mended on one paper and forgotten on another would mark half a class otherwise."""
    other = key_rows(QUESTIONS, BANK, ("en",), load_words("en"), paper="B")
    table = cells(key_table((*ROWS, *other)))
    assert told(read(table)[1]) == []
    table[1][COLUMNS.index("key")] = "A"
    _, ledger = read(table)
    assert [str(each) for each in ledger.problems if each.level is Level.ERROR] == [
        "key.csv:9:9: keys-differ question AAAA-0001 has another key on paper 'A' (A) than here"
    ]


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ([], "key.csv:1:1: empty-file the key table is empty; `quizgen handout --key-table FILE.csv` writes one"),
        (
            [["learner", "paper", "1"], ["Ayu", "A", "B"]],
            "key.csv:1:1: missing-column this is no key table: it has no column 'number' or 'id' or 'kind' or"
            " 'marking'; `quizgen handout --key-table FILE.csv` writes one",
        ),
        ([list(COLUMNS)], "key.csv:1:1: empty-file the key table has headings and no questions"),
        (
            [[*COLUMNS, "Paper"], *([*row, ""] for row in cells(key_table(ROWS))[1:])],
            "key.csv:1:13: duplicate-column there are two columns 'paper'",
        ),
    ],
)
def test_what_is_no_key_table_is_said_to_be_none(table: list[list[str]], problem: str) -> None:
    """With the command that writes one."""
    assert told(read(table)[1]) == [problem]


def test_a_generated_short_answer_keeps_its_verdicts(tmp_path: Path) -> None:
    """Of the flagship's own names, mistyped, the table's row gives what the question gives."""
    bank = load_bank(FLAGSHIP).bank
    assert bank is not None
    shorts = [each for each in build(bank).questions if isinstance(each, Short)][:40]
    names = sorted({name for each in shorts for name in each.typed.accept["en"]})[:60]
    for question in shorts:
        fewer = rivals(question.typed.accept["en"], question.typed.others["en"], "en")
        reduced = Typed(answer=question.typed.answer, accept=question.typed.accept, others={"en": fewer})
        for name in names:
            for said in (name, name[:-1], name[1:], name.replace("o", "a", 1)):
                assert judge_typed(question.typed, said, "en") == judge_typed(reduced, said, "en"), (question.id, said)
