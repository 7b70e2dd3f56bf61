"""Moodle XML as questions for a bank."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from quizgen.bank.drafted import Draft
from quizgen.bank.nodes import Desk
from quizgen.bring.found import Labels, Taken, labels, rich_of
from quizgen.bring.gaps import gap_pieces, numbered_pieces
from quizgen.bring.gathering import Gathering
from quizgen.bring.hypertext import Read, looks_like_html, read_html, read_plain
from quizgen.bring.xml import Element, read_xml
from quizgen.errors import Place
from quizgen.text import Rich, Span

_TOPS = ("$course$", "$module$", "$system$", "top")
_ALL = 99.0
_UNJUDGED = {
    "essay": "it is an essay, which no program can judge",
    "description": "it is a description, with nothing to answer",
    "random": "it is a place for a random question, not a question",
}


def read_moodle(content: bytes, desk: Desk, languages: tuple[str, ...]) -> Draft | None:
    """The questions of a Moodle XML file, or None where there is none; what cannot be taken is told at the desk."""
    root = read_xml(content, desk)
    if root is None:
        return None
    if root.name != "quiz":
        told = f"this is XML, but not Moodle's: it begins with <{root.name[:40]}>, not with <quiz>"
        desk.error(root.place, "unreadable-file", told)
        return None
    gathering = Gathering(desk, languages)
    title = topic = ""
    for element in root.children:
        if element.name != "question":
            gathering.drop(element.place, "not-taken", f"<{element.name[:40]}> is no question")
        elif element.attributes.get("type") == "category":
            title, topic = _category(element.said("category", "text"))
        else:
            _Question(element, topic, gathering).take()
            if gathering.taken and gathering.taken[-1].labels.kind:
                gathering.title = gathering.title or title
    return gathering.finish()


def _category(path: str) -> tuple[str, str]:
    """What a category's path begins with and ends in, ``$course$/top`` apart."""
    parts = [part.replace("\0", "/").strip() for part in path.strip().replace("//", "\0").split("/")]
    named = [part for part in parts if part not in _TOPS]
    return (named[0], named[-1]) if named else ("", "")


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer with its weight in per cent, its text and its feedback."""

    weight: float
    text: str
    element: Element


class _Question:
    """A question element while it is read."""

    def __init__(self, element: Element, topic: str, gathering: Gathering) -> None:
        self.element = element
        self.gathering = gathering
        self.place = element.place
        tags = [tag.text.strip() or tag.said("text").strip() for each in element.all("tags") for tag in each.all("tag")]
        self.labels: Labels = labels([tag for tag in tags if tag])
        ours = bool(self.labels.kind)
        self.topic = topic if self.labels.topic or not ours else ""

    def take(self) -> None:
        """Add the question to the gathering, or tell why not."""
        kind = self.element.attributes.get("type", "")
        read = _KINDS.get(kind)
        if read is None:
            told = _UNJUDGED.get(kind, f"its type '{kind[:40]}' has no like in a bank")
            self.drop("not-taken", f"this question is not taken: {told}")
            return
        stem = self.element.first("questiontext")
        said = _read(stem)
        question = Taken(
            self.place, "", said.rich, topic=self.topic, identity=self.element.said("idnumber"), labels=self.labels
        )
        question.picture = self.gathering.pictured(said, stem.place if stem else self.place, _files(stem))
        general = self.rich(self.element.first("generalfeedback"), "the feedback")
        if read(self, question) is False:
            return
        if general:
            question.explanation.append(general)
        for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            self._standing(self.element.first(name), name)
        for hint in self.element.all("hint"):
            self._standing(hint, "hint")
        self.gathering.add(question)

    def drop(self, code: str, message: str, place: Place | None = None) -> None:
        """Something of the question that does not come along."""
        self.gathering.drop(place or self.place, code, message)

    def _standing(self, element: Element | None, name: str) -> None:
        said = "".join(span.text for span in _read(element).rich)
        if said and not _STANDARD.fullmatch(said):
            self.drop("feedback-lost", f"the {name} '{said[:60]}' is not taken", element.place if element else None)

    def rich(self, element: Element | None, what: str) -> Rich:
        """An element's text; pictures in it are told."""
        return self.gathering.text(_read(element), element.place if element else self.place, what)

    def explain(self, question: Taken, element: Element) -> None:
        """Take the feedback of a right answer into the explanation."""
        said = self.rich(element.first("feedback"), "the feedback")
        if said:
            question.explanation.append(said)

    def answers(self) -> list[_Answer]:
        """The answers in the order in which they stand."""
        return [_Answer(_weight(each), each.said("text").strip(), each) for each in self.element.all("answer")]

    # -- by type: each fills a question, or is False where it told why not ----------------------------

    def multichoice(self, question: Taken) -> bool:
        """One right answer, or several."""
        answers = self.answers()
        single = self.element.said("single").strip().casefold() in ("true", "1", "")
        right = [each for each in answers if each.weight >= _ALL or (not single and each.weight > 0)]
        if single and len(right) > 1:
            self.drop("not-taken", "this question is not taken: any one of several answers is right")
            return False
        question.kind = "choice" if single else "select"
        if single and any(0 < each.weight < _ALL for each in answers):
            self.drop("part-lost", "an answer that is right in part counts as wrong here")
        if len({each.weight for each in right}) > 1:
            self.drop("part-lost", "its right answers weigh the same here")
        for each in answers:
            said = self.rich(each.element, "an answer")
            if each in right:
                question.answers.append(said)
                self.explain(question, each.element)
            else:
                question.wrong.append(said)
                question.reasons.append(self.rich(each.element.first("feedback"), "the feedback"))
        return True

    def truefalse(self, question: Taken) -> bool:
        """A statement."""
        question.kind = "true-false"
        right = [each for each in self.answers() if each.weight >= _ALL]
        said = {each.text.casefold() for each in right}
        if len(said) != 1 or not said <= {"true", "false"}:
            self.drop("not-taken", "this question is not taken: it says neither true nor false")
            return False
        question.truth = said == {"true"}
        for each in self.answers():
            self.explain(question, each.element)
        return True

    def shortanswer(self, question: Taken) -> bool:
        """A typed answer."""
        question.kind = "short"
        if self.element.said("usecase").strip() == "1":
            self.drop("case-lost", "capitals do not matter in a typed answer here")
        for each in self.answers():
            bare = " ".join(each.text.split())
            if each.weight < _ALL:
                self.drop("part-lost", f"the answer '{bare}' is not taken: it is not wholly right", each.element.place)
            elif "*" in bare.replace("\\*", ""):
                told = f"the answer '{bare}' has a * for anything; it is not taken"
                self.drop("wildcard", told, each.element.place)
            else:
                question.accept.append(bare.replace("\\*", "*"))
                self.explain(question, each.element)
        question.accept = list(dict.fromkeys(filter(None, question.accept)))
        return True

    def numerical(self, question: Taken) -> bool:
        """A typed number."""
        question.kind = "short"
        for each in self.answers():
            if each.weight < _ALL or each.text == "*":
                self.drop(
                    "part-lost", f"the answer '{each.text}' is not taken: it is not wholly right", each.element.place
                )
                continue
            question.accept.append(each.text)
            tolerance = each.element.said("tolerance").strip()
            if tolerance.strip("0.") and tolerance:
                told = f"the tolerance of {tolerance} is not taken; only {each.text} is right"
                self.drop("tolerance-lost", told, each.element.place)
            self.explain(question, each.element)
        return True

    def matching(self, question: Taken) -> bool:
        """Pairs, and answers that belong to nothing."""
        question.kind = "match"
        for each in self.element.all("subquestion"):
            left = self.rich(each, "a row")
            said = " ".join(each.said("answer", "text").split())
            right: Rich = (Span(said),) if said else ()
            if left:
                question.answers.append(left)
                question.partners.append(right)
            elif right:
                question.wrong.append(right)
        return True

    def ordering(self, question: Taken) -> bool:
        """Things in their order."""
        question.kind = "order"
        items = sorted(self.element.all("answer"), key=lambda each: _weight(each))
        question.answers = [self.rich(each, "a thing to order") for each in items]
        return True

    def cloze(self, question: Taken) -> bool:
        """A text with gaps in Moodle's own notation."""
        question.kind = "cloze"
        stem = self.element.first("questiontext")
        question.cloze = gap_pieces(stem.said("text") if stem else "", self.drop, hints=self.labels.kind == "cloze")
        return True

    def gapped(self, question: Taken) -> bool:
        """A text with numbered gaps and a list of words."""
        question.kind = "cloze"
        name = "dragbox" if self.element.first("dragbox") else "selectoption"
        words = [" ".join(each.said("text").split()) for each in self.element.all(name)]
        question.cloze = numbered_pieces(question.stem, words, self.drop)
        return True


