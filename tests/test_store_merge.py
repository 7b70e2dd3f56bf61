"""What follows from a log of events: the same by whichever way and in whichever order it came."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.study.journal import line_of, read_lines
from quizgen.study.record import ANKI, Answered, Event, Rescheduled, Undone
from quizgen.study.schedule import states
from quizgen.study.store import Store
from tests.events import DAY, LOGS, START, answered, standing

SOME = settings(derandomize=True, max_examples=60, deadline=None)


@given(LOGS, st.randoms(use_true_random=False))
@SOME
def test_two_logs_merged_either_way_say_the_same_of_every_card(log: list[Event], chance: object) -> None:
    """Answers, undos, days given and what comes back from Anki: no order of arrival changes where a card stands."""
    with tempfile.TemporaryDirectory() as folder:
        chance.shuffle(other := list(log))  # type: ignore[attr-defined]
        with Store.open(Path(folder) / "a") as one, Store.open(Path(folder) / "b") as two:
            one.add_all(log)
            for event in other:
                two.add_all([event])
            assert standing(one) == standing(two)


@given(LOGS)
@SOME
def test_a_rebuild_changes_nothing(log: list[Event]) -> None:
    """Cards kept up to date event by event stand where the log alone puts them."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a") as store:
        for event in log:
            store.add(event)
        before = standing(store)
        store.rebuild()
        assert standing(store) == before


@given(LOGS)
@SOME
def test_an_export_imported_elsewhere_gives_the_same_cards_and_a_second_time_nothing(log: list[Event]) -> None:
    """What is exported is everything, and importing it twice changes nothing."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "a") as one,
        Store.open(Path(folder) / "b") as two,
    ):
        for event in log:
            one.add(event)
        read, problems = read_lines("\n".join(map(line_of, one.events())).encode(), "lines")
        assert problems == []
        events = [event for event, _ in read]
        assert events == list(one.events())
        assert two.add_all(events) == len(events)
        assert standing(one) == standing(two)
        assert two.add_all(events) == 0
        assert list(two.events()) == events


@given(LOGS)
@SOME
def test_the_events_of_a_bank_are_its_own_with_the_undos_of_its_answers(log: list[Event]) -> None:
    """All events but the undos of answers that are not there belong to one bank."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a") as store:
        store.add_all(log)
        every = list(store.events())
        banks = {event.id: event.bank for event in every if isinstance(event, Answered)}
        for bank in ("sample", "other"):
            own = [
                event
                for event in every
                if (banks.get(event.answer) if isinstance(event, Undone) else event.bank) == bank
            ]
            assert list(store.events(bank)) == own


@given(LOGS)
@SOME
def test_moments_given_by_recording_are_unique(log: list[Event]) -> None:
    """An answer's moment moves on until each of its parts has a millisecond of its own: Anki's ids are such."""
    answers = [event for event in log if isinstance(event, Answered)]
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a") as store:
        given_ = [store.add(event) for event in answers]
        moments = [
            event.at + place for event in given_ if isinstance(event, Answered) for place in range(len(event.ratings))
        ]
        assert len(moments) == len(set(moments))
        assert all(new.at >= old.at for new, old in zip(given_, answers, strict=True))


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 30 * DAY)), max_size=8))
@SOME
def test_cards_are_what_the_schedule_says_of_the_reviews(happened: list[tuple[int, int]]) -> None:
    """The store adds nothing of its own to FSRS."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a") as store:
        for number, (rating, later) in enumerate(happened):
            store.add(answered(number, START + later, ratings={0: rating}))
        assert store.cards("sample") == states(store.reviews("sample"), 0.9)


def test_a_review_that_comes_back_from_anki_counts_once(tmp_path: Path) -> None:
    """An answer with two blanks is two of Anki's reviews, a millisecond apart; both are known."""
    here = answered(1, kind="cloze", response={"1": "Wien", "2": "Donau"}, ratings={1: 3, 2: 4})
    back = [
        answered(number, here.at + place, id=f"anki{number}", origin=ANKI, response=None, ratings={part: rating})
        for number, (place, part, rating) in enumerate([(0, 1, 3), (1, 2, 4)])
    ]
    with Store.open(tmp_path / "a") as store:
        store.add(here)
        before = standing(store)
        assert store.add_all(back) == 0
        assert standing(store) == before
        assert list(store.events()) == [here]
    with Store.open(tmp_path / "b") as store:
        assert store.add_all(back) == 2
        assert store.add_all([here]) == 1
        assert standing(store) == before


def test_an_answer_taken_back_does_not_return_from_anki(tmp_path: Path) -> None:
    """Whoever undoes an answer here has undone it, though Anki has it from an earlier export."""
    here = answered(1)
    with Store.open(tmp_path / "a") as store:
        store.add(here)
        store.add(Undone(id="u", at=here.at + 5, answer=here.id))
        assert store.add_all([answered(2, here.at, id="anki", origin=ANKI, response=None)]) == 0
        assert standing(store)["sample"] == ({}, [])


def test_a_day_given_in_anki_moves_the_card_and_a_reset_makes_it_new(tmp_path: Path) -> None:
    """The memory stays as it was where only the day was set; what a reset leaves is a card never seen."""
    moved = Rescheduled(id="r", at=START + 3 * DAY, bank="sample", question="capital", part=0, due=START + 99 * DAY)
    with Store.open(tmp_path / "a") as store:
        store.add(answered(1))
        first = store.cards("sample")["capital", 0]
        store.add_all([moved])
        state = store.cards("sample")["capital", 0]
        assert (state.due, state.stability, state.reviews) == (START + 99 * DAY, first.stability, 1)
        store.add_all([Rescheduled(id="s", at=START + 4 * DAY, bank="sample", question="capital", part=0, due=None)])
        assert store.cards("sample") == {}
        store.add(answered(5))
        assert store.cards("sample")["capital", 0].reviews == 1
        assert len(store.reviews("sample")) == 2
