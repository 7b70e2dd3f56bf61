"""The page as a learner plays it, in a real browser: every kind, the feedback, the result, what is remembered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from quizgen.cli.shared import make_questions
from tests.pages import Visitor, alone, sample_page
from tests.run import FLAGSHIP
from tests.samples import QUESTIONS

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS
PAGE = sample_page()


@pytest.fixture(autouse=True)
def silent(visitor: Visitor) -> Iterator[None]:
    """Whatever a test does, the browser has nothing to complain of."""
    yield
    assert visitor.errors() == []


# -- every kind ------------------------------------------------------------------------------------


def test_a_choice_that_is_wrong_says_why_and_what_is_right(visitor: Visitor) -> None:
    """The verdict, the reason of the option chosen, the key, why, and where it is from; each option is marked."""
    alone(visitor, CHOICE)
    assert visitor.texts("legend, .kind") == ["What is the capital of South Korea?", "Choose one"]
    visitor.pick("A. Tokyo")
    visitor.click("Check")
    assert visitor.texts(".feedback p") == [
        "✗ Wrong.",
        "Tokyo is Japan's capital.",
        "Answer: Seoul",
        "Seoul has been the capital since 1948.",
        "Source: The atlas, page two",
        "Confirmed by: A page",
    ]
    assert visitor.texts(".option") == ["A. Tokyo ✗ wrong · your answer", "B. Seoul ✓ right", "C. Jakarta"]


def test_a_choice_that_is_right_says_why_another_is_wrong(visitor: Visitor) -> None:
    """The reason stands at the option that it is about."""
    alone(visitor, CHOICE)
    visitor.pick("B. Seoul")
    visitor.click("Check")
    assert visitor.text(".verdict") == "✓ Right."
    assert visitor.texts(".option") == [
        "A. Tokyo Tokyo is Japan's capital.", "B. Seoul ✓ right · your answer", "C. Jakarta",
    ]  # fmt: skip


def test_a_select_in_part(visitor: Visitor) -> None:
    """One of two is worth half, and the other one is shown."""
    alone(visitor, SELECT)
    visitor.pick("A. Seoul")
    visitor.click("Check")
    assert visitor.texts(".verdict, .keys") == ["◐ Partly right (50%).", "Seoul Tokyo"]
    assert visitor.texts(".option")[2] == "C. Tokyo ✓ right, but not chosen"


def test_a_statement(visitor: Visitor) -> None:
    """True and false are chosen by their words, and the feedback says what is right."""
    alone(visitor, TRUE_FALSE)
    visitor.pick("True")
    visitor.click("Check")
    assert visitor.texts(".feedback p") == ["✗ Wrong.", "Answer: False", "Oslo is the capital of Norway."]


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [("christiania", "✓ Right."), ("Stockholm", "✗ Wrong."), ("OSLO.", "✓ Right."), ("Osla", "✗ Wrong.")],
)
def test_a_typed_answer(visitor: Visitor, typed: str, verdict: str) -> None:
    """What is typed is judged as in the terminal; other right answers are named."""
    alone(visitor, SHORT)
    visitor.type(".typed", typed)
    visitor.click("Check")
    assert visitor.texts(".feedback p") == [verdict, "Answer: Oslo", "Also right: Kristiania"]


def test_blanks_in_a_text(visitor: Visitor) -> None:
    """Each blank is named for those who hear it and marked by itself; a typing error is told."""
    alone(visitor, CLOZE)
    assert visitor.text(".gaps") == "[1] lies on the river [2] (six letters)."
    assert visitor.js("return [...document.querySelectorAll('.typed')].map(e => e.ariaLabel)") == [
        "Blank 1", "Blank 2, six letters",
    ]  # fmt: skip
    visitor.type("#blank-1", "Viena")
    visitor.type("#blank-2", "Rhine")
    visitor.click("Check")
    assert visitor.texts(".gap .badge") == ["✓ right", "✗ wrong"]
    assert visitor.texts(".feedback p, .keys") == [
        "◐ Partly right (50%).", "It is written “Vienna”.", "Answer:", "(1) Vienna (2) Danube",
    ]  # fmt: skip


def test_an_order(visitor: Visitor) -> None:
    """Items move by their buttons; each is told its right place."""
    alone(visitor, ORDER)
    assert visitor.texts(".order .text") == ["Brasilia", "Rome", "Vienna"]
    visitor.click("Move down: Brasilia")
    assert visitor.texts(".order .text") == ["Rome", "Brasilia", "Vienna"]
    visitor.click("Move up: Rome")
    visitor.click("Check")
    assert visitor.texts(".order .text") == [
        "Rome ✓ right", "Brasilia ✗ wrong · right place 3", "Vienna ✗ wrong · right place 2",
    ]  # fmt: skip
    assert visitor.texts(".verdict, .keys") == ["◐ Partly right (33%).", "1. Rome 2. Vienna 3. Brasilia"]


def test_pairs(visitor: Visitor) -> None:
    """Rights are chosen from lists in the order shown; each row is marked."""
    alone(visitor, MATCH)
    visitor.choose("#left-0", "A. Jakarta")
    visitor.choose("#left-1", "B. Seoul")
    visitor.click("Check")
    assert visitor.texts(".pair .badge") == ["✗ wrong", "✓ right"]
    assert visitor.texts(".verdict, .keys") == ["◐ Partly right (50%).", "Japan – Tokyo South Korea – Seoul"]


def test_nothing_given(visitor: Visitor) -> None:
    """Without an answer nothing is judged; "I do not know" is one, and is worth nothing."""
    for question in (CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, MATCH):
        alone(visitor, question)
        visitor.click("Check")
        assert visitor.texts(".problem") == ["Give an answer first, or press “I do not know”."], question.kind
        visitor.click("I do not know")
        assert visitor.text(".verdict") == "✗ Wrong."


# -- a whole quiz ----------------------------------------------------------------------------------


def test_a_quiz_to_its_result(visitor: Visitor) -> None:
    """The result by topic, what was missed with its key, and the missed ones once more."""
    visitor.open(PAGE)
    visitor.begin()
    assert visitor.texts("h2, .topic") == ["Question 1 of 7", "Asia AAAA-0001"]
    visitor.answer_all()
    assert visitor.texts("tr") == [
        "Topic Right Score", "Asia 1 of 3 50%", "Europe 2 of 3 83%", "Other questions 0 of 1 33%", "Total 3 of 7 62%",
    ]  # fmt: skip
    assert visitor.texts(".missed .stem") == [str(each.stem.plain("en")) for each in (CHOICE, SELECT, CLOZE, ORDER)]
    assert visitor.texts(".missed .yours") == [
        "✗ Your answer: Tokyo",
        "◐ Your answer: Seoul",
        "◐ Your answer: (1) Viena; (2) Rhine",
        "◐ Your answer: Rome → Brasilia → Vienna",
    ]
    assert visitor.texts(".missed .source") == []
    visitor.click("Play the missed ones again (4)")
    assert visitor.texts("h2, .faint") == ["Question 1 of 4", "Once more; the teacher gets your first answers."]


def test_answers_at_the_end(visitor: Visitor) -> None:
    """Then nothing is said of right and wrong before the result, which says it all."""
    visitor.open(PAGE)
    visitor.begin(late=True)
    visitor.pick("A. Tokyo")
    visitor.click("Next question")
    assert visitor.texts("h2, .feedback p") == ["Question 2 of 7"]
    for _ in QUESTIONS[1:-1]:
        visitor.click("I do not know")
    assert visitor.texts("h2, .actions button") == [
        "Question 7 of 7", "See the result", "I do not know", "Stop here",
    ]  # fmt: skip
    visitor.click("Stop here")
    assert visitor.texts("tr")[-1] == "Total 0 of 6 0%"
    assert visitor.texts(".missed li:first-child p") == [
        "What is the capital of South Korea?",
        "✗ Your answer: Tokyo",
        "Tokyo is Japan's capital.",
        "Answer: Seoul",
        "Seoul has been the capital since 1948.",
        "Source: The atlas, page two",
        "Confirmed by: A page",
    ]


def test_all_right(visitor: Visitor) -> None:
    """Where nothing was missed there is nothing to play again."""
    alone(visitor, TRUE_FALSE)
    visitor.pick("False")
    visitor.click("Check")
    visitor.click("See the result")
    assert visitor.texts("main .verdict, main .actions button") == [
        "All right!", "New quiz", "Print", "Save the file", "Copy the text",
    ]  # fmt: skip


def test_topics_and_number(visitor: Visitor) -> None:
    """Only the topics chosen are asked, and the number goes by them; no topic is no quiz."""
    bank, questions = make_questions(str(FLAGSHIP))
    visitor.open(sample_page(questions, bank, ("en",)))
    topics = [bank.topic_name(topic, "en") for topic in dict.fromkeys(each.topic for each in questions)]
    for topic in topics:
        visitor.pick(f"{topic} (")
    visitor.click("Begin")
    assert visitor.texts(".problem") == ["Choose at least one topic."]
    visitor.pick(f"{topics[1]} (")
    held = sum(bank.topic_name(each.topic, "en") == topics[1] for each in questions)
    numbers = [str(number) for number in (10, 20, 30, 50) if number < held]
    offered = visitor.js("return [...document.getElementById('count')].map((each) => each.text)")
    assert offered == [*numbers, f"All ({held})"]
    visitor.choose("#count", "20")
    visitor.click("Begin")
    assert visitor.text("h2") == "Question 1 of 20"
    assert visitor.text(".topic").startswith(topics[1])


def test_a_draw_asks_a_fact_once_where_it_can(visitor: Visitor) -> None:
    """Ten of the flagship's questions rest on different facts."""
    bank, questions = make_questions(str(FLAGSHIP))
    visitor.open(sample_page(questions, bank, ("en",)))
    visitor.click("Begin")
    (key,) = visitor.js("return Object.keys(localStorage).filter((key) => key.includes('/nato'))")
    order = visitor.js("return JSON.parse(localStorage.getItem(arguments[0])).run.order", key)
    facts = [fact for at in order for fact in questions[at].facts]
    assert len(order) == 10
    assert len(facts) == len(set(facts))
