"""Handouts as Markdown, read by a parser that we did not write: a bank's text stays text."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quizgen.bank.load import load_words
from quizgen.export.markdown import cards_markdown, papers_markdown, study_markdown
from quizgen.export.sheet import (
    Learner,
    Paper,
    Setting,
    bilingual,
    card_set,
    key_summary,
    number_table,
    paper,
)
from quizgen.model import AnyQuestion, Picture
from quizgen.text import Span, Style, Text
from tests.lessons import sheet
from tests.printed import png
from tests.samples import BANK, HERE, QUESTIONS, both

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS
EN = load_words("en")
READER = MarkdownIt("commonmark")
ALONE = Setting()


def made(*questions: AnyQuestion, setting: Setting = ALONE, language: str = "en") -> Paper:
    return paper(questions or QUESTIONS, BANK, language, load_words(language), setting)


def page(content: bytes) -> str:
    return str(READER.render(content.decode()))


def shown(content: bytes) -> str:
    """The text as a reader sees it, with single spaces."""
    without = re.sub(r"<!-- -->|<[^>]+>", " ", page(content))
    return " ".join(html.unescape(without).split())


def test_a_worksheet_has_every_kind_and_its_key() -> None:
    """Read back, it says what the paper says."""
    said = shown(papers_markdown([made()], key=True))
    for part in (
        "Capitals & rivers <1>", "7 questions, one point each.", "1. What is the capital of South Korea ?",
        "○ A. Tokyo", "☐ D. Lima", "○ True", "____________ (1) lies on the river ____________ (2) (six letters).",
        "___ A. Brasilia", "___ 1. Japan", "Answer key", "1. B. Seoul · AAAA-0001", "Source: [1], page two",
        "[2] A page, https://example.org/", "Licence: CC-BY-4.0",
    ):  # fmt: skip
        assert part in said, part
    assert "since 1948" not in shown(papers_markdown([made()], key=False))


def test_its_structure_is_real() -> None:
    """Headings, lists and emphasis are Markdown's own; the rows and the options of a match are two lists."""
    rendered = page(papers_markdown([made(MATCH, CHOICE)], key=True))
    assert rendered.count("<h1>") == 1
    assert "<h2>Answer key</h2>" in rendered
    assert rendered.count("<ul>") == 4
    assert "<em>South Korea</em>" in rendered


@pytest.mark.parametrize(
    "raw",
    [
        "# no heading", "- no item", "+ nor this", "1. no list", "12) nor here", "> no quote", "---", "===", "    code",
        "`c` ``d``", "*e* _f_ **g** __h__", "[a](b) ![c](d) [e]: f", "<b>g</b> &amp; <!-- h -->", "\\* \\\\", "~~~",
        "|a|b|", "a  b", "http://x.y/_z_", "* * *", "{{c1::x}}", "&copy; &#42;", "!", "trailing \\",
    ],
)  # fmt: skip
def test_hostile_text_comes_out_as_typed(raw: str) -> None:
    """Wherever it stands, no text of a bank means anything to Markdown."""
    text = Text({"en": (Span(raw),)})
    question = replace(
        CHOICE, stem=text, explanation=text,
        options=(replace(CHOICE.options[0], text=text, because=text), replace(CHOICE.options[1], text=text)),
    )  # fmt: skip
    plain = " ".join(raw.split())
    content = papers_markdown([made(question)], key=True)
    rendered = page(content)
    assert shown(content).count(plain) == 7
    for tag in ("<h3>", "<blockquote>", "<ol>", "<pre>", "<code>", "<a ", "<img", "<b>"):
        assert tag not in rendered.replace("<h3>Sources</h3>", "")
    card = cards_markdown(card_set([question], BANK, [EN]))
    assert shown(card).count(plain) == 5


