"""Which questions to look at again, and why. ``docs/marking.md`` says where the limits come from."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.marking.items import ENOUGH, Flag, ItemFigures
from quizgen.model import Choice, Cloze, Short, TrueFalse

GOOD, LOW, HARD, EASY, LEFT_OUT, ALIKE = 0.2, 0.1, 0.3, 0.9, 0.25, 0.2
"""From the first on discrimination is good. Below or above the others a question is told of: discrimination, difficulty
twice, the share that left it out, and that which typed one and the same wrong answer."""


def flags(figures: ItemFigures) -> tuple[Flag, ...]:
    """Why a question is to be looked at again, the gravest first; nothing for one that did its work."""
    return tuple(_flags(figures)) if figures.learners >= ENOUGH else ()


def _flags(figures: ItemFigures) -> Iterator[Flag]:
    row, shown = figures.row, figures.discrimination
    if shown is not None and shown < 0:
        yield Flag("negative", {"discrimination": shown})
    yield from _preferred(figures)
    if figures.wholly == 0:
        yield Flag("none-right")
    elif row.kind in (Choice.kind, TrueFalse.kind) and figures.difficulty <= 1 / len(row.marking.options):
        yield Flag("guess", {"share": figures.difficulty, "chance": 1 / len(row.marking.options)})
    elif figures.difficulty < HARD:
        yield Flag("hard", {"share": figures.difficulty})
    if shown is not None and 0 <= shown < LOW:
        yield Flag("low", {"discrimination": shown})
    if figures.wholly == 1:
        yield Flag("all-right")
    elif figures.difficulty > EASY:
        yield Flag("easy", {"share": figures.difficulty})
    if figures.omitted >= LEFT_OUT * figures.learners:
        yield Flag("omitted", {"count": figures.omitted, "of": figures.learners})
    unused = [tally.text for tally in figures.tallies if row.kind == Choice.kind and not (tally.right or tally.count)]
    if unused:
        yield Flag("unused" if len(unused) == 1 else "unused.more", {"options": unused})
    yield from _alike(figures)


def _preferred(figures: ItemFigures) -> Iterator[Flag]:
    """Wrong options that more of the best chose than the right one."""
    if figures.row.kind in (Choice.kind, TrueFalse.kind) and figures.top:
        due = next(tally.top for tally in figures.tallies if tally.right)
        for tally in figures.tallies:
            if not tally.right and tally.top > due:
                yield Flag("top-prefers", {"option": tally.text, "count": tally.top, "right": due, "top": figures.top})


def _alike(figures: ItemFigures) -> Iterator[Flag]:
    """A wrong answer that so many typed that it may be right after all."""
    if figures.row.kind in (Short.kind, Cloze.kind):
        for tally in figures.tallies:
            if not tally.right and tally.count >= 3 and tally.count >= ALIKE * figures.learners:
                yield Flag("alike", {"answer": tally.text, "count": tally.count})
