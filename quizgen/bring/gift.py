"""GIFT, Moodle's text format, as questions for a bank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.bank.drafted import Draft
from quizgen.bank.nodes import Desk
from quizgen.bank.rows import decoded
from quizgen.bring.found import Labels, Taken, cut, labels, rich_of, some, with_blanks
from quizgen.bring.gathering import Gathering
from quizgen.bring.hypertext import Read, looks_like_html, read_html, read_plain, seen, trimmed
from quizgen.errors import Place
from quizgen.text import Blank, Rich, Span, plain

_FILLER = "\ue0ff"
_KEPT = {mark: chr(0xE000 + at) for at, mark in enumerate("\\:#={}~n")}
"""Escaped characters while a question is taken apart: private ones that no file may bring itself."""
_BACK = str.maketrans({_FILLER: "", **{kept: ("\n" if mark == "n" else mark) for mark, kept in _KEPT.items()}})
_PRIVATE = re.compile("[\ue000-\ue0ff]")
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(#.*)?", re.IGNORECASE | re.DOTALL)
_WEIGHT = re.compile(r"%(-?\d+(?:[.,]\d*)?)%")
_NUMBER = re.compile(r"\s*(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)\s*(?::\s*(\d+(?:\.\d+)?))?\s*")
_TOPS = ("$course$", "$module$", "$system$", "top")
_ALL = 99.0
"""A weight from here on is that of a right answer."""


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of a question, with the number of the first; escaped characters are private ones."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer: whether it is marked right, its weight if it has one, its text, its feedback."""

    right: bool
    weight: float | None
    text: str
    feedback: str


def read_gift(content: bytes, desk: Desk, languages: tuple[str, ...]) -> Draft | None:
    """The questions of a GIFT file, or None where there is none; what cannot be taken is told at the desk."""
    text = decoded(content, desk, "save it as UTF-8")
    if text is None:
        return None
    gathering = Gathering(desk, languages)
    title = topic = ""
    for block in _blocks(text):
        if block.text.startswith("$CATEGORY:"):
            title, topic = _category(block.text.partition(":")[2])
        else:
            _Question(block, topic, gathering).take()
            if gathering.taken and gathering.taken[-1].labels.kind:
                gathering.title = gathering.title or title
    return gathering.finish()


def _blocks(text: str) -> Iterator[_Block]:
    """What stands between blank lines; a line that names a category is a block of its own."""
    lines: list[str] = []
    first = 1
    for number, raw in enumerate([*seen(text).split("\n"), ""], 1):
        line = _kept(_PRIVATE.sub("", raw))
        category = line.lstrip().startswith("$CATEGORY:")
        if (not line.strip() or category) and lines:
            if any(not each.lstrip().startswith("//") for each in lines):
                yield _Block("\n".join(lines), first)
                lines = []
            elif not line.strip() and not category:
                lines = []
        if category:
            yield _Block(line.strip(), number)
        elif line.strip():
            first = first if lines else number
            lines.append(line)


def _kept(line: str) -> str:
    return re.sub(r"\\([\\:#={}~n])", lambda found: _KEPT[found[1]] + _FILLER, line)


def _back(text: str) -> str:
    """A part of a question with its escaped characters as they are meant."""
    return text.translate(_BACK)


def _category(path: str) -> tuple[str, str]:
    """What a category's path begins with and ends in, ``$course$/top`` apart."""
    parts = [part.replace("\0", "/").strip() for part in _back(path).strip().replace("//", "\0").split("/")]
    named = [part for part in parts if part not in _TOPS]
    return (named[0], named[-1]) if named else ("", "")


