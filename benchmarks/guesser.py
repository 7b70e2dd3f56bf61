"""Guessers that know no facts: ``python -m benchmarks.guesser`` tells how they score, ``--write`` into the docs.

A strategy looks at a question as it is shown and answers with the positions that it would choose among;
where there are several, the score is their mean. Questions of one fact share their options, so a cell
counts facts, not questions: the interval is made of the means of the facts' questions.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist, fmean, pvariance

from benchmarks.banks import SYNTHETIC
from quizgen.bank.load import load_bank
from quizgen.forms import ARTICLES, tokens
from quizgen.generate.build import build
from quizgen.model import AnyQuestion, Choice, TrueFalse
from quizgen.wording import size

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "fairness.md"
BEGIN, END = "<!-- guesser: begin -->", "<!-- guesser: end -->"
CONFIDENCE = 0.95

Strategy = Callable[[str, Sequence[str]], list[int]]
"""A stem and its options as shown -> the positions that it would choose among."""


def _best(scores: Sequence[float]) -> list[int]:
    return [at for at, score in enumerate(scores) if score == max(scores)]


def longest(stem: str, options: Sequence[str]) -> list[int]:  # noqa: ARG001
    """The option with the most characters."""
    return _best([len(option) for option in options])


def shortest(stem: str, options: Sequence[str]) -> list[int]:  # noqa: ARG001
    """The option with the fewest characters."""
    return _best([-len(option) for option in options])


def overlap(stem: str, options: Sequence[str]) -> list[int]:  # noqa: ARG001
    """The option that shares the most words with the others."""
    words = [set(tokens(option)) for option in options]
    return _best(
        [sum(len(own & other) for at2, other in enumerate(words) if at2 != at) for at, own in enumerate(words)]
    )


def odd_one(stem: str, options: Sequence[str]) -> list[int]:  # noqa: ARG001
    """The option whose form fewest others have: article, first character, number of words, figures."""

    def form(option: str) -> tuple[object, ...]:
        words = option.split()
        first = option[:1]
        return (
            words[0].casefold() in ARTICLES["en"], first.isupper(), first.isdigit(), len(words) > 2,
            bool(re.search(r"\d", option)),
        )  # fmt: skip

    forms = [form(option) for option in options]
    return _best([-forms.count(each) for each in forms])


def middle(stem: str, options: Sequence[str]) -> list[int]:  # noqa: ARG001
    """The middle one of days, numbers and years; of other options any."""
    sizes = [size(option, "en") or size(option, "id") for option in options]
    if None in sizes or len(options) < 3:
        return list(range(len(options)))
    ranked = sorted(range(len(options)), key=lambda at: sizes[at] or 0)
    return ranked[(len(options) - 1) // 2 : len(options) // 2 + 1]


def stem_words(stem: str, options: Sequence[str]) -> list[int]:
    """The option that shares the most words with the stem."""
    asked = set(tokens(stem))
    return _best([len(asked & set(tokens(option))) for option in options])


def position(place: int) -> Strategy:
    """Always the same place; where there are fewer options, the last."""

    def choose(stem: str, options: Sequence[str]) -> list[int]:  # noqa: ARG001
        return [min(place, len(options) - 1)]

    return choose


STRATEGIES: dict[str, Strategy] = {
    "longest option": longest,
    "shortest option": shortest,
    "most overlap with the others": overlap,
    "odd one out by form": odd_one,
    "middle date or number": middle,
    "words shared with the stem": stem_words,
    "always the first": position(0),
    "always the second": position(1),
    "always the third": position(2),
}
"""Name -> strategy; each place that may be somebody's favourite is one."""


@dataclass(frozen=True)
class Cell:
    """A strategy's score on a bank: how many facts, its mean above chance, and the bound that allows for chance."""

    strategy: str
    bank: str
    facts: int
    score: float
    chance: float
    margin: float

    @property
    def beats_chance(self) -> bool:
        """True where the score lies above chance by more than the interval allows."""
        return self.score - self.margin > self.chance


Questions = tuple[AnyQuestion, ...]


