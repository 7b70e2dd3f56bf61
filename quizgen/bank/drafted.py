"""Questions on their way into a bank's file: what a table or another program's file gave, not yet named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quizgen.bank.dump import Words
from quizgen.text import parse_text, plain


@dataclass(slots=True)
class DraftedPicture:
    """A picture that came along: its name in the bank's folder, its bytes, its text for those who cannot see."""

    name: str
    content: bytes
    alt: Words


@dataclass(slots=True)
class Drafted:
    """A question of a row or of another program's file.

    The texts are as ``Draft.marked`` says. ``answers`` are, by kind: the key (choice), all right options (select),
    the key and what is accepted too (short, by language as it comes), the items in their order (order), the left
    sides (match); ``partners`` are the right sides. A cloze has its deletions in the stem.
    """

    row: int
    kind: str
    stem: Words
    answers: Sequence[Words] = ()
    wrong: Sequence[Words] = ()
    partners: Sequence[Words] = ()
    reasons: Sequence[Words | None] = ()
    """Why each of ``wrong`` is wrong; may be shorter."""
    truth: bool = False
    topic: str | None = None
    explanation: Words | None = None
    sources: Sequence[str] = ()
    picture: DraftedPicture | None = None
    id: str = ""


@dataclass(slots=True)
class Draft:
    """What a file gave: its languages, the topics and sources that it names, its questions.

    With ``marked`` the questions' texts are in the bank's markup; else they are characters to be shown as they are.
    """

    languages: tuple[str, ...]
    topics: dict[str, Words] = field(default_factory=dict)
    sources: dict[str, Words] = field(default_factory=dict)
    questions: list[Drafted] = field(default_factory=list)
    marked: bool = False
    bank: str = ""
    """The bank that the questions came from, where the file says so, and what it is called."""
    title: str = ""

    def said(self, text: str) -> str:
        """A text's characters without markup."""
        return plain(parse_text(text)) if self.marked else text
