"""From a YAML file to a bank: the one file that imports yaml.

Everything is read as composed nodes, strings first, so that every value knows its line and column
and ``no``, ``1:30`` and ``010`` stay what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from pkgutil import get_data
from typing import Any

import yaml

from quizgen.bank.nodes import LONGEST_TEXT, Desk, List, Map, Node, Scalar
from quizgen.bank.read import read_bank
from quizgen.bank.validate import validate
from quizgen.errors import Place, Problem, has_errors
from quizgen.model import Bank
from quizgen.strangers import read_file
from quizgen.text import Words

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEPEST = 60
_TOO_DEEP = f"lists are nested more than {_DEEPEST} deep; check the brackets and the indentation"
_MOST_REPEATED = 20_000
MOST_BYTES = 64_000_000
"""No bank is larger."""
_LONGEST_LINE, _LOOKED_AT = 5_000_000, 2000
_UNREADABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

_COMMENT = re.compile(r"\s+#\S.*")
_GLUED = re.compile(r"([\w-]+):(\S.*)")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file gave: a bank of all that could be read (None if nothing could), and the problems.

    ``broken`` are ids, relations and facts that were left out because of a problem.
    """

    bank: Bank | None
    problems: tuple[Problem, ...]
    broken: frozenset[str] = frozenset()

    @property
    def usable(self) -> bool:
        """True where nothing stands in the way of asking."""
        return self.bank is not None and not has_errors(self.problems)


def load_bank(path: str | Path) -> Loaded:
    """Read a bank file; every mistake in it is a problem with a place, never an exception."""
    desk = Desk(str(path))
    raw = _read_file(Path(path), desk)
    tree = _compose(raw, desk) if raw is not None else None
    if tree is None:
        return Loaded(None, tuple(sorted(desk.problems)))
    reading = read_bank(tree, desk, Path(path).parent)
    if reading.bank is not None:
        validate(reading, desk)
    return Loaded(reading.bank, _once(desk.problems), frozenset(reading.broken))


