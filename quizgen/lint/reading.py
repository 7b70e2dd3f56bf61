"""How a check reads a text: its content words, phrases sought in it, its sentences, its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from quizgen.forms import base_language, tokens

_ENGLISH = """
    about above after again against all also among and another any apply are because been before being below between
    both but can choose correct could did does doing down during each following for from had has have having her
    here hers him his how into its itself just many may might more most much must name nor not off once one only
    other our out over own same shall she should some such than that the their them then there these they this those
    through too under until upon very was were what when where which while who whom whose why will with within
    without would you your true false according article first last was to be of in on at by an is it as or if no so
    up do he we us me my a i two three one
"""
_INDONESIAN = """
    ada adalah agar akan apa apakah atas atau bagi bagaimana bahwa baru banyak belum benar beberapa berapa berapakah
    berikut bisa bukan dalam dan dapat dari daripada dengan di dia hal hanya harus hingga ia ialah ini itu itulah
    jadi jika juga kami kamu kapan karena ke kepada kepadanya ketika kita lagi lain lalu lebih maka mana manakah
    masih melalui mengapa menjadi menurut mereka merupakan namun nya oleh pada padahal para paling pernah pilih pun
    saat saja salah sama sampai sangat satu sebagai sebelum sebuah secara sedang sehingga sejak selama semua seorang
    seperti serta sesudah setelah setiap siapa siapakah suatu sudah supaya tak tahun tanpa telah tentang terhadap
    tersebut tetapi tidak untuk yaitu yakni yang antara artikel dua tiga diberitakan disebut tokoh
"""

STOP_WORDS = {
    "en": frozenset(_ENGLISH.split()),
    "id": frozenset(_INDONESIAN.split()),
}
"""Words that carry no content of their own: language -> words."""


@lru_cache(maxsize=1 << 17)
def root(word: str, language: str) -> str:
    """A word without the plainest of its endings, so that "weapons" and "weapon" are one word."""
    match base_language(language):
        case "en" if len(word) > 4 and word.endswith("ies"):
            return word[:-3] + "y"
        case "en" if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return word[:-1]
        case "id" if len(word) > 6 and word.endswith("nya"):
            return word[:-3]
    return word


@lru_cache(maxsize=1 << 20)
def content_words(text: str, language: str) -> frozenset[str]:
    """The roots of the words that say something; empty for a language without a list of stop words.

    Short words count only if they are figures of three digits or more, such as a year.
    """
    stop = STOP_WORDS.get(base_language(language))
    if stop is None:
        return frozenset()
    return frozenset(
        root(word, language)
        for word in tokens(text)
        if word not in stop and (len(word) >= 3 if word.isdigit() or word.isalpha() else len(word) >= 4)
    )


def has_stop_words(language: str) -> bool:
    """True for a language whose content words can be told."""
    return base_language(language) in STOP_WORDS


@lru_cache(maxsize=256)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w-])", re.IGNORECASE)


def phrases_in(text: str, phrases: Iterable[str]) -> tuple[re.Match[str], ...]:
    """Where phrases stand in a text by whole words, whatever their case."""
    listed = tuple(phrases)
    return tuple(_pattern(listed).finditer(text)) if listed else ()


_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|«[^»]*»")


def without_quotations(text: str) -> str:
    """The text with quoted words blanked out, every character still in its place."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


_SENTENCE = re.compile(r"[^.?!…]+(?:[.?!…]+['\"”’)\]]*|$)")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text."""
    return tuple(found[0].strip() for found in _SENTENCE.finditer(text) if found[0].strip())


def asking(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences that ask stand: those with a question mark, or the whole text if none has one."""
    found = [match.span() for match in _SENTENCE.finditer(text) if "?" in match[0]]
    yield from found or [(0, len(text))]


_NUMBER = re.compile(r"(?<!\w)[-−]?\d+(?:[.,:]\d+)*")


def skeleton(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with ``#`` for its numbers, in lower case, and the numbers."""
    numbers = tuple(_NUMBER.findall(text))
    return " ".join(_NUMBER.sub("#", text).casefold().split()), numbers
