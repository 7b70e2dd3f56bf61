"""Mistakes in the file, in keys and in shapes: one case or more a code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.banks import Case, cases, lines

CASES = cases(r"""
## An empty file is told how a bank begins.
=> 1:1: empty-file the file is empty; a bank begins with format: 1 and bank: a-name

## A file of nothing but a comment is empty.
# to do
=> 1:1: empty-file the file is empty; a bank begins with format: 1 and bank: a-name

## A bank that is a list is no bank.
- format: 1
=> 1:1: wrong-shape a bank is a mapping; it begins with format: 1 and bank: a-name

## A second document is refused where it begins.
HEAD
SHORT
---
format: 1
=> 10:1: yaml-syntax a second document begins here ('---'); a bank is one

## A text that begins with ! is swallowed by YAML, and said so once.
HEAD
questions:
  - id: q
    kind: short
    ask: !Who
    answer: B
=> 8:10: yaml-tag a text that begins with ! needs quotation marks: "!…"

## A text that begins with & is swallowed by YAML, and said so once.
HEAD
questions:
  - id: q
    kind: short
    ask: &Who
    answer: B
=> 8:10: yaml-alias a text that begins with & needs quotation marks: "&…"

## An alias inside what it repeats is refused.
HEAD
SHORT
    ignore: &i {x: y, z: *i}
=> 10:13: yaml-alias an alias (*) stands inside what it repeats; write the text out

## Nesting beyond measure is refused where it goes too deep.
HEAD
skip: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
=> 5:66: too-deep lists are nested more than 60 deep; check the brackets and the indentation

## A key that stands twice is told at the second.
HEAD
title: U
SHORT
=> 5:1: duplicate-key the key 'title' stands here a second time (first on line 3); keep one

## Two sections of one name are one mistake, and both are read.
HEAD
topics: {a: A}
topics: {b: B}
SHORT
    topic: b
  - {id: r, kind: short, ask: A?, answer: B, topic: a}
=> 6:1: duplicate-key the key 'topics' stands here a second time (first on line 5); keep one

## A key that is no word is refused.
HEAD
SHORT
    ignore: {[a]: b}
