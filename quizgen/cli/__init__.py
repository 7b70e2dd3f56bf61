"""The command line: parse, call, print, exit code. One file a command."""

from quizgen.cli.main import main

__all__ = ["main"]
