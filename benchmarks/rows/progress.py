"""The progress file: one answer recorded, and the question what is due. Imported late: it needs the store."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measure import Row, compared
from quizgen.study.record import Answered  # type: ignore[import-not-found,unused-ignore]
from quizgen.study.rows import INSERT, values_of  # type: ignore[import-not-found,unused-ignore]
from quizgen.study.store import Store  # type: ignore[import-not-found,unused-ignore]

ANSWERS, WARM, CARDS, REVIEWS, ASKED = 300, 1_500, 100_000, 1_000_000, 200
START, BANK = 1_700_000_000_000, "sample"


def rows() -> Iterator[Row]:
    """On a disk, by the clock on the wall: what takes time here is waiting for the disk."""
    with tempfile.TemporaryDirectory() as folder:
        yield _recording(Path(folder))
        yield _due(Path(folder))


def _answer(at: int) -> Any:
    return Answered(
        id=f"e{at}", at=START + at * 60_000, bank=BANK, question=f"q{at % 40}", language="en", kind="choice",
        response="@oslo", right=True, score=1.0, ratings={0: 3}, duration=9_000, shown=("@oslo", "@bergen", "@lima"),
    )  # fmt: skip


def _recording(folder: Path) -> Row:
    """One answer ours, one bare, and so on: the median of each.

    Before, both files are written to until their logs no longer grow: a disk takes ten times as long for a
    file that grows, and the one that writes less would pay for it longer.
    """
    own, bare = [], []
    with Store.open(folder / "own.sqlite") as store, closing(_copy(folder)) as other:
        for at in range(-WARM, 0):
            store.add(_answer(at))
            other.execute(INSERT, values_of(_answer(at - 1), 1))
            other.commit()
        for at in range(ANSWERS):
            answer = _answer(at)
            begun = time.perf_counter()
            store.add(answer)
            between = time.perf_counter()
            other.execute(INSERT, values_of(answer, 1))
            other.commit()
            bare.append(time.perf_counter() - between)
            own.append(between - begun)
    seconds = median(own), median(bare)
    return compared("recording one answer (WAL, synchronous=FULL)", "a bare insert and commit of its row", seconds, 2)


def _copy(folder: Path) -> sqlite3.Connection:
    """An empty progress file with one question, opened by sqlite3 alone."""
    path = folder / "bare.sqlite"
    with Store.open(path) as store:
        store.add(_answer(-WARM - 2))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _due(folder: Path) -> Row:
    path = folder / "many.sqlite"
    with Store.open(path) as store:
        store.add(_answer(0))
    with closing(sqlite3.connect(path)) as connection, connection:
        ids = range(1_000, 1_000 + CARDS)
        connection.executemany("INSERT INTO question VALUES (?, ?, ?)", ((at, BANK, f"many{at}") for at in ids))
        connection.executemany(
            "INSERT INTO card VALUES (?, 0, ?, 3.0, 5.0, ?, ?, ?, 10, 0)",
            ((at, BANK, START, START, START + at * 1_000_000) for at in ids),
        )
        connection.executemany(
            "INSERT INTO review VALUES (?, 0, ?, ?, 3, 1000, 0)",
            ((1_000 + at % CARDS, START + at, at) for at in range(REVIEWS)),
        )
    until = START + 1_020 * 1_000_000
    with Store.open(path) as store, closing(sqlite3.connect(path)) as bare:
        own = [_timed(lambda: store.due(BANK, until)) for _ in range(ASKED)]
        count = "SELECT count(*) FROM card WHERE bank = ? AND due = ?"
        other = [_timed(lambda: bare.execute(count, (BANK, until)).fetchall()) for _ in range(ASKED)]
    seconds = median(own), median(other)
    note = "under a millisecond" if seconds[0] < 1e-3 else "**over a millisecond**"
    return compared(f"what is due, with {REVIEWS:,} reviews", "counting one indexed row", seconds, None, note)


def _timed(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
