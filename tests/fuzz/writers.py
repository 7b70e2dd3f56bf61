"""The grader, the markup and the writers: random answers, random texts, random banks, each to its real reader."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

from quizgen.bank.load import load_words
from quizgen.errors import WishError
from quizgen.export.anki import build_deck
from quizgen.export.docx import build_papers_docx
from quizgen.export.html import build_page
from quizgen.export.markdown import papers_markdown
from quizgen.export.pdf import build_pdf
from quizgen.export.platforms import BUILDERS
from quizgen.export.records import record
from quizgen.export.sheet import paper
from quizgen.export.sheet.keytable import key_rows, key_table
from quizgen.generate.build import build
from quizgen.grade import grade, judge_typed
from quizgen.model import AnyQuestion, Bank, Short
from quizgen.shown import shown
from quizgen.study.lines import clean, read_one, read_order, read_some, read_truth
from quizgen.templates import parse_template
from quizgen.text import MarkupError, parse_cloze, parse_text, plain
from tests import samples
from tests.fuzz.mutate import mutated, nasty
from tests.fuzz.readers import checked, design, harmless, unzipped
from tests.test_anki_deck import PNG

WORDS = load_words("en")
_TEXTS = ("en", "id", "name", "cite", "answer", "ask", "text", "explain", "because", "hint")


def a_text(random: Random) -> str:
    """A text with something nasty in it."""
    said = random.choice(("Oslo", "the CHEY Institute", "29 January 2023", "1,200", "Añá Müller", "不明"))
    text = mutated(said.encode(), random).decode("utf-8", "replace") if random.random() < 0.5 else said
    return f"{nasty(random)}{text}" if random.random() < 0.5 else text


def grading(random: Random, _: Path) -> None:
    """Every kind judges every response, and a score lies between 0 and 1."""
    question = random.choice(samples.QUESTIONS)

    def number() -> int:
        return random.choice((0, 1, 2, 3, -1, 99, 10**30))

    response = random.choice(
        (None, True, number(), a_text(random), frozenset(number() for _ in range(3)), tuple(number() for _ in range(3)),
         {number(): number()}, {number(): a_text(random)}, 0.5, [], object(), b"x", float("nan"))
    )  # fmt: skip
    verdict = grade(question, response, random.choice(("en", "id")))  # type: ignore[arg-type]
    assert 0 <= verdict.score <= 1
    assert verdict.right == (verdict.score == 1)
    short = next(each for each in samples.QUESTIONS if isinstance(each, Short))
    forms = {language: (a_text(random), a_text(random)) for language in ("en", "id")}
    judge_typed(replace(short.typed, accept=forms, others={"en": (a_text(random),), "id": ()}), a_text(random), "en")
    line = a_text(random)
    read_one(line, [a_text(random), "Oslo"], "en")
    read_some(line, 3)
    read_order(line, 3)
    read_truth(line, "True", "False", "en")


def markup(random: Random, _: Path) -> None:
    """A text is read into spans that hold its characters, and nothing of it steers a terminal."""
    raw = "".join(a_text(random) for _ in range(3))
    spans = parse_text(raw)
    assert set(plain(spans)) <= set(raw)
    harmless(shown(raw))
    harmless(plain(clean(spans, flat=True)))
    for parse in (parse_template, parse_cloze):
        try:
            parse(raw)
        except MarkupError as error:
            assert 0 <= error.offset <= len(raw)


def a_bank(random: Random, folder: Path) -> tuple[Bank, tuple[AnyQuestion, ...]] | None:
    """A bank whose texts are nasty, with its questions; None where nothing can be asked of it."""
    tree = json.loads(json.dumps(design()))
    for section in ("title", "about", "topics", "sources", "entities", "facts", "questions"):
        _spoil(tree[section], random)
    (folder / "img").mkdir(exist_ok=True)
    (folder / "img" / "park.png").write_bytes(PNG)
    path = folder / "bank.yaml"
    path.write_bytes(json.dumps(tree).encode())
    loaded = checked(path)
    if loaded.bank is None or not loaded.usable:
        return None
    questions = build(loaded.bank, broken=loaded.broken).questions
    return (loaded.bank, questions) if questions else None


def _spoil(node: Any, random: Random) -> None:
    """Put something nasty into some of the texts that a learner reads."""
    for key, value in [
        *(node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ())
    ]:
        if isinstance(value, str) and key in _TEXTS and "{" not in value and random.random() < 0.3:
            piece = nasty(random)
            if len(piece) < 500 and not re.search("[\ud800-\udfff\n\r\u2028{}]", piece):
                node[key] = f"{value} {piece} x" if random.random() < 0.8 else f"{piece}x"
        else:
            _spoil(value, random)


def writing(random: Random, folder: Path) -> None:
    """A bank through every writer, and each file to a reader that is not ours, or to one of the standard library."""
    made = a_bank(random, folder)
    if made is None:
        return
    bank, all_ = made
    language = random.choice(bank.languages)
    questions = random.sample(all_, min(len(all_), 12))
    words = load_words(language)
    sheet = paper(questions, bank, language, words)
    every = {each: load_words(each) for each in bank.languages}
    jobs: dict[str, Callable[[], object]] = {
        "deck": lambda: _deck(build_deck(questions, bank, language, words, now=1)),
        "docx": lambda: _package(build_papers_docx([sheet], key=True, paper_size="a4")),
        "markdown": lambda: _markdown(papers_markdown([sheet], key=True)),
        "html": lambda: _page(build_page(questions, bank, bank.languages, every)),
        "records": lambda: [json.dumps(record(each, bank, language, words)) for each in questions],
        "key": lambda: _table(key_table(key_rows(questions, bank, (language,), words, paper="A"))),
    }
    for to, builder in BUILDERS.items():
        jobs[to] = partial(lambda make: _platform(make(questions, bank, language, words).content), builder)
    if random.random() < 0.1:
        jobs["pdf"] = lambda: _pdf(build_pdf(sheet, key=True, paper_size="a4"))
    for name, write in jobs.items():
        try:
            write()
        except WishError as error:  # what a format cannot hold, told in a sentence
            assert str(error), name
            harmless(shown(str(error)))


def _platform(content: bytes) -> None:
    if content.startswith(b"PK"):
        _package(content)
    elif content.startswith(b"<?xml"):
        ElementTree.fromstring(content)
    else:
        content.decode("utf-8-sig")


def _package(content: bytes) -> None:
    """Every XML file of a package is sound, and no entry leads out of it."""
    for name, entry in unzipped(content).items():
        assert not name.startswith(("/", "..")), name
        assert "/../" not in name, name
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(entry)


def _deck(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        database = held.read("collection.anki2")
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for (fields,) in connection.execute("SELECT flds FROM notes"):
        assert not re.search(r'(?i)<(?:script|img(?! src="quizgen-)|iframe|style)|\{\{(?!c\d+::)\w', fields), fields
    connection.close()


def _markdown(content: bytes) -> None:
    from markdown_it import MarkdownIt

    page = MarkdownIt("commonmark").enable("table").render(content.decode())
    assert not re.search(r'(?i)<(?:script|img(?! src="data:image/png;)|iframe|a) ', page), page


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag] if tag in ("script", "img", "iframe", "b") else []


def _page(content: bytes) -> None:
    tags = _Tags()
    tags.feed(content.decode())
    assert tags.found.count("img") == tags.found.count("iframe") == tags.found.count("b") == 0
    assert tags.found.count("script") == 2


def _table(content: bytes) -> None:
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], row


def _pdf(content: bytes) -> None:
    assert content.startswith(b"%PDF-")
