"""``quizgen review``: due ones, then new ones, line by line and on a screen, with a clock that is passed in."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import pexpect
import pytest

from quizgen.study.record import AGAIN, EASY, GOOD, HARD, Answered
from quizgen.study.schedule import DAY
from quizgen.study.store import Store
from tests.progress import Desk, desk_in

ANSWERS = {
    "What is the capital of Japan?": "Tokyo\n",
    "What is the capital of South Korea?": "Seoul\n",
    "Lyon is the capital of France.": "f\n",
    "_____ [1] is the capital of _____ [2].": "Madrid\nSpain\n",
}
ALL = "".join(ANSWERS.values())
FACT = """\
entities: {tokyo: {kind: city, name: Tokyo}, jp: {kind: country, name: Japan}}
relations:
  capital:
    slots: {city: city, country: country}
    say: "{city} is the capital of {country}."
facts:
  - {capital: {city: tokyo, country: jp}, id: f, context: true}
"""
DUE_ORDER = re.compile("|".join(map(re.escape, ANSWERS)))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """The small bank, nothing answered."""
    return desk_in(tmp_path, monkeypatch, capsys)


def asked(out: str) -> list[str]:
    """The stems shown, each once, in their order."""
    return list(dict.fromkeys(DUE_ORDER.findall(out)))


def ratings(desk: Desk) -> list[tuple[str, dict[int, int]]]:
    """(question, ratings) of every answer in the log."""
    with Store.open(desk.file) as store:
        return [(event.question, dict(event.ratings)) for event in store.events() if isinstance(event, Answered)]


def test_the_first_day_brings_new_questions_and_the_next_ones_what_is_due(desk: Desk) -> None:
    """Answered rightly they are not due tomorrow, but on the day after; and again some days later."""
    code, out, err = desk.run("review", typed=ALL)
    assert (code, out.splitlines()[0], err) == (0, "Due: 0 · new: 4", "")
    assert asked(out) == list(ANSWERS)
    assert [rating for _, rating in ratings(desk)] == [{0: GOOD}, {0: GOOD}, {0: GOOD}, {1: GOOD, 2: GOOD}]
    desk.now += DAY
    assert desk.run("review")[0] == 0
    assert desk.run("review")[2].splitlines()[0] == "Nothing is due until 17 November 2023."
    desk.now += DAY
    code, out, err = desk.run("review", typed=ALL)
    assert (code, out.splitlines()[0]) == (0, "Due: 4 · new: 0")
    assert len(ratings(desk)) == 8


def test_what_was_answered_today_is_not_asked_again_though_it_was_wrong(desk: Desk) -> None:
    """It comes tomorrow."""
    assert desk.run("review", "--id", "korea", typed="Pyongyang\n")[0] == 0
    assert desk.run("review", "--id", "korea") == (0, "", "Nothing is due until 16 November 2023.\n")
    desk.now += DAY
    assert asked(desk.run("review", "--id", "korea", typed="Seoul\n")[1]) == ["What is the capital of South Korea?"]
    assert ratings(desk) == [("korea", {0: AGAIN}), ("korea", {0: GOOD})]


def test_so_many_new_ones_a_day_and_no_more(desk: Desk) -> None:
    """Two today, however often it is started; two tomorrow."""
    assert asked(desk.run("review", "--new", "2", typed=ALL)[1]) == list(ANSWERS)[:2]
    assert desk.run("review", "--new", "2") == (0, "", "Nothing is due until 17 November 2023.\n")
    desk.now += DAY
    assert asked(desk.run("review", "--new", "2", typed="f\nMadrid\nSpain\n")[1]) == list(ANSWERS)[2:]
    assert desk.run("review", "--new", "0")[0] == 0


def test_a_session_that_ends_early_keeps_what_was_answered(desk: Desk) -> None:
    """Exit code 130; the rest is still new."""
    assert desk.run("review", typed="Tokyo\n")[0] == 130
    assert [question for question, _ in ratings(desk)] == ["japan"]
    assert desk.run("review", typed="Seoul\n")[1].splitlines()[0] == "Due: 0 · new: 3"


def test_the_options_of_questions_go_for_review_too(desk: Desk) -> None:
    """Topic, number of a topic, kind, count."""
    assert asked(desk.run("review", "-t", "europe")[1]) == ["Lyon is the capital of France."]
    assert "new: 3" in desk.run("review", "-t", "asia=1", "-t", "europe")[1]
    assert "new: 1\n" in desk.run("review", "-k", "short")[1]
    assert "new: 2\n" in desk.run("review", "-n", "2")[1]
    assert desk.run("review", "-t", "africa")[0] == 2
    assert desk.run("review", "-t", "asia", "-k", "cloze")[0] == 2


def test_where_nothing_is_due_a_script_is_told_how_to_practise(desk: Desk) -> None:
    """Exit code 0, a sentence on standard error; in the quiz's language."""
    desk.answer("japan", "choice", 3)
    desk.answer("japan", "choice", 1)
    assert desk.run("review", "--new", "0") == (
        0,
        "",
        "Nothing is due until 25 November 2023.\nTo practise the weakest instead: quizgen review --weakest\n",
    )
    assert desk.run("review", "--new", "0", "-l", "id") == (
        0,
        "",
        "Tidak ada yang perlu diulang sampai 25 November 2023.\n"
        "Untuk berlatih dengan yang paling lemah: quizgen review --weakest\n",
    )


