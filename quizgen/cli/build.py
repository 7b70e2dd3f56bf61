"""``quizgen build``: every product of a bank, in every language, at once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from quizgen.cli.shared import DONE, bank_argument, bank_path, colored, make_questions, present, tell
from quizgen.cli.written import why, write_file
from quizgen.errors import WishError
from quizgen.model import AnyQuestion, Bank
from quizgen.shown import shown
from quizgen.strangers import read_file

_PAPER_LENGTH, _CARDS = 30, 40


@dataclass(frozen=True, slots=True)
class Products:
    """What products are made of: the deck has all that pays off in repetition, papers and cards a balanced few."""

    bank: Bank
    every: tuple[AnyQuestion, ...]
    short: tuple[AnyQuestion, ...]
    cards: tuple[AnyQuestion, ...]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``build`` understands."""
    bank_argument(parser)
    parser.add_argument("-o", "--output", default="decks", metavar="DIR", help="the folder for them (default: decks)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the deck with all questions, a paper of thirty, cards and the study sheet, a language each."""
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
    cards = select(questions, bank, Choosing(count=_CARDS, usual=True))
    tell((*every.notes, *short.notes))
    products = Products(bank, every.questions, short.questions, cards.questions)
    jobs = [
        (folder / f"{bank.id}-{language}{ending}", language, make)
        for language in bank.languages
        for ending, make in _PRODUCTS.items()
    ]
    console = Console(stderr=True, no_color=not colored(arguments))
    drawn = sys.stderr.isatty()
    progress = Progress(console=console, disable=not drawn)
    with progress if drawn else nullcontext():  # an older rich writes an empty line after what it did not draw
        for path, language, make in progress.track(jobs, description=str(folder)):
            try:
                write_file(path, make(products, language, path), [bank_path(arguments.bank)])
            except (ValueError, OSError) as error:
                raise WishError(f"{path}: {why(error)}") from error
            progress.console.print(shown(str(path)), markup=False, highlight=False, soft_wrap=True)
    return DONE


def _deck(products: Products, language: str, path: Path) -> bytes:
    from quizgen.bank.load import load_words
    from quizgen.export.anki import build_deck

    older = read_file(path) if path.is_file() else None
    return build_deck(products.every, products.bank, language, load_words(language), now=present(), older=older)


def _paper(products: Products, language: str, *, key: bool, word: bool = False) -> bytes:
    from quizgen.bank.load import load_words
    from quizgen.export.sheet import paper

    sheet = paper(products.short, products.bank, language, load_words(language))
    if word:
        from quizgen.export.docx import build_papers_docx

        return build_papers_docx([sheet], key=key, paper_size="a4")
    from quizgen.export.pdf import build_pdf

    return build_pdf(sheet, key=key, paper_size="a4")


def _flashcards(products: Products, language: str) -> bytes:
    from quizgen.bank.load import load_words
    from quizgen.export.pdf import build_cards_pdf
    from quizgen.export.sheet import card_set

    return build_cards_pdf(card_set(products.cards, products.bank, [load_words(language)]), paper_size="a4")


def _study_sheet(products: Products, language: str) -> bytes:
    from quizgen.bank.load import load_words
    from quizgen.export.pdf import build_study_pdf
    from quizgen.export.sheet import study_sheet

    words = load_words(language)
    return build_study_pdf(
        study_sheet(products.every, products.bank, language, words, everything=True), paper_size="a4"
    )


_PRODUCTS: dict[str, Callable[[Products, str, Path], bytes]] = {
    ".apkg": _deck,
    "-handout.pdf": lambda products, language, _: _paper(products, language, key=False),
    "-handout-with-key.pdf": lambda products, language, _: _paper(products, language, key=True),
    "-handout-with-key.docx": lambda products, language, _: _paper(products, language, key=True, word=True),
    "-flashcards.pdf": lambda products, language, _: _flashcards(products, language),
    "-study-sheet.pdf": lambda products, language, _: _study_sheet(products, language),
}
