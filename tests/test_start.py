"""The start of a command: what it reads and imports before anything is shown, and what is left to the end."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from quizgen.bank.load import load_words
from quizgen.cli.collector import at_rest
from tests.run import FLAGSHIP

LOCALE = Path(__file__).parents[1] / "quizgen" / "locale"
LATER = (
    "difflib", "questionary", "rapidfuzz", "rich", "fsrs", "uuid", "zipfile", "quizgen.bank.hints", "quizgen.export",
    "quizgen.play.outcome", "quizgen.play.screen", "quizgen.play.told", "quizgen.study.hints", "quizgen.study.slips",
)  # fmt: skip
"""What a quiz line in, line out needs after its first answer, if at all."""


def _last_line(code: str, folder: Path) -> str:
    """The last line that some code prints in a process of its own, with nothing typed."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", code], input="", capture_output=True, text=True, check=True, env=environment, cwd=folder
    )
    return done.stdout.splitlines()[-1]


def test_a_plain_quiz_asks_its_first_question_before_it_imports_what_answers_need(tmp_path: Path) -> None:
    """Telling of right and wrong, hints, reports, the screen and what mends mistakes wait until they are wanted."""
    code = (
        "import sys; from quizgen.cli import main;"
        f" main(['play', {str(FLAGSHIP)!r}, '--plain', '--seed', '1', '--progress', 'p.sqlite']);"
        f" print('imported:', *(each for each in {LATER!r} if each in sys.modules))"
    )
    assert _last_line(code, tmp_path) == "imported:"


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_words_are_what_yaml_reads_in_their_file(language: str) -> None:
    """They are taken from the file's events, key and text in turn, which is quicker."""
    english, own = (
        yaml.load((LOCALE / f"{each}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for each in ("en", language)
    )
    assert dict(load_words(language).entries) == {**english, **own}


def test_a_language_that_has_no_words_speaks_english() -> None:
    """Also one that is written with a country."""
    assert load_words("de-AT").entries == load_words("en").entries
    assert load_words("id-ID").entries == load_words("id").entries


def test_what_is_made_while_the_collector_rests_is_old_when_it_works_again() -> None:
    """It would walk all of that at once otherwise; what is garbage is still found later."""
    gc.collect()
    frozen = gc.get_freeze_count()
    with at_rest():
        assert not gc.isenabled()
        made = [[] for _ in range(5_000)]  # type: ignore[var-annotated]
    assert gc.isenabled()
    assert gc.get_freeze_count() <= frozen
    assert gc.get_count()[0] < 1_000
    made[0].append(made)
    del made
    assert gc.collect() >= 1


def test_at_its_end_a_program_collects_nothing_more(tmp_path: Path) -> None:
    """The interpreter would walk a whole bank, and a deck of it, before it lets go of them."""
    code = (
        "import atexit, gc, sys; from quizgen.cli import main;"
        " atexit.register(lambda: print(gc.isenabled(), gc.get_freeze_count() > 1_000));"
        " sys.argv = ['quizgen', 'list', '-n', '1']; sys.exit(main())"
    )
    assert _last_line(code, tmp_path) == "False True"