def test_the_weakest_may_be_practised_and_that_counts_as_a_review(desk: Desk) -> None:
    """The one forgotten lately first; an early review moves its due day."""
    for ago in (12, 10):
        desk.answer("korea", "short", ago)
    desk.answer("japan", "choice", 12)
    desk.answer("japan", "choice", 9, right=False)
    desk.answer("japan", "choice", 1)
    with Store.open(desk.file) as store:
        before = store.cards("capitals")["japan", 0]
    code, out, _ = desk.run("review", "--weakest", typed="Seoul\nTokyo\n")
    assert (code, asked(out)[0]) == (0, "What is the capital of South Korea?")
    with Store.open(desk.file) as store:
        assert store.cards("capitals")["japan", 0].due > before.due
    assert desk.run("review", "--weakest")[2].startswith("Nothing is due until ")


def test_a_retention_is_kept_with_the_progress(desk: Desk) -> None:
    """At 97 percent everything is due sooner; the next session has it too."""
    for ago in (9, 7):
        desk.answer("korea", "short", ago)
    with Store.open(desk.file) as store:
        usual = store.cards("capitals")["korea", 0].due
    desk.run("review", "--retention", "0.97", "--new", "0")
    with Store.open(desk.file) as store:
        assert store.retention == 0.97
        assert store.cards("capitals")["korea", 0].due < usual
    desk.run("review", "--new", "0")
    with Store.open(desk.file) as store:
        assert store.retention == 0.97


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--retention", "0.5"), "argument --retention: 0.5 is not between 0.7 and 0.97"),
        (("--retention", "nan"), "argument --retention: nan is not between 0.7 and 0.97"),
        (("--retention", "much"), "argument --retention: 'much' is no share, such as 0.9"),
        (("--new", "-1"), "argument --new: -1 is not between 0 and 9999"),
    ],
)
def test_a_number_that_makes_no_sense_is_refused(
    desk: Desk, arguments: tuple[str, str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the reason, exit code 2."""
    with pytest.raises(SystemExit) as left:
        desk.run("review", *arguments)
    assert left.value.code == 2
    assert reason in capsys.readouterr().err


def test_a_learner_may_rate_an_answer(desk: Desk) -> None:
    """1 to 4 after each answer, as Anki counts; and it is what counts."""
    desk.run("review", "--self-grade", "-n", "2", typed="Tokyo\n4\nSeoul\n2\n")
    assert ratings(desk) == [("japan", {0: EASY}), ("korea", {0: HARD})]


def test_a_typing_error_that_is_forgiven_makes_it_hard(tmp_path: Path, desk: Desk) -> None:
    """Right, but not known quite well."""
    bank = (desk.folder / "questions.yaml").read_text().replace("answer: Seoul", "answer: Seoul-Gangnam")
    (desk.folder / "questions.yaml").write_text(bank)
    desk.run("review", "--id", "korea", typed="Seoul Gangnm\n")
    assert ratings(desk) == [("korea", {0: HARD})]


def test_siblings_that_wait_are_told(desk: Desk) -> None:
    """Two questions on one fact, both due: one is asked, the other one comes first tomorrow."""
    bank = (desk.folder / "questions.yaml").read_text()
    bank = bank.replace("title:", f"{FACT}title:")
    for id_ in ("japan", "korea"):
        bank = bank.replace(f"  - id: {id_}\n", f"  - id: {id_}\n    facts: [f]\n")
    (desk.folder / "questions.yaml").write_text(bank)
    desk.answer("japan", "choice", 9)
    desk.answer("korea", "short", 8)
    code, out, err = desk.run("review", "--new", "0", typed="Tokyo\n")
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == [
        "Due: 1 · new: 0",
        "Put off until tomorrow, since their facts are asked today: 1",
    ]
    assert asked(out) == ["What is the capital of Japan?"]
    desk.now += DAY
    assert asked(desk.run("review", "--new", "0", typed="Seoul\n")[1])[0] == "What is the capital of South Korea?"


def test_tomorrow_the_options_stand_elsewhere(desk: Desk) -> None:
    """So that nobody learns their places; on one day they stay where they are."""
    orders = []
    for _ in range(12):
        out = desk.run("review", "--id", "japan")[1]
        assert out == desk.run("review", "--id", "japan")[1]
        orders.append(tuple(re.findall(r"  \d\. (\w+)", out)))
        desk.now += DAY
    assert len(set(orders)) > 2


class Screen:
    """``quizgen review`` in a terminal of 80 columns."""

    def __init__(self, desk: Desk, *arguments: str) -> None:
        self.child = pexpect.spawn(
            sys.executable, ["-m", "quizgen", "review", "--progress", str(desk.file), *arguments],
            dimensions=(40, 80), encoding="utf-8", timeout=30, cwd=desk.folder,
            env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "TERM": "xterm-256color", "TZ": "UTC", "LANG": "en_GB",
                 "PYTHONPATH": str(Path(__file__).parents[1])},
        )  # fmt: skip

    def code(self) -> int | None:
        """The exit code, when it has ended."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus


def test_in_a_terminal_it_asks_whether_to_practise_the_weakest(desk: Desk) -> None:
    """Real keystrokes: no leaves, yes goes on to the question."""
    desk.now = time.time_ns() // 1_000_000
    for ago in (3, 1):
        desk.answer("korea", "short", ago, "Seoul")
    screen = Screen(desk, "--new", "0")
    screen.child.expect("Practise the weakest instead?")
    screen.child.send("2\r")
    assert screen.code() == 0
    screen = Screen(desk, "--new", "0")
    screen.child.expect("Practise the weakest instead?")
    screen.child.send("1\r")
    screen.child.expect("What is the capital of South Korea?")
    screen.child.expect("Type the answer")
    screen.child.send("Seoul\r")
    assert screen.code() == 0
    assert len(ratings(desk)) == 3
