"""What an Anki deck holds, seen through Anki's own engine."""

from __future__ import annotations

import hashlib
import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.export.anki import identity
from quizgen.model import Choice, Entity, Option, Picture, Select, Short, Topic
from quizgen.text import Span, Text, parse_cloze
from tests.samples import BANK, HERE, QUESTIONS, both, option, typed
from tests.test_anki_client import Learner, Page, deck

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
HOSTILE = (
    "<script>alert(1)</script>", "{{c1::inner}}", "{{Front}}", "{{Stem}}", "}}", "::", "a}}::b", "[latex]x[/latex]",
    "\\(x\\)", "\\[x\\]", "[sound:x.mp3]", "[$]x[/$]", "]]>", "<!--", "&amp;", "&lt;b&gt;", "\"'><b>", "🦉",
    "שלום עולם",    "[anki:tts lang=en_US]x[/anki:tts]", "{{#Key}}x{{/Key}}", "<%cloze:Text%>", "|=", "ends with \\",
)  # fmt: skip


def test_every_kind_makes_its_cards(learner: Learner) -> None:
    """Every sample question becomes one card, the cloze with two blanks two, in the order given."""
    assert learner.take(deck()) == {"new": 7}
    made = sorted((card.due, card.ord, card.note()["Id"]) for card in learner.cards())
    assert made == [
        (1, 0, "sample/capital-korea (en)"),
        (2, 0, "sample/coast (en)"),
        (3, 0, "sample/truth (en)"),
        (4, 0, "sample/capital-short (en)"),
        (5, 0, "sample/cloze (en)"),
        (5, 1, "sample/cloze (en)"),
        (6, 0, "sample/order (en)"),
        (7, 0, "sample/match (en)"),
    ]
    learner.fine()


def test_every_card_shows_something_on_both_sides(learner: Learner) -> None:
    """No card is empty, and its back says more than its front or other than it."""
    learner.take(deck())
    for card in learner.cards():
        front, back = Page(card.question()).text, Page(card.answer()).text
        assert front
        assert back
        assert front != back


def test_a_short_question_has_a_box_to_type_in(learner: Learner) -> None:
    """The typed answer is compared with the key, and a true-false card has no box."""
    learner.take(deck())
    assert "[[type:Typed]]" in learner.note("capital-short").cards()[0].question()
    assert "[[type:" not in learner.note("truth").cards()[0].question()
    assert "typeBad" not in learner.col.compare_answer(learner.note("capital-short")["Typed"], "Oslo")


def test_fields_of_a_choice(learner: Learner) -> None:
    """A Choice note has its options, the place of the right one, and the reason of a wrong one."""
    learner.take(deck())
    note = learner.note("capital-korea")
    options = [note[f"Option {number}"] for number in range(1, 9)]
    assert sorted(options) == ["", "", "", "", "", "Jakarta", "Seoul", "Tokyo"]
    assert options[int(note["Right"]) - 1] == "Seoul"
    assert note["Mode"] == "single"
    assert note["Key"] == "Seoul"
    reasons = {options[number - 1]: note[f"Reason {number}"] for number in range(1, 4)}
    assert reasons == {"Jakarta": "", "Seoul": "", "Tokyo": "Tokyo is Japan&#39;s capital."}
    assert note["Stem"] == "What is the capital of <em>South Korea</em>?"
    assert note["Source"] == "Source: The atlas, page two<br>Confirmed by: A page"
    assert note["Code"] == "AAAA-0001"


def test_fields_of_a_select(learner: Learner) -> None:
    """A Select is a Choice note of several right options."""
    learner.take(deck())
    note = learner.note("coast")
    right = {note[f"Option {number}"] for number in note["Right"].split()}
    assert right == {"Seoul", "Tokyo"}
    assert (note["Mode"], note["Instruction"]) == ("multiple", "One answer or more")


def test_order_and_match_are_not_given_in_the_right_order(learner: Learner) -> None:
    """Where scripts are off, the plain list is still no answer; Right says where each thing stands."""
    learner.take(deck())
    order, match = learner.note("order"), learner.note("match")
    items = re.findall("<li>(.*?)</li>", order["Items"])
    assert [items[int(at) - 1] for at in order["Right"].split()] == ["Rome", "Vienna", "Brasilia"]
    assert items != ["Rome", "Vienna", "Brasilia"]
    rights = re.findall("<li>(.*?)</li>", match["Rights"])
    assert [rights[int(at) - 1] for at in match["Right"].split()] == ["Tokyo", "Seoul"]
    assert rights[:2] != ["Tokyo", "Seoul"]
    assert Page(match["Key"]).text == "Japan – TokyoSouth Korea – Seoul"


