"""What a paper says, free of every format: wording, letters, room to answer, and the key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from quizgen.bank.load import load_words
from quizgen.errors import Place
from quizgen.export.sheet import Gap, Item, KeyEntry, Line, Paper, letter, paper, source_lines
from quizgen.model import KINDS, AnyQuestion, Bank, Correction, Picture, Short, Source, SourceRef, Typed
from quizgen.text import Span, plain
from tests.samples import BANK, CITED, HERE, QUESTIONS, both, option, typed

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS


def made(*questions: AnyQuestion, language: str = "en", bank: Bank = BANK) -> Paper:
    return paper(questions, bank, language, load_words(language))


def shown(line: Line) -> str:
    return "".join(piece.text if isinstance(piece, Span) else f"<{piece.number} {piece.hint}>" for piece in line)


def only_item(question: AnyQuestion, language: str = "en") -> Item:
    return made(question, language=language).items[0]


def only_key(question: AnyQuestion, language: str = "en") -> KeyEntry:
    return made(question, language=language).key[0]


def options(item: Item) -> list[str]:
    return [f"{each.letter}|{plain(each.text)}" for each in item.options]


def test_the_head_speaks_the_language() -> None:
    """Title, fields and instructions are in the language of the paper."""
    english, indonesian = made(*QUESTIONS), made(*QUESTIONS, language="id")
    assert plain(english.title) == "Capitals & rivers <1>"
    assert [(each.label, each.after) for each in english.fields] == [
        ("Name", ""),
        ("Class", ""),
        ("Date", ""),
        ("Points", "/ 7"),
    ]
    assert english.instructions == "7 questions, one point each."
    assert (english.key_title, english.page) == ("Answer key", "page {page} of {pages}")
    assert plain(indonesian.title) == "Ibu kota & sungai <1>"
    assert [each.label for each in indonesian.fields] == ["Nama", "Kelas", "Tanggal", "Nilai"]
    assert indonesian.instructions == "7 soal, masing-masing bernilai satu."
    assert (indonesian.key_title, indonesian.page) == ("Kunci jawaban", "halaman {page} dari {pages}")


def test_one_question_is_not_many() -> None:
    """A paper with one question says so in the singular."""
    assert made(CHOICE).instructions == "One question, one point."
    assert made(CHOICE, language="id").instructions == "Satu soal, bernilai satu."


def test_items_keep_the_order_given() -> None:
    """Items are numbered in the order in which the questions come, and carry code and topic."""
    items = made(*reversed(QUESTIONS)).items
    assert [(each.number, each.code, each.topic) for each in items] == [
        (1, "AAAA-0007", "Asia"),
        (2, "AAAA-0006", ""),
        (3, "AAAA-0005", "Europe"),
        (4, "AAAA-0004", "Europe"),
        (5, "AAAA-0003", "Europe"),
        (6, "AAAA-0002", "Asia"),
        (7, "AAAA-0001", "Asia"),
    ]


def test_every_kind_has_an_instruction_for_paper() -> None:
    """What is typed on a screen is written on paper."""
    english, indonesian = made(*QUESTIONS), made(*QUESTIONS, language="id")
    assert [each.kind for each in english.items] == list(KINDS)
    assert [each.instruction for each in english.items] == [
        "Choose one",
        "One answer or more",
        "True or false?",
        "Write the answer",
        "Fill in the blank",
        "Number them in order",
        "Write the matching letter",
    ]
    assert [each.instruction for each in indonesian.items] == [
        "Pilih satu jawaban",
        "Satu jawaban atau lebih",
        "Benar atau salah?",
        "Tulis jawabannya",
        "Isi bagian yang kosong",
        "Beri nomor urut",
        "Tulis huruf pasangannya",
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (CHOICE, ["A|Tokyo", "B|Seoul", "C|Jakarta"]),
        (SELECT, ["A|Seoul", "B|Oslo", "C|Tokyo", "D|Lima"]),
        (TRUE_FALSE, ["|True", "|False"]),
        (SHORT, []),
        (CLOZE, []),
        (ORDER, ["A|Brasilia", "B|Rome", "C|Vienna"]),
        (MATCH, ["A|Jakarta", "B|Seoul", "C|Tokyo"]),
    ],
    ids=KINDS,
)
def test_options_are_lettered_as_shown(question: AnyQuestion, expected: list[str]) -> None:
    """Letters follow the order shown; true and false have none."""
    assert options(only_item(question)) == expected


def test_match_has_numbered_rows() -> None:
    """The left side of a matching exercise stands in rows of its own, as written."""
    assert [plain(row) for row in only_item(MATCH, "id").rows] == ["Jepang", "Korea Selatan"]


def test_cloze_has_gaps_to_write_in() -> None:
    """The stem of a cloze has gaps in the place of its deletions, and hides them well."""
    assert shown(only_item(CLOZE).stem) == "<1 > lies on the river <2 six letters>."
    assert Gap(1) in only_item(CLOZE).stem


def test_a_single_gap_has_no_number() -> None:
    """Where there is only one gap, a number would only disturb."""
    alone = replace(CLOZE, text={"en": (*CLOZE.text["en"][:2],)}, blanks={1: CLOZE.blanks[1]})
    assert shown(only_item(alone).stem) == "<0 > lies on the river "
    assert [plain(line) for line in only_key(alone).accept] == ["Accept too: Wina"]


def test_writing_lines_grow_with_the_answer() -> None:
    """A short answer has one line, a long one more, and never a page full of them."""
    assert only_item(SHORT).lines == 1
    assert only_item(replace(SHORT, typed=typed("x" * 70))).lines == 2
    assert only_item(replace(SHORT, typed=typed("x" * 900))).lines == 3
    assert only_item(CHOICE).lines == 0


def test_picture_comes_with_its_text() -> None:
    """A picture has its alternative text in the language of the paper."""
    image = Picture(file="a.png", content=b"png", media_type="image/png", alt=both("A map", "Peta"), place=HERE)
    found = only_item(replace(CHOICE, image=image), "id").picture
    assert found is not None
    assert (found.content, found.media_type, found.alt) == (b"png", "image/png", "Peta")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                ["B. Seoul"],
                ["A. Seoul", "C. Tokyo"],
                ["False"],
                ["Oslo"],
                ["(1) Vienna", "(2) Danube"],
                ["1: B. Rome", "2: C. Vienna", "3: A. Brasilia"],
                ["1. Japan – C. Tokyo", "2. South Korea – B. Seoul"],
            ],
        ),
        (
            "id",
            [
                ["B. Seoul"],
                ["A. Seoul", "C. Tokyo"],
                ["Salah"],
                ["Oslo"],
                ["(1) Vienna", "(2) Danube"],
                ["1: B. Rome", "2: C. Wina", "3: A. Brasilia"],
                ["1. Jepang – C. Tokyo", "2. Korea Selatan – B. Seoul"],
            ],
        ),
    ],
)
def test_key_gives_letters_and_words(language: str, expected: list[list[str]]) -> None:
    """The key names each answer as the paper shows it, letter and words."""
    key = made(*QUESTIONS, language=language).key
    assert [[plain(line) for line in entry.answer] for entry in key] == expected


def test_key_says_what_else_to_accept() -> None:
    """Other right answers and other forms stand in lines of their own."""
    assert [plain(line) for line in only_key(SHORT).accept] == [
        "Also right: Kristiania",
        "Accept too: Christiania",
    ]
    assert [plain(line) for line in only_key(SHORT, "id").accept] == [
        "Juga benar: Kristiania",
        "Terima juga: Christiania",
    ]
    assert [plain(line) for line in only_key(CLOZE).accept] == ["(1) Accept too: Wina"]


def test_spellings_of_a_date_go_without_saying() -> None:
    """The many spellings of a generated date or number are not listed in the key."""
    dates = ("29 January 2023", "29/1/2023", "2023-01-29")
    answer = Typed(answer=both(dates[0]), accept={"en": dates}, others={})
    generated = Short(id="d", code="D", stem=both("When?"), typed=answer, generated=True, place=HERE)
    assert only_key(generated).accept == ()


def test_key_gives_reasons_with_letters() -> None:
    """Why an option is wrong stands beside its letter; options without a reason are left out."""
    assert [plain(line) for line in only_key(CHOICE).reasons] == ["A. Tokyo: Tokyo is Japan's capital."]
    extra = replace(MATCH, rights=(*MATCH.rights[:2], option("2", "Jakarta", because="Another country.")))
    assert [plain(line) for line in only_key(extra).reasons] == ["A. Jakarta: Another country."]


def test_key_cites_by_number() -> None:
    """The key cites sources by number, and the paper lists them once."""
    sheet = made(*QUESTIONS)
    assert sheet.key[0].sources == ("Source: [1], page two", "Confirmed by: [2]")
    assert sheet.key[1].sources == ()
    assert (sheet.sources_title, sheet.sources) == (
        "Sources",
        ("[1] The atlas", "[2] A page, https://example.org/"),
    )
    indonesian = made(*QUESTIONS, language="id")
    assert indonesian.key[0].sources == ("Sumber: [1], halaman dua", "Diperkuat oleh: [2]")
    assert indonesian.sources == ("[1] Atlas", "[2] Sebuah laman, https://example.org/")


def test_only_what_is_cited_is_listed() -> None:
    """A bank's other sources have no place on a paper that does not use them."""
    assert made(SELECT).sources == ()
    web = replace(SELECT, sources=(SourceRef("web", None, HERE),))
    assert made(web).sources == ("[1] A page, https://example.org/",)


