"""Progress as JSON lines, an event each: what ``quizgen progress export`` writes (``docs/progress.md``)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from quizgen.errors import Place, Problem
from quizgen.meant import near
from quizgen.model import KINDS
from quizgen.shown import shown_json
from quizgen.study.record import (
    ANKI,
    LATEST,
    LONGEST,
    MOST,
    MOST_PARTS,
    TERMINAL,
    Answered,
    Event,
    Flagged,
    Rescheduled,
    Undone,
)

FORMAT = 1
"""The version of the lines; a reader refuses a later one."""

_LONGEST_TEXT = 100_000
_MOST_UNKNOWN = 20
"""So many unknown keys of an event are told."""
_MOST_FIGURES = 4000
"""Of a whole number; Python takes no more than 4300."""

_Check = Callable[[Any], str | None]
"""Says what a value should be where it is not; None where it is."""


def line_of(event: Event) -> str:
    """An event as a line, without its end."""
    values: dict[str, Any] = {"format": FORMAT, "event": _NAMES[type(event)]}
    for key in _FIELDS[values["event"]]:
        value = getattr(event, key)
        if key == "ratings":
            value = {str(part): rating for part, rating in sorted(value.items())}
        values[key] = value
    return json_line(values)


def json_line(values: Mapping[str, Any]) -> str:
    """An object as a line of JSON, in which nothing can steer a terminal."""
    return shown_json(json.dumps(values, ensure_ascii=False, separators=(",", ":")))


def read_lines(content: bytes, path: str) -> tuple[list[tuple[Event, Place]], list[Problem]]:
    """The events of a file, each with its place, and every problem that it has; empty lines are nothing.

    ``path`` is the file as the user named it. Two events of one id that say the same are one.
    """
    events: dict[str, tuple[Event, Place]] = {}
    problems: list[Problem] = []
    for number, raw in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        if not raw.strip():
            continue
        if not events and not problems and not raw.lstrip().startswith(b"{"):
            said = "this is no progress: neither lines that quizgen exported, nor a collection of Anki"
            return [], [Problem(Place(path, number), "no-progress", said)]
        found = list(_read(raw, path, number))
        problems.extend(each for each in found if isinstance(each, Problem))
        for event in found:
            if isinstance(event, Problem):
                continue
            place = Place(path, number)
            older = events.setdefault(event.id, (event, place))
            if older[0] != event:
                said = f"the event '{_short(event.id)}' says something else than in line {older[1].line}"
                problems.append(Problem(place, "duplicate-event", said))
    return list(events.values()), problems


def _read(raw: bytes, path: str, number: int) -> Iterator[Event | Problem]:
    """The event of a line, or all that is wrong with it."""
    place = Place(path, number)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        yield Problem(Place(path, number, error.start + 1), "bad-encoding", "this line is not UTF-8")
        return
    try:
        values = json.loads(text, parse_constant=_no_number, parse_int=_whole, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        said = error.msg.removesuffix(" starting at")
        yield Problem(Place(path, number, error.colno), "bad-json", f"this is no JSON: {said}")
        return
    except RecursionError:
        yield Problem(place, "bad-json", "this is no JSON of ours: it is nested too deep")
        return
    except ValueError as error:
        yield Problem(place, "bad-json", f"this is no JSON of ours: {error}")
        return
    if not isinstance(values, dict):
        yield Problem(place, "bad-event", "an event is a JSON object: {…}")
        return
    problems = [Problem(Place(path, number, _column(text, key)), code, said) for key, code, said in _wrong(values)]
    if problems:
        yield from problems
    else:
        yield _made(values)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _whole(figures: str) -> int:
    if len(figures) > _MOST_FIGURES:
        raise ValueError(f"a number of {len(figures)} figures is too long")
    return int(figures)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in an object")
    return found


def _column(text: str, key: str) -> int:
    at = text.find(json.dumps(key, ensure_ascii=False))
    return at + 1 if at >= 0 else 1


# -- what an event must be --------------------------------------------------------------------------


def _wrong(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The key, code and message of each problem of an event."""
    if not _is_whole(values.get("format")) or values["format"] < 1:
        yield "format", "bad-format", f'an event begins with its format: {{"format": {FORMAT}, …}}'
        return
    if values["format"] > FORMAT:
        newer = (
            f"this was written by a newer quizgen (format {values['format']}); upgrade, or export with the older one"
        )
        yield "format", "newer-format", newer
        return
    name = values.get("event")
    if not isinstance(name, str) or name not in _FIELDS:
        yield "event", "unknown-event", f"no such event; there are {', '.join(_FIELDS)}"
        return
    fields = _FIELDS[name]
    unknown = [key for key in values if key not in fields and key not in ("format", "event")]
    for key in unknown[:_MOST_UNKNOWN]:
        yield key, "unknown-key", f"{name} has no '{_short(key)}'{near(key, fields, few=0)}"
    for key, check in fields.items():
        if key not in values:
            yield "event", "missing-key", f"{name} lacks '{key}'"
        elif said := check(values[key]):
            yield key, "bad-value", f"'{key}' is to be {said}"
    if name == "answered" and isinstance(kind := values.get("kind"), str) and kind in _RESPONSES:
        check = _RESPONSES[kind]
        if values.get("response") is not None and (said := check(values["response"])):
            yield "response", "bad-value", f"'response' is to be {said} for {kind}, or null"


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return "a text"
    if len(value) > _LONGEST_TEXT:
        return f"a text of {_LONGEST_TEXT} characters at most"
    if any("\ud800" <= character <= "\udfff" for character in value):
        return "a text without halves of characters"
    return None


