"""The result of a quiz as a file: what stands in it, and that nothing in a bank can do harm there."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from quizgen.bank.load import load_words
from quizgen.export.report import FORMATS, Report, as_html, as_json, as_markdown
from quizgen.model import AnyQuestion
from quizgen.play.outcome import report
from tests.playing import Clock, Paced, outcomes, plainly
from tests.run import quizgen
from tests.samples import BANK, QUESTIONS, both, option
from tests.test_play import hostile

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS
BEGUN = datetime.fromisoformat("2026-03-02T09:30:00+07:00")


def reported(lines: str, *questions: AnyQuestion, language: str = "en", exam: bool = False) -> Report:
    """The report of a quiz in which each line takes two seconds."""
    kept, finished = outcomes()
    clock = Clock()
    plainly(Paced(lines, clock, 2), questions, language, clock=clock, exam=exam, finished=finished)
    words = load_words(kept[-1].session.language)
    return report(kept[-1], BANK, words, exam=exam, seed=5, minutes=12, extended=2, started=BEGUN)


ALL_KINDS = "2\n1\nt\nOsl\nVienna\nRhine\n2 3 1\n3\n1\n"
"""An answer to each kind, four of them not right."""


def test_json_holds_what_was_asked_and_answered() -> None:
    """Every field, as docs/playing.md lists them."""
    given = reported(":hint\n2\n1 3\n:skip\nOslo\n", CHOICE, SELECT, TRUE_FALSE, SHORT)
    found = json.loads(as_json(given, load_words("en")))
    entries = found.pop("entries")
    assert found == {
        "bank": "sample",
        "title": "Capitals & rivers <1>",
        "language": "en",
        "seed": 5,
        "exam": False,
        "minutes": 12,
        "extended": 2,
        "started": "2026-03-02T09:30:00+07:00",
        "seconds": 12.0,
        "ended": "interrupted",
        "questions": 4,
        "answered": 3,
        "total": {"topic": "", "asked": 3, "right": 3, "score": 2.5},
        "topics": [
            {"topic": "Asia", "asked": 2, "right": 2, "score": 1.5},
            {"topic": "Europe", "asked": 1, "right": 1, "score": 1.0},
        ],
    }
    assert entries[0] == {
        "code": "AAAA-0001",
        "id": "capital-korea",
        "kind": "choice",
        "topic": "Asia",
        "language": "en",
        "question": "What is the capital of South Korea?",
        "options": ["Tokyo", "Seoul", "Jakarta"],
        "given": "Seoul",
        "answer": ["Seoul"],
        "right": True,
        "score": 0.5,
        "hints": 1,
        "seconds": 4.0,
    }
    assert [entry["code"] for entry in entries] == ["AAAA-0001", "AAAA-0002", "AAAA-0004"]


def test_an_exam_s_report_has_every_question() -> None:
    """In the order asked; without an answer: null, and no score."""
    found = reported(":skip\n1 3\n", CHOICE, SELECT, exam=True)
    assert [(entry.code, entry.given, entry.score) for entry in found.entries] == [
        ("AAAA-0001", None, 0.0),
        ("AAAA-0002", "Seoul; Tokyo", 1.0),
    ]
    assert (found.answered, found.total.asked, found.ended) == (1, 2, "interrupted")


def test_answers_of_every_kind_in_words() -> None:
    """As the learner gave them, in the language asked."""
    given = [entry.given for entry in reported(ALL_KINDS, *QUESTIONS).entries]
    assert given == [
        "Seoul", "Seoul", "True", "Osl", "(1) Vienna; (2) Rhine", "Rome; Vienna; Brasilia",
        "Japan – Tokyo; South Korea – Jakarta",
    ]  # fmt: skip
    assert reported("\n", SHORT).entries[0].given == "nothing"
    indonesian = reported("t\nf\n:language\nb\n", TRUE_FALSE, TRUE_FALSE, TRUE_FALSE)
    assert [(entry.language, entry.given, entry.answer) for entry in indonesian.entries][2] == (
        "id", "Benar", ("Salah",),
    )  # fmt: skip
    assert indonesian.language == "id"


def test_markdown_word_for_word() -> None:
    """A heading, what it was, a table, and every question."""
    found = reported("2\n:hint\nOslo\n", CHOICE, SHORT)
    assert as_markdown(found, load_words("en")).decode() == (
        r"""# Capitals &amp; rivers &lt;1\>

