"""How a value looks: its form, what its names come down to, the words that name it; worked out once for each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from quizgen.forms import articles, grammatical_form, shapes_by_words, without_article, words_of, words_of_each
from quizgen.model import TEXT, Value
from quizgen.text import Text

Heard = Sequence[tuple[str, str]]
"""A text and its words, for each language."""


@dataclass(frozen=True, slots=True)
class Look:
    """What of a value could be taken for another, or could give it away.

    ``form`` is its grammatical form and precision; ``shown`` are the shapes of its label, ``meant`` those of
    all its forms, each with its language before it; ``phrases`` are for each language its forms as runs of
    words, ``signs`` what stands in each of these, ``raw`` the forms that have no words.
    """

    form: tuple[object, ...]
    shown: frozenset[str]
    meant: frozenset[str]
    signs: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    raw: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Looks:
    """The looks of the values of a bank in ``languages``, each worked out when it is first asked for."""

    languages: Sequence[str]
    _known: dict[str, dict[Hashable, Look]] = field(default_factory=lambda: defaultdict(dict))

    def of(self, value: Value) -> Look:
        """How a value looks."""
        key: Hashable = value.key
        if value.kind == TEXT:
            key = tuple([value.label.plain(language) for language in self.languages])
        known = self._known[value.kind]
        look = known.get(key)
        if look is None:
            look = known[key] = self._look(value)
        return look

    def _look(self, value: Value) -> Look:
        shown: set[str] = set()
        meant: set[str] = set()
        signs, phrases, raw = [], [], []
        for language in self.languages:
            label = value.label.plain(language)
            shown.update([f"{language} {shape}" for shape in shapes_by_words(label, words_of(label), language)])
            forms = value.forms.get(language, ())
            written = dict(zip(forms, words_of_each(forms), strict=True)) if forms else {}
            opened = articles(language)
            for form, words in tuple(written.items()):
                meant.update([f"{language} {shape}" for shape in shapes_by_words(form, words, language)])
                if words.startswith(opened):
                    bare = without_article(form, language)
                    written[bare] = words_of(bare)
            spoken = tuple({words for words in written.values() if not words.isspace()})
            signs.append(_sign(spoken))
            phrases.append(spoken)
            raw.append(tuple([form.strip() for form, words in written.items() if words.isspace() and form.strip()]))
        return Look(self._form(value), frozenset(shown), frozenset(meant), tuple(signs), tuple(phrases), tuple(raw))

    def _form(self, value: Value) -> tuple[object, ...]:
        """Form and precision: articles and capitals of a name, decimals of a number, one day or several.

        A number with zeros before it ("007") is a code, which differs from other numbers by its length.
        """
        if value.first is not None:
            return (value.first == value.last,)
        if value.number is not None:
            coded = len(value.key) if re.match(r"-?0\d", value.key) else 0
            return value.number.as_tuple().exponent, coded
        return tuple(grammatical_form(value.label.plain(language), language) for language in self.languages)

    def heard(self, text: Text) -> Heard:
        """A text in each language, as it is and by its words; ready to be asked what it names."""
        return heard([text.plain(language) for language in self.languages])


def heard(said: Iterable[str]) -> Heard:
    """A text, given in each language, as it is and by its words."""
    return [(each, words_of(each)) for each in said]


def names(heard: Heard, look: Look) -> bool:
    """True where a text holds a form of a value by whole words, in any language.

    An article that opens a name does not hide it: "at CHEY Institute" names "the CHEY Institute".
    """
    for (said, words), sign, phrases, raw in zip(heard, look.signs, look.phrases, look.raw, strict=True):
        if sign in words:
            for phrase in phrases:
                if phrase in words:
                    return True
        for form in raw:
            if form in said:
                return True
    return False


def _sign(phrases: Sequence[str]) -> str:
    """What stands in all phrases: the shortest of them, or a word of it, such as a day's year; else nothing."""
    if not phrases:
        return ""
    shortest = min(phrases, key=len)
    signs = (shortest, *sorted(shortest.split(), key=len, reverse=True))
    return next((sign for sign in signs if all(sign in phrase for phrase in phrases)), "")


def confusable(look: Look, other: Look) -> bool:
    """True where one value, as it is shown, is a form of the other: both might be meant by it.

    Forms that are no more than accepted for both ("Park") leave two full names apart.
    """
    return not (look.shown.isdisjoint(other.meant) and other.shown.isdisjoint(look.meant))