def test_source_has_its_day() -> None:
    """A source's day is given in words, unless its citation gives it."""
    atlas = Source(key="atlas", cite=both("The atlas"), day=date(2023, 1, 29), place=HERE)
    bank = replace(BANK, sources={**BANK.sources, "atlas": atlas})
    assert made(CHOICE, bank=bank).sources[0] == "[1] The atlas, 29 January 2023"
    dated = replace(atlas, cite=both("The atlas of 29 January 2023."))
    bank = replace(bank, sources={**bank.sources, "atlas": dated})
    assert made(CHOICE, bank=bank).sources[0] == "[1] The atlas of 29 January 2023"


def test_source_lines_name_a_source_once() -> None:
    """A source cited twice is said once, and one alone is not confirmed by anything."""
    twice = replace(CHOICE, sources=(CITED[0], CITED[0], CITED[1]))
    words = load_words("en")
    assert source_lines(twice, BANK, "en", words) == ("Source: The atlas, page two", "Confirmed by: A page")
    assert source_lines(replace(CHOICE, sources=CITED[:1]), BANK, "en", words) == ("Source: The atlas, page two",)
    assert source_lines(SELECT, BANK, "en", words) == ()


def test_slip_is_told_once() -> None:
    """A slip in a source is told in full at the first question, and referred to at the next."""
    slip = Correction(
        at=SourceRef("atlas", "2", Place("sample.yaml", 9, 9)),
        prints=both("1848"),
        right=both("1948"),
        because=(SourceRef("web", None, HERE),),
        explain=both("A printer's error."),
        place=HERE,
    )
    sheet = made(SELECT, replace(SHORT, corrections=(slip,)), replace(CLOZE, corrections=(slip,)))
    assert [[plain(line) for line in entry.corrections] for entry in sheet.key] == [
        [],
        [
            "A slip in the source (The atlas, page two): it prints “1848”; right is “1948”. "
            "A printer's error. (See: A page)"
        ],
        ["A slip in the source (The atlas, page two): see question 2."],
    ]
    assert sheet.sources == ("[1] The atlas", "[2] A page, https://example.org/")


def test_credits_name_author_and_licence() -> None:
    """Author and licence stand at the end, where the bank names them."""
    assert made(CHOICE).credits == ("Author: A teacher", "Licence: CC-BY-4.0")
    assert made(CHOICE, language="id").credits == ("Penyusun: A teacher", "Lisensi: CC-BY-4.0")
    assert made(CHOICE, bank=replace(BANK, author=None, licence=None)).credits == ()


def test_letters_go_on_after_z() -> None:
    """The letters do not end with the alphabet."""
    assert [letter(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
