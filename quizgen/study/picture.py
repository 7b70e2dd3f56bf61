"""A learner's record as a picture: SVG, drawn with nothing but shapes and text, told in words for screen readers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

from quizgen.model import Bank
from quizgen.study.stats import Stats
from quizgen.study.told import date_of, known_words, level, level_names, overview, stages, topic_words
from quizgen.text import Words
from quizgen.wording import date_words, month_words, short_date_words, weekday_words

_WIDTH, _MARGIN = 900, 40
_INNER = _WIDTH - 2 * _MARGIN
_INK, _SOFT, _LINE = "#1f2933", "#52606d", "#d9e2ec"
_SHADES = ("#ebedf0", "#b7e4c7", "#74c69d", "#2d9d6b", "#14532d")
_STAGES = ("#14784a", "#74c69d", "#e4e7eb")
_BAR = "#2b6cb0"
_CELL, _GAP = 22, 4
_LETTER = 0.56
"""The width of a letter, as a share of its size, on average: no font is at hand to measure with."""
_BOLD = 0.66
"""That of a bold one."""


def picture(stats: Stats, bank: Bank, words: Words) -> bytes:
    """The record as an SVG file: the numbers, the calendar, the forecast and the topics."""
    language = words.language
    title = words("stats.title", bank=bank.title.plain(language))
    told = words(
        "stats.picture",
        learned=stats.learned, questions=stats.questions, young=stats.young, new=stats.new, due=stats.due,
    )  # fmt: skip
    sheet = _Sheet()
    y = 30.0
    for line in _lines(title, 24, _INNER, 3):
        y += 30
        sheet.text(_MARGIN, y, line, size=24, weight=700)
    sheet.text(_MARGIN, y + 26, words("stats.day", day=date_words(date_of(stats.today), language)), color=_SOFT)
    y = _tiles(sheet, stats, words, y + 50)
    y = _stages(sheet, stats, words, y + 36)
    _calendar(sheet, stats, words, _MARGIN, y + 44)
    y = _forecast(sheet, stats, words, _MARGIN + 420, y + 44)
    y = _topics(sheet, stats, bank, words, y + 44)
    return sheet.file(y + _MARGIN, language, title, told)


class _Sheet:
    """Shapes and texts as they are put down."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def text(
        self, x: float, y: float, said: str, *, size: int = 15, weight: int = 400, color: str = _INK, anchor: str = ""
    ) -> None:
        """One line of text; ``y`` is where it stands on."""
        anchored = f' text-anchor="{anchor}"' if anchor else ""
        bold = f' font-weight="{weight}"' if weight != 400 else ""
        self._pieces.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{color}"{bold}{anchored}>{_safe(said)}</text>'
        )

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, *, round_: float = 4, title: str = ""
    ) -> None:
        """A filled box; ``title`` is what a pointer over it is told."""
        inside = f"><title>{_safe(title)}</title></rect>" if title else "/>"
        self._pieces.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{round_:g}" fill="{fill}"{inside}'
        )

    def file(self, height: float, language: str, title: str, told: str) -> bytes:
        """The whole file, with a title and a description."""
        head = (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 0 {_WIDTH} {height:g}" width="{_WIDTH}" height="{height:g}" role="img" '
            f'aria-labelledby="title desc" xml:lang="{_safe(language)}" '
            'font-family="system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, DejaVu Sans, sans-serif">\n'
            f'<title id="title">{_safe(title)}</title>\n<desc id="desc">{_safe(told)}</desc>\n'
            f'<rect width="{_WIDTH}" height="{height:g}" fill="#ffffff"/>\n'
        )
        return (head + "\n".join(self._pieces) + "\n</svg>\n").encode()


def _safe(said: str) -> str:
    """A text that may stand in XML, also between quotation marks."""
    allowed = (
        one if one >= " " and one not in "\x7f\ufffe\uffff" and not "\ud800" <= one <= "\udfff" else " " for one in said
    )
    return escape("".join(allowed), {'"': "&quot;"})


def _long(said: str, size: float, letter: float = _LETTER) -> float:
    """How long a line of text is, as far as can be told."""
    return size * sum(1.0 if east_asian_width(one) in "WF" else letter for one in said)


def _cut(said: str, size: float, width: float, letter: float = _LETTER) -> str:
    """A text that is no longer than this."""
    if _long(said, size, letter) <= width:
        return said
    kept = len(said)
    while kept and _long(said[:kept] + "…", size, letter) > width:
        kept -= 1
    return said[:kept].rstrip() + "…"


def _lines(said: str, size: float, width: float, most: int) -> list[str]:
    """A bold text in no more than so many lines, broken between words."""
    lines = [""]
    for word in said.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _long(longer, size, _BOLD) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > most:
        lines[most - 1 :] = [f"{lines[most - 1]} {lines[most]}"]
    return [_cut(line, size, width, _BOLD) for line in lines]


def _tiles(sheet: _Sheet, stats: Stats, words: Words, y: float) -> float:
    """The numbers in two rows of boxes."""
    told = overview(stats, words)
    half = (len(told) + 1) // 2
    for rows in (told[:half], told[half:]):
        width = (_INNER - (len(rows) - 1) * 14) / len(rows)
        for at, (name, value) in enumerate(rows):
            left = _MARGIN + at * (width + 14)
            sheet.box(left, y, width, 70, "#f5f7fa", round_=8)
            sheet.text(left + 14, y + 26, _cut(name, 12, width - 20), size=12, color=_SOFT)
            size = 20 if _long(value, 20, _BOLD) < width - 28 else 15
            sheet.text(left + 14, y + 53, _cut(value, size, width - 20), size=size, weight=600)
        y += 82
    return y - 12