def test_a_cloze_hides_its_answer_and_gives_its_hint(learner: Learner) -> None:
    """Each blank is a card of its own, and the other blank is read as text there."""
    learner.take(deck())
    first, second = (Page(card.question()).text for card in learner.note("cloze").cards())
    assert first.endswith("[...] lies on the river Danube.")
    assert second.endswith("Vienna lies on the river [six letters].")


@pytest.mark.parametrize("kind", [question.kind for question in QUESTIONS])
def test_hostile_text_comes_out_as_text(learner: Learner, kind: str) -> None:
    """Whatever a text looks like to HTML, Anki's templates, LaTeX, MathJax or sound, it is shown as typed."""
    sample = next(question for question in QUESTIONS if question.kind == kind)
    raw = " ".join(HOSTILE)
    text = Text({"en": (Span(raw),), "id": (Span(raw),)})
    changes: dict[str, Any] = {"stem": text, "explanation": text}
    if isinstance(sample, Choice | Select):
        changes["options"] = tuple(replace(one, text=text, because=text) for one in sample.options)
    elif isinstance(sample, Short):
        changes |= {"typed": replace(sample.typed, answer=text), "also": (text,)}
    elif sample is ORDER:
        changes["items"] = tuple(replace(one, text=text) for one in ORDER.items)  # type: ignore[union-attr]
    elif sample is MATCH:
        changes["lefts"] = tuple(replace(one, text=text) for one in MATCH.lefts)  # type: ignore[union-attr]
        changes["rights"] = tuple(replace(one, text=text) for one in MATCH.rights)  # type: ignore[union-attr]
    elif sample is CLOZE:
        blank = replace(parse_cloze("{{c1::x::y}}")[0], answer=(Span(raw),), hint=raw)  # type: ignore[type-var]
        changes["text"] = {"en": (Span(raw + " "), blank)}
        changes["blanks"] = {1: replace(typed("x"), answer=text)}
    learner.take(deck((replace(sample, **changes),)))
    (card,) = learner.cards()
    output = card.render_output()
    assert (output.question_av_tags, output.answer_av_tags) == ([], [])
    scripts = int(kind in ("choice", "select", "order", "match"))
    for page in (Page(card.question()), Page(card.answer())):
        assert raw in page.text
        assert page.elements["script"] == scripts
        assert page.elements["b"] == page.elements["img"] == page.elements["anki-mathjax"] == 0
        assert not [run for run in page.runs if re.search(r"\\[()\[\]]", run)]
    if kind == "cloze":
        assert Page(card.question()).text.count(raw) == 2
        assert Page(card.answer()).text.count(raw) == 3
    if kind == "short":
        compared = learner.col.compare_answer(card.note()["Typed"], raw)
        assert "typeBad" not in compared
        assert "typeMissed" not in compared
    learner.fine()


def test_characters_that_no_field_can_hold_are_left_out(learner: Learner) -> None:
    """Anki's field separator and an unpaired surrogate, which YAML can spell, do no harm."""
    stem = Text({"en": (Span("a\x1fb\x00c\ud800d\ne"),), "id": (Span("x"),)})
    learner.take(deck((replace(TRUE_FALSE, stem=stem),)))
    assert learner.note("truth")["Stem"] == "abc\ufffdd<br>e"


def test_styles_become_elements(learner: Learner) -> None:
    """The markup of the bank is emphasis, strong and code on the card."""
    learner.take(deck((replace(TRUE_FALSE, stem=both("*a* **b** `c` ***d***")),)))
    assert learner.note("truth")["Stem"] == (
        '<em>a</em> <strong>b</strong> <code dir="ltr">c</code> <em><strong>d</strong></em>'
    )


