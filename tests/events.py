"""Events for tests of what is remembered: made short, and by Hypothesis."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from quizgen.study.record import ANKI, TERMINAL, Answered, Event, Flagged, Rescheduled, Undone
from quizgen.study.store import Store

DAY = 86_400_000
START = 1_795_500_000_000


def answered(number: int, at: int | None = None, question: str = "capital", **more: Any) -> Answered:
    """An answer; ``number`` makes its id and, where no moment is given, that too: a day each."""
    values: dict[str, Any] = {
        "id": f"e{number}", "at": START + number * DAY if at is None else at, "bank": "sample", "question": question,
        "language": "en", "kind": "short", "response": "Oslo", "right": True, "score": 1.0, "ratings": {0: 3},
        "duration": 5000,
    }  # fmt: skip
    return Answered(**{**values, **more})


def flagged(number: int, remark: str = "Is it not Bern?", **more: Any) -> Flagged:
    """A flag on the question "capital" of the bank "sample"."""
    values: dict[str, Any] = {
        "id": f"f{number}", "at": START + number, "bank": "sample", "question": "capital", "code": "AAAA-0001",
        "language": "en", "remark": remark,
    }  # fmt: skip
    return Flagged(**{**values, **more})


def standing(store: Store) -> dict[str, Any]:
    """All that follows from a log: where each card stands, and which reviews count."""
    return {bank: (store.cards(bank), store.reviews(bank)) for bank in ("sample", "other")}


def kept(path: Path, *events: Event) -> Path:
    """A progress file with these events."""
    with Store.open(path) as store:
        store.add_all(events)
    return path


_MOMENTS = st.one_of(
    st.integers(START, START + 6), st.integers(0, 40).map(lambda day: START + day * DAY), st.integers(0, 32 * 10**12)
)
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def _answers() -> st.SearchStrategy[Answered]:
    origin = st.sampled_from([TERMINAL, TERMINAL, ANKI])
    return st.builds(
        Answered,
        id=st.text("abcdef", min_size=1, max_size=3),
        at=_MOMENTS,
        bank=st.sampled_from(["sample", "other"]),
        question=st.sampled_from(["capital", "river/choice/slot", "Füße 'x\"\0"]),
        language=st.sampled_from(["en", "id"]),
        kind=st.just("cloze"),
        response=st.none() | st.dictionaries(st.sampled_from(["1", "2"]), _TEXTS, max_size=2),
        right=st.booleans(),
        score=st.floats(0, 1),
        ratings=st.dictionaries(st.integers(0, 3), st.integers(1, 4), max_size=3),
        hints=st.integers(0, 3),
        duration=st.integers(0, 10**6),
        shown=st.lists(_TEXTS, max_size=2).map(tuple),
        origin=origin,
        interval=st.none() | st.integers(0, 10**8),
    )


EVENTS: st.SearchStrategy[Event] = st.one_of(
    _answers(),
    _answers(),
    st.builds(
        Undone, id=st.text("uv", min_size=1, max_size=4), at=_MOMENTS,
        answer=st.text("abcdef", min_size=1, max_size=3),
    ),
    st.builds(
        Rescheduled, id=st.text("rs", min_size=1, max_size=4), at=_MOMENTS, bank=st.just("sample"),
        question=st.just("capital"), part=st.integers(0, 1), due=st.none() | _MOMENTS,
    ),
    st.builds(
        Flagged, id=st.text("gh", min_size=1, max_size=4), at=_MOMENTS, bank=st.just("other"),
        question=st.just("capital"), code=_TEXTS, language=st.just("en"), remark=_TEXTS,
    ),
)  # fmt: skip
"""Any event: ids and moments often meet."""

LOGS = st.lists(EVENTS, max_size=12, unique_by=lambda event: event.id)
"""Some events, each with an id of its own."""
