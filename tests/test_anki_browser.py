"""What a learner does on a card and what the card does then: Anki's own rendering, in Chromium."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select as Menu

from tests.browser import Reviewer, reviewing
from tests.samples import QUESTIONS, option
from tests.test_anki_client import deck, somebody

CHOICE: Any = QUESTIONS[0]
EIGHT = replace(
    CHOICE,
    id="eight",
    right=0,
    options=tuple(option(str(at), f"Number {at}") for at in range(8)),
)
SHOWN = "#qg-list > li > div:first-child, #qg-list .qg-button > div"
"""The options' own texts, on a front and on a back."""

ALMOST_NEVER = {6: 35.89, 24: 70.55}
"""How far counts of so many equally likely things stray (chi-square) in one of a million runs."""


@pytest.fixture(scope="module")
def reviewer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewer]:
    """A browser at the samples' cards."""
    with somebody(tmp_path_factory.mktemp("learner")) as learner:
        learner.take(deck((*QUESTIONS, EIGHT)))
        with reviewing(learner) as reviewer:
            yield reviewer


@pytest.fixture(autouse=True)
def _quiet(reviewer: Reviewer) -> Iterator[None]:
    """No test may leave an error in the console."""
    reviewer.errors()
    yield
    assert reviewer.errors() == []


def test_a_click_on_a_single_choice_turns_the_card_at_once(reviewer: Reviewer) -> None:
    """One tap asks for the answer; the back says that it was right, and why the wrong ones are wrong."""
    front, back = reviewer.sides("capital-korea")
    reviewer.desktop(front)
    assert reviewer.sent() == []
    reviewer.click("Seoul")
    assert reviewer.sent() == ["ans"]
    reviewer.desktop(back, first=False)
    assert reviewer.texts("#qg-verdict, .qg-key") == ["✓ Right"]
    assert reviewer.texts(".qg-right .qg-mark") == ["✓ right · your answer"]
    assert reviewer.texts(".qg-list > .qg-wrong") == []
    assert reviewer.texts(".qg-reason") == ["Tokyo is Japan's capital."]


def test_a_wrong_choice_is_marked_and_so_is_the_right_one(reviewer: Reviewer) -> None:
    """Sign, word and border tell the two apart, and the reason stands at the wrong one."""
    front, back = reviewer.sides("capital-korea")
    reviewer.desktop(front)
    reviewer.click("Tokyo")
    reviewer.desktop(back, first=False)
    assert reviewer.texts("#qg-verdict") == ["✗ Wrong"]
    assert reviewer.texts(".qg-list > .qg-right")[0].endswith("Seoul ✓ right")
    (wrong,) = reviewer.texts(".qg-list > .qg-wrong")
    assert wrong.endswith("Tokyo ✗ wrong · your answer Tokyo is Japan's capital.")
    borders = reviewer.js(
        "return ['right', 'wrong'].map(name => getComputedStyle(document.querySelector('.qg-list > .qg-' + name))"
        ".borderTopStyle)"
    )
    assert borders == ["solid", "dashed"]


@pytest.mark.parametrize("holding", [None, Keys.ALT])
@pytest.mark.parametrize("number", range(1, 9))
def test_numbers_press_the_options_by_their_place(reviewer: Reviewer, number: int, holding: str | None) -> None:
    """1 to 8, alone or with Alt, which is what Anki's desktop lets through, press what stands at that place."""
    front, back = reviewer.sides("eight")
    reviewer.desktop(front)
    shown = reviewer.texts(SHOWN)
    assert sorted(shown) == [f"Number {at}" for at in range(8)]
    reviewer.press(str(number), holding=holding)
    assert reviewer.sent() == ["ans"]
    reviewer.desktop(back, first=False)
    (chosen,) = (text for text in reviewer.texts("#qg-list > li") if "your answer" in text)
    assert chosen.startswith(shown[number - 1])


def test_other_keys_are_left_to_the_client(reviewer: Reviewer) -> None:
    """Letters, 9, 0 and numbers with Control or Shift do nothing, and no number does anything on the back."""
    front, back = reviewer.sides("eight")
    reviewer.desktop(front)
    reviewer.press("a", "0", "9", "x")
    reviewer.press("1", holding=Keys.CONTROL)
    reviewer.press("!", "@")
    assert reviewer.sent() == []
    reviewer.js("addEventListener('keydown', event => sent.push(event.key + event.defaultPrevented))")
    reviewer.desktop(back, first=False)
    reviewer.press("1", "4")
    reviewer.press("3", holding=Keys.ALT)
    assert reviewer.sent() == ["1false", "4false", "Altfalse", "3false"]


