"""The slips that people make in YAML, told in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_LONGEST = 2_000
"""A longer line is no slip of a person's; guessing at one takes long."""

_QUOTE = 'write it as "…"'
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|(?<!\w)'(?:''|[^'])*'")


@dataclass(frozen=True, slots=True)
class Slip:
    """Where YAML gave up: the lines of the file, line and column counted from zero, and YAML's own words."""

    lines: list[str]
    at: int
    column: int
    problem: str

    @property
    def line(self) -> str:
        """The line as it stands."""
        return self.lines[self.at] if self.at < len(self.lines) else ""

    @property
    def character(self) -> str:
        """The character that YAML stumbled over."""
        return self.line[self.column : self.column + 1]

    @property
    def near(self) -> list[int]:
        """The line and the few before it, nearest first: an open quote or bracket shows late."""
        return [at for at in range(self.at, max(-1, self.at - 4), -1) if at < len(self.lines)]


@dataclass(frozen=True, slots=True)
class Hint:
    """What is probably meant, and where: a line counted from zero and a column likewise."""

    text: str
    at: int
    column: int


def bare(line: str) -> str:
    """The line with everything inside quotation marks blanked out, and its comment removed."""
    blanked = _QUOTED.sub(lambda found: "_" * len(found[0]), line)
    return re.sub(r"(^|\s)#.*$", lambda found: " " * len(found[0]), blanked)


def _here(slip: Slip, text: str) -> Hint:
    return Hint(text, slip.at, slip.column)


def _tab(slip: Slip) -> Hint | None:
    indent = slip.line[: len(slip.line) - len(slip.line.lstrip())]
    if "\t" in indent or slip.character == "\t":
        return Hint("a tab stands here; YAML wants spaces", slip.at, slip.line.find("\t"))
    return None


def _never_closed(slip: Slip) -> Hint | None:
    if "end of stream" in slip.problem or "document separator" in slip.problem:
        if slip.character in ("'", '"'):
            return _here(slip, "a quotation mark is opened here and never closed")
        return _open_bracket(slip) or _here(slip, "a quotation mark or a bracket is opened and never closed")
    return None


def _reserved_character(slip: Slip) -> Hint | None:
    rest = bare(slip.line)
    found = re.search(r"(?:^\s*(?:- +)*|:\s+|[,\[{]\s*)([*&!]\S|[@`%]|[|>] +\S)", rest) or re.search(r":\s+(- )", rest)
    if found:
        character = found[1][0]
        text = f'a text that begins with {character} needs quotation marks: "{character}…"'
        return Hint(text, slip.at, found.start(1))
    return None


def _escape(slip: Slip) -> Hint | None:
    at = slip.line.rfind("\\", 0, slip.column + 1)
    if at >= 0 and ("escape" in slip.problem or "hexdec" in slip.problem):
        return Hint("in a text in \"…\" a \\ is written \\\\; or put the text in '…'", slip.at, at)
    return None


def _apostrophe(slip: Slip) -> Hint | None:
    found = re.search(r"(?:^|[\s\[{,])'(?:''|[^'])*(')(?=\w)", slip.line)
    if found:
        text = f"an apostrophe stands inside a text in '…'; {_QUOTE}"
        return Hint(text, slip.at, found.start(1))
    return None


def _inner_quote(slip: Slip) -> Hint | None:
    for at in slip.near:
        for found in re.finditer(r"\"(?:\\.|[^\"\\])*\"", slip.lines[at]):
            if re.match(r"\s*[^\s,\]}:#]", slip.lines[at][found.end() :]):
                text = 'a quotation mark is missing here, or one stands inside a quoted text (write that as \\" or “…”)'
                return Hint(text, at, found.end() - 1)
    return None


def _open_quote(slip: Slip, lines: Iterable[int] = ()) -> Hint | None:
    for at in lines or slip.near:
        found = re.search(r"(?:^|[\s\[{,:-])([\"'])", bare(slip.lines[at]))
        if found:
            return Hint(f"a quotation mark ({found[1]}) is opened here and not closed on this line", at, found.start(1))
    return None


def _open_quote_far(slip: Slip) -> Hint | None:
    """A quotation mark that is not closed runs on to the next one, however far that is."""
    return _open_quote(slip, range(min(slip.at, len(slip.lines) - 1), -1, -1))


