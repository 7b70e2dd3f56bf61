"""``quizgen import`` of other programs' files: Quizlet's text, formats told apart, pictures, ids that stay."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from quizgen.bring import format_of
from tests.platforms import brought, lines, records, run, said
from tests.test_import_anki import PNG
from tests.test_import_moodle import answer, question, quiz

CARDS = (
    "capital of Norway\tOslo | Christiania\n"
    "True or false? Oslo is in Sweden.\tFalse\n"
    "Benar atau salah? Oslo ada di Norwegia.\tBenar\n"
    "Which is a river? A) Oder B) Oslo C) Alps\tA) Oder\n"
    "Which are rivers? A) Oder B) Oslo C) Elbe\tA) Oder; C) Elbe\n"
    "From north to south: A) Rome B) Oslo\tB) Oslo → A) Rome\n"
    "_____ [1] lies on the _____ [2] (river).\tVienna; Danube\n"
)


def test_quizlets_cards_are_taken_as_what_they_are() -> None:
    """A term and its definition; options, blanks and statements where a card says so."""
    bank, problems = brought("quizlet", CARDS.encode())
    assert problems == []
    assert [said(each) for each in bank.questions] == [
        {"kind": "short", "stem": "capital of Norway", "explanation": "", "answer": "Oslo",
         "accept": ["Christiania", "Oslo"]},
        {"kind": "true-false", "stem": "Oslo is in Sweden.", "explanation": "", "truth": False},
        {"kind": "true-false", "stem": "Oslo ada di Norwegia.", "explanation": "", "truth": True},
        {"kind": "choice", "stem": "Which is a river?", "explanation": "", "right": ["Oder"],
         "wrong": [("Alps", ""), ("Oslo", "")]},
        {"kind": "select", "stem": "Which are rivers?", "explanation": "", "right": ["Elbe", "Oder"],
         "wrong": [("Oslo", "")]},
        {"kind": "order", "stem": "From north to south:", "explanation": "", "items": ["Oslo", "Rome"]},
        {"kind": "cloze", "stem": "_____ [1] lies on the _____ [2] (river).", "explanation": "",
         "blanks": {1: "Vienna", 2: "Danube"}},
    ]  # fmt: skip


def test_a_line_that_is_no_card_is_told() -> None:
    """With its number; a third column too."""
    _, problems = brought("quizlet", b"one\tuno\njust words\ntwo\tdos\tpicture\nthree\t\n")
    assert lines(problems) == [
        "file:2:1: not-taken this line has no tab between a term and its definition",
        "file:3:9: content-lost 'picture' is not taken",
        "file:4:1: not-taken this question is not taken: it has no answer",
    ]


@pytest.mark.parametrize(
    ("content", "ending", "format_"),
    [
        (b"", ".gift", "gift"),
        (b"", ".xml", "moodle"),
        (b"", ".apkg", "anki"),
        (b"question\tanswer\na\tb\n", ".txt", "table"),
        (b"question,answer\na,b\n", ".txt", "table"),
        (b"What?\tThat.\n", ".txt", "quizlet"),
        (b"::T:: What? {=That}\n", ".txt", "gift"),
        (b"It is so.{T}\n", ".txt", "gift"),
        (b"", ".xlsx", "table"),
        (b"", ".pdf", None),
    ],
)
def test_a_file_is_told_by_its_name_and_how_it_begins(content: bytes, ending: str, format_: str | None) -> None:
    """Only .txt has to be looked into."""
    assert format_of(content, ending) == format_


def test_a_picture_is_written_beside_the_bank(tmp_path: Path) -> None:
    """Into a folder of the bank's name, under a name made of its content; the bank then checks without an error."""
    image = base64.b64encode(PNG).decode()
    stem = '<p>Which tree?</p><img src="@@PLUGINFILE@@/../tree.png" alt="a tree"/>'
    file = f"<file name='../tree.png' encoding='base64'>{image}</file></questiontext>"
    given = question("shortanswer", stem, answer("oak", 100)).replace("</questiontext>", file)
    (tmp_path / "trees.xml").write_bytes(quiz(given))
    ran = run("import", str(tmp_path / "trees.xml"), "-o", str(tmp_path / "trees.yaml"))
    assert (ran.code, ran.err.replace(f"{tmp_path}/", "")) == (
        0,
        "trees.yaml: 1 questions (short 1)\nthen: quizgen play trees.yaml\n",
    )
    (written,) = (tmp_path / "trees-pictures").iterdir()
    assert (written.suffix, written.read_bytes()) == (".png", PNG)
    assert run("check", str(tmp_path / "trees.yaml")).code == 0


