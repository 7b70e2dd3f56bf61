"""The one place that judges an answer: a response becomes a verdict, as data and not as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from quizgen.forms import bare, shapes_of, tokens, typed_shapes
from quizgen.model import AnyQuestion, Choice, Cloze, Match, Option, Order, Select, Short, TrueFalse, Typed
from quizgen.text import Text
from quizgen.wording import group_mark

Response = int | bool | str | frozenset[int] | tuple[int, ...] | Mapping[int, int] | Mapping[int, str]
"""What a learner gives, by kind.

choice: the position of the option in ``question.options``; select: the positions chosen; true-false:
a bool; short: what was typed; cloze: number of the blank -> what was typed; order: the positions in
``question.options`` in the order in which the learner puts them; match: position of the left -> the
position of its right in ``question.options``.
"""

LONG_WORD, VERY_LONG_WORD, LONG_ANSWER = 6, 10, 5
"""From these lengths on (letters, letters, words) typing errors are forgiven; see ``grade``."""

FEWEST_POINTS, MOST_POINTS = Decimal("0.001"), 1000
"""What a question can be worth, if anything."""

_LISTED = re.compile(r"[,;&/]| (?:and|dan) ", re.IGNORECASE)
"""What stands between several answers, each of which must then be right."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is worth.

    ``score`` lies between 0 and 1, and ``right`` holds where it is 1. ``chosen_because`` are the
    reasons why the wrong options that were chosen are wrong, where the bank gives them; ``typo`` is
    the accepted form that was taken despite a typing error; of several blanks, joined by "; ".
    """

    right: bool
    score: float
    chosen_because: tuple[Text, ...] = ()
    typo: str | None = None


def grade(question: AnyQuestion, response: Response | None, language: str) -> Verdict:
    """Judge a response to a question in a language; None is no answer and scores 0.

    choice, true-false, short: 1 or 0.
    select: max(0, (right chosen - wrong chosen) / number right).
    cloze: right blanks / blanks. match: right pairs / pairs; a right that is used twice is wrong twice.
    order: max(0, Kendall's tau) = max(0, (pairs in order - other pairs) / pairs of items).

    What is malformed (a position that does not exist, is missing or comes twice, a response of another
    kind) is a wrong part and raises nothing. Rights, and items, that read the same stand for each other.

    A typed answer is right where it comes down to the same shape as an accepted form
    (``forms.shapes``). Otherwise a typing error is forgiven, word by word after articles and titles are
    dropped: the form has as many words, and a word of six letters or more may be one edit away (insert,
    delete, replace or swap of neighbours), of ten or more two. One word may be mistyped, in forms of
    five words or more two. Several answers in a row ("Japan and South Korea") are right if each is.
    Never forgiven: a word with a digit; a wrong first letter (Zambia is not Gambia); a text that is as
    near or nearer to a form among ``others``; a mistyped word that is a word of such a form.
    """
    match question:
        case Choice():
            return _choice(question, response)
        case Select():
            return _select(question, response)
        case TrueFalse():
            return _verdict(float(response is question.truth))
        case Short():
            right, typo = judge_typed(question.typed, response, language)
            return _verdict(float(right), typo=typo)
        case Cloze():
            return _cloze(question, response, language)
        case Order():
            return _verdict(_order_score(question, response, language))
        case Match():
            return _match(question, response, language)


def _verdict(score: float, wrong: Iterable[Option] = (), typo: str | None = None) -> Verdict:
    reasons = tuple(option.because for option in wrong if option.because)
    return Verdict(score == 1, score, reasons, typo)


def _is_position(response: object, options: Sequence[Option]) -> bool:
    return isinstance(response, int) and not isinstance(response, bool) and 0 <= response < len(options)


# -- options --------------------------------------------------------------------------------------


def _choice(question: Choice, response: Response | None) -> Verdict:
    if not isinstance(response, int) or not _is_position(response, question.options):
        return _verdict(0.0)
    if response == question.right:
        return _verdict(1.0)
    return _verdict(0.0, [question.options[response]])


def _select(question: Select, response: Response | None) -> Verdict:
    if not isinstance(response, frozenset):
        return _verdict(0.0)
    wrong = response - question.right
    balance = len(response & question.right) - len(wrong)
    chosen = [option for at, option in enumerate(question.options) if at in wrong]
    return _verdict(max(0.0, balance / len(question.right)), chosen)


def _order_score(question: Order, response: Response | None, language: str) -> float:
    if not isinstance(response, tuple):
        return 0.0
    placed = [at for at in response if _is_position(at, question.options) and response.count(at) == 1]
    ranks = _ranks(question, placed, language)
    count = len(question.items)
    pairs = count * (count - 1) // 2
    in_order = sum(earlier < later for at, earlier in enumerate(ranks) for later in ranks[at + 1 :])
    strays = len(response) - len(placed)
    if not pairs:
        return float(len(placed) == count and not strays)
    return max(0.0, (2 * in_order - pairs - strays) / pairs)


def _ranks(question: Order, placed: Iterable[int], language: str) -> list[int]:
    """The right places of the items placed; items that read the same take theirs as they come."""
    places: dict[str, list[int]] = {}
    for place, item in enumerate(question.items):
        places.setdefault(item.text.plain(language), []).append(place)
    return [places[question.options[at].text.plain(language)].pop(0) for at in placed]


def _match(question: Match, response: Response | None, language: str) -> Verdict:
    if not isinstance(response, Mapping):
        return _verdict(0.0)
    used = list(response.values())
    right, wrong = 0, []
    for at, due in enumerate(question.rights[: len(question.lefts)]):
        given = response.get(at)
        if not isinstance(given, int) or not _is_position(given, question.options):
            continue
        option = question.options[given]
        same = option.text.plain(language) == due.text.plain(language)
        right += same and used.count(given) == 1
        if not same:
            wrong.append(option)
    return _verdict(right / len(set(range(len(question.lefts))) | response.keys()), wrong)


# -- typed answers --------------------------------------------------------------------------------


def _cloze(question: Cloze, response: Response | None, language: str) -> Verdict:
    if not isinstance(response, Mapping):
        return _verdict(0.0)
    judged = [judge_typed(blank, response.get(number), language) for number, blank in sorted(question.blanks.items())]
    typo = "; ".join(typo for _, typo in judged if typo is not None) or None
    right = sum(right for right, _ in judged)
    return _verdict(right / len(question.blanks.keys() | response.keys()), typo=typo)


def judge_typed(typed: Typed, response: object, language: str) -> tuple[bool, str | None]:
    """Whether what was typed is right, and the accepted form that it was taken for despite an error."""
    if not isinstance(response, str) or not response.strip():
        return False, None
    accepted, others = typed.accept.get(language, ()), typed.others.get(language, ())
    given = _shapes(response, language) | typed_shapes(response, language)
    if any(given & _shapes(form, language) for form in accepted):
        return True, None
    if any(given & _shapes(form, language) for form in others):
        return False, None
    untitled, other_untitled = (_untitled(forms, language) for forms in (accepted, others))
    if shapes_of([response], language) & untitled - other_untitled:
        return True, None
    named = [part for part in _LISTED.split(response) if part.strip()]
    if len(named) > 1 and all(judge_typed(typed, part, language) == (True, None) for part in named):
        return True, None
    typings = dict.fromkeys(bare(tokens(response), language, titles) for titles in (False, True))
    other_words = [bare(tokens(form), language, titles=False) for form in others]
    for form in accepted:
        words = bare(tokens(form), language, titles=False)
        if any(_is_mistyped(typing, words, other_words) for typing in typings):
            return True, form
    return False, None


def _untitled(forms: Iterable[str], language: str) -> frozenset[str]:
    """What forms come down to where the title that opens them is left out."""
    return frozenset().union(*(typed_shapes(form, language) for form in forms))


def _shapes(form: str, language: str) -> frozenset[str]:
    """All that a form comes down to, a number with its thousands apart ("1,000") as one without too."""
    if not re.search(r"\d[.,]\d{3}(?!\d)", form):
        return shapes_of([form], language)
    mark = re.escape(group_mark(language))
    grouped = rf"(?<![\d.,])\d{{1,3}}(?:{mark}\d{{3}})+(?!\d)"
    joined = re.sub(grouped, lambda found: re.sub(mark, "", found[0]), form)
    return shapes_of([form, joined], language)


def _is_mistyped(given: tuple[str, ...], form: tuple[str, ...], others: Sequence[tuple[str, ...]]) -> bool:
    """True where ``given`` is the form with a forgivable error, and nearer to it than to all others."""
    if not form or len(given) != len(form):
        return False
    wrong = [(typed, word) for typed, word in zip(given, form, strict=True) if typed != word]
    if len(wrong) > (2 if len(form) >= LONG_ANSWER else 1):
        return False
    if not all(_is_near(typed, word) for typed, word in wrong):
        return False
    if any(typed in other for typed, _ in wrong for other in others):
        return False
    distance = _distance("".join(given), "".join(form))
    return all(_distance("".join(given), "".join(other)) > distance for other in others)


def _is_near(typed: str, word: str) -> bool:
    if typed[0] != word[0] or any(character.isdigit() for character in typed + word):
        return False
    allowed = (len(word) >= LONG_WORD) + (len(word) >= VERY_LONG_WORD)
    return allowed > 0 and _distance(typed, word) <= allowed


def _distance(one: str, other: str) -> int:
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other)
