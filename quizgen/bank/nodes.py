"""A YAML file as a tree in which every value is a string, a list or a mapping, and knows its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from quizgen.errors import Level, Place, Problem


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


_MANY = 60
"""Beyond so many names, only those that share rare pairs of letters are compared one by one."""


def closest(name: str, known: Mapping[str, object] | tuple[str, ...] | frozenset[str]) -> str | None:
    """The known name that was probably meant."""
    names = sorted(known) if len(known) <= _MANY else _alike(name, frozenset(known))
    close = get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return close[0]
    return next((each for each in names if each.casefold() == name.casefold()), None)


def near(name: str, known: Mapping[str, object] | tuple[str, ...] | frozenset[str]) -> str:
    """The end of a message: "; did you mean 'x'?", or the known names where they are few."""
    close = closest(name, known)
    if close is not None:
        return f"; did you mean '{close}'?"
    if 0 < len(known) <= 12:
        return f"; there is {', '.join(sorted(known))}"
    return ""


def _pairs(name: str) -> set[str]:
    framed = f" {name.casefold()} "
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


@lru_cache(maxsize=16)
def _by_pair(names: frozenset[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        for pair in _pairs(name):
            found[pair].append(name)
    return found


def _alike(name: str, names: frozenset[str]) -> list[str]:
    """The few of many names that share most pairs of letters with a name, the rarest pairs first."""
    index = _by_pair(names)
    shared: Counter[str] = Counter()
    for pair in sorted(_pairs(name), key=lambda pair: (len(index.get(pair, ())), pair)):
        if shared and len(index.get(pair, ())) > 2 * _MANY:
            break
        shared.update(index.get(pair, ()))
    return sorted(each for each, _ in shared.most_common(_MANY // 3))


@dataclass(slots=True)
class Desk:
    """Where a file's problems are collected while it is read."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, place: Place, code: str, message: str) -> None:
        """Something that makes the bank unusable."""
        self.problems.append(Problem(place, code, message))

    def warn(self, place: Place, code: str, message: str) -> None:
        """Something that is probably not meant."""
        self.problems.append(Problem(place, code, message, Level.WARNING))

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
