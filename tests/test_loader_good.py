"""Banks that load: the smallest, the fullest, and texts that YAML would otherwise take for something else."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest

from quizgen.bank import keys
from quizgen.errors import Place
from quizgen.generate.build import build
from quizgen.model import KINDS, Bank, Choice, Short, TrueFalse
from tests.banks import HEAD, PLACES, lines, loaded
from tests.printed import png

THREE = """\
format: 1
bank: three
title: Three questions
languages: [en]
questions:
  - {id: one, kind: true-false, say: Seoul is in Korea., truth: yes}
  - {id: two, kind: short, ask: What is the capital of Japan?, answer: Tokyo}
  - {id: three, kind: choice, ask: Which is a city?, answer: Tokyo, distractors: [Japan]}
"""

DESIGN = (Path(__file__).parent / "data" / "design.yaml").read_text(encoding="utf-8")
"""Every part of the format that the design shows, put together as one bank."""

PNG = png()


def bank_of(folder: Path, text: str) -> Bank:
    """A bank that loads without a word."""
    found = loaded(folder, text)
    assert found.problems == ()
    assert found.usable
    assert found.bank is not None
    return found.bank


def test_three_questions_are_a_bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No topics, sources, entities, relations or facts are needed."""
    monkeypatch.chdir(tmp_path)
    bank = bank_of(tmp_path, THREE)
    built = build(bank)
    assert [question.id for question in built.questions] == ["one", "two", "three"]
    assert (built.unmade, built.problems) == ((), ())


def test_every_part_of_the_format_loads_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The design's example gives questions of every kind, hand-written and generated."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "park.png").write_bytes(PNG)
    bank = bank_of(tmp_path, DESIGN)
    built = build(bank)
    assert built.problems == ()
    written = Counter(question.kind for question in built.questions if not question.generated)
    assert written == dict.fromkeys(KINDS, 1)
    generated = {question.kind for question in built.questions if question.generated}
    assert generated >= {"choice", "short", "cloze", "true-false"}
    ids = {question.id for question in built.questions}
    assert "meeting-park/choice/official" in ids
    assert "meeting:stoltenberg:lee-jong-sup:tokyo:/cloze/city" in ids
    assert "meeting/short/official/stoltenberg:tokyo" in ids
    assert "meeting-park/cloze/city" not in ids, "it is under skip"
    assert all(getattr(bank, field.name) for field in fields(Bank)), "a part of the format is missing in the example"


def test_the_example_uses_every_key_of_the_format() -> None:
    """So that no key is left untried."""
    named = {
        key
        for table in (
            keys.BANK, keys.SOURCE, keys.ENTITY, keys.IMAGE, keys.RELATION, keys.MATCH, keys.ORDER, keys.FACT,
            keys.CORRECTION, keys.RETIRED, keys.DISTRACTOR, *keys.QUESTIONS.values(),
        )
        for key in table
    }  # fmt: skip
    assert [key for key in sorted(named) if f"{key}:" not in DESIGN] == []


def test_what_is_read_is_what_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values, defaults, entities in questions and positions of the design's example."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "park.png").write_bytes(PNG)
    bank = bank_of(tmp_path, DESIGN)
    assert bank.entities["park-jin"].forms("id") == ("Park Jin", "Park", "Jin Park")
    assert bank.entities["lee-jong-sup"].accept == {"en": ("Lee",), "id": ("Pak Lee",)}
    assert bank.entities["yoon"].accept == {"en": ("Yoon",), "id": ("Yoon", "Suk Yeol")}
    picture = bank.entities["park-jin"].image
    assert picture is not None
    assert (picture.content, picture.media_type) == (PNG, "image/png")
    relation = bank.relations["meeting"]
    assert [(slot.kind, slot.optional) for slot in relation.slots.values()] == [
        ("person", False), ("person", False), ("city", False), ("date", True),
    ]  # fmt: skip
    assert relation.open
    fact = bank.facts[0]
    assert [str(source) for source in fact.sources] == ["article#2", "n1"]
    assert fact.values["day"].label.plain("id") == "29 Januari 2023"
    assert bank.facts[2].context
    assert bank.citation(fact.sources[0], "id") == "Artikel, paragraf 2"
    assert bank.citation(bank.questions[2].sources[0], "en") == "Article, third subheading"
    choice = bank.questions[0]
    assert isinstance(choice, Choice)
    assert [option.text.plain("en") for option in choice.options] == ["Because", "For", "Lee Jong-sup", "@home"]
    assert choice.options[1].because is not None
    short = bank.questions[3]
    assert isinstance(short, Short)
    assert short.typed.accept["en"] == ("Park Jin", "Park", "Jin Park", "Mr Park")
    assert "Seoul" not in short.typed.others["en"], "a city is no other answer to a person"
    assert fact.place == Place("bank.yaml", DESIGN[: DESIGN.index("- meeting: {")].count("\n") + 1, 5)


WORDS = ("no", "yes", "on", "1:30", "010", "2023-01-29", "~", "null", "true", "0x1F", "1e3", ".inf", "1_000", "=", "<<")


