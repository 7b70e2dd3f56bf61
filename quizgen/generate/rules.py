"""From a relation to questions: a small function a rule, each asking ``proof`` before it asks a learner.

A rule yields questions, and for those that it cannot make fairly an Unmade with the reason. Options
stand with the right ones first; ``arrange`` puts them in the order shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from quizgen.errors import Place
from quizgen.generate.distractors import distractors
from quizgen.generate.ground import Ground, Made, Unmade, groups
from quizgen.generate.proof import Standing
from quizgen.identity import draw
from quizgen.model import TEXT, Choice, Cloze, Fact, Select, Short, Template, TrueFalse, Value
from quizgen.text import Blank, Text, draw_blanks
from quizgen.values import filled, saying

_MOST_SELECT = 8
_TEXT_REASON = "a text has no generated distractors; write the question by hand"


def choice(ground: Ground) -> Iterator[Made]:
    """``FACT/choice/SLOT``: one right value, from ``ask`` where it is the only one, else from ``ask-one``."""
    relation = ground.relation
    for fact in ground.asked:
        for slot in relation.slots:
            stems = [
                (template, closed)
                for template, closed in ((relation.ask.get(slot), False), (relation.ask_one.get(slot), True))
                if template is not None
            ]
            if slot not in fact.values or not stems:
                continue
            made: Made | None = None
            reasons: list[str] = []
            for template, closed in stems:
                made = _choice(ground, fact, slot, template, closed)
                if not isinstance(made, Unmade):
                    break
                reasons.append(made.reason)
            if isinstance(made, Unmade):
                made = Unmade(made.id, made.place, "; ".join(dict.fromkeys(reasons)))
            if made is not None:
                yield made


def _choice(ground: Ground, fact: Fact, slot: str, template: Template, closed: bool) -> Made:
    id_ = f"{fact.id}/choice/{slot}"
    key = fact.values[slot]

    def unmade(reason: str) -> Unmade:
        return Unmade(id_, fact.place, reason)

    if key.kind == TEXT:
        return unmade(_TEXT_REASON)
    if missing := sorted(template.slots - fact.values.keys()):
        return unmade(f"the fact leaves out {', '.join(missing)}, which the stem names")
    given = {name: fact.values[name] for name in template.slots}
    standing = ground.evidence.standing(given, slot)
    if not closed and len(standing.right) != 1:
        return unmade(f"'ask' has {len(standing.right)} right values ({_listed(standing.right)}); write an 'ask-one'")
    stem = filled(template, given)
    heard = ground.looks.heard(stem)
    if ground.names(heard, key):
        return unmade("the stem names its own key")
    most = ground.wishes.most_options - 1
    wrong = distractors(ground, id_, [key], standing, heard, given.values(), most)
    if not wrong:
        return unmade("no safe distractor of the key's kind and form is known")
    common = ground.common(id_, [fact], fact.place, ground.explanation([fact]))
    options = (ground.option(key), *(ground.option(value, slot) for value in wrong))
    return _new(Choice, common, stem=stem, options=options, right=0)


def _new(kind: Callable[..., Made], common: Mapping[str, Any], **own: Any) -> Made:
    return kind(**common, **own)


def _listed(values: Sequence[Value]) -> str:
    return ", ".join(value.key or "a text" for value in values[:4]) + (", …" if len(values) > 4 else "")


def short(ground: Ground) -> Iterator[Made]:
    """``RELATION/short/SLOT/GIVEN``: typed, every right value accepted in each of its forms."""
    for slot, template in ground.relation.ask.items():
        for given, fact in groups(ground, template, slot):
            yield _short(ground, slot, template, given, fact.place)


def _short(ground: Ground, slot: str, template: Template, given: Mapping[str, Value], place: Place) -> Made:
    id_ = f"{ground.relation.name}/short/{slot}/{ground.given_id(given)}"
    standing = ground.evidence.standing(given, slot)
    stem = filled(template, given)
    shown = standing.shown_values
    if standing.unsafe:
        return Unmade(id_, place, f"it is unsafe whether {_listed(standing.unsafe)} would be right")
    heard = ground.looks.heard(stem)
    if any(ground.names(heard, value) for value in standing.right):
        return Unmade(id_, place, "the stem names its own key")
    if clash := _clash(ground, standing):
        return Unmade(id_, place, clash)
    typed = ground.typed([*shown, *standing.written])
    also = tuple(value.label.capitalised() for value in shown[1:])
    common = ground.common(id_, standing.shown, place, ground.explanation(standing.shown))
    return _new(Short, common, stem=stem, typed=typed, also=also)


def _clash(ground: Ground, standing: Standing) -> str | None:
    """A form of a right value that is also a form of a wrong entity of the kind, in words."""
    rights = {value.key for value in standing.right}
    for value in standing.right:
        kin = ground.kin.get(value.kind) if value.entity else None
        for other in kin.clashing(value) if kin else ():
            if other not in rights:
                return f"a form of '{value.key}' is also a form of '{other}', which would be wrong"
    return None


def cloze(ground: Ground) -> Iterator[Made]:
    """``FACT/cloze/SLOT``: the fact's statement with one slot blanked."""
    for fact, template, slot in _said(ground):
        id_ = f"{fact.id}/cloze/{slot}"
        key = fact.values[slot]
        standing = _standing_but(ground, fact, template, slot)
        heard, text = ground.blanked(fact, template, slot)
        if len(standing.right) != 1 or standing.unsafe:
            yield Unmade(id_, fact.place, f"more than one value may be right here ({_listed(standing.doubtful)})")
        elif ground.names(heard, key):
            yield Unmade(id_, fact.place, "the statement names its own key")
        elif clash := _clash(ground, standing):
            yield Unmade(id_, fact.place, clash)
        elif any(words.isspace() for _, words in heard):
            yield Unmade(id_, fact.place, "the statement is nothing but the blank")
        else:
            common = ground.common(id_, [fact], fact.place, ground.explanation([fact]))
            typed = replace(ground.typed([key, *standing.written]), answer=_hidden(text))
            yield _new(Cloze, common, stem=draw_blanks(text), text=text, blanks={1: typed})


