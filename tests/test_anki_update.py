"""A deck that is imported over its older self: what is touched, and what is left alone."""

from __future__ import annotations

from dataclasses import replace

from quizgen.bank.load import load_words
from quizgen.model import Retired, Select, TrueFalse
from tests.samples import BANK, HERE, QUESTIONS, both, option
from tests.test_anki_client import NOW, Learner, collection_of, deck

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS
LATER = NOW + 86_400


def changed(*questions: object) -> tuple[object, ...]:
    """The samples, with some in place of those of the same id."""
    new = {question.id: question for question in questions}  # type: ignore[attr-defined]
    return tuple(new.get(question.id, question) for question in QUESTIONS)


MENDED = changed(replace(TRUE_FALSE, stem=both("Oslo is Sweden's capital.")))


def times(apkg: bytes) -> dict[str, int]:
    """When each note last changed, by its id field."""
    rows = collection_of(apkg).execute("SELECT flds, mod FROM notes").fetchall()
    return {next(part for part in fields.split("\x1f") if part.startswith("sample/")): mod for fields, mod in rows}


def rows(apkg: bytes, table: str) -> list[tuple[object, ...]]:
    """The ids in a table of a deck."""
    return sorted(collection_of(apkg).execute(f"SELECT id FROM {table}").fetchall())


def study(learner: Learner) -> None:
    """Answer every card that waits, once."""
    learner.col.decks.select(learner.col.decks.id("Capitals & rivers <1>"))
    while card := learner.col.sched.getCard():
        learner.col.sched.answerCard(card, 4)


def progress(learner: Learner) -> dict[int, tuple[int, int, int]]:
    """Each card's repetitions, interval and due day."""
    return {card.id: (card.reps, card.ivl, card.due) for card in learner.cards()}


def test_the_same_file_again_changes_nothing(learner: Learner) -> None:
    """A second import of one file finds every note the same."""
    first = deck()
    assert learner.take(first) == {"new": 7}
    study(learner)
    before = progress(learner)
    assert learner.take(first) == {"same": 7}
    assert progress(learner) == before
    assert all(reps == 1 for reps, _, _ in before.values())
    learner.fine()


def test_an_unchanged_bank_gives_the_same_bytes() -> None:
    """Over its older self, a deck of the same questions is that very file, a year later too."""
    first = deck()
    assert deck(now=LATER * 2, older=first) is first
    assert deck() == first


def test_the_shuffle_of_a_build_changes_no_note() -> None:
    """Another seed shows options in another order; a card shuffles for itself, so its note is the same."""
    first = deck()
    shuffled = changed(
        replace(CHOICE, options=CHOICE.options[::-1]),  # type: ignore[union-attr]
        replace(SELECT, options=SELECT.options[::-1], right=frozenset({1, 3})),  # type: ignore[union-attr]
        replace(ORDER, shown=(1, 2, 0)),
        replace(MATCH, shown=(0, 1, 2)),
    )
    assert deck(shuffled, now=LATER, older=first) is first  # type: ignore[arg-type]


def test_a_mended_typo_updates_in_place(learner: Learner) -> None:
    """The one changed note is updated, its card is the same card, and what was learned stays."""
    first = deck()
    learner.take(first)
    study(learner)
    before = progress(learner)
    second = deck(MENDED, now=LATER, older=first)  # type: ignore[arg-type]
    assert learner.take(second) == {"updated": 1, "same": 6}
    assert learner.note("truth")["Stem"] == "Oslo is Sweden&#39;s capital."
    assert progress(learner) == before
    learner.fine()


def test_only_what_changed_gets_a_new_time() -> None:
    """A changed note is as new as this build, all others are as old as they were."""
    first = deck()
    second = deck(MENDED, now=LATER, older=first)  # type: ignore[arg-type]
    assert times(second) == times(first) | {"sample/truth (en)": LATER}
    third = deck(now=LATER + 5, older=second)
    assert times(third) == times(first) | {"sample/truth (en)": LATER + 5}


def test_a_changed_option_changes_only_its_note(learner: Learner) -> None:
    """Another distractor, or its reason, touches one note."""
    first = deck()
    learner.take(first)
    options = (option("@tokyo", "Tokyo", because="It is Japan's."), *CHOICE.options[1:])  # type: ignore[union-attr]
    asked = changed(replace(CHOICE, options=options))
    assert learner.take(deck(asked, now=LATER, older=first)) == {"updated": 1, "same": 6}  # type: ignore[arg-type]
    assert "It is Japan&#39;s." in learner.note("capital-korea").fields


def test_a_clock_that_went_back_still_makes_a_newer_note() -> None:
    """A changed note is newer than the older one, whatever the clock says."""
    first = deck()
    assert times(deck(MENDED, now=5, older=first))["sample/truth (en)"] == NOW + 1  # type: ignore[arg-type]


def test_a_new_question_comes_as_new(learner: Learner) -> None:
    """One more question is one more note; a later place of those behind it is no change to them."""
    first = deck(QUESTIONS[1:])
    learner.take(first)
    second = deck(now=LATER, older=first)
    assert learner.take(second) == {"new": 1, "same": 6}
    assert times(second) == times(first) | {"sample/capital-korea (en)": LATER}


