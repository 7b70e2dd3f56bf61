"""A quiz in the terminal: shows what the session asks, reads what the learner answers, tells the result.

Two desks serve it: one for a screen with keys (rich and questionary), one line in, line out, for
screen readers, pipes and scripts. What a question is worth is judged in ``grade``, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from quizgen.export.sheet import answer_lines, back
from quizgen.grade import Response, grade
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Option, Order, Select, Short, TrueFalse
from quizgen.study.lines import clean, percent, read_one, read_order, read_some, read_truth
from quizgen.study.session import Answer, Result, Session
from quizgen.text import Rich, Span, Style, Words, plain

if TYPE_CHECKING:
    from rich.text import Text as RichText

DONE, INTERRUPTED = 0, 130
PROSE_WIDTH = 96
"""Text is not set wider than this, however wide the terminal."""

_SPAN_STYLES = {Style.EMPHASIS: "italic", Style.STRONG: "bold", Style.CODE: "cyan"}
_TONES = {"head": "bold", "dim": "dim", "right": "bold green", "partly": "bold yellow", "wrong": "bold red"}
_PLAIN_LOOK = [("question", ""), ("answer", "noinherit"), ("selected", "noreverse bold"),
               ("validation-toolbar", "noinherit bold")]  # fmt: skip
_Meant = TypeVar("_Meant")


def play(
    questions: Sequence[AnyQuestion],
    bank: Bank,
    language: str,
    words: Words,
    *,
    plain: bool,
    stdin: TextIO,
    stdout: TextIO,
    width: int,
    color: bool,
    exam: bool = False,
    seed: int,
) -> int:
    """Ask the questions in the order given and show the result; the exit code comes back.

    0: all were answered; 130: Ctrl-C or the end of the input came before. With ``plain``, lines are
    read from ``stdin`` and no escape sequence is written; without it, keys are read from the terminal.
    With ``exam`` the learner hears nothing of right and wrong before the end. ``seed`` is only shown.
    """
    screen = None if plain else _ScreenDesk(language, words, stdout, width, color)
    desk = screen or _PlainDesk(language, words, stdin, stdout)
    session = Session(tuple(questions), language)
    desk.line(bank.title.rich(language), "head")
    desk.line(words("play.start", count=len(session.questions), seed=seed), "dim")
    code = DONE
    try:
        while (question := session.current) is not None:
            _show_question(desk, session, question, bank)
            response = _ask(desk, question)
            session = session.answer(response, grade(question, response, language))
            if not exam:
                _show_feedback(desk, session.answers[-1], bank)
    except (KeyboardInterrupt, EOFError):
        code = INTERRUPTED
    _show_result(desk, session, bank, exam)
    return code


def _show_question(desk: _Desk, session: Session, question: AnyQuestion, bank: Bank) -> None:
    number, total = session.position
    heading = [desk.words("play.position", number=number, total=total)]
    if question.topic is not None:
        heading.append(bank.topic_name(question.topic, desk.language))
    desk.line()
    desk.line(" · ".join([*heading, question.code]), "dim")
    desk.line(question.stem.rich(desk.language), "head")
    if question.image:
        desk.line(desk.words("play.picture", alt=question.image.alt.plain(desk.language)))
    desk.kind(question.kind)


def _ask(desk: _Desk, question: AnyQuestion) -> Response:
    """The learner's response to a question that is shown."""

    def flat(options: Iterable[Option]) -> list[Rich]:
        return [clean(option.text.rich(desk.language), flat=True) for option in options]

    match question:
        case Choice():
            return desk.choose(flat(question.options))
        case Select():
            return desk.mark(flat(question.options))
        case TrueFalse():
            return desk.decide()
        case Short():
            return desk.write()
        case Cloze():
            numbers = sorted(question.blanks)
            return {number: desk.write(f"({number})" if len(numbers) > 1 else "") for number in numbers}
        case Order():
            return desk.arrange(flat(question.options))
        case Match():
            return desk.pair(flat(question.lefts), flat(question.options))


