"""AMC-TXT: what Auto Multiple Choice reads, prints, scans and marks, and what is left out of it.

The program itself brings several hundred megabytes of TeX, so CI does not install it: these tests run it where it is
(Debian: auto-multiple-choice and texlive-xetex) and are skipped elsewhere, and QUIZGEN_AMC=1 makes its absence a
failure.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from quizgen.bank.load import load_bank, load_words
from quizgen.export.amc import Amc, amc_text
from quizgen.generate.build import build
from quizgen.grade import Response, grade
from quizgen.model import AnyQuestion, Picture, Select
from tests.run import FLAGSHIP, quizgen
from tests.samples import BANK, HERE, QUESTIONS, both, option

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS


def made(*questions: AnyQuestion, language: str = "en") -> Amc:
    return amc_text(questions, BANK, language, load_words(language))


def blocks(amc: Amc) -> list[list[str]]:
    """The head, then each question, as lines."""
    return [block.splitlines() for block in amc.text.strip().split("\n\n")]


def test_every_kind_that_amc_holds_stands_there_as_it_reads_it() -> None:
    """Boxes to tick, and for what is written boxes for the teacher; the code is the id, the score is that of grade."""
    amc = made(*QUESTIONS)
    head, *questions = blocks(amc)
    assert head == [
        "Title: Capitals & rivers <1>",
        "Presentation: 5 questions. Fill in the boxes with a black pen. In a question with the mark"
        " [[\\multiSymbole{}]] one answer or more is right.",
        "PaperSize: a4",
        "Font:",
        "ShuffleQuestions: 1",
        "CompleteMulti: 0",
        "DefaultScoringS: e=0,v=0,b=1,m=0",
        "L-Question: Question",
        "L-Name: Name",
        "L-OpenReserved: Not for you to fill in",
    ]
    assert questions == [
        ["*[id=AAAA-0001] What is the capital of [_South Korea_]?", "- Tokyo", "+ Seoul", "- Jakarta"],
        [
            "**[id=AAAA-0002]{e=0,v=0,p=0} Which of these lie in Asia? Choose all.",
            "+{b=1/2,m=0} Seoul", "-{b=0,m=-1/2} Oslo", "+{b=1/2,m=0} Tokyo", "-{b=0,m=-1/2} Lima",
        ],
        ["*[id=AAAA-0003,ordered,horiz] True or false? Oslo is the capital of Sweden.", "- True", "+ False"],
        ["*<lines=1>[id=AAAA-0004] What is the capital of Norway?", "-[0]{0} 0/1", "+[1]{1} 1/1"],
        [
            "*<lines=2>[id=AAAA-0005] _____(1) lies on the river _____(2) (six letters).",
            "-[0]{0} 0/2", "-[1]{1/2} 1/2", "+[2]{1} 2/2",
        ],
    ]  # fmt: skip


def test_what_amc_cannot_hold_is_left_out_and_named() -> None:
    """By its number among the questions, its code and the reason."""
    image = Picture(file="map.png", content=b"", media_type="image/png", alt=both("A map"), place=HERE)
    amc = made(*QUESTIONS, replace(CHOICE, image=image))
    assert amc.questions == 5
    assert [(each.number, each.code, each.why) for each in amc.left_out] == [
        (6, "AAAA-0006", "AMC has nothing to put in order"),
        (7, "AAAA-0007", "AMC has nothing to match"),
        (8, "AAAA-0001", "it has a picture"),
    ]


def test_in_indonesian_every_word_is() -> None:
    """Title, what is said above, the boxes of true and false."""
    head, question, _ = blocks(made(TRUE_FALSE, SHORT, language="id"))
    assert head[:2] == ["Title: Ibu kota & sungai <1>", "Presentation: 2 soal. Hitamkan kotak dengan pulpen hitam."]
    assert head[-3:] == ["L-Question: Soal", "L-Name: Nama", "L-OpenReserved: Jangan diisi"]
    assert question == [
        "*[id=AAAA-0003,ordered,horiz] Benar atau salah? Oslo adalah ibu kota Swedia.",
        "- Benar",
        "+ Salah",
    ]


def test_options_that_ascend_are_not_shuffled() -> None:
    """Days and numbers stand in their order on every sheet."""
    years = tuple(option(str(year), str(year)) for year in (1901, 1905, 1910))
    assert blocks(made(replace(CHOICE, options=years)))[1][0].startswith("*[id=AAAA-0001,ordered] ")


def test_points_are_the_scores() -> None:
    """Of a choice, shared among the right options of a select, and among the blanks of a cloze."""
    amc = amc_text(
        (CHOICE, SELECT, CLOZE), BANK, "en", load_words("en"), points=(Fraction(2), Fraction(1, 2), Fraction(3))
    )
    _, choice, select, cloze = blocks(amc)
    assert choice[0].startswith("*[id=AAAA-0001]{e=0,v=0,b=2,m=0} ")
    assert select[1:3] == ["+{b=1/4,m=0} Seoul", "-{b=0,m=-1/4} Oslo"]
    assert cloze[1:] == ["-[0]{0} 0/2", "-[1]{3/2} 1/2", "+[2]{3} 2/2"]


HARD = "Wow!img.png! [[x]] [_a_] [*b*] [|c|] {d} \\e & 50% #1 $2 ^ ~ _f_ <g> [verbatim] “h” – é [==i==] k]]"


def test_no_character_of_a_bank_is_amcs_own_markup() -> None:
    """Brackets and exclamation marks, of which it makes pictures and LaTeX, stand as LaTeX that prints them."""
    said = blocks(made(replace(CHOICE, stem=both(HARD.replace("*", "\\*")))))[1][0]
    assert said.startswith("*[id=AAAA-0001] Wow[[{!}]]img.png[[{!}]] [[{[}]][[{[}]]x[[{]}]][[{]}]] [[{[}]]_a_[[{]}]] ")
    starting = (both("{b=5} x"), both("[id=2] x"), both("<lines=2> x"), both("+ x\n- y"), both("(x"), both("# x"))
    for stem in starting:
        lines = blocks(made(replace(CHOICE, stem=stem)))[1]
        assert lines[0].startswith("*[id=AAAA-0001] ")
        assert len(lines) == 4


def test_handout_writes_the_file_and_names_what_is_left_out(tmp_path: Path) -> None:
    """By number and code, on standard error; what AMC does itself is refused."""
    arguments = ("handout", str(FLAGSHIP), "--to", "amc")
    ran = quizgen(*arguments, "-k", "match", "-k", "choice", "-t", "officials", "-o", "quiz.txt", folder=tmp_path)
    assert ran.code == 0
    written = (tmp_path / "quiz.txt").read_text(encoding="utf-8")
    told = ran.err.splitlines()
    count = written.count("\n*[id=")
    assert told[-1] == f"quiz.txt: {count} questions"
    assert len(told) >= 2
    for line in told[:-1]:
        found = re.fullmatch(r"quizgen: question \d+ \((\S+)\) is left out: AMC has nothing to match", line)
        assert found, line
        assert found[1] not in written
    for wish, why in (
        (("--versions", "2"), "Auto Multiple Choice makes its own papers and keys; leave out --versions"),
        (("-l", "en,id"), "a file for Auto Multiple Choice is a worksheet in one language; leave out the other"),
        (("-k", "match"), "none of these questions is one that Auto Multiple Choice can hold"),
    ):
        refused = quizgen(*arguments, *wish, "-o", "quiz.txt", folder=tmp_path)
        assert (refused.code, refused.err.splitlines()[-1]) == (2, f"quizgen: {why}")


# -- the program itself -----------------------------------------------------------------------------


@pytest.fixture
def amc(tmp_path: Path) -> Path:
    """A folder to run Auto Multiple Choice in."""
    if not (shutil.which("auto-multiple-choice") and shutil.which("xelatex")):
        told = "auto-multiple-choice or xelatex is not installed"
        pytest.fail(told) if os.environ.get("QUIZGEN_AMC") == "1" else pytest.skip(told)
    for each in ("data", "project", "cr"):
        (tmp_path / each).mkdir()
    return tmp_path


def run(folder: Path, *arguments: str) -> str:
    """Run a step of it, which must succeed and complain of nothing."""
    ran = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    said = ran.stdout + ran.stderr
    assert ran.returncode == 0, said
    assert "ERR:" not in said, said
    return said


def prepare(folder: Path, copies: int) -> None:
    """Print the sheets, and read where their boxes are and how they are scored."""
    common = ("--filter", "plain", "--with", "xelatex", "--data", "data", "--n-copies", str(copies), "quiz.txt")
    run(folder, "auto-multiple-choice", "prepare", "--mode", "s", "--prefix", "project/", *common)
    run(folder, "auto-multiple-choice", "meptex", "--src", "project/calage.xy", "--data", "data")
    run(folder, "auto-multiple-choice", "prepare", "--mode", "b", *common)


def words_of(pdf: Path) -> str:
    ran = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True)
    return " ".join(ran.stdout.decode().split())


def test_it_prints_whatever_a_bank_says_as_it_stands(amc: Path) -> None:
    """Every hostile character comes out on the sheet, and none is lost or run."""
    asked = replace(
        CHOICE,
        stem=both(HARD.replace("*", "\\*")),
        options=(option("a", "[[x]]"), option("b", "!y!"), option("c", "{b=1} z")),
    )
    (amc / "quiz.txt").write_text(made(asked).text, encoding="utf-8")
    prepare(amc, 1)
    printed = words_of(amc / "project" / "sujet.pdf").replace("∼", "~").replace("∗", "*")
    assert HARD in printed
    for each in ("[[x]]", "!y!", "{b=1} z"):
        assert each in printed


@pytest.mark.parametrize("language", ["en", "id"])
def test_it_prints_the_flagship(amc: Path, language: str) -> None:
    """All questions that it can hold, each under its code, two sheets of other orders."""
    bank = load_bank(FLAGSHIP).bank
    assert bank is not None
    questions = build(bank).questions[::3]
    file = amc_text(questions, bank, language, load_words(language))
    (amc / "quiz.txt").write_text(file.text, encoding="utf-8")
    prepare(amc, 2)
    with sqlite3.connect(amc / "data" / "scoring.sqlite") as database:
        titles = {title for (title,) in database.execute("select title from scoring_title")}
    left_out = {each.code for each in file.left_out}
    assert titles == {question.code for question in questions} - left_out
    assert len(titles) == file.questions > 60
    printed = words_of(amc / "project" / "sujet.pdf").replace("- ", "-")
    for question in questions[:20]:
        if question.code not in left_out and question.kind in ("choice", "select"):
            assert question.options[0].text.plain(language).replace("- ", "-") in printed  # type: ignore[union-attr]


TICKED: dict[str, tuple[tuple[int, ...], Response | None]] = {
    "AAAA-0001": ((2,), 1),
    "AAAA-0002": ((1, 2, 3), frozenset({0, 1, 2})),
    "AAAA-0003": ((1,), True),
    "AAAA-0009": ((1, 2), frozenset({0, 1})),
    "AAAA-0010": ((1, 4), frozenset({0, 3})),
    "AAAA-0011": ((), None),
}
"""Code -> the boxes ticked, counted from one in the order of the file, and the same as a response."""


def test_it_marks_a_scanned_sheet_as_grade_does(amc: Path) -> None:
    """Printed, ticked, read back as a picture and marked, every question gets the score that the terminal gives."""
    three = Select(
        id="s", code="AAAA-0009", stem=both("Which?"), place=HERE, right=frozenset({0, 1, 2}),
        options=tuple(option(str(at), f"option {at}") for at in range(5)),
    )  # fmt: skip
    questions = (
        CHOICE,
        SELECT,
        TRUE_FALSE,
        three,
        replace(three, code="AAAA-0010", id="t"),
        replace(CHOICE, code="AAAA-0011"),
    )
    (amc / "quiz.txt").write_text(made(*questions).text, encoding="utf-8")
    prepare(amc, 1)
    with sqlite3.connect(amc / "data" / "scoring.sqlite") as database:
        names = dict(database.execute("select question, title from scoring_title"))
    with sqlite3.connect(amc / "data" / "layout.sqlite") as database:
        found = database.execute(
            "select question, answer, xmin, ymin, xmax, ymax from layout_box where role = 1"
        ).fetchall()
    draw = []
    for question, answer, left, up, right, down in found:
        if answer in TICKED[names[question]][0]:
            draw += ["-draw", f"rectangle {left + 6},{up + 6} {right - 6},{down - 6}"]
    run(amc, "pdftoppm", "-r", "300", "-gray", "-png", "-singlefile", "project/sujet.pdf", "page")
    run(amc, "convert", "page.png", "-fill", "black", *draw, "scan.png")
    run(amc, "auto-multiple-choice", "analyse", "--data", "data", "--projet", ".", "--cr", "cr", "scan.png")
    run(amc, "auto-multiple-choice", "note", "--data", "data", "--seuil", "0.5", "--grain", "0.0001", "--arrondi", "n")
    with sqlite3.connect(amc / "data" / "scoring.sqlite") as database:
        scores = {
            names[question]: score for question, score in database.execute("select question, score from scoring_score")
        }
    due = {question.code: grade(question, TICKED[question.code][1], "en").score for question in questions}
    assert due == pytest.approx(
        {"AAAA-0001": 1, "AAAA-0002": 0.5, "AAAA-0003": 0, "AAAA-0009": 2 / 3, "AAAA-0010": 0, "AAAA-0011": 0}
    )
    assert scores == pytest.approx(due)
