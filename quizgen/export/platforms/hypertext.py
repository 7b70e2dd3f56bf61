"""Texts as HTML and XML in which hostile text stays text, and packages that are the same at every build."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape
from xml.etree import ElementTree as ET

from quizgen.errors import WishError
from quizgen.export.platforms.common import clean
from quizgen.model import Picture
from quizgen.text import Rich, Style

_SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}
_TAGS = {Style.CODE: "code", Style.STRONG: "strong", Style.EMPHASIS: "em"}
_MIXED = frozenset({"p", "prompt", "simpleChoice", "simpleAssociableChoice", "mattext", "text", "li"})
"""Elements in which white space is text."""
_ATTRIBUTE = str.maketrans({'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"})
_DATE = (2023, 1, 1, 0, 0, 0)


def html(rich: Rich) -> str:
    """Spans as HTML; a line's end is ``<br/>``."""
    return "".join(_styled(clean(span.text), span.style) for span in rich)


def _styled(text: str, style: Style) -> str:
    said = escape(text, quote=False).replace("\n", "<br/>")
    for flag, tag in _TAGS.items():
        if flag in style:
            said = f"<{tag}>{said}</{tag}>"
    return said


def paragraphs(parts: Iterable[Rich]) -> str:
    """Texts as HTML, a paragraph each."""
    return "".join(f"<p>{html(part)}</p>" for part in parts)


def image_name(picture: Picture) -> str:
    """A picture's name in a package: by its content. Raises WishError for a type that no browser shows."""
    suffix = _SUFFIXES.get(picture.media_type)
    if suffix is None:
        raise WishError(f"{picture.file} is no picture that a learning platform shows ({picture.media_type})")
    return f"quizgen-{sha256(picture.content).hexdigest()[:24]}{suffix}"


def image(picture: Picture, folder: str, language: str) -> str:
    """A picture as HTML; ``folder`` is what stands before its name."""
    alt = escape(clean(picture.alt.plain(language)).replace("\n", " "))
    return f'<img src="{escape(folder + image_name(picture))}" alt="{alt}"/>'


# -- XML ------------------------------------------------------------------------------------------


def node(tag: str, attributes: Mapping[str, str] | None = None, *content: ET.Element | str | None) -> ET.Element:
    """An element with texts and elements in it; None is nothing."""
    made = ET.Element(tag)
    for name, value in (attributes or {}).items():
        made.set(name, value if value.isprintable() else clean(value).replace("\n", " "))
    for part in content:
        if isinstance(part, ET.Element):
            made.append(part)
        elif part and len(made):
            made[-1].tail = (made[-1].tail or "") + clean(part)
        elif part:
            made.text = (made.text or "") + clean(part)
    return made


def xhtml(source: str) -> list[ET.Element | str]:
    """What ``html`` and its like made, as the content of a node."""
    root = ET.fromstring(f"<body>{source}</body>")
    found: list[ET.Element | str] = [root.text] if root.text else []
    for child in list(root):
        tail, child.tail = child.tail, None
        found += [child, tail] if tail else [child]
    return found


def document(root: ET.Element) -> bytes:
    """A whole XML file, indented where white space means nothing."""
    _indent(root, "\n")
    said = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    _say(root, said)
    return "".join([*said, "\n"]).encode()


def _say(element: ET.Element, said: list[str]) -> None:
    """As ``ET.tostring`` says it, which looks for namespaces in every name; ours are attributes of the root."""
    said.append(f"<{element.tag}")
    for name, value in element.items():
        said.append(f' {name}="{escape(value, quote=False).translate(_ATTRIBUTE)}"')
    if not element.text and not len(element):
        said.append(" />")
    else:
        said.append(">")
        if element.text:
            said.append(escape(element.text, quote=False))
        for child in element:
            _say(child, said)
        said.append(f"</{element.tag}>")
    if element.tail:
        said.append(escape(element.tail, quote=False))


def _indent(element: ET.Element, line: str) -> None:
    if not len(element) or element.tag in _MIXED or (element.text or "").strip():
        return
    element.text = line + "  "
    for child in element:
        _indent(child, line + "  ")
        child.tail = line + "  "
    element[-1].tail = line


# -- packages -------------------------------------------------------------------------------------


def package(files: Mapping[str, bytes]) -> bytes:
    """A zip file with these entries in this order; a name that ends in a slash is an empty folder."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = 3
            entry.external_attr = (0o40755 << 16) | 0x10 if name.endswith("/") else 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name.endswith("/") else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=6)
    return made.getvalue()
