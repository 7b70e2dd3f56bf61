"""The picture of a learner's record: well-formed, told in words, harmless, whatever the bank says."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as Tree

import pytest

from quizgen.bank.load import load_words
from quizgen.model import Bank
from quizgen.study.picture import picture
from quizgen.study.stats import Stats
from quizgen.text import Span, Text
from tests.samples import BANK
from tests.test_stats import KINDS, review, told

SVG = "{http://www.w3.org/2000/svg}"
STUDIED = told(
    [review(KINDS[kind], ago, 1 if ago == 4 else 3) for kind in ("choice", "short", "order") for ago in (30, 9, 4, 1)]
)


def drawn(stats: Stats, language: str = "en", bank: Bank = BANK) -> Tree.Element:
    """The picture, parsed."""
    return Tree.fromstring(picture(stats, bank, load_words(language)))


def texts(root: Tree.Element) -> list[str]:
    """What is written in it."""
    return [text.text or "" for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("language", "title", "told_in_words", "written"),
    [
        ("en", "Progress: ", "3 being learned", {"Due today", "Mon", "Topics", "today", "none", "1–9"}),
        ("id", "Kemajuan: ", "3 sedang dipelajari", {"Perlu diulang hari ini", "Sen", "Topik", "hari ini", "kosong"}),
    ],
)
def test_the_picture_tells_in_words_what_it_shows(
    language: str, title: str, told_in_words: str, written: set[str]
) -> None:
    """A title and a description for those who cannot see it; every day of the calendar has its number."""
    root = drawn(STUDIED, language)
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert (root.findtext(f"{SVG}title") or "").startswith(title)
    assert told_in_words in (root.findtext(f"{SVG}desc") or "")
    assert written <= set(texts(root))
    days = [rect.findtext(f"{SVG}title") for rect in root.iter(f"{SVG}rect") if rect.find(f"{SVG}title") is not None]
    assert len(days) == 80 + sum(due > 0 for due in STUDIED.forecast)
    assert "14 November 2023: 3" in days


@pytest.mark.parametrize("stats", [told(), STUDIED], ids=["nothing", "studied"])
def test_everything_lies_inside_the_picture(stats: Stats) -> None:
    """Also without any data; and a light ground lies under it all."""
    root = drawn(stats)
    width, height = (float(side) for side in root.get("viewBox", "").split()[2:])
    ground, *rects = root.iter(f"{SVG}rect")
    assert (ground.get("width"), ground.get("height"), ground.get("fill")) == (f"{width:g}", f"{height:g}", "#ffffff")
    for rect in rects:
        left, top, wide, tall = (float(rect.get(side, "nan")) for side in ("x", "y", "width", "height"))
        assert min(left, top, wide, tall) >= 0
        assert left + wide <= width - 39
        assert top + tall <= height
    for text in root.iter(f"{SVG}text"):
        assert 0 < float(text.get("y", "nan")) < height


def test_the_picture_runs_nothing_and_loads_nothing() -> None:
    """No script, no style, no link: only boxes and texts."""
    tags = {element.tag.removeprefix(SVG) for element in drawn(STUDIED).iter()}
    assert tags == {"svg", "title", "desc", "rect", "text"}
    assert not re.search(rb"https?://(?!www\.w3\.org/2000/svg)", picture(STUDIED, BANK, load_words("en")))


@pytest.mark.parametrize(
    "title",
    ['<script>alert("1")</script>', "A & B ]]> --> \x00\x1b[31m\ufffe", "名" * 200, "word " * 80, "", "x" * 5000],
    ids=["markup", "control", "wide", "long", "empty", "one word"],
)
def test_whatever_a_bank_is_called_the_picture_is_well_formed(title: str) -> None:
    """Markup is text, a long title takes three lines at the most."""
    bank = replace(BANK, title=Text({"en": (Span(title),)}))
    root = drawn(told(), "en", bank)
    assert [text.get("font-size") for text in root.iter(f"{SVG}text")].count("24") in (1, 2, 3)


def test_the_same_record_gives_the_same_bytes() -> None:
    """Nothing in it depends on anything but what it shows."""
    assert picture(STUDIED, BANK, load_words("en")) == picture(STUDIED, BANK, load_words("en"))
