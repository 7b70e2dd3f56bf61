"""``quizgen deck``: the Anki deck. Written over its older self, it changes only what did change."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.collector import at_rest
from quizgen.cli.progress_file import progress_argument
from quizgen.cli.shared import DONE, Opened, bank_path, counted, endings, open_bank, present, question_arguments, say
from quizgen.cli.written import why, write_file
from quizgen.errors import WishError
from quizgen.model import AnyQuestion, Bank
from quizgen.shown import shown
from quizgen.strangers import read_file

if TYPE_CHECKING:
    from quizgen.export.anki import Progress


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``deck`` understands."""
    from quizgen.select import STYLES

    question_arguments(parser)
    parser.add_argument("-o", "--output", metavar="FILE.apkg", help="the deck's file (default: BANK-LANG.apkg here)")
    parser.add_argument("--name", help="the deck's name in Anki (default: the bank's title)")
    parser.add_argument(
        "--style",
        choices=STYLES,
        help="which ways of asking a fact: both (mixed, the default), only typed answers and gaps (recall), "
        "or only what is chosen (choice); with --kind or --id, and no --style, every question asked for",
    )
    parser.add_argument(
        "--since",
        metavar="OLD.apkg",
        help="the older deck; its unchanged notes keep their time (default: the file itself)",
    )
    parser.add_argument(
        "--diff",
        metavar="OLD.apkg",
        help="say what an import would change for those who have OLD; without -o, no deck is written",
    )
    parser.add_argument(
        "--with-progress",
        action="store_true",
        help="with what was learned in the terminal: intervals, due days and reviews, for an import with scheduling",
    )
    progress_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the deck, or say what it would change."""
    progress: Progress | None = None

    def course(questions: Sequence[AnyQuestion], bank: Bank) -> Sequence[AnyQuestion]:
        nonlocal progress
        progress = _progress(arguments, bank)
        return _course(arguments, questions, bank, progress)

    opened = open_bank(arguments, several=True, course=course)
    if progress:
        from quizgen.cli.learned import held

        progress = held(progress, opened.questions)
    path = Path(arguments.output or f"{opened.bank.id}-{'-'.join(opened.languages)}.apkg")
    endings(path, (".apkg",))
    content = _built(opened, arguments, path, progress)
    if arguments.diff:
        _tell_differences(content, Path(arguments.diff))
        if not arguments.output:
            return DONE
    write_file(path, content, [bank_path(arguments.bank)])
    learned = ""
    if progress:
        learned = f", {counted(len(progress.cards), 'card')} with progress"
    say(f"{path}: {counted(len(opened.questions), 'question')}{learned}")
    return DONE


def _progress(arguments: argparse.Namespace, bank: Bank) -> Progress | None:
    """What was learned in the terminal, where that is wished for. Raises WishError where there is nothing."""
    if not arguments.with_progress:
        return None
    from quizgen.cli.course import today
    from quizgen.cli.learned import progress_of
    from quizgen.cli.progress_file import open_store, progress_path

    with open_store(arguments) as store:
        progress = progress_of(store, bank.id, today())
    if not progress.cards:
        raise WishError(
            f"{progress_path(arguments)} knows of no answer to this bank's questions; leave --with-progress out"
        )
    return progress


def _course(
    arguments: argparse.Namespace, questions: Sequence[AnyQuestion], bank: Bank, progress: Progress | None
) -> Sequence[AnyQuestion]:
    """The questions of the style, and whatever else has been answered already; all where a kind or an id is named."""
    from quizgen.select import STYLES, repetition

    if arguments.style is None and (arguments.kind or arguments.id):
        return questions
    style = arguments.style or STYLES[0]
    taken = repetition(questions, bank, style)
    if not taken:
        raise WishError(f"no question fits --style {style}; the bank asks in other ways")
    answered = {question for question, _ in progress.cards} if progress else set()
    answered -= {question.id for question in taken}
    return (*taken, *(question for question in questions if question.id in answered))


def _built(opened: Opened, arguments: argparse.Namespace, path: Path, progress: Progress | None) -> bytes:
    from quizgen.bank.load import load_words
    from quizgen.export.anki import OlderDeckError, build_deck

    given = arguments.since or (None if arguments.output else arguments.diff)
    ledger = Path(given) if given else path
    language, *others = opened.languages
    older = _read(ledger) if given or ledger.is_file() else None
    try:
        with at_rest():
            return build_deck(
                opened.questions,
                opened.bank,
                language,
                load_words(language),
                now=present(),
                older=older,
                name=arguments.name,
                translations={other: load_words(other) for other in others},
                progress=progress,
            )
    except OlderDeckError as error:
        raise WishError(f"{ledger}: {error}") from error
    except ValueError as error:
        raise WishError(str(error)) from error


def _read(path: Path) -> bytes:
    try:
        return read_file(path)
    except (OSError, ValueError) as error:
        raise WishError(f"{path} cannot be read: {why(error)}") from error


def _tell_differences(content: bytes, older: Path) -> None:
    """Print a line a note that an import would touch, and how many of each there are."""
    from quizgen.export.anki import OlderDeckError, differences

    try:
        found, same = differences(content, _read(older))
    except OlderDeckError as error:
        raise WishError(f"{older}: {error}") from error
    for difference in found:
        cells = (f"{difference.change:<12}", f"{shown(difference.code):<9}", shown(difference.id))
        told = f": {', '.join(difference.fields)}" if difference.fields else ""
        print("  ".join(cells).rstrip() + shown(told))
    counts = Counter(str(difference.change) for difference in found)
    print("; ".join([*(f"{number} {change}" for change, number in counts.items()), f"{same} the same"]))