def _once(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems sorted, each once; what YAML swallowed is not also told to be empty."""
    swallowed = {problem.place for problem in problems if problem.code in ("yaml-tag", "yaml-alias")}
    return tuple(
        sorted(
            problem
            for problem in set(problems)
            if problem.place not in swallowed or problem.code not in ("empty-text", "wrong-shape")
        )
    )


@lru_cache(maxsize=8)
def load_words(language: str) -> Words:
    """The program's own words in a language; English where there is no file for it."""
    base = language.partition("-")[0]
    own = _word_file(base) if base != "en" else {}
    return Words(language, {**_word_file("en"), **own})


@lru_cache(maxsize=8)
def _word_file(language: str) -> Mapping[str, str]:
    """A file of words, nothing but ``key: text``, and so read without yaml's trees; empty where there is none."""
    try:
        file = get_data("quizgen", f"locale/{language}.yaml") or b""
    except OSError:
        return {}
    said = [event.value for event in yaml.parse(file.decode(), Loader=_Loader) if type(event) is yaml.ScalarEvent]
    return dict(zip(said[::2], said[1::2], strict=True))


def _read_file(path: Path, desk: Desk) -> str | None:
    place = Place(desk.path)
    try:
        raw = read_file(path, MOST_BYTES)
    except OSError as error:
        reason = "is a folder" if path.is_dir() else (error.strerror or "cannot be read").lower()
        desk.error(place, "unreadable-file", f"the bank cannot be opened: {reason}")
        return None
    except ValueError:
        desk.error(place, "unreadable-file", "the bank cannot be opened: this is no file name")
        return None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw[:100].count(0) > 20:
        desk.error(place, "encoding", "the file seems to be saved as UTF-16; save it as UTF-8")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        told = f"byte {raw[error.start]:#04x} is not UTF-8; save the file as UTF-8 and check this word"
        desk.error(_place_at(desk.path, before, len(before)), "encoding", told)
        return None
    if found := _UNREADABLE.search(text):
        told = f"the character U+{ord(found[0]):04X} cannot be shown and has no place in a bank; delete it"
        desk.error(_place_at(desk.path, text, found.start()), "encoding", told)
        return None
    return text


def _place_at(path: str, text: str, offset: int) -> Place:
    lines = re.split(r"\r\n|\r|\n", text[:offset])
    return Place(path, len(lines), len(lines[-1]) + 1)


def _compose(text: str, desk: Desk) -> Node | None:
    lines = re.split(r"\r\n|\r|\n", text)
    if longest := next((at for at, line in enumerate(lines, 1) if len(line) > _LONGEST_LINE), None):
        told = f"this line has more than {_LONGEST_LINE} characters; that is no bank"
        desk.error(Place(desk.path, longest), "too-long", told)
        return None
    try:
        return _Walk(text, desk.path, lines).tree()
    except (_OddError, yaml.YAMLError):
        pass  # whatever is odd is read once more, so that it can be told what it is
    if not _survey(text, desk):
        return None
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        _syntax_problem(error, lines, desk)
        return None
    except yaml.YAMLError as error:
        desk.error(Place(desk.path), "yaml-syntax", f"this is not readable as YAML: {error}")
        return None
    if root is None:
        desk.error(
            Place(desk.path),
            "empty-file",
            "the file is empty; a bank begins with format: 1 and bank: a-name",
        )
        return None
    converter = _Converter(desk, lines)
    tree = converter.convert(root)
    return None if converter.overflown else tree


def _survey(text: str, desk: Desk) -> bool:
    """Walk the file once before it is composed; False where it nests too deep to go on.

    Also finds what YAML would swallow without a word: a text that begins with ``!`` or ``&``.
    """
    depth = 0
    anchors: dict[str, Any] = {}
    tags: list[Any] = []
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > _DEEPEST:
                    desk.error(_at(event.start_mark, desk), "too-deep", _TOO_DEEP)
                    return False
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if isinstance(event, yaml.AliasEvent):
                anchors.pop(event.anchor or "", None)
            elif isinstance(event, yaml.NodeEvent) and event.anchor:
                anchors[event.anchor] = event.start_mark
            if getattr(event, "tag", None):
                tags.append(event.start_mark)
    except yaml.YAMLError:
        return True  # composing the file meets the same, and tells it
    for mark in tags:
        desk.error(_at(mark, desk), "yaml-tag", 'a text that begins with ! needs quotation marks: "!…"')
    for mark in anchors.values():
        desk.error(_at(mark, desk), "yaml-alias", 'a text that begins with & needs quotation marks: "&…"')
    return True


def _at(mark: Any, desk: Desk) -> Place:
    return Place(desk.path, mark.line + 1, mark.column + 1)


def _syntax_problem(error: yaml.MarkedYAMLError, lines: list[str], desk: Desk) -> None:
    mark = error.problem_mark or error.context_mark
    problem = f"{error.problem or ''} {error.context or ''}"
    unclosed = "end of stream" in problem or "document separator" in problem
    if unclosed and error.context_mark is not None and "quoted" in (error.context or ""):
        mark = error.context_mark
    if mark is None:
        desk.error(Place(desk.path), "yaml-syntax", f"this is not readable as YAML: {problem.strip()}")
        return
    at, column = mark.line, mark.column
    while at >= len(lines) or (at > 0 and not lines[at].strip()):
        at -= 1
        column = len(lines[at])
    place = Place(desk.path, at + 1, column + 1)
    if "nesting depth" in problem:
        desk.error(place, "too-deep", _TOO_DEEP)
        return
    if "expected a single document" in problem:
        desk.error(place, "yaml-syntax", "a second document begins here ('---'); a bank is one")
        return
    from quizgen.bank.hints import Slip, hint

    found = hint(Slip([line[:_LOOKED_AT] for line in lines], at, min(column, _LOOKED_AT), problem))
    place = Place(desk.path, found.at + 1, found.column + 1)
    desk.error(place, "yaml-syntax", f"this is not readable as YAML: {found.text}")


class _OddError(Exception):
    """Something in a file that is not as it should be, or that takes thought."""


class _Walk:
    """A file turned into a tree in one walk. Raises _OddError at all that is not plain lists, mappings and texts."""

    def __init__(self, text: str, path: str, lines: list[str]) -> None:
        self._next = _Loader(text).get_event
        self._path = path
        self._lines = lines
        self._depth = 0

    def tree(self) -> Node:
        """The one document of the file."""
        self._next()
        if type(self._next()) is not yaml.DocumentStartEvent:
            raise _OddError
        tree = self._node(self._next())
        self._next()
        if type(self._next()) is not yaml.StreamEndEvent:
            raise _OddError
        return tree

    def _node(self, event: Any) -> Node:
        if type(event) is yaml.AliasEvent or event.anchor or event.tag:
            raise _OddError
        mark = event.start_mark
        if mark.line >= len(self._lines):
            raise _OddError
        place = Place(self._path, mark.line + 1, mark.column + 1)
        if type(event) is yaml.ScalarEvent:
            if len(event.value) > LONGEST_TEXT:
                raise _OddError
            return _scalar(event, place, self._lines)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _OddError
        node = self._list(place) if type(event) is yaml.SequenceStartEvent else self._map(place)
        self._depth -= 1
        return node

    def _list(self, place: Place) -> List:
        items = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(event))
        return List(tuple(items), place)

    def _map(self, place: Place) -> Map:
        entries: dict[str, Node] = {}
        key_places: dict[str, Place] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent or event.value in entries or ":" in event.value:
                raise _OddError
            key = self._node(event)
            entries[event.value] = self._node(self._next())
            key_places[event.value] = key.place
        return Map(entries, key_places, place)


