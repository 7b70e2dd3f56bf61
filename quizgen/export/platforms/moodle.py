"""Questions as Moodle XML: every kind has its own type there, ordering since Moodle 4.4."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from quizgen.export.platforms.common import Exported, Outgoing, Tally, clean, rights, title
from quizgen.export.platforms.hypertext import document, html, image, image_name, node, paragraphs
from quizgen.identity import digest
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Option, Order, Picture, Select, Short, TrueFalse
from quizgen.text import Blank, Rich, Span, Words

MOST_RIGHT = 10
"""Moodle divides a grade into so many parts at most, of the parts that it knows."""

_LONGEST_ID = 100
_FOLDER = "@@PLUGINFILE@@/"
_GAP_MARKS = '~#{}&<>"/\\'
_TYPES = {
    "choice": "multichoice",
    "select": "multichoice",
    "true-false": "truefalse",
    "short": "shortanswer",
    "cloze": "cloze",
    "order": "ordering",
    "match": "matching",
}


def build_moodle(questions: Sequence[AnyQuestion], bank: Bank, language: str, words: Words) -> Exported:
    """The questions as an XML file for Moodle's question bank, a category a topic."""
    tally = Tally("Moodle")
    root = node("quiz")
    topics: dict[str, list[Outgoing]] = {}
    for question in questions:
        if isinstance(question, Select) and len(question.right) > MOST_RIGHT:
            tally.leave(question, f"it has {len(question.right)} right options; Moodle divides a grade by ten at most")
            continue
        out = Outgoing(question, bank, language, words)
        topics.setdefault(out.topic, []).append(out)
    for topic, group in topics.items():
        root.append(_category(title(bank, language), topic))
        root.extend(_question(out) for out in group)
    return tally.exported(document(root), sum(map(len, topics.values())))


def id_number(identity: str) -> str:
    """A question's identity as an ``idnumber``, which holds a hundred characters: a longer one ends in its hash."""
    if len(identity) <= _LONGEST_ID:
        return identity
    return f"{identity[: _LONGEST_ID - 17]}~{digest(identity).hex()[:16]}"


def _category(*path: str) -> ET.Element:
    parts = [part.replace("/", "//") for part in path if part]
    said = "/".join(["$course$", "top", *parts])
    return node("question", {"type": "category"}, node("category", None, _text(said)))


def _text(said: str) -> ET.Element:
    return node("text", None, said)


def _html(tag: str, said: str, pictures: Sequence[Picture] = (), **attributes: str) -> ET.Element:
    files = {image_name(picture): picture for picture in pictures}
    held = [
        node("file", {"name": name, "path": "/", "encoding": "base64"}, base64.b64encode(picture.content).decode())
        for name, picture in files.items()
    ]
    return node(tag, {**attributes, "format": "html"}, _text(said), *held)


def _question(out: Outgoing) -> ET.Element:
    question = out.question
    picture = question.image
    shown = image(picture, _FOLDER, out.language) if picture else ""
    stem = _gapped(out, question) if isinstance(question, Cloze) else html(out.stem)
    made = node(
        "question",
        {"type": _TYPES[question.kind]},
        node("name", None, _text(out.name)),
        _html("questiontext", f"<p>{stem}</p>" + (f"<p>{shown}</p>" if shown else ""), [picture] if picture else []),
        _html("generalfeedback", paragraphs(out.feedback())),
        node("defaultgrade", None, "1.0000000"),
        node("penalty", None, "0.3333333"),
        node("hidden", None, "0"),
        node("idnumber", None, id_number(out.identity)),
    )
    match question:
        case Choice() | Select():
            made.extend(_options(out, question))
        case TrueFalse():
            for truth in (True, False):
                made.append(_answer(str(truth).lower(), "100" if truth is question.truth else "0"))
        case Short():
            made.append(node("usecase", None, "0"))
            made.extend(_answer(form.replace("*", "\\*"), "100") for form in out.forms(question.typed, question.also))
        case Order():
            made.extend(_ordered(out, question))
        case Match():
            made.extend(_pairs(out, question))
        case Cloze():
            pass
    made.append(node("tags", None, *(node("tag", None, _text(tag)) for tag in out.tags)))
    return made


def _answer(said: str, fraction: str, feedback: Rich = ()) -> ET.Element:
    attributes = {"fraction": fraction, "format": "plain_text"}
    return node("answer", attributes, _text(said), _html("feedback", html(feedback)))


def _marked(out: Outgoing, option: Option, picture: Picture | None, fraction: str) -> ET.Element:
    shown = f"{image(picture, _FOLDER, out.language)}<br/>" if picture else ""
    made = _html("answer", shown + html(out.text(option)), [picture] if picture else [], fraction=fraction)
    made.append(_html("feedback", html(out.reason(option))))
    return made


def _options(out: Outgoing, question: Choice | Select) -> list[ET.Element]:
    right = rights(question)
    single = isinstance(question, Choice)
    share = f"{100 / len(right):.5f}".rstrip("0").rstrip(".")
    wrong = "0" if single else f"-{share}"
    return [
        node("single", None, "true" if single else "false"),
        node("shuffleanswers", None, "true"),
        node("answernumbering", None, "abc"),
        *(
            _marked(out, option, picture, share if at in right else wrong)
            for at, (option, picture) in enumerate(zip(question.options, out.pictures(), strict=True))
        ),
    ]


def _ordered(out: Outgoing, question: Order) -> list[ET.Element]:
    return [
        node("layouttype", None, "VERTICAL"),
        node("selecttype", None, "ALL"),
        node("selectcount", None, str(len(question.items))),
        node("gradingtype", None, "RELATIVE_ALL_PREVIOUS_AND_NEXT"),
        node("showgrading", None, "SHOW"),
        node("numberingstyle", None, "none"),
        *(_html("answer", html(out.text(item)), fraction=f"{at}.0000000") for at, item in enumerate(question.items, 1)),
    ]


def _pairs(out: Outgoing, question: Match) -> list[ET.Element]:
    rows = [html(out.text(left)) for left in question.lefts]
    rows += [""] * (len(question.rights) - len(rows))
    made = [node("shuffleanswers", None, "true")]
    for left, right in zip(rows, question.rights, strict=True):
        made.append(_html("subquestion", left))
        made[-1].append(node("answer", None, _text(out.plain(right))))
    return made


def _gapped(out: Outgoing, question: Cloze) -> str:
    """The text with Moodle's gaps. Braces of the text itself become entities, so that none opens a gap."""
    parts: list[str] = []
    for piece in question.text[out.language]:
        if isinstance(piece, Blank):
            forms = out.forms(question.blanks[piece.number])
            parts.append("{1:SHORTANSWER:" + "~".join(f"={_in_gap(form)}" for form in forms) + "}")
            parts.append(html((Span(f" ({piece.hint})"),)) if piece.hint else "")
        else:
            parts.append(html((piece,)).replace("{", "&#123;"))
    return "".join(parts)


def _in_gap(form: str) -> str:
    """A form with everything that could end it written as an entity, which Moodle reads back."""
    return "".join(f"&#{ord(each)};" if each in _GAP_MARKS else each for each in clean(form)).replace("*", "\\*")
