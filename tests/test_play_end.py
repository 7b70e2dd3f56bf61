"""The end of a quiz line in, line out: what is offered, and where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.playing import Notes, Terminal, plainly
from tests.samples import QUESTIONS

TRUE_FALSE = QUESTIONS[2]


def test_at_a_terminal_the_missed_ones_are_offered_again() -> None:
    """Until all are right or the learner has enough; who types no is done."""
    code, out = plainly(Terminal("t\nf\nperhaps\ny\nf\nf\n"), [TRUE_FALSE, replace(TRUE_FALSE, code="AAAA-0009")])
    assert code == 0
    again = out.split("\nShall I ask the missed one again? (y or n)\n")[1]
    assert again.startswith(
        "> Type y for yes or n for no.\n> \nQuestion 1 of 1 · Europe · AAAA-0003\nOslo is the capital of Sweden.\n"
        "True or false? (t or f)\n> Right.\n"
    )
    assert again.endswith("Result\nEurope: 1 of 1 right, score 100%\nTotal: 1 of 1 right, score 100%\n")


@pytest.mark.parametrize(("no", "code"), [("n\n", 0), ("No.\n", 0), ("", 0), (":quit\n", 0)])
def test_who_does_not_want_them_again_is_done(no: str, code: int) -> None:
    """A no, the end of the input and :quit all leave; nothing was interrupted."""
    ended, out = plainly(Terminal("t\n" + no), [TRUE_FALSE])
    assert out.rstrip("\n").endswith("\nShall I ask the missed one again? (y or n)\n> ")
    assert ended == code


def test_in_a_pipe_nothing_is_offered() -> None:
    """A script knows when it has answered everything."""
    code, out = plainly("t\ny\nf\n", [TRUE_FALSE])
    assert code == 0
    assert "again?" not in out


def test_the_last_answer_can_be_taken_back_when_the_result_is_there() -> None:
    """Undo at the offer asks the last question again, and the result comes anew."""
    notes = Notes()
    _, out = plainly(Terminal("t\n:undo\nf\n"), [TRUE_FALSE], memory=notes)
    assert out.split("again? (y or n)\n> ")[1].startswith("Taken back: the answer to AAAA-0003.\n\nQuestion 1 of 1")
    assert out.endswith("Total: 1 of 1 right, score 100%\n")
    assert [event[0] for event in notes.events] == ["answered", "undone", "answered"]
    assert notes.events[1] == ("undone", "event 1")


def test_repeat_and_the_like_make_no_sense_at_the_end() -> None:
    """They do nothing, least of all take an answer back."""
    _, out = plainly(Terminal("t\n:repeat\n:skip\n:hint\nn\n"), [TRUE_FALSE])
    assert out.endswith("again? (y or n)\n> Not now.\n> Not now.\n> Not now.\n> ")
