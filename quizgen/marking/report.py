"""The report on a class and the notes of its learners, in words: figures become what a teacher reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quizgen.export.sheet.report import (
    Answered,
    Bars,
    ClassReport,
    Dot,
    ItemPart,
    Missed,
    Note,
    Notes,
    Plot,
    Table,
)
from quizgen.marking.analysis import Analysis, Reliability
from quizgen.marking.answers import option_words, right_words
from quizgen.marking.flags import GOOD
from quizgen.marking.items import ENOUGH, Flag, ItemFigures, Tally
from quizgen.marking.score import Marked, Scored
from quizgen.model import Choice, Select, TrueFalse
from quizgen.text import Words
from quizgen.wording import number_words

_FEW_NUMBERS = 6


def decimals(value: float, words: Words, places: int = 2) -> str:
    """A figure with so many decimals, as the language writes it."""
    said = f"{value:.{places}f}"
    return number_words(said[1:] if said.strip("-0.") == "" and said.startswith("-") else said, words.language)


def points_words(points: float, words: Words) -> str:
    """Points without needless decimals: "7", "7.5", "7.33"."""
    said = f"{points:.2f}".rstrip("0").rstrip(".")
    return number_words(said, words.language)


def percent_words(share: float) -> str:
    """A share as a whole percentage, which says 0 and 100 only where it is just that."""
    whole = int(share * 100 + 0.5)
    return f"{whole if share <= 0 or share >= 1 else min(99, max(1, whole))}%"


def flag_words(flag: Flag, words: Words) -> str:
    """Why to look at a question again, as a sentence."""
    holes: dict[str, object] = {}
    for name, value in flag.holes.items():
        if name == "discrimination" and isinstance(value, float):
            holes[name] = decimals(value, words)
        elif name in ("share", "chance") and isinstance(value, float):
            holes[name] = percent_words(value)
        elif isinstance(value, list):
            holes[name] = value[0] if len(value) == 1 else ", ".join(f"“{each}”" for each in value)
        else:
            holes[name] = value
    return words(f"mark.flag.{flag.code}", **holes)


def written(answer: Marked) -> str:
    """What was given, with the texts of the options where letters stand for them."""
    row, response = answer.row, answer.given.response
    if row.kind == TrueFalse.kind and isinstance(response, bool):
        return row.marking.options[0 if response else 1][1]
    if row.kind in (Choice.kind, Select.kind) and response is not None:
        chosen = sorted(response) if isinstance(response, frozenset) else [response]
        return "; ".join(option_words(row, at) for at in chosen if isinstance(at, int))
    return " ".join(answer.written.split())


# -- the class --------------------------------------------------------------------------------------


def class_report(analysis: Analysis, words: Words) -> ClassReport:
    """The report on a class, in the language of ``words``."""
    parts = [_item(at, figures, analysis, words) for at, figures in enumerate(analysis.items, 1)]
    again = tuple(part for part in parts if part.reasons)
    return ClassReport(
        language=words.language,
        title=words("mark.title"),
        facts=tuple(_facts(analysis, words)),
        remarks=tuple(remarks(analysis, words)),
        bars=_bars(analysis, words),
        plot=_plot(analysis, words),
        again_title=words("mark.again"),
        again_none=words("mark.few", enough=ENOUGH) if analysis.spread.learners < ENOUGH else words("mark.again.none"),
        again=again,
        learners=learners_table(analysis, words),
        items_title=words("mark.items"),
        items=tuple(parts),
        table=items_table(analysis, words),
        legend=(words("mark.legend.difficulty"), words("mark.legend.discrimination")),
        page=words("paper.page", page="{page}", pages="{pages}"),
    )


def _facts(analysis: Analysis, words: Words) -> Iterator[tuple[str, str]]:
    spread = analysis.spread
    yield words("mark.learners"), str(spread.learners)
    yield words("mark.questions"), str(len(analysis.items))
    yield words("mark.mean"), percent_words(spread.mean)
    yield words("mark.median"), percent_words(spread.median)
    low, high = percent_words(spread.least), percent_words(spread.most)
    yield words("mark.range"), words("mark.between", low=low, high=high)
    if spread.deviation is not None:
        points = decimals(spread.deviation * 100, words, 1)
        yield words("mark.deviation"), words("mark.deviation.points", percent=points)


def remarks(analysis: Analysis, words: Words) -> Iterator[str]:
    """What is to be said of the scores as a whole, in sentences."""
    if not analysis.same:
        yield words("mark.reliability.apart")
    for each in analysis.reliabilities:
        yield from _reliability(each, analysis.same, words)
    if analysis.alone and not analysis.same:
        several = "mark.reliability.alone" if analysis.alone > 1 else "mark.reliability.alone.one"
        yield words(several, count=analysis.alone)


def reliability_name(each: Reliability, words: Words) -> str:
    """KR-20 where every question is right or wrong and worth the same, else Cronbach's alpha."""
    return words("mark.kr20" if each.dichotomous else "mark.alpha")


