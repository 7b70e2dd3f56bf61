"""The file of ``handout --ids``: the very questions of a paper, an id or a code a line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizgen.cli.written import why
from quizgen.errors import Place, Problem, QuizgenError, WishError
from quizgen.meant import near
from quizgen.model import AnyQuestion
from quizgen.strangers import read_file

_MOST_BYTES = 10_000_000


def read_ids(given: str, questions: Sequence[AnyQuestion]) -> tuple[AnyQuestion, ...]:
    """The questions named, in the order of the lines; empty lines and what follows a # are left out.

    Raises QuizgenError with every problem at its place, WishError for a file that cannot be read.
    """
    try:
        text = read_file(Path(given), _MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuizgenError([Problem(Place(given), "encoding", "the file is not UTF-8; save it as UTF-8")]) from error
    except (OSError, ValueError) as error:
        raise WishError(f"{given} cannot be read: {why(error)}") from error
    known = {name: question for question in questions for name in (question.code, question.id)}
    found: dict[str, tuple[int, AnyQuestion]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        name = line.split(" #")[0].strip() if not line.lstrip().startswith("#") else ""
        if not name:
            continue
        place = Place(given, number, line.index(name) + 1)
        question = known.get(name) or known.get(name.upper())
        if question is None:
            problems.append(Problem(place, "unknown-question", f"no question '{name}'{near(name, known, few=0)}"))
        elif question.id in found:
            told = f"'{name}' stands in line {found[question.id][0]} already"
            problems.append(Problem(place, "duplicate-question", told))
        else:
            found[question.id] = number, question
    if not found and not problems:
        problems.append(Problem(Place(given), "empty-file", "the file names no question; write an id or a code a line"))
    if problems:
        raise QuizgenError(problems)
    return tuple(question for _, question in found.values())
