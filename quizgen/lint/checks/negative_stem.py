"""The stem asks for what is not so, and the "not" is not emphasised.

A reader in a hurry overlooks a "not" and answers the opposite question. Better ask for what is so; where the exception
is the very point, set the word apart: `*not*`, or in capitals. Only the sentence that asks counts, not what is told
before it; nor do words in quotation marks or inside a name, "not only", or a contrast behind a comma ("a whale, not a
shark").

Level: warning. Source: N.

Bad: Which of these planets does not have a moon?

Better: Which of these planets travels alone? · or: Which of these planets does *not* have a moon?
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.finding import Finding, Paper, quoted
from quizgen.lint.reading import asking, phrases_in, without_quotations
from quizgen.model import AnyQuestion, Cloze
from quizgen.text import Style

WORDS = {
    "en": (
        "not", "except", "cannot", "without", "neither", "excluding", "isn't", "aren't", "wasn't", "weren't", "doesn't",
        "don't", "didn't", "can't", "couldn't", "won't", "wouldn't", "hasn't", "haven't", "hadn't", "shouldn't",
    ),
    "id": ("bukan", "kecuali", "tanpa", "tidak", "tak"),
}  # fmt: skip

NOT_MEANT = {
    "en": ("not only", "whether or not", "if not"),
    "id": ("bukan hanya", "tidak hanya", "bukan saja", "ya atau tidak", "mau tidak mau", "tidak pernah", "tak pernah"),
}
"""Expressions in which such a word turns nothing round."""

CONTRAST = ("not", "bukan")
"""Words that behind a comma only set one thing against another."""


def find(paper: Paper) -> Iterator[Finding]:
    """Each question by itself; a gap to be filled asks for nothing, so cloze questions are left alone."""
    for question in paper.questions:
        if not isinstance(question, Cloze) and (words := _bare(paper, question)):
            yield Finding(
                fault="the stem is negative and a reader may overlook it",
                words=quoted(words),
                advice="ask for what is so, or emphasise the word: *…*",
                language=paper.language,
                questions=(question,),
            )


def _bare(paper: Paper, question: AnyQuestion) -> tuple[str, ...]:
    stem = paper.stem(question)
    text = without_quotations(stem).replace("’", "'")
    for found in phrases_in(text, NOT_MEANT.get(paper.base, ())):
        text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    negatives = phrases_in(text, WORDS.get(paper.base, ()))
    if not negatives:
        return ()
    rich = question.stem.rich(paper.language)
    loud = [bool(span.style & (Style.EMPHASIS | Style.STRONG)) for span in rich for _ in span.text]
    return tuple(
        dict.fromkeys(
            found[0].casefold()
            for start, end in asking(stem)
            for found in negatives
            if start <= found.start() < end
            and not (found[0].casefold() in CONTRAST and text[: found.start()].rstrip().endswith(","))
            and not loud[found.start()]
            and not found[0].isupper()
            and not _in_name(text, found.start())
        )
    )


def _in_name(text: str, at: int) -> bool:
    """True for a word with a capital that opens no sentence, as in "Doctors Without Borders"."""
    before = text[:at].rstrip()
    return text[at].isupper() and bool(before) and before[-1] not in ".?!…:"
