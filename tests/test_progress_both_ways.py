"""Progress that moves between the terminal and Anki, by the real engine: nothing lost, nothing counted twice."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

from quizgen.cli.learned import progress_of
from quizgen.cli.progress_anki import offset
from quizgen.grade import grade
from quizgen.study.due import Today
from quizgen.study.memory import StoreMemory
from quizgen.study.store import Store
from tests.run import quizgen
from tests.samples import BANK
from tests.test_anki_client import Learner, deck, somebody
from tests.test_anki_update import CHOICE, CLOZE, SHORT, TRUE_FALSE
from tests.test_progress_anki import AGAIN, EASY, GOOD, HARD, agree, answer, days_until_due, log, sleep, take

DAY = 86_400_000


def moment() -> int:
    """Now, in unix milliseconds."""
    return time.time_ns() // 1_000_000


def today() -> Today:
    """The learner's day."""
    now = moment()
    return Today(at=now, offset=offset(now))


def package(progress: Path) -> bytes:
    """The deck of the samples with all that a progress file knows."""
    with Store.open(progress) as store:
        return deck(progress=progress_of(store, BANK.id, today()))


def import_with_scheduling(learner: Learner, apkg: bytes) -> int:
    """Import a deck and what was learned; how many notes were new."""
    path = learner.folder / "learned.apkg"
    path.write_bytes(apkg)
    options = ImportAnkiPackageOptions(with_scheduling=True)
    request = ImportAnkiPackageRequest(package_path=str(path), options=options)
    return len(learner.col.import_anki_package(request).log.new)


@contextmanager
def another(folder: Path, apkg: bytes, *, fsrs: bool = False) -> Iterator[Learner]:
    """A new collection into which a deck was imported with its scheduling."""
    folder.mkdir()
    with somebody(folder) as learner:
        learner.col.set_config("fsrs", fsrs)
        assert import_with_scheduling(learner, apkg) == 7
        tree = learner.col.decks.all_names_and_ids()
        learner.col.decks.select(next(each.id for each in tree if "<1>" in each.name and "::" not in each.name))
        yield learner


def in_the_terminal(progress: Path, *answers: tuple[Any, Any, int]) -> None:
    """Answer questions in the terminal: question, response, and how many days ago."""
    ids = iter(f"here-{number}" for number in range(moment(), moment() + 1000))
    with Store.open(progress) as store:
        for question, response, ago in answers:
            memory = StoreMemory(store, BANK.id, lambda ago=ago: moment() - ago * DAY, lambda: next(ids))
            verdict = grade(question, response, "en")
            memory.answered(question, "en", response, verdict, hints=0, duration=4000)


