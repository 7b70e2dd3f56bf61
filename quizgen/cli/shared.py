"""What the commands share: the bank and its problems, the common options, exit codes."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.cli.collector import at_rest
from quizgen.errors import Problem, QuizgenError, WishError, has_errors
from quizgen.meant import near
from quizgen.shown import shown

if TYPE_CHECKING:
    from quizgen.model import AnyQuestion, Bank

if TYPE_CHECKING:
    from quizgen.select import Choosing

TABLES = (".csv", ".tsv", ".txt", ".xlsx")
"""What a table's name ends in."""

DONE, FOUND_ERRORS, UNUSABLE, INTERRUPTED, CUT_OFF = 0, 1, 2, 130, 141
"""The exit codes; ``CUT_OFF`` is what shells give for a program whose reader has gone."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A bank that can be used, with the arguments' wishes applied; ``forms`` are the parallel papers wished for."""

    bank: Bank
    languages: tuple[str, ...]
    questions: tuple[AnyQuestion, ...]
    forms: tuple[tuple[AnyQuestion, ...], ...] = ()


def bank_argument(parser: argparse.ArgumentParser) -> None:
    """Add the argument BANK."""
    parser.add_argument(
        "bank",
        nargs="?",
        metavar="BANK",
        help="the bank (default: ./questions.yaml, else the one that comes along)",
    )


def question_arguments(parser: argparse.ArgumentParser, *, count: str = "all", seed: str = "0") -> None:
    """Add BANK and the options common to all commands that take questions, with what is taken without them."""
    bank_argument(parser)
    group = parser.add_argument_group("which questions")
    group.add_argument("-l", "--language", metavar="LANG", help="the language (default: the bank's first)")
    group.add_argument(
        "-t",
        "--topic",
        action="append",
        default=[],
        metavar="TOPIC[=N]",
        help="only this topic; =N for so many of it; repeatable",
    )
    group.add_argument(
        "-k",
        "--kind",
        action="append",
        default=[],
        metavar="KIND",
        help="only this kind: choice, select, true-false, short, cloze, order or match; repeatable",
    )
    group.add_argument(
        "--id", action="append", default=[], metavar="ID", help="only the question with this id or code; repeatable"
    )
    group.add_argument("-n", "--count", type=_positive, metavar="N", help=f"how many questions (default: {count})")
    group.add_argument(
        "--seed", type=_whole, metavar="N", help=f"the seed of every choice made by chance (default: {seed})"
    )
    group.add_argument("--options", type=between(2, 8), metavar="N", help="the most options of a choice (default: 3)")
    group.add_argument(
        "--difficulty",
        choices=("easy", "medium", "hard"),
        help="how near wrong answers are to the right one (default: hard)",
    )


def _whole(raw: str) -> int:
    try:
        return int(raw)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{raw}' is no whole number") from None


def _positive(raw: str) -> int:
    number = _whole(raw)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{raw} is too few; 1 or more")
    return number


def between(least: int, most: int) -> Callable[[str], int]:
    """A type of argument: a whole number from ``least`` to ``most``."""

    def number_between(raw: str) -> int:
        number = _whole(raw)
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{raw} is not between {least} and {most}")
        return number

    return number_between


def bank_path(given: str | None) -> Path:
    """The bank meant: the one given, ``./questions.yaml``, or the one that comes along."""
    if given is not None:
        return Path(given)
    here = Path("questions.yaml")
    if here.exists():
        return here
    packaged = Path(__file__).parents[1] / "flagship" / "questions.yaml"
    return packaged if packaged.exists() else Path(__file__).parents[2] / "questions.yaml"


def report(problems: Iterable[Problem]) -> None:
    """Print problems to standard error, a line each."""
    for problem in problems:
        print(problem, file=sys.stderr)


def make_questions(
    bank: str | None, seed: int = 0, options: int | None = None, difficulty: str | None = None
) -> tuple[Bank, tuple[AnyQuestion, ...]]:
    """Load the bank named and make all of its questions; its warnings are told on standard error.

    Raises QuizgenError for a bank that cannot be used.
    """
    from quizgen.bank.load import load_bank
    from quizgen.generate.build import build
    from quizgen.generate.ground import Wishes

    with at_rest():
        loaded = load_bank(bank_path(bank))
        if loaded.bank is None:
            raise QuizgenError(loaded.problems)
        built = build(loaded.bank, Wishes(seed, options, difficulty), loaded.broken)
    problems = sorted({*loaded.problems, *built.problems})
    if has_errors(problems):
        raise QuizgenError(problems)
    report(problems)
    return loaded.bank, built.questions


def say(told: str) -> None:
    """Print a line to standard error, where nothing of it is obeyed, whatever names stand in it."""
    print(shown(told), file=sys.stderr)


def tell(notes: Iterable[str]) -> None:
    """Print what could not be done quite as asked to standard error."""
    for note in notes:
        say(f"quizgen: {note}")


