"""How the cards look and what a screen reader finds in them: colours, widths, directions, names, no scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.support.ui import Select as Menu

from quizgen.bank.load import load_words
from quizgen.model import Entity, Option, Picture
from tests.browser import Reviewer, reviewing
from tests.samples import HERE, QUESTIONS, both, option
from tests.test_anki_client import Learner, deck, somebody

SAMPLE: dict[str, Any] = {question.kind: question for question in QUESTIONS}
CHOICE, SHORT, ORDER, MATCH = (SAMPLE[kind] for kind in ("choice", "short", "order", "match"))
KINDS = ("capital-korea", "coast", "truth", "capital-short", "cloze", "order", "match", "pictures")
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"><rect width="600" height="300"/></svg>'

KEY = ".qg-key:not(.qg-translation *), #qg-list > li"
"""What is right, on a back without scripts."""

CONTRASTS = """
function channels(colour) { return colour.match(/[\\d.]+/g).map(Number); }
function light(colour) {
  var parts = channels(colour).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}
function under(element) {
  for (var at = element; at; at = at.parentElement) {
    var style = getComputedStyle(at), colour = channels(style.backgroundColor);
    if (style.backgroundImage !== "none") { throw Error("a picture is behind " + element.outerHTML); }
    if (colour.length === 3 || colour[3] === 1) { return style.backgroundColor; }
    if (colour[3] !== 0) { throw Error("half transparent: " + at.outerHTML); }
  }
  return "rgb(255, 255, 255)";
}
function contrast(element, pseudo) {
  var one = light(getComputedStyle(element, pseudo).color), other = light(under(element));
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
var found = [];
document.querySelectorAll(".qg, .qg *").forEach(function (element) {
  if (!element.getClientRects().length) { return; }
  var own = [].some.call(element.childNodes, node => node.nodeType === 3 && node.data.trim());
  var name = element.nodeName + "." + element.className + "#" + element.id;
  if (own || /^(SELECT|INPUT)$/.test(element.nodeName)) { found.push([name, contrast(element, null)]); }
  if (element.matches("ol.qg-list > li")) { found.push([name + "::before", contrast(element, "::before")]); }
});
return found;
"""
"""Each text that is shown, with the contrast of its colour to what is behind it (WCAG 2)."""


def city(key: str, name: str) -> Option:
    """An option with a picture."""
    image = Picture(file="p.svg", content=SVG, media_type="image/svg+xml", alt=both(f"A map of {name}"), place=HERE)
    entity = Entity(key=key, kind="city", name=both(name), accept={}, image=image, place=HERE)
    return replace(option(f"@{key}", name), entity=entity)


SHOWN = Picture(file="p.svg", content=SVG, media_type="image/svg+xml", alt=both("A flag"), place=HERE)
PICTURED = tuple(city(key, key.title()) for key in ("rome", "oslo", "lima"))
LONGS = (option("c", f"{LONG}?"), option("d", LONG))
SAMPLES = (
    *QUESTIONS,
    replace(CHOICE, id="pictures", options=PICTURED, right=1, image=SHOWN),
    replace(MATCH, id="match-pictures", lefts=PICTURED[:2]),
    *(
        replace(question, id=f"long-{question.kind}", stem=both(f"{LONG} {LONG}?"), **changes)
        for question, changes in (
            (CHOICE, {"options": (option("a", LONG, because=f"No {LONG}."), option("b", f"{LONG}!")), "right": 1}),
            (SHORT, {}),
            (ORDER, {"items": (option("a", LONG), option("b", f"{LONG}!"))}),
            (MATCH, {"lefts": (option("a", LONG), option("b", "B")), "rights": LONGS}),
        )
    ),
    replace(
        CHOICE,
        id="hebrew",
        stem=both("מהי בירת ישראל?"),
        options=(option("a", "ירושלים"), option("b", "Tel Aviv", because="לא."), option("c", "חיפה 3")),
        right=0,
    ),
    replace(ORDER, id="order-hebrew", items=(option("a", "אלף"), option("b", "בית"))),
)


def fill(learner: Learner) -> None:
    """Give every note a banner and a correction, so that a card shows all that it can."""
    for number in learner.col.find_notes(""):
        note = learner.col.get_note(number)
        note["Notice"] = "This question has been retired: it is asked no more."
        note["Corrections"] = f"The article prints <em>2022</em>; right is <code>2023</code> {LONG}."
        learner.col.update_note(note)


@pytest.fixture(scope="module")
def reviewer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewer]:
    """A browser at cards that show all they can."""
    with somebody(tmp_path_factory.mktemp("learner")) as learner:
        learner.take(deck(SAMPLES, translations={"id": load_words("id")}))
        fill(learner)
        with reviewing(learner) as reviewer:
            yield reviewer


def choose(reviewer: Reviewer) -> None:
    """Choose something on the front that is shown, so that all its states are there."""
    for button in reviewer.browser.find_elements("css selector", ".qg-button"):
        button.click()
    for menu in reviewer.browser.find_elements("css selector", "select"):
        Menu(menu).select_by_index(1)


def stages(reviewer: Reviewer, question: str, *, night: bool = False, first: bool = True) -> Iterator[str]:
    """A card on a desktop: untouched, chosen, turned; each is there while its name is at hand."""
    front, back = reviewer.sides(question, typed="Osla")
    reviewer.desktop(front, night=night)
    yield "front"
    choose(reviewer)
    yield "chosen"
    reviewer.desktop(back, night=night, first=False)
    yield "back"


@pytest.mark.parametrize("night", [False, True], ids=["light", "night"])
@pytest.mark.parametrize("question", KINDS)
def test_every_text_is_readable(reviewer: Reviewer, question: str, night: bool) -> None:
    """All real colours have a contrast of 4.5 or more, also under the pointer, by day and by night."""
    seen = set()
    for stage in stages(reviewer, question, night=night):
        contrasts = reviewer.js(CONTRASTS)
        assert [(stage, name, ratio) for name, ratio in contrasts if ratio < 4.5] == []
        seen |= {name.split("#")[0] for name, _ in contrasts}
    assert {"P.qg-notice", "DIV.qg-code", "CODE."} <= seen
    background = reviewer.js("return getComputedStyle(document.body).backgroundColor")
    assert background == ("rgb(27, 30, 36)" if night else "rgb(255, 255, 255)")


@pytest.mark.parametrize("night", [False, True], ids=["light", "night"])
@pytest.mark.parametrize("system", ["isLin", "isWin"])
def test_the_clients_own_style_does_not_show_through(reviewer: Reviewer, system: str, night: bool) -> None:
    """Anki styles every button by system and under the pointer; a card's are as wide and as large as its text."""
    front, _ = reviewer.sides("coast")
    reviewer.desktop(front, night=night, system=system)
    choose(reviewer)
    reviewer.browser.execute_cdp_cmd("DOM.enable", {})
    reviewer.browser.execute_cdp_cmd("CSS.enable", {})
    root = reviewer.browser.execute_cdp_cmd("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    for selector in (".qg-button", ".qg-check"):
        node = reviewer.browser.execute_cdp_cmd("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        read = (
            "var one = document.querySelector(arguments[0]), style = getComputedStyle(one);"
            "return [style.fontSize, style.marginLeft, style.borderTopWidth, style.backgroundImage, style.boxShadow,"
            "one.getBoundingClientRect().height]"
        )
        before = reviewer.js(read, selector)
        assert before[0] == "18.75px"
        assert (before[1], before[3], "rgba(20, 20, 20" in before[4]) == ("0px", "none", False)
        reviewer.browser.execute_cdp_cmd("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": ["hover"]})
        assert reviewer.js(read, selector) == before
        assert [(name, ratio) for name, ratio in reviewer.js(CONTRASTS) if ratio < 4.5] == []
    reviewer.browser.execute_cdp_cmd("CSS.disable", {})


@pytest.mark.parametrize("root", ["100%", "200%"])
@pytest.mark.parametrize(
    "question",
    [*KINDS, "match-pictures", "long-choice", "long-short", "long-order", "long-match", "hebrew", "order-hebrew"],
)
def test_a_phone_has_nothing_to_scroll_sideways(reviewer: Reviewer, question: str, root: str) -> None:
    """At 360 pixels, with long words and letters of twice the size, all is inside the screen."""
    reviewer.resize(360)
    try:
        for _ in stages(reviewer, question):
            reviewer.js("document.documentElement.style.fontSize = arguments[0]", root)
            outside = reviewer.js(
                "return [...document.querySelectorAll('.qg, .qg *')].filter(one => one.getClientRects().length)"
                ".filter(one => { var box = one.getBoundingClientRect();"
                " return box.left < 0 || box.right > document.documentElement.clientWidth + 0.5; })"
                ".map(one => one.outerHTML.slice(0, 80))"
            )
            assert outside == []
            scrolled, width = reviewer.js("var r = document.documentElement; return [r.scrollWidth, r.clientWidth]")
            assert scrolled <= width
    finally:
        reviewer.resize(1000)


def test_what_can_be_tapped_is_large_enough(reviewer: Reviewer) -> None:
    """Buttons and menus are at least 40 pixels high, and phones know them as theirs."""
    reviewer.resize(360)
    for question in ("capital-korea", "coast", "order", "match"):
        reviewer.phone(reviewer.sides(question)[0])
        choose(reviewer)
        tapped = reviewer.js(
            "return [...document.querySelectorAll('button:not([hidden]), select')]"
            ".map(one => [one.offsetHeight >= 40, one.matches('button, .tappable')])"
        )
        assert tapped
        assert all(large and known for large, known in tapped)
    reviewer.resize(1000)


def test_right_to_left(reviewer: Reviewer) -> None:
    """Each text has its own direction; the number of an option stands where its line begins."""
    front, back = reviewer.sides("hebrew")
    read = (
        "return [...document.querySelectorAll('#qg-list > li')].map(item => {"
        " var number = getComputedStyle(item, '::before');"
        " var begins = parseFloat(number.left) < parseFloat(number.right) ? 'left' : 'right';"
        " return [item.innerText.split('\\n')[0], getComputedStyle(item).direction, begins]; }).sort()"
    )
    expected = [["Tel Aviv", "ltr", "left"], ["חיפה 3", "rtl", "right"], ["ירושלים", "rtl", "right"]]
    reviewer.desktop(front)
    assert reviewer.js(read) == expected
    assert reviewer.js("return getComputedStyle(document.querySelector('.qg')).direction") == "rtl"
    assert reviewer.js("return getComputedStyle(document.querySelector('.qg-instruction')).direction") == "ltr"
    reviewer.desktop(back, first=False)
    assert reviewer.js(read) == expected
    reviewer.desktop(reviewer.sides("order-hebrew")[0])
    directions = "return [...document.querySelectorAll('.qg-button')].map(one => getComputedStyle(one).direction)"
    assert reviewer.js(directions) == ["rtl", "rtl"]


def told(reviewer: Reviewer) -> list[tuple[str, str]]:
    """What a screen reader finds: role and name of all that is not mere text."""
    nodes = reviewer.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]

    def value(node: dict[str, Any], key: str) -> str:
        return str(node.get(key, {}).get("value", ""))

    plain = {"none", "generic", "StaticText", "InlineTextBox", "RootWebArea", "LineBreak"}
    return [
        (value(node, "role"), value(node, "name"))
        for node in nodes
        if not node["ignored"] and value(node, "role") not in plain
    ]


