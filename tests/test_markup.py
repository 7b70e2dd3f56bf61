"""The inline markup, templates, deletions, capitals at the opening of a sentence, and days and numbers in words."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.templates import Hole, fill, fill_but, parse_template
from quizgen.text import (
    Blank,
    MarkupError,
    Span,
    Style,
    Text,
    capitalise,
    draw_blanks,
    parse_cloze,
    parse_text,
    plain,
)
from quizgen.wording import date_words, number_words, period_words

PLAIN, EM, STRONG, CODE = Style.PLAIN, Style.EMPHASIS, Style.STRONG, Style.CODE

quiet = settings(derandomize=True, deadline=None, max_examples=200)

MARKUP: list[tuple[str, list[tuple[str, Style]]]] = [
    ("plain", [("plain", PLAIN)]),
    ("", []),
    ("an *emphasised* word", [("an ", PLAIN), ("emphasised", EM), (" word", PLAIN)]),
    ("a **strong** word", [("a ", PLAIN), ("strong", STRONG), (" word", PLAIN)]),
    ("some `code`", [("some ", PLAIN), ("code", CODE)]),
    ("***both***", [("both", EM | STRONG)]),
    ("*a **b** c*", [("a ", EM), ("b", EM | STRONG), (" c", EM)]),
    ("**a *b* c**", [("a ", STRONG), ("b", EM | STRONG), (" c", STRONG)]),
    ("un*believ*able", [("un", PLAIN), ("believ", EM), ("able", PLAIN)]),
    ("2 * 3 * 4", [("2 * 3 * 4", PLAIN)]),
    ("a * is a star", [("a * is a star", PLAIN)]),
    ("*not closed", [("*not closed", PLAIN)]),
    ("not opened*", [("not opened*", PLAIN)]),
    ("*", [("*", PLAIN)]),
    ("**", [("**", PLAIN)]),
    ("****", [("****", PLAIN)]),
    ("**a*", [("*", PLAIN), ("a", EM)]),
    ("`*` is a star", [("*", CODE), (" is a star", PLAIN)]),
    ("*a `*` b*", [("a ", EM), ("*", EM | CODE), (" b", EM)]),
    ("`not closed", [("`not closed", PLAIN)]),
    ("``", [("``", PLAIN)]),
    (r"\*plain\*", [("*plain*", PLAIN)]),
    (r"\`plain\`", [("`plain`", PLAIN)]),
    (r"`a\`b`", [("a`b", CODE)]),
    (r"\\*a*", [("\\", PLAIN), ("a", EM)]),
    (r"C:\Users\new", [(r"C:\Users\new", PLAIN)]),
    ("a\\", [("a\\", PLAIN)]),
    ("<b>&amp; [x](y) # _a_ ~b~ $c$", [("<b>&amp; [x](y) # _a_ ~b~ $c$", PLAIN)]),
    ("{slot} {{c1::x}}", [("{slot} {{c1::x}}", PLAIN)]),
    ("two\nlines", [("two\nlines", PLAIN)]),
    ("*é😀*", [("é😀", EM)]),
]


@pytest.mark.parametrize(("raw", "spans"), MARKUP)
def test_markup_is_read_into_spans(raw: str, spans: list[tuple[str, Style]]) -> None:
    """Emphasis, strong and code; every other markup is text, and what is not closed is plain."""
    assert parse_text(raw) == tuple(Span(text, style) for text, style in spans)


@quiet
@given(st.text(alphabet="ab *`\\\n", max_size=40))
def test_nothing_but_marks_is_ever_lost(raw: str) -> None:
    """Whatever the marks, the letters and spaces stay in their order, and no two spans of one style touch."""
    spans = parse_text(raw)
    assert [each for each in plain(spans) if each in "ab \n"] == [each for each in raw if each in "ab \n"]
    assert all(one.style != other.style for one, other in pairwise(spans))
    assert all(span.text for span in spans)


@quiet
@given(st.text(max_size=40))
def test_an_escaped_text_reads_as_itself(raw: str) -> None:
    r"""``\`` before each mark makes the text plain, so that any text can be written."""
    escaped = "".join(f"\\{each}" if each in "*`\\" else each for each in raw)
    assert plain(parse_text(escaped)) == raw
    assert all(span.style is PLAIN for span in parse_text(escaped))


# -- templates ------------------------------------------------------------------------------------


def test_a_template_has_holes_that_know_where_they_stand() -> None:
    """Spaces inside the braces do not count; the style around a hole is its own."""
    pieces = parse_template("*{a}* met { b-c }.")
    assert pieces == (Hole("a", EM), Span(" met "), Hole("b-c"), Span("."))
    assert [piece.offset for piece in pieces if isinstance(piece, Hole)] == [1, 10]


def test_doubled_braces_are_braces() -> None:
    """Also around a slot."""
    assert plain(fill(parse_template("{{{a}}} and {{b}}"), {"a": parse_text("x")})) == "{X} and {b}"


@pytest.mark.parametrize(("raw", "offset"), [("a {b", 2), ("a} b", 1), ("{a{b}", 0), ("{}}", 2), ("}", 0)])
def test_a_brace_alone_is_told_where_it_stands(raw: str, offset: int) -> None:
    """With the way to write it."""
    with pytest.raises(MarkupError, match="stands alone") as caught:
        parse_template(raw)
    assert caught.value.offset == offset


@quiet
@given(st.text(max_size=30))
def test_any_text_without_braces_is_a_template(raw: str) -> None:
    """It reads as the same text outside a relation."""
    raw = raw.replace("{", "").replace("}", "")
    assert plain(fill(parse_template(raw), {})) == plain(parse_text(raw))


FILLED = [
    ("{a} is open.", "The CHEY Institute is open."),
    ("At {a}, then.", "At the CHEY Institute, then."),
    ("So. {a} is open.", "So. The CHEY Institute is open."),
    ("So! {a}", "So! The CHEY Institute"),
    ("So?” {a}", "So?” The CHEY Institute"),
    ("“{a}” is open.", "“The CHEY Institute” is open."),
    ("({a})", "(The CHEY Institute)"),
    ("*{a}* is open.", "The CHEY Institute is open."),
    ("One\n{a}", "One\nThe CHEY Institute"),
    ("Dr. {a}", "Dr. the CHEY Institute"),
    ("e.g. {a}", "e.g. the CHEY Institute"),
    ("Jl. {a}", "Jl. the CHEY Institute"),
    ("3.{a}", "3.the CHEY Institute"),
    ("Where: {a}", "Where: the CHEY Institute"),
]


@pytest.mark.parametrize(("template", "filled"), FILLED)
def test_a_value_that_opens_a_sentence_begins_with_a_capital(template: str, filled: str) -> None:
    """And one in the middle stands as it is; an abbreviation ends no sentence."""
    assert plain(fill(parse_template(template), {"a": parse_text("the CHEY Institute")})) == filled


def test_a_value_that_ends_in_a_full_stop_does_not_double_it() -> None:
    """As of Washington D.C. at the end of a sentence."""
    value = {"a": parse_text("Washington D.C.")}
    assert plain(fill(parse_template("They met in {a}."), value)) == "They met in Washington D.C."
    assert plain(fill(parse_template("In {a}, they met."), value)) == "In Washington D.C., they met."


def test_a_value_keeps_its_style_and_takes_that_of_its_hole() -> None:
    """A title in italics inside a strong hole is both."""
    assert fill(parse_template("**{a}**"), {"a": parse_text("*Hamlet*")}) == (Span("Hamlet", EM | STRONG),)


def test_a_statement_is_blanked_where_the_slot_stands() -> None:
    """Everywhere it stands, with the same number."""
    values = {"a": parse_text("the sun"), "b": parse_text("noon")}
    pieces = fill_but(parse_template("{a} is high at {b}."), values, "a")
    assert pieces == (Blank(1, (Span("The sun"),)), Span(" is high at "), Span("noon"), Span("."))


CAPITALS = [
    ("the sun", "The sun"),
    ("éclair", "Éclair"),
    ("*the* sun", "The sun"),
    ("“the sun”", "“The sun”"),
    ("29 January", "29 January"),
    ("3rd of May", "3rd of May"),
    ("ßeta", "ßeta"),
    ("`print` it", "print it"),
    ("中国", "中国"),
    ("москва", "Москва"),
    ("", ""),
    ("…", "…"),
]


@pytest.mark.parametrize(("raw", "shown"), CAPITALS)
def test_a_text_alone_begins_with_a_capital(raw: str, shown: str) -> None:
    """Where it begins with a letter; figures and code stay as they are."""
    assert plain(capitalise(parse_text(raw))) == shown


def test_a_text_is_capitalised_in_every_language() -> None:
    """The one place that options come from."""
    text = Text({"en": parse_text("the institute"), "id": parse_text("institut")})
    assert {language: text.capitalised().plain(language) for language in ("en", "id")} == {
        "en": "The institute",
        "id": "Institut",
    }


# -- deletions ------------------------------------------------------------------------------------


def test_a_cloze_text_has_blanks_with_hints() -> None:
    """As Anki writes them; a style inside a deletion stays."""
    assert parse_cloze("{{c1::*Seoul*::city}} and {{c2::Tokyo}}.") == (
        Blank(1, (Span("Seoul", EM),), "city"),
        Span(" and "),
        Blank(2, (Span("Tokyo"),)),
        Span("."),
    )


def test_colons_and_braces_outside_a_deletion_are_text() -> None:
    """Only inside do they mean something."""
    assert plain(piece for piece in parse_cloze("a::b }} {x} {{y}}") if isinstance(piece, Span)) == "a::b }} {x} {{y}}"


BAD = [
    ("{{c1::a", 0, "not closed"),
    ("a {{c1::b {{c2::c}} d}}", 10, "inside another"),
    ("{{c1::}}", 0, "hides nothing"),
    ("{{c1:: ::x}}", 0, "hides nothing"),
    ("{{c1::a::b::c}}", 10, "one hint"),
    ("{{c0::a}}", 0, "numbered from c1"),
    ("{{c1:a}}", 0, "is written"),
    ("{{c1234::a}}", 0, "is written"),
    ("a {{c1::b}} {{c2 c}}", 12, "is written"),
]


@pytest.mark.parametrize(("raw", "offset", "told"), BAD)
def test_a_deletion_that_cannot_be_read_is_told_where_it_stands(raw: str, offset: int, told: str) -> None:
    """With the way to write it."""
    with pytest.raises(MarkupError, match=told) as caught:
        parse_cloze(raw)
    assert caught.value.offset == offset


def test_blanks_are_drawn_and_numbered_where_there_are_several() -> None:
    """A hint stands behind its blank."""
    one, two = parse_cloze("{{c1::A::a letter}}."), parse_cloze("{{c1::A}} {{c2::B}} {{c1::C}}")
    assert draw_blanks({"en": one}).plain("en") == "_____ (a letter)."
    assert draw_blanks({"en": two}).plain("en") == "_____ [1] _____ [2] _____ [1]"


@quiet
@given(st.text(alphabet="ab{}c1:*`\\ ", max_size=40))
def test_no_template_or_cloze_text_breaks_its_parser(raw: str) -> None:
    """It is read, or a MarkupError says where it cannot be."""
    for parse in (parse_template, parse_cloze):
        try:
            parse(raw)
        except MarkupError as error:
            offset = error.offset
        else:
            offset = 0
        assert 0 <= offset <= len(raw)


# -- words ----------------------------------------------------------------------------------------


def test_days_are_put_in_words() -> None:
    """Day, month and year, as each language writes them."""
    day = date(2023, 1, 29)
    assert date_words(day, "en") == "29 January 2023"
    assert date_words(day, "id") == "29 Januari 2023"
    assert date_words(date(476, 9, 4), "en") == "4 September 476"


PERIODS = [
    ((2023, 1, 29), (2023, 2, 1), "29 January to 1 February 2023", "29 Januari sampai 1 Februari 2023"),
    ((2023, 1, 29), (2023, 1, 31), "29 to 31 January 2023", "29 sampai 31 Januari 2023"),
    ((2022, 12, 31), (2023, 1, 1), "31 December 2022 to 1 January 2023", "31 Desember 2022 sampai 1 Januari 2023"),
    ((2023, 1, 29), (2023, 1, 29), "29 January 2023", "29 Januari 2023"),
]


@pytest.mark.parametrize(("first", "last", "english", "indonesian"), PERIODS)
def test_periods_say_once_what_both_ends_share(
    first: tuple[int, int, int], last: tuple[int, int, int], english: str, indonesian: str
) -> None:
    """The month and the year only where they differ."""
    assert period_words(date(*first), date(*last), "en") == english
    assert period_words(date(*first), date(*last), "id") == indonesian


def test_a_period_in_another_language_has_a_dash() -> None:
    """No word between is known there."""
    assert period_words(date(2023, 1, 29), date(2023, 2, 1), "de") == "29 Januar 2023 – 1 Februar 2023"


NUMBERS = [
    ("7", "7", "7"),
    ("2023", "2023", "2023"),
    ("28500", "28,500", "28.500"),
    ("1234567.50", "1,234,567.50", "1.234.567,50"),
    ("3.5", "3.5", "3,5"),
    ("-40", "-40", "-40"),
    ("0.25", "0.25", "0,25"),
    ("007", "007", "007"),
]


@pytest.mark.parametrize(("raw", "english", "indonesian"), NUMBERS)
def test_numbers_are_written_as_the_language_writes_them(raw: str, english: str, indonesian: str) -> None:
    """Groups from five figures on; the decimals that were typed; a code with leading zeros as it is."""
    assert (number_words(raw, "en"), number_words(raw, "id")) == (english, indonesian)
