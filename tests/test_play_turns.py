"""The quiz on a screen: the keys that do not answer, in every kind of prompt."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from quizgen.bank.load import load_words
from quizgen.export.report import Entry, Report, Score
from quizgen.model import AnyQuestion
from quizgen.play.desk import COMMANDS
from quizgen.play.keys import PRESSED, bar
from tests.playing import BACKSPACE, DOWN, ENTER, F2, F3, F4, F8, F9, LEFT, Clock, Notes, bare, outcomes, with_keys
from tests.run import REPOSITORY
from tests.samples import BANK, QUESTIONS

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS
RIGHT_KEYS = {
    "choice": "2\r", "select": f" {DOWN}{DOWN} \r", "true-false": "2\r", "short": "Oslo\r", "cloze": "Vienna\rDanube\r",
    "order": "2\r2\r", "match": "3\r2\r",
}  # fmt: skip
"""What answers each of the sample's questions rightly."""
KINDS = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)


def round_of(keys: str, *questions: AnyQuestion, **details: object) -> list[tuple[str, bool, int, str]]:
    """Code, right, hints and language of each answer, in the order given."""
    kept, finished = outcomes()
    with_keys(keys, *questions, finished=finished, **details)  # type: ignore[arg-type]
    return [
        (answer.question.code, answer.verdict.right, answer.hints, answer.language)
        for answer in kept[-1].session.answers
    ]


def shown(keys: str, *questions: AnyQuestion, **details: object) -> list[str]:
    """The screen from the first question's stem on."""
    lines = bare(with_keys(keys, *questions, **details)[1])  # type: ignore[arg-type]
    return lines[3:]


@KINDS
@pytest.mark.parametrize("key", [F2, "\x14"], ids=["F2", "Ctrl-T"])
def test_f2_gives_a_hint_in_every_kind_of_prompt(question: AnyQuestion, key: str) -> None:
    """The hint is counted where there is one, and the question is answered as if nothing had happened."""
    keys = RIGHT_KEYS[question.kind]
    if question.kind == "choice":
        keys = "2\r"
    assert round_of(key + keys, question) == [(question.code, True, question.kind != "true-false", "en")]


@KINDS
@pytest.mark.parametrize("key", [F3, "\x0f"], ids=["F3", "Ctrl-O"])
def test_f3_puts_a_question_off_in_every_kind_of_prompt(question: AnyQuestion, key: str) -> None:
    """The other one is asked first."""
    other = replace(TRUE_FALSE, code="AAAA-0009")
    given = round_of(key + "2\r" + RIGHT_KEYS[question.kind], question, other)
    assert given == [("AAAA-0009", True, 0, "en"), (question.code, True, 0, "en")]


@KINDS
@pytest.mark.parametrize("key", [F4, "\x12"], ids=["F4", "Ctrl-R"])
def test_f4_takes_the_last_answer_back_in_every_kind_of_prompt(question: AnyQuestion, key: str) -> None:
    """From the next question, whatever its kind, back to the one before."""
    other = replace(TRUE_FALSE, code="AAAA-0009")
    given = round_of("1\r" + key + "2\r" + RIGHT_KEYS[question.kind], other, question)
    assert given == [("AAAA-0009", True, 0, "en"), (question.code, True, 0, "en")]


@KINDS
@pytest.mark.parametrize("key", [F8, "\x0c"], ids=["F8", "Ctrl-L"])
def test_f8_turns_every_kind_of_prompt_into_the_other_language(question: AnyQuestion, key: str) -> None:
    """The question stands there again in Indonesian, and is answered in it."""
    keys = key + RIGHT_KEYS[question.kind].replace("Vienna", "Wina")
    assert round_of(keys, question) == [(question.code, True, 0, "id")]
    lines = bare(with_keys(keys, question)[1])
    assert "Benar." in lines
    assert load_words("id")(f"kind.{question.kind}") in lines


@KINDS
@pytest.mark.parametrize("key", [F9, "\x07"], ids=["F9", "Ctrl-G"])
def test_f9_keeps_a_remark_in_every_kind_of_prompt(question: AnyQuestion, key: str) -> None:
    """The remark goes to the memory, function keys in it do nothing, and the question is asked on."""
    notes = Notes()
    given = round_of(f"{key}It is {F2}{F4}old{ENTER}" + RIGHT_KEYS[question.kind], question, memory=notes)
    assert given == [(question.code, True, 0, "en")]
    assert notes.events[0] == ("flagged", question.code, "en", "It is old")


def test_f9_may_mean_the_question_before() -> None:
    """Two rows say which; the second is the one that was just answered."""
    notes = Notes()
    keys = f"2\r{F9}2\rSweden?\rOslo\r"
    lines = shown(keys, TRUE_FALSE, SHORT, memory=notes)
    assert notes.events[1] == ("flagged", "AAAA-0003", "en", "Sweden?")
    assert "Kept with the code AAAA-0003; `quizgen progress flags` lists it." in lines


def test_without_a_memory_f9_says_so_and_asks_for_nothing() -> None:
    """No remark is written that goes nowhere."""
    lines = shown(F9 + "2\r", TRUE_FALSE)
    assert lines[3:6] == ["Nothing is remembered in this quiz, so it cannot be kept.", "○ True", "● False"]


def test_what_was_typed_stays_when_a_key_is_pressed() -> None:
    """A hint in the middle of a word costs no typing."""
    assert shown(f"Os{F2}lo\r", SHORT)[3:6] == ["It begins with “O”; characters: 4", "> Oslo", "Right."]


