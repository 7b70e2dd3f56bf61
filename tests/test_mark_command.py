"""``quizgen mark`` as a teacher runs it: tables in, a table, CSV, JSON and PDF out, in two languages."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from quizgen.bank.load import load_words
from quizgen.export.sheet.keytable import key_rows, key_table
from tests.classes import NAMES, knows, papers, responses, table, written
from tests.clients import require_client
from tests.run import FLAGSHIP, quizgen
from tests.samples import BANK, QUESTIONS

CHOICE, SELECT, TRUE_FALSE, SHORT, *_ = QUESTIONS
SMALL = [
    ["learner", "paper", "1", "2", "3", "4"],
    ["Ayu", "A", "B", "A C", "F", "Oslo"],
    ["Budi", "A", "A", "A", "", "Stockholm"],
]


def small(folder: Path, said: str | None = None, language: str = "en") -> None:
    """The sample's first four questions as a key table, and the answers of two learners."""
    rows = key_rows(QUESTIONS[:4], BANK, (language,), load_words(language), paper="A")
    (folder / "key.csv").write_bytes(key_table(rows))
    (folder / "answers.csv").write_text(table(SMALL) if said is None else said, encoding="utf-8")


def pdf_text(path: Path) -> list[str]:
    ran = subprocess.run([require_client("pdftotext"), "-layout", path, "-"], capture_output=True, check=True)
    return [" ".join(line.split()) for line in ran.stdout.decode().splitlines() if line.strip()]


def test_a_small_class_is_told_on_the_screen(tmp_path: Path) -> None:
    """Learners, questions, the figures of the class, and why no question is told of."""
    small(tmp_path)
    ran = quizgen("mark", "key.csv", "answers.csv", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    lines = [" ".join(line.replace("│", " ").split()) for line in ran.out.splitlines()]
    for line in (
        "Ayu A 4 of 4 100%",
        "Budi A 0.5 of 4 13%",
        "1 AAAA-0001 What is the capital of South Korea? 0.50 – 0",
        "2 AAAA-0002 Which of these lie in Asia? Choose all. 0.75 – 0",
        "3 AAAA-0003 Oslo is the capital of Sweden. 0.50 – 1",
        "Learners: 2",
        "Mean: 56%",
        "Standard deviation: 61.9 percentage points",
        "The scores on paper A (2 learners, 4 questions) hang together with Cronbach’s alpha = 0.98 (95% interval 0.64"
        " to 1.00).",
        "A score is uncertain by about 0.4 points either way (standard error of measurement), out of 4.",
        "With fewer than 10 learners, what a question does is chance: no question is told of.",
    ):
        assert line in lines or line in " ".join(lines), line


def test_the_same_class_in_indonesian(tmp_path: Path) -> None:
    """The papers' language, or the one asked for; numbers with a comma."""
    small(tmp_path, language="id")
    ran = quizgen("mark", "key.csv", "answers.csv", folder=tmp_path)
    assert "0,5 dari 4" in ran.out
    assert "Simpangan baku: 61,9 poin persen" in ran.out
    assert "Dengan kurang dari 10 siswa, angka-angka sebuah soal hanyalah kebetulan" in ran.out
    assert "Standard deviation" in quizgen("mark", "key.csv", "answers.csv", "-l", "en", folder=tmp_path).out


def test_json_says_everything(tmp_path: Path) -> None:
    """Of the class, each learner and each question; the same to a file and to the screen."""
    small(tmp_path)
    ran = quizgen("mark", "key.csv", "answers.csv", "--format", "json", "-o", "all.json", folder=tmp_path)
    assert ran.err == "all.json: 2 learners, 4 questions\n"
    assert ran.out == (tmp_path / "all.json").read_text(encoding="utf-8")
    said = json.loads(ran.out)
    assert said["class"]["mean"] == 0.5625
    assert said["class"]["reliability"][0]["coefficient"] == "alpha"
    budi = said["learners"][1]
    assert (budi["learner"], budi["points"], budi["of"], budi["percent"]) == ("Budi", 0.5, 4.0, 12.5)
    assert budi["topics"] == [
        {"topic": "Asia", "points": 0.5, "of": 2.0},
        {"topic": "Europe", "points": 0.0, "of": 2.0},
    ]
    assert budi["answers"][1] == {
        "number": 2, "code": "AAAA-0002", "id": "coast", "given": "A. Seoul", "left_out": False, "right": False,
        "score": 0.5, "points": 0.5, "key": "A. Seoul; C. Tokyo",
    }  # fmt: skip
    first = said["questions"][0]
    assert [(each["text"], each["right"], each["count"]) for each in first["answers"]] == [
        ("Tokyo", False, 1), ("Seoul", True, 1), ("Jakarta", False, 0),
    ]  # fmt: skip
    assert [(each["text"], each["right"], each["count"]) for each in said["questions"][3]["answers"]] == [
        ("Oslo", True, 1), ("Stockholm", False, 1),
    ]  # fmt: skip


def test_csv_has_a_row_a_learner_and_a_row_a_question(tmp_path: Path) -> None:
    """For a spreadsheet: no text is a formula, no figure a text."""
    rows = [
        ["learner", "paper", "1", "2", "3", "4"],
        ["'=Ayu", "A", "B", "A C", "F", "Oslo"],
        ["Budi", "A", "A", "A", "", "'=Oslo"],
    ]
    small(tmp_path, table(rows))
    ran = quizgen("mark", "key.csv", "answers.csv", "-o", "scores.csv", "--items", "items.csv", folder=tmp_path)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "scores.csv: 2 learners, 4 questions\nitems.csv: 2 learners, 4 questions\n"
    scores = list(csv.reader(io.StringIO((tmp_path / "scores.csv").read_text(encoding="utf-8-sig"))))
    assert scores == [
        ["learner", "paper", "points", "of", "percent", "AAAA-0001", "AAAA-0002", "AAAA-0003", "AAAA-0004"],
        ["'=Ayu", "A", "4", "4", "100.0", "1", "1", "1", "1"],
        ["Budi", "A", "0.5", "4", "12.5", "0", "0.5", "0", "0"],
    ]
    items = list(csv.reader(io.StringIO((tmp_path / "items.csv").read_text(encoding="utf-8-sig"))))
    assert items[1] == [
        "1", "AAAA-0001", "capital-korea", "choice", "Asia", "What is the capital of South Korea?", "2", "0", "0",
        "0.5000", "0.5000", "", "Tokyo: 1 | *Seoul: 1 | Jakarta: 0", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        table(SMALL).encode(),
        b"\xef\xbb\xbf" + table(SMALL).encode(),
        table(SMALL).replace("\r\n", "\n").encode(),
        table(SMALL, ";").encode(),
        b"\xef\xbb\xbfsep=;\r\n" + table(SMALL, ";").encode(),
        table(SMALL, "\t").encode(),
        table([["Nama siswa", "Paket", "Soal 1", "Soal 2", "Soal 3", "Soal 4"], *SMALL[1:]], ";").encode(),
        table([["Test of Monday"], [], *SMALL]).encode(),
    ],
    ids=["plain", "bom", "newlines", "semicolons", "sep", "tabs", "indonesian", "title"],
)
def test_a_table_is_read_as_spreadsheets_save_it(content: bytes, tmp_path: Path) -> None:
    """Marks, line ends, separators: the same class."""
    small(tmp_path)
    due = quizgen("mark", "key.csv", "answers.csv", folder=tmp_path).out
    (tmp_path / "other.csv").write_bytes(content)
    ran = quizgen("mark", "key.csv", "other.csv", folder=tmp_path)
    assert (ran.out, ran.err) == (due, "")


