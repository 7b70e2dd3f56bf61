"""Flashcards as PDF: where everything lies on the sheet, and that each back lies behind its front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from quizgen.bank.load import load_words
from quizgen.export.pdf import PaperSize, build_cards_pdf
from quizgen.export.sheet import card_set
from quizgen.model import AnyQuestion, Picture
from tests.printed import Word, assert_accessible, pages, png, words
from tests.samples import BANK, HERE, QUESTIONS, both, option

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS
MM = 72 / 25.4
SIZES = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}
MARGIN_X, MARGIN_Y = 9 * MM, 11 * MM


def pdf(questions: Sequence[AnyQuestion], *languages: str, paper_size: PaperSize = "a4", a_page: int = 8) -> bytes:
    cards = card_set(questions, BANK, [load_words(each) for each in languages or ("en",)])
    return build_cards_pdf(cards, paper_size=paper_size, a_page=a_page)


def cells(page: Sequence[Word], paper_size: str = "a4", a_page: int = 8) -> dict[tuple[int, int], list[Word]]:
    """The words of each card, by row and column; none may lie outside of all cards but for the margins' line."""
    width, height = SIZES[paper_size]
    rows = a_page // 2
    card_width, card_height = (width - 2 * MARGIN_X) / 2, (height - 2 * MARGIN_Y) / rows
    found: dict[tuple[int, int], list[Word]] = {}
    for word in page:
        if word.top > height - MARGIN_Y:
            continue
        column, row = int((word.left - MARGIN_X) // card_width), int((word.top - MARGIN_Y) // card_height)
        assert 0 <= column < 2
        assert 0 <= row < rows
        assert word.left >= MARGIN_X + column * card_width + 5 * MM, word
        assert word.right <= MARGIN_X + (column + 1) * card_width - 5 * MM, word
        assert word.top >= MARGIN_Y + row * card_height + 3 * MM, word
        assert word.bottom <= MARGIN_Y + (row + 1) * card_height - 3 * MM, word
        found.setdefault((row, column), []).append(word)
    return found


def said(words_: Sequence[Word]) -> str:
    return " ".join(word.text for word in words_)


@pytest.mark.parametrize("a_page", [8, 10])
@pytest.mark.parametrize("paper_size", ["a4", "letter"])
def test_each_back_lies_behind_its_front(paper_size: PaperSize, a_page: int) -> None:
    """Flipped on the long edge, left is right: the code on the back is that on the front, card by card."""
    questions = [replace(QUESTIONS[at % 7], code=f"AAAA-{at:04}") for at in range(13)]
    found = words(pdf(questions, paper_size=paper_size, a_page=a_page))
    assert len(found) == 4
    for sheet in (0, 1):
        fronts, backs = (cells(found[2 * sheet + side], paper_size, a_page) for side in (0, 1))
        codes = {at: next(word.text for word in each if word.text.startswith("AAAA")) for at, each in fronts.items()}
        turned = {
            (row, 1 - column): next(word.text for word in each if word.text.startswith("AAAA"))
            for (row, column), each in backs.items()
        }
        assert codes == turned
        assert len(codes) == (a_page if sheet == 0 else 13 - a_page)


def test_a_card_says_what_the_question_says() -> None:
    """Every kind has its stem and options on the front, and its answer, why and from where on the back."""
    fronts, backs = pages(pdf(QUESTIONS))
    front, back = " ".join(fronts), " ".join(backs)
    for part in (
        "What is the capital of South Korea?", "A. Tokyo", "Oslo is the capital of Sweden.", "True or false?",
        "lies on the river", "B. Rome", "2. South Korea",
    ):  # fmt: skip
        assert part in front
    for part in (
        "Seoul has been the capital since 1948.", "Also right: Kristiania", "False", "(2) Danube", "1. Rome",
        "Japan – Tokyo", "Source: The atlas, page two",
    ):  # fmt: skip
        assert part in back
    assert "since 1948" not in front
    assert fronts[-1] == (
        "Capitals & rivers <1> · sheet 1 of 1, fronts Print on both sides, flip on the long edge, cut along the marks."
    )
    assert backs[-1] == "Capitals & rivers <1> · sheet 1 of 1, backs A teacher · CC-BY-4.0"


LONG = replace(
    CHOICE,
    stem=both("A rather long question that goes on and on about a thing or two. " * 14),
    explanation=both("It is explained at length, with all that there is to say about it. " * 30),
    options=tuple(
        option(str(at), f"An option of some length, the number {at} of them all, and more") for at in range(8)
    ),
)
UNBROKEN = replace(
    CHOICE,
    stem=both("x" * 300 + " https://example.org/" + "abcdefgh/" * 30),
    explanation=both("Donaudampfschifffahrtsgesellschaftskapitän" * 9),
    options=(option("1", "y" * 120), option("2", "z" * 19)),
)


@pytest.mark.parametrize("languages", [("en",), ("en", "id")])
@pytest.mark.parametrize(("paper_size", "a_page"), [("a4", 10), ("letter", 10), ("a4", 8)])
def test_no_text_leaves_its_card(languages: tuple[str, ...], paper_size: PaperSize, a_page: int) -> None:
    """Long text is set smaller, and very long text smaller still, until it lies inside; and none of it is lost."""
    content = pdf([LONG, UNBROKEN, MATCH, SELECT], *languages, paper_size=paper_size, a_page=a_page)
    front, back = words(content)
    fronts, backs = cells(front, paper_size, a_page), cells(back, paper_size, a_page)
    assert len(fronts) == len(backs) == 4
    asked, told = said(fronts[0, 0]), said(backs[0, 1])
    assert asked.count("goes on and on") == 14 * len(languages)
    assert "the number 7 of them all, and more" in asked
    assert told.count("explained at length") == 30 * len(languages)


def test_short_text_is_large() -> None:
    """A card with a short question uses its room: larger letters than a long one has."""
    (front, _) = words(pdf([SHORT, LONG]))
    fronts = cells(front)
    short = next(word for word in fronts[0, 0] if word.text == "capital")
    long = next(word for word in fronts[0, 1] if word.text == "question")
    assert short.bottom - short.top > 1.7 * (long.bottom - long.top)


def test_two_languages_share_a_card() -> None:
    """Both questions stand on the front, both answers on the back, and the sources once."""
    front, back = words(pdf([CHOICE], "en", "id"))
    fronts, backs = cells(front), cells(back)
    assert "What is the capital of South Korea?" in said(fronts[0, 0])
    assert "Apa ibu kota Korea Selatan?" in said(fronts[0, 0])
    assert "Seoul menjadi ibu kota sejak 1948." in said(backs[0, 1])
    assert said(backs[0, 1]).count("atlas") == 1


def test_a_picture_stands_on_the_front() -> None:
    """With its text for those who cannot see it, and inside the card however large it is."""
    image = Picture(file="a.png", content=png(900, 1200), media_type="image/png", alt=both("A map"), place=HERE)
    content = pdf([replace(LONG, image=image)])
    assert b"/Alt(A map)" in content
    assert set(cells(words(content)[0])) == {(0, 0)}


@pytest.mark.parametrize("languages", [("en",), ("id",), ("en", "id")])
def test_programs_we_did_not_write_find_it_accessible(languages: tuple[str, ...], tmp_path: Path) -> None:
    """The cards are PDF/UA-1, and the same cards give the same bytes."""
    content = pdf([*QUESTIONS, LONG], *languages)
    assert_accessible(content, tmp_path)
    assert content == pdf([*QUESTIONS, LONG], *languages)
