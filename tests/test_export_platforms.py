"""Files for learning platforms, read by programs that somebody else wrote."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import moodle_xml_parser.parser
import openpyxl
import pytest
import qti_convert
from hypothesis import given, settings
from hypothesis import strategies as st
from onyx2moodle.parser import AssessmentItem, parse_item

from quizgen.errors import Place
from quizgen.export.platforms import hypertext
from quizgen.export.platforms.moodle import id_number
from quizgen.model import Picture
from quizgen.text import Text, parse_text
from tests import samples
from tests.platforms import ROOT, brought, flagship, node, run, said, sent
from tests.test_import_anki import PNG

PEGJS = """
const parse = require("gift-pegjs").parse;
console.log(JSON.stringify(parse(require("fs").readFileSync(0, "utf8"))));
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The flagship bank as a file for each platform."""
    folder = tmp_path_factory.mktemp("platforms")
    endings = {"moodle": "xml", "gift": "gift", "qti": "zip", "canvas": "zip", "kahoot": "xlsx", "blooket": "csv"}
    paths = {to: folder / f"{to}.{ending}" for to, ending in endings.items()}
    for to, path in paths.items():
        assert run("export", str(ROOT / "questions.yaml"), "--to", to, "-o", str(path)).code == 0
    return paths


def by_code() -> dict[str, dict[str, Any]]:
    """The flagship's records by their printed codes."""
    return {record["code"]: dict(record) for record in flagship().values()}


# -- GIFT -----------------------------------------------------------------------------------------


def test_gift_pegjs_reads_every_question_with_its_key_and_feedback(whole: dict[str, Path]) -> None:
    """Types, stems, right answers, explanations, ids and tags of all 359 questions."""
    read = json.loads(node(PEGJS, "gift-pegjs", whole["gift"].read_bytes()))
    questions = [each for each in read if each["type"] != "Category"]
    records = by_code()
    assert len(questions) == len(records)
    for each in questions:
        record = records[each["title"]]
        assert each["id"] == f"nato-visit-2023/{record['id']}"
        assert f"kind:{record['kind']}" in each["tags"]
        feedback = (each["globalFeedback"] or {"text": ""})["text"]
        assert " ".join(feedback.split()).startswith(" ".join(record["explanation"].split()))
        if each["type"] == "TF":
            assert each["isTrue"] == record["key"]
        elif record["kind"] == "choice":
            assert [choice["text"]["text"] for choice in each["choices"] if choice["isCorrect"]] == [record["key"]]
            assert [choice["text"]["text"] for choice in each["choices"]] == record["options"]
        elif record["kind"] == "select":
            assert [c["text"]["text"] for c in each["choices"] if c["weight"] > 0] == record["key"]
        elif record["kind"] == "short":
            assert each["choices"][0]["text"]["text"] == record["key"]
            assert " ".join(each["stem"]["text"].split()) == " ".join(record["stem"].split())
        elif record["kind"] == "order":
            assert [pair["subquestion"]["text"] for pair in each["matchPairs"]] == record["key"]
        elif record["kind"] == "match":
            pairs = [[pair["subquestion"]["text"], pair["subanswer"]] for pair in each["matchPairs"]]
            assert [pair for pair in pairs if pair[0]] == record["key"]


def test_what_gift_lacks_is_said() -> None:
    """An order, a cloze of several blanks, an arrow in an answer: which questions, and how many."""
    short = samples.QUESTIONS[3]
    arrow = replace(short, id="arrow", typed=samples.typed("a -> b"), also=())  # type: ignore[call-arg]
    made = sent("gift", [*samples.QUESTIONS, arrow], samples.BANK)
    assert (made.count, made.left_out) == (8, 0)
    assert made.notes == (
        "a cloze with several blanks becomes a match of blanks with their answers (1: cloze)",
        "an order becomes a match of things with their places (1: order)",
        "“->” in an answer is written “→” (1: arrow)",
    )


