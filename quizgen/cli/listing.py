"""``quizgen list``: the questions, as a table or one JSON object a line."""

from __future__ import annotations

import argparse
import json
import sys

from quizgen.cli.shared import DONE, Opened, colored, open_bank, question_arguments
from quizgen.shown import shown, shown_json


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``list`` understands."""
    question_arguments(parser)
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="a table (the default), or a JSON object a line"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the questions asked for."""
    opened = open_bank(arguments, several=True)
    if arguments.format == "json":
        _print_json(opened)
    else:
        _print_table(opened, color=colored(arguments))
    return DONE


def _print_json(opened: Opened) -> None:
    from quizgen.bank.load import load_words
    from quizgen.export.records import record

    for language in opened.languages:
        words = load_words(language)
        for question in opened.questions:
            said = json.dumps(record(question, opened.bank, language, words), ensure_ascii=False)
            print(shown_json(said))


def _print_table(opened: Opened, color: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from quizgen.bank.load import load_words

    console = Console(no_color=not color, width=None if sys.stdout.isatty() else 160)
    for language in opened.languages:
        words = load_words(language)
        table = Table(title=Text(shown(opened.bank.title.plain(language))), show_lines=False)
        for head in ("list.code", "list.kind", "list.topic", "list.stem", "list.id"):
            table.add_column(words(head), overflow="fold", no_wrap=head == "list.code")
        for question in opened.questions:
            cells = (
                question.code,
                question.kind,
                opened.bank.topic_name(question.topic, language),
                question.stem.plain(language),
                question.id,
            )
            table.add_row(*(Text(shown(cell)) for cell in cells))
        console.print(table)
        print(words("list.count", count=len(opened.questions)))
