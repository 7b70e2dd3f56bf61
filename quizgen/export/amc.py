"""Questions as AMC-TXT, from which Auto Multiple Choice prints sheets, scans them and marks them.

A question's code is its id there. Choice, select and true-false are boxes to tick; a short answer and a cloze are
lines to write on, which the teacher marks by ticking a box; what AMC cannot hold is left out, and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Option, Order, Question, Select, Short, TrueFalse
from quizgen.text import Rich, Style, Words
from quizgen.values import option_size

_LINE_HOLDS = 60
_MARKS = ((Style.CODE, "|"), (Style.EMPHASIS, "_"), (Style.STRONG, "*"))
_ESCAPED = {character: f"[[{{{character}}}]]" for character in "[]!"}
"""The characters that AMC-TXT could take for more than themselves, each as a bit of LaTeX that prints it."""


_SEVERAL = r"[[\multiSymbole{}]]"
"""The mark that AMC puts beside a question with several right answers."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that AMC cannot hold: its number among those given, its code, and why, in plain words."""

    number: int
    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Amc:
    """The file's text, how many questions it has, and those left out."""

    text: str
    questions: int
    left_out: tuple[LeftOut, ...]


def amc_text(
    questions: Sequence[AnyQuestion],
    bank: Bank,
    language: str,
    words: Words,
    *,
    paper_size: str = "a4",
    points: Sequence[Fraction] = (),
) -> Amc:
    """The questions as an AMC-TXT file in one language; AMC shuffles them, and their options, for every sheet.

    ``points`` are the questions' points in the same order; left out, each is worth one. Scores agree with ``grade``
    where AMC marks: a select is worth (right - wrong) / number right, never less than nothing.
    """
    kept: list[str] = []
    left_out: list[LeftOut] = []
    for at, question in enumerate(questions):
        worth = points[at] if points else Fraction(1)
        why = _unheld(question)
        if why:
            left_out.append(LeftOut(at + 1, question.code, why))
        else:
            kept.append("\n".join(_lines(question, language, words, worth)))
    counted = "amc.instructions" if len(kept) != 1 else "amc.instructions.one"
    presented = [_plain(words(counted, count=len(kept)))]
    if any(isinstance(question, Select) and not _unheld(question) for question in questions):
        presented.append(words("amc.several", mark=_SEVERAL))
    head = [
        f"Title: {_said(bank.title.rich(language))}",
        f"Presentation: {' '.join(presented)}",
        f"PaperSize: {'letter' if paper_size == 'letter' else 'a4'}",
        "Font:",  # LaTeX's own, which every installation has
        "ShuffleQuestions: 1",
        "CompleteMulti: 0",
        "DefaultScoringS: e=0,v=0,b=1,m=0",
        f"L-Question: {_plain(words('amc.question'))}",
        f"L-Name: {_plain(words('amc.name'))}",
        f"L-OpenReserved: {_plain(words('amc.reserved'))}",
    ]
    return Amc("\n".join(head) + "\n\n" + "\n\n".join(kept) + "\n", len(kept), tuple(left_out))


def _unheld(question: Question) -> str:
    """Why AMC cannot hold a question; empty where it can."""
    if isinstance(question, Order):
        return "AMC has nothing to put in order"
    if isinstance(question, Match):
        return "AMC has nothing to match"
    if question.image:
        return "it has a picture"
    return ""


def _lines(question: AnyQuestion, language: str, words: Words, worth: Fraction) -> Iterator[str]:
    stem = _said(question.stem.rich(language))
    match question:
        case Choice():
            ordered = all(option_size(option, language) is not None for option in question.options)
            yield f"*{_options(question, 'ordered' if ordered else '')}{_single(worth)} {stem}"
            for at, option in enumerate(question.options):
                yield _ticked(option, language, at == question.right)
        case Select():
            yield f"**{_options(question)}{{e=0,v=0,p=0}} {stem}"
            share = worth / len(question.right)
            for at, option in enumerate(question.options):
                scoring = f"{{b={share},m=0}}" if at in question.right else f"{{b=0,m=-{share}}}"
                yield _ticked(option, language, at in question.right, scoring)
        case TrueFalse():
            asked = _plain(words("kind.true-false"))
            yield f"*{_options(question, 'ordered,horiz')}{_single(worth)} {asked} {stem}"
            for truth in (True, False):
                yield f"{'+' if truth == question.truth else '-'} {_plain(words(f'truth.{str(truth).lower()}'))}"
        case Short():
            longest = max(len(each.plain(language)) for each in (question.typed.answer, *question.also))
            yield f"*<lines={min(3, 1 + longest // _LINE_HOLDS)}>{_options(question)} {stem}"
            yield from _by_hand(1, worth)
        case Cloze():
            yield f"*<lines={min(4, len(question.blanks))}>{_options(question)} {stem}"
            yield from _by_hand(len(question.blanks), worth)


def _options(question: Question, more: str = "") -> str:
    return f"[id={question.code}{',' if more else ''}{more}]"


def _single(worth: Fraction) -> str:
    """The scoring of a question with one right answer, where it is not the file's own."""
    return "" if worth == 1 else f"{{e=0,v=0,b={worth},m=0}}"


def _ticked(option: Option, language: str, right: bool, scoring: str = "") -> str:
    return f"{'+' if right else '-'}{scoring} {_said(option.text.rich(language))}"


def _by_hand(parts: int, worth: Fraction) -> Iterator[str]:
    """The boxes for the teacher of an answer that is written: a box for each number of right parts, 0 up to all."""
    for right in range(parts + 1):
        mark = "+" if right == parts else "-"
        yield f"{mark}[{right}]{{{worth * right / parts}}} {right}/{parts}"


def _said(rich: Rich) -> str:
    """Spans in AMC's own markup, on one line."""
    pieces = []
    for span in rich:
        text = _plain(span.text)
        for style, mark in _MARKS:
            if style in span.style and text.strip():
                text = f"[{mark}{text}{mark}]"
        pieces.append(text)
    return " ".join("".join(pieces).split())


def _plain(text: str) -> str:
    """Plain characters that AMC prints as they are, on one line."""
    return "".join(_ESCAPED.get(character, character) for character in re.sub(r"[^\S ]", " ", text))