- Practice
- Begun 2 March 2026, 09:30, took 0:06
- Minutes allowed: 12, 2 of them added
- Answered: 2 of 2
- Bank: sample, seed 5

| Topic | Right | Score |
|---|--:|--:|
| Asia | 1 of 1 | 100% |
| Europe | 1 of 1 | 50% |
| Total | 2 of 2 | 75% |

## 1. What is the capital of South Korea?

- Tokyo
- Seoul
- Jakarta

Answered: Seoul  
Right: Seoul  
Score: 100%  
Time: 0:02  
Code: AAAA-0001  

## 2. What is the capital of Norway?

Answered: Oslo  
Right: Oslo; Also right: Kristiania  
Score: 50%, hints: 1  
Time: 0:04  
Code: AAAA-0004  
"""  # noqa: W291
    )


def test_markdown_in_indonesian() -> None:
    """All words of the program's own come from the locale."""
    found = reported("", TRUE_FALSE, language="id", exam=True)
    told = as_markdown(found, load_words("id")).decode()
    assert told.startswith(
        "# Ibu kota &amp; sungai &lt;1\\>\n\n- Ujian\n- Dimulai 2 Maret 2026, 09:30, selama 0:02\n"
        "- Menit yang tersedia: 12, 2 di antaranya tambahan\n- Dijawab: 0 dari 1\n- Dihentikan sebelum selesai.\n"
    )
    assert "Dijawab: tidak dijawab  \nBenar: Salah  \n" in told


class Reader(HTMLParser):
    """What a browser sees of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1] != "style":
            self.texts.append(data)


def read(page: bytes) -> Reader:
    reader = Reader()
    reader.feed(page.decode())
    assert reader.open == []
    return reader


def test_html_is_one_page_in_its_language() -> None:
    """Well-formed, with a title, headers of columns, and nothing from elsewhere."""
    page = as_html(reported(":language\ns\n2\n", TRUE_FALSE, CHOICE), load_words("id"))
    seen = read(page)
    assert ("lang", "id") in seen.attributes
    assert seen.texts[:2] == ["Ibu kota & sungai <1>", "Ibu kota & sungai <1>"]
    assert [value for name, value in seen.attributes if name == "scope"] == ["col"] * 3
    assert not {"script", "img", "link", "a", "iframe"} & set(seen.tags)
    assert b"http" not in page
    assert {"Oslo adalah ibu kota Swedia.", "Salah", "AAAA-0003"} <= set(seen.texts)


def test_each_text_of_the_bank_has_its_own_direction() -> None:
    """A question in Arabic begins at the right, also on a page whose other texts do not."""
    choice = replace(CHOICE, stem=both("ما عاصمة النرويج؟"), options=(option("0", "أوسلو"), option("1", "Oslo")))
    page = as_html(reported("1\n", choice), load_words("en")).decode()
    for element in ('<p class="question"', "<li", "<dd"):
        assert re.search(element + ' dir="auto">[^<]*[؀-ۿ]', page)
    assert not re.search('<(?!title)[a-z0-9 ="]*(?<!dir="auto")>[^<]*[؀-ۿ]', page)


def test_a_question_in_another_language_says_so() -> None:
    """A screen reader speaks it as what it is."""
    page = as_html(reported("f\n:language\n2\n", TRUE_FALSE, CHOICE), load_words("id")).decode()
    assert page.count('<li lang="en">') == 1
    assert page.index('<li lang="en">') < page.index("Oslo is the capital of Sweden.")


WILD = "</title><script>alert(1)</script> [x](javascript:y) | `z` *b* # \x1b[31m &lt; \u202e"


def test_hostile_texts_are_texts() -> None:
    """In HTML, Markdown and JSON nothing of a bank or a learner is markup, and no control character is left."""
    question = replace(SHORT, stem=both(WILD), also=(both(WILD),))
    choice = replace(hostile(), stem=both(WILD), options=(option("0", WILD), option("1", "<b>no</b>\n# no")))
    found = reported(f"{WILD}\n1\n", question, choice)
    found = replace(found, title=WILD, bank=WILD, topics=(replace(found.total, topic=WILD),))
    seen = read(as_html(found, load_words("en")))
    assert not {"script", "b"} & set(seen.tags)
    markdown = as_markdown(found, load_words("en")).decode()
    assert not re.search(r"<|(?<!\\)\]\(|(?<!\\)`|(?<!\\)\*", markdown)
    assert "\n# no" not in markdown
    assert json.loads(as_json(found, load_words("en"))) == json.loads(json.dumps(asdict(found)))
    told = found.entries[0].question + (found.entries[0].given or "")
    assert "\x1b" not in told


@pytest.mark.parametrize("text", ["29. Januar 2023", "- 5", "3.", "1) one", "+ 4", "-", "---", "# no", "1.5", "-5"])
def test_an_option_that_begins_like_a_list_is_no_list(text: str) -> None:
    """German dates do, and negative numbers may; read by a CommonMark parser it is the text that it was."""
    from markdown_it import MarkdownIt

    choice = replace(CHOICE, options=(option("0", text), option("1", "other")))
    found = as_markdown(reported("1\n", choice), load_words("en")).decode()
    tokens = MarkdownIt("commonmark").parse(found)
    assert [token.type for token in tokens].count("bullet_list_open") == 2
    assert not {"ordered_list_open", "hr"} & {token.type for token in tokens}
    assert text in ["".join(part.content for part in token.children or ()) for token in tokens]


# -- from the command line ------------------------------------------------------------------------

BANK_TEXT = """\
format: 1
bank: capitals
title: Capitals
languages: [en]
questions:
  - {id: norway, kind: short, ask: "What is the capital of Norway?", answer: Oslo}
  - {id: seoul, kind: true-false, say: "Seoul is the capital of South Korea.", truth: true}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "questions.yaml").write_text(BANK_TEXT, encoding="utf-8")
    return tmp_path


