"""Programs that are killed, and programs that record at the same time: nothing that was kept is lost."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from quizgen.study.record import Answered
from quizgen.study.store import Store
from tests.events import standing
from tests.recorder import event
from tests.run import REPOSITORY

CRASHES = int(os.environ.get("QUIZGEN_CRASHES", "20"))
"""How many times a recording program is killed."""


def recording(path: Path, prefix: str, count: int) -> subprocess.Popen[str]:
    """A program that records, and prints the id of each event that is kept."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.recorder", str(path), prefix, str(count)],
        cwd=REPOSITORY, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def whole(path: Path) -> list[str]:
    """The ids in a file's log, in order, after its own checks and a rebuild that changes nothing."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with Store.open(path) as store:
        before = standing(store)
        store.rebuild()
        assert standing(store) == before
        return [each.id for each in store.events()]


def test_killing_a_program_between_any_two_writes_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    """Killed at moments drawn by chance, while it starts or while it writes: whatever was said to be kept is there.

    What was being written may be there or not, but wholly: at most one event that was not said to be.
    """
    path = tmp_path / "p.sqlite"
    chance = random.Random(6)
    said: list[str] = []
    for crash in range(CRASHES):
        child = recording(path, f"{crash}-", 100_000)
        assert child.stdout
        for _ in range(chance.choice([0, 1, 2, 9, 60])):
            said.append(child.stdout.readline().strip())
        time.sleep(chance.choice([0.0, 0.0005, 0.3]) * chance.random())  # no wait: the moment to be killed at
        child.kill()
        said.extend(child.stdout.read().split())
        child.wait()
        child.stdout.close()
        if crash % 10 == 9 or crash == CRASHES - 1:
            found = whole(path)
            assert set(said) <= set(found)
            assert len(found) - len(said) <= crash + 1
            assert all(_is_next(id_, said) for id_ in set(found) - set(said))
    assert len(said) > CRASHES
    assert [each.name for each in tmp_path.iterdir() if not each.name.startswith(".")] == ["p.sqlite"]


def _is_next(id_: str, said: list[str]) -> bool:
    """Whether an event is the one that comes right after what its program had said."""
    prefix, _, number = id_.partition("-")
    return int(number) == sum(each.startswith(f"{prefix}-") for each in said)


@pytest.mark.parametrize("programs", [2, 4])
def test_programs_that_record_at_the_same_time_lose_and_mix_nothing(programs: int, tmp_path: Path) -> None:
    """All begin a file that is not there yet and record at one and the same moment.

    All is kept, each review has a millisecond of its own, and each program's events stand in its order.
    """
    path, count = tmp_path / "p.sqlite", 120
    children = [recording(path, f"{program}-", count) for program in range(programs)]
    printed = [child.communicate()[0].split() for child in children]
    assert [child.returncode for child in children] == [0] * programs
    found = whole(path)
    for program, ids in enumerate(printed):
        assert ids == [event(f"{program}-", number).id for number in range(count)]
        assert [id_ for id_ in found if id_.startswith(f"{program}-")] == ids
    assert len(found) == programs * count
    with Store.open(path) as store:
        answers = [each for each in store.events() if isinstance(each, Answered)]
    moments = [each.at + place for each in answers for place in range(len(each.ratings))]
    assert len(moments) == len(set(moments))
    assert len({each.at for each in answers}) == len(answers)
