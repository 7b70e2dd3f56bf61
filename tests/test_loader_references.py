"""Mistakes in what parts of a bank say of one another: one case or more a code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.banks import Case, cases, lines

CASES = cases("""
## A format of another day is told.
format: 2
bank: b
title: T
languages: [en]
SHORT
=> 1:9: unknown-format the format '2' is not known here; write format: 1

## A bank's name begins files, so it is no path.
format: 1
bank: ../b
title: T
languages: [en]
SHORT
=> 2:7: bad-name the bank cannot be called '../b'; use letters, figures and hyphens, such as nato-visit-2023

## An unknown kind of question is told with a near one.
HEAD
questions:
  - id: q
    kind: chioce
    ask: A?
    answer: B
=> 7:11: unknown-kind no kind of question 'chioce'; did you mean 'choice'?

## An unknown kind of a retired question is told.
HEAD
SHORT
retired:
  - {id: old, kind: open}
=> 11:21: unknown-kind no kind of question 'open'; there is choice, cloze, match, order, select, short, true-false

## A slot of a kind that no entity has is told once, however many facts use it.
HEAD
PLACES
relations:
  capital:
    slots: {country: country, city: town}
FACT
  - capital: {country: japan, city: tokyo}
=> 10:37: unknown-kind the slot 'city' takes a 'town', but no entity is of that kind; there is city, country, date, number, period, text, year

## An unknown entity in a fact is told with a near one of the kind.
HEAD
PLACES
CAPITAL
facts:
  - capital: {country: japan, city: tokio}
=> 13:37: unknown-entity no entity 'tokio'; did you mean 'tokyo'?

## An entity in a fact is written without @.
HEAD
PLACES
CAPITAL
facts:
  - capital: {country: japan, city: "@tokyo"}
=> 13:37: unknown-entity no entity '@tokyo'; in a fact an entity is written without '@'

## An unknown entity in a question is told with a near one.
HEAD
PLACES
CAPITAL
questions:
  - id: q
    kind: short
    ask: A?
    answer: "@tokio"
=> 16:13: unknown-entity no entity 'tokio'; did you mean 'tokyo'? (a text that begins with @ is written "@@…")

## A slot filled with the wrong kind is told.
HEAD
PLACES
CAPITAL
facts:
  - capital: {country: tokyo, city: tokyo}
=> 13:24: wrong-kind the slot 'country' takes a country, but 'tokyo' is a city

## A chronology goes by something that has an order.
HEAD
PLACES
CAPITAL
    order: {by: city, ask: Order!}
=> 12:17: wrong-kind 'order' of the relation 'capital' goes by 'city', which is a city; it must be a date, period, year or number

## An unknown relation is told with a near one, and what rests on its facts is not.
HEAD
PLACES
CAPITAL
facts:
  - captial: {country: japan, city: tokyo}
SHORT
    facts: ["capital:japan:tokyo"]
=> 13:5: unknown-relation no relation 'captial'; did you mean 'capital'?

## A fact is of one relation.
HEAD
PLACES
CAPITAL
  seat: {slots: {city: city}}
facts:
  - {capital: {country: japan, city: tokyo}, seat: {city: tokyo}}
=> 14:46: two-relations a fact is of one relation, not of 'capital' and 'seat'; write two facts

## A relation's name must not be a key of facts.
HEAD
PLACES
CAPITAL
  source: {slots: {city: city}}
=> 12:3: reserved-name a relation cannot be called 'source'; facts use that key

## An entity's kind must not be a type of slot.
HEAD
entities:
  x: {kind: date, name: X}
questions:
  - id: q
    kind: short
    ask: A?
    answer: "@x"
=> 6:13: reserved-name the entity 'x' cannot be a 'date'; that is a type of slot: use another word

## An unknown rule is told with a near one.
HEAD
PLACES
CAPITAL
    rules: [cloze, true-fals]
=> 12:20: unknown-rule no rule 'true-fals'; did you mean 'true-false'?