def test_the_card_before_does_not_listen_any_more(reviewer: Reviewer) -> None:
    """On a desktop the page stays: a number means the card that is shown, and is typed into a box."""
    reviewer.desktop(reviewer.sides("eight")[0])
    reviewer.desktop(reviewer.sides("capital-korea")[0], first=False)
    reviewer.press("8")
    assert reviewer.sent() == []
    reviewer.press("2")
    assert reviewer.sent() == ["ans"]
    reviewer.desktop(reviewer.sides("capital-short")[0], first=False)
    reviewer.js("document.getElementById('typeans').focus()")
    reviewer.press("1", "2")
    assert reviewer.js("return document.getElementById('typeans').value") == "12"
    assert reviewer.sent() == ["ans"]


def test_several_right_options_have_a_check_button(reviewer: Reviewer) -> None:
    """Nothing turns until the learner says so; what was missed is told from what was wrong."""
    front, back = reviewer.sides("coast")
    reviewer.desktop(front)
    assert reviewer.texts(".qg-check") == []
    reviewer.click("Seoul")
    reviewer.click("Lima")
    reviewer.click("Oslo")
    reviewer.click("Oslo")
    pressed = reviewer.texts('[aria-pressed="true"]')
    assert (sorted(pressed), reviewer.sent()) == (["Lima", "Seoul"], [])
    reviewer.click("Check")
    assert reviewer.sent() == ["ans"]
    reviewer.desktop(back, first=False)
    assert reviewer.texts("#qg-verdict") == ["✗ Wrong"]
    assert sorted(reviewer.texts("#qg-list > li")) == [
        "Lima ✗ wrong · your answer", "Oslo", "Seoul ✓ right · your answer", "Tokyo ✓ right, but not chosen",
    ]  # fmt: skip


def test_all_right_options_and_no_other_is_right(reviewer: Reviewer) -> None:
    """Chosen by keys; without any choice the back gives no verdict and marks the right ones."""
    front, back = reviewer.sides("coast")
    reviewer.desktop(front)
    shown = reviewer.texts(SHOWN)
    for city in ("Tokyo", "Seoul"):
        reviewer.press(str(shown.index(city) + 1))
    reviewer.desktop(back, first=False)
    assert reviewer.texts("#qg-verdict") == ["✓ Right"]
    reviewer.desktop(front)
    reviewer.desktop(back, first=False)
    assert reviewer.texts("#qg-verdict") == [""]
    assert reviewer.texts(".qg-mark") == ["✓ right", "✓ right"]


@pytest.mark.parametrize("client", ["desktop", "phone"])
@pytest.mark.parametrize("without", ["", "sessionStorage", "localStorage"])
def test_the_back_keeps_the_order_of_the_front(reviewer: Reviewer, client: str, without: str) -> None:
    """In one page or in two, and where one of the browser's stores is refused."""
    refused = f"<script>Object.defineProperty(window, '{without}', {{get() {{ throw Error('no'); }}}})</script>"
    before = refused if without else ""
    front, back = reviewer.sides("eight")
    for _ in range(3):
        if client == "desktop":
            reviewer.desktop("")
            reviewer.js(f"document.head.append(document.createRange().createContextualFragment({before!r}))")
            reviewer.desktop(front, first=False)
            shown = reviewer.texts(SHOWN)
            reviewer.desktop(back, first=False)
        else:
            reviewer.phone(before + front)
            shown = reviewer.texts(SHOWN)
            reviewer.click(shown[4])
            assert reviewer.sent() == ["show_answer"]
            reviewer.phone(before + back)
            assert "your answer" in reviewer.texts("#qg-list > li")[4]
        assert reviewer.texts(SHOWN) == shown


def test_without_any_memory_the_back_is_a_plain_list(reviewer: Reviewer) -> None:
    """Where a client keeps nothing, the right option is marked in the note's own order, and nothing is made up."""
    refused = "".join(
        f"<script>Object.defineProperty(window, '{name}', {{get() {{ throw Error('no'); }}}})</script>"
        for name in ("sessionStorage", "localStorage")
    )
    front, back = reviewer.sides("capital-korea")
    note = reviewer.learner.note("capital-korea")
    reviewer.phone(refused + front)
    reviewer.click("Tokyo")
    reviewer.phone(refused + back)
    assert reviewer.texts(SHOWN) == [note["Option 1"], note["Option 2"], note["Option 3"]]
    assert reviewer.texts(".qg-mark, #qg-verdict") == ["", "✓ right"]


