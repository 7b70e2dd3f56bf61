"""The options that a card holds, in an order that hangs on identity alone: another seed changes no note."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.export.anki import identity
from quizgen.export.anki.notetypes import MOST_OPTIONS
from quizgen.model import AnyQuestion, Choice, Option, Select


def settled(question: AnyQuestion, options: Sequence[Option]) -> list[Option]:
    """Options in their lasting order, whatever order the build gave them."""
    return sorted(options, key=lambda option: identity.rank(question.id, option.key))


def right_and_wrong(question: Choice | Select) -> tuple[list[Option], list[Option]]:
    """The right and the wrong options of a card: eight in all, each list in its lasting order.

    Raises ValueError where more than eight are right.
    """
    right = {question.right} if isinstance(question, Choice) else question.right
    rights = settled(question, [question.options[at] for at in right])
    wrongs = settled(question, [option for at, option in enumerate(question.options) if at not in right])
    if len(rights) > MOST_OPTIONS:
        raise ValueError(f"the question {question.id} has {len(rights)} right options; a card holds eight")
    return rights, wrongs[: MOST_OPTIONS - len(rights)]
