"""The command line as a user meets it: exit codes, streams, files, wishes that cannot be met."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.run import FLAGSHIP, in_shell, quizgen

CAPITALS = """\
format: 1
bank: capitals
title: Capitals
languages: [en]
topics: {asia: Asia, europe: Europe}
questions:
  - {id: norway, kind: short, topic: europe, ask: "What is the capital of Norway?", answer: Oslo}
  - {id: japan, kind: choice, topic: asia, ask: "Capital of Japan?", answer: Tokyo, distractors: [Kyoto, Osaka]}
  - {id: seoul, kind: true-false, topic: asia, say: "Seoul is the capital of South Korea.", truth: true}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small bank under the default name."""
    (tmp_path / "questions.yaml").write_text(CAPITALS, encoding="utf-8")
    return tmp_path


def test_without_a_command_the_help_goes_to_standard_error_and_the_code_is_two(folder: Path) -> None:
    """A script that forgets the command gets no quiz."""
    ran = quizgen(folder=folder)
    assert ran.code == 2
    assert ran.out == ""
    assert "commands:" in ran.err


def test_the_bank_in_the_folder_is_taken_before_the_one_that_comes_along(folder: Path, tmp_path: Path) -> None:
    """BANK left out is ./questions.yaml; in a folder without one it is the flagship."""
    here = quizgen("list", "--format", "json", folder=folder)
    assert [json.loads(line)["id"] for line in here.out.splitlines()] == ["norway", "japan", "seoul"]
    empty = tmp_path / "empty"
    empty.mkdir()
    elsewhere = quizgen("list", "--format", "json", "-n", "1", folder=empty)
    assert json.loads(elsewhere.out)["sources"]
    assert elsewhere.code == 0


def test_a_record_has_the_fields_of_its_kind_and_no_others(folder: Path) -> None:
    """``list --format json``: one object a line, as the design lists its fields."""
    ran = quizgen("list", "--format", "json", folder=folder)
    norway, japan, seoul = (json.loads(line) for line in ran.out.splitlines())
    assert norway == {
        "id": "norway",
        "code": norway["code"],
        "kind": "short",
        "topic": "europe",
        "language": "en",
        "origin": "hand-written",
        "stem": "What is the capital of Norway?",
        "key": "Oslo",
        "accept": ["Oslo"],
        "explanation": "",
        "sources": [],
        "facts": [],
    }
    assert sorted(japan["options"]) == ["Kyoto", "Osaka", "Tokyo"]
    assert japan["key"] == "Tokyo"
    assert "accept" not in japan
    assert seoul["key"] is True
    assert "options" not in seoul


def test_wishes_filter_by_topic_kind_id_code_and_number(folder: Path) -> None:
    """-t, -k, --id and -n combine; a code names a question as well as its id."""

    def ids(*arguments: str) -> list[str]:
        ran = quizgen("list", "--format", "json", *arguments, folder=folder)
        return [json.loads(line)["id"] for line in ran.out.splitlines()]

    assert ids("-t", "asia") == ["japan", "seoul"]
    assert ids("-t", "asia", "-k", "choice") == ["japan"]
    assert ids("-k", "short", "-k", "choice") == ["norway", "japan"]
    assert ids("--id", "seoul") == ["seoul"]
    assert len(ids("-n", "2")) == 2
    assert len(ids("-t", "asia=1", "-t", "europe")) == 2
    code = json.loads(quizgen("list", "--format", "json", "--id", "seoul", folder=folder).out)["code"]
    assert ids("--id", code) == ["seoul"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-t", "asai"], "quizgen: no topic 'asai'; did you mean 'asia'?"),
        (["-t", "asia=x"], "quizgen: 'asia=x' asks for 'x' questions; write -t asia=4"),
        (["-k", "shrot"], "quizgen: no kind of question 'shrot'; did you mean 'short'?"),
        (["--id", "noway"], "quizgen: no question 'noway'; did you mean 'norway'?"),
        (["-l", "de"], "quizgen: the bank has no language 'de'; it has en"),
        (
            ["-t", "asia", "-k", "short"],
            "quizgen: nothing is left to ask: no question has all of the topics, kinds and ids asked for",
        ),
    ],
)
def test_a_wish_that_cannot_be_met_is_told_in_one_line_with_code_two(
    folder: Path, arguments: list[str], message: str
) -> None:
    """Never a traceback, never an empty result that looks like success."""
    ran = quizgen("list", *arguments, folder=folder)
    assert (ran.code, ran.out, ran.err) == (2, "", f"{message}\n")


@pytest.mark.parametrize(
    ("arguments", "count", "message"),
    [
        (["-t", "asia=3"], 2, "quizgen: the topic 'asia' has 2 such questions, not 3; all are taken"),
        (["-n", "5"], 3, "quizgen: there are 3 such questions, not 5; all are taken"),
        (["-n", "5", "-t", "asia=1"], 1, "quizgen: the topics come to 1 question, not to the 5 of -n"),
    ],
)
def test_a_number_that_cannot_be_reached_is_told_and_the_nearest_is_given(
    folder: Path, arguments: list[str], count: int, message: str
) -> None:
    """The questions go to standard output, the word on them to standard error; the code is 0."""
    ran = quizgen("list", "--format", "json", *arguments, folder=folder)
    assert (ran.code, ran.err) == (0, f"{message}\n")
    assert len(ran.out.splitlines()) == count


def test_versions_write_a_file_for_each_form_with_its_letter(folder: Path) -> None:
    """FILE-A.pdf, FILE-B.pdf: printed and handed out one by one, each form with its own key."""
    ran = quizgen("handout", "-o", "exam.pdf", "-n", "3", "--versions", "2", "--key", folder=folder)
    assert ran.code == 0
    names = sorted(path.name for path in folder.glob("*.pdf"))
    assert names == ["exam-A.pdf", "exam-B.pdf"]
    assert all(f"{name}: 3 questions" in ran.err for name in names)
    assert "form B: 3 of its questions stand in an earlier form too" in ran.err
    assert (folder / "exam-A.pdf").read_bytes() != (folder / "exam-B.pdf").read_bytes()
    assert quizgen("handout", "-o", "exam.pdf", "--versions", "0", folder=folder).code == 2


@pytest.mark.parametrize("command", ["play", "deck", "list", "build"])
def test_a_bank_that_cannot_be_used_is_told_on_standard_error_with_code_two(folder: Path, command: str) -> None:
    """All problems at once, as places; nothing is written and nothing asked."""
    (folder / "questions.yaml").write_text(
        CAPITALS.replace("kind: short", "kind: shrt").replace("topic: asia", "topic: asai")
    )
    ran = quizgen(command, folder=folder)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.splitlines() == [
        "questions.yaml:7:24: unknown-kind no kind of question 'shrt'; did you mean 'short'?",
        "questions.yaml:8:38: unknown-topic no topic 'asai'; did you mean 'asia'?",
        "questions.yaml:9:42: unknown-topic no topic 'asai'; did you mean 'asia'?",
    ]
    assert not list(folder.glob("*.apkg"))


def test_check_prints_problems_as_its_result_and_counts_them_apart(folder: Path) -> None:
    """Standard output holds nothing but the lines; 1 for errors, with --strict for warnings too."""
    good = quizgen("check", folder=folder)
    assert (good.code, good.out, good.err) == (0, "", "0 errors, 0 warnings; 3 questions\n")
    unused = CAPITALS.replace("europe: Europe", "europe: Europe, africa: Africa")
    (folder / "questions.yaml").write_text(unused)
    line = "questions.yaml:5:38: unused-topic no relation and no question has the topic 'africa'; delete it\n"
    loose, strict = quizgen("check", folder=folder), quizgen("check", "--strict", folder=folder)
    assert (loose.code, loose.out) == (0, line)
    assert (strict.code, strict.out) == (1, line)
    github = quizgen("check", "--format", "github", folder=folder).out
    assert github.startswith("::warning file=questions.yaml,line=5,col=38,title=unused-topic::no relation")
    record = json.loads(quizgen("check", "--format", "json", folder=folder).out)
    assert (record["line"], record["column"], record["code"], record["level"]) == (5, 38, "unused-topic", "warning")


def test_check_explains_what_was_not_made_and_why(folder: Path) -> None:
    """--explain names the question and the reason, at the fact's place."""
    ran = quizgen("check", str(FLAGSHIP), "--explain", folder=folder)
    assert ran.code == 0
    assert all(" not-made " in line for line in ran.out.splitlines())
    assert ran.out


