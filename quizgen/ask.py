"""Asking the user for one thing in a terminal: one of several, or a line of text. The menu is made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from quizgen.shown import shown

_LOOK = [("question", "bold"), ("answer", "noinherit"), ("selected", "noreverse bold"), ("instruction", ""),
         ("validation-toolbar", "noinherit bold")]  # fmt: skip
_MOST_KEYS = 30
"""Beyond so many rows only the arrows choose; up to them each row has a figure or a letter."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks with keys; ``keys`` says which ones choose, ``color`` allows more than bold.

    Ctrl-C raises KeyboardInterrupt, Ctrl-D in an empty line EOFError.
    """

    keys: str
    color: bool

    def choose(self, message: str, rows: Sequence[tuple[str, str]], default: int = 0) -> str:
        """The value of one of the rows, which are (value, what is shown)."""
        from questionary import Choice, select

        choices = [Choice(shown(said), value=value) for value, said in rows]
        details = {"use_shortcuts": len(rows) <= _MOST_KEYS, "use_jk_keys": False, "instruction": f"({self.keys})"}
        return str(self._prompt(select, message, choices=choices, default=choices[default], **details))

    def line(self, message: str, default: str = "", check: Callable[[str], str | None] = lambda _: None) -> str:
        """A line of text; ``check`` says what is wrong with one, or None."""
        from questionary import text

        def good(typed: str) -> bool | str:
            return check(typed.strip()) or True

        return str(self._prompt(text, message, default=default, validate=good)).strip()

    def _prompt(self, make: Callable[..., Any], message: str, **details: Any) -> Any:
        from prompt_toolkit.output import ColorDepth
        from questionary import Style

        accent = "bold fg:ansicyan" if self.color else "bold"
        look = Style([("highlighted", accent), ("pointer", accent), *_LOOK])
        depth = None if self.color else ColorDepth.DEPTH_1_BIT
        prompt = make(message, qmark="", style=look, color_depth=depth, **details)
        if "choices" in details:
            _deafen(prompt.application)
        return prompt.unsafe_ask()


def _deafen(application: Any) -> None:
    """Let Escape do nothing among rows: with Enter after it the prompt would end with no row at all."""
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

    bindings = KeyBindings()
    bindings.add("escape", eager=True)(lambda _: None)
    application.key_bindings = merge_key_bindings([application.key_bindings, bindings])
