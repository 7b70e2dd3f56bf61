"""Handouts as Markdown (CommonMark), for everything that no other format reaches; a bank's text stays text."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from quizgen.export.sheet import (
    AnswerRow,
    Card,
    CardSet,
    Gap,
    Illustration,
    Item,
    KeyEntry,
    KeyTable,
    Learned,
    Line,
    Paper,
    SheetTable,
    StudySheet,
)
from quizgen.text import Rich, Style, plain

_GAP = "\\_" * 12
_MARKS = {"choice": "○ ", "select": "☐ ", "true-false": "○ ", "order": "\\_\\_\\_ "}


def papers_markdown(
    papers: Sequence[Paper],
    *,
    key: bool,
    numbers: SheetTable | None = None,
    keys: KeyTable | None = None,
    **_: object,
) -> bytes:
    """Papers as Markdown, a rule between them; ``key`` puts its key behind each, ``keys`` those of all at the end.

    The size of the paper and of the print are wishes that Markdown knows nothing of.
    """
    blocks: list[str] = []
    for at, paper in enumerate(papers):
        blocks += ["---"] if at else []
        blocks += _paper(paper)
        if key:
            blocks += _key(paper)
            blocks += _table(numbers) if numbers else []
    if keys:
        blocks += ["---", f"# {_text(keys.title)}"]
        blocks += [
            f"**{_text(row.paper)}** {_text(row.learner)}  \n"
            + ", ".join(f"{number} **{_text(said)}**" for number, said in row.marks)
            for row in keys.rows
        ]
    return _written(blocks)


def cards_markdown(cards: CardSet, **_: object) -> bytes:
    """Flashcards as Markdown: each with its code, what is asked, and the answer set off as a quotation."""
    blocks = [f"# {_rich(cards.title)}"]
    for card in cards.cards:
        blocks += _card(card)
    if cards.credits:
        blocks += ["---", _text(cards.credits)]
    return _written(blocks)


def study_markdown(sheet: StudySheet, **_: object) -> bytes:
    """A study sheet as Markdown; its timeline is a list."""
    blocks = [f"# {_rich(sheet.title)}", f"*{_text(sheet.kind_title)}*"]
    blocks[:0] = [each for each in (_picture(sheet.logo), _text(sheet.school)) if each]
    blocks += [_rich(sheet.about)] if sheet.about else []
    if sheet.time.rows:
        blocks.append(f"## {_text(sheet.time_title)}")
        for at, row in enumerate(sheet.time.rows):
            bars = [f"{_rich(bar.text)} ({_text(bar.dates)})" for bar in sheet.time.bars if bar.first == at]
            if said := [*bars, *map(_rich, row.texts)]:
                blocks.append("\n".join([f"**{_text(row.label)}**", "", *_list(said)]))
    for group in sheet.groups:
        entries = [f"**{_rich(entry.name)}** – {_rich(entry.about)}" for entry in group.entries]
        blocks += [f"## {_text(group.title)}", "\n".join(_list(entries))]
    blocks += [f"## {_text(sheet.facts_title)}"] if sheet.subjects else []
    for subject in sheet.subjects:
        blocks.append(f"### {_text(subject.title)}")
        if subject.facts:
            blocks.append("\n".join(_list(map(_learned, subject.facts))))
        if subject.questions:
            blocks += [f"#### {_text(sheet.questions_title)}"] if subject.facts else []
            blocks.append("\n".join(_list(map(_learned, subject.questions))))
    for title, lines in (
        (sheet.slips_title, map(_rich, sheet.slips)),
        (sheet.sources_title, map(_text, sheet.sources)),
    ):
        listed = list(lines)
        blocks += [f"## {_text(title)}", "\n".join(_list(listed))] if listed else []
    blocks += ["---", *map(_text, sheet.credits)] if sheet.credits else []
    return _written(blocks)


# -- worksheets ---------------------------------------------------------------------------------------


def _paper(paper: Paper) -> Iterator[str]:
    second = paper.second
    yield from (each for each in (_picture(paper.logo), _text(paper.school)) if each)
    yield f"# {_rich(paper.running)}"
    if second and plain(second.title) != plain(paper.title):
        yield f"*{_text(plain(second.title))}*"
    yield "  \n".join(
        f"{_text(field.label)}: {_text(field.value) or _GAP} {_text(field.after)}".rstrip() for field in paper.fields
    )
    for sheet in (paper, second) if second else (paper,):
        yield from map(_text, (*sheet.notes, sheet.instructions))
    for at, item in enumerate(paper.items):
        yield from _item(item, second.items[at] if second else None)
    if paper.answers:
        yield f"## {_text(paper.answers.title)}"
        yield _text(paper.answers.instructions)
        yield "\n".join(_list(f"**{row.number}.** {_room(row)}" for row in paper.answers.rows))
    if paper.credits:
        yield "  \n".join(map(_text, paper.credits))


def _item(item: Item, other: Item | None) -> Iterator[str]:
    lines = [f"**{item.number}.** {_rich(item.stem)}"]
    if other:
        lines.append(_rich(other.stem))
    task = " / ".join(dict.fromkeys([item.instruction, *([other.instruction] if other else [])]))
    beside = " · ".join(map(_text, filter(None, (item.code, item.topic, item.points))))
    yield "  \n".join([*lines, f"*{_text(task)}* · {beside}"])
    if item.picture:
        yield _picture(item.picture)

    def pair(one: Line, two: Line | None) -> str:
        first, also = _rich(one), _rich(two) if two is not None else ""
        return first if also in ("", first) else f"{first} / {also}"

    if item.rows:
        line = "\\_\\_\\_ " if item.marks else ""
        yield "\n".join(
            _list(
                f"{line}{at + 1}\\. {pair(row, other.rows[at] if other else None)}" for at, row in enumerate(item.rows)
            )
        )
        yield "<!-- -->"  # else the two lists would be one
    if item.options:
        mark = _MARKS.get(item.kind, "") if item.marks else ""
        others = [each.text for each in other.options] if other else [None] * len(item.options)
        yield "\n".join(
            _list(
                f"{mark}{each.letter}{'. ' if each.letter else ''}{pair(each.text, two)}"
                for each, two in zip(item.options, others, strict=True)
            )
        )
    yield from (_GAP * 3 for _ in range(item.lines))


def _room(row: AnswerRow) -> str:
    if row.marks:
        return " ".join(f"{'☐' if row.several else '○'} {_text(said)}" for said in row.marks)
    if row.boxes:
        return " ".join(f"{_text(said)} \\_\\_\\_" for said in row.boxes)
    return " ".join(f"{_text(said)} {_GAP}".strip() for said in row.blanks)


def _key(paper: Paper) -> Iterator[str]:
    yield "---"
    yield f"## {_text(paper.key_title)}"
    for at, entry in enumerate(paper.key):
        yield _entry(entry, paper.second.key[at] if paper.second else None)
    if paper.sources:
        yield f"### {_text(paper.sources_title)}"
        yield "\n".join(_list(map(_text, paper.sources)))


def _entry(entry: KeyEntry, other: KeyEntry | None) -> str:
    answers = ["; ".join(f"**{_bold(line)}**" for line in each.answer) for each in (entry, other) if each]
    told = (*entry.accept, entry.explanation, *entry.reasons, *entry.corrections)
    lines = [
        f"**{entry.number}.** {' / '.join(dict.fromkeys(answers))} · {_text(entry.code)}",
        *map(_rich, filter(None, told)),
    ]
    lines += [_text(" · ".join(entry.sources))] if entry.sources else []
    return "  \n".join(lines)


def _table(table: SheetTable) -> Iterator[str]:
    yield f"### {_text(table.title)}"
    yield "\n".join(
        _list(
            f"{_text(code)}: "
            + ", ".join(f"{_text(name)} {_text(at)}" for name, at in zip(table.head[1:], cells, strict=True))
            for code, *cells in table.rows
        )
    )


# -- cards and study sheets ---------------------------------------------------------------------------


def _card(card: Card) -> Iterator[str]:
    yield f"## {_text(card.code)}"
    if card.picture:
        yield _picture(card.picture)
    for front in card.fronts:
        yield "  \n".join(filter(None, (_rich(front.stem), _text(front.task))))
        if front.rows:
            yield "\n".join(_list(f"{at}\\. {_rich(row)}" for at, row in enumerate(front.rows, 1)))
            yield "<!-- -->"
        if front.options:
            yield "\n".join(_list(f"{each.letter}. {_rich(each.text)}" for each in front.options))
    for behind in card.backs:
        told = [f"**{_bold(line)}**" for line in behind.answer]
        told += [_rich(line) for line in (behind.explanation, *behind.corrections) if line]
        told += [_text(" · ".join(behind.sources))] if behind.sources else []
        yield "  \n".join(f"> {line}" for line in told)
        if behind is not card.backs[-1]:
            yield "<!-- -->"


def _learned(each: Learned) -> str:
    answer = "; ".join(f"**{_bold(line)}**" for line in each.answer)
    more = " ".join(filter(None, (_rich(each.explanation), _text(each.sources))))
    first = " – ".join(filter(None, (_rich(each.text), answer)))
    return f"{first}  \n  {more}" if more else first


def _list(lines: Iterable[str]) -> Iterator[str]:
    return (f"- {line}" for line in lines)


def _picture(picture: Illustration | None) -> str:
    if picture is None:
        return ""
    content = base64.b64encode(picture.content).decode()
    return f"![{_text(picture.alt)}](data:{picture.media_type};base64,{content})"


# -- text ---------------------------------------------------------------------------------------------

_SPECIAL = re.compile(r"([\\`*_\[\]<>&#|~$!^{}])")
_OPENS_BLOCK = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+=:])")


def _text(text: str) -> str:
    """A plain text in which no character means anything to Markdown, wherever it stands; on one line."""
    one_line = " ".join(text.split()) if "\n" in text or text[:1].isspace() or text[-1:].isspace() else text
    escaped = _SPECIAL.sub(r"\\\1", one_line)
    return _OPENS_BLOCK.sub(lambda it: f"{it[1]}\\{it[2]}" if it[1] else f"\\{it[3]}", escaped)


def _bold(line: Rich) -> str:
    """A text that stands between asterisks: its own emphasis is not shown, so that they pair as they should."""
    return _text(plain(line))


def _rich(line: Line) -> str:
    """A text with its emphasis; set in HTML's words where asterisks would not be read as such."""
    pieces = list(_pieces(line))
    said = ""
    for at, (text, style) in enumerate(pieces):
        before = pieces[at - 1][0][-1:] if at else ""
        after = pieces[at + 1][0][:1] if at + 1 < len(pieces) else ""
        said += _styled(text, style, before, after)
    stripped = said.strip()
    return _OPENS_BLOCK.sub(lambda it: f"{it[1]}\\{it[2]}" if it[1] else f"\\{it[3]}", stripped)


