"""Options that are ranges: "more than 10", "1990 or later", "5–10"; read so that they can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from quizgen.forms import base_language

_N = r"(?P<{0}>[-−]?\d+(?:[.,]\d+)*)"
_A, _B = _N.format("a"), _N.format("b")

PHRASES = {
    "en": {
        "below": ("less than {n}", "fewer than {n}", "under {n}", "below {n}", "before {n}", "earlier than {n}"),
        "at most": ("at most {n}", "up to {n}", "no more than {n}", "{n} or less", "{n} or fewer", "{n} or earlier",
                    "{n} or under", "until {n}"),
        "above": ("more than {n}", "over {n}", "above {n}", "after {n}", "later than {n}"),
        "at least": ("at least {n}", "no less than {n}", "no fewer than {n}", "{n} or more", "{n} or later",
                     "since {n}", "from {n} on", "{n} or over"),
        "between": ("{n} to {m}", "from {n} to {m}", "between {n} and {m}", "{n}-{m}", "{n} - {m}"),
    },
    "id": {
        "below": ("kurang dari {n}", "di bawah {n}", "sebelum {n}"),
        "at most": ("paling banyak {n}", "maksimal {n}", "hingga {n}", "sampai {n}", "{n} atau kurang",
                    "{n} atau sebelumnya"),
        "above": ("lebih dari {n}", "di atas {n}", "sesudah {n}", "setelah {n}"),
        "at least": ("paling sedikit {n}", "sedikitnya {n}", "minimal {n}", "sejak {n}", "{n} atau lebih",
                     "{n} atau sesudahnya"),
        "between": ("{n} sampai {m}", "dari {n} sampai {m}", "antara {n} dan {m}", "{n} hingga {m}", "{n}-{m}",
                    "{n} - {m}"),
    },
}  # fmt: skip
"""How ranges are said: language -> sort of range -> phrases, ``n`` and ``m`` the numbers."""


@dataclass(frozen=True, slots=True)
class Range:
    """All from ``low`` to ``high``; None is no end on that side. ``rest`` is what the text says besides.

    The ends count as inside unless they are ``open``.
    """

    low: Decimal | None
    high: Decimal | None
    rest: str
    low_open: bool = False
    high_open: bool = False

    @property
    def single(self) -> bool:
        """True for a range of one number."""
        return self.low is not None and self.low == self.high

    def inside(self, other: Range) -> bool:
        """True where all of this lies in the other, and both measure the same."""
        if self.rest != other.rest:
            return False
        below = other.low is None or (
            self.low is not None
            and (self.low > other.low or (self.low == other.low and (self.low_open or not other.low_open)))
        )
        above = other.high is None or (
            self.high is not None
            and (self.high < other.high or (self.high == other.high and (self.high_open or not other.high_open)))
        )
        return below and above


@lru_cache(maxsize=16)
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for sort, phrases in PHRASES[language].items():
        for phrase in sorted(phrases, key=len, reverse=True):
            body = re.escape(phrase).replace(r"\{n\}", _A).replace(r"\{m\}", _B).replace(r"\ ", r"\s+")
            found.append((sort, re.compile(rf"(?<!\w){body}(?!\w)")))
    order = ("between", "at most", "at least", "below", "above")
    return tuple(sorted(found, key=lambda each: order.index(each[0])))


def _number(raw: str, language: str) -> Decimal:
    mark = "," if language == "id" else "."
    plain = raw.replace("−", "-").replace("." if mark == "," else ",", "").replace(mark, ".")
    return Decimal(re.sub(r"\.(?=.*\.)", "", plain))


@lru_cache(maxsize=1 << 17)
def read_range(text: str, language: str) -> Range | None:
    """The range that a text names, a single number being a range of one; None for any other text."""
    base = base_language(language)
    if base not in PHRASES:
        return None
    said = " ".join(text.casefold().replace("–", "-").replace("—", "-").split())
    numbers = re.findall(r"\d+(?:[.,]\d+)*", said)
    if not 1 <= len(numbers) <= 2:
        return None
    for sort, pattern in _patterns(base):
        found = pattern.search(said)
        if found is None or (len(numbers) == 2) != (sort == "between"):
            continue
        rest = " ".join((said[: found.start()] + " " + said[found.end() :]).strip(" .").split())
        low = _number(found["a"], base)
        match sort:
            case "between":
                return Range(low, _number(found["b"], base), rest)
            case "below" | "at most":
                return Range(None, low, rest, high_open=sort == "below")
            case _:
                return Range(low, None, rest, low_open=sort == "above")
    if len(numbers) == 1 and (one := re.search(_A, said)):
        rest = " ".join((said[: one.start()] + " " + said[one.end() :]).strip(" .").split())
        value = _number(one["a"], base)
        return Range(value, value, rest)
    return None


def cover_everything(ranges: Iterable[Range]) -> bool:
    """True where the ranges together leave no number out; between whole numbers there is none."""
    listed = sorted(ranges, key=lambda each: (each.low is not None, each.low or 0, each.low_open))
    if not listed or len({each.rest for each in listed}) != 1 or listed[0].low is not None:
        return False
    reach, is_open = listed[0].high, listed[0].high_open
    for each in listed[1:]:
        if reach is None:
            return True
        if each.low is not None and _gap(reach, is_open, each.low, each.low_open):
            return False
        if each.high is None:
            return True
        if each.high > reach or (each.high == reach and not each.high_open):
            reach, is_open = each.high, each.high_open
    return reach is None


def _gap(high: Decimal, high_open: bool, low: Decimal, low_open: bool) -> bool:
    """True where a number lies behind one range and before the next."""
    if high_open or low_open:
        return low > high or (high_open and low_open and low == high)
    whole = high == high.to_integral_value() and low == low.to_integral_value()
    return low > high + (1 if whole else 0)
