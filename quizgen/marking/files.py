"""The figures for other programs: two tables as CSV, and everything as JSON.

Headings and keys are the same in every language, and numbers have a point.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from quizgen.export.sheet.keytable import guarded
from quizgen.marking.analysis import Analysis, Reliability
from quizgen.marking.answers import right_words
from quizgen.marking.items import ItemFigures
from quizgen.marking.report import flag_words, written
from quizgen.marking.score import Scored, identity
from quizgen.text import Words

LEARNERS = ("learner", "paper", "points", "of", "percent")
ITEMS = (
    "number", "code", "id", "kind", "topic", "question", "learners", "left out", "marked twice", "difficulty",
    "wholly right", "discrimination", "answers", "look again",
)  # fmt: skip


def learners_csv(analysis: Analysis) -> bytes:
    """A row a learner: the score, and the points got on every question under its code; empty where it was not asked."""
    items = [identity(figures.row) for figures in analysis.items]
    rows: list[Sequence[str | float]] = [(*LEARNERS, *(code or id_ for id_, code in items))]
    for scored in analysis.learners:
        got = {identity(answer.row): _number(answer.points) for answer in scored.answers}
        figures = (_number(scored.points), _number(scored.of), f"{scored.share * 100:.1f}")
        rows.append((scored.learner, scored.paper, *figures, *(got.get(each, "") for each in items)))
    return _csv(rows, figures_from=2)


def items_csv(analysis: Analysis, words: Words) -> bytes:
    """A row a question with its figures; "look again" is in the language of ``words``."""
    rows: list[Sequence[str]] = [ITEMS]
    for at, figures in enumerate(analysis.items, 1):
        row = figures.row
        answers = " | ".join(f"{'*' if tally.right else ''}{tally.text}: {tally.count}" for tally in figures.tallies)
        shown = "" if figures.discrimination is None else f"{figures.discrimination:.4f}"
        rows.append(
            (
                str(at), row.code, row.id, row.kind, row.topic, row.question, str(figures.learners),
                str(figures.omitted), str(figures.several), f"{figures.difficulty:.4f}", f"{figures.wholly:.4f}",
                shown, answers, " ".join(flag_words(flag, words) for flag in figures.flags),
            )
        )  # fmt: skip
    return _csv(rows, figures_from=len(ITEMS), plain=11)


def _csv(rows: Iterable[Sequence[str | float]], figures_from: int, plain: int | None = None) -> bytes:
    """UTF-8 with the mark that Excel looks for; texts are guarded, figures are not."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    for number, row in enumerate(rows):
        figures = {at for at in range(len(row)) if number and (at >= figures_from or at == plain)}
        safe = [cell if at in figures else guarded(str(cell)) for at, cell in enumerate(row)]
        writer.writerow(safe)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def analysis_json(analysis: Analysis, words: Words) -> str:
    """Everything as one JSON object; what "look_again" says is in the language of ``words``."""
    spread = analysis.spread
    said = {
        "class": {
            "learners": spread.learners,
            "mean": _rounded(spread.mean),
            "median": _rounded(spread.median),
            "lowest": _rounded(spread.least),
            "highest": _rounded(spread.most),
            "standard_deviation": _rounded(spread.deviation),
            "same_questions": analysis.same,
            "learners_with_questions_of_their_own": analysis.alone,
            "reliability": [_reliability(each) for each in analysis.reliabilities],
        },
        "learners": [_learner(scored) for scored in analysis.learners],
        "questions": [_item(at, figures, words) for at, figures in enumerate(analysis.items, 1)],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _reliability(each: Reliability) -> dict[str, Any]:
    return {
        "papers": each.papers,
        "learners": each.learners,
        "questions": each.questions,
        "of": each.of,
        "mean": _rounded(each.mean),
        "standard_deviation": _rounded(each.deviation),
        "coefficient": "KR-20" if each.dichotomous else "alpha",
        "value": _rounded(each.value),
        "interval": None if each.value is None else [_rounded(each.low), _rounded(each.high)],
        "standard_error": _rounded(each.error),
        "none_because": each.reason or None,
    }


def _learner(scored: Scored) -> dict[str, Any]:
    return {
        "learner": scored.learner,
        "paper": scored.paper,
        "points": _rounded(scored.points),
        "of": _rounded(scored.of),
        "percent": round(scored.share * 100, 4),
        "topics": [
            {"topic": topic, "points": _rounded(points), "of": _rounded(of)}
            for topic, (points, of) in scored.by_topic.items()
        ],
        "answers": [
            {
                "number": answer.row.number,
                "code": answer.row.code,
                "id": answer.row.id,
                "given": written(answer),
                "left_out": answer.omitted,
                "right": answer.verdict.right,
                "score": _rounded(answer.verdict.score),
                "points": _rounded(answer.points),
                "key": right_words(answer.row),
            }
            for answer in scored.answers
        ],
    }


def _item(at: int, figures: ItemFigures, words: Words) -> dict[str, Any]:
    row = figures.row
    return {
        "number": at,
        "code": row.code,
        "id": row.id,
        "kind": row.kind,
        "topic": row.topic,
        "question": row.question,
        "numbers": figures.numbers,
        "learners": figures.learners,
        "left_out": figures.omitted,
        "marked_twice": figures.several,
        "difficulty": _rounded(figures.difficulty),
        "wholly_right": _rounded(figures.wholly),
        "discrimination": _rounded(figures.discrimination),
        "best": figures.top,
        "answers": [
            {
                "key": tally.key,
                "text": tally.text,
                "right": tally.right,
                "count": tally.count,
                "best": tally.top,
                "mean_of_rest": _rounded(tally.mean),
            }
            for tally in figures.tallies
        ],
        "look_again": [{"code": flag.code, "says": flag_words(flag, words)} for flag in figures.flags],
    }
