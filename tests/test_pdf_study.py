"""The study sheet as PDF: its timeline drawn, and every part of it readable."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quizgen.export.pdf import build_study_pdf
from quizgen.export.sheet import Illustration
from quizgen.text import Span
from tests.lessons import sheet
from tests.printed import assert_accessible, pages, png, text, words


def test_every_part_is_there(tmp_path: Path) -> None:
    """Title, timeline, people, facts, slips and sources, on pages with numbers; PDF/UA-1."""
    content = build_study_pdf(sheet(), paper_size="a4")
    found = pages(content)
    lines = [line for page in found for line in page]
    for heading in ("Indonesian independence", "Study sheet", "Timeline", "Who is who", "What to know",
                    "Slips in the sources", "Sources"):  # fmt: skip
        assert heading in lines
    assert "17 August 1945 The revolution (17 August 1945 to 27 December 1949)" in lines
    assert "Mohammad Hatta first vice-president" in lines
    assert lines[-1] == f"Indonesian independence · Study sheet page {len(found)} of {len(found)}"
    assert_accessible(content, tmp_path)
    assert content == build_study_pdf(sheet(), paper_size="a4")


def test_it_speaks_indonesian() -> None:
    """Headings, dates and facts are in the language of the sheet."""
    said = text(build_study_pdf(sheet("id"), paper_size="letter"))
    for part in ("Kemerdekaan Indonesia", "Lembar belajar", "Garis waktu", "17 Agustus 1945", "presiden pertama",
                 "Yang perlu diketahui", "Kekeliruan dalam sumber", "halaman 1 dari"):  # fmt: skip
        assert part in said
    assert "page" not in said


def test_dates_stand_beside_what_happened_then() -> None:
    """On the timeline each date has its own row, from the oldest down."""
    (page, *_) = words(build_study_pdf(sheet(), paper_size="a4"))
    tops = {}
    for word in page:
        if word.text in ("1928", "Pledge", "proclamation", "conference"):
            tops.setdefault(word.text, word.top)
    assert abs(tops["1928"] - tops["Pledge"]) < 3
    assert tops["1928"] < tops["proclamation"] < tops["conference"]


def test_long_timelines_and_many_bars_fit(tmp_path: Path) -> None:
    """Two hundred rows go over several pages, forty bars at a time stay on the paper."""
    made = sheet()
    row, bar = made.time.rows[1], made.time.bars[0]
    time = replace(
        made.time,
        rows=tuple(replace(row, label=f"{1700 + at}") for at in range(200)),
        bars=tuple(replace(bar, first=at, last=199, lane=at) for at in range(40)),
    )
    content = build_study_pdf(replace(made, time=time), paper_size="a4")
    found = words(content)
    assert len(found) > 5
    assert all(word.right < 595 - 50 for page in found for word in page)
    assert "1899" in text(content)
    assert_accessible(content, tmp_path)


def test_large_print_school_and_pictures(tmp_path: Path) -> None:
    """In large print, with the school's logo and a portrait, all of it is still PDF/UA-1."""
    made = sheet()
    picture = Illustration(png(40, 60), "image/png", "A portrait")
    group = replace(made.groups[0], entries=(replace(made.groups[0].entries[0], picture=picture),))
    school = replace(made, groups=(group,), school="SMA 1", logo=Illustration(png(), "image/png", "A sun"))
    content = build_study_pdf(school, paper_size="letter", large=True)
    assert b"/Alt(A portrait)" in content
    assert b"/Alt(A sun)" in content
    assert pages(content)[0][0] == "SMA 1"
    assert_accessible(content, tmp_path)


@pytest.mark.parametrize("raw", ["#panic()", "*a* _b_ `c` $d$ <e> @f", '"]} \\'])
def test_hostile_text_comes_out_as_typed(raw: str) -> None:
    """No text of a bank means anything to Typst."""
    made = sheet()
    said = text(build_study_pdf(replace(made, about=(Span(raw),), school=raw, credits=(raw,)), paper_size="a4"))
    assert said.count(raw) == 3
