# ruff: noqa: E501 (attacks and what is said of them stand on a line)
"""Texts that are something else in another language: shown as they stand by every reader that they come to.

``TEXTS`` are the languages, ``OUTLETS`` the readers; here every text meets every one. What a page, a card and a paper
do beyond that is held in ``test_html_safe.py``, ``test_anki_deck.py``, ``test_pdf.py`` and ``test_docx.py``.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from html import unescape
from pathlib import Path

import moodle_xml_parser.parser
import openpyxl
import pytest
import qti_convert
from markdown_it import MarkdownIt
from onyx2moodle.parser import parse_item

from quizgen.bank.load import load_words
from quizgen.export.docx import build_papers_docx
from quizgen.export.markdown import papers_markdown
from quizgen.export.pdf import build_pdf
from quizgen.export.report import as_html
from quizgen.export.sheet import paper
from quizgen.model import AnyQuestion, Bank, Choice
from quizgen.study.picture import picture
from quizgen.text import Span, Text
from tests import printed, samples
from tests.clients import require_client
from tests.pages import Visitor
from tests.platforms import node, sent
from tests.test_anki_client import deck, somebody
from tests.test_export_platforms import PEGJS
from tests.test_report import reported
from tests.test_stats_picture import STUDIED

TEXTS: Mapping[str, str] = {
    "HTML": '<b>x</b><img src=x onerror="window.ran=1">',
    "script": "</script><script>window.ran=1</script>",
    "entities": "&lt;b&gt; &amp; &#60; &x;",
    "MathJax": r"\(x\) \[y\] $$z$$ [latex]q[/latex]",
    "Anki": "{{Front}} {{#Key}}x{{/Key}} {{c1::a}}",
    "sound": "[sound:x.mp3] [anki:play:q:0]",
    "Typst": '#read("/etc/passwd") #import "@x/y:1.0.0" $x$ = x',
    "GIFT": "{=a ~%50%b #c} ::t:: // $CATEGORY: x",
    "XML": "]]> <!-- x --> <?x?> <![CDATA[ x",
    "formula": "=HYPERLINK(1)+cmd|x!A0",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(1)",
    "Markdown": "[x](javascript:y) ![i](http://127.0.0.1:9/z) **b** `c` # h",
    "LaTeX": r"\input{/etc/passwd} 100% ~ ^ _ &",
    "Word": "{ PAGE } <w:p/> MERGEFIELD",
}


def asked(raw: str) -> Choice:
    """A question whose stem and options are this text, the options with a letter behind."""
    text = Text({"en": (Span(raw),), "id": (Span(raw),)})
    options = tuple(
        replace(each, text=text.each(lambda rich, at=at: (*rich, Span(f" {'abc'[at]}"))))  # type: ignore[misc]
        for at, each in enumerate(samples.QUESTIONS[0].options)  # type: ignore[union-attr]
    )
    return replace(samples.QUESTIONS[0], stem=text, options=options, explanation=text)  # type: ignore[return-value]


def every() -> list[AnyQuestion]:
    """A question for each text."""
    return [replace(asked(raw), id=f"q{at}", code=f"AAAA-{at:04}", topic=None) for at, raw in enumerate(TEXTS.values())]


def bank() -> Bank:
    """A bank whose title and topics are all of them."""
    text = Text(dict.fromkeys(("en", "id"), (Span(" ".join(TEXTS.values())),)))
    return replace(
        samples.BANK, title=text, topics={key: replace(each, name=text) for key, each in samples.BANK.topics.items()}
    )


def flat(text: str) -> str:
    return " ".join(text.split())


@lru_cache
def _gift() -> list[str]:
    return [unescape(each["stem"]["text"]) for each in json.loads(node(PEGJS, "gift-pegjs", sent("gift", every(), bank()).content))
            if each.get("stem")]  # fmt: skip


@lru_cache
def _moodle() -> list[str]:
    read = moodle_xml_parser.parser.parse_bytes(sent("moodle", every(), bank()).content)
    return [option.answer for each in read["multichoice"] for option in each.options]


@lru_cache
def _qti() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        content = sent("qti", every(), bank()).content
        (Path(folder) / "q.zip").write_bytes(content)
        qti_convert.upgrade_package_files(qti_convert.read_package(Path(folder) / "q.zip"))
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            held.extractall(folder)
        items = [parse_item(file) for file in sorted((Path(folder) / "items").glob("*.xml"))]
    return [choice.html for item in items for choice in item.interactions[0].choices]


@lru_cache
def _pdf() -> list[str]:
    sheet = paper(every(), bank(), "en", load_words("en"))
    return [printed.text(build_pdf(sheet, key=True, paper_size="a4"))]


@lru_cache
def _word() -> list[str]:
    sheet = paper(every(), bank(), "en", load_words("en"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "o.docx"
        path.write_bytes(build_papers_docx([sheet], key=True, paper_size="a4"))
        office = [require_client("soffice"), f"-env:UserInstallation={(path.parent / 'p').as_uri()}", "--headless"]
        subprocess.run([*office, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, path],
                       check=True, capture_output=True, timeout=240)  # fmt: skip
        return [path.with_suffix(".txt").read_text(encoding="utf-8-sig")]


def _rendered() -> str:
    sheet = paper(every(), bank(), "en", load_words("en"))
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(papers_markdown([sheet], key=True).decode())


@lru_cache
def _markdown() -> list[str]:
    import re

    return [
        unescape(
            re.sub(
                r"</?(?:p|li|ul|ol|h\d|strong|em|hr|table|tr|td|th|thead|tbody|br|code|blockquote)\b[^<>]*>",
                "",
                _rendered(),
            )
        )
    ]


@lru_cache
def _blooket() -> list[str]:
    rows = csv.reader(io.StringIO(sent("blooket", every(), bank()).content.decode("utf-8-sig"), newline=""))
    return [cell.removeprefix("'") for row in rows for cell in row]


@lru_cache
def _kahoot() -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(sent("kahoot", every(), bank()).content)).active
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


@lru_cache
def _anki() -> list[str]:
    with tempfile.TemporaryDirectory() as folder, somebody(Path(folder)) as learner:
        learner.take(deck(tuple(every())))
        return [unescape(re.sub("<[^<>]*>", "", each.note()["Stem"])) for each in learner.cards()]


OUTLETS: Mapping[str, Callable[[], list[str]]] = {
    "gift-pegjs": _gift, "moodle-xml-parser": _moodle, "onyx2moodle": _qti, "pdftotext": _pdf, "LibreOffice": _word,
    "CommonMark": _markdown, "csv": _blooket, "openpyxl": _kahoot, "anki": _anki,
}  # fmt: skip
"""A reader that is not ours -> all texts that it finds in what we write for it."""


@pytest.mark.parametrize("outlet", OUTLETS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_of_another_language_is_shown_as_it_stands(name: str, outlet: str) -> None:
    """As it was typed, by a reader of that format, and by nobody run, fetched or worked out."""
    raw = flat(TEXTS[name])
    if outlet == "onyx2moodle":  # it takes prefixes such as w: out of every text itself
        raw = raw.replace("<w:", "<")
    found = [flat(said) for each in OUTLETS[outlet]() for said in (each, unescape(each))]
    assert any(raw in each for each in found), [each for each in found if raw[:3] in each][:3]


def test_no_cell_is_a_formula() -> None:
    """In a CSV a guard stands before it; in a workbook it is a text."""
    content = sent("blooket", every(), bank()).content
    assert not [
        cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row if cell[:1] in ("=", "@")
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(sent("kahoot", every(), bank()).content)).active
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def _pages() -> dict[str, bytes]:
    """What a browser may open of ours beside the quiz page and the cards."""
    head = b"<!DOCTYPE html><meta charset=utf-8><div id=heading></div>"
    questions = every()
    return {
        "rendered.html": head + _rendered().encode(),
        "report.html": as_html(
            replace(reported("1\n" * 4, *questions[:4]), title=" ".join(TEXTS.values())), load_words("en")
        ),
        "stats.svg": picture(STUDIED, bank(), load_words("en")),
    }


@pytest.mark.parametrize("name", ["rendered.html", "report.html", "stats.svg"])
def test_no_page_runs_or_fetches_anything(visitor: Visitor, name: str) -> None:
    """In Chromium: no script ran, nothing was asked for, and there is no element that a text has made."""
    path = visitor.folder / name
    path.write_bytes(_pages()[name])
    visitor.errors()
    visitor.browser.get(path.as_uri())
    assert visitor.js("return window.ran ?? null") is None
    assert visitor.js("return performance.getEntriesByType('resource').length") == 0
    assert (
        visitor.js("return document.querySelectorAll('img, [onerror], b, a[href^=javascript], svg script').length") == 0
    )
    assert visitor.errors() == []
