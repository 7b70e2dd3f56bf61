from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.grade import Verdict, grade, judge_typed
from quizgen.model import AnyQuestion, Choice, Cloze, Match, Order, Select, Short, TrueFalse, Typed
from tests.samples import HERE, QUESTIONS, both, option, typed

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS
LANGUAGES = ("en", "id")


def short(*accept: str, others: tuple[str, ...] = ()) -> Short:
    return Short(id="s", code="s", stem=both("?"), place=HERE, typed=typed(*accept, others=others))


def ordering(*items: str) -> Order:
    options = tuple(option(str(at), item) for at, item in enumerate(items))
    return Order(id="o", code="o", stem=both("?"), place=HERE, items=options, shown=tuple(range(len(items))))


def matching(*pairs: tuple[str, str], extra: tuple[str, ...] = ()) -> Match:
    rights = [right for _, right in pairs] + list(extra)
    return Match(
        id="m", code="m", stem=both("?"), place=HERE, shown=tuple(range(len(rights))),
        lefts=tuple(option(str(at), left) for at, (left, _) in enumerate(pairs)),
        rights=tuple(option(str(at), right) for at, right in enumerate(rights)),
    )  # fmt: skip


def key_of(question: AnyQuestion, language: str) -> Any:
    match question:
        case Choice() | Select():
            return question.right
        case TrueFalse():
            return question.truth
        case Short():
            return question.typed.answer.plain(language)
        case Cloze():
            return {number: blank.answer.plain(language) for number, blank in question.blanks.items()}
        case Order():
            return tuple(question.shown.index(place) for place in range(len(question.items)))
        case Match():
            return {at: question.shown.index(at) for at in range(len(question.lefts))}


# -- typed answers --------------------------------------------------------------------------------

PEOPLE = ("Park Min", "Kim Jong Un", "Lee Jae-myung")
RIGHT = [
    ("Lee Jong-sup", (), "Lee Jong Sup"),
    ("Lee Jong-sup", (), "lee jongsup"),
    ("Lee Jong-sup", (), "LEE JONG-SUP"),
    ("Lee Jong-sup", (), "  lee   jong—sup. "),
    ("CHEY Institute", (), "Chey institute!"),
    ("São Tomé", (), "sao tome"),
    ("Łódź", (), "lodz"),
    ("C#", ("C", "C++"), "c#"),
    ("3.5", (), "3,5"),
    ("3.5", (), "3.5"),
    ("1000", (), "1000"),
    ("-5", ("5",), "-5"),
    ("29 January 2023", ("30 January 2023",), "29 january 2023"),
    ("서울", ("부산",), "서울"),
    ("???", (), "???"),
]
FORGIVEN = [
    ("Jens Stoltenberg", PEOPLE, "Jens Stoltenburg"),
    ("Jens Stoltenberg", PEOPLE, "jens stoltenbreg"),
    ("Jakarta", ("Jayapura",), "Jakarat"),
    ("Jakarta", ("Jayapura",), "Jakata"),
    ("29 January 2023", ("30 January 2023", "29 February 2023"), "29 Janaury 2023"),
    ("Organisation for Trade Cooperation and Aid", (), "Organization for Trade Coperation and Aid"),
    ("Canberra", ("Canton",), "Canbera"),
]  # fmt: skip
WRONG = [
    ("Park Jin", PEOPLE, "Park Min"),
    ("Park Jin", (), "Park Min"),
    ("Austria", ("Australia",), "Australia"),
    ("Australia", ("Austria",), "Austria"),
    ("Australia", ("Austraria",), "Austraria"),
    ("Australia", ("Austrelja",), "Austrelia"),
    ("South Korea", ("North Korea",), "North Korea"),
    ("South Korea", (), "North Korea"),
    ("2 February 2023", (), "1 February 2023"),
    ("2 February 2023", ("1 February 2023",), "1 Febuary 2023"),
    ("29 January 2023", (), "29 January 2024"),
    ("3.5", (), "35"),
    ("3.5", (), "3.6"),
    ("-5", (), "5"),
    ("C#", (), "C"),
    ("Jakarta", (), ""),
    ("Jakarta", (), "   "),
    ("Jakarta", (), "..."),
    ("Jakarta", (), "Djakarta Raya"),
    ("Jakarta", (), "Yakarta"),
    ("Zambia", (), "Gambia"),
    ("immigration", (), "emigration"),
    ("Oslo", (), "Osla"),
    ("Seoul", (), "Seuol"),
    ("Jakarta", (), "Jkaarat"),
    ("Marina Silvana", (), "Marrina Silvanna"),
    ("Republic of Zambia", ("Kingdom of Zambis",), "Republic of Zambis"),
    ("Apollo 11", (), "Apollo 12"),
    ("Covid19", (), "Covid18"),
    ("Boeing737", (), "Boeimg737"),
    ("東京都", (), "京都"),
    ("???", (), "!"),
    ("Organisation for Mutual Cooperation and Aid", (), "Organization for Mutuel Coperation and Aid"),
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("key", "others", "answer"), RIGHT)
def test_typed_right(key: str, others: tuple[str, ...], answer: str, language: str) -> None:
    """Case, marks, spacing, articles and titles cost nothing, and count as no typing error."""
    assert grade(short(key, others=others), answer, language) == Verdict(True, 1.0)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("key", "others", "answer"), FORGIVEN)
