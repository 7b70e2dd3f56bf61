"""The name that was probably meant, where somebody wrote one that is not known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache

_LONGEST = 200
"""A longer name is none that was mistyped."""
_MANY = 60
"""Beyond so many names, only those that share rare pairs of letters are compared one by one."""


def closest(name: str, known: Collection[str]) -> str | None:
    """The known name that was probably meant."""
    if len(name) > _LONGEST:
        return None
    from difflib import get_close_matches

    names = sorted(known) if len(known) <= _MANY else _alike(name, frozenset(known))
    close = get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return close[0]
    return next((each for each in names if each.casefold() == name.casefold()), None)


def near(name: str, known: Collection[str], few: int = 12) -> str:
    """The end of a message: "; did you mean 'x'?", or the known names where they are no more than ``few``."""
    return suggestion(closest(name, known), known, few)


def suggestion(close: str | None, known: Collection[str], few: int = 12) -> str:
    """``near`` for what ``closest`` has found already."""
    if close is not None:
        return f"; did you mean '{close}'?"
    if 0 < len(known) <= few:
        return f"; there is {', '.join(sorted(known))}"
    return ""


def _pairs(name: str) -> set[str]:
    framed = f" {name.casefold()} "
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


@lru_cache(maxsize=16)
def _by_pair(names: frozenset[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        for pair in _pairs(name):
            found[pair].append(name)
    return found


def _alike(name: str, names: frozenset[str]) -> list[str]:
    """The few of many names that share most pairs of letters with a name, the rarest pairs first."""
    index = _by_pair(names)
    shared: Counter[str] = Counter()
    for pair in sorted(_pairs(name), key=lambda pair: (len(index.get(pair, ())), pair)):
        if shared and len(index.get(pair, ())) > 2 * _MANY:
            break
        shared.update(index.get(pair, ()))
    return sorted(each for each, _ in shared.most_common(_MANY // 3))
