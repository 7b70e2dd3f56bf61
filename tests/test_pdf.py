"""The handout as a PDF, read as a reader would: with poppler's programs."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from quizgen.bank.load import load_words
from quizgen.errors import WishError
from quizgen.export.pdf import PaperSize, build_pdf
from quizgen.export.sheet import paper
from quizgen.model import AnyQuestion, Picture
from quizgen.text import Span, Style, Text
from tests.clients import require_client
from tests.printed import assert_accessible, info, pages, png, text
from tests.samples import BANK, HERE, QUESTIONS, both, option

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS


def pdf(*questions: AnyQuestion, language: str = "en", key: bool = True, paper_size: PaperSize = "a4") -> bytes:
    return build_pdf(paper(questions, BANK, language, load_words(language)), key=key, paper_size=paper_size)


def pictured(content: bytes, media_type: str = "image/png") -> AnyQuestion:
    image = Picture(file="map", content=content, media_type=media_type, alt=both("A map of Asia"), place=HERE)
    return replace(CHOICE, image=image)


def test_paper_has_every_kind() -> None:
    """All seven kinds come out with their text, letters and codes."""
    (page,) = pages(pdf(*QUESTIONS, key=False))
    assert page == [
        "Capitals & rivers <1>",
        "Name Class",
        "Date Points /7",
        "7 questions, one point each.",
        "1. What is the capital of South Korea? AAAA-0001",
        "Choose one Asia",
        "A. Tokyo B. Seoul C. Jakarta",
        "2. Which of these lie in Asia? Choose all. AAAA-0002",
        "One answer or more Asia",
        "A. Seoul B. Oslo C. Tokyo D. Lima",
        "3. Oslo is the capital of Sweden. AAAA-0003",
        "True or false? Europe",
        "True False",
        "4. What is the capital of Norway? AAAA-0004",
        "Write the answer Europe",
        "5. __________________ (1) lies on the river __________________ (2) (six letters). AAAA-0005",
        "Fill in the blank Europe",
        "6. Put these in order, the oldest first. AAAA-0006",
        "Number them in order",
        "A. Brasilia",
        "B. Rome",
        "C. Vienna",
        "7. Match each country with its capital. AAAA-0007",
        "Write the matching letter Asia",
        "1. Japan A. Jakarta",
        "2. South Korea B. Seoul",
        "C. Tokyo",
        "Author: A teacher",
        "Licence: CC-BY-4.0",
        "Capitals & rivers <1> page 1 of 1",
    ]


def test_key_stands_on_its_own_page() -> None:
    """The key begins a page after the paper, with its own page numbers."""
    _, key = pages(pdf(*QUESTIONS))
    assert key == [
        "Answer key",
        "1. B. Seoul AAAA-0001",
        "Seoul has been the capital since 1948.",
        "A. Tokyo: Tokyo is Japan's capital.",
        "Source: [1], page two · Confirmed by: [2]",
        "2. A. Seoul C. Tokyo AAAA-0002",
        "3. False AAAA-0003",
        "Oslo is the capital of Norway.",
        "4. Oslo AAAA-0004",
        "Also right: Kristiania",
        "Accept too: Christiania",
        "5. (1) Vienna (2) Danube AAAA-0005",
        "(1) Accept too: Wina",
        "6. 1: B. Rome 2: C. Vienna 3: A. Brasilia AAAA-0006",
        "7. 1. Japan – C. Tokyo 2. South Korea – B. Seoul AAAA-0007",
        "Sources",
        "[1] The atlas",
        "[2] A page, https://example.org/",
        "Capitals & rivers <1> · Answer key page 1 of 1",
    ]


def test_indonesian_paper_speaks_indonesian() -> None:
    """Paper and key are in the language asked for, down to the page number."""
    sheet, key = pages(pdf(*QUESTIONS, language="id"))
    assert sheet[:6] == [
        "Ibu kota & sungai <1>",
        "Nama Kelas",
        "Tanggal Nilai /7",
        "7 soal, masing-masing bernilai satu.",
        "1. Apa ibu kota Korea Selatan? AAAA-0001",
        "Pilih satu jawaban Asia",
    ]
    assert sheet[-1] == "Ibu kota & sungai <1> halaman 1 dari 1"
    assert key[:2] == ["Kunci jawaban", "1. B. Seoul AAAA-0001"]
    assert "3. Salah AAAA-0003" in key
    assert "7. 1. Jepang – C. Tokyo 2. Korea Selatan – B. Seoul AAAA-0007" in key
    assert key[-1] == "Ibu kota & sungai <1> · Kunci jawaban halaman 1 dari 1"


def test_without_key_nothing_is_given_away() -> None:
    """A paper for learners holds neither the key nor its reasons, nor the titles of sources."""
    sheet = text(pdf(*QUESTIONS, key=False))
    assert "Answer key" not in sheet
    assert "since 1948" not in sheet
    assert "Danube" not in sheet
    assert "The atlas" not in sheet


@pytest.mark.parametrize(
    "raw",
    [
        "#let x = 1; #x",
        "$x^2$ and $ 5",
        "_a_ *b* `c`",
        "<b>bold</b> &amp; <label>",
        "@ref [y] = - + / ~ --- ...",
        "\\ and \\\\ and \\u{41}",
        "\"quotes\" and 'single'",
        '{"a": "b"}, ]}',
        '#read("/etc/passwd")',
        "// no comment /* nor this */",
    ],
)
def test_hostile_text_comes_out_as_typed(raw: str) -> None:
    """No text of a bank means anything to Typst, wherever it stands."""
    hostile = Text({"en": (Span(raw),)})
    question = replace(
        CHOICE,
        stem=hostile,
        explanation=hostile,
        options=(option("1", "One"), replace(option("2", "x"), text=hostile, because=hostile)),
    )
    found = text(pdf(question))
    spaced = " ".join(raw.split())
    assert f"1. {spaced} AAAA-0001" in found
    assert f"B. {spaced}" in found
    assert f"B. {spaced}: {spaced}" in found
    assert found.count(spaced) == 6


def test_styles_are_set(tmp_path: Path) -> None:
    """Emphasis, strong and code come out in faces of their own, and combine."""
    file = tmp_path / "paper.pdf"
    spans = (
        Span("plain "),
        Span("slanted ", Style.EMPHASIS),
        Span("fat ", Style.STRONG),
        Span("both ", Style.EMPHASIS | Style.STRONG),
        Span("code", Style.CODE),
    )
    file.write_bytes(pdf(replace(CHOICE, stem=Text({"en": spans}))))
    run = subprocess.run([require_client("pdffonts"), file], capture_output=True, check=True)
    faces = re.findall(r"\+(\S+)", run.stdout.decode())
    assert {re.sub(r"-Identity-H$", "", face) for face in faces} == {
        "LibertinusSerif-Regular",
        "LibertinusSerif-Italic",
        "LibertinusSerif-Bold",
        "LibertinusSerif-BoldItalic",
        "DejaVuSansMono",
    }


def test_same_paper_same_bytes() -> None:
    """The same paper gives the same bytes, and no date is in the file."""
    first = pdf(*QUESTIONS, pictured(png()))
    assert first == pdf(*QUESTIONS, pictured(png()))
    assert b"CreationDate" not in first
    assert b"ModDate" not in first


def test_file_is_tagged_and_named(tmp_path: Path) -> None:
    """Readers for the blind find tags, a title, a language and headings."""
    content = pdf(*QUESTIONS, language="id")
    described = info(content, tmp_path)
    assert re.search(r"Title: +Ibu kota & sungai <1>\n", described)
    assert re.search(r"Tagged: +yes\n", described)
    assert b"/Lang(id)" in content
    assert b"pdfuaid:part" in content
    structure = info(content, tmp_path, "-struct-text")
    assert re.search(r'H1[^\n]*\n\s+"Kunci jawaban"', structure)


@pytest.mark.parametrize("language", ["en", "id"])
def test_programs_we_did_not_write_find_it_accessible(language: str, tmp_path: Path) -> None:
    """Paper, key and a picture are PDF/UA-1, whole, and have their fonts in them."""
    assert_accessible(pdf(*QUESTIONS, pictured(png()), language=language), tmp_path)


@pytest.mark.parametrize(("size", "points"), [("a4", "595.276 x 841.89"), ("letter", "612 x 792")])
def test_paper_size(size: PaperSize, points: str, tmp_path: Path) -> None:
    """The page is as large as asked."""
    assert points in info(pdf(CHOICE, paper_size=size), tmp_path)


def test_pictures_have_their_text() -> None:
    """A picture is in the file with its text for those who cannot see it."""
    content = pdf(pictured(png()))
    assert b"/Subtype/Image" in content
    assert b"/Alt(A map of Asia)" in content


def test_svg_is_a_picture_too() -> None:
    """A drawing comes out as a drawing."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>'
    assert b"/Alt(A map of Asia)" in pdf(pictured(svg, "image/svg+xml"))


