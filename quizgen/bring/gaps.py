"""Moodle's texts with gaps: answers inside the text, or numbers that stand for words of a list."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from quizgen.bring.found import some
from quizgen.bring.hypertext import limited, read_html, trimmed
from quizgen.text import Blank, Rich, Span

_TYPES = (
    "NUMERICAL|NM|MULTICHOICE|MC|MULTICHOICE_[VHS]|MC[VHS]|MULTICHOICE_[VH]S|MC[VH]S|SHORTANSWER|SA|MW"
    "|SHORTANSWER_C|SAC|MWC|MULTIRESPONSE|MR|MULTIRESPONSE_[HS]|MR[HS]|MULTIRESPONSE_HS|MRHS"
)
_GAP = re.compile(rf"\{{\d*:({_TYPES}):")
_END = re.compile(r"(?<!\\)\}")
_NUMBERED = re.compile(r"\[\[(\d+)\]\]")
_ALL = 99.0
_MARK = "\ue000"

Drop = Callable[[str, str], None]


def gap_pieces(source: str, drop: Drop, *, hints: bool) -> tuple[Span | Blank, ...]:
    """A text with gaps such as ``{1:SHORTANSWER:=Oslo}``; with ``hints`` what stands in brackets behind is a hint."""
    answers: list[str] = []
    text = limited(source).replace(_MARK, "")
    made, at = "", 0
    while (begin := _GAP.search(text, at)) and (end := _END.search(text, begin.end())):
        answers.append(_answer(begin[1], text[begin.end() : end.start()], drop))
        made += text[at : begin.start()] + _MARK
        at = end.end()
    read = read_html(made + text[at:])
    return _filled(read.rich, answers, hints)


def _filled(rich: Rich, answers: Sequence[str], hints: bool) -> tuple[Span | Blank, ...]:
    pieces: list[Span | Blank] = []
    numbers: dict[str, int] = {}
    waiting = iter(answers)
    for span in rich:
        for at, part in enumerate(span.text.split(_MARK)):
            text = part
            if at:
                answer = next(waiting, "")
                hint = re.match(r" \(([^()]*)\)", part) if hints else None
                text = part[hint.end() :] if hint else part
                number = numbers.setdefault(answer, len(numbers) + 1)
                pieces.append(Blank(number, (Span(answer),), hint[1] if hint else ""))
            if text:
                pieces.append(Span(text, span.style))
    return tuple(pieces)


def _answer(kind: str, alternatives: str, drop: Drop) -> str:
    """The answer of a gap: its first that is wholly right. The others are told."""
    right: list[str] = []
    others: list[str] = []
    for part in re.split(r"(?<!\\)~", alternatives):
        weight = re.match(r"%(-?\d+(?:[.,]\d*)?)%", part)
        said = re.split(r"(?<![\\&])#", part, maxsplit=1)
        text = said[0]
        full = text.startswith("=") or (weight is not None and float(weight[1].replace(",", ".")) >= _ALL)
        text = text[weight.end() :] if weight else text.removeprefix("=")
        bare = " ".join(html.unescape(re.sub(r"\\([}#~/\"*\\])", r"\1", text)).split())
        if kind in ("NUMERICAL", "NM") and ":" in bare:
            bare, _, tolerance = bare.partition(":")
            if tolerance.strip("0."):
                drop("tolerance-lost", f"the tolerance of {tolerance} is not taken; only {bare} is right")
        (right if full else others).append(bare)
        if len(said) > 1 and said[1].strip():
            drop("feedback-lost", f"the feedback of the gap's answer '{bare}' is not taken")
    lost = [*right[1:], *others]
    if lost:
        drop("forms-lost", f"only the first right answer of a gap is taken, not {some(lost)}")
    return next(iter(right), "")


def numbered_pieces(rich: Rich, words: Sequence[str], drop: Drop) -> tuple[Span | Blank, ...]:
    """A text with gaps such as ``[[2]]``, which stand for words of a list."""
    answers: list[str] = []
    spans: list[Span] = []

    def keep(found: re.Match[str]) -> str:
        number = int(found[1])
        answers.append(words[number - 1] if 1 <= number <= len(words) else "")
        return _MARK

    spans = [Span(_NUMBERED.sub(keep, span.text.replace(_MARK, "")), span.style) for span in rich]
    unused = [word for word in words if word not in answers]
    if unused:
        drop("options-lost", f"these words belong to no gap and are not taken: {some(unused)}")
    return _filled(trimmed(spans), answers, hints=False)
