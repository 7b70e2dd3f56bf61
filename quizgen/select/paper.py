"""From the questions drawn to the paper: put in order, the keys placed, and said what could not be had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quizgen.model import AnyQuestion, Bank
from quizgen.select.choosing import Choosing, Selection
from quizgen.select.draw import Drawn
from quizgen.select.keys import LONGEST_RUN, longest_run, place_keys, positions, truths, uneven
from quizgen.select.order import in_order


def made_paper(drawn: Drawn, pool: Sequence[AnyQuestion], bank: Bank, choosing: Choosing) -> Selection:
    """The paper of the questions drawn from a pool, with notes on what could not be done as asked."""
    questions = drawn.chosen.questions
    later = {question.id for question in questions[drawn.independent :]}
    ordered = in_order(questions, drawn.chosen.first, later, choosing.seed, bank)
    paper = place_keys(ordered, choosing.seed, bank)
    return Selection(paper, (*_shortages(paper, pool, choosing), *_flaws(paper, drawn.independent)))


def _shortages(paper: Sequence[AnyQuestion], pool: Sequence[AnyQuestion], choosing: Choosing) -> Iterator[str]:
    """Numbers that could not be had."""
    numbers, count = choosing.numbers, choosing.count
    held = Counter(question.topic for question in pool) if numbers else Counter[str | None]()
    for topic, number in numbers.items():
        if held[topic] < number:
            yield f"the topic '{topic}' has {held[topic]} such {_questions(held[topic])}, not {number}; all are taken"
    if count is None or choosing.usual:
        return
    if (asked := sum(numbers.values())) > count:
        parts = ", ".join(f"{topic} {number}" for topic, number in _by_topic(paper, numbers))
        yield f"the numbers of the topics come to {asked}, but -n asks for {count}; they are cut in proportion: {parts}"
    elif len(paper) < count and numbers and len(numbers) == len(choosing.topics):
        yield f"the topics come to {len(paper)} {_questions(len(paper))}, not to the {count} of -n"
    elif len(paper) < count:
        yield f"there {_are(len(paper))} {len(paper)} such {_questions(len(paper))}, not {count}; all are taken"


def _by_topic(paper: Sequence[AnyQuestion], numbers: dict[str, int]) -> Iterator[tuple[str, int]]:
    taken = Counter(question.topic for question in paper)
    for topic in numbers:
        yield topic, taken[topic]


def _flaws(paper: Sequence[AnyQuestion], independent: int) -> Iterator[str]:
    """What is less than fair about a paper, since its questions leave no choice."""
    count = len(paper)
    if independent < count:
        again = "1 of them asks" if count - independent == 1 else f"{count - independent} of them ask"
        yield (
            f"no more than {independent} of the {count} questions were found that ask each fact once and give no "
            f"answer away; {again} again what another asks or tells, as far down as may be"
        )
    if longest_run(positions(paper)) > LONGEST_RUN or uneven(paper):
        spread = Counter(positions(paper))
        told = ", ".join(f"{chr(ord('A') + at)} {spread[at]}" for at in sorted(spread))
        yield f"the keys of the choices are spread unevenly ({told}), since numbers and dates stand in order"
    said = Counter(truths(paper))
    if longest_run(truths(paper)) > LONGEST_RUN or abs(said[True] - said[False]) > 2:
        shown = f"{said[True]} {_are(said[True])} true and {said[False]} false"
        yield f"of the statements {shown}, for want of others that fit"


def _questions(number: int) -> str:
    return "question" if number == 1 else "questions"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
