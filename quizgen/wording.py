"""Dates, periods and numbers put in words, and read back from words, by Babel's tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_UNTIL = {"en": "to", "id": "sampai"}


@lru_cache(maxsize=4096)
def date_words(day: date, language: str) -> str:
    """A day in words: "29 January 2023", "29 Januari 2023"."""
    return _format_day(day, "d MMMM y", language)


@lru_cache(maxsize=4096)
def period_words(first: date, last: date, language: str) -> str:
    """A span of days in words: "29 January to 1 February 2023"; what both ends share is said once."""
    if first == last:
        return date_words(first, language)
    until = _UNTIL.get(language.split("-")[0])
    if until is None:
        return f"{date_words(first, language)} – {date_words(last, language)}"
    shape = "d" if (first.year, first.month) == (last.year, last.month) else "d MMMM"
    start = _format_day(first, shape if first.year == last.year else "d MMMM y", language)
    return f"{start} {until} {date_words(last, language)}"


@lru_cache(maxsize=4096)
def short_date_words(day: date, language: str, *, weekday: bool = False) -> str:
    """A day of this year in a few letters: "29 Jan", with its weekday "Sun 29 Jan"."""
    return _babel_day(day, "EEE d MMM" if weekday else "d MMM", language)


@lru_cache(maxsize=64)
def weekday_words(day: date, language: str) -> str:
    """A day's weekday in a few letters: "Sun", "Min"."""
    return _babel_day(day, "EEE", language)


@lru_cache(maxsize=64)
def month_words(day: date, language: str) -> str:
    """A day's month in a few letters: "May", "Mei"."""
    return _babel_day(day, "MMM", language)


def day_forms(day: date, language: str) -> tuple[str, ...]:
    """What a learner may type for a day: in words, with a short month, in figures, as ISO.

    Each shape has its place for every day, so that two days can be paired; some may read the same.
    """
    d, m, y = day.day, day.month, day.year
    long, brief = _month("MMMM", m, language), _month("MMM", m, language)
    figures = (f"{d}/{m}/{y}", f"{d}.{m}.{y}", f"{d}-{m}-{y}", f"{d:02}/{m:02}/{y}")
    return (f"{d} {long} {y}", f"{long} {d}, {y}", f"{d} {brief} {y}", f"{brief} {d}, {y}", *figures, day.isoformat())


def _babel_day(day: date, shape: str, language: str) -> str:
    """A day in any shape that Babel knows."""
    from babel.dates import format_date

    return format_date(day, shape, locale=_locale(language))


@lru_cache(maxsize=1024)
def _month(shape: str, month: int, language: str) -> str:
    """A month's name as it stands beside a day: ``MMMM`` in full, ``MMM`` short."""
    return _babel_day(date(2000, month, 1), shape, language)


def _format_day(day: date, shape: str, language: str) -> str:
    """A day in one of the shapes "d", "d MMMM" and "d MMMM y"."""
    said = {"d": str(day.day), "MMMM": _month("MMMM", day.month, language), "y": str(day.year)}
    return " ".join(said[part] for part in shape.split())


@lru_cache(maxsize=16384)
def number_words(raw: str, language: str) -> str:
    """A number as the language writes it: its decimal mark, groups from five figures on.

    A number with leading zeros is a code, and stays as it was typed.
    """
    if re.match(r"-?0\d", raw):
        return raw
    from babel.numbers import format_decimal

    value = Decimal(raw)
    decimals = len(raw.partition(".")[2])
    pattern = ("#,##0" if abs(value) >= 10000 else "0") + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, pattern, locale=_locale(language)).replace("−", "-")


_WRITTEN_DAY = re.compile(r"(\d{1,2}) (\w+) (\d{4})$")


def size(said: str, language: str) -> Decimal | None:
    """What a text stands for if it is nothing but a number, a year or a day; None for any other text.

    So that the options of a question can stand in order; numbers and days do not mix.
    """
    mark = "," if _decimal_comma(language) else "."
    bare = said.strip().replace("." if mark == "," else ",", "").replace("−", "-").replace(mark, ".")
    if re.fullmatch(r"-?\d+(\.\d+)?", bare, re.ASCII):
        return Decimal(bare)
    if found := _WRITTEN_DAY.match(said.strip()):
        month = _months(language).get(found[2].casefold())
        if month:
            return Decimal(f"{found[3]}{month:02}{int(found[1]):02}")
    return None


def percent(score: float) -> str:
    """A score as a percentage, which says 0 and 100 only where it is just that."""
    return f"{round(score * 100) if score in (0, 1) else min(99, max(1, round(score * 100)))}%"


def minutes(seconds: float) -> str:
    """A time as minutes and seconds, "3:07", with hours before them where there are any."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


@lru_cache(maxsize=64)
def group_mark(language: str) -> str:
    """What a language puts between thousands: "," in English, "." in Indonesian."""
    from babel.numbers import get_group_symbol

    return get_group_symbol(_locale(language))


def is_written(language: str) -> bool:
    """True for a language whose numbers and days can be written here."""
    try:
        return bool(language and group_mark(language))
    except Exception:  # Babel raises one thing for a language that it does not know and another for what is none
        return False


def _decimal_comma(language: str) -> bool:
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(_locale(language)) == ","


@lru_cache(maxsize=64)
def _months(language: str) -> Mapping[str, int]:
    from babel.dates import get_month_names

    return {name.casefold(): number for number, name in get_month_names("wide", locale=_locale(language)).items()}


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    from babel import Locale

    return Locale.parse(language.replace("-", "_"))