class _Question:
    """A block while it is taken apart."""

    def __init__(self, block: _Block, topic: str, gathering: Gathering) -> None:
        self.gathering = gathering
        self.block = block
        self.topic = topic
        self.format = ""
        self.place = Place(gathering.desk.path, block.line)
        self.identity = ""
        self.labels = Labels()

    def take(self) -> None:
        """Add the question to the gathering, or tell why not."""
        text = self._without_comments()
        title = _TITLE.match(text)
        text = text[title.end() :] if title else text
        before, opened, rest = text.partition("{")
        answers, closed, after = rest.partition("}")
        self.format, before = _format(before, "moodle")
        if not opened:
            self._leave("it has no answer in braces { }")
        elif not closed:
            self._leave("its brace { is not closed; write } after the answers")
        elif "{" in answers or "{" in after:
            self._leave("it has several braces; write \\{ for a brace in a text")
        else:
            self._answered(before, answers, after)

    def _leave(self, why: str) -> None:
        self.gathering.drop(self.place, "not-taken", f"this question is not taken: {why}")

    def _without_comments(self) -> str:
        """The block without comments; ids and tags in them are read, and its place is that of its first line."""
        lines: list[str] = []
        tags: list[str] = []
        found = False
        for number, line in enumerate(self.block.text.split("\n"), self.block.line):
            if line.lstrip().startswith("//"):
                said = _back(line)
                if id_ := re.search(r"\[id:((?:\\\]|[^\]])+)\]", said):
                    self.identity = id_[1].replace("\\]", "]").strip()
                tags += [each.replace("\\]", "]").strip() for each in re.findall(r"\[tag:((?:\\\]|[^\]])+)\]", said)]
                continue
            if not found:
                column = len(line) - len(line.lstrip()) + 1
                self.place, found = Place(self.place.path, number, column), True
            lines.append(line)
        self.labels = labels(tags)
        return "\n".join(lines)

    def _read(self, text: str, format_: str = "") -> Read:
        """A text in its own format, else in the question's."""
        own, text = _format(text, format_ or self.format)
        said = _back(text)
        if own == "html" or (own == "moodle" and looks_like_html(said)):
            return read_html(said.replace("\n", "<br>") if own == "moodle" else said)
        if own == "markdown":
            return Read(rich_of(said))
        return read_plain(said)

    def _rich(self, text: str, what: str) -> Rich:
        return self.gathering.text(self._read(text), self.place, what)

    def _answered(self, before: str, answers: str, after: str) -> None:
        answers, _, feedback = answers.partition("####")
        stem = self._rich(before, "the question")
        topic = self.topic if self.labels.topic or not self.labels.kind else ""
        question = Taken(self.place, "", stem, topic=topic, identity=self.identity, labels=self.labels)
        follows = self._read(after).rich
        answers = answers.strip()
        if not answers:
            self._leave("it is an essay, which no program can judge")
            return
        if truth := _TRUTH.fullmatch(answers):
            question.kind, question.truth = "true-false", truth[1].upper().startswith("T")
            for part in (truth[2] or "").split("#"):
                self._explain(question, part)
        elif answers.startswith("#"):
            self._numbers(question, answers[1:])
        elif "~" in answers:
            self._choice(question, self._split(answers, "~="))
        elif "=" in answers and "->" in answers:
            self._match(question, self._split(answers, "=", weighed=False))
        else:
            self._short(question, self._split(answers if "=" in answers else f"={answers}", "="))
        if not question.kind:
            return
        self._explain(question, feedback)
        if question.kind == "short" and (follows or self.labels.kind == "cloze"):
            self._gap(question, follows, spaced=(before[-1:].isspace(), after[:1].isspace()))
        elif follows:
            question.stem = trimmed([*stem, Span(" _____ "), *follows])
        self.gathering.add(question)

    def _explain(self, question: Taken, text: str) -> None:
        if text.strip() and (said := self._rich(text, "the feedback")):
            question.explanation.append(said)

    def _split(self, answers: str, marks: str, *, weighed: bool = True) -> list[_Answer]:
        found = []
        parts = re.split(f"([{marks}])", answers)
        if parts[0].strip():
            told = f"'{_back(parts[0]).strip()[:40]}' stands before the first = or ~ and is not taken"
            self.gathering.drop(self.place, "content-lost", told)
        for mark, part in zip(parts[1::2], parts[2::2], strict=True):
            said, _, feedback = part.partition("#")
            weight = _WEIGHT.match(said.strip()) if weighed else None
            if weight:
                said = said.strip()[weight.end() :]
            value = float(weight[1].replace(",", ".")) if weight else None
            found.append(_Answer(mark == "=", value, said, feedback))
        return found

    def _choice(self, question: Taken, answers: Sequence[_Answer]) -> None:
        marked = [each for each in answers if each.right or (each.weight is not None and each.weight >= _ALL)]
        shared = [each for each in answers if not each.right and each.weight is not None and 0 < each.weight < _ALL]
        if len(marked) > 1:
            self._leave("any one of several answers is right; make it one with several right answers (~%50%…)")
            return
        right = marked or shared
        question.kind = "choice" if marked else "select"
        if marked and shared:
            told = "an answer that is right in part counts as wrong here"
            self.gathering.drop(self.place, "part-lost", told)
        if not marked and len({each.weight for each in shared}) > 1:
            self.gathering.drop(self.place, "part-lost", "its right answers weigh the same here")
        for each in answers:
            said = self._rich(each.text, "an answer")
            if each in right:
                question.answers.append(said)
                self._explain(question, each.feedback)
            else:
                question.wrong.append(said)
                question.reasons.append(self._rich(each.feedback, "the feedback"))

    def _short(self, question: Taken, answers: Sequence[_Answer]) -> None:
        question.kind = "short"
        for each in answers:
            said = " ".join(_back(_format(each.text, "")[1]).split())
            if each.weight is not None and each.weight < _ALL:
                told = f"the answer '{said}' is right in part; it is not taken"
                self.gathering.drop(self.place, "part-lost", told)
            elif "*" in said.replace("\\*", ""):
                self.gathering.drop(
                    self.place, "wildcard", f"the answer '{said}' has a * for anything; it is not taken"
                )
            else:
                question.accept.append(said.replace("\\*", "*"))
                self._explain(question, each.feedback)
        question.accept = list(dict.fromkeys(filter(None, question.accept)))

    def _numbers(self, question: Taken, answers: str) -> None:
        question.kind = "short"
        for each in self._split(answers if "=" in answers or "~" in answers else f"={answers}", "~="):
            found = _NUMBER.fullmatch(_back(each.text))
            if not found or not (each.right or each.weight):
                told = f"the number '{_back(each.text).strip()}' is not taken: only single numbers can be typed answers"
                self.gathering.drop(self.place, "number-lost", told)
                continue
            question.accept.append(found[1])
            if found[2] and float(found[2]):
                told = f"the tolerance of {found[2]} is not taken; only {found[1]} is right"
                self.gathering.drop(self.place, "tolerance-lost", told)
            self._explain(question, each.feedback)

    def _match(self, question: Taken, answers: Sequence[_Answer]) -> None:
        question.kind = "match"
        pairs: dict[str, str] = {}
        for each in answers:
            left, arrow, right = each.text.partition("->")
            said = " ".join(_back(_format(right, "")[1]).split())
            if not arrow:
                told = f"'{_back(left).strip()}' has no -> and is not taken"
                self.gathering.drop(self.place, "content-lost", told)
            elif left.strip():
                question.answers.append(self._rich(left, "a row"))
                question.partners.append((Span(said),) if said else ())
                pairs[plain(question.answers[-1])] = said
            elif said:
                question.wrong.append((Span(said),))
        if self.labels.kind == "order" and list(pairs.values()) == [str(at) for at in range(1, len(pairs) + 1)]:
            question.kind, question.partners = "order", []
        elif self.labels.kind == "cloze":
            answered: dict[int, str] = {}
            for left, said in pairs.items():
                if found := re.fullmatch(r"\[(\d+)\]", left):
                    answered[int(found[1])] = said
                elif left == "_____":
                    answered[1] = said
            question.kind, question.cloze = "cloze", with_blanks(plain(question.stem), answered)

    def _gap(self, question: Taken, follows: Rich, spaced: tuple[bool, bool]) -> None:
        """A short answer inside its text is a cloze; its first answer stands in the blank."""
        if len(question.accept) > 1:
            told = f"only the first answer of a blank is taken, not {some(question.accept[1:])}"
            self.gathering.drop(self.place, "forms-lost", told)
        question.kind = "cloze"
        hint = re.match(r"\(([^()]*)\)", plain(follows)) if self.labels.kind == "cloze" else None
        rest = cut(follows, hint.end()) if hint else follows
        after = (Span(" "),) if spaced[1] and rest and not hint else ()
        before = (Span(" "),) if spaced[0] and question.stem else ()
        blank = Blank(1, (Span(next(iter(question.accept), "")),), hint[1] if hint else "")
        question.cloze = (*question.stem, *before, blank, *after, *rest)
        question.accept = []


def _format(text: str, otherwise: str) -> tuple[str, str]:
    found = _FORMAT.match(text)
    return (found[1].lower(), text[found.end() :]) if found else (otherwise, text)
