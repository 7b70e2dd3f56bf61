"""The parser of the command line, and what every command has in common: problems, interruption, exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from quizgen import __version__

if TYPE_CHECKING:
    from quizgen.cli.signals import Heard

COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("play", "a quiz in the terminal", "play"),
    ("review", "what is due to be asked again, then a few new questions", "review"),
    ("stats", "how far you have come: learned, due, weak", "stats"),
    ("progress", "the learner's own record: export, import, also from Anki", "progress"),
    ("deck", "an Anki deck", "deck"),
    ("handout", "papers to print, cards to cut out, or a page for a browser", "handout"),
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
        self.fill()
        return super().parse_known_args(args, namespace)

    def fill(self) -> None:
        """Add the command's arguments and the examples at the end of its help, if they are not there yet."""
        if not self.module:
            return
        module, self.module = self.module, ""
        import_module(f"quizgen.cli.{module}").arguments(self)
        from quizgen.cli.examples import epilog

        self.epilog = epilog(self.prog.partition(" ")[2])
        self.formatter_class = argparse.RawDescriptionHelpFormatter


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    whole = argparse.ArgumentParser(
        prog="quizgen",
        description="Facts in, fair questions out: a quiz in the terminal, an Anki deck, a printed handout.",
        epilog="`quizgen COMMAND --help` tells more of each.",
    )
    whole.add_argument("--version", action="version", version=f"quizgen {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Command)
    for name, help_, module in COMMANDS:
        command = commands.add_parser(name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.")
        command.add_argument("--no-color", action="store_true", help="no colours (as NO_COLOR does)")
        command.module = module
    return whole


def filled(name: str) -> argparse.ArgumentParser:
    """The parser of one command with everything that it understands."""
    commands = next(each for each in parser()._actions if isinstance(each, argparse._SubParsersAction))
    command: _Command = commands.choices[name]
    command.fill()
    return command


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the answer is the exit code. Without ``argv`` nothing comes after but the end."""
    from quizgen.cli.signals import heeding

    if "TZ" in os.environ:
        from quizgen.cli.clock import heed_zone

        heed_zone()
    _ready_streams()
    with heeding(last=argv is None) as heard:
        code = _guarded(argv, heard)
    if argv is None:
        from quizgen.cli.collector import at_end

        at_end()
    return heard.code or code


def _guarded(argv: Sequence[str] | None, heard: Heard) -> int:
    """Run a command; whatever happens from outside, and to the streams, ends in a code too."""
    try:
        try:
            code = _told(argv)
        except SystemExit as ended:
            if isinstance(ended.__context__, BrokenPipeError):  # rich would have its own code
                raise ended.__context__ from None
            raise
        finally:
            sys.stdout.flush()
        sys.stderr.flush()
    except (KeyboardInterrupt, OSError) as error:
        code = _ended(error, heard)
    _leave_nothing()
    return code


def _ended(error: KeyboardInterrupt | OSError, heard: Heard) -> int:
    """The code of a command that could not go on, after a line that says why."""
    from quizgen.cli.shared import CUT_OFF, INTERRUPTED, UNUSABLE
    from quizgen.cli.written import why
    from quizgen.shown import shown

    if isinstance(error, BrokenPipeError):
        return CUT_OFF
    if isinstance(error, KeyboardInterrupt):
        code, line = INTERRUPTED, f"interrupted{heard.name}" if heard.number else ""
    else:  # after a signal it is the terminal that has gone
        line = f"{error.filename or 'the output'} cannot be used: {why(error)}" if not heard.number else ""
        code = UNUSABLE
    if line:
        with suppress(OSError):
            print(shown(f"quizgen: {line}"), file=sys.stderr)
    return code


def _told(argv: Sequence[str] | None) -> int:
    """Parse and run; what cannot be done is told on standard error."""
    whole = parser()
    arguments = whole.parse_args(argv)
    from quizgen.cli.shared import UNUSABLE, in_terminal, report
    from quizgen.errors import QuizgenError, WishError
    from quizgen.shown import shown

    wanted = hasattr(arguments, "run")
    if not wanted and not in_terminal():
        whole.print_help(sys.stderr)
        return UNUSABLE
    try:
        code: int = arguments.run(arguments) if wanted else import_module("quizgen.cli.menu").run(main)
    except QuizgenError as error:
        report(error.problems)
        return UNUSABLE
    except WishError as error:
        print(shown(f"quizgen: {error}", flat=False), file=sys.stderr)
        return UNUSABLE
    return code


def _ready_streams() -> None:
    """No stream is closed, and no character one that a stream cannot take or give."""
    _replace_closed()
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=errors)


def _replace_closed() -> None:
    """Put the null device where a standard stream was closed, so that no file of ours gets its number."""
    for name, flags in (("stdin", os.O_RDONLY), ("stdout", os.O_WRONLY), ("stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            mode = "r" if flags == os.O_RDONLY else "w"
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))


def _leave_nothing() -> None:
    """Let what can still not be printed go nowhere: the interpreter would try again when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
