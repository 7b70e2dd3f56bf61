"""A screen with keys. Each prompt is wiped once answered; what was answered is written in its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from quizgen.play.desk import Quizmaster, TimeOver
from quizgen.play.keys import Back, Pressed, bar, end_in, listen, point_at
from quizgen.study.lines import clean
from quizgen.study.session import Result
from quizgen.text import Rich, Span, Style, Words, plain
from quizgen.wording import percent

if TYPE_CHECKING:
    from rich.text import Text as RichText

PROSE_WIDTH = 96
"""Text is not set wider than this, however wide the terminal."""
NUMBER_KEYS = 9
"""Up to so many options each has a number key."""

STRUCK_LEAD = 5
"""Where questionary begins the text of a row that cannot be chosen, in columns."""

_SPAN_STYLES = {Style.EMPHASIS: "italic", Style.STRONG: "bold", Style.CODE: "cyan"}
_TONES = {"head": "bold", "dim": "dim", "right": "bold green", "partly": "bold yellow", "wrong": "bold red"}
_PLAIN_LOOK = [("question", ""), ("answer", "noinherit"), ("selected", "noreverse bold"),
               ("validation-toolbar", "noinherit bold")]  # fmt: skip


class ScreenDesk:
    """A desk that reads keys from the terminal and writes to ``stdout``, a terminal of this width."""

    interactive = True

    def __init__(self, language: str, words: Words, stdout: TextIO, width: int, color: bool) -> None:
        from rich.console import Console

        self.language, self.words = language, words
        self.color, self.width = color, max(10, min(width, PROSE_WIDTH))
        self.console = Console(
            file=stdout, width=max(10, width), color_system="standard", no_color=not color,
            force_terminal=True, highlight=False, markup=False, emoji=False,
        )  # fmt: skip
        self.master: Quizmaster
        self.fresh()

    def fresh(self) -> None:
        """Forget what was begun: another question is asked."""
        self.typed: dict[str, str] = {}
        self.marked: tuple[int, ...] = ()
        self.placed: list[int] = []

    # -- writing ----------------------------------------------------------------------------------

    def wrapped(self, content: Rich, width: int) -> list[RichText]:
        """Spans as lines of this width or less."""
        from rich.text import Text

        text = Text()
        for span in content:
            styles = [name for flag, name in _SPAN_STYLES.items() if flag in span.style]
            text.append(span.text, " ".join(styles))
        return list(text.wrap(self.console, max(8, width)))

    def line(self, content: Rich | str = "", tone: str = "", prefix: str = "") -> None:
        """Write a line in a tone; what does not fit hangs under its beginning."""
        from rich.text import Text

        lines = self.wrapped(clean(content), self.width - len(prefix)) or [Text()]
        for at, line in enumerate(lines):
            whole = Text(" " * len(prefix) if at else prefix, _TONES.get(tone, ""))
            self.console.print(whole.append_text(line), soft_wrap=True)

    def greet(self) -> None:
        """Every prompt shows its keys."""

    def heading(self, parts: Sequence[str], time: str, score: str) -> None:
        """Write what stands over a question; it breaks between its parts only, where they fit."""
        from rich.cells import cell_len

        lines: list[str] = []
        for part in filter(None, (*parts, time, score)):
            longer = f"{lines[-1]} · {part}" if lines else part
            if lines and cell_len(longer) <= self.width:
                lines[-1] = longer
            else:
                lines.append(part)
        for line in lines:
            self.line(line, "dim")

    def kind(self, kind: str) -> None:
        """Say what is to be done."""
        self.line(self.words(f"kind.{kind}"), "dim")

    def results(self, rows: Sequence[tuple[str, Result]]) -> None:
        """Draw a table of results, the last row under a rule."""
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=True)
        cells = []
        for name, result in rows:
            right = self.words("play.of", right=result.right, asked=result.asked)
            score = percent(result.score / result.asked)
            cells.append([Text(cell) for cell in (plain(clean(name, flat=True)), right, score)])
        for at, column in enumerate(("topic", "right", "score")):
            title = Text(self.words(f"play.column.{column}"))
            table.add_column(title, cells[-1][at], justify="right" if at else "left", overflow="fold")
        for row in cells[:-1]:
            table.add_row(*row)
        self.console.print(table)

    def show(self, options: Sequence[Rich], chosen: Iterable[int]) -> None:
        """Write all options, with those chosen marked."""
        for at, option in enumerate(options):
            self.line(option, "" if at in chosen else "dim", prefix="● " if at in chosen else "○ ")

    # -- prompts ----------------------------------------------------------------------------------

    def prompt(
        self, build: Callable[[list[str]], Any], keep: Callable[[Pressed], None], *,
        keys: bool = True, back: bool = False,
    ) -> Any:  # fmt: skip
        """Ask one thing with questionary until it is answered, and do in between what other keys ask for.

        ``build`` makes the prompt, with the lines that show those keys; ``keep`` gets what stood in it when
        such a key was pressed, so that it is there again. Raises KeyboardInterrupt for Ctrl-C.
        """
        while True:
            offered = self.master.offered() if keys else ()
            prompt = build(bar(offered, self.words, self.master.next_language(), self.width - 2))
            listen(prompt, offered, back=back)
            left = self.master.time_left()
            if left is not None and left <= 0:
                raise TimeOver
            if left is not None:
                end_in(prompt, left, TimeOver())
            self.console.file.flush()
            answer = prompt.unsafe_ask()
            if not isinstance(answer, Pressed):
                return answer
            keep(answer)
            self.master.obey(answer.name)

    def look(self) -> dict[str, Any]:
        """How every prompt looks."""
        from prompt_toolkit.output import ColorDepth
        from questionary import Style as Look

        accent = "bold fg:ansicyan" if self.color else "bold"
        look = Look([("highlighted", accent), ("pointer", accent), *_PLAIN_LOOK])
        depth = None if self.color else ColorDepth.DEPTH_1_BIT
        return {"qmark": "", "style": look, "erase_when_done": True, "color_depth": depth}

    def rows(
        self, options: Sequence[Rich], positions: Iterable[int], lead: int, numbered: bool,
        struck: Collection[int] = (), marked: Collection[int] = (),
    ) -> list[Any]:  # fmt: skip
        """Options for questionary, wrapped: their text begins ``lead`` columns from the left."""
        from questionary import Choice as Row

        rows = []
        for number, at in enumerate(positions, 1):
            out: Any = at in struck
            note = f" ({self.words('play.struck')})" if out else ""
            before = STRUCK_LEAD if out else lead
            lines = [line.plain for line in self.wrapped((*options[at], Span(note)), self.width - lead - 1)]
            title = ("\n" + " " * before).join(lines)
            key = str(number) if numbered and not out else False
            rows.append(Row(title, value=at, shortcut_key=key, disabled=out, checked=at in marked))
        return rows

    def pick(
        self, options: Sequence[Rich], positions: Sequence[int], message: Sequence[str] = (), *,
        struck: Callable[[], Collection[int]] = tuple, keys: bool = True, back: bool = False, at: int | None = None,
    ) -> Any:  # fmt: skip
        """One of these positions, or Back; ``struck`` ones cannot be chosen; the pointer begins at ``at``."""
        from questionary import select

        few = len(positions) <= NUMBER_KEYS
        kept = [at]
        how = self.words("play.keys.number" if few else "play.keys.arrows")
        how += "; " + self.words("play.keys.back") if back else ""

        def build(shown: list[str]) -> Any:
            out = struck()
            rows = self.rows(options, positions, 6 if few else 3, few, out)
            asked = "\n ".join((*message, *(self.lines(how) if len(positions) > 1 else ()), *shown))
            prompt = select(
                asked, choices=rows, use_shortcuts=few, use_jk_keys=False, instruction=" ", **self.look()
            )  # fmt: skip
            if kept[0] is not None and kept[0] not in out:
                point_at(prompt, positions.index(kept[0]))
            return prompt

        return self.prompt(build, lambda pressed: kept.insert(0, pressed.at), keys=keys, back=back)

    def lines(self, content: Rich | str, prefix: str = "") -> list[str]:
        """A text as the lines of a prompt's message; what does not fit hangs under its beginning."""
        wrapped = self.wrapped(clean(content, flat=True), self.width - 2 - len(prefix))
        return [(" " * len(prefix) if at else prefix) + line.plain for at, line in enumerate(wrapped)]

    # -- answers ----------------------------------------------------------------------------------

    def choose(self, options: Sequence[Rich], struck: Callable[[], Collection[int]]) -> int:
        """One option, with its number or the arrows."""
        chosen = int(self.pick(options, range(len(options)), struck=struck))
        self.show(options, {chosen})
        return chosen

    def mark(self, options: Sequence[Rich]) -> frozenset[int]:
        """Some options, marked with the space bar."""
        from questionary import checkbox

        none = self.words("play.none-marked")

        def build(shown: list[str]) -> Any:
            rows = self.rows(options, range(len(options)), 5, False, marked=self.marked)
            asked = "\n ".join((*self.lines(self.words("play.keys.mark")), *shown))
            return checkbox(
                asked, instruction="", use_jk_keys=False, choices=rows,
                validate=lambda marked: bool(marked) or none, **self.look(),
            )  # fmt: skip

        def keep(pressed: Pressed) -> None:
            self.marked = pressed.marked

        chosen = frozenset(self.prompt(build, keep))
        self.show(options, chosen)
        return chosen

    def decide(self) -> bool:
        """One of true and false."""
        return self.choose([clean(self.words("truth.true")), clean(self.words("truth.false"))], tuple) == 0

    def write(self, label: str = "") -> str:
        """A line of text."""
        typed = self.text(label)
        self.line(clean(typed.strip(), flat=True), prefix=f"{label} > ".lstrip())
        return typed

    def text(self, label: str, keys: bool = True) -> str:
        """A line of text, wiped once it is typed."""
        from questionary import text

        def build(shown: list[str]) -> Any:
            asked = "\n ".join((*shown, f"{label} >".lstrip()))
            return text(asked, default=self.typed.get(label, "") if keys else "", **self.look())

        def keep(pressed: Pressed) -> None:
            self.typed[label] = pressed.text

        typed = str(self.prompt(build, keep, keys=keys))
        if keys:
            self.typed[label] = typed
        return typed

    def arrange(self, options: Sequence[Rich]) -> tuple[int, ...]:
        """The options one by one, the first one first; the last one needs no key."""

        def message() -> list[str]:
            done = [self.lines(options[at], f"{place}. ") for place, at in enumerate(self.placed, 1)]
            return [line for item in done for line in item] + [f"{len(self.placed) + 1}. …"]

        placed = self.place(options, message, len(options))
        for place, at in enumerate(placed, 1):
            self.line(options[at], prefix=f"{place}. ")
        return tuple(placed)

    def pair(self, lefts: Sequence[Rich], rights: Sequence[Rich]) -> dict[int, int]:
        """A right for each left, one by one; where one is left over it needs no key."""

        def message() -> list[str]:
            lines: list[str] = []
            for at, left in enumerate(lefts):
                mark = "●" if at < len(self.placed) else "›" if at == len(self.placed) else "·"
                given = rights[self.placed[at]] if at < len(self.placed) else (Span("…"),)
                dash = (Span(" – "), *given) if at <= len(self.placed) else ()
                lines += self.lines((*left, *dash), f"{mark} ")
            return lines

        placed = self.place(rights, message, len(lefts))
        for at, left in enumerate(lefts):
            self.line((*left, Span(" – "), *rights[placed[at]]), prefix="● ")
        return dict(enumerate(placed))

    def place(self, options: Sequence[Rich], message: Callable[[], list[str]], count: int) -> list[int]:
        """So many of the options, one after another; the last one placed can be taken back."""
        while len(self.placed) < count:
            left = [at for at in range(len(options)) if at not in self.placed]
            if len(left) == 1:
                self.placed += left
                continue
            answer = self.pick(options, left, message(), back=bool(self.placed))
            if isinstance(answer, Back):
                self.placed.pop()
            else:
                self.placed.append(int(answer))
        return self.placed

    # -- all else ---------------------------------------------------------------------------------

    def pick_one(self, message: str, rows: Sequence[str], first: int = 0) -> int:
        """One of the rows; the pointer begins at ``first``."""
        flat = [clean(row, flat=True) for row in rows]
        return int(self.pick(flat, range(len(rows)), self.lines(message), at=first))

    def note(self, message: str) -> str:
        """A line of text in which every key types."""
        self.line(message)
        typed = self.text("", keys=False)
        self.line(clean(typed.strip(), flat=True), prefix="> ")
        return typed.strip()

    def yes(self, message: str) -> bool:
        """The first of two rows, yes and no."""
        return self.pick_one(message, (self.words("menu.yes"), self.words("menu.no"))) == 0

    def hand_in(self, message: str) -> None:
        """Wait for Enter."""
        self.pick_one(message, (self.words("play.hand-in"),))
