"""What ``review`` and ``stats`` share: the learner's day, and the questions that are learned for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quizgen.cli import progress_file
from quizgen.cli.clock import ahead
from quizgen.errors import WishError
from quizgen.model import AnyQuestion, Bank
from quizgen.study.due import Today, cards_of
from quizgen.study.schedule import CardState, Key


def today() -> Today:
    """The moment and the day, where the learner is."""
    now = progress_file.now()
    return Today(at=now, offset=ahead(now // 1000))


def course(questions: Sequence[AnyQuestion], bank: Bank) -> tuple[AnyQuestion, ...]:
    """The questions that are taught, in the order in which they are learned best: those of the Anki deck."""
    from quizgen.select import repetition

    return repetition(questions, bank)


def learned_for_good(
    questions: Sequence[AnyQuestion], bank: Bank, states: Mapping[Key, CardState]
) -> tuple[AnyQuestion, ...]:
    """The course, and whatever else has been answered, in the bank's order."""
    taught = {question.id for question in course(questions, bank)}
    return tuple(question for question in questions if question.id in taught or cards_of(question, states))


def one_language(languages: Sequence[str]) -> str:
    """The one language wished for. Raises WishError for several."""
    if len(languages) > 1:
        raise WishError(f"one language at a time: -l {languages[0]} or -l {languages[1]}")
    return languages[0]