def kept(folder: Path, *arguments: str, typed: str, code: int) -> Any:
    ran = quizgen("play", "--seed", "1", "--report", "r.json", *arguments, folder=folder, typed=typed)
    assert ran.code == code, ran.err
    return json.loads((folder / "r.json").read_text(encoding="utf-8"))


def test_play_writes_the_report(folder: Path) -> None:
    """With the seed, the limit and the moment of the beginning; with an end before the end, too."""
    found = kept(folder, "--exam", "--minutes", "30", "--extend", "10", typed="Oslo\nt\n", code=0)
    assert (found["exam"], found["minutes"], found["extended"], found["seed"]) == (True, 40, 10, 1)
    assert found["ended"] == "done"
    assert datetime.fromisoformat(found["started"]).tzinfo is not None
    found = kept(folder, typed="t\n", code=130)
    assert (found["exam"], found["minutes"], found["extended"]) == (False, None, 0)
    assert (found["ended"], found["answered"], found["questions"]) == ("interrupted", 1, 2)


@pytest.mark.parametrize(
    ("ending", "begins"), [(".md", b"# Capitals\n"), (".html", b"<!doctype html>\n"), (".JSON", b"{\n")]
)
def test_the_format_goes_by_the_ending(folder: Path, ending: str, begins: bytes) -> None:
    """Whatever its case."""
    ran = quizgen("play", "--report", f"r{ending}", folder=folder, typed="t\n")
    assert ran.code == 130
    assert (folder / f"r{ending}").read_bytes().startswith(begins)
    assert ending.lower() in FORMATS


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--report", "r.pdf"],
            "'r.pdf' does not end in .json or .md or .html; write for example --report result.html",
        ),
        (["--report", "no/r.md"], "no/r.md cannot be written: the folder no is not there, or is read-only"),
        (["--report", "here.md"], "here.md is a folder"),
        (["--extend", "5"], "--extend adds to --minutes; give both"),
    ],
)
def test_what_cannot_be_reported_is_said_before_anything_is_asked(
    folder: Path, arguments: list[str], said: str
) -> None:
    """Nobody sits an exam whose result cannot be kept."""
    (folder / "here.md").mkdir()
    ran = quizgen("play", *arguments, folder=folder, typed="t\n")
    assert (ran.code, ran.out, ran.err) == (2, "", f"quizgen: {said}\n")


@pytest.mark.parametrize("minutes", ["0", "-1", "1441", "x", "1.5"])
def test_minutes_are_a_whole_number_up_to_a_day(folder: Path, minutes: str) -> None:
    """Anything else is wrong usage."""
    ran = quizgen("play", f"--minutes={minutes}", folder=folder)
    assert ran.code == 2
    assert "--minutes" in ran.err
    assert "Traceback" not in ran.err
