"""Worksheets beyond the plain one, as PDF: heads, forms, class sets, answer sheets, two languages, large print."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from quizgen.bank.load import load_words
from quizgen.errors import WishError
from quizgen.export.pdf import build_papers_pdf, build_pdf
from quizgen.export.sheet import (
    Header,
    Illustration,
    Learner,
    Paper,
    Setting,
    bilingual,
    key_summary,
    number_table,
    paper,
)
from quizgen.model import AnyQuestion
from tests.printed import assert_accessible, info, pages, png, text, words
from tests.samples import BANK, QUESTIONS, both, option

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS
EN, ID = load_words("en"), load_words("id")
ALONE = Setting()

HEADER = Header(
    school="SMA Negeri 1",
    title="Mid-term test",
    class_name="XII IPS 2",
    date="12 May 2023",
    instructions=("Read each question twice.", "Good luck!"),
    logo=Illustration(png(), "image/png", "The school's sun"),
    points={"short": Decimal(2), "match": Decimal("2.5")},
)


def made(setting: Setting, *questions: AnyQuestion, language: str = "en") -> Paper:
    return paper(questions or QUESTIONS, BANK, language, load_words(language), setting)


def two(setting: Setting = ALONE, *questions: AnyQuestion) -> Paper:
    return bilingual(made(setting, *questions), made(setting, *questions, language="id"))


def pdf(sheet: Paper, *, key: bool = False, large: bool = False) -> bytes:
    return build_pdf(sheet, key=key, paper_size="a4", large=large)


def test_the_school_heads_its_paper(tmp_path: Path) -> None:
    """School, logo with its text, title, class, date and the school's own instructions stand at the head."""
    content = pdf(made(Setting(header=HEADER)))
    (first, *_) = pages(content)
    assert first[:8] == [
        "SMA Negeri 1",
        "Mid-term test",
        "Name Class XII IPS 2",
        "Date 12 May 2023 Points / 9.5",
        "Read each question twice.",
        "Good luck!",
        "7 questions, 9.5 points in all.",
        "1. What is the capital of South Korea? AAAA-0001",
    ]
    assert b"/Alt(The school's sun)" in content
    assert "Title:           Mid-term test" in info(content, tmp_path)
    assert_accessible(content, tmp_path)


def test_points_stand_beside_each_question_where_they_differ() -> None:
    """Each question says what it is worth, in the language's own numbers."""
    found = text(pdf(made(Setting(header=HEADER), SHORT, MATCH, language="id")))
    assert "Europe" not in found
    assert "AAAA-0004 Tulis jawabannya Eropa nilai 2" in found
    assert "nilai 2,5" in found
    assert "2 soal, nilai maksimal 4,5." in found


def test_a_form_bears_its_letter_on_every_page(tmp_path: Path) -> None:
    """Papers of two forms cannot be mixed up, nor their keys, nor the answer sheets."""
    questions = [replace(QUESTIONS[at % 7], code=f"AAAA-{at:04}") for at in range(28)]
    content = pdf(made(Setting(form="B", answer_sheet=True), *questions), key=True)
    found = pages(content)
    assert len(found) > 4
    assert all("Form B" in page[-1] for page in found)
    assert [page[0] for page in found if "Form B" in page[:3] or "Form B" in " ".join(page[:2])]
    assert "Title:           Capitals & rivers <1> · Form B" in info(content, tmp_path)


def test_forms_have_a_table_of_their_numbers() -> None:
    """The key ends with which number a question has on each form."""
    other = (SHORT, CHOICE)
    numbers = number_table([("A", (CHOICE, SELECT)), ("B", other)], EN)
    content = build_pdf(made(Setting(form="B"), *other), key=True, paper_size="a4", numbers=numbers)
    key = pages(content)[-1]
    at = key.index("Numbers of the same questions")
    assert key[at + 1 : -1] == ["Code A B", "AAAA-0001 1 2", "AAAA-0002 2 –", "AAAA-0004 – 1"]


def test_the_answer_sheet_has_room_for_every_kind(tmp_path: Path) -> None:
    """A page apart with letters to fill in, boxes and lines; on the paper itself nothing is left to mark."""
    content = pdf(made(Setting(answer_sheet=True)))
    sheet, answers = pages(content)
    assert "7 questions, one point each. Mark your answers on the answer sheet." in sheet
    assert "A. Tokyo B. Seoul C. Jakarta" in sheet
    assert "Write the letters in the right order" in sheet
    assert answers[:2] == ["Capitals & rivers <1>", "Answer sheet"]
    said = " ".join(answers)
    for row in ("1. A B C", "2. A B C D", "3. True False", "4.", "5. (1) (2)", "6. 1. 2. 3.", "7. 1 2"):
        assert row in said
    assert answers[-1].endswith("page 2 of 2")
    assert_accessible(content, tmp_path)


