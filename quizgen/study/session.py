"""A round of questions as a value: an answer goes in, the next state comes out. Nothing is asked or shown."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quizgen.grade import Response, Verdict
from quizgen.model import AnyQuestion


@dataclass(frozen=True, slots=True)
class Answer:
    """A question that was asked, what was given (None for no answer) and what that is worth."""

    question: AnyQuestion
    response: Response | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Result:
    """What some questions came to: how many were asked, how many wholly right, the sum of the scores."""

    asked: int
    right: int
    score: float


@dataclass(frozen=True, slots=True)
class Session:
    """Where a learner stands: the questions in the order asked, and the answers given so far."""

    questions: tuple[AnyQuestion, ...]
    language: str
    answers: tuple[Answer, ...] = ()

    @property
    def current(self) -> AnyQuestion | None:
        """The question to ask now; None when all are answered."""
        return None if self.done else self.questions[len(self.answers)]

    @property
    def done(self) -> bool:
        """True when nothing is left to ask."""
        return len(self.answers) >= len(self.questions)

    @property
    def position(self) -> tuple[int, int]:
        """The current question's number, counted from one, and how many there are: 7 of 20.

        When all are answered, the last one's.
        """
        total = len(self.questions)
        return min(len(self.answers) + 1, total), total

    def answer(self, response: Response | None, verdict: Verdict) -> Session:
        """The state after the current question is answered. Raises ValueError when none is left."""
        if (question := self.current) is None:
            raise ValueError("every question of this session is answered")
        return replace(self, answers=(*self.answers, Answer(question, response, verdict)))

    @property
    def result(self) -> Result:
        """What all answers so far came to."""
        return _result(self.answers)

    @property
    def by_topic(self) -> dict[str | None, Result]:
        """Topic -> what its answers so far came to, in the order first asked; None for those without."""
        topics: dict[str | None, list[Answer]] = {}
        for answer in self.answers:
            topics.setdefault(answer.question.topic, []).append(answer)
        return {topic: _result(tuple(answers)) for topic, answers in topics.items()}

    @property
    def missed(self) -> tuple[Answer, ...]:
        """The answers that were not wholly right, in the order given."""
        return tuple(answer for answer in self.answers if not answer.verdict.right)


def _result(answers: tuple[Answer, ...]) -> Result:
    verdicts = [answer.verdict for answer in answers]
    return Result(
        asked=len(verdicts),
        right=sum(verdict.right for verdict in verdicts),
        score=sum(verdict.score for verdict in verdicts),
    )
