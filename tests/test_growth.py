"""Large banks stay quick: the work grows with the bank and not with its square. Counted, not timed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.banks import realistic
from quizgen.bank.load import load_bank
from quizgen.forms import FormsBut
from quizgen.generate import distractors, proof
from quizgen.generate.build import build
from quizgen.generate.looks import Looks

FEW, MANY = 100, 400


def counting(counted: Counter[str], name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    """A function that also counts how often it is called."""

    def call(*arguments: Any) -> Any:
        counted[name] += 1
        return real(*arguments)

    return call


def work(tmp_path: Path, facts: int, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often facts are compared, values looked at and names sought in a stem while questions are made."""
    path = tmp_path / "bank.yaml"
    path.write_text(realistic(facts), encoding="utf-8")
    bank = load_bank(path).bank
    assert bank is not None
    counted: Counter[str] = Counter()
    with monkeypatch.context() as patch:
        patch.setattr(proof, "compare", counting(counted, "facts compared", proof.compare))
        patch.setattr(Looks, "of", counting(counted, "values looked at", Looks.of))
        patch.setattr(distractors, "names", counting(counted, "names sought", distractors.names))
        counted["questions"] = len(build(bank).questions)
    return counted


def test_four_times_the_facts_make_about_four_times_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the facts that agree with a stem nor the wrong options are sought among all that there are."""
    few, many = work(tmp_path, FEW, monkeypatch), work(tmp_path, MANY, monkeypatch)
    assert few["questions"] > FEW
    for what, times in few.items():
        assert times * 3 < many[what] < times * 5, what


@given(forms=st.lists(st.text(max_size=3)), left_out=st.sets(st.integers(0, 8)))
@settings(derandomize=True, database=None)
def test_forms_but_a_few_are_like_a_copy_without_them(forms: list[str], left_out: set[int]) -> None:
    """Length, order, places, slices, equality and hash."""
    places = tuple(sorted(place for place in left_out if place < len(forms)))
    copy = tuple(form for place, form in enumerate(forms) if place not in places)
    but = FormsBut(tuple(forms), places)
    assert (len(but), tuple(but), but == copy, hash(but)) == (len(copy), copy, True, hash(copy))
    assert (but[1:], [but[at] for at in range(len(copy))]) == (copy[1:], list(copy))
