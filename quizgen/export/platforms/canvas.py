"""Questions as the QTI 1.2 package that Canvas imports: a manifest, the quiz, and what Canvas knows of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from quizgen.export.platforms.common import Exported, Outgoing, Tally, gaps, rights, title
from quizgen.export.platforms.hypertext import document, html, image, image_name, node, package, paragraphs
from quizgen.identity import digest
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Order, Picture, Select, Short, TrueFalse
from quizgen.text import Blank, Span, Words

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_META = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
_BASE = "%24IMS-CC-FILEBASE%24/"
_TYPES = {
    "choice": "multiple_choice_question",
    "select": "multiple_answers_question",
    "true-false": "true_false_question",
    "short": "short_answer_question",
    "cloze": "fill_in_multiple_blanks_question",
    "order": "matching_question",
    "match": "matching_question",
}


def build_canvas(questions: Sequence[AnyQuestion], bank: Bank, language: str, words: Words) -> Exported:
    """The questions as a zip file for Canvas's "QTI .zip file" import."""
    tally = Tally("Canvas")
    quiz = "q" + digest("canvas", bank.id, language).hex()[:31]
    pictures: dict[str, bytes] = {}
    items: list[ET.Element] = []
    for question in questions:
        if isinstance(question, Order):
            tally.turn(question, "an order becomes a match of things with their places")
        item = _Item(Outgoing(question, bank, language, words))
        items.append(item.element())
        pictures |= item.pictures
    name = title(bank, language)
    files = {
        "imsmanifest.xml": document(_manifest(quiz, name, sorted(pictures))),
        "non_cc_assessments/": b"",
        f"{quiz}/assessment_meta.xml": document(_meta(quiz, name, len(items))),
        f"{quiz}/{quiz}.xml": document(_quiz(quiz, name, items)),
        **dict(sorted(pictures.items())),
    }
    return tally.exported(package(files), len(items))


# -- the package ----------------------------------------------------------------------------------


def _manifest(quiz: str, name: str, pictures: Iterable[str]) -> ET.Element:
    lom = "http://www.imsglobal.org/xsd/imsmd_v1p2"
    said = node("imsmd:title", None, node("imsmd:string", None, name))
    metadata = node(
        "metadata",
        None,
        node("schema", None, "IMS Content"),
        node("schemaversion", None, "1.1.3"),
        node("imsmd:lom", {"xmlns:imsmd": lom}, node("imsmd:general", None, said)),
    )
    meta = {"identifier": f"{quiz}-meta", "type": _META, "href": f"{quiz}/assessment_meta.xml"}
    resources = [
        node(
            "resource",
            {"identifier": quiz, "type": "imsqti_xmlv1p2"},
            node("file", {"href": f"{quiz}/{quiz}.xml"}),
            node("dependency", {"identifierref": f"{quiz}-meta"}),
        ),
        node("resource", meta, node("file", {"href": f"{quiz}/assessment_meta.xml"})),
    ]
    for number, picture in enumerate(pictures, 1):
        about = {"identifier": f"{quiz}-image-{number}", "type": "webcontent", "href": picture}
        resources.append(node("resource", about, node("file", {"href": picture})))
    about = {"identifier": f"{quiz}-manifest", "xmlns": PACKAGING}
    return node("manifest", about, metadata, node("organizations"), node("resources", None, *resources))


def _meta(quiz: str, name: str, points: int) -> ET.Element:
    """What Canvas knows of the quiz; were its identifier another than the quiz's, the title would be lost."""
    told = {
        "title": name,
        "description": "",
        "shuffle_answers": "true",
        "scoring_policy": "keep_highest",
        "quiz_type": "practice_quiz",
        "points_possible": f"{points}.0",
        "show_correct_answers": "true",
        "allowed_attempts": "-1",
        "available": "false",
    }
    return node("quiz", {"xmlns": CANVAS, "identifier": quiz}, *(node(key, None, said) for key, said in told.items()))


