"""A word such as "always" or "never" stands in wrong options only, or in the key only, or in a false statement.

Little in the world is always so; learners know that an option that says "always" is seldom right and cross it out
unread. The same holds for a statement to be judged true or false: with "never" in it, it is false. Words in capitals
inside a name, and "above all", "not at all", "not always" or "nearly all", do not count; nor does a word that stands
in the key and in a wrong option, since it tells nothing then.

Level: warning in wrong options only and in a false statement; note in the key alone. Sources: H28a, N.

Bad: Why do leaves fall? — *The tree saves water* · The wind always tears them off · The sun dries them

Better: Why do leaves fall? — *The tree saves water* · The wind tears them off · The sun dries them
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.errors import Level
from quizgen.lint.checks.all_or_none import joins
from quizgen.lint.finding import Finding, Paper, entities_of, is_name, quoted, rights_of
from quizgen.lint.reading import phrases_in, without_quotations
from quizgen.model import Option, TrueFalse

WORDS = {
    "en": (
        "always", "never", "all", "none", "only", "completely", "entirely", "totally", "absolutely", "exclusively",
        "everyone", "everybody", "nobody", "no one", "nothing", "everything",
    ),
    "id": (
        "selalu", "tidak pernah", "tak pernah", "semua", "seluruh", "seluruhnya", "semuanya", "hanya", "sepenuhnya",
        "sama sekali", "mutlak", "satu-satunya", "tidak seorang pun", "tak seorang pun", "segalanya",
    ),
}  # fmt: skip

NOT_MEANT = {
    "en": (
        "above all", "after all", "all right", "not at all", "all in all", "only just", "not only", "not all",
        "not always", "not everyone", "not everybody", "not everything", "not completely", "not entirely", "almost all",
        "nearly all", "almost always", "nearly always", "almost never", "almost none", "almost everyone",
        "almost nothing",
    ),
    "id": (
        "tidak hanya", "bukan hanya", "tidak semua", "tidak selalu", "tidak seluruh", "tidak seluruhnya",
        "tidak sepenuhnya", "hampir semua", "hampir selalu", "hampir seluruh", "hampir seluruhnya",
        "hampir tidak pernah",
    ),
}  # fmt: skip
"""Expressions in which such a word says nothing absolute."""


def absolutes(text: str, base: str) -> tuple[str, ...]:
    """The absolute words of a text, in lower case; those inside a name or a quotation do not count."""
    said = without_quotations(text)
    for found in phrases_in(said, NOT_MEANT.get(base, ())):
        said = said[: found.start()] + " " * len(found[0]) + said[found.end() :]
    return tuple(
        dict.fromkeys(
            found[0].casefold()
            for found in phrases_in(said, WORDS.get(base, ()))
            if not (found.start() and found[0][:1].isupper() and not found[0].isupper())
        )
    )


def find(paper: Paper) -> Iterator[Finding]:
    """Options first, then statements."""
    for question in paper.offers():
        rights = rights_of(question)
        in_right: dict[str, Option] = {}
        in_wrong: dict[str, Option] = {}
        for at, option in enumerate(question.options):
            said = paper.said(option)
            if not is_name(option, paper.language) and not joins(said, paper.base):
                side = in_right if at in rights else in_wrong
                side |= dict.fromkeys(absolutes(said, paper.base), option)
        if bool(in_right) == bool(in_wrong):
            continue
        found = in_wrong or in_right
        yield Finding(
            fault="an absolute word stands in " + ("wrong options only" if in_wrong else "the key only"),
            words=quoted(found),
            advice="leave it out, or let the key and a wrong option both have one",
            language=paper.language,
            level=Level.WARNING if in_wrong else Level.NOTE,
            questions=(question,),
            entities=entities_of(found.values()),
        )
    for statement in paper.questions:
        if not isinstance(statement, TrueFalse) or statement.truth:
            continue
        if words := absolutes(paper.stem(statement), paper.base):
            yield Finding(
                fault="an absolute word gives a false statement away",
                words=quoted(words),
                advice="state something that is false without it",
                language=paper.language,
                questions=(statement,),
            )
