"""All checks over a bank and its questions: findings silenced, joined over languages and told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.errors import Level, Place, Problem
from quizgen.lint.finding import Finding, Paper
from quizgen.lint.registry import CHECKS, NAMES, Check
from quizgen.lint.silence import Origins, Owner, ignore_problems, silencers
from quizgen.model import AnyQuestion, Bank, Relation

_MOST_WORDS = 3
"""So many of the words that one check found in one question are told."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a check found in one question, or in the bank, in whichever languages: words by language."""

    check: str
    level: Level
    fault: str
    advice: str
    questions: tuple[AnyQuestion, ...]
    words: Mapping[str | None, Sequence[str]]


def lint(bank: Bank, questions: Sequence[AnyQuestion]) -> tuple[Problem, ...]:
    """Every problem that the checks find in the questions of a bank without errors, sorted."""
    origins = Origins.of(bank)
    used: set[tuple[Owner, str]] = set()
    problems: list[Problem] = []
    for check in CHECKS:
        loud: list[Finding] = []
        for finding in _findings(check, bank, questions):
            silencing = set(silencers(check.name, finding, bank, origins))
            used |= {(owner, check.name) for owner in silencing}
            if not silencing:
                loud.append(finding)
        problems.extend(_problems(_joined(check.name, loud), bank, origins))
    problems.extend(ignore_problems(bank, used, NAMES))
    return tuple(sorted(set(problems)))


def _findings(check: Check, bank: Bank, questions: Sequence[AnyQuestion]) -> Iterator[Finding]:
    for language in bank.languages[:1] if check.once else bank.languages:
        yield from check.find(Paper(bank, questions, language))


def _joined(check: str, findings: Iterable[Finding]) -> list[_Told]:
    """Findings that say the same of the same question as one, with the words of each language."""
    words: dict[tuple[object, ...], dict[str | None, list[str]]] = {}
    first: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key = (*(question.id for question in finding.questions[:1]), finding.level, finding.fault, finding.advice)
        first.setdefault(key, finding)
        said = words.setdefault(key, {}).setdefault(finding.language, [])
        if finding.words and finding.words not in said:
            said.append(finding.words)
    return [_Told(check, one.level, one.fault, one.advice, one.questions, words[key]) for key, one in first.items()]


def _problems(told: Sequence[_Told], bank: Bank, origins: Origins) -> Iterator[Problem]:
    """One problem for each hand-written question; one for all of a relation's questions of a kind."""
    groups: dict[tuple[object, ...], list[_Told]] = defaultdict(list)
    for number, each in enumerate(told):
        relation = origins.relation(each.questions[0]) if each.questions else None
        alike = (relation.name, each.questions[0].kind, each.level, each.fault, each.advice) if relation else (number,)
        groups[alike].append(each)
    for group in groups.values():
        example = group[0]
        relation = origins.relation(example.questions[0]) if example.questions else None
        subject, place = _subject(example, len(group), relation, bank)
        said = _words(example.words, bank.languages)
        message = f"{subject}: {example.fault}{': ' if said else ''}{said}; {example.advice}"
        yield Problem(place, example.check, message, example.level)


def _subject(told: _Told, number: int, relation: Relation | None, bank: Bank) -> tuple[str, Place]:
    """What a message speaks of, and its place: a question, a relation's questions of a kind, the bank."""
    if not told.questions:
        return "the bank", bank.place
    question = told.questions[0]
    if relation is None or number == 1:
        return f"'{question.id}'", question.place
    return f"{number} {question.kind} questions of the relation '{relation.name}', such as '{question.id}'", (
        relation.place
    )


def _words(words: Mapping[str | None, Sequence[str]], languages: tuple[str, ...]) -> str:
    """The offending words, each with its languages where the bank has several."""
    by_words: dict[str, list[str]] = defaultdict(list)
    for language, said in words.items():
        more = f" and {len(said) - _MOST_WORDS} more" if len(said) > _MOST_WORDS else ""
        joined = ", ".join(said[:_MOST_WORDS]) + more
        if language is not None:
            by_words[joined].append(language)
        elif joined:
            by_words[joined] = []
    return ", ".join(
        f"{said} ({', '.join(found)})".strip() if found and len(languages) > 1 else said
        for said, found in by_words.items()
    )