def test_a_screen_reader_finds_names_and_states(reviewer: Reviewer) -> None:
    """Options are buttons named by their text in a list named by the question; pictures have their words."""
    front, back = reviewer.sides("pictures")
    reviewer.desktop(front)
    found = told(reviewer)
    assert ("list", "What is the capital of South Korea?") in found
    assert ("note", "") in found
    assert ("image", "A flag") in found
    assert sorted(name for role, name in found if role == "button") == [
        "A map of Lima Lima", "A map of Oslo Oslo", "A map of Rome Rome",
    ]  # fmt: skip
    assert reviewer.js("return document.querySelector('.qg-button').getAttribute('aria-keyshortcuts')") == "1 Alt+1"
    reviewer.press("2")
    assert reviewer.js("return [...document.querySelectorAll('[aria-pressed]')].map(b => b.ariaPressed)") == [
        "false", "true", "false",
    ]  # fmt: skip
    reviewer.desktop(back, first=False)
    assert "status" in {role for role, _ in told(reviewer)}
    assert reviewer.texts('[role="status"]')[0] in ("✓ Right", "✗ Wrong")


def test_order_and_match_have_names_too(reviewer: Reviewer) -> None:
    """A thing says its place once it has one; a menu has the name of its row."""
    reviewer.desktop(reviewer.sides("order")[0])
    reviewer.click("Vienna")
    assert ("button", "1 Vienna") in told(reviewer)
    reviewer.desktop(reviewer.sides("match")[0])
    menus = [name for role, name in told(reviewer) if role == "combobox"]
    assert menus == ["Japan", "South Korea"]


