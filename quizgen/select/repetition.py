"""Which ways of asking a fact go into a deck: those that pay off when it is repeated for months.

``docs/anki.md`` tells the policy. Whether a question is taken depends on the questions of its own
facts alone, so that a fact added to the bank moves no other fact's cards in or out of the deck.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quizgen.identity import draw
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Short, TrueFalse

STYLES = ("mixed", "recall", "choice")
"""What a deck may lay stress on; the first is the default."""

RECALL = ("short", "cloze")
"""Kinds whose answer has to be produced; that of all others is there to be recognised."""

_LIMITS = {"mixed": (2, 1), "recall": (3, 0), "choice": (0, 3)}
"""Style -> how many ways of recalling and of recognising one fact a deck holds at most."""

_FIRST, _HAND_WRITTEN, _SECOND, _RECOGNISED, _OVERVIEW = range(5)
"""The rounds of the teaching order: what asks one fact again comes after all others were asked once."""


def repetition(questions: Sequence[AnyQuestion], bank: Bank, style: str = "mixed") -> tuple[AnyQuestion, ...]:
    """The questions that a deck of this style holds, in the order in which they are learned best.

    ``style`` is one of ``STYLES``. Hand-written questions are all taken, where their kind fits the style.
    """
    rounds: dict[str, int] = {}
    by_fact: dict[str, list[AnyQuestion]] = defaultdict(list)
    written: dict[str, list[AnyQuestion]] = defaultdict(list)
    for question in questions:
        if not question.generated:
            rounds[question.id] = _HAND_WRITTEN
        elif not isinstance(question, Choice | Cloze | Short | TrueFalse):
            rounds[question.id] = _OVERVIEW
        for fact in question.facts:
            (by_fact if question.generated else written)[fact].append(question)
    most_recalled, most_recognised = _LIMITS[style]
    for fact, asking in by_fact.items():
        known = {way for question in written[fact] if question.facts == (fact,) for way in _ways(question, bank)}
        recalled = _recalled(asking, bank, known)[:most_recalled]
        for place, question in enumerate(recalled):
            _soonest(rounds, question, _SECOND if place else _FIRST)
        for question in _recognised(asking, bank, known, recalled)[:most_recognised]:
            _soonest(rounds, question, _RECOGNISED if recalled else _FIRST)
    topics: dict[str | None, int] = {topic: place for place, topic in enumerate(bank.topics)}
    taken = [question for question in questions if question.id in rounds and _fits(question, style)]
    return tuple(sorted(taken, key=lambda question: (topics.get(question.topic, len(topics)), rounds[question.id])))


def _fits(question: AnyQuestion, style: str) -> bool:
    return style == "mixed" or (style == "recall") == (question.kind in RECALL)


def _soonest(rounds: dict[str, int], question: AnyQuestion, place: int) -> None:
    rounds[question.id] = min(place, rounds.get(question.id, place))


def _ways(question: AnyQuestion, bank: Bank) -> set[tuple[bool, str]]:
    """What a question makes one say: whether it is recalled, and the answer; two of one fact that agree are copies."""
    language = bank.languages[0]
    match question:
        case Choice():
            answers = [question.key.text]
        case Short():
            answers = [question.typed.answer]
        case Cloze():
            answers = [blank.answer for blank in question.blanks.values()]
        case _:
            answers = []
    return {(question.kind in RECALL, answer.plain(language).casefold()) for answer in answers}


def _recalled(asking: Iterable[AnyQuestion], bank: Bank, known: set[tuple[bool, str]]) -> list[AnyQuestion]:
    """The ways of recalling one fact, best first: an open question, a gap, a question that other facts answer too."""
    ways = [question for question in asking if question.kind in RECALL]
    ways.sort(key=lambda question: (len(question.facts) > 1, RECALL.index(question.kind)))
    return _no_copies(ways, bank, known)


def _recognised(
    asking: Iterable[AnyQuestion], bank: Bank, known: set[tuple[bool, str]], recalled: Sequence[AnyQuestion]
) -> list[AnyQuestion]:
    """The choices about one fact, first those whose key is not recalled already; without any, one statement."""
    kinds: Mapping[str, list[AnyQuestion]] = defaultdict(list)
    for question in asking:
        kinds[question.kind].append(question)
    if not kinds["choice"]:
        statements = sorted(kinds["true-false"], key=lambda question: draw(0, question.id, "statement"))
        return statements[:1]
    said = {answer for question in recalled for _, answer in _ways(question, bank)}
    choices = _no_copies(kinds["choice"], bank, known)
    return sorted(choices, key=lambda question: any(answer in said for _, answer in _ways(question, bank)))


def _no_copies(ways: Iterable[AnyQuestion], bank: Bank, known: set[tuple[bool, str]]) -> list[AnyQuestion]:
    kept: list[AnyQuestion] = []
    seen = set(known)
    for question in ways:
        new = _ways(question, bank)
        if new <= seen:
            continue
        seen |= new
        kept.append(question)
    return kept