def _reliability(each: Reliability, same: bool, words: Words) -> Iterator[str]:
    several = "mark.papers" if len(each.papers) > 1 else "mark.one-paper"
    named = ", ".join(each.papers[:_FEW_NUMBERS]) + (", …" if len(each.papers) > _FEW_NUMBERS else "")
    papers = words("mark.all-papers") if same and len(each.papers) > 1 else words(several, papers=named)
    if each.value is None or each.low is None or each.high is None:
        yield words(f"mark.reliability.{each.reason}", papers=papers)
        return
    name = reliability_name(each, words)
    figures = {
        key: decimals(value, words) for key, value in (("value", each.value), ("low", each.low), ("high", each.high))
    }
    yield words(
        "mark.reliability", papers=papers, name=name, learners=each.learners, questions=each.questions, **figures
    )
    if each.error is not None:
        error, of = decimals(each.error, words, 1), points_words(each.of, words)
        yield words("mark.reliability.error", error=error, of=of)
    elif each.value < 0:
        yield words("mark.reliability.negative", name=name)


def _bars(analysis: Analysis, words: Words) -> Bars:
    """Ten bins of ten per cent; who has everything is in the last one."""
    counts = [0] * 10
    for scored in analysis.learners:
        counts[min(9, int(scored.share * 10 + 1e-9))] += 1
    bins = [(f"{at * 10}–{at * 10 + 10}", count) for at, count in enumerate(counts)]
    said = "; ".join(words("mark.scores.bin", bin=name, count=count) for name, count in bins if count)
    return Bars(words("mark.scores"), words("mark.scores.alt", bins=said), words("mark.scores.across"), tuple(bins))


def _plot(analysis: Analysis, words: Words) -> Plot:
    dots = [
        Dot(str(at), figures.difficulty, figures.discrimination, bool(figures.flags))
        for at, figures in enumerate(analysis.items, 1)
        if figures.discrimination is not None
    ]
    again = ", ".join(dot.label for dot in dots if dot.flagged) or words("mark.plot.none")
    return Plot(
        title=words("mark.plot"),
        alt=words("mark.plot.alt", again=again),
        across=words("mark.plot.across"),
        up=words("mark.plot.up"),
        limit=GOOD,
        decimal=decimals(0.5, words, 1)[1],
        dots=tuple(dots),
    )


def learners_table(analysis: Analysis, words: Words) -> Table:
    """The learners in the order of the table of answers, with their points."""
    heads = ("mark.learner", "mark.paper", "mark.points", "mark.percent")
    rows = tuple(
        (
            scored.learner,
            scored.paper,
            words("mark.of", points=points_words(scored.points, words), of=points_words(scored.of, words)),
            percent_words(scored.share),
        )
        for scored in analysis.learners
    )
    return Table(words("mark.learners"), tuple(words(head) for head in heads), rows, (2, 3))


