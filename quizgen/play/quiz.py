"""The quiz itself: shows what the session asks, takes what the learner gives, remembers it and tells the result."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from quizgen.grade import Response, grade
from quizgen.model import AnyQuestion, Bank, Choice, Cloze, Match, Option, Order, Select, Short, TrueFalse
from quizgen.play.desk import HINT, LANGUAGE, QUIT, REPEAT, SKIP, TIME, UNDO, WRONG, Desk, TimeOver, Turn
from quizgen.play.rules import ALL, DONE, INTERRUPTED, STOPPED, TIMED_OUT, Outcome, Rules
from quizgen.study.lines import clean
from quizgen.study.record import Memory, MemoryLostError
from quizgen.study.schedule import rating_of
from quizgen.study.session import Session
from quizgen.text import Rich, Words
from quizgen.wording import minutes

if TYPE_CHECKING:
    from quizgen.play.told import Line

RATINGS = ("again", "hard", "good", "easy")
"""How a learner may rate an answer: 1 to 4, as FSRS counts."""


class Quiz:
    """A quiz at a desk. Everything that is not a screen, a key or a line is decided here."""

    def __init__(
        self, desk: Desk, session: Session, bank: Bank, words: Callable[[str], Words], memory: Memory | None,
        rules: Rules,
    ) -> None:  # fmt: skip
        self.desk, self.session, self.bank, self.words_of, self.memory = desk, session, bank, words, memory
        self.rules = rules
        self.kept: list[str | None] = []
        self.started = self.shown = rules.clock()
        self.asking, self.busy = True, False
        desk.master = self

    @property
    def words(self) -> Words:
        """The program's words in the language of the session."""
        return self.desk.words

    def run(self, finished: Callable[[Outcome], None]) -> int:
        """Hold the quiz to its end and return the exit code; ``finished`` gets the outcome of its first round."""
        desk, first = self.desk, True
        desk.line(self.bank.title.rich(self.session.language), "head")
        count, seed = len(self.session.questions), self.rules.seed
        desk.line(
            self.words("play.start" if seed is not None else "play.start.seedless", count=count, seed=seed), "dim"
        )
        if self.rules.limit is not None:
            desk.line(self.words("play.limit", time=minutes(self.rules.limit)), "dim")
        desk.greet()
        while True:
            ended = self.round()
            closed = self.session.close() if self.rules.exam else self.session
            self.result(closed)
            if first:
                finished(Outcome(session=closed, ended=ended, seconds=self.rules.clock() - self.started))
            if ended != ALL:
                return INTERRUPTED if ended == STOPPED else DONE
            try:
                if not self.offer():
                    return DONE
            except Turn:
                self.take_back()
            except (KeyboardInterrupt, EOFError, TimeOver):
                return DONE
            else:
                self.session, self.kept, first = self.session.again(), [], False

    def round(self) -> str:
        """Ask what the session asks, to its end."""
        try:
            while True:
                while (question := self.session.current) is not None:
                    self.ask(question)
                if self.handed_in():
                    return ALL
        except TimeOver:
            self.desk.line(self.words("play.time-over"), "wrong")
            return TIMED_OUT
        except (KeyboardInterrupt, EOFError):
            return STOPPED

    def handed_in(self) -> bool:
        """Whether an exam whose questions are all answered is handed in; anything else ends by itself."""
        if not (self.rules.exam and self.desk.interactive and self.session.answers):
            return True
        self.asking = False
        try:
            self.desk.line()
            self.desk.hand_in(self.words("play.last"))
        except Turn:
            self.take_back()
            return False
        return True

    def offer(self) -> bool:
        """Whether the learner wants those missed once more. Raises Turn to take the last answer back."""
        missed = len(self.session.missed)
        if self.rules.exam or not missed or not self.desk.interactive:
            return False
        self.asking = False
        self.desk.line()
        return self.desk.yes(self.words("play.retry.one" if missed == 1 else "play.retry", count=missed))

    # -- a question -------------------------------------------------------------------------------

    def ask(self, question: AnyQuestion) -> None:
        """Ask a question until it is answered or left, and tell what the answer is worth."""
        desk = self.desk
        desk.fresh()
        self.shown = self.rules.clock()
        while True:
            self.asking = True
            self.show(question)
            try:
                response = self.respond(question)
                break
            except Turn as turn:
                if turn.to != REPEAT:
                    return self.turn(turn.to)
        duration = round((self.rules.clock() - self.shown) * 1000)
        verdict = grade(question, response, self.session.language)
        self.session = self.session.answer(response, verdict, duration)
        if not self.rules.self_grade:
            self.keep(None)
        if not self.rules.exam:
            from quizgen.play.told import feedback

            self.tell(feedback(self.session.answers[-1], self.bank, desk.language, self.words))
        if self.rules.self_grade:
            self.rate()
        return None

    def turn(self, to: str) -> None:
        """Leave the question shown: it is skipped, or the last answer is taken back."""
        if to == UNDO:
            self.take_back()
            return
        self.session = self.session.skip()
        self.desk.line(self.words("play.skipped"), "dim")

    def take_back(self) -> None:
        """Take the last answer back, here and in the memory."""
        self.session = self.session.undo()
        event = self.kept.pop() if len(self.kept) > len(self.session.answers) else None
        question = self.session.current
        self.desk.line(self.words("play.undone", code=question.code if question else ""), "dim")
        if event is not None:
            self.remember(lambda memory: memory.undone(event))

    def show(self, question: AnyQuestion) -> None:
        """Write a question with all that stands over it."""
        desk, session = self.desk, self.session
        number, total = session.position
        parts = [self.words("play.position", number=number, total=total)]
        if question.topic is not None:
            parts.append(self.bank.topic_name(question.topic, desk.language))
        parts.append(question.code)
        result, score = session.result, ""
        if result.asked and not self.rules.exam:
            score = self.words("play.so-far", right=result.right, asked=result.asked)
        desk.line()
        desk.heading(parts, self.time(), score)
        desk.line(question.stem.rich(desk.language), "head")
        if question.image:
            desk.line(self.words("play.picture", alt=question.image.alt.plain(desk.language)))
        desk.kind(question.kind)
        given = range(session.hints)
        for taken in given[-1:] if isinstance(question, Short | Cloze) else given:
            self.tell_hint(question, taken)

    def time(self) -> str:
        """The time that is left, or without a limit the time that is gone."""
        left = self.time_left()
        if left is not None:
            return self.words("play.left", time=minutes(left))
        return minutes(self.rules.clock() - self.started)

    def respond(self, question: AnyQuestion) -> Response:
        """The learner's response to a question that is shown."""
        desk = self.desk

        def flat(options: Sequence[Option]) -> list[Rich]:
            return [clean(option.text.rich(desk.language), flat=True) for option in options]

        match question:
            case Choice():
                return desk.choose(flat(question.options), lambda: self.struck(question))
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

    def rate(self) -> None:
        """Let the learner rate the last answer, and keep it; left unrated it is kept as it was judged."""
        self.asking = False
        rows = [self.words(f"play.rate.{name}") for name in RATINGS]
        answer = self.session.answers[-1]
        judged = rating_of(
            answer.question.kind, answer.verdict, hints=answer.hints, duration=answer.duration, rating=None
        )
        try:
            while True:
                try:
                    self.keep(self.desk.pick_one(self.words("play.rate"), rows, judged - 1) + 1)
                    return
                except Turn as turn:
                    if turn.to == UNDO:
                        self.take_back()
                        return
        except (KeyboardInterrupt, EOFError, TimeOver):
            self.keep(None)
            raise

    # -- remembering ------------------------------------------------------------------------------

    def keep(self, rating: int | None) -> None:
        """Remember the last answer at once."""
        answer = self.session.answers[-1]
        event: list[str] = []
        self.remember(lambda memory: event.append(memory.answered(
            answer.question, answer.language, answer.response, answer.verdict,
            hints=answer.hints, duration=answer.duration, rating=rating,
        )))  # fmt: skip
        self.kept.append(event[0] if event else None)

    def remember(self, deed: Callable[[Memory], None]) -> bool:
        """Whether the memory could do it; where it is lost, the learner decides whether to go on without.

        Raises KeyboardInterrupt where not.
        """
        if self.memory is None:
            return False
        try:
            deed(self.memory)
        except MemoryLostError as error:
            self.memory = None
            self.desk.line(str(error), "wrong")
            if not self.desk.interactive:
                self.desk.line(self.words("play.memory.gone"))
            elif not self.without_keys(lambda: self.desk.yes(self.words("play.memory.ask"))):
                raise KeyboardInterrupt from None
            return False
        return True

    # -- what a desk asks of the quiz -------------------------------------------------------------

    def time_left(self) -> float | None:
        """Seconds until the quiz ends by itself; None where it does not."""
        if self.rules.limit is None:
            return None
        return self.rules.limit - (self.rules.clock() - self.started)

    def next_language(self) -> str:
        """The name of the bank's next language; its code where the program knows no name."""
        code = self.language_after()
        return self.words.entries.get(f"menu.language.{code}", code)

    def language_after(self) -> str:
        """The bank's language after the session's, the first one after the last."""
        languages = self.bank.languages
        return languages[(languages.index(self.session.language) + 1) % len(languages)]

    def offered(self) -> Sequence[str]:
        """What may be done now besides answering."""
        if self.busy:
            return ()
        names = []
        if self.asking:
            names += [] if self.rules.exam else [HINT]
            names += [SKIP] if len(self.session.waiting) > 1 else []
        names += [UNDO] if self.session.answers else []
        names += [LANGUAGE] if self.asking and len(self.bank.languages) > 1 else []
        return [*names, WRONG]

    def obey(self, name: str, rest: str = "") -> None:
        """Do what a key or a command asks for; returns to ask again, raises Turn or KeyboardInterrupt to leave."""
        if name == QUIT:
            raise KeyboardInterrupt
        if self.busy:
            self.desk.line(self.words("play.no"))
        elif name == TIME:
            self.desk.line(self.time() if self.time_left() is not None else self.words("play.gone", time=self.time()))
        elif name == WRONG:
            self.without_keys(lambda: self.flag(rest))
        elif name not in self.offered() and not (name == REPEAT and self.asking):
            exam = "-exam" if name == HINT else ""
            self.desk.line(self.words(f"play.no.{name}{exam}" if self.asking else "play.no"))
        elif name == HINT:
            self.give_hint()
        elif name == LANGUAGE:
            language = self.language_after()
            self.session = self.session.speak(language)
            self.desk.language, self.desk.words = language, self.words_of(language)
            raise Turn(REPEAT)
        else:
            raise Turn(name)

    def give_hint(self) -> None:
        """Tell the next hint for the question asked, where there is one."""
        question = self.session.current
        if question is None:
            return
        taken = self.session.hints
        if self.tell_hint(question, taken):
            self.session = self.session.hint()
        else:
            self.desk.line(self.words("play.no.more-hints" if taken else "play.no.hint"))

    def tell_hint(self, question: AnyQuestion, taken: int) -> bool:
        """Tell the hint that comes after so many; whether there is one."""
        from quizgen.play.told import hint_lines
        from quizgen.study.hints import hint

        hints = hint(question, taken, self.session.language)
        self.tell(hint_lines(question, hints, self.desk.language, self.words))
        return bool(hints)

    def struck(self, question: Choice) -> Collection[int]:
        """The options that hints have struck out."""
        if not self.session.hints:
            return ()
        from quizgen.study.hints import struck

        return struck(question, self.session.hints)

    def flag(self, remark: str) -> None:
        """Keep that a question is wrong: the one asked, or the one answered last."""
        if self.memory is None:
            self.desk.line(self.words("play.flag.nowhere"))
            return
        found = [(name, question) for name, question in self.meant() if question is not None]
        which = 0
        if len(found) > 1:
            rows = [self.words(f"play.flag.{name}", code=question.code) for name, question in found]
            which = self.desk.pick_one(self.words("play.flag.which"), rows)
        question = found[which][1]
        remark = remark or self.desk.note(self.words("play.flag.ask"))
        if not remark:
            self.desk.line(self.words("play.flag.never"))
        elif self.remember(lambda memory: memory.flagged(question, self.session.language, remark)):
            self.desk.line(self.words("play.flag.kept", code=question.code))

    def meant(self) -> tuple[tuple[str, AnyQuestion | None], ...]:
        """What may be held to be wrong: the question asked, and the one answered last."""
        answers = self.session.answers
        asked = self.session.current if self.asking else None
        return ("this", asked), ("before", answers[-1].question if answers else None)

    def without_keys(self, deed: Callable[[], object]) -> bool:
        """Do something in which no key and no command does anything else; its time is not the question's."""
        begun, self.busy = self.rules.clock(), True
        try:
            return bool(deed())
        finally:
            self.busy = False
            self.shown += self.rules.clock() - begun

    # -- telling ----------------------------------------------------------------------------------

    def tell(self, lines: Iterable[Line]) -> None:
        """Write some lines."""
        for line in lines:
            self.desk.line(*line)

    def result(self, session: Session) -> None:
        """Write what a round came to, and what to look at again."""
        desk, result = self.desk, session.result
        desk.line()
        answered, total = len(self.session.answers), len(session.questions)
        if not self.session.done:
            desk.line(self.words("play.stopped", answered=answered, total=total), "dim")
        if not answered:
            return
        from quizgen.play import told

        if result.asked > answered:
            desk.line(self.words("play.rest", count=result.asked - answered), "dim")
        desk.line(self.words("play.result"), "head")
        desk.results(told.topics(session, self.bank, desk.language, self.words))
        if session.missed:
            desk.line()
            desk.line(self.words("play.missed"), "head")
            self.tell(told.missed(session, self.bank, desk.language, self.words, self.rules.exam))