def test_subdecks_tags_and_description(learner: Learner) -> None:
    """A subdeck a topic, hierarchical tags, and above all who made this and how to update it."""
    bank = replace(BANK, about=both("All about capitals."))
    learner.take(deck(bank=bank))
    decks = {entry["name"]: entry["desc"] for entry in learner.col.decks.all()}
    assert decks == {
        "Default": "",
        "Capitals & rivers <1>": (
            "<b>Capitals &amp; rivers &lt;1&gt;</b><br>All about capitals.<br>By A teacher<br>Licence: CC-BY-4.0<br>"
            'Sources: The atlas; <a href="https://example.org/">A page</a><br>'
            "To update, import a newer file of this deck. Your progress stays, and only what has changed is replaced."
        ),
        "Capitals & rivers <1>::Asia": "",
        "Capitals & rivers <1>::Europe": "",
    }
    assert learner.note("capital-korea").tags == [
        "quizgen::bank::sample", "quizgen::difficulty::easy", "quizgen::kind::choice", "quizgen::language::en",
        "quizgen::source::atlas", "quizgen::source::web", "quizgen::topic::asia",
    ]  # fmt: skip
    assert len(learner.col.find_notes("tag:quizgen::topic::europe")) == 3


def test_names_with_colons_make_no_levels_of_their_own(learner: Learner) -> None:
    """``::`` in a title or a topic is no subdeck; in a name that was asked for it is; tags have no spaces."""
    topics = {"a b::c": Topic(key="a b::c", name=both("One:: two\nthree:"), place=HERE)}
    bank = replace(BANK, title=both("Title::", "Judul"), topics=topics)
    questions = (replace(TRUE_FALSE, topic="a b::c"),)
    learner.take(deck(questions, bank))
    learner.take(deck(questions, replace(bank, id="other"), name="School::Term 1"))
    assert sorted(entry["name"] for entry in learner.col.decks.all()) == [
        "Default", "School", "School::Term 1", "School::Term 1::One: two three", "Title", "Title::One: two three"
    ]  # fmt: skip
    assert len(learner.col.find_notes("tag:quizgen::topic::a-b:c")) == 2


def test_a_title_that_two_languages_share_gives_two_decks(learner: Learner) -> None:
    """Where the title is the same in two languages, the deck's name says which one it is."""
    bank = replace(BANK, title=both("Quiz"))
    learner.take(deck(bank=bank))
    learner.take(deck(bank=bank, language="id"))
    names = {entry["name"].split("::")[0] for entry in learner.col.decks.all()}
    assert names == {"Default", "Quiz (en)", "Quiz (id)"}


def test_cards_speak_the_decks_language(learner: Learner) -> None:
    """The Indonesian deck is tagged as such and says everything in Indonesian."""
    learner.take(deck(language="id"))
    note = learner.note("capital-korea")
    assert (note["Language"], note["Instruction"]) == ("id", "Pilih satu jawaban")
    assert "right=benar|wrong=salah" in note["Labels"]
    assert '<article class="qg" lang="id" dir="auto">' in note.cards()[0].question()


def picture(content: bytes = PNG, media_type: str = "image/png") -> Picture:
    """A picture with an alternative text that needs escaping."""
    return Picture(file="img/p.png", content=content, media_type=media_type, alt=both('A "map" <b>'), place=HERE)


def pictured(key: str, label: str, image: Picture | None) -> Option:
    """An option that is an entity."""
    entity = Entity(key=key, kind="city", name=both(label), accept={}, image=image, place=HERE)
    return replace(option(f"@{key}", label), entity=entity)


def test_pictures_travel_by_content_with_their_texts(learner: Learner) -> None:
    """One file for one content however often it is shown, named by it, found by Anki's media check."""
    options = (pictured("a", "Aa", picture()), pictured("b", "Bb", picture(PNG + b"\0")))
    asked = replace(CHOICE, image=picture(), options=options, right=0)
    learner.take(deck((asked, SHORT)))
    first, second = (f"quizgen-{hashlib.sha256(raw).hexdigest()[:24]}.png" for raw in (PNG, PNG + b"\0"))
    note = learner.note("capital-korea")
    assert note["Image"] == f'<img src="{first}" alt="A &quot;map&quot; &lt;b&gt;">'
    shown = {note["Option 1"], note["Option 2"]}
    assert {re.sub('" alt=.*?>', "", html) for html in shown} == {
        f'<img src="{first}<br>Aa',
        f'<img src="{second}<br>Bb',
    }
    media = {entry.name for entry in Path(learner.col.media.dir()).iterdir()}
    assert media == {first, second}
    learner.fine()


