"""Where the right answers stand: key positions near even over a paper, and no run over three.

Options that are numbers or days ascend, so their keys stay where they are. Of every other choice the key is
moved, the wrong options keeping their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quizgen.identity import digest, draw
from quizgen.model import AnyQuestion, Bank, Choice, Select, TrueFalse
from quizgen.values import option_size

LONGEST_RUN = 3
"""So many keys in a row may stand at the same position, so many statements in a row be true."""


def longest_run(marks: Iterable[object]) -> int:
    """How many equal ones stand in a row at the most."""
    longest = run = 0
    before: object = None
    for mark in marks:
        run = run + 1 if run and mark == before else 1
        longest, before = max(longest, run), mark
    return longest


def positions(paper: Sequence[AnyQuestion]) -> tuple[int, ...]:
    """The key's position, counted from zero, in each choice of a paper in turn."""
    return tuple(question.right for question in paper if isinstance(question, Choice))


def truths(paper: Sequence[AnyQuestion]) -> tuple[bool, ...]:
    """Whether it is true, of each true-false statement of a paper in turn."""
    return tuple(question.truth for question in paper if isinstance(question, TrueFalse))


def key_sequence(paper: Sequence[AnyQuestion]) -> tuple[str, ...]:
    """What a neighbour could copy: the letters to mark, true or false; the question's id where more is written."""
    marks: list[str] = []
    for question in paper:
        match question:
            case Choice():
                marks.append(str(question.right))
            case Select():
                marks.append(",".join(str(at) for at in sorted(question.right)))
            case TrueFalse():
                marks.append(str(question.truth))
            case _:
                marks.append(question.id)
    return tuple(marks)


def stays(question: AnyQuestion, bank: Bank) -> bool:
    """True for a choice whose options stand in the order of their size."""
    if not isinstance(question, Choice):
        return False
    return all(option_size(option, bank.languages[0]) is not None for option in question.options)


def even_positions(choices: Sequence[Choice]) -> Counter[int]:
    """How the positions of these choices' keys are spread if nothing stands in the way."""
    loads: Counter[int] = Counter()
    for width in sorted(len(choice.options) for choice in choices):
        loads[min(range(width), key=lambda at: (loads[at], at))] += 1
    return loads


def uneven(paper: Sequence[AnyQuestion]) -> bool:
    """True where a position holds the key two times or more oftener than it would if all were even."""
    choices = [question for question in paper if isinstance(question, Choice)]
    even = even_positions(choices)
    return bool(choices) and max(Counter(positions(paper)).values()) > max(even.values()) + 1


def place_keys(paper: Sequence[AnyQuestion], seed: int, bank: Bank) -> tuple[AnyQuestion, ...]:
    """The paper with its keys moved to where they are spread evenly, in an order that the seed draws."""
    choices = [question for question in paper if isinstance(question, Choice)]
    fixed = [stays(choice, bank) for choice in choices]
    wanted = _wanted(choices, fixed, seed)
    spread = _in_order(choices, fixed, wanted, seed)
    _mend(spread, [0 if fixed[at] else len(choice.options) for at, choice in enumerate(choices)])
    moved = iter([_moved(choice, at) for choice, at in zip(choices, spread, strict=True)])
    return tuple(next(moved) if isinstance(question, Choice) else question for question in paper)


def _wanted(choices: Sequence[Choice], fixed: Sequence[bool], seed: int) -> dict[int, Counter[int]]:
    """Number of options -> how often the key is to stand at each position, the few-optioned served first."""
    loads = Counter(choice.right for choice, stay in zip(choices, fixed, strict=True) if stay)
    wanted: dict[int, Counter[int]] = {}
    movable = [choice for choice, stay in zip(choices, fixed, strict=True) if not stay]
    for choice in sorted(movable, key=lambda each: (len(each.options), draw(seed, each.id, "key"))):
        width = len(choice.options)
        at = min(range(width), key=lambda at: (loads[at], draw(seed, choice.id, f"key {at}")))
        loads[at] += 1
        wanted.setdefault(width, Counter())[at] += 1
    return wanted


def _in_order(
    choices: Sequence[Choice], fixed: Sequence[bool], wanted: dict[int, Counter[int]], seed: int
) -> list[int]:
    """A position for each choice, drawn from those wanted, without a run over three where one can be avoided."""
    spread = [choice.right if stay else -1 for choice, stay in zip(choices, fixed, strict=True)]
    paper = digest("keys", *(choice.id for choice in choices)).hex()
    for index, choice in enumerate(choices):
        if fixed[index]:
            continue
        left = wanted[len(choice.options)]
        open_ = [at for at in sorted(left.elements()) if not _runs(spread, index, at)]
        open_ = open_ or sorted(left.elements())
        at = open_[draw(seed, choice.id, f"key in {paper}") % len(open_)]
        spread[index] = at
        left[at] -= 1
    return spread


def _runs(spread: Sequence[int], index: int, at: int) -> bool:
    """True where a position at an index would make a run over three with its neighbours."""
    run = 1
    for step in (-1, 1):
        beside = index + step
        while 0 <= beside < len(spread) and spread[beside] == at:
            run += 1
            beside += step
    return run > LONGEST_RUN


def _mend(spread: list[int], width: Sequence[int]) -> None:
    """Exchange positions between choices of as many options (``width``; 0 stays) until no run is over three."""
    for index, at in enumerate(spread):
        if not width[index] or not _runs(spread, index, at):
            continue
        for other, there in enumerate(spread):
            if width[other] != width[index] or there == at:
                continue
            spread[index], spread[other] = there, at
            if not _runs(spread, index, there) and not _runs(spread, other, at):
                break
            spread[index], spread[other] = at, there


def _moved(choice: Choice, at: int) -> Choice:
    if choice.right == at:
        return choice
    wrong = [option for index, option in enumerate(choice.options) if index != choice.right]
    return replace(choice, options=(*wrong[:at], choice.key, *wrong[at:]), right=at)
