"""A program that records events and says so once each is kept: to be killed, or run several times at once."""

from __future__ import annotations

import sys
from pathlib import Path

from quizgen.study.record import Event, Undone
from quizgen.study.store import Store
from tests.events import START, answered, flagged


def event(prefix: str, number: int) -> Event:
    """The event of a number: mostly answers, to one blank or two, some taken back, some flags. All at one moment."""
    question = f"q{number % 7}"
    if number % 10 == 8:
        return Undone(id=f"{prefix}{number}", at=START, answer=f"{prefix}{number - 1}")
    if number % 10 == 9:
        return flagged(0, id=f"{prefix}{number}", question=question)
    parts = {0: 3} if number % 2 else {1: 4, 2: 1 + number % 4}
    return answered(0, START, question, id=f"{prefix}{number}", ratings=parts)


def main(path: str, prefix: str, count: str) -> None:
    """Record so many events in a file, and print the id of each as soon as it is kept."""
    with Store.open(Path(path), timeout=60) as store:
        for number in range(int(count)):
            sys.stdout.write(f"{store.add(event(prefix, number)).id}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
