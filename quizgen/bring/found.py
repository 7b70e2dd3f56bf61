"""A question as a reader finds it in another program's file, and whether a bank could hold it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from quizgen.bank.drafted import DraftedPicture
from quizgen.bank.images import TYPES, trouble
from quizgen.bank.nodes import LONGEST_TEXT, MOST_ITEMS
from quizgen.bring.hypertext import Image, markup, seen
from quizgen.errors import Place
from quizgen.text import Blank, MarkupError, Rich, Span, parse_cloze, parse_text, plain

_SUFFIXES = ((b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF87a", ".gif"), (b"GIF89a", ".gif"))
_LABELS = ("kind", "topic", "language", "bank", "source")
_ALIVE = re.compile(rb"<script|<!doctype|<!entity|<foreignobject|javascript:|\son\w+\s*=", re.IGNORECASE)


@dataclass(slots=True)
class Labels:
    """What the tags of a question say of it, where quizgen wrote them."""

    kind: str = ""
    language: str = ""
    topic: str = ""
    others: tuple[str, ...] = ()


def labels(tags: Sequence[str]) -> Labels:
    """Tags read: ``kind:order``, ``language:en``; the others are somebody's own."""
    known = {name: value for name, mark, value in (tag.partition(":") for tag in tags) if mark and name in _LABELS}
    others = tuple(tag for tag in tags if tag.partition(":")[0] not in _LABELS)
    return Labels(known.get("kind", ""), known.get("language", ""), known.get("topic", ""), others)


@dataclass(slots=True)
class Taken:
    """A question as a reader finds it, before it is known to be one that a bank can hold."""

    place: Place
    kind: str
    stem: Rich = ()
    cloze: tuple[Span | Blank, ...] = ()
    answers: list[Rich] = field(default_factory=list)
    accept: list[str] = field(default_factory=list)
    """Typed answers, the key first: plain text."""
    wrong: list[Rich] = field(default_factory=list)
    partners: list[Rich] = field(default_factory=list)
    reasons: list[Rich] = field(default_factory=list)
    truth: bool = False
    topic: str = ""
    explanation: list[Rich] = field(default_factory=list)
    picture: DraftedPicture | None = None
    identity: str = ""
    labels: Labels = field(default_factory=Labels)


def short(text: str) -> str:
    """A text of a file as a message quotes it: on one line, and not long."""
    flat = " ".join(seen(text).split())
    return flat if len(flat) <= 60 else flat[:59].rstrip() + "…"


def some(texts: Sequence[str]) -> str:
    """Texts as a message names them: the first eight, and how many more there are."""
    named = ", ".join(f"'{short(text)}'" for text in texts[:8])
    return named + (f" and {len(texts) - 8} more" if len(texts) > 8 else "")


def _flat(rich: Rich) -> str:
    return " ".join(plain(rich).casefold().split())


def why_not(question: Taken) -> str | None:
    """Why a bank could not hold a question."""
    said = question.cloze or question.stem
    if told := _too_much(question):
        return told
    if not said or (not question.cloze and not plain(question.stem).strip()):
        return "it has no text" if not question.picture else "it has a picture and no text; write a text"
    if question.kind == "cloze":
        return _why_no_cloze(question)
    if question.kind == "short":
        return None if question.accept else "it has no answer"
    if question.kind == "true-false":
        return None
    if question.kind == "match":
        sides = (question.answers, [*question.partners, *question.wrong])
        few = "it has fewer than two pairs" if len(question.answers) < 2 else None
    else:
        sides = ([*question.answers, *question.wrong], [])
        few = (
            "it has fewer than two things to order" if question.kind == "order" and len(question.answers) < 2 else None
        )
        if question.kind in ("choice", "select"):
            few = "it has no right answer" if not question.answers else "it has no wrong answer" * (not question.wrong)
    if few:
        return few
    for side in sides:
        if not all(_flat(each) for each in side):
            return "one of its answers has no text"
        met: set[str] = set()
        for each in side:
            if _flat(each) in met:
                return f"two of its answers read '{short(plain(each))}'"
            met.add(_flat(each))
    return None