def test_an_added_blank_adds_its_card(learner: Learner) -> None:
    """A cloze that gains a blank keeps its cards and gets one more."""
    one = replace(CLOZE, text={"en": CLOZE.text["en"][:1]}, blanks={1: CLOZE.blanks[1]})  # type: ignore[union-attr]
    first = deck(changed(one))  # type: ignore[arg-type]
    learner.take(first)
    kept = [card.id for card in learner.note("cloze").cards()]
    assert learner.take(deck(now=LATER, older=first)) == {"updated": 1, "same": 6}
    assert [card.id for card in learner.note("cloze").cards()][:1] == kept
    assert len(learner.note("cloze").cards()) == 2
    learner.fine()


def test_a_lost_blank_leaves_its_card(learner: Learner) -> None:
    """A cloze that loses a blank is updated; the card of that blank stays, until Anki's Empty Cards removes it."""
    first = deck()
    learner.take(first)
    kept = [card.id for card in learner.note("cloze").cards()]
    one = replace(CLOZE, text={"en": CLOZE.text["en"][:1]}, blanks={1: CLOZE.blanks[1]})  # type: ignore[union-attr]
    assert learner.take(deck(changed(one), now=LATER, older=first)) == {"updated": 1, "same": 6}  # type: ignore[arg-type]
    assert [card.id for card in learner.note("cloze").cards()] == kept
    (empty,) = learner.col.get_empty_cards().notes
    assert list(empty.card_ids) == kept[1:]


def test_another_style_touches_no_note_that_both_have(learner: Learner) -> None:
    """A deck for recall and then one for choice: what both hold is the same, the rest comes as new."""
    recall = tuple(question for question in QUESTIONS if question.kind in ("short", "cloze", "match"))
    choice = tuple(question for question in QUESTIONS if question.kind not in ("short", "cloze"))
    first = deck(recall)
    learner.take(first)
    study(learner)
    before = progress(learner)
    assert learner.take(deck(choice, now=LATER, older=first)) == {"new": 4, "same": 1}
    assert {card: state for card, state in progress(learner).items() if card in before} == before
    learner.fine()


def test_two_banks_with_the_same_question_ids_do_not_collide(learner: Learner) -> None:
    """Every question of both comes as new."""
    learner.take(deck())
    assert learner.take(deck(bank=replace(BANK, id="other"))) == {"new": 7}
    learner.fine()


def test_two_languages_do_not_collide(learner: Learner) -> None:
    """The same question in another language is another note, in another deck."""
    learner.take(deck())
    assert learner.take(deck(language="id")) == {"new": 7}
    assert len({card.did for card in learner.cards()}) == 6
    learner.fine()


def test_a_bilingual_deck_adds_its_backs_to_the_notes_that_are_there(learner: Learner) -> None:
    """The other language comes onto the backs of the first one's cards, whose scheduling stays; it goes likewise."""
    first = deck()
    learner.take(first)
    study(learner)
    before = progress(learner)
    second = deck(now=LATER, older=first, translations={"id": load_words("id")})
    assert learner.take(second) == {"updated": 7}
    assert 'lang="id"' in learner.note("truth")["Translation"]
    learner.take(deck(now=LATER + 5, older=second))
    assert learner.note("truth")["Translation"] == ""
    assert progress(learner) == before
    learner.fine()


def test_an_older_file_does_not_undo_a_newer(learner: Learner) -> None:
    """Whoever imports last year's file after this year's keeps this year's words."""
    first = deck()
    second = deck(MENDED, now=LATER, older=first)  # type: ignore[arg-type]
    learner.take(second)
    assert learner.take(first) == {"same": 7}
    assert learner.note("truth")["Stem"] == "Oslo is Sweden&#39;s capital."


def test_a_question_left_out_stays_with_the_learner(learner: Learner) -> None:
    """What the bank has no more, without being retired, is not in the file; Anki deletes nothing."""
    first = deck()
    learner.take(first)
    second = deck(QUESTIONS[1:], now=LATER, older=first)
    assert len(times(second)) == 6
    assert learner.take(second) == {"same": 6}
    assert learner.note("capital-korea").tags == sorted(learner.note("capital-korea").tags)
    assert learner.note("capital-korea")["Notice"] == ""


RETIRED = replace(BANK, retired=(Retired("truth", "true-false", HERE), Retired("cloze", "cloze", HERE)))
REMAINING = tuple(question for question in QUESTIONS if question.id not in ("truth", "cloze"))


def test_a_retired_question_comes_marked_and_tagged(learner: Learner) -> None:
    """Its card and words stay, under a banner and a tag by which it can be found and deleted."""
    first = deck()
    learner.take(first)
    study(learner)
    before = progress(learner)
    second = deck(REMAINING, RETIRED, now=LATER, older=first)
    assert learner.take(second) == {"updated": 2, "same": 5}
    note = learner.note("truth")
    assert note["Stem"] == "Oslo is the capital of Sweden."
    assert note["Notice"].startswith("This question has been retired")
    assert "quizgen::retired" in note.tags
    assert note["Notice"] in note.cards()[0].question()
    assert len(learner.col.find_cards("tag:quizgen::retired")) == 3
    assert progress(learner) == before
    learner.fine()
    assert deck(REMAINING, RETIRED, now=LATER + 5, older=second) is second


