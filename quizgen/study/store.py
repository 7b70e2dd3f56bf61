"""A learner's progress, kept: the log of what happened, and what follows from it (``docs/progress.md``).

Two events may claim the same review (card and moment), such as an answer given here that comes back
from Anki: the one given here has it, then the one whose id comes first, in whichever order they arrived. An
answer that was taken back keeps its claim. So two logs merged either way say the same of every card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from quizgen.study.database import Database, StoreError
from quizgen.study.record import TERMINAL, Answered, Event, Flagged, MemoryLostError, Rescheduled, Undone
from quizgen.study.rows import INSERT, SELECT, event_of, from_here, moments, rank, values_of
from quizgen.study.schedule import CardState, Key, Review, after

__all__ = ["Store", "StoreError"]

WAIT = 10.0
"""How long to wait for another program that is writing, in seconds."""

_OF_BANK = """(
    l.question IN (SELECT id FROM question WHERE bank = :bank)
    OR l.answer IN (SELECT a.id FROM log a JOIN question b ON b.id = a.question WHERE b.bank = :bank)
)"""

_CARD = ("stability", "difficulty", "first", "last", "due", "reviews", "lapses")
_VALUES = attrgetter(*_CARD)
_HAPPENED = """
    SELECT r.question, r.part, q.bank, q.name, r.at, r.rating, l.origin, l.interval, r.duration, l.kind, l.due
    FROM review r JOIN log l ON l.seq = r.event JOIN question q ON q.id = r.question
