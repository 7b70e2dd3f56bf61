"""``quizgen new``: the bank that a teacher begins with."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from quizgen.bank.columns import read_column
from tests.run import REPOSITORY, quizgen


@pytest.mark.parametrize(("language", "title"), [("en", "Capitals of the world"), ("id", "Ibu kota di dunia")])
def test_a_new_bank_is_clean_has_all_parts_and_can_be_played(tmp_path: Path, language: str, title: str) -> None:
    """It passes check --strict, makes questions by hand and by rule, and plays to the end."""
    ran = quizgen("new", "my-bank.yaml", "--language", language, folder=tmp_path)
    assert (ran.code, ran.out) == (0, "")
    assert "quizgen play my-bank.yaml" in ran.err
    text = (tmp_path / "my-bank.yaml").read_text(encoding="utf-8")
    for part in ("topics", "sources", "entities", "relations", "facts", "questions"):
        assert f"\n{part}:\n" in text
    assert "\nbank: my-bank " in text
    assert f'title: "{title}"' in text
    checked = quizgen("check", "--strict", "my-bank.yaml", folder=tmp_path)
    assert (checked.code, checked.out) == (0, "")
    told = quizgen("list", "my-bank.yaml", "--format", "json", folder=tmp_path).out
    listed = [json.loads(line) for line in told.splitlines()]
    assert {each["kind"] for each in listed} == {"choice", "short", "cloze", "true-false", "match"}
    assert sum(each["origin"] == "hand-written" for each in listed) == 3
    assert all(each["sources"] for each in listed if each["kind"] != "match")
    played = quizgen("play", "my-bank.yaml", "-k", "true-false", "-n", "2", folder=tmp_path, typed="t\nf\n")
    assert played.code == 0


def test_the_notes_are_in_the_users_language_where_none_is_named(tmp_path: Path) -> None:
    """The environment says which; a language without a starter gets the English one."""
    for lang, word in (("id_ID.UTF-8", "Sumber"), ("en_GB.UTF-8", "Sources"), ("de_DE", "Sources"), ("C", "Sources")):
        name = f"{lang[:2].lower()}.yaml"
        assert quizgen("new", name, folder=tmp_path, LANG=lang).code == 0
        assert f"# --- {word}:" in (tmp_path / name).read_text(encoding="utf-8")


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    """No flag overwrites a bank that somebody may have written."""
    (tmp_path / "mine.yaml").write_text("mine", encoding="utf-8")
    ran = quizgen("new", "mine.yaml", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "quizgen: mine.yaml is there already and stays as it is; choose another name\n"
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no/such/bank.yaml", "quizgen: no/such/bank.yaml cannot be written: no such file or directory\n"),
        ("bank.txt", "quizgen: 'bank.txt' does not end in .yaml or .yml; write for example -o bank.yaml\n"),
    ],
)
def test_a_name_that_cannot_be_is_told_in_one_line(tmp_path: Path, name: str, message: str) -> None:
    """Folders are not made, and the name ends as a bank's does."""
    ran = quizgen("new", name, folder=tmp_path)
    assert (ran.code, ran.out, ran.err) == (2, "", message)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "bank"),
    [("Kelas 9 – IPA.yaml", "kelas-9-ipa"), ("true.yaml", '"true"'), ("é.yml", "e"), ("9a.yaml", '"9a"'),
     ("questions.yaml", "year-nine")],
)  # fmt: skip
def test_the_bank_is_called_after_its_file_or_its_folder(tmp_path: Path, name: str, bank: str) -> None:
    """Two banks begun so do not share one identity; questions.yaml says nothing, its folder does."""
    folder = tmp_path / "Year nine"
    folder.mkdir()
    assert quizgen("new", name, folder=folder).code == 0
    assert f"\nbank: {bank} " in (folder / name).read_text(encoding="utf-8")
    assert quizgen("check", "--strict", name, folder=folder).code == 0


def test_the_page_on_authoring_says_what_the_program_does(tmp_path: Path) -> None:
    """Its commands run in their order, with its table; its headings are understood."""
    page = (REPOSITORY / "docs" / "authoring.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    (tmp_path / "table.csv").write_text(table, encoding="utf-8")
    commands = re.findall(r"^\$ quizgen (.*)$", page, re.MULTILINE)
    assert len(commands) >= 6
    for command in commands:
        ran = quizgen(*command.split(), folder=tmp_path)
        assert ran.code == 0, f"{command}: {ran.err}"
    rows = re.findall(r"^\| (`.*?) \| (.*?) \|", page, re.MULTILINE)
    assert len(rows) == 10
    for named, also in rows:
        for heading in re.findall(r"[^,·`…]+", named.replace("`", "") + "," + also):
            assert heading.strip(" –") == "" or read_column(heading, 0) is not None, heading
