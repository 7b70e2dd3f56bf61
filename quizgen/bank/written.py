"""A bank file written from drafted questions: ids that stay, readable YAML, every text in quotation marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizgen.bank.dump import (
    Words,
    as_markup,
    as_option,
    listed,
    name,
    quoted,
    slug,
    text_lines,
    unique,
)
from quizgen.bank.read import FORMAT
from quizgen.bank.table import Draft, Drafted
from quizgen.model import AnyQuestion, Bank, Choice, Retired, Short

_HEADER = """\
# Questions from {origin}, written by: quizgen import
#
#   quizgen check {file}
#   quizgen play {file}
#
# Change them here, or change the table and import it again with --force. That keeps each question's id, and with it
# learners' progress, but it replaces all else in this file. In a text *…* is emphasis, **…** is strong and `…` is
# code; \\ before one of these characters makes it plain.
"""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a written bank says of itself: where it comes from, its file, its id and title."""

    origin: str
    file: str
    bank: str
    title: Words


def write_bank(draft: Draft, heading: Heading, older: Bank | None = None) -> str:
    """The text of a bank file. From ``older``, the bank as it was, questions keep their ids."""
    retired = name_questions(draft, older)
    origin, file = (" ".join(each.split()) for each in (heading.origin, heading.file))
    lines = [_HEADER.format(origin=_told(origin), file=_told(file))]
    lines += [
        f"format: {FORMAT}",
        f"bank: {name(heading.bank)}",
        *text_lines("title:", _marked(heading.title), ""),
        f"languages: [{', '.join(map(name, draft.languages))}]",
    ]
    if draft.topics:
        lines += ["", "topics:"]
        for key, text in draft.topics.items():
            lines += text_lines(f"{name(key)}:", _marked(text), "  ")
    if draft.sources:
        lines += ["", "sources:"]
        for key, text in draft.sources.items():
            lines += [f"  {name(key)}:", *text_lines("cite:", _marked(text), "    ")]
            address = next(iter(text.values()))
            if address.startswith(("https://", "http://")) and len(address.split()) == 1 and len(address) > 8:
                lines.append(f"    url: {quoted(address)}")
    lines += ["", "questions:"]
    for question in draft.questions:
        lines += ["", *_question(question)] if lines[-1] != "questions:" else _question(question)
    if retired:
        lines += ["", "# Asked no more; decks that learners have are told so.", "retired:"]
        lines += [f"  - {{id: {name(each.id)}, kind: {each.kind}}}" for each in retired]
    return "\n".join(lines) + "\n"


def _told(text: str) -> str:
    """A file name as it may stand in a comment."""
    return "".join(each if each.isprintable() else "?" for each in text)


def _marked(words: Words) -> Words:
    return {language: as_markup(text) for language, text in words.items()}


def _optional(words: Words) -> Words:
    return {language: as_option(text) for language, text in words.items()}


def _question(question: Drafted) -> Iterator[str]:
    indent = "    "
    yield f"  - id: {name(question.id)}"
    yield f"{indent}kind: {question.kind}"
    if question.topic is not None:
        yield f"{indent}topic: {name(question.topic)}"
    if question.kind == "true-false":
        yield from text_lines("say:", _marked(question.stem), indent)
        yield f"{indent}truth: {str(question.truth).lower()}"
    else:
        yield from text_lines("ask:", _marked(question.stem), indent)
        yield from text_lines("answer:", _optional(question.answers[0]), indent)
    if question.wrong:
        yield f"{indent}distractors:"
        for text in question.wrong:
            yield from text_lines("-", _optional(text), indent + "  ")
    if len(question.answers) > 1:
        yield from _accept(question.answers, indent)
    if question.explanation is not None:
        yield from text_lines("explain:", _marked(question.explanation), indent)
    if question.source is not None:
        yield f"{indent}source: {name(question.source)}"


def _accept(answers: Sequence[Words], indent: str) -> Iterator[str]:
    forms = {
        language: [as_markup(each[language]) for each in answers[1:] if language in each] for language in answers[0]
    }
    if len({tuple(listed_) for listed_ in forms.values()}) == 1:
        yield f"{indent}accept: {listed(next(iter(forms.values())))}"
        return
    yield f"{indent}accept:"
    for language, own in forms.items():
        yield f"{indent}  {name(language)}: {listed(own)}"


# -- ids ------------------------------------------------------------------------------------------


def name_questions(draft: Draft, older: Bank | None) -> list[Retired]:
    """Give every question its id; those of an older bank that are asked no more come back.

    A question keeps its older id if its kind and its text are the same, or if it alone has the same
    answers; else its id is made from its text, and is none that another kind of question has had.
    """
    language = next((each for each in draft.languages if older and each in older.languages), None)
    taken = {question.id for question in draft.questions if question.id}
    if older is not None and language is not None:
        old = [question for question in older.questions if question.id not in taken]
        _keep(draft.questions, old, taken, lambda q: (q.kind, _stem(q, language)))
        old = [question for question in old if question.id not in taken]
        _keep(draft.questions, old, taken, lambda q: _answers(q, language), alone=True)
    past = _past(older)
    for question in draft.questions:
        if not question.id:
            others = {id_ for id_, kind in past.items() if kind != question.kind}
            question.id = unique(slug(next(iter(question.stem.values())), "question"), taken | others)
            taken.add(question.id)
    place = older.place if older else None
    return [Retired(id_, kind, place) for id_, kind in past.items() if id_ not in taken and place is not None]


def _past(older: Bank | None) -> dict[str, str]:
    """The kinds of all questions that have been asked, by their ids."""
    if older is None:
        return {}
    asked = {question.id: question.kind for question in older.questions}
    return {**{each.id: each.kind for each in older.retired}, **asked}


_Key = tuple[object, ...]


def _keep(
    new: Sequence[Drafted],
    old: Sequence[AnyQuestion],
    taken: set[str],
    key: Callable[[AnyQuestion | Drafted], _Key],
    *,
    alone: bool = False,
) -> None:
    """Hand on the ids of older questions that have the same key, in their order."""
    waiting: dict[_Key, list[AnyQuestion]] = defaultdict(list)
    for question in old:
        waiting[key(question)].append(question)
    unnamed: dict[_Key, list[Drafted]] = defaultdict(list)
    for drafted in new:
        if not drafted.id:
            unnamed[key(drafted)].append(drafted)
    for each, drafts in unnamed.items():
        if not each or (alone and not len(drafts) == len(waiting[each]) == 1):
            continue
        for drafted, question in zip(drafts, waiting[each], strict=False):
            drafted.id = question.id
            taken.add(question.id)


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())


def _stem(question: AnyQuestion | Drafted, language: str) -> str:
    return _flat(question.stem[language] if isinstance(question, Drafted) else question.stem.plain(language))


def _answers(question: AnyQuestion | Drafted, language: str) -> _Key:
    """The answers of a question, by which it is known though its text has been mended; () where they say too little."""
    if isinstance(question, Drafted):
        if question.kind == "true-false":
            return ()
        wrong = frozenset(_flat(text[language]) for text in question.wrong)
        return (question.kind, _flat(question.answers[0][language]), wrong)
    if isinstance(question, Choice):
        texts = [_flat(option.text.plain(language)) for option in question.options]
        return ("choice", texts[question.right], frozenset(texts) - {texts[question.right]})
    if isinstance(question, Short):
        return ("short", _flat(question.typed.answer.plain(language)), frozenset())
    return ()
