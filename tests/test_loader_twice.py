"""Things that stand twice or are too few: one case or more a code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.banks import Case, cases, lines

CASES = cases("""
## An id that two facts derive is told, and their questions are not.
HEAD
PLACES
CAPITAL
FACT
  - capital: {country: japan, city: tokyo}
=> 14:5: duplicate-id the fact 'capital:japan:tokyo' stands on line 13 already; give one of them an id of its own, or delete it

## An id given that another fact derives is told at the id.
HEAD
PLACES
  kyoto: {kind: city, name: Kyoto}
CAPITAL
FACT
  - capital: {country: japan, city: kyoto}
    id: "capital:japan:tokyo"
    context: true
=> 16:9: duplicate-id the fact 'capital:japan:tokyo' stands on line 14 already; give one of them an id of its own, or delete it

## An id of two questions is told at the second.
HEAD
SHORT
  - {id: q, kind: short, ask: C?, answer: D}
=> 10:10: duplicate-id the question 'q' stands on line 6 already; give one of them another id

## A question must not be retired and asked.
HEAD
SHORT
retired:
  - {id: q, kind: short}
=> 11:10: duplicate-id the question 'q' is retired and asked; give the new one another id

## A question retired twice is told.
HEAD
SHORT
retired:
  - {id: old, kind: short}
  - {id: old, kind: short}
=> 12:10: duplicate-id the retired question 'old' stands on line 11 already; give one of them another id

## A hand-written question must not have a generated one's id.
HEAD
PLACES
CAPITAL
FACT
questions:
  - id: "capital:japan:tokyo/cloze/city"
    kind: short
    ask: A?
    answer: B
=> 13:5: duplicate-id the question 'capital:japan:tokyo/cloze/city' is made here, but line 15 has that id too; give the fact or the question another id

## A generated question must not be retired.
HEAD
PLACES
CAPITAL
FACT
retired:
  - {id: "capital:japan:tokyo/cloze/city", kind: cloze}
=> 15:10: duplicate-id the question 'capital:japan:tokyo/cloze/city' is retired, but it is still made; list it under 'skip' instead, or delete its fact

## Two entities of a kind with one name are told at the second name.
HEAD
PLACES
  edo: {kind: city, name: TOKYO}
CAPITAL
=> 8:27: duplicate-name 'edo' and 'tokyo' are both a city called 'TOKYO' in 'en'; tell them apart in the name

## Two names that meet in one language are told there.
TWO
PLACES
  edo: {kind: city, name: {en: Edo, id: Tokyo}}
CAPITAL
=> 8:41: duplicate-name 'edo' and 'tokyo' are both a city called 'Tokyo' in 'id'; tell them apart in the name

## Options that read the same are told at the second.
HEAD
questions:
  - id: q
    kind: choice
    ask: A?
    answer: B
    distractors: [C, b]
=> 10:22: duplicate-option the choice question 'q' has two options that read 'b' in 'en'; change one

## Right sides of a match that read the same are told at the second.
HEAD
questions:
  - id: q
    kind: match
    ask: A?
    pairs: [[a, b], [c, b]]
=> 9:25: duplicate-option the match question 'q' has two right sides that read 'b' in 'en'; change one

## A choice needs a distractor.
HEAD
questions:
  - id: q
    kind: choice
    ask: A?
    answer: B
    distractors: []
=> 10:18: no-distractors 'distractors' of the choice question 'q' has 0; it needs 1 or more

## A selection needs an answer.
HEAD
questions:
  - id: q
    kind: select
    ask: A?
    answers: []
    distractors: [C]
=> 9:14: too-few-options 'answers' of the select question 'q' has 0; it needs 1 or more

## A match needs two rows.
HEAD
questions:
  - id: q
    kind: match
    ask: A?
    pairs: [[a, b]]
=> 9:12: too-few-rows 'pairs' of the match question 'q' has 1; it needs 2 or more

## An order needs two rows.
HEAD
questions:
  - id: q
    kind: order
    ask: A?
    items: [a]
=> 9:12: too-few-rows 'items' of the order question 'q' has 1; it needs 2 or more
""")  # noqa: E501 - a line of output is as long as it is


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_mistake_gives_its_line_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    """The exact place, code and message, once."""
    monkeypatch.chdir(tmp_path)
    assert lines(tmp_path, case.bank) == case.lines
