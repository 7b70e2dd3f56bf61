"""Which questions are asked: filtered by topic, kind and id, then drawn so that facts, topics and kinds are spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from quizgen.errors import WishError
from quizgen.identity import draw
from quizgen.model import KINDS, AnyQuestion, Bank


@dataclass(frozen=True, slots=True)
class Choosing:
    """What is asked for; nothing given means everything.

    ``topics`` is topic -> how many (None: no number); ``count`` is the number of questions in all.
    """

    topics: Mapping[str, int | None] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    count: int | None = None
    seed: int = 0


def select(questions: Sequence[AnyQuestion], bank: Bank, choosing: Choosing) -> tuple[AnyQuestion, ...]:
    """The questions asked for: all in the bank's order, or so many in an order drawn by the seed.

    Raises WishError for a topic, kind or id that there is none of, and where nothing is left.
    """
    _check(questions, bank, choosing)
    left = [
        question
        for question in questions
        if (not choosing.topics or question.topic in choosing.topics)
        and (not choosing.kinds or question.kind in choosing.kinds)
        and (not choosing.ids or question.id in choosing.ids or question.code in choosing.ids)
    ]
    numbered = {topic: number for topic, number in choosing.topics.items() if number is not None}
    if numbered:
        chosen: list[AnyQuestion] = []
        for topic, number in choosing.topics.items():
            of_topic = [question for question in left if question.topic == topic]
            if number is not None and len(of_topic) < number:
                raise WishError(f"the topic '{topic}' has {len(of_topic)} such questions, not {number}")
            chosen.extend(of_topic if number is None else _draw(of_topic, number, choosing.seed))
        left = chosen
    if not left:
        raise WishError("nothing is left to ask: no question has all of the topics, kinds and ids asked for")
    if choosing.count is not None:
        left = _draw(left, choosing.count, choosing.seed)
    elif not numbered:
        return tuple(left)
    return tuple(sorted(left, key=lambda question: draw(choosing.seed, question.id, "turn")))


def _check(questions: Sequence[AnyQuestion], bank: Bank, choosing: Choosing) -> None:
    for topic in choosing.topics:
        if topic not in bank.topics:
            raise WishError(f"no topic '{topic}'{_near(topic, list(bank.topics))}")
    for kind in choosing.kinds:
        if kind not in KINDS:
            raise WishError(f"no kind of question '{kind}'{_near(kind, list(KINDS))}")
    known = {question.id for question in questions} | {question.code for question in questions}
    for id_ in choosing.ids:
        if id_ not in known:
            raise WishError(f"no question '{id_}'{_near(id_, sorted(known), few=0)}")
    if choosing.count is not None and choosing.count < 1:
        raise WishError(f"{choosing.count} questions cannot be asked; ask for 1 or more")


def _near(name: str, known: list[str], few: int = 12) -> str:
    close = get_close_matches(name, known, n=1)
    if close:
        return f"; did you mean '{close[0]}'?"
    return f"; there is {', '.join(known)}" if 0 < len(known) <= few else ""


def _draw(questions: Sequence[AnyQuestion], count: int, seed: int) -> list[AnyQuestion]:
    """So many questions: no fact twice before all had their turn, topics and kinds in proportion.

    Rare kinds get more than their share (by the root of their number), so that a short quiz is mixed.
    """
    waiting = sorted(questions, key=lambda question: draw(seed, question.id, "pick"))
    topics = Counter(question.topic for question in waiting)
    kinds = {kind: number**0.5 for kind, number in Counter(question.kind for question in waiting).items()}
    total, weight = len(waiting), sum(kinds.values())
    asked: list[AnyQuestion] = []
    facts: Counter[str] = Counter()
    asked_topics: Counter[str | None] = Counter()
    asked_kinds: Counter[str] = Counter()

    def wear(question: AnyQuestion) -> tuple[int, float]:
        used = max((facts[fact] for fact in question.facts), default=0)
        topic = (asked_topics[question.topic] + 1) * total / topics[question.topic]
        kind = (asked_kinds[question.kind] + 1) * weight / kinds[question.kind]
        return used, topic + kind

    while waiting and len(asked) < count:
        best = min(waiting, key=wear)
        waiting.remove(best)
        asked.append(best)
        facts.update(best.facts)
        asked_topics[best.topic] += 1
        asked_kinds[best.kind] += 1
    return asked
