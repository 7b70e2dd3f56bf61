"""Line in, line out: no escape sequence, nothing drawn, nothing overwritten. For screen readers, pipes and scripts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TextIO, TypeVar

from quizgen.play.desk import COMMANDS, HELP, Quizmaster, TimeOver
from quizgen.study.lines import (
    COMMAND,
    clean,
    read_answer,
    read_command,
    read_one,
    read_order,
    read_some,
    read_truth,
)
from quizgen.study.session import Result
from quizgen.text import Rich, Words, plain
from quizgen.wording import percent

_Meant = TypeVar("_Meant")


class PlainDesk:
    """A desk that reads lines from ``stdin``; a line that begins with a colon is a command."""

    def __init__(self, language: str, words: Words, stdin: TextIO, stdout: TextIO) -> None:
        self.language, self.words = language, words
        self.stdin, self.stdout = stdin, stdout
        self.interactive = stdin.isatty()
        self.master: Quizmaster

    def line(self, content: Rich | str = "", tone: str = "", prefix: str = "") -> None:  # noqa: ARG002
        """Write a line; tones say nothing here."""
        text = plain(clean(content)).replace("\n", "\n" + " " * len(prefix))
        self.stdout.write(f"{prefix}{text}".rstrip() + "\n")

    def greet(self) -> None:
        """Say that there are commands."""
        self.line(self.words("play.commands", help=COMMAND + self.words(f"play.command.{HELP}")))

    def heading(self, parts: Sequence[str], time: str, score: str) -> None:  # noqa: ARG002
        """Write what stands over a question, without the time: what is written is the same each time."""
        self.line(" · ".join(filter(None, (*parts, score))), "dim")

    def kind(self, kind: str) -> None:
        """Say what is to be done, and what to type for it."""
        how = self.words.entries.get(f"play.how.{kind}")
        self.line(self.words(f"kind.{kind}") + (f" ({how})" if how else ""))

    def results(self, rows: Sequence[tuple[str, Result]]) -> None:
        """Write results, a sentence each."""
        for name, result in rows:
            score = percent(result.score / result.asked)
            self.line(self.words("play.line", topic=name, right=result.right, asked=result.asked, score=score))

    def fresh(self) -> None:
        """Nothing is kept between two questions."""

    # -- reading ----------------------------------------------------------------------------------

    def read(self) -> str:
        """The next answer; commands before it are done. Raises EOFError at the end of the input."""
        while True:
            line = self.raw()
            command = read_command(line, self.names())
            if command is None:
                return read_answer(line)
            name, rest = command
            if name is None:
                word = line[len(COMMAND) :].split()
                self.line(self.words("play.command.unknown", word=clean(word[0])[0].text if word else ""))
            elif name == HELP:
                self.help()
            else:
                self.master.obey(name, rest)

    def raw(self) -> str:
        """The next line, whatever it says; it is repeated where no terminal has shown it."""
        self.stdout.write("> ")
        self.stdout.flush()
        try:
            line = self.stdin.readline()
        except KeyboardInterrupt:
            self.stdout.write("\n")
            raise
        if not line or not self.interactive:
            self.line(clean(line.strip(), flat=True))
        if not line:
            raise EOFError
        left = self.master.time_left()
        if left is not None and left <= 0:
            raise TimeOver
        return line.strip()

    def names(self) -> dict[str, str]:
        """The words of all commands, in English and in the learner's language, and what they mean."""
        own = {self.words(f"play.command.{name}"): name for name in COMMANDS}
        return {**{name: name for name in COMMANDS}, **own}

    def help(self) -> None:
        """Write every command and what it does."""
        for name in COMMANDS:
            word = COMMAND + self.words(f"play.command.{name}")
            self.line(self.words(f"play.help.{name}"), prefix=f"  {word}  ")
        self.line(self.words("play.help.colon"))

    def read_until(self, understand: Callable[[str], _Meant | None], kind: str, **holes: object) -> _Meant:
        """What the first line that can be understood means; after each other one, a sentence says how."""
        while (meant := understand(self.read())) is None:
            self.line(self.words(f"play.again.{kind}", **holes))
        return meant

    # -- answers ----------------------------------------------------------------------------------

    def number(self, options: Sequence[Rich], struck: Collection[int] = ()) -> None:
        """Show options with the numbers that mean them."""
        for at, option in enumerate(options):
            out = clean(f" ({self.words('play.struck')})") if at in struck else ()
            self.line((*option, *out), prefix=f"  {at + 1}. ")

    def choose(self, options: Sequence[Rich], struck: Callable[[], Collection[int]]) -> int:
        """One option: its number, its text or its letter."""
        self.number(options, struck())
        texts = [plain(option) for option in options]
        return self.read_until(lambda line: read_one(line, texts, self.language), "choice", count=len(options))

    def mark(self, options: Sequence[Rich]) -> frozenset[int]:
        """Some options, by their numbers in one line."""
        self.number(options)
        count = len(options)
        return frozenset(self.read_until(lambda line: read_some(line, count), "select", count=count))

    def decide(self) -> bool:
        """True or false, in a word or a letter."""
        true, false = self.words("truth.true"), self.words("truth.false")
        return self.read_until(lambda line: read_truth(line, true, false, self.language), "true-false")

    def write(self, label: str = "") -> str:
        """A line, whatever it says."""
        if label:
            self.line(label)
        return self.read()

    def arrange(self, options: Sequence[Rich]) -> tuple[int, ...]:
        """All numbers in one line, the first one first."""
        self.number(options)
        count = len(options)
        return self.read_until(lambda line: read_order(line, count), "order", count=count)

    def pair(self, lefts: Sequence[Rich], rights: Sequence[Rich]) -> dict[int, int]:
        """A number for each left, a line each."""
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

    # -- all else ---------------------------------------------------------------------------------

    def pick_one(self, message: str, rows: Sequence[str], first: int = 0) -> int:  # noqa: ARG002
        """A number from the rows shown; none is taken for granted."""
        self.line(message)
        return self.choose([clean(row, flat=True) for row in rows], tuple)

    def note(self, message: str) -> str:
        """The next line as it is."""
        self.line(message)
        return self.raw()

    def yes(self, message: str) -> bool:
        """Yes or no, in a word or a letter."""
        yes, no = self.words("menu.yes"), self.words("menu.no")
        self.line(f"{message} ({self.words('play.how.yes-no')})")
        meanings = {yes.casefold(): True, yes[0].casefold(): True, no.casefold(): False, no[0].casefold(): False}
        return self.read_until(lambda line: meanings.get(line.strip(" .!").casefold()), "yes-no")

    def hand_in(self, message: str) -> None:
        """Wait for a line that is no command."""
        self.line(message)
        self.read()
