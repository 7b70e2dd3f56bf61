"""Parallel forms: papers of one make for one class, alike in topics, kinds and difficulty, with other questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import factorial

from quizgen.identity import draw
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Order, Select, Short, TrueFalse
from quizgen.select.choosing import Choosing, Selection, eligible
from quizgen.select.chosen import Chosen, Fit
from quizgen.select.cues import Cues
from quizgen.select.draw import Drawn, draw_questions
from quizgen.select.keys import key_sequence, truths
from quizgen.select.paper import made_paper
from quizgen.select.shares import shares

_TRIES = 8
_STEP = 50
"""Difficulties that differ by less than this are the same."""
_NEAR = 75
"""Papers whose mean difficulties differ by no more than this are equally hard."""


def difficulty(question: AnyQuestion) -> int:
    """How hard a question is likely to be, in thousandths: a proxy, from what can be seen without learners.

    It is the chance that a blind guess is wrong (1000 where nothing is offered to choose from), plus 100
    for each further fact that it rests on (three at the most), plus up to 200 for the traits that the
    wrong options of a choice share with its key.
    """
    return _unguessed(question) + 100 * min(3, max(0, len(question.facts) - 1)) + _nearness(question)


def _unguessed(question: AnyQuestion) -> int:
    match question:
        case Choice():
            ways = len(question.options)
        case TrueFalse():
            ways = 2
        case Select():
            ways = 2 ** len(question.options)
        case Order():
            ways = factorial(len(question.items))
        case Match():
            ways = factorial(len(question.rights)) // factorial(len(question.rights) - len(question.lefts))
        case Short() | Cloze():
            return 1000
    return 1000 - 1000 // ways


def _nearness(question: AnyQuestion) -> int:
    if not isinstance(question, Choice) or question.key.entity is None:
        return 0
    traits = question.key.entity.traits
    wrong = [option.entity.traits for option in question.options if option.entity and option is not question.key]
    near = [200 * len(traits & each) // len(traits | each) for each in wrong if traits | each]
    return sum(near) // len(near) if near else 0


def forms(questions: Sequence[AnyQuestion], bank: Bank, choosing: Choosing, versions: int) -> tuple[Selection, ...]:
    """So many parallel forms; the first is the paper that ``select`` draws.

    For each question of the first, each further form has another one of the same topic and kind and of
    nearly the same difficulty, that no form has had yet where the bank has such a one. No two forms have the
    same order or the same sequence of keys. Without a number, every form holds all the questions, each
    in an order of its own. Raises WishError as ``select`` does.
    """
    pool = eligible(questions, bank, choosing)
    drawn = _drawn_forms(pool, bank, choosing, versions)
    made: list[Selection] = []
    for number, each in enumerate(drawn):
        made.append(_told_apart(each, pool, bank, choosing, number, made))
    return tuple(_noted(made, drawn[0]))


def learner_papers(
    questions: Sequence[AnyQuestion], bank: Bank, choosing: Choosing, versions: int, codes: Sequence[str]
) -> Mapping[str, Selection]:
    """A paper for each learner, by their codes: one of so many parallel forms, in an order and with keys of its own.

    A learner's paper depends on nothing but the questions, what is asked for and the learner's code: neither on the
    others nor on their order. Raises WishError as ``select`` does.
    """
    pool = eligible(questions, bank, choosing)
    drawn = _drawn_forms(pool, bank, choosing, versions)
    papers: dict[str, Selection] = {}
    for code in codes:
        form = drawn[draw(choosing.seed, f"learner {code}", "form") % versions]
        seed = draw(choosing.seed, f"learner {code}", "order")
        papers[code] = made_paper(form, pool, bank, replace(choosing, seed=seed))
    return papers


def _drawn_forms(pool: Sequence[AnyQuestion], bank: Bank, choosing: Choosing, versions: int) -> list[Drawn]:
    """The questions of each form; the first is the model of the others."""
    kin = _Kin(pool, Cues(bank))
    model = draw_questions(pool, shares(pool, choosing.count, choosing.numbers, choosing.seed), choosing.seed, kin.cues)
    used: Counter[str] = Counter()
    forms_drawn: list[Drawn] = []
    for number in range(versions):
        drawn = model
        if number and len(model.chosen.questions) < len(pool):
            drawn = _counterpart(model, kin, used, draw(choosing.seed, f"form {number}", "pick"))
        used.update(question.id for question in drawn.chosen.questions)
        forms_drawn.append(drawn)
    return forms_drawn


def _told_apart(
    drawn: Drawn, pool: Sequence[AnyQuestion], bank: Bank, choosing: Choosing, number: int, made: Sequence[Selection]
) -> Selection:
    """The form's paper, in an order and with a sequence of keys that no form before it has."""
    paper = made_paper(drawn, pool, bank, choosing)
    for attempt in range(_TRIES if number else 0):
        seed = draw(choosing.seed, f"form {number}", f"order {attempt}")
        paper = made_paper(drawn, pool, bank, replace(choosing, seed=seed))
        if not any(_alike(paper, other) for other in made):
            break
    return paper


def _alike(one: Selection, other: Selection) -> bool:
    same_order = [question.id for question in one.questions] == [question.id for question in other.questions]
    return same_order or key_sequence(one.questions) == key_sequence(other.questions)


