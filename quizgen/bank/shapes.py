"""What the cells of a row say together, where the row names its kind of question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizgen.bank.dump import Words, as_markup
from quizgen.model import KINDS
from quizgen.text import Blank, MarkupError, parse_cloze

TRUTHS = {"true": True, "benar": True, "betul": True, "false": False, "salah": False}
_NAMES = {
    "choice": "multiple choice, single choice, pilihan ganda",
    "select": "multiple answer, multiple answers, multiple select, pilihan ganda kompleks",
    "true-false": "true false, true or false, benar salah",
    "short": "short answer, isian, isian singkat, jawaban singkat",
    "cloze": "fill in the blank, gap fill, isian rumpang, rumpang",
    "order": "ordering, sequence, urutan, mengurutkan",
    "match": "matching, menjodohkan, pasangan",
}
_PAIR = "="


@dataclass(frozen=True, slots=True)
class Shaped:
    """What a key says: the answers, the right sides of pairs, whether a statement is true."""

    answers: Sequence[Words] = ()
    partners: Sequence[Words] = ()
    truth: bool = False


def kind_named(name: str) -> str | None:
    """The kind that a cell names, in English or Indonesian; empty for an empty cell, None for what is no kind."""
    said = " ".join(name.replace("-", " ").replace("/", " ").replace("_", " ").casefold().split())
    names = {kind.replace("-", " "): kind for kind in KINDS} | {"": ""}
    return (names | {each: kind for kind, every in _NAMES.items() for each in every.split(", ")}).get(said)


def several(text: str) -> list[str]:
    """The answers of a cell, separated by |, each on one line and once."""
    lines = (filter(None, map(str.strip, part.split("\n"))) for part in text.split("|"))
    return list(dict.fromkeys(filter(None, map(" ".join, lines))))


def side_by_side(answers: Mapping[str, Sequence[str]]) -> list[Words]:
    """Answers by language as answers with their languages; where one has fewer, its last lack it."""
    most = max(map(len, answers.values()), default=0)
    return [{language: each[at] for language, each in answers.items() if at < len(each)} for at in range(most)]


def shaped(kind: str, stem: Words, key: Words, wrong: Sequence[Words]) -> Shaped | str:
    """What a key says for a kind, or why it says nothing."""
    if kind in ("choice", "select") and not wrong:
        return f"a {kind} question needs wrong answers; fill in wrong 1"
    if kind == "choice":
        return Shaped([key])
    if kind == "true-false":
        truths = {TRUTHS.get(text.casefold()) for text in key.values()}
        return Shaped(truth=truths == {True}) if len(truths) == 1 and None not in truths else _NO_TRUTH
    if kind == "cloze":
        return _cloze(stem)
    answers = side_by_side({language: several(text) for language, text in key.items()})
    if kind == "short":
        return Shaped(answers) if answers and len(answers[0]) == len(key) else "this key is nothing but |"
    if any(len(each) != len(key) for each in answers):
        return "the languages have different numbers of answers here; | stands between them"
    if kind == "match":
        return _pairs(answers)
    if kind == "order" and len(answers) < 2:
        return "an order needs two things or more; write | between them, the first one first"
    return Shaped(answers) if answers else "this key is nothing but |"


_NO_TRUTH = "the key of a true-false question is true or false (benar or salah), alike in all languages"


def _cloze(stem: Words) -> Shaped | str:
    numbers = []
    for text in stem.values():
        try:
            pieces = parse_cloze(as_markup(text))
        except MarkupError as error:
            return f"this text cannot be read: {error}"
        numbers.append({piece.number for piece in pieces if isinstance(piece, Blank)})
    if not all(numbers) or any(each != numbers[0] for each in numbers):
        return "a cloze hides something: write {{c1::answer}} in the text, alike in all languages"
    return Shaped()


def _pairs(answers: Sequence[Words]) -> Shaped | str:
    lefts: list[Words] = []
    rights: list[Words] = []
    for answer in answers:
        sides = {language: [side.strip() for side in text.split(_PAIR)] for language, text in answer.items()}
        if any(len(each) != 2 or not all(each) for each in sides.values()):
            return f"'{next(iter(answer.values()))}' is no pair; write left = right, and | between pairs"
        lefts.append({language: each[0] for language, each in sides.items()})
        rights.append({language: each[1] for language, each in sides.items()})
    return Shaped(lefts, rights) if len(lefts) > 1 else "a match needs two pairs or more; write | between them"
