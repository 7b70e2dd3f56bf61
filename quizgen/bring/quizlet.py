"""Quizlet's text as questions for a bank: a card a line, a tab between its two sides."""

from __future__ import annotations

import re

from quizgen.bank.drafted import Draft
from quizgen.bank.nodes import Desk
from quizgen.bank.rows import decoded
from quizgen.bank.shapes import TRUTHS, several
from quizgen.bring.found import Taken, with_blanks
from quizgen.bring.gathering import Gathering
from quizgen.bring.hypertext import read_plain, seen
from quizgen.errors import Place
from quizgen.text import Rich, Span

_OPTION = re.compile(r"(?:^|\s)([A-Z])\)\s+")
_TRUE_FALSE = re.compile(r"(?:true or false|benar atau salah)\s*[?:]\s*", re.IGNORECASE)
_FEWEST_OPTIONS = 2


def read_quizlet(content: bytes, desk: Desk, languages: tuple[str, ...]) -> Draft | None:
    """The cards of a text, or None where there is none; a line that is no card is told at the desk."""
    text = decoded(content, desk, "save it as UTF-8")
    if text is None:
        return None
    gathering = Gathering(desk, languages)
    for number, line in enumerate(seen(text).split("\n"), 1):
        place = Place(desk.path, number)
        term, tab, definition = line.partition("\t")
        if not line.strip():
            continue
        if not tab:
            gathering.drop(place, "not-taken", "this line has no tab between a term and its definition")
            continue
        said, _, more = definition.partition("\t")
        if more.strip():
            column = len(term) + len(said) + 3
            gathering.drop(Place(desk.path, number, column), "content-lost", f"'{more[:60].strip()}' is not taken")
        gathering.add(_card(place, " ".join(term.split()), " ".join(said.split())))
    return gathering.finish()


def _card(place: Place, term: str, definition: str) -> Taken:
    """A card as the question that it is: by options in its term, by blanks, by what its definition says."""
    statement = _TRUE_FALSE.match(term)
    truth = TRUTHS.get(definition.casefold().rstrip("."))
    if statement and truth is not None:
        return Taken(place, "true-false", _rich(term[statement.end() :]), truth=truth)
    stem, options = _options(term)
    named = {f"{letter}) {text}": text for letter, text in options.items()}
    chosen = definition.split("; ")
    if options and all(each in named for each in chosen):
        right = [named[each] for each in chosen]
        wrong = [text for text in options.values() if text not in right]
        kind = "choice" if len(right) == 1 else "select"
        return Taken(place, kind, _rich(stem), answers=[*map(_rich, right)], wrong=[*map(_rich, wrong)])
    ordered = re.split(r"\s+(?:→|->)\s+", definition)
    if options and sorted(ordered) == sorted(named):
        return Taken(place, "order", _rich(stem), answers=[_rich(named[each]) for each in ordered])
    numbers = re.findall(r"_____(?: \[(\d+)\])?", term)
    filled = definition.split("; ") if len(numbers) > 1 else [definition]
    if numbers and len(numbers) == len(filled) and all(filled):
        answers = {int(number or 1): each for number, each in zip(numbers, filled, strict=True)}
        return Taken(place, "cloze", cloze=with_blanks(term, answers))
    return Taken(place, "short", _rich(term), accept=several(definition))


def _rich(text: str) -> Rich:
    return read_plain(text).rich or (Span(""),)


def _options(term: str) -> tuple[str, dict[str, str]]:
    """A term without the options at its end, "A) … B) …", and those options."""
    found = [*_OPTION.finditer(term)]
    for begin, first in enumerate(found):
        letters = [each[1] for each in found[begin:]]
        if letters != [chr(ord("A") + at) for at in range(len(letters))] or len(letters) < _FEWEST_OPTIONS:
            continue
        ends = [each.start() for each in found[begin + 1 :]] + [len(term)]
        texts = [term[each.end() : end].strip() for each, end in zip(found[begin:], ends, strict=True)]
        if all(texts):
            return term[: first.start()].strip(), dict(zip(letters, texts, strict=True))
    return term, {}
