"""``quizgen deck``: the Anki deck. Written over its older self, it changes only what did change."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quizgen.cli.shared import DONE, endings, open_bank, present, question_arguments, why, write_file
from quizgen.errors import WishError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``deck`` understands."""
    question_arguments(parser)
    parser.add_argument("-o", "--output", metavar="FILE.apkg", help="the deck's file (default: BANK-LANG.apkg here)")
    parser.add_argument("--name", help="the deck's name in Anki (default: the bank's title)")
    parser.add_argument(
        "--since",
        metavar="OLD.apkg",
        help="the older deck; its unchanged notes keep their time (default: the file itself)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the deck."""
    from quizgen.bank.load import load_words
    from quizgen.export.anki import build_deck

    opened = open_bank(arguments)
    language = opened.languages[0]
    path = Path(arguments.output or f"{opened.bank.id}-{language}.apkg")
    endings(path, (".apkg",))
    ledger = Path(arguments.since) if arguments.since else path
    try:
        older = ledger.read_bytes() if ledger.exists() or arguments.since else None
        content = build_deck(
            opened.questions,
            opened.bank,
            language,
            load_words(language),
            now=present(),
            older=older,
            name=arguments.name,
        )
    except OSError as error:
        raise WishError(f"{ledger} cannot be read: {why(error)}") from error
    except ValueError as error:
        raise WishError(str(error)) from error
    write_file(path, content)
    print(f"{path}: {len(opened.questions)} questions", file=sys.stderr)
    return DONE
