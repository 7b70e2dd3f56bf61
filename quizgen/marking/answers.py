"""What was written on a paper: a cell of the table of answers becomes a response that can be judged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from quizgen.errors import Place
from quizgen.export.sheet import letter
from quizgen.export.sheet.keytable import Forms, KeyRow
from quizgen.forms import shapes, tokens
from quizgen.grade import Response, Verdict, grade
from quizgen.model import AnyQuestion, Choice, Cloze, Match, Option, Order, Select, Short, TrueFalse, Typed
from quizgen.text import Span, Text

_NOWHERE = Place("")
_NOTHING = re.compile(r"[-–—_.?\s]*")
_TRUTHS = {
    "t": True, "true": True, "b": True, "benar": True, "betul": True, "right": True,
    "f": False, "false": False, "s": False, "salah": False, "wrong": False,
}  # fmt: skip
_BETWEEN = re.compile(r"[\s,;/|>&+()\[\].→-]+|\b(?:and|dan)\b", re.IGNORECASE)


class SlipError(ValueError):
    """A cell that cannot be what a learner wrote; the message says what can stand there."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a learner gave: a response, or None for nothing.

    ``several`` says that one thing was asked for and more were marked.
    """

    response: Response | None = None
    several: bool = False


def read_answer(cell: str, row: KeyRow) -> Given:
    """What a cell means as an answer to a question. Raises SlipError for what the paper does not offer.

    A cell that is empty, or nothing but a dash, is no answer. Letters and words are read whatever their case.
    """
    if _NOTHING.fullmatch(cell):
        return Given()
    count = len(row.marking.options)
    if row.kind == Choice.kind:
        positions = _letters(cell, row)
        return Given(positions[0]) if len(set(positions)) == 1 else Given(several=True)
    if row.kind == Select.kind:
        return Given(frozenset(_letters(cell, row)))
    if row.kind == TrueFalse.kind:
        return _truth(cell, row)
    if row.kind == Order.kind:
        return Given(_order(cell, row, count))
    if row.kind == Match.kind:
        return Given(_pairs(cell, row))
    if row.kind == Cloze.kind:
        return Given(_blanks(cell, row))
    return Given(cell)


def _span(count: int) -> str:
    """The letters on the paper in words: "A to C"."""
    return f"{letter(0)} to {letter(count - 1)}" if count > 1 else letter(0)


def _letters(cell: str, row: KeyRow) -> tuple[int, ...]:
    """The positions of the letters, or of the one option whose text it is."""
    count = len(row.marking.options)
    known = {letter(at).casefold(): at for at in range(count)}
    parts = [part for part in _BETWEEN.split(cell.casefold()) if part]
    if len(parts) == 1 and parts[0] not in known and len(parts[0]) > 1 and all(each in known for each in parts[0]):
        parts = list(parts[0])
    if parts and all(part in known for part in parts):
        return tuple(known[part] for part in parts)
    language = row.marking.languages[0]
    given = shapes(cell, language)
    named = [at for at, (_, text) in enumerate(row.marking.options) if given & shapes(text, language)]
    if len(named) == 1:
        return (named[0],)
    raise SlipError(f"{_quoted(cell)} is no answer to a question with the options {_span(count)}")


def _quoted(cell: str) -> str:
    shown = " ".join(cell.split())
    return f"'{shown[:40]}…'" if len(shown) > 41 else f"'{shown}'"


def _truth(cell: str, row: KeyRow) -> Given:
    own: dict[str, bool] = {}
    for (_, text), truth in zip(row.marking.options, (True, False), strict=True):
        own |= {text.casefold(): truth, text[:1].casefold(): truth}
    known = {**_TRUTHS, **own}
    whole = "".join(tokens(cell))
    if whole in known:
        return Given(known[whole])
    parts = [part for part in _BETWEEN.split(cell.casefold()) if part]
    if len(parts) == 2 and all(part in known for part in parts):
        return Given(several=True)
    raise SlipError(f"{_quoted(cell)} is neither true nor false; write T or F (in Indonesian B or S)")


def _order(cell: str, row: KeyRow, count: int) -> tuple[int, ...]:
    """The positions in the learner's order: from letters as they follow, or from the numbers beside the letters."""
    parts = [part for part in re.split(r"[\s,;/|>]+", cell.strip()) if part]
    if any(part[0].isdigit() for part in parts):
        if len(parts) == 1 and parts[0].isdecimal() and len(parts[0]) == count:
            parts = list(parts[0])
        ranks = [_rank(part, count) for part in parts]
        if len(ranks) != count or None in ranks:
            told = f"{count} numbers from 1 to {count} in the order of the letters, a hyphen for one left out"
            raise SlipError(f"{_quoted(cell)} is no order of {_span(count)}; write the letters in order, or {told}")
        placed = [(rank, at) for at, rank in enumerate(ranks) if rank and ranks.count(rank) == 1]
        return tuple(at for _, at in sorted(placed))
    return _letters(cell, row)


def _rank(part: str, count: int) -> int | None:
    """A number beside a letter; 0 for none, None for what is no number of this exercise."""
    if _NOTHING.fullmatch(part):
        return 0
    figures = part.strip(".)(")
    return int(figures) if re.fullmatch(r"[0-9]{1,3}", figures) and 1 <= int(figures) <= count else None


_PAIR = re.compile(r"([0-9]{1,3})\s*[.:=)–-]?\s*([A-Za-z]{1,2})(?![A-Za-z])")