def test_another_cards_memory_is_not_taken_over(reviewer: Reviewer) -> None:
    """What was chosen on one card says nothing on another, nor does what is damaged or a day old."""
    reviewer.desktop(reviewer.sides("eight")[0])
    reviewer.press("1")
    front, back = reviewer.sides("capital-korea")
    reviewer.desktop(back, first=False)
    assert reviewer.texts(".qg-mark") == ["✓ right"]
    for left in ("nonsense", "null", "[]", '{"id": "sample/capital-korea (en)", "chosen": 3, "at": 9e15}'):
        reviewer.phone(front)
        reviewer.js("sessionStorage.quizgen = localStorage.quizgen = arguments[0]", left)
        reviewer.phone(back)
        assert reviewer.texts(".qg-mark") == ["✓ right"]
    reviewer.phone(front)
    reviewer.click("Tokyo")
    reviewer.js(
        "var old = JSON.parse(sessionStorage.quizgen); old.at -= 86400000;"
        "sessionStorage.quizgen = localStorage.quizgen = JSON.stringify(old)"
    )
    reviewer.phone(back)
    assert reviewer.texts(".qg-mark") == ["✓ right"]


def test_where_no_client_can_be_asked_nothing_is_offered(reviewer: Reviewer) -> None:
    """On AnkiWeb a choice is kept for the back, and no button is shown that would do nothing."""
    front, back = reviewer.sides("coast")
    reviewer.desktop("")
    reviewer.js("pycmd = undefined")
    reviewer.desktop(front, first=False)
    reviewer.click("Oslo")
    assert (reviewer.texts(".qg-check"), reviewer.texts('[aria-pressed="true"]')) == ([], ["Oslo"])
    reviewer.desktop(back, first=False)
    assert "Oslo ✗ wrong · your answer" in reviewer.texts("#qg-list > li")


def test_order_by_clicks_and_by_keys(reviewer: Reviewer) -> None:
    """Tapped in the order that one thinks is right; a second tap takes one out; then Check."""
    front, back = reviewer.sides("order")
    reviewer.desktop(front)
    reviewer.click("Vienna")
    reviewer.click("Rome")
    assert sorted(reviewer.texts(".qg-button")) == ["1 Vienna", "2 Rome", "Brasilia"]
    reviewer.click("1 Vienna")
    assert sorted(reviewer.texts(".qg-button")) == ["1 Rome", "Brasilia", "Vienna"]
    shown = [text.split()[-1] for text in reviewer.texts(".qg-button")]
    assert reviewer.texts(".qg-check") == []
    reviewer.press(str(shown.index("Brasilia") + 1))
    reviewer.press(str(shown.index("Vienna") + 1))
    reviewer.click("Check")
    assert reviewer.sent() == ["ans"]
    reviewer.desktop(back, first=False)
    assert reviewer.texts("#qg-verdict") == ["✗ Wrong"]
    assert reviewer.texts("#qg-list > li") == [
        "Rome ✓ right", "Vienna ✗ wrong · your answer: Brasilia", "Brasilia ✗ wrong · your answer: Vienna",
    ]  # fmt: skip


def test_order_by_tab_and_enter(reviewer: Reviewer) -> None:
    """Without a pointer: Tab walks from thing to thing, Space or Enter takes it, and Check comes last."""
    front, back = reviewer.sides("order")
    for _ in range(300):
        reviewer.phone(front)
        if reviewer.texts(".qg-button") == ["Rome", "Vienna", "Brasilia"]:
            break
    for key in (Keys.ENTER, Keys.SPACE, Keys.ENTER, Keys.ENTER):
        reviewer.tab()
        reviewer.press(key)
    assert reviewer.sent() == ["show_answer"]
    reviewer.phone(back)
    assert reviewer.texts("#qg-verdict") == ["✓ Right"]
    assert reviewer.texts(".qg-mark") == ["✓ right"] * 3


def test_match_by_menus(reviewer: Reviewer) -> None:
    """A menu for each row, its things lettered as in the list below; Check when every row has one."""
    front, back = reviewer.sides("match")
    reviewer.desktop(front)
    rights = reviewer.texts("#qg-rights > li")
    menus = [Menu(one) for one in reviewer.browser.find_elements("css selector", "select")]
    expected = ["Choose …", *(f"{letter}. {text}" for letter, text in zip("ABC", rights, strict=True))]
    assert [[entry.text for entry in menu.options] for menu in menus] == [expected, expected]
    menus[0].select_by_value("Tokyo")
    assert reviewer.texts(".qg-check") == []
    menus[1].select_by_value("Jakarta")
    reviewer.click("Check")
    assert reviewer.sent() == ["ans"]
    reviewer.desktop(back, first=False)
    assert reviewer.texts("#qg-verdict") == ["✗ Wrong"]
    assert reviewer.texts("#qg-list > li") == [
        "Japan – Tokyo ✓ right", "South Korea – Seoul ✗ wrong · your answer: Jakarta",
    ]  # fmt: skip


