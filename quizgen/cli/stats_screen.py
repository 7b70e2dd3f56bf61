"""How the record looks in a terminal: drawn on a screen, or line by line where nothing can be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from quizgen.model import Bank
from quizgen.study.lines import clean
from quizgen.study.stats import Stats, TopicStats
from quizgen.study.told import (
    date_of,
    fallen_words,
    known_words,
    level,
    level_names,
    overview,
    stages,
    topic_words,
)
from quizgen.text import Words, plain
from quizgen.wording import date_words, month_words, short_date_words, weekday_words

if TYPE_CHECKING:
    from rich.text import Text

WIDEST = 100
"""Nothing is set wider than this."""
MOST = 10
"""So many leeches and wrong answers are shown at the most."""
NARROW = 60
"""Below this width a table has fewer columns."""
_SHADES = "·░▒▓█"
_COLORS = ("dim", "green", "green", "green", "bold green")
_STAGE_SHADES = "█▒·"
_STAGE_COLORS = ("green", "cyan", "dim")


class Page(Protocol):
    """What the record is written on."""

    def head(self, said: str) -> None:
        """A heading, with room above."""

    def line(self, said: str, tone: str = "", *, indent: int = 0) -> None:
        """A line of prose, wrapped as need be."""

    def pairs(self, rows: Sequence[tuple[str, str]]) -> None:
        """Names and their values."""

    def stages(self, stats: Stats, words: Words) -> None:
        """How many questions are learned, young and new."""

    def calendar(self, stats: Stats, words: Words) -> None:
        """The answers of each day."""

    def forecast(self, days: Sequence[tuple[str, int]]) -> None:
        """What is due on each day."""

    def topics(self, stats: Stats, bank: Bank, words: Words) -> None:
        """How each topic stands."""


def show(stats: Stats, bank: Bank, words: Words, page: Page) -> None:
    """Write the record on a page, most important things first."""
    language = words.language
    page.line(words("stats.title", bank=bank.title.plain(language)), "bold")
    if not stats.answers:
        page.line(words("stats.empty"))
        page.line(words("stats.empty.do"))
        return
    page.line(words("stats.day", day=date_words(date_of(stats.today), language)), "dim")
    page.line("")
    page.pairs(overview(stats, words))
    page.head(words("stats.questions", count=stats.questions))
    page.stages(stats, words)
    page.head(words("stats.calendar", weeks=(len(stats.calendar) + 6) // 7))
    page.calendar(stats, words)
    page.head(words("stats.forecast", days=len(stats.forecast)))
    page.forecast(_days(stats, words))
    page.head(words("stats.topics"))
    page.topics(stats, bank, words)
    if stats.weak:
        page.line(
            words("stats.weak", topics=", ".join(topic_words(each, bank, words) for each in stats.weak)), "yellow"
        )
    if stats.leeches:
        page.head(words("stats.leeches"))
        for leech in stats.leeches[:MOST]:
            stem = leech.question.stem.plain(language)
            page.line(words("stats.leeches.line", code=leech.question.code, stem=stem, lapses=leech.lapses))
        _more(page, len(stats.leeches), words)
    if stats.fallen:
        page.head(words("stats.fallen"))
        for fallen in stats.fallen[:MOST]:
            page.line(f"{fallen.question.code}  {fallen.question.stem.plain(language)}")
            page.line(fallen_words(fallen, words), "red", indent=2)
            if fallen.option.because is not None:
                page.line(fallen.option.because.plain(language), "dim", indent=2)
        _more(page, len(stats.fallen), words)


def _more(page: Page, number: int, words: Words) -> None:
    if number > MOST:
        page.line(words("stats.more", count=number - MOST), "dim")


def _days(stats: Stats, words: Words) -> list[tuple[str, int]]:
    named = [
        short_date_words(date_of(stats.today + at), words.language, weekday=True) for at in range(len(stats.forecast))
    ]
    return list(zip([words("stats.today"), *named[1:]], stats.forecast, strict=True))


def _safe(said: str) -> str:
    """One line without characters that would steer the terminal."""
    return plain(clean(said, flat=True))


class PlainPage:
    """Line by line, nothing drawn: for pipes, for screen readers, for a terminal that cannot draw."""

    def head(self, said: str) -> None:
        """A heading after an empty line."""
        print()
        print(_safe(said))

    def line(self, said: str, tone: str = "", *, indent: int = 0) -> None:  # noqa: ARG002
        """A line as it is; a terminal wraps it."""
        print(" " * indent + _safe(said))

    def pairs(self, rows: Sequence[tuple[str, str]]) -> None:
        """A line each: "Name: value"."""
        for name, value in rows:
            self.line(f"{name}: {value}")

    def stages(self, stats: Stats, words: Words) -> None:
        """A line each: "Learned: 12"."""
        self.pairs([(name, str(number)) for name, number in stages(stats, words)])

    def calendar(self, stats: Stats, words: Words) -> None:
        """A line a day, of those with answers."""
        for day, answers in stats.calendar:
            if answers:
                self.line(f"{short_date_words(date_of(day), words.language, weekday=True)}: {answers}")

    def forecast(self, days: Sequence[tuple[str, int]]) -> None:
        """A line a day, of those on which something is due."""
        self.pairs([(name, str(due)) for name, due in days if due])

    def topics(self, stats: Stats, bank: Bank, words: Words) -> None:
        """A sentence a topic."""
        for topic in stats.topics:
            name = topic_words(topic, bank, words)
            self.line(
                words(
                    "stats.topics.line",
                    topic=name, seen=topic.seen, questions=topic.questions, learned=topic.learned,
                    kept=known_words(topic.kept.value), known=known_words(topic.known),
                )
            )  # fmt: skip


class ScreenPage:
    """Drawn by rich, as wide as the terminal; shades tell without colours what colours tell."""

    def __init__(self, color: bool) -> None:
        from rich.console import Console

        self._console = Console(no_color=not color, highlight=False, markup=False, emoji=False)
        self._width = max(20, min(self._console.width, WIDEST))

    def head(self, said: str) -> None:
        """A bold heading after an empty line."""
        self._console.print()
        self.line(said, "bold")

    def line(self, said: str, tone: str = "", *, indent: int = 0) -> None:
        """A line, wrapped between words."""
        from rich.padding import Padding
        from rich.text import Text

        self._console.print(Padding(Text(_safe(said), tone), (0, 0, 0, indent)), width=self._width)

    def pairs(self, rows: Sequence[tuple[str, str]]) -> None:
        """Two columns."""
        from rich.table import Table
        from rich.text import Text

        grid = Table.grid(padding=(0, 2))
        for name, value in rows:
            grid.add_row(Text(_safe(name)), Text(_safe(value), "bold"))
        self._console.print(grid, width=self._width)

    def stages(self, stats: Stats, words: Words) -> None:
        """A bar of all questions, and what its shades mean."""
        named = stages(stats, words)
        width = min(self._width, 60)
        self._print(_bar([number for _, number in named], width))
        legend = [
            (f"{shade} {name} {number}", color)
            for shade, color, (name, number) in zip(_STAGE_SHADES, _STAGE_COLORS, named, strict=True)
        ]
        self._flow(legend)

    def calendar(self, stats: Stats, words: Words) -> None:
        """A row a weekday, a column a week, a shade a day."""
        from rich.text import Text

        first = stats.calendar[0][0]
        names = [weekday_words(date_of(first + row), words.language) for row in range(7)]
        lead = max(len(name) for name in names) + 1
        months = [month_words(date_of(day), words.language) for day, _ in stats.calendar[::7]]
        heads = [name if at == 0 or name != months[at - 1] else "" for at, name in enumerate(months)]
        self._print(Text(" " * lead + _month_line(heads), "dim"))
        for row, name in enumerate(names):
            line = Text(name.ljust(lead), "dim")
            for _, answers in stats.calendar[row::7]:
                line.append(_SHADES[level(answers)] + " ", _COLORS[level(answers)])
            self._print(line)
        legend = zip(_SHADES, level_names(words), _COLORS, strict=True)
        self._flow([(f"{shade} {name}", color) for shade, name, color in legend])

    def forecast(self, days: Sequence[tuple[str, int]]) -> None:
        """A bar a day."""
        from rich.text import Text

        lead = max(len(name) for name, _ in days)
        figures = max(len(str(due)) for _, due in days)
        most = max(1, *(due for _, due in days))
        room = max(5, min(self._width, 60) - lead - figures - 2)
        for name, due in days:
            line = Text(f"{name.ljust(lead)} {due:>{figures}} ")
            line.append("█" * -(-room * due // most), "cyan")
            self._print(line)

    def topics(self, stats: Stats, bank: Bank, words: Words) -> None:
        """A table; where it is narrow, without a column, and long names are folded."""
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
        table.add_column("", overflow="fold")
        narrow = self._width < NARROW
        for column in ("seen", "kept", "known") if narrow else ("seen", "learned", "kept", "known"):
            table.add_column(Text(words(f"stats.column.{column}")), justify="right", no_wrap=True)
        for topic in stats.topics:
            name, seen, learned, *well = _cells(topic, bank, words)
            cells = (name, seen, *well) if narrow else (name, seen, learned, *well)
            table.add_row(*cells, style="yellow" if topic.weak else "")
        self._console.print(table, width=self._width)
        self.line(words("stats.topics.how"), "dim")

    def _print(self, line: Text) -> None:
        self._console.print(line, soft_wrap=True)

    def _flow(self, pieces: Iterable[tuple[str, str]]) -> None:
        """Short pieces beside each other, as many as fit on a line."""
        from rich.text import Text

        line = Text()
        for piece, color in pieces:
            if line.plain and len(line.plain) + 2 + len(piece) > self._width:
                self._print(line)
                line = Text()
            line.append("  " if line.plain else "")
            line.append(piece, color)
        self._print(line)


def _cells(topic: TopicStats, bank: Bank, words: Words) -> list[Text]:
    from rich.text import Text

    cells = (
        topic_words(topic, bank, words), f"{topic.seen}/{topic.questions}", str(topic.learned),
        known_words(topic.kept.value), known_words(topic.known),
    )  # fmt: skip
    return [Text(_safe(cell)) for cell in cells]


def _bar(numbers: Sequence[int], width: int) -> Text:
    """A bar of all; what there is at all has a piece of it."""
    from rich.text import Text

    total = max(1, sum(numbers))
    lengths = [max(1, width * number // total) if number else 0 for number in numbers]
    lengths[lengths.index(max(lengths))] += width - sum(lengths)
    bar = Text()
    for shade, color, length in zip(_STAGE_SHADES, _STAGE_COLORS, lengths, strict=True):
        bar.append(shade * length, color)
    return bar


def _month_line(heads: Sequence[str]) -> str:
    """The months' names above the first week of each, two letters a week; none runs into the next."""
    line = ""
    for at, name in enumerate(heads):
        if name and len(line) <= 2 * at and not any(heads[at + 1 : at + 2]):
            line = line.ljust(2 * at) + name
    return line
