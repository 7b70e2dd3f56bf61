"""Drawing the questions of a paper: each fact once, no clash of cues, topics and kinds by their shares."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizgen.identity import draw
from quizgen.model import AnyQuestion, TrueFalse
from quizgen.select.chosen import Chosen, Fit
from quizgen.select.cues import Cues
from quizgen.select.keys import truths
from quizgen.select.shares import Shares

_TRIES = 6


@dataclass(frozen=True, slots=True)
class Drawn:
    """The questions drawn: the first ``independent`` of them repeat no fact and can stand without a cue."""

    chosen: Chosen
    independent: int


def draw_questions(pool: Sequence[AnyQuestion], wished: Shares, seed: int, cues: Cues) -> Drawn:
    """As many questions as are wished, if the pool has them.

    First those that are independent; if they do not suffice, the way that finds the most of them is taken
    and filled up with questions that repeat a fact, last of all with such as clash. If far more statements
    are true than false, or the other way round, it is drawn again some times.
    """
    best = _drawn(pool, wished, seed, cues, lambda question: draw(seed, question.id, "pick"))
    if len(best.chosen.questions) < wished.count:
        burden = _burden(pool)
        others = [
            _drawn(pool, wished, seed, cues, lambda question: (len(question.facts), draw(seed, question.id, "pick"))),
            _drawn(pool, wished, seed, cues, lambda question: (burden[question.id], draw(seed, question.id, "pick"))),
        ]
        best = max(best, *others, key=lambda drawing: len(drawing.chosen.questions))
    else:
        for attempt in range(1, _TRIES):
            if best.tilt() <= 1 or len(set(truths(pool))) < 2:
                break
            other = _drawn(pool, wished, seed, cues, _again(seed, attempt))
            if len(other.chosen.questions) == wished.count and other.tilt() < best.tilt():
                best = other
    independent = len(best.chosen.questions)
    best.fill(Fit.REPEAT)
    best.fill(Fit.CLASH)
    return Drawn(best.chosen, independent)


def _again(seed: int, attempt: int) -> Callable[[AnyQuestion], int]:
    return lambda question: draw(seed, question.id, f"pick {attempt}")


def _drawn(
    pool: Sequence[AnyQuestion],
    wished: Shares,
    seed: int,
    cues: Cues,
    rank: Callable[[AnyQuestion], int | tuple[int, int]],
) -> _Drawing:
    """A drawing of independent questions, those of lower rank preferred."""
    drawing = _Drawing(sorted(pool, key=rank), wished, seed, cues)
    drawing.fill(Fit.ORDERED)
    return drawing


def _burden(pool: Sequence[AnyQuestion]) -> dict[str, int]:
    """How many questions of the pool rest on the facts that each rests on."""
    resting = Counter(fact for question in pool for fact in question.facts)
    return {question.id: sum(resting[fact] for fact in question.facts) for question in pool}


class _Drawing:
    """One way of drawing; the pool stands in the order of preference."""

    def __init__(self, pool: Sequence[AnyQuestion], wished: Shares, seed: int, cues: Cues) -> None:
        self.chosen = Chosen(cues)
        self._pool, self._wished, self._seed = pool, wished, seed
        self._topics: Counter[str | None] = Counter()
        self._kinds: Counter[str] = Counter()
        self._truths: Counter[bool] = Counter()
        self._taken: set[str] = set()

    def tilt(self) -> int:
        """How many more statements are true than false, or the other way round."""
        return abs(self._truths[True] - self._truths[False])

    def fill(self, least: Fit) -> None:
        """Take questions that fit so well, topic by topic up to its share; then beyond, to reach the count."""
        held = Counter(question.topic for question in self._pool)
        beyond = {
            topic: self._wished.topics[topic] if topic in self._wished.asked else number
            for topic, number in held.items()
        }
        self._fill(least, lambda topic: self._wished.topics.get(topic, 0))
        self._fill(least, lambda topic: beyond[topic])

    def _fill(self, least: Fit, most: Callable[[str | None], int]) -> None:
        if len(self.chosen.questions) >= self._wished.count:
            return
        cells: dict[tuple[str | None, str], _Cell] = defaultdict(_Cell)
        for question in self._pool:
            if question.id not in self._taken and self._topics[question.topic] < most(question.topic):
                cells[question.topic, question.kind].add(question)
        ties = {cell: draw(self._seed, f"{cell[0]}/{cell[1]}", "cell") for cell in cells}
        while cells and len(self.chosen.questions) < self._wished.count:
            at = min(cells, key=lambda cell: (self._wear(*cell) + cells[cell].tilts(self._truths), ties[cell]))
            full = self._topics[at[0]] >= most(at[0])
            found = None if full else cells[at].take(self.chosen, least, self._truths)
            if found is None:
                del cells[at]
            else:
                self._add(found)

    def _wear(self, topic: str | None, kind: str) -> float:
        """How full the shares of a topic and a kind would be with one more."""
        topics = (self._topics[topic] + 1) / (self._wished.topics.get(topic) or 0.5)
        kinds = (self._kinds[kind] + 1) / (self._wished.kinds.get(kind) or 0.5)
        return topics + kinds

    def _add(self, question: AnyQuestion) -> None:
        self.chosen.add(question)
        self._taken.add(question.id)
        self._topics[question.topic] += 1
        self._kinds[question.kind] += 1
        if isinstance(question, TrueFalse):
            self._truths[question.truth] += 1


class _Cell:
    """The questions of one topic and kind that wait; those that would bind the order wait behind the others."""

    def __init__(self) -> None:
        self._fresh: list[AnyQuestion] = []
        self._binding: list[AnyQuestion] = []

    def add(self, question: AnyQuestion) -> None:
        """Put a question last."""
        self._fresh.append(question)

    def tilts(self, truths: Counter[bool]) -> bool:
        """True where all that wait are statements with the commoner answer."""
        if truths[True] == truths[False]:
            return False
        rarer = truths[True] < truths[False]
        return all(isinstance(each, TrueFalse) and each.truth is not rarer for each in self._waiting())

    def _waiting(self) -> Iterator[AnyQuestion]:
        yield from self._fresh
        yield from self._binding

    def take(self, chosen: Chosen, least: Fit, truths: Counter[bool]) -> AnyQuestion | None:
        """The first that fits, the rarer answer first if it is true or false; None where none does."""
        while self._fresh:
            question = self._fresh.pop(_rarer(self._fresh, truths))
            fit = chosen.fit(question)
            if fit == Fit.FREE or (fit >= least and least < Fit.ORDERED):
                return question
            if fit >= least:
                self._binding.append(question)
        while self._binding:
            question = self._binding.pop(_rarer(self._binding, truths))
            if chosen.fit(question) >= least:
                return question
        return None


def _rarer(waiting: Sequence[AnyQuestion], truths: Counter[bool]) -> int:
    """Where the first statement stands whose answer is the rarer one so far; else the first of all."""
    if not isinstance(waiting[0], TrueFalse) or truths[True] == truths[False]:
        return 0
    rarer = truths[True] < truths[False]
    return next((at for at, each in enumerate(waiting) if isinstance(each, TrueFalse) and each.truth is rarer), 0)
