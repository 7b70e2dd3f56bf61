"""A session under every sequence of moves: nothing is lost, nothing is asked twice, undo restores."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.grade import Verdict
from quizgen.model import AnyQuestion
from quizgen.study.session import NO_ANSWER, Answer, Result, Session
from tests.samples import QUESTIONS

RIGHT, WRONG = Verdict(True, 1.0), Verdict(False, 0.0)
MOVES = st.lists(st.sampled_from(["right", "wrong", "skip", "undo", "hint", "id", "en"]), max_size=60)
COUNTS = st.integers(1, 9)
SLOWLY = settings(derandomize=True, max_examples=300, deadline=None)


def questions(count: int) -> tuple[AnyQuestion, ...]:
    return tuple(replace(QUESTIONS[at % 7], id=f"question-{at}") for at in range(count))


def moved(session: Session, move: str) -> Session:
    """The state after a move; the same where it cannot be made."""
    if move == "undo":
        return session.undo() if session.answers else session
    if move in ("id", "en"):
        return session.speak(move)
    if session.done:
        return session
    if move == "skip":
        return session.skip()
    if move == "hint":
        return session.hint()
    return session.answer(move, RIGHT if move == "right" else WRONG, duration=7)


def after(session: Session, moves: list[str]) -> Session:
    for move in moves:
        session = moved(session, move)
    return session


@SLOWLY
@given(COUNTS, MOVES)
def test_no_question_is_lost_and_none_asked_twice(count: int, moves: list[str]) -> None:
    """Answered and waiting together are all questions, each once, after every move."""
    session = Session.begin(questions(count), "en")
    for move in moves:
        session = moved(session, move)
        answered = [answer.question.id for answer in session.answers]
        waiting = [session.questions[at].id for at in session.waiting]
        assert Counter(answered + waiting) == Counter(question.id for question in questions(count))
        assert [session.questions[at].id for at in session.given] == answered
        assert session.done == (len(answered) == count)


@SLOWLY
@given(COUNTS, MOVES, st.sampled_from([RIGHT, WRONG]))
def test_undo_restores_the_state_before_the_answer(count: int, moves: list[str], verdict: Verdict) -> None:
    """Exactly, whatever came before."""
    session = after(Session.begin(questions(count), "en"), moves)
    if not session.done:
        assert session.answer("anything", verdict, 12).undo() == session


@SLOWLY
@given(COUNTS, MOVES, st.integers(0, 9))
def test_as_many_undos_as_answers_restore_the_state_before_them(count: int, moves: list[str], answers: int) -> None:
    """Several in a row."""
    session = after(Session.begin(questions(count), "en"), moves)
    number = min(answers, len(session.waiting))
    later = session
    for _ in range(number):
        later = later.answer("anything", RIGHT)
    for _ in range(number):
        later = later.undo()
    assert later == session


@SLOWLY
@given(COUNTS, MOVES)
def test_undoing_everything_leaves_every_question_to_be_asked(count: int, moves: list[str]) -> None:
    """Skips change the order and nothing else."""
    session = after(Session.begin(questions(count), "en"), moves)
    while session.answers:
        session = session.undo()
    assert sorted(session.waiting) == list(range(count))
    assert session.result == Result(asked=0, right=0, score=0.0)


@SLOWLY
@given(COUNTS, MOVES)
def test_skipping_goes_round_and_answering_ends(count: int, moves: list[str]) -> None:
    """So many skips as questions wait lead back to the same one; so many answers end it."""
    session = after(Session.begin(questions(count), "en"), moves)
    skipped = session
    for _ in session.waiting:
        skipped = skipped.skip()
    assert skipped == session
    for _ in session.waiting:
        session = session.answer(None, NO_ANSWER)
    assert session.done


@SLOWLY
@given(COUNTS, MOVES)
def test_hints_belong_to_their_question(count: int, moves: list[str]) -> None:
    """They are counted for the question asked, kept when it comes back, and halve its score alone."""
    session = Session.begin(questions(count), "en")
    taken: Counter[str] = Counter()
    for move in moves:
        if move == "hint" and session.current is not None:
            taken[session.current.id] += 1
        session = moved(session, move)
        if session.current is not None:
            assert session.hints == taken[session.current.id]
        for answer in session.answers:
            assert answer.score == answer.verdict.score * (0.5 if answer.hints else 1)


@SLOWLY
@given(COUNTS, MOVES)
def test_a_session_that_is_closed_has_an_answer_for_every_question(count: int, moves: list[str]) -> None:
    """What was left is there without a response, and what was answered stays as it was."""
    session = after(Session.begin(questions(count), "en"), moves)
    closed = session.close()
    assert closed.done
    assert closed.answers[: len(session.answers)] == session.answers
    assert all(answer.response is None for answer in closed.answers[len(session.answers) :])
    assert closed.result.asked == count


def test_a_skipped_question_comes_after_all_others_under_its_own_number() -> None:
    """1 and 2 are skipped; 3 is answered; then 1 and 2 come again."""
    session = Session.begin(questions(3), "en").skip().skip()
    assert session.position == (3, 3)
    session = session.answer(1, RIGHT)
    assert session.position == (1, 3)
    assert session.answer(1, RIGHT).position == (2, 3)


def test_what_was_skipped_since_an_answer_stays_skipped_when_it_is_undone() -> None:
    """The question taken back is asked at once."""
    session = Session.begin(questions(4), "en").answer(1, RIGHT).skip().undo()
    assert session.waiting == (0, 2, 3, 1)


def test_an_answer_remembers_its_language_hints_and_time() -> None:
    """As they were when it was given."""
    session = Session.begin(QUESTIONS, "en").hint().hint().speak("id").answer(1, RIGHT, 1200).speak("en")
    assert session.answers == (Answer(QUESTIONS[0], 1, RIGHT, language="id", hints=2, duration=1200),)
    assert session.result == Result(asked=1, right=1, score=0.5)
    assert session.hints == 0


def test_again_is_a_new_session_of_those_missed() -> None:
    """In the order in which they were answered, in the language spoken last; hints are forgotten."""
    session = Session.begin(questions(3), "en").skip().answer(1, WRONG).answer(1, RIGHT).hint().answer(1, WRONG)
    again = session.speak("id").again()
    assert [question.id for question in again.questions] == ["question-1", "question-0"]
    assert (again.language, again.answers, again.hints, again.position) == ("id", (), 0, (1, 2))


@pytest.mark.parametrize("move", [Session.skip, Session.hint, lambda session: session.answer(1, RIGHT)])
def test_when_all_is_answered_nothing_can_be_skipped_hinted_or_answered(move: object) -> None:
    """It is an error of the program's."""
    session = Session.begin(QUESTIONS[:1], "en").answer(1, RIGHT)
    with pytest.raises(ValueError, match="every question of this session is answered"):
        move(session)  # type: ignore[operator]


def test_where_nothing_is_answered_nothing_can_be_undone() -> None:
    """It is an error of the program's."""
    with pytest.raises(ValueError, match="nothing of this session is answered"):
        Session.begin(QUESTIONS, "en").undo()
