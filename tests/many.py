"""Many questions without the work of a generator: three of each fact of a bank made for measuring."""

from __future__ import annotations

from pathlib import Path

from quizgen.bank.load import load_bank
from quizgen.identity import question_code
from quizgen.model import AnyQuestion, Bank, Choice, Option, Short, TrueFalse, Typed
from quizgen.text import Span, Text


def many_questions(facts: int, folder: Path) -> tuple[Bank, tuple[AnyQuestion, ...]]:
    """A bank of capitals, and three questions on each of its facts."""
    lines = ["format: 1", "bank: many", "title: Many", "languages: [en]", "topics: {a: A, b: B, c: C}", "entities:"]
    for at in range(facts):
        lines += [f"  t{at}: {{kind: city, name: Town{at}}}", f"  c{at}: {{kind: country, name: Land{at}}}"]
    lines += ["relations:"]
    for topic in "abc":
        lines += [
            f"  capital-{topic}:",
            f"    topic: {topic}",
            "    slots: {city: city, country: country}",
            '    say: "{city} is the capital of {country}."',
            '    ask: {city: "What is the capital of {country}?"}',
        ]
    lines += ["facts:"]
    lines += [f"  - capital-{'abc'[at % 3]}: {{city: t{at}, country: c{at}}}" for at in range(facts)]
    path = folder / "many.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    bank = load_bank(path).bank
    assert bank is not None
    return bank, tuple(question for at in range(facts) for question in _three(bank, at))


def text(raw: str) -> Text:
    """A text in English."""
    return Text({"en": (Span(raw),)})


def _three(bank: Bank, at: int) -> tuple[AnyQuestion, ...]:
    fact = bank.facts[at]
    stem, statement = text(f"What is the capital of Land{at}?"), text(f"Town{at} is the capital of Land{at}.")

    def common(id_: str) -> dict[str, object]:
        topic = bank.relations[fact.relation].topic
        code = question_code(bank.id, id_)
        return {"id": id_, "code": code, "topic": topic, "facts": (fact.id,), "generated": True, "place": fact.place,
                "explanation": statement}  # fmt: skip

    options = tuple(Option(key=f"t{at + step}", text=text(f"Town{at + step}")) for step in range(3))
    accept = {"en": (f"Town{at}",)}
    typed = Typed(answer=text(f"Town{at}"), accept=accept, others={"en": ()})
    return (
        Choice(stem=stem, options=options, right=0, **common(f"{fact.id}/choice/city")),  # type: ignore[arg-type]
        Short(stem=stem, typed=typed, **common(f"{fact.id}/short/city")),  # type: ignore[arg-type]
        TrueFalse(stem=statement, truth=True, **common(f"{fact.id}/true-false/city")),  # type: ignore[arg-type]
    )
