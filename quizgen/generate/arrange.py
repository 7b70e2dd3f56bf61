"""The order in which options are shown: numbers and days ascend, everything else is drawn for the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizgen.generate.ground import Wishes
from quizgen.identity import shuffled
from quizgen.model import AnyQuestion, Bank, Choice, Match, Option, Order, Select
from quizgen.values import option_size


def arrange(question: AnyQuestion, bank: Bank, wishes: Wishes) -> AnyQuestion:
    """The question with its options in the order shown; drawn by the seed and the question's id alone."""
    match question:
        case Choice():
            options = question.options
            if wishes.options is not None:
                options = (question.key, *(each for each in options if each is not question.key))[: wishes.options]
            placed = _placed(options, question.id, bank, wishes)
            return replace(question, options=placed, right=placed.index(question.key))
        case Select():
            placed = _placed(question.options, question.id, bank, wishes)
            right = frozenset(placed.index(question.options[at]) for at in question.right)
            return replace(question, options=placed, right=right)
        case Order():
            return replace(question, shown=_mixed(question.items, question.id, wishes))
        case Match():
            return replace(question, shown=_mixed(question.rights, question.id, wishes))
        case _:
            return question


def _placed(options: Sequence[Option], id_: str, bank: Bank, wishes: Wishes) -> tuple[Option, ...]:
    sizes = [option_size(option, bank.languages[0]) for option in options]
    known = [(each, at) for at, each in enumerate(sizes) if each is not None]
    if len(known) == len(options):
        return tuple(options[at] for _, at in sorted(known))
    return shuffled(options, (option.key for option in options), wishes.seed, id_)


def _mixed(items: Sequence[Option], id_: str, wishes: Wishes) -> tuple[int, ...]:
    """Positions in a drawn order; three or more are never shown in the right one."""
    positions = tuple(range(len(items)))
    shown = shuffled(positions, (option.key for option in items), wishes.seed, id_)
    return (*shown[1:], shown[0]) if shown == positions and len(items) > 2 else shown