def test_excel_workbooks_are_read_too(tmp_path: Path) -> None:
    """Headings that are numbers, and TRUE where Excel has made one of it; a date is told of, not guessed."""
    from datetime import date

    from openpyxl import Workbook

    small(tmp_path)
    due = quizgen("mark", "key.csv", "answers.csv", folder=tmp_path).out
    for name, cell in (("good", False), ("bad", date(2026, 1, 2))):
        book = Workbook()
        assert book.active is not None
        book.active.append(["learner", "paper", 1, 2, 3, 4])
        book.active.append(["Ayu", "A", "B", "A C", cell, "Oslo"])
        book.active.append(["Budi", "A", "A", "A", None, "Stockholm"])
        book.save(tmp_path / f"{name}.xlsx")
    assert quizgen("mark", "key.csv", "good.xlsx", folder=tmp_path).out == due
    ran = quizgen("mark", "key.csv", "bad.xlsx", folder=tmp_path)
    assert ran.code == 2
    assert ran.err.startswith("bad.xlsx:2:5: unclear-cell the spreadsheet takes this cell for a date")


def test_a_table_with_slips_is_refused_with_all_of_them(tmp_path: Path) -> None:
    """Nothing is marked, nothing written, and the exit code is 2; warnings alone do not stand in the way."""
    small(tmp_path, "learner;paper;1;2;3;4\nAyu;A;D;A C;F;Oslo\nBudi;C;A;;;\n")
    ran = quizgen("mark", "key.csv", "answers.csv", "-o", "r.csv", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "answers.csv:2:3: bad-answer question 1 of paper 'A': 'D' is no answer to a question with the options A to C",
        "answers.csv:3:2: unknown-paper the key table has no paper 'C'; there are the papers A",
    ]
    assert not (tmp_path / "r.csv").exists()
    small(tmp_path, "learner;paper;class;1;2;3;4\nAyu;A;9B;A B;A C;F;Oslo\n")
    ran = quizgen("mark", "key.csv", "answers.csv", folder=tmp_path)
    assert ran.code == 0
    assert ran.err.splitlines() == [
        "answers.csv:1:3: unknown-column the column 'class' is not understood and left out",
        "answers.csv:2:4: several-answers question 1 of paper 'A' asks for one answer and has several (A B): wrong",
    ]


