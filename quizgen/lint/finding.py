"""What a check looks at and what it says: a paper in one language goes in, findings come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizgen.errors import Level
from quizgen.forms import base_language, without_article
from quizgen.model import AnyQuestion, Bank, Choice, Entity, Option, Select


@dataclass(frozen=True, slots=True)
class Paper:
    """Questions of a bank, all of them or those of one paper, read in one language."""

    bank: Bank
    questions: Sequence[AnyQuestion]
    language: str

    @property
    def base(self) -> str:
        """The language without its region, by which word lists are kept."""
        return base_language(self.language)

    def said(self, option: Option) -> str:
        """An option as it is read."""
        return option.text.plain(self.language)

    def stem(self, question: AnyQuestion) -> str:
        """A stem as it is read."""
        return question.stem.plain(self.language)

    def choices(self, least: int = 2) -> Iterator[Choice]:
        """Questions with one right option, of ``least`` options or more."""
        for question in self.questions:
            if isinstance(question, Choice) and len(question.options) >= least:
                yield question

    def offers(self) -> Iterator[Choice | Select]:
        """Questions that offer options, one or several of them right."""
        for question in self.questions:
            if isinstance(question, Choice | Select):
                yield question


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a check found.

    ``fault`` and ``advice`` are the same whatever the language; ``words`` are the offending words in
    ``language`` (None: in every language). The first of ``questions`` is where it stands; none means
    the bank as a whole. ``entities`` are the key or the options at fault: their ``ignore`` counts.
    """

    fault: str
    advice: str
    words: str = ""
    language: str | None = None
    level: Level = Level.WARNING
    questions: tuple[AnyQuestion, ...] = ()
    entities: tuple[Entity, ...] = ()


def entities_of(options: Iterable[Option]) -> tuple[Entity, ...]:
    """The entities among some options, each once."""
    found = {option.entity.key: option.entity for option in options if option.entity}
    return tuple(found.values())


def rights_of(question: Choice | Select) -> frozenset[int]:
    """The positions of the right options."""
    return question.right if isinstance(question, Select) else frozenset({question.right})


def wrongs_of(question: Choice | Select) -> tuple[Option, ...]:
    """The distractors, in the order shown."""
    rights = rights_of(question)
    return tuple(option for at, option in enumerate(question.options) if at not in rights)


def quoted(words: Iterable[str]) -> str:
    """Words for a message, each in quotation marks."""
    return ", ".join(f"'{word}'" for word in words)


_PARTICLES = frozenset(
    ("of", "the", "and", "for", "de", "la", "le", "van", "von", "der", "di", "da", "dan", "bin", "binti", "al")
)
"""Small words inside a name."""


def is_name(option: Option, language: str) -> bool:
    """True for a proper name, an entity's or one of several capitals: nobody words it for the question."""
    if option.entity is None:
        words = option.text.plain(language).split()
        big = [word for word in words if word.casefold() not in _PARTICLES]
        return len(big) > 1 and all(word[:1].isupper() for word in big)
    name = without_article(option.entity.name.plain(language), language)
    return name[:1].isupper() or name[:1].isdigit()