def test_output_that_is_cut_off_by_a_pipe_is_no_error(folder: Path) -> None:
    """``quizgen list | head -1`` ends quietly."""
    ran = in_shell(f"list {FLAGSHIP} --format json | head -1", folder)
    assert ran.err == ""
    assert len(ran.out.splitlines()) == 1


@pytest.mark.parametrize("command", ["list", "stats", "progress path", "progress flags", "play --plain", "review"])
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_as_good_as_empty(folder: Path, command: str, closed: str) -> None:
    """A service or a script may start a program without them; no file of ours gets their numbers."""
    ran = in_shell(f"{command} {closed}", folder)
    assert ran.code == (130 if command in ("play --plain", "review") else 0)
    assert "Traceback" not in ran.err + ran.out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["list", "stats", "progress path", "play --plain"])
def test_output_that_finds_a_full_disk_is_told_with_code_two(folder: Path, command: str) -> None:
    """A result that is not whole is no success."""
    ran = in_shell(f"{command} > /dev/full", folder)
    assert (ran.code, ran.err) == (2, "quizgen: the output cannot be used: no space left on device\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["play", "--minutes", "x"], "argument --minutes: 'x' is no whole number"),
        (["play", "--extend", "1.5"], "argument --extend: '1.5' is no whole number"),
        (["play", "-n", "many"], "argument -n/--count: 'many' is no whole number"),
        (["list", "--seed", "1e3"], "argument --seed: '1e3' is no whole number"),
        (["review", "--new", ""], "argument --new: '' is no whole number"),
    ],
)
def test_what_is_no_number_is_told_in_words(folder: Path, arguments: list[str], message: str) -> None:
    """No name of the program's own stands in it."""
    ran = quizgen(*arguments, folder=folder)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == f"quizgen {arguments[0]}: error: {message}"