=> 10:14: bad-key a key is one word; a text that begins with { [ or ? needs quotation marks: "…"

## A colon without a space after it is told.
HEAD
SHORT
    ignore: {length:"meant"}
=> 10:14: bad-key a space is missing after the colon; write length: "meant"

## An unknown key is told with a near one.
HEAD
SHORT
    explian: Because.
=> 10:5: unknown-key the short question 'q' has no key 'explian'; did you mean 'explain'?

## A misspelt key that is needed is one mistake.
HEAD
questions:
  - id: q
    kind: short
    ask: A?
    anser: B
=> 9:5: unknown-key the short question 'q' has no key 'anser'; did you mean 'answer'?

## A misspelt kind of a question is one mistake.
HEAD
questions:
  - id: q
    knd: short
    ask: A?
    answer: B
=> 7:5: unknown-key a question has no key 'knd'; did you mean 'kind'?

## A bank without its four keys lacks each of them.
author: me
=> 1:1: missing-key the bank has no 'bank'; write bank: …
=> 1:1: missing-key the bank has no 'format'; write format: …
=> 1:1: missing-key the bank has no 'languages'; write languages: …
=> 1:1: missing-key the bank has no 'title'; write title: …

## A question lacks the keys of its kind.
HEAD
questions:
  - id: q
    kind: choice
=> 6:5: missing-key the choice question 'q' has no 'answer'; write answer: …
=> 6:5: missing-key the choice question 'q' has no 'ask'; write ask: …
=> 6:5: missing-key the choice question 'q' has no 'distractors'; write distractors: …

## A question lacks its kind and its id.
HEAD
questions:
  - ask: A?
=> 6:5: missing-key a question has no 'id'; write id: …
=> 6:5: missing-key a question has no 'kind'; write kind: choice

## An entity lacks its name.
HEAD
entities:
  japan: {kind: country}
questions:
  - id: q
    kind: short
    ask: A?
    answer: "@japan"
=> 6:10: missing-key the entity 'japan' has no 'name'; write name: …

## A relation lacks its slots.
HEAD
relations:
  capital: {say: x}
=> 6:12: missing-key the relation 'capital' has no 'slots'; write slots: …

## A relation whose slots are empty has none.
HEAD
relations:
  capital: {slots: {}}
=> 6:20: missing-key the relation 'capital' has no slots; write slots: {name: kind}

## A fact names no relation.
HEAD
PLACES
CAPITAL
facts:
  - id: f
=> 13:5: missing-key a fact names no relation; write relation: {slot: value, …}

## A fact that holds a text needs an id.
HEAD
relations:
  word: {slots: {meaning: text}, say: "It is {meaning}."}
facts:
  - word: {meaning: a fruit}
=> 8:5: missing-key a fact of 'word' has no 'id'; it holds a text, so write id: a-short-name

## A chronology of three slots needs to be told which to show.
HEAD
PLACES
relations:
  r:
    slots: {c: country, t: city, d: date}
    order: {by: d, ask: Order!}
=> 11:12: missing-key 'order' of the relation 'r' has no 'show'; name the slot to show: c, t

## A correction lacks what is right.
HEAD
sources: {s: {cite: S}}
corrections:
  - {at: s, prints: x}
=> 7:5: missing-key a correction has no 'right'; write right: …

## A retired question lacks its kind.
HEAD
SHORT
retired:
  - {id: old}
=> 11:5: missing-key a retired question has no 'kind'; write kind: …

## An image lacks the text for those who cannot see it.
HEAD
SHORT
    image: {file: a.png}
=> 10:12: missing-key an image has no 'alt'; write alt: …

## A distractor lacks its text.
HEAD
questions:
  - id: q
    kind: choice
    ask: A?
    answer: B
    distractors:
      - {because: no}
=> 11:9: missing-key a distractor has no 'text'; write text: …

## A mapping is wanted where a text stands.
HEAD
entities:
  japan: Japan
SHORT
=> 6:10: wrong-shape the entity 'japan' is a text; write keys and values: key: value

## A list is wanted where a mapping stands.
HEAD
facts: {capital: {}}
SHORT
=> 5:8: wrong-shape 'facts' is not a list; begin each of them with '- '

## A text is wanted where a list stands.
HEAD
questions:
  - id: q
    kind: short
    ask: [A, B]
    answer: B
=> 8:10: wrong-shape the stem is a list; write one text, or {en: "…"}

## A text in a language is wanted where a mapping stands.
HEAD
questions:
  - id: q
    kind: short
    ask: {en: {x: y}}
    answer: B
=> 8:15: wrong-shape the stem in 'en' is a mapping; write one text

## One line is wanted where several stand.
HEAD
questions:
  - id: "a\nb"
    kind: short
    ask: A?
    answer: B
=> 6:9: wrong-shape the question's id runs over several lines; write it on one

## One text is wanted where a list stands.
HEAD
questions:
  - id: [q]
    kind: short
    ask: A?
    answer: B
=> 6:9: wrong-shape the question's id is a list; write one text

## A pair has two sides.
HEAD
questions:
  - id: q
    kind: match
    ask: A?
    pairs: [[a, b], [c, d], [e]]
=> 9:29: wrong-shape a pair is written [left, right]

## Pairs are a list.
HEAD
questions:
  - id: q
    kind: match
    ask: A?
    pairs: x
=> 9:12: wrong-shape 'pairs' is a text; write a list, a line each: - [left, right]

## Distractors are a list.
HEAD
questions:
  - id: q
    kind: choice
    ask: A?
    answer: B
    distractors: C
=> 10:18: wrong-shape 'distractors' is a text; write a list, a line each: - …

## A correction is of one place.
HEAD
sources: {s: {cite: S}}
corrections:
  - {at: [s, s], prints: x, right: y}
=> 7:10: wrong-shape a correction is of one place; write at: source#2, and another correction for another place
""")  # noqa: E501 - a line of output is as long as it is


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_mistake_gives_its_line_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    """The exact place, code and message, once."""
    monkeypatch.chdir(tmp_path)
    assert lines(tmp_path, case.bank) == case.lines
