"""``quizgen review``: what is due to be asked again, then a few new questions, in the terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from quizgen.cli.shared import (
    DONE,
    between,
    chosen_languages,
    colored,
    in_terminal,
    make_questions,
    place_to_play,
    question_arguments,
    say,
    topic_wish,
)
from quizgen.model import AnyQuestion, Bank

if TYPE_CHECKING:
    from quizgen.study.due import Plan, Today
    from quizgen.study.memory import StoreMemory
    from quizgen.study.schedule import CardState, Key
    from quizgen.text import Words

_NEW = 10
_WEAKEST = 10
_MOST_NEW = 9_999


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``review`` understands."""
    from quizgen.cli.progress_file import progress_argument

    question_arguments(parser, count="all that is due, and the new ones", seed="another each day")
    group = parser.add_argument_group("reviewing")
    group.add_argument(
        "--new", type=between(0, _MOST_NEW), default=_NEW, metavar="N", help=f"new questions a day (default: {_NEW})"
    )
    group.add_argument(
        "--retention",
        type=_retention,
        metavar="SHARE",
        help="how much of what is asked again should still be known: 0.7 to 0.97 (at first 0.9); it is kept",
    )
    group.add_argument("--self-grade", action="store_true", help="say after each answer yourself how well you knew it")
    group.add_argument(
        "--weakest", action="store_true", help="practise what is known least, whether or not it is due (ten, or -n)"
    )
    progress_argument(group)
    parser.add_argument("--plain", action="store_true", help="line in, line out: for screen readers and scripts")
    parser.set_defaults(run=run)


def _retention(raw: str) -> float:
    from quizgen.study.schedule import LEAST_RETENTION, MOST_RETENTION

    try:
        share = float(raw)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{raw}' is no share, such as 0.9") from None
    if not LEAST_RETENTION <= share <= MOST_RETENTION:
        raise argparse.ArgumentTypeError(f"{raw} is not between {LEAST_RETENTION} and {MOST_RETENTION}")
    return share


def run(arguments: argparse.Namespace) -> int:
    """Ask what is to be asked today; the answer is the exit code, 0 also where nothing is due."""
    from quizgen.bank.load import load_words
    from quizgen.cli.course import course, one_language, today
    from quizgen.cli.progress_file import open_memory
    from quizgen.select.choosing import Choosing, eligible
    from quizgen.study.due import capped, plan, weakest

    now = today()
    if arguments.seed is None:
        arguments.seed = now.day  # other places for the options tomorrow, so that those are not what is learned
    bank, questions = make_questions(arguments.bank, arguments.seed, arguments.options, arguments.difficulty)
    words = load_words(one_language(chosen_languages(bank, arguments.language)))
    topics = dict(topic_wish(wish) for wish in arguments.topic)
    wanted = eligible(questions, bank, Choosing(topics, tuple(arguments.kind), tuple(arguments.id)))
    named = {question.id for question in wanted}
    taught = [question for question in course(questions, bank) if question.id in named]
    chosen = wanted if arguments.kind or arguments.id else taught
    memory = open_memory(arguments, bank.id)
    with memory.store if memory else nullcontext():
        states = _remembered(memory, arguments.retention)
        if not arguments.weakest:
            found = plan(questions, states, now, wanted=wanted, course=chosen, new=arguments.new)
            if asked := capped(found.questions, arguments.count, topics):
                _announce(found, asked, words)
                return _play(arguments, bank, asked, words, memory)
        weak = capped(weakest(questions, states, now, wanted=wanted), arguments.count or _WEAKEST, topics)
        if arguments.weakest and weak:
            return _play(arguments, bank, weak, words, memory)
        say(_nothing(wanted, states, now, words))
        if weak and _would_practise(arguments, words):
            return _play(arguments, bank, weak, words, memory)
    return DONE


def _remembered(memory: StoreMemory | None, retention: float | None) -> Mapping[Key, CardState]:
    """Where every card of the bank stands, by the retention asked for, which is kept."""
    if memory is None:
        return {}
    if retention is not None:
        memory.store.set_retention(retention)
    return memory.store.cards(memory.bank)


def _announce(found: Plan, asked: Sequence[AnyQuestion], words: Words) -> None:
    due = sum(question in found.due for question in asked)
    print(words("review.plan", due=due, new=len(asked) - due))
    if found.waiting:
        print(words("review.waiting", count=len(found.waiting)))
    sys.stdout.flush()


def _nothing(wanted: Sequence[AnyQuestion], states: Mapping[Key, CardState], now: Today, words: Words) -> str:
    """That nothing is due, and until when."""
    from quizgen.study.due import next_day
    from quizgen.study.told import date_of
    from quizgen.wording import date_words

    day = next_day(wanted, states, now)
    if day is None:
        return words("review.nothing")
    return words("review.nothing.until", day=date_words(date_of(day), words.language))


def _would_practise(arguments: argparse.Namespace, words: Words) -> bool:
    """Whether the learner wants to practise the weakest; where nobody can be asked, it is said how."""
    from quizgen.ask import Asker

    if arguments.plain or not in_terminal():
        say(words("review.weakest"))
        return False
    rows = [("yes", words("menu.yes")), ("no", words("menu.no"))]
    try:
        return Asker(words("menu.keys"), colored(arguments)).choose(words("review.practise"), rows) == "yes"
    except EOFError:
        return False


def _play(
    arguments: argparse.Namespace,
    bank: Bank,
    questions: Sequence[AnyQuestion],
    words: Words,
    memory: StoreMemory | None,
) -> int:
    """Ask these questions as ``quizgen play`` does."""
    from quizgen.bank.load import load_words
    from quizgen.play import play

    return play(
        questions,
        bank,
        words.language,
        load_words,
        **place_to_play(arguments),
        self_grade=arguments.self_grade,
        memory=memory,
    )
