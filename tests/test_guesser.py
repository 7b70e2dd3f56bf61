"""A guesser that knows no facts scores no better than chance; and the guesser is able to fail a bank."""

from __future__ import annotations

import pytest

from benchmarks import guesser

OPTIONS = ["Paris", "the city of Rome", "Oslo in 1900"]


@pytest.fixture(scope="module")
def written() -> str:
    """The table in docs/fairness.md."""
    return guesser.PAGE.read_text(encoding="utf-8").partition(guesser.BEGIN)[2].partition(guesser.END)[0].strip()


def test_the_table_in_the_docs_is_what_the_guesser_finds(written: str) -> None:
    """After a change of the bank or the rules: python -m benchmarks.guesser --write."""
    assert written == guesser.table()


def test_no_strategy_beats_chance() -> None:
    """On the flagship in both languages and on three banks made up for the purpose."""
    found = guesser.cells(guesser.all_banks())
    assert len(found) == 5 * len(guesser.STRATEGIES)
    assert all(cell.facts for cell in found)
    assert [f"{cell.strategy}: {cell.bank}" for cell in found if cell.beats_chance] == []


@pytest.mark.parametrize(
    ("strategy", "stem", "options", "chosen"),
    [
        ("longest option", "?", OPTIONS, [1]),
        ("shortest option", "?", OPTIONS, [0]),
        ("most overlap with the others", "?", ["red fox", "red hare", "grey fox"], [0]),
        ("odd one out by form", "?", ["Paris", "Rome", "the Hague"], [2]),
        ("middle date or number", "?", ["1900", "1950", "1910"], [2]),
        ("middle date or number", "?", ["29 January 2023", "30 January 2023", "1 February 2023"], [1]),
        ("middle date or number", "?", OPTIONS, [0, 1, 2]),
        ("words shared with the stem", "Which city of Italy?", OPTIONS, [1]),
        ("always the third", "?", ["a", "b"], [1]),
    ],
)
def test_a_strategy_picks_what_its_name_says(strategy: str, stem: str, options: list[str], chosen: list[int]) -> None:
    """Positions as shown; several where the rule leaves several."""
    assert guesser.STRATEGIES[strategy](stem, options) == chosen


def test_a_bank_with_giveaways_is_caught() -> None:
    """Where every key is the longest option, that strategy beats chance, and only such as follow from it."""
    lines = ["format: 1", "bank: bad", "title: Bad", "languages: [en]", "questions:"]
    for at in range(40):
        wrong = f"[w{at}, v{at}]"
        lines.append(
            f"  - {{id: q{at}, kind: choice, ask: What{at}?, answer: the much longer{at}, distractors: {wrong}}}"
        )
    found = guesser.cells([("bad", guesser.load("\n".join(lines)), "en")])
    caught = {cell.strategy for cell in found if cell.beats_chance}
    assert "longest option" in caught
    assert "odd one out by form" in caught
    assert not caught & {"shortest option", "always the first", "always the second", "always the third"}