def items_table(analysis: Analysis, words: Words) -> Table:
    """The questions with their figures, numbered as the report numbers them."""
    heads = ("number", "code", "question", "difficulty", "discrimination", "omitted")
    rows = tuple(
        (
            str(at),
            figures.row.code,
            figures.row.question,
            decimals(figures.difficulty, words),
            _discrimination(figures, words),
            str(figures.omitted),
        )
        for at, figures in enumerate(analysis.items, 1)
    )
    return Table(words("mark.items"), tuple(words(f"mark.{head}") for head in heads), rows, (0, 3, 4, 5))


def _discrimination(figures: ItemFigures, words: Words) -> str:
    if figures.discrimination is None:
        return words("mark.undefined")
    return decimals(figures.discrimination, words)


def _item(at: int, figures: ItemFigures, analysis: Analysis, words: Words) -> ItemPart:
    said = [
        words(
            "mark.figures",
            difficulty=decimals(figures.difficulty, words),
            discrimination=_discrimination(figures, words),
            learners=figures.learners,
        )
    ]
    if figures.omitted:
        said.append(words("mark.figures.omitted", count=figures.omitted))
    if figures.several:
        said.append(words("mark.figures.several", count=figures.several))
    return ItemPart(
        number=str(at),
        code=figures.row.code,
        topic=figures.row.topic,
        question=figures.row.question,
        where=_where(figures.numbers, analysis, words),
        figures=" · ".join(said),
        answers=tuple(_answered(tally, figures.learners) for tally in figures.tallies),
        reasons=tuple(flag_words(flag, words) for flag in figures.flags),
    )


def _where(numbers: Mapping[str, int], analysis: Analysis, words: Words) -> str:
    """Where the question stands: its number on each paper, the first few of many."""
    papers = {scored.paper for scored in analysis.learners}
    if numbers.keys() == papers and len(set(numbers.values())) == 1:
        return words("mark.where.same", number=next(iter(numbers.values())))
    said = [words("mark.where", paper=paper, number=number) for paper, number in numbers.items()]
    return ", ".join(said[:_FEW_NUMBERS]) + (", …" if len(said) > _FEW_NUMBERS else "")


def _answered(tally: Tally, learners: int) -> Answered:
    return Answered(tally.text, tally.right, str(tally.count), tally.count / learners)


# -- a learner --------------------------------------------------------------------------------------


def class_notes(learners: Sequence[Scored], words: Words) -> Notes:
    """A note for each learner: the score, the points by topic, what was missed and what is right."""
    page = words("paper.page", page="{page}", pages="{pages}")
    return Notes(words.language, words("mark.notes"), tuple(_note(scored, words) for scored in learners), page)


def score_words(scored: Scored, words: Words) -> str:
    """A learner's score: points, those that could be got, and the percentage."""
    points, of = points_words(scored.points, words), points_words(scored.of, words)
    return words("mark.score", points=points, of=of, percent=percent_words(scored.share))


def _note(scored: Scored, words: Words) -> Note:
    topics = tuple(
        (
            topic or words("no-topic"),
            words("mark.of", points=points_words(points, words), of=points_words(of, words)),
        )
        for topic, (points, of) in scored.by_topic.items()
    )
    return Note(
        learner=scored.learner,
        paper=f"{words('mark.paper')} {scored.paper}",
        score=score_words(scored, words),
        topics=Table("", (words("mark.topic"), words("mark.points")), topics, (1,)),
        missed_title=words("mark.missed" if scored.missed else "mark.missed.none"),
        missed=tuple(_missed(answer, words) for answer in scored.missed),
    )


def _missed(answer: Marked, words: Words) -> Missed:
    given = words("mark.given.none") if answer.omitted else words("mark.given", answer=written(answer))
    right = words("mark.right", answer=right_words(answer.row))
    return Missed(str(answer.row.number), answer.row.code, answer.row.question, given, right)
