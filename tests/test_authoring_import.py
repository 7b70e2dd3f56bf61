"""``quizgen import``: a teacher's table becomes a bank, and what a cell shows is what the learner sees."""

from __future__ import annotations

import csv
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from quizgen.bank.load import load_bank
from quizgen.cli.main import main
from tests.run import Ran, quizgen

HEAD = "question,answer,wrong 1,wrong 2,topic,explanation,source\n"


def run(*arguments: str) -> Ran:
    """A command in this process; quicker than in one of its own."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    return Ran(code, out.getvalue(), err.getvalue())


def written(folder: Path, table: str | bytes, *arguments: str, name: str = "table.csv") -> Ran:
    """A table on disk, imported; the bank's file is bank.yaml."""
    (folder / name).write_bytes(table.encode() if isinstance(table, str) else table)
    ran = run("import", str(folder / name), "-o", str(folder / "bank.yaml"), *arguments)
    return Ran(ran.code, ran.out, ran.err.replace(f"{folder}/", ""))


def records(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    """What ``list --format json`` says of the bank, which has no problem at all."""
    assert load_bank(folder / "bank.yaml").problems == ()
    ran = run("list", str(folder / "bank.yaml"), "--format", "json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return [json.loads(line) for line in ran.out.split("\n") if line]


def thirty() -> list[list[str]]:
    """A table of thirty questions of each kind, with its headings."""
    rows = [["Soal", "Kunci", "Pengecoh 1", "Pengecoh 2", "Topik", "Pembahasan", "Sumber"]]
    for n in range(1, 11):
        rows.append(
            [f"Berapa {n} × 7?", str(n * 7), str(n * 7 + 1), str(n * 6), "Perkalian", f"{n} × 7 = {n * 7}", "Buku"]
        )
        rows.append([f"Apa lawan dari {n} − 20?", f"{20 - n}|plus {20 - n}", "", "", "Bilangan", "", "Buku"])
        rows.append([f"{n} adalah bilangan genap.", "benar" if n % 2 == 0 else "SALAH", "", "", "Bilangan", "", ""])
    return rows


def as_csv(rows: list[list[str]], delimiter: str = ",") -> str:
    """Rows as a CSV file's text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def as_xlsx(rows: list[list[Any]], **formats: str) -> bytes:
    """Rows as a workbook; ``formats`` are number formats by cell."""
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cell, shown in formats.items():
        book.active[cell].number_format = shown
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_spreadsheet_of_thirty_questions_is_a_playable_bank_in_one_command(tmp_path: Path, ending: str) -> None:
    """As a teacher does it: import, then play to the end."""
    content = as_csv(thirty(), ";").encode("utf-8-sig") if ending == "csv" else as_xlsx(thirty())
    (tmp_path / f"Kuis kelas 4.{ending}").write_bytes(content)
    ran = quizgen("import", f"Kuis kelas 4.{ending}", folder=tmp_path)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "Kuis kelas 4.yaml: 30 questions (choice 10, short 10, true-false 10)",
        "then: quizgen play 'Kuis kelas 4.yaml'",
    ]
    checked = quizgen("check", "Kuis kelas 4.yaml", folder=tmp_path)
    assert checked.code == 0
    assert " error" not in checked.out
    played = quizgen("play", "Kuis kelas 4.yaml", "-n", "30", folder=tmp_path, typed="1\n" * 30 + "b\n" * 30)
    assert played.code == 0
    assert "Soal 30 dari 30" in played.out
    bank = load_bank(tmp_path / "Kuis kelas 4.yaml").bank
    assert bank is not None
    assert (bank.id, bank.title.plain("id"), bank.languages) == ("kuis-kelas-4", "Kuis kelas 4", ("id",))
    assert [topic.name.plain("id") for topic in bank.topics.values()] == ["Perkalian", "Bilangan"]


def test_the_kind_of_a_question_goes_by_its_row(tmp_path: Path) -> None:
    """Wrong answers make a choice, none a short, true or false a true-false, also with the other as wrong answer."""
    table = (
        HEAD
        + "Capital?,Oslo,Bergen,Moss,Towns,It is.,Atlas\nRiver?,Glomma|the Glomma,,,,,\n"
        + "So?,TRUE,,,,,\nNo?,false,true,,,,\n"
    )
    assert written(tmp_path, table).code == 0
    choice, short, true, false = records(tmp_path)
    assert (choice["kind"], choice["key"], sorted(choice["options"])) == ("choice", "Oslo", ["Bergen", "Moss", "Oslo"])
    assert (choice["topic"], choice["explanation"], choice["sources"]) == ("towns", "It is.", ["atlas"])
    assert (short["kind"], short["key"], short["accept"]) == ("short", "Glomma", ["Glomma", "the Glomma"])
    assert (true["kind"], true["key"], false["kind"], false["key"]) == ("true-false", True, "true-false", False)


@pytest.mark.parametrize(
    "heads",
    ["question,answer,wrong 1,wrong 2,topic,explanation", "STEM,Key,Wrong Answer 1,wrong_answer_2,Category,Feedback",
     "Soal,Kunci Jawaban,Pengecoh 1,Pengecoh 2,Topik,Pembahasan",
     " pertanyaan ,JAWABAN,salah1,Salah (2),materi,Penjelasan",
     "question,correct answer,wrong,wrong,subject,rationale",
     "soal [id],kunci,distractor #1,pengecoh 2,topik,penjelasan"],
)  # fmt: skip
def test_headings_are_read_forgivingly(tmp_path: Path, heads: str) -> None:
    """English or Indonesian, whatever the case, the spaces and the numbering."""
    ran = written(tmp_path, f"{heads}\nWhich?,a,b,c,T,E\n")
    assert ran.code == 0, ran.err
    (only,) = records(tmp_path)
    assert (only["key"], sorted(only["options"]), only["topic"], only["explanation"]) == (
        "a",
        ["a", "b", "c"],
        "t",
        "E",
    )


def test_lettered_options_take_a_letter_for_a_key(tmp_path: Path) -> None:
    """The table that Indonesian schools use: soal, A to D, kunci."""
    table = "No,Soal,A,B,C,D,Kunci\n1,Ibu kota?,Bandung,Jakarta,Medan,Solo,B\n"
    table += "2,Mana?,satu,dua,,,dua\n3,Ya?,Benar,Salah,,,A\n"
    ran = written(tmp_path, table)
    assert ran.code == 0
    assert ran.err.splitlines()[0].startswith("table.csv:1:1: unknown-column the column 'No' is not used")
    first, second, third = records(tmp_path)
    assert (first["key"], len(first["options"]), second["key"], third["key"]) == ("Jakarta", 4, "dua", True)
    wrong = written(tmp_path, table.replace(",B\n", ",E\n"), "--force")
    assert wrong.err.splitlines()[-1] == (
        "table.csv:2:7: unknown-key the key 'E' is none of the options here; "
        "write the letter of the right one: A, B, C, D"
    )


@pytest.mark.parametrize(
    "tags", ["{} (en)|{} (id)", "{} [EN]|{} [ID]", "{}_en|{}_id", "{} English|{} Bahasa Indonesia", "{}|{}_id"]
)
def test_columns_of_several_languages(tmp_path: Path, tags: str) -> None:
    """The languages stand in the headings; a column without one says the same in both."""
    en, id_ = tags.split("|")
    each = [tag.format(base) for base in ("stem", "wrong 1", "topic") for tag in (en, id_)]
    heads = [*each[:2], "key", *each[2:]]
    assert (
        written(
            tmp_path, as_csv([heads, ["Who?", "Siapa?", "Ali", "nobody", "tak seorang pun", "People", "Orang"]])
        ).code
        == 0
    )
    english, indonesian = records(tmp_path, "-l", "en,id")
    assert (english["stem"], english["key"], sorted(english["options"])) == ("Who?", "Ali", ["Ali", "nobody"])
    assert (indonesian["stem"], indonesian["key"]) == ("Siapa?", "Ali")
    assert "tak seorang pun" in indonesian["options"]
    assert english["topic"] == indonesian["topic"] == "people"


def test_every_problem_of_a_table_is_told_with_its_row_and_column_and_nothing_is_written(tmp_path: Path) -> None:
    """All at once, on standard error, with code 2."""
    table = (
        "stem (en),stem (id),key,wrong 1,wrong 2,topic (en),topic (id),id\n"
        "Who?,Siapa?,Ali,Budi,ali,,,a\n"
        ",,Ali,,,,,\n"
        "What?,Apa?,,x,,,,\n"
        "\n"
        "Where?,,Here,,,,,\n"
        "When?,Kapan?,now,,,Time,Waktu,a\n"
        "How?,Bagaimana?,so,,,Time,Jam,\n"
        "Why?,Mengapa?,because,it,is,so,and,b,so on\n"
        "Pipe?,Pipa?,|,,,,,\n"
    )
    ran = written(tmp_path, table)
    assert (ran.code, ran.out) == (2, "")
    assert [line.split(" ")[:2] for line in ran.err.splitlines()] == [
        ["table.csv:2:5:", "duplicate-option"],
        ["table.csv:3:1:", "missing-stem"],
        ["table.csv:4:3:", "missing-key"],
        ["table.csv:6:2:", "missing-language"],
        ["table.csv:7:8:", "duplicate-id"],
        ["table.csv:8:6:", "topic-differs"],
        ["table.csv:9:9:", "no-heading"],
        ["table.csv:10:3:", "missing-key"],
    ]
    assert not (tmp_path / "bank.yaml").exists()


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (b"", "table.csv:1:1: empty-file the table is empty; its first row names the columns"),
        (
            b"question,answer\n",
            "table.csv:2:1: empty-file there is no question under the headings; write one in each row",
        ),
        (
            b"a question\n1\n",
            "table.csv:1:1: missing-column no column holds the question; call it question, stem or soal",
        ),
        (
            b"stem,key,soal\nx,y,z\n",
            "table.csv:1:3: duplicate-column 'soal' means the same as column 1, 'stem'; keep one",
        ),
        (
            b"stem,key\nCaf\xe9?,x\n",
            "table.csv:2:4: encoding byte 0xe9 is not UTF-8; in Excel or LibreOffice save it as",
        ),
        ("stem,key\n".encode("utf-16"), "table.csv:1:1: encoding the file is saved as UTF-16; in Excel or LibreOffice"),
        (
            b"\xd0\xcf\x11\xe0....",
            "table.csv:1:1: unreadable-file this is an old Excel file (.xls), or one with a password",
        ),
        (b"PK\x03\x04....", "table.csv:1:1: unreadable-file the workbook cannot be read; open it, and"),
        (
            b'stem,key\nx,"y\nz,a\n',
            'table.csv:2:1: bad-csv a quotation mark (") is opened in this row and never closed',
        ),
        (b'stem,key\n"x" y,z\n', 'table.csv:2:1: bad-csv a quotation mark (") stands inside a text in quotation marks'),
        (b"stem (xx),key\nx,y\n", "table.csv:1:1: unknown-language no language 'xx'; write a short code"),
        (b"stem (en),key (id)\nx,y\n", "table.csv:1:1: missing-column no column holds the stem in 'id'"),
    ],
)
def test_a_file_that_is_no_such_table_is_told(tmp_path: Path, table: bytes, told: str) -> None:
    """What is wrong, and how to save it instead."""
    ran = written(tmp_path, table)
    assert ran.code == 2
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "bank.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no.csv"], "quizgen: no.csv cannot be read: no such file or directory\n"),
        (["old.xls"], "quizgen: 'old.xls' is no file that can be read here: it must end in .csv or .tsv or .txt or "
                      ".xlsx or .gift or .xml or .apkg; save it as .xlsx or as CSV UTF-8\n"),
        (["t.csv", "-o", "b.txt"], "quizgen: 'b.txt' does not end in .yaml or .yml; write for example -o b.yaml\n"),
        (["t.csv", "-l", "english"], "quizgen: no language 'english'; write its short code: "
                                     "-l en, -l id or -l en,id\n"),
        (["t.csv", "--bank", "a/b"], "quizgen: the bank cannot be called 'a/b'; use letters, figures and hyphens: "
                                     "--bank year-9-science\n"),
        (["t.csv", "-o", "there.yaml"], "quizgen: there.yaml is there already; --force replaces it and keeps its "
                                        "questions' ids, or -o names another\n"),
    ],
)  # fmt: skip
def test_a_wish_that_cannot_be_met_is_told_in_one_line(tmp_path: Path, arguments: list[str], told: str) -> None:
    """Nothing is written and nothing replaced."""
    (tmp_path / "t.csv").write_text("stem,key\nx,y\n")
    (tmp_path / "there.yaml").write_text("mine")
    ran = quizgen("import", *arguments, folder=tmp_path)
    assert (ran.code, ran.out, ran.err) == (2, "", told)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.csv", "there.yaml"]
    assert (tmp_path / "there.yaml").read_text() == "mine"


def test_a_workbook_says_what_its_cells_show_or_that_it_is_not_known(tmp_path: Path) -> None:
    """Figures and TRUE are taken as shown; a date or a currency is told, with what to do."""
    from datetime import date

    rows: list[list[Any]] = [
        ["soal", "kunci", "salah"],
        ["Berapa?", 12, 13.5],
        ["Ya?", True, None],
        ["Bagian?", 0.25, 0.5],
    ]
    assert written(tmp_path, as_xlsx(rows, B4="0%", C4="0.0%"), name="t.xlsx").code == 0
    first, second, third = records(tmp_path)
    assert (sorted(first["options"]), second["key"], sorted(third["options"])) == (
        ["12", "13.5"],
        True,
        ["25%", "50.0%"],
    )
    dated = [["soal", "kunci", "dibuat"], ["Kapan?", date(2023, 1, 29), date(2024, 1, 1)], ["Harga?", 5000, None]]
    ran = written(tmp_path, as_xlsx(dated, B3='"Rp"#,##0'), "--force", name="t.xlsx")
    assert [line.split(" ")[:2] for line in ran.err.splitlines()] == [
        ["t.xlsx:1:3:", "unknown-column"], ["t.xlsx:2:2:", "unclear-cell"], ["t.xlsx:3:2:", "unclear-cell"],
    ]  # fmt: skip


def test_a_title_above_the_headings_and_another_sheet_first(tmp_path: Path) -> None:
    """The row of headings is looked for, and so is the sheet that has one."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Read me first"])
    sheet = book.create_sheet("Soal")
    for row in (["Kuis IPA kelas 9"], [], ["No", "Soal", "Kunci"], [1, "Apa?", "Ini"]):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    assert written(tmp_path, (tmp_path / "t.xlsx").read_bytes(), name="t.xlsx").code == 0
    assert [each["stem"] for each in records(tmp_path)] == ["Apa?"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_the_delimiter_is_found_and_excels_own_line_is_passed_over(tmp_path: Path, delimiter: str, begin: str) -> None:
    """Commas in the texts do not mislead."""
    text = as_csv([["question", "answer", "wrong"], ["a, b; c, d, e?", "x;y,z", "w,\tv"]], delimiter)
    assert written(tmp_path, begin + text).code == 0
    (only,) = records(tmp_path)
    assert (only["stem"], sorted(only["options"])) == ("a, b; c, d, e?", ["w,\tv", "x;y,z"])
    if delimiter == ";":
        assert written(tmp_path, f"{begin}sep=;\r\n{text}", "--force").code == 0


def test_ids_are_made_of_the_stems_and_kept_on_another_import(tmp_path: Path) -> None:
    """Rows that move, a stem that is mended, a row that is gone and one that comes back: progress stays."""
    first = "question,answer,wrong\nWhat is it?,a,b\nWhat is it?,c,d\nWho was thre?,me,you\nGone?,x,\n"
    assert written(tmp_path, first, "--bank", "mine", "--title", "My *own*").code == 0
    assert [each["id"] for each in records(tmp_path)] == ["what-is-it", "what-is-it-2", "who-was-thre", "gone"]
    second = "question,answer,wrong\nNew?,n,\nWho was there?,me,you\nWhat is it?,a,b\nWhat is it?,c,d\n"
    assert written(tmp_path, second, "--force").code == 0
    bank = load_bank(tmp_path / "bank.yaml").bank
    assert bank is not None
    assert (bank.id, bank.title.plain("en")) == ("mine", "My *own*")
    assert [question.id for question in bank.questions] == ["new", "who-was-thre", "what-is-it", "what-is-it-2"]
    assert [(each.id, each.kind) for each in bank.retired] == [("gone", "short")]
    assert written(tmp_path, second + "Gone?,x,\nNew?,n,m\n", "--force").code == 0
    bank = load_bank(tmp_path / "bank.yaml").bank
    assert bank is not None
    assert [question.id for question in bank.questions][-2:] == ["gone", "new-2"]
    assert bank.retired == ()


def test_a_bank_that_cannot_be_read_is_not_replaced(tmp_path: Path) -> None:
    """Its ids would be lost without a word."""
    (tmp_path / "bank.yaml").write_text("format: 1\nquestions: [\n")
    ran = written(tmp_path, "question,answer\nx,y\n", "--force")
    assert ran.code == 2
    assert ran.err.splitlines()[-1].endswith("cannot be read; mend it, or delete it")
    assert (tmp_path / "bank.yaml").read_text() == "format: 1\nquestions: [\n"