def _too_much(question: Taken) -> str:
    """Why a question is more than a bank takes, or nothing; in a bank's markup a text is up to twice as long."""
    sides = ([*question.answers, *question.wrong], [*question.partners, *question.wrong])
    if max(map(len, sides)) > MOST_ITEMS or len(question.cloze) > 2 * MOST_ITEMS or len(question.accept) > MOST_ITEMS:
        return f"it has more than {MOST_ITEMS} answers"
    spans = [span for span in question.cloze if isinstance(span, Span)]
    told = sum(map(_length, question.explanation))
    texts = (question.stem, spans, *question.answers, *question.wrong, *question.partners, *question.reasons)
    lengths = (told, *map(_length, texts), *map(len, question.accept))
    return f"a text of it has {max(lengths)} characters" if max(lengths) > LONGEST_TEXT // 2 else ""


def _length(rich: Sequence[Span]) -> int:
    return sum(len(span.text) for span in rich)


def _why_no_cloze(question: Taken) -> str | None:
    blanks = [piece for piece in question.cloze if isinstance(piece, Blank)]
    if not blanks or not all(plain(blank.answer).strip() for blank in blanks):
        return "it has no blank with an answer"
    try:
        found = parse_cloze(cloze_markup(question.cloze))
    except MarkupError as error:
        return f"its text cannot be read as one with blanks: {error}"
    again = [piece for piece in found if isinstance(piece, Blank)]
    same = [(each.number, plain(each.answer)) for each in again] == [(b.number, plain(b.answer)) for b in blanks]
    return None if same else "its text holds marks of other blanks"


def cloze_markup(pieces: Sequence[Span | Blank]) -> str:
    """A text with blanks as the bank writes it."""
    made = ""
    waiting: list[Span] = []
    for piece in pieces:
        if isinstance(piece, Blank):
            made += markup(tuple(waiting))
            waiting = []
            hint = f"::{piece.hint}" if piece.hint else ""
            made += f"{{{{c{piece.number}::{markup(piece.answer)}{hint}}}}}"
        else:
            waiting.append(piece)
    return made + markup(tuple(waiting))


# -- pictures -------------------------------------------------------------------------------------


def picture(image: Image, files: Mapping[str, bytes]) -> DraftedPicture | None:
    """A picture whose file came along and is what it seems, named by its content; None for any other."""
    name = re.sub(r"^@@PLUGINFILE@@/", "", image.source)
    content = files.get(name)
    if content is None:
        return None
    suffix = next((suffix for magic, suffix in _SUFFIXES if content.startswith(magic)), "")
    if not suffix and content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        suffix = ".webp"
    if not suffix and content.lstrip()[:5] in (b"<svg ", b"<?xml") and not _ALIVE.search(content):
        suffix = ".svg"
    if not suffix or trouble(content, TYPES[suffix[1:]][0]):
        return None
    called = f"{sha256(content).hexdigest()[:24]}{suffix}"
    return DraftedPicture(called, content, {"": image.alt or name})


# -- texts ----------------------------------------------------------------------------------------


def split_lines(rich: Rich) -> list[Rich]:
    """Spans cut at the ends of lines."""
    lines: list[list[Span]] = [[]]
    for span in rich:
        for at, part in enumerate(span.text.split("\n")):
            if at:
                lines.append([])
            if part:
                lines[-1].append(Span(part, span.style))
    return [tuple(line) for line in lines if line]


def cut(rich: Rich, characters: int) -> Rich:
    """Spans without so many characters at their beginning."""
    kept: list[Span] = []
    for span in rich:
        if characters < len(span.text):
            kept.append(Span(span.text[characters:], span.style))
        characters = max(0, characters - len(span.text))
    return tuple(kept)


_BLANK = re.compile(r"_____(?: \[(\d+)\])?(?: \(([^()]*)\))?")


def with_blanks(stem: str, answers: Mapping[int, str]) -> tuple[Span | Blank, ...]:
    """A stem with its blanks drawn, as quizgen writes it, as a text with blanks again."""
    pieces: list[Span | Blank] = []
    at = 0
    for found in _BLANK.finditer(stem):
        number = int(found[1] or 1)
        if number in answers:
            pieces += [Span(stem[at : found.start()]), Blank(number, (Span(answers[number]),), found[2] or "")]
            at = found.end()
    pieces.append(Span(stem[at:]))
    return tuple(piece for piece in pieces if isinstance(piece, Blank) or piece.text)


def rich_of(markup_: str) -> Rich:
    """A text in Markdown's most common marks, which are the bank's too."""
    return parse_text(seen(markup_).strip())
