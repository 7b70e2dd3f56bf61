"""What a quiz came to, put in words for a report."""

from __future__ import annotations

from datetime import datetime

from quizgen.export.report import Entry, Report, Score
from quizgen.export.sheet import answer_lines
from quizgen.model import AnyQuestion, Bank, Choice, Match, Order, Select
from quizgen.play.rules import Outcome
from quizgen.play.told import given
from quizgen.study.lines import clean
from quizgen.study.session import Answer, Result, Session
from quizgen.text import Rich, Words, plain


def report(
    outcome: Outcome, bank: Bank, words: Words, *,
    exam: bool, seed: int | None, minutes: int | None, extended: int, started: datetime,
) -> Report:  # fmt: skip
    """An outcome as a report in the language of the words, each question in the language it was asked in."""
    session = outcome.session
    language = session.language
    named = [
        _score(_line(bank.topic_name(topic, language)) if topic is not None else None, result)
        for topic, result in session.by_topic.items()
    ]
    return Report(
        bank=bank.id,
        title=_line(bank.title.plain(language)),
        language=language,
        seed=seed,
        exam=exam,
        minutes=minutes,
        extended=extended,
        started=started.isoformat(timespec="seconds"),
        seconds=round(outcome.seconds, 1),
        ended=outcome.ended,
        questions=len(session.questions),
        answered=sum(answer.response is not None for answer in session.answers),
        total=_score("", session.result),
        topics=tuple(named) if set(session.by_topic) != {None} else (),
        entries=tuple(_entry(answer, bank, words) for answer in _in_order(session)),
    )


def _in_order(session: Session) -> list[Answer]:
    """The answers in the order of the questions, whenever they were given."""
    return [answer for _, answer in sorted(zip(session.given, session.answers, strict=True), key=lambda pair: pair[0])]


def _score(topic: str | None, result: Result) -> Score:
    return Score(topic=topic, asked=result.asked, right=result.right, score=round(result.score, 4))


def _entry(answer: Answer, bank: Bank, words: Words) -> Entry:
    question, language = answer.question, answer.language
    own = given(question, answer.response, language, words)
    return Entry(
        code=question.code,
        id=question.id,
        kind=question.kind,
        topic=_line(bank.topic_name(question.topic, language)) if question.topic is not None else None,
        language=language,
        question=plain(clean(question.stem.rich(language))),
        options=_options(question, language),
        given=None if answer.response is None else _line(own),
        answer=tuple(_line(line) for line in answer_lines(question, language, words)),
        right=answer.verdict.right,
        score=round(answer.score, 4),
        hints=answer.hints,
        seconds=round(answer.duration / 1000, 1),
    )


def _options(question: AnyQuestion, language: str) -> tuple[str, ...]:
    if not isinstance(question, Choice | Select | Order | Match):
        return ()
    return tuple(_line(option.text.rich(language)) for option in question.options)


def _line(text: Rich | str) -> str:
    return plain(clean(text, flat=True))
