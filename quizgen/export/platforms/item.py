"""One question as a QTI 2.1 item: what is asked, what is right, what it scores, and what is told afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from quizgen.export.platforms.common import Outgoing, gaps, rights
from quizgen.export.platforms.hypertext import html, image, image_name, node, paragraphs, xhtml
from quizgen.export.sheet import letter
from quizgen.model import Choice, Cloze, Match, Order, Picture, Select, Short, TrueFalse, Typed
from quizgen.text import Blank, Rich, Text

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
SCHEMA = {
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
}
_GENERAL = "GENERAL"
_TRUE, _FALSE = "TRUE", "FALSE"


@dataclass(slots=True)
class Item:
    """An item while it is written; ``pictures`` are name -> bytes, gathered on the way."""

    out: Outgoing
    pictures: dict[str, bytes] = field(default_factory=dict)
    reasons: dict[str, Rich] = field(default_factory=dict)
    """What is told to those who chose an option, by the option's identifier."""
    ident: str = field(init=False)
    """The item's name, which is asked for many times."""

    def __post_init__(self) -> None:
        """Work out the name once."""
        self.ident = self.out.ident

    def element(self) -> ET.Element:
        """The whole item."""
        out, question = self.out, self.out.question
        declared, body, score = self._asked()
        picture = [node("p", None, *self._picture(question.image))] if question.image else []
        about = {"identifier": self.ident, "title": out.name, "label": out.identity, "xml:lang": out.language}
        outcomes = [
            node("outcomeDeclaration", {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}),
            node("outcomeDeclaration", {"identifier": "MAXSCORE", "cardinality": "single", "baseType": "float"}),
            node("outcomeDeclaration", {"identifier": "FEEDBACK", "cardinality": "multiple", "baseType": "identifier"}),
        ]
        for outcome, value in zip(outcomes, ("0", "1"), strict=False):
            outcome.append(node("defaultValue", None, node("value", None, value)))
        general = out.feedback()
        told = [(_GENERAL, paragraphs(general))] if general else []
        told += [(name, paragraphs((reason,))) for name, reason in self.reasons.items()]
        return node(
            "assessmentItem",
            {"xmlns": QTI, **SCHEMA, **about, "adaptive": "false", "timeDependent": "false", "toolName": "quizgen"},
            *declared,
            *outcomes,
            node("itemBody", None, *picture, *body),
            node("responseProcessing", None, *score, *self._told_when(bool(general))),
            *(_modal(name, said) for name, said in told),
        )

    def _picture(self, picture: Picture) -> list[ET.Element | str]:
        name = f"images/{image_name(picture)}"
        self.pictures[name] = picture.content
        return xhtml(image(picture, "images/", self.out.language))

    def _rich(self, rich: Rich) -> list[ET.Element | str]:
        return xhtml(html(rich))

    def _asked(self) -> tuple[list[ET.Element], list[ET.Element], list[ET.Element]]:
        """The responses declared, the body, and how the score is set."""
        question = self.out.question
        match question:
            case Choice() | Select():
                return self._choice(question)
            case TrueFalse():
                words = self.out.words
                choices = [
                    _simple(_TRUE, [words("truth.true")], fixed=True),
                    _simple(_FALSE, [words("truth.false")], fixed=True),
                ]
                declared = _declared("single", [_TRUE if question.truth else _FALSE])
                return [declared], [self._interaction(choices, most=1, shuffle=False)], [_set(_points("match"))]
            case Short():
                entry = node("textEntryInteraction", {"responseIdentifier": "RESPONSE", "expectedLength": "30"})
                body = [node("p", None, *self._rich(self.out.stem)), node("p", None, entry)]
                return [self._entry("RESPONSE", question.typed, question.also)], body, [_set(_mapped("RESPONSE"))]
            case Cloze():
                return self._cloze(question)
            case Order():
                return self._order(question)
            case Match():
                return self._match(question)

    def _interaction(self, choices: Sequence[ET.Element], most: int, shuffle: bool) -> ET.Element:
        about = {"responseIdentifier": "RESPONSE", "shuffle": str(shuffle).lower(), "maxChoices": str(most)}
        return node("choiceInteraction", about, node("prompt", None, *self._rich(self.out.stem)), *choices)

    def _choice(self, question: Choice | Select) -> tuple[list[ET.Element], list[ET.Element], list[ET.Element]]:
        right = rights(question)
        single = isinstance(question, Choice)
        choices = []
        for at, (option, picture) in enumerate(zip(question.options, self.out.pictures(), strict=True)):
            shown = [*self._picture(picture), node("br")] if picture else []
            choices.append(_simple(letter(at), [*shown, *self._rich(self.out.text(option))]))
            if option.because and at not in right:
                self.reasons[letter(at)] = self.out.reason(option)
        named = [letter(at) for at in sorted(right)]
        if single:
            body = [self._interaction(choices, most=1, shuffle=True)]
            return [_declared("single", named)], body, [_set(_points("match"))]
        points = [(letter(at), 1 if at in right else -1) for at in range(len(question.options))]
        declared = _declared("multiple", named, points, most=len(named))
        share = node("divide", None, _mapped("RESPONSE"), _value("float", str(len(named))))
        return [declared], [self._interaction(choices, most=0, shuffle=True)], [_set(share)]

    def _entry(self, identifier: str, typed: Typed, also: Sequence[Text] = ()) -> ET.Element:
        forms = self.out.forms(typed, also)
        entries = [node("mapEntry", {"mapKey": form, "mappedValue": "1", "caseSensitive": "false"}) for form in forms]
        return node(
            "responseDeclaration",
            {"identifier": identifier, "cardinality": "single", "baseType": "string"},
            node("correctResponse", None, node("value", None, forms[0])),
            node("mapping", {"defaultValue": "0"}, *entries),
        )

    def _cloze(self, question: Cloze) -> tuple[list[ET.Element], list[ET.Element], list[ET.Element]]:
        numbers = gaps(question, self.out.language)
        names = [f"RESPONSE{at}" for at in range(1, len(numbers) + 1)]
        declared = [self._entry(name, question.blanks[number]) for name, number in zip(names, numbers, strict=True)]
        content: list[ET.Element | str] = []
        waiting = iter(names)
        for piece in question.text[self.out.language]:
            if isinstance(piece, Blank):
                about = {"responseIdentifier": next(waiting), "expectedLength": "20"}
                content += [node("textEntryInteraction", about), f" ({piece.hint})" if piece.hint else ""]
            else:
                content += self._rich((piece,))
        total = node("sum", None, *map(_mapped, names))
        score = node("divide", None, total, _value("float", str(len(names))))
        return declared, [node("p", None, *content)], [_set(score)]

    def _order(self, question: Order) -> tuple[list[ET.Element], list[ET.Element], list[ET.Element]]:
        names = {option.key: letter(at) for at, option in enumerate(question.options)}
        choices = [_simple(names[option.key], self._rich(self.out.text(option))) for option in question.options]
        prompt = node("prompt", None, *self._rich(self.out.stem))
        body = node("orderInteraction", {"responseIdentifier": "RESPONSE", "shuffle": "true"}, prompt, *choices)
        declared = _declared("ordered", [names[item.key] for item in question.items])
        return [declared], [body], [_set(_points("match"))]

    def _match(self, question: Match) -> tuple[list[ET.Element], list[ET.Element], list[ET.Element]]:
        lefts = [f"L{at}" for at in range(1, len(question.lefts) + 1)]
        rights_ = [f"R{at}" for at in range(1, len(question.rights) + 1)]
        pairs = [f"{left} {right}" for left, right in zip(lefts, rights_, strict=False)]

        def column(names: Sequence[str], texts: Sequence[Rich]) -> ET.Element:
            rows = zip(names, texts, strict=True)
            return node(
                "simpleMatchSet",
                None,
                *(
                    node("simpleAssociableChoice", {"identifier": name, "matchMax": "1"}, *self._rich(text))
                    for name, text in rows
                ),
            )

        about = {"responseIdentifier": "RESPONSE", "shuffle": "true", "maxAssociations": str(len(lefts))}
        shown = [question.rights[at] for at in question.shown]
        body = node(
            "matchInteraction",
            about,
            node("prompt", None, *self._rich(self.out.stem)),
            column(lefts, [self.out.text(left) for left in question.lefts]),
            column([rights_[at] for at in question.shown], [self.out.text(right) for right in shown]),
        )
        declared = _declared("multiple", pairs, [(pair, 1) for pair in pairs], base="directedPair")
        share = node("divide", None, _mapped("RESPONSE"), _value("float", str(len(pairs))))
        return [declared], [body], [_set(share)]

    def _told_when(self, general: bool) -> list[ET.Element]:
        """What sets the feedback: the reasons of the options chosen, and what is told to all."""
        parts = [node("variable", {"identifier": "RESPONSE"})] if self.reasons else []
        parts += [_value("identifier", _GENERAL)] if general else []
        return [node("setOutcomeValue", {"identifier": "FEEDBACK"}, node("multiple", None, *parts))] if parts else []


