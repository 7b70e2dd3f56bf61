"""Which of the program's own words the page needs."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.text import Words

_KEYS = (
    "answer", "truth.true", "truth.false", "card.right", "card.wrong", "card.missed", "card.yours", "card.pick",
    "card.check", "play.position", "play.right", "play.partly", "play.wrong", "page.typo", "play.result",
    "play.of", "play.column.topic", "play.column.right", "play.column.score", "play.total", "play.missed",
    "paper.name", "paper.class", "paper.date", "paper.points", "paper.instructions", "paper.instructions.one",
    "paper.kind.short", "paper.kind.order", "paper.kind.match",
)  # fmt: skip


def page_words(words: Words) -> Mapping[str, str]:
    """Key -> text with its holes: all ``kind.`` and ``page.`` words, and some that others have too."""
    own = {key: text for key, text in words.entries.items() if key.startswith(("kind.", "page."))}
    return {**own, **{key: words.entries[key] for key in _KEYS}}
