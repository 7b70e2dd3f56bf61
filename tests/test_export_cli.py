"""``quizgen export``: what is written, what is told, and what cannot be wished."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.bank.load import load_words
from quizgen.export.platforms import build_table
from tests import samples
from tests.platforms import ROOT, run, sent

BANK = """\
format: 1
bank: small
title: Small
languages: [en]
questions:
  - {id: one, kind: choice, ask: "Which *one*?", answer: a, distractors: [{text: b, because: no}, c]}
  - {id: two, kind: order, ask: "Order.", items: [x, y]}
"""


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small bank in the folder that the command runs in."""
    monkeypatch.chdir(tmp_path)
    Path("small.yaml").write_text(BANK)
    return tmp_path


@pytest.mark.parametrize(
    ("to", "file", "told"),
    [
        ("moodle", "small-en-moodle.xml", "small-en-moodle.xml: 2 questions\n"),
        ("gift", "small-en-gift.gift", "quizgen: an order becomes a match of things with their places (1: two)\n"
         "small-en-gift.gift: 2 questions\n"),
        ("qti", "small-en-qti.zip", "small-en-qti.zip: 2 questions\n"),
        ("canvas", "small-en-canvas.zip", "quizgen: an order becomes a match of things with their places (1: two)\n"
         "small-en-canvas.zip: 2 questions\n"),
        ("kahoot", "small-en-kahoot.xlsx", "quizgen: 1 order question is left out: Kahoot has no such kind\n"
         "small-en-kahoot.xlsx: 1 questions, 1 left out\n"),
        ("blooket", "small-en-blooket.csv", "quizgen: 1 order question is left out: Blooket has no such kind\n"
         "small-en-blooket.csv: 1 questions, 1 left out\n"),
        ("quizlet", "small-en-quizlet.txt", "quizgen: an order becomes a card with its things on one side and their"
         " order on the other (1: two)\nsmall-en-quizlet.txt: 2 questions\n"),
        ("csv", "small-en-csv.csv", "quizgen: emphasis in the text is lost, since a cell shows plain text (1: one)\n"
         "small-en-csv.csv: 2 questions\n"),
    ],
)  # fmt: skip
def test_a_platforms_file_is_written_and_what_changed_is_told(bank: Path, to: str, file: str, told: str) -> None:
    """The name is made of bank, language and platform; nothing goes to standard output."""
    ran = run("export", "small.yaml", "--to", to)
    assert (ran.code, ran.out, ran.err) == (0, "", told)
    assert (bank / file).stat().st_size > 50


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--to", "moodle", "-o", "x.gift"), "'x.gift' does not end in .xml; write for example -o x.xml"),
        (("--to", "qti", "-o", "x.xml"), "'x.xml' does not end in .zip; write for example -o x.zip"),
        (("--to", "kahoot", "-k", "order"), "no question fits a file for kahoot; nothing is written"),
        (("--to", "csv", "-o", "no/x.csv"), "no/x.csv cannot be written: no such file or directory"),
        (("--to", "gift", "-l", "fr"), "the bank has no language 'fr'; it has en"),
    ],
)
def test_a_wish_that_cannot_be_met_is_told_and_nothing_is_written(
    bank: Path, arguments: tuple[str, ...], told: str
) -> None:
    """Exit code 2 and a line."""
    ran = run("export", "small.yaml", *arguments)
    assert (ran.code, ran.err.split("\n")[-2]) == (2, f"quizgen: {told}")
    assert [path.name for path in bank.iterdir()] == ["small.yaml"]


def test_only_the_table_takes_several_languages(tmp_path: Path) -> None:
    """All else is one file a language."""
    ran = run("export", str(ROOT / "questions.yaml"), "--to", "moodle", "-l", "en,id", "-o", str(tmp_path / "x.xml"))
    assert (ran.code, ran.err) == (2, "quizgen: one language at a time: -l en or -l id\n")


def test_a_failed_write_leaves_the_old_file(bank: Path) -> None:
    """Nothing is touched before the new file is whole."""
    (bank / "x.xml").mkdir()
    ran = run("export", "small.yaml", "--to", "moodle", "-o", "x.xml")
    assert (ran.code, ran.err) == (2, "quizgen: x.xml is a folder; name a file in it\n")
    assert sorted(path.name for path in bank.iterdir()) == ["small.yaml", "x.xml"]


def test_the_table_as_it_is_written() -> None:
    """Every kind in the columns of quizgen import, several languages side by side."""
    words = {language: load_words(language) for language in ("en", "id")}
    made = build_table(samples.QUESTIONS[2:6], samples.BANK, words)
    assert made.content.decode("utf-8-sig").split("\r\n") == [
        "id,kind,topic (en),topic (id),question (en),question (id),answer (en),answer (id),explanation (en),"
        "explanation (id)",
        "truth,true-false,Europe,Eropa,Oslo is the capital of Sweden.,Oslo adalah ibu kota Swedia.,false,false,"
        "Oslo is the capital of Norway.,Oslo adalah ibu kota Norwegia.",
        "capital-short,short,Europe,Eropa,What is the capital of Norway?,Apa ibu kota Norwegia?,"
        "Oslo | Christiania | Kristiania,Oslo | Christiania | Kristiania,,",
        "cloze,cloze,Europe,Eropa,{{c1::Vienna}} lies on the river {{c2::Danube::six letters}}.,"
        "{{c1::Wina}} terletak di sungai {{c2::Danube::six letters}}.,,,,",
        'order,order,,,"Put these in order, the oldest first.",Urutkan dari yang tertua.,Rome | Vienna | Brasilia,'
        "Rome | Wina | Brasilia,,",
        "",
    ]


def test_quizlets_cards_as_they_are_written() -> None:
    """A tab between the sides, options with letters, a card for each pair."""
    assert sent("quizlet", samples.QUESTIONS, samples.BANK).content.decode().split("\n") == [
        "What is the capital of South Korea? A) Tokyo B) Seoul C) Jakarta\tB) Seoul",
        "Which of these lie in Asia? Choose all. A) Seoul B) Oslo C) Tokyo D) Lima\tA) Seoul; C) Tokyo",
        "True or false? Oslo is the capital of Sweden.\tFalse",
        "What is the capital of Norway?\tOslo | Kristiania",
        "_____(1) lies on the river _____(2) (six letters).\tVienna; Danube",
        "Put these in order, the oldest first. A) Brasilia B) Rome C) Vienna\tB) Rome → C) Vienna → A) Brasilia",
        "Match each country with its capital. Japan\tTokyo",
        "Match each country with its capital. South Korea\tSeoul",
        "",
    ]
