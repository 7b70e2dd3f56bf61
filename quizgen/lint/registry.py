"""Every check by its name, in the order of the page that lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.lint.checks import (
    absolute_terms,
    all_or_none,
    answer_in_stem,
    clang,
    convergence,
    cover,
    cueing,
    duplicate_option,
    exhaustive_subset,
    grammar_cue,
    homogeneous,
    key_position,
    longest_answer,
    negative_stem,
    order,
    pair,
    parity,
    unsourced,
    vague_terms,
)
from quizgen.lint.finding import Finding, Paper

WordLists = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its name, its page, and the function that finds.

    ``words`` are its word lists. One that looks at all languages together runs ``once``, with the
    bank's first language.
    """

    name: str
    page: str
    find: Callable[[Paper], Iterator[Finding]]
    words: WordLists = field(default_factory=dict)
    once: bool = False


def _check(
    name: str,
    page: str | None,
    find: Callable[[Paper], Iterator[Finding]],
    words: WordLists | None = None,
    *,
    once: bool = False,
) -> Check:
    return Check(name, page or "", find, words or {}, once)


CHECKS: tuple[Check, ...] = (
    _check("longest-answer", longest_answer.__doc__, longest_answer.find),
    _check("absolute-terms", absolute_terms.__doc__, absolute_terms.find, absolute_terms.WORDS),
    _check("vague-terms", vague_terms.__doc__, vague_terms.find, vague_terms.WORDS),
    _check("clang", clang.__doc__, clang.find),
    _check("grammar-cue", grammar_cue.__doc__, grammar_cue.find),
    _check("convergence", convergence.__doc__, convergence.find),
    _check("pair", pair.__doc__, pair.find, pair.listed()),
    _check("exhaustive-subset", exhaustive_subset.__doc__, exhaustive_subset.find, exhaustive_subset.listed()),
    _check("all-or-none", all_or_none.__doc__, all_or_none.find, all_or_none.WORDS),
    _check("negative-stem", negative_stem.__doc__, negative_stem.find, negative_stem.WORDS),
    _check("order", order.__doc__, order.find),
    _check("duplicate-option", duplicate_option.__doc__, duplicate_option.find),
    _check("homogeneous", homogeneous.__doc__, homogeneous.find),
    _check("key-position", key_position.__doc__, key_position.find, once=True),
    _check("cover", cover.__doc__, cover.find, cover.WORDS),
    _check("cueing", cueing.__doc__, cueing.find),
    _check("answer-in-stem", answer_in_stem.__doc__, answer_in_stem.find),
    _check("parity", parity.__doc__, parity.find, once=True),
    _check("unsourced", unsourced.__doc__, unsourced.find, once=True),
)
"""All checks."""

NAMES = tuple(check.name for check in CHECKS)
"""What may stand in ``ignore``."""