def test_a_text_that_looks_like_a_weight_is_a_text() -> None:
    """In GIFT a weight stands before it, in gift-pegjs's eyes as in ours."""
    odd = tuple(samples.option(str(at), f"%{at}0%{each}") for at, each in enumerate("abc"))
    changed = [
        replace(samples.QUESTIONS[0], options=odd),  # type: ignore[call-arg]
        replace(samples.QUESTIONS[3], typed=samples.typed("%50%x"), also=()),  # type: ignore[call-arg]
        replace(samples.QUESTIONS[6], lefts=odd[:2], rights=odd),  # type: ignore[call-arg]
    ]
    content = sent("gift", changed, samples.BANK).content
    bank, problems = brought("gift", content)
    assert problems == []
    back = {each.id: said(each) for each in bank.questions}
    assert [back[each.id] for each in changed] == [said(each) for each in changed]
    read = {each.get("title"): each for each in json.loads(node(PEGJS, "gift-pegjs", content))}
    choices = [(each["isCorrect"], each["text"]["text"]) for each in read["AAAA-0001"]["choices"]]
    assert choices == [(False, "%00%a"), (True, "%10%b"), (False, "%20%c")]
    assert read["AAAA-0004"]["choices"][0]["text"]["text"] == "%50%x"


# -- Moodle ---------------------------------------------------------------------------------------


def test_moodle_xml_parser_reads_choices_and_gaps(whole: dict[str, Path]) -> None:
    """Options with their weights and feedback; gaps with every accepted form."""
    read = moodle_xml_parser.parser.parse_bytes(whole["moodle"].read_bytes())
    records = by_code()
    kinds = Counter(record["kind"] for record in records.values())
    assert {kind: len(found) for kind, found in read.items()} == {
        "multichoice": kinds["choice"] + kinds["select"],
        "cloze": kinds["cloze"],
    }
    for question in read["multichoice"]:
        record = records[question.name.split()[0]]
        right = [option for option in question.options if option.score_fraction > 0]
        key = record["key"] if record["kind"] == "select" else [record["key"]]
        assert [unescape(option.answer) for option in right] == key
        assert question.single == (record["kind"] == "choice")
        assert sum(option.score_fraction for option in right) == pytest.approx(100, abs=0.001)
    for question in read["cloze"]:
        record = records[question.name.split()[0]]
        assert [gap.options[0].answer for gap in question.gaps] == list(record["key"].values())
        assert all(option.score == 100 for gap in question.gaps for option in gap.options)


def test_moodle_xml_says_every_kind_in_its_own_type() -> None:
    """Ordering by places, matching with its spare answer, truth untranslated, all forms, pictures, tags, idnumber."""
    picture = Picture(
        file="a.png", content=PNG, media_type="image/png", alt=samples.both('a "map"'), place=Place("x.yaml")
    )
    first = replace(samples.QUESTIONS[0], image=picture)  # type: ignore[arg-type]
    made = sent("moodle", [first, *samples.QUESTIONS[1:]], samples.BANK, "id")
    root = ET.fromstring(made.content)
    found = {each.findtext("idnumber"): each for each in root.findall("question") if each.get("type") != "category"}
    assert {id_: each.get("type") for id_, each in found.items()} == {
        "sample/capital-korea": "multichoice", "sample/coast": "multichoice", "sample/truth": "truefalse",
        "sample/capital-short": "shortanswer", "sample/cloze": "cloze", "sample/order": "ordering",
        "sample/match": "matching",
    }  # fmt: skip
    answers = {
        id_: [(each.get("fraction"), each.findtext("text")) for each in question.findall("answer")]
        for id_, question in found.items()
    }
    assert answers["sample/coast"] == [("50", "Seoul"), ("-50", "Oslo"), ("50", "Tokyo"), ("-50", "Lima")]
    assert answers["sample/truth"] == [("0", "true"), ("100", "false")]
    assert answers["sample/capital-short"] == [("100", "Oslo"), ("100", "Christiania"), ("100", "Kristiania")]
    assert answers["sample/order"] == [("1.0000000", "Rome"), ("2.0000000", "Wina"), ("3.0000000", "Brasilia")]
    rows = found["sample/match"].findall("subquestion")
    assert [(row.findtext("text"), row.findtext("answer/text")) for row in rows] == [
        ("Jepang", "Tokyo"), ("Korea Selatan", "Seoul"), ("", "Jakarta")
    ]  # fmt: skip
    assert found["sample/cloze"].findtext("questiontext/text") == (
        "<p>{1:SHORTANSWER:=Vienna~=Wina} terletak di sungai {1:SHORTANSWER:=Danube} (six letters).</p>"
    )
    text = found["sample/capital-korea"].find("questiontext")
    assert text is not None
    file = text.find("file")
    assert file is not None
    assert file.get("encoding") == "base64"
    assert text.findtext("text") == (
        f'<p>Apa ibu kota <em>Korea Selatan</em>?</p><p><img src="@@PLUGINFILE@@/{file.get("name")}"'
        ' alt="a &quot;map&quot;"/></p>'
    )
    tags = [tag.text for tag in found["sample/capital-korea"].findall("tags/tag/text")]
    assert tags == ["kind:choice", "topic:asia", "language:id", "bank:sample"]
    reason = found["sample/capital-korea"].findall("answer")[0].findtext("feedback/text")
    assert reason == "[id] Tokyo is Japan's capital."


