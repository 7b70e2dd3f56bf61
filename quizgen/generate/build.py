"""All questions of a bank: hand-written and generated, one list, each arranged as it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizgen.errors import Problem
from quizgen.generate.arrange import arrange
from quizgen.generate.exercises import match, order
from quizgen.generate.ground import DEFAULT, Ground, Made, Unmade, Wishes, corrections_for
from quizgen.generate.kin import kin_by_kind
from quizgen.generate.looks import Looks
from quizgen.generate.rules import choice, cloze, select, short, true_false
from quizgen.generate.telling import Telling
from quizgen.meant import near
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Fact, Match, Order, Select, Short, TrueFalse
from quizgen.text import Rich, Style, Text

_RULES: Mapping[str, Callable[[Ground], Iterator[Made]]] = {
    "choice": choice, "short": short, "cloze": cloze, "true-false": true_false, "select": select,
    "match": match, "order": order,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Built:
    """The questions of a bank, those that were not made and why, and the problems found on the way."""

    questions: tuple[AnyQuestion, ...]
    unmade: tuple[Unmade, ...]
    problems: tuple[Problem, ...]


def build(bank: Bank, wishes: Wishes = DEFAULT, broken: Iterable[str] = ()) -> Built:
    """Make every question of a bank: the hand-written ones first, then the relations' in their order.

    ``broken`` are ids and names that the loader left out, so that what refers to them is not
    reported a second time. A question that is made without wishes may be skipped though these wishes
    make another of it or none.
    """
    written = [_finished(bank, question) for question in bank.questions]
    made = list(_generated(bank, wishes))
    unmade = [each for each in made if isinstance(each, Unmade)]
    generated = [each for each in made if not isinstance(each, Unmade)]
    kept, twins = _without_twins(written, generated)
    unmade.extend(twins)
    known = {each.id for each in (kept if wishes == DEFAULT else (*kept, *unmade))}
    problems = [*_same_ids(bank, kept), *_skip_problems(bank, known, tuple(broken))]
    skipped = {id_ for id_, _ in bank.skip}
    questions = tuple(arrange(question, bank, wishes) for question in kept if question.id not in skipped)
    return Built(questions, tuple(unmade), tuple(problems))


def _finished(bank: Bank, question: AnyQuestion) -> AnyQuestion:
    corrections = corrections_for(bank, question.sources, question.facts)
    return replace(question, corrections=corrections) if corrections != question.corrections else question


def _generated(bank: Bank, wishes: Wishes) -> Iterator[Made]:
    facts: dict[str, list[Fact]] = defaultdict(list)
    for fact in bank.facts:
        facts[fact.relation].append(fact)
    telling, looks = Telling(bank), Looks(bank.languages)
    kin = kin_by_kind(bank.entities.values(), bank.languages)
    for relation in bank.relations.values():
        of_relation = facts[relation.name]
        ground = Ground(
            bank=bank, relation=relation, facts=of_relation, wishes=wishes, kin=kin, telling=telling, looks=looks
        )
        for name, rule in _RULES.items():
            if name in relation.rules:
                yield from rule(ground)


def _without_twins(
    written: Sequence[AnyQuestion], generated: Sequence[AnyQuestion]
) -> tuple[list[AnyQuestion], list[Unmade]]:
    """Generated questions that ask in the same words for the same key as an earlier one fall away."""
    kept = list(written)
    seen = {_signature(question): question.id for question in written}
    twins = []
    for question in generated:
        signature = _signature(question)
        if signature in seen:
            twins.append(Unmade(question.id, question.place, f"it asks the same as '{seen[signature]}'"))
        else:
            seen[signature] = question.id
            kept.append(question)
    return kept, twins


def _signature(question: AnyQuestion) -> tuple[object, ...]:
    key: object
    match question:
        case Choice():
            key = question.key.key
        case Select():
            key = tuple(sorted(question.options[at].key for at in question.right))
        case TrueFalse():
            key = question.truth
        case Short():
            key = tuple(sorted(question.typed.accept.items()))
        case Cloze():
            key = tuple([_wording(blank.answer) for blank in question.blanks.values()])
        case Order() | Match():
            key = question.id
    return question.kind, _wording(question.stem), key


def _wording(text: Text) -> tuple[tuple[str, str | Rich], ...]:
    """A text to be compared by; nearly all are one plain run in each language, which is compared the quickest."""
    return tuple(
        [
            (language, rich[0].text if len(rich) == 1 and rich[0].style is Style.PLAIN else rich)
            for language, rich in sorted(text.languages.items())
        ]
    )


def _same_ids(bank: Bank, questions: Sequence[AnyQuestion]) -> Iterator[Problem]:
    """A generated id that another question has, or had before it was retired."""
    retired = {each.id: each for each in bank.retired}
    seen: dict[str, AnyQuestion] = {}
    for question in questions:
        if question.id in seen and question.generated:
            yield Problem(
                question.place, "duplicate-id",
                f"the question '{question.id}' is made here, but line {seen[question.id].place.line} has that id too; "
                "give the fact or the question another id",
            )  # fmt: skip
        seen.setdefault(question.id, question)
        if question.id in retired and question.generated:
            yield Problem(
                retired[question.id].place, "duplicate-id",
                f"the question '{question.id}' is retired, but it is still made; list it under 'skip' instead, "
                "or delete its fact",
            )  # fmt: skip


def _skip_problems(bank: Bank, made: set[str], broken: Sequence[str]) -> Iterator[Problem]:
    left_out = tuple(f"{each}{mark}" for each in broken if each for mark in ":/")
    for id_, place in bank.skip:
        if id_ in made or id_ in broken or id_.startswith(left_out):
            continue
        told = near(id_, made, few=0) or "; `quizgen list` shows what is made"
        yield Problem(place, "unknown-skip", f"no question '{id_}' is made, so it cannot be skipped{told}")
