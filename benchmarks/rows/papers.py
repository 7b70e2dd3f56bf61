"""Printed papers: thirty of twenty questions, against one bare Typst compile of as many pages."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator

from benchmarks.measure import Row, against, compared
from benchmarks.rows.start import FLAGSHIP
from quizgen.bank.load import load_bank, load_words
from quizgen.export.pdf import build_pdf
from quizgen.export.sheet import paper
from quizgen.generate.build import build
from quizgen.select import Choosing, select

PAPERS, QUESTIONS = 30, 20


def rows() -> Iterator[Row]:
    """Each paper is drawn with a seed of its own."""
    bank = load_bank(FLAGSHIP).bank
    assert bank is not None
    words, every = load_words("en"), build(bank).questions
    drawn = [select(every, bank, Choosing(count=QUESTIONS, seed=seed)).questions for seed in range(PAPERS)]
    sheets = [paper(questions, bank, "en", words) for questions in drawn]

    def ours() -> list[bytes]:
        return [build_pdf(sheet, key=False, paper_size="a4") for sheet in sheets]

    pages = sum(_pages(pdf) for pdf in ours())
    source = _plain(pages)
    seconds = against(ours, lambda: _typst(source), runs=3, clock=time.perf_counter)
    yield compared(
        f"{PAPERS} papers of {QUESTIONS} questions, PDF", f"one bare Typst compile of {pages} pages", seconds, 1.5,
        "each paper by itself",
    )  # fmt: skip


def _typst(source: bytes) -> bytes:
    import typst

    made: bytes = typst.compile(source, format="pdf", ignore_system_fonts=True)
    return made


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


def _plain(pages: int) -> bytes:
    """As many pages, each a page's share of plain text."""
    text = io.StringIO()
    for page in range(pages):
        text.write(
            f"= Page {page}\n" + "\n".join(f"+ A question of some twelve words, number {at}?" for at in range(12))
        )
        text.write("\n#pagebreak(weak: true)\n")
    return text.getvalue().encode()