def _show_feedback(desk: _Desk, answer: Answer, bank: Bank) -> None:
    verdict, words = answer.verdict, desk.words
    tone = "right" if verdict.right else "partly" if verdict.score else "wrong"
    desk.line(words(f"play.{tone}", score=percent(verdict.score)), tone)
    if verdict.typo is not None:
        desk.line(words("play.typo", form=verdict.typo), "partly")
    for reason in verdict.chosen_because:
        desk.line(reason.rich(desk.language))
    _show_key(desk, answer.question)
    told = back(answer.question, bank, desk.language, words)
    for line in (told.explanation, *told.corrections):
        if line:
            desk.line(line)
    for source in told.sources:
        desk.line(source, "dim")


def _show_key(desk: _Desk, question: AnyQuestion) -> None:
    lines = answer_lines(question, desk.language, desk.words)
    before, _, after = desk.words("answer", answer="\0").partition("\0")
    listed = len(lines) > 1 and not isinstance(question, Short)
    desk.line((before + after).rstrip() if listed else (Span(before), *lines[0], Span(after)))
    for line in lines if listed else lines[1:]:
        desk.line(line, prefix="  " if listed else "")


def _show_result(desk: _Desk, session: Session, bank: Bank, exam: bool) -> None:
    words, result = desk.words, session.result
    desk.line()
    if not session.done:
        total = len(session.questions)
        desk.line(words("play.stopped", answered=result.asked, total=total), "dim")
    if not result.asked:
        return
    desk.line(words("play.result"), "head")
    rows = [(words("play.total"), result)]
    topics = session.by_topic
    if set(topics) != {None}:
        named = [(bank.topic_name(topic, desk.language) or words("no-topic"), topics[topic]) for topic in topics]
        rows = [*named, *rows]
    desk.results(rows)
    if session.missed:
        desk.line()
        desk.line(words("play.missed"), "head")
    for at, answer in enumerate(session.missed):
        if at:
            desk.line()
        desk.line((Span(f"{answer.question.code}  "), *answer.question.stem.rich(desk.language)))
        if exam:
            _show_feedback(desk, answer, bank)
        else:
            _show_key(desk, answer.question)


