"""``quizgen handout -o quiz.html``: the quiz as a page for a browser, or parallel forms of it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from quizgen.cli.shared import counted, tell
from quizgen.cli.sittings import Made, Order, key_table_of, sittings_of
from quizgen.errors import WishError
from quizgen.model import AnyQuestion

_FOR_PAPER = ("roster", "answer_sheet", "large", "header", "cards")


def agree_with_page(arguments: argparse.Namespace) -> None:
    """Raises WishError for what only paper can hold; a key goes without saying, since a page tells its answers."""
    for name in _FOR_PAPER:
        if getattr(arguments, name):
            raise WishError(f"--{name.replace('_', '-')} is for paper; leave it out, or write a .pdf")
    if arguments.style != "worksheet":
        raise WishError(f"a page is a quiz; leave out --style {arguments.style}, or write a .pdf")
    if arguments.key:
        tell(["a page tells the answers itself; --key is for paper"])


def pages(order: Order, questions: Sequence[AnyQuestion]) -> Made:
    """The page, or each form in a file of its own with its letter in the name; every language is in each."""
    from quizgen.export.html import build_page

    sittings = sittings_of(order, questions)
    words = {each.language: each for each in order.words}
    contents: dict[Path, bytes] = {}
    counts: dict[Path, str] = {}
    for each in sittings:
        form = each.setting[0].form
        target = order.path.with_name(f"{order.path.stem}-{form}{order.path.suffix}") if form else order.path
        page = build_page(each.questions, order.bank, order.languages, words, paper=each.setting[0].name)
        contents[target] = page
        counts[target] = f"{counted(len(each.questions), 'question')}, {len(page) // 1000} kB"
    if order.arguments.key_table:
        table = Path(order.arguments.key_table)
        contents[table] = key_table_of(order, sittings)
        counts[table] = f"the keys of {len(sittings)} pages" if len(sittings) > 1 else "the key"
    return contents, counts
