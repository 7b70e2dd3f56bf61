"""``quizgen build``: every product of a bank, in every language, at once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quizgen.cli.shared import DONE, bank_argument, colored, make_questions, present, tell, why, write_file
from quizgen.errors import WishError
from quizgen.model import AnyQuestion, Bank

_PAPER_LENGTH = 30


@dataclass(frozen=True, slots=True)
class Products:
    """What products are made of: for the deck all that pays off in repetition, for the papers a balanced few."""

    bank: Bank
    every: tuple[AnyQuestion, ...]
    short: tuple[AnyQuestion, ...]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``build`` understands."""
    bank_argument(parser)
    parser.add_argument("-o", "--output", default="decks", metavar="DIR", help="the folder for them (default: decks)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the deck with all questions and a paper of thirty, without and with its key, a language each."""
    from rich.console import Console
    from rich.progress import Progress

    from quizgen.select import Choosing, repetition, select

    folder = Path(arguments.output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WishError(f"the folder {folder} cannot be made: {why(error)}") from error
    bank, questions = make_questions(arguments.bank)
    every = select(repetition(questions, bank), bank, Choosing())
    short = select(questions, bank, Choosing(count=_PAPER_LENGTH, usual=True))
    tell((*every.notes, *short.notes))
    products = Products(bank, every.questions, short.questions)
    jobs = [
        (folder / f"{bank.id}-{language}{ending}", language, make)
        for language in bank.languages
        for ending, make in _PRODUCTS.items()
    ]
    console = Console(stderr=True, no_color=not colored(arguments))
    with Progress(console=console, disable=not sys.stderr.isatty()) as progress:
        for path, language, make in progress.track(jobs, description=str(folder)):
            try:
                write_file(path, make(products, language, path))
            except (ValueError, OSError) as error:
                raise WishError(f"{path}: {error}") from error
            progress.console.print(f"{path}", highlight=False, soft_wrap=True)
    return DONE


def _deck(products: Products, language: str, path: Path) -> bytes:
    from quizgen.bank.load import load_words
    from quizgen.export.anki import build_deck

    older = path.read_bytes() if path.exists() else None
    return build_deck(products.every, products.bank, language, load_words(language), now=present(), older=older)


def _paper(products: Products, language: str, *, key: bool) -> bytes:
    from quizgen.bank.load import load_words
    from quizgen.export.pdf import build_pdf
    from quizgen.export.sheet import paper

    sheet = paper(products.short, products.bank, language, load_words(language))
    return build_pdf(sheet, key=key, paper_size="a4")


_PRODUCTS: dict[str, Callable[[Products, str, Path], bytes]] = {
    ".apkg": _deck,
    "-handout.pdf": lambda products, language, _: _paper(products, language, key=False),
    "-handout-with-key.pdf": lambda products, language, _: _paper(products, language, key=True),
}
