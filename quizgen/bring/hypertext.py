"""The HTML of other programs as texts with the bank's small markup. What cannot be text is told, never run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

from quizgen.bank.dump import as_markup
from quizgen.text import Rich, Span, Style, parse_text, plain

_STYLES = {
    "em": Style.EMPHASIS, "i": Style.EMPHASIS, "cite": Style.EMPHASIS, "var": Style.EMPHASIS,
    "strong": Style.STRONG, "b": Style.STRONG,
    "code": Style.CODE, "tt": Style.CODE, "kbd": Style.CODE, "samp": Style.CODE, "pre": Style.CODE,
}  # fmt: skip
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figure", "figcaption", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table",
        "tbody", "tfoot", "thead", "tr", "ul",
    }
)  # fmt: skip
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "math"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_LOST = {
    "script": "a script", "iframe": "a frame", "object": "an object", "embed": "an object", "audio": "a sound",
    "video": "a film", "svg": "a drawing", "math": "a formula", "input": "a field to fill in",
}  # fmt: skip
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_DEEPEST = 200
MOST_CHARACTERS = 40_000
"""What is longer is no text of a question; its end is cut off, and that is told."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that a text shows."""

    source: str
    alt: str


@dataclass(frozen=True, slots=True)
class Read:
    """A text that was HTML: its spans, the pictures that it shows, and what else it held ("a script")."""

    rich: Rich
    images: tuple[Image, ...] = ()
    lost: tuple[str, ...] = ()


def seen(text: str) -> str:
    """A text with one kind of line ends and without characters that nobody sees."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def tidied(text: str) -> str:
    """A plain text: each line without outer spaces, and no empty lines around it."""
    return "\n".join(" ".join(line.split()) for line in seen(text).strip().split("\n"))


def read_plain(text: str) -> Read:
    """A text that is to be shown as it stands."""
    said = tidied(limited(text))
    lost = (f"the end of a text of {len(text)} characters",) if len(text) > MOST_CHARACTERS else ()
    return Read((Span(said),) if said else (), lost=lost)


def limited(text: str) -> str:
    """A text that is not endless."""
    return text[:MOST_CHARACTERS]


def read_html(source: str) -> Read:
    """HTML as text."""
    parser = _Parser()
    parser.feed(_sound(seen(limited(source))))
    parser.close()
    lost = dict.fromkeys(parser.lost)
    if len(source) > MOST_CHARACTERS:
        lost[f"the end of a text of {len(source)} characters"] = None
    return Read(parser.finished(), tuple(parser.images), tuple(lost))


def _sound(source: str) -> str:
    """HTML without comments, and with every < that begins no whole tag as a character: the parser is slow on these."""
    parts = source.split("<!--")
    kept = parts[0] + "".join(part.partition("-->")[2] for part in parts[1:])
    return re.sub(r"<(?=[^<>]*(?:<|$)|[^a-zA-Z/])", "&lt;", kept)


def looks_like_html(text: str) -> bool:
    """True where a text has a tag or an entity in it."""
    return bool(re.search(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);", text))


class _Parser(HTMLParser):
    """Gathers spans; spaces run together as in a browser, and a block begins a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.spans: list[Span] = []
        self.images: list[Image] = []
        self.lost: list[str] = []
        self.open: list[str] = []
        self.link = ""
        self.linked = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a style, a picture."""
        values = {name: value or "" for name, value in attrs}
        if tag in _LOST and not self._silent():
            self.lost.append(_LOST[tag])
        if tag == "br":
            self._write("\n")
        elif tag == "img" and not self._silent():
            self.images.append(Image(values.get("src", ""), " ".join(values.get("alt", "").split())))
        elif tag == "a":
            self.link, self.linked = values.get("href", ""), ""
        elif tag in _BLOCKS:
            self._line()
            if tag == "li":
                self._write("• ")
        elif tag in ("td", "th"):
            self._write(" ")
        if tag not in _VOID and len(self.open) < _DEEPEST:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what is open."""
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if tag == "a" and self.link.startswith(("https://", "http://")) and self.link not in self.linked:
            self._write(f" ({self.link})")
        if tag == "a":
            self.link = ""
        if tag in _BLOCKS:
            self._line()

    def handle_data(self, data: str) -> None:
        """Take a text."""
        if self._silent():
            return
        text = data if "pre" in self.open else re.sub(r"[ \t\n\f]+", " ", data).replace("\xa0", " ")
        if "sup" in self.open:
            text = text.translate(_RAISED) if set(text) <= set("0123456789+-=()n") else f"^{text}"
        elif "sub" in self.open and set(text) <= set("0123456789+-=()"):
            text = text.translate(_LOWERED)
        self.linked += data
        self._write(text)

    def _silent(self) -> bool:
        return any(tag in _SILENT for tag in self.open)

    def _write(self, text: str) -> None:
        if self._silent():
            return
        if self._ends_with_space() and text.startswith(" ") and "pre" not in self.open:
            text = text[1:]
        style = Style.PLAIN
        for tag in self.open:
            style |= _STYLES.get(tag, Style.PLAIN)
        if text:
            self.spans.append(Span(text, style))

    def _ends_with_space(self) -> bool:
        return not self.spans or self.spans[-1].text[-1].isspace()

    def _line(self) -> None:
        if self.spans and not self.spans[-1].text.endswith("\n"):
            self._write("\n")

    def finished(self) -> Rich:
        """The spans, without outer white space, spaces at the ends of lines, and empty lines."""
        return trimmed(self.spans)


def trimmed(spans: Iterable[Span]) -> Rich:
    """Spans without outer white space, spaces at line ends and empty lines; neighbours of a style are one."""
    characters = [(each, span.style) for span in spans for each in span.text]
    kept: list[tuple[str, Style]] = []
    for each, style in characters:
        if each == "\n":
            while kept and kept[-1][0] == " ":
                kept.pop()
        if each in " \n" and (not kept or kept[-1][0] == "\n"):
            continue
        kept.append((each, style))
    while kept and kept[-1][0].isspace():
        kept.pop()
    made: list[Span] = []
    for each, style in kept:
        if made and made[-1].style == style:
            made[-1] = Span(made[-1].text + each, style)
        else:
            made.append(Span(each, style))
    return tuple(made)


# -- the bank's markup ----------------------------------------------------------------------------


def markup(rich: Rich) -> str:
    """Spans as the bank writes them; where a style cannot be written, the characters alone."""
    spans = _settled(rich)
    if not any(span.style for span in spans):
        return as_markup(plain(spans))
    written = "".join(_styled(span) for span in spans)
    return written if parse_text(written) == spans else as_markup(plain(spans))


def _settled(rich: Rich) -> Rich:
    """Spans whose styles neither begin nor end with white space."""
    spans: list[Span] = []
    for span in rich:
        core = span.text.strip()
        before = span.text[: len(span.text) - len(span.text.lstrip())] if core else span.text
        after = span.text[len(before) + len(core) :]
        for text, style in ((before, Style.PLAIN), (core, span.style), (after, Style.PLAIN)):
            if not text:
                continue
            if spans and spans[-1].style == style:
                spans[-1] = Span(spans[-1].text + text, style)
            else:
                spans.append(Span(text, style))
    return tuple(spans)


def _styled(span: Span) -> str:
    text = re.sub(r"([\\*`])", r"\\\1", span.text)
    if Style.CODE in span.style:
        text = f"`{text}`"
    if Style.STRONG in span.style:
        text = f"**{text}**"
    if Style.EMPHASIS in span.style:
        text = f"*{text}*"
    return text