@given(st.text(alphabet=st.sampled_from("ab *_`<>[]()#&\\!~-+.1|\"'$"), min_size=1, max_size=12))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_any_text_survives(raw: str) -> None:
    """Whatever is typed is what is read."""
    plain = " ".join(raw.split())
    if not plain:
        return
    content = papers_markdown([made(replace(SHORT, stem=Text({"en": (Span(raw),)})))], key=False)
    assert f"1. {plain} Write the answer" in shown(content)


@given(
    st.lists(
        st.tuples(st.text(alphabet="ab*`_. \"", min_size=1, max_size=5), st.sampled_from([0, 1, 2, 3])),
        min_size=1, max_size=4,
    )
)  # fmt: skip
@settings(derandomize=True, max_examples=300, deadline=None)
def test_any_emphasis_survives(parts: list[tuple[str, int]]) -> None:
    """Emphasis is read as such beside any neighbour, and its text stays whole."""
    spans = tuple(Span(text, Style(style)) for text, style in parts)
    content = papers_markdown([made(replace(SHORT, stem=Text({"en": spans})))], key=False)
    rendered = page(content)
    stem = rendered.split("<strong>1.</strong>")[1].split("<br")[0]
    said = html.unescape(re.sub("<[^>]+>", "", stem))
    assert "".join(said.split()) == "".join("".join(text for text, _ in parts).split())
    emphasised = any(style and text.strip() for text, style in parts)
    assert emphasised == ("<em>" in stem or "<strong>" in stem)


def test_code_is_code() -> None:
    """Code keeps its backticks and its signs."""
    spans = (Span("say "), Span("a`b <c>", Style.CODE), Span(" twice"))
    rendered = page(papers_markdown([made(replace(SHORT, stem=Text({"en": spans})))], key=False))
    assert "<code>a`b &lt;c&gt;</code>" in rendered


def test_two_languages_and_a_picture() -> None:
    """The second language stands beside the first; a picture goes along with its text."""
    image = Picture(file="a.png", content=png(), media_type="image/png", alt=both("A [map]"), place=HERE)
    question = replace(CHOICE, image=image)
    rendered = page(papers_markdown([bilingual(made(question), made(question, language="id"))], key=True))
    assert 'alt="A [map]"' in rendered
    assert 'src="data:image/png;base64,' in rendered
    assert "Apa ibu kota" in rendered
    assert "Choose one / Pilih satu jawaban" in rendered


def test_forms_and_classes_have_their_tables() -> None:
    """The numbers of forms, the keys of a class, a sheet for the answers."""
    numbers = number_table([("A", [CHOICE]), ("B", [SHORT, CHOICE])], EN)
    assert "AAAA-0001: A 1, B 2" in shown(papers_markdown([made(setting=Setting(form="A"))], key=True, numbers=numbers))
    learners = [Learner("Ayu *L*", "K7"), Learner("Budi", "M2")]
    papers = [made(setting=Setting(learner=each, answer_sheet=True)) for each in learners]
    keys = key_summary([(each.code, each.name, QUESTIONS) for each in learners], EN)
    said = shown(papers_markdown(papers, key=False, keys=keys))
    assert "Capitals & rivers <1> · Paper K7 Name: Ayu *L*" in said
    assert "2. ☐ A ☐ B ☐ C ☐ D" in said
    assert "M2 Budi 1 B , 2 A C , 3 False" in said


def test_cards_and_study_sheets() -> None:
    """A card's answer is set off as a quotation; a study sheet has its timeline, people, facts and slips."""
    rendered = page(cards_markdown(card_set(QUESTIONS, BANK, [EN, load_words("id")])))
    assert rendered.count("<blockquote>") == 14
    study = sheet()
    said = shown(study_markdown(study))
    assert "17 August 1945 The revolution (17 August 1945 to 27 December 1949) The proclamation" in said
    assert "Sukarno – first president" in said
    assert "Who signed beside Sukarno? – Mohammad Hatta Both names stand there. [2]" in said
    assert "it prints “17 August 1946”" in said
