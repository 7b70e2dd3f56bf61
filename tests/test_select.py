"""Papers are fair as a whole: properties over seeds and numbers on the flagship bank, and small cases."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.load import load_bank
from quizgen.errors import WishError
from quizgen.generate.build import build
from quizgen.model import AnyQuestion, Bank, Choice
from quizgen.select import Choosing, cues, key_sequence, select
from quizgen.select.keys import longest_run, positions, stays, truths, uneven
from quizgen.select.shares import apportion, shares
from tests.many import many_questions
from tests.run import FLAGSHIP

LOADED = load_bank(FLAGSHIP)
assert LOADED.bank is not None
BANK: Bank = LOADED.bank
QUESTIONS = build(BANK).questions
BY_ID = {question.id: question for question in QUESTIONS}

SEEDS = st.integers(min_value=0, max_value=10_000)
fair = settings(derandomize=True, deadline=None, max_examples=40)


def paper(count: int, seed: int) -> tuple[AnyQuestion, ...]:
    """A paper of the flagship bank that has all it asks for."""
    chosen = select(QUESTIONS, BANK, Choosing(count=count, seed=seed))
    assert chosen.notes == ()
    return chosen.questions


@fair
@given(count=st.integers(1, 30), seed=SEEDS)
def test_each_fact_is_asked_once_and_no_question_gives_a_later_one_away(count: int, seed: int) -> None:
    """A program confirms it, question by question."""
    asked = paper(count, seed)
    assert len(asked) == count == len({question.id for question in asked})
    assert max(Counter(fact for question in asked for fact in set(question.facts)).values()) == 1
    assert cues(asked, BANK) == ()


@fair
@given(count=st.integers(2, 40), seed=SEEDS, topic=st.sampled_from([None, *BANK.topics]))
def test_keys_stand_evenly_and_in_no_long_runs(count: int, seed: int, topic: str | None) -> None:
    """Positions differ by two at the most; a run over three only where a note says so."""
    topics = {} if topic is None else {topic: None}
    chosen = select(QUESTIONS, BANK, Choosing(topics=topics, count=count, seed=seed))
    unfair = any("keys of the choices" in note for note in chosen.notes)
    spread = Counter(positions(chosen.questions))
    assert unfair or (longest_run(positions(chosen.questions)) <= 3 and not uneven(chosen.questions))
    if topic is None:
        assert not unfair
        assert max(spread.values(), default=0) - min((spread[at] for at in range(3)), default=0) <= 2


@fair
@given(count=st.integers(2, 40), seed=SEEDS)
def test_true_and_false_are_balanced(count: int, seed: int) -> None:
    """Near even, and no run over three."""
    said = truths(select(QUESTIONS, BANK, Choosing(count=count, seed=seed)).questions)
    assert abs(2 * sum(said) - len(said)) <= 2
    assert longest_run(said) <= 3


@fair
@given(count=st.integers(7, 30), seed=SEEDS)
def test_topics_and_kinds_are_in_proportion(count: int, seed: int) -> None:
    """Within one question of the topic's share, and two of the kind's."""
    asked, wished = paper(count, seed), shares(QUESTIONS, count, {}, seed)
    by_topic = Counter(question.topic for question in asked)
    assert all(abs(by_topic[topic] - share) <= 1 for topic, share in wished.topics.items())
    by_kind = Counter(question.kind for question in asked)
    assert all(abs(by_kind[kind] - share) <= 2 for kind, share in wished.kinds.items())


@fair
@given(dates=st.integers(1, 6), aims=st.integers(1, 5), seed=SEEDS)
def test_topics_have_the_numbers_asked_for(dates: int, aims: int, seed: int) -> None:
    """``-t dates=4 -t aims=2``."""
    chosen = select(QUESTIONS, BANK, Choosing(topics={"dates": dates, "aims": aims}, seed=seed))
    assert Counter(question.topic for question in chosen.questions) == {"dates": dates, "aims": aims}


@fair
@given(count=st.integers(1, 30), seed=SEEDS)
def test_only_the_keys_of_choices_are_moved_and_sizes_keep_ascending(count: int, seed: int) -> None:
    """The same options with the same key, the wrong ones in their order; numbers and days untouched."""
    for question in paper(count, seed):
        built = BY_ID[question.id]
        if not isinstance(question, Choice) or stays(built, BANK):
            assert question == built
            continue
        assert isinstance(built, Choice)
        assert question.key == built.key
        assert [each for each in question.options if each is not question.key] == [
            each for each in built.options if each is not built.key
        ]


@pytest.mark.parametrize("choosing", [Choosing(), Choosing(kinds=("choice",)), Choosing(topics={"aims": None}, seed=3)])
def test_without_a_number_the_bank_is_as_it_stands(choosing: Choosing) -> None:
    """Decks rely on it: no order, no option is changed."""
    chosen = select(QUESTIONS, BANK, choosing)
    assert chosen.notes == ()
    assert list(chosen.questions) == [
        question
        for question in QUESTIONS
        if (not choosing.kinds or question.kind in choosing.kinds)
        and (not choosing.topics or question.topic in choosing.topics)
    ]


_PRINT = """
from tests.test_select import BANK, QUESTIONS
from quizgen.select import Choosing, key_sequence, select
asked = select(QUESTIONS, BANK, Choosing(count=25, seed=7)).questions
print([question.id for question in asked], key_sequence(asked))
"""


def test_a_seed_gives_the_same_paper_in_every_process() -> None:
    """Whatever the process hashes strings to."""
    asked = paper(25, 7)
    expected = f"{[question.id for question in asked]} {key_sequence(asked)}\n"
    for hash_seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", _PRINT], cwd=Path(__file__).parents[1], env={"PYTHONHASHSEED": hash_seed},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout == expected
    assert [question.id for question in paper(25, 8)] != [question.id for question in asked]


def test_the_order_in_which_questions_are_handed_over_does_not_matter_to_which_are_drawn() -> None:
    """Every choice hangs on a question's id, not on its place."""
    turned = select(QUESTIONS[::-1], BANK, Choosing(count=20, seed=1)).questions
    assert Counter(question.topic for question in turned) == Counter(question.topic for question in paper(20, 1))


