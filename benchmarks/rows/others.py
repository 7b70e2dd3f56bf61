"""Other programs at the same work, whole process against whole process: text2qti, markdown-anki-decks, mdanki.

They read Markdown in one language, ready to be converted; we read the bank of the same questions, which has a second
language that does not go out, and check it. A program that is not there is told so in its row.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.banks import by_hand
from benchmarks.measure import Row, compared, process
from quizgen.bank.load import load_bank
from quizgen.generate.build import build
from quizgen.model import AnyQuestion, Choice, Short
from quizgen.text import Rich, Style

QUESTIONS, RUNS = 3_000, 3
_BIN, _NODE = Path(sys.executable).parent, Path(__file__).parents[2] / "node_modules" / ".bin"


def rows() -> Iterator[Row]:
    """QTI for a learning platform, and a deck for Anki."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        bank = folder / "bank.yaml"
        bank.write_text(by_hand(QUESTIONS), encoding="utf-8")
        loaded = load_bank(bank).bank
        assert loaded is not None
        questions = build(loaded).questions
        quiz, notes, decks = folder / "quiz.txt", folder / "notes" / "notes.md", folder / "decks"
        notes.parent.mkdir()
        decks.mkdir()
        quiz.write_text("Quiz title: By hand\n\n" + "\n".join(map(_text2qti, questions)), encoding="utf-8")
        notes.write_text("# By hand\n\n" + "\n".join(map(_markdown, questions)), encoding="utf-8")
        quizgen = str(_BIN / "quizgen")
        for to, what in ("canvas", "QTI 1.2 for Canvas"), ("qti", "QTI 2.1"):
            made = folder / f"{to}.zip"
            ours = [quizgen, "export", str(bank), "--to", to, "-o", str(made)]
            theirs = _Other("text2qti", [str(quiz)], folder / "quiz.zip")
            yield theirs.row(f"{what} of {QUESTIONS:,} questions, whole process", ours, made, folder)
        made = folder / "ours.apkg"
        ours = [quizgen, "deck", str(bank), "-o", str(made)]
        for other in (
            _Other("mdankideck", [str(notes.parent), str(decks)], decks / "notes.apkg", "markdown-anki-decks"),
            _Other("mdanki", [str(notes), str(decks / "mdanki.apkg")], decks / "mdanki.apkg"),
        ):
            yield other.row(f"deck of {QUESTIONS:,} questions, whole process", ours, made, folder)


class _Other:
    """Another program: what it is called with, the file that it makes, and the package that it comes in."""

    def __init__(self, command: str, arguments: Sequence[str], makes: Path, package: str | None = None) -> None:
        self.path = shutil.which(command, path=str(_BIN)) or shutil.which(command, path=str(_NODE))
        self.arguments, self.makes, self.package = arguments, makes, package or command

    def row(self, work: str, ours: Sequence[str], made: Path, home: Path) -> Row:
        """Both in turn, each from nothing, the processor's seconds; ``home`` is where the other keeps its settings."""
        name = f"`{self.package}`, of the same questions"
        if self.path is None:
            return Row(work, name, "", None, 1, f"`{self.package}` is not installed")
        pairs = []
        for _ in range(RUNS):
            pairs.append((_seconds(ours, made, home), _seconds([self.path, *self.arguments], self.makes, home)))
            if pairs[-1][0] is None or pairs[-1][1] is None:
                return Row(work, name, "", None, 1, f"`{self.package}` made no file")
        own, other = (median(each) for each in zip(*pairs, strict=True))
        return compared(work, name, (own, other), 1)


def _seconds(command: Sequence[str], makes: Path, home: Path) -> float | None:
    """The processor's seconds of a process that makes a file; None where it did not."""
    makes.unlink(missing_ok=True)
    seconds, code, _ = process(command, environment={"HOME": str(home)})
    return seconds if code == 0 and makes.is_file() else None


def _marked(rich: Rich) -> str:
    """Spans as Markdown."""
    return "".join(f"*{span.text}*" if Style.EMPHASIS in span.style else span.text for span in rich)


def _text2qti(question: AnyQuestion) -> str:
    """A question with its options or answers, its reasons and its explanation, as text2qti reads it."""
    lines = [f"1. {_marked(question.stem.rich('en'))}"]
    if question.explanation:
        lines.append(f"... {_marked(question.explanation.rich('en'))}")
    if isinstance(question, Choice):
        for at, option in enumerate(question.options):
            lines.append(f"{'*' if at == question.right else ''}{'abcdefgh'[at]}) {_marked(option.text.rich('en'))}")
            lines += [f"... {_marked(option.because.rich('en'))}"] if option.because else []
    elif isinstance(question, Short):
        lines += [
            f"* {form}" for form in dict.fromkeys((question.typed.answer.plain("en"), *question.typed.accept["en"]))
        ]
    return "\n".join(lines) + "\n"


def _markdown(question: AnyQuestion) -> str:
    """A question as a heading, with its options; its key and its explanation beneath, as both programs split cards."""
    lines = [f"## {_marked(question.stem.rich('en'))}", ""]
    if isinstance(question, Choice):
        lines += [f"- {_marked(option.text.rich('en'))}" for option in question.options]
        lines += ["", f"**{_marked(question.key.text.rich('en'))}**", ""]
        lines += [f"{_marked(option.because.rich('en'))}\n" for option in question.options if option.because]
    elif isinstance(question, Short):
        lines += [f"**{_marked(question.typed.answer.rich('en'))}**", ""]
    if question.explanation:
        lines += [_marked(question.explanation.rich("en")), ""]
    return "\n".join(lines)