def test_large_picture_fits_the_page() -> None:
    """A picture larger than the page is made smaller, and the question stays in one piece."""
    (page,) = pages(pdf(pictured(png(3000, 4000)), key=False))
    assert "A. Tokyo B. Seoul C. Jakarta" in page


def test_broken_picture_is_named() -> None:
    """A picture that cannot be read is named by its question."""
    with pytest.raises(WishError, match=r"^the picture of question 2 \(AAAA-0001\) cannot be put into the PDF: "):
        pdf(SELECT, pictured(png()[:40]), pictured(png()))
    with pytest.raises(WishError, match=r"^a PDF cannot show a picture of the type image/tiff; it shows PNG,"):
        pdf(pictured(b"", "image/tiff"))


def test_missing_glyph_is_named() -> None:
    """A character that no font has is named, each once, and the message says what to do."""
    sign, neume = "\U00012f90", "\U0001cf50"
    with pytest.raises(WishError) as caught:
        pdf(replace(CHOICE, stem=both(f"a {sign} b {sign}"), explanation=both(neume)))
    assert str(caught.value) == (
        f"no font here can print “{sign}” U+12F90 CYPRO-MINOAN SIGN CM001, “{neume}” U+1CF50 ZNAMENNY NEUME"
        " KRYUK; install a font that has it (Noto Sans and Noto Sans CJK cover most scripts), or take it out"
        " of the bank"
    )


