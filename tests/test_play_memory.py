"""What the quiz remembers, when, and what happens where it cannot."""

from __future__ import annotations

from io import StringIO

import pytest

from tests.playing import F2, F4, F8, Clock, Notes, Paced, Terminal, bare, plainly, with_keys
from tests.samples import QUESTIONS

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS
FULL = "the disk is full; nothing more can be remembered"


def test_each_answer_is_remembered_with_its_language_hints_and_time() -> None:
    """The time is from showing to answering, to the millisecond; each line here takes a second and a half."""
    notes, clock = Notes(), Clock()
    lines = Paced(":hint\n2\n1 3\n:language\n:repeat\ns\n", clock, 1.5004)
    plainly(lines, [CHOICE, SELECT, TRUE_FALSE], memory=notes, clock=clock)
    assert [event[:7] for event in notes.events] == [
        ("answered", "AAAA-0001", "en", 1, True, 1, 3001),
        ("answered", "AAAA-0002", "en", frozenset({0, 2}), True, 0, 1500),
        ("answered", "AAAA-0003", "id", False, True, 0, 4501),
    ]


def test_an_answer_is_remembered_before_anything_is_said_of_it() -> None:
    """Who switches the machine off after reading the feedback has lost nothing."""
    for plain in (True, False):
        out = StringIO()
        notes = Notes(seen=out.getvalue)
        if plain:
            plainly("f\nOslo\n", [TRUE_FALSE, SHORT], out=out, memory=notes)
        else:
            with_keys("2\rOslo\r", TRUE_FALSE, SHORT, out=out, memory=notes)
        assert [screen.count("Right.") for screen in notes.screens] == [0, 1]


def test_what_is_taken_back_is_remembered_as_such() -> None:
    """The undo names the answer that it takes back; two in a row take two back."""
    notes = Notes()
    with_keys(f"1\rOslo\r{F4}{F4}2\rOslo\r2\r", TRUE_FALSE, SHORT, CHOICE, memory=notes)
    assert [event[:2] for event in notes.events] == [
        ("answered", "AAAA-0003"),
        ("answered", "AAAA-0004"),
        ("undone", "event 2"),
        ("undone", "event 1"),
        ("answered", "AAAA-0003"),
        ("answered", "AAAA-0004"),
        ("answered", "AAAA-0001"),
    ]


def test_the_time_of_writing_a_remark_is_not_the_question_s() -> None:
    """Three lines take ten seconds each; the remark is one of them."""
    clock, notes = Clock(), Notes()
    plainly(Paced(":wrong\nThe key is old\nf\n", clock, 10), [TRUE_FALSE], memory=notes, clock=clock)
    assert notes.events[1][6] == 20_000


# -- the memory is lost ---------------------------------------------------------------------------


def test_in_a_pipe_the_quiz_goes_on_without_memory_and_says_so() -> None:
    """The first answer cannot be kept: it counts, and nothing more is tried."""
    notes = Notes(lost=(0,))
    code, out = plainly("f\nOslo\n", [TRUE_FALSE, SHORT], memory=notes)
    assert code == 0
    assert f"> f\n{FULL}\nThe quiz goes on, and nothing more is remembered.\nRight.\n" in out
    assert out.endswith("Total: 2 of 2 right, score 100%\n")
    assert notes.events == []


@pytest.mark.parametrize(
    ("answer", "code", "end"),
    [("y\nOslo\n", 0, "Total: 2 of 2 right, score 100%\n"), ("n\n", 130, "Total: 1 of 1 right, score 100%\n")],
)
def test_at_a_terminal_the_learner_decides_whether_to_go_on(answer: str, code: int, end: str) -> None:
    """With yes the quiz goes on; with no it ends with the result so far."""
    notes = Notes(lost=(0,))
    ended, out = plainly(Terminal("f\n:skip\n" + answer), [TRUE_FALSE, SHORT], memory=notes)
    assert f"> {FULL}\nGo on without remembering anything? (y or n)\n> Not now.\n> " in out
    assert ended == code
    assert out.endswith(end)


@pytest.mark.parametrize(("answer", "code", "total"), [("1\rOslo\r", 0, "2 of 2"), ("2\r", 130, "1 of 1")])
def test_on_a_screen_the_learner_decides_too(answer: str, code: int, total: str) -> None:
    """The same with keys."""
    ended, screen = with_keys("2\r" + answer, TRUE_FALSE, SHORT, memory=Notes(lost=(0,)))
    lines = bare(screen)
    assert ended == code
    assert FULL in lines
    assert any(line.split() == ["Total", *total.split(), "100%"] for line in lines)


