"""What the report on a marked class says, free of every format: every text is in words, every figure as it is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bars:
    """A histogram: how many fall into each bin, with a label under each; ``alt`` says it to who cannot see it."""

    title: str
    alt: str
    across: str
    bins: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A question on the plot: its number in the report, difficulty 0 to 1, discrimination -1 to 1."""

    label: str
    x: float
    y: float
    flagged: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """Difficulty against discrimination, good from ``limit`` on; ``decimal`` is the decimal mark of the language."""

    title: str
    alt: str
    across: str
    up: str
    limit: float
    decimal: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: headings and rows of cells; ``numeric`` are the columns that are set to the right."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that was given: its text, whether it is right, how many gave it, and as a share of all."""

    text: str
    right: bool
    count: str
    share: float


@dataclass(frozen=True, slots=True)
class ItemPart:
    """One question of the report: what it asks, its figures in a line, the answers given, why to look at it again."""

    number: str
    code: str
    topic: str
    question: str
    where: str
    figures: str
    answers: tuple[Answered, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassReport:
    """The report on a class. ``facts`` are a label and a value each; ``remarks`` are whole sentences."""

    language: str
    title: str
    facts: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    bars: Bars
    plot: Plot
    again_title: str
    again_none: str
    again: tuple[ItemPart, ...]
    learners: Table
    items_title: str
    items: tuple[ItemPart, ...]
    table: Table
    legend: tuple[str, ...]
    page: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that a learner did not get wholly right: what was given, and what is right."""

    number: str
    code: str
    question: str
    given: str
    right: str


@dataclass(frozen=True, slots=True)
class Note:
    """What one learner is told: the score, the points by topic, the questions missed with the right answers."""

    learner: str
    paper: str
    score: str
    topics: Table
    missed_title: str
    missed: tuple[Missed, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a class, a page for each learner."""

    language: str
    title: str
    notes: tuple[Note, ...]
    page: str
