"""The page keeps to itself: nothing is loaded or run beyond it, and no text of a bank is ever markup."""

from __future__ import annotations

from dataclasses import replace

from quizgen.model import AnyQuestion, Choice, Cloze, Match, Option, Order, Picture, Select, Short, Typed
from quizgen.text import Span, Text, draw_blanks
from tests.pages import Visitor, alone, sample_page
from tests.samples import BANK, HERE, QUESTIONS, both
from tests.test_anki_deck import HOSTILE, PNG

RAW = " ".join(
    (*HOSTILE, "</script><img src=x onerror=alert(1)>", "</title><style>*{display:none}</style>", "${x}", "$data")
)


def hostile(text: Text) -> Text:
    """A text with everything behind it that could be taken for markup."""
    return text.each(lambda rich: (*rich, Span(" " + RAW)))


def hostile_option(option: Option) -> Option:
    because = hostile(option.because or both("?"))
    return replace(option, text=hostile(option.text), because=because)


def hostile_typed(typed: Typed) -> Typed:
    return replace(typed, answer=hostile(typed.answer), accept={"en": (RAW,), "id": (RAW,)})


def hostile_question(question: AnyQuestion) -> AnyQuestion:
    """A question whose every text is hostile."""
    common = replace(question, stem=hostile(question.stem), explanation=hostile(question.explanation or both("?")))
    match common:
        case Choice() | Select():
            return replace(common, options=tuple(map(hostile_option, common.options)))
        case Order():
            return replace(common, items=tuple(map(hostile_option, common.items)))
        case Match():
            return replace(
                common, lefts=tuple(map(hostile_option, common.lefts)), rights=tuple(map(hostile_option, common.rights))
            )
        case Short():
            return replace(common, typed=hostile_typed(common.typed), also=())
        case Cloze():
            text = {language: (*pieces, Span(RAW)) for language, pieces in common.text.items()}
            blanks = {number: hostile_typed(blank) for number, blank in common.blanks.items()}
            return replace(common, text=text, stem=draw_blanks(text), blanks=blanks)
        case _:
            return common


def hostile_bank() -> bytes:
    """A page on which every text that a bank can have is hostile, credits, topics, sources and title included."""
    topics = {key: replace(topic, name=hostile(topic.name)) for key, topic in BANK.topics.items()}
    sources = {key: replace(source, cite=hostile(source.cite)) for key, source in BANK.sources.items()}
    bank = replace(
        BANK, title=hostile(BANK.title), author=both("?").each(lambda _: (Span(RAW),)), licence=RAW,
        topics=topics, sources=sources,
    )  # fmt: skip
    return sample_page([hostile_question(question) for question in QUESTIONS], bank)


def test_hostile_texts_are_shown_as_they_stand(visitor: Visitor) -> None:
    """Every kind, asked and answered: no element, no script and no style comes of a text."""
    visitor.open(hostile_bank())
    shown = " ".join(RAW.split())
    assert visitor.js("return document.title").endswith(shown)
    assert visitor.text("h1").endswith(shown)
    for topic in (1, 2):
        assert visitor.texts("label.option")[topic - 1].startswith(("Asia " + shown, "Europe " + shown))
    visitor.begin()
    for question in QUESTIONS:
        stem = visitor.texts(".stem")[0]
        assert stem.endswith(shown), question.kind
        visitor.click("I do not know")
        assert any(line.endswith(shown) for line in visitor.texts(".feedback p, .feedback li")), question.kind
        visitor.click("See the result" if question.kind == "match" else "Next question")
    assert len(visitor.texts(".missed > li")) == 7
    found = visitor.js(
        "return ['script', 'style', 'img', 'b', '[onerror]'].map((one) => document.querySelectorAll(one).length)"
    )
    assert found == [2, 1, 0, 0, 0]
    assert visitor.printed().startswith(b"%PDF")
    assert visitor.errors() == []


def test_hostile_answers_are_texts_too(visitor: Visitor) -> None:
    """What a learner types, a name included, comes back as it was typed."""
    alone(visitor, QUESTIONS[3])
    visitor.type(".typed", "<b>x</b></script>")
    visitor.check("See the result")
    assert visitor.texts(".yours") == ["✗ Your answer: <b>x</b></script>"]


def test_nothing_but_the_page_runs(visitor: Visitor) -> None:
    """A script, a handler, a style or a picture that somehow came in is stopped by the policy, each by itself."""
    alone(visitor, QUESTIONS[0])
    visitor.errors()
    visitor.js("""
      const script = document.createElement("script");
      try { script.text = "window.ran = 1"; } catch (error) { window.refused = String(error); }
      document.body.append(script);
      const image = document.createElement("img");
      image.src = "http://127.0.0.1:9/x.png";
      document.body.append(image);
      const style = document.createElement("style");
      style.append("body { display: none }");
      document.head.append(style);
      try { document.body.innerHTML = "<p>"; } catch (error) { window.unmarked = error.name; }""")
    said = " ".join(visitor.errors())
    assert visitor.js("return [window.ran, window.unmarked, getComputedStyle(document.body).display]") == [
        None, "TypeError", "block",
    ]  # fmt: skip
    assert "img-src data:" in said
    assert "style-src" in said


def test_nothing_is_asked_of_a_network(visitor: Visitor) -> None:
    """From the beginning to the saved file, the page asks for nothing but itself."""
    visitor.open(sample_page())
    visitor.begin()
    visitor.answer_all()
    visitor.type("#name", "Ani")
    visitor.click("Copy the text")
    assert visitor.js("return performance.getEntriesByType('resource').map(e => e.name)") == []
    assert visitor.errors() == []


def test_a_picture_stands_in_the_page(visitor: Visitor) -> None:
    """It is shown, with its text in the language for those who do not see it."""
    picture = Picture(file="x.png", content=PNG, media_type="image/png", alt=both("A dot", "Sebuah titik"), place=HERE)
    visitor.open(sample_page([replace(QUESTIONS[0], image=picture)]))
    visitor.begin()
    shown = "const i = document.querySelector('main img'); return [i.alt, i.complete && i.naturalWidth]"
    visitor.frame()
    assert visitor.js(shown) == ["A dot", 1]
    visitor.click("Bahasa Indonesia")
    visitor.frame()
    assert visitor.js(shown)[0] == "Sebuah titik"
    assert visitor.errors() == []


def test_a_browser_that_cannot_is_told(visitor: Visitor) -> None:
    """Without scripts, or in a browser too old to unpack the data, a sentence says so in both languages."""
    needed = [
        "This quiz needs a recent browser with JavaScript switched on.",
        "Kuis ini memerlukan peramban yang cukup baru dengan JavaScript aktif.",
    ]
    added = visitor.browser.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument", {"source": "delete window.DecompressionStream"}
    )
    path = visitor.folder / "quiz.html"
    path.write_bytes(sample_page())
    try:
        visitor.browser.get(path.as_uri())
        visitor.frame()
        assert visitor.texts("main p") == needed
    finally:
        visitor.browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)
    assert "DecompressionStream" in " ".join(visitor.errors())
    visitor.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        visitor.browser.get(path.as_uri())
        assert [one.text for one in visitor.browser.find_elements("css selector", "main p")] == needed
    finally:
        visitor.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