def test_what_was_filled_in_stays_in_the_other_language() -> None:
    """The first blank's answer stands there again and can be changed."""
    lines = shown(f"Vien{F8}na\r\x01\x0bDanube\r", CLOZE)
    begun = lines.index("(1) > Vienna")
    assert lines[begun : begun + 3] == ["(1) > Vienna", "(2) > Danube", "Benar."]


def test_what_was_marked_stays_when_a_key_is_pressed() -> None:
    """The first option is marked before the hint, the third after it."""
    lines = shown(f" {F2}{DOWN}{DOWN} \r", SELECT)
    assert lines[3:8] == ["So many are right: 2", "● Seoul", "○ Oslo", "● Tokyo", "○ Lima"]


def test_what_was_placed_stays_when_a_key_is_pressed() -> None:
    """The first place is given before the hint."""
    assert round_of(f"2\r{F2}2\r", ORDER) == [("AAAA-0006", True, 1, "en")]
    assert round_of(f"3\r{F2}2\r", MATCH) == [("AAAA-0007", True, 1, "en")]


def test_the_row_pointed_at_stays_when_a_key_is_pressed() -> None:
    """The pointer moves to the third option, a hint comes, Enter takes the third."""
    assert "● Jakarta" in shown(f"{DOWN}{DOWN}{F2}\r", CHOICE)


def test_an_option_struck_out_cannot_be_chosen() -> None:
    """Its number does nothing, and the arrows pass over it."""
    assert round_of(f"{F2}1\r", CHOICE) == [("AAAA-0001", True, 1, "en")]
    lines = shown(f"{F2}{DOWN}{DOWN}1\r", CHOICE)
    assert lines[3] == "It is not: Tokyo"
    assert "● Seoul" in lines


@pytest.mark.parametrize("back", [BACKSPACE, LEFT])
def test_the_last_thing_placed_can_be_taken_back(back: str) -> None:
    """In an order and in a match; at the beginning the key does nothing."""
    assert round_of(f"{back}1\r{back}2\r2\r", ORDER) == [("AAAA-0006", True, 0, "en")]
    assert round_of(f"{back}1\r{back}3\r2\r", MATCH) == [("AAAA-0007", True, 0, "en")]


def test_a_key_that_is_not_offered_does_nothing() -> None:
    """Nothing to take back, nothing to put off, no other language."""
    bank = replace(BANK, languages=("en",))
    given = round_of(f"{F3}{F4}{F8}\x1bOP2\r", TRUE_FALSE, bank=bank)
    assert given == [("AAAA-0003", True, 0, "en")]


def test_a_question_put_off_says_so_and_keeps_its_number() -> None:
    """The heading tells which one it is."""
    lines = shown(f"{F3}Oslo\r2\r", TRUE_FALSE, SHORT)
    assert "Skipped; it comes back after the others." in lines
    headings = [line for line in lines if line.startswith("Question")]
    assert headings == [
        "Question 1 of 2 · Europe · AAAA-0003 · 0:00",
        "Question 2 of 2 · Europe · AAAA-0004 · 0:00",
        "Question 1 of 2 · Europe · AAAA-0003 · 0:00 · 1 of 1 right",
    ]


def test_the_heading_shows_the_time_and_how_it_goes() -> None:
    """Minutes and seconds since the beginning; hints halve the score and not the number of right ones."""
    lines = shown("2\r2\r", TRUE_FALSE, TRUE_FALSE, clock=Clock(step=31.0))
    assert [line for line in lines if line.startswith("Question")] == [
        "Question 1 of 2 · Europe · AAAA-0003 · 1:02",
        "Question 2 of 2 · Europe · AAAA-0003 · 2:35 · 1 of 1 right",
    ]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [20, 38, 78, 118])
def test_the_line_of_keys_fits_and_breaks_between_keys_only(language: str, width: int) -> None:
    """Every key with its word, in lines of this width or less."""
    lines = bar(list(PRESSED), load_words(language), "Bahasa Indonesia", width)
    items = " · ".join(lines).split(" · ")
    assert [item.split(" ")[0] for item in items] == ["F2", "F3", "F4", "F8", "F9"]
    assert max(map(len, lines)) <= width
    assert items[3] == "F8 Bahasa Indonesia"


def test_those_missed_are_asked_again_and_the_last_answer_is_taken_back_at_the_end() -> None:
    """Yes asks them again; F4 at that question asks the last one again."""
    code, screen = with_keys(f"1\r{F4}1\r1\r2\r", TRUE_FALSE)
    lines = bare(screen)
    assert code == 0
    assert lines.count("Wrong.") == 2
    assert "Taken back: the answer to AAAA-0003." in lines
    assert [line.split() for line in lines if line.startswith(" Total")] == [
        ["Total", "0", "of", "1", "0%"],
        ["Total", "0", "of", "1", "0%"],
        ["Total", "1", "of", "1", "100%"],
    ]


def test_ctrl_c_where_more_is_offered_is_a_no() -> None:
    """The quiz was over already: code 0."""
    code, _ = with_keys("1\r\x03", TRUE_FALSE)
    assert code == 0


def test_the_page_on_playing_names_every_key_command_and_field() -> None:
    """Of each key and each command, in both languages, and of each field of a report."""
    page = (REPOSITORY / "docs" / "playing.md").read_text(encoding="utf-8")
    for key, control in PRESSED.values():
        assert f"| {key.upper()} | Ctrl-{control[-1].upper()} |" in page
    for name in COMMANDS:
        assert f"| `:{name}` | `:{load_words('id')(f'play.command.{name}')}` |" in page
    for record in (Report, Entry, Score):
        for field in fields(record):
            assert f"`{field.name}`" in page
