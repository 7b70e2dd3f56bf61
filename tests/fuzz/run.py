"""A target fed with inputs by number, each made from the seed and its number alone, and what came of them."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType

SECONDS = 10.0
"""So much of the processor's time is enough for any input; more is a hang."""

Target = Callable[[Random, Path], object]
"""Makes an input by chance and gives it to what is tested, with a folder to work in.

Raises for anything but an answer; the input, where it is a file, is left in the folder.
"""


class HangError(Exception):
    """Raised in the middle of what takes longer than ``SECONDS``."""


@dataclass(slots=True)
class Outcome:
    """What came of a target: how many inputs it had, and the failures, each with its number and traceback."""

    name: str
    inputs: int = 0
    slowest: float = 0.0
    failures: list[tuple[int, str]] = field(default_factory=list)


def feed(name: str, target: Target, seed: int, folder: Path, numbers: Iterator[int], until: float) -> Outcome:
    """Give a target its inputs until the monotonic clock says ``until`` or there are no more numbers."""
    outcome = Outcome(name)
    for number in numbers:
        if time.monotonic() >= until or len(outcome.failures) >= 5:
            break
        random = Random(f"{seed}/{name}/{number}")
        begun = time.process_time()
        try:
            with limited():
                target(random, folder)
        except (Exception, HangError, RecursionError):
            outcome.failures.append((number, traceback.format_exc()))
        outcome.slowest = max(outcome.slowest, time.process_time() - begun)
        outcome.inputs += 1
    return outcome


@contextmanager
def limited() -> Iterator[None]:
    """Raise HangError in the middle of what takes longer than ``SECONDS``."""

    def stop(_: int, __: FrameType | None) -> None:
        raise HangError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
