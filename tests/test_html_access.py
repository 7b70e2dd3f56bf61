"""The page for everybody: by keys alone, heard and not seen, on a phone and on a projector, printed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from quizgen.model import Option
from quizgen.text import Span, Text
from tests.clients import require_client
from tests.pages import WIDTHS, Visitor, alone, require_axe, sample_page
from tests.samples import QUESTIONS

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS
PAGE = sample_page()
TOO_SMALL = """
return [...document.querySelectorAll("button, input, select, textarea, summary")]
  .filter((e) => e.getClientRects().length)
  .map((e) => e.closest("label") || e).map((e) => [e.getBoundingClientRect(), e.innerText || e.id])
  .filter(([box]) => box.width < 24 || box.height < 24).map(([box, name]) => `${name} ${box.width}x${box.height}`)"""
TOO_WIDE = """
return [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
  .map((e) => e.outerHTML.slice(0, 100))"""


@pytest.fixture(autouse=True)
def silent(visitor: Visitor) -> Iterator[None]:
    """Whatever a test does, the browser has nothing to complain of; afterwards the system is as it was."""
    yield
    visitor.media()
    visitor.resize(1000)
    assert visitor.errors() == []


def states(visitor: Visitor) -> Iterator[str]:
    """The page in each of its states, one after the other."""
    visitor.open(PAGE)
    yield "start"
    visitor.begin()
    for question in QUESTIONS:
        yield f"{question.kind}, asked"
        if question.kind == "choice":
            visitor.click("Check")
            yield "nothing given"
            visitor.pick("A. Tokyo")
        elif question.kind == "select":
            visitor.pick("A. Seoul")
            visitor.pick("B. Oslo")
        elif question.kind == "true-false":
            visitor.pick("False")
        elif question.kind == "short":
            visitor.type(".typed", "Bergen")
        elif question.kind == "cloze":
            visitor.type("#blank-1", "Viena")
            visitor.type("#blank-2", "Rhine")
        elif question.kind == "match":
            visitor.choose("#left-0", "A. Jakarta")
            visitor.choose("#left-1", "B. Seoul")
        visitor.click("Check")
        yield f"{question.kind}, answered"
        visitor.click("See the result" if question.kind == "match" else "Next question")
    visitor.click("Save the file")
    visitor.js("document.querySelector('details').open = true")
    yield "result"


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        ("phone", "light"), ("desk", "light"), ("desk", "dark"),
        pytest.param("phone", "dark", marks=pytest.mark.long),  # the same colours at another width
        pytest.param("projector", "light", marks=pytest.mark.long),
        pytest.param("projector", "dark", marks=pytest.mark.long),
    ],
)  # fmt: skip
def test_axe_finds_nothing(visitor: Visitor, width: str, scheme: str) -> None:
    """In every state, light and dark, from phone to projector: no violation, nothing too small or beyond the edge."""
    axe = require_axe()
    visitor.resize(WIDTHS[width])
    visitor.media(scheme=scheme, motion="reduce")
    for state in states(visitor):
        assert visitor.violations(axe) == [], state
        assert visitor.js(TOO_SMALL) == [], state
        assert visitor.js(TOO_WIDE) == [], state


def test_axe_would_find_something(visitor: Visitor) -> None:
    """The silence means something: a box without a name is found."""
    axe = require_axe()
    alone(visitor, SHORT)
    visitor.js("document.querySelector('label').remove()")
    assert [line.split(":")[0] for line in visitor.violations(axe)] == ["label"]


@pytest.mark.parametrize("width", [pytest.param(320, marks=pytest.mark.long), 256])
def test_nothing_is_cut_off_on_the_smallest_screens(visitor: Visitor, width: int) -> None:
    """At 320 pixels, and where letters are enlarged until fewer are left, one scrolls in one direction only."""
    visitor.resize(width)
    for state in states(visitor):
        assert visitor.js(TOO_WIDE) == [], state


def long(text: Text) -> Text:
    """A text with a long sentence and a long word behind it."""
    return text.each(
        lambda rich: (*rich, Span(" and so on, for as long as it takes" * 4 + " " + "Wortzusammensetzung" * 5))
    )


@pytest.mark.parametrize("width", [320, 360])
def test_long_texts_are_not_cut_off(visitor: Visitor, width: int) -> None:
    """Sentences and words longer than a screen is wide are broken, in every kind."""

    def lengthened(options: tuple[Option, ...]) -> tuple[Option, ...]:
        return tuple(replace(option, text=long(option.text)) for option in options)

    visitor.resize(width)
    choice = replace(CHOICE, stem=long(CHOICE.stem), options=lengthened(CHOICE.options))
    order = replace(ORDER, items=lengthened(ORDER.items))
    match = replace(MATCH, lefts=lengthened(MATCH.lefts), rights=lengthened(MATCH.rights))
    alone(visitor, choice, order, match)
    for onward in ("Next question", "Next question", "See the result"):
        assert visitor.js(TOO_WIDE) == []
        visitor.click("I do not know")
        assert visitor.js(TOO_WIDE) == []
        visitor.click(onward)
    assert visitor.js(TOO_WIDE) == []


def test_a_quiz_by_keys_alone(visitor: Visitor) -> None:
    """Tab, arrows, space and Enter reach and work everything; the focus goes where one goes on reading."""
    visitor.open(PAGE)
    visitor.js("document.querySelector('.main').focus()")
    visitor.press(Keys.ENTER)
    assert visitor.focused() == "Question 1 of 7"
    visitor.tab()
    assert visitor.focused() == "A. Tokyo"
    visitor.press(Keys.ARROW_DOWN, Keys.ENTER)
    assert visitor.focused() == "Next question"
    assert visitor.text(".verdict") == "✓ Right."
    visitor.press(Keys.ENTER)
    assert visitor.focused() == "Question 2 of 7"
    visitor.press(Keys.TAB, Keys.SPACE, Keys.TAB, Keys.TAB, Keys.SPACE, Keys.ENTER)
    assert visitor.text(".verdict") == "✓ Right."
    visitor.press(Keys.ENTER, Keys.TAB, Keys.SPACE, Keys.ARROW_DOWN, Keys.ENTER)
    assert visitor.text(".verdict") == "✓ Right."
    visitor.press(Keys.ENTER, Keys.TAB, *"oslo", Keys.ENTER)
    assert visitor.text(".verdict") == "✓ Right."
    visitor.press(Keys.ENTER, Keys.TAB, *"Vienna", Keys.TAB, *"Danube", Keys.ENTER)
    assert visitor.text(".verdict") == "✓ Right."
    visitor.press(Keys.ENTER, Keys.TAB, Keys.TAB)
    assert visitor.focused() == "Move down: Brasilia"
    visitor.press(Keys.SPACE, Keys.SPACE)
    assert visitor.focused() == "Move down: Brasilia"
    assert visitor.js("return document.getElementById('live').innerText") == "Brasilia: place 3 of 3"
    visitor.press(Keys.TAB, Keys.ENTER)
    assert visitor.text(".verdict") == "✓ Right."
    visitor.press(Keys.ENTER, Keys.TAB, "C", Keys.TAB, "B", Keys.TAB, Keys.ENTER)
    assert visitor.text(".verdict") == "✓ Right."
    visitor.press(Keys.ENTER)
    assert visitor.focused() == "Result"
    assert visitor.texts("tr")[-1] == "Total 7 of 7 100%"


def test_every_stop_of_the_focus_is_seen(visitor: Visitor) -> None:
    """Whatever has the focus has an outline around it, at least three pixels wide, itself or its option."""
    alone(visitor, CHOICE)
    seen = set()
    for _ in range(9):
        visitor.tab()
        seen.add(visitor.focused())
        assert (
            visitor.js("""const e = document.activeElement, o = e.closest("label.option") || e;
          return parseFloat(getComputedStyle(o).outlineWidth)""")
            >= 3
        ), visitor.focused()
    assert seen >= {"A. Tokyo", "Check", "I do not know", "Stop here", "English"}


def test_a_key_that_is_held_down_answers_once(visitor: Visitor) -> None:
    """Enter kept down on "Check" shows the feedback, and does not run past it."""
    alone(visitor, TRUE_FALSE, CHOICE)
    visitor.pick("False")
    visitor.js("document.querySelector('.actions .main').focus()")
    for repeat in (False, True, True):
        for kind in ("rawKeyDown", "char"):
            key = {"type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
            visitor.browser.execute_cdp_cmd("Input.dispatchKeyEvent", {**key, "autoRepeat": repeat})
    assert visitor.texts("h2, .verdict") == ["Question 1 of 2", "✓ Right."]


def test_what_is_heard(visitor: Visitor) -> None:
    """The stem names the group of its answers; feedback stands in a live region that was there before."""
    alone(visitor, CHOICE)
    tree = visitor.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    heard = [(node["role"]["value"], node["name"]["value"]) for node in tree if node.get("name", {}).get("value")]
    assert ("group", "What is the capital of South Korea?") in heard
    assert [name for role, name in heard if role == "radio"] == ["A. Tokyo", "B. Seoul", "C. Jakarta"]
    assert ("heading", "Question 1 of 1") in heard
    visitor.js("window.region = document.querySelector('.feedback[role=status]')")
    visitor.pick("A. Tokyo")
    visitor.click("Check")
    assert visitor.js("return region.isConnected && region.innerText").startswith("✗ Wrong.")


def test_landmarks_and_headings(visitor: Visitor) -> None:
    """One header, one main, one footer; headings go down step by step."""
    visitor.open(PAGE)
    visitor.begin()
    visitor.answer_all()
    count = "return arguments[0].map((name) => document.querySelectorAll(name).length)"
    assert visitor.js(count, ["header", "main", "footer", "h1", "h2"]) == [1, 1, 1, 1, 1]
    assert visitor.js("return [...document.querySelectorAll('h1, h2, h3')].map(e => e.tagName)") == [
        "H1",
        "H2",
        "H3",
        "H3",
    ]


def test_light_and_dark(visitor: Visitor) -> None:
    """The system decides until the learner does, whose choice is remembered."""
    colour = "return getComputedStyle(document.body).backgroundColor"
    visitor.media(scheme="dark")
    visitor.open(PAGE)
    dark = visitor.js(colour)
    visitor.media(scheme="light")
    visitor.frame()
    light = visitor.js(colour)
    assert (dark, light) == ("rgb(27, 30, 36)", "rgb(255, 255, 255)")
    visitor.click("Dark colours")
    assert visitor.js(colour) == dark
    visitor.reload()
    assert visitor.js(colour) == dark
    assert visitor.js("return document.querySelector('#settings > button').ariaPressed") == "true"


def test_less_motion(visitor: Visitor) -> None:
    """Who asks for less motion gets none."""
    visitor.open(PAGE)
    duration = "return getComputedStyle(document.querySelector('.main')).transitionDuration"
    assert visitor.js(duration) == "0.1s"
    visitor.media(motion="reduce")
    assert visitor.js(duration) == "0s"


# -- on paper --------------------------------------------------------------------------------------


def text_of(pdf: bytes, folder: Path) -> list[str]:
    """The words of a PDF, line by line, by poppler."""
    path = folder / "printed.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        [require_client("pdftotext"), "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return [" ".join(line.split()) for line in done.stdout.splitlines() if line.strip()]


def test_a_quiz_prints_as_a_worksheet(visitor: Visitor, tmp_path: Path) -> None:
    """All questions with room to answer, a line for the name, and nothing that tells an answer."""
    visitor.media(scheme="dark")
    visitor.open(PAGE)
    assert " ".join(text_of(visitor.printed(), tmp_path)) == " ".join((
        "Capitals & rivers <1>",
        "Name Class Date Points /7",
        "7 questions, one point each.",
        "1. What is the capital of South Korea? Choose one · AAAA-0001",
        "A. Tokyo", "B. Seoul", "C. Jakarta",
        "2. Which of these lie in Asia? Choose all. One answer or more · AAAA-0002",
        "A. Seoul", "B. Oslo", "C. Tokyo", "D. Lima",
        "3. Oslo is the capital of Sweden. True or false? · AAAA-0003",
        "True False",
        "4. What is the capital of Norway? Write the answer · AAAA-0004",
        "5. [1] lies on the river [2] (six letters). Fill in the blank · AAAA-0005",
        "6. Put these in order, the oldest first. Number them in order · AAAA-0006",
        "A. Brasilia", "B. Rome", "C. Vienna",
        "7. Match each country with its capital. Write the matching letter · AAAA-0007",
        "1. Japan", "2. South Korea", "A. Jakarta", "B. Seoul", "C. Tokyo",
        "Author: A teacher", "Licence: CC-BY-4.0",
    ))  # fmt: skip


def test_a_running_quiz_prints_its_own_questions(visitor: Visitor, tmp_path: Path) -> None:
    """Only those that are asked, in their order, in the language shown."""
    alone(visitor, SHORT, TRUE_FALSE)
    visitor.click("Bahasa Indonesia")
    lines = text_of(visitor.printed(), tmp_path)
    assert [line for line in lines if "AAAA-" in line] == [
        "1. Apa ibu kota Norwegia? Tulis jawabannya · AAAA-0004",
        "2. Oslo adalah ibu kota Swedia. Benar atau salah? · AAAA-0003",
    ]


def test_a_result_prints_as_it_is(visitor: Visitor, tmp_path: Path) -> None:
    """The table and what was missed, without the buttons."""
    alone(visitor, CHOICE)
    visitor.pick("A. Tokyo")
    visitor.click("Check")
    visitor.click("See the result")
    lines = text_of(visitor.printed(), tmp_path)
    assert "Total 0 of 1 0%" in lines
    assert "Answer: Seoul" in lines
    assert not [line for line in lines if "New quiz" in line or "Save the file" in line]
