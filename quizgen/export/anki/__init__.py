"""The Anki deck; ``docs/anki.md`` tells what is frozen and how an update behaves."""

from quizgen.export.anki.deck import build_deck

__all__ = ["build_deck"]
