"""``ignore``: whoever has it silences a check there; one that silences nothing, or names no check, is told."""

from __future__ import annotations

import pytest

from tests.linting import HEAD, bank, choice, lines
from tests.test_lint_bank import RELATION

NEVER = choice(
    "What do cats do? | Apa yang dilakukan kucing?",
    "Sleep | Tidur",
    "Never walk | Tidak pernah jalan",
    "Fly | Terbang",
)
WHY = '{absolute-terms: "it is a quotation"}'


def test_a_question_silences_a_check_with_a_reason() -> None:
    """The item is told of without it, and not with it."""
    assert [line.split()[2] for line in lines(bank(NEVER))] == ["absolute-terms"]
    assert lines(bank(NEVER + f"    ignore: {WHY}\n")) == []


def test_the_bank_silences_a_check_for_all_its_questions() -> None:
    """At the top of the file."""
    assert lines(bank(NEVER, before=f"ignore: {WHY}\n")) == []


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("    rules: [choice]", '    rules: [choice]\n    ignore: {negative-stem: "meant"}', 0),
        ("facts:\n", 'ignore: {negative-stem: "meant"}\nfacts:\n', 0),
        ("{city: seoul, country: korea}\n", '{city: seoul, country: korea}\n    ignore: {negative-stem: "meant"}\n', 2),
    ],
)
def test_a_relation_or_a_fact_silences_a_check_for_what_is_made_from_it(old: str, new: str, left: int) -> None:
    """A relation for all, a fact for its own questions."""
    found = lines(bank(before=RELATION.replace(old, new)))
    assert len(found) == bool(left)
    assert all(f"warning negative-stem {left} choice questions" in line for line in found)


LONG = """\
entities:
  a: {kind: city, name: Krung Thep Maha Nakhon%s}
  b: {kind: city, name: Bern}
  c: {kind: city, name: Oslo}
"""


def test_an_entity_silences_a_check_where_it_is_the_key() -> None:
    """The name is that long, wherever it is asked for; where it is no key, there is nothing to silence."""
    asked = choice("Which one is it? | Kota apakah itu?", "@a", "@b", "@c")
    assert [line.split()[2] for line in lines(bank(asked, before=LONG % ""))] == ["longest-answer"]
    silent = LONG % ', ignore: {longest-answer: "a name"}'
    assert lines(bank(asked, before=silent)) == []
    other = choice("Which one is it? | Kota apakah itu?", "@b", "@a", "@c")
    assert lines(bank(other, before=silent)) == [
        "6:3: warning unused-ignore the entity 'a' silences 'longest-answer' in 'ignore', but it finds nothing there; "
        "delete it"
    ]


def test_an_ignore_that_silences_nothing_is_told_at_its_owner() -> None:
    """Of a question, a relation, a fact and the bank."""
    text = RELATION.replace(" not outside", " in").replace(" tidak di luar", " di")
    text = text.replace("    rules: [choice]", '    rules: [choice]\n    ignore: {clang: "x"}')
    text = text.replace("{city: seoul, country: korea}\n", '{city: seoul, country: korea}\n    ignore: {pair: "x"}\n')
    fair = NEVER.replace("Never walk", "Swim").replace("Tidak pernah jalan", "Berenang")
    found = lines(bank(fair + '    ignore: {cover: "x"}\n', before='ignore: {order: "x"}\n' + text))
    told = "in 'ignore', but it finds nothing there; delete it"
    assert found == [
        f"1:1: warning unused-ignore the bank silences 'order' {told}",
        f"14:3: warning unused-ignore the relation 'capital' silences 'clang' {told}",
        f"20:5: warning unused-ignore the fact 'capital:seoul:korea' silences 'pair' {told}",
        f"25:5: warning unused-ignore the question 'q' silences 'cover' {told}",
    ]


def test_an_unknown_check_is_told_with_the_nearest_name() -> None:
    """A slip in the name must not silence anything without a word."""
    found = lines(bank(NEVER + '    ignore: {absolute-term: "x"}\n'))
    assert found[1:] == [
        "6:5: warning unknown-check the question 'q' silences 'absolute-term' in 'ignore', but there is no such check; "
        "did you mean 'absolute-terms'?"
    ]
    assert found[0].split()[2] == "absolute-terms"
    odd = lines(HEAD + 'ignore: {zzz: "x"}\nquestions:\n  - {id: q, kind: true-false, say: Cats sleep., truth: true}\n')
    assert odd[0].startswith(
        "1:1: warning unknown-check the bank silences 'zzz' in 'ignore', but there is no such check; the"
    )
