"""What the progress file knows of a bank's cards, for ``quizgen deck --with-progress``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quizgen.export.anki import Answer, Learned, Progress
from quizgen.model import AnyQuestion
from quizgen.study.due import Today, parts_of
from quizgen.study.schedule import DAY, CardState, Key, Review, after, begin_of, day_of
from quizgen.study.store import Store


def progress_of(store: Store, bank: str, today: Today) -> Progress:
    """Every card of a bank that was reviewed, as it stands on the learner's day."""
    retention = store.retention
    reviews: dict[Key, list[Review]] = defaultdict(list)
    for review in store.reviews(bank):
        reviews[review.key].append(review)
    day = day_of(today.at, today.offset)
    cards = {
        key: Learned(
            stability=state.stability,
            difficulty=state.difficulty,
            due=day_of(state.due, today.offset) - day,
            interval=max(1, round((state.due - state.last) / DAY)),
            lapses=state.lapses,
            answers=tuple(_answers(reviews[key], state, retention)),
        )
        for key, state in store.cards(bank).items()
    }
    return Progress(cards, begin_of(day, today.offset) // 1000, retention)


def held(progress: Progress, questions: Iterable[AnyQuestion]) -> Progress:
    """What a deck of these questions takes of it: a question that has become one of another kind has other cards."""
    keys = [(question.id, part) for question in questions for part in parts_of(question)]
    return replace(progress, cards={key: progress.cards[key] for key in keys if key in progress.cards})


def _answers(reviews: Sequence[Review], state: CardState, retention: float) -> Iterator[Answer]:
    """The reviews since the card was new, each with the interval that it set; the last one's is the card's own."""
    before = 0
    replayed: CardState | None = None
    counted = [review for review in reviews if review.at >= state.first]
    for place, review in enumerate(counted, 1):
        replayed = after(replayed, review, retention)
        interval = state.interval if place == len(counted) else replayed.interval
        yield Answer(review.at, review.rating, review.duration, interval, before)
        before = interval
