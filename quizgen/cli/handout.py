"""``quizgen handout``: a paper to print."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quizgen.cli.shared import DONE, endings, open_bank, question_arguments, write_file
from quizgen.errors import WishError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``handout`` understands."""
    question_arguments(parser)
    parser.add_argument("-o", "--output", required=True, metavar="FILE.pdf", help="the paper's file")
    parser.add_argument("--key", action="store_true", help="with the answer key on pages of its own at the end")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the size of the paper")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the paper."""
    from quizgen.bank.load import load_words
    from quizgen.export.pdf import build_pdf
    from quizgen.export.sheet import paper

    path = Path(arguments.output)
    endings(path, (".pdf",))
    opened = open_bank(arguments)
    language = opened.languages[0]
    sheet = paper(opened.questions, opened.bank, language, load_words(language))
    try:
        content = build_pdf(sheet, key=arguments.key, paper_size=arguments.paper)
    except ValueError as error:
        raise WishError(str(error)) from error
    write_file(path, content)
    print(f"{path}: {len(opened.questions)} questions", file=sys.stderr)
    return DONE
