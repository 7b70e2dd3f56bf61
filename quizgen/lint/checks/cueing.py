"""A question gives away the key of another, and nothing keeps the two off one paper.

Questions that name a common fact do not stand on one paper before the facts run out, so it does no harm if one tells
the other's key. The check speaks where one sentence of a question's stem or explanation holds the key of another and
half of what its stem is about or more, and the two name no fact in common. The mere mention of a name is no cue.
It looks at pairs of which one at least is written by hand, and not at the explanations of generated questions: what a
relation makes carries its facts by itself, and the choice of questions for a paper sees to the rest.

Level: warning. Source: N.

Bad: "In which year was the bridge of Lisbon built?" (*1966*) beside "Why is the bridge red?", whose explanation says
that the bridge of Lisbon was built in 1966

Better: the same two, each with `facts: [bridge-lisbon]`
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.forms import names, tokens
from quizgen.lint.finding import Finding, Paper
from quizgen.lint.reading import content_words, has_stop_words, root, sentences
from quizgen.model import AnyQuestion, Choice, Short, TrueFalse

SHARE, FEWEST = 0.5, 2


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence of a question's stem or explanation, and what it is about."""

    question: AnyQuestion
    text: str
    words: frozenset[str]


def find(paper: Paper) -> Iterator[Finding]:
    """Each question with one key against the sentences of all others; the first cue is told for each."""
    if not has_stop_words(paper.language):
        return
    holders: dict[str, list[_Said]] = defaultdict(list)
    by_hand: dict[str, list[_Said]] = defaultdict(list)
    for question in paper.questions:
        for said in _sentences(paper, question):
            for word in {root(word, paper.language) for word in tokens(said.text)}:
                holders[word].append(said)
                if not question.generated:
                    by_hand[word].append(said)
    for question in paper.questions:
        key = _key(paper, question)
        if not key:
            continue
        index = by_hand if question.generated else holders
        rarest = min((index.get(root(word, paper.language), []) for word in tokens(key)), key=len, default=[])
        cue = _cue(paper, question, key, rarest)
        if cue is not None:
            written, other = (question, cue) if not question.generated else (cue, question)
            told = "its key is told by" if written is question else "it tells the key of"
            yield Finding(
                fault=f"{told} a question that shares no fact with it",
                words=f"'{key}' {'in' if written is question else 'of'} '{other.id}'",
                advice="add the other's fact to its 'facts', so that the two do not meet on a paper"
                if other.facts
                else "word one of the two otherwise",
                language=paper.language,
                questions=(written, other),
            )


def _sentences(paper: Paper, question: AnyQuestion) -> Iterator[_Said]:
    texts = [] if isinstance(question, TrueFalse) and not question.truth else [question.stem]
    if question.explanation is not None and not question.generated:
        texts.append(question.explanation)
    for text in texts:
        for said in sentences(text.plain(paper.language)):
            yield _Said(question, said, content_words(said, paper.language))


def _key(paper: Paper, question: AnyQuestion) -> str | None:
    match question:
        case Choice():
            return paper.said(question.key)
        case Short():
            return question.typed.answer.plain(paper.language)
        case _:
            return None


def _cue(paper: Paper, question: AnyQuestion, key: str, candidates: Sequence[_Said]) -> AnyQuestion | None:
    """The first other question with a sentence that says the key and speaks of the same."""
    about = content_words(paper.stem(question), paper.language) - content_words(key, paper.language)
    for said in candidates:
        other = said.question
        shared = len(about & said.words)
        if (
            shared >= max(FEWEST, SHARE * len(about))
            and other is not question
            and not set(other.facts) & set(question.facts)
            and names(said.text, key)
        ):
            return other
    return None
