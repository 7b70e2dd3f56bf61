"""Every paper scored: what each learner gave, what it is worth, and the sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from quizgen.export.sheet.keytable import KeyRow
from quizgen.grade import Verdict
from quizgen.marking.answers import Given, judge
from quizgen.marking.keyfile import Key
from quizgen.marking.responses import Sheet, answers_of

Identity = tuple[str, str]
"""What a question is on every paper: its id and its code."""


def identity(row: KeyRow) -> Identity:
    """Which question a row of the key table is, whatever the paper and the number there."""
    return row.id, row.code


@dataclass(frozen=True, slots=True)
class Marked:
    """One answer: its question as it stands on the paper, what was given, how it was written, what it is worth."""

    row: KeyRow
    given: Given
    written: str
    verdict: Verdict

    @property
    def omitted(self) -> bool:
        """True where nothing was given."""
        return self.given.response is None and not self.given.several

    @property
    def points(self) -> float:
        """The points got."""
        return float(self.row.points) * self.verdict.score


@dataclass(frozen=True, slots=True)
class Scored:
    """One learner's paper, its answers in the order of the numbers."""

    learner: str
    paper: str
    answers: tuple[Marked, ...]

    @property
    def points(self) -> float:
        """The points got."""
        return fsum(answer.points for answer in self.answers)

    @property
    def of(self) -> float:
        """The points that could be got."""
        return fsum(float(answer.row.points) for answer in self.answers)

    @property
    def share(self) -> float:
        """The points got, as a share of those that could be got: 0 to 1; 0 where there are none to get."""
        return self.points / self.of if self.of else 0.0

    def rest(self, answer: Marked) -> float | None:
        """The share got on all but one question; None where that leaves nothing."""
        of = fsum(float(each.row.points) for each in self.answers if each is not answer)
        return fsum(each.points for each in self.answers if each is not answer) / of if of else None

    @property
    def by_topic(self) -> Mapping[str, tuple[float, float]]:
        """Topic -> points got and points that could be got, in the order of the paper."""
        topics: dict[str, list[Marked]] = {}
        for answer in self.answers:
            topics.setdefault(answer.row.topic, []).append(answer)
        return {
            topic: (fsum(each.points for each in marked), fsum(float(each.row.points) for each in marked))
            for topic, marked in topics.items()
        }

    @property
    def missed(self) -> tuple[Marked, ...]:
        """The answers that are not wholly right."""
        return tuple(answer for answer in self.answers if not answer.verdict.right)


def score_class(sheets: Iterable[Sheet], key: Key) -> tuple[Scored, ...]:
    """Every paper that came in, judged question by question, in the order given."""
    return tuple(
        Scored(
            sheet.learner,
            sheet.paper,
            tuple(
                Marked(row, given, written, judge(row, given))
                for _, (row, given, written) in sorted(answers_of(sheet, key).items())
            ),
        )
        for sheet in sheets
    )
