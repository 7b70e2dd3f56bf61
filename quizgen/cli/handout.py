"""``quizgen handout``: papers, flashcards and study sheets to print."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.cli.page import agree_with_page, pages
from quizgen.cli.parts import shard
from quizgen.cli.shared import (
    DONE,
    bank_path,
    between,
    chosen_languages,
    counted,
    endings,
    make_questions,
    question_arguments,
    say,
    tell,
    wished,
)
from quizgen.cli.sittings import Made, Order, Sitting, key_table_of, questions_of, sittings_of
from quizgen.cli.written import keep_apart, write_files
from quizgen.errors import WishError
from quizgen.model import AnyQuestion

if TYPE_CHECKING:
    from quizgen.export.sheet import Paper

_MOST_VERSIONS = 26
_ENDINGS = (".pdf", ".docx", ".md", ".html")
_STYLES = ("worksheet", "flashcards", "study-sheet")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``handout`` understands."""
    question_arguments(parser)
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="the file; its ending says what it is: .pdf, .docx, .md, or .html to play",
    )
    parser.add_argument(
        "--style",
        choices=_STYLES,
        default="worksheet",
        help="questions with room to answer (worksheet, the default), cards to cut out, or the facts to learn",
    )
    parser.add_argument(
        "--to", choices=("amc",), help="-o FILE.txt for a program: amc is Auto Multiple Choice, which scans and marks"
    )
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the size of the paper (default: a4)")
    parser.add_argument("--large", action="store_true", help="in large print")
    parser.add_argument("--header", metavar="FILE.toml", help="the school's name, logo, class, instructions and points")
    group = parser.add_argument_group("worksheets")
    group.add_argument(
        "--versions",
        type=between(1, _MOST_VERSIONS),
        metavar="N",
        help="so many parallel forms, a file each (FILE-A.pdf, FILE-B.pdf, …), no two with the same order or keys",
    )
    group.add_argument("--key", action="store_true", help="with the answer key on pages of its own at the end")
    group.add_argument("--answer-sheet", action="store_true", help="with a separate sheet for the answers")
    group.add_argument(
        "--roster",
        metavar="NAMES.csv",
        help="a paper for each learner named there, in an order of its own, in one file",
    )
    group.add_argument(
        "--shard",
        type=shard,
        metavar="K/N",
        help="of a roster only the Kth of N parts, such as 3/10, for many computers",
    )
    group.add_argument("--ids", metavar="FILE", help="the very questions, an id or a code a line, in that order")
    group.add_argument("--key-table", metavar="FILE.csv", help="the keys of all papers as a table, for `quizgen mark`")
    cards = parser.add_argument_group("flashcards")
    cards.add_argument("--cards", type=int, choices=(8, 10), metavar="N", help="so many to a page: 8 (default) or 10")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the handout, write it, and say what is in it."""
    from quizgen.bank.load import load_words
    from quizgen.cli.header import read_header

    path = Path(arguments.output)
    endings(path, (".txt",) if arguments.to else _ENDINGS)
    _agree(arguments)
    _agree_with_amc(arguments)
    is_page = path.suffix.lower() == ".html"
    if is_page:
        agree_with_page(arguments)
    choosing = wished(arguments)
    bank, questions = make_questions(arguments.bank, choosing.seed, arguments.options, arguments.difficulty)
    languages = chosen_languages(bank, arguments.language)
    if len(languages) > 2 and not is_page:
        raise WishError("a handout is in one language or two: -l en,id")
    if len(languages) > 1 and arguments.style == "study-sheet":
        raise WishError(
            f"a study sheet is in one language; write one for each: -l {languages[0]}, then -l {languages[1]}"
        )
    headers = read_header(arguments.header, languages)
    order = Order(bank, tuple(load_words(each) for each in languages), headers, arguments, path)
    contents, counts = _MAKERS[arguments.to or ("page" if is_page else arguments.style)](order, questions)
    read = (bank_path(arguments.bank), arguments.roster, arguments.ids, arguments.header)
    write_files(contents, read)
    for target in contents:
        say(f"{target}: {counts[target]}")
    return DONE


_ONLY_WORKSHEETS = ("versions", "key", "answer_sheet", "roster", "key_table")


def _agree(arguments: argparse.Namespace) -> None:
    """Raises WishError for options that do not go together."""
    other = next((name for name in _ONLY_WORKSHEETS if getattr(arguments, name)), "").replace("_", "-")
    if other and arguments.style != "worksheet":
        raise WishError(f"--{other} belongs to worksheets; leave it out, or --style {arguments.style}")
    if arguments.cards and arguments.style != "flashcards":
        raise WishError("--cards belongs to flashcards; add --style flashcards, or leave it out")
    if arguments.large and arguments.style == "flashcards":
        raise WishError("cards are printed as large as they can be; leave out --large (--cards 8 gives larger ones)")
    chosen = {"-n": arguments.count, "-t": arguments.topic, "-k": arguments.kind, "--id": arguments.id}
    if arguments.ids and (name := next((name for name, given in chosen.items() if given), "")):
        raise WishError(f"--ids says which questions; leave out {name}")
    if arguments.shard and not arguments.roster:
        raise WishError("--shard is a part of a class list; add --roster NAMES.csv, or leave it out")
    if arguments.key_table:
        endings(Path(arguments.key_table), (".csv",))
        keep_apart([Path(arguments.key_table)], [arguments.roster])


def _agree_with_amc(arguments: argparse.Namespace) -> None:
    """Raises WishError for what Auto Multiple Choice does itself, or cannot do."""
    if arguments.to:
        for name in (*_ONLY_WORKSHEETS, "large", "cards"):
            if getattr(arguments, name):
                option = name.replace("_", "-")
                raise WishError(f"Auto Multiple Choice makes its own papers and keys; leave out --{option}")
        if arguments.style != "worksheet" or "," in (arguments.language or ""):
            raise WishError("a file for Auto Multiple Choice is a worksheet in one language; leave out the other")


# -- the styles ---------------------------------------------------------------------------------------


def _worksheets(order: Order, questions: Sequence[AnyQuestion]) -> Made:
    """A paper, or a file for each form, or one with a paper for each learner; and the table of keys."""
    from quizgen.export.sheet import key_summary, number_table

    arguments, words = order.arguments, order.words[0]
    sittings = sittings_of(order, questions)
    build = _format(order, "papers")
    named = [(each.setting[0].name, each.questions) for each in sittings]
    wishes: dict[str, Any] = {"paper_size": arguments.paper, "large": arguments.large}
    contents: dict[Path, bytes] = {}
    counts: dict[Path, str] = {}
    if arguments.roster:
        learners = [(each.setting[0].learner, each.questions) for each in sittings]
        keys = key_summary([(who.code, who.name, its) for who, its in learners if who], words)
        papers = [_paper(order, each, key=False) for each in sittings]
        contents[order.path] = build(papers, key=False, keys=keys if arguments.key else None, **wishes)
        counts[order.path] = f"{counted(len(papers), 'paper')} of {len(sittings[0].questions)} questions"
    for each in sittings if not arguments.roster else ():
        form = each.setting[0].form
        target = order.path.with_name(f"{order.path.stem}-{form}{order.path.suffix}") if form else order.path
        numbers = number_table(named, words) if form and arguments.key else None
        contents[target] = build([_paper(order, each, key=arguments.key)], key=arguments.key, numbers=numbers, **wishes)
        counts[target] = counted(len(each.questions), "question")
    if arguments.key_table:
        contents[Path(arguments.key_table)] = key_table_of(order, sittings)
        counts[Path(arguments.key_table)] = f"the keys of {len(sittings)} papers" if len(sittings) > 1 else "the key"
    return contents, counts


def _paper(order: Order, sitting: Sitting, *, key: bool) -> Paper:
    """One paper, in two languages where two are wished for, with its key where that is to be printed."""
    from quizgen.export.sheet import bilingual, paper

    made = [
        paper(sitting.questions, order.bank, words.language, words, setting, key=key)
        for words, setting in zip(order.words, sitting.setting, strict=True)
    ]
    return bilingual(made[0], made[1]) if len(made) > 1 else made[0]


def _flashcards(order: Order, questions: Sequence[AnyQuestion]) -> Made:
    """Cards to cut out; of a header, the title stands in the margins."""
    from quizgen.export.sheet import card_set
    from quizgen.text import Span

    chosen = questions_of(order, questions)
    cards = card_set(chosen, order.bank, order.words)
    if order.headers[0].title:
        cards = replace(cards, title=(Span(order.headers[0].title),))
    content = _format(order, "cards")(cards, paper_size=order.arguments.paper, a_page=order.arguments.cards or 8)
    return {order.path: content}, {order.path: f"{len(chosen)} cards"}


def _study_sheet(order: Order, questions: Sequence[AnyQuestion]) -> Made:
    """What is to be learned: the whole bank's facts, or those that the questions chosen rest on."""
    from quizgen.export.sheet import study_sheet

    arguments, words, header = order.arguments, order.words[0], order.headers[0]
    chosen = questions_of(order, questions)
    sheet = study_sheet(
        chosen,
        order.bank,
        words.language,
        words,
        everything=len(chosen) == len(questions),
        school=header.school,
        logo=header.logo,
        title=header.title,
    )
    content = _format(order, "study")(sheet, paper_size=arguments.paper, large=arguments.large)
    facts, asked = (sum(len(getattr(each, part)) for each in sheet.subjects) for part in ("facts", "questions"))
    return {order.path: content}, {order.path: f"{facts} facts and {asked} questions"}


