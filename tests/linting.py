"""Small banks in English and Indonesian for the tests of the checks, and the lines that the checks give."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from quizgen.bank.load import load_bank
from quizgen.errors import Problem, has_errors
from quizgen.generate.build import build
from quizgen.lint.run import lint

HEAD = "format: 1\nbank: b\ntitle: T\nlanguages: [en, id]\n"
"""Lines 1 to 4; with questions alone, the first stands at 6:5."""


def both(said: str) -> str:
    """Turn "Seoul" or "Vienna | Wina" as a text of the bank."""
    english, _, indonesian = said.partition(" | ")
    return json.dumps({"en": english, "id": indonesian or english}, ensure_ascii=False)


def _question(id_: str, kind: str, more: str, **keys: str) -> str:
    lines = [f"id: {id_}", f"kind: {kind}", *(f"{key}: {said}" for key, said in keys.items()), *filter(None, [more])]
    return "  - " + "\n    ".join(lines) + "\n"


def _option(said: str) -> str:
    return json.dumps(said) if said.startswith("@") else both(said)


def choice(ask: str, answer: str, *wrong: str, id_: str = "q", more: str = "") -> str:
    """A choice; texts are "English | Indonesian", or once for both; "@key" is an entity."""
    distractors = f"[{', '.join(map(_option, wrong))}]"
    return _question(id_, "choice", more, ask=both(ask), answer=_option(answer), distractors=distractors)


def select(ask: str, right: list[str], wrong: list[str], id_: str = "q", more: str = "") -> str:
    """A selection of several right options."""
    answers, distractors = (f"[{', '.join(map(_option, each))}]" for each in (right, wrong))
    return _question(id_, "select", more, ask=both(ask), answers=answers, distractors=distractors)


def judge(say: str, truth: bool, id_: str = "q", more: str = "") -> str:
    """A statement to be judged true or false."""
    return _question(id_, "true-false", more, say=both(say), truth=str(truth).lower())


def short(ask: str, answer: str, id_: str = "q", more: str = "") -> str:
    """A question with a typed answer."""
    return _question(id_, "short", more, ask=both(ask), answer=_option(answer))


def bank(*questions: str, before: str = "", head: str = HEAD) -> str:
    """A whole bank: other parts first, then the questions."""
    return head + before + ("questions:\n" + "".join(questions) if questions else "")


def problems(text: str) -> tuple[Problem, ...]:
    """What the checks find in a bank, in which the loader finds no error."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bank.yaml"
        path.write_text(text, encoding="utf-8")
        loaded = load_bank(path)
        assert loaded.bank is not None, loaded.problems
        built = build(loaded.bank)
        assert not has_errors([*loaded.problems, *built.problems])
        return lint(loaded.bank, built.questions)


def lines(text: str) -> list[str]:
    """The checks' lines without the folder: "6:5: warning clang 'q': …"."""
    return [
        f"{each.place.line}:{each.place.column}: {each.level} {each.code} {each.message}" for each in problems(text)
    ]
