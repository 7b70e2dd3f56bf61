"""What the page keeps and gives away: the language, a quiz that was left, the answers for the teacher."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from quizgen.bank.load import load_words
from quizgen.export.sheet.keytable import key_rows, key_table
from tests.pages import Visitor, alone, sample_page
from tests.run import quizgen
from tests.samples import BANK, QUESTIONS

_, _, _, SHORT, CLOZE, _, _ = QUESTIONS
PAGE = sample_page()


@pytest.fixture(autouse=True)
def silent(visitor: Visitor) -> Iterator[None]:
    """Whatever a test does, the browser has nothing to complain of."""
    yield
    assert visitor.errors() == []


# -- languages, memory -----------------------------------------------------------------------------


def test_the_language_changes_and_what_is_typed_stays(visitor: Visitor) -> None:
    """Everything is said in the other language, from the title to the feedback; the draft is kept."""
    alone(visitor, SHORT)
    visitor.type(".typed", "Osl")
    visitor.click("Bahasa Indonesia")
    assert visitor.js("return [document.documentElement.lang, document.activeElement.innerText]") == [
        "id",
        "Bahasa Indonesia",
    ]
    assert visitor.texts("h1, h2, legend, label") == [
        "Ibu kota & sungai <1>", "Soal 1 dari 1", "Apa ibu kota Norwegia?", "Ketik jawabannya",
    ]  # fmt: skip
    visitor.type(".typed", "o")
    visitor.click("Periksa")
    assert visitor.texts(".feedback p") == ["✓ Benar.", "Jawaban: Oslo", "Juga benar: Kristiania"]
    visitor.click("English")
    assert visitor.texts(".feedback p") == ["✓ Right.", "Answer: Oslo", "Also right: Kristiania"]


def test_one_language_has_no_switch(visitor: Visitor) -> None:
    """A page in one language offers no other."""
    visitor.open(sample_page(languages=("id",)))
    assert visitor.texts("header button") == ["◐"]
    assert visitor.text("h2") == "Sebelum mulai"


def test_a_quiz_that_was_left_goes_on(visitor: Visitor) -> None:
    """Opened anew, the page offers to go on where one was, with the answers given so far."""
    visitor.open(PAGE)
    visitor.begin()
    visitor.pick("B. Seoul")
    visitor.click("Check")
    visitor.click("Next question")
    visitor.reload()
    visitor.click("Go on at question 2 of 7")
    assert visitor.text("h2") == "Question 2 of 7"
    visitor.click("Stop here")
    assert visitor.texts("tr")[-1] == "Total 1 of 1 100%"
    visitor.reload()
    visitor.click("See your last result")
    visitor.click("New quiz")
    visitor.reload()
    assert visitor.texts(".resume") == []


def test_an_answer_stays_given_when_the_page_is_opened_anew(visitor: Visitor) -> None:
    """A question that was answered is shown with its answer, and cannot be answered again."""
    visitor.open(PAGE)
    visitor.begin()
    visitor.pick("A. Tokyo")
    visitor.click("Check")
    visitor.reload()
    visitor.click("Go on at question 1 of 7")
    assert visitor.text(".verdict") == "✗ Wrong."
    inputs = "return [...document.querySelectorAll('input')].map((each) => [each.checked, each.matches(':disabled')])"
    assert visitor.js(inputs) == [
        [True, True], [False, True], [False, True],
    ]  # fmt: skip


def test_another_version_of_the_page_begins_anew(visitor: Visitor) -> None:
    """What was kept for other questions is not taken up."""
    visitor.open(PAGE)
    visitor.begin()
    visitor.open(sample_page(QUESTIONS[:3]), keep=True)
    assert visitor.texts(".resume") == []


def test_a_browser_that_keeps_nothing(visitor: Visitor) -> None:
    """Where nothing may be remembered, the quiz works all the same."""
    script = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    added = visitor.browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
    try:
        visitor.open(PAGE, keep=True)
        visitor.begin()
        visitor.answer_all()
        assert visitor.text("tr.total") == "Total 3 of 7 62%"
    finally:
        visitor.browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


# -- for the teacher -------------------------------------------------------------------------------

EXPECTED = [
    ["learner", "paper", "number", "response"],
    ["Ani, \"Budi\"", "B", "1", "A"],
    ["Ani, \"Budi\"", "B", "2", "A"],
    ["Ani, \"Budi\"", "B", "3", "F"],
    ["Ani, \"Budi\"", "B", "4", "oslo"],
    ["Ani, \"Budi\"", "B", "5", "1=Viena; 2=Rhine"],
    ["Ani, \"Budi\"", "B", "6", "B A C"],
    ["Ani, \"Budi\"", "B", "7", "1C 2B"],
]  # fmt: skip


def test_the_answers_for_the_teacher(visitor: Visitor, tmp_path: Path) -> None:
    """The file that is saved holds the first answers, as on paper; without a name there is none."""
    visitor.browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    visitor.open(sample_page(paper="B"))
    visitor.begin()
    visitor.answer_all()
    visitor.click("Play the missed ones again (4)")
    visitor.pick("B. Seoul")
    visitor.click("Check")
    visitor.click("Stop here")
    visitor.click("Save the file")
    assert visitor.texts(".teacher .problem") == ["Type your name first."]
    visitor.type("#name", ' Ani, "Budi" ')
    visitor.click("Save the file")
    assert visitor.texts(".told") == ["Saved among your downloads."]
    path = tmp_path / "sample-Ani-Budi-.csv"
    WebDriverWait(visitor.browser, 20, poll_frequency=0.1).until(lambda _: path.exists())
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbflearner,paper,number,response\r\n")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == EXPECTED
    rows = key_rows(QUESTIONS, BANK, ("en", "id"), load_words("en"), paper="B")
    (tmp_path / "key.csv").write_bytes(key_table(rows))
    other = content.replace(b'"Ani, ""Budi"""', b"Citra")
    (tmp_path / "citra.csv").write_bytes(other)
    marked = quizgen("mark", "key.csv", path.name, "citra.csv", "--format", "json", folder=tmp_path)
    assert marked.code == 0, marked.err
    learners = json.loads(marked.out)["learners"]
    assert {each["learner"]: round(each["percent"]) for each in learners} == {'Ani, "Budi"': 62, "Citra": 62}
    twice = quizgen("mark", "key.csv", path.name, "citra.csv", "citra2.csv", folder=tmp_path)
    assert twice.code == 2
    (tmp_path / "citra2.csv").write_bytes(other)
    twice = quizgen("mark", "key.csv", path.name, "citra.csv", "citra2.csv", folder=tmp_path)
    assert twice.err == (
        "citra2.csv:2:1: duplicate-learner 'Citra' with paper 'B' stands in another file already; "
        "are these two learners?\n"
    )


