"""Reviews made in Anki, by the real engine, taken over here: each once, due on the same day."""

from __future__ import annotations

import sqlite3
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quizgen.cli.main import main
from quizgen.cli.progress_anki import offset
from quizgen.study.record import ANKI, Answered, Rescheduled
from quizgen.study.schedule import day_of
from quizgen.study.store import Store
from tests.samples import BANK, QUESTIONS
from tests.test_anki_client import Learner, deck, somebody

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """Somebody with the deck of the samples, in a folder of their own."""
    folder = tmp_path / "anki"
    folder.mkdir()
    with somebody(folder) as learner:
        learner.take(deck())
        tree = learner.col.decks.all_names_and_ids()
        learner.col.decks.select(next(each.id for each in tree if "<1>" in each.name and "::" not in each.name))
        yield learner


def answer(learner: Learner, *ratings: int) -> list[int]:
    """Answer the next cards with these buttons; their ids."""
    cards = []
    for rating in ratings:
        queued = learner.col.sched.get_queued_cards(fetch_limit=1).cards[0]
        card = learner.col.get_card(queued.card.id)
        card.start_timer()
        made = learner.col.sched.build_answer(card=card, states=queued.states, rating=rating - 1)  # type: ignore[arg-type]
        learner.col.sched.answer_card(made)
        cards.append(card.id)
    return cards


def sleep(learner: Learner, days: int) -> None:
    """Let days go by: everything that has happened in the collection happened so much earlier."""
    seconds = days * 86_400
    database: Any = learner.col.db
    database.execute("UPDATE col SET crt = crt - ?", seconds)
    database.execute("UPDATE revlog SET id = id - ?", seconds * 1000)
    database.execute("UPDATE cards SET mod = mod - ?", seconds)
    database.execute("UPDATE cards SET due = due - ? WHERE queue = 1", seconds)
    database.execute(
        "UPDATE cards SET data = json_set(data, '$.lrt', json_extract(data, '$.lrt') - ?)"
        " WHERE json_extract(data, '$.lrt') IS NOT NULL",
        seconds,
    )
    learner.col.close()
    learner.col.reopen()


def log(learner: Learner) -> list[tuple[Any, ...]]:
    """Anki's review log: moment, button, interval, time, kind."""
    database: Any = learner.col.db
    return [tuple(row) for row in database.all("SELECT id, ease, ivl, time, type FROM revlog ORDER BY id")]


def take(path: Path, progress: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """Import a file into a progress file; what is said."""
    assert main(["progress", "import", str(path), "--progress", str(progress), *more]) == 0
    said = capsys.readouterr()
    return (said.out + said.err).replace(f"{path}: ", "")


def exported(learner: Learner, name: str) -> Path:
    """The learner's collection as Anki exports it, by the ending of the name; ``old-`` for older Ankis."""
    from anki.collection import ExportAnkiPackageOptions

    path, legacy = learner.folder.parent / name, name.startswith("old-")
    if path.suffix == ".colpkg":
        learner.col.export_collection_package(str(path), include_media=False, legacy=legacy)
        learner.col.reopen()
    else:
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_media=False, with_deck_configs=True, legacy=legacy
        )
        learner.col.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def days_until_due(learner: Learner, progress: Path) -> dict[tuple[str, int], tuple[int, int]]:
    """Each card that Anki reviews and that was answered once: in how many days it is due, there and here."""
    now = time.time_ns() // 1_000_000
    with Store.open(progress) as store:
        here = store.cards(BANK.id)
    found = {}
    for card in learner.cards():
        if card.type == 2 and card.reps:
            question = card.note()["Id"].partition("/")[2].rpartition(" (")[0]
            key = (question, card.ord + 1 if question == "cloze" else 0)
            due = here[key].due
            found[key] = (
                (card.odue if card.odid else card.due) - learner.col.sched.today,
                day_of(due, offset(due)) - day_of(now, offset(now)),
            )
    return found


def agree(days: dict[tuple[str, int], tuple[int, int]], least: int) -> None:
    """Fail unless so many cards at least are due on the same day there and here."""
    assert {key: here for key, (_, here) in days.items()} == {key: there for key, (there, _) in days.items()}
    assert len(days) >= least