def open_bank(
    arguments: argparse.Namespace,
    *,
    count: int | None = None,
    several: bool = False,
    versions: int = 1,
    course: Callable[[Sequence[AnyQuestion], Bank], Sequence[AnyQuestion]] | None = None,
) -> Opened:
    """Load the bank named, make its questions and choose those asked for.

    ``count`` is the number where none is given; ``several`` allows more than one language; ``versions`` is
    the number of parallel forms; ``course`` takes from a bank's questions those that come into question
    at all. What cannot be done quite as asked is told on standard error. Raises
    QuizgenError for a bank that cannot be used, WishError for a wish that cannot be met.
    """
    from quizgen.select import forms, select

    choosing = wished(arguments, count)
    bank, questions = make_questions(arguments.bank, choosing.seed, arguments.options, arguments.difficulty)
    if course is not None:
        questions = tuple(course(questions, bank))
    languages = chosen_languages(bank, arguments.language)
    if len(languages) > 1 and not several:
        raise WishError(f"one language at a time: -l {languages[0]} or -l {languages[1]}")
    papers = forms(questions, bank, choosing, versions) if versions > 1 else (select(questions, bank, choosing),)
    tell(note for paper in papers for note in paper.notes)
    return Opened(bank, languages, papers[0].questions, tuple(paper.questions for paper in papers))


def wished(arguments: argparse.Namespace, count: int | None = None) -> Choosing:
    """What the common options ask for; ``count`` is the number where none is given. Raises WishError."""
    from quizgen.select import Choosing

    topics = dict(topic_wish(wish) for wish in arguments.topic)
    usual = arguments.count is None
    wanted = arguments.count if not usual else None if any(topics.values()) else count
    return Choosing(topics, tuple(arguments.kind), tuple(arguments.id), wanted, arguments.seed or 0, usual)


def topic_wish(wish: str) -> tuple[str, int | None]:
    """The topic of ``-t`` and how many of it, None without a number. Raises WishError."""
    topic, mark, number = wish.rpartition("=")
    if not mark:
        return wish, None
    if not number.isascii() or not number.isdigit() or int(number) < 1:
        raise WishError(f"'{wish}' asks for '{number}' questions; write -t {topic}=4")
    return topic, int(number)


def chosen_languages(bank: Bank, wish: str | None) -> tuple[str, ...]:
    """The languages of ``-l en,id``; the bank's first where none is given. Raises WishError."""
    if wish is None:
        return bank.languages[:1]
    languages = tuple(dict.fromkeys(part.strip() for part in wish.split(",")))
    for language in languages:
        if language not in bank.languages:
            told = near(language, bank.languages, few=0) or f"; it has {', '.join(bank.languages)}"
            raise WishError(f"the bank has no language '{language}'{told}")
    return languages


def own_language() -> str:
    """The language that the user's environment asks for: "en" where it names none."""
    asked = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    code = asked.replace("_", ".").split(".")[0].lower()
    return code if code.isalpha() and len(code) in (2, 3) else "en"


def counted(number: int, what: str) -> str:
    """So many of something: "1 card", "2 cards"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def in_terminal() -> bool:
    """True where there is somebody to ask: a terminal on both sides, and one that can draw."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def place_to_play(arguments: argparse.Namespace) -> dict[str, Any]:
    """Where a quiz is held, as ``play`` takes it: on a screen or line by line, how wide, in colours or not."""
    import shutil

    return {
        "plain": arguments.plain or not in_terminal(),
        "stdin": sys.stdin,
        "stdout": sys.stdout,
        "width": shutil.get_terminal_size().columns,
        "color": colored(arguments),
    }


def colored(arguments: argparse.Namespace) -> bool:
    """True unless ``--no-color`` or ``NO_COLOR`` forbids colours."""
    return not arguments.no_color and "NO_COLOR" not in os.environ


def present() -> int:
    """The time in seconds: ``SOURCE_DATE_EPOCH`` where it is set to one before the year 10000, else the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    is_time = epoch.isascii() and epoch.isdigit() and len(epoch) <= 11
    return int(epoch) if is_time else int(time.time())


def ending_of_table(path: Path, allowed: Sequence[str] = TABLES, what: str = "table") -> str:
    """The ending of the name of a table (or of ``what``), one of those that can be read. Raises WishError."""
    ending = path.suffix.lower()
    if ending not in allowed:
        more = "; save it as .xlsx or as CSV UTF-8" if ending in (".xls", ".ods", ".numbers") else ""
        raise WishError(f"'{path}' is no {what} that can be read here: it must end in {' or '.join(allowed)}{more}")
    return ending


def endings(path: Path, allowed: Sequence[str]) -> str:
    """The ending of a file to be written, one of those allowed. Raises WishError."""
    ending = path.suffix.lower()
    if ending not in allowed:
        raise WishError(
            f"'{path}' does not end in {' or '.join(allowed)}; write for example -o {path.stem or 'file'}{allowed[0]}"
        )
    return ending