"""


class Store:
    """An open progress file; a context manager. The methods raise StoreError where it cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database
        if database.moved:
            self.rebuild()

    @classmethod
    def open(cls, path: Path, *, create: bool = True, timeout: float = WAIT) -> Self:
        """Open the file, made if it is not there; wait ``timeout`` seconds for a program that is writing.

        With ``create`` false no file is made: one that is not there is an empty one that takes nothing.
        Raises StoreError with a sentence that says why: a newer version's file, a damaged one, no
        progress file at all, a folder that cannot be written.
        """
        database = Database.open(path, create=create, timeout=timeout)
        try:
            return cls(database)
        except BaseException:
            database.close()
            raise

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let go of the file."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    # -- writing --------------------------------------------------------------------------------------

    def add(self, event: Event) -> Event:
        """Keep an event; when this returns it outlives a crash. The event as it was kept comes back.

        The moment of an answer moves on to the next millisecond that is free, for each of its parts. An
        event whose id is known changes nothing. Raises MemoryLostError; nothing is kept then.
        """
        try:
            with self._database.writing():
                around = self._around(event)
                if around.known:
                    return event
                if isinstance(event, Answered) and event.at <= around.latest:
                    event = replace(event, at=self._free(event.at, max(1, len(event.ratings))))
                for question, part, review in self._keep(event, around):
                    self._follow(question, part, review, around)
        except StoreError as error:
            raise MemoryLostError(str(error)) from error
        return event

    def add_all(self, events: Iterable[Event]) -> int:
        """Keep events that happened elsewhere, their moments as they are; how many of them were new.

        All or none. One whose id is known changes nothing, nor does a review that is known from here.
        """
        new = 0
        touched: set[tuple[int, int]] = set()
        with self._database.writing():
            for event in events:
                around = self._around(event)
                if around.known or self._is_from_here(event, around):
                    continue
                new += 1
                touched.update((question, part) for question, part, _ in self._keep(event, around))
            retention = self.retention
            for question, part in sorted(touched):
                self._replay(question, part, retention)
        return new

    def _around(self, event: Event) -> _Around:
        """What is there already of an event, all in one question to the database: an answer should cost little."""
        bank, question = ("", "") if isinstance(event, Undone) else (event.bank, event.question)
        named = {"event": event.id, "bank": bank, "question": question}
        rows = list(self._database.rows(_AROUND, named))
        known, undone, row, retention, latest, *_ = rows[0]
        if retention is None:
            raise self._settings_lost()
        cards = {each[5]: each[6:] for each in rows}
        return _Around(bool(known), bool(undone), row, retention, latest, cards)

    def _is_from_here(self, event: Event, around: _Around) -> bool:
        """True for what comes back from Anki: all its reviews were answers given here."""
        if not isinstance(event, Answered) or around.question is None or from_here(event) or not event.ratings:
            return False
        holders = [self._holder(around.question, part, at) for part, at, _ in moments(event)]
        return all(holder is not None and not holder[0] for holder in holders)

    def _keep(self, event: Event, around: _Around) -> list[_Touched]:
        """Write an event to the log; the cards that it touches."""
        database = self._database
        if isinstance(event, Undone):
            database.run(INSERT, values_of(event, None))
            return self._take_back(event.answer)
        question = around.question
        if question is None:
            question = database.run("INSERT INTO question (bank, name) VALUES (?, ?)", (event.bank, event.question))
        seq = database.run(INSERT, values_of(event, question))
        if isinstance(event, Flagged):
            return []
        claims = moments(event)
        duration = event.duration // max(1, len(claims)) if isinstance(event, Answered) else 0
        touched: list[_Touched] = []
        for part, at, rating in claims:
            holder = self._holder(question, part, at) if at <= around.latest else None
            if holder is not None and holder <= rank(event):
                continue
            values = (question, part, at, seq, rating, duration, around.undone)
            database.run("INSERT OR REPLACE INTO review VALUES (?, ?, ?, ?, ?, ?, ?)", values)
            plain = isinstance(event, Answered) and not around.undone and at > around.latest
            touched.append((question, part, _review(event, part, at, rating, duration) if plain else None))
        return touched

    def _free(self, at: int, count: int) -> int:
        """The first moment from ``at`` on at which, and right after which, so many reviews have room."""
        for (taken,) in self._database.rows("SELECT DISTINCT at FROM review WHERE at >= ? ORDER BY at", (at,)):
            if taken >= at + count:
                break
            at = taken + 1
        return at

    def _holder(self, question: int, part: int, at: int) -> tuple[bool, str] | None:
        """The rank of the event that has a review now; None where nobody has."""
        found = self._database.row(
            "SELECT l.origin IS NOT ?, l.id FROM review r JOIN log l ON l.seq = r.event"
            " WHERE r.question = ? AND r.part = ? AND r.at = ?",
            (TERMINAL, question, part, at),
        )
        return (bool(found[0]), found[1]) if found else None

    def _take_back(self, answer: str) -> list[_Touched]:
        """Let the reviews that an answer has count no more."""
        given = self.event(answer)
        if not isinstance(given, Answered):
            return []
        touched: list[_Touched] = []
        for part, at, _ in moments(given):
            found = self._database.row(_HELD, (given.bank, given.question, part, at, answer))
            if found is not None:
                where = "question = ? AND part = ? AND at = ?"
                self._database.run(f"UPDATE review SET undone = 1 WHERE {where}", (found[0], part, at))
                touched.append((found[0], part, None))
        return touched

    # -- what follows -----------------------------------------------------------------------------------

    def _follow(self, question: int, part: int, review: Review | None, around: _Around) -> None:
        """Bring a card up to date, after a review that is the latest of all, or from the beginning."""
        if review is None:
            self._replay(question, part, around.retention)
            return
        stood = around.cards.get(part)
        state = None if stood is None else CardState(**dict(zip(_CARD, stood, strict=True)))
        self._stand(question, part, review.bank, after(state, review, around.retention))

    def _replay(self, question: int, part: int, retention: float) -> None:
        rows = self._database.rows(
            f"{_HAPPENED} WHERE r.question = ? AND r.part = ? AND NOT r.undone ORDER BY r.at", (question, part)
        )
        bank, state = _replayed(rows, retention)
        if state is not None:
            self._stand(question, part, bank, state)
        else:
            self._database.run("DELETE FROM card WHERE question = ? AND part = ?", (question, part))

    def _stand(self, question: int, part: int, bank: str, state: CardState) -> None:
        self._database.run(_PUT_CARD, (question, part, bank, *_VALUES(state)))

    def rebuild(self) -> None:
        """Make what follows from the log again, from the log alone."""
        with self._database.writing():
            self._database.run("DELETE FROM card")
            self._database.run("DELETE FROM review")
            self._database.run(_REVIEWS_OF_LOG, (TERMINAL,))
            self._replay_all()

    def _replay_all(self) -> None:
        retention = self.retention
        rows = self._database.rows(f"{_HAPPENED} WHERE NOT r.undone ORDER BY r.question, r.part, r.at")

        def cards() -> Iterator[tuple[Any, ...]]:
            for (question, part), happened in groupby(rows, key=lambda row: row[:2]):
                bank, state = _replayed(happened, retention)
                if state is not None:
                    yield (question, part, bank, *_VALUES(state))

        self._database.run("DELETE FROM card")
        self._database.run_each(_PUT_CARD, cards())

    @property
    def retention(self) -> float:
        """The share of what is asked again that should still be known."""
        found = self._database.row("SELECT retention FROM setting")
        if found is None:
            raise self._settings_lost()
        return float(found[0])

    def _settings_lost(self) -> StoreError:
        return StoreError(f"the progress file {self._database.path} is damaged: it has lost its settings")

    def set_retention(self, retention: float) -> None:
        """Set the share, and every due moment by it. Raises ValueError for what is not between 0 and 1."""
        if not 0 < retention < 1:
            raise ValueError(f"a retention of {retention} is not between 0 and 1")
        if retention == self.retention:
            return
        with self._database.writing():
            self._database.run("UPDATE setting SET retention = ?", (retention,))
            self._replay_all()

    # -- reading ----------------------------------------------------------------------------------------

    def events(self, bank: str | None = None) -> Iterator[Event]:
        """What happened, in the order of the log; of one bank, or all."""
        where = "" if bank is None else f"WHERE {_OF_BANK}"
        yield from map(event_of, self._database.rows(f"{SELECT} {where} ORDER BY l.seq", {"bank": bank}))

    def event(self, id_: str) -> Event | None:
        """The event of an id."""
        found = self._database.row(f"{SELECT} WHERE l.id = ?", (id_,))
        return event_of(found) if found else None

    def banks(self) -> list[str]:
        """The banks of which something is remembered."""
        return [bank for (bank,) in self._database.rows("SELECT DISTINCT bank FROM question ORDER BY bank")]

    def cards(self, bank: str) -> dict[Key, CardState]:
        """(question, part) -> where that card stands; only cards that have been reviewed."""
        rows = self._database.rows(
            f"SELECT q.name, c.part, {', '.join(f'c.{each}' for each in _CARD)}"
            " FROM question q JOIN card c ON c.question = q.id WHERE q.bank = ? ORDER BY q.name, c.part",
            (bank,),
        )
        return {(row[0], row[1]): CardState(**dict(zip(_CARD, row[2:], strict=True))) for row in rows}

    def due(self, bank: str, until: int) -> list[Key]:
        """The cards that are due at or before a moment, the earliest first."""
        rows = self._database.rows(
            "SELECT q.name, c.part FROM card c JOIN question q ON q.id = c.question"
            " WHERE c.bank = ? AND c.due <= ? ORDER BY c.due, q.name, c.part",
            (bank, until),
        )
        return [(name, part) for name, part in rows]

    def reviews(self, bank: str) -> list[Review]:
        """The reviews that count, the oldest first: none taken back, none twice."""
        rows = self._database.rows(
            f"{_HAPPENED} WHERE q.bank = ? AND NOT r.undone AND r.rating > 0 ORDER BY r.at, q.name, r.part", (bank,)
        )
        return [_reviewed(row) for row in rows]

    def flags(self, bank: str | None = None) -> list[Flagged]:
        """What learners hold to be wrong, the oldest first; of one bank, or all."""
        where = "" if bank is None else "AND q.bank = ?"
        rows = self._database.rows(
            f"{SELECT} WHERE l.event = 'flagged' {where} ORDER BY l.at, l.seq", () if bank is None else (bank,)
        )
        return [event for event in map(event_of, rows) if isinstance(event, Flagged)]

    def forget(self, bank: str) -> int:
        """Delete everything of a bank for good, also from the disk; how many events that were."""
        named = {"bank": bank}
        questions = "(SELECT id FROM question WHERE bank = :bank)"
        with self._database.deleting():
            found = self._database.row(f"SELECT count(*) FROM log l WHERE {_OF_BANK}", named)
            for table in ("card", "review"):
                self._database.run(f"DELETE FROM {table} WHERE question IN {questions}", named)
            for first in ("l.event = 'undone' AND", ""):  # while the answers taken back are there
                self._database.run(f"DELETE FROM log AS l WHERE {first} {_OF_BANK}", named)
            self._database.run("DELETE FROM question WHERE bank = :bank", named)
        return int(found[0]) if found else 0