def test_newcomers_get_no_card_of_a_retired_question(learner: Learner) -> None:
    """A retired note brings no cards: they reach those who have them, and nobody else."""
    second = deck(REMAINING, RETIRED, now=LATER, older=deck())
    learner.take(second)
    assert {card.note()["Id"] for card in learner.cards()} == {f"sample/{asked.id} (en)" for asked in REMAINING}
    learner.fine()


def test_a_retired_question_is_told_without_the_older_deck(learner: Learner) -> None:
    """Where the older file is lost, the banner comes all the same, with the question's id for its words."""
    learner.take(deck())
    assert learner.take(deck(REMAINING, RETIRED, now=LATER)) == {"updated": 7}
    assert learner.note("truth")["Stem"] == "Question truth"
    for card in learner.note("cloze").cards():
        assert "This question has been retired" in card.question()
    learner.fine()


def test_a_question_that_came_back_is_asked_again(learner: Learner) -> None:
    """A question both asked and retired is asked."""
    first = deck()
    second = deck(REMAINING, RETIRED, now=LATER, older=first)
    learner.take(second)
    third = deck(QUESTIONS, RETIRED, now=LATER + 5, older=second)
    learner.take(third)
    assert learner.note("truth")["Notice"] == ""
    assert "quizgen::retired" not in learner.note("truth").tags


def test_a_learners_tags_and_flags(learner: Learner) -> None:
    """A tag of one's own stays on an unchanged note and is lost on a changed one; flags and suspension stay."""
    first = deck()
    learner.take(first)
    for question in ("truth", "coast"):
        note = learner.note(question)
        note.tags.append("mine")
        learner.col.update_note(note)
    held = [card.id for card in learner.note("truth").cards()]
    learner.col.set_user_flag_for_cards(3, held)
    learner.col.sched.suspend_cards(held)
    in_future = 2_000_000_000
    learner.take(deck(MENDED, now=in_future, older=first))  # type: ignore[arg-type]
    assert "mine" in learner.note("coast").tags
    assert "mine" not in learner.note("truth").tags
    (card,) = learner.note("truth").cards()
    assert (card.user_flag(), card.queue) == (3, -1)


def test_a_learners_own_wording(learner: Learner) -> None:
    """An edit of one's own outlives every file that is older than it, and gives way to a newer change only."""
    first = deck()
    learner.take(first)
    note = learner.note("truth")
    note["Stem"] = "My own words"
    learner.col.update_note(note)
    assert learner.take(first) == {"same": 7}
    assert learner.note("truth")["Stem"] == "My own words"
    unrelated = changed(replace(SHORT, stem=both("Norway's capital?")))
    second = deck(unrelated, now=2_000_000_000, older=first)  # type: ignore[arg-type]
    assert learner.take(second) == {"updated": 1, "same": 6}
    assert learner.note("truth")["Stem"] == "My own words"
    third = deck(MENDED, now=2_000_000_001, older=second)  # type: ignore[arg-type]
    learner.take(third)
    assert learner.note("truth")["Stem"] == "Oslo is Sweden&#39;s capital."


def test_another_kind_under_the_same_id_is_not_taken_over(learner: Learner) -> None:
    """Anki never gives a note another type, so a question of another kind wants another id."""
    first = deck()
    learner.take(first)
    fields = {name: getattr(TRUE_FALSE, name) for name in ("id", "code", "stem", "topic", "place")}
    other = changed(Select(**fields, options=SELECT.options, right=SELECT.right))  # type: ignore[union-attr]
    second = deck(other, now=LATER, older=first)  # type: ignore[arg-type]
    assert learner.take(second) == {"conflict": 1, "same": 6}
    assert isinstance(TRUE_FALSE, TrueFalse)
    assert learner.note("truth")["Key"] == "False"


def test_ids_of_notes_and_cards_do_not_hang_on_the_clock() -> None:
    """Rows have the same ids at every build, all of them times long past."""
    first, second = deck(), deck(MENDED, now=LATER)  # type: ignore[arg-type]
    assert rows(first, "notes") == rows(second, "notes")
    assert rows(first, "cards") == rows(second, "cards")
    assert all(1_262_304_000_000 <= number[0] < 1_577_664_000_000 for number in rows(first, "cards"))  # type: ignore[operator]


def test_the_description_alone_makes_a_new_file() -> None:
    """A new licence changes no note, but it is not the older file either."""
    first = deck()
    second = deck(bank=replace(BANK, licence="CC0-1.0"), now=LATER, older=first)
    assert second != first
    assert times(second) == times(first)


def test_a_ledger_of_another_bank_is_no_help_and_no_harm() -> None:
    """An older file that has none of these notes changes nothing."""
    other = deck(bank=replace(BANK, id="other"), now=5)
    assert deck(older=other) == deck()