def test_control_character_is_named() -> None:
    """For what no font prints no font is recommended."""
    with pytest.raises(WishError) as caught:
        pdf(replace(CHOICE, stem=both("a\x07b")))
    assert str(caught.value) == "the text holds what no font prints, U+0007; take it out of the bank"


def test_many_scripts_need_no_system_font() -> None:
    """Greek, Cyrillic, Hebrew and the usual signs are in the fonts that come along."""
    raw = "Ωμέγα Москва ελλ → “é” ñ ł ş ạ € ½ ≤ ☐"
    assert f"1. {raw}" in text(pdf(replace(CHOICE, stem=both(raw))))


def test_right_to_left_goes_right_to_left() -> None:
    """In a language written from the right, the number stands at the right."""
    hebrew = replace(paper((CHOICE,), BANK, "en", load_words("en")), language="he")
    (page,) = pages(build_pdf(hebrew, key=False, paper_size="a4"))
    assert any(line.startswith("AAAA-0001") for line in page)


def test_long_words_wrap() -> None:
    """An address longer than the line is broken, and copied without anything put in."""
    address = "https://example.org/" + "abcdefgh" * 30 + "/" + "x-y_z.htm?a=b&" * 12
    question = replace(CHOICE, stem=Text({"en": (Span(address),)}))
    (page,) = pages(pdf(question, key=False))
    begins, ends = page.index("One question, one point.") + 1, page.index("A. Tokyo B. Seoul C. Jakarta")
    stem = page[begins:ends]
    joined = re.sub("AAAA-0001|Asia|Choose one| ", "", "".join(stem))
    assert joined == "1." + address
    assert all(len(line) < 90 for line in stem)


def test_short_options_share_a_row() -> None:
    """Options stand side by side where they are short, and one under the other where they are long."""
    medium = [option(str(at), f"The city of number {at}") for at in range(4)]
    long = [option(str(at), f"A city that needs a good deal of words, this one being {at}") for at in range(3)]
    (page,) = pages(pdf(replace(CHOICE, options=tuple(medium)), replace(CHOICE, options=tuple(long)), key=False))
    assert "A. The city of number 0 B. The city of number 1" in page
    assert "C. The city of number 2 D. The city of number 3" in page
    assert "A. A city that needs a good deal of words, this one being 0" in page


def test_items_are_not_split_over_pages() -> None:
    """A long paper breaks between questions, and numbers its pages."""
    questions = [QUESTIONS[at % 7] for at in range(42)]
    found = pages(pdf(*questions))
    sheet = [page for page in found if "Answer key" not in page[-1]]
    assert [page[-1] for page in sheet] == [
        f"Capitals & rivers <1> page {at} of {len(sheet)}" for at in range(1, len(sheet) + 1)
    ]
    assert len(sheet) > 2
    for page in sheet[1:]:
        assert re.match(r"\d+\. ", page[0])
    matches = [page for page in sheet for line in page if "Match each country" in line]
    assert len(matches) == 6
    for page in sheet:
        assert page.count("2. South Korea B. Seoul") == sum("Match each country" in line for line in page)


def test_item_longer_than_a_page_is_split() -> None:
    """An item longer than a page is printed whole, over several."""
    words = "A rather long option that says a good deal about what one may take for the answer, and "
    many = tuple(option(str(at), f"{words * 2}{at}") for at in range(60))
    found = pages(pdf(SELECT, replace(CHOICE, options=many), TRUE_FALSE, key=False))
    assert len(found) > 2
    assert sum(line.startswith(("A. A rather", "BH. A rather")) for page in found for line in page) == 2