class _Kin:
    """The questions of a pool by topic and kind, with their difficulties: where a question's like is found."""

    def __init__(self, pool: Sequence[AnyQuestion], cues: Cues) -> None:
        self.cues = cues
        self._pool = pool
        self._cells: dict[tuple[str | None, str], list[AnyQuestion]] = {}
        self._difficulty = {question.id: difficulty(question) for question in pool}
        for question in pool:
            self._cells.setdefault((question.topic, question.kind), []).append(question)

    def held(self, question: AnyQuestion) -> int:
        """How many questions of the pool have the topic and kind of one."""
        return len(self._cells[question.topic, question.kind])

    def like(self, twin: AnyQuestion, chosen: Chosen, least: Fit, used: Counter[str], seed: int) -> AnyQuestion | None:
        """The question most like another that fits; one of another kind, or topic, only if none is left."""
        taken = {question.id for question in chosen.questions}
        said = Counter(truths(chosen.questions))
        rarer = twin.truth if isinstance(twin, TrueFalse) and said[True] == said[False] else said[True] < said[False]

        def unlike(question: AnyQuestion) -> tuple[int, ...]:
            other_truth = isinstance(question, TrueFalse) and question.truth is not rarer
            gap = abs(self._difficulty[question.id] - self._difficulty[twin.id]) // _STEP
            far = 2 * (question.topic != twin.topic) + (question.kind != twin.kind)
            return far, used[question.id], other_truth, gap, draw(seed, question.id, "pick")

        for cell in (self._cells[twin.topic, twin.kind], self._pool):
            waiting = sorted((question for question in cell if question.id not in taken), key=unlike)
            found = next((question for question in waiting if chosen.fit(question) >= least), None)
            if found is not None:
                return found
        return None


def _counterpart(model: Drawn, kin: _Kin, used: Counter[str], seed: int) -> Drawn:
    """The questions of a further form: the best of some tries."""
    best: Drawn | None = None
    least: tuple[int, ...] = ()
    for attempt in range(_TRIES):
        drawn, lack = _try_counterpart(model, kin, used, draw(seed, str(attempt), "try"))
        if best is None or lack < least:
            best, least = drawn, lack
        if not any(least):
            break
    assert best is not None
    return best


def _try_counterpart(model: Drawn, kin: _Kin, used: Counter[str], seed: int) -> tuple[Drawn, tuple[int, ...]]:
    """A form, and what it lacks: independence, likeness in make-up, balance, nearness in difficulty, fresh ones."""
    chosen = Chosen(kin.cues)
    waiting = sorted(
        model.chosen.questions,
        key=lambda each: (not isinstance(each, TrueFalse), kin.held(each), draw(seed, each.id, "turn")),
    )
    unlike = repeated = independent = 0
    for least in (Fit.ORDERED, Fit.REPEAT, Fit.CLASH):
        left: list[AnyQuestion] = []
        for twin in waiting:
            found = kin.like(twin, chosen, least, used, seed)
            if found is None:
                left.append(twin)
                continue
            chosen.add(found)
            unlike += (found.topic, found.kind) != (twin.topic, twin.kind)
            repeated += used[found.id] > 0
        waiting = left
        if least == Fit.ORDERED:
            independent = len(chosen.questions)
    said = truths(chosen.questions)
    return Drawn(chosen, independent), (
        max(0, model.independent - independent),
        unlike,
        max(0, abs(2 * sum(said) - len(said)) - 2),
        max(0, abs(_harder(chosen.questions, model.chosen.questions)) - _NEAR),
        repeated,
    )


def _harder(one: Sequence[AnyQuestion], other: Sequence[AnyQuestion]) -> int:
    """By how much the questions of one paper are harder than another's, in thousandths, in the mean."""
    return (sum(map(difficulty, one)) - sum(map(difficulty, other))) // max(1, len(one))


def form_name(number: int) -> str:
    """The letter of a form, forms counted from zero."""
    return chr(ord("A") + number)


def _noted(made: Sequence[Selection], model: Drawn) -> Iterator[Selection]:
    """The forms, with a word where one repeats questions of another or differs from the first in its make-up."""
    seen: set[str] = set()
    make = Counter((question.topic, question.kind) for question in model.chosen.questions)
    for number, form in enumerate(made):
        name = form_name(number)
        notes = [f"form {name}: {note}" for note in form.notes]
        again = sum(question.id in seen for question in form.questions)
        if again:
            lack = "for want of others that fit"
            notes.append(f"form {name}: {again} of its questions stand in an earlier form too, {lack}")
        unlike = make - Counter((question.topic, question.kind) for question in form.questions)
        if unlike:
            number_unlike = unlike.total()
            notes.append(f"form {name}: {number_unlike} of its questions differ from form A's in topic or kind")
        harder = _harder(form.questions, model.chosen.questions)
        if abs(harder) > _NEAR and len(form.questions) == len(model.chosen.questions):
            word = "harder" if harder > 0 else "easier"
            notes.append(f"form {name} is {word} than form A: the bank has too few questions of one topic and kind")
        if any(_alike(form, other) for other in made[:number]):
            notes.append(f"form {name}: its order or its keys are those of another form: there are too few questions")
        seen.update(question.id for question in form.questions)
        yield replace(form, notes=tuple(notes))