@pytest.mark.parametrize("question", ["capital-korea", "coast", "capital-short", "order", "match"])
def test_focus_can_be_seen(reviewer: Reviewer, question: str) -> None:
    """Whatever Tab reaches has a ring of three pixels, though Anki takes rings away."""
    reviewer.desktop(reviewer.sides(question)[0])
    choose(reviewer)
    wanted = reviewer.js("return [...document.querySelectorAll('button:not([hidden]), select, input')].length")
    rings = {}
    for _ in range(wanted + 2):
        reviewer.tab()
        place, name, *ring = reviewer.js(
            "var one = document.activeElement, style = getComputedStyle(one);"
            "var place = [...document.querySelectorAll('*')].indexOf(one);"
            "return [place, one.nodeName, style.outlineStyle, style.outlineWidth]"
        )
        if name != "BODY":
            rings[place] = ring
    assert list(rings.values()) == [["solid", "3px"]] * wanted


@pytest.mark.parametrize("question", KINDS)
def test_without_scripts_a_card_is_a_plain_list(reviewer: Reviewer, question: str) -> None:
    """The front has all it asks about and no dead button; the back has the key and every reason."""
    front, back = reviewer.sides(question)
    note = reviewer.learner.note(question)
    reviewer.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        reviewer.phone(front)
        items = reviewer.browser.find_elements("css selector", ".qg-list > li")
        shown = [item.text for item in items]
        live = reviewer.browser.find_elements("css selector", "button, select")
        assert [one.tag_name for one in live if one.is_displayed()] == []
        reviewer.phone(back)
        key = [one.text for one in reviewer.browser.find_elements("css selector", KEY)]
        body = reviewer.browser.find_element("css selector", ".qg").text
    finally:
        reviewer.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    if question == "capital-korea":
        assert shown == [note["Option 1"], note["Option 2"], note["Option 3"]]
        assert key[0] == "Seoul"
        assert "Tokyo is Japan's capital." in body
    elif question == "coast":
        assert sorted(shown) == ["Lima", "Oslo", "Seoul", "Tokyo"]
        assert sorted(key[0].splitlines()) == ["Seoul", "Tokyo"]
    elif question == "order":
        assert (sorted(shown), key) == (["Brasilia", "Rome", "Vienna"], ["Rome", "Vienna", "Brasilia"])
    elif question == "match":
        assert (shown[:2], sorted(shown[2:])) == (["Japan", "South Korea"], ["Jakarta", "Seoul", "Tokyo"])
        assert key == ["Japan – Tokyo", "South Korea – Seoul"]
    assert note["Code"] in body


def test_nothing_is_fetched_but_the_cards_own_pictures(reviewer: Reviewer) -> None:
    """No card asks any other host for anything, nor its own for more than its pictures."""
    media = {entry.name for entry in Path(reviewer.learner.col.media.dir()).iterdir()}
    fetched: set[str] = set()
    reviewer.errors()
    for question in (*KINDS, "match-pictures", "hebrew"):
        for _ in stages(reviewer, question):
            names = reviewer.js("return performance.getEntriesByType('resource').map(entry => entry.name)")
            fetched |= set(names)
    assert {name.rpartition("/")[2] for name in fetched} <= media
    assert {name.split("/")[2].split(":")[0] for name in fetched} == {"127.0.0.1"}
    assert reviewer.errors() == []
