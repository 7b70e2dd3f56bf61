"""``quizgen check``: every problem of a bank, each with its place; problems are the result here."""

from __future__ import annotations

import argparse
import json

from quizgen.cli.collector import at_rest
from quizgen.cli.shared import DONE, FOUND_ERRORS, bank_argument, bank_path, counted, say
from quizgen.errors import Level, Problem, has_errors
from quizgen.shown import shown, shown_json


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``check`` understands."""
    bank_argument(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="a line for each problem (text, the default), a JSON object a line, or annotations for GitHub's runners",
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    parser.add_argument("--explain", action="store_true", help="also list the questions that were not made, and why")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the problems of a bank; a summary goes to standard error."""
    from quizgen.bank.load import load_bank
    from quizgen.generate.build import build
    from quizgen.lint.run import lint

    with at_rest():
        loaded = load_bank(bank_path(arguments.bank))
        problems = set(loaded.problems)
        if loaded.bank is not None:
            built = build(loaded.bank, broken=loaded.broken)
            problems |= set(built.problems)
            if not has_errors(problems):
                problems |= set(lint(loaded.bank, built.questions))
    if loaded.bank is not None and arguments.explain:
        problems |= {Problem(each.place, "not-made", f"{each.id}: {each.reason}", Level.NOTE) for each in built.unmade}
    for problem in sorted(problems):
        print(_line(problem, arguments.format))
    errors = sum(problem.level is Level.ERROR for problem in problems)
    warnings = sum(problem.level is Level.WARNING for problem in problems)
    made = f"; {counted(len(built.questions), 'question')}" if loaded.bank is not None and not errors else ""
    say(f"{counted(errors, 'error')}, {counted(warnings, 'warning')}{made}")
    return FOUND_ERRORS if errors or (warnings and arguments.strict) else DONE


def _line(problem: Problem, format_: str) -> str:
    place = problem.place
    if format_ == "json":
        fields = {
            "path": place.path, "line": place.line, "column": place.column, "code": problem.code,
            "level": problem.level.value, "message": problem.message,
        }  # fmt: skip
        return shown_json(json.dumps(fields, ensure_ascii=False))
    if format_ == "github":
        level = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}[problem.level]
        message = shown(problem.message).replace("%", "%25")
        path = shown(place.path).replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
        return f"::{level} file={path},line={place.line},col={place.column},title={problem.code}::{message}"
    return str(problem)