@pytest.mark.parametrize("word", WORDS)
def test_a_word_stays_what_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    """As id, key, title, topic, name, statement and answer, without quotation marks."""
    monkeypatch.chdir(tmp_path)
    bank = bank_of(
        tmp_path,
        f"""\
format: 1
bank: b
title: {word}
languages: [en]
topics:
  {word}: {word}
entities:
  {word}: {{kind: word, name: {word}, accept: [{word}], traits: [{word}]}}
questions:
  - {{id: {word}, kind: short, ask: {word}, answer: {word}, accept: [{word}], topic: {word}}}
  - {{id: q, kind: short, ask: Which?, answer: "@{word}"}}
""",
    )
    assert bank.title.plain("en") == word
    assert bank.topics[word].name.plain("en") == word
    assert bank.entities[word].forms("en") == (word, word)
    question = bank.questions[0]
    assert isinstance(question, Short)
    assert (question.id, question.topic, question.stem.plain("en")) == (word, word, word)
    assert question.typed.accept["en"] == (word,)


def test_only_true_and_false_are_read_as_such_where_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``truth``, ``open`` and ``context`` also know yes and no, on and off."""
    monkeypatch.chdir(tmp_path)
    said = ("true", "Yes", "on", "false", "NO", '"off"')
    rows = "".join(f"  - {{id: q{at}, kind: true-false, say: S{at}., truth: {word}}}\n" for at, word in enumerate(said))
    bank = bank_of(tmp_path, f"{HEAD}questions:\n{rows}")
    assert [q.truth for q in bank.questions if isinstance(q, TrueFalse)] == [True] * 3 + [False] * 3


VALUES = [
    ("date", "2023-01-29", "29 January 2023", "29 Januari 2023"),
    ("period", "2023-01-29/2023-02-01", "29 January to 1 February 2023", "29 Januari sampai 1 Februari 2023"),
    ("period", "2023-01-29", "29 January 2023", "29 Januari 2023"),
    ("period", "2023-01-29 / 2023-01-31", "29 to 31 January 2023", "29 sampai 31 Januari 2023"),
    ("year", "476", "476", "476"),
    ("number", "1234567", "1,234,567", "1.234.567"),
    ("number", "-3.50", "-3.50", "-3,50"),
    ("number", "007", "007", "007"),
    ("text", "no", "no", "no"),
    ("text", "{en: a dog, id: seekor anjing}", "a dog", "seekor anjing"),
]


@pytest.mark.parametrize(("type_", "raw", "english", "indonesian"), VALUES)
def test_a_value_is_put_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, type_: str, raw: str, english: str, indonesian: str
) -> None:
    """Each type of slot, in both languages."""
    monkeypatch.chdir(tmp_path)
    head = HEAD.replace("[en]", "[en, id]")
    relation = f'relations:\n  r: {{slots: {{x: {type_}}}, say: "It is {{x}}."}}\n'
    bank = bank_of(tmp_path, f"{head}{relation}facts:\n  - {{id: f, r: {{x: {raw}}}}}\n")
    label = bank.facts[0].values["x"].label
    assert (label.plain("en"), label.plain("id")) == (english, indonesian)


def test_ids_of_facts_are_derived_from_their_values_in_the_order_of_the_slots(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the order in the fact; a value that is missing is empty; a period keeps what was typed."""
    monkeypatch.chdir(tmp_path)
    relation = "relations:\n  r: {slots: {a: country, b: optional period, c: city, d: optional number}}\n"
    bank = bank_of(
        tmp_path,
        f"{HEAD}{PLACES}{relation}facts:\n  - r: {{c: tokyo, a: japan}}\n"
        "  - r: {d: 3.50, a: japan, b: 2023-01-29/2023-02-01, c: tokyo}\n  - {id: own, r: {a: japan, c: tokyo}}\n",
    )
    assert [fact.id for fact in bank.facts] == [
        "r:japan::tokyo:",
        "r:japan:2023-01-29/2023-02-01:tokyo:3.50",
        "own",
    ]


LANGUAGES = ("en", "id", "pt-BR", "zh-CN", "sr-Latn", "de", "ar", "jv")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bank_may_be_in_any_language_whose_dates_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Not only in the two of the flagship bank."""
    monkeypatch.chdir(tmp_path)
    relation = (
        'relations:\n  r: {slots: {x: date, y: number}, say: "{x}, {y}"}\nfacts:\n  - r: {x: 2023-01-29, y: 12345.5}\n'
    )
    bank = bank_of(tmp_path, HEAD.replace("[en]", f"[{language}]") + relation)
    assert bank.facts[0].values["x"].label.plain(language)
    assert not build(bank).problems


def test_an_alias_repeats_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """YAML's own way of not writing a thing twice works within reason."""
    monkeypatch.chdir(tmp_path)
    assert lines(tmp_path, f"{HEAD}questions:\n  - {{id: q, kind: short, ask: &a A?, answer: B, explain: *a}}\n") == []
