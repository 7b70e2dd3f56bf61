"""The slips that people make in YAML: the right place, and a hint that a teacher understands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.banks import Case, cases, lines

CASES = cases(r"""
## A text that begins with @.
HEAD
questions:
  - id: q1
    kind: short
    ask: @home we go
    answer: A
=> 8:10: yaml-syntax this is not readable as YAML: a text that begins with @ needs quotation marks: "@…"

## A text that begins with code.
HEAD
questions:
  - id: q1
    kind: short
    ask: `print` does what
    answer: A
=> 8:10: yaml-syntax this is not readable as YAML: a text that begins with ` needs quotation marks: "`…"

## A text that begins with %.
HEAD
questions:
  - id: q1
    kind: short
    ask: %d means what
    answer: A
=> 8:10: yaml-syntax this is not readable as YAML: a text that begins with % needs quotation marks: "%…"

## A text that begins with emphasis.
HEAD
questions:
  - id: q1
    kind: short
    ask: *Who* said it?
    answer: A
=> 8:10: yaml-syntax this is not readable as YAML: a text that begins with * needs quotation marks: "*…"

## A text that begins with strong emphasis.
HEAD
questions:
  - id: q1
    kind: short
    ask: **Who** said it?
    answer: A
=> 8:10: yaml-syntax this is not readable as YAML: a text that begins with * needs quotation marks: "*…"

## A text that begins with !, most of which YAML would keep.
HEAD
questions:
  - id: q1
    kind: short
    ask: !Kung people live where?
    answer: A
=> 8:10: yaml-tag a text that begins with ! needs quotation marks: "!…"

## A text that begins with &, most of which YAML would keep.
HEAD
questions:
  - id: q1
    kind: short
    ask: &c stands for what?
    answer: A
=> 8:10: yaml-alias a text that begins with & needs quotation marks: "&…"

## A text with a colon and a space.
HEAD
questions:
  - id: q1
    kind: short
    ask: Complete: who was it?
    answer: A
=> 8:18: yaml-syntax this is not readable as YAML: a text with ': ' in it needs quotation marks; write it as "…"

## A text that ends in a colon.
HEAD
questions:
  - id: q1
    kind: short
    ask: Who is it:
    answer: A
=> 8:19: yaml-syntax this is not readable as YAML: a text with ': ' in it needs quotation marks; write it as "…"

## A text with a colon between braces.
HEAD
questions:
  - id: q1
    kind: short
    ask: {en: Complete: who}
    answer: A
=> 8:23: yaml-syntax this is not readable as YAML: a text with ': ' in it needs quotation marks; write it as "…"

## A text with a comma between braces.
HEAD
questions:
  - id: q1
    kind: short
    ask: {en: Yes, but who}
    answer: A
=> 8:20: unknown-language 'but who' after the comma reads as another language; put the stem in quotation marks

## A text that begins with a slot.
HEAD
questions:
  - id: q1
    kind: short
    ask: {visitor} was where?
    answer: A
