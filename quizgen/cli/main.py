"""The parser of the command line, and what every command has in common: problems, interruption, exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from quizgen import __version__

_COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("play", "a quiz in the terminal", "play"),
    ("review", "what is due to be asked again, then a few new questions", "review"),
    ("stats", "how far you have come: learned, due, weak", "stats"),
    ("progress", "the learner's own record: export, import, also from Anki", "progress"),
    ("deck", "the Anki deck", "deck"),
    ("handout", "a paper to print", "handout"),
    ("mark", "a class scored, and every question looked at again", "mark"),
    ("export", "a file for a learning platform", "export"),
    ("list", "the questions, as a table or for a program", "listing"),
    ("check", "what is wrong with a bank, and where", "check"),
    ("build", "every product of a bank at once", "build"),
    ("new", "a small bank with notes, to start from", "new"),
    ("import", "a table of questions, or another program's file, as a bank", "importing"),
    ("schema", "the JSON Schema of a bank, for editors that complete and check", "schema"),
)
"""Each command: its name, what it is for, and the module here that knows it."""


class _Command(argparse.ArgumentParser):
    """A command's own parser: it asks the command's module what it understands once it is chosen, not before."""

    module = ""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Add the command's arguments, then parse."""
        if self.module:
            module, self.module = self.module, ""
            import_module(f"quizgen.cli.{module}").arguments(self)
        return super().parse_known_args(args, namespace)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    whole = argparse.ArgumentParser(
        prog="quizgen",
        description="Facts in, fair questions out: a quiz in the terminal, an Anki deck, a printed handout.",
        epilog="`quizgen COMMAND --help` tells more of each.",
    )
    whole.add_argument("--version", action="version", version=f"quizgen {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Command)
    for name, help_, module in _COMMANDS:
        command = commands.add_parser(name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.")
        command.add_argument("--no-color", action="store_true", help="no colours (as NO_COLOR does)")
        command.module = module
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the answer is the exit code."""
    _replace_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    whole = parser()
    arguments = whole.parse_args(argv)
    from quizgen.cli.shared import DONE, INTERRUPTED, UNUSABLE, in_terminal, report, why
    from quizgen.errors import QuizgenError, WishError
    from quizgen.shown import shown

    wanted = hasattr(arguments, "run")
    if not wanted and not in_terminal():
        whole.print_help(sys.stderr)
        return UNUSABLE
    try:
        code: int = arguments.run(arguments) if wanted else import_module("quizgen.cli.menu").run(main)
        sys.stdout.flush()
    except QuizgenError as error:
        report(error.problems)
        return UNUSABLE
    except WishError as error:
        print(shown(f"quizgen: {error}", flat=False), file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _print_no_more()
        return DONE
    except OSError as error:
        print(shown(f"quizgen: {error.filename or 'the output'} cannot be used: {why(error)}"), file=sys.stderr)
        _print_no_more()
        return UNUSABLE
    return code


def _replace_closed() -> None:
    """Put the null device where a standard stream was closed, so that no file of ours gets its number."""
    for name, flags in (("stdin", os.O_RDONLY), ("stdout", os.O_WRONLY), ("stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            mode = "r" if flags == os.O_RDONLY else "w"
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))


def _print_no_more() -> None:
    """Let what is still to be printed go nowhere: the interpreter would try again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