@pytest.mark.parametrize("fsrs", [False, True])
def test_every_review_is_taken_over_once_and_due_on_the_same_day(
    fsrs: bool, learner: Learner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Five weeks of all four buttons, with Anki's own scheduler and with its FSRS; then again; then a few more."""
    progress, collection = tmp_path / "p.sqlite", Path(learner.col.path)
    learner.col.set_config("fsrs", fsrs)
    for wait, ratings in [(1, [EASY] * 4 + [GOOD] * 3 + [HARD, AGAIN]), (3, [GOOD, HARD]), (4, [GOOD, AGAIN, EASY]),
                          (9, [GOOD, EASY, GOOD, HARD]), (18, [AGAIN, GOOD, EASY])]:  # fmt: skip
        answer(learner, *ratings)
        sleep(learner, wait)
    rows = log(learner)
    assert len(rows) == 21
    assert {row[4] for row in rows} >= {0, 1}
    assert take(collection, progress, capsys) == "21 new, 0 known\n"
    with Store.open(progress) as store:
        events = [event for event in store.events() if isinstance(event, Answered)]
    assert sorted((event.at, *event.ratings.values(), event.duration) for event in events) == [
        (at, ease, took) for at, ease, _, took, _ in rows
    ]
    assert {(event.origin, event.response, event.language) for event in events} == {(ANKI, None, "en")}
    kinds = {question.id: question.kind for question in QUESTIONS}
    assert all(event.kind == kinds[event.question] for event in events)
    agree(days_until_due(learner, progress), 4)
    assert take(collection, progress, capsys) == "0 new, 21 known\n"
    answer(learner, GOOD, EASY, AGAIN)
    assert take(collection, progress, capsys) == "3 new, 21 known\n"
    agree(days_until_due(learner, progress), 4)


def test_a_collection_is_read_while_anki_has_it_open_and_never_changed(
    learner: Learner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What Anki has not yet written into the file itself counts too; not a byte of the folder is other afterwards."""
    answer(learner, EASY, GOOD)
    collection = Path(learner.col.path)
    assert collection.with_name(collection.name + "-wal").stat().st_size > 0
    before = {
        path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in learner.folder.glob("collection.anki2*")
    }
    assert take(collection, tmp_path / "p.sqlite", capsys) == "2 new, 0 known\n"
    after = {
        path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in learner.folder.glob("collection.anki2*")
    }
    assert after == before
    answer(learner, GOOD)
    learner.fine()
    learner.col.close()
    assert take(collection, tmp_path / "p.sqlite", capsys) == "1 new, 2 known\n"
    learner.col.reopen()


@pytest.mark.parametrize("name", ["all.apkg", "all.colpkg", "old-all.apkg", "old-all.colpkg"])
def test_a_package_says_the_same_as_the_collection(
    name: str, learner: Learner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Packages of today's Anki (compressed by zstd) and of the older one."""
    progress = tmp_path / "p.sqlite"
    answer(learner, EASY, EASY, GOOD, AGAIN)
    sleep(learner, 6)
    answer(learner, GOOD, EASY)
    assert take(exported(learner, name), progress, capsys) == "6 new, 0 known\n"
    agree(days_until_due(learner, progress), 2)
    assert take(Path(learner.col.path), progress, capsys) == "0 new, 6 known\n"


def test_a_deck_without_reviews_brings_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A deck as quizgen writes it has no answers in it."""
    (tmp_path / "new.apkg").write_bytes(deck())
    assert take(tmp_path / "new.apkg", tmp_path / "p.sqlite", capsys) == "0 new, 0 known\n"


def test_a_card_set_to_another_day_is_due_then_and_one_that_was_reset_is_new(
    learner: Learner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Anki moves a card without a review, with a new interval or none ("Set due date"), and forgets one ("Reset")."""
    progress, scheduler = tmp_path / "p.sqlite", learner.col.sched
    first, second, third, never = [*answer(learner, EASY, EASY, EASY), *(card.id for card in learner.cards())][:4]
    scheduler.set_due_date([first], "5")
    scheduler.set_due_date([second], "40!")
    scheduler.set_due_date([never], "7")
    scheduler.schedule_cards_as_new([third])
    assert take(Path(learner.col.path), progress, capsys) == "7 new, 0 known\n"
    days = days_until_due(learner, progress)
    agree(days, 2)
    assert sorted(there for there, _ in days.values()) == [5, 40]
    with Store.open(progress) as store:
        assert len(store.cards(BANK.id)) == 2
        assert sum(isinstance(event, Rescheduled) for event in store.events()) == 4
    scheduler.set_due_date([first], "9")
    assert take(Path(learner.col.path), progress, capsys) == "1 new, 7 known\n"
    agree(days_until_due(learner, progress), 2)


def test_a_card_that_was_moved_without_a_row_in_the_log_is_due_where_it_is(
    learner: Learner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Add-ons spread cards without a word in the log; the card's own day is what counts."""
    progress = tmp_path / "p.sqlite"
    (card, _) = answer(learner, EASY, EASY)
    learner.col.db.execute("UPDATE cards SET due = due + 11 WHERE id = ?", card)  # type: ignore[union-attr]
    assert take(Path(learner.col.path), progress, capsys) == "3 new, 0 known\n"
    agree(days_until_due(learner, progress), 2)
    assert take(Path(learner.col.path), progress, capsys) == "0 new, 3 known\n"


def test_an_answer_undone_in_anki_is_not_there(
    learner: Learner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Anki deletes the row of an answer that is taken back."""
    answer(learner, EASY, GOOD)
    learner.col.undo()
    assert take(Path(learner.col.path), tmp_path / "p.sqlite", capsys) == "1 new, 0 known\n"


def test_practice_in_a_filtered_deck_is_remembered_and_schedules_nothing(
    learner: Learner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a filtered deck does not reschedule, Anki's own due day stays, and so does ours."""
    progress, scheduler = tmp_path / "p.sqlite", learner.col.sched
    answer(learner, EASY, EASY)
    made = scheduler.get_or_create_filtered_deck(deck_id=0)  # type: ignore[arg-type]
    made.config.reschedule = False
    made.config.search_terms[0].search = "is:review"
    made.name = "cram"
    made.config.preview_again_secs = made.config.preview_hard_secs = made.config.preview_good_secs = 60
    learner.col.decks.select(scheduler.add_or_update_filtered_deck(made).id)  # type: ignore[arg-type]
    answer(learner, GOOD, AGAIN)
    assert [row[4] for row in log(learner)][2:] == [3, 3]
    assert take(Path(learner.col.path), progress, capsys) == "4 new, 0 known\n"
    agree(days_until_due(learner, progress), 2)
    with Store.open(progress) as store:
        assert len(store.reviews(BANK.id)) == 2
        assert len(list(store.events())) == 4


def test_a_note_whose_id_field_was_edited_is_known_by_its_bank(
    learner: Learner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the bank such a note is left out, and it is said so; with it nothing is missing."""
    bank = tmp_path / "bank.yaml"
    bank.write_text(
        "format: 1\nbank: sample\ntitle: Capitals\nlanguages: [en, id]\nquestions:\n"
        "  - {id: truth, kind: true-false, say: Oslo is the capital of Sweden., truth: false}\n"
    )
    progress = tmp_path / "p.sqlite"
    note = learner.note("truth")
    note["Id"] = "mine"
    learner.col.update_note(note)
    learner.col.sched.suspend_cards([card.id for card in learner.cards() if card.nid != note.id])
    answer(learner, EASY)
    left = "left out: 1 note has answers, but an Id that was edited; name their bank with --bank BANK.yaml"
    said = take(Path(learner.col.path), progress, capsys)
    assert sorted(said.splitlines()) == ["0 new, 0 known", f"quizgen: {left}"]
    assert take(Path(learner.col.path), progress, capsys, "--bank", str(bank)) == "1 new, 0 known\n"
    note["Id"] = "<b>sample/truth&nbsp;(en)</b>"
    learner.col.update_note(note)
    assert take(Path(learner.col.path), progress, capsys) == "0 new, 1 known\n"


def test_other_notes_and_forged_ones_are_left_alone(
    learner: Learner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A note of one's own is none of ours, even where its text says so: the GUID must prove it."""
    basic = learner.col.models.by_name("Basic")
    for guid in ("", "AAAAAAAAAAAAAAAAAAAA"):
        note = learner.col.new_note(basic)  # type: ignore[arg-type]
        note.fields = ["sample/truth (en)", "x"]
        if guid:
            note.guid = guid
        learner.col.add_note(note, learner.col.decks.get_current_id())
    learner.col.sched.suspend_cards([card.id for card in learner.cards() if "Id" in card.note()])
    answer(learner, EASY, EASY)
    assert take(Path(learner.col.path), tmp_path / "p.sqlite", capsys) == "0 new, 0 known\n"


@pytest.mark.parametrize("size", [100, 5000, 40_000])
@pytest.mark.parametrize("name", ["collection.anki2", "all.apkg", "old-all.colpkg"])
def test_a_damaged_file_is_told(
    name: str, size: int, learner: Learner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence, no traceback, and nothing is taken, nor is a file for it made."""
    answer(learner, EASY)
    whole = Path(learner.col.path) if name == "collection.anki2" else exported(learner, name)
    learner.col.close()
    cut = tmp_path / f"cut{whole.suffix}"
    cut.write_bytes(whole.read_bytes()[:size][:-10])
    assert main(["progress", "import", str(cut), "--progress", str(tmp_path / "p.sqlite")]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"quizgen: {cut} is damaged or no collection of Anki (")
    assert said.count("\n") == 1
    assert not (tmp_path / "p.sqlite").exists()
    learner.col.reopen()


def test_a_package_with_another_content_is_told(
    learner: Learner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each byte of the compressed part may be wrong, or the part be something else altogether."""
    answer(learner, EASY)
    with zipfile.ZipFile(exported(learner, "all.apkg")) as package:
        packed = package.read("collection.anki21b")
    for at, content in enumerate([b"", b"hello", packed[:9] + b"\xff" * 9 + packed[18:], packed[:-9]]):
        path = tmp_path / f"{at}.apkg"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("collection.anki21b", content)
        assert main(["progress", "import", str(path), "--progress", str(tmp_path / "p.sqlite")]) == 2
        said = capsys.readouterr().err
        assert said.startswith(f"quizgen: {path} is ")
        assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("change", "ends"),
    [
        ("DELETE FROM col", 2),
        ("DROP TABLE revlog", 2),
        ("UPDATE cards SET ord = 'one'", 2),
        ("UPDATE revlog SET ease = 'x'", 2),
        ("UPDATE config SET val = 'no JSON' WHERE key = 'rollover'", 2),
        ("UPDATE notes SET flds = x'ff00ff'", 0),
        ("UPDATE notes SET flds = replace(hex(zeroblob(3000000)), '0', '<')", 0),
        ("UPDATE revlog SET id = -id, cid = cid", 0),
        ("UPDATE revlog SET id = 9000000000000000000 + id % 1000", 0),
        ("UPDATE revlog SET ivl = 9000000000000000000, time = -5", 0),
        ("UPDATE cards SET due = 9000000000000000000, type = 2", 0),
        ("UPDATE revlog SET ease = 0, type = 4, factor = 2500", 0),
        ("UPDATE revlog SET ease = 99", 0),
        ("UPDATE cards SET ord = 1000000000000", 0),
    ],
)
def test_a_strangers_collection_raises_nothing(
    change: str, ends: int, learner: Learner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever stands in its tables: it is refused in a sentence, or what can be is taken."""
    answer(learner, EASY, GOOD)
    path, progress = Path(learner.col.path), str(tmp_path / "p.sqlite")
    learner.col.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(change)
        connection.commit()
    assert main(["progress", "import", str(path), "--progress", progress]) == ends
    assert len(capsys.readouterr().err.splitlines()) <= 1
    assert main(["progress", "rebuild", "--progress", progress]) == 0
    path.unlink()
    learner.col.reopen()
