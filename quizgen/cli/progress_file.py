"""Where a learner's progress is kept, and what is said where it cannot be."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.shared import in_terminal, own_language, say
from quizgen.cli.signals import held
from quizgen.errors import WishError

if TYPE_CHECKING:
    from quizgen.study.memory import StoreMemory
    from quizgen.study.store import Store

NAME = "progress.sqlite"
VARIABLE = "QUIZGEN_PROGRESS"


def progress_argument(parser: argparse.ArgumentParser | argparse._ArgumentGroup, *, off: bool = False) -> None:
    """Add ``--progress FILE``; with ``off`` also ``--no-progress``, for commands that can do without."""
    parser.add_argument(
        "--progress",
        metavar="FILE",
        help=f"where progress is kept (default: {VARIABLE}, else the user's own data folder)",
    )
    if off:
        parser.add_argument("--no-progress", action="store_true", help="remember nothing")


def progress_path(arguments: argparse.Namespace) -> Path:
    """The progress file meant: ``--progress``, ``QUIZGEN_PROGRESS``, or the one in the user's data folder.

    Raises WishError where there is no such folder.
    """
    given = arguments.progress
    if given == "":
        raise WishError("--progress names no file")
    given = given or os.environ.get(VARIABLE)
    if given:
        return Path(given)
    from platformdirs import user_data_path

    folder = user_data_path("quizgen", appauthor=False)
    if not folder.is_absolute():
        raise WishError(f"there is no home folder to keep progress in; name a file with --progress or {VARIABLE}")
    return folder / NAME


def open_store(arguments: argparse.Namespace, *, create: bool = False) -> Store:
    """The progress file, opened: where it is not there, an empty one that takes nothing, unless ``create``.

    Raises WishError where it cannot be used.
    """
    from quizgen.study.store import Store

    path = progress_path(arguments)
    if create and not os.path.exists(path):  # noqa: PTH110 (it raises nothing where nothing may be looked at)
        with held():
            return Store.open(path, create=True)
    return Store.open(path, create=create)


def open_memory(arguments: argparse.Namespace, bank: str) -> StoreMemory | None:
    """The memory that a session with a bank writes to; None where nothing is to be remembered.

    Where the file cannot be used the reason goes to standard error. In a terminal the user says
    whether to go on without memory (KeyboardInterrupt if not); elsewhere the session goes on without.
    """
    from quizgen.study.memory import StoreMemory

    if getattr(arguments, "no_progress", False):
        return None
    if arguments.progress == "":
        progress_path(arguments)
    try:
        store = open_store(arguments, create=True)
    except WishError as error:
        say(f"quizgen: {error}")
        _go_on_without(arguments)
        return None
    return StoreMemory(store, bank, now, new_id)


def _go_on_without(arguments: argparse.Namespace) -> None:
    from quizgen.bank.load import load_words

    words = load_words(own_language())
    if getattr(arguments, "plain", False) or not in_terminal():
        say(f"quizgen: {words('progress.without')}")
        return
    if not agreed(words("progress.go-on")):
        raise KeyboardInterrupt


def agreed(message: str) -> bool:
    """Whether the user says yes, in a terminal; no comes first."""
    from quizgen.ask import Asker
    from quizgen.bank.load import load_words

    words = load_words(own_language())
    rows = [("no", words("menu.no")), ("yes", words("menu.yes"))]
    try:
        return Asker(words("menu.keys"), "NO_COLOR" not in os.environ).choose(message, rows) == "yes"
    except EOFError:
        raise KeyboardInterrupt from None


def now() -> int:
    """The moment in unix milliseconds."""
    return time.time_ns() // 1_000_000


def new_id() -> str:
    """An id that no other event has."""
    import uuid

    return uuid.uuid4().hex
