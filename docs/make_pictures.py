"""Make the pictures of the documentation by the program itself: ``python docs/make_pictures.py``, or ``make pictures``.

Needs tmux, Chromium with its driver, and pdftoppm. Everything goes to ``docs/pictures/``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 88, 27
SEED, RIGHT, TYPED = "18", "Fumio Kishida", "Seou"
"""The quiz that the terminal shows: its first question is a choice, its second is typed."""
FONTS = "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
COLOURS = (
    (24, 27, 33),
    (222, 226, 230),
    [(24, 27, 33), (240, 113, 120), (126, 211, 133), (230, 196, 110), (110, 168, 254), (204, 153, 240), (94, 206, 219),
     (222, 226, 230)],
)  # fmt: skip
"""Ground, text, and the eight colours that a terminal has, each of a contrast of 4.5 or more."""
SVG = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="A quiz in the terminal">
<style>
.{unique_id}-matrix {{ font: {char_height}px/{line_height}px FONTS; font-variant-ligatures: none; }}
.{unique_id}-title {{ font: 18px FONTS; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
""".replace("FONTS", FONTS)


class Terminal:
    """A shell in a terminal of tmux, in an empty folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._socket = f"quizgen-pictures-{os.getpid()}"
        bare = {
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PS1": "$ ",
        }
        shell = ["env", "-i", *(f"{name}={value}" for name, value in bare.items()), "TERM=tmux-256color"]
        size = ["-x", str(WIDTH), "-y", str(HEIGHT), "-c", str(folder)]
        self._tmux("-f", "/dev/null", "new-session", "-d", *size, *shell, "bash", "--norc", "--noprofile")

    def _tmux(self, *arguments: str) -> str:
        return subprocess.run(
            ["tmux", "-L", self._socket, *arguments], check=True, capture_output=True, text=True
        ).stdout

    def type(self, text: str) -> None:
        """Type a text."""
        self._tmux("send-keys", "-l", text)

    def enter(self) -> None:
        """Press Enter."""
        self._tmux("send-keys", "Enter")

    def see(self, text: str) -> str:
        """Wait until a text is on the screen; the screen with its colours. Raises TimeoutError after ten seconds."""
        for _ in range(100):
            if text in self._tmux("capture-pane", "-p"):
                return self._tmux("capture-pane", "-p", "-e")
            time.sleep(0.1)
        raise TimeoutError(f"'{text}' did not come: {self._tmux('capture-pane', '-p')}")

    def close(self) -> None:
        """End the terminal and what runs in it."""
        self._tmux("kill-server")


def terminal(target: Path) -> None:
    """One question answered, and the next one half typed."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Terminal(Path(folder))
        try:
            desk.see("$")
            desk.type(f"quizgen play --seed {SEED}")
            desk.enter()
            desk.see("Question 1 of 10")
            number = re.search(rf"(\d)\) {RIGHT}", desk.see("»"))
            assert number, f"'{RIGHT}' is no option of the first question"
            desk.type(number[1])
            desk.enter()
            desk.see("Question 2 of 10")
            desk.see("F2 hint")
            desk.type(TYPED)
            screen = desk.see(TYPED)
        finally:
            desk.close()
    target.write_text(as_svg(screen), encoding="utf-8")


def as_svg(screen: str) -> str:
    """A screen with its colours as a picture that needs no font of another host."""
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(screen.rstrip()), soft_wrap=True)
    svg = console.export_svg(
        title="quizgen", theme=TerminalTheme(*COLOURS), code_format=SVG, unique_id="quiz", font_aspect_ratio=0.6
    )
    return re.sub(r" +\n", "\n", svg)


def smaller(png: bytes, target: Path, width: int = 0) -> None:
    """Write a picture in at most 128 colours, scaled to a width where one is given."""
    from PIL import Image

    image = Image.open(BytesIO(png)).convert("RGB")
    if width and image.width != width:
        image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    image.quantize(128, dither=Image.Dither.NONE).save(target, optimize=True)


def shot(browser: Any, selector: str = "body") -> bytes:
    """What the browser shows, down to the end of an element."""
    import base64

    height = browser.execute_script(
        "return Math.ceil(document.querySelector(arguments[0]).getBoundingClientRect().bottom) + 16", selector
    )
    clip = {"x": 0, "y": 0, "width": browser.execute_script("return innerWidth"), "height": height, "scale": 1}
    given = {"format": "png", "clip": clip, "captureBeyondViewport": True}
    return base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", given)["data"])