def _simple(identifier: str, content: Sequence[ET.Element | str], *, fixed: bool = False) -> ET.Element:
    return node("simpleChoice", {"identifier": identifier, **({"fixed": "true"} if fixed else {})}, *content)


def _declared(
    cardinality: str,
    right: Sequence[str],
    points: Sequence[tuple[str, int]] = (),
    *,
    most: int | None = None,
    base: str = "identifier",
) -> ET.Element:
    made = node(
        "responseDeclaration",
        {"identifier": "RESPONSE", "cardinality": cardinality, "baseType": base},
        node("correctResponse", None, *(node("value", None, value) for value in right)),
    )
    if points:
        bounds = {"lowerBound": "0", **({"upperBound": str(most)} if most else {}), "defaultValue": "0"}
        entries = [node("mapEntry", {"mapKey": key, "mappedValue": str(value)}) for key, value in points]
        made.append(node("mapping", bounds, *entries))
    return made


def _value(base: str, said: str) -> ET.Element:
    return node("baseValue", {"baseType": base}, said)


def _mapped(identifier: str) -> ET.Element:
    return node("mapResponse", {"identifier": identifier})


def _set(expression: ET.Element) -> ET.Element:
    if expression.tag == "responseCondition":
        return expression
    return node("setOutcomeValue", {"identifier": "SCORE"}, expression)


def _points(how: str) -> ET.Element:
    """One point where the response is the right one, none otherwise."""
    same = node(how, None, node("variable", {"identifier": "RESPONSE"}), node("correct", {"identifier": "RESPONSE"}))
    return node("responseCondition", None, node("responseIf", None, same, _set(_value("float", "1"))))


def _modal(identifier: str, said: str) -> ET.Element:
    about = {"outcomeIdentifier": "FEEDBACK", "identifier": identifier, "showHide": "show"}
    return node("modalFeedback", about, *xhtml(said))
