"""Which questions are asked, in which order, with the keys where: papers and sessions that are fair as a whole.

``docs/fairness.md`` says what that means; each module here holds one part of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.model import AnyQuestion, Bank
from quizgen.select.choosing import Choosing, Selection, eligible
from quizgen.select.cues import Cue, Cues, cues
from quizgen.select.draw import draw_questions
from quizgen.select.keys import key_sequence
from quizgen.select.paper import made_paper
from quizgen.select.parallel import difficulty, form_name, forms, learner_papers
from quizgen.select.repetition import STYLES, repetition
from quizgen.select.shares import shares

__all__ = [
    "STYLES",
    "Choosing",
    "Cue",
    "Cues",
    "Selection",
    "cues",
    "difficulty",
    "form_name",
    "forms",
    "key_sequence",
    "learner_papers",
    "repetition",
    "select",
]


def select(questions: Sequence[AnyQuestion], bank: Bank, choosing: Choosing) -> Selection:
    """The questions asked for: all of them as they stand in the bank, or a paper of so many that is fair.

    Without a number nothing is drawn, moved or put in order. Raises WishError for a topic, kind or id that
    there is none of, and where nothing is left.
    """
    pool = eligible(questions, bank, choosing)
    if choosing.count is None and not choosing.numbers:
        return Selection(tuple(pool))
    wished = shares(pool, choosing.count, choosing.numbers, choosing.seed)
    drawn = draw_questions(pool, wished, choosing.seed, Cues(bank))
    return made_paper(drawn, pool, bank, choosing)