def test_match_by_keys(reviewer: Reviewer) -> None:
    """Tab and the arrows are enough, and the back says that all is right."""
    front, back = reviewer.sides("match")
    reviewer.phone(front)
    rights = reviewer.texts("#qg-rights > li")
    for city in ("Tokyo", "Seoul"):
        reviewer.tab()
        reviewer.press(*[Keys.ARROW_DOWN] * (rights.index(city) + 1))
    reviewer.tab()
    reviewer.press(Keys.ENTER)
    assert reviewer.sent() == ["show_answer"]
    reviewer.phone(back)
    assert reviewer.texts("#qg-verdict") == ["✓ Right"]


def test_a_typed_answer(reviewer: Reviewer) -> None:
    """The box takes what is typed; the back shows the difference and what else is right."""
    front, back = reviewer.sides("capital-short", typed="Osla")
    reviewer.desktop(front)
    reviewer.browser.find_element("id", "typeans").send_keys("Osla")
    reviewer.desktop(back, first=False)
    assert reviewer.texts("#typeans") == ["Osla ↓ Oslo"]
    lines = reviewer.js(
        "return ['Bad', 'Missed'].map(name => getComputedStyle(document.querySelector('.type' + name))"
        ".textDecorationLine)"
    )
    assert lines == ["line-through", "underline"]
    (key,) = reviewer.texts(".qg-key")
    assert key.startswith("Oslo Also right: Kristiania")
    reviewer.desktop(reviewer.sides("capital-short")[1])
    assert (reviewer.texts("#typeans"), reviewer.texts(".qg-key")) == ([], [key])


def test_the_cards_that_only_turn(reviewer: Reviewer) -> None:
    """True or false and a cloze show the question, then what is right."""
    front, back = reviewer.sides("truth")
    reviewer.desktop(front)
    assert reviewer.texts(".qg-stem, .qg-key") == ["Oslo is the capital of Sweden."]
    reviewer.desktop(back, first=False)
    assert reviewer.texts(".qg-key, .qg-explanation") == ["False", "Oslo is the capital of Norway."]
    front, back = reviewer.sides("cloze", card=1)
    reviewer.desktop(front)
    assert reviewer.texts(".qg-stem") == ["Vienna lies on the river [six letters]."]
    reviewer.desktop(back, first=False)
    assert reviewer.texts(".qg-stem") == ["Vienna lies on the river Danube."]


def stray(reviewer: Reviewer, front: str, runs: int) -> float:
    """How far the orders that a front shows stray from being equally frequent (chi-square)."""
    orders: list[str] = reviewer.js(
        "var orders = [];"
        "for (var at = 0; at < arguments[1]; at += 1) {"
        "  show(arguments[0]);"
        "  orders.push([].map.call(document.getElementById('qg-list').children, i => i.textContent.trim()).join('|'));"
        "} return orders;",
        front,
        runs,
    )
    counts = Counter(orders)
    possible = {"|".join(order) for order in permutations(orders[0].split("|"))}
    assert set(counts) <= possible
    expected = runs / len(possible)
    return sum((counts[order] - expected) ** 2 / expected for order in possible)


@pytest.mark.parametrize(("question", "orders"), [("capital-korea", 6), ("coast", 24), ("order", 6)])
def test_the_shuffle_is_fair(reviewer: Reviewer, question: str, orders: int) -> None:
    """Over thousands of showings every order is as frequent as every other, within what chance allows."""
    front = reviewer.sides(question)[0].split("</style>")[1]
    reviewer.desktop("")
    assert stray(reviewer, front, 6000 if orders == 24 else 3000) < ALMOST_NEVER[orders]


def test_the_usual_shuffle_would_be_caught(reviewer: Reviewer) -> None:
    """The same card with ``sort(() => Math.random() - 0.5)`` fails the same test by far."""
    front = reviewer.sides("capital-korea")[0].split("</style>")[1]
    biased = front.replace("shuffle(numbers.slice())", "numbers.slice().sort(() => Math.random() - 0.5)")
    assert biased != front
    reviewer.desktop("")
    assert stray(reviewer, biased, 3000) > 3 * ALMOST_NEVER[6]


def test_chance_is_drawn_well_without_crypto(reviewer: Reviewer) -> None:
    """An old client without ``crypto`` shuffles fairly too."""
    reviewer.desktop("")
    reviewer.js("Object.defineProperty(window, 'crypto', {value: undefined})")
    assert stray(reviewer, reviewer.sides("capital-korea")[0].split("</style>")[1], 2400) < ALMOST_NEVER[6]
