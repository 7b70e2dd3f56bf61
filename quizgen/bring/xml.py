"""XML read with places, and without what could harm: no document type, no entities, no depth without end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from quizgen.bank.nodes import Desk
from quizgen.errors import Place

_DEEPEST = 100


@dataclass(slots=True)
class Element:
    """An element: its name, attributes, own text, children, and where it begins."""

    name: str
    attributes: dict[str, str]
    place: Place
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Element]:
        """The children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        """The first child of a name."""
        return next(self.all(name), None)

    def said(self, *path: str) -> str:
        """The text of what a path leads to, by first children; empty where it leads nowhere."""
        found: Element | None = self
        for name in path:
            found = found.first(name) if found else None
        return found.text if found else ""


class _RefusedError(Exception):
    """Raised inside the parser to stop it, with the place of what is refused."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place


def read_xml(content: bytes, desk: Desk) -> Element | None:
    """The root of an XML file, or None after a problem."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    open_: list[Element] = []
    root: list[Element] = []
    texts: list[list[str]] = []

    def place() -> Place:
        return Place(desk.path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_) >= _DEEPEST:
            raise _RefusedError(place(), f"elements stand more than {_DEEPEST} deep in each other")
        element = Element(name, attributes, place())
        (open_[-1].children if open_ else root).append(element)
        open_.append(element)
        texts.append([])

    def end(_name: str) -> None:
        open_.pop().text = "".join(texts.pop())

    def characters(data: str) -> None:
        texts[-1].append(data)

    def doctype(*_: object) -> None:
        raise _RefusedError(place(), "it declares a document type (<!DOCTYPE …>), which is not read here; take it out")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except _RefusedError as error:
        desk.error(error.place, "unreadable-file", f"this XML file is not read: {error}")
        return None
    except expat.ExpatError as error:
        told = expat.errors.messages[error.code]
        desk.error(Place(desk.path, error.lineno, error.offset + 1), "unreadable-file", f"this is no sound XML: {told}")
        return None
    except (LookupError, ValueError) as error:
        desk.error(place(), "encoding", f"the file's encoding is not known here ({error}); save it as UTF-8")
        return None
    return root[0]
