"""Questions as GIFT, Moodle's text format; several other programs read it too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quizgen.export.platforms.common import Exported, Outgoing, Tally, clean, gaps, lines, numbered, rights, title
from quizgen.export.platforms.hypertext import html, paragraphs
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Order, Select, Short, TrueFalse, Typed
from quizgen.text import Blank, Rich, Span, Text, Words, plain

MOST_RIGHT = 10

_MARKS = re.compile(r"([\\~=#{}:])")
_NEEDS_HTML = re.compile(r"[<>&]|->|^\s*\[(?:html|plain|moodle|markdown)\]")


def build_gift(questions: Sequence[AnyQuestion], bank: Bank, language: str, words: Words) -> Exported:
    """The questions as a GIFT file, a category a topic."""
    tally = Tally("GIFT")
    topics: dict[str, list[str]] = {}
    for question in questions:
        if isinstance(question, Select) and len(question.right) > MOST_RIGHT:
            tally.leave(question, f"it has {len(question.right)} right options; a grade is divided by ten at most")
            continue
        out = Outgoing(question, bank, language, words)
        topics.setdefault(out.topic, []).append(_Writer(out, tally).question())
    blocks = [f"// {' '.join(clean(title(bank, language)).split())} (quizgen)"]
    for topic, group in topics.items():
        parts = [part.replace("/", "//") for part in (title(bank, language), topic) if part]
        blocks.append(" ".join(clean("$CATEGORY: " + "/".join(["$course$", "top", *parts])).split()))
        blocks += group
    return tally.exported(("\n\n".join(blocks) + "\n").encode(), sum(map(len, topics.values())))


class _Writer:
    """One question; its texts are HTML where one of them needs it, else as they are."""

    def __init__(self, out: Outgoing, tally: Tally) -> None:
        self.out = out
        self.tally = tally
        self.html = any(_needs_html(text) for text in self._texts())

    def _texts(self) -> Iterable[Rich]:
        question, out = self.out.question, self.out
        yield out.pictured()
        yield from out.feedback()
        options = question.lefts if isinstance(question, Match) else getattr(question, "options", ())
        for option in options:
            yield out.text(option)
            yield out.reason(option)

    def question(self) -> str:
        """The question as a block without a blank line."""
        question, out = self.out.question, self.out
        if question.image is not None:
            self.tally.turn(question, "the picture is told in words, since GIFT holds none")
        head = f"// [id:{_listed(out.identity)}]" + "".join(f" [tag:{_listed(tag)}]" for tag in out.tags)
        mark = "[html]" if self.html else ""
        begin = f"::{escaped(question.code)}::{mark}"
        feedback = self._feedback()
        match question:
            case Cloze() if len(gaps(question, out.language)) == 1:
                return f"{head}\n{begin}{self._gap(question, feedback)}"
            case Choice() | Select():
                answers = self._options(question)
            case TrueFalse():
                answers = "TRUE" if question.truth else "FALSE"
            case Short():
                answers = self._typed(question.typed, question.also)
            case Order():
                self.tally.turn(question, "an order becomes a match of things with their places")
                answers = self._rows([(out.text(item), f"{at}") for at, item in enumerate(question.items, 1)])
            case Match():
                answers = self._rows([
                    (out.text(left), out.plain(right))
                    for left, right in zip(question.lefts, question.rights, strict=False)
                ], [out.plain(right) for right in question.rights[len(question.lefts) :]])  # fmt: skip
            case Cloze():
                self.tally.turn(question, "a cloze with several blanks becomes a match of blanks with their answers")
                answers = self._rows([
                    ((Span(number),), typed.answer.plain(out.language)) for number, typed in numbered(question)
                ])  # fmt: skip
        return f"{head}\n{begin}{self._text(out.pictured())} {{{answers}{feedback}}}"

    def _text(self, rich: Rich) -> str:
        return escaped(html(rich) if self.html else plain(rich))

    def _feedback(self) -> str:
        told = self.out.feedback()
        if not told:
            return ""
        return "\n####" + escaped(paragraphs(told) if self.html else lines(told))

    def _options(self, question: Choice | Select) -> str:
        right = rights(question)
        share = f"{100 / len(right):.5f}".rstrip("0").rstrip(".")
        single = isinstance(question, Choice)
        made = ""
        for at, option in enumerate(question.options):
            reason, said = self.out.reason(option), self._text(self.out.text(option))
            weight = f"~%{'' if at in right else '-'}{share}%"
            sign = _sign(said, right=at in right) if single else weight
            made += f"\n{sign}{said}" + (f" #{self._text(reason)}" if reason else "")
        return made

    def _typed(self, typed: Typed, also: Sequence[Text] = ()) -> str:
        forms = [self._bare(form, typed=True) for form in self.out.forms(typed, also)]
        return " ".join(_sign(form, right=True) + form for form in forms)

    def _bare(self, said: str, *, typed: bool = False) -> str:
        """A text that GIFT never takes for HTML. ``->`` would make a pair of it, and a * stand for anything."""
        if "->" in said:
            self.tally.turn(self.out.question, "“->” in an answer is written “→”")
        text = said.replace("->", "→")
        return escaped(text).replace("*", "\\*") if typed else escaped(text)

    def _rows(self, pairs: Sequence[tuple[Rich, str]], extra: Sequence[str] = ()) -> str:
        rows = [f"\n={self._text(left)} -> {self._bare(right)}" for left, right in pairs]
        return "".join([*rows, *(f"\n= -> {self._bare(right)}" for right in extra)])

    def _gap(self, question: Cloze, feedback: str) -> str:
        """A text around its one blank."""
        made = ""
        for piece in question.text[self.out.language]:
            if isinstance(piece, Blank):
                hint = f" ({piece.hint})" if piece.hint else ""
                made += f"{{{self._typed(question.blanks[piece.number])}{feedback}}}{self._text((Span(hint),))}"
            else:
                made += self._text((piece,))
        if question.image is not None:
            made += self._text(self.out.pictured()[-1:])
        return made


def _sign(said: str, *, right: bool) -> str:
    """What opens an answer; before a text that begins with % a weight, for which that would be taken."""
    weight = f"%{100 * right}%" if said.startswith("%") else ""
    return ("=" if right else "~") + weight


def _needs_html(text: Rich) -> bool:
    return any(span.style or _NEEDS_HTML.search(span.text) for span in text)


def escaped(text: str) -> str:
    """A text in which GIFT finds none of its marks."""
    return _MARKS.sub(r"\\\1", clean(text).strip("\n")).replace("\n", "\\n")


def _listed(text: str) -> str:
    return " ".join(clean(text).split()).replace("]", "\\]")
