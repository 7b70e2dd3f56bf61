"""Reviews in Anki as events of ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.clock import ahead
from quizgen.cli.shared import make_questions
from quizgen.errors import WishError
from quizgen.study.record import AGAIN, ANKI, Answered, Event, Rescheduled

if TYPE_CHECKING:
    from quizgen.export.anki.reviews import AnkiReview, Named


def anki_events(path: Path, bank: str | None) -> tuple[list[Event], list[str]]:
    """The events of a collection or a package, and what is to be told of it.

    ``bank`` is the bank's file, for notes that do not say any more which question they are. Raises
    WishError for a file that cannot be read, QuizgenError for a bank that cannot be used.
    """
    from quizgen.export.anki.reviews import UnreadableError, read_reviews

    try:
        found = read_reviews(path, offset, _known(bank) if bank else {})
    except UnreadableError as error:
        raise WishError(str(error)) from error
    told = []
    if found.unnamed:
        notes = "1 note has" if len(found.unnamed) == 1 else f"{len(found.unnamed)} notes have"
        named = "and are in no language of this bank" if bank else "; name their bank with --bank BANK.yaml"
        told.append(f"{path}: left out: {notes} answers, but an Id that was edited{' ' if bank else ''}{named}")
    return [event_of(review) for review in found.reviews], told


def event_of(review: AnkiReview) -> Event:
    """A review as an event, whose id hangs on the card and the moment alone."""
    note = review.note
    identity = f"{note.bank}/{note.question}#{review.part}@{review.at}"
    if not review.ease:
        return Rescheduled(
            id=f"anki-day:{identity}", at=review.at, bank=note.bank, question=note.question, part=review.part,
            due=review.due,
        )  # fmt: skip
    return Answered(
        id=f"anki:{identity}",
        at=review.at,
        bank=note.bank,
        question=note.question,
        language=note.language,
        kind=note.kind,
        response=None,
        right=review.ease > AGAIN,
        score=float(review.ease > AGAIN),
        ratings={review.part: review.ease} if review.schedules else {},
        duration=review.duration,
        origin=ANKI,
        interval=review.interval,
    )


def offset(at: int) -> int:
    """The seconds that the clock here is ahead of UTC at a moment in unix milliseconds."""
    return ahead(at / 1000)


def _known(bank_file: str) -> Mapping[str, Named]:
    from quizgen.export.anki.identity import note_guid
    from quizgen.export.anki.reviews import Named

    bank, questions = make_questions(bank_file)
    every = [(each.id, each.kind) for each in (*questions, *bank.retired)]
    return {
        note_guid(bank.id, id_, language): Named(bank.id, id_, language, kind)
        for id_, kind in every
        for language in bank.languages
    }
