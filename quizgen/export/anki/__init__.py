"""The Anki deck; ``docs/anki.md`` tells what is frozen and how an update behaves."""

from quizgen.export.anki.compare import Change, Difference, differences
from quizgen.export.anki.deck import build_deck
from quizgen.export.anki.ledger import OlderDeckError
from quizgen.export.anki.scheduling import Answer, Learned, Progress

__all__ = ["Answer", "Change", "Difference", "Learned", "OlderDeckError", "Progress", "build_deck", "differences"]
