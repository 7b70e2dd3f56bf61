"""``quizgen mark``: a class scored, and every question looked at again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from quizgen.cli.shared import DONE, colored, ending_of_table, endings, report, say
from quizgen.cli.written import keep_apart, why, write_files
from quizgen.errors import Problem, QuizgenError, WishError, has_errors
from quizgen.shown import shown, shown_json
from quizgen.strangers import read_file

if TYPE_CHECKING:
    from quizgen.export.sheet.report import Table
    from quizgen.marking.analysis import Analysis
    from quizgen.marking.records import Ledger, Record
    from quizgen.marking.responses import Sheet
    from quizgen.text import Words

_ENDINGS = (".csv", ".pdf", ".json")
_MOST_ROWS = 200_000
"""A thousand learners with papers of two hundred questions each."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``mark`` understands."""
    parser.add_argument("key", metavar="KEY.csv", help="the key table that `quizgen handout --key-table` wrote")
    parser.add_argument(
        "responses",
        metavar="RESPONSES.csv",
        nargs="+",
        help="what the learners answered, one file or several, CSV or Excel: learner, paper, and a column"
        " a question (1, 2, 3, …), or number and response, a row an answer",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write FILE.csv (a row a learner), FILE.pdf or FILE.json"
    )
    parser.add_argument("--items", metavar="FILE.csv", help="the figures of every question, a row each")
    parser.add_argument("--notes", metavar="FILE.pdf", help="a note for each learner, on a page of its own")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the size of the paper (default: a4)")
    parser.add_argument("-l", "--language", metavar="LANG", help="the language (default: the papers' first)")
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="a table (the default), or one JSON object"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Mark the class; where a table is wrong, nothing is marked and every problem told."""
    from quizgen.bank.load import load_words
    from quizgen.marking.analysis import analyse
    from quizgen.marking.keyfile import read_key
    from quizgen.marking.records import Ledger
    from quizgen.marking.responses import apart, read_responses
    from quizgen.marking.score import score_class
    from quizgen.wording import is_written

    if arguments.language is not None and not is_written(arguments.language):
        raise WishError(f"no language '{arguments.language}'; write -l en or -l id")
    outputs = _outputs(arguments)
    key_ledger, ledgers = Ledger(arguments.key), [Ledger(path) for path in dict.fromkeys(arguments.responses)]
    key = read_key(_records(key_ledger), key_ledger)
    if key is None or has_errors(key_ledger.problems):
        raise QuizgenError(key_ledger.problems)
    sheets: list[Sheet] = []
    for ledger in ledgers:
        sheets += apart(sheets, read_responses(_records(ledger), key, ledger), ledger)
    found = [problem for ledger in ledgers for problem in ledger.problems]
    problems: list[Problem] = sorted([*key_ledger.problems, *found])
    if has_errors(problems) or not sheets:
        raise QuizgenError(problems)
    report(problems)
    words = load_words(arguments.language or key.rows[0].marking.languages[0])
    analysis = analyse(score_class(sheets, key))
    contents = {path: _content(kind, analysis, words, arguments.paper) for kind, path in outputs.items()}
    write_files(contents, [arguments.key, *arguments.responses])
    for path in contents:
        say(f"{path}: {len(sheets)} learners, {len(analysis.items)} questions")
    if arguments.format == "json":
        from quizgen.marking.files import analysis_json

        sys.stdout.write(shown_json(analysis_json(analysis, words)))
    elif arguments.output is None:
        _print_tables(analysis, words, color=colored(arguments))
    return DONE


def _outputs(arguments: argparse.Namespace) -> dict[str, Path]:
    """What to write where: the ending or the option -> the file. Raises WishError."""
    outputs: dict[str, Path] = {}
    if arguments.output is not None:
        path = Path(arguments.output)
        outputs[endings(path, _ENDINGS)] = path
    for name, ending in (("items", ".csv"), ("notes", ".pdf")):
        if (wish := getattr(arguments, name)) is not None:
            endings(Path(wish), (ending,))
            outputs[name] = Path(wish)
    if len(set(outputs.values())) < len(outputs):
        raise WishError("two of the files to be written have the same name")
    keep_apart(outputs.values(), [arguments.key, *arguments.responses])
    return outputs


def _content(kind: str, analysis: Analysis, words: Words, paper: str) -> bytes:
    from quizgen.export.pdf.marking import build_class_pdf, build_notes_pdf
    from quizgen.marking import files
    from quizgen.marking import report as said

    size: Literal["a4", "letter"] = "letter" if paper == "letter" else "a4"
    match kind:
        case ".csv":
            return files.learners_csv(analysis)
        case ".json":
            return files.analysis_json(analysis, words).encode()
        case ".pdf":
            return build_class_pdf(said.class_report(analysis, words), paper_size=size)
        case "items":
            return files.items_csv(analysis, words)
        case _:
            return build_notes_pdf(said.class_notes(analysis.learners, words), paper_size=size)


def _records(ledger: Ledger) -> list[Record]:
    """The rows of a table, CSV or Excel; what is wrong with the file is in the ledger."""
    from quizgen.bank.nodes import Desk
    from quizgen.bank.rows import MOST_BYTES, read_rows
    from quizgen.marking.records import Record

    path = Path(ledger.path)
    ending = ending_of_table(path)
    try:
        content = read_file(path, MOST_BYTES)
    except (OSError, ValueError) as error:
        raise WishError(f"{path} cannot be read: {why(error)}") from error
    desk = Desk(ledger.path)
    rows = read_rows(content, ending, desk, _MOST_ROWS)
    if has_errors(desk.problems):
        raise QuizgenError(desk.problems)
    return [Record(row.number, row.texts, tuple(cell.trouble for cell in row.cells)) for row in rows]


def _print_tables(analysis: Analysis, words: Words, color: bool) -> None:
    from rich.console import Console

    from quizgen.marking.report import class_report

    told = class_report(analysis, words)
    console = Console(no_color=not color, highlight=False, width=None if sys.stdout.isatty() else 120)
    _print_table(console, told.learners)
    _print_table(console, told.table)
    for label, value in told.facts:
        console.print(shown(f"{label}: {value}"), markup=False)
    for remark in told.remarks:
        console.print(shown(remark), markup=False)
    console.print()
    console.print(told.again_title if told.again else told.again_none, style="bold", markup=False)
    for part in told.again:
        console.print(shown(f"{part.number}. {part.code}  {part.question}  ({part.where})"), markup=False)
        counts = "; ".join(f"{'*' if each.right else ''}{each.text} {each.count}" for each in part.answers)
        for line in (part.figures, counts, *part.reasons):
            if line:
                console.print(shown(f"   {line}"), markup=False)


def _print_table(console: object, table: Table) -> None:
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    assert isinstance(console, Console)
    drawn = Drawn(title=Text(shown(table.title)))
    for at, head in enumerate(table.head):
        drawn.add_column(Text(shown(head)), justify="right" if at in table.numeric else "left", overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(shown(cell)) for cell in row))
    console.print(drawn)