def test_an_undo_and_a_remark_that_cannot_be_kept() -> None:
    """The answer is taken back on the screen all the same; the remark says that it is not kept."""
    code, out = plainly("t\n:undo\nf\n", [TRUE_FALSE, SHORT], memory=Notes(lost=(1,)))
    assert code == 130
    assert f":undo\nTaken back: the answer to AAAA-0003.\n{FULL}\nThe quiz goes on" in out
    _, out = plainly(":wrong Old\nf\n", [TRUE_FALSE], memory=Notes(lost=(0,)))
    assert f":wrong Old\n{FULL}\nThe quiz goes on, and nothing more is remembered.\n> f\nRight.\n" in out


def test_an_answer_that_was_not_kept_is_not_undone_in_the_memory() -> None:
    """Lost in the middle: the first answer's undo is the only one that the memory could hear of."""
    notes = Notes(lost=(1,))
    plainly("f\nOslo\n:undo\n:undo\nf\nOslo\n2\n", [TRUE_FALSE, SHORT, CHOICE], memory=notes)
    assert [event[:2] for event in notes.events] == [("answered", "AAAA-0003")]


# -- the learner rates ----------------------------------------------------------------------------


def test_the_learner_s_own_rating_is_remembered() -> None:
    """After the feedback, in four steps, each with its number."""
    notes = Notes()
    _, out = plainly("f\n5\n3\nOsl\n1\n", [TRUE_FALSE, SHORT], memory=notes, self_grade=True)
    assert (
        """\
> f
Right.
Answer: False
Oslo is the capital of Norway.
How well did you know it?
  1. not at all
  2. with trouble
  3. well
  4. at once
> 5
Type a number from 1 to 4.
> 3

Question 2 of 2"""
        in out
    )
    assert [(event[1], event[-1]) for event in notes.events] == [("AAAA-0003", 3), ("AAAA-0004", 1)]


def test_the_rating_on_a_screen() -> None:
    """A number and Enter, or Enter for what it was judged to be; F4 takes the answer back that is being rated."""
    notes = Notes()
    with_keys(f"1\r{F4}2\r4\rOslo\r\r", TRUE_FALSE, SHORT, memory=notes, self_grade=True)
    assert [(event[:2], event[4], event[-1]) for event in notes.events] == [
        (("answered", "AAAA-0003"), True, 4),
        (("answered", "AAAA-0004"), True, 3),
    ]


def test_commands_that_make_no_sense_while_rating() -> None:
    """A hint or a skip comes too late; undo takes the answer back before it is remembered."""
    notes = Notes()
    _, out = plainly("t\n:hint\n:skip\n:language\n:undo\nf\n4\n", [TRUE_FALSE], memory=notes, self_grade=True)
    assert "> :hint\nNot now.\n> :skip\nNot now.\n> :language\nNot now.\n> :undo\nTaken back" in out
    assert [(event[0], event[-1]) for event in notes.events] == [("answered", 4)]


def test_an_answer_left_unrated_is_remembered_as_it_was_judged() -> None:
    """Ctrl-C and the end of the input at the rating lose nothing."""
    notes = Notes()
    code, _ = plainly("f\n", [TRUE_FALSE, SHORT], memory=notes, self_grade=True)
    assert (code, notes.events[0][-1]) == (130, None)
    notes = Notes()
    code, _ = with_keys("2\r\x03", TRUE_FALSE, SHORT, memory=notes, self_grade=True)
    assert (code, notes.events[0][-1]) == (130, None)


def test_a_retry_is_remembered_as_well() -> None:
    """Those missed and asked again are answers like others."""
    notes = Notes()
    with_keys("1\r1\r2\r", TRUE_FALSE, memory=notes)
    assert [(event[1], event[4]) for event in notes.events] == [("AAAA-0003", False), ("AAAA-0003", True)]


def test_hints_stay_with_a_question_that_is_answered_anew() -> None:
    """Undo gives no hint back, and the language stays the one that was chosen."""
    notes = Notes()
    with_keys(f"{F2}1\r{F4}{F8}2\r2\r", SHORT, CHOICE, memory=notes)
    assert [event[:6] for event in notes.events] == [
        ("answered", "AAAA-0004", "en", "1", False, 1),
        ("undone", "event 1"),
        ("answered", "AAAA-0004", "id", "2", False, 1),
        ("answered", "AAAA-0001", "id", 1, True, 0),
    ]