class _PlainDesk:
    """Line in, line out: no escape sequence, nothing drawn, nothing overwritten."""

    def __init__(self, language: str, words: Words, stdin: TextIO, stdout: TextIO) -> None:
        self.language, self.words = language, words
        self.stdin, self.stdout = stdin, stdout

    def line(self, content: Rich | str = "", tone: str = "", prefix: str = "") -> None:  # noqa: ARG002
        text = plain(clean(content)).replace("\n", "\n" + " " * len(prefix))
        self.stdout.write(f"{prefix}{text}".rstrip() + "\n")

    def kind(self, kind: str) -> None:
        how = self.words.entries.get(f"play.how.{kind}")
        self.line(self.words(f"kind.{kind}") + (f" ({how})" if how else ""))

    def results(self, rows: Sequence[tuple[str, Result]]) -> None:
        for name, result in rows:
            score = percent(result.score / result.asked)
            self.line(self.words("play.line", topic=name, right=result.right, asked=result.asked, score=score))

    def read(self) -> str:
        """The next line; it is repeated where no terminal has shown it. Raises EOFError at the end."""
        self.stdout.write("> ")
        self.stdout.flush()
        try:
            line = self.stdin.readline()
        except KeyboardInterrupt:
            self.stdout.write("\n")
            raise
        if not line or not self.stdin.isatty():
            self.line(clean(line.strip(), flat=True))
        if not line:
            raise EOFError
        return line.strip()

    def read_until(self, understand: Callable[[str], _Meant | None], kind: str, **holes: object) -> _Meant:
        """What the first line that can be understood means; after each other one, a sentence says how."""
        while (meant := understand(self.read())) is None:
            self.line(self.words(f"play.again.{kind}", **holes))
        return meant

    def number(self, options: Sequence[Rich]) -> None:
        """Show options with the numbers that mean them."""
        for number, option in enumerate(options, 1):
            self.line(option, prefix=f"  {number}. ")

    def choose(self, options: Sequence[Rich]) -> int:
        self.number(options)
        texts = [plain(option) for option in options]
        return self.read_until(lambda line: read_one(line, texts, self.language), "choice", count=len(options))

    def mark(self, options: Sequence[Rich]) -> frozenset[int]:
        self.number(options)
        count = len(options)
        return frozenset(self.read_until(lambda line: read_some(line, count), "select", count=count))

    def decide(self) -> bool:
        true, false = self.words("truth.true"), self.words("truth.false")
        return self.read_until(lambda line: read_truth(line, true, false, self.language), "true-false")

    def write(self, label: str = "") -> str:
        if label:
            self.line(label)
        return self.read()

    def arrange(self, options: Sequence[Rich]) -> tuple[int, ...]:
        self.number(options)
        count = len(options)
        return self.read_until(lambda line: read_order(line, count), "order", count=count)

    def pair(self, lefts: Sequence[Rich], rights: Sequence[Rich]) -> dict[int, int]:
        for left in lefts:
            self.line(left, prefix="  - ")
        self.number(rights)
        texts = [plain(right) for right in rights]
        pairs: dict[int, int] = {}

        def unused(line: str) -> int | None:
            position = read_one(line, texts, self.language)
            return None if position in pairs.values() else position

        for at, left in enumerate(lefts):
            self.line(left)
            pairs[at] = self.read_until(unused, "match", count=len(rights))
        return pairs


