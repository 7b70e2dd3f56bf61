"""How many questions of each topic and kind: in proportion, or as asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import isqrt
from typing import TypeVar

from quizgen.identity import draw
from quizgen.model import AnyQuestion

Key = TypeVar("Key")

_FINE = 1_000_000


@dataclass(frozen=True, slots=True)
class Shares:
    """How many questions are wished of each topic and of each kind; ``asked`` topics may not have more."""

    topics: Mapping[str | None, int]
    kinds: Mapping[str, int]
    asked: frozenset[str | None]

    @property
    def count(self) -> int:
        """How many questions are wished in all."""
        return sum(self.topics.values())


def shares(pool: Sequence[AnyQuestion], count: int | None, numbers: Mapping[str, int], seed: int) -> Shares:
    """The shares of a paper of ``count`` questions out of a pool.

    A topic has its number, or its part of the rest in proportion to its questions (all of them, where no
    count is asked for); if the numbers come to more than the count, they are cut in proportion. Kinds are
    in proportion to the square root of their questions, so that a short paper is mixed too. Where there are more
    topics (or kinds) than places, the seed draws those that get one, so that none is left out for ever.
    """
    held = Counter(question.topic for question in pool)
    topics: dict[str | None, int] = {topic: min(number, held[topic]) for topic, number in numbers.items()}
    others = {topic: number for topic, number in held.items() if topic not in topics}
    asked = sum(topics.values())
    if count is None:
        topics |= others
    elif asked > count:
        topics = apportion(count, topics, topics)
    else:
        topics |= _shared_out(min(count - asked, sum(others.values())), others, others, seed, "topic")
    of_kind = Counter(question.kind for question in pool)
    roots = {kind: isqrt(number * _FINE * _FINE) for kind, number in of_kind.items()}
    kinds = _shared_out(sum(topics.values()), roots, of_kind, seed, "kind")
    return Shares(topics, kinds, frozenset(numbers))


def _shared_out(
    total: int, weights: Mapping[Key, int], most: Mapping[Key, int], seed: int, what: str
) -> dict[Key, int]:
    if total < len(weights):
        return drawn_lots(total, weights, seed, what)
    return apportion(total, weights, most)


def drawn_lots(places: int, weights: Mapping[Key, int], seed: int, what: str) -> dict[Key, int]:
    """One place for so many of the keys, drawn one after the other by their weights; none for the rest."""
    waiting, given = dict(weights), dict.fromkeys(weights, 0)
    for turn in range(places):
        at = draw(seed, what, f"place {turn}") % sum(waiting.values())
        key = next(key for key, upto in zip(waiting, accumulate(waiting.values()), strict=True) if at < upto)
        given[key] = 1
        del waiting[key]
    return given


def apportion(total: int, weights: Mapping[Key, int], most: Mapping[Key, int]) -> dict[Key, int]:
    """A total shared out by whole numbers in proportion to weights (largest remainders), none over its most."""
    given = dict.fromkeys(weights, 0)
    open_ = [key for key in weights if most[key] > 0]
    left = total
    while left > 0 and open_:
        weight = sum(weights[key] for key in open_)
        parts = {key: divmod(left * weights[key], weight) for key in open_}
        spare = left - sum(whole for whole, _ in parts.values())
        by_rest = sorted(open_, key=lambda key: -parts[key][1])[:spare]
        for key in open_:
            given[key] = min(most[key], given[key] + parts[key][0] + (key in by_rest))
        left = total - sum(given.values())
        open_ = [key for key in open_ if given[key] < most[key]]
    return given
