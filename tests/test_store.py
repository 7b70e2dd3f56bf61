"""What the store keeps and tells: events as they were given, and the cards that follow."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from quizgen.study.record import ANKI, Rescheduled, Undone
from quizgen.study.schedule import Review, states
from quizgen.study.store import Store
from tests.events import DAY, START, answered, flagged, kept


def test_events_come_back_as_they_were_given_in_the_order_of_the_log(tmp_path: Path) -> None:
    """Every field of every kind of event, hard texts among them."""
    events = [
        answered(1, kind="select", response=["@oslo", "Füße\0\n'\"", ""], shown=("a", "ß", ""), hints=2, score=0.5),
        answered(0, kind="match", response={"1": "@a", "": "b"}, ratings={}),
        answered(3, kind="true-false", response=False, origin=ANKI, interval=86_400, language="id"),
        answered(4, kind="short", response=""),
        answered(5, kind="choice", response=None, ratings={0: 1}),
        answered(6, kind="cloze", response={"1": "x"}, ratings={1: 2, 12: 4}),
        Undone(id="u", at=7, answer="e3"),
        flagged(8, remark="\x1b[31mred\x1b[0m"),
        Rescheduled(id="r", at=9, bank="other", question="q", part=3, due=None),
        Rescheduled(id="s", at=9, bank="other", question="q", part=3, due=10),
    ]  # fmt: skip
    with Store.open(tmp_path / "p.sqlite") as store:
        assert [store.add(event) for event in events] == events
    with Store.open(tmp_path / "p.sqlite", create=False) as store:
        assert list(store.events()) == events
        assert [event.id for event in store.events("other")] == ["r", "s"]
        assert [store.event(event.id) for event in events] == events
        assert store.event("nobody") is None


def test_an_event_that_is_known_changes_nothing(tmp_path: Path) -> None:
    """The first of two events of one id is kept, the second is no error."""
    with Store.open(tmp_path / "p.sqlite") as store:
        store.add(answered(1))
        store.add(answered(1, response="Bergen", ratings={0: 1}))
        store.add(flagged(1))
        store.add(flagged(1, remark="else"))
        assert list(store.events()) == [answered(1), flagged(1)]
        assert store.cards("sample")["capital", 0].reviews == 1


def test_the_moment_moves_to_the_next_that_is_free_for_all_parts(tmp_path: Path) -> None:
    """Three blanks want three milliseconds in a row, whatever the bank or question that has those between."""
    parts = {1: 3, 2: 3, 3: 3}
    with Store.open(tmp_path / "p.sqlite") as store:
        given = [
            store.add(answered(1, START)),
            store.add(answered(2, START + 3, bank="other")),
            store.add(answered(3, START - 1, "river", ratings=parts)),
            store.add(answered(4, START, "river")),
            store.add(answered(5, START - 9)),
        ]
        assert [event.at - START for event in given] == [0, 3, 4, 1, -9]
        assert [(review.part, review.at - START) for review in store.reviews("sample")] == [
            (0, -9), (0, 0), (0, 1), (1, 4), (2, 5), (3, 6),
        ]  # fmt: skip


def test_an_undone_answer_counts_no_more_and_stays_in_the_log(tmp_path: Path) -> None:
    """The card stands where the other answers put it; one without others is new again."""
    with Store.open(tmp_path / "p.sqlite") as store:
        for number in (1, 2, 3):
            store.add(answered(number))
        store.add(answered(4, question="river"))
        store.add(Undone(id="u2", at=START, answer="e2"))
        store.add(Undone(id="u4", at=START, answer="e4"))
        assert store.cards("sample") == states(map(_review, (1, 3)), 0.9)
        assert store.reviews("sample") == [_review(1), _review(3)]
        assert [event.id for event in store.events("sample")] == ["e1", "e2", "e3", "e4", "u2", "u4"]


def _review(number: int) -> Review:
    """The review that ``answered`` of a number makes."""
    at = START + number * DAY
    return Review(bank="sample", question="capital", at=at, rating=3, duration=5000, kind="short")


def test_a_cloze_shares_its_time_among_its_blanks(tmp_path: Path) -> None:
    """Each blank is a card, and its review took its share."""
    with Store.open(tmp_path / "p.sqlite") as store:
        store.add(answered(1, kind="cloze", ratings={2: 1, 1: 4}, duration=9001))
        assert [(each.part, each.rating, each.duration) for each in store.reviews("sample")] == [
            (1, 4, 4500),
            (2, 1, 4500),
        ]
        assert list(store.cards("sample")) == [("capital", 1), ("capital", 2)]


def test_due_cards_come_earliest_first_up_to_a_moment(tmp_path: Path) -> None:
    """Only cards of that bank, and one that is due just then."""
    with Store.open(tmp_path / "p.sqlite") as store:
        for number, (question, interval) in enumerate([("c", 3), ("a", 1), ("b", 2), ("d", 9)]):
            store.add(answered(number, START + number, question, interval=interval * 86_400))
        store.add(answered(9, START + 9, "a", bank="other", interval=0))
        until = store.cards("sample")["c", 0].due
        assert store.due("sample", until) == [("a", 0), ("b", 0), ("c", 0)]
        assert store.due("sample", until - 1) == [("a", 0), ("b", 0)]


def test_another_retention_moves_every_due_moment_but_those_that_anki_set(tmp_path: Path) -> None:
    """It is kept in the file, and what is remembered of a card does not hang on it."""
    with Store.open(tmp_path / "p.sqlite") as store:
        store.add(answered(1))
        store.add(answered(2, question="river", interval=10 * 86_400, origin=ANKI))
        before = store.cards("sample")
        store.set_retention(0.8)
        after = store.cards("sample")
    assert after["capital", 0].due > before["capital", 0].due
    assert replace(after["capital", 0], due=0) == replace(before["capital", 0], due=0)
    assert after["river", 0] == before["river", 0]
    with Store.open(tmp_path / "p.sqlite") as store:
        assert store.retention == 0.8
        store.add(answered(3, START + 3 * DAY, "lake"))
        assert store.cards("sample")["lake", 0].due == states(store.reviews("sample"), 0.8)["lake", 0].due
        with pytest.raises(ValueError, match=r"a retention of 1 is not between 0 and 1"):
            store.set_retention(1)


def test_flags_are_listed_oldest_first_by_bank_or_all(tmp_path: Path) -> None:
    """What learners hold to be wrong, and nothing else."""
    flags = [flagged(5), flagged(1, bank="other"), flagged(3, remark="")]
    with Store.open(kept(tmp_path / "p.sqlite", answered(1), *flags)) as store:
        assert store.flags() == [flags[1], flags[2], flags[0]]
        assert store.flags("sample") == [flags[2], flags[0]]
        assert store.banks() == ["other", "sample"]


def test_what_is_kept_is_in_the_file_before_the_method_returns(tmp_path: Path) -> None:
    """Another program sees it at once, and the durable mode is on."""
    path = tmp_path / "p.sqlite"
    with Store.open(path) as store, closing(sqlite3.connect(path)) as other:
        for number in range(3):
            store.add(answered(number))
            assert other.execute("SELECT count(*) FROM log").fetchone() == (number + 1,)
        assert store._database.row("PRAGMA synchronous") == (2,)
        assert store._database.row("PRAGMA foreign_keys") == (1,)


def steps_of(store: Store, work: Callable[[], object]) -> int:
    """How much the database does for something, in tens of its steps."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    store._database._connection.set_progress_handler(step, 10)
    work()
    store._database._connection.set_progress_handler(None, 10)
    return count


def test_recording_reads_no_more_as_the_log_grows(tmp_path: Path) -> None:
    """An answer touches a handful of rows, however many there are."""
    with Store.open(tmp_path / "p.sqlite") as store:
        events = [answered(number, question=f"q{number % 50}") for number in range(400)]
        steps = [steps_of(store, partial(store.add, event)) for event in events]
    assert max(steps[300:]) <= max(steps[100:200]) + 2


def test_due_cards_are_found_by_an_index(tmp_path: Path) -> None:
    """Forty times the cards and reviews, and the five that are due are found as quickly."""
    steps = []
    for count in (50, 2000):
        path = kept(
            tmp_path / f"{count}.sqlite", *(answered(at, START + at, f"q{at}", interval=at) for at in range(count))
        )
        with Store.open(path) as store:
            until = START + 4 * 1000 + 4
            steps.append(steps_of(store, lambda store=store, until=until: store.due("sample", until)))  # type: ignore[misc]
            assert len(store.due("sample", until)) == 5
    assert steps[1] <= steps[0] + 1
