"""``quizgen schema``: the JSON Schema of a bank, for editors that complete and check."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from quizgen.cli.shared import DONE, endings, say
from quizgen.cli.written import write_file


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``schema`` understands."""
    parser.add_argument("-o", "--output", metavar="FILE.json", help="the schema's file (default: standard output)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the schema, or write it."""
    from quizgen.bank.schema import bank_schema

    text = json.dumps(bank_schema(), indent=2, ensure_ascii=False) + "\n"
    if arguments.output is None:
        print(text, end="")
        return DONE
    path = Path(arguments.output)
    endings(path, (".json",))
    write_file(path, text.encode())
    say(f"{arguments.output}: name it in the first line of a bank:")
    say(f"# yaml-language-server: $schema={arguments.output}")
    return DONE
