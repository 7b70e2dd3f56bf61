"""What an answer that is not quite right missed: as data and not as sentences. What it is worth, ``grade`` says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from quizgen.forms import bare, shapes_of, tokens, typed_shapes
from quizgen.grade import Response, judge_typed
from quizgen.model import AnyQuestion, Cloze, Match, Order, Select, Short, Typed

NEAR = 0.6
"""How alike a wrong text and an accepted form are, from 0 to 1, for the text to be called nearly right."""

LEAST_LETTERS = 3
"""A word that a wrong text shares with a form makes it nearly right if it is longer than this."""


@dataclass(frozen=True, slots=True)
class Typing:
    """Something typed that is not written as it should be.

    ``number`` is the blank's, where there are several; ``form`` the accepted form that it comes nearest to,
    None where it comes near none. ``right`` holds where the error was forgiven. ``missing`` and ``extra``
    are the words that ``form`` has and it lacks, and the other way round, as they are written; ``instead`` are
    (typed, right) words that stand at one place. Where all three are empty only the order of the words differs.
    """

    number: int | None
    typed: str
    form: str | None
    right: bool
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Slips:
    """What an answer missed.

    ``missed`` are positions of right options not chosen (select), ``wrong`` of wrong ones that were; for order
    ``wrong`` are the positions of the fewest options that must move to put all in order, for match those of
    the lefts whose right is wrong. ``typings`` belong to short and cloze.
    """

    missed: tuple[int, ...] = ()
    wrong: tuple[int, ...] = ()
    typings: tuple[Typing, ...] = ()


def slips(question: AnyQuestion, response: Response | None, language: str) -> Slips:
    """What a response missed; nothing where it is right, or of another kind than the question."""
    match question, response:
        case Select(), frozenset():
            return Slips(tuple(sorted(question.right - response)), tuple(sorted(response - question.right)))
        case Order(), tuple():
            return Slips(wrong=_out_of_line(question, response, language))
        case Match(), Mapping():
            return Slips(wrong=_mispaired(question, response, language))
        case Short(), str():
            return Slips(typings=_typings([(None, question.typed, response)], language))
        case Cloze(), Mapping():
            several = len(question.blanks) > 1
            typed = [
                (number if several else None, blank, str(response.get(number, "")))
                for number, blank in sorted(question.blanks.items())
            ]
            return Slips(typings=_typings(typed, language))
        case _:
            return Slips()


def _out_of_line(question: Order, response: Sequence[int], language: str) -> tuple[int, ...]:
    """All but the longest run of options that stand in order already."""
    places: dict[str, list[int]] = {}
    for place, item in enumerate(question.items):
        places.setdefault(item.text.plain(language), []).append(place)
    placed = [at for at in dict.fromkeys(response) if 0 <= at < len(question.options)]
    ranks = [places[question.options[at].text.plain(language)].pop(0) for at in placed]
    best: list[list[int]] = []
    for here, rank in enumerate(ranks):
        runs = [run for before, run in enumerate(best) if ranks[before] < rank]
        best.append([*max(runs, key=len, default=[]), here])
    kept = max(best, key=len, default=[])
    return tuple(at for here, at in enumerate(placed) if here not in kept)


def _mispaired(question: Match, response: Mapping[int, object], language: str) -> tuple[int, ...]:
    wrong = []
    for at, due in zip(range(len(question.lefts)), question.rights, strict=False):
        given = response.get(at)
        is_option = isinstance(given, int) and 0 <= given < len(question.options)
        if not is_option or question.options[int(str(given))].text.plain(language) != due.text.plain(language):
            wrong.append(at)
    return tuple(wrong)


def _typings(typed: Sequence[tuple[int | None, Typed, str]], language: str) -> tuple[Typing, ...]:
    found = []
    for number, due, raw in typed:
        given = " ".join(raw.split())
        right, form = judge_typed(due, given, language)
        if not right:
            form = _nearest(due, given, language)
        if not right or form is not None:
            found.append(_compared(number, given, form, right))
    return tuple(found)


def _nearest(due: Typed, given: str, language: str) -> str | None:
    """The accepted form that a wrong text comes nearest to; None where it comes near none, or names another."""
    shaped = typed_shapes(given, language)
    if not tokens(given) or shaped & shapes_of(due.others.get(language, ()), language):
        return None
    words = bare(tokens(given), language)

    def alike(form: str) -> float:
        own = bare(tokens(form), language)
        shared = [word for word in words if word in own]
        telling = any(len(word) > LEAST_LETTERS and word.isalpha() for word in shared)
        if telling and 2 * len(shared) >= min(len(words), len(own)):
            return max(NEAR, _alike(words, own))
        return 0.0 if any(character.isdigit() for character in given) else _alike(words, own)

    scored = {form: alike(form) for form in due.accept.get(language, ())}
    nearest = max(scored, key=scored.__getitem__, default=None)
    if nearest is None or scored[nearest] < NEAR:
        return None
    rivals = max((alike(form) for form in due.others.get(language, ())), default=0.0)
    return None if rivals >= scored[nearest] and rivals > NEAR else nearest


def _alike(words: Sequence[str], others: Sequence[str]) -> float:
    return SequenceMatcher(None, " ".join(words), " ".join(others), autojunk=False).ratio()


def _compared(number: int | None, given: str, form: str | None, right: bool) -> Typing:
    if form is None:
        return Typing(number, given, None, right)
    typed, due = given.split(), form.split()
    ours, theirs = (["".join(tokens(word)) or word for word in words] for words in (typed, due))
    if sorted(ours) == sorted(theirs):
        return Typing(number, given, form, right)
    missing: list[str] = []
    extra: list[str] = []
    instead: list[tuple[str, str]] = []
    for what, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if what == "replace" and j - i == m - k:
            instead += zip(typed[i:j], due[k:m], strict=True)
        elif what != "equal":
            for word in typed[i:j]:
                like = next((at for at in range(k, m) if _alike([word], [due[at]]) >= NEAR), None)
                if like is None:
                    extra.append(word)
                else:
                    missing += due[k:like]
                    instead.append((word, due[like]))
                    k = like + 1
            missing += due[k:m]
    return Typing(number, given, form, right, tuple(missing), tuple(extra), tuple(instead))