def test_a_hundred_answers_fit_onto_their_sheets() -> None:
    """A long answer sheet goes on, and no row is lost or torn."""
    questions = [replace(QUESTIONS[at % 7], code=f"AAAA-{at:04}") for at in range(100)]
    found = pages(pdf(made(Setting(answer_sheet=True), *questions)))
    at = next(number for number, page in enumerate(found) if "Answer sheet" in page)
    said = " ".join(line for page in found[at:] for line in page)
    assert all(f" {number}. " in said for number in range(2, 101))
    assert len(found) - at == 2


def test_two_languages_stand_side_by_side(tmp_path: Path) -> None:
    """Stems and options of both languages stand in one row, and only one is to be marked."""
    content = pdf(two(), key=True)
    found = pages(content)
    first = found[0]
    assert first[:4] == [
        "Capitals & rivers <1>",
        "Ibu kota & sungai <1>",
        "Name / Nama Class / Kelas",
        "Date / Tanggal Points / Nilai /7",
    ]
    assert "Choose one Pilih satu jawaban Asia" in first
    assert "A. Tokyo A. Tokyo" in first
    assert "True Benar" in first
    assert "1. Japan 1. Jepang" in " ".join(found[0] + found[1])
    said = text(content)
    assert "3. False AAAA-0003 Salah" in said
    assert "Accept too: Christiania" in said
    lang = info(content, tmp_path, "-struct-text")
    assert "Apa ibu kota" in lang
    assert b"/Lang(id)" in content
    assert_accessible(content, tmp_path)


def test_the_columns_of_two_languages_do_not_touch() -> None:
    """Each language keeps to its own half of the page."""
    long = replace(CHOICE, stem=both("word " * 60, "kata " * 60))
    (page,) = words(pdf(two(Setting(), long)))
    left = [each for each in page if each.text == "word"]
    right = [each for each in page if each.text == "kata"]
    assert len(left) == len(right) == 60
    assert max(each.right for each in left) < min(each.left for each in right)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 6, 40])
def test_a_topic_higher_than_its_question_pushes_the_next_one_down(length: int, large: bool) -> None:
    """What stands at the far side of a question ends above the next question, however short the question is."""
    sheet = made(Setting(answer_sheet=True), SHORT, CLOZE, TRUE_FALSE, CHOICE)
    sheet = replace(sheet, items=tuple(replace(each, topic="topical " * length) for each in sheet.items), answers=None)
    (page, *_) = words(pdf(sheet, large=large))
    down = sorted(page, key=lambda each: each.top)
    codes = [each for each in down if each.text.startswith("AAAA-")]
    topics = [each for each in down if each.text == "topical"]
    assert len(topics) == len(codes) * length
    for at, code in enumerate(codes[1:], 1):
        assert max(each.bottom for each in topics[(at - 1) * length : at * length]) < code.top


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("length", [14, 45, 90, 150, 500])
def test_nothing_runs_off_the_page(length: int, large: bool) -> None:
    """However long a question is, in one language or two, in whatever print: all of it is on the paper."""
    long = replace(CHOICE, stem=both("seventeen words " * length, "sepuluh kata " * length))
    for sheet in (made(ALONE, SELECT, long, MATCH), two(ALONE, SELECT, long, MATCH)):
        found = words(build_pdf(sheet, key=True, paper_size="letter", large=large))
        assert sum(each.text == "seventeen" for page in found for each in page) == length
        assert all(each.bottom < 792 - 24 and each.right < 612 - 24 for page in found for each in page)


def test_a_long_title_leaves_room_for_the_number_of_the_page() -> None:
    """Where the foot needs two lines, the page's number stands at the end of the second, in one piece."""
    header = Header(title="The capitals and rivers of many countries " * 4)
    (page,) = words(pdf(made(Setting(header=header), CHOICE)))
    *title, one, two_, three, four = page
    assert [each.text for each in (one, two_, three, four)] == ["page", "1", "of", "1"]
    assert one.top == four.top > title[-8].top
    assert 530 < four.right < 595 - 50