## A rule without its text makes nothing, and is warned of.
HEAD
PLACES
CAPITAL
    rules: [cloze, match]
=> 12:20: rule-without-text the rule 'match' makes nothing, since the relation 'capital' has no match

## A match needs two slots.
HEAD
PLACES
CAPITAL
    match: {from: city, to: city, ask: Match!}
=> 12:29: same-slot 'match' of the relation 'capital' pairs 'city' with itself; name two slots

## A chronology must not show what it goes by.
HEAD
PLACES
relations:
  r:
    slots: {c: country, t: city, d: date}
    order: {by: d, show: d, ask: Order!}
=> 11:26: same-slot 'order' of the relation 'r' shows 'd', which gives the order away

## A slot left out of a fact is told.
HEAD
PLACES
CAPITAL
facts:
  - capital: {country: japan}
=> 13:14: missing-slot the fact leaves out the slot 'city'; write city: …

## A place's wording without its number is told.
HEAD
sources: {s: {cite: S, place: page}}
SHORT
    source: s#2
=> 5:31: missing-slot 'place' of the source 's' leaves out {n}; write "paragraph {n}"

## An unknown topic is told with a near one.
HEAD
topics: {dates: Dates}
SHORT
    topic: date
=> 11:12: unknown-topic no topic 'date'; did you mean 'dates'?

## An unknown topic of a relation is told.
HEAD
PLACES
topics: {dates: Dates}
CAPITAL
    topic: date
=> 13:12: unknown-topic no topic 'date'; did you mean 'dates'?

## An unknown source is told at the item.
HEAD
sources: {article: {cite: S}}
SHORT
    source: [article, artikle#2]
=> 11:23: unknown-source no source 'artikle'; did you mean 'article'?

## A source with # and no place is told.
HEAD
sources: {article: {cite: S}}
SHORT
    source: "article#"
=> 11:13: unknown-source 'article#' names no place after '#'; write article#2 or article

## A place that the source does not name is told.
HEAD
sources: {article: {cite: S, places: {h1: first heading}}}
SHORT
    source: article#h2
=> 11:13: unknown-place the source 'article' has no place 'h2'; there is h1

## An unknown fact is told at the item.
HEAD
PLACES
CAPITAL
FACT
SHORT
    facts: ["capital:japan:tokyo", "capital:japan:kyoto"]
=> 19:36: unknown-fact no fact 'capital:japan:kyoto'; did you mean 'capital:japan:tokyo'?

## An unknown fact of a correction is told.
HEAD
sources: {s: {cite: S}}
corrections:
  - {at: s, prints: x, right: y, facts: [nine]}
=> 7:42: unknown-fact no fact 'nine'

## A question that is not made cannot be skipped.
HEAD
SHORT
skip: [p, q]
=> 10:8: unknown-skip no question 'p' is made, so it cannot be skipped; `quizgen list` shows what is made

## A generated question that is not made cannot be skipped, and the near one is told.
HEAD
PLACES
CAPITAL
FACT
skip: ["capital:japan:tokyo/cloze/town"]
=> 14:8: unknown-skip no question 'capital:japan:tokyo/cloze/town' is made, so it cannot be skipped; did you mean 'capital:japan:tokyo/cloze/city'?

## An entity of a kind that no slot takes and that no question names is warned of.
HEAD
entities:
  japan: {kind: country, name: Japan}
SHORT
=> 6:3: unused-entity 'japan' is never used: no slot takes a country, and no question names @japan

## A topic that nothing has is warned of.
HEAD
topics: {dates: Dates}
SHORT
=> 5:10: unused-topic no relation and no question has the topic 'dates'; delete it

## A source that nothing cites is warned of.
HEAD
sources: {article: {cite: S}}
SHORT
=> 5:11: unused-source nothing cites the source 'article'; cite it or delete it
""")  # noqa: E501 - a line of output is as long as it is


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_mistake_gives_its_line_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    """The exact place, code and message, once."""
    monkeypatch.chdir(tmp_path)
    assert lines(tmp_path, case.bank) == case.lines