def test_more_questions_than_independent_ones_is_told_and_the_independent_come_first() -> None:
    """The number is kept, the first so many are as fair as ever, and a note says how many those are."""
    chosen = select(QUESTIONS, BANK, Choosing(topics={"dates": 40}))
    assert len(chosen.questions) == 40
    (note,) = [note for note in chosen.notes if "ask each fact once" in note]
    independent = int(note.removeprefix("no more than ").partition(" ")[0])
    assert note.startswith(f"no more than {independent} of the 40 questions were found")
    first = chosen.questions[:independent]
    assert max(Counter(fact for question in first for fact in set(question.facts)).values()) == 1
    assert cues(first, BANK) == ()
    exact = select(QUESTIONS, BANK, Choosing(topics={"dates": independent}))
    assert not any("ask each fact once" in note for note in exact.notes)


def test_numbers_of_topics_that_exceed_the_count_are_cut_in_proportion() -> None:
    """-n goes before -t, and a note says so."""
    chosen = select(QUESTIONS, BANK, Choosing(topics={"dates": 8, "aims": 4}, count=6))
    assert Counter(question.topic for question in chosen.questions) == {"dates": 4, "aims": 2}
    assert chosen.notes == (
        "the numbers of the topics come to 12, but -n asks for 6; they are cut in proportion: dates 4, aims 2",
    )


def test_a_usual_number_that_a_small_bank_does_not_have_goes_without_saying() -> None:
    """Nobody asked for the ten of ``play``."""
    few = QUESTIONS[:3]
    assert not any("such questions" in note for note in select(few, BANK, Choosing(count=10, usual=True)).notes)
    assert "there are 3 such questions, not 10; all are taken" in select(few, BANK, Choosing(count=10)).notes


def test_what_there_is_none_of_is_refused() -> None:
    """A slip is no wish to be met halfway."""
    for choosing in (
        Choosing(topics={"date": 4}),
        Choosing(kinds=("chioce",)),
        Choosing(ids=("no",)),
        Choosing(count=0),
    ):
        with pytest.raises(WishError):
            select(QUESTIONS, BANK, choosing)


@pytest.mark.parametrize(
    ("total", "weights", "most", "given_out"),
    [
        (10, {"a": 60, "b": 30, "c": 10}, {"a": 60, "b": 30, "c": 10}, {"a": 6, "b": 3, "c": 1}),
        (5, {"a": 1, "b": 1, "c": 1}, {"a": 9, "b": 9, "c": 9}, {"a": 2, "b": 2, "c": 1}),
        (5, {"a": 9, "b": 1}, {"a": 2, "b": 9}, {"a": 2, "b": 3}),
        (5, {"a": 1}, {"a": 2}, {"a": 2}),
        (0, {"a": 1}, {"a": 2}, {"a": 0}),
    ],
)
def test_a_total_is_shared_out_by_largest_remainders(
    total: int, weights: dict[str, int], most: dict[str, int], given_out: dict[str, int]
) -> None:
    """No share over its most; what is left over goes to the others."""
    assert apportion(total, weights, most) == given_out


def test_a_paper_shorter_than_the_list_of_topics_asks_every_topic_and_kind_by_some_seed() -> None:
    """Papers of three and of one: in proportion over many seeds, so that no topic or kind is never asked."""
    for count in (1, 3):
        papers = [select(QUESTIONS, BANK, Choosing(count=count, seed=seed)).questions for seed in range(120)]
        topics = Counter(question.topic for asked in papers for question in asked)
        held = Counter(question.topic for question in QUESTIONS)
        assert topics.keys() == held.keys()
        assert max(topics.values()) <= 4 * min(topics.values())
        assert {question.kind for asked in papers for question in asked} == {each.kind for each in QUESTIONS}
        assert all(len({question.topic for question in asked}) == count for asked in papers)


def test_thirty_of_five_thousand_are_chosen_at_once(tmp_path: Path) -> None:
    """Well under two seconds of the machine's work."""
    bank, questions = many_questions(1700, tmp_path)
    begun = time.process_time()
    chosen = select(questions, bank, Choosing(count=30)).questions
    assert time.process_time() - begun < 2
    assert len({question.facts for question in chosen}) == 30