_AROUND = f"""
    SELECT
        EXISTS (SELECT 1 FROM log WHERE id = :event), EXISTS (SELECT 1 FROM log WHERE answer = :event), q.id,
        (SELECT retention FROM setting), (SELECT coalesce(max(at), 0) FROM review),
        c.part, {", ".join(f"c.{each}" for each in _CARD)}
    FROM (SELECT 1) LEFT JOIN question q ON q.bank = :bank AND q.name = :question LEFT JOIN card c ON c.question = q.id
"""
_HELD = """
    SELECT r.question FROM question q JOIN review r ON r.question = q.id JOIN log l ON l.seq = r.event
    WHERE q.bank = ? AND q.name = ? AND r.part = ? AND r.at = ? AND l.id = ?
"""


class _Around(NamedTuple):
    """What is there already of an event: whether it is known, or undone; its question's row; the latest review of all.

    ``cards`` is part -> where that card of its question stands; where there is none, it has nothing but None.
    """

    known: bool
    undone: bool
    question: int | None
    retention: float
    latest: int
    cards: Mapping[int | None, tuple[Any, ...]]


_Touched = tuple[int, int, Review | None]
"""A card (the row of its question, and the part), and its review where that comes after everything known of it."""

_PUT_CARD = (
    f"INSERT OR REPLACE INTO card (question, part, bank, {', '.join(_CARD)}) VALUES (?, ?, ?{', ?' * len(_CARD)})"
)

