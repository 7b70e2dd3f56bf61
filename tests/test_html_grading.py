"""The page grades as ``grade.py`` does: one table of cases for both, and many answers made by chance."""

from __future__ import annotations

import json
import random
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome

from quizgen.bank.load import load_words
from quizgen.cli.shared import make_questions
from quizgen.export.html.data import page_data
from quizgen.forms import ARTICLES, TITLES, tokens
from quizgen.grade import Response, grade, judge_typed
from quizgen.model import AnyQuestion, Choice, Cloze, Match, Order, Select, Short, TrueFalse, Typed
from quizgen.wording import group_mark
from tests.browser import chromium
from tests.run import FLAGSHIP
from tests.samples import BANK, HERE, both, option

TEMPLATES = Path(__file__).parents[1] / "quizgen" / "export" / "html" / "templates"
SCRIPTS = "".join((TEMPLATES / f"{name}.js").read_text(encoding="utf-8") for name in ("base", "typed", "grade"))
CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "data" / "typed.json").read_text(encoding="utf-8"))
LANGUAGES = ("en", "id")
WORDS = {each: load_words(each) for each in LANGUAGES}
JUDGE = """return arguments[0].map(([blank, typed, entry]) => judgeTyped(blank, typed, entry))
  .map((judged) => [judged.right, judged.typo])"""
OTHER_LETTERS = ("CHEROKEE", "HENTAIGANA", "RUMI", "ARABIC", "HANGZHOU", "IDEOGRAPHIC", "VIETNAMESE", "VERTICAL", "OLD")
"""Where Python goes by a letter's name and JavaScript by its script, and they differ on letters nobody types."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    with chromium() as browser:
        yield browser


@cache
def entry(language: str) -> dict[str, Any]:
    """What the page's data says of a language for grading."""
    return {
        "code": language,
        "articles": list(ARTICLES.get(language, ())),
        "titles": list(TITLES.get(language, ())),
        "thousands": group_mark(language),
    }


def asked(browser: Chrome, script: str, *given: Any) -> Any:
    """What a script that knows the page's grading gives back."""
    return browser.execute_script(f"{SCRIPTS}\n{script}", *given)


def wanted(case: dict[str, Any]) -> Iterator[tuple[str, bool, str | None]]:
    """A case's answers with what each is worth."""
    yield from ((given, True, None) for given in case["right"])
    yield from ((given, False, None) for given in case["wrong"])
    yield from ((given, True, form) for given, form in case["typo"].items())


def typed(case: dict[str, Any]) -> Typed:
    """What a case accepts and what it must not be taken for, in both languages."""
    accept, others = ({each: tuple(case[name]) for each in LANGUAGES} for name in ("accept", "others"))
    return Typed(answer=both(case["accept"][0]), accept=accept, others=others)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['what']} ({case['language']})")
def test_the_table_in_python(case: dict[str, Any]) -> None:
    """Every answer of the table is judged by ``grade.py`` as the table says."""
    language = case["language"]
    expected = {given: (right, typo) for given, right, typo in wanted(case)}
    assert {given: judge_typed(typed(case), given, language) for given in expected} == expected


def test_the_table_in_the_page(browser: Chrome) -> None:
    """Every answer of the same table is judged so by the page, which holds only those names that can matter."""
    questions = [
        Short(id=str(at), code="", stem=both("?"), place=HERE, typed=typed(case)) for at, case in enumerate(CASES)
    ]
    known = page_data(questions, BANK, LANGUAGES, WORDS, paper="A")["questions"]
    given = [
        [each["in"][case["language"]]["blanks"]["1"], said, entry(case["language"])]
        for case, each in zip(CASES, known, strict=True)
        for said, _, _ in wanted(case)
    ]
    expected = [[right, typo] for case in CASES for _, right, typo in wanted(case)]
    judged = asked(browser, JUDGE, given)
    differing = [(each[1], got) for each, got, due in zip(given, judged, expected, strict=True) if got != due]
    assert differing == []
    assert len(expected) > 200


@pytest.mark.parametrize(
    ("before", "after"),
    [("a ", "3"), pytest.param("", "", marks=pytest.mark.long), pytest.param("1", "2", marks=pytest.mark.long)],
)
def test_every_character_comes_down_to_the_same(browser: Chrome, before: str, after: str) -> None:
    """All of Unicode, alone and inside words and numbers, but for some letters that nobody types."""
    every = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")]
    known = asked(browser, "return arguments[0].map((c) => !/\\p{Cn}/u.test(c))", every)
    characters = [
        character
        for character, is_known in zip(every, known, strict=True)
        if is_known and not unicodedata.name(character, "?").startswith(OTHER_LETTERS)
    ]
    assert len(characters) > 140_000
    made = asked(
        browser,
        "return arguments[0].map((c) => tokens(arguments[1] + c + arguments[2]).join(' '))",
        characters, before, after,
    )  # fmt: skip
    assert [
        (character, got)
        for character, got in zip(characters, made, strict=True)
        if got != " ".join(tokens(before + character + after))
    ] == []


# -- by chance ------------------------------------------------------------------------------------

STRANGE = "éÉøßİı'’-–—.,;:&/ 0123456789%#+東京서ًαЖ\u0301\u00a0"


