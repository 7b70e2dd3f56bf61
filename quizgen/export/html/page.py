"""The page put together: markup, style, scripts and data in one file that loads nothing and sends nothing.

Its Content-Security-Policy allows this one script and this one style, by their hashes, and pictures that stand in
the file; nothing else, whatever a bank's texts may hold. All texts reach the page as text, never as markup.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from string import Template

from quizgen.export.html.data import page_data
from quizgen.model import AnyQuestion, Bank
from quizgen.text import Words

_SCRIPTS = ("base", "typed", "grade", "kinds", "play", "result", "sheet", "main")
"""The scripts in their order; each knows those before it, and all are one function to the browser."""


def build_page(
    questions: Sequence[AnyQuestion],
    bank: Bank,
    languages: Sequence[str],
    words: Mapping[str, Words],
    *,
    paper: str = "A",
) -> bytes:
    """The questions, in the order given, as an interactive page in one file.

    ``languages`` are those that the learner can switch between, the first one shown first; ``words`` are the
    program's own in each of them; ``paper`` names the paper in the answers that go to the teacher. The same
    questions give the same page.
    """
    data = page_data(questions, bank, languages, words, paper=paper)
    script, style = _script(), _template("style.css")
    first = languages[0]
    page = Template(_template("page.html")).substitute(
        language=html.escape(first),
        direction=data["languages"][0]["direction"],
        policy=_policy(script, style),
        title=html.escape(bank.title.plain(first)),
        style=style,
        script=script,
        needed="\n".join(_needed(words[each], each) for each in languages),
        data=packed(data),
    )
    return page.encode("utf-8")


def packed(data: Mapping[str, object]) -> str:
    """Data as the page carries it: JSON, compressed, in letters. Not to be read at a glance, and no secret."""
    raw = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return base64.b64encode(zlib.compress(raw, 9)).decode("ascii")


def _needed(words: Words, language: str) -> str:
    return f'<p lang="{html.escape(language)}">{html.escape(words("page.script-needed"))}</p>'


@lru_cache(maxsize=1)
def _script() -> str:
    parts = "\n".join(_template(f"{name}.js") for name in _SCRIPTS)
    return f'\n(() => {{\n"use strict";\n{parts}}})();\n'


@lru_cache(maxsize=32)
def _template(name: str) -> str:
    return (resources.files("quizgen") / "export" / "html" / "templates" / name).read_text(encoding="utf-8")


def _policy(script: str, style: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}'"
