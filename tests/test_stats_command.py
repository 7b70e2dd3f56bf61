"""``quizgen stats``: exact texts line by line, the screen at three widths, JSON, and no file made."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pexpect
import pytest

from tests.progress import Desk, desk_in
from tests.run import quizgen


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """The small bank, nothing answered."""
    return desk_in(tmp_path, monkeypatch, capsys)


def studied(desk: Desk) -> None:
    """Two weeks of answers: Kyoto three times for Tokyo, never Seoul forgotten, a cloze yesterday."""
    for ago in (13, 12, 11, 10, 9, 8, 5):
        desk.answer("japan", "choice", ago, "1", right=False)
    for ago in (8, 5, 1):
        desk.answer("korea", "short", ago)
    desk.answer("spain", "cloze", 1, parts=(1, 2))


PLAIN = """\
Progress: Capitals
As of 15 November 2023

Due today: 1
Next due on: 16 November 2023
Remembered, last 30 days: 25% (2 of 8)
Days in a row: 1 (longest 6)
Answers: 11
Time spent: 2 min
Times forgotten: 6

Questions: 4
Learned: 1
Being learned: 2
New: 1

Answers a day, last 12 weeks
Thu 2 Nov: 1
Fri 3 Nov: 1
Sat 4 Nov: 1
Sun 5 Nov: 1
Mon 6 Nov: 1
Tue 7 Nov: 2
Fri 10 Nov: 2
Tue 14 Nov: 2

Due in the next 14 days
today: 1
Thu 16 Nov: 1

Topics
Asia: 2 of 2 seen, 1 learned, kept 25%, known 69%
Europe: 1 of 2 seen, 0 learned, kept –, known 91%
Weak topics: Asia

Forgotten time and again
CODE  What is the capital of Japan? (6 times)

Wrong answers that you keep choosing
CODE  What is the capital of Japan?
  “Kyoto” (7 times)
  Kyoto was the capital until 1868.
"""

INDONESIAN = """\
Kemajuan: Ibu kota
Per 15 November 2023

Perlu diulang hari ini: 1
Ulangan berikutnya: 16 November 2023
Diingat, 30 hari terakhir: 25% (2 dari 8)
Hari berturut-turut: 1 (terlama 6)
Jawaban: 11
Waktu belajar: 2 mnt
Jumlah kali terlupa: 6

Soal: 4
Dikuasai: 1
Sedang dipelajari: 2
Baru: 1

Jawaban per hari, 12 minggu terakhir
Kam 2 Nov: 1
Jum 3 Nov: 1
Sab 4 Nov: 1
Min 5 Nov: 1
Sen 6 Nov: 1
Sel 7 Nov: 2
Jum 10 Nov: 2
Sel 14 Nov: 2

Perlu diulang dalam 14 hari ke depan
hari ini: 1
Kam 16 Nov: 1

Topik
Asia: 2 dari 2 dilihat, 1 dikuasai, ingat 25%, tahu 69%
Eropa: 1 dari 2 dilihat, 0 dikuasai, ingat –, tahu 91%
Topik yang lemah: Asia

Berulang kali terlupa
CODE  Apa ibu kota Jepang? (6 kali)

Jawaban salah yang terus Anda pilih
CODE  Apa ibu kota Jepang?
  “Kyoto” (7 kali)
  Kyoto ibu kota sampai tahun 1868.
"""


def masked(out: str) -> str:
    """The text with the question's code masked."""
    return re.sub(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b", "CODE", out)


@pytest.mark.parametrize(("language", "text"), [("en", PLAIN), ("id", INDONESIAN)])
def test_line_by_line_everything_is_told_in_words(desk: Desk, language: str, text: str) -> None:
    """In a pipe nothing is drawn; the wrong option comes with its reason."""
    studied(desk)
    code, out, err = desk.run("stats", "-l", language)
    assert (code, masked(out), err) == (0, text, "")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Progress: Capitals\nNothing has been answered yet.\nBegin with: quizgen review\n"),
        ("id", "Kemajuan: Ibu kota\nBelum ada soal yang dijawab.\nMulailah dengan: quizgen review\n"),
    ],
)
def test_without_progress_it_says_what_to_do_and_makes_no_file(desk: Desk, language: str, text: str) -> None:
    """Neither for the screen nor for JSON nor for the picture."""
    assert desk.run("stats", "-l", language) == (0, text, "")
    assert desk.run("stats", "--json")[0] == 0
    assert desk.run("stats", "--svg", "p.svg") == (0, "", "p.svg: 0 of 4 questions seen\n")
    assert sorted(path.name for path in desk.folder.iterdir()) == ["p.svg", "questions.yaml"]


