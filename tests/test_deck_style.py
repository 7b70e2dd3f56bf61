"""Which questions a deck holds, and in which order: the policy that docs/anki.md tells."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from quizgen.generate.build import build
from quizgen.model import TrueFalse
from quizgen.select import STYLES, repetition
from quizgen.select.repetition import RECALL
from tests.banks import loaded
from tests.run import quizgen
from tests.test_flagship import BANK, QUESTIONS

WAYS = ("short", "cloze", "choice", "true-false")

TEACHERS = """\
format: 1
bank: capitals
title: Capitals
languages: [en]
topics: {second: Second, first: First}
entities:
  japan: {kind: country, name: Japan}
  norway: {kind: country, name: Norway}
  peru: {kind: country, name: Peru}
  tokyo: {kind: city, name: Tokyo}
  oslo: {kind: city, name: Oslo}
  lima: {kind: city, name: Lima}
relations:
  capital:
    topic: first
    slots: {country: country, city: city}
    say: "{city} is the capital of {country}."
    ask: {city: "What is the capital of {country}?", country: "Of which country is {city} the capital?"}
    match: {from: country, to: city, ask: Match.}
facts:
  - {capital: {country: japan, city: tokyo}, id: japan}
  - {capital: {country: norway, city: oslo}, id: norway}
  - {capital: {country: peru, city: lima}, id: peru}
questions:
  - {id: by-hand, kind: short, topic: first, ask: Which city governs Japan?, answer: "@tokyo", facts: [japan]}
  - {id: other, kind: choice, topic: second, ask: A?, answer: B, distractors: [C, D]}
"""


def ids(folder: Path, style: str) -> list[str]:
    """What a deck of the small bank holds, in its order."""
    bank = loaded(folder, TEACHERS).bank
    assert bank is not None
    return [question.id for question in repetition(build(bank).questions, bank, style)]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_mixed_takes_two_to_recall_and_one_to_recognise(here: Path) -> None:
    """Topics come as the bank has them; first what is recalled, then the hand-written, then it again, then the rest.

    The hand-written question makes one type Tokyo for that fact, so the rule's own copy of it is left out.
    """
    assert ids(here, "mixed") == [
        "other",
        "capital/short/city/norway", "capital/short/city/peru", "capital/short/country/tokyo",
        "by-hand",
        "capital/short/country/oslo", "capital/short/country/lima",
        "japan/choice/city", "norway/choice/country", "peru/choice/country",
        "capital/match",
    ]  # fmt: skip


def test_recall_takes_what_is_typed_or_filled_in(here: Path) -> None:
    """Every way of recalling a fact that is no copy of another, and nothing that is chosen."""
    assert ids(here, "recall") == [
        "capital/short/city/norway", "capital/short/city/peru", "capital/short/country/tokyo",
        "by-hand",
        "capital/short/country/oslo", "capital/short/country/lima",
    ]  # fmt: skip


def test_choice_takes_what_is_chosen(here: Path) -> None:
    """Choices of every slot, the exercises, and no statement about a fact that has a choice."""
    assert ids(here, "choice") == [
        "other",
        "japan/choice/country", "japan/choice/city", "norway/choice/country",
        "norway/choice/city", "peru/choice/country", "peru/choice/city",
        "capital/match",
    ]  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_no_fact_of_the_flagship_is_asked_more_often_than_the_policy_says(style: str) -> None:
    """Three generated ways a fact at most, and never two that make one say the same in the same way."""
    deck = repetition(QUESTIONS, BANK, style)
    made = [question for question in deck if question.generated and question.kind in WAYS]
    single = [question for question in made if len(question.facts) == 1]
    assert max(Counter(fact for question in single for fact in question.facts).values()) <= 3
    kinds = Counter((question.facts, question.kind in RECALL) for question in single)
    most = {"mixed": (2, 1), "recall": (3, 0), "choice": (0, 3)}[style]
    assert all(number <= most[0 if recalled else 1] for (_, recalled), number in kinds.items())
    assert len({question.id for question in deck}) == len(deck)


def test_every_fact_of_the_flagship_is_in_its_deck() -> None:
    """Nothing that the whole bank asks about is lost by the policy, and hand-written questions are all there."""
    deck = repetition(QUESTIONS, BANK)
    assert {fact for question in deck for fact in question.facts} == {
        fact for question in QUESTIONS for fact in question.facts
    }
    assert [question for question in QUESTIONS if not question.generated and question not in deck] == []


def test_statements_of_the_flagship_are_balanced() -> None:
    """Whoever always answers "true" is right about as often as not."""
    truths = [question.truth for question in repetition(QUESTIONS, BANK) if isinstance(question, TrueFalse)]
    assert len(truths) == 12
    assert abs(2 * sum(truths) - len(truths)) <= 4


def test_what_a_deck_holds_of_one_fact_does_not_hang_on_others() -> None:
    """Without all that is asked about one fact, what is asked of facts that share no question with it is the same."""
    whole = {question.id for question in repetition(QUESTIONS, BANK)}
    for fact in ("meeting-park", "day-chey", "role-china", "says-russia"):
        shared = {other for question in QUESTIONS if fact in question.facts for other in question.facts}
        rest = repetition([question for question in QUESTIONS if fact not in question.facts], BANK)
        apart = {question.id for question in QUESTIONS if shared.isdisjoint(question.facts)}
        assert len(apart) > 250
        assert whole & apart == {question.id for question in rest} & apart


def test_a_kind_or_an_id_asked_for_is_asked_for(here: Path) -> None:
    """With --kind or --id every such question comes; with --style too, those that fit it."""
    (here / "bank.yaml").write_text(TEACHERS, encoding="utf-8")
    every = quizgen("deck", "bank.yaml", "-k", "short", "-o", "a.apkg", folder=here)
    assert every.err == "a.apkg: 7 questions\n"
    fitting = quizgen("deck", "bank.yaml", "-k", "short", "--style", "mixed", "-o", "b.apkg", folder=here)
    assert fitting.err == "b.apkg: 6 questions\n"
    one = quizgen("deck", "bank.yaml", "--id", "capital/short/city/japan", "-o", "c.apkg", folder=here)
    assert one.err == "c.apkg: 1 question\n"


def test_a_style_that_nothing_fits_is_told(here: Path) -> None:
    """A bank that only offers things to choose from has no deck for recall."""
    (here / "bank.yaml").write_text(
        "format: 1\nbank: b\ntitle: T\nlanguages: [en]\nquestions:\n"
        "  - {id: q, kind: true-false, say: A., truth: true}\n",
        encoding="utf-8",
    )
    ran = quizgen("deck", "bank.yaml", "--style", "recall", "-o", "a.apkg", folder=here)
    assert (ran.code, ran.err) == (2, "quizgen: no question fits --style recall; the bank asks in other ways\n")
    assert not (here / "a.apkg").exists()
