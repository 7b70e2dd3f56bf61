"""``quizgen handout -o quiz.html``: the quiz as a page for a browser, or parallel forms of it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quizgen.cli.shared import DONE, open_bank, tell, write_file


def write_pages(arguments: argparse.Namespace) -> int:
    """Write the page, or each form to a file of its own with its letter in the name; every language is in each."""
    from quizgen.bank.load import load_words
    from quizgen.export.html import build_page
    from quizgen.select import form_name

    path = Path(arguments.output)
    versions = arguments.versions or 1
    opened = open_bank(arguments, several=True, versions=versions)
    if arguments.key:
        tell(["a page tells the answers itself; --key is for paper"])
    words = {language: load_words(language) for language in opened.languages}
    for number, questions in enumerate(opened.forms):
        letter = form_name(number)
        target = path.with_name(f"{path.stem}-{letter}{path.suffix}") if versions > 1 else path
        page = build_page(questions, opened.bank, opened.languages, words, paper=letter)
        write_file(target, page)
        print(f"{target}: {len(questions)} questions, {len(page) // 1000} kB", file=sys.stderr)
    return DONE
