"""A question says nothing of where its key comes from, in a bank that names sources.

A learner who doubts the key, and a colleague who takes the bank over, want to look it up. A bank without any sources
is a matter of course (three questions for tomorrow's lesson) and is left alone.

Level: warning. Source: quizgen's own.

Bad: `- {id: bridge, kind: short, ask: "When was it built?", answer: "1966"}`

Better: `- {id: bridge, kind: short, ask: "When was it built?", answer: "1966", source: guide#12}`
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.finding import Finding, Paper


def find(paper: Paper) -> Iterator[Finding]:
    """Each question by itself; those of a relation are told together."""
    if not paper.bank.sources:
        return
    for question in paper.questions:
        if not question.sources:
            advice = "add a 'source' to its fact" if question.generated else "add a 'source'"
            yield Finding(fault="it has no source", advice=advice, questions=(question,))