def cells(banks: Sequence[tuple[str, Questions, str]]) -> list[Cell]:
    """Every strategy on every bank (name, questions, language), with intervals that allow for all together."""
    shown = [(name, list(_shown(questions, language))) for name, questions, language in banks]
    tests = len(banks) * len(STRATEGIES)
    z = NormalDist().inv_cdf(1 - (1 - CONFIDENCE) / tests)
    found: list[Cell] = []
    for name, questions in shown:
        for strategy, choose in STRATEGIES.items():
            gains = [
                (fact, (choice.right in chosen) / len(chosen), 1 / len(options))
                for fact, choice, stem, options in questions
                if isinstance(choice, Choice)
                for chosen in [choose(stem, options)]
            ]
            found.append(_cell(strategy, name, gains, z))
    return found


def _shown(questions: Questions, language: str) -> Iterator[tuple[str, AnyQuestion, str, list[str]]]:
    for question in questions:
        options = [option.text.plain(language) for option in question.options] if isinstance(question, Choice) else []
        yield (question.facts or (question.id,))[0], question, question.stem.plain(language), options


def _cell(strategy: str, bank: str, gains: Sequence[tuple[str, float, float]], z: float) -> Cell:
    """The mean over facts; the margin is z standard errors, never less than a fair coin of that chance has."""
    by_fact: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for fact, score, chance in gains:
        by_fact[fact].append((score, chance))
    means = [(fmean(score for score, _ in each), fmean(chance for _, chance in each)) for each in by_fact.values()]
    if not means:
        return Cell(strategy, bank, 0, 0.0, 0.0, 0.0)
    chance = fmean(each for _, each in means)
    least = chance * (1 - chance) / max(1.0, len(gains) / len(means))
    spread = max(pvariance([score - each for score, each in means]), least)
    return Cell(
        strategy, bank, len(means), fmean(score for score, _ in means), chance, z * (spread / len(means)) ** 0.5
    )


def most_seen(asked: Questions, language: str) -> float:
    """Reported only: how often the option that is seen most often over the bank is the key."""
    questions = [(each, options) for _, each, _, options in _shown(asked, language) if isinstance(each, Choice)]
    seen = Counter(option for _, options in questions for option in options)
    hits = []
    for question, options in questions:
        chosen = _best([seen[option] for option in options])
        hits.append((question.right in chosen) / len(chosen))
    return fmean(hits)


def true_share(asked: Questions) -> float:
    """Reported only: how many of the statements are true."""
    truths = [each.truth for each in asked if isinstance(each, TrueFalse)]
    return fmean(truths) if truths else 0.5


def load(text: str) -> Questions:
    """The questions of a bank, from its YAML."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bank.yaml"
        path.write_text(text, encoding="utf-8")
        return _made(path)


def _made(path: Path) -> Questions:
    loaded = load_bank(path)
    assert loaded.usable, loaded.problems
    assert loaded.bank is not None
    return build(loaded.bank).questions


def all_banks() -> list[tuple[str, Questions, str]]:
    """The flagship in its languages, and the three synthetic ones."""
    flagship = _made(ROOT / "questions.yaml")
    own = [(f"flagship ({language})", flagship, language) for language in flagship[0].stem.languages]
    return own + [(name, load(make()), "en") for name, make in SYNTHETIC.items()]


def table() -> str:
    """The scores as a table in Markdown."""
    banks = all_banks()
    found = {(cell.strategy, cell.bank): cell for cell in cells(banks)}
    names = [name for name, _, _ in banks]
    lines = [f"| strategy | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for strategy in STRATEGIES:
        row = []
        for name in names:
            cell = found[strategy, name]
            mark = " **beats chance**" if cell.beats_chance else ""
            row.append(f"{cell.score:.0%} of {cell.chance:.0%} ± {cell.margin:.0%}{mark}" if cell.facts else "–")
        lines.append(f"| {strategy} | {' | '.join(row)} |")
    seen = [f"{most_seen(asked, language):.0%}" for _, asked, language in banks]
    lines.append(f"| (reported only) the option seen most often | {' | '.join(seen)} |")
    true = [f"{true_share(asked):.0%}" for _, asked, _ in banks]
    lines.append(f"| (reported only) statements that are true | {' | '.join(true)} |")
    return "\n".join(lines)


def write(page: Path, content: str) -> None:
    """Put the table between its marks in the page."""
    text = page.read_text(encoding="utf-8")
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n{content}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="How guessers that know no facts score.")
    parser.add_argument("--write", action="store_true", help="write the table into docs/fairness.md")
    made = table()
    if parser.parse_args().write:
        write(PAGE, made)
    print(made)
