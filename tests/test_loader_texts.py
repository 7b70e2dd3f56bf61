"""Mistakes in texts, values and images: one case or more a code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.banks import Case, cases, lines

CASES = cases("""
## An empty text is told.
HEAD
questions:
  - id: q
    kind: short
    ask: ""
    answer: B
=> 8:10: empty-text the stem is empty

## A text of nothing but markup is empty.
HEAD
questions:
  - id: q
    kind: short
    ask: A?
    answer: "` `"
=> 9:13: empty-text the answer is empty

## A bank of no language is told how to list one.
format: 1
bank: b
title: T
languages: []
SHORT
=> 4:12: empty-text the bank lists no language; write languages: [en]

## A key that is empty is told.
HEAD
topics:
  "": A
SHORT
=> 6:3: empty-text a key of 'topics' is empty; give it a name

## What follows ' #' is lost, and warned of.
HEAD
questions:
  - id: q
    kind: short
    ask: Who is #1 here?
    answer: B
=> 8:10: lost-comment '#1 here?' is a comment to YAML and lost; put the stem in quotation marks

## A text that begins with # is lost altogether.
HEAD
questions:
  - id: q
    kind: short
    ask: #1 is who?
    answer: B
=> 8:9: empty-text the stem is empty; a text that begins with # needs quotation marks

## A language that the bank lists and a text lacks is told.
TWO
questions:
  - id: q
    kind: short
    ask: {en: A?}
    answer: B
=> 8:10: missing-language the stem has no 'id'; write {en: "…", id: "…"}

## A language that the bank does not list is told.
TWO
questions:
  - id: q
    kind: short
    ask: {en: A?, id: A?, de: A?}
    answer: B
=> 8:27: unknown-language the stem has the language 'de', which the bank does not list; there is en, id

## A text after a comma in braces is told apart from a language.
HEAD
questions:
  - id: q
    kind: short
    ask: {en: Yes, but who?}
    answer: B
=> 8:20: unknown-language 'but who?' after the comma reads as another language; put the stem in quotation marks

## A text that is an unquoted slot is told to be quoted.
HEAD
PLACES
relations:
  capital:
    slots: {country: country, city: city}
    say: {city}
=> 11:10: unknown-language 'say' of the relation 'capital' begins with a brace; put it in quotation marks: "{city}…"

## A language of an accept list that the bank lacks is told.
HEAD
SHORT
    accept: {id: [C]}
=> 10:14: unknown-language 'accept' has the language 'id', which the bank does not list; there is en

## A language that is none is told, and no text is blamed for it.
format: 1
bank: b
title: {en: T, xx: T}
languages: [en, xx]
SHORT
=> 4:17: unknown-language no language 'xx'; write its short code, such as en, id or pt-BR

## A language that is listed twice is told.
format: 1
bank: b
title: T
languages: [en, en]
SHORT
=> 4:17: duplicate-language the language 'en' is listed twice; list it once

## A brace that stands alone is told.
HEAD
PLACES
relations:
  capital:
    slots: {country: country, city: city}
    say: "{city is the capital of {country}."
=> 11:11: bad-template in 'say' of the relation 'capital' a single '{' stands alone; a slot is written {slot}, a brace itself {{

## A slot that is none is told where it stands in the text.
HEAD
PLACES
relations:
  capital:
    slots: {country: country, city: city}
    say: "{city} is the capital of {cuntry}."
=> 11:36: unknown-slot 'say' of the relation 'capital' names 'cuntry', which is no slot; did you mean 'country'?

## A stem for a slot that is none is told.
HEAD
PLACES
CAPITAL
    ask: {town: "What is the capital of {country}?"}
=> 12:11: unknown-slot 'ask' of the relation 'capital' asks for 'town', which is no slot; there is city, country

## A slot that the relation lacks is told in the fact.
HEAD
PLACES
CAPITAL
facts:
  - capital: {country: japan, city: tokyo, town: tokyo}
=> 13:44: unknown-slot the relation 'capital' has no slot 'town'; there is city, country

## Whom a match pairs must be a slot.
HEAD
PLACES
CAPITAL
    match: {from: country, to: town, ask: Match!}
=> 12:32: unknown-slot 'to' of 'match' of the relation 'capital' names 'town', which is no slot; there is city, country

## A stem of an exercise has no slots.
HEAD
PLACES
CAPITAL
    match: {from: country, to: city, ask: "Match {city}!"}
=> 12:50: unknown-slot the stem of 'match' of the relation 'capital' names 'city', which is no slot; this text can name none

## A stem that gives what it asks for is told where it does.
HEAD
PLACES
CAPITAL
    ask: {city: "Is {city} the capital of {country}?"}
=> 12:21: stem-gives-slot the stem for 'city' names {city}, which it asks for; name the other slots only

## A template that names other slots in another language is told there.
TWO
PLACES
relations:
  capital:
    slots: {country: country, city: city}
    say:
      en: "{city} is the capital of {country}."
      id: "{city} adalah ibu kota."
=> 13:11: slots-differ 'say' of the relation 'capital' names other slots in 'id' than in 'en' ({country}); name the same in all

## A deletion that is not closed is told where it opens.
HEAD
questions:
  - id: q
    kind: cloze
    text: "It is {{c1::so."
=> 8:18: bad-cloze in the cloze text: this deletion is not closed; write }} after it

