# ruff: noqa: E501 (texts of banks stand as they are written)
"""One identity: ids as the design says, codes, and choices that hang on nothing but seed, id and thing."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from quizgen.generate.ground import Wishes
from quizgen.identity import Marks, digest, draw, mark, question_code, shuffled
from tests.trip import TRIP, made, small

PLACES = "  oslo: {kind: city, name: Oslo}\n  rome: {kind: city, name: Rome}\n  ann: {kind: who, name: Ann}\n  bob: {kind: who, name: Bob}\n"


def test_ids_of_generated_questions() -> None:
    """Fact ids join the values in the order of the slots, a missing one empty; questions' ids add rule and slot."""
    ids = made(TRIP).ids
    for id_ in (
        "meeting:stoltenberg:park:seoul:2023-01-29/choice/official",
        "meeting:stoltenberg:lee:seoul:/choice/city",
        "meeting:stoltenberg:lee:seoul:/cloze/city",
        "meeting:stoltenberg:kishida:tokyo:2023-01-31/true-false/city",
        "meeting/short/official/stoltenberg:seoul",
        "meeting/short/day/stoltenberg:park",
        "meeting/select/official/stoltenberg:seoul",
    ):
        assert id_ in ids
    assert len(ids) == len(set(ids))


def test_ids_of_exercises_and_given_ids() -> None:
    """A match and an order are one a relation; a fact's given id stands in its questions' ids."""
    text = small("who: who, year: year", 'match: {from: who, to: year, ask: Match.}\norder: {by: year, ask: First first.}\n'
                 'ask: {year: "When did {who} come?"}',
                 "{r: {who: ann, year: 2001}, id: anns-year}", "who: bob, year: 2002", "who: cid, year: 2003",
                 entities=PLACES + "  cid: {kind: who, name: Cid}\n")  # fmt: skip
    ids = made(text).ids
    assert "r/match" in ids
    assert "r/order" in ids
    assert "anns-year/choice/year" in ids
    assert "r/short/year/ann" in ids
    mended = made(text.replace("2001", "1999"))
    assert "anns-year/choice/year" in mended.ids
    assert "r:bob:2002/choice/year" in mended.ids


def test_given_values_stand_in_the_order_of_the_slots() -> None:
    """However the stem orders what it gives, the id has it in the order of the slots; periods as typed."""
    text = small("who: who, days: period, city: city", 'ask: {city: "On {days}, where was {who}?"}',
                 "who: ann, days: 2023-01-29/2023-01-30, city: oslo", entities=PLACES)  # fmt: skip
    assert "r/short/city/ann:2023-01-29/2023-01-30" in made(text).ids


def test_given_texts_stand_by_their_fact() -> None:
    """A text has no key: the first fact that has it stands for it, so that a mended wording changes no id."""
    text = small("who: who, words: text", 'ask: {who: "Who said {words}?"}', "{r: {who: ann, words: yes}, id: f1}",
                 "{r: {who: bob, words: no}, id: f2}", entities=PLACES)  # fmt: skip
    assert made(text).ids == made(text.replace("words: no}", "words: never}")).ids
    assert {"r/short/who/f1", "r/short/who/f2"} <= set(made(text).ids)


def test_stem_that_gives_nothing() -> None:
    """A stem without slots is one question of the relation."""
    text = small("who: who, city: city", 'ask: {who: "Who came?"}', "who: ann, city: oslo", entities=PLACES)
    assert "r/short/who/" in made(text).ids


def test_ids_hang_on_no_wording() -> None:
    """Other words in stems and names leave ids and codes as they are."""
    other = TRIP.replace("Whom was", "Who was it that").replace("name: Seoul", "name: Seoul City")
    assert [(each.id, each.code) for each in made(TRIP).built.questions] == [
        (each.id, each.code) for each in made(other).built.questions
    ]


def test_codes() -> None:
    """A code is two groups of four, without characters that look alike, of the bank's id and the question's."""
    assert question_code("a", "b") == question_code("a", "b")
    codes = {question_code(bank, f"q{at}") for bank in ("a", "b") for at in range(2000)}
    assert len(codes) == 4000
    assert all(re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", code) for code in codes)
    assert question_code("nato-visit-2023", "meeting/match") == "972A-X33R"


def test_draws_hang_on_three_things() -> None:
    """The seed, the question and the thing each change a draw; nothing else does, and no parts run together."""
    assert draw(0, "q", "t") == draw(0, "q", "t")
    assert len({draw(0, "q", "t"), draw(1, "q", "t"), draw(0, "r", "t"), draw(0, "q", "u")}) == 4
    assert digest("a", "bc") != digest("ab", "c")
    assert digest(1) != digest("1")


def test_shuffles() -> None:
    """Where an item stands depends on its own key: one more item leaves the others' order, and all orders come."""
    items = ("a", "b", "c")
    assert [each for each in shuffled((*items, "d"), (*items, "d"), 3, "q") if each != "d"] == list(
        shuffled(items, items, 3, "q")
    )
    assert shuffled(items, items, 3, "q") == tuple(reversed(shuffled(items[::-1], items[::-1], 3, "q")))[::-1]
    orders = Counter(shuffled(items, items, seed, "q") for seed in range(600))
    assert len(orders) == 6
    assert all(60 <= count <= 140 for count in orders.values())


def test_another_seed_changes_what_is_drawn() -> None:
    """A seed mixes options anew, but changes no id and no key."""
    one, other = made(TRIP), made(TRIP, Wishes(5))
    assert one.ids == other.ids
    assert one.built.questions != other.built.questions
    for id_ in one.ids:
        if "/choice/" in id_:
            assert one.choice(id_).key == other.choice(id_).key


@pytest.mark.parametrize("things", [0, 1, 3, 700])
def test_marks_are_drawn_as_their_numbers_ascend(things: int) -> None:
    """A mark's number is (mark xor shift) times factor, of which the lower 64 bits count; all places come, each once."""
    marks = [mark(f"thing {at}") for at in range(things)]
    factor, shift = draw(5, "q", "factor") | 1, draw(5, "q", "shift")
    numbers = [((each ^ shift) * factor) % 2**64 for each in marks]
    assert list(Marks(marks).drawn(5, "q")) == sorted(range(things), key=numbers.__getitem__)