def test_typed_forgiven(key: str, others: tuple[str, ...], answer: str, language: str) -> None:
    """A small typing error in a long word is forgiven, and the verdict says what it should have been."""
    assert grade(short(key, others=others), answer, language) == Verdict(True, 1.0, typo=key)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("key", "others", "answer"), WRONG)
def test_typed_wrong(key: str, others: tuple[str, ...], answer: str, language: str) -> None:
    """No typing error turns one name, number or day into another."""
    assert grade(short(key, others=others), answer, language) == Verdict(False, 0.0)


@pytest.mark.parametrize(
    ("key", "language", "answer", "right"),
    [
        ("Jens Stoltenberg", "en", "Mr Jens Stoltenberg", True),
        ("Jens Stoltenberg", "en", "President Jens Stoltennbreg", True),
        ("Jens Stoltenberg", "en", "Bapak Jens Stoltenberg", False),
        ("the CHEY Institute", "en", "chey institute", True),
        ("CHEY Institute", "en", "The CHEY Institute!", True),
        ("CHEY Institute", "id", "The CHEY Institute!", False),
        ("Perdana Menteri Anwar Ibrahim", "id", "Anwar Ibrahim", True),
        ("Anwar Ibrahim", "id", "Pak Anwar Ibrahim", True),
        ("Anwar Ibrahim", "en", "Pak Anwar Ibrahim", False),
        ("Yang di-Pertuan Agong", "id", "yang dipertuan agong", True),
        ("29 Januari 2023", "id", "29 januri 2023", True),
        ("29 Januari 2023", "id", "28 januri 2023", False),
        ("Kementerian Pertahanan", "id", "Kementrian Pertahanan", True),
        ("1000", "en", "1,000", True),
        ("1,000", "en", "1000", True),
        ("1000", "id", "1.000", True),
        ("1000", "en", "1.000", False),
        ("1000", "id", "1,000", False),
        ("1250000", "en", "1,250,000", True),
    ],
)
def test_typed_by_language(key: str, language: str, answer: str, right: bool) -> None:
    """Titles and the mark between thousands are those of the language."""
    here = Typed(answer=both(key), accept={language: (key,)}, others={})
    assert grade(replace(short(key), typed=here), answer, language).right is right


def test_accepted_form_goes_before_others() -> None:
    """What meets an accepted form is right even where another thing has that name too."""
    assert grade(short("Georgia", others=("Georgia",)), "georgia", "en").right
    assert not grade(short("Georgia", others=("Sakartvelo",)), "sakartvelo", "en").right


def test_typo_names_the_form_it_was_taken_for() -> None:
    """A slip in a second accepted form is told with that form."""
    question = short("Myanmar", "Birmania")
    assert grade(question, "Birmanai", "en").typo == "Birmania"


@pytest.mark.parametrize("position", range(len("indonesia")))
@pytest.mark.parametrize("edit", ["drop", "double", "swap", "replace"])
def test_one_edit_anywhere_but_the_first_letter(position: int, edit: str) -> None:
    """Any one edit is forgiven that leaves the first letter."""
    word = "indonesia"
    before, here, after = word[:position], word[position], word[position + 1 :]
    edited = {
        "drop": before + after,
        "double": before + here + here + after,
        "swap": before + after[:1] + here + after[1:],
        "replace": before + "x" + after,
    }[edit]
    assert grade(short("Indonesia"), edited, "en").right is (edited[0] == "i")


# -- options, blanks, order, pairs ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("response", "score", "reasons"),
    [(1, 1.0, []), (0, 0.0, ["Tokyo is Japan's capital."]), (2, 0.0, []), (3, 0.0, []), (-1, 0.0, []),
     (True, 0.0, []), ("1", 0.0, []), (None, 0.0, [])],
)  # fmt: skip
def test_choice(response: Any, score: float, reasons: list[str]) -> None:
    """The key scores one; a wrong option nothing, and gives its reason."""
    verdict = grade(CHOICE, response, "en")
    assert (verdict.right, verdict.score) == (score == 1, score)
    assert [reason.plain("en") for reason in verdict.chosen_because] == reasons


