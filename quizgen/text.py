r"""Text in several languages: the small inline markup and blanks.

Markup is read once, here, into spans; everything to the right works on spans or plain strings and
never parses again. ``\`` makes a following ``*``, `` ` `` or ``\`` plain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Flag, auto
from functools import lru_cache


class Style(Flag):
    """How a span is set; flags combine."""

    PLAIN = 0
    EMPHASIS = auto()
    STRONG = auto()
    CODE = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters in one style."""

    text: str
    style: Style = Style.PLAIN

    def __hash__(self) -> int:
        """As its characters, since spans that differ in style alone are rare."""
        return hash(self.text)


@dataclass(frozen=True, slots=True)
class Blank:
    """A deletion in a cloze text: ``{{c1::answer::hint}}``."""

    number: int
    answer: tuple[Span, ...]
    hint: str = ""


Rich = tuple[Span, ...]
_PLAIN = re.compile(r"[^*`\\{}:]+")


class MarkupError(ValueError):
    """A template or cloze text that cannot be read; ``offset`` counts characters from its start."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Text:
    """One text in every language of a bank: language code -> spans."""

    languages: Mapping[str, Rich] = field(hash=False)

    def rich(self, language: str) -> Rich:
        """The spans in a language."""
        return self.languages[language]

    def plain(self, language: str) -> str:
        """The characters alone, markup stripped."""
        rich = self.languages[language]
        return rich[0].text if len(rich) == 1 else plain(rich)

    def each(self, change: Callable[[Rich], Rich]) -> Text:
        """A new text, changed in every language."""
        return Text({language: change(rich) for language, rich in self.languages.items()})

    def capitalised(self) -> Text:
        """The text as it stands alone or opens a sentence."""
        return self.each(capitalise)


# -- markup ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Node:
    """What the inline parser works on: characters, an atom, or a run of asterisks."""

    text: str
    atom: re.Match[str] | None = None
    stars: int = 0
    opens: bool = False
    closes: bool = False
    style: Style = Style.PLAIN


def _tokenise(raw: str, atoms: re.Pattern[str] | None) -> list[_Node]:
    nodes: list[_Node] = []
    at = 0
    in_code = False
    while at < len(raw):
        if raw[at] == "\\" and raw[at + 1 : at + 2] in ("*", "`", "\\"):
            nodes.append(_Node(raw[at + 1]))
            at += 2
        elif atoms and (found := atoms.match(raw, at)):
            nodes.append(_Node("", atom=found))
            at = found.end()
        elif raw[at] == "`" and (in_code or _closing_backtick(raw, at + 1)):
            in_code = not in_code
            nodes.append(_Node("`", stars=-1))
            at += 1
        elif raw[at] == "*" and not in_code:
            end = at
            while raw[end : end + 1] == "*":
                end += 1
            before, after = raw[at - 1 : at], raw[end : end + 1]
            nodes.append(_Node("", stars=end - at, opens=bool(after.strip()), closes=bool(before.strip())))
            at = end
        else:
            found = _PLAIN.match(raw, at)
            nodes.append(_Node(found[0] if found else raw[at]))
            at += len(nodes[-1].text)
    return nodes


def _closing_backtick(raw: str, at: int) -> bool:
    """True where a plain backtick follows, with something between."""
    begun = at
    while at < len(raw):
        if raw[at] == "`":
            return at > begun
        at += 2 if raw[at] == "\\" and raw[at + 1 : at + 2] in ("*", "`", "\\") else 1
    return False


def _style_code(nodes: list[_Node]) -> list[_Node]:
    kept: list[_Node] = []
    in_code = False
    for node in nodes:
        if node.stars == -1:
            in_code = not in_code
        else:
            node.style |= Style.CODE if in_code else Style.PLAIN
            kept.append(node)
    return kept


def _style_emphasis(nodes: list[_Node]) -> None:
    """Pair runs of asterisks, the nearest opener first, and style what stands between."""
    openers: list[int] = []
    edges: dict[Style, list[int]] = {style: [0] * (len(nodes) + 1) for style in (Style.EMPHASIS, Style.STRONG)}
    for index, closer in enumerate(nodes):
        if closer.stars <= 0:
            continue
        while closer.closes and closer.stars and openers:
            opener = nodes[openers[-1]]
            if openers[-1] == index - 1:
                break
            used = 2 if closer.stars >= 2 and opener.stars >= 2 else 1
            style = Style.STRONG if used == 2 else Style.EMPHASIS
            edges[style][openers[-1] + 1] += 1
            edges[style][index] -= 1
            opener.stars -= used
            closer.stars -= used
            if not opener.stars:
                openers.pop()
        if closer.opens and closer.stars:
            openers.append(index)
    for style, steps in edges.items():
        depth = 0
        for node, step in zip(nodes, steps, strict=False):
            depth += step
            if depth:
                node.style |= style


def parse_runs(raw: str, atoms: re.Pattern[str] | None = None) -> list[tuple[str | re.Match[str], Style]]:
    """Runs of characters and atoms (matches of ``atoms``) with their styles, in order."""
    nodes = _style_code(_tokenise(raw, atoms))
    _style_emphasis(nodes)
    parts: list[tuple[str | re.Match[str], Style]] = []
    for node in nodes:
        if node.atom is not None:
            parts.append((node.atom, node.style))
            continue
        characters = node.text or "*" * node.stars
        if parts and isinstance(parts[-1][0], str) and parts[-1][1] == node.style:
            parts[-1] = (parts[-1][0] + characters, node.style)
        elif characters:
            parts.append((characters, node.style))
    return parts


@lru_cache(maxsize=4096)
def parse_text(raw: str) -> Rich:
    """Plain text with ``*emphasis*``, ``**strong**`` and `` `code` `` as spans."""
    if raw and not any(mark in raw for mark in "*`\\"):
        return (Span(raw),)
    return tuple(Span(part, style) for part, style in parse_runs(raw) if isinstance(part, str))


_CLOZE_ATOMS = re.compile(r"\{\{c(?P<number>[0-9]{1,3})::|(?P<odd>\{\{c[0-9])|(?P<hint>::)|(?P<close>\}\})")


def parse_cloze(raw: str) -> tuple[Span | Blank, ...]:
    """A text with Anki's deletions ``{{c1::answer::hint}}`` as spans and blanks.

    Raises MarkupError for a deletion that is not closed, is empty, or stands inside another.
    """
    pieces: list[Span | Blank] = []
    number, opened_at = 0, 0
    answer: list[Span] = []
    hint: str | None = None
    for part, style in parse_runs(raw, _CLOZE_ATOMS):
        if not isinstance(part, str) and part["odd"]:
            raise MarkupError(part.start(), "a deletion is written {{c1::answer}}")
        if isinstance(part, str) or (not number and not part["number"]):
            span = Span(part if isinstance(part, str) else part[0], style)
            if hint is not None:
                hint += span.text
            elif number:
                answer.append(span)
            else:
                pieces.append(span)
        elif part["number"]:
            if number:
                raise MarkupError(part.start(), "a deletion begins inside another; close the first with }}")
            number, opened_at, answer, hint = int(part["number"]), part.start(), [], None
            if number == 0:
                raise MarkupError(part.start(), "deletions are numbered from c1")
        elif part["hint"]:
            if hint is not None:
                raise MarkupError(part.start(), "a deletion has one hint: {{c1::answer::hint}}")
            hint = ""
        else:
            if not plain(tuple(answer)).strip():
                raise MarkupError(opened_at, "the deletion hides nothing; write {{c1::answer}}")
            pieces.append(Blank(number, tuple(answer), (hint or "").strip()))
            number, hint = 0, None
    if number:
        raise MarkupError(opened_at, "this deletion is not closed; write }} after it")
    return tuple(pieces)


def draw_blanks(text: Mapping[str, tuple[Span | Blank, ...]]) -> Text:
    """A cloze text as a stem: lines for the blanks, numbered where there are several, hints behind."""
    stems: dict[str, Rich] = {}
    for language, pieces in text.items():
        several = len({piece.number for piece in pieces if isinstance(piece, Blank)}) > 1
        stems[language] = tuple(
            Span("_____" + (f" [{piece.number}]" if several else "") + (f" ({piece.hint})" if piece.hint else ""))
            if isinstance(piece, Blank)
            else piece
            for piece in pieces
        )
    return Text(stems)


def plain(rich: Iterable[Span]) -> str:
    """The characters of some spans."""
    return "".join([span.text for span in rich])


def joined(parts: Iterable[Rich], between: str = " ") -> Rich:
    """Spans of several texts as one, with ``between`` between them."""
    spans: list[Span] = []
    for part in parts:
        if spans:
            spans.append(Span(between))
        spans.extend(part)
    return tuple(spans)


# -- sentences ------------------------------------------------------------------------------------

OPENING = "\"'“‘«„‚([{¿¡ "


def capitalise(rich: Rich) -> Rich:
    """The first letter in upper case; a text that begins with a figure or with code stays as it is."""
    first = rich[0] if rich else Span("")
    letter = first.text[:1]
    if letter.isupper():
        return rich
    if letter.isascii() and letter.isalpha() and first.style is Style.PLAIN:
        return (Span(letter.upper() + first.text[1:]), *rich[1:])
    spans = list(rich)
    for index, span in enumerate(spans):
        for at, character in enumerate(span.text):
            if character.isalpha():
                if span.style & Style.CODE:
                    return rich
                upper = character.upper() if len(character.upper()) == 1 else character
                spans[index] = Span(span.text[:at] + upper + span.text[at + 1 :], span.style)
                return tuple(spans)
            if character not in OPENING:
                return rich
    return rich


@dataclass(frozen=True, slots=True)
class Words:
    """The program's own words in one language (``locale/``): key -> text with {holes}."""

    language: str
    entries: Mapping[str, str] = field(hash=False)

    def __call__(self, key: str, **holes: object) -> str:
        """The text of a key with its holes filled. Raises KeyError for a key that no file has."""
        return self.entries[key].format(**holes)