def _pairs(cell: str, row: KeyRow) -> Mapping[int, int]:
    """Left -> right, from "1A 2C", or from a letter for each left in turn, a hyphen for one left out."""
    lefts, rights = len(row.marking.lefts), len(row.marking.options)
    known = {letter(at).casefold(): at for at in range(rights)}
    found = _PAIR.findall(cell)
    if found and not re.sub(r"[\s,;/|]+", "", _PAIR.sub("", cell)):
        pairs = {int(number) - 1: known.get(each.casefold(), -1) for number, each in found}
        if len(pairs) == len(found) and all(0 <= left < lefts and right >= 0 for left, right in pairs.items()):
            return pairs
    else:
        parts = [part for part in re.split(r"[\s,;/|]+", cell.strip().casefold()) if part]
        if len(parts) == 1 and len(parts[0]) == lefts:
            parts = list(parts[0])
        if len(parts) == lefts and all(part in known or _NOTHING.fullmatch(part) for part in parts):
            return {left: known[part] for left, part in enumerate(parts) if part in known}
    told = f"each number from 1 to {lefts} with a letter {_span(rights)}, such as {row.key or '1A 2B'}"
    raise SlipError(f"{_quoted(cell)} does not pair these columns; write {told}")


_NUMBERED = re.compile(r"(?:([0-9]{1,3})\s*=|\(([0-9]{1,3})\))\s*(.*)")


def _blanks(cell: str, row: KeyRow) -> Mapping[int, str]:
    numbers = list(row.marking.accept)
    if len(numbers) == 1:
        return {numbers[0]: re.sub(rf"^\s*{numbers[0]}\s*=\s*", "", cell)}
    parts = [part.strip() for part in re.split(r"[;|\n]", cell)]
    named = [_NUMBERED.fullmatch(part) for part in parts]
    given = {int(each[1] or each[2]): each[3] for each in named if each}
    if not (len(given) == len(parts) and given.keys() <= set(numbers)):
        given = dict(zip(numbers, parts, strict=True)) if len(parts) == len(numbers) else {}
    if given:
        return {number: text for number, text in given.items() if not _NOTHING.fullmatch(text)}
    sample = "; ".join(f"{number}=…" for number in numbers)
    raise SlipError(f"{_quoted(cell)} does not say what stands in which of the {len(numbers)} blanks; write {sample}")


# -- judging ----------------------------------------------------------------------------------------


def judge(row: KeyRow, given: Given) -> Verdict:
    """What an answer is worth, as ``grade`` judges it; on a paper in several languages, in the best of them."""
    question = question_of(row)
    verdicts = [grade(question, given.response, language) for language in row.marking.languages]
    return max(verdicts, key=lambda verdict: verdict.score)


class _Common(TypedDict):
    id: str
    code: str
    stem: Text
    place: Place


def question_of(row: KeyRow) -> AnyQuestion:
    """The question as it stands on the paper, with as much as judging takes."""
    marking = row.marking

    def text(said: str) -> Text:
        return Text({language: (Span(said),) for language in marking.languages})

    def typed(number: int) -> Typed:
        accept: Forms = marking.accept[number]
        first = next((form for forms in accept.values() for form in forms), "")
        return Typed(answer=text(first), accept=accept, others=marking.others.get(number, {}))

    options = tuple(Option(key=key, text=text(said)) for key, said in marking.options)
    common = _Common(id=row.id, code=row.code, stem=text(row.question), place=_NOWHERE)
    if row.kind == Choice.kind:
        return Choice(**common, options=options, right=marking.right[0])
    if row.kind == Select.kind:
        return Select(**common, options=options, right=frozenset(marking.right))
    if row.kind == TrueFalse.kind:
        return TrueFalse(**common, truth=marking.right[0] == 0)
    if row.kind == Order.kind:
        shown = tuple(marking.right.index(at) for at in range(len(options)))
        return Order(**common, items=tuple(options[at] for at in marking.right), shown=shown)
    if row.kind == Match.kind:
        places = (*marking.right, *(at for at in range(len(options)) if at not in marking.right))
        return Match(
            **common,
            lefts=tuple(Option(key=key, text=text(said)) for key, said in marking.lefts),
            rights=tuple(options[at] for at in places),
            shown=tuple(places.index(at) for at in range(len(options))),
        )
    if row.kind == Short.kind:
        return Short(**common, typed=typed(1))
    blanks = {number: typed(number) for number in marking.accept}
    return Cloze(**common, text={}, blanks=blanks)


def option_words(row: KeyRow, at: int) -> str:
    """An option with its letter: "B. Seoul"."""
    return f"{letter(at)}. {row.marking.options[at][1]}"


def right_words(row: KeyRow) -> str:
    """What is right, with the texts of the options where letters stand for them; of what is typed the form shown."""
    marking = row.marking
    if row.kind == TrueFalse.kind:
        return marking.options[marking.right[0]][1]
    if row.kind in (Choice.kind, Select.kind):
        return "; ".join(option_words(row, at) for at in marking.right)
    if row.kind == Order.kind:
        return " → ".join(option_words(row, at) for at in marking.right)
    if row.kind == Match.kind:
        pairs = zip(marking.lefts, marking.right, strict=True)
        return "; ".join(f"{left} – {marking.options[at][1]}" for (_, left), at in pairs)
    first = {number: next(form for forms in each.values() for form in forms) for number, each in marking.accept.items()}
    if len(first) > 1:
        return "; ".join(f"({number}) {form}" for number, form in first.items())
    return next(iter(first.values()))
