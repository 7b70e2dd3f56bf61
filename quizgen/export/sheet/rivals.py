"""Which of the forms that name something else can make a typed answer wrong at all.

A bank has hundreds of names; of those that a question must not be taken for, a handful is near enough to an accepted
form for grading ever to look at them. Only these go into a key table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from quizgen.forms import bare, tokens, typed_shapes

_MOST_EDITS, _LONG_WORD = 2, 6
"""What grading forgives in a word at the most, and from which length on (``grade``)."""


@lru_cache(maxsize=4096)
def rivals(accept: tuple[str, ...], others: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Those of ``others`` without which some typed answer could be judged otherwise, in their order.

    Kept is a form that comes down to the same as an accepted one but for its title, one that has a word which an
    accepted form's word could be a mistyping of, and one that a mistyped answer could be as near to as to an accepted
    form. Distances are bounded from below by the letters that two texts do not share, so that none is lost.
    """
    shapes = frozenset().union(*(typed_shapes(form, language) for form in accept))
    forms = [bare(tokens(form), language, titles=False) for form in accept]
    words = [_bag(word) for form in forms for word in form if len(word) >= _LONG_WORD]
    wholes = [(_bag("".join(form)), 2 * _edits(form)) for form in forms if _edits(form)]
    return tuple(other for other in others if _is_rival(other, language, shapes, words, wholes))


def _is_rival(
    other: str,
    language: str,
    shapes: frozenset[str],
    words: Iterable[Counter[str]],
    wholes: Iterable[tuple[Counter[str], int]],
) -> bool:
    if shapes & typed_shapes(other, language):
        return True
    own = bare(tokens(other), language, titles=False)
    if any(_apart(_bag(word), sought) <= _MOST_EDITS for word in own for sought in words):
        return True
    bag = _bag("".join(own))
    return any(_apart(bag, whole) <= most for whole, most in wholes)


def _edits(form: tuple[str, ...]) -> int:
    """The most that grading forgives in a form: in two of its words at the most."""
    forgiven = sorted((_MOST_EDITS for word in form if len(word) >= _LONG_WORD), reverse=True)
    return sum(forgiven[:2])


@lru_cache(maxsize=65536)
def _bag(text: str) -> Counter[str]:
    return Counter(text)


def _apart(one: Counter[str], other: Counter[str]) -> int:
    """The letters that two texts do not share: never more than the edits between them."""
    return max((one - other).total(), (other - one).total())
