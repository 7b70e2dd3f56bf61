"""The keys that do not answer: which they are, the line that shows them, and how a prompt listens to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from quizgen.play.desk import HINT, LANGUAGE, SKIP, UNDO, WRONG
from quizgen.text import Words

PRESSED = {HINT: ("f2", "c-t"), SKIP: ("f3", "c-o"), UNDO: ("f4", "c-r"), LANGUAGE: ("f8", "c-l"), WRONG: ("f9", "c-g")}
"""What a key does -> the function key that is shown, and the Ctrl key for keyboards without them.

F1, F5, F10 and F11 belong to terminals, browsers and window managers; Ctrl-S, -Q, -Z, -C, -D, -H, -I, -J, -M and
-[ mean something to the terminal or are Enter, Tab, Backspace and Escape; -A and -B lead screen and tmux.
"""

BACK = ("backspace", "left")
"""The keys that take back the last thing placed."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key that ended a prompt: what it does, and what stood in the prompt at that moment."""

    name: str
    text: str = ""
    marked: tuple[int, ...] = ()
    at: int | None = None


class Back:
    """The result of a prompt in which a key of BACK was pressed."""


def bar(offered: Sequence[str], words: Words, language: str, width: int) -> list[str]:
    """The keys offered and what they do, as lines of this width or less; no key stands apart from its word."""
    from rich.cells import cell_len

    lines: list[str] = []
    for name in offered:
        if name not in PRESSED:
            continue
        item = f"{PRESSED[name][0].upper()} {words(f'play.key.{name}', language=language)}"
        longer = f"{lines[-1]} · {item}" if lines else item
        if lines and cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(item)
    return lines


def listen(prompt: Any, offered: Sequence[str], *, back: bool = False) -> None:
    """Make a questionary prompt end with Pressed (or Back) where such a key is pressed."""
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

    application = prompt.application
    bindings = KeyBindings()

    def end(name: str) -> Callable[[Any], None]:
        def pressed(event: Any) -> None:
            rows = _rows(event.app)
            marked = tuple(rows.selected_options) if rows else ()
            at = rows.get_pointed_at().value if rows else None
            event.app.exit(result=Pressed(name, event.app.current_buffer.text, marked, at))

        return pressed

    for name in offered:
        for key in PRESSED.get(name, ()):
            bindings.add(key, eager=True)(end(name))
    if _rows(application):  # else Escape and Enter would end the prompt with no row at all
        bindings.add("escape", eager=True)(lambda _: None)
    for key in BACK if back else ():
        bindings.add(key, eager=True)(lambda event: event.app.exit(result=Back()))
    application.key_bindings = merge_key_bindings([application.key_bindings, bindings])


def end_in(prompt: Any, seconds: float, error: BaseException) -> None:
    """Make a questionary prompt raise ``error`` after so many seconds."""
    application = prompt.application

    def late() -> None:
        if application.is_running and not application.future.done():
            application.exit(exception=error)

    application.pre_run_callables.append(lambda: application.loop.call_later(seconds, late))


def point_at(prompt: Any, row: int) -> None:
    """Let a questionary prompt with rows begin at this one."""
    _rows(prompt.application).pointed_at = row


def _rows(application: Any) -> Any:
    """The rows of a prompt that has some."""
    contents = (window.content for window in application.layout.find_all_windows())
    return next((content for content in contents if hasattr(content, "get_pointed_at")), None)
