"""Files made to harm: texts without end, marks without end, bytes by chance; each is read or refused, and soon."""

from __future__ import annotations

import ast
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.load import load_words
from quizgen.bank.nodes import Desk
from quizgen.bank.written import Heading, write_bank
from quizgen.bring import READERS, format_of
from quizgen.export.anki import build_deck
from quizgen.export.platforms import BUILDERS
from tests import samples
from tests.platforms import ROOT, brought
from tests.test_import_anki import NOTES, database, package
from tests.test_import_moodle import answer, question, quiz

WORDS = load_words("en")
WHOLE = {
    **{to: BUILDERS[to](samples.QUESTIONS, samples.BANK, "en", WORDS).content for to in ("gift", "moodle", "quizlet")},
    "anki": build_deck(samples.QUESTIONS, samples.BANK, "en", WORDS, now=1),
}
"""A sound file of each format."""
PIECES = [b"{", b"}", b"=", b"~", b"#", b"\\", b"->", b"\n\n", b"%50%", b"::", b"[html]", b"####", b"//", b"<text>",
          b"</text>", b"{1:SA:=x}", b"{1:", b"[[1]]", b"&lt;b&gt;", b"\t", b" A) x B) y", b"_____", b"|", b"\0", b"*",
          b"`", b"{{c1::", b"}}", b"\xff"]  # fmt: skip


@pytest.mark.parametrize("format_", sorted(WHOLE))
@settings(max_examples=60, derandomize=True, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(format_: str, data: st.DataObject) -> None:
    """Cut, changed and filled at random: nothing is raised, and what is taken can be written as a bank."""
    content = WHOLE[format_]
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content)))
        cut = data.draw(st.integers(0, 30))
        content = content[:at] + data.draw(st.sampled_from([b"", *PIECES])) + content[at + cut :]
    desk = Desk("file")
    draft = READERS[format_](content, desk, ())
    if draft is None:
        assert desk.problems
    else:
        write_bank(draft, Heading("file", "bank.yaml", "bank", {draft.languages[0]: "A bank"}))


LONG = 100_000


@pytest.mark.parametrize(
    "text",
    [each * LONG for each in ("{{c1::", "{{c1::a::b", "[sound:", "<", "<!--", "&", "<b>", "<a x=", "</", "<!")],
    ids=["deletions", "hints", "sounds", "tags", "comments", "entities", "styles", "begun", "ended", "declared"],
)
def test_a_note_with_marks_without_end_is_read_in_no_time(text: str) -> None:
    """Nothing grows with the square of a text; what is longer than any question is cut, which is told."""
    models = '{"1": {"name": "Cloze", "type": 1, "flds": [{"name": "Text", "ord": 0}]}}'
    rows = f"INSERT INTO notes VALUES (1, 1, '', '{text}'), (2, 1, '', 'An {{{{c1::answer}}}}.')"
    content = package(database(NOTES, rows, f"UPDATE col SET models = '{models}'"))
    bank, problems = brought("anki", content)
    assert [each.stem.plain("en") for each in bank.questions][-1] == "An _____."
    assert problems


@pytest.mark.parametrize("text", ["{1:SA:" * LONG, "{1:SA:=" + "~" * LONG + "}", "[[1]]" * LONG])
def test_a_moodle_text_with_gaps_without_end_is_read_in_no_time(text: str) -> None:
    """As for Anki's."""
    brought("moodle", quiz(question("cloze", text), question("truefalse", "fine", answer("true", 100))))


@pytest.mark.parametrize("text", ["{" + "=" * LONG, "{" * LONG, "::" * LONG, "{=a " * LONG, "\\" * LONG])
def test_a_gift_file_with_marks_without_end_is_read_in_no_time(text: str) -> None:
    """Also where it has to be told from a table."""
    format_of(text.encode(), ".txt")
    brought("gift", f"{text}\n\nfine {{T}}\n".encode())


def test_the_codes_of_what_is_lost_stand_in_the_docs() -> None:
    """Every code that a reader gives a warning by is in the table of docs/platforms.md, and no other."""
    used: set[str] = set()
    for path in sorted((ROOT / "quizgen" / "bring").glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            texts = [each.value for each in call.args[:2] if isinstance(each, ast.Constant)]
            used |= {text for text in texts if name == "drop" and re.fullmatch(r"[a-z]+(-[a-z]+)*", str(text))}
    page = (ROOT / "docs" / "platforms.md").read_text(encoding="utf-8").partition("| code | what")[2].partition("##")[0]
    assert used == set(re.findall(r"`([a-z-]+)`", re.sub(r"(?m)\|[^|]*\|$", "", page)))


def test_in_platforms_a_format_imports_no_other_format() -> None:
    """Each knows what all are told, and nothing of its neighbours."""
    shared = {"common", "hypertext", "games", "item"}
    folder = ROOT / "quizgen" / "export" / "platforms"
    formats = {path.stem for path in folder.glob("*.py")} - shared - {"__init__"}
    for path in folder.glob("*.py"):
        found = set(re.findall(r"from quizgen\.export\.platforms\.(\w+)", path.read_text(encoding="utf-8")))
        assert path.name == "__init__.py" or not found & formats, path.name
    assert formats == {"blooket", "canvas", "gift", "kahoot", "moodle", "qti", "quizlet", "table"}
