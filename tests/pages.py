"""Somebody at the interactive page, in a real browser: what they see, press and hear, and what axe has against it."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.keys import Keys

from quizgen.bank.load import load_words
from quizgen.export.html import build_page
from quizgen.model import AnyQuestion, Bank
from tests.browser import chromium
from tests.samples import BANK, QUESTIONS

REPOSITORY = Path(__file__).parents[1]
WIDTHS = {"phone": 360, "desk": 1000, "projector": 1920}


def require_axe() -> str:
    """The source of axe-core, from $QUIZGEN_NODE_MODULES or ./node_modules; without it a skip, a failure under CI."""
    folder = Path(os.environ.get("QUIZGEN_NODE_MODULES") or REPOSITORY / "node_modules")
    path = folder / "axe-core" / "axe.min.js"
    if path.is_file():
        return path.read_text(encoding="utf-8")
    message = f"axe-core is not in {folder}: npm install --no-save --prefix {folder.parent} axe-core@4"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{message}, and CI must have it")
    pytest.skip(message)


def sample_page(
    questions: Sequence[AnyQuestion] = QUESTIONS,
    bank: Bank = BANK,
    languages: Sequence[str] = ("en", "id"),
    paper: str = "A",
) -> bytes:
    """The page of the sample questions."""
    return build_page(questions, bank, languages, {each: load_words(each) for each in languages}, paper=paper)


class Visitor:
    """Somebody who opens pages from their own disk, as they come by mail or on a stick."""

    def __init__(self, browser: Chrome, folder: Path) -> None:
        self.browser, self.folder = browser, folder
        self.browser.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
        self.resize(1000)
        self.media()

    def resize(self, width: int, height: int = 800) -> None:
        """Make the window so wide."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def media(self, *, scheme: str = "light", motion: str = "no-preference", kind: str = "") -> None:
        """What the system asks for: light or dark, motion or not; ``kind`` print shows what is printed."""
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": motion},
        ]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": kind, "features": features})

    def open(self, page: bytes, name: str = "quiz.html", *, keep: bool = False) -> None:
        """Open a page; what the browser remembers of another one is forgotten, unless it is to keep it."""
        path = self.folder / name
        path.write_bytes(page)
        self.browser.get(path.as_uri())
        if not keep:
            self.js("localStorage.clear()")
            self.browser.get(path.as_uri())
        self.ready()

    def reload(self) -> None:
        """Open the page anew, as it was left."""
        self.browser.refresh()
        self.ready()

    def ready(self) -> None:
        """Wait for the page's own promise: its first screen."""
        self.browser.execute_async_script("""
          const done = arguments[0];
          const look = () => document.getElementById("heading") ? done() : requestAnimationFrame(look);
          look();""")

    def frame(self) -> None:
        """Let the browser draw once, and tell the page what has changed around it."""
        self.browser.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))"
        )

    def begin(self, **wishes: Any) -> None:
        """Begin the quiz with every question in the page's order; ``late`` for answers at the end."""
        if wishes.get("late"):
            self.pick("At the end")
        self.click("Begin")

    def answer_all(self) -> None:
        """Answer the sample: choice wrong, select and cloze half right, order a third, the others right."""
        self.pick("A. Tokyo")
        self.check()
        self.pick("A. Seoul")
        self.check()
        self.pick("False")
        self.check()
        self.type(".typed", "oslo")
        self.check()
        self.type("#blank-1", "Viena")
        self.type("#blank-2", "Rhine")
        self.check()
        self.click("Move down: Brasilia")
        self.check()
        self.choose("#left-0", "C. Tokyo")
        self.choose("#left-1", "B. Seoul")
        self.check("See the result")

    def check(self, onward: str = "Next question") -> None:
        """Have an answer judged, and go on."""
        self.click("Check")
        self.click(onward)

    def js(self, script: str, *given: Any) -> Any:
        """What a script gives back."""
        return self.browser.execute_script(script, *given)

    def texts(self, selector: str) -> list[str]:
        """The text of all elements that a selector finds, as it is shown."""
        found: list[str] = self.js(
            "return [...document.querySelectorAll(arguments[0])].filter(e => e.getClientRects().length)"
            ".map(e => e.innerText.replace(/\\s+/g, ' ').trim())",
            selector,
        )
        return found

    def text(self, selector: str) -> str:
        """The text of the one element that a selector finds."""
        (found,) = self.texts(selector)
        return found

    def click(self, text: str) -> None:
        """Click the one button whose name this is, where a finger would."""
        name = "return (arguments[0].getAttribute('aria-label') || arguments[0].innerText).replace(/^◐/, '').trim()"
        shown = self.browser.find_elements("css selector", "button")
        (button,) = (one for one in shown if one.is_displayed() and self.js(name, one) == text)
        self.js("arguments[0].scrollIntoView({block: 'center'})", button)
        button.click()

    def pick(self, text: str) -> None:
        """Click the one option whose text begins so."""
        labels = self.browser.find_elements("css selector", "label.option")
        (label,) = (one for one in labels if one.text.replace("\n", " ").startswith(text))
        self.js("arguments[0].scrollIntoView({block: 'center'})", label)
        label.click()

    def choose(self, selector: str, text: str) -> None:
        """Choose from a list the entry with this text."""
        box = self.browser.find_element("css selector", selector)
        (entry,) = (one for one in box.find_elements("tag name", "option") if one.text == text)
        entry.click()

    def type(self, selector: str, text: str) -> None:
        """Type into a box."""
        self.browser.find_element("css selector", selector).send_keys(text)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        chain = ActionChains(self.browser, duration=0)
        for key in keys:
            chain.send_keys(key)
        chain.perform()

    def tab(self, times: int = 1) -> None:
        """Go on to the next thing that takes keys."""
        self.press(*[Keys.TAB] * times)

    def focused(self) -> str:
        """The name of what has the focus."""
        name: str = self.js("""const e = document.activeElement, l = e.labels && e.labels[0];
          return (e.getAttribute("aria-label") || (l || e).innerText).replace(/\\s+/g, " ").trim()""")
        return name

    def errors(self) -> list[str]:
        """What the console has said since it was last asked."""
        return [entry["message"] for entry in self.browser.get_log("browser")]  # type: ignore[no-untyped-call]

    def violations(self, axe: str) -> list[str]:
        """What axe-core has against the page as it stands, a line each: none where all is well."""
        if not self.js("return typeof axe === 'object'"):
            self.browser.execute_cdp_cmd("Runtime.evaluate", {"expression": axe})
        found: list[str] = self.browser.execute_async_script("""
          const done = arguments[0];
          axe.run(document, { resultTypes: ["violations"] }).then(
            (result) => done(result.violations.flatMap((each) => each.nodes.map((node) =>
              `${each.id}: ${node.target} ${node.failureSummary}`))),
            (error) => done([String(error)]));""")
        return found

    def shot(self, path: Path) -> None:
        """A picture of the whole page as it stands, however long."""
        size = self.browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        wish = {"format": "png", "captureBeyondViewport": True, "clip": clip}
        shot = self.browser.execute_cdp_cmd("Page.captureScreenshot", wish)
        path.write_bytes(base64.b64decode(shot["data"]))

    def printed(self) -> bytes:
        """The page as Chromium prints it, a PDF."""
        done = self.browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": False})
        return base64.b64decode(done["data"])


def alone(visitor: Visitor, *questions: AnyQuestion) -> None:
    """Begin a quiz of these questions only."""
    visitor.open(sample_page(questions))
    visitor.begin()


@contextmanager
def visiting(folder: Path) -> Iterator[Visitor]:
    """A browser, and a folder to open pages from."""
    with chromium() as browser:
        yield Visitor(browser, folder)
