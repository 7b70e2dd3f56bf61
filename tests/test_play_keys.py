"""The quiz on a screen: real keystrokes through prompt_toolkit's pipe."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len

from quizgen.bank.load import load_words
from quizgen.model import AnyQuestion, Choice, Match
from quizgen.play.screen import ScreenDesk
from quizgen.study.lines import clean
from tests.playing import DOWN, bare, with_keys
from tests.samples import HERE, QUESTIONS, both, option
from tests.test_play import hostile

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS


@pytest.mark.parametrize(
    ("question", "keys", "shown"),
    [
        (CHOICE, f"{DOWN}\r", ["○ Tokyo", "● Seoul", "○ Jakarta", "Right."]),
        (CHOICE, "2\r", ["○ Tokyo", "● Seoul", "○ Jakarta", "Right."]),
        (CHOICE, "\r", ["● Tokyo", "○ Seoul", "○ Jakarta", "Wrong.", "Tokyo is Japan's capital."]),
        (CHOICE, "jk3\r", ["○ Tokyo", "○ Seoul", "● Jakarta", "Wrong.", "Answer: Seoul"]),
        (SELECT, f" {DOWN}{DOWN} \r", ["● Seoul", "○ Oslo", "● Tokyo", "○ Lima", "Right."]),
        (SELECT, "\r \r", ["● Seoul", "○ Oslo", "○ Tokyo", "○ Lima", "Partly right (50%)."]),
        (TRUE_FALSE, "2\r", ["○ True", "● False", "Right.", "Answer: False"]),
        (TRUE_FALSE, "\r", ["● True", "○ False", "Wrong.", "Answer: False"]),
        (SHORT, "oslo\r", ["> oslo", "Right.", "Answer: Oslo", "Also right: Kristiania"]),
        (SHORT, "\r", [">", "Wrong.", "Answer: Oslo", "Also right: Kristiania"]),
        (
            CLOZE,
            "Viena\rDanube\r",
            ["(1) > Viena", "(2) > Danube", "Right.", "(1) It is written “Vienna”, not “Viena”."],
        ),
        (ORDER, f"{DOWN}\r{DOWN}\r", ["1. Rome", "2. Vienna", "3. Brasilia", "Right."]),
        (ORDER, "\r\r", ["1. Brasilia", "2. Rome", "3. Vienna", "Wrong."]),
        (MATCH, "3\r2\r", ["● Japan – Tokyo", "● South Korea – Seoul", "Right."]),
        (MATCH, "3\r1\r", ["● Japan – Tokyo", "● South Korea – Jakarta", "Partly right (50%)."]),
    ],
)
def test_keys(question: AnyQuestion, keys: str, shown: list[str]) -> None:
    """Each kind is answered with real keys; what was answered and its worth stay on the screen."""
    code, screen = with_keys(keys, question)
    lines = bare(screen)
    begun = lines.index(shown[0])
    assert lines[begun : begun + len(shown)] == shown
    assert code == 0


def test_keys_the_last_pair_without_extras_needs_no_key() -> None:
    """Where one thing is left there is nothing to choose."""
    assert isinstance(MATCH, Match)
    question = replace(MATCH, rights=MATCH.rights[:2], shown=(0, 1))
    _, screen = with_keys("2\r", question)
    assert bare(screen)[6:9] == ["● Japan – Seoul", "● South Korea – Tokyo", "Wrong."]


def test_keys_more_options_than_number_keys() -> None:
    """Ten options and more are chosen with the arrows."""
    options = tuple(option(str(at), f"option {at}") for at in range(40))
    assert isinstance(CHOICE, Choice)
    question = replace(CHOICE, options=options, right=10)
    _, screen = with_keys(DOWN * 10 + "\r", question)
    assert "● option 10" in bare(screen)


def test_keys_whole_round_and_result() -> None:
    """The end shows a table by topic and what to look at again."""
    code, screen = with_keys("1\r2\r\r", CHOICE, TRUE_FALSE, SHORT, language="id", width=40)
    lines = bare(screen)
    assert code == 0
    assert (
        "\n".join(lines[lines.index("Hasil") :])
        == """\
Hasil

 Topik       Benar   Nilai
 ─────────────────────────
 Asia     0 dari 1      0%
 Eropa    1 dari 2     50%

 Jumlah   1 dari 3     33%


