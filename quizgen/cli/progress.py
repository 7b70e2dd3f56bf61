"""``quizgen progress``: the learner's own record, and what can be done with it."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.clock import at
from quizgen.cli.examples import epilog
from quizgen.cli.progress_file import agreed, open_store, progress_argument, progress_path
from quizgen.cli.shared import DONE, bank_path, colored, counted, in_terminal, own_language, report, say, tell
from quizgen.cli.written import why, write_file
from quizgen.errors import Place, Problem, QuizgenError, WishError
from quizgen.meant import near
from quizgen.shown import shown
from quizgen.strangers import read_file, read_head

if TYPE_CHECKING:
    from quizgen.study.record import Event, Flagged
    from quizgen.study.store import Store


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``progress`` understands: an action, each with its own arguments."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    made: dict[str, argparse.ArgumentParser] = {}
    for name, (help_, run) in _ACTIONS.items():
        action = actions.add_parser(name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.")
        action.add_argument("--no-color", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        progress_argument(action)
        action.epilog, action.formatter_class = epilog(f"progress {name}"), argparse.RawDescriptionHelpFormatter
        action.set_defaults(run=run)
        made[name] = action
    made["export"].add_argument("--bank", metavar="ID", help="of this bank only")
    made["export"].add_argument("-o", "--output", metavar="FILE", help="the file (default: standard output)")
    made["import"].add_argument(
        "files", nargs="+", metavar="FILE", help="what `export` wrote, or Anki's collection.anki2, .apkg or .colpkg"
    )
    made["import"].add_argument(
        "--bank", metavar="BANK", help="the bank's file, for Anki notes whose Id field was edited"
    )
    made["forget"].add_argument("--bank", metavar="ID", required=True, help="the bank's id")
    made["forget"].add_argument("--yes", action="store_true", help="do not ask first")
    made["flags"].add_argument("bank", nargs="?", metavar="BANK", help="the bank's file or id (default: all)")
    made["flags"].add_argument("--json", action="store_true", help="a JSON object a line")


def _path(arguments: argparse.Namespace) -> int:
    print(progress_path(arguments))
    return DONE


def _export(arguments: argparse.Namespace) -> int:
    from quizgen.study.journal import line_of

    with open_store(arguments) as store:
        if arguments.bank is not None:
            _known_bank(arguments.bank, store)
        content = "".join(f"{line_of(event)}\n" for event in store.events(arguments.bank)).encode()
    if arguments.output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return DONE
    output = Path(arguments.output)
    if output.exists() and progress_path(arguments).exists() and output.samefile(progress_path(arguments)):
        raise WishError(f"{output} is the progress file itself; export to another")
    write_file(output, content)
    number = content.count(b"\n")
    say(f"{output}: {counted(number, 'event')}")
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    from quizgen.study.store import Store

    taken: list[tuple[str, dict[str, tuple[Event, Place]]]] = []
    problems: list[Problem] = []
    for name in arguments.files:
        events, found = _read(name, arguments.bank)
        taken.append((name, {event.id: (event, place) for event, place in events}))
        problems.extend(found)
    if not problems:
        anything = any(given for _, given in taken)
        with Store.open(progress_path(arguments), create=anything) as store:
            problems = list(_differing((event for _, given in taken for event in given.values()), store))
            for name, given in taken if not problems else ():
                new = store.add_all(event for event, _ in given.values()) if given else 0
                print(shown(f"{name}: {new} new, {len(given) - new} known"))
    if problems:
        report(sorted(problems))
        raise WishError("nothing was imported; mend the lines above, or delete them, and import again")
    return DONE


def _read(name: str, bank: str | None) -> tuple[list[tuple[Event, Place]], list[Problem]]:
    """The events of a file of either kind, and the problems of its lines. Raises WishError."""
    from quizgen.cli.progress_anki import anki_events
    from quizgen.export.anki.reviews import MAGIC, ZIP_MAGIC
    from quizgen.study.journal import read_lines

    path = Path(name)
    try:
        head = read_head(path)
        if head.startswith(MAGIC) and head[68:72] == b"qzgn":
            command = f"quizgen progress export --progress {shlex.quote(name)}"
            raise WishError(f"{name} is a progress file itself; export it first: {command} -o lines.jsonl")
        if not head.startswith((MAGIC, ZIP_MAGIC)):
            return read_lines(read_file(path), name)
    except (OSError, ValueError) as error:
        raise WishError(f"{name} cannot be read: {why(error)}") from error
    events, told = anki_events(path, bank)
    tell(told)
    return [(event, Place(name)) for event in events], []


def _differing(events: Iterable[tuple[Event, Place]], store: Store) -> Iterator[Problem]:
    """The events that are known, or stand in an earlier file, with something else; what Anki says may grow."""
    from quizgen.study.record import ANKI, Answered, Rescheduled

    earlier: dict[str, tuple[Event, Place]] = {}
    for event, place in events:
        if isinstance(event, Rescheduled) or (isinstance(event, Answered) and event.origin == ANKI):
            continue
        older, there = earlier.setdefault(event.id, (event, place))
        if older != event:
            yield Problem(
                place, "duplicate-event", f"the event '{shown(event.id)}' says something else than in {there}"
            )
        known = store.event(event.id)
        if known is not None and known != event:
            yield Problem(place, "known-event", "an event of this id is known here, and says something else")


def _rebuild(arguments: argparse.Namespace) -> int:
    with open_store(arguments) as store:
        banks = store.banks()
        if banks:
            store.rebuild()
        cards = sum(len(store.cards(bank)) for bank in banks)
    print(f"{counted(cards, 'card')} of {counted(len(banks), 'bank')}")
    return DONE


def _forget(arguments: argparse.Namespace) -> int:
    with open_store(arguments) as store:
        _known_bank(arguments.bank, store)
        if not arguments.yes:
            if not in_terminal():
                raise WishError(f"everything of {arguments.bank} would be gone for good; say --yes to forget it")
            from quizgen.bank.load import load_words

            if not agreed(load_words(own_language())("progress.forget", bank=shown(arguments.bank))):
                return DONE
        print(shown(f"{counted(store.forget(arguments.bank), 'event')} of {arguments.bank} forgotten"))
    return DONE


def _known_bank(bank: str, store: Store) -> None:
    banks = store.banks()
    if bank not in banks:
        raise WishError(f"nothing is remembered of a bank '{bank}'{near(bank, banks)}")


def _flags(arguments: argparse.Namespace) -> int:
    from quizgen.study.journal import json_line

    with open_store(arguments) as store:
        flags = store.flags(_bank_id(arguments.bank, store))
    if arguments.json:
        for flag in flags:
            values = {"bank": flag.bank, "question": flag.question, "code": flag.code, "language": flag.language}
            print(json_line({**values, "at": _date(flag.at).isoformat(), "remark": flag.remark}))
    elif flags:
        _print_flags(flags, color=colored(arguments))
    else:
        say("no question is flagged")
    return DONE


def _bank_id(given: str | None, store: Store) -> str | None:
    """The id of the bank meant: by its file, or by itself."""
    if given is None or given in store.banks():
        return given
    from quizgen.bank.load import load_bank

    if not Path(given).exists() and not Path(given).suffix:
        _known_bank(given, store)
    loaded = load_bank(bank_path(given))
    if loaded.bank is None:
        raise QuizgenError(loaded.problems)
    return loaded.bank.id


def _print_flags(flags: Sequence[Flagged], *, color: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(no_color=not color, width=None if sys.stdout.isatty() else 160)
    several = len({flag.bank for flag in flags}) > 1
    table = Table()
    for head in (*(("bank",) if several else ()), "code", "date", "language", "remark", "question"):
        table.add_column(head, overflow="fold", no_wrap=head in ("code", "date"))
    for flag in flags:
        cells = (flag.code, f"{_date(flag.at):%Y-%m-%d}", flag.language, flag.remark, flag.question)
        table.add_row(*(Text(shown(cell)) for cell in (*((flag.bank,) if several else ()), *cells)))
    console.print(table)


def _date(milliseconds: int) -> datetime:
    return at(milliseconds // 1000)


_ACTIONS: dict[str, tuple[str, Callable[[argparse.Namespace], int]]] = {
    "path": ("where progress is kept", _path),
    "export": ("everything that is remembered, as JSON lines", _export),
    "import": ("take over what was exported, or the reviews made in Anki", _import),
    "rebuild": ("make the schedule again from the answers", _rebuild),
    "forget": ("delete all of a bank for good", _forget),
    "flags": ("the questions that learners hold to be wrong", _flags),
}
