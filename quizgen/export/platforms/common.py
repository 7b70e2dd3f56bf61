"""What every platform is told about a question, free of their formats, and what could not be told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quizgen.errors import Level, Problem
from quizgen.export import sheet
from quizgen.identity import digest
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Option, Order, Picture, Select, Typed
from quizgen.text import Blank, Rich, Span, Text, Words, joined

FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What neither XML nor a spreadsheet may hold."""

_NAME_HOLDS = 60
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Exported:
    """A file for a platform: its bytes, how many questions it holds and how many it does not.

    ``notes`` are sentences about many questions at once; ``problems`` have a place each.
    """

    content: bytes
    count: int
    left_out: int
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Tally:
    """Gathers what a platform could not be told as it stands in the bank."""

    platform: str
    turned: dict[str, list[str]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    left: list[Problem] = field(default_factory=list)

    def turn(self, question: AnyQuestion, what: str) -> None:
        """A question of which ``what`` is to be said: "order becomes match"."""
        self.turned.setdefault(what, []).append(question.id)

    def leave_kind(self, question: AnyQuestion) -> None:
        """A question that is left out since the platform has nothing like its kind."""
        self.kinds[question.kind] += 1

    def leave(self, question: AnyQuestion, why: str) -> None:
        """A question that is left out for a reason of its own."""
        told = f"the {question.kind} question '{question.id}' is not in the {self.platform} file: {why}"
        self.left.append(Problem(question.place, "left-out", told, Level.WARNING))

    def exported(self, content: bytes, count: int) -> Exported:
        """The file with all that was gathered."""
        notes = [f"{what} ({_some(ids)})" for what, ids in self.turned.items()]
        notes += [
            f"{number} {kind} question{'s are' if number > 1 else ' is'} left out: {self.platform} has no such kind"
            for kind, number in self.kinds.items()
        ]
        left_out = len(self.left) + self.kinds.total()
        return Exported(content, count, left_out, tuple(notes), tuple(sorted(self.left)))


def _some(ids: Sequence[str]) -> str:
    """How many questions, and which: the first three by name."""
    named = ", ".join(ids[:_NAMED]) + (f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else "")
    return f"{len(ids)}: {named}"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A question in one language on its way to a platform."""

    question: AnyQuestion
    bank: Bank
    language: str
    words: Words

    @property
    def identity(self) -> str:
        """Bank and question, by which the question is known everywhere."""
        return f"{self.bank.id}/{self.question.id}"

    @property
    def ident(self) -> str:
        """A name of letters and figures made from bank, question and language."""
        return "q" + digest(self.bank.id, self.question.id, self.language).hex()[:31]

    @property
    def name(self) -> str:
        """What a list of questions shows: the code, and how the stem begins."""
        stem = " ".join(self.question.stem.plain(self.language).split())
        if len(stem) > _NAME_HOLDS:
            stem = stem[: _NAME_HOLDS - 1].rstrip() + "…"
        return f"{self.question.code} {stem}"

    @property
    def topic(self) -> str:
        """The topic's name; empty for a question without one."""
        return self.bank.topic_name(self.question.topic, self.language)

    @property
    def tags(self) -> tuple[str, ...]:
        """``kind:order``, ``topic:dates``, ``language:en``, ``bank:…``."""
        topic = (f"topic:{self.question.topic}",) if self.question.topic is not None else ()
        return (f"kind:{self.question.kind}", *topic, f"language:{self.language}", f"bank:{self.bank.id}")

    @property
    def stem(self) -> Rich:
        """The stem."""
        return self.question.stem.rich(self.language)

    def text(self, option: Option) -> Rich:
        """An option's text."""
        return option.text.rich(self.language)

    def plain(self, option: Option) -> str:
        """An option's text without markup, on one line."""
        return " ".join(option.text.plain(self.language).split())

    def reason(self, option: Option) -> Rich:
        """Why an option is wrong; empty where the bank does not say."""
        return option.because.rich(self.language) if option.because else ()

    def forms(self, typed: Typed, also: Sequence[Text] = ()) -> tuple[str, ...]:
        """Everything that may be typed, the answer first; forms that differ in capitals alone are one."""
        seen: dict[str, str] = {}
        shown = [text.plain(self.language) for text in (typed.answer, *also)]
        for form in (shown[0], *typed.accept.get(self.language, ()), *shown[1:]):
            seen.setdefault(" ".join(form.split()).casefold(), " ".join(form.split()))
        return tuple(filter(None, seen.values()))

    def feedback(self) -> tuple[Rich, ...]:
        """What is told after the answer, a paragraph each: explanation, slips in sources, reasons, sources."""
        told = sheet.back(self.question, self.bank, self.language, self.words)
        reasons: tuple[Rich, ...] = ()
        if isinstance(self.question, Match | Order):
            reasons = tuple(
                joined((self.text(option), self.reason(option)), ": ")
                for option in self.question.options
                if option.because
            )
        explanation = (told.explanation,) if told.explanation else ()
        return (*explanation, *told.corrections, *reasons, *((Span(line),) for line in told.sources))

    def pictures(self) -> tuple[Picture | None, ...]:
        """The options' pictures, where each option has one: a lone one would give a hint."""
        options: Sequence[Option] = getattr(self.question, "options", ())
        found = tuple(option.entity.image if option.entity else None for option in options)
        return found if found and all(found) else (None,) * len(found)

    def pictured(self) -> Rich:
        """The stem with its picture told in words, for a platform's file that cannot hold it."""
        if self.question.image is None:
            return self.stem
        alt = self.question.image.alt.plain(self.language)
        return (*self.stem, Span(f" ({self.words('play.picture', alt=alt)})"))


def rights(question: Choice | Select) -> frozenset[int]:
    """The positions of the right options."""
    return frozenset({question.right}) if isinstance(question, Choice) else question.right


def title(bank: Bank, language: str) -> str:
    """The bank's title, with the language where another language has the same."""
    said = " ".join(bank.title.plain(language).split())
    same = [other for other in bank.languages if " ".join(bank.title.plain(other).split()) == said]
    return f"{said} ({language})" if len(same) > 1 else said


def gaps(question: Cloze, language: str) -> list[int]:
    """The numbers of the blanks in the order in which they stand in the text."""
    return [piece.number for piece in question.text[language] if isinstance(piece, Blank)]


def numbered(question: Cloze) -> list[tuple[str, Typed]]:
    """A cloze as pairs of a blank's number and its answer, for platforms whose texts have no blanks."""
    return [(f"[{number}]" if len(question.blanks) > 1 else "_____", each) for number, each in question.blanks.items()]


def clean(text: str) -> str:
    """A text with one kind of line ends and without what no file may hold."""
    if text.isprintable():
        return text
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def lines(parts: Iterable[Rich]) -> str:
    """Texts as plain lines."""
    return "\n".join("".join(span.text for span in part) for part in parts)


_NUMBER = re.compile(r"[+-]?\d+(?:[.,:/]\d+)*%?")


def harmless(cell: str) -> str:
    """A cell's text that no spreadsheet takes for a formula; a plain number stays as it is."""
    text = clean(cell).strip()
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) and not _NUMBER.fullmatch(text) else text
