"""With the options covered, the stem asks nothing.

Cover the options with a hand: whoever knows the matter should be able to answer. "Which is true?" or "The treaty of
1648" cannot be answered so; the learner must judge three separate statements, and what the question tests nobody
knows. The check speaks where a stem has neither a question mark nor a gap nor a word that tells what to do or makes a
sentence of it, and where nothing but words such as "which of the following is true" is left.

Level: warning. Source: N.

Bad: Which of the following is true? — *Whales breathe air* · Whales lay eggs · Whales are fish

Better: How do whales get their oxygen? — *From the air* · From the water · From their food
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.forms import tokens
from quizgen.lint.finding import Finding, Paper, quoted
from quizgen.model import Choice, Match, Order, Select, Short

_ENGLISH = """
    is are was were be has have had do does did can could will would shall should may might must arrange calculate
    choose circle complete convert count correct describe explain fill find give identify list look make mark match
    name order pair pick place point put read replace say select set show solve sort spell state tell translate turn
    underline use work write means equals
"""
_INDONESIAN = """
    adalah ialah merupakan yaitu yakni ada akan telah sudah dapat bisa harus baca beri berilah cari carilah hitung
    hitunglah isi isilah jelaskan jodohkan lengkapi lingkari pasangkan pilih pilihlah sebut sebutkan susun susunlah
    tandai temukan tentukan terjemahkan tulis tuliskan tulislah tunjukkan ubah ubahlah urutkan urutkanlah gunakan
    ganti perbaiki selesaikan cocokkan kelompokkan
"""
_EMPTY_ENGLISH = """
    which what of the these those following is are was were true false correct right wrong statement statements
    answer answers option options sentence sentences one choose select all that apply best most a an about
"""
_EMPTY_INDONESIAN = """
    manakah mana yang di antara berikut ini itu adalah benar salah tepat betul pernyataan jawaban pilihan kalimat
    pilih pilihlah semua satu apa apakah paling saja tersebut dari yg
"""

WORDS = {
    "en": tuple(_ENGLISH.split()),
    "id": tuple(_INDONESIAN.split()),
}
"""Words that make a stem ask: what is to be done, or the verb of a sentence to be completed."""

_FORMS = {"en": re.compile(r"\w{3,}ed$"), "id": re.compile(r"(?:me|di|ber|ter)\w{4,}$")}
"""Other verbs, by their form."""

EMPTY = {
    "en": frozenset(_EMPTY_ENGLISH.split()),
    "id": frozenset(_EMPTY_INDONESIAN.split()),
}
"""Words that ask nothing by themselves."""


def find(paper: Paper) -> Iterator[Finding]:
    """Each question by itself; true-false and cloze questions have no stem that asks."""
    if paper.base not in WORDS:
        return
    for question in paper.questions:
        if not isinstance(question, Choice | Select | Short | Order | Match):
            continue
        stem = paper.stem(question)
        words = tokens(stem)
        if isinstance(question, Choice | Select | Short) and {*words} <= EMPTY[paper.base] and question.image is None:
            fault, advice = (
                "the stem alone asks nothing",
                "say in the stem what it is about, so that it can be answered",
            )
        elif not _asks(stem, words, paper.base):
            fault, advice = "the stem does not ask", "write a whole question, or say what is to be done"
        else:
            continue
        yield Finding(fault=fault, words=quoted([stem]), advice=advice, language=paper.language, questions=(question,))


def _asks(stem: str, words: tuple[str, ...], base: str) -> bool:
    if "?" in stem or "_" in stem or stem.rstrip().endswith(("…", "...", "=")):
        return True
    return any(word in WORDS[base] or _FORMS[base].fullmatch(word) for word in words)
