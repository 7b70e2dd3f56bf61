"""An answer in the terminal as an event: options by key, ratings by part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.grade import Response, grade
from quizgen.study.memory import StoreMemory
from quizgen.study.record import Answered, Flagged, JsonValue, MemoryLostError, Undone
from quizgen.study.store import Store
from tests.events import START
from tests.samples import QUESTIONS

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[StoreMemory]:
    """A memory with a clock that goes on by a second and ids that count."""
    moments, ids = iter(range(START, START + 10**6, 1000)), iter(range(1000))
    with Store.open(tmp_path / "p.sqlite") as store:
        yield StoreMemory(store, "sample", lambda: next(moments), lambda: f"id{next(ids)}")


@pytest.mark.parametrize(
    ("question", "response", "kept", "shown", "ratings"),
    [
        (CHOICE, 1, "@seoul", ("@tokyo", "@seoul", "2"), {0: 3}),
        (CHOICE, 0, "@tokyo", ("@tokyo", "@seoul", "2"), {0: 1}),
        (CHOICE, 7, None, ("@tokyo", "@seoul", "2"), {0: 1}),
        (SELECT, frozenset({2, 0}), ["@seoul", "@tokyo"], ("@seoul", "3", "@tokyo", "4"), {0: 3}),
        (SELECT, frozenset(), [], ("@seoul", "3", "@tokyo", "4"), {0: 1}),
        (TRUE_FALSE, False, False, (), {0: 3}),
        (SHORT, "Oslo", "Oslo", (), {0: 3}),
        (SHORT, "Be\udcffrn", "Be?rn", (), {0: 1}),
        (CLOZE, {1: "Wien", 2: "Danube"}, {"1": "Wien", "2": "Danube"}, (), {1: 1, 2: 3}),
        (CLOZE, {2: "Danube"}, {"2": "Danube"}, (), {1: 1, 2: 3}),
        (ORDER, (1, 2, 0), ["0", "1", "2"], ("2", "0", "1"), {0: 3}),
        (MATCH, {1: 1, 0: 2}, {"0": "@tokyo", "1": "@seoul"}, ("2", "@seoul", "@tokyo"), {0: 3}),
        (MATCH, {0: 9, 5: 0}, {}, ("2", "@seoul", "@tokyo"), {0: 1}),
        *((question, None, None, None, None) for question in QUESTIONS),
    ],
)
def test_an_answer_is_kept_by_key(
    question: object, response: Response | None, kept: JsonValue, shown: object, ratings: object, memory: StoreMemory
) -> None:
    """Neither wording nor language nor place: what was chosen, and what was shown, by the options' keys."""
    verdict = grade(question, response, "en")  # type: ignore[arg-type]
    id_ = memory.answered(question, "en", response, verdict, hints=0, duration=2500)  # type: ignore[arg-type]
    (event,) = memory.store.events()
    assert isinstance(event, Answered)
    assert (event.id, event.at, event.bank, event.question) == (id_, START, "sample", question.id)  # type: ignore[attr-defined]
    assert (event.right, event.score, event.duration, event.origin) == (verdict.right, verdict.score, 2500, "terminal")
    assert event.response == kept
    if response is not None:
        assert (event.shown, event.ratings) == (shown, ratings)
    else:
        assert set(event.ratings.values()) == {1}


def test_hints_time_and_the_learners_own_rating_make_the_rating(memory: StoreMemory) -> None:
    """A hint or a slow answer is HARD, for each blank by its share of the time; the learner's word is every part's."""
    right = {1: "Vienna", 2: "Danube"}
    verdict = grade(CLOZE, right, "en")
    for hints, duration, rating in [(0, 30_000, None), (1, 30_000, None), (0, 130_000, None), (0, 1, 4)]:
        memory.answered(CLOZE, "en", right, verdict, hints=hints, duration=duration, rating=rating)
    assert [dict(event.ratings) for event in memory.store.events() if isinstance(event, Answered)] == [
        {1: 3, 2: 3}, {1: 2, 2: 2}, {1: 2, 2: 2}, {1: 4, 2: 4},
    ]  # fmt: skip


def test_an_undo_and_a_flag_are_events_of_their_own(memory: StoreMemory) -> None:
    """The undo names the answer; the flag has the code that the author finds the question by."""
    id_ = memory.answered(SHORT, "id", "Oslo", grade(SHORT, "Oslo", "id"), hints=0, duration=0)
    memory.undone(id_)
    memory.flagged(SHORT, "id", "Bukan \udc80Oslo?")
    assert list(memory.store.events())[1:] == [
        Undone(id="id1", at=START + 1000, answer=id_),
        Flagged(
            id="id2", at=START + 2000, bank="sample", question="capital-short", code="AAAA-0004", language="id",
            remark="Bukan ?Oslo?",
        ),
    ]  # fmt: skip
    assert memory.store.cards("sample") == {}


def test_what_cannot_be_kept_raises_one_error_for_everything(tmp_path: Path) -> None:
    """The terminal learns of it by MemoryLostError, whichever event it was."""
    with Store.open(tmp_path / "none", create=False) as store:
        memory = StoreMemory(store, "sample", lambda: START, lambda: "id")
        for keep in (
            lambda: memory.answered(SHORT, "en", "Oslo", grade(SHORT, "Oslo", "en"), hints=0, duration=0),
            lambda: memory.undone("x"),
            lambda: memory.flagged(SHORT, "en", ""),
        ):
            with pytest.raises(MemoryLostError, match="nothing may be written there"):
                keep()
