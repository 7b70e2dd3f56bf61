"""What the page knows: the questions in every language, the program's words, and what grading takes, as JSON.

The scripts in ``templates/`` read this and nothing else. A text is a string, or a list of strings and
``[style, text]`` where it is styled (1 emphasis, 2 strong, 4 code); a blank is ``{"blank": 1, "hint": ""}``.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quizgen.export.html.words import page_words
from quizgen.export.sheet import back
from quizgen.export.sheet.rivals import rivals
from quizgen.forms import ARTICLES, TITLES, base_language
from quizgen.model import (
    AnyQuestion,
    Bank,
    Choice,
    Cloze,
    Match,
    Option,
    Order,
    Select,
    Short,
    TrueFalse,
    Typed,
)
from quizgen.text import Blank, Span, Words
from quizgen.wording import group_mark

_RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"))
_LISTED = re.compile(r"[,;&/]| (?:and|dan) ", re.IGNORECASE)
"""What may read as several answers in a row (``grade``)."""

Json = dict[str, Any]


def page_data(
    questions: Sequence[AnyQuestion], bank: Bank, languages: Sequence[str], words: Mapping[str, Words], *, paper: str
) -> Json:
    """All that the page knows; ``words`` are the program's own in each language, ``paper`` the paper's name."""
    topics = list(dict.fromkeys(question.topic for question in questions))
    facts = {fact: at for at, fact in enumerate(dict.fromkeys(fact for each in questions for fact in each.facts))}
    return {
        "bank": bank.id,
        "paper": paper,
        "languages": [_language(language, bank, words[language]) for language in languages],
        "topics": [
            {each: bank.topic_name(topic, each) or words[each]("no-topic") for each in languages} for topic in topics
        ],
        "questions": [
            {
                **_common(question),
                "topic": topics.index(question.topic),
                "facts": [facts[fact] for fact in question.facts],
                "in": {each: _said(question, bank, each, words[each]) for each in languages},
            }
            for question in questions
        ],
    }


def _language(language: str, bank: Bank, words: Words) -> Json:
    base = base_language(language)
    return {
        "code": language,
        "name": words.entries.get(f"menu.language.{base}", "") if base == language else "",
        "direction": "rtl" if base in _RIGHT_TO_LEFT else "ltr",
        "title": _rich(bank.title.rich(language)),
        "credits": _credits(bank, language, words),
        "words": page_words(words),
        "articles": list(ARTICLES.get(base, ())),
        "titles": list(TITLES.get(base, ())),
        "thousands": group_mark(language),
    }


def _credits(bank: Bank, language: str, words: Words) -> list[str]:
    lines = [words("paper.author", author=bank.author.plain(language))] if bank.author else []
    return [*lines, words("paper.licence", licence=bank.licence)] if bank.licence else lines


def _common(question: AnyQuestion) -> Json:
    """What is the same in every language: ``right`` are positions among the options as they are shown."""
    said: Json = {"kind": question.kind, "code": question.code}
    if question.image:
        content = base64.b64encode(question.image.content).decode("ascii")
        said["picture"] = f"data:{question.image.media_type};base64,{content}"
    match question:
        case Choice():
            said["right"] = question.right
        case Select():
            said["right"] = sorted(question.right)
        case TrueFalse():
            said["right"] = question.truth
        case Order():
            said["right"] = [question.shown.index(place) for place in range(len(question.items))]
        case Match():
            said["right"] = [question.shown.index(at) for at in range(len(question.lefts))]
    return said


def _said(question: AnyQuestion, bank: Bank, language: str, words: Words) -> Json:
    """What the question says in a language, before and after it is answered."""
    told = back(question, bank, language, words)
    said: Json = {"stem": _rich(question.stem.rich(language)), "answer": [_rich(line) for line in told.answer]}
    if question.image:
        said["alt"] = question.image.alt.plain(language)
    if told.explanation:
        said["explanation"] = _rich(told.explanation)
    if told.corrections:
        said["corrections"] = [_rich(line) for line in told.corrections]
    if told.sources:
        said["sources"] = list(told.sources)
    match question:
        case Choice() | Select() | Order() | Match():
            said["options"] = [_rich(option.text.rich(language)) for option in question.options]
            if any(option.because for option in question.options):
                said["because"] = [_because(option, language) for option in question.options]
            if isinstance(question, Match):
                said["lefts"] = [_rich(left.text.rich(language)) for left in question.lefts]
        case Short():
            said["blanks"] = {"1": _blank(question.typed, language)}
        case Cloze():
            said["text"] = _rich(question.text[language])
            said["blanks"] = {str(at): _blank(blank, language) for at, blank in sorted(question.blanks.items())}
    return said


def _because(option: Option, language: str) -> Any:
    return _rich(option.because.rich(language)) if option.because else ""


def _blank(typed: Typed, language: str) -> Json:
    """The forms that are right, and of those that name something else the ones that can matter to grading."""
    accept, others = typed.accept.get(language, ()), typed.others.get(language, ())
    near = set(rivals(accept, others, language))
    return {"accept": list(accept), "others": [form for form in others if form in near or _LISTED.search(form)]}


def _rich(pieces: Iterable[Span | Blank]) -> Any:
    listed: list[Any] = []
    for piece in pieces:
        if isinstance(piece, Blank):
            listed.append({"blank": piece.number, "hint": piece.hint})
        else:
            listed.append([piece.style.value, piece.text] if piece.style.value else piece.text)
    return listed[0] if len(listed) == 1 and isinstance(listed[0], str) else listed
