# ruff: noqa: E501 (texts of banks stand as they are written)
"""A small bank of the visit, as text to build on, and what the rules make of a bank's text."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from quizgen.bank.load import load_bank
from quizgen.generate.build import Built, build
from quizgen.generate.ground import DEFAULT, Wishes
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Order, Select, Short, TrueFalse

HEAD = "format: 1\nbank: trip\ntitle: {en: Trip, id: Lawatan}\nlanguages: [en, id]\n"

PEOPLE = """\
entities:
  stoltenberg: {kind: guest, name: Jens Stoltenberg, accept: [Stoltenberg]}
  park: {kind: person, name: Park Jin, accept: [Park], traits: [minister, korea]}
  lee: {kind: person, name: Lee Jong-sup, accept: [Lee], traits: [minister, korea]}
  kishida: {kind: person, name: Fumio Kishida, accept: [Kishida], traits: [premier]}
  yoon: {kind: person, name: Yoon Suk Yeol, traits: [korea]}
  choo: {kind: person, name: Choo Jae-woo, traits: [korea]}
  thomas: {kind: person, name: Neil Thomas}
  seoul: {kind: city, name: Seoul}
  tokyo: {kind: city, name: {en: Tokyo, id: Tokyo}}
  oslo: {kind: city, name: Oslo}
  chey: {kind: venue, name: {en: the CHEY Institute, id: Institut CHEY}}
  cemetery: {kind: venue, name: {en: the National Cemetery, id: Permakaman Nasional}}
  keio: {kind: venue, name: {en: Keio University, id: Universitas Keio}}
  remarks: {kind: deed, name: {en: give remarks, id: berpidato}}
  wreath: {kind: deed, name: {en: lay a wreath, id: meletakkan karangan bunga}}
"""

MEETING = """\
relations:
  meeting:
    slots: {visitor: guest, official: person, city: city, day: optional date}
    say: {en: "{visitor} was to meet {official} in {city}.", id: "{visitor} akan menemui {official} di {city}."}
    ask:
      official: {en: "Whom was {visitor} to meet in {city}?", id: "Siapa yang akan ditemui {visitor} di {city}?"}
      city: {en: "Where was {visitor} to meet {official}?", id: "Di mana {visitor} akan menemui {official}?"}
      day: {en: "When was {visitor} to meet {official}?", id: "Kapan {visitor} akan menemui {official}?"}
    ask-one:
      official: {en: "Which of these was {visitor} to meet in {city}?", id: "Siapa di antara ini yang akan ditemui {visitor} di {city}?"}
    ask-all:
      official: {en: "Which of these was {visitor} to meet in {city}? Choose all.", id: "Siapa saja yang akan ditemui {visitor} di {city}?"}
    match: {from: official, to: city, ask: {en: Match them., id: Pasangkan.}}
    order: {by: day, show: official, ask: {en: The earliest first., id: Dari yang paling awal.}}
"""

MEETINGS = """\
facts:
  - meeting: {visitor: stoltenberg, official: park, city: seoul, day: 2023-01-29}
  - meeting: {visitor: stoltenberg, official: lee, city: seoul}
  - meeting: {visitor: stoltenberg, official: kishida, city: tokyo, day: 2023-01-31}
"""

CONTEXT = "  - {meeting: {visitor: stoltenberg, official: yoon, city: seoul, day: 2023-01-30}, context: true}\n"

TRIP = HEAD + PEOPLE + MEETING + MEETINGS

_FOLDER = tempfile.TemporaryDirectory()
PARK = "meeting:stoltenberg:park:seoul:2023-01-29"
LEE = "meeting:stoltenberg:lee:seoul:"
KISHIDA = "meeting:stoltenberg:kishida:tokyo:2023-01-31"
NAMES = """\
  ann: {kind: person, name: Ann}
  bob: {kind: person, name: Bob}
  cid: {kind: person, name: Cid}
  dan: {kind: person, name: Dan}
  oslo: {kind: city, name: Oslo}
  rome: {kind: city, name: Rome}
  lima: {kind: city, name: Lima}
"""
STAY = "who: person, city: city, days: period"
STAYS = "{who: ann, city: oslo, days: 2023-01-29/2023-01-30}", "{who: ann, city: rome, days: 2023-01-30/2023-02-01}"


@dataclass(frozen=True)
class Result:
    """What was made of a bank, by id."""

    bank: Bank
    built: Built

    def __getitem__(self, id_: str) -> AnyQuestion:
        return next(question for question in self.built.questions if question.id == id_)

    def __contains__(self, id_: str) -> bool:
        return any(question.id == id_ for question in self.built.questions)

    @property
    def ids(self) -> list[str]:
        return [question.id for question in self.built.questions]

    def why_not(self, id_: str) -> str:
        return next(each.reason for each in self.built.unmade if each.id == id_)

    def choice(self, id_: str) -> Choice:
        question = self[id_]
        assert isinstance(question, Choice)
        return question

    def select(self, id_: str) -> Select:
        question = self[id_]
        assert isinstance(question, Select)
        return question

    def short(self, id_: str) -> Short:
        question = self[id_]
        assert isinstance(question, Short)
        return question

    def cloze(self, id_: str) -> Cloze:
        question = self[id_]
        assert isinstance(question, Cloze)
        return question

    def true_false(self, id_: str) -> TrueFalse:
        question = self[id_]
        assert isinstance(question, TrueFalse)
        return question

    def match(self, id_: str) -> Match:
        question = self[id_]
        assert isinstance(question, Match)
        return question

    def order(self, id_: str) -> Order:
        question = self[id_]
        assert isinstance(question, Order)
        return question


def bank_of(text: str) -> Bank:
    """A bank read from its text, which has no errors."""
    path = Path(_FOLDER.name) / "questions.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load_bank(path)
    assert loaded.usable, [str(problem) for problem in loaded.problems]
    assert loaded.bank is not None
    return loaded.bank


def made(text: str, wishes: Wishes = DEFAULT) -> Result:
    """What the rules make of a bank's text."""
    bank = bank_of(text)
    return Result(bank, build(bank, wishes))


def labels(question: AnyQuestion, language: str = "en") -> list[str]:
    """The options as shown."""
    assert isinstance(question, Choice | Select | Match | Order)
    return [option.text.plain(language) for option in question.options]


def small(slots: str, texts: str, *facts: str, entities: str = "", more: str = "") -> str:
    """A bank in English of one relation ``r``, with the facts as mappings of slots."""
    lines = "".join(f"  - {fact if fact.startswith('{') else f'r: {{{fact}}}'}\n" for fact in facts)
    body = "".join(f"    {line}\n" for line in texts.strip().splitlines())
    return (
        "format: 1\nbank: b\ntitle: T\nlanguages: [en]\n"
        + (f"entities:\n{entities}" if entities else "")
        + f"relations:\n  r:\n    slots: {{{slots}}}\n{body}{more}facts:\n{lines}"
    )


def facts(*lines: str) -> list[str]:
    """Facts as ``small`` takes them."""
    return [line.strip("{}") for line in lines]
