"""What is wrong with a picture that a stranger made: too many pixels, or a drawing that does more than be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

TYPES: Mapping[str, tuple[str, tuple[bytes, ...]]] = {
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "gif": ("image/gif", (b"GIF87a", b"GIF89a")),
    "webp": ("image/webp", (b"RIFF",)),
    "svg": ("image/svg+xml", (b"<svg", b"<?xml", b"<!--", b"\xef\xbb\xbf<")),
}
"""How a picture's name ends -> its media type, and how such a file begins."""
MOST_PIXELS = 60_000_000
"""A picture of a telephone has up to fifty million."""
_LONGEST_SIDE = 30_000
_MOST_ELEMENTS = 50_000
_DEEPEST = 200
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"})
_OUTSIDE = re.compile(r"""@import|url\s*\(\s*["']?\s*(?!["']?\s*(?:#|data:image/(?:png|jpeg|gif|webp)[;,]))""", re.I)
_INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp)[;,]|$)", re.I)
_LINK = re.compile(r"\s*https?://", re.I)


def trouble(content: bytes, media_type: str) -> str:
    """Why a picture is not taken, as the end of a sentence that names it; nothing where it is.

    Pixels are counted without unpacking them. A drawing (SVG) holds neither scripts nor anything that is fetched
    from elsewhere, declares no entities, and is not repeated in itself beyond measure.
    """
    if media_type == "image/svg+xml":
        return _drawing(content)
    size = _SIZES[media_type](content)
    if size is None:
        return "is damaged: it does not say how wide and high it is"
    width, height = size
    if not width or not height:
        return "has no pixels"
    if width * height > MOST_PIXELS or max(size) > _LONGEST_SIDE:
        return f"is {width} × {height} pixels; make it smaller ({MOST_PIXELS // 1_000_000} million at most)"
    return ""


# -- pixels ---------------------------------------------------------------------------------------


def _png(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or len(content) < 24:
        return None
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")


def _gif(content: bytes) -> tuple[int, int] | None:
    if len(content) < 10:
        return None
    return int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little")


def _jpeg(content: bytes) -> tuple[int, int] | None:
    """From the first frame's header; what stands before it is passed over."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        if mark == 0xFF:
            at += 1
        elif 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(content[at + 7 : at + 9], "big"), int.from_bytes(content[at + 5 : at + 7], "big")
        elif mark == 0x01 or 0xD0 <= mark <= 0xD8:
            at += 2
        else:
            at += 2 + max(2, int.from_bytes(content[at + 2 : at + 4], "big"))
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    if content[8:12] != b"WEBP" or len(content) < 30:
        return None
    kind = content[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if kind == b"VP8L":
        packed = int.from_bytes(content[21:25], "little")
        return 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        return int.from_bytes(content[26:28], "little") & 0x3FFF, int.from_bytes(content[28:30], "little") & 0x3FFF
    return None


_SIZES = {"image/png": _png, "image/jpeg": _jpeg, "image/gif": _gif, "image/webp": _webp}


# -- drawings -------------------------------------------------------------------------------------


class _RefusedError(Exception):
    """Raised inside the parser to stop it; says why as the end of a sentence."""


class _Reader:
    """Goes through a drawing once; ``weights`` are the elements that a named group is drawn with, each once."""

    def __init__(self) -> None:
        self.open: list[tuple[str, str]] = []
        self.count = 0
        self.style: list[str] = []
        self.own: dict[str, int] = {}
        self.uses: dict[str, list[str]] = {"": []}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        local = name.rpartition(":")[2].casefold()
        if not self.open and local != "svg":
            raise _RefusedError("is no drawing: it does not begin with <svg>")
        if len(self.open) >= _DEEPEST or self.count > _MOST_ELEMENTS:
            raise _RefusedError(f"is more than {_DEEPEST} deep, or has more than {_MOST_ELEMENTS} parts")
        if local in _ACTIVE:
            raise _RefusedError(f"holds <{local}>; save it as a plain drawing, or as PNG")
        for key, value in attributes.items():
            _check(local, key.rpartition(":")[2].casefold(), value)
        named = attributes.get("id", "")
        self.open.append((local, named))
        for _, each in (("", ""), *self.open):
            if each or not named:
                self.own[each] = self.own.get(each, 0) + 1
        if local == "use":
            target = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "href"), "")
            for each in {"", *(each for _, each in self.open)}:
                self.uses.setdefault(each, []).append(target.strip().removeprefix("#"))

    def end(self, _: str) -> None:
        self.open.pop()

    def characters(self, data: str) -> None:
        if self.open and self.open[-1][0] == "style" and len(self.style) < _MOST_ELEMENTS:
            self.style.append(data)

    def drawn(self) -> int:
        """How many elements are drawn once every repetition is written out, counted no further than they may."""
        return self._weight("", frozenset(), {})

    def _weight(self, name: str, above: frozenset[str], known: dict[str, int]) -> int:
        if name in above or len(above) > _DEEPEST:
            return _MOST_ELEMENTS + 1
        if name not in known:
            total = self.own.get(name, 1)
            for target in self.uses.get(name, ()):
                total += self._weight(target, above | {name}, known)
                if total > _MOST_ELEMENTS:
                    break
            known[name] = total
        return known[name]


def _check(element: str, key: str, value: str) -> None:
    """Refuse an attribute that runs or fetches something."""
    if key.startswith("on") and len(key) > 2:
        raise _RefusedError(f"holds a script ({key}); save it as a plain drawing, or as PNG")
    fetched = key in ("href", "src") and not _INSIDE.match(value) and not (element == "a" and _LINK.match(value))
    points = key in ("attributename",) and value.rpartition(":")[2].casefold() == "href"
    if fetched or points or _OUTSIDE.search(value):
        raise _RefusedError("fetches something from elsewhere; put it into the drawing, or save it as PNG")


def _drawing(content: bytes) -> str:
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = _no_entities
    parser.ProcessingInstructionHandler = _no_instructions
    try:
        parser.Parse(content, True)
        if _OUTSIDE.search("".join(reader.style)):
            raise _RefusedError("fetches something from elsewhere; put it into the drawing, or save it as PNG")
        if reader.drawn() > _MOST_ELEMENTS:
            raise _RefusedError(f"draws more than {_MOST_ELEMENTS} parts, or itself in itself")
    except _RefusedError as error:
        return str(error)
    except (expat.ExpatError, LookupError, ValueError) as error:
        return f"is damaged: it is no sound XML ({' '.join(str(error).split())[:80]})"
    return ""


def _no_entities(*_: object) -> Iterator[object]:
    raise _RefusedError("declares entities (<!ENTITY …>); save it as a plain drawing, or as PNG")


def _no_instructions(target: str, _: str) -> None:
    if target.casefold() == "xml-stylesheet":
        raise _RefusedError("fetches something from elsewhere; put it into the drawing, or save it as PNG")
