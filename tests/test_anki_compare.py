"""What ``deck --diff`` says, before anyone imports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quizgen.export.anki import Change, Difference, differences
from tests.run import quizgen
from tests.samples import BANK, QUESTIONS, both
from tests.test_anki_client import deck
from tests.test_anki_update import CHOICE, LATER, MENDED, REMAINING, RETIRED, TRUE_FALSE, changed

CAPITALS = """\
format: 1
bank: capitals
title: Capitals
languages: [en]
questions:
  - {id: norway, kind: short, ask: What is the capital of Norway?, answer: Oslo}
  - {id: japan, kind: choice, ask: What is the capital of Japan?, answer: Tokyo, distractors: [Kyoto, Osaka]}
  - {id: seoul, kind: true-false, say: Seoul is the capital of South Korea., truth: true}
"""


def test_an_unchanged_deck_differs_in_nothing() -> None:
    """No difference, and every note the same."""
    assert differences(deck(), deck()) == ((), 7)


def test_changed_fields_are_named() -> None:
    """A mended stem and another option are told by their fields; a change of topic by the tags."""
    found, same = differences(deck(MENDED, now=LATER), deck())  # type: ignore[arg-type]
    assert found == (Difference(Change.CHANGED, "AAAA-0003", "truth", ("Stem",)),)
    assert same == 6
    moved = changed(replace(TRUE_FALSE, topic="asia"), replace(CHOICE, explanation=None))
    found, same = differences(deck(moved), deck())  # type: ignore[arg-type]
    assert found == (
        Difference(Change.CHANGED, "AAAA-0001", "capital-korea", ("Explanation",)),
        Difference(Change.CHANGED, "AAAA-0003", "truth", ("tags",)),
    )


def test_new_and_left_out_notes() -> None:
    """What only one of them holds; a note left out stays with the learners."""
    found, same = differences(deck(QUESTIONS[1:]), deck(QUESTIONS[:-1]))
    assert found == (
        Difference(Change.NEW, "AAAA-0007", "match"),
        Difference(Change.LEFT_OUT, "AAAA-0001", "capital-korea"),
    )
    assert same == 5


def test_retired_and_back() -> None:
    """A question that is retired, and one that is asked again."""
    first = deck()
    second = deck(REMAINING, RETIRED, now=LATER, older=first)
    found, _ = differences(second, first)
    assert found == (
        Difference(Change.RETIRED, "AAAA-0003", "truth", ("Notice", "tags")),
        Difference(Change.RETIRED, "AAAA-0005", "cloze", ("Notice", "tags")),
    )
    found, _ = differences(deck(QUESTIONS, RETIRED, now=LATER + 5, older=second), second)
    assert [difference.change for difference in found] == [Change.BACK, Change.BACK]


def test_another_bank_is_all_new() -> None:
    """Notes are compared by their GUIDs, so nothing of another bank is mistaken for one's own."""
    found, same = differences(deck(), deck(bank=replace(BANK, id="other")))
    assert [difference.change for difference in found] == [Change.NEW] * 7 + [Change.LEFT_OUT] * 7
    assert same == 0


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a bank and the deck of it."""
    (tmp_path / "bank.yaml").write_text(CAPITALS, encoding="utf-8")
    quizgen("deck", "bank.yaml", "-o", "old.apkg", folder=tmp_path, SOURCE_DATE_EPOCH="1700000000")
    return tmp_path


def test_the_command_says_what_would_change_and_writes_nothing(here: Path) -> None:
    """One line a note, then the numbers; without -o there is no new file."""
    mended = (
        CAPITALS.replace("Kyoto", "Nara").replace("id: norway", "id: oslo") + "retired: [{id: seoul, kind: short}]\n"
    )
    (here / "bank.yaml").write_text(mended.replace("\n  - {id: seoul, kind: true-false", "\n#"), encoding="utf-8")
    before = sorted(here.iterdir())
    ran = quizgen("deck", "bank.yaml", "--diff", "old.apkg", folder=here)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == ["new", "changed", "retired", "left"]
    assert lines[0].endswith("  oslo")
    assert ": Option " in lines[1]
    assert lines[2].endswith("  seoul: Notice, tags")
    assert lines[3].endswith("  norway")
    assert lines[-1] == "1 new; 1 changed; 1 retired; 1 left out; 0 the same"
    assert sorted(here.iterdir()) == before


def test_with_an_output_the_deck_is_written_too(here: Path) -> None:
    """--diff and -o together say what changes and write the new deck."""
    ran = quizgen(
        "deck", "bank.yaml", "--diff", "old.apkg", "-o", "new.apkg", folder=here, SOURCE_DATE_EPOCH="1700000000"
    )
    assert (ran.out, ran.err) == ("3 the same\n", "new.apkg: 3 questions\n")
    assert (here / "new.apkg").read_bytes() == (here / "old.apkg").read_bytes()


def test_an_older_deck_that_cannot_be_read_is_told_by_its_name(here: Path) -> None:
    """A missing and a damaged file, each in one sentence."""
    ran = quizgen("deck", "bank.yaml", "--diff", "none.apkg", folder=here)
    assert (ran.code, ran.err) == (2, "quizgen: none.apkg cannot be read: no such file or directory\n")
    ran = quizgen("deck", "bank.yaml", "--diff", "bank.yaml", folder=here)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "quizgen: bank.yaml: the older deck is damaged or no Anki deck at all (File is not a zip file)\n"
    )


def test_text_of_an_older_deck_does_not_steer_the_terminal(here: Path) -> None:
    """A stranger's deck may have anything in its fields."""
    hostile = replace(TRUE_FALSE, id="a\x1b[2J\u202eb", stem=both("A."))
    (here / "hostile.apkg").write_bytes(deck((hostile,)))
    ran = quizgen("deck", "bank.yaml", "--diff", "hostile.apkg", folder=here)
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert ran.out.splitlines()[-1] == "3 new; 1 left out; 0 the same"


def test_from_nothing_the_time_is_the_clocks_or_that_of_source_date_epoch(here: Path) -> None:
    """SOURCE_DATE_EPOCH makes two decks from nothing the same, byte for byte."""
    for name in ("a.apkg", "b.apkg"):
        quizgen("deck", "bank.yaml", "-o", name, folder=here, SOURCE_DATE_EPOCH="1650000000")
    assert (here / "a.apkg").read_bytes() == (here / "b.apkg").read_bytes()
    quizgen("deck", "bank.yaml", "-o", "c.apkg", folder=here)
    from tests.test_anki_client import collection_of

    def times(name: str) -> set[int]:
        return {row[0] for row in collection_of((here / name).read_bytes()).execute("SELECT mod FROM notes")}

    assert times("a.apkg") == {1_650_000_000}
    assert min(times("c.apkg")) > 1_790_000_000