_KINDS: Mapping[str, Callable[[_Question, Taken], bool]] = {
    "multichoice": _Question.multichoice,
    "multichoiceset": _Question.multichoice,
    "truefalse": _Question.truefalse,
    "shortanswer": _Question.shortanswer,
    "numerical": _Question.numerical,
    "matching": _Question.matching,
    "ordering": _Question.ordering,
    "cloze": _Question.cloze,
    "multianswer": _Question.cloze,
    "gapselect": _Question.gapped,
    "ddwtos": _Question.gapped,
}
_STANDARD = re.compile(r"Your answer is (?:correct|partially correct|incorrect)\.|Jawaban Anda .{0,30}")
"""What Moodle itself says; it is no loss."""


def _weight(element: Element) -> float:
    try:
        return float(element.attributes.get("fraction", "0").replace(",", "."))
    except ValueError:
        return 0.0


def _read(element: Element | None) -> Read:
    """An element's text in the format that it names."""
    if element is None:
        return Read(())
    said, format_ = element.said("text"), element.attributes.get("format", "html")
    if format_ == "markdown":
        return Read(rich_of(said))
    if format_ == "plain_text" or (format_ == "moodle_auto_format" and not looks_like_html(said)):
        return read_plain(said)
    return read_html(said.replace("\n", "<br>") if format_ == "moodle_auto_format" else said)


def _files(element: Element | None) -> dict[str, bytes]:
    """The files that came along with a text; one that is damaged did not."""
    found: dict[str, bytes] = {}
    for each in element.all("file") if element else ():
        if each.attributes.get("encoding") == "base64":
            try:
                found[each.attributes.get("name", "")] = base64.b64decode("".join(each.text.split()), validate=True)
            except (binascii.Error, ValueError):
                continue
    return found