def cards(card: str) -> None:
    """A card of the deck: chosen from, turned, and turned at night."""
    from quizgen.bank.load import load_words
    from quizgen.cli.shared import make_questions
    from quizgen.export.anki import build_deck
    from tests.browser import reviewing
    from tests.test_anki_client import somebody

    bank, questions = make_questions(str(ROOT / "questions.yaml"))
    chosen = tuple(each for each in questions if each.id == card)
    with tempfile.TemporaryDirectory() as folder, somebody(Path(folder)) as learner:
        learner.take(build_deck(chosen, bank, "en", load_words("en"), now=1_795_500_000))
        with reviewing(learner) as reviewer:
            front, back = reviewer.sides(card)
            for night in (False, True):
                reviewer.resize(400)
                reviewer.desktop(front, night=night)
                wrong = next(each for each in reviewer.texts(".qg-button") if "threat" not in each)
                reviewer.click(wrong)
                if not night:
                    smaller(shot(reviewer.browser, ".qg"), PICTURES / "card-front.png")
                reviewer.desktop(back, night=night, first=False)
                smaller(shot(reviewer.browser, ".qg"), PICTURES / f"card-back{'-night' if night else ''}.png")


def paper(target: Path) -> None:
    """The first page of a worksheet."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "paper.pdf"
        quizgen("handout", str(ROOT / "questions.yaml"), "-n", "20", "--seed", "7", "-o", str(made))
        subprocess.run(
            ["pdftoppm", "-png", "-r", "110", "-singlefile", str(made), str(made.with_suffix(""))], check=True
        )
        smaller(made.with_suffix(".png").read_bytes(), target, 700)


def page(target: Path) -> None:
    """A question of the interactive page after its answer, on a phone."""
    from tests.pages import visiting

    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.html"
        quizgen("handout", str(ROOT / "questions.yaml"), "-n", "10", "-k", "choice", "--seed", SEED, "-o", str(made))
        with visiting(Path(folder)) as visitor:
            visitor.resize(390)
            visitor.open(made.read_bytes())
            visitor.click("Begin")
            visitor.browser.find_element("css selector", "main label").click()
            visitor.click("Check")
            visitor.frame()
            smaller(shot(visitor.browser, "main"), target)


def record(target: Path) -> None:
    """Eight weeks of somebody who reviews most days and is right four times of five."""
    from quizgen.bank.load import load_words
    from quizgen.cli.course import learned_for_good
    from quizgen.cli.shared import make_questions
    from quizgen.study.due import Today, parts_of
    from quizgen.study.picture import picture
    from quizgen.study.record import AGAIN, GOOD
    from quizgen.study.schedule import DAY, Review, states
    from quizgen.study.stats import stats

    bank, questions = make_questions(str(ROOT / "questions.yaml"))
    asked = learned_for_good(questions, bank, {})
    today = Today(at=1_700_006_400_000 // DAY * DAY + DAY // 2)
    reviews = []
    for number, question in enumerate(asked[:90]):
        first = 54 - number * 54 // 90
        for turn, ago in enumerate(each for each in (first, first - 2, first - 9, first - 27) if each >= 0):
            if ago % 7 == 3:
                continue
            rating = AGAIN if (number * 7 + turn * 3) % 5 == 0 else GOOD
            at = today.at - ago * DAY + number * 60_000
            for part in parts_of(question):
                reviews.append(
                    Review(bank=bank.id, question=question.id, part=part, at=at + part, rating=rating, duration=9_000)
                )
    told = stats(asked, bank, states(reviews, 0.9), reviews, (), today)
    target.write_bytes(picture(told, bank, load_words("en")))


def quizgen(*arguments: str) -> None:
    """Run the program."""
    subprocess.run([sys.executable, "-m", "quizgen", *arguments], check=True, cwd=ROOT)


MAKERS: dict[str, Callable[[], None]] = {
    "terminal": lambda: terminal(PICTURES / "terminal.svg"),
    "cards": lambda: cards("reason-for-asia-trip"),
    "paper": lambda: paper(PICTURES / "handout.png"),
    "page": lambda: page(PICTURES / "page.png"),
    "record": lambda: record(PICTURES / "stats.svg"),
}

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    PICTURES.mkdir(exist_ok=True)
    for name in sys.argv[1:] or MAKERS:
        MAKERS[name]()
