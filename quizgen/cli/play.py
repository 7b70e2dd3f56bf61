"""``quizgen play``: a quiz in the terminal, or line by line where there is none."""

from __future__ import annotations

import argparse
import os
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.clock import at
from quizgen.cli.collector import at_rest
from quizgen.cli.progress_file import open_memory, progress_argument
from quizgen.cli.shared import bank_path, between, open_bank, place_to_play, question_arguments
from quizgen.cli.written import keep_apart, write_file
from quizgen.errors import WishError

if TYPE_CHECKING:
    from quizgen.play import Outcome

_TEN = 10
_LONGEST = 24 * 60


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``play`` understands."""
    question_arguments(parser, count="ten", seed="another each time; it is shown")
    parser.add_argument("--plain", action="store_true", help="line in, line out: for screen readers and scripts")
    parser.add_argument("--exam", action="store_true", help="no feedback before the end, and no hints")
    parser.add_argument("--minutes", type=between(1, _LONGEST), metavar="N", help="the quiz ends after so many minutes")
    parser.add_argument(
        "--extend", type=between(1, _LONGEST), metavar="N", help="so many minutes more, for who has a right to them"
    )
    parser.add_argument("--report", metavar="FILE", help="keep the result: FILE.json, FILE.md or FILE.html")
    progress_argument(parser, off=True)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask the questions; the answer is the exit code."""
    file = _report_file(arguments.report)
    if file is not None:
        keep_apart([file], [bank_path(arguments.bank)])
    if arguments.extend and not arguments.minutes:
        raise WishError("--extend adds to --minutes; give both")
    minutes = (arguments.minutes or 0) + (arguments.extend or 0)
    if arguments.seed is None:
        import secrets

        arguments.seed = secrets.randbelow(10_000)
    whole = arguments.id or any("=" in topic for topic in arguments.topic)
    with at_rest():
        from quizgen.bank.load import load_words
        from quizgen.play import play

        opened = open_bank(arguments, count=None if whole else _TEN)
        memory = open_memory(arguments, opened.bank.id)
    started = at(time.time())

    def finished(outcome: Outcome) -> None:
        if file is None:
            return
        from quizgen.export.report import FORMATS
        from quizgen.play.outcome import report

        words = load_words(outcome.session.language)
        kept = report(
            outcome,
            opened.bank,
            words,
            exam=arguments.exam,
            seed=arguments.seed,
            minutes=minutes or None,
            extended=arguments.extend or 0,
            started=started,
        )
        write_file(file, FORMATS[file.suffix.lower()](kept, words))

    with memory.store if memory else nullcontext():
        return play(
            opened.questions,
            opened.bank,
            opened.languages[0],
            load_words,
            **place_to_play(arguments),
            seed=arguments.seed,
            exam=arguments.exam,
            memory=memory,
            limit=minutes * 60 if minutes else None,
            finished=finished,
        )


def _report_file(given: str | None) -> Path | None:
    """The file for the result. Raises WishError, before anything is asked, where it cannot be written."""
    if given is None:
        return None
    from quizgen.export.report import FORMATS

    file = Path(given)
    if file.suffix.lower() not in FORMATS:
        raise WishError(f"'{given}' does not end in {' or '.join(FORMATS)}; write for example --report result.html")
    if file.is_dir():
        raise WishError(f"{given} is a folder")
    if not file.parent.is_dir() or not os.access(file.parent, os.W_OK):
        raise WishError(f"{given} cannot be written: the folder {file.parent} is not there, or is read-only")
    return file
