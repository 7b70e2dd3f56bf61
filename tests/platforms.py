"""Questions sent to a platform and brought back, and what other people's readers make of the files."""

from __future__ import annotations

import io
import json
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from quizgen.bank.load import load_bank, load_words
from quizgen.bank.nodes import Desk
from quizgen.bank.written import Heading, write_bank
from quizgen.bring import READERS
from quizgen.cli.main import main
from quizgen.errors import Problem
from quizgen.export.platforms import BUILDERS, Exported
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Order, Select, Short, TrueFalse
from tests.clients import require_client
from tests.run import Ran

ROOT = Path(__file__).parents[1]


def run(*arguments: str) -> Ran:
    """A command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    return Ran(code, out.getvalue(), err.getvalue())


def sent(to: str, questions: Sequence[AnyQuestion], bank: Bank, language: str = "en") -> Exported:
    """Questions as a platform's file."""
    return BUILDERS[to](questions, bank, language, load_words(language))


def brought(format_: str, content: bytes, languages: tuple[str, ...] = ()) -> tuple[Bank, list[Problem]]:
    """A file's questions as a bank that loads without a problem, and what could not be taken."""
    desk = Desk("file")
    draft = READERS[format_](content, desk, languages)
    assert draft is not None, desk.problems
    with tempfile.TemporaryDirectory() as folder:
        for question in draft.questions:
            if question.picture is not None:
                (Path(folder) / question.picture.name).write_bytes(question.picture.content)
        path = Path(folder) / "bank.yaml"
        title = dict.fromkeys(draft.languages, "A bank")
        path.write_text(write_bank(draft, Heading("file", "bank.yaml", draft.bank or "bank", title)), encoding="utf-8")
        loaded = load_bank(path)
    assert loaded.bank is not None
    assert loaded.problems == ()
    return loaded.bank, desk.problems


def refused(format_: str, content: bytes) -> list[str]:
    """The problems of a file that gives nothing at all."""
    desk = Desk("file")
    assert READERS[format_](content, desk, ()) is None
    assert desk.problems
    return [str(problem) for problem in desk.problems]


def lines(problems: Sequence[Problem]) -> list[str]:
    """Problems as they are printed."""
    return [str(problem) for problem in problems]


def said(question: AnyQuestion, language: str = "en") -> dict[str, Any]:
    """What a question says, its options in no order, so that two of it can be compared."""
    told: dict[str, Any] = {
        "kind": question.kind,
        "stem": _flat(question.stem.plain(language)),
        "explanation": _flat(question.explanation.plain(language)) if question.explanation else "",
    }
    match question:
        case Choice() | Select():
            right = {question.right} if isinstance(question, Choice) else question.right
            told["right"] = sorted(_flat(question.options[at].text.plain(language)) for at in right)
            told["wrong"] = sorted(
                (_flat(option.text.plain(language)), _flat(option.because.plain(language)) if option.because else "")
                for at, option in enumerate(question.options)
                if at not in right
            )
        case TrueFalse():
            told["truth"] = question.truth
        case Short():
            told["answer"] = _flat(question.typed.answer.plain(language))
            told["accept"] = sorted({_flat(form) for form in question.typed.accept[language]})
        case Cloze():
            told["blanks"] = {number: _flat(blank.answer.plain(language)) for number, blank in question.blanks.items()}
        case Order():
            told["items"] = [_flat(item.text.plain(language)) for item in question.items]
        case Match():
            pairs = zip(question.lefts, question.rights, strict=False)
            told["pairs"] = [(_flat(a.text.plain(language)), _flat(b.text.plain(language))) for a, b in pairs]
            told["extra"] = sorted(_flat(b.text.plain(language)) for b in question.rights[len(question.lefts) :])
    return told


def _flat(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=8)
def flagship(language: str = "en") -> Mapping[str, Mapping[str, Any]]:
    """What ``list --format json`` says of the flagship bank, by id."""
    return records(ROOT / "questions.yaml", language)


def records(path: Path, language: str | None = None) -> dict[str, dict[str, Any]]:
    """What ``list --format json`` says of a bank, by id."""
    ran = run("list", str(path), "--format", "json", *(("-l", language) if language else ()))
    assert ran.code == 0
    return {record["id"]: record for record in map(json.loads, filter(None, ran.out.split("\n")))}


def comparable(record: Mapping[str, Any], *without: str) -> dict[str, Any]:
    """A record without what hangs on order, on the bank's own keys, and on ``without``."""
    kept = {key: value for key, value in record.items() if key not in ("origin", "sources", "facts", *without)}
    kept |= {key: _flat(kept[key]) for key in ("stem", "explanation") if key in kept}
    options = kept.get("options")
    if isinstance(options, dict):
        kept["options"] = (options["left"], sorted(options["right"]))
    elif options:
        kept["options"] = sorted(options)
    if record["kind"] == "select":
        kept["key"] = sorted(kept["key"])
    return kept


def node(script: str, module: str, given: bytes) -> str:
    """What a script of Node's says to a text, with a module from $QUIZGEN_NODE_MODULES or ./node_modules."""
    path = require_client("node")
    folder = Path(os.environ.get("QUIZGEN_NODE_MODULES") or ROOT / "node_modules")
    if not (folder / module).exists():
        message = f"{module} is not in {folder}: npm install --no-save --prefix {folder.parent} {module}"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{message}, and CI must have it")
        pytest.skip(message)
    environment = {**os.environ, "NODE_PATH": str(folder)}
    done = subprocess.run([path, "-e", script], input=given, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()[:2000]
    return done.stdout.decode()
