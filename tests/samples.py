"""A small bank made in code, one question of each kind: for tests that need no file."""

from __future__ import annotations

from quizgen.errors import Place
from quizgen.model import (
    AnyQuestion,
    Bank,
    Choice,
    Cloze,
    Match,
    Option,
    Order,
    Select,
    Short,
    Source,
    SourceRef,
    Topic,
    TrueFalse,
    Typed,
)
from quizgen.text import Text, parse_cloze, parse_text

HERE = Place("sample.yaml", 1, 1)


def both(english: str, indonesian: str | None = None) -> Text:
    """A text in English and Indonesian."""
    return Text({"en": parse_text(english), "id": parse_text(indonesian or english)})


def option(key: str, english: str, indonesian: str | None = None, because: str | None = None) -> Option:
    """An option, with a reason if one is given."""
    return Option(
        key=key, text=both(english, indonesian), because=both(because, f"[id] {because}") if because else None
    )


def typed(answer: str, *accept: str, others: tuple[str, ...] = ()) -> Typed:
    """A typed answer with the same forms in both languages."""
    forms = (answer, *accept)
    return Typed(answer=both(answer), accept={"en": forms, "id": forms}, others={"en": others, "id": others})


SEOUL, TOKYO, JAKARTA = option("@seoul", "Seoul"), option("@tokyo", "Tokyo", "Tokyo"), option("2", "Jakarta")
CITED = (SourceRef("atlas", "2", HERE), SourceRef("web", None, HERE, confirms=True))


def _cloze(raw: str, raw_id: str) -> dict[str, tuple[object, ...]]:
    return {"en": parse_cloze(raw), "id": parse_cloze(raw_id)}


QUESTIONS: tuple[AnyQuestion, ...] = (
    Choice(
        id="capital-korea", code="AAAA-0001", topic="asia", place=HERE, sources=CITED, facts=("f1",),
        stem=both("What is the capital of *South Korea*?", "Apa ibu kota *Korea Selatan*?"),
        explanation=both("Seoul has been the capital since 1948.", "Seoul menjadi ibu kota sejak 1948."),
        options=(option("@tokyo", "Tokyo", because="Tokyo is Japan's capital."), SEOUL, JAKARTA), right=1,
    ),
    Select(
        id="coast", code="AAAA-0002", topic="asia", place=HERE, facts=("f2",),
        stem=both("Which of these lie in Asia? Choose all.", "Mana yang terletak di Asia? Pilih semua."),
        options=(SEOUL, option("3", "Oslo"), TOKYO, option("4", "Lima")), right=frozenset({0, 2}),
    ),
    TrueFalse(
        id="truth", code="AAAA-0003", topic="europe", place=HERE,
        stem=both("Oslo is the capital of Sweden.", "Oslo adalah ibu kota Swedia."),
        explanation=both("Oslo is the capital of Norway.", "Oslo adalah ibu kota Norwegia."), truth=False,
    ),
    Short(
        id="capital-short", code="AAAA-0004", topic="europe", place=HERE,
        stem=both("What is the capital of Norway?", "Apa ibu kota Norwegia?"),
        typed=typed("Oslo", "Christiania", others=("Stockholm", "Osla")), also=(both("Kristiania"),),
    ),
    Cloze(
        id="cloze", code="AAAA-0005", topic="europe", place=HERE,
        stem=both(
            "_____(1) lies on the river _____(2) (six letters).",
            "_____(1) terletak di sungai _____(2) (six letters).",
        ),
        text=_cloze("{{c1::Vienna}} lies on the river {{c2::Danube::six letters}}.",
                    "{{c1::Wina}} terletak di sungai {{c2::Danube::six letters}}."),  # type: ignore[arg-type]
        blanks={1: typed("Vienna", "Wina"), 2: typed("Danube")},
    ),
    Order(
        id="order", code="AAAA-0006", topic=None, place=HERE,
        stem=both("Put these in order, the oldest first.", "Urutkan dari yang tertua."),
        items=(option("0", "Rome"), option("1", "Vienna", "Wina"), option("2", "Brasilia")), shown=(2, 0, 1),
    ),
    Match(
        id="match", code="AAAA-0007", topic="asia", place=HERE,
        stem=both("Match each country with its capital.", "Pasangkan negara dengan ibu kotanya."),
        lefts=(option("0", "Japan", "Jepang"), option("1", "South Korea", "Korea Selatan")),
        rights=(TOKYO, SEOUL, JAKARTA), shown=(2, 1, 0),
    ),
)  # fmt: skip

BANK = Bank(
    id="sample",
    title=both("Capitals & rivers <1>", "Ibu kota & sungai <1>"),
    languages=("en", "id"),
    licence="CC-BY-4.0",
    author=both("A teacher"),
    topics={
        "asia": Topic(key="asia", name=both("Asia", "Asia"), place=HERE),
        "europe": Topic(key="europe", name=both("Europe", "Eropa"), place=HERE),
    },
    sources={
        "atlas": Source(
            key="atlas", cite=both("The atlas", "Atlas"), places={"2": both("page two", "halaman dua")}, place=HERE
        ),
        "web": Source(key="web", cite=both("A page", "Sebuah laman"), url="https://example.org/", place=HERE),
    },
    questions=QUESTIONS,
    place=HERE,
)  # fmt: skip
