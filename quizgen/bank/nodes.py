"""A YAML file as a tree in which every value is a string, a list or a mapping, and knows its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from quizgen.errors import Level, Place, Problem
from quizgen.meant import closest, suggestion


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as it was typed. ``text_at`` is where its first character stands; None over several lines."""

    value: str
    place: Place
    text_at: Place | None
    quoted: bool
    lost: str = ""

    def at(self, offset: int) -> Place:
        """The place of a character of the value; the value's own where it runs over several lines."""
        if self.text_at is None:
            return self.place
        return Place(self.text_at.path, self.text_at.line, self.text_at.column + offset)


@dataclass(frozen=True, slots=True)
class List:
    """Several values."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Map:
    """Values by key; ``key_places`` are where the keys stand."""

    entries: Mapping[str, Node]
    key_places: Mapping[str, Place]
    place: Place

    def __iter__(self) -> Iterator[tuple[str, Node]]:
        """The keys and values in the order written."""
        return iter(self.entries.items())


Node = Scalar | List | Map

LONGEST_TEXT, MOST_ITEMS = 100_000, 200
"""So many characters has a text at the most, and so many members a list of options, items or pairs."""
_MANY, _LONGEST_NAME = 2000, 200
"""Beyond so many problems, or in a longer name, nobody looks for what was meant."""
_SHAPES = {Scalar: "a text", List: "a list", Map: "a mapping"}


def is_nothing(node: Node) -> bool:
    """A key with nothing after it, as it stands in a bank that has just been begun."""
    return isinstance(node, Scalar) and not node.value and not node.quoted


def words_in(node: Node | None) -> Iterator[str]:
    """Every single value under a node, as it was typed."""
    if isinstance(node, Scalar):
        yield node.value.strip()
    elif isinstance(node, List | Map):
        for child in node.items if isinstance(node, List) else node.entries.values():
            yield from words_in(child)


def shape_of(node: Node) -> str:
    """What a node is, in words: "a list"."""
    if is_nothing(node):
        return "nothing"
    return _SHAPES[type(node)]


@dataclass(slots=True)
class Desk:
    """Where a file's problems are collected while it is read; ``meant`` are the names that messages suggest."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    meant: set[str] = field(default_factory=set)

    def error(self, place: Place, code: str, message: str) -> None:
        """Something that makes the bank unusable."""
        self.problems.append(Problem(place, code, message))

    def warn(self, place: Place, code: str, message: str) -> None:
        """Something that is probably not meant."""
        self.problems.append(Problem(place, code, message, Level.WARNING))

    def near(self, name: str, known: Collection[str]) -> str:
        """``meant.near``, with what it suggests kept in mind."""
        close = closest(name, known) if len(self.problems) < _MANY and len(name) <= _LONGEST_NAME else None
        self.meant.update(filter(None, [close]))
        return suggestion(close, known)

    def map(self, node: Node, what: str) -> Map | None:
        """The node as a mapping, or a problem."""
        if isinstance(node, Map):
            return node
        self.error(node.place, "wrong-shape", f"{what} is {shape_of(node)}; write keys and values: key: value")
        return None

    def items(self, node: Node | None, what: str) -> tuple[Node, ...]:
        """The node as a list; one text alone is a list of one."""
        if node is None or is_nothing(node):
            return ()
        if isinstance(node, List):
            return node.items
        if isinstance(node, Scalar) and node.value:
            return (node,)
        self.error(node.place, "wrong-shape", f"{what} is {shape_of(node)}; write a list: [one, another]")
        return ()

    def string(self, node: Node, what: str) -> str | None:
        """The node as one string that is not empty, or a problem."""
        if not isinstance(node, Scalar):
            self.error(node.place, "wrong-shape", f"{what} is {shape_of(node)}; write one text")
            return None
        if not node.value.strip():
            self.error(node.place, "empty-text", f"{what} is empty")
            return None
        if "\n" in node.value.strip():
            self.error(node.place, "wrong-shape", f"{what} runs over several lines; write it on one")
            return None
        return node.value.strip()

    def flag(self, node: Node | None, what: str, default: bool = False) -> bool | None:
        """The node as true or false, or a problem."""
        if node is None:
            return default
        value = node.value.strip().casefold() if isinstance(node, Scalar) else ""
        if value in ("true", "yes", "on"):
            return True
        if value in ("false", "no", "off"):
            return False
        said = f"'{node.value}'" if isinstance(node, Scalar) and node.value else shape_of(node)
        self.error(node.place, "bad-flag", f"{what} is {said}; write true or false")
        return None