class _ScreenDesk:
    """A screen with keys. Each prompt is wiped once answered; what was answered is written in its place."""

    def __init__(self, language: str, words: Words, stdout: TextIO, width: int, color: bool) -> None:
        from rich.console import Console

        self.language, self.words = language, words
        self.color, self.width = color, max(10, min(width, PROSE_WIDTH))
        self.console = Console(
            file=stdout, width=max(10, width), color_system="standard", no_color=not color,
            force_terminal=True, highlight=False, markup=False, emoji=False,
        )  # fmt: skip

    def wrapped(self, content: Rich, width: int) -> list[RichText]:
        """Spans as lines of this width or less."""
        from rich.text import Text

        text = Text()
        for span in content:
            styles = [name for flag, name in _SPAN_STYLES.items() if flag in span.style]
            text.append(span.text, " ".join(styles))
        return list(text.wrap(self.console, max(8, width)))

    def line(self, content: Rich | str = "", tone: str = "", prefix: str = "") -> None:
        from rich.text import Text

        lines = self.wrapped(clean(content), self.width - len(prefix)) or [Text()]
        for at, line in enumerate(lines):
            whole = Text(" " * len(prefix) if at else prefix, _TONES.get(tone, ""))
            self.console.print(whole.append_text(line), soft_wrap=True)

    def kind(self, kind: str) -> None:
        self.line(self.words(f"kind.{kind}"), "dim")

    def results(self, rows: Sequence[tuple[str, Result]]) -> None:
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=True)
        cells = []
        for name, result in rows:
            right = self.words("play.of", right=result.right, asked=result.asked)
            score = percent(result.score / result.asked)
            cells.append([Text(cell) for cell in (plain(clean(name, flat=True)), right, score)])
        for at, column in enumerate(("topic", "right", "score")):
            title = Text(self.words(f"play.column.{column}"))
            table.add_column(title, cells[-1][at], justify="right" if at else "left", overflow="fold")
        for row in cells[:-1]:
            table.add_row(*row)
        self.console.print(table)

    def show(self, options: Sequence[Rich], chosen: Iterable[int]) -> None:
        """Write all options, with those chosen marked."""
        for at, option in enumerate(options):
            self.line(option, "" if at in chosen else "dim", prefix="● " if at in chosen else "○ ")

    def prompt(self, make: Callable[..., Any], message: str, **details: Any) -> Any:
        """Ask one thing with questionary. Raises KeyboardInterrupt for Ctrl-C."""
        from prompt_toolkit.output import ColorDepth
        from questionary import Style as Look

        accent = "bold fg:ansicyan" if self.color else "bold"
        look = Look([("highlighted", accent), ("pointer", accent), *_PLAIN_LOOK])
        depth = None if self.color else ColorDepth.DEPTH_1_BIT
        self.console.file.flush()
        prompt = make(message, qmark="", style=look, erase_when_done=True, color_depth=depth, **details)
        return prompt.unsafe_ask()

    def rows(self, options: Sequence[Rich], positions: Iterable[int], lead: int, numbered: bool) -> list[Any]:
        """Options for questionary, wrapped: their text begins ``lead`` columns from the left."""
        from questionary import Choice as Row

        rows = []
        for number, at in enumerate(positions, 1):
            lines = [line.plain for line in self.wrapped(options[at], self.width - lead - 1)]
            key = str(number) if numbered else False
            rows.append(Row(("\n" + " " * lead).join(lines), value=at, shortcut_key=key))
        return rows

    def pick(self, options: Sequence[Rich], positions: Sequence[int], message: Rich | str = "") -> int:
        """One of these positions."""
        from questionary import select

        few = len(positions) <= 9
        rows = self.rows(options, positions, 6 if few else 3, few)
        keys = self.words("play.keys.number" if few else "play.keys.arrows")
        said = [line.plain for line in self.wrapped(clean(message, flat=True), self.width - 2)]
        asked = "\n ".join(filter(None, (*said, keys)))
        details = {"choices": rows, "use_shortcuts": few, "use_jk_keys": False, "instruction": " "}
        return int(self.prompt(select, asked, **details))

    def choose(self, options: Sequence[Rich]) -> int:
        chosen = self.pick(options, range(len(options)))
        self.show(options, {chosen})
        return chosen

    def mark(self, options: Sequence[Rich]) -> frozenset[int]:
        from questionary import checkbox

        none = self.words("play.none-marked")
        chosen = frozenset(self.prompt(
            checkbox, self.words("play.keys.mark"), instruction="", use_jk_keys=False,
            choices=self.rows(options, range(len(options)), 5, False),
            validate=lambda marked: bool(marked) or none,
        ))  # fmt: skip
        self.show(options, chosen)
        return chosen

    def decide(self) -> bool:
        return self.choose([clean(self.words("truth.true")), clean(self.words("truth.false"))]) == 0

    def write(self, label: str = "") -> str:
        from questionary import text

        typed: str = self.prompt(text, f"{label} >".lstrip())
        self.line(clean(typed.strip(), flat=True), prefix=f"{label} > ".lstrip())
        return typed

    def arrange(self, options: Sequence[Rich]) -> tuple[int, ...]:
        placed: list[int] = []
        while len(placed) < len(options):
            left = [at for at in range(len(options)) if at not in placed]
            place = len(placed) + 1
            placed.append(self.pick(options, left, f"{place}. …") if len(left) > 1 else left[0])
            self.line(options[placed[-1]], prefix=f"{place}. ")
        return tuple(placed)

    def pair(self, lefts: Sequence[Rich], rights: Sequence[Rich]) -> dict[int, int]:
        for left in lefts:
            self.line(left, prefix="· ")
        pairs: dict[int, int] = {}
        for at, left in enumerate(lefts):
            unused = [right for right in range(len(rights)) if right not in pairs.values()]
            pairs[at] = self.pick(rights, unused, (*left, Span(" – …"))) if len(unused) > 1 else unused[0]
            self.line((*left, Span(" – "), *rights[pairs[at]]), prefix="● ")
        return pairs


_Desk = _PlainDesk | _ScreenDesk
