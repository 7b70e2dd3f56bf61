"""A round of questions as a value: an answer goes in, the next state comes out. Nothing is asked or shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quizgen.grade import Response, Verdict
from quizgen.model import AnyQuestion

HINTED = 0.5
"""What is left of a score where a hint was taken, however many they were."""

NO_ANSWER = Verdict(False, 0.0)
"""What a question is worth that was not answered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question that was asked, what was given (None for no answer) and what that is worth.

    ``hints`` were taken before; ``duration`` is the time from showing to answering in milliseconds.
    """

    question: AnyQuestion
    response: Response | None
    verdict: Verdict
    language: str = ""
    hints: int = 0
    duration: int = 0

    @property
    def score(self) -> float:
        """What counts of the verdict's score: all of it, or half where a hint was taken."""
        return self.verdict.score * (HINTED if self.hints else 1)


@dataclass(frozen=True, slots=True)
class Result:
    """What some questions came to: how many were asked, how many wholly right, the sum of the scores."""

    asked: int
    right: int
    score: float


@dataclass(frozen=True, slots=True)
class Session:
    """Where a learner stands: the questions, those still to be asked, and the answers given so far.

    ``begin`` makes one. ``waiting`` are positions in ``questions``, the next one first; ``given`` are those of
    the answers. ``hinted`` is position -> hints taken; they stay with a question that is skipped or asked again.
    """

    questions: tuple[AnyQuestion, ...]
    language: str
    waiting: tuple[int, ...]
    answers: tuple[Answer, ...] = ()
    given: tuple[int, ...] = ()
    hinted: Mapping[int, int] = field(default_factory=dict, hash=False)

    @classmethod
    def begin(cls, questions: Sequence[AnyQuestion], language: str) -> Session:
        """The state before the first question."""
        return cls(tuple(questions), language, tuple(range(len(questions))))

    @property
    def current(self) -> AnyQuestion | None:
        """The question to ask now; None when all are answered."""
        return None if self.done else self.questions[self.waiting[0]]

    @property
    def done(self) -> bool:
        """True when nothing is left to ask."""
        return not self.waiting

    @property
    def position(self) -> tuple[int, int]:
        """The current question's own number, counted from one, and how many there are: 7 of 20.

        A question that was skipped keeps its number. When all are answered, the last one's.
        """
        total = len(self.questions)
        return (self.waiting[0] + 1 if self.waiting else total), total

    @property
    def hints(self) -> int:
        """How many hints were taken for the current question."""
        return self.hinted.get(self.waiting[0], 0) if self.waiting else 0

    def answer(self, response: Response | None, verdict: Verdict, duration: int = 0) -> Session:
        """The state after the current question is answered. Raises ValueError when none is left."""
        at, question = self._asked()
        given = Answer(question, response, verdict, self.language, self.hints, duration)
        return replace(self, answers=(*self.answers, given), waiting=self.waiting[1:], given=(*self.given, at))

    def skip(self) -> Session:
        """The state in which the current question comes back after all others that wait.

        Where it is the only one it stays. Raises ValueError when none is left.
        """
        at, _ = self._asked()
        return replace(self, waiting=(*self.waiting[1:], at))

    def undo(self) -> Session:
        """The state before the last answer; its question is asked again, at once.

        What was skipped since stays skipped, hints stay taken. Raises ValueError when nothing is answered.
        """
        if not self.answers:
            raise ValueError("nothing of this session is answered")
        waiting = (self.given[-1], *self.waiting)
        return replace(self, answers=self.answers[:-1], waiting=waiting, given=self.given[:-1])

    def hint(self) -> Session:
        """The state after a hint for the current question is taken. Raises ValueError when none is left."""
        at, _ = self._asked()
        return replace(self, hinted={**self.hinted, at: self.hints + 1})

    def speak(self, language: str) -> Session:
        """The state in which questions are asked in this language."""
        return replace(self, language=language)

    def close(self) -> Session:
        """The state in which what is left counts as not answered: no response, no score."""
        closed = self
        while not closed.done:
            closed = closed.answer(None, NO_ANSWER)
        return closed

    def again(self) -> Session:
        """A new session of the questions missed, in the order in which they were answered."""
        return Session.begin([answer.question for answer in self.missed], self.language)

    def _asked(self) -> tuple[int, AnyQuestion]:
        if not self.waiting:
            raise ValueError("every question of this session is answered")
        return self.waiting[0], self.questions[self.waiting[0]]

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
        return {topic: _result(answers) for topic, answers in topics.items()}

    @property
    def missed(self) -> tuple[Answer, ...]:
        """The answers that were not wholly right, in the order given."""
        return tuple(answer for answer in self.answers if not answer.verdict.right)


def _result(answers: Iterable[Answer]) -> Result:
    kept = tuple(answers)
    return Result(
        asked=len(kept),
        right=sum(answer.verdict.right for answer in kept),
        score=sum(answer.score for answer in kept),
    )
