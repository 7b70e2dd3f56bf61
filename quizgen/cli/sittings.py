"""The papers that ``quizgen handout`` is asked for: one, parallel forms, or one for each learner of a class list."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.shared import tell, wished
from quizgen.model import AnyQuestion, Bank

if TYPE_CHECKING:
    from quizgen.cli.roster import Named
    from quizgen.export.sheet import Header, Setting
    from quizgen.text import Words


Made = tuple[dict[Path, bytes], dict[Path, str]]
"""Files with their contents, and what is in each, in words."""


@dataclass(frozen=True, slots=True)
class Order:
    """A handout ordered: the bank, the words of each language with its header, and the wishes."""

    bank: Bank
    words: tuple[Words, ...]
    headers: tuple[Header, ...]
    arguments: argparse.Namespace
    path: Path

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the handout, the leading one first."""
        return tuple(each.language for each in self.words)


def questions_of(order: Order, questions: Sequence[AnyQuestion]) -> tuple[AnyQuestion, ...]:
    """The questions of one handout alone."""
    from quizgen.cli.ids import read_ids
    from quizgen.select import select

    if order.arguments.ids:
        return read_ids(order.arguments.ids, questions)
    selection = select(questions, order.bank, wished(order.arguments))
    tell(selection.notes)
    return selection.questions


@dataclass(frozen=True, slots=True)
class Sitting:
    """One paper: whose it is, and its questions in their order."""

    setting: tuple[Setting, ...]
    questions: tuple[AnyQuestion, ...]


def sittings_of(order: Order, questions: Sequence[AnyQuestion]) -> tuple[Sitting, ...]:
    """The papers wished for: one, parallel forms, or one for each learner."""
    from quizgen.cli.ids import read_ids
    from quizgen.select import Choosing, form_name, forms, learner_papers, select

    arguments, bank, choosing = order.arguments, order.bank, wished(order.arguments)
    versions = arguments.versions or 1
    fixed: tuple[AnyQuestion, ...] = ()
    if arguments.ids:
        fixed = questions = read_ids(arguments.ids, questions)
        choosing = Choosing(seed=choosing.seed)
    if arguments.roster:
        from quizgen.cli.roster import read_roster

        learners = read_roster(arguments.roster, arguments.shard)
        papers = learner_papers(questions, bank, choosing, versions, [each.code for each in learners])
        tell(dict.fromkeys(note for each in papers.values() for note in each.notes))
        return tuple(Sitting(_settings(order, learner=each), papers[each.code].questions) for each in learners)
    if versions == 1:
        selection = select(questions, bank, choosing)
        tell(selection.notes)
        return (Sitting(_settings(order), selection.questions),)
    made = forms(questions, bank, choosing, versions)
    tell(note for each in made for note in each.notes)
    papers_of = [each.questions for each in made]
    if fixed:
        papers_of[0] = fixed
    return tuple(Sitting(_settings(order, form=form_name(at)), each) for at, each in enumerate(papers_of))


def key_table_of(order: Order, sittings: Sequence[Sitting]) -> bytes:
    """The keys of all papers as a table, for ``quizgen mark``."""
    from quizgen.export.sheet.keytable import key_rows, key_table

    return key_table(
        row
        for each in sittings
        for row in key_rows(
            each.questions,
            order.bank,
            order.languages,
            order.words[0],
            paper=each.setting[0].name,
            learner=each.setting[0].learner.name if each.setting[0].learner else "",
            points=order.headers[0].points_of(each.questions),
        )
    )


def _settings(order: Order, *, form: str = "", learner: Named | None = None) -> tuple[Setting, ...]:
    """What a paper is set up with, in each language."""
    from quizgen.export.sheet import Learner, Setting

    settings = []
    for header in order.headers:
        if learner and learner.class_name:
            header = replace(header, class_name=learner.class_name)
        person = Learner(learner.name, learner.code) if learner else None
        settings.append(Setting(header=header, form=form, learner=person, answer_sheet=order.arguments.answer_sheet))
    return tuple(settings)
