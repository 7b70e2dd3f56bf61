"""Random banks, the whole way from YAML to questions: the checker finds no breach of the nine points."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quizgen.generate.build import build
from quizgen.generate.ground import Wishes
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Fact, Match, Option, Order, Select, Short, TrueFalse
from tests.checker import breaches
from tests.random_banks import load, trees, without_last
from tests.reading import forms, nested, option_thing, shape

BANKS = int(os.environ.get("QUIZGEN_BANKS", "0"))
"""More banks than the suite's, drawn anew, when one looks for trouble by hand."""


def banks(share: int) -> settings:
    """So many examples in the suite, always the same ones; by hand QUIZGEN_BANKS new ones, told as they are found."""
    phases = [Phase.generate] if BANKS else [Phase.explicit, Phase.generate, Phase.shrink]
    return settings(
        max_examples=BANKS or share, derandomize=not BANKS, deadline=None, database=None, phases=phases,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )  # fmt: skip


WISHES = st.builds(
    Wishes,
    seed=st.integers(0, 99),
    options=st.sampled_from([None, 2, 3, 4, 6, 8]),
    difficulty=st.sampled_from([None, "easy", "medium", "hard"]),
)


def made(bank: Bank, wishes: Wishes) -> dict[str, AnyQuestion]:
    return {question.id: question for question in build(bank, wishes).questions}


def shown(question: AnyQuestion) -> tuple[Option, ...]:
    return question.options if isinstance(question, Choice | Select | Order | Match) else ()


def key(question: AnyQuestion) -> Any:
    """The key, as it would be for a learner who has the question in another wording."""
    match question:
        case Choice():
            return question.key.key
        case Select():
            return {question.options[at].key for at in question.right}
        case TrueFalse():
            return question.truth
        case Short():
            return question.typed.answer
        case Cloze():
            return question.blanks[1].answer
        case Order():
            return tuple(item.key for item in question.items)
        case Match():
            return tuple(left.key for left in question.lefts)


@banks(110)
@given(trees(), WISHES)
def test_no_breach(tree: dict[str, Any], wishes: Wishes) -> None:
    """Whatever the bank and the wishes, no question breaks one of the nine points, and ids are unique."""
    bank = load(tree)
    built = build(bank, wishes)
    assert built.problems == ()
    found = [each for question in built.questions for each in breaches(bank, question, wishes.options or 3)]
    assert found == []
    ids = [question.id for question in built.questions]
    assert len(set(ids)) == len(ids)
    assert not {unmade.id for unmade in built.unmade} & set(ids)
    assert all(unmade.reason for unmade in built.unmade)
    for question in built.questions:
        assert set(question.stem.languages) == {"en", "id"}


@banks(22)
@given(trees(), WISHES, st.integers(0, 99))
def test_seeds(tree: dict[str, Any], wishes: Wishes, seed: int) -> None:
    """The same wishes give the same questions; another seed changes no id, no key, no truth and no code."""
    bank = load(tree)
    first = build(bank, wishes)
    assert first == build(load(tree), wishes)
    one, other = made(bank, wishes), made(bank, Wishes(seed, wishes.options, wishes.difficulty))
    assert list(one) == list(other)
    assert [(question.code, key(question)) for question in one.values()] == [
        (question.code, key(question)) for question in other.values()
    ]


@banks(18)
@given(trees(), WISHES)
def test_languages(tree: dict[str, Any], wishes: Wishes) -> None:
    """A bank whose languages are listed the other way round has the same ids, keys and options in the same order."""
    one = made(load(tree), wishes)
    other = made(load({**tree, "languages": ["id", "en"]}), wishes)
    assert list(one) == list(other)
    for id_, question in one.items():
        assert [option.key for option in shown(question)] == [option.key for option in shown(other[id_])]