=> 8:10: yaml-syntax this is not readable as YAML: a text with { in it needs quotation marks; write it as "…"

## A text that begins with a deletion.
HEAD
questions:
  - id: q1
    kind: short
    ask: {{c1::x}} was where?
    answer: A
=> 8:10: yaml-syntax this is not readable as YAML: a text with { in it needs quotation marks; write it as "…"

## A text that begins with a square bracket.
HEAD
questions:
  - id: q1
    kind: short
    ask: [sic] was where?
    answer: A
=> 8:10: yaml-syntax this is not readable as YAML: a text with [ in it needs quotation marks; write it as "…"

## A text that begins with ? and a space.
HEAD
questions:
  - id: q1
    kind: short
    ask: ? who
    answer: A
=> 8:10: yaml-syntax this is not readable as YAML: a text that begins with ? needs quotation marks; write it as "…"

## A text that begins with a dash.
HEAD
questions:
  - id: q1
    kind: short
    ask: - who
    answer: A
=> 8:10: yaml-syntax this is not readable as YAML: a text that begins with - needs quotation marks: "-…"

## A text that begins with a bar.
HEAD
questions:
  - id: q1
    kind: short
    ask: | who
    answer: A
=> 8:10: yaml-syntax this is not readable as YAML: a text that begins with | needs quotation marks: "|…"

## A text that begins with >.
HEAD
questions:
  - id: q1
    kind: short
    ask: > who
    answer: A
=> 8:10: yaml-syntax this is not readable as YAML: a text that begins with > needs quotation marks: ">…"

## A text with a space and a #.
HEAD
questions:
  - id: q1
    kind: short
    ask: Who is #1 here
    answer: A
=> 8:10: lost-comment '#1 here' is a comment to YAML and lost; put the stem in quotation marks

## A text that begins with #.
HEAD
questions:
  - id: q1
    kind: short
    ask: #1 is who
    answer: A
=> 8:9: empty-text the stem is empty; a text that begins with # needs quotation marks

## A closing quotation mark is missing.
HEAD
questions:
  - id: q1
    kind: short
    ask: "Who is it
    answer: A
=> 8:10: yaml-syntax this is not readable as YAML: a quotation mark is opened here and never closed

## A closing single quotation mark is missing.
HEAD
questions:
  - id: q1
    kind: short
    ask: 'Who is it
    answer: A
=> 8:10: yaml-syntax this is not readable as YAML: a quotation mark is opened here and never closed

## An apostrophe between single quotation marks.
HEAD
questions:
  - id: q1
    kind: short
    ask: 'Who's it'
    answer: A
=> 8:14: yaml-syntax this is not readable as YAML: an apostrophe stands inside a text in '…'; write it as "…"

## Quotation marks inside quotation marks.
HEAD
questions:
  - id: q1
    kind: short
    ask: "Who said "yes" there"
    answer: A
=> 8:20: yaml-syntax this is not readable as YAML: a quotation mark is missing here, or one stands inside a quoted text (write that as \" or “…”)

## A text that only begins with a quotation mark.
HEAD
questions:
  - id: q1
    kind: short
    ask: "Who" said it
    answer: A
=> 8:14: yaml-syntax this is not readable as YAML: a quotation mark is missing here, or one stands inside a quoted text (write that as \" or “…”)

## Typographic quotation marks are none to YAML.
HEAD
questions:
  - id: q1
    kind: short
    ask: “Who: is it”
    answer: A
=> 8:14: yaml-syntax this is not readable as YAML: a text with ': ' in it needs quotation marks; write it as "…"

## A backslash in a quoted text.
HEAD
questions:
  - id: q1
    kind: short
    ask: "C:\Users"
    answer: A
=> 8:13: yaml-syntax this is not readable as YAML: in a text in "…" a \ is written \\; or put the text in '…'

## A tab as indentation of a list.
HEAD
questions:
TAB- id: q1
=> 6:1: yaml-syntax this is not readable as YAML: a tab stands here; YAML wants spaces

## A tab as indentation of a key.
HEAD
questions:
  - id: q1
    kind: short
    ask: x
TABanswer: A
=> 9:1: yaml-syntax this is not readable as YAML: a tab stands here; YAML wants spaces

## A brace that is not closed.
HEAD
facts:
  - meeting: {visitor: a, official: b
    source: x
=> 6:14: yaml-syntax this is not readable as YAML: a bracket ({) is opened here and not closed on this line

## A square bracket that is not closed.
HEAD
topics:
  a: A
skip: [a, b
=> 7:7: yaml-syntax this is not readable as YAML: a bracket ([) is opened here and not closed on this line

## A space before the # of a source.
HEAD
facts:
  - meeting: {a: b}
    source: [article #2, n1]
=> 7:22: yaml-syntax this is not readable as YAML: what follows ' #' is a comment to YAML; write article#2 without a space, or use quotation marks

## A line that is indented too far.
HEAD
questions:
  - id: q1
     kind: short
=> 7:10: yaml-syntax this is not readable as YAML: this line is indented further than the key it follows allows; line it up with its siblings

## A line that is indented too little.
HEAD
questions:
  - id: q1
   kind: short
=> 7:4: yaml-syntax this is not readable as YAML: this line is indented unlike its siblings; line it up with them

## A key without its colon in a list.
HEAD
questions:
  - id q1
    kind: short
=> 6:5: yaml-syntax this is not readable as YAML: a colon is missing here; write key: value

## A key without its colon, before a text of several words.
HEAD
questions:
  - id: q1
    ask Which is red?
    kind: short
=> 7:5: yaml-syntax this is not readable as YAML: a colon is missing here; write key: value

## A last key without its colon.
HEAD
questions:
  - id: q1
    kind: short
    answer Mars

  - id: q2
=> 8:5: yaml-syntax this is not readable as YAML: a colon is missing here; write key: value

## A key without its colon.
HEAD
topics
  a: A
=> 5:1: yaml-syntax this is not readable as YAML: a colon is missing here; write key: value

## A colon without its space.
HEAD
questions:
  - id:q1
    kind: short
=> 6:7: yaml-syntax this is not readable as YAML: a space is missing after the colon; write key: value

## A colon without its space between braces.
HEAD
topics: {a:"A"}
=> 5:10: bad-key a space is missing after the colon; write a: "A"
=> 5:10: unused-topic no relation and no question has the topic 'a'; delete it
""")  # noqa: E501 - a line of output is as long as it is


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_slip_is_told_where_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    """One line, and no other that follows from the same slip."""
    monkeypatch.chdir(tmp_path)
    assert lines(tmp_path, case.bank.replace("TAB", "\t")) == case.lines
