"""Whatever is typed: the quiz comes to its end, and what is remembered agrees with the result."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from quizgen.ask import Asker
from quizgen.model import AnyQuestion
from quizgen.play.desk import COMMANDS
from tests.playing import (
    BACKSPACE,
    DOWN,
    ENTER,
    F2,
    F3,
    F4,
    F8,
    F9,
    Clock,
    Notes,
    Terminal,
    outcomes,
    plainly,
    time_limit,
    with_keys,
)  # fmt: skip
from tests.samples import QUESTIONS

WORDS = [f":{name}" for name in COMMANDS if name != "quit"] + [":salah", "::", ":x", "", "y", "n"]
ANSWERS = ["1", "2", "1 3", "2 3 1", "t", "f", "Oslo", "Vienna", "Danube", "\x1b[A", "x" * 300]
LINES = st.lists(st.sampled_from(WORDS + 2 * ANSWERS), max_size=50)


def standing(events: list[tuple[Any, ...]]) -> list[str]:
    """The codes of the answers that were not taken back, in the order given."""
    found: dict[str, str] = {}
    for number, event in enumerate(events, 1):
        if event[0] == "answered":
            found[f"event {number}"] = event[1]
        elif event[0] == "undone":
            del found[event[1]]
    return list(found.values())


@settings(derandomize=True, max_examples=300, deadline=None)
@given(LINES, st.booleans(), st.booleans(), st.booleans(), st.sampled_from([None, 0, 3]))
def test_any_lines(lines: list[str], exam: bool, self_grade: bool, terminal: bool, lost: int | None) -> None:
    """No line breaks it; each question is asked once; the memory has the answers that count, while it lasts."""
    notes = Notes(lost=() if lost is None else (lost,))
    kept, finished = outcomes()
    typed = "".join(f"{line}\n" for line in lines)
    code, out = plainly(
        Terminal(typed) if terminal else typed, exam=exam, self_grade=self_grade, memory=notes, finished=finished,
        clock=Clock(),
    )  # fmt: skip
    assert code in (0, 130)
    assert not {"\x1b", "{", "\0"} & set(out)
    answers = kept[0].session.answers
    codes = [answer.question.code for answer in answers]
    assert len(codes) == len(set(codes))
    if kept[0].ended == "done":
        assert sorted(codes) == sorted(question.code for question in QUESTIONS)
    if len(kept) == 1 and not notes.lost and kept[0].ended != "done":
        assert standing(notes.events) == [answer.question.code for answer in answers if answer.response is not None]


KEYS = [ENTER, "1", "2", " ", DOWN, BACKSPACE, F2, F3, F4, F8, F9, "Oslo", "a", "\t", "\x1a", "\x13", "\x1b\r"]


@pytest.mark.parametrize("seed", range(5))
def test_any_keys(seed: int) -> None:
    """Keys in an order drawn by a seed, Enter often among them, until Ctrl-C: no key breaks a prompt."""
    drawn = random.Random(seed)
    keys = "".join(drawn.choice([*KEYS, ENTER, ENTER]) for _ in range(40))
    notes = Notes()
    kept, finished = outcomes()
    code, _ = with_keys(keys + "\x03", *QUESTIONS, memory=notes, finished=finished, ending="\x03\x03")
    assert code in (0, 130)
    codes = [answer.question.code for answer in kept[0].session.answers]
    assert len(codes) == len(set(codes))
    if len(kept) == 1 and kept[0].ended != "done":
        assert standing(notes.events) == codes


@pytest.mark.parametrize("question", [QUESTIONS[0], QUESTIONS[2]], ids=lambda question: question.kind)
def test_escape_and_enter_choose_a_row_as_enter_does(question: AnyQuestion) -> None:
    """Typed one after the other, or together as Alt-Enter; in the menu too."""
    kept, finished = outcomes()
    assert with_keys(f"{DOWN}\x1b\r", question, finished=finished)[0] == 0
    assert kept[0].session.answers[0].verdict.right
    with time_limit(), create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(f"{DOWN}\x1b\r")
        assert Asker("keys", color=False).choose("Which?", [("a", "A"), ("b", "B")]) == "b"