## A deletion without its colons is told.
HEAD
questions:
  - id: q
    kind: cloze
    text: "It {{c1::is}} {{c2:so}}."
=> 8:26: bad-cloze in the cloze text: a deletion is written {{c1::answer}}

## A cloze without a deletion is told.
HEAD
questions:
  - id: q
    kind: cloze
    text: It is so.
=> 8:11: no-deletion the cloze question 'q' hides nothing; write {{c1::answer}} around what is to be found

## Deletions that differ between languages are told at the language.
TWO
questions:
  - id: q
    kind: cloze
    text:
      en: "It {{c1::is}} {{c2::so}}."
      id: "{{c1::Begitu}}."
=> 10:11: deletions-differ the cloze question 'q' has other deletions in 'id' than in 'en'; number them alike

## A date that no calendar has is told.
HEAD
relations:
  r: {slots: {x: date}, say: "It is {x}."}
facts:
  - r: {x: 2023-02-30}
=> 8:12: bad-date the slot 'x': '2023-02-30' is no day of the calendar

## A date written another way is told with the right one.
HEAD
relations:
  r: {slots: {x: date}, say: "It is {x}."}
facts:
  - r: {x: 29/01/2023}
=> 8:12: bad-date the slot 'x': '29/01/2023' is not written as year-month-day; did you mean 2023-01-29?

## A date in words is told how to be written.
HEAD
relations:
  r: {slots: {x: date}, say: "It is {x}."}
facts:
  - r: {x: January 2023}
=> 8:12: bad-date the slot 'x': 'January 2023' is no date; write year-month-day, such as 2023-01-29

## A date slot takes no period.
HEAD
relations:
  r: {slots: {x: date}, say: "It is {x}."}
facts:
  - r: {x: 2023-01-29/2023-02-01}
=> 8:12: bad-date the slot 'x': '2023-01-29/2023-02-01' is no date; write year-month-day, such as 2023-01-29; for a span of days the slot must be a period

## A period of three days named is told.
HEAD
relations:
  r: {slots: {x: period}, say: "It is {x}."}
facts:
  - r: {x: 2023-01-01/2023-01-02/2023-01-03}
=> 8:12: bad-period the slot 'x': '2023-01-01/2023-01-02/2023-01-03' is no period; write first/last day, such as 2023-01-29/2023-02-01

## A period that ends before it starts is told.
HEAD
relations:
  r: {slots: {x: period}, say: "It is {x}."}
facts:
  - r: {x: 2023-02-01/2023-01-29}
=> 8:12: period-reversed the slot 'x': '2023-02-01/2023-01-29' ends before it starts; did you mean 2023-01-29/2023-02-01?

## A year in two figures with a mark is told.
HEAD
relations:
  r: {slots: {x: year}, say: "It is {x}."}
facts:
  - r: {x: "'23"}
=> 8:12: bad-year the slot 'x': ''23' is no year; write it in figures, such as 2023

## A number with words is told.
HEAD
relations:
  r: {slots: {x: number}, say: "It is {x}."}
facts:
  - r: {x: about 40}
=> 8:12: bad-number the slot 'x': 'about 40' is no number; write figures only, such as 1200 or 3.5 (15 figures at most)

## A date of a source is told.
HEAD
sources: {s: {cite: S, date: 2023}}
SHORT
    source: s
=> 5:30: bad-date the date of the source 's': '2023' is no date; write year-month-day, such as 2023-01-29

## An address without its beginning is told.
HEAD
sources: {s: {cite: S, url: www.example.org}}
SHORT
    source: s
=> 5:29: bad-url 'www.example.org' is no address; write it in full: https://…

## A truth that is neither is told.
HEAD
questions:
  - id: q
    kind: true-false
    say: A.
    truth: maybe
=> 9:12: bad-flag 'truth' is 'maybe'; write true or false

## An image outside the bank's folder is told.
HEAD
SHORT
    image: {file: ../a.png, alt: A}
=> 10:19: image-outside the image '../a.png' lies outside the bank's folder; copy it in

## An image that is missing is told.
HEAD
SHORT
    image: {file: a.png, alt: A}
=> 10:19: image-missing there is no image 'a.png' in the bank's folder

## An image of an unknown type is told.
HEAD
SHORT
    image: {file: a.bmp, alt: A}
=> 10:19: image-type the image 'a.bmp' is of an unknown type; use png, jpg, jpeg, gif, webp, svg

## An image that is not what its name says is told.
HEAD
SHORT
    image: {file: fake.png, alt: A}
=> 10:19: image-type 'fake.png' is not the png image that its name says
""")  # noqa: E501 - a line of output is as long as it is


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_mistake_gives_its_line_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    """The exact place, code and message, once."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fake.png").write_bytes(b"GIF89a")
    assert lines(tmp_path, case.bank) == case.lines