def _quiz(quiz: str, name: str, items: Sequence[ET.Element]) -> ET.Element:
    section = node("section", {"ident": "root_section"}, *items)
    attempts = node("qtimetadata", None, _field("cc_maxattempts", "unlimited"))
    assessment = node("assessment", {"ident": quiz, "title": name}, attempts, section)
    return node("questestinterop", {"xmlns": QTI}, assessment)


def _field(label: str, entry: str) -> ET.Element:
    return node("qtimetadatafield", None, node("fieldlabel", None, label), node("fieldentry", None, entry))


# -- a question -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Item:
    """An item while it is written: its pictures and feedback gather on the way."""

    out: Outgoing
    pictures: dict[str, bytes] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    """Feedback: its identifier and its HTML."""

    def element(self) -> ET.Element:
        """The whole item."""
        out, question = self.out, self.out.question
        feedback = out.feedback()
        asked, scored = self._asked()
        always = [_condition("Yes", [node("other")], [_shown("general_fb")])] if feedback else []
        told = [("general_fb", paragraphs(feedback)), *self.told] if feedback else self.told
        metadata = node(
            "qtimetadata",
            None,
            _field("question_type", _TYPES[question.kind]),
            _field("points_possible", "1.0"),
            _field("original_answer_ids", ",".join(self.answers)),
            _field("assessment_question_identifierref", f"{out.ident}-q"),
        )
        outcomes = node(
            "outcomes",
            None,
            node("decvar", {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}),
        )
        return node(
            "item",
            {"ident": out.ident, "title": out.name},
            node("itemmetadata", None, metadata),
            node("presentation", None, _material(self._stem()), *asked),
            node("resprocessing", None, outcomes, *always, *scored),
            *(_feedback(name, said) for name, said in told),
        )

    def _stem(self) -> str:
        question = self.out.question
        said = html(self.out.stem)
        if isinstance(question, Cloze):
            said, number = "", 0
            for piece in question.text[self.out.language]:
                number += isinstance(piece, Blank)
                hint = (Span(f" ({piece.hint})"),) if isinstance(piece, Blank) and piece.hint else ()
                said += f"[blank{number}]{html(hint)}" if isinstance(piece, Blank) else html((piece,))
        shown = f"<p>{self._picture(question.image)}</p>" if question.image else ""
        return f"<p>{said}</p>{shown}"

    def _picture(self, picture: Picture) -> str:
        self.pictures[f"images/{image_name(picture)}"] = picture.content
        return image(picture, f"{_BASE}images/", self.out.language)

    def _name(self, part: str) -> str:
        """A name for a part of the question, the same at every export."""
        name = f"{self.out.ident}-{part}"
        self.answers.append(name)
        return name

    def _asked(self) -> tuple[list[ET.Element], list[ET.Element]]:
        """Where the answer is given, and what is right."""
        out, question = self.out, self.out.question
        match question:
            case Choice() | Select():
                return self._choice(question)
            case TrueFalse():
                names = [self._name("true"), self._name("false")]
                texts = [html((Span(out.words(key)),)) for key in ("truth.true", "truth.false")]
                right = _equal("response1", names[0 if question.truth else 1])
                return [_choices(zip(names, texts, strict=True))], [_condition("No", [right], [_score("Set", "100")])]
            case Short():
                forms = out.forms(question.typed, question.also)
                self.answers += [f"{out.ident}-{at}" for at in range(1, len(forms) + 1)]
                label = node("response_label", {"ident": "answer1", "rshuffle": "No"})
                where = node("render_fib", None, label)
                asked = node("response_str", {"ident": "response1", "rcardinality": "Single"}, where)
                any_ = [_equal("response1", form) for form in forms]
                return [asked], [_condition("No", any_, [_score("Set", "100")])]
            case Cloze():
                numbers = gaps(question, out.language)
                every = [out.forms(question.blanks[number]) for number in numbers]
                return self._rows([
                    (f"blank{at}", f"blank{at}", [(self._name(f"{at}-{n}"), form) for n, form in enumerate(each, 1)],
                     len(each))
                    for at, each in enumerate(every, 1)
                ])  # fmt: skip
            case Order():
                places = [(self._name(f"place{at}"), str(at)) for at in range(1, len(question.items) + 1)]
                rows = enumerate(question.items, 1)
                return self._rows([(f"row{at}", out.plain(item), places, at) for at, item in rows], one=True)
            case Match():
                named = [(self._name(f"right{at}"), out.plain(right)) for at, right in enumerate(question.rights, 1)]
                lefts = enumerate(question.lefts, 1)
                return self._rows([(f"row{at}", out.plain(left), named, at) for at, left in lefts], one=True)

    def _choice(self, question: Choice | Select) -> tuple[list[ET.Element], list[ET.Element]]:
        right = rights(question)
        rows: list[tuple[str, str]] = []
        told: list[ET.Element] = []
        for at, (option, picture) in enumerate(zip(question.options, self.out.pictures(), strict=True)):
            name = self._name(str(at + 1))
            shown = f"{self._picture(picture)}<br/>" if picture else ""
            rows.append((name, shown + html(self.out.text(option))))
            if option.because and at not in right:
                self.told.append((f"{name}_fb", paragraphs((self.out.reason(option),))))
                told.append(_condition("Yes", [_equal("response1", name)], [_shown(f"{name}_fb")]))
        equal = [_equal("response1", name) for name, _ in rows]
        if isinstance(question, Choice):
            scored = [equal[question.right]]
        else:
            each = [same if at in right else node("not", None, same) for at, same in enumerate(equal)]
            scored = [node("and", None, *each)]
        cardinality = "Single" if isinstance(question, Choice) else "Multiple"
        return [_choices(rows, cardinality)], [*told, _condition("No", scored, [_score("Set", "100")])]

    def _rows(
        self, rows: Sequence[tuple[str, str, Sequence[tuple[str, str]], int]], *, one: bool = False
    ) -> tuple[list[ET.Element], list[ET.Element]]:
        """Rows to fill in: name, text, the answers to choose from, and which is right or how many are."""
        asked: list[ET.Element] = []
        scored: list[ET.Element] = []
        share = f"{100 / len(rows):.2f}"
        for name, said, answers, number in rows:
            where = f"response_{name}"
            labels = [node("response_label", {"ident": key}, _material(text, plain=True)) for key, text in answers]
            asked.append(
                node(
                    "response_lid", {"ident": where}, _material(said, plain=True), node("render_choice", None, *labels)
                )
            )
            for key, _ in answers[number - 1 : number] if one else answers:
                scored.append(_condition("Yes", [_equal(where, key)], [_score("Add", share)]))
        return asked, scored


def _material(said: str, *, plain: bool = False) -> ET.Element:
    return node("material", None, node("mattext", {"texttype": "text/plain" if plain else "text/html"}, said))


def _choices(rows: Iterable[tuple[str, str]], cardinality: str = "Single") -> ET.Element:
    labels = [node("response_label", {"ident": name}, _material(said)) for name, said in rows]
    about = {"ident": "response1", "rcardinality": cardinality}
    return node("response_lid", about, node("render_choice", None, *labels))


def _equal(where: str, said: str) -> ET.Element:
    return node("varequal", {"respident": where}, said)


def _score(action: str, points: str) -> ET.Element:
    return node("setvar", {"action": action, "varname": "SCORE"}, points)


def _shown(name: str) -> ET.Element:
    return node("displayfeedback", {"feedbacktype": "Response", "linkrefid": name})


def _condition(more: str, when: Sequence[ET.Element], then: Sequence[ET.Element]) -> ET.Element:
    return node("respcondition", {"continue": more}, node("conditionvar", None, *when), *then)


def _feedback(name: str, said: str) -> ET.Element:
    return node("itemfeedback", {"ident": name}, node("flow_mat", None, _material(said)))