def test_for_programs_there_is_one_json_object(desk: Desk) -> None:
    """As docs/reviewing.md describes it."""
    studied(desk)
    code, out, _ = desk.run("stats", "--json", "-l", "id")
    found = json.loads(out)
    calendar, forecast = found.pop("calendar"), found.pop("forecast")
    topics, distractors, leeches = found.pop("topics"), found.pop("distractors"), found.pop("leeches")
    assert (code, found) == (
        0,
        {
            "bank": "capitals", "language": "id", "day": "2023-11-15", "questions": 4, "learned": 1, "young": 2,
            "new": 1, "due": 1, "next_due": "2023-11-16", "answers": 11, "seconds": 110, "lapses": 6,
            "retention": {"wanted": 0.9, "kept": 0.25, "remembered": 2, "of": 8, "days": 30},
            "streak": {"now": 1, "longest": 6},
        },
    )  # fmt: skip
    assert (len(calendar), calendar[-2]) == (80, {"day": "2023-11-14", "answers": 2})
    assert (len(forecast), forecast[:2]) == (14, [{"day": "2023-11-15", "due": 1}, {"day": "2023-11-16", "due": 1}])
    assert topics[1] == {
        "topic": "europe", "name": "Eropa", "questions": 2, "seen": 1, "learned": 0, "remembered": 0, "of": 0,
        "known": topics[1]["known"], "weak": False,
    }  # fmt: skip
    assert 0.9 < topics[1]["known"] < 1
    code = leeches[0].pop("code")
    assert leeches == [{"id": "japan", "stem": "Apa ibu kota Jepang?", "lapses": 6}]
    assert distractors == [
        {"id": "japan", "code": code, "stem": "Apa ibu kota Jepang?", "left": None, "option": "Kyoto", "times": 7,
         "because": "Kyoto ibu kota sampai tahun 1868."},
    ]  # fmt: skip


def test_json_and_a_picture_go_together(desk: Desk) -> None:
    """One is printed, the other written."""
    code, out, err = desk.run("stats", "--json", "--svg", "p.svg")
    assert (code, json.loads(out)["new"], err) == (0, 4, "p.svg: 0 of 4 questions seen\n")


def test_a_learners_day_is_where_the_learner_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At 22:00 UTC it is the next morning in Jakarta, and still the same evening in London."""
    for zone, day in (("Asia/Jakarta", "2023-11-16"), ("Europe/London", "2023-11-15")):
        desk = desk_in(tmp_path, monkeypatch, capsys, zone)
        desk.now += 10 * 3_600_000
        assert json.loads(desk.run("stats", "--json")[1])["day"] == day


@pytest.mark.parametrize(
    ("arguments", "err"),
    [
        (("--svg", "p.png"), "quizgen: 'p.png' does not end in .svg; write for example --svg p.svg\n"),
        (("--svg", "none/p.svg"), "quizgen: none/p.svg cannot be written: no such file or directory\n"),
        (("-l", "fr"), "quizgen: the bank has no language 'fr'; it has en, id\n"),
        (("-l", "en,id"), "quizgen: one language at a time: -l en or -l id\n"),
    ],
)
def test_a_wish_that_cannot_be_met_is_told(desk: Desk, arguments: tuple[str, ...], err: str) -> None:
    """In a sentence, with exit code 2."""
    assert desk.run("stats", *arguments) == (2, "", err)


def test_what_is_no_progress_file_is_told(desk: Desk) -> None:
    """And left as it is."""
    desk.file.write_text("shopping list\n" * 200)
    code, out, err = desk.run("stats")
    assert (code, out) == (2, "")
    assert err.startswith("quizgen: ")
    assert desk.file.read_text() == "shopping list\n" * 200


def on_screen(desk: Desk, columns: int, *arguments: str, **environment: str) -> str:
    """What a terminal of this width is sent."""
    child = pexpect.spawn(
        sys.executable, ["-m", "quizgen", "stats", "--progress", str(desk.file), *arguments],
        dimensions=(100, columns), encoding="utf-8", timeout=30, cwd=desk.folder,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "TERM": "xterm-256color", "TZ": "UTC",
             "PYTHONPATH": str(Path(__file__).parents[1]), **environment},
    )  # fmt: skip
    out: str = child.read()
    child.close()
    assert child.exitstatus == 0, out
    return out.replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("language", ["en", "id"])
def test_on_a_screen_nothing_is_wider_than_the_screen(desk: Desk, columns: int, language: str) -> None:
    """The bar, the calendar, the forecast and the table fit, and all of them are there."""
    studied(desk)
    out = on_screen(desk, columns, "-l", language, NO_COLOR="1")
    assert "\x1b[3" not in out
    text = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert max(len(line) for line in text.splitlines()) <= columns
    assert "█" in text
    assert "Kyoto" in text
    days = {"Mon", "Sun"} if language == "en" else {"Sen", "Min"}
    assert days <= set(text.split())


def test_colours_are_there_unless_they_are_not_wanted(desk: Desk) -> None:
    """NO_COLOR and --no-color take them away; a dumb terminal gets plain lines."""
    studied(desk)
    assert "\x1b[32m" in on_screen(desk, 80)
    assert "\x1b[32m" not in on_screen(desk, 80, "--no-color")
    assert "\x1b" not in on_screen(desk, 80, TERM="dumb")
    assert "\x1b" not in on_screen(desk, 80, "--plain")


def test_a_bank_cannot_steer_the_terminal(desk: Desk) -> None:
    """An escape in a title is shown, not sent."""
    bank = (desk.folder / "questions.yaml").read_text().replace("en: Capitals", 'en: "Cap\\x1b[31mitals"')
    (desk.folder / "questions.yaml").write_text(bank)
    assert "\x1b" not in desk.run("stats")[1]


def test_a_pipe_that_closes_early_is_no_error(desk: Desk) -> None:
    """As for every command."""
    ran = quizgen("stats", folder=desk.folder, TZ="UTC", QUIZGEN_PROGRESS=str(desk.file))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Progress: Capitals\n")
