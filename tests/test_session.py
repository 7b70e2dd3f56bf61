from __future__ import annotations

import pytest

from quizgen.grade import Verdict
from quizgen.study.lines import clean, read_answer, read_command, read_one, read_order, read_some, read_truth
from quizgen.study.session import Answer, Result, Session
from quizgen.text import Span, Style
from quizgen.wording import minutes, percent
from tests.samples import QUESTIONS

RIGHT, HALF, WRONG = Verdict(True, 1.0), Verdict(False, 0.5), Verdict(False, 0.0)


def answered(*verdicts: Verdict) -> Session:
    session = Session.begin(QUESTIONS, "en")
    for verdict in verdicts:
        session = session.answer(0, verdict)
    return session


def test_a_session_begins_at_the_first_question() -> None:
    """Nothing is answered, and the first question is asked."""
    session = Session.begin(QUESTIONS, "en")
    assert session.current is QUESTIONS[0]
    assert session.position == (1, 7)
    assert not session.done
    assert session.result == Result(asked=0, right=0, score=0)
    assert (session.by_topic, session.missed) == ({}, ())


def test_an_answer_leads_to_the_next_state_and_leaves_this_one() -> None:
    """A session never changes; an answer makes another."""
    first = Session.begin(QUESTIONS, "en")
    second = first.answer(1, RIGHT)
    assert first.current is QUESTIONS[0]
    assert second.current is QUESTIONS[1]
    assert second.position == (2, 7)
    assert second.answers == (Answer(QUESTIONS[0], 1, RIGHT, "en"),)


def test_results_by_topic_and_in_all() -> None:
    """Each topic knows how many were asked, how many were right and the sum of scores, as first asked."""
    session = answered(RIGHT, HALF, WRONG, RIGHT, HALF, WRONG)
    assert list(session.by_topic.items()) == [
        ("asia", Result(asked=2, right=1, score=1.5)),
        ("europe", Result(asked=3, right=1, score=1.5)),
        (None, Result(asked=1, right=0, score=0.0)),
    ]
    assert session.result == Result(asked=6, right=2, score=3.0)
    assert [answer.question.id for answer in session.missed] == ["coast", "truth", "cloze", "order"]


def test_a_session_ends_after_the_last_question() -> None:
    """When all is answered nothing is asked, and one answer more is an error."""
    session = answered(*[RIGHT] * 7)
    assert session.done
    assert session.current is None
    assert session.position == (7, 7)
    with pytest.raises(ValueError, match="every question of this session is answered"):
        session.answer(0, RIGHT)


def test_a_session_without_questions() -> None:
    """Nothing to ask is done at once."""
    session = Session.begin((), "en")
    assert (session.done, session.current, session.position) == (True, None, (0, 0))


# -- lines ----------------------------------------------------------------------------------------

OPTIONS = ["Tokyo", "1948", "the CHEY Institute", "B"]


@pytest.mark.parametrize(
    ("line", "position"),
    [("1", 0), (" 3. ", 2), ("(4)", 3), ("٢", 1), ("1948", 1), ("tokyo", 0), ("Chey institute", 2), ("b", 3),
     ("a", 0), ("C)", 2), ("e", None), ("0", None), ("5", None), ("", None), ("-1", None), ("Oslo", None),
     ("9" * 5000, None), ("1 2", None), ("\u00b2", None)],
)  # fmt: skip
def test_one_option(line: str, position: int | None) -> None:
    """A number shown, then an option's text, then a letter."""
    assert read_one(line, OPTIONS, "en") == position


def test_a_text_that_two_options_have_means_neither() -> None:
    """Where two options read the same only a number tells them apart."""
    assert read_one("oslo", ["Oslo", "OSLO"], "en") is None
    assert read_one("2", ["Oslo", "OSLO"], "en") == 1


@pytest.mark.parametrize(
    ("line", "some", "order"),
    [("1 3", (0, 2), None), ("3,1 ; 2", (2, 0, 1), (2, 0, 1)), ("2, 3,", (1, 2), None), ("1 1", (0, 0), None),
     ("1. 2. 3.", (0, 1, 2), (0, 1, 2)), ("", None, None), (",", None, None), ("1 4", None, None),
     ("1 x", None, None), ("123", None, None), ("1 2 3 3", (0, 1, 2, 2), None)],
)  # fmt: skip
def test_several_numbers(line: str, some: tuple[int, ...] | None, order: tuple[int, ...] | None) -> None:
    """Numbers between spaces or commas; an order has each just once."""
    assert read_some(line, 3) == some
    assert read_order(line, 3) == order


@pytest.mark.parametrize(
    ("line", "truth"),
    [("t", True), ("TRUE", True), ("b", True), ("Benar.", True), ("vrai", True), ("f", False), ("false", False),
     ("s", False), ("salah!", False), ("faux", False), ("", None), ("maybe", None), ("1", None)],
)  # fmt: skip
def test_truth(line: str, truth: bool | None) -> None:
    """English and Indonesian words, their first letters, and the words shown."""
    assert read_truth(line, "Vrai", "Faux", "fr") is truth


def test_control_characters_are_drawn_and_not_sent() -> None:
    """What could steer a terminal becomes a picture of itself; styles stay."""
    wild = (Span("a\x1b[31mb\x07\x9b", Style.STRONG), Span("\n\tc\u2028d\x7f"))
    drawn = (Span("a␛[31mb␇�", Style.STRONG), Span("\n c d�"))
    assert clean(wild) == drawn
    assert clean("a\u202eb\u2066c \u200fא") == (Span("a\ufffdb\ufffdc \u200fא"),)
    assert clean(wild, flat=True)[1] == Span("  c d�")


@pytest.mark.parametrize(
    ("score", "text"),
    [(0.0, "0%"), (0.001, "1%"), (1 / 3, "33%"), (2 / 3, "67%"), (0.999, "99%"), (1.0, "100%")],
)
def test_percent(score: float, text: str) -> None:
    """Nothing and all are said only where it is nothing and all."""
    assert percent(score) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (7.9, "0:07"), (187, "3:07"), (3599.99, "59:59"), (3600, "1:00:00"), (36_061, "10:01:01"),
     (-3, "0:00")],
)  # fmt: skip
def test_minutes(seconds: float, text: str) -> None:
    """Whole seconds, hours only where there are any, and never less than nothing."""
    assert minutes(seconds) == text


@pytest.mark.parametrize(
    ("line", "command", "answer"),
    [
        ("Oslo", None, "Oslo"),
        (":hint", ("hint", ""), ":hint"),
        ("  :HINT  ", ("hint", ""), "  :HINT  "),
        (": petunjuk", ("hint", ""), ": petunjuk"),
        (":wrong  it is old ", ("wrong", "it is old"), ":wrong  it is old "),
        (":no", (None, ""), ":no"),
        (":", (None, ""), ":"),
        ("::hint", None, ":hint"),
        (":::", None, "::"),
        ("a:hint", None, "a:hint"),
        ("", None, ""),
    ],
)
def test_commands(line: str, command: tuple[str | None, str] | None, answer: str) -> None:
    """One colon commands, two are an answer that begins with one."""
    names = {"hint": "hint", "petunjuk": "hint", "wrong": "wrong"}
    assert read_command(line, names) == command
    if command is None:
        assert read_answer(line) == answer
