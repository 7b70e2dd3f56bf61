"""What a question says and what it asks, as words: the ground on which cues are judged.

A question says its stem together with one right option (answer, pair, item of its key), and its stem
together with one sentence of its explanation; each of these is a unit. A false statement says nothing,
so of a false one only the explanation counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.forms import tokens, without_article
from quizgen.model import AnyQuestion, Choice, Cloze, Match, Option, Order, Select, Short, TrueFalse
from quizgen.text import Blank, plain

Words = tuple[str, ...]

_SENTENCE = re.compile(r"(?<=[.!?;。！？])\s+")
_GAP = ""
"""Stands between the parts of a unit, so that no phrase reaches from one into the next."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Words said together: phrases are sought in ``words``, single words in ``bag``."""

    words: Words
    bag: frozenset[str]

    def __str__(self) -> str:
        """The words, for a reader."""
        return " ".join(word or "/" for word in self.words).strip(" /")

    def holds(self, phrase: Words) -> bool:
        """True where the words of a phrase stand here one after the other."""
        if not phrase or not self.bag.issuperset(phrase):
            return False
        width = len(phrase)
        return width == 1 or any(self.words[at : at + width] == phrase for at in range(len(self.words) - width + 1))


def _unit(*parts: str) -> Unit:
    words: list[str] = []
    for part in parts:
        words += (*tokens(part), _GAP)
    return Unit(tuple(words), frozenset(words) - {_GAP})


def phrase(form: str, language: str) -> Words:
    """The words of a name, without the article that opens it."""
    return tokens(without_article(form, language))


def said(question: AnyQuestion, language: str) -> tuple[Unit, ...]:
    """All that a question says in a language, a unit each."""
    stem, rights = _statement(question, language)
    units = [_unit(stem, *right) for right in rights]
    if question.explanation is not None:
        units += [_unit(stem, sentence) for sentence in _SENTENCE.split(question.explanation.plain(language))]
    return tuple(unit for unit in units if unit.bag)


def _statement(question: AnyQuestion, language: str) -> tuple[str, list[tuple[str, ...]]]:
    """The stem, and what the key adds to it, one by one."""
    stem = question.stem.plain(language)
    match question:
        case TrueFalse():
            return (stem, [()]) if question.truth else ("", [])
        case Choice():
            return stem, [(question.key.text.plain(language),)]
        case Select():
            return stem, [(question.options[at].text.plain(language),) for at in sorted(question.right)]
        case Short():
            return stem, [(text.plain(language),) for text in (question.typed.answer, *question.also)]
        case Cloze():
            pieces = question.text[language]
            return "".join(plain(p.answer) if isinstance(p, Blank) else p.text for p in pieces), [()]
        case Order():
            return stem, [(item.text.plain(language),) for item in question.items]
        case Match():
            pairs = zip(question.lefts, question.rights, strict=False)
            return stem, [(left.text.plain(language), right.text.plain(language)) for left, right in pairs]


def given(question: AnyQuestion, language: str) -> Words:
    """The words of a stem without its blanks: what is given for the key."""
    if isinstance(question, Cloze):
        return tokens("".join(" " if isinstance(p, Blank) else p.text for p in question.text[language]))
    return tokens(question.stem.plain(language))


def keys(question: AnyQuestion, language: str) -> list[tuple[Words, ...]]:
    """What may be told of a question's key, each in all its forms; none for kinds whose key is no name."""
    forms: list[Sequence[str]] = []
    match question:
        case Choice():
            forms = [_forms(question.key, language)]
        case Select():
            forms = [_forms(question.options[at], language) for at in sorted(question.right)]
        case Short():
            forms = [(question.typed.answer.plain(language), *question.typed.accept.get(language, ()))]
        case Cloze():
            blanks = question.blanks.values()
            forms = [(blank.answer.plain(language), *blank.accept.get(language, ())) for blank in blanks]
        case TrueFalse() | Order() | Match():
            pass
    return [found for each in forms if (found := tuple(_phrases(each, language)))]


def _forms(option: Option, language: str) -> tuple[str, ...]:
    return (option.text.plain(language), *(option.entity.forms(language) if option.entity else ()))


def _phrases(forms: Sequence[str], language: str) -> Iterator[Words]:
    yield from dict.fromkeys(filter(None, (phrase(form, language) for form in forms)))
