"""What a typed answer comes down to: case, marks and spacing forgiven, articles and titles dropped.

The generator asks here whether two names could be taken for each other and whether a stem names its
key; grading asks here whether a typed answer is right. One definition serves both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

ARTICLES = {
    "en": ("the", "a", "an"),
    "de": ("der", "die", "das", "den", "dem", "ein", "eine"),
    "es": ("el", "la", "los", "las", "un", "una"),
    "fr": ("le", "la", "les", "un", "une"),
    "it": ("il", "lo", "la", "i", "gli", "le", "un", "una"),
    "nl": ("de", "het", "een"),
    "pt": ("o", "a", "os", "as", "um", "uma"),
}
"""Words that may open a name and say nothing: language -> words."""

TITLES = {
    "en": (
        "mr", "mrs", "ms", "dr", "prof", "professor", "sir", "pm", "prime minister", "president",
        "foreign minister", "defence minister", "defense minister", "minister", "secretary general",
        "ambassador", "senator", "chancellor",
    ),
    "id": (
        "bapak", "ibu", "pak", "bu", "tuan", "nyonya", "dr", "prof", "profesor", "pm",
        "perdana menteri", "presiden", "menteri luar negeri", "menteri pertahanan", "menlu", "menhan",
        "menteri", "sekretaris jenderal", "sekjen", "duta besar", "senator", "kanselir",
    ),
}  # fmt: skip
"""Titles that a learner may put before a name: language -> words."""

_KEPT_SYMBOLS = frozenset("+#%&@")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_MARKS_MATTER_NOT = ("LATIN", "GREEK", "CYRILLIC", "HEBREW", "ARABIC")
_NO_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")


_ASCII_WORD = re.compile(
    r"[a-z0-9]+(?:(?<=[0-9])[.,](?=[0-9])[a-z0-9]+)*|(?:(?<=\s)|(?<![\s\S]))-(?=[0-9])|[$+<=>^`|~#%&@]"
)
"""What ``tokens`` finds in a text of plain letters, in one go."""
_ASCII_WORD_OR_LINE = re.compile(rf"{_ASCII_WORD.pattern}|\n")


@lru_cache(maxsize=4096)
def _category(character: str) -> str:
    return unicodedata.category(character)


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0].split("-")[0]


def _without_marks(raw: str) -> str:
    kept: list[str] = []
    base = ""
    for character in unicodedata.normalize("NFKD", raw.casefold()):
        if _category(character) == "Mn":
            if _script(base or " ") in _MARKS_MATTER_NOT:
                continue
        else:
            base = character
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_UNDECOMPOSED)


@lru_cache(maxsize=65536)
def tokens(raw: str) -> tuple[str, ...]:
    """The words of a text, in lower case without diacritics and punctuation.

    A decimal mark inside a number, a minus before one and symbols such as ``#`` stay, since "3.5" is
    not "35" and "C#" is not "C". In a script without spaces each character is a word.
    """
    if raw.isascii():
        return tuple(words_of(raw).split())
    text = _without_marks(raw)
    words: list[str] = []
    word = ""
    for at, character in enumerate(text):
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        category = _category(character)
        if category[0] in "LNM":
            if _script(character) in _NO_SPACES:
                words.extend(filter(None, (word, character)))
                word = ""
            else:
                word += character
            continue
        if character in ".," and before.isdigit() and after.isdigit():
            word += "."
            continue
        words.extend(filter(None, (word,)))
        word = ""
        signed = character in "-−" and after.isdigit() and not before.strip()
        if signed or category[0] == "S" or character in _KEPT_SYMBOLS:
            words.append("-" if signed else character)
    words.extend(filter(None, (word,)))
    return tuple(words)


def words_of(raw: str) -> str:
    """The words of a text with a space around each, so that one text is sought in another by whole words."""
    words = " ".join(_ASCII_WORD.findall(raw.lower())).replace(",", ".") if raw.isascii() else " ".join(tokens(raw))
    return f" {words} "


def words_of_each(texts: Sequence[str]) -> list[str]:
    """``words_of`` each of some texts, all in one go."""
    together = "\n".join(texts)
    if not together.isascii() or together.count("\n") != len(texts) - 1:
        return [words_of(text) for text in texts]
    words = " ".join(_ASCII_WORD_OR_LINE.findall(together.lower())).replace(",", ".")
    return f" {words} ".split("\n")


def base_language(language: str) -> str:
    """The language without its region: "pt" of "pt-BR"."""
    return language.partition("-")[0]


@lru_cache(maxsize=64)
def _openers(language: str, titles: bool) -> tuple[tuple[str, ...], ...]:
    base = base_language(language)
    words = (*ARTICLES.get(base, ()), *(TITLES.get(base, ()) if titles else ()))
    return tuple(sorted((tuple(word.split()) for word in words), key=len, reverse=True))


@lru_cache(maxsize=64)
def _opening_words(language: str, titles: bool) -> frozenset[str]:
    return frozenset(opener[0] for opener in _openers(language, titles))


def bare(words: tuple[str, ...], language: str, titles: bool = True) -> tuple[str, ...]:
    """The words without leading articles and titles (or articles alone), but never nothing."""
    stripped = True
    while stripped and len(words) > 1 and words[0] in _opening_words(language, titles):
        stripped = False
        for opener in _openers(language, titles):
            if len(words) > len(opener) and words[: len(opener)] == opener:
                words = words[len(opener) :]
                stripped = True
                break
    return words


@lru_cache(maxsize=65536)
def shapes(raw: str, language: str) -> frozenset[str]:
    """All that a name comes down to; two that share a shape are taken for each other.

    An article may be missing, but no title is exchanged: "Foreign Minister of South Korea" must not come
    down to what "Defence Minister of South Korea" does.
    """
    return shapes_by_words(raw, words_of(raw), language)


def shapes_by_words(raw: str, words: str, language: str) -> frozenset[str]:
    """The shapes of a name of which the words are known; see ``words_of``."""
    whole = words.replace(" ", "")
    if not whole:
        return frozenset({raw.strip().casefold()} - {""})
    if not words.startswith(articles(language)):
        return frozenset((whole,))
    return frozenset({whole, "".join(bare(tuple(words.split()), language, titles=False))})


@lru_cache(maxsize=64)
def articles(language: str) -> tuple[str, ...]:
    """How the words of a name begin that an article opens; see ``words_of``."""
    return tuple([f" {opener} " for opener in sorted(_opening_words(language, False))])


@lru_cache(maxsize=65536)
def typed_shapes(raw: str, language: str) -> frozenset[str]:
    """All that something typed comes down to: a title may stand before a name that has none."""
    return shapes(raw, language) | {"".join(bare(tokens(raw), language))} - {""}


def distinct(forms: Iterable[str]) -> tuple[str, ...]:
    """The forms in their order, each once, whatever its case: the first way of writing it stays."""
    first: dict[str, str] = {}
    for form in forms:
        first.setdefault(form.casefold(), form)
    return tuple(first.values())


def shapes_of(forms: Iterable[str], language: str) -> frozenset[str]:
    """The shapes of several forms together."""
    return frozenset().union(*(shapes(form, language) for form in forms))


def names(text: str, form: str) -> bool:
    """True where ``text`` holds ``form`` by whole words, whatever the case, marks or punctuation."""
    sought, words = tokens(form), tokens(text)
    width = len(sought)
    if not width:
        return bool(form.strip()) and form.strip() in text
    return any(words[at : at + width] == sought for at in range(len(words) - width + 1))


@dataclass(frozen=True, slots=True, eq=False)
class FormsBut(Sequence[str]):
    """All of some forms but those at a few places, without a copy: ``left_out`` ascends."""

    forms: Sequence[str]
    left_out: tuple[int, ...]

    def __len__(self) -> int:
        """How many forms are left."""
        return len(self.forms) - len(self.left_out)

    def __iter__(self) -> Iterator[str]:
        """The forms that are left, in their order."""
        begin = 0
        for end in (*self.left_out, len(self.forms)):
            yield from self.forms[begin:end]
            begin = end + 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        """The form at a place, or those of a slice."""
        return tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        """Equal to any sequence of the same forms."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """As the tuple of its forms."""
        return hash(tuple(self))


def without_article(form: str, language: str) -> str:
    """A name without the article that opens it: "CHEY Institute" of "the CHEY Institute"."""
    article, _, rest = form.strip().partition(" ")
    return rest if rest and article.casefold() in ARTICLES.get(base_language(language), ()) else form


def grammatical_form(label: str, language: str) -> tuple[str, str]:
    """What of a name's form could give it away: its article, and whether it begins with a capital."""
    words = label.split()
    article = ""
    if len(words) > 1 and words[0].casefold() in ARTICLES.get(base_language(language), ()):
        article = words[0].casefold()
        article = "a" if article == "an" else article
        words = words[1:]
    letter = next((character for character in "".join(words) if character.isalnum()), "")
    case = "upper" if letter.isupper() or letter.isdigit() or not letter.islower() else "lower"
    return article, case
