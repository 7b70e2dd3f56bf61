"""A small bank as a file, and progress with it, at a fixed moment: for tests of the command line."""

from __future__ import annotations

import time
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest

from quizgen.cli import progress_file
from quizgen.cli.main import main
from quizgen.study.record import AGAIN, GOOD, Answered, JsonValue
from quizgen.study.schedule import DAY
from quizgen.study.store import Store

BANK = """\
format: 1
bank: capitals
title: {en: Capitals, id: Ibu kota}
languages: [en, id]
topics:
  asia: {en: Asia, id: Asia}
  europe: {en: Europe, id: Eropa}
questions:
  - id: japan
    kind: choice
    topic: asia
    ask: {en: "What is the capital of Japan?", id: "Apa ibu kota Jepang?"}
    answer: Tokyo
    distractors:
      - {text: Kyoto, because: {en: "Kyoto was the capital until 1868.", id: "Kyoto ibu kota sampai tahun 1868."}}
      - Osaka
  - id: korea
    kind: short
    topic: asia
    ask: {en: "What is the capital of South Korea?", id: "Apa ibu kota Korea Selatan?"}
    answer: Seoul
  - id: france
    kind: true-false
    topic: europe
    say: {en: "Lyon is the capital of France.", id: "Lyon adalah ibu kota Prancis."}
    truth: false
  - id: spain
    kind: cloze
    topic: europe
    text: {en: "{{c1::Madrid}} is the capital of {{c2::Spain}}.", id: "{{c1::Madrid}} adalah ibu kota {{c2::Spanyol}}."}
"""

NOON = 1_700_049_600_000
"""Noon of Wednesday, 15 November 2023, UTC."""


class Desk:
    """A folder with the bank, a progress file that may be there, and a clock that stands."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys, self.now = folder, capsys, NOON
        self.file = folder / "progress.sqlite"
        self._number = 0

    def run(self, command: str, *arguments: str, typed: str = "") -> tuple[int, str, str]:
        """Run ``quizgen`` with this progress and some lines typed: the exit code and what was printed."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdin", StringIO(typed))
            code = main([command, *arguments, "--progress", str(self.file)])
        printed = self.capsys.readouterr()
        return code, printed.out, printed.err

    def answer(
        self, question: str, kind: str, ago: int, response: JsonValue = None, *, right: bool = True,
        parts: Sequence[int] = (0,),
    ) -> None:  # fmt: skip
        """An answer some days ago that took ten seconds."""
        self._number += 1
        rating = GOOD if right else AGAIN
        event = Answered(
            id=f"e{self._number}", at=self.now - ago * DAY + self._number * 60_000, bank="capitals", question=question,
            language="en", kind=kind, response=response, right=right, score=float(right),
            ratings=dict.fromkeys(parts, rating), duration=10_000,
        )  # fmt: skip
        with Store.open(self.file) as store:
            store.add(event)


def desk_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], zone: str = "UTC"
) -> Desk:
    """A desk in a folder that becomes the current one, in a time zone."""
    (folder / "questions.yaml").write_text(BANK, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    desk = Desk(folder, capsys)
    monkeypatch.setattr(progress_file, "now", lambda: desk.now)
    return desk
