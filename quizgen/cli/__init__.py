"""The command line: parse, call, print, exit code. One file a command."""

try:
    from quizgen.cli.main import main
except KeyboardInterrupt:  # before there is anything that could be interrupted
    raise SystemExit(130) from None

__all__ = ["main"]
