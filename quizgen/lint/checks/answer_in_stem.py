"""The key, or a form of it that is accepted, stands in the question's own stem.

Whoever can read can answer. The check looks for whole words, whatever their case; where every option stands in the stem
("Is it red, green or blue?") it is silent. It also looks into a gap text (an answer that stands elsewhere in the text),
and into a matching exercise (a right side that stands in its own left side).

Level: warning. Source: N.

Bad: In which ocean do the islands of the Indian Ocean Territory lie? — *Indian Ocean* · Pacific Ocean · Atlantic Ocean

Better: In which ocean does the Chagos Archipelago lie? — *Indian Ocean* · Pacific Ocean · Atlantic Ocean
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.forms import names, tokens, without_article
from quizgen.lint.finding import Finding, Paper, entities_of, quoted, rights_of, wrongs_of
from quizgen.lint.reading import STOP_WORDS
from quizgen.model import AnyQuestion, Choice, Cloze, Entity, Match, Option, Select, Short
from quizgen.text import Blank, Span


def find(paper: Paper) -> Iterator[Finding]:
    """Each question by itself."""
    for question in paper.questions:
        found, entities = _found(paper, question)
        if found:
            yield Finding(
                fault="the answer stands in its own stem",
                words=quoted(dict.fromkeys(found)),
                advice="word the stem without it",
                language=paper.language,
                questions=(question,),
                entities=entities,
            )


def _found(paper: Paper, question: AnyQuestion) -> tuple[list[str], tuple[Entity, ...]]:
    stem = paper.stem(question)
    match question:
        case Choice() | Select():
            keys = [question.options[at] for at in sorted(rights_of(question))]
            held = [form for key in keys for form in _held(paper, stem, _forms(paper, key))]
            if held and all(_held(paper, stem, _forms(paper, option)) for option in wrongs_of(question)):
                held = []
            return held, entities_of(keys)
        case Short():
            held = _held(paper, stem, question.typed.accept.get(paper.language, ()))
            return held, (question.typed.entity,) if question.typed.entity else ()
        case Cloze():
            text = "".join(piece.text if isinstance(piece, Span) else " _ " for piece in question.text[paper.language])
            numbers = {
                piece.number: "".join(span.text for span in piece.answer)
                for piece in question.text[paper.language]
                if isinstance(piece, Blank)
            }
            return _held(paper, text, numbers.values()), ()
        case Match():
            held = []
            for left, right in zip(question.lefts, question.rights, strict=False):
                held.extend(_held(paper, paper.said(left), _forms(paper, right)))
            return held, entities_of(question.rights)
        case _:
            return [], ()


def _forms(paper: Paper, option: Option) -> tuple[str, ...]:
    own = option.entity.forms(paper.language) if option.entity else ()
    return tuple(dict.fromkeys((paper.said(option), *own)))


def _held(paper: Paper, text: str, forms: Iterable[str]) -> list[str]:
    """The forms that the text holds, but for those that are nothing but a letter or words without content."""
    stop = STOP_WORDS.get(paper.base, frozenset())
    held = []
    for form in forms:
        words = tokens(form)
        if all(word in stop or (len(word) == 1 and not word.isdigit()) for word in words):
            continue
        if names(text, form) or names(text, without_article(form, paper.language)):
            held.append(form)
    return held
