"""``quizgen new``: a small bank with notes, to start from."""

from __future__ import annotations

import argparse
import os
import re
import shlex
from importlib import resources
from pathlib import Path

from quizgen.cli.shared import DONE, endings, own_language, say
from quizgen.cli.written import write_file
from quizgen.errors import WishError

LANGUAGES = ("en", "id")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``new`` understands."""
    parser.add_argument("file", metavar="FILE", help="the bank's file, such as capitals.yaml")
    parser.add_argument(
        "-l", "--language", choices=LANGUAGES, help="the language of its notes and questions (default: yours, else en)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the starter; a file that is there already stays as it is."""
    path = Path(arguments.file)
    endings(path, (".yaml", ".yml"))
    if os.path.lexists(path):
        raise WishError(f"{path} is there already and stays as it is; choose another name")
    language = arguments.language or own_language()
    write_file(path, starter(path, language if language in LANGUAGES else "en").encode())
    named = shlex.quote(str(path))
    say(f"{path}: a bank to start from; open it in a text editor")
    say(f"then: quizgen check {named}, quizgen play {named}")
    return DONE


def starter(path: Path, language: str) -> str:
    """The starter in a language, with a bank id made from the file's name."""
    from quizgen.bank.dump import name, slug

    text = (resources.files("quizgen") / "starter" / f"{language}.yaml").read_text(encoding="utf-8")
    stem = path.stem if path.stem != "questions" else path.absolute().parent.name
    line = f"bank: {name(slug(stem, 'my-first-bank'))}"
    return re.sub(r"^bank: \S+ *", lambda _: f"{line:<30} ", text, count=1, flags=re.MULTILINE)
