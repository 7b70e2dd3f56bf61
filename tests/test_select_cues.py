"""What a cue is, and what is none: small cases decided by hand, and the flagship bank."""

from __future__ import annotations

import pytest

from quizgen.bank.load import load_bank
from quizgen.generate.build import build
from quizgen.model import AnyQuestion, Bank
from quizgen.select import Cues, cues

BANK = """\
format: 1
bank: visits
title: Visits
languages: [en]
entities:
  ann: {kind: person, name: Ann Berg, accept: [Berg]}
  bo: {kind: person, name: Bo Lind}
  cy: {kind: person, name: Cy Moss}
  oslo: {kind: city, name: Oslo}
  bern: {kind: city, name: Bern}
  rome: {kind: city, name: Rome}
relations:
  meeting:
    slots: {who: person, city: city}
    say: "The envoy met {who} in {city}."
    ask: {who: "Whom did the envoy meet in {city}?", city: "Where did the envoy meet {who}?"}
  gift:
    slots: {city: city}
    say: "The envoy brought a bronze clock to {city}."
    ask-one: {city: "To which of these did the envoy bring a bronze clock?"}
facts:
  - meeting: {who: ann, city: oslo}
  - meeting: {who: bo, city: bern}
  - meeting: {who: cy, city: rome}
  - gift: {city: oslo}
questions:
  - {id: told, kind: short, ask: "What did he bear?", answer: a map, explain: "He met Ann Berg in Oslo. She had a map."}
  - {id: split, kind: short, ask: "What was eaten?", answer: fish, explain: "He met Ann Berg. He ate fish in Oslo."}
  - {id: mention, kind: short, ask: "How tall is Ann Berg?", answer: two metres, explain: "Ann Berg is a tall person."}
  - {id: false-one, kind: true-false, say: "The envoy met Ann Berg in Oslo.", truth: false, explain: "No one knows."}
  - {id: true-one, kind: true-false, say: "The envoy met Berg in Oslo.", truth: true}
  - {id: ship, kind: short, ask: "Which famous ship sank on its maiden voyage in 1912?", answer: the Titanic}
  - {id: iceberg, kind: short, ask: "What did the Titanic hit when the famous ship sank in 1912?", answer: an iceberg}
  - {id: film, kind: choice, ask: "Who made the film Titanic?", answer: Cameron, distractors: [Lucas, Scott]}
  - {id: clocks, kind: cloze, text: "A bronze clock is what the envoy brought to {{c1::Oslo}}."}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bank, dict[str, AnyQuestion]]:
    """The bank and its questions by id."""
    path = tmp_path_factory.mktemp("visits") / "visits.yaml"
    path.write_text(BANK, encoding="utf-8")
    loaded = load_bank(path)
    assert loaded.bank is not None, loaded.problems
    return loaded.bank, {question.id: question for question in build(loaded.bank).questions}


WHERE, WHOM = "meeting/short/city/ann", "meeting/short/who/oslo"
OTHER = "meeting/short/city/bo"


@pytest.mark.parametrize(
    ("giver", "taker", "cued"),
    [
        (WHERE, WHOM, True),
        (WHOM, WHERE, True),
        (WHERE, OTHER, False),
        ("meeting:ann:oslo/choice/city", "meeting:bo:bern/choice/city", False),
        ("told", WHERE, True),
        ("told", "meeting:ann:oslo/choice/who", True),
        ("told", OTHER, False),
        (WHERE, "told", False),
        ("split", WHERE, False),
        ("mention", WHERE, False),
        (WHERE, "mention", False),
        ("false-one", WHERE, False),
        ("true-one", WHERE, True),
        ("iceberg", "ship", True),
        ("ship", "iceberg", False),
        ("film", "ship", False),
        ("clocks", "gift:oslo/choice/city", True),
        ("gift:oslo/choice/city", "clocks", True),
        (WHERE, "clocks", False),
    ],
)
def test_a_question_cues_another_if_it_puts_its_key_together_with_what_its_stem_gives(
    made: tuple[Bank, dict[str, AnyQuestion]], giver: str, taker: str, cued: bool
) -> None:
    """A name mentioned, two names in two sentences, and a false statement give nothing away."""
    bank, questions = made
    why = Cues(bank).why(questions[giver], questions[taker])
    assert (why is not None) is cued, why


def test_a_paper_has_a_cue_only_where_the_giver_comes_first(made: tuple[Bank, dict[str, AnyQuestion]]) -> None:
    """What follows an answer gives nothing away."""
    bank, questions = made
    paper = [questions["iceberg"], questions["film"], questions["ship"]]
    (cue,) = cues(paper, bank)
    assert (cue.giver, cue.taker) == ("iceberg", "ship")
    assert cue.why.startswith("it tells the key: what did the titanic hit")
    assert cues(paper[::-1], bank) == ()
