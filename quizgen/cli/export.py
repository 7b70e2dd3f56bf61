"""``quizgen export``: questions for a learning platform."""

from __future__ import annotations

import argparse
from pathlib import Path

from quizgen.cli.collector import at_rest
from quizgen.cli.shared import DONE, bank_path, endings, open_bank, question_arguments, report, say, tell
from quizgen.cli.written import write_file
from quizgen.errors import WishError

ENDINGS = {
    "moodle": (".xml",),
    "gift": (".gift", ".txt"),
    "qti": (".zip",),
    "canvas": (".zip",),
    "kahoot": (".xlsx",),
    "blooket": (".csv",),
    "quizlet": (".txt",),
    "csv": (".csv",),
}
"""A platform -> the endings that its file may have."""

PLATFORMS = {
    "moodle": "Moodle (XML)",
    "gift": "GIFT",
    "qti": "QTI 2.1",
    "canvas": "Canvas",
    "kahoot": "Kahoot",
    "blooket": "Blooket",
    "quizlet": "Quizlet",
    "csv": "CSV",
}
"""A platform -> what the menu calls it, in every language."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``export`` understands."""
    question_arguments(parser)
    parser.add_argument("--to", required=True, choices=tuple(ENDINGS), help="the platform; csv is what import reads")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="its file (default: BANK-LANG-PLATFORM with the right ending, here)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the file; what a platform's file cannot hold is told on standard error."""
    from quizgen.bank.load import load_words
    from quizgen.export.platforms import BUILDERS, build_table

    if arguments.output:
        endings(Path(arguments.output), ENDINGS[arguments.to])
    opened = open_bank(arguments, several=arguments.to == "csv")
    language = opened.languages[0]
    ending = ENDINGS[arguments.to][0]
    path = Path(arguments.output or f"{opened.bank.id}-{'-'.join(opened.languages)}-{arguments.to}{ending}")
    if arguments.to == "csv":
        words = {each: load_words(each) for each in opened.languages}
        made = build_table(opened.questions, opened.bank, words)
    else:
        with at_rest():
            made = BUILDERS[arguments.to](opened.questions, opened.bank, language, load_words(language))
    report(made.problems)
    tell(made.notes)
    if not made.count:
        raise WishError(f"no question fits a file for {arguments.to}; nothing is written")
    write_file(path, made.content, [bank_path(arguments.bank)])
    left = f", {made.left_out} left out" if made.left_out else ""
    say(f"{path}: {made.count} questions{left}")
    return DONE