MARK = ("key.csv", "answers.csv")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("none.csv", "answers.csv"), "quizgen: none.csv cannot be read: no such file or directory"),
        (
            ("key.csv", "answers.ods"),
            "quizgen: 'answers.ods' is no table that can be read here: it must end in .csv or .tsv or .txt or .xlsx;"
            " save it as .xlsx or as CSV UTF-8",
        ),
        (
            ("answers.csv", "key.csv"),
            "answers.csv:1:1: missing-column this is no key table: it has no column 'number' or 'id' or 'kind' or"
            " 'marking'; `quizgen handout --key-table FILE.csv` writes one",
        ),
        (
            (*MARK, "-o", "r.doc"),
            "quizgen: 'r.doc' does not end in .csv or .pdf or .json; write for example -o r.csv",
        ),
        ((*MARK, "--notes", "n.txt"), "quizgen: 'n.txt' does not end in .pdf; write for example -o n.pdf"),
        (
            (*MARK, "-o", "key.csv"),
            "quizgen: key.csv would be written over what is to be read; choose another name",
        ),
        (
            (*MARK, "-o", "x.csv", "--items", "x.csv"),
            "quizgen: two of the files to be written have the same name",
        ),
        ((*MARK, "-l", "xx"), "quizgen: no language 'xx'; write -l en or -l id"),
        ((*MARK, "-l", "en,id"), "quizgen: no language 'en,id'; write -l en or -l id"),
        (
            ("key.csv", "binary.csv"),
            "binary.csv:1:1: encoding byte 0xff is not UTF-8; in Excel or LibreOffice save it as “CSV UTF-8”, and check"
            " this row",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    """With what to do instead, and no traceback."""
    small(tmp_path)
    (tmp_path / "binary.csv").write_bytes(b"\xff\x00\x01")
    (tmp_path / "answers.ods").write_bytes(b"PK")
    ran = quizgen("mark", *arguments, folder=tmp_path)
    assert (ran.code, ran.out, ran.err.strip()) == (2, "", told)


def test_a_class_of_thirty_gets_a_report_with_pictures(tmp_path: Path) -> None:
    """Figures, both pictures with a text for who cannot see them, the questions to look at again, all learners."""
    written(tmp_path, papers(20, 1))
    ran = quizgen("mark", "key.csv", "responses.csv", "-o", "report.pdf", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "report.pdf: 30 learners, 20 questions\n")
    lines = pdf_text(tmp_path / "report.pdf")
    assert lines[0] == "Results of the class"
    points = sum(knows("Adi", row.id) for row in papers(20, 1)[0])
    assert f"Adi A {points} of 20 {points * 5}%" in lines
    for said in ("To look at again", "Learners", "Every question", "difficulty (share of the points got)"):
        assert any(said in line for line in lines), said
    structure = subprocess.run(
        [require_client("pdfinfo"), "-struct", tmp_path / "report.pdf"], capture_output=True, check=True
    ).stdout.decode()
    assert [structure.count(each) for each in ("Figure:", "THead", "H1")] == [2, 1, 3]


def test_the_report_and_the_notes_are_the_same_bytes_again(tmp_path: Path) -> None:
    """Nothing of the moment is in them."""
    written(tmp_path, papers(6, 2))
    for each in ("1", "2"):
        quizgen("mark", "key.csv", "responses.csv", "-o", f"r{each}.pdf", "--notes", f"n{each}.pdf", folder=tmp_path)
    assert (tmp_path / "r1.pdf").read_bytes() == (tmp_path / "r2.pdf").read_bytes()
    assert (tmp_path / "n1.pdf").read_bytes() == (tmp_path / "n2.pdf").read_bytes()


def test_each_learner_gets_a_note_on_pages_of_its_own(tmp_path: Path) -> None:
    """The score, the points by topic, what was missed with its code and the right answer; nobody else's name."""
    small(tmp_path)
    ran = quizgen("mark", "key.csv", "answers.csv", "--notes", "notes.pdf", folder=tmp_path)
    assert ran.err == "notes.pdf: 2 learners, 4 questions\n"
    raw = subprocess.run(
        [require_client("pdftotext"), "-layout", tmp_path / "notes.pdf", "-"], capture_output=True, check=True
    )
    pages = [
        [" ".join(line.split()) for line in page.splitlines() if line.strip()]
        for page in raw.stdout.decode().split("\f")
    ]
    assert pages[0] == [
        "Ayu", "What you can look at again · Paper A", "4 of 4 points (100%)", "Topic Points", "Asia 2 of 2",
        "Europe 2 of 2", "Everything right.", "What you can look at again · Ayu page 1 of 1",
    ]  # fmt: skip
    assert pages[1] == [
        "Budi", "What you can look at again · Paper A", "0.5 of 4 points (13%)", "Topic Points", "Asia 0.5 of 2",
        "Europe 0 of 2", "To look at again",
        "1. What is the capital of South Korea? AAAA-0001", "Your answer: A. Tokyo", "Right: B. Seoul",
        "2. Which of these lie in Asia? Choose all. AAAA-0002", "Your answer: A. Seoul", "Right: A. Seoul; C. Tokyo",
        "3. Oslo is the capital of Sweden. AAAA-0003", "Your answer: none", "Right: False",
        "4. What is the capital of Norway? AAAA-0004", "Your answer: Stockholm", "Right: Oslo",
        "What you can look at again · Budi page 1 of 1",
    ]  # fmt: skip


@pytest.mark.parametrize("wishes", [("--versions", "2"), ("--roster", "names.csv"), ("-l", "en,id"), ("-l", "id")])
def test_what_handout_writes_mark_reads(wishes: tuple[str, ...], tmp_path: Path) -> None:
    """Forms, a roster, both languages: who writes down the key of the own paper has everything right."""
    (tmp_path / "names.csv").write_text("name,code\nAyu,K1\nBudi,K2\nCitra,K3\n", encoding="utf-8")
    made = quizgen(
        "handout", str(FLAGSHIP), "-n", "12", *wishes, "-o", "exam.pdf", "--key-table", "key.csv", folder=tmp_path
    )
    assert made.code == 0, made.err
    keys = list(csv.DictReader(io.StringIO((tmp_path / "key.csv").read_text(encoding="utf-8-sig"))))
    names = list(dict.fromkeys(row["paper"] for row in keys))
    assert len(keys) == 12 * len(names)
    rows: list[list[object]] = [["paper", "name", *range(1, 13)]]
    for paper in names:
        mine = sorted((int(row["number"]), row) for row in keys if row["paper"] == paper)
        rows.append([paper, mine[0][1]["learner"] or f"Learner {paper}", *(as_written(row) for _, row in mine)])
    (tmp_path / "answers.csv").write_text(table(rows), encoding="utf-8")
    ran = quizgen("mark", "key.csv", "answers.csv", "--format", "json", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    said = json.loads(ran.out)
    assert [(each["paper"], each["points"]) for each in said["learners"]] == [(paper, 12.0) for paper in names]


def as_written(row: dict[str, str]) -> str:
    """A row's key as a learner writes it: the first of the accepted forms where it is typed."""
    if row["kind"] == "cloze":
        return "; ".join(part.split(" | ")[0] for part in row["key"].split("; "))
    return row["key"].split(" | ")[0]


def test_markup_and_typst_in_a_table_are_text(tmp_path: Path) -> None:
    """A name or an answer that looks like a program is printed as it stands."""
    evil = '#panic("x") [red]*_$\\{x}</b>'
    small(tmp_path, table([SMALL[0], [f"\x1b\x07{evil}\x9b", "A", "B", "A C", "F", evil]]))
    ran = quizgen("mark", "key.csv", "answers.csv", folder=tmp_path)
    assert evil in ran.out
    assert "\x1b" not in ran.out
    assert quizgen("mark", "key.csv", "answers.csv", "--notes", "n.pdf", folder=tmp_path).code == 0
    assert evil in pdf_text(tmp_path / "n.pdf")


def test_the_answers_of_thirty_learners_on_three_forms_are_marked_by_their_own_keys(tmp_path: Path) -> None:
    """Every learner's points are what the simulation knows, and it is said why there is no one alpha."""
    tables = papers(15, 3)
    written(tmp_path, tables, responses(tables))
    ran = quizgen("mark", "key.csv", "responses.csv", "--format", "json", folder=tmp_path)
    said = json.loads(ran.out)
    for at, name in enumerate(NAMES):
        assert said["learners"][at]["points"] == sum(knows(name, row.id) for row in tables[at % 3])
    assert [each["papers"] for each in said["class"]["reliability"]] == [["A"], ["B"], ["C"]]
    shown = quizgen("mark", "key.csv", "responses.csv", folder=tmp_path).out.replace("\n", " ")
    assert "There is no one figure for the whole class: KR-20 and alpha are about one set of questions" in shown