@pytest.mark.parametrize(
    ("response", "score"),
    [({0, 2}, 1.0), ({0}, 0.5), ({0, 1}, 0.0), ({0, 1, 2}, 0.5), ({0, 1, 2, 3}, 0.0), ({1, 3}, 0.0),
     (set(), 0.0), ({0, 2, 9}, 0.5), ({0, 2, -1}, 0.5)],
)  # fmt: skip
def test_select(response: set[int], score: float) -> None:
    """Right less wrong over the number right, never below nothing; a position that is none is wrong."""
    assert grade(SELECT, frozenset(response), "en") == Verdict(score == 1, score)


def test_select_gives_the_reason_of_each_wrong_option() -> None:
    """Reasons come in the order shown."""
    assert isinstance(SELECT, Select)
    options = tuple(replace(one, because=both(f"about {one.key}")) for one in SELECT.options)
    verdict = grade(replace(SELECT, options=options), frozenset({3, 1, 0}), "en")
    assert [reason.plain("en") for reason in verdict.chosen_because] == ["about 3", "about 4"]


@pytest.mark.parametrize(("response", "score"), [(False, 1.0), (True, 0.0), (None, 0.0), (0, 0.0), ("f", 0.0)])
def test_true_false(response: Any, score: float) -> None:
    """Only the boolean counts, not what is equal to it."""
    assert grade(TRUE_FALSE, response, "en") == Verdict(score == 1, score)


@pytest.mark.parametrize(
    ("response", "score", "typo"),
    [({1: "Vienna", 2: "Danube"}, 1.0, None), ({1: "wina", 2: "DANUBE"}, 1.0, None),
     ({1: "Viena", 2: "Danube"}, 1.0, "Vienna"), ({1: "Viena", 2: "Danub"}, 1.0, "Vienna; Danube"),
     ({1: "Vienna"}, 0.5, None), ({1: "Danube", 2: "Vienna"}, 0.0, None), ({}, 0.0, None),
     ({1: "Vienna", 2: "Danube", 3: "x"}, 2 / 3, None), ({1: "Vienna", 2: 7}, 0.5, None), (None, 0.0, None)],
)  # fmt: skip
def test_cloze(response: Any, score: float, typo: str | None) -> None:
    """Right blanks over blanks; a blank that the text has not is one wrong blank more."""
    assert grade(CLOZE, response, "en") == Verdict(score == 1, score, typo=typo)


@pytest.mark.parametrize(
    ("response", "score"),
    [((0, 1, 2, 3), 1.0), ((1, 0, 2, 3), 4 / 6), ((1, 0, 3, 2), 2 / 6), ((3, 2, 1, 0), 0.0),
     ((1, 2, 3, 0), 0.0), ((0, 1, 2), 0.0), ((0, 1, 2, 3, 9), 5 / 6), ((0, 1, 2, 3, 3), 0.0), ((), 0.0),
     ((0, 1, 2, -1), 0.0)],
)  # fmt: skip
def test_order(response: tuple[int, ...], score: float) -> None:
    """Kendall's tau; items missing or placed twice are in no order with any other."""
    verdict = grade(ordering("a", "b", "c", "d"), response, "en")
    assert verdict.right is (score == 1)
    assert verdict.score == pytest.approx(score)


def test_order_goes_by_the_positions_shown() -> None:
    """Positions are those of the options as shown, not of the items."""
    assert grade(ORDER, (1, 2, 0), "en").right
    assert not grade(ORDER, (0, 1, 2), "en").right


def test_order_items_that_read_the_same() -> None:
    """Items with one text stand for each other, in this language only."""
    question = ordering("a", "b", "a")
    assert grade(question, (0, 1, 2), "en").right
    assert grade(question, (2, 1, 0), "en").right
    assert not grade(question, (0, 2, 1), "en").right
    differing = replace(question, items=(option("0", "a", "x"), question.items[1], option("2", "a", "y")))
    assert grade(differing, (2, 1, 0), "en").right
    assert not grade(differing, (2, 1, 0), "id").right


@pytest.mark.parametrize(
    ("response", "score"),
    [({0: 0, 1: 1, 2: 2}, 1.0), ({0: 0, 1: 1}, 2 / 3), ({0: 0, 1: 2, 2: 1}, 1 / 3), ({0: 3, 1: 1, 2: 2}, 2 / 3),
     ({0: 0, 1: 0, 2: 0}, 0.0), ({0: 0, 1: 1, 2: 2, 7: 3}, 3 / 4), ({0: 0, 1: 1, 2: 9}, 2 / 3),
     ({0: 0, 1: 1, 2: "2"}, 2 / 3), ({}, 0.0), (None, 0.0)],
)  # fmt: skip
def test_match(response: Any, score: float) -> None:
    """Right pairs over pairs; one right for several lefts is wrong for each."""
    question = matching(("a", "x"), ("b", "y"), ("c", "z"), extra=("w",))
    assert grade(question, response, "en") == Verdict(score == 1, score)


