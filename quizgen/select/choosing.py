"""What is asked for, and the questions that come into question for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.errors import WishError
from quizgen.meant import near
from quizgen.model import KINDS, AnyQuestion, Bank


@dataclass(frozen=True, slots=True)
class Choosing:
    """What is asked for; nothing given means everything.

    ``topics`` is topic -> how many (None: no number); ``count`` is the number of questions in all, and
    nobody's wish but a habit where it is ``usual``: then it goes without saying if there are fewer.
    """

    topics: Mapping[str, int | None] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    count: int | None = None
    seed: int = 0
    usual: bool = False

    @property
    def numbers(self) -> dict[str, int]:
        """The topics that a number is asked of."""
        return {topic: number for topic, number in self.topics.items() if number is not None}


@dataclass(frozen=True, slots=True)
class Selection:
    """The questions to be asked, in their order, and what could not be done as asked, a sentence each."""

    questions: tuple[AnyQuestion, ...]
    notes: tuple[str, ...] = ()


def eligible(questions: Sequence[AnyQuestion], bank: Bank, choosing: Choosing) -> list[AnyQuestion]:
    """The questions of the topics, kinds and ids asked for, in the bank's order.

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
    if not left:
        raise WishError("nothing is left to ask: no question has all of the topics, kinds and ids asked for")
    return left


def _check(questions: Sequence[AnyQuestion], bank: Bank, choosing: Choosing) -> None:
    for topic in choosing.topics:
        if topic not in bank.topics:
            raise WishError(f"no topic '{topic}'{near(topic, bank.topics)}")
    for kind in choosing.kinds:
        if kind not in KINDS:
            raise WishError(f"no kind of question '{kind}'{near(kind, KINDS)}")
    known = {question.id for question in questions} | {question.code for question in questions}
    for id_ in choosing.ids:
        if id_ not in known:
            raise WishError(f"no question '{id_}'{near(id_, known, few=0)}")
    if choosing.count is not None and choosing.count < 1:
        raise WishError(f"{choosing.count} questions cannot be asked; ask for 1 or more")
