"""A class's papers in one PDF, as `handout --roster` makes them, against one bare Typst compile of as many pages.

The bare document says the same on the same paper in the same font, tagged for PDF/UA too, in plain paragraphs and
lists: no template, no columns, nothing counted, nothing kept together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from benchmarks.measure import Row, compared, cost
from benchmarks.rows.start import FLAGSHIP
from quizgen.bank.load import load_bank, load_words
from quizgen.export.pdf import build_papers_pdf
from quizgen.export.sheet import Learner, Paper, Setting, paper
from quizgen.generate.build import build
from quizgen.select import Choosing, learner_papers

PAPERS, QUESTIONS, RUNS = 30, 20, 5


def rows() -> Iterator[Row]:
    """Thirty learners, a paper of their own each; another class in each run, since Typst remembers what it has set."""
    bank = load_bank(FLAGSHIP).bank
    assert bank is not None
    words, every = load_words("en"), build(bank).questions

    def sheets(run: int) -> list[Paper]:
        codes = [f"{run}-{number}" for number in range(PAPERS)]
        drawn = learner_papers(every, bank, Choosing(count=QUESTIONS, seed=run), 1, codes)
        settings = [Setting(learner=Learner(f"Learner {code}", code)) for code in codes]
        return [
            paper(drawn[code].questions, bank, "en", words, setting, key=False)
            for code, setting in zip(codes, settings, strict=True)
        ]

    def ours(run: int) -> bytes:
        return build_papers_pdf(sheets(run), key=False, paper_size="a4")

    sources = [_plain(sheets(run)) for run in range(RUNS)]
    own, bare = [], []
    for run, source in enumerate(sources):
        own.append(cost(partial(ours, run)))
        bare.append(cost(partial(_typst, source)))
    pages = _pages(ours(0))
    seconds = sorted(own)[RUNS // 2], sorted(bare)[RUNS // 2]
    work = f"{PAPERS} papers of {QUESTIONS} questions, PDF"
    yield compared(work, f"one bare Typst compile of their text ({pages} pages)", seconds, 1.5, "drawn and set")


def _typst(source: bytes) -> bytes:
    import typst

    made: bytes = typst.compile(source, format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True)
    return made


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


_SPECIAL = re.compile(r"([\\#*_`$<>@\[\]~/=+-])")


def _said(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _line(line: Sequence[Any]) -> str:
    return "".join(_said(getattr(piece, "text", "_" * 18)) for piece in line)


def _plain(sheets: Sequence[Paper]) -> bytes:
    """What the papers say, each from a right-hand page on."""
    lines = ['#set document(title: "Papers")', '#set text(lang: "en", size: 11pt)', "#set page(margin: 2cm)"]
    for sheet in sheets:
        fields = " ".join(f"{each.label} {each.value} {each.after}" for each in sheet.fields)
        lines += [f"= {_line(sheet.title)}\n", _said(f"{fields}\n\n{sheet.instructions}\n")]
        for item in sheet.items:
            lines.append(f"{item.number}. {_line(item.stem)}\n\n   {_said(f'{item.code} {item.topic}')}\n")
            lines.append(f"   {_said(item.instruction)}\n")
            lines += [f"   + {_line(row)}" for row in item.rows]
            lines += [f"   - {each.letter}. {_line(each.text)}" for each in item.options]
            lines.append("")
        lines += [*map(_said, sheet.credits), '#pagebreak(to: "odd", weak: true)']
    return "\n".join(lines).encode()