def slipped(form: str, dice: random.Random) -> str:
    """A form with up to four edits, or something around it."""
    letters = list(form)
    for _ in range(dice.choice((0, 1, 1, 1, 2, 2, 3, 4))):
        at = dice.randrange(len(letters) + 1)
        letter = dice.choice((*form, *"aeinst", dice.choice(STRANGE)))
        match dice.randrange(4):
            case 0:
                letters.insert(at, letter)
            case 1:
                letters[at : at + 1] = []
            case 2:
                letters[at : at + 1] = [letter]
            case _:
                letters[at : at + 2] = reversed(letters[at : at + 2])
    said = "".join(letters)
    around = ("", "", "", "", "the ", "Mr ", "Pak ", "Presiden ", "Secretary General ", " ", "- ")
    return dice.choice(around) + dice.choice((said, said, said.upper(), said.replace(" ", ""), said.replace("-", " ")))


def answers(typed: Typed, language: str, dice: random.Random) -> Iterator[str]:
    """Answers near to what is right and to what names something else."""
    accept, others = typed.accept[language], typed.others.get(language, ())
    for _ in range(4):
        yield slipped(dice.choice(accept), dice)
    if others:
        yield slipped(dice.choice(others), dice)
        yield dice.choice(others)
        yield f"{dice.choice(accept)} and {dice.choice((*accept, *others[:3]))}"
    yield dice.choice((", ", " dan ", "/")).join((dice.choice(accept), slipped(dice.choice(accept), dice)))


def blanks(question: AnyQuestion) -> dict[str, Typed]:
    if isinstance(question, Short):
        return {"1": question.typed}
    return {str(at): blank for at, blank in question.blanks.items()} if isinstance(question, Cloze) else {}


@pytest.mark.parametrize("seed", range(4))
def test_a_thousand_typed_answers(browser: Chrome, seed: int) -> None:
    """Typed answers to the flagship bank are judged alike, though the page has only the names that can matter."""
    dice = random.Random(seed)
    bank, questions = make_questions(str(FLAGSHIP))
    data = page_data(questions, bank, LANGUAGES, WORDS, paper="A")
    given, expected = [], []
    for question, known in zip(questions, data["questions"], strict=True):
        for number, typed in blanks(question).items():
            for language in LANGUAGES:
                for answer in answers(typed, language, dice):
                    given.append([known["in"][language]["blanks"][number], answer, entry(language)])
                    expected.append(list(judge_typed(typed, answer, language)))
    judged = asked(
        browser,
        JUDGE,
        given,
    )
    differing = [
        (each[1], each[0]["accept"][:2], got, due)
        for each, got, due in zip(given, judged, expected, strict=True)
        if got != due
    ]
    assert differing == []
    outcomes = Counter(map(outcome, expected))
    assert min(outcomes.values()) > 50, outcomes
    assert outcomes.total() > 1000


def outcome(judged: Sequence[Any]) -> str:
    return "typo" if judged[1] is not None else "right" if judged[0] else "wrong"


def responses(question: AnyQuestion, language: str, dice: random.Random) -> Iterator[Response]:
    """Answers of every sort that the page's controls can give."""
    for _ in range(6):
        match question:
            case Choice():
                yield dice.randrange(len(question.options))
            case Select():
                count = len(question.options)
                yield frozenset(dice.sample(range(count), dice.randint(1, count)))
            case TrueFalse():
                yield dice.random() < 0.5
            case Short():
                yield slipped(dice.choice(question.typed.accept[language]), dice)
            case Cloze():
                yield {
                    number: slipped(dice.choice(blank.accept[language]), dice)
                    for number, blank in question.blanks.items()
                    if dice.random() < 0.8
                }
            case Order():
                yield tuple(dice.sample(range(len(question.items)), len(question.items)))
            case Match():
                yield {
                    left: dice.randrange(len(question.options))
                    for left in range(len(question.lefts))
                    if dice.random() < 0.8
                }


def reading_the_same() -> tuple[AnyQuestion, ...]:
    """Questions whose options read the same in part: those stand for each other."""
    shown = (3, 1, 4, 0, 2)
    texts = [option(str(at), text) for at, text in enumerate(("*red*", "red", "blue", "red", "green"))]
    return (
        Order(id="o", code="o", stem=both("?"), place=HERE, items=tuple(texts), shown=shown),
        Match(id="m", code="m", stem=both("?"), place=HERE, lefts=tuple(texts[2:]), rights=tuple(texts), shown=shown),
    )


@pytest.mark.parametrize("seed", range(2))
def test_every_kind_is_worth_the_same(browser: Chrome, seed: int) -> None:
    """Score, reasons and typing errors of all seven kinds agree, options that read the same included."""
    dice = random.Random(seed)
    bank, made = make_questions(str(FLAGSHIP))
    questions = (*made, *reading_the_same() * 20)
    data = page_data(questions, bank, LANGUAGES, WORDS, paper="A")
    given, expected = [], []
    for question, known in zip(questions, data["questions"], strict=True):
        for language in LANGUAGES:
            for response in responses(question, language, dice):
                plain = list(response) if isinstance(response, frozenset | tuple) else response
                given.append([known, known["in"][language], plain, entry(language)])
                verdict = grade(question, response, language)
                expected.append([verdict.right, round(verdict.score, 9), len(verdict.chosen_because), verdict.typo])
    judged = asked(
        browser,
        """return arguments[0].map(([question, said, given, entry]) => {
          const judged = grade(question, said, given, entry);
          const reasons = said.because ? judged.wrong.filter((at) => said.because[at] !== "") : [];
          return [judged.right, Math.round(judged.score * 1e9) / 1e9, reasons.length, judged.typo];
        })""",
        given,
    )
    assert [
        (each[0]["kind"], each[2], got, due)
        for each, got, due in zip(given, judged, expected, strict=True)
        if got != due
    ] == []
    assert {each[0]["kind"] for each, due in zip(given, expected, strict=True) if due[0]} == {
        "choice", "select", "true-false", "short", "cloze", "order", "match",
    }  # fmt: skip
