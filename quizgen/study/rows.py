"""Events as rows of the log, and back; which reviews an event claims."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from quizgen.study.record import TERMINAL, Answered, Event, Flagged, Rescheduled, Undone

COLUMNS = (
    "id", "at", "event", "question", "language", "kind", "response", "right", "score", "ratings", "hints", "duration",
    "shown", "origin", "interval", "answer", "code", "remark", "part", "due",
)  # fmt: skip
INSERT = f"INSERT INTO log ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
SELECT = (
    f"SELECT {', '.join(f'l.{each}' for each in COLUMNS)}, q.bank, q.name"
    " FROM log l LEFT JOIN question q ON q.id = l.question"
)
_PLAIN = ("language", "kind", "right", "score", "hints", "duration", "origin", "interval")


def from_here(event: Event) -> bool:
    """True for an answer given in the terminal."""
    return isinstance(event, Answered) and event.origin == TERMINAL


def rank(event: Event) -> tuple[bool, str]:
    """Of two events that claim a review, the one with the lower rank has it."""
    return (not from_here(event), event.id)


def moments(event: Answered | Rescheduled) -> list[tuple[int, int, int]]:
    """The part, moment and rating of all that an event does to cards; a day given has the rating 0."""
    if isinstance(event, Rescheduled):
        return [(event.part, event.at, 0)]
    return [(part, event.at + place, rating) for place, (part, rating) in enumerate(sorted(event.ratings.items()))]


def values_of(event: Event, question: int | None) -> list[Any]:
    """An event as a row of the log; ``question`` is the row of its question."""
    values: dict[str, Any] = {"id": event.id, "at": event.at, "event": type(event).__name__.lower()}
    values["question"] = question
    match event:
        case Answered():
            values |= {each: getattr(event, each) for each in _PLAIN}
            values["response"] = None if event.response is None else _json(event.response)
            values["ratings"] = _json({str(part): rating for part, rating in sorted(event.ratings.items())})
            values["shown"] = _json(event.shown)
        case Undone():
            values["answer"] = event.answer
        case Flagged():
            values |= {each: getattr(event, each) for each in ("language", "code", "remark")}
        case Rescheduled():
            values |= {"part": event.part, "due": event.due}
    return [values.get(column) for column in COLUMNS]


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def event_of(row: tuple[Any, ...]) -> Event:
    """A row of ``SELECT`` as an event."""
    id_, at, event, _, language, kind, response, right, score, ratings, hints, duration, *rest = row
    shown, origin, interval, answer, code, remark, part, due, bank, question = rest
    match event:
        case "answered":
            return Answered(
                id=id_, at=at, bank=bank, question=question, language=language, kind=kind,
                response=None if response is None else json.loads(response), right=bool(right), score=score,
                ratings=dict(_ratings(ratings)), hints=hints, duration=duration, shown=_shown(shown), origin=origin,
                interval=interval,
            )  # fmt: skip
        case "undone":
            return Undone(id=id_, at=at, answer=answer)
        case "flagged":
            return Flagged(
                id=id_, at=at, bank=bank, question=question, code=code, language=language, remark=remark
            )  # fmt: skip
        case _:
            return Rescheduled(id=id_, at=at, bank=bank, question=question, part=part, due=due)


@lru_cache(maxsize=1024)
def _ratings(text: str) -> dict[int, int]:
    return {int(part): rating for part, rating in json.loads(text).items()}


@lru_cache(maxsize=4096)
def _shown(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
