"""What fits a classroom game: a short stem and at most four answers, one or more of them right."""

from __future__ import annotations

from dataclasses import dataclass

from quizgen.export.platforms.common import Outgoing, Tally, clean, rights
from quizgen.model import Choice, Select, TrueFalse
from quizgen.text import plain

MOST_ANSWERS = 4
SECONDS = 30
"""How long a question is shown."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A question as a game shows it; ``right`` are the numbers of the right answers, from one."""

    stem: str
    answers: tuple[str, ...]
    right: tuple[int, ...]


def fitted(out: Outgoing, tally: Tally, longest_stem: int, longest_answer: int) -> Fitted | None:
    """A question as it fits, or None after the tally has been told why it does not."""
    question = out.question
    if isinstance(question, TrueFalse):
        answers = [out.words("truth.true"), out.words("truth.false")]
        right = {0 if question.truth else 1}
    elif isinstance(question, Choice | Select):
        answers = [out.plain(option) for option in question.options]
        right = set(rights(question))
    else:
        tally.leave_kind(question)
        return None
    kept = list(range(len(answers)))
    if len(answers) > MOST_ANSWERS:
        if len(right) >= MOST_ANSWERS:
            tally.leave(question, f"it takes {MOST_ANSWERS} answers, and {len(right)} are right here")
            return None
        tally.turn(question, f"only as many wrong answers are kept as fit into {MOST_ANSWERS}")
        wrong = [at for at in kept if at not in right][: MOST_ANSWERS - len(right)]
        kept = sorted([*right, *wrong])
    stem = _line(plain(out.pictured()))
    if question.image is not None:
        tally.turn(question, "the picture is told in words, since a table holds none")
    if len(stem) > longest_stem:
        tally.leave(question, f"a question has {longest_stem} characters at most, and this has {len(stem)}")
        return None
    shown = [_line(answers[at]) for at in kept]
    long = max(shown, key=len)
    if len(long) > longest_answer:
        tally.leave(question, f"an answer has {longest_answer} characters at most, and '{long}' has {len(long)}")
        return None
    return Fitted(stem, tuple(shown), tuple(number for number, at in enumerate(kept, 1) if at in right))


def _line(text: str) -> str:
    return " ".join(clean(text).split())
