"""``quizgen play``: a quiz in the terminal, or line by line where there is none."""

from __future__ import annotations

import argparse
import os
import shutil
import sys

from quizgen.cli.shared import colored, open_bank, question_arguments

_TEN = 10


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``play`` understands."""
    question_arguments(parser, count="ten")
    parser.add_argument("--plain", action="store_true", help="line in, line out: for screen readers and scripts")
    parser.add_argument("--exam", action="store_true", help="no feedback before the end")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask the questions; the answer is the exit code."""
    from quizgen.bank.load import load_words
    from quizgen.play import play

    if arguments.seed is None:
        import secrets

        arguments.seed = secrets.randbelow(10_000)
    whole = arguments.id or any("=" in topic for topic in arguments.topic)
    opened = open_bank(arguments, count=None if whole else _TEN)
    terminal = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    language = opened.languages[0]
    return play(
        opened.questions,
        opened.bank,
        language,
        load_words(language),
        plain=arguments.plain or not terminal,
        stdin=sys.stdin,
        stdout=sys.stdout,
        width=shutil.get_terminal_size().columns,
        color=colored(arguments),
        exam=arguments.exam,
        seed=arguments.seed,
    )
