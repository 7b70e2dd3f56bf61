"""Many mistakes in one file are all told, in order; one mistake is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.cli import main
from tests.banks import HEAD, Case, cases, lines

TWELVE = """\
format: 1
bank: twelve
title: {en: "Twelve mistakes"}
languages: [en, id]
topics: {dates: {en: Dates, id: Tanggal}, aims: {en: Aims, id: Tujuan}}
sources:
  article: {cite: Article}
entities:
  park-jin: {kind: person, name: Park Jin}
  seoul: {kind: city, name: Seoul}
  seul: {kind: city, name: Seoul}
  yoon: {kind: person, name: Yoon, nickname: Y}
relations:
  meeting:
    topic: date
    slots: {official: person, city: city, day: optional date}
    say: {en: "{official} was in {city}.", id: "{official} ada di {town}."}
facts:
  - meeting: {official: park-jim, city: seoul}
    source: artikle#2
  - meeting: {official: seoul, city: seoul}
  - meeting: {official: park-jin, city: seoul, day: 2023-02-30}
questions:
  - {id: q, kind: choice, ask: A?, answer: B, distractors: []}
  - {id: q, kind: true-false, say: A., truth: true}
"""
TWELVE_LINES = """\
twelve.yaml:3:8: missing-language the title has no 'id'; write {en: "…", id: "…"}
twelve.yaml:5:43: unused-topic no relation and no question has the topic 'aims'; delete it
twelve.yaml:11:28: duplicate-name 'seul' and 'seoul' are both a city called 'Seoul' in 'en'; tell them apart in the name
twelve.yaml:12:36: unknown-key the entity 'yoon' has no key 'nickname'; there is about, accept, ignore, image, traits
twelve.yaml:15:12: unknown-topic no topic 'date'; did you mean 'dates'?
twelve.yaml:17:67: unknown-slot 'say' of the relation 'meeting' in 'id' names 'town', which is no slot; there is city, day, official
twelve.yaml:19:25: unknown-entity no entity 'park-jim'; did you mean 'park-jin'?
twelve.yaml:20:13: unknown-source no source 'artikle'; did you mean 'article'?
twelve.yaml:21:25: wrong-kind the slot 'official' takes a person, but 'seoul' is a city
twelve.yaml:22:53: bad-date the slot 'day': '2023-02-30' is no day of the calendar
twelve.yaml:24:60: no-distractors 'distractors' of the choice question 'q' has 0; it needs 1 or more
twelve.yaml:25:10: duplicate-id the question 'q' stands on line 24 already; give one of them another id
"""  # noqa: E501 - a line of output is as long as it is


def test_twelve_mistakes_give_twelve_lines_in_one_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``check`` prints them as its result and ends with 1."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "twelve.yaml").write_text(TWELVE, encoding="utf-8")
    assert main(["check", "twelve.yaml"]) == 1
    printed = capsys.readouterr()
    assert printed.out == TWELVE_LINES
    assert printed.err == "11 errors, 1 warning\n"


def test_another_command_prints_the_same_lines_to_standard_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``list`` has no result to give, and ends with 2."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "twelve.yaml").write_text(TWELVE, encoding="utf-8")
    assert main(["list", "twelve.yaml"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == TWELVE_LINES


def test_a_file_that_is_no_yaml_ends_the_commands_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Problems of loading are the result of ``check`` too."""
    monkeypatch.chdir(tmp_path)
    line = "no.yaml:1:1: unreadable-file the bank cannot be opened: no such file or directory\n"
    assert main(["check", "no.yaml"]) == 1
    assert capsys.readouterr().out == line
    assert main(["list", "no.yaml"]) == 2
    assert capsys.readouterr().err == line