def test_the_answers_as_text(visitor: Visitor) -> None:
    """The text is the file's; a cell that a spreadsheet would reckon with is made harmless."""
    alone(visitor, SHORT, CLOZE)
    visitor.type(".typed", '=HYPERLINK("x")')
    visitor.click("Check")
    visitor.click("Next question")
    visitor.type("#blank-2", "a;b|c")
    visitor.click("Check")
    visitor.click("See the result")
    visitor.type("#name", "-Ani")
    visitor.js("document.querySelector('details').open = true")
    assert visitor.js("return document.getElementById('responses').value").splitlines() == [
        "learner,paper,number,response",
        '\'-Ani,A,1,"\'=HYPERLINK(""x"")"',
        '\'-Ani,A,2,"2=a,b,c"',
    ]
    visitor.click("Copy the text")
    assert visitor.texts(".told") == ["Copied."]


def test_what_was_not_known_is_an_empty_answer(visitor: Visitor) -> None:
    """A question passed over stands in the file without a response; one not reached does not."""
    visitor.open(PAGE)
    visitor.begin()
    visitor.click("I do not know")
    visitor.click("Stop here")
    assert visitor.js("return document.getElementById('responses').value").splitlines()[1:] == [",A,1,"]
    assert visitor.texts(".teacher p")[0].startswith("You have answered 1 of the 7 questions on this page.")


def test_credits_stand_at_the_foot(visitor: Visitor) -> None:
    """Author and licence of the bank are named."""
    visitor.open(PAGE)
    assert visitor.texts("footer p") == ["Author: A teacher", f"Licence: {BANK.licence}"]
