"""Lines of a terminal: what a typed one means as an answer, and what may be shown in one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from quizgen.forms import shapes, tokens
from quizgen.shown import shown
from quizgen.text import Rich, Span

_TRUTHS = {
    "t": True, "true": True, "b": True, "benar": True,
    "f": False, "false": False, "s": False, "salah": False,
}  # fmt: skip


def read_one(line: str, options: Sequence[str], language: str) -> int | None:
    """The position of the option meant: by its number as shown, by its text, or by its letter.

    A number that is shown goes before a text that reads the same, a text before a letter.
    """
    position = _position(line, len(options))
    if position is not None:
        return position
    named = [at for at, option in enumerate(options) if shapes(line, language) & shapes(option, language)]
    if named:
        return named[0] if len(named) == 1 else None
    letter = line.strip(" .)(").casefold()
    if len(letter) == 1 and "a" <= letter <= "z" and ord(letter) - ord("a") < len(options):
        return ord(letter) - ord("a")
    return None


def read_some(line: str, count: int) -> tuple[int, ...] | None:
    """The positions that the numbers of a line mean, in its order; None for none, or for anything else."""
    positions = [_position(part, count) for part in re.split(r"[\s,;]+", line.strip(" ,;"))]
    known = tuple(position for position in positions if position is not None)
    return known if known and len(known) == len(positions) else None


def read_order(line: str, count: int) -> tuple[int, ...] | None:
    """As ``read_some``, but every number exactly once."""
    positions = read_some(line, count)
    return positions if positions and sorted(positions) == list(range(count)) else None


def read_truth(line: str, true: str, false: str, language: str) -> bool | None:
    """What is held of a statement: English, Indonesian, or the words ``true`` and ``false`` as shown."""
    word = "".join(tokens(line))
    if word in _TRUTHS:
        return _TRUTHS[word]
    shown = [shapes(line, language) & shapes(own, language) for own in (true, false)]
    return bool(shown[0]) if bool(shown[0]) != bool(shown[1]) else None


COMMAND = ":"
"""What a line begins with that is a command and no answer; twice, it begins an answer with itself."""


def read_command(line: str, names: Mapping[str, str]) -> tuple[str | None, str] | None:
    """What a line commands: the name that its first word means (None for an unknown word), and the rest.

    ``names`` are word -> name. None for a line that is an answer.
    """
    typed = line.strip()
    if not typed.startswith(COMMAND) or typed.startswith(2 * COMMAND):
        return None
    word, _, rest = typed[len(COMMAND) :].strip().partition(" ")
    return names.get(word.casefold()), rest.strip()


def read_answer(line: str) -> str:
    """The answer that a line is: its first colon stands for itself where two open it."""
    return line[len(COMMAND) :] if line.startswith(2 * COMMAND) else line


def _position(number: str, count: int) -> int | None:
    """The position that a number as shown ("2", "2.", "2)") means."""
    figures = number.strip(" .)(")
    if not (figures.isdecimal() and len(figures) < 6 and 1 <= int(figures) <= count):
        return None
    return int(figures) - 1


def clean(rich: Rich | str, *, flat: bool = False) -> Rich:
    """Spans without characters that would steer the terminal; ``flat`` makes them one line."""
    spans = (Span(rich),) if isinstance(rich, str) else rich
    return tuple(Span(shown(span.text, flat=flat), span.style) for span in spans)
