"""The second bank, which the tutorial leads to: numbers and orders where the flagship has dates and officials."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from quizgen.bank.load import load_bank, load_words
from quizgen.export.records import record
from quizgen.generate.build import build
from quizgen.model import KINDS, Bank, Choice
from tests.printed import pages
from tests.run import REPOSITORY, quizgen
from tests.test_anki_client import somebody

PLANETS = REPOSITORY / "docs" / "examples" / "planets.yaml"
LOADED = load_bank(PLANETS)
assert LOADED.bank is not None
BANK: Bank = LOADED.bank
QUESTIONS = build(BANK).questions


def test_check_finds_nothing(tmp_path: Path) -> None:
    """No error and no warning by any check, in both languages."""
    ran = quizgen("check", "--strict", str(PLANETS), folder=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, "", "0 errors, 0 warnings; 251 questions\n")


def test_it_has_so_many_questions_of_each_kind() -> None:
    """And sixteen written by hand, over all kinds."""
    assert Counter(question.kind for question in QUESTIONS) == {
        "choice": 105, "true-false": 70, "short": 55, "order": 7, "cloze": 7, "select": 4, "match": 3,
    }  # fmt: skip
    written = [question for question in QUESTIONS if not question.generated]
    assert len(written) == 16
    assert {question.kind for question in written} == set(KINDS)
    for question in written:
        assert question.explanation, question.id
        assert question.sources, question.id


def test_every_fact_names_its_source() -> None:
    """Nothing is claimed without one."""
    assert [fact.id for fact in BANK.facts if not fact.sources] == []


@pytest.mark.parametrize(("language", "said"), [("en", "23.9"), ("id", "23,9")])
def test_wrong_numbers_are_those_of_the_other_planets(language: str, said: str) -> None:
    """None is invented, and each is written as the language does."""
    asked = {question.id: question for question in QUESTIONS}["turn-mars/choice/hours"]
    assert isinstance(asked, Choice)
    assert said in [option.text.plain(language) for option in asked.options]
    known = {
        "turn": {"9.9", "10.7", "16.1", "17.2", "23.9", "24.6"},
        "temperature": {"-65", "15", "167", "464"},
        "diameter": {"4879", "6792", "12,104", "12,756", "49,528", "51,118", "120,536", "142,984"},
        "year-in-days": {"88", "225", "365", "687"},
        "year-in-years": {"12", "29", "84", "165"},
    }
    relations = {fact.id: fact.relation for fact in BANK.facts}
    for question in QUESTIONS:
        if isinstance(question, Choice) and question.generated and not question.id.endswith("/planet"):
            numbers = known.get(relations[question.facts[0]])
            assert numbers is None or {option.text.plain("en") for option in question.options} <= numbers, question.id


def test_the_orders_are_right() -> None:
    """Each exercise that a relation makes, in English."""
    words = load_words("en")
    orders = {each.id: record(each, BANK, "en", words)["key"] for each in QUESTIONS if each.kind == "order"}
    assert orders["diameter/order"] == ["Mercury", "Mars", "Venus", "Earth", "Saturn", "Jupiter"]
    assert orders["turn/order"] == ["Jupiter", "Saturn", "Neptune", "Uranus", "Earth", "Mars"]
    assert orders["temperature/order"] == ["Mars", "Earth", "Mercury", "Venus"]
    assert orders["flyby/order"] == ["Venus", "Mars", "Jupiter", "Mercury", "Saturn", "Uranus"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_its_deck_is_imported_by_anki(language: str, tmp_path: Path) -> None:
    """Every note is new, and Anki finds nothing to mend."""
    made = quizgen("deck", str(PLANETS), "-l", language, "-o", "planets.apkg", folder=tmp_path)
    assert (made.code, made.err) == (0, "planets.apkg: 127 questions\n")
    with somebody(tmp_path) as learner:
        assert learner.take((tmp_path / "planets.apkg").read_bytes()) == {"new": 127}
        learner.fine()


@pytest.mark.parametrize(("language", "title"), [("en", "The planets of the Sun"), ("id", "Planet-planet Matahari")])
def test_its_paper_is_printed_with_its_key(language: str, title: str, tmp_path: Path) -> None:
    """Twenty questions that ask each fact once, no note on standard error, and the key behind them."""
    options = ("-n", "20", "--key", "-l", language, "-o", "paper.pdf")
    made = quizgen("handout", str(PLANETS), *options, folder=tmp_path)
    assert (made.code, made.err) == (0, "paper.pdf: 20 questions\n")
    printed = pages((tmp_path / "paper.pdf").read_bytes())
    assert title in " ".join(printed[0])
    assert {"en": "Answer key", "id": "Kunci jawaban"}[language] in " ".join(line for page in printed for line in page)


@pytest.mark.parametrize(("language", "typed"), [("en", "t\nf\nt\n"), ("id", "b\ns\nb\n")])
def test_it_plays(language: str, typed: str, tmp_path: Path) -> None:
    """To the end, in both languages."""
    ran = quizgen("play", str(PLANETS), "-l", language, "-k", "true-false", "-n", "3", folder=tmp_path, typed=typed)
    assert (ran.code, ran.err) == (0, "")
    assert {"en": "Question 3 of 3", "id": "Soal 3 dari 3"}[language] in ran.out
