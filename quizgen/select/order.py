"""The order of a paper: nothing is given away before it is asked, and no answer comes in long runs."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Mapping, Sequence

from quizgen.identity import draw
from quizgen.model import AnyQuestion, Bank, Choice, TrueFalse
from quizgen.select.keys import LONGEST_RUN, longest_run, stays, truths

_TRIES = 24


def in_order(
    questions: Sequence[AnyQuestion], first: Mapping[str, set[str]], later: set[str], seed: int, bank: Bank
) -> tuple[AnyQuestion, ...]:
    """The questions in an order drawn by the seed.

    ``first`` says for each id which others' ids have to come before it; where that goes in a circle, as few
    as need be come too late. Those of ``later`` come after all the rest. Runs
    of over three statements that are all true or all false, and of over three keys at one position that
    cannot be moved, are avoided as far as may be.
    """
    best: tuple[AnyQuestion, ...] = ()
    worst = 0
    for attempt in range(_TRIES):
        line = _Line(questions, first, bank)
        for block in (
            [question for question in questions if question.id not in later],
            [question for question in questions if question.id in later],
        ):
            turns = {question.id: draw(seed, question.id, f"turn {attempt}") for question in block}
            line.append(sorted(block, key=lambda question: turns[question.id]))
        if not best or line.worst() < worst:
            best, worst = tuple(line.ordered), line.worst()
        if worst <= LONGEST_RUN:
            break
    return best


class _Line:
    """One way of putting questions in order: the first that may come, comes next."""

    def __init__(self, questions: Sequence[AnyQuestion], first: Mapping[str, set[str]], bank: Bank) -> None:
        self.ordered: list[AnyQuestion] = []
        self._first = first
        self._fixed = {question.id for question in questions if stays(question, bank)}
        self._truths: list[bool] = []
        self._keys: list[int] = []
        self._left = Counter(truths(questions))

    def worst(self) -> int:
        """The longest run of equal answers."""
        return max(longest_run(self._truths), longest_run(self._keys))

    def append(self, block: Sequence[AnyQuestion]) -> None:
        """Add questions that stand in the order of preference, each as soon as it may come."""
        at_of = {question.id: at for at, question in enumerate(block)}
        missing = [len(self._first.get(question.id, set()) & at_of.keys()) for question in block]
        frees: list[list[int]] = [[] for _ in block]
        for at, question in enumerate(block):
            for other in self._first.get(question.id, set()) & at_of.keys():
                frees[at_of[other]].append(at)
        ready = [at for at, number in enumerate(missing) if not number]
        waiting = set(range(len(block)))
        while waiting:
            if not ready:
                ready = [min(waiting, key=lambda at: (missing[at], at))]
            well = (at for at in ready if self._comes_well(block[at]))
            at = next(well, ready[0])
            ready.remove(at)
            waiting.remove(at)
            self._take(block[at])
            for freed in frees[at]:
                missing[freed] -= 1
                if not missing[freed] and freed in waiting and freed not in ready:
                    insort(ready, freed)

    def _comes_well(self, question: AnyQuestion) -> bool:
        """False where it would make a run over three, or one unavoidable later."""
        if isinstance(question, TrueFalse):
            much, little = self._left[not question.truth], self._left[question.truth] - 1
            run = self._truths[-LONGEST_RUN:]
            return run != [question.truth] * LONGEST_RUN and much <= LONGEST_RUN * (little + 1)
        if question.id in self._fixed and isinstance(question, Choice):
            return self._keys[-LONGEST_RUN:] != [question.right] * LONGEST_RUN
        return True

    def _take(self, question: AnyQuestion) -> None:
        self.ordered.append(question)
        if isinstance(question, TrueFalse):
            self._truths.append(question.truth)
            self._left[question.truth] -= 1
        elif isinstance(question, Choice):
            # a key that can be moved ends every run: no other stands at a position below zero
            self._keys.append(question.right if question.id in self._fixed else -1 - len(self._keys))
