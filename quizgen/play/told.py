"""What the learner is told: lines with a tone and what stands before them, for any desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from quizgen.export.sheet import answer_lines, back
from quizgen.grade import Response
from quizgen.model import AnyQuestion, Bank, Choice, Match, Order, Select, Short, TrueFalse
from quizgen.study.hints import Begins, Belongs, Hint, HowMany, Stands, Struck
from quizgen.study.session import Answer, Result, Session
from quizgen.study.slips import Typing, slips
from quizgen.text import Rich, Span, Words, joined
from quizgen.wording import percent

ITEMS_PREFIX = "  "


class Line(NamedTuple):
    """A line to be shown."""

    content: Rich | str = ""
    tone: str = ""
    prefix: str = ""


def feedback(answer: Answer, bank: Bank, language: str, words: Words) -> Iterator[Line]:
    """All that is told of an answer: what it is worth, what it missed, the key, why, and where it is from."""
    verdict = answer.verdict
    if answer.response is None:
        yield Line(words("play.unanswered"), "wrong")
    else:
        tone = "right" if verdict.right else "partly" if verdict.score else "wrong"
        yield Line(words(f"play.{tone}", score=percent(verdict.score)), tone)
    if answer.hints and verdict.score:
        yield Line(words("play.hinted"), "partly")
    yield from _missed(answer, language, words)
    yield from (Line(reason.rich(language)) for reason in verdict.chosen_because)
    yield from key(answer.question, language, words)
    told = back(answer.question, bank, language, words)
    yield from (Line(line) for line in (told.explanation, *told.corrections) if line)
    yield from (Line(source, "dim") for source in told.sources)


def _missed(answer: Answer, language: str, words: Words) -> Iterator[Line]:
    """What an answer that is not quite right missed."""
    question, response = answer.question, answer.response
    found = slips(question, response, answer.language or language)

    def listed(texts: Iterable[Rich], word: str) -> Iterator[Line]:
        if rich := joined(texts, "; "):
            before, _, after = words(word, items="\0").partition("\0")
            yield Line((Span(before), *rich, Span(after)))

    match question:
        case Select():
            yield from listed((question.options[at].text.rich(language) for at in found.wrong), "play.slip.wrong")
            yield from listed((question.options[at].text.rich(language) for at in found.missed), "play.slip.missed")
        case Order():
            yield from listed((question.options[at].text.rich(language) for at in found.wrong), "play.slip.order")
        case Match() if isinstance(response, Mapping):
            wrong = {at: response.get(at) for at in found.wrong}
            pairs = (_pair(question, left, right, language) for left, right in wrong.items())
            yield from listed(pairs, "play.slip.match")
        case _:
            yield from (Line(said, "partly") for typing in found.typings if (said := _typing(typing, words)))


def _typing(typing: Typing, words: Words) -> str:
    before = f"({typing.number}) " if typing.number is not None else ""
    if typing.right:
        return before + words("play.typo", form=typing.form, typed=typing.typed)
    if typing.form is None:
        if typing.number is None:
            return ""
        return before + words("play.slip.blank" if typing.typed else "play.slip.empty", typed=typing.typed)
    parts = [words("play.near.instead", right=right, typed=typed) for typed, right in typing.instead]
    if typing.missing:
        parts.append(words("play.near.missing", words=" ".join(typing.missing)))
    if typing.extra:
        parts.append(words("play.near.extra", words=" ".join(typing.extra)))
    return before + words("play.near", parts="; ".join(parts) or f"“{typing.form}”")


def _pair(question: Match, left: int, right: object, language: str) -> Rich:
    given = question.options[right].text.rich(language) if isinstance(right, int) else (Span("?"),)
    return joined((question.lefts[left].text.rich(language), given), " – ")


def key(question: AnyQuestion, language: str, words: Words) -> Iterator[Line]:
    """The right answer."""
    lines = answer_lines(question, language, words)
    before, _, after = words("answer", answer="\0").partition("\0")
    listed = len(lines) > 1 and not isinstance(question, Short)
    yield Line((before + after).rstrip() if listed else (Span(before), *lines[0], Span(after)))
    for line in lines if listed else lines[1:]:
        yield Line(line, prefix=ITEMS_PREFIX if listed else "")


def given(question: AnyQuestion, response: Response | None, language: str, words: Words) -> Rich:
    """What was answered, in words; empty for no answer."""
    match question, response:
        case Choice(), int():
            return question.options[response].text.rich(language)
        case Select(), frozenset():
            return joined((question.options[at].text.rich(language) for at in sorted(response)), "; ")
        case TrueFalse(), bool():
            return (Span(words("truth.true" if response else "truth.false")),)
        case Order(), tuple():
            return joined((question.options[at].text.rich(language) for at in response), "; ")
        case Match(), Mapping():
            return joined((_pair(question, left, right, language) for left, right in sorted(response.items())), "; ")
        case _, str():
            return (Span(response.strip() or words("play.nothing")),)
        case _, Mapping():
            several = len(response) > 1
            typed = ((number, str(text).strip() or words("play.nothing")) for number, text in sorted(response.items()))
            return joined(((Span(f"({number}) {text}" if several else text),) for number, text in typed), "; ")
        case _:
            return ()


def hint_lines(question: AnyQuestion, hints: Iterable[Hint], language: str, words: Words) -> Iterator[Line]:
    """Hints in words."""
    for hint in hints:
        match hint, question:
            case Struck(position), Choice():
                yield from _around(words, "play.hint.struck", question.options[position].text.rich(language))
            case HowMany(count), _:
                yield Line(words("play.hint.count", count=count))
            case Begins(number, letters, lengths), _:
                before = f"({number}) " if number is not None else ""
                one = "one" if len(lengths) == 1 else "several"
                sizes = ", ".join(map(str, lengths))
                said = words(f"play.hint.begins.{one}", letters=letters, lengths=sizes, count=len(lengths))
                yield Line(before + said)
            case Stands(place), Order():
                item = question.items[place].text.rich(language)
                yield from _around(words, "play.hint.stands", item, place=place + 1)
            case Belongs(left), Match():
                lefts, rights = question.lefts[left].text.rich(language), question.rights[left].text.rich(language)
                yield from _around(words, "play.hint.belongs", joined((lefts, rights), " – "))


def _around(words: Words, word: str, rich: Rich, **holes: object) -> Iterator[Line]:
    before, _, after = words(word, text="\0", **holes).partition("\0")
    yield Line((Span(before), *rich, Span(after)))


def topics(session: Session, bank: Bank, language: str, words: Words) -> list[tuple[str, Result]]:
    """The results, a row for each topic where there are any, and the total last."""
    rows = [(words("play.total"), session.result)]
    by_topic = session.by_topic
    if set(by_topic) != {None}:
        named = [(bank.topic_name(topic, language) or words("no-topic"), by_topic[topic]) for topic in by_topic]
        rows = [*named, *rows]
    return rows


def missed(session: Session, bank: Bank, language: str, words: Words, whole: bool) -> Iterator[Line]:
    """Each answer that was not right: the question, what was answered and the key; ``whole`` tells why, too."""
    for at, answer in enumerate(session.missed):
        if at:
            yield Line()
        question = answer.question
        yield Line((Span(f"{question.code}  "), *question.stem.rich(language)))
        if own := given(question, answer.response, language, words):
            before, _, after = words("play.given", answer="\0").partition("\0")
            yield Line((Span(before), *own, Span(after)))
        yield from feedback(answer, bank, language, words) if whole else key(question, language, words)
