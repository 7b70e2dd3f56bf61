"""``quizgen handout`` as a teacher uses it: every style in every format, forms, class sets, and what is refused."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from quizgen.cli import main
from quizgen.export.sheet.keytable import COLUMNS
from tests.classes import NAMES
from tests.printed import assert_accessible, pages, png, text
from tests.run import FLAGSHIP, Ran, quizgen

STYLES = ("worksheet", "flashcards", "study-sheet")


def handout(*arguments: str, folder: Path) -> Ran:
    """Run the command in this process, in a folder."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["handout", str(FLAGSHIP), *arguments])
    return Ran(code, out.getvalue(), err.getvalue())


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def codes(lines: Sequence[str]) -> list[str]:
    return re.findall(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b", " ".join(lines))


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("ending", ["pdf", "docx", "md"])
def test_every_style_in_every_format(style: str, ending: str, language: str, tmp_path: Path) -> None:
    """Each is written in each language, twice the same, and the PDF is PDF/UA-1."""
    options = ("--style", style, "-l", language, "-n", "9", "--seed", "3")
    ran = handout(*options, "-o", f"a.{ending}", folder=tmp_path)
    assert ran.code == 0, ran.err
    assert ran.out == ""
    assert re.search(rf"^a\.{ending}: \d+ (questions|cards|facts and \d+ questions)$", ran.err, re.MULTILINE)
    handout(*options, "-o", f"b.{ending}", folder=tmp_path)
    content = (tmp_path / f"a.{ending}").read_bytes()
    assert content == (tmp_path / f"b.{ending}").read_bytes()
    if ending == "pdf":
        assert_accessible(content, tmp_path)
        said = text(content)
        assert "Stoltenberg" in said
        assert ("Sekjen NATO" in said) == (language == "id")


@pytest.mark.parametrize("ending", ["pdf", "docx", "md"])
def test_two_languages_in_every_format(ending: str, tmp_path: Path) -> None:
    """Worksheets and cards are bilingual; a study sheet says how to have both."""
    for style in ("worksheet", "flashcards"):
        ran = handout("--style", style, "-l", "en,id", "-n", "5", "-o", f"{style}.{ending}", folder=tmp_path)
        assert ran.code == 0, ran.err
    ran = handout("--style", "study-sheet", "-l", "en,id", "-o", f"s.{ending}", folder=tmp_path)
    assert (ran.code, ran.err) == (
        2, "quizgen: a study sheet is in one language; write one for each: -l en, then -l id\n",
    )  # fmt: skip


def test_thirty_learners_have_a_paper_each_and_one_key_table(tmp_path: Path) -> None:
    """All in one PDF, each with its own order and keys, and what the table says is what stands on the paper."""
    (tmp_path / "names.csv").write_text("Nama\n" + "\n".join(NAMES), encoding="utf-8")
    ran = handout(
        "-n", "15", "-l", "id", "--roster", "names.csv", "--key", "--answer-sheet", "--key-table", "key.csv",
        "-o", "class.pdf", folder=tmp_path,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "class.pdf: 30 papers of 15 questions\nkey.csv: the keys of 30 papers\n" in ran.err
    found = [page for page in pages((tmp_path / "class.pdf").read_bytes()) if page]
    rows = table(tmp_path / "key.csv")
    assert len(rows) == 30 * 15
    assert list(rows[0]) == list(COLUMNS)
    by_paper: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_paper.setdefault(row["paper"], []).append(row)
    assert [part[0]["learner"] for part in by_paper.values()] == list(NAMES)
    for paper, part in by_paper.items():
        own = [page for page in found if f"Paket {paper} " in page[-1]]
        assert codes([line for page in own for line in page]) == [row["code"] for row in part]
        assert f"Nama {part[0]['learner']} Kelas" in own[0]
    assert len({tuple(row["code"] for row in part) for part in by_paper.values()}) == 30
    assert len({tuple(sorted(row["code"] for row in part)) for part in by_paper.values()}) == 1
    keys = " ".join(line for page in found if "Kunci semua paket" in page[-1] for line in page)
    assert all(f"{paper} " in keys for paper in by_paper)


def test_a_class_that_copies_the_key_table_has_every_point(tmp_path: Path) -> None:
    """What the key table says is right is right for `quizgen mark`, on every learner's own paper."""
    (tmp_path / "names.csv").write_text("name\nAyu\nBudi\nCitra\n", encoding="utf-8")
    kinds = ("choice", "select", "true-false", "match", "order")
    ran = handout(
        *(part for kind in kinds for part in ("-k", kind)), "-n", "12", "--roster", "names.csv",
        "--key-table", "key.csv", "-o", "class.pdf", folder=tmp_path,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    lines = [f"{row['learner']},{row['paper']},{row['number']},{row['key']}" for row in table(tmp_path / "key.csv")]
    (tmp_path / "answers.csv").write_text("\n".join(["learner,paper,number,response", *lines]), encoding="utf-8")
    marked = quizgen("mark", "key.csv", "answers.csv", "-o", "marks.csv", folder=tmp_path)
    assert marked.code == 0, marked.err
    assert {row["percent"] for row in table(tmp_path / "marks.csv")} == {"100.0"}


def test_a_learners_paper_depends_on_nobody_else(tmp_path: Path) -> None:
    """Another order of the list, others gone or come: the same seed and code give the same paper."""
    (tmp_path / "one.csv").write_text("name,code\nAyu,A1\nBudi,B2\nCitra,C3\n", encoding="utf-8")
    (tmp_path / "other.csv").write_text("code;name\nC3;Citra\nD4;Dewi\nA1;Ayu\n", encoding="utf-8")
    tables = []
    for name in ("one", "other"):
        ran = handout(
            "-n", "12", "--versions", "3", "--roster", f"{name}.csv", "--key-table", f"{name}-key.csv",
            "-o", f"{name}.pdf", folder=tmp_path,
        )  # fmt: skip
        assert ran.code == 0, ran.err
        tables.append([row for row in table(tmp_path / f"{name}-key.csv") if row["paper"] in ("A1", "C3")])
    one, other = ({(row["paper"], row["number"]): row for row in rows} for rows in tables)
    assert one == other
    assert len(one) == 24


def test_versions_of_a_class_set_are_dealt_out(tmp_path: Path) -> None:
    """With --versions, learners have the questions of one form or another."""
    (tmp_path / "names.csv").write_text("name\n" + "\n".join(NAMES), encoding="utf-8")
    handout(
        "-n", "8", "--versions", "2", "--roster", "names.csv", "--key-table", "k.csv", "-o", "c.md", folder=tmp_path
    )
    made: dict[str, set[str]] = {}
    for row in table(tmp_path / "k.csv"):
        made.setdefault(row["paper"], set()).add(row["id"])
    sets = [frozenset(each) for each in made.values()]
    assert len(set(sets)) == 2
    assert min(sets.count(each) for each in set(sets)) >= 8


def test_forms_have_a_key_each_and_a_table_that_maps_their_numbers(tmp_path: Path) -> None:
    """A file a form, with its letter on every page; the table agrees with the papers."""
    ran = handout("-n", "10", "--versions", "3", "--key", "--key-table", "k.csv", "-o", "exam.pdf", folder=tmp_path)
    assert ran.code == 0, ran.err
    rows = table(tmp_path / "k.csv")
    assert [row["paper"] for row in rows] == ["A"] * 10 + ["B"] * 10 + ["C"] * 10
    for form in "ABC":
        found = pages((tmp_path / f"exam-{form}.pdf").read_bytes())
        assert all(f"Form {form}" in page[-1] for page in found)
        lines = [line for page in found for line in page]
        at = lines.index("Numbers of the same questions")
        mapped = " ".join(lines[at:])
        for row in rows:
            if row["paper"] == form == "A":
                assert re.search(rf"{row['code']} {row['number']} ", mapped)


def test_ids_fix_the_questions_and_their_order(tmp_path: Path) -> None:
    """Ids and codes, a line each, with comments; a form after the first has an order of its own."""
    listed = quizgen("list", str(FLAGSHIP), "--format", "json", "-n", "8", folder=tmp_path)
    every = [json.loads(line) for line in listed.out.splitlines()]
    lines = ["# our test", "", *(each["id"] if at % 2 else each["code"].lower() for at, each in enumerate(every))]
    (tmp_path / "ids.txt").write_text("\ufeff" + "\r\n".join(lines) + "   # the last\r\n", encoding="utf-8")
    ran = handout("--ids", "ids.txt", "--versions", "2", "--key-table", "k.csv", "-o", "x.pdf", folder=tmp_path)
    assert ran.code == 0, ran.err
    rows = table(tmp_path / "k.csv")
    first = [row["id"] for row in rows if row["paper"] == "A"]
    second = [row["id"] for row in rows if row["paper"] == "B"]
    assert first == [each["id"] for each in every]
    assert sorted(first) == sorted(second)
    assert first != second
    ran = handout("--ids", "ids.txt", "--style", "flashcards", "-o", "c.pdf", folder=tmp_path)
    assert ran.err == "c.pdf: 8 cards\n"


def test_unknown_and_double_ids_are_told_at_their_place(tmp_path: Path) -> None:
    """Every line that is wrong, at once."""
    (tmp_path / "ids.txt").write_text("why-china\n  nonsense\nslip-year-evidence\nslip-year-evidence\n")
    ran = handout("--ids", "ids.txt", "-o", "x.pdf", folder=tmp_path)
    assert ran.code == 2
    told = ran.err.splitlines()
    assert told[0].startswith("ids.txt:1:1: unknown-question no question 'why-china'")
    assert told[1].startswith("ids.txt:2:3: unknown-question no question 'nonsense'")
    assert told[2] == "ids.txt:4:1: duplicate-question 'slip-year-evidence' stands in line 3 already"
    assert not (tmp_path / "x.pdf").exists()
    (tmp_path / "ids.txt").write_text("# nothing\n")
    ran = handout("--ids", "ids.txt", "-o", "x.pdf", folder=tmp_path)
    assert ran.err == "ids.txt:1:1: empty-file the file names no question; write an id or a code a line\n"


def test_the_header_is_the_schools(tmp_path: Path) -> None:
    """School, logo, class, instructions in both languages and points come from the file."""
    (tmp_path / "logo.png").write_bytes(png())
    (tmp_path / "head.toml").write_text(
        'school = "SMA 1"\nclass = "XII"\ndate = 2023-05-12\nlogo = "logo.png"\n'
        'instructions = {en = "Read twice.\\n\\nThen answer.", id = "Baca dua kali."}\n'
        "points = {choice = 2, short = 1.5}\n",
        encoding="utf-8",
    )
    ran = handout(
        "-n", "6", "-k", "choice", "-k", "short", "--header", "head.toml", "--key-table", "k.csv", "-o", "x.pdf",
        folder=tmp_path,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    content = (tmp_path / "x.pdf").read_bytes()
    (first, *_) = pages(content)
    assert first[0] == "SMA 1"
    assert "Name Class XII" in first
    assert "Date 2023-05-12 Points" in " ".join(first)
    assert "Read twice." in first
    assert "Then answer." in first
    assert b"/Alt(SMA 1)" in content
    assert {(row["kind"], row["points"]) for row in table(tmp_path / "k.csv")} == {("choice", "2"), ("short", "1.5")}
    handout("-n", "2", "-l", "id", "--header", "head.toml", "-o", "y.md", folder=tmp_path)
    assert "Baca dua kali." in (tmp_path / "y.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('school = "A"\nscool = "B"\n', "h.toml:2:1: unknown-key a header has no 'scool'; did you mean 'school'?"),
        ('school = "A\n', "h.toml:1:12: bad-toml illegal character '\\n'; write each line as: school = \"Our school\""),
        ("school = 3\n", "h.toml:1:1: wrong-shape 'school' is not a text; write school = \"…\""),
        ('class = {id = "X"}\n', "h.toml:1:1: missing-language 'class' is not given in 'en'; add class.en = \"…\""),
        ("points = 3\n", "h.toml:1:1: wrong-shape 'points' is a table of kinds: points = {choice = 1, short = 2}"),
        ("[points]\nchoise = 2\n", "h.toml:1:1: unknown-kind no kind of question 'choise'; did you mean 'choice'?"),
        (
            "points = {short = -1}\n",
            "h.toml:1:1: bad-points a short cannot be worth -1; write a number above 0, such as 2 or 0.5",
        ),
        ('logo = "x.png"\n', 'h.toml:1:1: no-alt the logo has no text for those who cannot see it; add logo-alt = "…"'),
        (
            'school = "A"\nlogo = "x.png"\n',
            "h.toml:2:1: image-missing the logo 'x.png' cannot be read: no such file or directory",
        ),
        (
            'school = "A"\nlogo = "h.toml"\n',
            "h.toml:2:1: image-type the logo 'h.toml' is none of .png, .jpg, .jpeg, .svg",
        ),
        (
            "points = {short = nan}\n",
            "h.toml:1:1: bad-points a short cannot be worth NaN; write a number above 0, such as 2 or 0.5",
        ),
    ],
)
def test_what_is_wrong_with_a_header_is_told_at_its_place(written: str, told: str, tmp_path: Path) -> None:
    """In words, at the line of its key; nothing is written."""
    (tmp_path / "h.toml").write_text(written, encoding="utf-8")
    ran = handout("-n", "2", "--header", "h.toml", "-o", "x.pdf", folder=tmp_path)
    assert (ran.code, ran.err) == (2, f"{told}\n")
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", "x.html", "--answer-sheet"), "--answer-sheet is for paper; leave it out, or write a .pdf"),
        (("-o", "x.html", "--style", "flashcards"), "a page is a quiz; leave out --style flashcards, or write a .pdf"),
        (("-o", "x.odt"), "'x.odt' does not end in .pdf or .docx or .md or .html; write for example -o x.pdf"),
        (
            ("-o", "x.pdf", "--style", "flashcards", "--key"),
            "--key belongs to worksheets; leave it out, or --style flashcards",
        ),
        (
            ("-o", "x.pdf", "--style", "study-sheet", "--roster", "n.csv"),
            "--roster belongs to worksheets; leave it out, or --style study-sheet",
        ),
        (("-o", "x.pdf", "--cards", "10"), "--cards belongs to flashcards; add --style flashcards, or leave it out"),
        (("-o", "x.pdf", "--ids", "i.txt", "-n", "3"), "--ids says which questions; leave out -n"),
        (("-o", "x.pdf", "--key-table", "k.pdf"), "'k.pdf' does not end in .csv; write for example -o k.csv"),
        (
            ("-o", "x.pdf", "--roster", "n.csv", "--key-table", "n.csv"),
            "n.csv would be written over what is to be read; choose another name",
        ),
        (("-o", "x.pdf", "--roster", "n.csv"), "n.csv cannot be read: no such file or directory"),
        (("-o", "x.pdf", "--ids", "i.txt"), "i.txt cannot be read: no such file or directory"),
        (("-o", "x.pdf", "--header", "h.toml"), "h.toml cannot be read: no such file or directory"),
    ],
)
def test_wishes_that_do_not_go_together_are_refused(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    """In words, with what to do instead; the code is 2."""
    ran = handout(*arguments, folder=tmp_path)
    assert (ran.code, ran.err) == (2, f"quizgen: {told}\n")


def test_large_print_and_letter_paper(tmp_path: Path) -> None:
    """Both are a matter of one option."""
    assert handout("-n", "4", "--large", "--paper", "letter", "-o", "x.pdf", folder=tmp_path).code == 0
    assert handout("-n", "4", "--style", "flashcards", "--cards", "10", "--paper", "letter", "-o", "c.docx",
                   folder=tmp_path).code == 0  # fmt: skip
    ran = handout("-n", "4", "--style", "flashcards", "--large", "-o", "c.pdf", folder=tmp_path)
    assert ran.code == 2
