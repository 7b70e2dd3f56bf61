"""``quizgen handout``: a paper to print, or parallel forms of one."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from quizgen.cli.page import write_pages
from quizgen.cli.shared import DONE, between, counted, endings, open_bank, question_arguments, write_file

_MOST_VERSIONS = 26


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``handout`` understands."""
    question_arguments(parser)
    parser.add_argument("-o", "--output", required=True, metavar="FILE.pdf", help="the paper, or FILE.html to play")
    parser.add_argument(
        "--versions",
        type=between(1, _MOST_VERSIONS),
        default=1,
        metavar="N",
        help="so many parallel forms, a file each (FILE-A.pdf, FILE-B.pdf, …), no two with the same order or keys",
    )
    parser.add_argument("--key", action="store_true", help="with the answer key on pages of its own at the end")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the size of the paper")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the paper, or each form to a file of its own with its letter in the name and in the title."""
    from quizgen.bank.load import load_words
    from quizgen.export.pdf import build_pdf
    from quizgen.export.sheet import paper
    from quizgen.select import form_name
    from quizgen.text import Span

    path = Path(arguments.output)
    if endings(path, (".pdf", ".html")) == ".html":
        return write_pages(arguments)
    opened = open_bank(arguments, versions=arguments.versions)
    language = opened.languages[0]
    words = load_words(language)
    contents: dict[Path, bytes] = {}
    for number, questions in enumerate(opened.forms):
        sheet = paper(questions, opened.bank, language, words)
        target = path
        if arguments.versions > 1:
            letter = form_name(number)
            sheet = replace(sheet, title=(*sheet.title, Span(" · " + words("paper.form", letter=letter))))
            target = path.with_name(f"{path.stem}-{letter}{path.suffix}")
        contents[target] = build_pdf(sheet, key=arguments.key, paper_size=arguments.paper)
    for (target, content), questions in zip(contents.items(), opened.forms, strict=True):
        write_file(target, content)
        print(f"{target}: {counted(len(questions), 'question')}", file=sys.stderr)
    return DONE