def _amc(order: Order, questions: Sequence[AnyQuestion]) -> Made:
    """The questions as a file for Auto Multiple Choice; those that it cannot hold are told."""
    from fractions import Fraction

    from quizgen.export.amc import amc_text

    words, chosen = order.words[0], questions_of(order, questions)
    points = [Fraction(each) for each in order.headers[0].points_of(chosen)]
    made = amc_text(chosen, order.bank, words.language, words, paper_size=order.arguments.paper, points=points)
    tell(f"question {each.number} ({each.code}) is left out: {each.why}" for each in made.left_out)
    if not made.questions:
        raise WishError("none of these questions is one that Auto Multiple Choice can hold")
    return {order.path: made.text.encode()}, {order.path: f"{made.questions} questions"}


_MAKERS: Mapping[str, Callable[[Order, Sequence[AnyQuestion]], Made]] = {
    "worksheet": _worksheets,
    "flashcards": _flashcards,
    "study-sheet": _study_sheet,
    "amc": _amc,
    "page": pages,
}


def _format(order: Order, what: str) -> Callable[..., bytes]:
    """The maker of a kind of handout in the format that the file's ending names."""
    makers: Mapping[str, Callable[..., bytes]]
    ending = order.path.suffix.lower()
    if ending == ".pdf":
        from quizgen.export import pdf

        makers = {"papers": pdf.build_papers_pdf, "cards": pdf.build_cards_pdf, "study": pdf.build_study_pdf}
    elif ending == ".docx":
        from quizgen.export import docx

        makers = {"papers": docx.build_papers_docx, "cards": docx.build_cards_docx, "study": docx.build_study_docx}
    else:
        from quizgen.export import markdown as md

        makers = {"papers": md.papers_markdown, "cards": md.cards_markdown, "study": md.study_markdown}
    return makers[what]