def _lost_comment(slip: Slip) -> Hint | None:
    for at in slip.near:
        found = re.search(r"[\[{][^\]}]*\s(#)", slip.lines[at])
        if found and bare(slip.lines[at]).count("[") + bare(slip.lines[at]).count("{"):
            text = "what follows ' #' is a comment to YAML; write article#2 without a space, or use quotation marks"
            return Hint(text, at, found.start(1))
    return None


def _braces(slip: Slip) -> Hint | None:
    for at in slip.near[:2]:
        rest = bare(slip.lines[at])
        found = re.search(r"(?::\s+|- +)((?:\{+[^{}]*\}+|\[[^\[\]]*\])\s*[^\s,\]}#])", rest) or re.search(
            r"(\{\w[\w-]*\})", rest
        )
        if found:
            text = f"a text with {found[1][0]} in it needs quotation marks; {_QUOTE}"
            return Hint(text, at, found.start(1))
    return None


def _open_bracket(slip: Slip) -> Hint | None:
    for at in slip.near:
        line = bare(slip.lines[at])
        if at == slip.at and slip.column < len(slip.line.rstrip()):
            continue
        unclosed: list[int] = []
        for column, character in enumerate(line):
            if character in "[{":
                unclosed.append(column)
            elif character in "]}" and unclosed:
                unclosed.pop()
        if unclosed:
            text = f"a bracket ({line[unclosed[-1]]}) is opened here and not closed on this line"
            return Hint(text, at, unclosed[-1])
    return None


def _missing_colon(slip: Slip) -> Hint | None:
    before = next((at for at in slip.near[1:] if slip.lines[at].strip()), None)
    if before is None or ("expected" not in slip.problem and "not allowed" not in slip.problem):
        return None
    line = bare(slip.lines[before]).rstrip()
    if "could not find expected ':'" in slip.problem and re.fullmatch(r"[ -]*[A-Za-z][\w-]* [^:]+", line):
        return Hint("a colon is missing here; write key: value", before, len(line) - len(line.lstrip(" -")))
    if len(slip.line) - len(slip.line.lstrip()) < len(line) - len(line.lstrip()):
        return None
    first = len(line) - len(line.lstrip(" -"))
    if re.fullmatch(r"[\w-]+:\S.*", line[first:]) and ": " not in line:
        return Hint("a space is missing after the colon; write key: value", before, line.index(":", first))
    if re.fullmatch(r"[\w-]+( \S+)?", line[first:]):
        return Hint("a colon is missing here; write key: value", before, first)
    return None


def _question_mark(slip: Slip) -> Hint | None:
    found = re.search(r"(?:^|[\s{,\[])(\?)", bare(slip.line))
    if found:
        return Hint(f"a text that begins with ? needs quotation marks; {_QUOTE}", slip.at, found.start(1))
    return None


def _colon(slip: Slip) -> Hint | None:
    rest = bare(slip.line)
    if "mapping values are not allowed" in slip.problem and rest.count(":") == 1 and slip.at:
        return _here(slip, "this line is indented further than the key it follows allows; line it up with its siblings")
    if "mapping values are not allowed" in slip.problem or (slip.character == ":" and ": " in rest):
        return _here(slip, f"a text with ': ' in it needs quotation marks; {_QUOTE}")
    return None


def _comma(slip: Slip) -> Hint | None:
    if "',' or" in slip.problem:
        return _here(slip, "a comma or a bracket is missing before this; a text with , : or # needs quotes")
    return None


def _otherwise(slip: Slip) -> Hint:
    if "block" in slip.problem and slip.line[: slip.column].strip() == "":
        return _here(slip, "this line is indented unlike its siblings; line it up with them")
    return _here(slip, "check the indentation, the quotation marks and the brackets of this line and the one before")


_SLIPS: tuple[Callable[[Slip], Hint | None], ...] = (
    _tab, _escape, _never_closed, _reserved_character, _inner_quote, _apostrophe, _open_quote, _lost_comment,
    _question_mark, _braces, _open_bracket, _missing_colon, _colon, _comma,
    _open_quote_far,
)  # fmt: skip


def hint(slip: Slip) -> Hint:
    """What is probably meant where YAML cannot be read."""
    if any(len(slip.lines[at]) > _LONGEST for at in slip.near):
        return _otherwise(slip)
    found = (guess(slip) for guess in _SLIPS)
    return next((each for each in found if each is not None), _otherwise(slip))
