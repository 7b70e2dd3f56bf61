"""Bilingual decks: the front in one language, the back in both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quizgen.bank.load import load_words
from tests.run import quizgen
from tests.test_anki_client import NOW, Learner, Page, deck, somebody
from tests.test_anki_update import CHOICE, MATCH, ORDER, SELECT, changed

BOTH = {"id": load_words("id")}


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """A collection with the bilingual deck of the samples."""
    with somebody(tmp_path) as learner:
        learner.take(deck(translations=BOTH))
        yield learner


def told(learner: Learner, question: str) -> list[str]:
    """The texts of a note's other language, part by part."""
    return Page(learner.note(question)["Translation"]).runs


def test_the_back_says_all_again(learner: Learner) -> None:
    """Stem, key, wrong options with their reasons, explanation: for each kind what it has."""
    assert told(learner, "capital-korea")[:4] == ["Apa ibu kota ", "Korea Selatan", "?", "Seoul"]
    assert "✗ Tokyo – [id] Tokyo is Japan's capital." in Page(learner.note("capital-korea")["Translation"]).text
    assert told(learner, "capital-korea")[-1] == "Seoul menjadi ibu kota sejak 1948."
    assert told(learner, "truth") == ["Oslo adalah ibu kota Swedia.", "Salah", "Oslo adalah ibu kota Norwegia."]
    assert told(learner, "capital-short")[:2] == ["Apa ibu kota Norwegia?", "Oslo"]
    assert told(learner, "cloze")[1:] == ["(1) Vienna", "(2) Danube"]
    assert told(learner, "order")[1:] == ["1. Rome", "2. Wina", "3. Brasilia"]
    assert told(learner, "match")[1:] == ["Jepang – Tokyo", "Korea Selatan – Seoul", "✗ Jakarta"]


def test_the_front_is_in_the_first_language_alone(learner: Learner) -> None:
    """No word of the other language stands on a front; on the back it is marked as what it is."""
    (card,) = learner.note("truth").cards()
    assert "Oslo adalah" not in card.question()
    assert '<div lang="id" dir="auto"><div class="qg-stem" dir="auto">Oslo adalah' in card.answer()
    assert learner.note("truth")["Language"] == "en"
    learner.fine()


def test_tags_and_deck_are_those_of_the_first_language(learner: Learner) -> None:
    """It is the first language's deck with more on its backs; a tag for each language tells."""
    tags = learner.note("truth").tags
    assert [tag for tag in tags if "language" in tag] == ["quizgen::language::en", "quizgen::language::id"]
    assert learner.col.decks.by_name("Capitals & rivers <1>::Asia") is not None


def test_the_shuffle_of_a_build_changes_no_bilingual_note() -> None:
    """The other language's options stand in an order that hangs on identity alone, too."""
    first = deck(translations=BOTH)
    shuffled = changed(
        replace(CHOICE, options=CHOICE.options[::-1]),  # type: ignore[union-attr]
        replace(SELECT, options=SELECT.options[::-1], right=frozenset({1, 3})),  # type: ignore[union-attr]
        replace(ORDER, shown=(1, 2, 0)),
        replace(MATCH, shown=(0, 1, 2)),
    )
    assert deck(shuffled, now=NOW + 5, older=first, translations=BOTH) is first  # type: ignore[arg-type]


def test_two_decks_of_both_languages_do_not_collide(learner: Learner) -> None:
    """English with Indonesian, and Indonesian with English, are two decks."""
    other = deck(language="id", translations={"en": load_words("en")})
    assert learner.take(other) == {"new": 7}
    assert len(learner.col.find_cards("")) == 2 * 8


def test_the_command_makes_it(tmp_path: Path) -> None:
    """``-l id,en`` names the file after both languages and asks in the first."""
    ran = quizgen("deck", "-l", "id,en", "-k", "order", folder=tmp_path)
    assert ran.err == "nato-visit-2023-id-en.apkg: 6 questions\n"
    with somebody(tmp_path) as somebody_else:
        somebody_else.take((tmp_path / "nato-visit-2023-id-en.apkg").read_bytes())
        notes = [card.note() for card in somebody_else.cards()]
        assert {note["Language"] for note in notes} == {"id"}
        assert all('lang="en"' in note["Translation"] for note in notes)
        somebody_else.fine()