def test_an_idnumber_is_never_longer_than_moodle_keeps() -> None:
    """A hundred characters; a longer identity ends in its hash, and two of them differ."""
    long = [id_number(f"bank/{'x' * 120}{end}") for end in "ab"]
    assert [len(each) for each in long] == [100, 100]
    assert long[0] != long[1]
    assert id_number("bank/short") == "bank/short"


def test_what_xml_forbids_is_left_out() -> None:
    """A control character, half a pair, an end of CDATA: the file stays sound."""
    hostile = Text({"en": parse_text("a\x00b\ud800c ]]> & <script>\ufffe")})
    question = replace(samples.QUESTIONS[2], stem=hostile)  # type: ignore[arg-type]
    for to in ("moodle", "qti", "canvas"):
        content = sent(to, [question], samples.BANK).content
        if to == "moodle":
            assert ET.fromstring(content).findtext("question[2]/questiontext/text") == (
                "<p>abc ]]&gt; &amp; &lt;script&gt;</p>"
            )
            continue
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.endswith(".xml"):
                    ET.fromstring(archive.read(name))


# -- QTI ------------------------------------------------------------------------------------------


def _items(path: Path, folder: Path) -> list[AssessmentItem]:
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return [parse_item(file) for file in sorted((folder / "items").glob("*.xml"))]


def test_onyx2moodle_reads_the_qti_items(whole: dict[str, Path], tmp_path: Path) -> None:
    """Interactions, right responses, points and feedback of every item that it knows (it has no ordering)."""
    records = by_code()
    for item in _items(whole["qti"], tmp_path):
        record = records[item.title.split()[0]]
        declared = list(item.response_decls.values())
        general = next((each.html for each in item.feedback if each.identifier == "GENERAL"), "")
        assert record["explanation"].split(" ")[0] in unescape(general)
        if record["kind"] in ("choice", "select"):
            (asked,) = item.interactions
            named = {choice.identifier: unescape(choice.html) for choice in asked.choices}
            key = record["key"] if record["kind"] == "select" else [record["key"]]
            assert [named[value] for value in declared[0].correct_values] == key
            assert asked.max_choices == (1 if record["kind"] == "choice" else 0)
        elif record["kind"] == "true-false":
            assert declared[0].correct_values == [str(record["key"]).upper()]
        elif record["kind"] == "short":
            assert declared[0].correct_values == [record["key"]]
            assert set(declared[0].mapping) <= set(record["accept"])
        elif record["kind"] == "cloze":
            assert [each.correct_values[0] for each in declared] == list(record["key"].values())
        elif record["kind"] == "match":
            (asked,) = item.interactions
            left = {choice.identifier: unescape(choice.html) for choice in asked.match_sources}
            right = {choice.identifier: unescape(choice.html) for choice in asked.match_targets}
            pairs = [value.split() for value in declared[0].correct_values]
            assert [[left[one], right[other]] for one, other in pairs] == record["key"]


def test_qti_convert_makes_qti_3_of_the_package(whole: dict[str, Path]) -> None:
    """Every interaction has its like in QTI 3, the manifest names every file, and each file is there."""
    upgraded = qti_convert.upgrade_package_files(qti_convert.read_package(whole["qti"])).files
    found: Counter[str] = Counter()
    for name, content in upgraded.items():
        if name.startswith("items/"):
            text = content if isinstance(content, str) else content.decode()
            found.update(
                each for each in ("choice", "order", "match", "text-entry") if f"<qti-{each}-interaction" in text
            )
    kinds = Counter(record["kind"] for record in flagship().values())
    assert found == {
        "choice": kinds["choice"] + kinds["select"] + kinds["true-false"],
        "order": kinds["order"],
        "match": kinds["match"],
        "text-entry": kinds["short"] + kinds["cloze"],
    }
    with zipfile.ZipFile(whole["qti"]) as archive:
        manifest = ET.fromstring(archive.read("imsmanifest.xml"))
        space = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
        listed = {each.get("href") for each in manifest.iter(f"{space}file")}
        assert listed == set(archive.namelist()) - {"imsmanifest.xml"}
        types = Counter(each.get("type") for each in manifest.iter(f"{space}resource"))
        assert types == {"imsqti_test_xmlv2p1": 1, "imsqti_item_xmlv2p1": len(flagship())}
        assert manifest.findtext(f"{space}metadata/{space}schema") == "QTIv2.1 Package"