def _hidden(text: Mapping[str, Sequence[Any]]) -> Text:
    """What the blank hides, as it stands in the sentence."""
    return Text(
        {
            language: next(piece.answer for piece in pieces if isinstance(piece, Blank))
            for language, pieces in text.items()
        }
    )


def _said(ground: Ground) -> Iterator[tuple[Fact, Template, str]]:
    for fact in ground.asked:
        template = saying(ground.relation, fact)
        if template is not None:
            for slot in ground.relation.slots:
                if slot in template.slots:
                    yield fact, template, slot


def _standing_but(ground: Ground, fact: Fact, template: Template, slot: str) -> Standing:
    given = {name: fact.values[name] for name in template.slots if name != slot}
    return ground.evidence.standing(given, slot)


def true_false(ground: Ground) -> Iterator[Made]:
    """``FACT/true-false/SLOT``: the fact's statement, or the statement with a wrong value in the slot.

    Which of the two is decided by the question's id alone, and so is the wrong value: a statement is
    the same whatever the seed, so that the seed decides neither its truth nor whether two facts come
    to the same one. Where no wrong value is to be had neither is asked, since a statement that is
    never false is a giveaway.
    """
    steady = ground.seedless()
    for fact, template, slot in _said(ground):
        id_ = f"{fact.id}/true-false/{slot}"
        key = fact.values[slot]
        if key.kind == TEXT:
            yield Unmade(id_, fact.place, _TEXT_REASON)
            continue
        standing = _standing_but(ground, fact, template, slot)
        heard, _ = ground.blanked(fact, template, slot)
        given = [fact.values[name] for name in template.slots if name != slot]
        wrong = distractors(steady, id_, [key], standing, heard, given, 1)
        if ground.names(heard, key):
            yield Unmade(id_, fact.place, "the statement names its own key")
        elif not wrong:
            yield Unmade(id_, fact.place, "no safe wrong value of the kind and form is known")
        else:
            yield _true_false(ground, fact, template, slot, wrong[0])


def _true_false(ground: Ground, fact: Fact, template: Template, slot: str, wrong: Value) -> Made:
    id_ = f"{fact.id}/true-false/{slot}"
    truth = draw(0, id_, "truth") % 2 == 0
    right = ground.statement(fact) or filled(template, fact.values)
    told = [fact.explain] if fact.explain else []
    if truth:
        stem, explanation = right, ground.together(told or [right])
    else:
        stem = filled(template, {**fact.values, slot: wrong})
        really = ground.really(wrong, slot)
        explanation = ground.together([right, *told, *([really] if really else [])])
    common = ground.common(id_, [fact], fact.place, explanation)
    return _new(TrueFalse, common, stem=stem, truth=truth)


def select(ground: Ground) -> Iterator[Made]:
    """``RELATION/select/SLOT/GIVEN``: all right values that are not context, with wrong ones among them."""
    for slot, template in ground.relation.ask_all.items():
        for given, fact in groups(ground, template, slot):
            yield _select(ground, slot, template, given, fact.place)


def _select(ground: Ground, slot: str, template: Template, given: Mapping[str, Value], place: Place) -> Made:
    id_ = f"{ground.relation.name}/select/{slot}/{ground.given_id(given)}"
    standing = ground.evidence.standing(given, slot)
    stem = filled(template, given)
    right = standing.shown_values
    if right[0].kind == TEXT:
        return Unmade(id_, place, _TEXT_REASON)
    if not 2 <= len(right) < _MOST_SELECT:
        return Unmade(id_, place, f"{len(right)} values are right; a selection has 2 to {_MOST_SELECT - 1}")
    heard = ground.looks.heard(stem)
    if any(ground.names(heard, value) for value in right):
        return Unmade(id_, place, "the stem names its own key")
    if any(ground.confusable(one, other) for at, one in enumerate(right) for other in right[:at]):
        return Unmade(id_, place, "two right values could be taken for each other")
    drawn = 2 + draw(ground.wishes.seed, id_, "wrong ones") % 3
    wrong = distractors(ground, id_, right, standing, heard, given.values(), drawn)[: _room(ground, len(right))]
    if not wrong:
        return Unmade(id_, place, "no safe distractor of the keys' kind and form is known")
    common = ground.common(id_, standing.shown, place, ground.explanation(standing.shown))
    options = (
        *(ground.option(value) for value in right),
        *(ground.option(value, slot) for value in wrong),
    )
    return _new(Select, common, stem=stem, options=options, right=frozenset(range(len(right))))


def _room(ground: Ground, right: int) -> int:
    """How many wrong options a selection has room for: one at the least.

    Two to four are drawn, so that their number tells nothing of the right ones'. There are no more
    than eight options in all, nor than were wished for.
    """
    return max(1, min(_MOST_SELECT, ground.wishes.options or _MOST_SELECT) - right)