def _pieces(line: Line) -> Iterator[tuple[str, Style | None]]:
    """Runs of one style; a gap has none, and is Markdown already."""
    spans = [
        (f"{_GAP}{f' ({piece.number})' if piece.number else ''}{f' ({_text(piece.hint)})' if piece.hint else ''}", None)
        if isinstance(piece, Gap)
        else (re.sub(r"\s*\n\s*", " ", piece.text), piece.style)
        for piece in line
    ]
    for style, run in groupby(spans, key=lambda each: each[1]):
        yield "".join(text for text, _ in run), style


def _styled(text: str, style: Style | None, before: str, after: str) -> str:
    if style is None:
        return text
    if Style.CODE in style:
        return _code(text)
    escaped = _SPECIAL.sub(r"\\\1", text)
    if style == Style.PLAIN or not text.strip():
        return escaped
    inner = text.strip()
    head, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    around = (not before or not before.isalnum() or bool(head)) and (not after or not after.isalnum() or bool(tail))
    body = _SPECIAL.sub(r"\\\1", inner)
    strong, emphasis = Style.STRONG in style, Style.EMPHASIS in style
    if around and inner[0].isalnum() and inner[-1].isalnum():
        stars = "*" * (2 * strong + emphasis)
        return f"{head}{stars}{body}{stars}{tail}"
    tags = [tag for tag, on in (("strong", strong), ("em", emphasis)) if on]
    opened, closed = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
    return f"{head}{opened}{body}{closed}{tail}"


def _code(text: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    room = " " if text[:1] in ("`", " ") or text[-1:] in ("`", " ") else ""
    return f"{fence}{room}{text}{room}{fence}"


def _written(blocks: Iterable[str]) -> bytes:
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()