# -- games ----------------------------------------------------------------------------------------


def test_openpyxl_reads_kahoots_sheet(whole: dict[str, Path]) -> None:
    """Headings in row 8, questions from row 9, no answer too long, the right ones by number."""
    sheet = openpyxl.load_workbook(whole["kahoot"]).active
    rows = list(sheet.iter_rows(min_row=8, min_col=2, max_col=8, values_only=True))
    assert rows[0][0] == "Question - max 120 characters"
    asked = [
        (each["stem"], each["key"] if each["kind"] == "select" else [str(each["key"])]) for each in flagship().values()
    ]
    assert len(rows) > 200
    for stem, *answers, seconds, right in rows[1:]:
        given = [answer for answer in answers if answer]
        assert len(stem) <= 120
        assert max(map(len, given)) <= 75
        assert seconds in (5, 10, 20, 30, 60, 90, 120, 240)
        assert (stem, sorted(given[int(number) - 1] for number in right.split(","))) in [
            (each, sorted(key)) for each, key in asked
        ]


def test_blookets_table_is_as_its_template(whole: dict[str, Path]) -> None:
    """A title over eight columns, CRLF, no byte order mark, right answers by number."""
    raw = whole["blooket"].read_bytes()
    assert raw.startswith(b"Blooket Import Template,,,,,,,\r\nQuestion #,Question Text,Answer 1,")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    rows = list(csv.reader(io.StringIO(raw.decode(), newline="")))
    assert {len(row) for row in rows} == {8}
    assert [row[0] for row in rows[2:5]] == ["1", "2", "3"]


def test_what_does_not_fit_a_game_is_listed() -> None:
    """A stem too long with its place; kinds that there are none of, counted; wrong answers beyond four, told."""
    long = replace(samples.QUESTIONS[2], id="long", stem=samples.both("x" * 121))  # type: ignore[arg-type]
    five = replace(
        samples.QUESTIONS[1], id="five",  # type: ignore[arg-type]
        options=(*samples.QUESTIONS[1].options, samples.option("5", "Rome")),  # type: ignore[union-attr]
    )  # fmt: skip
    made = sent("kahoot", [*samples.QUESTIONS, long, five], samples.BANK)
    assert (made.count, made.left_out) == (4, 5)
    assert [str(problem) for problem in made.problems] == [
        "sample.yaml:1:1: left-out the true-false question 'long' is not in the Kahoot file: a question has 120"
        " characters at most, and this has 121"
    ]
    assert made.notes == (
        "only as many wrong answers are kept as fit into 4 (1: five)",
        "1 short question is left out: Kahoot has no such kind",
        "1 cloze question is left out: Kahoot has no such kind",
        "1 order question is left out: Kahoot has no such kind",
        "1 match question is left out: Kahoot has no such kind",
    )


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r@"])
def test_no_cell_is_a_formula(begin: str) -> None:
    """A text that a spreadsheet would run is text, in CSV behind an apostrophe; a number stays a number."""
    stem = samples.both(f'{begin}HYPERLINK("https://example.org")')
    choice = replace(
        samples.QUESTIONS[0], stem=stem, options=(samples.option("0", "-5"), samples.option("1", "+7%")), right=1
    )  # type: ignore[call-arg]
    (row,) = list(csv.reader(io.StringIO(sent("blooket", [choice], samples.BANK).content.decode())))[2:]
    assert row[1] == f'\'{begin.strip()}HYPERLINK("https://example.org")'
    assert row[2:4] == ["-5", "+7%"]
    sheet = openpyxl.load_workbook(io.BytesIO(sent("kahoot", [choice], samples.BANK).content)).active
    assert (sheet["B9"].data_type, sheet["B9"].quotePrefix) == ("s", True)


@given(st.text(), st.text())
@settings(derandomize=True)
def test_xml_is_written_as_the_standard_library_writes_it(first: str, other: str) -> None:
    """Our few lines say the same as ElementTree's, byte for byte, whatever stands in texts and attributes."""
    about = {"xmlns": "urn:x", "xml:lang": first, "empty": ""}
    root = hypertext.node("a", about, first, hypertext.node("b"), other, hypertext.node("p", None, other))
    root[0].set("raw", '\t\n\r"<&>')
    made = hypertext.document(root)
    assert made == f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()
