"""Other programs' files as questions for a bank: GIFT, Moodle XML, Anki's decks, Quizlet's text."""

from quizgen.bring.anki import read_anki
from quizgen.bring.gift import read_gift
from quizgen.bring.guess import FORMATS, format_of
from quizgen.bring.moodle import read_moodle
from quizgen.bring.quizlet import read_quizlet

READERS = {"gift": read_gift, "moodle": read_moodle, "anki": read_anki, "quizlet": read_quizlet}
"""A format -> what reads a file's bytes at a desk, in the languages wished for, into a draft or None."""

__all__ = ["FORMATS", "READERS", "format_of"]
