"""What a cell of a teacher's table shows is what the learner sees, whatever characters it holds."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.load import load_bank
from tests.test_authoring_import import as_csv, records, written

NASTY = [
    "*", "**bold**", "a * b", "`code`", "\\", "\\\\*", "C:\\new\\*", "@home", "@@", "@", "{{c1::x}}", "{x}", "- a",
    "a: b", "#1",
    "a #b", "'", '"', "yes", "null", "~", "1:30", "010", "!tag", "&a", "*a", "%", "| x", "> x", "[a]", "? ", "…",
    "\x07bell", "two\nlines", "tab\there", "\u2028", "\x85next", "\ufeff", "\u200bx", "한국", "مرحبا", "🎉",
    "<b>", "&amp;", "---", "...",
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
    st.text("*`\\@{}:#'\"-|>&!%?[], \nab", min_size=1, max_size=12),
)


def shown(cell: str) -> str:
    """What a cell shows: one kind of line ends, no outer spaces."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


CELLS = TEXTS.filter(shown)
TRUTHS = ("true", "false", "benar", "salah", "betul")


def apart(cells: list[str]) -> bool:
    """True where no two cells read the same, whatever their case."""
    return len({" ".join(shown(cell).casefold().split()) for cell in cells}) == len(cells)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(
    CELLS, CELLS, st.lists(CELLS, min_size=3, max_size=5).filter(apart), CELLS, CELLS,
    CELLS.filter(lambda cell: "|" not in cell and shown(cell).lower() not in TRUTHS),
)  # fmt: skip
def test_what_a_cell_shows_is_what_the_learner_sees(
    stem: str, other: str, options: list[str], explanation: str, topic: str, typed: str
) -> None:
    """Arbitrary texts come out of ``list --format json`` as they went in, in both languages."""
    heads = ["stem (en)", "stem (id)", "key", *["wrong"] * (len(options) - 1), "explanation", "topic", "source"]
    rows = [
        heads,
        [stem, other, *options, explanation, topic, other],
        [other, stem, typed, *[""] * (len(options) - 1), *[""] * 3],
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ran = written(folder, as_csv(rows))
        assert ran.code == 0, ran.err
        choice, short = records(folder)
        bank = load_bank(folder / "bank.yaml").bank
    assert bank is not None
    assert choice["stem"] == shown(stem)
    assert choice["key"] == shown(options[0])
    assert sorted(choice["options"]) == sorted(map(shown, options))
    assert choice["explanation"] == shown(explanation)
    assert [each.name.plain("id") for each in bank.topics.values()] == [shown(topic)]
    assert [each.cite.plain("id") for each in bank.sources.values()] == [shown(other)]
    assert [each.stem.plain("id") for each in bank.questions] == [shown(other), shown(stem)]
    assert short["key"] == " ".join(line.strip() for line in shown(typed).split("\n") if line.strip())


HEADINGS = st.sampled_from(
    ["soal", "question (en)", "stem [id]", "kunci", "answer (en)", "key (id)", "wrong 1", "wrong (en)", "pengecoh (id)",
     "A", "B", "topik", "topic (en)", "source", "id", "explanation (xx)", "nonsense", "", "wrong 2 (id)"]
)  # fmt: skip
ANY_CELL = st.one_of(
    st.just(""), st.sampled_from(["A", "b", "true", "Salah", "x|y", "|", "x", "X ", "en", *NASTY]), TEXTS
)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(HEADINGS, min_size=1, max_size=8), st.lists(st.lists(ANY_CELL, max_size=9), max_size=5), st.data())
def test_any_table_is_a_clean_bank_or_places_with_problems(
    heads: list[str], rows: list[list[str]], data: st.DataObject
) -> None:
    """Never a traceback, and never a bank that the loader refuses; also from a file that has been damaged."""
    table = as_csv([heads, *rows]).encode()
    if data.draw(st.integers(0, 3)) == 0:
        at = data.draw(st.integers(0, len(table)))
        table = table[:at] + data.draw(st.binary(max_size=3)) + table[at + data.draw(st.integers(0, 5)) :]
    with tempfile.TemporaryDirectory() as name:
        ran = written(Path(name), table)
        if ran.code == 0:
            assert load_bank(Path(name) / "bank.yaml").problems == ()
        else:
            assert ran.code == 2
            assert all(re.match(r"table\.csv:\d+:\d+: [a-z-]+ ", line) for line in ran.err.splitlines()), ran.err
            assert not (Path(name) / "bank.yaml").exists()


def test_a_heading_over_two_lines_is_told_in_one(tmp_path: Path) -> None:
    """A problem is one line, whatever the cell that it quotes."""
    ran = written(tmp_path, as_csv([["two\nlines"], ["x"]]))
    assert ran.code == 2
    assert "table.csv:1:1: unknown-column the column 'two lines' is not used; its heading is not known here" in ran.err
    assert all(line.startswith("table.csv:1:1: ") for line in ran.err.splitlines())
