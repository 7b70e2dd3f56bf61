"""Ctrl-C, and the signals by which a system asks a program to end: heard at once, but never amid a file."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

_ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_FIRST = 128
"""The exit code of a program that a signal ended is this and the signal's number, as shells have it."""


class Stopped(KeyboardInterrupt):
    """Raised wherever the program is when such a signal comes: all that heeds Ctrl-C heeds the others too."""


class Heard:
    """The signal that came first; none is 0."""

    def __init__(self) -> None:
        self.number = 0

    @property
    def code(self) -> int:
        """The exit code that tells of the signal, 0 where there was none."""
        return _FIRST + self.number if self.number else 0

    @property
    def name(self) -> str:
        """What a message calls it: nothing for Ctrl-C."""
        return f" ({signal.Signals(self.number).name})" if self.number not in (0, signal.SIGINT) else ""

    def hear(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Raise Stopped for the first one; a second Ctrl-C ends the program on the spot, all others are as good."""
        if not self.number:
            self.number = number
            raise Stopped
        if number == signal.SIGINT:
            os._exit(_FIRST + number)


@contextmanager
def heeding(*, last: bool) -> Iterator[Heard]:
    """Have such signals raise Stopped; one that is ignored already (``nohup``) stays so.

    ``last`` says that nothing comes after but the end of the program, which Ctrl-C may then cut short in silence.
    """
    heard = Heard()
    before = _take(heard.hear)
    try:
        yield heard
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if last else handler)


@contextmanager
def held() -> Iterator[None]:
    """Hold such signals back for as long as it takes to write a file; they come right after."""
    came: list[int] = []
    before = _take(lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in dict.fromkeys(came):
            signal.raise_signal(number)


def _take(handler: Callable[[int, FrameType | None], Any]) -> dict[int, Any]:
    """Have the signals that are not ignored go to a handler; who had them before. Outside the main thread, none."""
    before: dict[int, Any] = {}
    for number in _ENDING:
        there = signal.getsignal(number)
        if there not in (signal.SIG_IGN, None):
            with suppress(ValueError):
                signal.signal(number, handler)
                before[number] = there
    return before