def test_match_rights_that_read_the_same() -> None:
    """Rights with one text stand for each other."""
    question = matching(("a", "x"), ("b", "y"), ("c", "x"))
    assert grade(question, {0: 2, 1: 1, 2: 0}, "en").right
    assert not grade(question, {0: 1, 1: 0, 2: 2}, "en").right


def test_match_gives_the_reason_of_an_extra_right() -> None:
    """A right that belongs to no left may say why."""
    question = matching(("a", "x"), ("b", "y"), extra=("w",))
    assert isinstance(question, Match)
    rights = (*question.rights[:2], option("2", "w", because="w is elsewhere"))
    verdict = grade(replace(question, rights=rights), {0: 2, 1: 1}, "en")
    assert [reason.plain("en") for reason in verdict.chosen_because] == ["w is elsewhere"]


# -- properties -----------------------------------------------------------------------------------

INTEGERS = st.integers(-2, 6)
RESPONSES: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), INTEGERS, st.text(max_size=12), st.frozensets(INTEGERS),
    st.lists(INTEGERS, max_size=6).map(tuple), st.dictionaries(INTEGERS, INTEGERS),
    st.dictionaries(INTEGERS, st.text(max_size=8)),
)  # fmt: skip


@given(question=st.sampled_from(QUESTIONS), response=RESPONSES, language=st.sampled_from(LANGUAGES))
def test_any_response_has_a_score(question: AnyQuestion, response: Any, language: str) -> None:
    """Whatever comes in, the score lies between nothing and one, and one alone is right."""
    verdict = grade(question, response, language)
    assert 0 <= verdict.score <= 1
    assert verdict.right is (verdict.score == 1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)
def test_the_key_scores_one(question: AnyQuestion, language: str) -> None:
    """The key of every kind is wholly right in every language."""
    assert grade(question, key_of(question, language), language) == Verdict(True, 1.0)
    assert grade(question, None, language) == Verdict(False, 0.0)


@given(st.lists(st.sampled_from("abc"), min_size=2, max_size=5))
def test_an_order_is_right_where_it_reads_right(items: list[str]) -> None:
    """Of all orders just those score one that read like the key, and none scores more."""
    question = ordering(*items)
    for order in permutations(range(len(items))):
        verdict = grade(question, order, "en")
        assert verdict.score <= 1
        assert verdict.right is ([items[at] for at in order] == items)


@given(st.lists(st.sampled_from("xyz"), min_size=2, max_size=4), st.data())
def test_pairs_are_right_where_they_read_right(rights: list[str], data: st.DataObject) -> None:
    """Of all ways to pair just those score one that read like the key."""
    question = matching(*((str(at), right) for at, right in enumerate(rights)))
    order = data.draw(st.permutations(range(len(rights))))
    verdict = grade(question, dict(enumerate(order)), "en")
    assert verdict.right is ([rights[at] for at in order] == rights)


ROWS = [*RIGHT[:7], *FORGIVEN, *((key, others, raw) for key, others, raw in WRONG if raw.isascii())]


@given(st.sampled_from(ROWS), st.data())
def test_noise_changes_no_verdict(row: tuple[str, tuple[str, ...], str], data: st.DataObject) -> None:
    """Case, spaces and punctuation around the words leave the verdict as it is."""
    key, others, answer = row
    question = short(key, others=others)
    plain = grade(question, answer, "en")
    cases = data.draw(st.lists(st.booleans(), min_size=len(answer), max_size=len(answer)))
    noisy = "".join(one.upper() if up else one.lower() for one, up in zip(answer, cases, strict=True))
    before, after = data.draw(st.text(" !?;:\"'", max_size=3)), data.draw(st.text(" .!?;:\"'", max_size=3))
    between = data.draw(st.sampled_from([" ", "  ", " ; ", "! "]))
    noisy = before + noisy.replace(" ", between) + after
    if answer.strip(" ."):
        assert grade(question, noisy, "en") == plain


@pytest.mark.parametrize(
    ("listed", "language", "right"),
    [
        ("Japan and South Korea", "en", True),
        ("south korea, japan", "en", True),
        ("Jepang dan Korea Selatan", "id", True),
        ("Japan and North Korea", "en", False),
        ("Japan and", "en", False),
        ("Japan and Jaapn", "en", False),
    ],
)
def test_several_answers_in_a_row_are_right_if_each_of_them_is(listed: str, language: str, right: bool) -> None:
    """Where two countries are right, naming both is no mistake; one wrong one among them is."""
    accept = {"en": ("Japan", "South Korea"), "id": ("Jepang", "Korea Selatan")}
    others = {"en": ("North Korea",), "id": ("Korea Utara",)}
    both_right = Typed(answer=both("Japan", "Jepang"), accept=accept, others=others)
    assert judge_typed(both_right, listed, language)[0] is right
