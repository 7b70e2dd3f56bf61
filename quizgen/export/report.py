"""The result of a quiz as a file: JSON for programs, Markdown and HTML for people (``docs/playing.md``)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from html import escape

from quizgen.text import Words
from quizgen.wording import date_words, minutes, percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What some questions came to; ``topic`` is None for those without one and "" for the total."""

    topic: str | None
    asked: int
    right: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question of a quiz in words, as it was asked and answered.

    ``given`` is None where it was not answered; ``seconds`` from showing to answering.
    """

    code: str
    id: str
    kind: str
    topic: str | None
    language: str
    question: str
    options: tuple[str, ...]
    given: str | None
    answer: tuple[str, ...]
    right: bool
    score: float
    hints: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A quiz as it went.

    ``ended`` is "done", "time" or "interrupted"; ``started`` an ISO 8601 time, ``seconds`` the whole
    duration. ``minutes`` is the time allowed (None: no limit), ``extended`` what of it was added.
    """

    bank: str
    title: str
    language: str
    seed: int | None
    exam: bool
    minutes: int | None
    extended: int
    started: str
    seconds: float
    ended: str
    questions: int
    answered: int
    total: Score
    topics: tuple[Score, ...]
    entries: tuple[Entry, ...]


def as_json(report: Report, words: Words) -> bytes:  # noqa: ARG001
    """The report as JSON, indented; its keys are the fields of ``Report``."""
    return (json.dumps(asdict(report), ensure_ascii=False, indent=2) + "\n").encode()


def as_markdown(report: Report, words: Words) -> bytes:
    """The report as CommonMark with one table; nothing in it is markup but what is written here."""
    lines = [f"# {_md(report.title)}", "", *(f"- {_md(fact)}" for fact in _facts(report, words)), ""]
    columns = [words(f"play.column.{name}") for name in ("topic", "right", "score")]
    lines += [f"| {' | '.join(map(_md, columns))} |", "|---|--:|--:|"]
    lines += [f"| {' | '.join(map(_md, row))} |" for row in _rows(report, words)]
    for number, entry in enumerate(report.entries, 1):
        lines += ["", f"## {number}. {_md(entry.question)}", ""]
        lines += [f"- {_md(option)}" for option in entry.options]
        lines += [""] if entry.options else []
        lines += [f"{_md(name)}: {_md(text)}  " for name, text in _told(entry, words)]
    return ("\n".join(lines) + "\n").encode()


def as_html(report: Report, words: Words) -> bytes:
    """The report as one HTML page that needs no other file, to read or to print."""
    rows = "".join(
        f'<tr><td dir="auto">{escape(topic)}</td><td>{escape(right)}</td><td>{escape(score)}</td></tr>\n'
        for topic, right, score in _rows(report, words)
    )
    heads = "".join(
        f'<th scope="col">{escape(words(f"play.column.{name}"))}</th>' for name in ("topic", "right", "score")
    )
    facts = "".join(f"<li>{escape(fact)}</li>\n" for fact in _facts(report, words))
    entries = "".join(_html_entry(entry, report.language, words) for entry in report.entries)
    title = escape(report.title)
    page = (
        f'<!doctype html>\n<html lang="{escape(report.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1 dir="auto">{title}</h1>\n'
        f"<ul>\n{facts}</ul>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
        f"<ol>\n{entries}</ol>\n</main>\n</body>\n</html>\n"
    )
    return page.encode()


FORMATS: Mapping[str, Callable[[Report, Words], bytes]] = {".json": as_json, ".md": as_markdown, ".html": as_html}
"""The ending of a file -> what makes its content."""

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; color: #1a1a1a; background: #fff; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { padding: .2rem .8rem .2rem 0; text-align: left; border-bottom: 1px solid #bbb; }
th + th, td + td { text-align: right; }
tbody tr:last-child td { font-weight: bold; border-bottom: 0; }
ol > li { margin: 1.2rem 0; break-inside: avoid; overflow-wrap: anywhere; }
.question { font-weight: bold; margin: 0; white-space: pre-line; }
dl { margin: .3rem 0; display: grid; grid-template-columns: max-content 1fr; gap: 0 .8rem; }
dt { color: #555; } dd { margin: 0; }
"""


def _html_entry(entry: Entry, language: str, words: Words) -> str:
    options = "".join(f'<li dir="auto">{escape(option)}</li>' for option in entry.options)
    told = "".join(f'<dt>{escape(name)}</dt><dd dir="auto">{escape(text)}</dd>\n' for name, text in _told(entry, words))
    spoken = f' lang="{escape(entry.language)}"' if entry.language != language else ""
    shown = f"<ul>{options}</ul>\n" if options else ""
    asked = f'<p class="question" dir="auto">{escape(entry.question)}</p>'
    return f"<li{spoken}>\n{asked}\n{shown}<dl>\n{told}</dl>\n</li>\n"


def _facts(report: Report, words: Words) -> Iterator[str]:
    """What is said over the results, a line each."""
    yield words("report.kind.exam" if report.exam else "report.kind.practice")
    started = datetime.fromisoformat(report.started)
    day = date_words(started.date(), words.language)
    yield words("report.when", started=f"{day}, {started:%H:%M}", time=minutes(report.seconds))
    if report.minutes is not None:
        extended = words("report.extended", minutes=report.extended) if report.extended else ""
        yield words("report.limit", minutes=report.minutes) + extended
    yield words("report.answered", answered=report.answered, total=report.questions)
    if report.ended != "done":
        yield words(f"report.ended.{report.ended}")
    seed = "" if report.seed is None else words("report.seed", seed=report.seed)
    yield words("report.bank", bank=report.bank) + seed


def _rows(report: Report, words: Words) -> Iterator[tuple[str, str, str]]:
    """The table of results."""
    named = [(score.topic or words("no-topic"), score) for score in report.topics]
    for name, score in [*named, (words("play.total"), report.total)]:
        share = percent(score.score / score.asked if score.asked else 0.0)
        yield name, words("play.of", right=score.right, asked=score.asked), share


def _told(entry: Entry, words: Words) -> Iterator[tuple[str, str]]:
    """What is said of a question under it: a name and a text each."""
    given = words("report.nothing") if entry.given is None else entry.given
    yield words("report.given"), given
    yield words("report.answer"), "; ".join(entry.answer)
    hints = words("report.hints", hints=entry.hints) if entry.hints else ""
    yield words("play.column.score"), percent(entry.score) + hints
    yield words("report.time"), minutes(entry.seconds)
    yield words("list.code"), entry.code


def _md(text: str) -> str:
    """A text in which nothing is markup, on one line."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    escaped = re.sub(r"([\\`*_{}\[\]()#+~|>$!])", r"\\\1", " ".join(safe.split()))
    return re.sub(r"^(\d*)([-.])(?=[\s-]|$)", r"\1\\\2", escaped)
