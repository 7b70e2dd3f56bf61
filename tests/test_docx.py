"""Handouts as Word files: their structure read by python-docx, their text by LibreOffice, which prints them."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from time import perf_counter
from typing import Any

import pytest
from docx import Document

from quizgen.bank.load import load_words
from quizgen.errors import WishError
from quizgen.export.docx import build_cards_docx, build_papers_docx, build_study_docx
from quizgen.export.sheet import (
    Header,
    Illustration,
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
from tests.clients import require_client
from tests.lessons import sheet
from tests.printed import pages, png
from tests.samples import BANK, HERE, QUESTIONS, both

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS
EN, ID = load_words("en"), load_words("id")
CLASS = [Learner("Ayu Lestari", "AYU1"), Learner("=cmd()", "CMD2"), Learner("Ñandú", "NAN3")]
HEADER = Header(school="SMA 1", instructions=("Read twice.",), logo=Illustration(png(), "image/png", "A sun & a book"))
ALONE = Setting()


def made(*questions: AnyQuestion, setting: Setting = ALONE, language: str = "en") -> Paper:
    return paper(questions or QUESTIONS, BANK, language, load_words(language), setting)


def docx(*papers: Paper, key: bool = True, large: bool = False) -> bytes:
    return build_papers_docx(papers or [made()], key=key, paper_size="a4", large=large)


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def class_set() -> bytes:
    papers = [made(setting=Setting(learner=each, answer_sheet=True)) for each in CLASS]
    keys = key_summary([(each.code, each.name, QUESTIONS) for each in CLASS], EN)
    return build_papers_docx(papers, key=False, paper_size="letter", keys=keys)


def forms() -> bytes:
    numbers = number_table([("A", QUESTIONS), ("B", [SHORT, CHOICE])], EN)
    form = made(SHORT, CHOICE, setting=Setting(form="B", header=HEADER))
    return build_papers_docx([form], key=True, paper_size="a4", numbers=numbers)


def many_cards() -> bytes:
    questions = [replace(QUESTIONS[at % 7], code=f"AAAA-{at:04}") for at in range(13)]
    return build_cards_docx(card_set(questions, BANK, [EN]), paper_size="a4")


FILES: Mapping[str, bytes] = {
    "plain": docx(),
    "indonesian": docx(made(language="id")),
    "two": docx(
        bilingual(made(setting=Setting(answer_sheet=True)), made(setting=Setting(answer_sheet=True), language="id"))
    ),
    "class": class_set(),
    "forms": forms(),
    "large": docx(large=True, key=False),
    "cards": many_cards(),
    "study": build_study_docx(sheet(), paper_size="a4"),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[list[str]]]:
    """The lines of each page of each file, as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("word")
    for name, content in FILES.items():
        (folder / f"{name}.docx").write_bytes(content)
    subprocess.run(
        [
            require_client("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--convert-to", "pdf", "--outdir", folder, *(folder / f"{name}.docx" for name in FILES),
        ],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {name: pages((folder / f"{name}.pdf").read_bytes()) for name in FILES}


def test_a_worksheet_prints_what_the_pdf_says(printed: Mapping[str, list[list[str]]]) -> None:
    """Numbers and letters are Word's own, and come out as on the PDF; pages are counted apart for paper and key."""
    *sheet_, key = printed["plain"]
    said = " ".join(line for page in sheet_ for line in page)
    for each in (
        "Capitals & rivers <1>", "1. What is the capital of South Korea? Choose one AAAA-0001 · Asia", "○ A. Tokyo",
        "○ B. Seoul", "☐ D. Lima", "○ True", "4. What is the capital of Norway?", "____ A. Brasilia", "____ 1. Japan",
        "____ 2. South Korea A. Jakarta", "C. Tokyo", "Author: A teacher · Licence: CC-BY-4.0",
    ):  # fmt: skip
        assert each in said, each
    assert [page[-1] for page in sheet_] == [
        f"Capitals & rivers <1> page {at} of {len(sheet_)}" for at in range(1, len(sheet_) + 1)
    ]
    told = " ".join(key)
    for each in ("Answer key 1. B. Seoul AAAA-0001", "Seoul has been the capital since 1948.", "Source: [1], page two",
                 "6. 1: B. Rome 2: C. Vienna", "[2] A page, https://example.org/"):  # fmt: skip
        assert each in told, each
    assert key[-1] == "Capitals & rivers <1> · Answer key page 1 of 1"
    assert "since 1948" not in said


def test_it_speaks_indonesian(printed: Mapping[str, list[list[str]]]) -> None:
    """Down to the page number."""
    first, *_, key = printed["indonesian"]
    assert "1. Apa ibu kota Korea Selatan?" in first
    assert first[-1].startswith("Ibu kota & sungai <1> halaman 1 dari ")
    assert key[0] == "Kunci jawaban"
    assert '<w:lang w:val="id"' in part(FILES["indonesian"], "word/styles.xml")


def test_two_languages_and_an_answer_sheet(printed: Mapping[str, list[list[str]]]) -> None:
    """The second language stands under the first and is marked as such; the answers have a page apart."""
    *sheet_, answers, _ = printed["two"]
    said = " ".join(line for page in sheet_ for line in page)
    assert "1. What is the capital of South Korea? Apa ibu kota Korea Selatan? Choose one / Pilih satu jawaban" in said
    assert "1. Japan / Jepang" in said
    assert answers[0] == "Answer sheet"
    assert "2. ☐A ☐B ☐C ☐D 6. 1. ____ 2. ____ 3. ____" in answers
    assert '<w:lang w:val="id"' in part(FILES["two"], "word/document.xml")


def test_a_class_has_a_paper_each(printed: Mapping[str, list[list[str]]]) -> None:
    """With name and code, on pages of their own numbers, and the keys of all at the end."""
    *found, keys = (page for page in printed["class"] if page)
    for learner in CLASS:
        own = [page for page in found if page[0] == f"Paper {learner.code}"]
        assert [page[-1] for page in own] == [
            f"Capitals & rivers <1> · Paper {learner.code} page {at} of {len(own)}" for at in range(1, len(own) + 1)
        ]
        assert f"Name {learner.name} Class" in own[0][2]
        assert own[-1][1] == "Answer sheet"
    assert keys[-1] == "Capitals & rivers <1> · Keys of all papers page 1 of 1"
    assert "AYU1 Ayu Lestari 1 B 2 A C 3 False 4 Oslo 5 (1) Vienna (2) Danube" in " ".join(keys)


def test_a_form_has_its_head_and_its_table(printed: Mapping[str, list[list[str]]]) -> None:
    """The letter stands on every page, the school at the head, the numbers of the forms at the end."""
    sheet_, key = printed["forms"]
    assert sheet_[:3] == ["Form B", "SMA 1", "Capitals & rivers <1>"]
    assert key[0] == "Form B"
    at = key.index("Numbers of the same questions")
    assert key[at + 1 : at + 4] == ["Code A B", "AAAA-0001 1 2", "AAAA-0002 2 –"]


def test_cards_are_mirrored(printed: Mapping[str, list[list[str]]]) -> None:
    """A page of fronts, then its backs with the columns the other way round."""
    found = printed["cards"]
    assert len(found) == 4
    codes = [re.findall(r"AAAA-\d{4}", " ".join(page)) for page in found]
    assert sorted(codes[0]) == sorted(codes[1]) == [f"AAAA-{at:04}" for at in range(8)]
    document = opened(FILES["cards"])
    fronts, backs = (
        [[re.findall(r"AAAA-\d{4}", cell.text) for cell in row.cells] for row in table.rows]
        for table in document.tables[:2]
    )
    assert [row[::-1] for row in backs] == fronts
    assert found[0][0].startswith("sheet 1 of 2, fronts · Print on both sides")


def test_a_study_sheet_has_all_its_parts(printed: Mapping[str, list[list[str]]]) -> None:
    """Timeline, people, facts with sources, slips."""
    said = " ".join(line for page in printed["study"] for line in page)
    for each in (
        "17 August 1945 The revolution (17 August 1945 to 27 December 1949)", "Sukarno – first president",
        "On 17 August 1945 the proclamation took place. A Friday. [1], page 4; [2]",
        "Who signed beside Sukarno? Mohammad Hatta", "it prints “17 August 1946”", "page 1 of",
    ):  # fmt: skip
        assert each in said, each
    assert "Yamamoto" not in said


def test_large_print_is_large(printed: Mapping[str, list[list[str]]]) -> None:
    """Eighteen points, and so more pages."""
    assert len(printed["large"]) > 1
    assert opened(FILES["large"]).styles["Normal"].font.size.pt == 18


# -- structure ----------------------------------------------------------------------------------------


def test_a_teacher_can_go_on_editing() -> None:
    """Styles have names, headings are headings, questions and options are numbered by lists."""
    document = opened(FILES["plain"])
    styles = [line.style.name for line in document.paragraphs]
    for name in ("Title", "Question", "Choice", "Task", "Answer line", "Heading 1", "Key"):
        assert name in styles
    questions = [line for line in document.paragraphs if line.style.name == "Question"]
    assert len(questions) == 14
    assert questions[0].text == "What is the capital of South Korea?"
    assert all(line._p.pPr.numPr is not None for line in questions)
    assert len({line._p.pPr.numPr.numId.val for line in questions}) == 2
    properties = document.core_properties
    assert (properties.title, properties.language, properties.author) == ("Capitals & rivers <1>", "en", "")
    assert any(run.italic and run.text == "South Korea" for run in questions[0].runs)


def test_a_question_is_kept_on_one_page() -> None:
    """Every paragraph of a question is kept whole and with the next, but for the last one."""
    lines = [each for each in opened(docx(made(CHOICE, MATCH), key=False)).paragraphs if each._p.pPr.numPr is not None]
    first, second = lines[:4], lines[4:]
    for question in (first, second):
        assert all(line.paragraph_format.keep_together for line in question)
        assert all(line.paragraph_format.keep_with_next for line in question[:-1])
        assert not question[-1].paragraph_format.keep_with_next


def test_pages_are_numbered_by_fields() -> None:
    """Page x of y are fields of Word's, the last page found by a bookmark that is there."""
    content = FILES["plain"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        feet = [archive.read(name).decode() for name in archive.namelist() if "footer" in name]
    assert all(" PAGE " in foot for foot in feet)
    marks = [mark for foot in feet for mark in re.findall(r"PAGEREF (\w+)", foot)]
    assert sorted(marks) == ["end_1", "end_2"]
    assert all(f'w:name="{mark}"' in part(content, "word/document.xml") for mark in marks)


def test_pictures_have_their_text() -> None:
    """A question's picture and the logo carry alternative texts, and fit the page."""
    image = Picture(
        file="a.png", content=png(4000, 3000), media_type="image/png", alt=both("A map of Asia"), place=HERE
    )
    content = docx(made(replace(CHOICE, image=image), setting=Setting(header=HEADER)))
    body = part(content, "word/document.xml")
    assert 'descr="A map of Asia"' in body
    assert 'descr="A sun &amp; a book"' in body
    assert max(shape.width.mm for shape in opened(content).inline_shapes) <= 170


@pytest.mark.parametrize(
    ("content", "media_type", "message"),
    [
        (
            b"<svg/>",
            "image/svg+xml",
            r"^a Word file cannot show a picture of the type svg; use PNG or JPEG, or write a PDF$",
        ),
        (b"\x89PNG\r\n\x1a\nbroken", "image/png", r"^the picture “A map” cannot be read$"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told(content: bytes, media_type: str, message: str) -> None:
    """In words, with what to do."""
    image = Picture(file="a", content=content, media_type=media_type, alt=both("A map"), place=HERE)
    with pytest.raises(WishError, match=message):
        docx(made(replace(CHOICE, image=image)))


def test_a_language_from_the_right_runs_from_the_right() -> None:
    """Its paragraphs begin at the right."""
    assert "<w:bidi/>" in part(docx(replace(made(), language="ar")), "word/styles.xml")
    assert "<w:bidi/>" not in part(docx(), "word/styles.xml")


def test_a_control_character_is_told() -> None:
    """What no Word file can hold is named."""
    with pytest.raises(WishError, match=r"^the text holds what no font prints, U\+0007; take it out of the bank$"):
        docx(made(replace(CHOICE, stem=both("a\x07b"))))


def test_the_properties_of_a_section_stand_in_their_order() -> None:
    """Word refuses a file whose parts come in another order than its format says."""
    order = ["type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid"]
    for name in ("plain", "class", "cards", "study"):
        for section in opened(FILES[name]).sections:
            tags = [child.tag.split("}")[1] for child in section._sectPr]
            first = [tag.endswith("Reference") for tag in tags]
            assert first == sorted(first, reverse=True), name
            rest = tags[sum(first) :]
            assert rest == sorted(set(rest), key=order.index), name


def test_the_same_content_gives_the_same_bytes() -> None:
    """Nothing hangs on the moment of writing."""
    assert docx() == docx()
    assert class_set() == FILES["class"]
    assert many_cards() == FILES["cards"]
    with zipfile.ZipFile(io.BytesIO(FILES["plain"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_long_paper_is_written_quickly() -> None:
    """Seven hundred questions take no more than ten times what seventy take, and some room for chance."""

    def seconds(count: int) -> float:
        questions = [replace(QUESTIONS[at % 7], code=f"C{at}") for at in range(count)]
        sheet_ = made(*questions)
        begun = perf_counter()
        docx(sheet_, key=False)
        return perf_counter() - begun

    assert seconds(700) < 25 * max(seconds(70), 0.05)


def test_hostile_text_is_text() -> None:
    """XML, fields and entities of a bank are printed as typed."""
    raw = "<w:p/> &amp; ]]> { PAGE } 'x' \"y\""
    document = opened(docx(made(replace(CHOICE, stem=both(raw))), key=False))
    assert [line.text for line in document.paragraphs if line.style.name == "Question"] == [raw]