def _stages(sheet: _Sheet, stats: Stats, words: Words, y: float) -> float:
    """One bar of all questions: learned, young, new; and what the colours mean."""
    sheet.text(_MARGIN, y, words("stats.questions", count=stats.questions), size=17, weight=600)
    named = stages(stats, words)
    _bar(sheet, _MARGIN, y + 14, _INNER, 22, [number for _, number in named])
    x: float = _MARGIN
    for color, (name, number) in zip(_STAGES, named, strict=True):
        label = f"{name} {number}"
        sheet.box(x, y + 49, 12, 12, color, round_=3)
        sheet.text(x + 18, y + 60, label, size=13, color=_SOFT)
        x += 18 + _long(label, 13) + 26
    return y + 60


def _bar(sheet: _Sheet, x: float, y: float, width: float, height: float, numbers: Iterable[int]) -> None:
    numbers = list(numbers)
    sheet.box(x, y, width, height, _STAGES[-1])
    done = 0
    total = sum(numbers)
    for color, number in zip(_STAGES[:-1], numbers, strict=False):
        if number:
            sheet.box(x + width * done / total, y, width * number / total, height, color)
        done += number


def _calendar(sheet: _Sheet, stats: Stats, words: Words, x: float, y: float) -> None:
    """A column a week, Monday on top; the darker, the more answers."""
    language = words.language
    weeks = (len(stats.calendar) + 6) // 7
    sheet.text(x, y, words("stats.calendar", weeks=weeks), size=17, weight=600)
    left, top = x + 40, y + 40
    for row in (0, 2, 4, 6):
        name = weekday_words(date_of(stats.calendar[0][0] + row), language)
        sheet.text(x, top + row * (_CELL + _GAP) + 16, name, size=12, color=_SOFT)
    said = ""
    for at, (number, answers) in enumerate(stats.calendar):
        day = date_of(number)
        column, row = divmod(at, 7)
        place = left + column * (_CELL + _GAP)
        month = month_words(day, language)
        stays = month == month_words(day + timedelta(days=7), language)
        if row == 0 and month != said and (stays or column == weeks - 1):
            sheet.text(place, top - 8, month, size=12, color=_SOFT)
            said = month
        told = words("stats.calendar.day", day=date_words(day, language), answers=answers)
        sheet.box(place, top + row * (_CELL + _GAP), _CELL, _CELL, _SHADES[level(answers)], title=told)
    place = left
    for shade, name in zip(_SHADES, level_names(words), strict=True):
        sheet.box(place, top + 7 * (_CELL + _GAP) + 8, 12, 12, shade, round_=3)
        sheet.text(place + 17, top + 7 * (_CELL + _GAP) + 19, name, size=12, color=_SOFT)
        place += 17 + _long(name, 12) + 16


def _forecast(sheet: _Sheet, stats: Stats, words: Words, x: float, y: float) -> float:
    """A bar a day, and the number above it."""
    language = words.language
    days = len(stats.forecast)
    sheet.text(x, y, words("stats.forecast", days=days), size=17, weight=600)
    width = (_WIDTH - _MARGIN - x) / days
    top, height = y + 40, 7 * (_CELL + _GAP) - 6
    most = max(1, *stats.forecast)
    sheet.box(x, top + height, days * width, 1, _LINE, round_=0)
    for at, due in enumerate(stats.forecast):
        day = date_of(stats.today + at)
        tall = (height - 18) * due / most
        middle = x + at * width + width / 2
        if due:
            told = words("stats.calendar.day", day=date_words(day, language), answers=due)
            sheet.box(x + at * width + 3, top + height - tall, width - 6, tall, _BAR, round_=3, title=told)
            sheet.text(middle, top + height - tall - 5, str(due), size=12, anchor="middle")
        if at in (0, 7, days - 1):
            label = words("stats.today") if at == 0 else short_date_words(day, language)
            anchor = "start" if at == 0 else "end" if at == days - 1 else "middle"
            edge = x if at == 0 else x + days * width if at == days - 1 else middle
            sheet.text(edge, top + height + 18, label, size=12, color=_SOFT, anchor=anchor)
    return top + 7 * (_CELL + _GAP) + 20


def _topics(sheet: _Sheet, stats: Stats, bank: Bank, words: Words, y: float) -> float:
    """A bar a topic, coloured as the bar of all, and how much of it is kept and known."""
    if not stats.topics:
        return y
    sheet.text(_MARGIN, y, words("stats.topics"), size=17, weight=600)
    y += 14
    for topic in stats.topics:
        kept = f"{words('stats.column.kept')} {known_words(topic.kept.value)}"
        known = f"{words('stats.column.known')} {known_words(topic.known)}"
        seen = f"{words('stats.column.seen')} {words('play.of', right=topic.seen, asked=topic.questions)}"
        told = " · ".join((seen, kept, known, *([words("stats.weak.mark")] if topic.weak else [])))
        room = _INNER - _long(told, 13, _BOLD) - 20
        sheet.text(_MARGIN, y + 18, _cut(topic_words(topic, bank, words), 15, room))
        color, weight = ("#b42318", 600) if topic.weak else (_SOFT, 400)
        sheet.text(_WIDTH - _MARGIN, y + 18, told, size=13, color=color, weight=weight, anchor="end")
        young = topic.seen - topic.learned
        _bar(sheet, _MARGIN, y + 26, _INNER, 12, (topic.learned, young, topic.questions - topic.seen))
        y += 52
    return y
