"""``quizgen stats``: what a learner's record says, as a screen, for a program, or as a picture."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from quizgen.cli.shared import DONE, bank_argument, bank_path, chosen_languages, colored, make_questions, say
from quizgen.cli.written import write_file
from quizgen.errors import WishError
from quizgen.shown import shown_json

_MOST_OPTIONS = 8
"""Questions are made with so many options, so that a wrong one chosen under another seed has its reason."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``stats`` understands."""
    from quizgen.cli.progress_file import progress_argument

    bank_argument(parser)
    parser.add_argument("-l", "--language", metavar="LANG", help="the language (default: the bank's first)")
    progress_argument(parser)
    parser.add_argument("--plain", action="store_true", help="nothing drawn: a line for each thing")
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")
    parser.add_argument("--svg", metavar="FILE.svg", help="a picture; with nothing else printed")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Tell how far the learner has come. No progress file is made."""
    from quizgen.bank.load import load_words
    from quizgen.cli.course import learned_for_good, one_language, today
    from quizgen.cli.progress_file import open_store, progress_path
    from quizgen.study.stats import stats
    from quizgen.study.told import as_json

    target = None if arguments.svg is None else Path(arguments.svg)
    if target is not None:
        _check_ending(target)
    bank, questions = make_questions(arguments.bank, options=_MOST_OPTIONS)
    language = one_language(chosen_languages(bank, arguments.language))
    with open_store(arguments) as store:
        states = store.cards(bank.id)
        asked = learned_for_good(questions, bank, states)
        told = stats(asked, bank, states, store.reviews(bank.id), store.events(bank.id), today())
        wanted = store.retention
    words = load_words(language)
    if target is not None:
        from quizgen.study.picture import picture

        write_file(target, picture(told, bank, words), [bank_path(arguments.bank), progress_path(arguments)])
        say(f"{target}: {told.seen} of {told.questions} questions seen")
    if arguments.json:
        print(shown_json(json.dumps(as_json(told, bank, language, wanted), ensure_ascii=False, indent=2)))
    elif target is None:
        from quizgen.cli.stats_screen import PlainPage, ScreenPage, show

        plain = arguments.plain or not _can_draw()
        show(told, bank, words, PlainPage() if plain else ScreenPage(colored(arguments)))
    return DONE


def _check_ending(target: Path) -> None:
    if target.suffix.lower() != ".svg":
        raise WishError(f"'{target}' does not end in .svg; write for example --svg {target.stem or 'progress'}.svg")


def _can_draw() -> bool:
    """True on a terminal that can draw and has the characters to draw with."""
    unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    return unicode and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
