"""The flagship bank: what it promises in number and kind, in both languages, and its traps."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from quizgen.bank.load import load_bank, load_words
from quizgen.export.records import record
from quizgen.forms import shapes
from quizgen.generate.build import build
from quizgen.generate.ground import Wishes
from quizgen.grade import grade
from quizgen.model import KINDS, Bank, Choice, Select, Short, TrueFalse
from tests.run import FLAGSHIP

LOADED = load_bank(FLAGSHIP)
assert LOADED.bank is not None
BANK: Bank = LOADED.bank
BUILT = build(BANK)
QUESTIONS = BUILT.questions
TOPICS = ("dates", "officials", "venues", "aims", "statements", "reactions", "analysts")


def test_it_has_no_problem_of_any_level() -> None:
    """Neither loading nor building finds anything."""
    assert LOADED.problems == ()
    assert BUILT.problems == ()


def test_its_topics_are_the_seven_and_all_are_asked() -> None:
    """Every topic has hand-written and generated questions."""
    assert tuple(BANK.topics) == TOPICS
    for generated in (False, True):
        assert {question.topic for question in QUESTIONS if question.generated is generated} == set(TOPICS)


def test_thirty_or_more_are_hand_written_over_all_kinds_with_explanation_and_source() -> None:
    """Each says why, where from, and on which facts it rests; wrong options say why they are wrong."""
    written = [question for question in QUESTIONS if not question.generated]
    assert len(written) >= 30
    assert {question.kind for question in written} == set(KINDS)
    for question in written:
        assert question.explanation, question.id
        assert question.sources, question.id
    reasons = [
        bool(option.because)
        for question in written
        if isinstance(question, Choice)
        for option in question.options
        if option is not question.key
    ]
    assert sum(reasons) / len(reasons) > 0.9


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_hundred_and_twenty_or_more_are_generated_that_differ_in_stem_and_key(language: str) -> None:
    """Counted as ``list --format json`` gives them."""
    words = load_words(language)
    records = [record(question, BANK, language, words) for question in QUESTIONS if question.generated]
    assert len({(each["stem"], str(each["key"])) for each in records}) >= 120


def test_both_languages_have_the_same_questions_options_and_keys() -> None:
    """As many options, as many blanks, the key in the same place."""
    english, indonesian = (
        [record(question, BANK, language, load_words(language)) for question in QUESTIONS] for language in ("en", "id")
    )
    for one, other in zip(english, indonesian, strict=True):
        assert (one["id"], one["code"], one["kind"]) == (other["id"], other["code"], other["kind"])
        if one["kind"] == "choice":
            assert one["options"].index(one["key"]) == other["options"].index(other["key"])
        if one["kind"] == "select":
            chosen = [[each["options"].index(key) for key in each["key"]] for each in (one, other)]
            assert chosen[0] == chosen[1]
        assert one["stem"] != "" != other["stem"]


def test_every_fact_is_asked_in_two_ways_or_more() -> None:
    """A fact that is not context rests under at least two questions."""
    asked: Counter[str] = Counter(fact for question in QUESTIONS for fact in set(question.facts))
    assert {fact.id: asked[fact.id] for fact in BANK.facts if not fact.context and asked[fact.id] < 2} == {}


@pytest.mark.parametrize("difficulty", ["easy", "medium", "hard"])
@pytest.mark.parametrize("options", [2, 3, 4, 8])
def test_it_has_no_problem_whatever_is_wished_for(difficulty: str, options: int) -> None:
    """What the bank skips may fall away by itself under other wishes: that is no mistake of the bank."""
    assert build(BANK, Wishes(options=options, difficulty=difficulty)).problems == ()


def test_a_context_fact_is_never_asked() -> None:
    """True, never asked."""
    context = {fact.id for fact in BANK.facts if fact.context}
    assert context
    assert [question.id for question in QUESTIONS if question.generated and set(question.facts) & context] == []


def test_what_is_true_though_the_article_does_not_say_so_is_never_a_wrong_answer_to_a_meeting() -> None:
    """He met President Yoon in Seoul and Foreign Minister Hayashi in Tokyo."""
    for question in QUESTIONS:
        if isinstance(question, Choice | Select) and "meet" in question.stem.plain("en").casefold():
            right = {question.right} if isinstance(question, Choice) else question.right
            wrong = [option for at, option in enumerate(question.options) if at not in right]
            stem = question.stem.plain("en")
            for option in wrong:
                if "Seoul" in stem or "South Korea" in stem:
                    assert "Yoon" not in option.text.plain("en"), question.id
                if "Tokyo" in stem or "Japan" in stem:
                    assert "Hayashi" not in option.text.plain("en"), question.id


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_thirtieth_of_january_alone_is_never_asked_for_a_city(language: str) -> None:
    """It belongs to both cities."""
    for question in QUESTIONS:
        if isinstance(question, Choice | Short) and not question.corrections:
            stem = question.stem.plain(language)
            if stem.startswith(("In which city was", "Di kota mana")) and "30" in stem:
                pytest.fail(question.id)


@pytest.mark.parametrize("typed", ["Kishida", "Fumio Kishida", "kishida fumio", "PM Kishida", "KISHIDA"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_kishida_is_accepted_in_every_form_that_people_type(typed: str, language: str) -> None:
    """Given name first or last, with or without his office."""
    asked = [
        question
        for question in QUESTIONS
        if isinstance(question, Short) and "Fumio Kishida" in question.typed.accept[language]
    ]
    assert asked
    for question in asked:
        assert grade(question, typed, language).right, question.id


def test_the_slips_of_the_article_are_taught() -> None:
    """Each correction of the bank stands on at least one question."""
    taught = {correction.place for question in QUESTIONS for correction in question.corrections}
    assert taught == {correction.place for correction in BANK.corrections}
    assert len(BANK.corrections) == 4


def test_an_office_is_asked_as_of_the_visit() -> None:
    """Who holds an office holds it at the time of the visit, in stem or statement."""
    offices = {relation.name for relation in BANK.relations.values() if "office" in relation.slots}
    facts = {fact.id for fact in BANK.facts if fact.relation in offices and not fact.context}
    assert facts
    for question in QUESTIONS:
        if question.generated and set(question.facts) & facts:
            assert "at the time of the visit" in question.stem.plain("en").casefold(), question.id
            said = question.stem.plain("id").casefold()
            assert "saat kunjungan" in said or "ketika kunjungan" in said or "pada waktu kunjungan" in said, question.id


def test_no_option_of_a_choice_repeats_another_in_either_language() -> None:
    """Every option is another answer."""
    for question in QUESTIONS:
        if isinstance(question, Choice | Select):
            for language in BANK.languages:
                said = [shapes(option.text.plain(language), language) for option in question.options]
                assert len({frozenset(each) for each in said}) == len(said), question.id


def test_true_and_false_statements_are_both_there_for_every_relation_that_has_many() -> None:
    """Neither answer can be guessed from the relation."""
    by_relation: dict[str, set[bool]] = defaultdict(set)
    count: Counter[str] = Counter()
    relations = {fact.id: fact.relation for fact in BANK.facts}
    for question in QUESTIONS:
        if isinstance(question, TrueFalse) and question.generated:
            relation = relations[question.facts[0]]
            by_relation[relation].add(question.truth)
            count[relation] += 1
    assert all(len(by_relation[relation]) == 2 for relation, number in count.items() if number >= 8)