@pytest.mark.parametrize("fsrs", [False, True])
def test_an_import_with_scheduling_goes_on_where_the_terminal_stopped(fsrs: bool, tmp_path: Path) -> None:
    """Every review is in Anki's log, each card is due on the same day, and Anki's FSRS has the same memory of it."""
    progress = tmp_path / "p.sqlite"
    in_the_terminal(
        progress,
        (SHORT, "Oslo", 30), (SHORT, "Oslo", 27), (SHORT, "Oslo", 12), (TRUE_FALSE, True, 9), (TRUE_FALSE, False, 8),
        (CHOICE, 1, 2), (CLOZE, {1: "Vienna", 2: "Rhine"}, 5), (CLOZE, {1: "Vienna", 2: "Danube"}, 4),
    )  # fmt: skip
    with another(tmp_path / "anki", package(progress), fsrs=fsrs) as learner:
        assert len(log(learner)) == 3 + 2 + 1 + 4
        agree(days_until_due(learner, progress), 5)
        with Store.open(progress) as store:
            states = store.cards(BANK.id)
        (card,) = learner.note("capital-short").cards()
        kept = states["capital-short", 0]
        assert card.memory_state.stability == pytest.approx(kept.stability, abs=0.01)
        assert card.memory_state.difficulty == pytest.approx(kept.difficulty, abs=0.01)
        assert (card.reps, card.lapses, card.last_review_time) == (3, 0, kept.last // 1000)
        (card,) = learner.note("truth").cards()
        assert (card.reps, card.lapses) == (2, 0)
        new = {card.note()["Id"] for card in learner.cards() if card.type == 0}
        assert new == {f"sample/{question} (en)" for question in ("coast", "order", "match")}
        learner.fine()


def test_there_and_here_and_there_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Review in Anki, import here, review here, export there, review there, import here: every review once."""
    progress = tmp_path / "p.sqlite"
    with another(tmp_path / "first", deck()) as learner:
        answer(learner, EASY, EASY, GOOD, AGAIN)
        sleep(learner, 20)
        answer(learner, GOOD, HARD)
        assert take(Path(learner.col.path), progress, capsys) == "6 new, 0 known\n"
        there = log(learner)
    in_the_terminal(progress, (SHORT, "Oslo", 0), (TRUE_FALSE, False, 0), (CLOZE, {1: "Vienna", 2: "Danube"}, 0))
    apkg = package(progress)
    with another(tmp_path / "second", apkg) as learner:
        rows = log(learner)
        assert [row[:2] for row in there] == [row[:2] for row in rows if row[0] in {row[0] for row in there}]
        assert len(rows) == 6 + 4
        agree(days_until_due(learner, progress), 4)
        assert take(Path(learner.col.path), progress, capsys) == "0 new, 10 known\n"
        answer(learner, GOOD, GOOD)
        assert take(Path(learner.col.path), progress, capsys) == "2 new, 10 known\n"
        agree(days_until_due(learner, progress), 4)
        learner.fine()


def test_the_log_comes_back_once_to_a_collection_whose_cards_were_deleted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Anki never touches cards that it has; deleted and imported anew they go on from here, no review twice."""
    progress = tmp_path / "p.sqlite"
    with another(tmp_path / "anki", deck()) as learner:
        answer(learner, EASY, EASY, GOOD)
        take(Path(learner.col.path), progress, capsys)
        in_the_terminal(progress, (SHORT, "Oslo", 0))
        before = log(learner)
        apkg = package(progress)
        assert import_with_scheduling(learner, apkg) == 0
        assert log(learner) == before
        learner.col.remove_notes(learner.col.find_notes(""))
        assert import_with_scheduling(learner, apkg) == 7
        assert [row[0] for row in log(learner)][: len(before)] == [row[0] for row in before]
        assert len(log(learner)) == len(before) + 1
        agree(days_until_due(learner, progress), 1)
        learner.fine()


def test_an_answer_that_was_taken_back_does_not_travel(tmp_path: Path) -> None:
    """An undone answer is in the log here, and neither on a card nor in Anki's log."""
    progress = tmp_path / "p.sqlite"
    with Store.open(progress) as store:
        memory = StoreMemory(store, BANK.id, moment, iter(["a", "b", "c"]).__next__)
        memory.answered(SHORT, "en", "Oslo", grade(SHORT, "Oslo", "en"), hints=0, duration=1)
        memory.undone(memory.answered(CHOICE, "en", 0, grade(CHOICE, 0, "en"), hints=0, duration=1))
    with another(tmp_path / "anki", package(progress)) as learner:
        assert len(log(learner)) == 1
        (card,) = learner.note("capital-korea").cards()
        assert (card.type, card.reps) == (0, 0)


def test_without_scheduling_the_deck_is_as_new(tmp_path: Path) -> None:
    """Whoever imports somebody's learned deck without scheduling gets new cards in the teaching order."""
    progress = tmp_path / "p.sqlite"
    in_the_terminal(progress, (SHORT, "Oslo", 3))
    (tmp_path / "anki").mkdir()
    with somebody(tmp_path / "anki") as learner:
        assert learner.take(package(progress)) == {"new": 7}
        assert {card.type for card in learner.cards()} == {0}
        assert log(learner) == []


@pytest.mark.parametrize(("first", "later"), [(0, 1), (1, 0)])
def test_what_was_learned_of_another_kind_is_not_that_of_a_card(tmp_path: Path, first: int, later: int) -> None:
    """An author who gives a question another kind under its id: the terminal begins anew, and so does Anki."""
    head = "format: 1\nbank: b\ntitle: B\nlanguages: [en]\nquestions:\n"
    kinds = ('kind: short, ask: "Which?", answer: Oslo', 'kind: cloze, text: "It is {{c1::Oslo}}."')
    bank = tmp_path / "questions.yaml"
    bank.write_text(f"{head}  - {{id: q, {kinds[first]}}}\n  - {{id: same, {kinds[0]}}}\n")
    played = quizgen("play", "--progress", "p.sqlite", "--plain", folder=tmp_path, typed="Oslo\nOslo\n")
    assert played.code == 0, played.err
    bank.write_text(f"{head}  - {{id: q, {kinds[later]}}}\n  - {{id: same, {kinds[0]}}}\n")
    made = quizgen("deck", "-o", "a.apkg", "--with-progress", "--progress", "p.sqlite", folder=tmp_path)
    assert made.err == "a.apkg: 2 questions, 1 card with progress\n"
    (tmp_path / "anki").mkdir()
    with somebody(tmp_path / "anki") as learner:
        assert import_with_scheduling(learner, (tmp_path / "a.apkg").read_bytes()) == 2
        assert [card.note()["Id"] for card in learner.cards() if card.type == 2] == ["b/same (en)"]


def test_the_command_takes_what_was_played(tmp_path: Path) -> None:
    """A quiz in the terminal, then the deck with its progress, also for a question that the style leaves out."""
    ids = ("--id", "span-trip/choice/span", "--id", "korea-mission/true-false/country")
    played = quizgen("play", *ids, "--progress", "p.sqlite", "--plain", folder=tmp_path, typed="1\nt\n" * 2)
    assert played.code == 0, played.err
    nothing = quizgen("deck", "-o", "a.apkg", "--with-progress", "--progress", "none.sqlite", folder=tmp_path)
    assert (nothing.code, nothing.err) == (
        2,
        "quizgen: none.sqlite knows of no answer to this bank's questions; leave --with-progress out\n",
    )
    assert not (tmp_path / "none.sqlite").exists()
    made = quizgen("deck", "-o", "a.apkg", "--with-progress", "--progress", "p.sqlite", folder=tmp_path)
    assert made.err == "a.apkg: 218 questions, 2 cards with progress\n"
    (tmp_path / "anki").mkdir()
    with somebody(tmp_path / "anki") as learner:
        assert import_with_scheduling(learner, (tmp_path / "a.apkg").read_bytes()) == 218
        learned = {card.note()["Id"] for card in learner.cards() if card.type == 2}
        assert learned == {f"nato-visit-2023/{question} (en)" for question in ids[1::2]}