def _name(value: object) -> str | None:
    return _text(value) or (None if value else "a text that is not empty")


def _number(least: int, most: int) -> _Check:
    def check(value: object) -> str | None:
        good = _is_whole(value) and isinstance(value, int) and least <= value <= most
        return None if good else f"a whole number from {least} to {most}"

    return check


def _one_of(*values: str) -> _Check:
    return lambda value: None if isinstance(value, str) and value in values else f"one of {', '.join(values)}"


def _or_null(check: _Check) -> _Check:
    def checked(value: object) -> str | None:
        said = None if value is None else check(value)
        return f"{said}, or null" if said else None

    return checked


def _truth(value: object) -> str | None:
    return None if isinstance(value, bool) else "true or false"


def _score(value: object) -> str | None:
    good = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
    return None if good else "a number from 0 to 1"


def _ratings(value: object) -> str | None:
    good = (
        isinstance(value, dict)
        and len(value) <= MOST_PARTS
        and all(
            key.isascii()
            and key.isdigit()
            and len(key) < 8
            and str(int(key)) == key
            and _is_whole(rating)
            and 1 <= rating <= 4
            for key, rating in value.items()
        )
    )
    return None if good else 'a part and its rating from 1 to 4, each, such as {"0": 3}'


def _texts(value: object) -> str | None:
    good = isinstance(value, list) and len(value) <= MOST_PARTS and all(_text(each) is None for each in value)
    return None if good else "a list of texts"


def _pairs(value: object) -> str | None:
    good = (
        isinstance(value, dict)
        and len(value) <= MOST_PARTS
        and all(_text(each) is None for pair in value.items() for each in pair)
    )
    return None if good else "an object of texts"


_RESPONSES: dict[str, _Check] = {
    "choice": _text, "short": _text, "true-false": _truth, "select": _texts, "order": _texts, "match": _pairs,
    "cloze": _pairs,
}  # fmt: skip

_WHERE: dict[str, _Check] = {"id": _name, "at": _number(0, LATEST), "bank": _name, "question": _name}
_FIELDS: dict[str, dict[str, _Check]] = {
    "answered": {
        **_WHERE, "language": _name, "kind": _one_of(*KINDS), "response": lambda _: None, "right": _truth,
        "score": _score, "ratings": _ratings, "hints": _number(0, MOST), "duration": _number(0, MOST),
        "shown": _texts, "origin": _one_of(TERMINAL, ANKI), "interval": _or_null(_number(0, LONGEST)),
    },
    "undone": {"id": _name, "at": _number(0, LATEST), "answer": _name},
    "flagged": {**_WHERE, "code": _text, "language": _name, "remark": _text},
    "rescheduled": {**_WHERE, "part": _number(0, 10_000_000), "due": _or_null(_number(0, LATEST))},
}  # fmt: skip
"""Event -> its keys, in the order in which they are written, and what each must be."""

_NAMES = {Answered: "answered", Undone: "undone", Flagged: "flagged", Rescheduled: "rescheduled"}


def _made(values: Mapping[str, Any]) -> Event:
    name = values["event"]
    made = {key: values[key] for key in _FIELDS[name]}
    if name == "undone":
        return Undone(**made)
    if name == "flagged":
        return Flagged(**made)
    if name == "rescheduled":
        return Rescheduled(**made)
    made["ratings"] = {int(part): rating for part, rating in made["ratings"].items()}
    made["shown"] = tuple(made["shown"])
    made["score"] = float(made["score"])
    return Answered(**made)


def _short(text: str) -> str:
    """A stranger's text as a message may show it: not long, and nothing in it that would steer a terminal."""
    shown = "".join(character if character.isprintable() else "�" for character in text[:61])
    return shown if len(text) <= 60 else f"{shown[:60]}…"
