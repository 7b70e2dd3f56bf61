"""What a paper says, free of every format: items with room to answer, and their key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from quizgen.export.sheet.answersheet import AnswerSheet, answer_sheet
from quizgen.export.sheet.key import KeyEntry, cited_sources, credit_lines, key_entries, source_list
from quizgen.export.sheet.letters import letter
from quizgen.export.sheet.setting import Illustration, Setting, points_total, points_words
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Order, Picture, Select, Short, TrueFalse
from quizgen.text import Blank, Rich, Span, Words


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank to write in; ``number`` is 0 where a text has only one, ``hint`` empty where none is given."""

    number: int = 0
    hint: str = ""


Line = tuple[Span | Gap, ...]


@dataclass(frozen=True, slots=True)
class Lettered:
    """Something to choose, to place or to pair, and the letter before it (none for true and false)."""

    letter: str
    text: Rich


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One numbered question as it is printed.

    ``options`` are shown under the stem: to choose from, to put in order (a box before each), or to
    pair with ``rows``, which are numbered from one. ``lines`` are lines to write the answer on;
    ``marks`` is False where the answer goes on a sheet apart, so that nothing is marked here.
    ``topic`` is empty for a question without one, ``points`` where every question is worth one.
    """

    number: int
    code: str
    kind: str
    topic: str
    instruction: str
    stem: Line
    options: tuple[Lettered, ...]
    rows: tuple[Rich, ...]
    lines: int
    picture: Illustration | None
    points: str = ""
    marks: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """A line to fill in at the head: its label, what is printed after the line ("/ 7"), and what fills it already."""

    label: str
    after: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole handout in one language, free of every format.

    ``mark`` tells the paper from others on every page ("Form A"; empty for a lone one); ``notes`` are the school's
    own instructions, a paragraph each; ``page`` is the page's number in words with the holes ``{page}`` and
    ``{pages}``; ``credits`` are sentences for the paper's end (author, licence); ``sources`` are all that is
    cited: "[1] The atlas". ``second`` is the same paper in a second language, to be set beside this one.
    """

    language: str
    title: Rich
    instructions: str
    fields: tuple[Field, ...]
    items: tuple[Item, ...]
    key_title: str
    key: tuple[KeyEntry, ...]
    credits: tuple[str, ...]
    sources_title: str
    sources: tuple[str, ...]
    page: str
    school: str = ""
    logo: Illustration | None = None
    notes: tuple[str, ...] = ()
    mark: str = ""
    answers: AnswerSheet | None = None
    second: Paper | None = None

    @property
    def running(self) -> Rich:
        """What stands at the foot of every page: the title, and the paper's mark."""
        return (*self.title, Span(f" · {self.mark}")) if self.mark else self.title


_ALONE = Setting()


def paper(
    questions: Sequence[AnyQuestion],
    bank: Bank,
    language: str,
    words: Words,
    setting: Setting = _ALONE,
    *,
    key: bool = True,
) -> Paper:
    """The questions, in the order given, as a paper with its key; an empty one where ``key`` says it is not wanted.

    ``bank`` is the bank that they come from, ``words`` the program's own words in the same language.
    """
    header, cited = setting.header, cited_sources(questions)
    points = header.points_of(questions)
    scored = any(each != 1 for each in points)
    return Paper(
        language=language,
        title=(Span(header.title),) if header.title else bank.title.rich(language),
        instructions=_instructions(points, setting, words),
        fields=(
            Field(words("paper.name"), value=setting.learner.name if setting.learner else ""),
            Field(words("paper.class"), value=header.class_name),
            Field(words("paper.date"), value=header.date),
            Field(words("paper.points"), f"/ {points_total(points, language)}"),
        ),
        items=tuple(
            _item(number, each, worth if scored else None, bank, language, words, apart=setting.answer_sheet)
            for number, (each, worth) in enumerate(zip(questions, points, strict=True), 1)
        ),
        key_title=words("paper.key"),
        key=tuple(key_entries(questions, bank, language, words)) if key else (),
        credits=tuple(credit_lines(bank, words)),
        sources_title=words("paper.sources"),
        sources=source_list(cited, bank, language),
        page=words("paper.page", page="{page}", pages="{pages}"),
        school=header.school,
        logo=header.logo,
        notes=header.instructions,
        mark=setting.mark(words),
        answers=answer_sheet(questions, words) if setting.answer_sheet else None,
    )


def bilingual(first: Paper, second: Paper) -> Paper:
    """One paper in two languages, the first one's words leading; both are made of the same questions."""
    pairs = zip(first.fields, second.fields, strict=True)
    fields = tuple(replace(one, label=" / ".join(dict.fromkeys((one.label, two.label)))) for one, two in pairs)
    return replace(first, fields=fields, second=second)


def _instructions(points: Sequence[Decimal], setting: Setting, words: Words) -> str:
    count = len(points)
    if any(each != 1 for each in points):
        said = words("paper.instructions.points", count=count, points=points_total(points, words.language))
    else:
        said = words("paper.instructions" if count != 1 else "paper.instructions.one", count=count)
    return f"{said} {words('paper.instructions.sheet')}" if setting.answer_sheet else said


# What the screen says of these kinds ("Type the answer") does not fit paper.
_OWN_INSTRUCTION = ("short", "order", "match")
_LINE_HOLDS = 60


def instruction(kind: str, words: Words, *, apart: bool = False) -> str:
    """What a learner is to do with a question of a kind on paper; ``apart`` where the answer goes on another sheet."""
    if apart and kind in ("order", "cloze"):
        return words(f"paper.kind.{kind}.sheet")
    return words(f"paper.kind.{kind}" if kind in _OWN_INSTRUCTION else f"kind.{kind}")


def _item(
    number: int,
    question: AnyQuestion,
    points: Decimal | None,
    bank: Bank,
    language: str,
    words: Words,
    *,
    apart: bool,
) -> Item:
    lines = 0
    if isinstance(question, Short) and not apart:
        longest = max(len(each.plain(language)) for each in (question.typed.answer, *question.also))
        lines = min(3, 1 + longest // _LINE_HOLDS)
    return Item(
        number=number,
        code=question.code,
        kind=question.kind,
        topic=bank.topic_name(question.topic, language),
        instruction=instruction(question.kind, words, apart=apart),
        stem=stem_line(question, language),
        options=option_lines(question, language, words),
        rows=tuple(left.text.rich(language) for left in question.lefts) if isinstance(question, Match) else (),
        lines=lines,
        picture=illustration(question.image, language),
        points=points_words(points, words) if points is not None else "",
        marks=not apart,
    )


def stem_line(question: AnyQuestion, language: str) -> Line:
    """The stem, with gaps where a cloze has its deletions."""
    if not isinstance(question, Cloze):
        return question.stem.rich(language)
    alone = len(question.blanks) == 1
    return tuple(
        Gap(0 if alone else piece.number, piece.hint) if isinstance(piece, Blank) else piece
        for piece in question.text[language]
    )


def option_lines(question: AnyQuestion, language: str, words: Words) -> tuple[Lettered, ...]:
    """What stands under the stem, in the order shown; true and false have no letters."""
    match question:
        case TrueFalse():
            return tuple(Lettered("", (Span(words(key)),)) for key in ("truth.true", "truth.false"))
        case Choice() | Select() | Order() | Match():
            return tuple(Lettered(letter(at), each.text.rich(language)) for at, each in enumerate(question.options))
        case _:
            return ()


def illustration(picture: Picture | None, language: str) -> Illustration | None:
    """A picture of the bank in one language."""
    return Illustration(picture.content, picture.media_type, picture.alt.plain(language)) if picture else None
