"""An exam: no feedback, no hints, a time limit, and the result at the end."""

from __future__ import annotations

import time

import pytest

from tests.playing import F2, F3, F4, Clock, Notes, Paced, Terminal, bare, outcomes, plainly, with_keys
from tests.samples import QUESTIONS

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS


def test_an_exam_has_no_hints_and_no_score_on_the_way() -> None:
    """The rest works: skip, undo, the other language."""
    code, out = plainly("t\n:hint\n:undo\nf\n:skip\n2\nOslo\n", [TRUE_FALSE, SHORT, CHOICE], exam=True)
    assert code == 0
    assert (
        """\
> t

Question 2 of 3 · Europe · AAAA-0004
What is the capital of Norway?
Type the answer
> :hint
There are no hints in an exam.
> :undo
Taken back: the answer to AAAA-0003.

Question 1 of 3 · Europe · AAAA-0003
Oslo is the capital of Sweden.
True or false? (t or f)
> f

Question 2 of 3"""
        in out
    )
    assert out.endswith("Total: 3 of 3 right, score 100%\n")


def test_at_a_terminal_an_exam_is_handed_in() -> None:
    """Until then the last answer can be taken back; afterwards nothing is offered again."""
    code, out = plainly(Terminal("t\n:undo\nf\n:hint\n\n"), [TRUE_FALSE], exam=True)
    assert code == 0
    assert out.count("That was the last question. Enter hands it in.\n") == 2
    assert "> Not now.\n> \nResult\nEurope: 1 of 1 right, score 100%\n" in out
    assert "again?" not in out


def test_on_a_screen_an_exam_is_handed_in() -> None:
    """F4 at the end asks the last question again; F2 is no key of an exam."""
    notes = Notes()
    code, screen = with_keys(f"{F2}1\r{F3}{F4}2\r\r", TRUE_FALSE, exam=True, memory=notes)
    lines = bare(screen)
    assert code == 0
    assert [event[0] for event in notes.events] == ["answered", "undone", "answered"]
    assert any(line.split() == ["Total", "1", "of", "1", "100%"] for line in lines)
    assert not {"Right.", "Wrong."} & set(lines)


def test_what_was_not_answered_in_an_exam_counts_as_wrong() -> None:
    """The result is out of all questions, however it ended."""
    kept, finished = outcomes()
    code, out = plainly("f\n", [TRUE_FALSE, SHORT], exam=True, finished=finished)
    assert code == 130
    assert (
        out.split("Type the answer\n")[1].replace("> \n", ">\n")
        == """\
>

Stopped after 1 of 2 questions.
Not answered: 1. They count as wrong.
Result
Europe: 1 of 2 right, score 50%
Total: 1 of 2 right, score 50%

To look at again
AAAA-0004  What is the capital of Norway?
Not answered.
Answer: Oslo
Also right: Kristiania
"""
    )
    assert (kept[0].ended, kept[0].session.result.asked, kept[0].session.done) == ("interrupted", 2, True)


# -- the time limit -------------------------------------------------------------------------------


def test_line_by_line_the_time_is_looked_at_when_a_line_comes() -> None:
    """Three lines of forty seconds in a hundred: the third comes too late and does not count."""
    clock = Clock()
    kept, finished = outcomes()
    lines = Paced("f\nOslo\n2\n", clock, 40)
    code, out = plainly(lines, [TRUE_FALSE, SHORT, CHOICE], clock=clock, limit=100, finished=finished)
    assert code == 0
    assert "\nTime allowed: 1:40\n" in out
    assert out.split("3. Jakarta\n> 2\n")[1].startswith(
        "The time is over.\n\nStopped after 2 of 3 questions.\nResult\n"
    )
    assert out.endswith("Total: 2 of 2 right, score 100%\n")
    assert (kept[0].ended, kept[0].seconds) == ("time", 120)


def test_the_time_left_is_told() -> None:
    """Line by line where it is asked for, on a screen in the heading."""
    clock = Clock()
    _, out = plainly(Paced(":time\nf\n", clock, 40), [TRUE_FALSE], clock=clock, limit=3600)
    assert "> :time\n59:20 left\n" in out
    _, screen = with_keys("2\r", TRUE_FALSE, limit=3700)
    assert "Question 1 of 1 · Europe · AAAA-0003 · 1:01:40 left" in bare(screen)


@pytest.mark.parametrize(
    "question",
    [CHOICE, SHORT, *(pytest.param(each, marks=pytest.mark.long) for each in (SELECT, ORDER))],
    ids=lambda question: question.kind,
)
def test_on_a_screen_the_prompt_ends_when_the_time_is_over(question: object) -> None:
    """Nobody presses Enter; what was half typed does not count, what was answered before does."""
    kept, finished = outcomes()
    details = {"limit": 3, "clock": time.monotonic, "ending": "", "finished": finished}
    code, screen = with_keys("2\rOs", TRUE_FALSE, question, **details)  # type: ignore[arg-type]
    lines = bare(screen)
    assert code == 0
    assert "The time is over." in lines
    assert "Stopped after 1 of 2 questions." in lines
    assert (kept[0].ended, [answer.question.code for answer in kept[0].session.answers]) == ("time", ["AAAA-0003"])


def test_time_that_is_over_before_a_prompt_asks_nothing() -> None:
    """A clock that jumps while the feedback is written."""
    code, screen = with_keys("2\r", TRUE_FALSE, SHORT, limit=100, clock=Clock(step=30))
    assert code == 0
    assert "The time is over." in bare(screen)


def test_the_time_is_over_while_an_answer_is_rated() -> None:
    """The answer is kept as it was judged."""
    clock, notes = Clock(), Notes()
    lines = Paced("f\n4\n", clock, 40)
    plainly(lines, [TRUE_FALSE, SHORT], clock=clock, limit=60, self_grade=True, memory=notes)
    assert [(event[1], event[-1]) for event in notes.events] == [("AAAA-0003", None)]