def test_many_places_on_an_answer_sheet_stand_in_several_lines() -> None:
    """An order of eleven things and a choice of ten keep to their half of the page."""
    items = tuple(option(str(at), f"Thing {at}") for at in range(11))
    order = replace(ORDER, items=items, shown=tuple(range(11)))
    content = pdf(made(Setting(answer_sheet=True), order, replace(CHOICE, options=items[:10]), SHORT))
    sheet = words(content)[-1]
    boxes = [each for each in sheet if each.text in {f"{at}." for at in range(4, 12)}]
    assert len(boxes) == 8
    assert max(each.right for each in boxes) < 297


def test_large_print_is_large(tmp_path: Path) -> None:
    """Letters are eighteen points high and black, two languages stand one under the other, nothing is lost."""
    content = pdf(two(), large=True, key=True)
    (first, *_) = words(content)
    capital = next(each for each in first if each.text == "What")
    small = next(each for each in words(pdf(two()))[0] if each.text == "What")
    assert capital.bottom - capital.top > 1.6 * (small.bottom - small.top)
    said = text(content)
    assert "What is the capital of South Korea?" in said
    assert "Apa ibu kota Korea Selatan?" in said
    assert "1. Japan / Jepang" in said
    assert_accessible(content, tmp_path)


# -- a class set --------------------------------------------------------------------------------------

CLASS = [Learner("Ayu Lestari", "AYU1"), Learner("Ñandú Ó'Brien-Łukasz", "NAN2"), Learner("=cmd|' /C calc'!A0", "CMD3")]


def class_set(*, key: bool = True) -> bytes:
    papers = [made(Setting(learner=each, answer_sheet=True)) for each in CLASS]
    keys = key_summary([(each.code, each.name, QUESTIONS) for each in CLASS], EN) if key else None
    return build_papers_pdf(papers, key=False, paper_size="a4", keys=keys)


def test_each_learner_has_a_paper_with_name_and_code(tmp_path: Path) -> None:
    """Papers begin on right-hand pages, are numbered apart, and bear the learner's code on every page."""
    content = class_set()
    found = pages(content)
    assert [page[-1] for page in found if page] == [
        *(f"Capitals & rivers <1> · Paper {each.code} page {at} of 2" for each in CLASS for at in (1, 2)),
        "Capitals & rivers <1> · Keys of all papers page 1 of 1",
    ]
    for number, learner in enumerate(CLASS):
        assert f"Name {learner.name} Class" in found[2 * number]
        assert f"Name {learner.name} Class" in found[2 * number + 1]
    assert_accessible(content, tmp_path)


def test_a_paper_of_odd_length_leaves_its_back_empty() -> None:
    """The next learner's paper does not begin on the back of the one before."""
    papers = [made(Setting(learner=each), CHOICE) for each in CLASS]
    found = pages(build_papers_pdf(papers, key=False, paper_size="letter"))
    assert [len(page) > 0 for page in found] == [True, False, True, False, True]


def test_the_keys_of_a_class_stand_in_one_table() -> None:
    """A row for each learner, with what is right number by number."""
    key = " ".join(pages(class_set())[-1])
    assert "Paper Answer key" in key
    assert "AYU1 1 B 2 A C 3 False 4 Oslo 5 (1) Vienna (2) Danube 6 B C A 7 1C 2B" in key.replace("Ayu Lestari ", "")
    assert "=cmd|' /C calc'!A0" in key


def test_a_very_long_name_stays_on_its_line() -> None:
    """A name of a hundred letters is printed whole, and runs into nothing."""
    name = "Maximiliana Wilhelmina " * 4 + "Sukarno"
    (page,) = words(pdf(made(Setting(learner=Learner(name, "MAX1")), CHOICE)))
    parts = [each for each in page if each.text in name.split()]
    label = next(each for each in page if each.text == "Class")
    assert len(parts) == len(name.split())
    assert max(each.right for each in parts) < label.left


def test_the_same_class_gives_the_same_bytes() -> None:
    """Nothing hangs on the moment of printing."""
    assert class_set() == class_set()


def test_a_broken_logo_is_named() -> None:
    """A logo that cannot be read is told as the header's, not as a question's."""
    broken = replace(HEADER, logo=Illustration(png()[:40], "image/png", "x"))
    with pytest.raises(WishError, match=r"^the picture of the header cannot be put into the PDF: "):
        pdf(made(Setting(header=broken)))