def _scalar(node: Any, place: Place, lines: list[str]) -> Scalar:
    """A text from yaml's event or node: with where it stands, and the comment that swallowed its end."""
    style, end = node.style, node.end_mark
    quoted = style in ("'", '"')
    block = style in ("|", ">")
    text_at, lost = None, ""
    if place.line == end.line + 1 and not block and end.line < len(lines):
        line = lines[end.line]
        begins = place.column - 1 + quoted
        if line.startswith(node.value, begins):
            text_at = Place(place.path, place.line, begins + 1) if quoted else place
        if not style and (found := _COMMENT.match(line, end.column)):
            lost = found[0].strip()
    return Scalar(node.value, place, text_at, quoted or block, lost)


class _Converter:
    """Turns yaml's nodes into ours; refuses repetition by aliases beyond measure."""

    def __init__(self, desk: Desk, lines: list[str]) -> None:
        self._desk = desk
        self._lines = lines
        self._seen: set[int] = set()
        self._open: set[int] = set()
        self._repeated = 0
        self.overflown = False

    def convert(self, node: yaml.Node) -> Node | None:
        place = self._place(node.start_mark)
        if id(node) in self._open:
            self._desk.error(place, "yaml-alias", "an alias (*) stands inside what it repeats; write the text out")
            return None
        self._repeated += id(node) in self._seen
        if self._repeated > _MOST_REPEATED:
            if not self.overflown:
                self._desk.error(place, "yaml-alias", "aliases (*) repeat too much; write the texts out")
            self.overflown = True
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if len(node.value) > LONGEST_TEXT:
                told = f"a text of {len(node.value)} characters; {LONGEST_TEXT} at most: split it"
                self._desk.error(place, "too-long", told)
                self.overflown = True
                return None
            return _scalar(node, place, self._lines)
        self._open.add(id(node))
        converted: Node
        if isinstance(node, yaml.SequenceNode):
            items = (self.convert(item) for item in node.value)
            converted = List(tuple(item for item in items if item is not None), place)
        else:
            assert isinstance(node, yaml.MappingNode)
            converted = self._mapping(node, place)
        self._open.discard(id(node))
        return converted

    def _place(self, mark: yaml.Mark) -> Place:
        if mark.line >= len(self._lines):  # the end of a file without a line end
            return Place(self._desk.path, len(self._lines), len(self._lines[-1]) + 1)
        return Place(self._desk.path, mark.line + 1, mark.column + 1)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> Map:
        entries: dict[str, Node] = {}
        key_places: dict[str, Place] = {}
        for key_node, value_node in node.value:
            key_place = self._place(key_node.start_mark)
            value = self.convert(value_node)
            if isinstance(key_node, yaml.ScalarNode) and len(key_node.value) > LONGEST_TEXT:
                self.convert(key_node)
            elif not isinstance(key_node, yaml.ScalarNode):
                self._desk.error(
                    key_place,
                    "bad-key",
                    'a key is one word; a text that begins with { [ or ? needs quotation marks: "…"',
                )
            elif (found := _GLUED.fullmatch(key_node.value)) and not key_node.style and not value_node.value:
                told = f"a space is missing after the colon; write {found[1]}: {found[2]}"
                self._desk.error(key_place, "bad-key", told)
                entries.setdefault(found[1], Scalar(found[2].strip("\"'"), key_place, None, True))
                key_places.setdefault(found[1], key_place)
            elif key_node.value in entries:
                self._twice(key_node.value, key_place, key_places[key_node.value])
                if value is not None:
                    entries[key_node.value] = self._together(entries[key_node.value], value)
            elif value is not None:
                entries[key_node.value] = value
                key_places[key_node.value] = key_place
        return Map(entries, key_places, place)

    def _twice(self, key: str, place: Place, first: Place) -> None:
        self._desk.error(
            place,
            "duplicate-key",
            f"the key '{key}' stands here a second time (first on line {first.line}); keep one",
        )

    def _together(self, first: Node, second: Node) -> Node:
        """What a key holds that stands twice: both, so that what refers to the second is not reported too."""
        if isinstance(first, List) and isinstance(second, List):
            return List((*first.items, *second.items), first.place)
        if isinstance(first, Map) and isinstance(second, Map):
            entries = dict(first.entries)
            for key, node in second:
                if key in entries:
                    self._twice(key, second.key_places[key], first.key_places[key])
                entries[key] = self._together(entries[key], node) if key in entries else node
            return Map(entries, {**second.key_places, **first.key_places}, first.place)
        return first
