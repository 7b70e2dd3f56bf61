"""``docs/commands.md``: every command, its options and examples, as the parsers themselves have them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from quizgen.cli.examples import EXAMPLES
from quizgen.cli.main import COMMANDS, filled

_HEAD = """\
# The commands

Every command as `quizgen COMMAND --help` tells it. A bare `quizgen` in a terminal opens a menu that asks for what a
command needs, says the command line that it makes of it, and runs it.

`BANK` is a bank's file. Left out, it is `questions.yaml` in the folder you are in; if there is none, the bank that
comes along. Every command also has `--help` and `--no-color`.

This page is made from the command line itself by `python docs/make_reference.py`.
"""

_TAIL = """\
## Exit codes

| code | means |
|---|---|
| 0 | done |
| 1 | `check` found errors; with `--strict`, warnings too |
| 2 | wrong usage, a bank that cannot be used, or nothing left to ask |
| 130 | interrupted; what was answered is kept and shown |

Results go to standard output, so that pipes work. Problems go to standard error, except in `check`, where they are the
result. Each is a line, `file:line:column: code message`; [the format](bank-format.md#every-message) has a table of
the codes.

## The environment

| variable | does |
|---|---|
| `QUIZGEN_PROGRESS` | names the progress file, as `--progress` does |
| `NO_COLOR` | set to anything, no colours |
| `LC_ALL`, `LC_MESSAGES`, `LANG` | in which language the program asks where no bank says it |
| `TERM` | `dumb` makes a quiz go line by line |
| `SOURCE_DATE_EPOCH` | the time that a deck made from nothing gets ([the Anki deck](anki.md#updates)) |
"""

_COMMON = "which questions"
"""The group of options that many commands share; it is told once."""

_MORE = {
    "play": ("playing", "playing.md"),
    "review": ("reviewing", "reviewing.md"),
    "stats": ("statistics", "reviewing.md#statistics"),
    "progress": ("what is remembered", "progress.md"),
    "deck": ("the Anki deck", "anki.md"),
    "handout": ("handouts", "handouts.md"),
    "mark": ("marking a class", "marking.md"),
    "export": ("learning platforms", "platforms.md"),
    "check": ("the checks", "checks.md"),
    "new": ("writing a bank", "authoring.md"),
    "import": ("writing a bank", "authoring.md#from-a-spreadsheet"),
    "schema": ("let the editor help", "authoring.md#let-the-editor-help"),
}
"""The page that tells more of a command, and how it is called."""


def page() -> str:
    """The whole page as Markdown."""
    parsers = {name: filled(name) for name, _, _ in COMMANDS}
    rows = "\n".join(f"| [`quizgen {name}`](#quizgen-{name}) | {help_} |" for name, help_, _ in COMMANDS)
    usual = _shared(parsers["list"])
    parts = [
        f"{_HEAD}\n| command | does |\n|---|---|\n{rows}\n",
        *("\n".join(_section(name, each, usual, 2)) for name, each in parsers.items()),
        "## Which questions\n\nThe commands that take questions have these options in common.\n\n"
        + _table(list(usual.values())),
        _TAIL,
    ]
    return "\n".join(parts)


def _section(
    name: str, parser: argparse.ArgumentParser, usual: dict[str, argparse.Action], depth: int
) -> Iterator[str]:
    """A command, and what stands below it: its usage, arguments, examples and actions."""
    yield f"{'#' * depth} quizgen {name}\n\n{parser.description}\n"
    below = next((each for each in parser._actions if isinstance(each, argparse._SubParsersAction)), None)
    if below is None:
        yield f"```text\n{_usage(parser)}\n```\n"
    shared = _shared(parser)
    own = [each for each in parser._actions if _told(each) and each.dest not in shared]
    if own:
        yield _table(own)
    if shared:
        other = [f"`{_name(each)}`: {each.help}" for key, each in shared.items() if each.help != usual[key].help]
        yield f"And [which questions](#which-questions){': here ' if other else ''}{'; '.join(other)}.\n"
    if below is None:
        lines = "\n".join(f"# {what}\n{line}" for line, what in EXAMPLES[name])
        yield f"```sh\n{lines}\n```\n"
    if name in _MORE:
        yield f"More in [{_MORE[name][0]}]({_MORE[name][1]}).\n"
    for action, each in (below.choices if below else {}).items():
        yield from _section(f"{name} {action}", each, usual, depth + 1)


def _usage(parser: argparse.ArgumentParser) -> str:
    """The command with what it cannot do without; argparse's own usage differs from one Python to the next."""
    needed = [_name(each) for each in parser._actions if each.option_strings and each.required]
    places = [_place(each) for each in parser._actions if not each.option_strings]
    return " ".join([parser.prog, *places[:1], *needed, *places[1:], "[OPTION …]"])


def _place(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest)
    return {"?": f"[{name}]", "+": f"{name} …"}.get(str(action.nargs), name)


def _name(action: argparse.Action) -> str:
    """An option by its longest name, with what it takes."""
    return f"{action.option_strings[-1]}{_value(action)}" if action.option_strings else _place(action)


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    choices = f"{{{','.join(map(str, action.choices))}}}" if action.choices else action.dest.upper()
    return f" {action.metavar or choices}"


def _told(action: argparse.Action) -> bool:
    """Whether a command's own table has it: BANK, --help and --no-color are told at the top of the page."""
    hidden = action.dest in ("help", "no_color") or str(action.help).startswith("the bank (default:")
    return action.help != argparse.SUPPRESS and not hidden and not isinstance(action, argparse._SubParsersAction)


def _shared(parser: argparse.ArgumentParser) -> dict[str, argparse.Action]:
    """The options about which questions, by their names; BANK is told at the top of the page."""
    group = next((each for each in parser._action_groups if each.title == _COMMON), None)
    return {each.dest: each for each in group._group_actions} if group else {}


def _table(actions: list[argparse.Action]) -> str:
    rows = (f"| {_cell(each)} | {str(each.help).replace('|', chr(92) + '|')} |" for each in actions)
    return "\n".join(("| option | does |", "|---|---|", *rows, ""))


def _cell(action: argparse.Action) -> str:
    short = [f"`{each}`" for each in action.option_strings[:-1]]
    return ", ".join([*short, f"`{_name(action)}`"])