def test_ids_stay_when_a_wording_is_mended_and_imported_again(tmp_path: Path) -> None:
    """As for a table: by the same text, else by the same answers; what is gone is retired."""
    file, bank = tmp_path / "q.gift", tmp_path / "q.yaml"
    file.write_text("Capital of Norway? {=Oslo ~Bergen}\n\nCapital of Italy? {=Rome}\n\nGone soon. {T}\n")
    assert run("import", str(file), "-o", str(bank)).code == 0
    first = records(bank)
    file.write_text("What is Norway's capital? {=Oslo ~Bergen}\n\nCapital of Italy? {=Rome =Roma}\n")
    assert run("import", str(file), "-o", str(bank), "--force").code == 0
    assert list(first) == ["capital-of-norway", "capital-of-italy", "gone-soon"]
    assert list(records(bank)) == ["capital-of-norway", "capital-of-italy"]
    assert "  - {id: gone-soon, kind: true-false}\n" in bank.read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("q.gift", "-l", "en,id"), "quizgen: such a file is in one language: -l en or -l id\n"),
        (("q.pdf",), "quizgen: 'q.pdf' is no file that can be read here: it must end in .csv or .tsv or .txt or .xlsx"
         " or .gift or .xml or .apkg\n"),
        (("q.xml",), "q.xml:1:1: unreadable-file this is no sound XML: syntax error\n"),
        (("q.gift", "--from", "anki"), "q.gift:1:1: unreadable-file this is no sound Anki deck (File is not a zip"
         " file); export it from Anki as .apkg\n"),
    ],
)  # fmt: skip
def test_a_wish_that_cannot_be_met_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    """Nothing is written."""
    monkeypatch.chdir(tmp_path)
    for name in ("q.gift", "q.pdf", "q.xml"):
        Path(name).write_text("What? {=a ~b}\n")
    ran = run("import", *arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", told)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["q.gift", "q.pdf", "q.xml"]


TABLE = """\
kind,question,answer,wrong 1,reason 1,wrong 2
select,Which are even?,2 | 4,3,It is odd.,5
order,From small to large,one | two | three,,,
match,Pair them,a = 1 | b = 2,3,,
cloze,{{c1::Oslo}} is in {{c2::Norway::a country}}.,,,,
Pilihan ganda,Which?,'=x,+y,,
,Is it so?,true,,,
"""


def test_a_table_may_name_its_kinds(tmp_path: Path) -> None:
    """With a column kind it holds every kind and the reasons; an apostrophe before a formula is none of the text."""
    (tmp_path / "t.csv").write_text(TABLE)
    ran = run("import", str(tmp_path / "t.csv"), "-o", str(tmp_path / "t.yaml"))
    assert (ran.code, ran.err.split("\n")[0].rpartition("/")[2]) == (
        0,
        "t.yaml: 6 questions (select 1, order 1, match 1, cloze 1, choice 1, true-false 1)",
    )
    found = list(records(tmp_path / "t.yaml").values())
    assert [(each["kind"], each["key"]) for each in found] == [
        ("select", ["2", "4"]),
        ("order", ["one", "two", "three"]),
        ("match", [["a", "1"], ["b", "2"]]),
        ("cloze", {"1": "Oslo", "2": "Norway"}),
        ("choice", "=x"),
        ("true-false", True),
    ]
    assert '      - text: "3"\n        because: "It is odd."\n' in (tmp_path / "t.yaml").read_text()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("guess,What?,a,b,,", "t.csv:2:1: unknown-kind no kind of question 'guess'; write one of choice, select,"
         " true-false, short, cloze, order, match, or leave the cell empty"),
        ("select,What?,a,,,", "t.csv:2:3: bad-row a select question needs wrong answers; fill in wrong 1"),
        ("order,What?,a,,,", "t.csv:2:3: bad-row an order needs two things or more; write | between them, the first one"
         " first"),
        ("match,What?,a = 1 | b,,,", "t.csv:2:3: bad-row 'b' is no pair; write left = right, and | between pairs"),
        ("cloze,What?,,,,", "t.csv:2:2: bad-row a cloze hides something: write {{c1::answer}} in the text, alike in all"
         " languages"),
        ("true-false,What?,maybe,,,", "t.csv:2:3: bad-row the key of a true-false question is true or false (benar or"
         " salah), alike in all languages"),
        ("choice,What?,a,b,,B", "t.csv:2:6: duplicate-option two options of this row read 'B'; change one"),
        ("choice,What?,a,,why,c", "t.csv:2:5: no-wrong this reason belongs to wrong 1, which is empty here"),
    ],
)  # fmt: skip
def test_a_row_that_is_not_of_its_kind_is_told_with_its_cell(tmp_path: Path, row: str, told: str) -> None:
    """Row and column, and nothing is written."""
    (tmp_path / "t.csv").write_text(f"{TABLE.split(chr(10))[0]}\n{row}\n")
    ran = run("import", str(tmp_path / "t.csv"), "-o", str(tmp_path / "t.yaml"))
    assert (ran.code, ran.err.replace(f"{tmp_path}/", "")) == (2, f"{told}\n")
