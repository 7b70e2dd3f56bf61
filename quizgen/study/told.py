"""A learner's record put in words and figures, for a screen, a picture and a program alike."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from quizgen.model import Bank
from quizgen.study.record import JsonValue
from quizgen.study.stats import RECENT, Fallen, Share, Stats, TopicStats
from quizgen.text import Words
from quizgen.wording import date_words, number_words, percent

LEVELS = (1, 10, 20, 40)
"""From so many answers on a day is shown one shade darker."""

_EPOCH = date(1970, 1, 1)


def date_of(day: int) -> date:
    """The date of a day's number."""
    return _EPOCH + timedelta(days=day)


def level(answers: int) -> int:
    """How dark a day is shown: 0 without answers, 4 at the most."""
    return sum(answers >= least for least in LEVELS)


def level_names(words: Words) -> list[str]:
    """The legend of the levels: "none", "1–9" and so on."""
    ranges = [f"{least}–{most - 1}" for least, most in pairwise(LEVELS)]
    return [words("stats.none"), *ranges, f"{LEVELS[-1]}+"]


def overview(stats: Stats, words: Words) -> list[tuple[str, str]]:
    """What is told first, a name and a value each."""
    language = words.language
    upcoming = "–" if stats.next_due is None else date_words(date_of(stats.next_due), language)
    return [
        (words("stats.due"), number_words(str(stats.due), language)),
        (words("stats.next"), upcoming),
        (words("stats.kept", days=RECENT), share_words(stats.kept, words)),
        (words("stats.streak"), words("stats.streak.days", now=stats.streak, longest=stats.longest)),
        (words("stats.answers"), number_words(str(stats.answers), language)),
        (words("stats.time"), duration_words(stats.seconds, words)),
        (words("stats.lapses"), number_words(str(stats.lapses), language)),
    ]


def stages(stats: Stats, words: Words) -> list[tuple[str, int]]:
    """How many questions are learned, young and new."""
    return [
        (words("stats.learned"), stats.learned),
        (words("stats.young"), stats.young),
        (words("stats.new"), stats.new),
    ]


def share_words(share: Share, words: Words) -> str:
    """A share as "91% (120 of 132)"; a dash of nothing."""
    if share.value is None:
        return "–"
    return f"{percent(share.value)} ({words('play.of', right=share.part, asked=share.whole)})"


def known_words(known: float | None) -> str:
    """A probability as "88%"; a dash where there is none."""
    return "–" if known is None else percent(known)


def duration_words(seconds: int, words: Words) -> str:
    """A time as "3 h 20 min", in whole minutes."""
    hours, minutes = divmod((seconds + 30) // 60, 60)
    if hours:
        return words("stats.hours", hours=number_words(str(hours), words.language), minutes=minutes)
    return words("stats.minutes", minutes=minutes)


def topic_words(topic: TopicStats, bank: Bank, words: Words) -> str:
    """A topic's heading."""
    return bank.topic_name(topic.topic, words.language) or words("no-topic")


def fallen_words(fallen: Fallen, words: Words) -> str:
    """The wrong option that was chosen, and how often: "“Tokyo” (3 times)"."""
    option = fallen.option.text.plain(words.language)
    if fallen.left is not None:
        option = f"{fallen.left.text.plain(words.language)} – {option}"
    return words("stats.fallen.line", option=option, times=fallen.times)


def as_json(stats: Stats, bank: Bank, language: str, wanted: float) -> dict[str, JsonValue]:
    """The record for programs, as ``docs/reviewing.md`` describes it; ``wanted`` is the retention asked for."""

    def day(number: int | None) -> JsonValue:
        return None if number is None else date_of(number).isoformat()

    def rounded(value: float | None) -> JsonValue:
        return None if value is None else round(value, 4)

    return {
        "bank": bank.id,
        "language": language,
        "day": day(stats.today),
        "questions": stats.questions,
        "learned": stats.learned,
        "young": stats.young,
        "new": stats.new,
        "due": stats.due,
        "next_due": day(stats.next_due),
        "answers": stats.answers,
        "seconds": stats.seconds,
        "lapses": stats.lapses,
        "retention": {
            "wanted": wanted,
            "kept": rounded(stats.kept.value),
            "remembered": stats.kept.part,
            "of": stats.kept.whole,
            "days": RECENT,
        },
        "streak": {"now": stats.streak, "longest": stats.longest},
        "calendar": [{"day": day(number), "answers": answers} for number, answers in stats.calendar],
        "forecast": [{"day": day(stats.today + ahead), "due": due} for ahead, due in enumerate(stats.forecast)],
        "topics": [
            {
                "topic": topic.topic,
                "name": bank.topic_name(topic.topic, language) or None,
                "questions": topic.questions,
                "seen": topic.seen,
                "learned": topic.learned,
                "remembered": topic.kept.part,
                "of": topic.kept.whole,
                "known": rounded(topic.known),
                "weak": topic.weak,
            }
            for topic in stats.topics
        ],
        "leeches": [
            {
                "id": leech.question.id,
                "code": leech.question.code,
                "stem": leech.question.stem.plain(language),
                "lapses": leech.lapses,
            }
            for leech in stats.leeches
        ],
        "distractors": [
            {
                "id": fallen.question.id,
                "code": fallen.question.code,
                "stem": fallen.question.stem.plain(language),
                "left": None if fallen.left is None else fallen.left.text.plain(language),
                "option": fallen.option.text.plain(language),
                "times": fallen.times,
                "because": None if fallen.option.because is None else fallen.option.because.plain(language),
            }
            for fallen in stats.fallen
        ],
    }