@banks(45)
@given(trees(most=8).filter(lambda tree: tree["facts"]), WISHES)
def test_a_fact_more(tree: dict[str, Any], wishes: Wishes) -> None:
    """A fact at the end changes no other id, and an option only where it makes it right, unsafe or nearer."""
    bank = load(tree)
    new = bank.facts[-1]
    first, second = build(load(without_last(tree)), wishes), build(bank, wishes)
    before, after = ({question.id: question for question in each.questions} for each in (first, second))
    assert before.keys() <= after.keys() | {each.id for each in second.unmade}
    could_not = {each.id for each in first.unmade}
    assert all(new.id in after[id_].facts for id_ in after.keys() - before.keys() - could_not)
    for id_ in before.keys() & after.keys():
        was, now = before[id_], after[id_]
        assert was.code == now.code
        if isinstance(was, TrueFalse) and isinstance(now, TrueFalse):
            assert was.truth == now.truth
        elif isinstance(was, Match | Order) and isinstance(now, Match | Order):
            assert was.stem == now.stem
            assert was.facts == now.facts or new.relation == id_.partition("/")[0]
        elif isinstance(was, Choice | Select) and was.stem == now.stem:
            assert _changed_for_no_reason(bank, new, was, now) == ([], [])


def _changed_for_no_reason(
    bank: Bank, new: Fact, was: Choice | Select, now: AnyQuestion
) -> tuple[list[str], list[str]]:
    """Wrong options that came or went though the new fact neither has them nor makes them doubtful."""
    assert isinstance(now, Choice | Select)
    if isinstance(was, Select) and isinstance(now, Select) and len(was.right) != len(now.right):
        return [], []  # others are near to the new right value, or of its form
    own = {value.same if value.entity is None else f"@{value.key}" for value in new.values.values()}
    wrong_before, wrong_after = _wrong(was), _wrong(now)
    come, gone = wrong_after.keys() - wrong_before.keys(), wrong_before.keys() - wrong_after.keys()
    rights = 1 if isinstance(now, Choice) else len(now.right) - len(was.right if isinstance(was, Select) else ())
    excused = {
        each
        for each in gone
        if each in own
        or _doubtful(bank, now, wrong_before[each])
        or any(_taken_for(bank, wrong_before[each], wrong_after[other]) for other in come & own)
    }
    strange_come = sorted(come - own) if len(come - own) > len(excused) else []
    room = len(come & own) + (rights if isinstance(now, Select) else 0)
    strange_gone = sorted(gone - excused) if len(gone - excused) > room else []
    return strange_come, strange_gone


def _taken_for(bank: Bank, gone: Option, come: Option) -> bool:
    """True where two options cannot stand side by side: a period in a period, a name among the other's."""
    one, other = option_thing(gone), option_thing(come)
    shapes = [
        {(each, shape(form)) for each in bank.languages for form in forms(bank, value, each)} for value in (one, other)
    ]
    return nested(one, other) or bool(shapes[0] & shapes[1])


def _wrong(question: Choice | Select) -> dict[str, Option]:
    right = {question.right} if isinstance(question, Choice) else question.right
    return {option.key: option for at, option in enumerate(question.options) if at not in right}


def _doubtful(bank: Bank, now: Choice | Select, option: Option) -> bool:
    """True where an option, put back into the question, would break it."""
    if isinstance(now, Choice):
        back: Choice | Select = replace(now, options=(option, now.key), right=1)
    else:
        rights = tuple(now.options[at] for at in sorted(now.right))
        back = replace(now, options=(*rights, option), right=frozenset(range(len(rights))))
    return any("ascend" not in each for each in breaches(bank, back, 8))


@banks(20)
@given(trees(), st.integers(2, 8), st.integers(0, 9))
def test_options(tree: dict[str, Any], most: int, seed: int) -> None:
    """No choice has more options than wished for, and one that has fewer had no more candidates."""
    bank = load(tree)
    all_of_them = made(bank, Wishes(seed, 99))
    for id_, question in made(bank, Wishes(seed, most)).items():
        if isinstance(question, Choice):
            whole = all_of_them[id_]
            assert isinstance(whole, Choice)
            assert len(question.options) <= most
            if question.options[0].size is None:
                assert len(question.options) == min(most, len(whole.options))
        elif isinstance(question, Select):
            assert len(question.options) <= max(most, len(question.right) + 1)
