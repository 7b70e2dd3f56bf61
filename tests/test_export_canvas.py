"""The package for Canvas, held against the one that text2qti makes of the same questions."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz

from quizgen.errors import Place
from quizgen.model import Picture
from tests import samples
from tests.platforms import sent
from tests.test_import_anki import PNG

SPACE = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2", "p": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"}

SAME = """\
Quiz title: Capitals

1. What is the capital of *South Korea*?
... Seoul has been the capital since 1948.
a) Tokyo
... Tokyo is Japan's capital.
*b) Seoul
c) Jakarta

2. Which of these lie in Asia? Choose all.
[*] Seoul
[ ] Oslo
[*] Tokyo
[ ] Lima

3. Oslo is the capital of Sweden.
... Oslo is the capital of Norway.
a) True
*b) False

4. What is the capital of Norway?
* Oslo
* Christiania
* Kristiania
"""


def files(content: bytes) -> dict[str, bytes]:
    """What a package holds."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def items(package: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """What Canvas would find in the quiz, by stem: type, answers with their scores, feedback."""
    (quiz,) = (name for name in package if re.fullmatch(r"([^/]+)/\1\.xml", name))
    found = {}
    for item in ET.fromstring(package[quiz]).iterfind(".//q:item", SPACE):
        fields = {
            entry.findtext("q:fieldlabel", "", SPACE): entry.findtext("q:fieldentry", "", SPACE)
            for entry in item.iterfind(".//q:qtimetadatafield", SPACE)
        }
        texts = {
            label.get("ident"): _bare(label.findtext(".//q:mattext", "", SPACE))
            for label in item.iterfind(".//q:response_label", SPACE)
        }
        feedback = {
            each.get("ident"): _bare(each.findtext(".//q:mattext", "", SPACE))
            for each in item.iterfind("q:itemfeedback", SPACE)
        }
        scored, shown = [], {}
        for condition in item.iterfind(".//q:respcondition", SPACE):
            equal = [each.text for each in condition.iterfind("q:conditionvar/q:varequal", SPACE)]
            equal += [each.text for each in condition.iterfind("q:conditionvar/q:and/q:varequal", SPACE)]
            said = sorted(texts.get(each, each) or "" for each in equal)
            score = condition.findtext("q:setvar", None, SPACE)
            if score is not None:
                scored.append((said, float(score)))
            for display in condition.iterfind("q:displayfeedback", SPACE):
                shown[", ".join(said)] = feedback[display.get("linkrefid")]
        found[_bare(item.findtext("q:presentation/q:material/q:mattext", "", SPACE))] = {
            "type": fields["question_type"],
            "points": float(fields["points_possible"]),
            "options": sorted(text for text in texts.values() if text),
            "scored": scored,
            "feedback": shown,
        }
    return found


def _bare(html: str) -> str:
    """The text alone; text2qti bends apostrophes."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()).replace(" ?", "?").replace("’", "'")


def test_canvas_finds_in_our_package_what_it_finds_in_text2qtis() -> None:
    """Types, points, options, right answers and feedback of the four kinds that both have."""
    plain = [replace(question, sources=()) for question in samples.QUESTIONS[:4]]
    config = Config()
    config["run_code_blocks"] = False
    theirs = items(files(QTI(Quiz(SAME, config=config)).zip_bytes()))
    assert items(files(sent("canvas", plain, samples.BANK).content)) == theirs
    assert [each["type"] for each in theirs.values()] == [
        "multiple_choice_question", "multiple_answers_question", "true_false_question", "short_answer_question",
    ]  # fmt: skip


def test_the_other_kinds_are_rows_to_fill_in() -> None:
    """Blanks by name, matches and orders with an answer a row, parts of a hundred added up."""
    found = items(files(sent("canvas", samples.QUESTIONS[4:], samples.BANK).content))
    assert {stem: (each["type"], each["scored"]) for stem, each in found.items()} == {
        "[blank1] lies on the river [blank2] (six letters).": (
            "fill_in_multiple_blanks_question", [(["Vienna"], 50.0), (["Wina"], 50.0), (["Danube"], 50.0)],
        ),
        "Put these in order, the oldest first.": (
            "matching_question", [(["1"], 33.33), (["2"], 33.33), (["3"], 33.33)],
        ),
        "Match each country with its capital.": ("matching_question", [(["Tokyo"], 50.0), (["Seoul"], 50.0)]),
    }  # fmt: skip


def test_the_package_is_put_together_as_canvas_expects() -> None:
    """One identifier in manifest, folder, quiz and its description; pictures as files of the course."""
    picture = Picture(file="a.png", content=PNG, media_type="image/png", alt=samples.both("map"), place=Place("x"))
    first = replace(samples.QUESTIONS[0], image=picture)  # type: ignore[arg-type]
    package = files(sent("canvas", [first], samples.BANK).content)
    manifest = ET.fromstring(package["imsmanifest.xml"])
    (quiz,) = (
        each.get("identifier") or ""
        for each in manifest.iterfind(".//p:resource", SPACE)
        if each.get("type") == "imsqti_xmlv1p2"
    )
    (image,) = (name for name in package if name.startswith("images/"))
    assert sorted(package) == sorted(
        ["imsmanifest.xml", "non_cc_assessments/", f"{quiz}/{quiz}.xml", f"{quiz}/assessment_meta.xml", image]
    )
    assert ET.fromstring(package[f"{quiz}/assessment_meta.xml"]).get("identifier") == quiz
    assessment = ET.fromstring(package[f"{quiz}/{quiz}.xml"]).find("q:assessment", SPACE)
    assert assessment is not None
    assert (assessment.get("ident"), assessment.get("title")) == (quiz, "Capitals & rivers <1>")
    assert package[image] == PNG
    assert f'src="%24IMS-CC-FILEBASE%24/{image}"' in (
        assessment.findtext(".//q:presentation/q:material/q:mattext", "", SPACE)
    )
    listed = {each.get("href") for each in manifest.iterfind(".//p:file", SPACE)}
    assert listed == {f"{quiz}/{quiz}.xml", f"{quiz}/assessment_meta.xml", image}
