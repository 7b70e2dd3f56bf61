"""A word of the stem stands in the key and in no wrong option.

Whoever knows nothing chooses the option that sounds like the question. Words that carry no content ("which", "the"),
words of fewer than three letters and endings ("weapon", "weapons") make no difference. Where such a word stands in a
wrong option only it is no cue to the key, and the check is silent; so it is where every option has a word of the stem
of its own, and where the whole key stands in the stem (which is `answer-in-stem`). In a question with several right
options, it speaks where all right options have the word and no wrong one has it.

Level: warning. Sources: H28b, N.

Bad: Which animal lives in the desert? — *The desert fox* · The otter · The reindeer

Better: Which animal lives in the desert? — *The fennec* · The otter · The reindeer
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.forms import names, tokens
from quizgen.lint.finding import Finding, Paper, entities_of, quoted, rights_of
from quizgen.lint.reading import content_words, root


def find(paper: Paper) -> Iterator[Finding]:
    """Each question by itself."""
    for question in paper.offers():
        stem = content_words(paper.stem(question), paper.language)
        if not stem:
            continue
        rights = rights_of(question)
        words = [content_words(paper.said(option), paper.language) for option in question.options]
        shared = frozenset.intersection(*words)
        if all(own & stem - shared for own in words) or any(
            names(paper.stem(question), paper.said(question.options[at])) for at in rights
        ):
            continue
        common = frozenset.intersection(*(words[at] for at in rights)) & stem
        for at, found in enumerate(words):
            if at not in rights:
                common -= found
        if common:
            keys = [question.options[at] for at in sorted(rights)]
            said = dict.fromkeys(word for word in tokens(paper.said(keys[0])) if root(word, paper.language) in common)
            yield Finding(
                fault="the stem's own words stand in the key and in no wrong option",
                words=quoted(said),
                advice="word the stem or the key otherwise, or let a wrong option have the word too",
                language=paper.language,
                questions=(question,),
                entities=entities_of(keys),
            )
