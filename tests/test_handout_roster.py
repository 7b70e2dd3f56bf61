"""Class lists as teachers have them, and as nobody should: names, codes, and every problem at its place."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from quizgen.cli.roster import Named, read_roster
from quizgen.errors import QuizgenError, WishError
from quizgen.export.sheet import Learner, Setting, paper
from quizgen.export.sheet.keytable import key_rows, key_table
from tests.samples import BANK, QUESTIONS
from tests.test_sheet_papers import EN


def read(written: str | bytes, folder: Path, name: str = "names.csv") -> tuple[Named, ...]:
    path = folder / name
    path.write_bytes(written.encode() if isinstance(written, str) else written)
    return read_roster(str(path))


def told(written: str | bytes, folder: Path) -> list[str]:
    with pytest.raises(QuizgenError) as caught:
        read(written, folder)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


@pytest.mark.parametrize(
    "written",
    [
        "name,code,class\nAyu,A1,9B\nBudi,B2,\n",
        "\ufeffname,code,class\r\nAyu,A1,9B\r\n\r\nBudi,B2,\r\n\r\n",
        "Kelas;Nama;NIS\n9B;Ayu;A1\n;Budi;B2\n",
        "Full name\tcode\tgroup\temail\nAyu\tA1\t9B\tayu@x\nBudi\tB2\t\t\n",
        'sep=;\nname;code;class\n"Ayu";"A1";9B\n Budi ;B2;\n',
    ],
)
def test_lists_from_any_spreadsheet_are_read(written: str, tmp_path: Path) -> None:
    """Commas, semicolons or tabs, either language's headings, any line ends, columns that are not asked for."""
    assert read(written, tmp_path) == (Named("Ayu", "A1", "9B"), Named("Budi", "B2", ""))


def test_a_list_of_bare_names_is_enough(tmp_path: Path) -> None:
    """Codes are made of the names: four letters or figures, the same in every list."""
    found = read("Ayu Lestari\nBudi\n\nÑandú Ó'Brien\n", tmp_path)
    assert [each.name for each in found] == ["Ayu Lestari", "Budi", "Ñandú Ó'Brien"]
    assert len({each.code for each in found}) == 3
    assert all(len(each.code) == 4 and each.code.isalnum() for each in found)
    again = read("name\nNeu\nBUDI\n", tmp_path)
    assert again[1].code == found[1].code


def test_a_name_with_a_comma_stands_between_quotation_marks(tmp_path: Path) -> None:
    """As a spreadsheet writes it."""
    assert [each.name for each in read('name\n"Doe, John"\n', tmp_path)] == ["Doe, John"]


def test_an_excel_workbook_is_read_too(tmp_path: Path) -> None:
    """Names and codes as they are shown."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("Nama", "NIS"), ("Ayu", 1042), ("Budi", 1043)):
        sheet.append(row)
    book.save(tmp_path / "names.xlsx")
    assert read_roster(str(tmp_path / "names.xlsx")) == (Named("Ayu", "1042", ""), Named("Budi", "1043", ""))


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("", ["names.csv:1:1: empty-file the list names nobody; write a name in each row"]),
        ("name\n\n\n", ["names.csv:1:1: empty-file the list names nobody; write a name in each row"]),
        ("code,class\nA1,9B\n", ["names.csv:1:1: missing-column there is no column of names; head it 'name'"]),
        ("name,nama\nA,B\n", ["names.csv:1:2: duplicate-column two columns are headed as the name; leave one out"]),
        (
            "Ayu,A1\nBudi,B2\n",
            [
                "names.csv:1:1: no-heading the columns have no headings; write name, code and class above them, and put"
                ' a name with a comma between quotation marks ("Doe, John")'
            ],
        ),
        (
            "name,code\nAyu,A1\n,B2\nBudi,a1\n",
            [
                "names.csv:3:1: no-name this row has no name",
                "names.csv:4:2: duplicate-learner 'Budi' and 'Ayu' (row 2) have the same code a1; give each their own",
            ],
        ),
        (
            "name\nAyu\nBudi\nayu\n",
            [
                "names.csv:4:1: duplicate-learner 'ayu' stands in row 2 too; take one out, or give"
                " each a code of their own"
            ],
        ),
        (
            "name,code\nAyu,A1\nDoe, John,B2\n",
            [
                "names.csv:3:3: extra-cell this row has more cells than there are headings; put a name with a comma"
                ' between quotation marks ("Doe, John")'
            ],
        ),
        (
            "name\nA\x07yu\n",
            ["names.csv:2:1: bad-cell the name holds the character U+0007, which cannot be seen; take it out"],
        ),
        (
            "name\nA\u202eyu\n",
            ["names.csv:2:1: bad-cell the name holds the character U+202E, which cannot be seen; take it out"],
        ),
        ('name\n"A\nyu"\n', ["names.csv:2:1: bad-cell the name holds a line break; take it out"]),
        (f"name\n{'x' * 101}\n", ["names.csv:2:1: bad-cell the name is longer than 100 characters"]),
        (f"name,code\nA,{'x' * 21}\n", ["names.csv:2:2: bad-cell the code is longer than 20 characters"]),
        (
            "name,code\nA,=1+2\n",
            ["names.csv:2:2: bad-cell the code '=1+2' has more than letters, figures, full stops, strokes and hyphens"],
        ),
        (
            "name\n" + "".join(f"N{at}\n" for at in range(1001)),
            ["names.csv:1002:1: too-long a class list has 1000 names at most; --shard 1/10 makes a part"],
        ),
        (
            b"name\nA\xffyu\n",
            [
                "names.csv:2:2: encoding byte 0xff is not UTF-8; in Excel or LibreOffice save it as “CSV"
                " UTF-8”, and check this row"
            ],
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_place(written: str | bytes, lines: list[str], tmp_path: Path) -> None:
    """Line and column as the spreadsheet counts them, and what to do."""
    assert told(written, tmp_path) == lines


def test_a_list_that_is_no_table_is_refused(tmp_path: Path) -> None:
    """By its ending, in words."""
    with pytest.raises(WishError, match=r"is no table that can be read here: it must end in \.csv"):
        read("x", tmp_path, "names.pdf")


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+62", "-x", "@SUM(A1)", '=HYPERLINK("http://x.y")'])
def test_a_name_that_is_a_formula_stays_a_name(name: str, tmp_path: Path) -> None:
    """It is printed as it was typed, and in the key table no spreadsheet takes it for a formula."""
    quoted = '"' + name.replace('"', '""') + '"'
    (learner,) = read(f"name,code\n{quoted},A1\n", tmp_path)
    assert learner.name == name
    setting = Setting(learner=Learner(learner.name, learner.code))
    assert paper(QUESTIONS, BANK, "en", EN, setting).fields[0].value == name
    content = key_table(key_rows(QUESTIONS, BANK, ["en"], EN, paper="A1", learner=name))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row[1] for row in rows[1:]} == {f"'{name}"}
