"""The memory that a session in the terminal writes to: an answer becomes an event, options stand by their keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quizgen.grade import Response, Verdict, judge_typed
from quizgen.model import AnyQuestion, Choice, Cloze, Match, Option, Order, Select, Short, TrueFalse
from quizgen.study.record import WHOLE, Answered, Event, Flagged, JsonValue, Undone
from quizgen.study.schedule import rating_of
from quizgen.study.store import Store


class StoreMemory:
    """Keeps what happens with a bank's questions in a store (the protocol ``record.Memory``).

    ``now`` gives the moment in unix milliseconds, ``new_id`` an id that no other event has.
    """

    def __init__(self, store: Store, bank: str, now: Callable[[], int], new_id: Callable[[], str]) -> None:
        self.store, self.bank = store, bank
        self._now, self._new_id = now, new_id

    def answered(
        self, question: AnyQuestion, language: str, response: Response | None, verdict: Verdict, *,
        hints: int, duration: int, rating: int | None = None,
    ) -> str:  # fmt: skip
        """Keep an answer and return its id; ``rating`` is the learner's own. Raises MemoryLostError."""
        return self._keep(
            Answered(
                id=self._new_id(),
                at=self._now(),
                bank=self.bank,
                question=question.id,
                language=language,
                kind=question.kind,
                response=encoded(question, response),
                right=verdict.right,
                score=verdict.score,
                ratings=ratings(question, language, response, verdict, hints=hints, duration=duration, rating=rating),
                hints=max(0, hints),
                duration=max(0, duration),
                shown=tuple(option.key for option in options(question)),
            )
        )

    def undone(self, answer: str) -> None:
        """Keep that the answer of this id is taken back. Raises MemoryLostError."""
        self._keep(Undone(id=self._new_id(), at=self._now(), answer=answer))

    def flagged(self, question: AnyQuestion, language: str, remark: str) -> None:
        """Keep that the learner holds this question to be wrong. Raises MemoryLostError."""
        self._keep(
            Flagged(
                id=self._new_id(),
                at=self._now(),
                bank=self.bank,
                question=question.id,
                code=question.code,
                language=language,
                remark=whole(remark),
            )
        )

    def _keep(self, event: Event) -> str:
        return self.store.add(event).id


def options(question: AnyQuestion) -> tuple[Option, ...]:
    """What a question offers, in the order shown; nothing where one types or decides."""
    return () if isinstance(question, TrueFalse | Short | Cloze) else question.options


def encoded(question: AnyQuestion, response: Response | None) -> JsonValue:
    """A response with options by key, as ``Answered`` has it; None for none, and for one of another kind."""
    keys = [option.key for option in options(question)]
    match question, response:
        case (TrueFalse(), bool()):
            return response
        case (Choice(), int()) if not isinstance(response, bool) and 0 <= response < len(keys):
            return keys[response]
        case (Short(), str()):
            return whole(response)
        case (Select(), frozenset()):
            return [keys[at] for at in sorted(response) if 0 <= at < len(keys)]
        case (Order(), tuple()):
            return [keys[at] for at in response if 0 <= at < len(keys)]
        case (Match(), Mapping()):
            lefts = [option.key for option in question.lefts]
            pairs = [(at, given) for at, given in response.items() if isinstance(given, int) and 0 <= at < len(lefts)]
            return {lefts[at]: keys[given] for at, given in sorted(pairs) if 0 <= given < len(keys)}
        case (Cloze(), Mapping()):
            return {str(number): whole(text) for number, text in sorted(response.items()) if isinstance(text, str)}
    return None


def ratings(
    question: AnyQuestion, language: str, response: Response | None, verdict: Verdict, *,
    hints: int, duration: int, rating: int | None,
) -> dict[int, int]:  # fmt: skip
    """Part -> how well it was remembered: each blank of a cloze for itself, else the whole.

    A cloze's time is shared by its blanks. The learner's own rating is that of every part.
    """
    if not isinstance(question, Cloze):
        return {WHOLE: rating_of(question.kind, verdict, hints=hints, duration=duration, rating=rating)}
    typed = response if isinstance(response, Mapping) else {}
    share = duration // max(1, len(question.blanks))
    found: dict[int, int] = {}
    for number, blank in sorted(question.blanks.items()):
        right, typo = judge_typed(blank, typed.get(number), language)
        part = Verdict(right, float(right), typo=typo)
        found[number] = rating_of(question.kind, part, hints=hints, duration=share, rating=rating)
    return found


def whole(text: str) -> str:
    """A text that can be written as UTF-8: a question mark for what a terminal could not read."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text