Perlu dilihat lagi
AAAA-0001  Apa ibu kota Korea Selatan?
Jawaban Anda: Tokyo
Jawaban: Seoul

AAAA-0004  Apa ibu kota Norwegia?
Jawaban Anda: kosong
Jawaban: Oslo
Juga benar: Kristiania
"""
    )


@pytest.mark.parametrize("keys", ["2\r\x03", "2\r \x03", "2\r\x11"])
def test_keys_interrupt_shows_the_result_so_far(keys: str) -> None:
    """Ctrl-C in the second question keeps the first."""
    code, screen = with_keys(keys, CHOICE, SELECT)
    lines = bare(screen)
    assert code == 130
    assert "Stopped after 1 of 2 questions." in lines
    assert any(line.split() == ["Total", "1", "of", "1", "100%"] for line in lines)


def test_keys_interrupt_while_typing() -> None:
    """Ctrl-C and Ctrl-D leave a text that is being typed."""
    for key in ("Os\x03", "\x04"):
        code, screen = with_keys(key, SHORT)
        assert code == 130
        assert "Stopped after 0 of 1 questions." in bare(screen)


def test_keys_exam() -> None:
    """In an exam the screen says nothing of right and wrong before the result."""
    _, screen = with_keys("1\r2\r", CHOICE, TRUE_FALSE, exam=True)
    before, after = "\n".join(bare(screen)).split("Result")
    assert not any(word in before for word in ("Right", "Wrong", "Answer"))
    assert "Wrong.\nTokyo is Japan's capital.\nAnswer: Seoul" in after


def test_screen_steers_nothing_but_styles() -> None:
    """Of a hostile bank only drawn characters come out, and no markup of rich is read in it."""
    _, screen = with_keys("1\r", hostile())
    lines = bare(screen)
    assert {"Press ␛[2J or", "not [bold]?", "● ␛]0;title␇ yes", "○ [red]no"} <= set(lines)
    assert not {"\x07", "\x9b"} & set(screen)
    assert screen.count("\x1b") == screen.count("\x1b[0m") + screen.count("\x1b[1m") + screen.count("\x1b[2m")


def test_screen_styles_and_colours() -> None:
    """Emphasis is set; with colours switched off there are styles, and no colour."""
    _, coloured = with_keys("2\r", CHOICE, color=True)
    _, grey = with_keys("2\r", CHOICE)
    assert "\x1b[1;32mRight.\x1b[0m" in coloured
    assert "\x1b[1;3mSouth Korea\x1b[0m" in grey
    assert "\x1b[1mRight.\x1b[0m" in grey


LONG = "A long answer about the capital, which goes on and on — 대한민국의 수도는 서울입니다 — until the line is full."


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_screen_fits_the_width(width: int) -> None:
    """No line is wider than the terminal: stem, options, reasons and key."""
    options = (option("0", LONG, because=LONG), option("1", LONG + " Twice. " + LONG))
    question = Choice(id="x", code="X", stem=both(LONG), place=HERE, options=options, right=1)
    _, screen = with_keys("1\r", question, width=width)
    lines = bare(screen)
    assert max(map(cell_len, lines)) <= width
    assert sum(line.startswith(("● ", "○ ")) for line in lines) == 2


@pytest.mark.parametrize(("lead", "numbered"), [(6, True), (5, False)])
def test_long_options_are_wrapped_for_questionary(lead: int, numbered: bool) -> None:
    """What is too long for a line of questionary's is wrapped and hangs under its first line."""
    desk = ScreenDesk("en", load_words("en"), StringIO(), 40, False)
    (row,) = desk.rows([clean(LONG)], [0], lead, numbered)
    first, *others = row.title.split("\n")
    assert row.value == 0
    assert len(others) >= 2
    assert cell_len(first) + lead < 40
    assert all(line.startswith(" " * lead) and cell_len(line) < 40 for line in others)


def test_nothing_heavy_is_imported_for_plain_play() -> None:
    """Line in, line out needs neither rich nor questionary."""
    script = (
        "import sys, io; from quizgen.play import play; from quizgen.bank.load import load_words;"
        "from tests.samples import BANK, QUESTIONS;"
        "play(QUESTIONS[:1], BANK, 'en', load_words, plain=True, stdin=io.StringIO('2\\n'),"
        " stdout=io.StringIO(), width=80, color=False, seed=1);"
        "print(sorted({'rich', 'questionary', 'prompt_toolkit', 'rapidfuzz', 'babel'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
