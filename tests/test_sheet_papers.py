"""What sets one paper apart from another, free of every format: heads, points, answer sheets, tables, cards."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizgen.bank.load import load_words
from quizgen.export.sheet import (
    AnswerRow,
    Header,
    Learner,
    Paper,
    Setting,
    bilingual,
    card_set,
    key_summary,
    number_table,
    paper,
)
from quizgen.model import AnyQuestion
from quizgen.text import plain
from tests.samples import BANK, QUESTIONS

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS
EN, ID = load_words("en"), load_words("id")


def made(setting: Setting, *questions: AnyQuestion, language: str = "en") -> Paper:
    return paper(questions or QUESTIONS, BANK, language, load_words(language), setting)


@pytest.mark.parametrize(
    ("setting", "name", "english", "indonesian"),
    [
        (Setting(), "A", "", ""),
        (Setting(form="B"), "B", "Form B", "Paket B"),
        (Setting(learner=Learner("Ayu", "K7")), "K7", "Paper K7", "Paket K7"),
    ],
)
def test_a_paper_is_known_by_its_mark(setting: Setting, name: str, english: str, indonesian: str) -> None:
    """A lone paper has none; a form has its letter, a learner's paper its code."""
    assert setting.name == name
    assert made(setting).mark == english
    assert made(setting, language="id").mark == indonesian
    assert plain(made(setting).running) == ("Capitals & rivers <1>" + (f" · {english}" if english else ""))


def test_the_head_is_filled_in() -> None:
    """Name, class and date that are known are printed; the points add up."""
    header = Header(class_name="9B", date="1 May", points={"short": Decimal("1.50"), "cloze": Decimal(2)})
    found = made(Setting(header=header, learner=Learner("Ayu", "K7")))
    assert [(each.label, each.value, each.after) for each in found.fields] == [
        ("Name", "Ayu", ""),
        ("Class", "9B", ""),
        ("Date", "1 May", ""),
        ("Points", "", "/ 8.5"),
    ]
    assert found.instructions == "7 questions, 8.5 points in all."
    assert [each.points for each in found.items] == [
        "1 point", "1 point", "1 point", "1.5 points", "2 points", "1 point", "1 point",
    ]  # fmt: skip
    assert {each.points for each in made(Setting()).items} == {""}


def test_the_answer_sheet_has_a_row_for_each_question() -> None:
    """Letters to mark, boxes for letters, lines to write on, as the question asks."""
    found = made(Setting(answer_sheet=True))
    assert found.answers is not None
    assert found.answers.rows == (
        AnswerRow(number=1, marks=("A", "B", "C")),
        AnswerRow(number=2, marks=("A", "B", "C", "D"), several=True),
        AnswerRow(number=3, marks=("True", "False")),
        AnswerRow(number=4, blanks=("",)),
        AnswerRow(number=5, blanks=("(1)", "(2)")),
        AnswerRow(number=6, boxes=("1.", "2.", "3.")),
        AnswerRow(number=7, boxes=("1", "2")),
    )
    assert all(item.lines == 0 and not item.marks for item in found.items)
    assert found.items[5].instruction == "Write the letters in the right order"
    assert made(Setting()).answers is None


def test_two_languages_make_one_paper() -> None:
    """The second language goes along; the fields to fill in are named in both."""
    found = bilingual(made(Setting()), made(Setting(), language="id"))
    assert [each.label for each in found.fields] == ["Name / Nama", "Class / Kelas", "Date / Tanggal", "Points / Nilai"]
    assert found.second is not None
    assert plain(found.second.title) == "Ibu kota & sungai <1>"


def test_numbers_of_forms_are_mapped() -> None:
    """Each question once, with its number on each form, or a dash."""
    table = number_table([("A", [CHOICE, SHORT]), ("B", [SHORT, MATCH])], ID)
    assert table.title == "Nomor soal yang sama"
    assert table.head == ("Kode", "A", "B")
    assert table.rows == (("AAAA-0001", "1", "–"), ("AAAA-0004", "2", "1"), ("AAAA-0007", "–", "2"))


def test_the_keys_of_a_class_are_short() -> None:
    """What is right, as it is marked: letters, words, pairs."""
    table = key_summary([("K7", "Ayu", QUESTIONS), ("M2", "", [SHORT])], EN)
    assert table.head == ("Paper", "Answer key")
    assert table.rows[0].marks == (
        (1, "B"), (2, "A C"), (3, "False"), (4, "Oslo"), (5, "(1) Vienna (2) Danube"), (6, "B C A"), (7, "1C 2B"),
    )  # fmt: skip
    assert table.rows[1].marks == ((1, "Oslo"),)


def test_a_card_has_a_front_and_a_back_in_each_language() -> None:
    """The leading language first; the sources stand only with it."""
    found = card_set(QUESTIONS, BANK, [EN, ID])
    first = found.cards[0]
    assert [front.language for front in first.fronts] == ["en", "id"]
    assert [each.letter for each in first.fronts[0].options] == ["A", "B", "C"]
    assert [plain(line) for line in first.backs[1].answer] == ["Seoul"]
    assert first.backs[0].sources == ("Source: The atlas, page two", "Confirmed by: A page")
    assert first.backs[1].sources == ()
    statement = found.cards[2].fronts[0]
    assert (statement.task, statement.options) == ("True or false?", ())
    assert [plain(row) for row in found.cards[6].fronts[1].rows] == ["Jepang", "Korea Selatan"]
