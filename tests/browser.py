"""Anki's cards in a real browser, shown as Anki's programs for desktops and for phones show them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from selenium.webdriver import ActionChains, Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.keys import Keys

from tests.clients import require_client
from tests.test_anki_client import Learner

CLIENT = """
* { box-sizing: content-box; }
html { font-size: 15px; }
body { margin: 20px; background: #f5f5f5; color: #020202; }
body.nightMode { background-color: #2c2c2c; color: #fcfcfc; }
hr { height: 1px; margin: 1em 0; border: none; background-color: #737373; }
img { max-width: 100%; max-height: 95vh; }
button { margin: 1em .5em; padding: 8px 10px; border: 1px solid #e4e4e4; outline: none !important; background: #fcfcfc;
  color: #020202; }
button:hover { border: 1px solid #c4c4c4; background: linear-gradient(white, #fcfcfc); }
.night-mode button:hover { background: linear-gradient(#1d1d1d, #191919); }
.isWin button { font-size: 12px; font-family: "Segoe UI"; }
.fancy button { border-radius: 15px; box-shadow: 0 2px 1px -1px rgba(20, 20, 20, .12); }
#typeans { width: 100%; line-height: 1.75; }
input:focus { outline: 0 none; border-color: #3b82f6; }
.typeGood { background: #afa; color: black; }
.typeBad { background: #faa; color: black; }
.typeMissed { background: #ccc; color: black; }
"""
"""What Anki's programs say of the elements that a card has; a card's own style has to outdo it."""

SHOW = """
function show(html, classes) {
  var qa = document.getElementById("qa");
  qa.innerHTML = html;
  Array.from(qa.getElementsByTagName("script")).forEach(function (dead) {
    var live = document.createElement("script");
    live.textContent = dead.textContent;
    dead.replaceWith(live);
  });
  if (classes) { document.body.className = classes; }
  scrollTo(0, 0);
}
var sent = [];
"""
"""A desktop keeps its page: each side becomes the content of one element, its scripts made anew."""

DESKTOP = (
    '<!doctype html><html class="{theme}" dir="ltr"><head><meta charset="utf-8"><link rel="icon" href="data:,">'
    "<style>{style}</style></head><body>"
    "<script>{show}\nfunction pycmd(told) {{ sent.push(told); }}</script>"
    '<div id="qa" dir="auto"></div></body></html>'
)
PHONE = (
    '<!doctype html><html class="mobile android linux js"><head><meta charset="utf-8"><link rel="icon" href="data:,">'
    '<meta name="viewport" content="width=device-width"><style>{style}</style>'
    '<script>var sent = []; function showAnswer() {{ sent.push("show_answer"); }}</script></head>'
    '<body class="{classes}"><div id="content">{html}</div></body></html>'
)


class _Handler(SimpleHTTPRequestHandler):
    """Gives out a folder as it is now, and says nothing."""

    def end_headers(self) -> None:
        """Nothing is kept: a page is written anew for each side of a card."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing is said."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder as pages of one origin, on this machine alone: the address of its top."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    server.daemon_threads = False
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Chrome]:
    """Debian's Chromium without a window, which finds no host but this one. Skips where there is none."""
    binary, driver = require_client("chromium"), require_client("chromedriver")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ChromeOptions()
        options.binary_location = binary
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        for flag in (
            "headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync",
            "disable-background-networking", "disable-component-update", "disable-dev-shm-usage",
            "host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", f"user-data-dir={profile}",
        ):  # fmt: skip
            options.add_argument(f"--{flag}")
        browser = Chrome(options=options, service=Service(executable_path=driver))
        try:
            yield browser
        finally:
            browser.quit()


class Reviewer:
    """Somebody who reviews cards, on a desktop or on a phone."""

    def __init__(self, browser: Chrome, learner: Learner, folder: Path, address: str) -> None:
        self.browser, self.learner, self._folder, self._address = browser, learner, folder, address
        self.resize(1000)

    def resize(self, width: int, height: int = 740) -> None:
        """Make the window so wide."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def sides(self, question: str, typed: str = "", card: int = 0) -> tuple[str, str]:
        """Front and back of a question's card, with the typing box as Anki puts it there."""
        note = self.learner.note(question)
        shown = note.cards()[card]
        box = '<center><input type=text id=typeans style="font-family: Arial; font-size: 20px"></center>'
        told = self.learner.col.compare_answer(note["Typed"], typed) if "Typed" in note else ""
        compared = f'<div style="font-family: Arial; font-size: 20px">{told}</div>'
        pattern = re.compile(r"\[\[type:.+?\]\]")
        return pattern.sub(lambda _: box, shown.question()), pattern.sub(lambda _: compared, shown.answer())

    def page(self, name: str, html: str) -> None:
        """Open a page of one's own, in the origin of all the others."""
        (self._folder / name).write_text(html, encoding="utf-8")
        self.browser.get(self._address + name)

    def desktop(self, html: str, *, night: bool = False, first: bool = True, system: str = "isLin") -> None:
        """Show a side as a desktop does; ``first`` opens the window anew."""
        if first:
            theme = "night-mode" if night else ""
            self.page("desktop.html", DESKTOP.format(theme=theme, style=CLIENT, show=SHOW))
        classes = f"card card1 {system} fancy" + (" nightMode night_mode" if night else "")
        self.browser.execute_script("show(arguments[0], arguments[1])", html, classes)

    def phone(self, html: str, *, night: bool = False) -> None:
        """Show a side as AnkiDroid does: each is a page of its own."""
        classes = "card card1" + (" nightMode night_mode" if night else "")
        self.page("phone.html", PHONE.format(style=CLIENT, classes=classes, html=html))

    def js(self, script: str, *given: Any) -> Any:
        """What a script gives back."""
        return self.browser.execute_script(script, *given)

    def texts(self, selector: str) -> list[str]:
        """The text of all elements that a selector finds, as it is shown."""
        found: list[str] = self.js(
            "return [...document.querySelectorAll(arguments[0])].filter(e => e.offsetParent)"
            ".map(e => e.innerText.replace(/\\s+/g, ' ').trim())",
            selector,
        )
        return found

    def click(self, text: str) -> None:
        """Click the one button with this text, where a finger would."""
        buttons = self.browser.find_elements("css selector", "button")
        (button,) = (one for one in buttons if " ".join(one.text.split()) == text)
        button.click()

    def press(self, *keys: str, holding: str | None = None) -> None:
        """Press keys, one after the other, maybe while another is held down."""
        chain = ActionChains(self.browser, duration=0)
        if holding:
            chain.key_down(holding)
        for key in keys:
            chain.send_keys(key)
        if holding:
            chain.key_up(holding)
        chain.perform()

    def tab(self) -> None:
        """Go on to the next thing that takes keys."""
        self.press(Keys.TAB)

    def sent(self) -> list[str]:
        """What the card asked of its client since the page was opened."""
        asked: list[str] = self.js("return sent")
        return asked

    def errors(self) -> list[str]:
        """What the console has said since it was last asked."""
        return [entry["message"] for entry in self.browser.get_log("browser")]  # type: ignore[no-untyped-call]


@contextmanager
def reviewing(learner: Learner) -> Iterator[Reviewer]:
    """A browser at the learner's cards; their pictures are served as Anki serves them."""
    folder = Path(learner.col.media.dir())
    with served(folder) as address, chromium() as browser:
        yield Reviewer(browser, learner, folder, address)