def test_a_terminal_that_knows_only_ascii_gets_escapes_and_no_traceback(folder: Path) -> None:
    """Characters that the stream cannot take are written as escapes."""
    ran = quizgen("list", str(FLAGSHIP), "-n", "3", folder=folder, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert ran.code == 0
    assert "Traceback" not in ran.err


def test_play_line_by_line_asks_tells_and_sums_up(folder: Path) -> None:
    """Without a terminal: line in, line out, to the end, with code 0."""
    ran = quizgen("play", "--seed", "1", "--id", "norway", "--id", "seoul", folder=folder, typed="oslo\nt\n")
    assert ran.code == 0
    assert ran.err == ""
    assert "What is the capital of Norway?" in ran.out
    assert ran.out.count("Right.") == 2
    assert "Total: 2 of 2 right, score 100%" in ran.out


def test_play_that_runs_out_of_input_ends_with_the_result_so_far_and_code_130(folder: Path) -> None:
    """What was answered is kept and shown."""
    ran = quizgen("play", "--seed", "1", "--id", "norway", "--id", "seoul", folder=folder, typed="oslo\n")
    assert ran.code == 130
    assert "Stopped after 1 of 2 questions." in ran.out
    assert "Total: 1 of 1 right, score 100%" in ran.out


def test_a_file_with_the_wrong_ending_or_in_no_folder_is_told(folder: Path) -> None:
    """What to write instead is said, and nothing is left behind."""
    wrong = quizgen("deck", "-o", "deck.zip", folder=folder)
    assert (wrong.code, wrong.err) == (2, "quizgen: 'deck.zip' does not end in .apkg; write for example -o deck.apkg\n")
    nowhere = quizgen("deck", "-o", "no/such/deck.apkg", folder=folder)
    assert (nowhere.code, nowhere.err) == (
        2,
        "quizgen: no/such/deck.apkg cannot be written: no such file or directory\n",
    )
    assert sorted(path.name for path in folder.iterdir()) == ["questions.yaml"]
    (folder / "old.apkg").mkdir()
    taken = quizgen("progress", "export", "-o", "old.apkg", folder=folder)
    assert (taken.code, taken.err) == (2, "quizgen: old.apkg is a folder; name a file in it\n")


def test_a_damaged_older_deck_is_told_and_not_overwritten(folder: Path) -> None:
    """The ledger may be worth more than the new deck."""
    (folder / "deck.apkg").write_bytes(b"no deck")
    ran = quizgen("deck", "-o", "deck.apkg", folder=folder)
    assert ran.code == 2
    assert ran.err.startswith("quizgen: ")
    assert "Traceback" not in ran.err
    assert (folder / "deck.apkg").read_bytes() == b"no deck"


@pytest.mark.parametrize("epoch", ["", "soon", "-1", "1e9", "9" * 30])
def test_a_source_date_that_is_none_is_as_good_as_unset(folder: Path, epoch: str) -> None:
    """The deck is written with the time of the clock."""
    ran = quizgen("deck", "-o", "deck.apkg", folder=folder, SOURCE_DATE_EPOCH=epoch)
    assert (ran.code, ran.err) == (0, "deck.apkg: 3 questions\n")


@pytest.mark.parametrize(
    "arguments",
    [["list", "{}.yaml"], ["deck", "-o", "{}.apkg"], ["play", "--report", "{}.md"], ["progress", "import", "{}"]],
)
def test_a_name_that_is_too_long_for_a_file_is_told(folder: Path, arguments: list[str]) -> None:
    """Whichever command meets it, and whatever it does with the file."""
    ran = quizgen(*(each.format("a" * 300) for each in arguments), folder=folder)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(": file name too long\n")
    assert "Traceback" not in ran.err


def test_a_deck_written_twice_is_the_same_file(folder: Path) -> None:
    """An unchanged bank gives identical bytes, whenever it is built."""
    quizgen("deck", "-o", "deck.apkg", folder=folder, SOURCE_DATE_EPOCH="1700000000")
    first = (folder / "deck.apkg").read_bytes()
    quizgen("deck", "-o", "deck.apkg", folder=folder, SOURCE_DATE_EPOCH="1800000000")
    assert (folder / "deck.apkg").read_bytes() == first


def test_build_writes_every_product_and_names_it(folder: Path) -> None:
    """A deck, a paper without and with its key, to edit too, cards and a study sheet, for each language."""
    ran = quizgen("build", "-o", "out", folder=folder)
    assert ran.code == 0
    assert ran.out == ""
    names = [
        "capitals-en-flashcards.pdf", "capitals-en-handout-with-key.docx", "capitals-en-handout-with-key.pdf",
        "capitals-en-handout.pdf", "capitals-en-study-sheet.pdf", "capitals-en.apkg",
    ]  # fmt: skip
    assert sorted(path.name for path in (folder / "out").iterdir()) == names
    assert all(f"out/{name}" in ran.err for name in names)
