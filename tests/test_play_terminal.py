"""The quiz in a real pseudo-terminal: keys go in, a screen comes out."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest

from quizgen.study.record import Answered, Event, Flagged, Undone
from quizgen.study.store import Store
from tests.playing import BACKSPACE, DOWN, F2, F3, F4, F8, F9

BANK = """\
format: 1
bank: terminal
title: {en: Capitals, id: Ibu kota}
languages: [en, id]
questions:
  - id: choice
    kind: choice
    ask: {en: "What is the capital of Norway?", id: "Apa ibu kota Norwegia?"}
    answer: Oslo
    distractors: [{text: Bergen, because: "Bergen is a port."}, Tromsø]
  - {id: select, kind: select, ask: "Which lie in Asia? Choose all.", answers: [Seoul, Tokyo], distractors: [Lima]}
  - {id: truth, kind: true-false, say: "Lima is the capital of Peru.", truth: true}
  - {id: short, kind: short, ask: "What is the capital of Japan?", answer: Tokyo}
  - {id: cloze, kind: cloze, text: "{{c1::Vienna}} lies on the {{c2::Danube}}."}
  - {id: order, kind: order, ask: "The shortest first.", items: [Yard, Mile, Light-year]}
  - {id: match, kind: match, ask: "Match.", pairs: [[Japan, Tokyo], [Peru, Lima], [Norway, Oslo]]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "questions.yaml").write_text(BANK, encoding="utf-8")
    return tmp_path


class Seat:
    """A learner before a terminal of 80 columns and 24 lines."""

    def __init__(self, child: pexpect.spawn[str]) -> None:
        self.child = child
        self.screen = ""

    def see(self, text: str) -> str:
        """Wait until a text has come; what came before it, without steering, is returned."""
        self.child.expect_exact(text)
        came = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", str(self.child.before) + text)
        self.screen += came
        return came

    def press(self, keys: str) -> None:
        self.child.send(keys)

    def leave(self) -> int:
        """The exit code, once the program has ended."""
        self.child.expect(pexpect.EOF)
        self.screen += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", str(self.child.before))
        self.child.wait()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -(self.child.signalstatus or 0))


@contextmanager
def seated(folder: Path, *arguments: str, term: str = "xterm-256color") -> Iterator[Seat]:
    """A quiz begun in a pseudo-terminal, and ended whatever happens."""
    environment = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "HOME": str(folder), "TERM": term}
    environment["PROMPT_TOOLKIT_NO_CPR"] = "1"  # nobody answers here where the cursor is
    child = pexpect.spawn(
        sys.executable,
        ["-m", "quizgen", "play", "--seed", "1", "--progress", "p.sqlite", *arguments],
        cwd=str(folder), env=environment, encoding="utf-8", dimensions=(24, 80), timeout=20,
    )  # fmt: skip
    try:
        yield Seat(child)
    finally:
        child.close(force=True)


def events(folder: Path) -> list[Event]:
    with Store.open(folder / "p.sqlite", create=False) as store:
        return list(store.events())


ANSWERS = {
    "choice": ("F2 hint", "2\r"),
    "select": ("Space marks", f" {DOWN} \r"),
    "true-false": ("F2 hint", "1\r"),
    "short": ("F2 hint", "tokio" + BACKSPACE * 2 + "yo\r"),
    "cloze": ("(1) >", "Vienna\rDanube\r"),
    "order": ("1. …", f"{DOWN}\r{BACKSPACE}1\r1\r"),
    "match": ("› ", "1\r1\r"),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_each_kind_is_answered_with_real_keys(folder: Path, kind: str) -> None:
    """The prompt shows its keys, the answer replaces it, its worth comes, and it is remembered."""
    prompt, keys = ANSWERS[kind]
    with seated(folder, "-k", kind) as seat:
        seat.see("Question 1 of 1")
        seat.see(prompt)
        seat.press(keys)
        seat.see("Answer:")
        assert re.search(r"Right\.|Wrong\.|Partly right", seat.screen)
        seat.see("Result")
        if "Right." not in seat.screen:
            seat.see("Shall I ask the missed one again?")
            seat.press("2\r")
        assert seat.leave() == 0
    (answer,) = events(folder)
    assert isinstance(answer, Answered)
    assert (answer.kind, answer.bank, answer.right) == (kind, "terminal", "Right." in seat.screen)


def test_hint_language_remark_and_undo(folder: Path) -> None:
    """Each key tells what it did, and the record has all of it in its order."""
    with seated(folder, "--id", "choice", "--id", "short") as seat:
        seat.see("F8 Bahasa Indonesia")
        choice_first = "Norway" in seat.screen
        if not choice_first:
            seat.press(F3)
            seat.see("Norway")
            seat.see("F8 Bahasa Indonesia")
        seat.press(F2)
        seat.see("It is not:")
        seat.see("struck out")
        seat.press(F8)
        seat.see("Apa ibu kota Norwegia?")
        seat.see("F9 soal keliru")
        seat.press(F9)
        seat.see("Apa yang keliru?")
        seat.press("Sudah lama\r")
        seat.see("Dicatat dengan kode")
        seat.see("F9 soal keliru")
        seat.press("\r")
        seat.see("Jawaban: Oslo")
        seat.see("F4 batalkan")
        seat.press(F4)
        seat.see("Dibatalkan: jawaban soal")
        seat.see("F9 soal keliru")
        seat.press("\x03")
        assert seat.leave() == 130
        assert "Berhenti setelah 0 dari 2 soal." in seat.screen
    flagged, answered, undone = events(folder)
    assert isinstance(flagged, Flagged)
    assert (flagged.question, flagged.language, flagged.remark) == ("choice", "id", "Sudah lama")
    assert isinstance(answered, Answered)
    assert (answered.question, answered.language, answered.hints) == ("choice", "id", 1)
    assert isinstance(undone, Undone)
    assert undone.answer == answered.id


def test_killed_after_an_answer_it_is_there(folder: Path) -> None:
    """What is on the screen as answered is on the disk."""
    with seated(folder, "--id", "truth", "--id", "short") as seat:
        seat.see("F2 hint")
        seat.press("1\r")
        seat.see("Answer:")
        os.kill(seat.child.pid, 9)
        seat.child.expect(pexpect.EOF)
    assert len(events(folder)) == 1


def test_a_dumb_terminal_gets_lines(folder: Path) -> None:
    """No escape sequence comes, and lines are typed."""
    with seated(folder, "-k", "short", term="dumb") as seat:
        seat.see("> ")
        seat.press("Tokyo\n")
        assert seat.leave() == 0
        assert "\x1b" not in seat.screen
    assert "Right." in seat.screen


def test_an_exam_that_is_left_has_its_report(folder: Path) -> None:
    """The heading shows the time left; Ctrl-C ends it, and what was answered is in the file."""
    with seated(folder, "-k", "short", "--exam", "--minutes", "2", "--extend", "1", "--report", "r.md") as seat:
        assert re.search(r" · [23]:\d\d left$", seat.see(" left"))
        seat.see("F9 wrong question")
        assert "F2" not in seat.screen
        seat.press("\x03")
        assert seat.leave() == 130
    told = (folder / "r.md").read_text(encoding="utf-8")
    assert "- Minutes allowed: 3, 1 of them added\n" in told
    assert "- It was stopped before the end.\n" in told