ONCE = cases(r"""
## A broken entity in many facts is told once.
HEAD
entities:
  japan: {kind: country, name: Japan}
  tokyo: {kind: city, nam: Tokyo}
CAPITAL
facts:
  - {id: f1, capital: {country: japan, city: tokyo}}
  - {id: f2, capital: {country: japan, city: tokyo}}
  - {id: f3, capital: {country: japan, city: tokyo}}
questions:
  - {id: q, kind: short, ask: A?, answer: "@tokyo", facts: [f1, f2]}
skip: [f1/cloze/city, capital/short/city/japan, q]
=> 7:23: unknown-key the entity 'tokyo' has no key 'nam'; did you mean 'name'?

## An entity without its kind does not leave the slot without one.
HEAD
entities:
  japan: {kind: country, name: Japan}
  tokyo: {name: Tokyo}
CAPITAL
FACT
=> 7:10: missing-key the entity 'tokyo' has no 'kind'; write kind: …

## A fact of an unknown relation is not missed elsewhere.
HEAD
PLACES
CAPITAL
sources: {s: {cite: S}}
facts:
  - captal: {country: japan, city: tokyo}
    id: f
    source: s
  - captal: {country: japan, city: tokyo}
corrections:
  - {at: s, prints: a, right: b, facts: [f, "capital:japan:tokyo"]}
skip: [f/cloze/city, capital/short/city/japan]
=> 14:5: unknown-relation no relation 'captal'; did you mean 'capital'?
=> 17:5: unknown-relation no relation 'captal'; did you mean 'capital'?

## A relation with a misspelt key does not make its skipped question unknown.
HEAD
PLACES
relations:
  capital:
    slots: {country: country, city: city}
    sya: "{city} is the capital of {country}."
FACT
skip: ["capital:japan:tokyo/cloze/city"]
=> 11:5: unknown-key the relation 'capital' has no key 'sya'; did you mean 'say'?

## A relation without slots does not make its facts and their entities wrong.
HEAD
PLACES
relations:
  capital:
    slot: {country: country, city: city}
    say: "{city} is the capital of {country}."
FACT
skip: ["capital:japan:tokyo/cloze/city"]
=> 10:5: unknown-key the relation 'capital' has no key 'slot'; did you mean 'slots'?

## A slot that cannot be read is still a slot.
HEAD
PLACES
relations:
  capital:
    slots: {country: country, city: }
    say: "{city} is the capital of {country}."
    order: {by: city, ask: Order!}
FACT
skip: ["capital:japan:tokyo/cloze/city"]
=> 10:37: empty-text the slot 'city' of the relation 'capital' is empty

## A source that cannot be read may have any place.
HEAD
sources: {s: {cit: S, places: {a: b}}}
SHORT
    source: s#zz
=> 5:15: unknown-key the source 's' has no key 'cit'; did you mean 'cite'?

## A topic that lacks a language is still a topic.
TWO
topics: {dates: {en: Dates}}
SHORT
    topic: dates
=> 5:17: missing-language the topic 'dates' has no 'id'; write {en: "…", id: "…"}

## Topics in the shape of a list are told once.
HEAD
topics: [dates, aims]
SHORT
    topic: dates
=> 5:9: wrong-shape 'topics' is a list; write keys and values: key: value

## Entities in the shape of a list are told once.
HEAD
entities: [japan, tokyo]
CAPITAL
FACT
questions:
  - {id: q, kind: short, ask: A?, answer: "@tokyo"}
=> 5:11: wrong-shape 'entities' is a list; write keys and values: key: value

## Relations in the shape of a list are told once.
HEAD
PLACES
relations: [capital]
FACT
=> 8:12: wrong-shape 'relations' is a list; write keys and values: key: value

## A bank without languages is not blamed in every text.
format: 1
bank: b
title: T
questions:
  - {id: q, kind: short, ask: {de: A?, id: A?}, answer: B}
=> 1:1: missing-key the bank has no 'languages'; write languages: …

## A question that is broken may be skipped.
HEAD
questions:
  - {id: q, kind: short, ask: A?}
skip: [q]
=> 6:5: missing-key the short question 'q' has no 'answer'; write answer: …

## What only a broken part uses is not unused.
HEAD
topics: {dates: Dates}
sources: {s: {cite: S}}
entities: {oslo: {kind: city, name: Oslo}}
questions:
  - {id: q, kind: short, ask: A?, anser: "@oslo", topic: dates, source: s#2}
=> 9:35: unknown-key the short question 'q' has no key 'anser'; did you mean 'answer'?

## What a misspelling means is not unused.
HEAD
topics: {dates: Dates}
SHORT
    topic: dats
=> 11:12: unknown-topic no topic 'dats'; did you mean 'dates'?

## A bank that has just been begun lacks nothing but what it must have.
format: 1
bank:
title: T
languages: [en]
topics:
entities:
facts:
questions:
skip:
=> 2:6: empty-text 'bank' is empty
""")


@pytest.mark.parametrize("case", ONCE, ids=lambda case: case.title)
def test_one_mistake_brings_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    """Whatever refers to the broken part is silent until that is mended."""
    monkeypatch.chdir(tmp_path)
    assert lines(tmp_path, case.bank) == case.lines


NEAR = [
    ("park-jim", "; did you mean 'park-jin'?"),
    ("PARK-JIN", "; did you mean 'park-jin'?"),
    ("stoltenburg", "; did you mean 'stoltenberg'?"),
    ("xyzzy", "; there is park-jin, stoltenberg"),
]


@pytest.mark.parametrize(("name", "told"), NEAR)
def test_a_near_name_is_offered_and_few_names_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    """What is offered is of the kind that the slot takes."""
    monkeypatch.chdir(tmp_path)
    bank = f"""{HEAD}entities:
  stoltenberg: {{kind: person, name: Jens Stoltenberg}}
  park-jin: {{kind: person, name: Park Jin}}
  park-jim-airport: {{kind: airport, name: Park Jim}}
relations:
  met: {{slots: {{who: person, where: optional airport}}}}
facts:
  - met: {{who: {name}}}
"""
    assert lines(tmp_path, bank) == [f"12:16: unknown-entity no entity '{name}'{told}"]


def test_among_many_names_the_near_one_is_found_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large bank gets the same help as a small one."""
    monkeypatch.chdir(tmp_path)
    people = "".join(f"  person-{at}: {{kind: person, name: Person {at}}}\n" for at in range(300))
    park = "  park-jin: {kind: person, name: Park Jin}\n"
    bank = f"{HEAD}entities:\n{people}{park}relations:\n  met: {{slots: {{who: person}}}}\n"
    assert lines(tmp_path, f"{bank}facts:\n  - met: {{who: park-jim}}\n") == [
        "310:16: unknown-entity no entity 'park-jim'; did you mean 'park-jin'?"
    ]