_REVIEWS_OF_LOG = """
    INSERT OR IGNORE INTO review
    SELECT question, part, moment, seq, rating, duration, EXISTS (SELECT 1 FROM log u WHERE u.answer = claims.id)
    FROM (
        SELECT
            l.question, CAST(each.key AS INTEGER) AS part, l.seq, l.id, l.origin, each.value AS rating,
            l.at + row_number() OVER (PARTITION BY l.seq ORDER BY CAST(each.key AS INTEGER)) - 1 AS moment,
            l.duration / count(*) OVER (PARTITION BY l.seq) AS duration
        FROM log l JOIN json_each(l.ratings) each
        WHERE l.event = 'answered'
        UNION ALL
        SELECT question, part, seq, id, NULL, 0, at, 0 FROM log WHERE event = 'rescheduled'
    ) AS claims
    ORDER BY origin IS NOT ?, id
"""


def _review(event: Answered | Rescheduled, part: int, at: int, rating: int, duration: int) -> Review | None:
    if isinstance(event, Rescheduled):
        return None
    return Review(
        bank=event.bank, question=event.question, part=part, at=at, rating=rating, origin=event.origin,
        interval=event.interval, duration=duration, kind=event.kind,
    )  # fmt: skip


def _reviewed(row: tuple[Any, ...]) -> Review:
    _, part, bank, name, at, rating, origin, interval, duration, kind, _ = row
    return Review(
        bank=bank, question=name, part=part, at=at, rating=rating, origin=origin, interval=interval,
        duration=duration, kind=kind,
    )  # fmt: skip


def _replayed(rows: Iterable[tuple[Any, ...]], retention: float) -> tuple[str, CardState | None]:
    """A card's bank and where it stands after all that happened to it, in order."""
    bank, state = "", None
    for row in rows:
        bank, rating, due = row[2], row[5], row[10]
        if rating:
            state = after(state, _reviewed(row), retention)
        elif state is not None:
            state = replace(state, due=due) if due is not None else None
    return bank, state