def test_a_lone_picture_among_options_gives_no_hint(learner: Learner) -> None:
    """Where only one option has a picture, none is shown."""
    options = (pictured("a", "Aa", picture()), pictured("b", "Bb", None))
    learner.take(deck((replace(CHOICE, options=options, right=0),)))
    assert "<img" not in learner.note("capital-korea")["Option 1"] + learner.note("capital-korea")["Option 2"]
    learner.fine()


def test_a_picture_of_an_unknown_type_is_refused() -> None:
    """What no card can show is named rather than packed."""
    asked = replace(CHOICE, image=picture(media_type="application/pdf"))
    with pytest.raises(ValueError, match=r"^img/p\.png is no picture that a card can show \(application/pdf\)$"):
        deck((asked,))


def test_more_than_eight_options(learner: Learner) -> None:
    """A card holds eight: wrong options are left out, but never a right one."""
    many = tuple(option(str(number), f"Number {number}") for number in range(12))
    learner.take(deck((replace(CHOICE, options=many, right=11),)))
    note = learner.note("capital-korea")
    assert len({note[f"Option {number}"] for number in range(1, 9)} - {""}) == 8
    assert note[f"Option {note['Right']}"] == "Number 11"
    with pytest.raises(ValueError, match=r"^the question coast has 9 right options; a card holds eight$"):
        deck((replace(SELECT, options=many, right=frozenset(range(9))),))


def test_two_questions_of_one_id_are_refused() -> None:
    """Anki would import both as new, again and again."""
    with pytest.raises(ValueError, match=r"^two questions have the id truth; a deck holds each once$"):
        deck((TRUE_FALSE, SHORT, replace(TRUE_FALSE, stem=both("Another."))))


def test_a_question_without_text_is_refused() -> None:
    """An empty front would be a note without a card."""
    empty = Text({"en": (Span("  "),), "id": (Span("x"),)})
    with pytest.raises(ValueError, match=r"^the question truth has no text in en, so it makes no card$"):
        deck((replace(TRUE_FALSE, stem=empty),))


def test_a_cloze_whose_blanks_are_gone_is_refused() -> None:
    """A note that would make fewer cards than its question has blanks is an error, not a silence."""
    with pytest.raises(ValueError, match=r"^a note makes 0 cards, not 2: "):
        deck((replace(CLOZE, text={"en": (Span("No blank."),)}),))


def test_two_banks_and_two_languages_do_not_collide(learner: Learner) -> None:
    """The same question ids in another bank or another language are other notes in other decks."""
    other = replace(BANK, id="sample2", title=both("Other", "Lain"))
    assert learner.take(deck()) == {"new": 7}
    assert learner.take(deck(language="id")) == {"new": 7}
    assert learner.take(deck(bank=other)) == {"new": 7}
    assert len({card.id for card in learner.cards()}) == 24
    learner.fine()


def test_rows_stand_in_the_order_of_their_ids_and_their_indexes_are_whole() -> None:
    """What genanki's tables ask for is there, though the rows are written past it; SQLite itself checks them."""
    with zipfile.ZipFile(io.BytesIO(deck())) as package:
        content = package.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as collection:
        collection.deserialize(content)
        assert collection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        indexes = {name for (name,) in collection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
        assert indexes >= {"ix_notes_csum", "ix_notes_usn", "ix_cards_nid", "ix_cards_sched", "ix_cards_usn"}
        assert collection.execute("SELECT count(*) FROM notes").fetchone() == (7,)


def test_a_deck_beyond_a_gigabyte_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite holds no larger database in memory; the limit is lowered here, since such a deck fills the machine."""
    monkeypatch.setattr("quizgen.export.anki.package._MOST_PAGES", 60)
    many = [replace(SHORT, id=f"short-{at}") for at in range(500)]
    with pytest.raises(
        ValueError, match=r"^the deck's notes are more than a gigabyte; make several decks, one a topic$"
    ):
        deck(many)


@given(st.sampled_from(("note", "row", "deck", "rank")), st.lists(st.text(), min_size=1, max_size=4))
@settings(derandomize=True)
def test_what_names_are_made_of_is_the_hash_of_a_list_as_json(word: str, parts: list[str]) -> None:
    """Decks that learners have hang on it: the GUID of a note must come out the same for ever."""
    listed = json.dumps(["quizgen", word, *parts]).encode("ascii")
    assert identity._digest(word, *parts) == hashlib.sha256(listed).digest()
