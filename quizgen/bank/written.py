"""A bank file written from drafted questions: ids that stay, readable YAML, every text in quotation marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizgen.bank.drafted import Draft, Drafted
from quizgen.bank.dump import (
    Words,
    as_markup,
    inline,
    listed,
    name,
    quoted,
    slug,
    text_lines,
    unique,
)
from quizgen.bank.read import FORMAT
from quizgen.model import AnyQuestion, Bank, Choice, Retired, Short
from quizgen.text import draw_blanks, parse_cloze

_HEADER = """\
# Questions from {origin}, written by: quizgen import
#
#   quizgen check {file}
#   quizgen play {file}
#
# Change them here, or change that file and import it again with --force. That keeps each question's id, and with it
# learners' progress, but it replaces all else in this file. In a text *…* is emphasis, **…** is strong and `…` is
# code; \\ before one of these characters makes it plain.
"""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a written bank says of itself: where it comes from, its file, its id and title."""

    origin: str
    file: str
    bank: str
    title: Words


def write_bank(draft: Draft, heading: Heading, older: Bank | None = None) -> str:
    """The text of a bank file. From ``older``, the bank as it was, questions keep their ids."""
    retired = name_questions(draft, older)
    origin, file = (" ".join(each.split()) for each in (heading.origin, heading.file))
    plain_words = _Writer(marked=False)
    lines = [_HEADER.format(origin=_told(origin), file=_told(file))]
    lines += [
        f"format: {FORMAT}",
        f"bank: {name(heading.bank)}",
        *text_lines("title:", plain_words.text(heading.title), ""),
        f"languages: [{', '.join(map(name, draft.languages))}]",
    ]
    if draft.topics:
        lines += ["", "topics:"]
        for key, text in draft.topics.items():
            lines += text_lines(f"{name(key)}:", plain_words.text(text), "  ")
    if draft.sources:
        lines += ["", "sources:"]
        for key, text in draft.sources.items():
            lines += [f"  {name(key)}:", *text_lines("cite:", plain_words.text(text), "    ")]
            address = next(iter(text.values()))
            if address.startswith(("https://", "http://")) and len(address.split()) == 1 and len(address) > 8:
                lines.append(f"    url: {quoted(address)}")
    lines += ["", "questions:"]
    for question in draft.questions:
        written = _Writer(draft.marked).question(question)
        lines += ["", *written] if lines[-1] != "questions:" else written
    if retired:
        lines += ["", "# Asked no more; decks that learners have are told so.", "retired:"]
        lines += [f"  - {{id: {name(each.id)}, kind: {each.kind}}}" for each in retired]
    return "\n".join(lines) + "\n"


def _told(text: str) -> str:
    """A file name as it may stand in a comment."""
    return "".join(each if each.isprintable() else "?" for each in text)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes questions; ``marked`` says that their texts are in the bank's markup already."""

    marked: bool

    def text(self, words: Words) -> Words:
        """A text as the bank writes it."""
        return words if self.marked else {language: as_markup(text) for language, text in words.items()}

    def option(self, words: Words) -> Words:
        """As ``text``, where a leading @ would name an entity."""
        return {language: f"@{text}" if text.startswith("@") else text for language, text in self.text(words).items()}

    def question(self, question: Drafted) -> Iterator[str]:
        """The lines of a question."""
        indent = "    "
        yield f"  - id: {name(question.id)}"
        yield f"{indent}kind: {question.kind}"
        if question.topic is not None:
            yield f"{indent}topic: {name(question.topic)}"
        stem = {"true-false": "say:", "cloze": "text:"}.get(question.kind, "ask:")
        yield from text_lines(stem, self.text(question.stem), indent)
        if question.picture is not None:
            yield f"{indent}image:"
            yield f"{indent}  file: {quoted(question.picture.name)}"
            yield from text_lines("alt:", self.text(question.picture.alt), indent + "  ")
        yield from self._answer(question, indent)
        if question.explanation is not None:
            yield from text_lines("explain:", self.text(question.explanation), indent)
        if question.sources:
            keys = [name(source) for source in question.sources]
            yield f"{indent}source: {keys[0] if len(keys) == 1 else '[' + ', '.join(keys) + ']'}"

    def _answer(self, question: Drafted, indent: str) -> Iterator[str]:
        match question.kind:
            case "true-false":
                yield f"{indent}truth: {str(question.truth).lower()}"
            case "select":
                yield from self._options("answers:", question.answers, indent)
                yield from self._options("distractors:", question.wrong, indent, question.reasons)
            case "order":
                yield from self._options("items:", question.answers, indent)
            case "match":
                yield f"{indent}pairs:"
                for left, right in zip(question.answers, question.partners, strict=True):
                    yield f"{indent}  - [{inline(self.option(left))}, {inline(self.option(right))}]"
                if question.wrong:
                    yield from self._options("extra:", question.wrong, indent, question.reasons)
            case "choice" | "short":
                yield from text_lines("answer:", self.option(question.answers[0]), indent)
                if question.wrong:
                    yield from self._options("distractors:", question.wrong, indent, question.reasons)
                if len(question.answers) > 1:
                    yield from self._accept(question.answers, indent)

    def _options(
        self, key: str, options: Sequence[Words], indent: str, reasons: Sequence[Words | None] = ()
    ) -> Iterator[str]:
        yield f"{indent}{key}"
        for at, option in enumerate(options):
            reason = reasons[at] if at < len(reasons) else None
            if reason is None:
                yield from text_lines("-", self.option(option), indent + "  ")
            else:
                yield from text_lines("- text:", self.option(option), indent + "  ")
                yield from text_lines("because:", self.text(reason), indent + "    ")

    def _accept(self, answers: Sequence[Words], indent: str) -> Iterator[str]:
        forms = {
            language: [self.text(each)[language] for each in answers[1:] if language in each] for language in answers[0]
        }
        if len({tuple(listed_) for listed_ in forms.values()}) == 1:
            yield f"{indent}accept: {listed(next(iter(forms.values())))}"
            return
        yield f"{indent}accept:"
        for language, own in forms.items():
            yield f"{indent}  {name(language)}: {listed(own)}"


# -- ids ------------------------------------------------------------------------------------------


def name_questions(draft: Draft, older: Bank | None) -> list[Retired]:
    """Give every question its id; those of an older bank that are asked no more come back.

    A question keeps its older id if its kind and its text are the same, or if it alone has the same
    answers; else its id is made from its text, and is none that another kind of question has had.
    """
    language = next((each for each in draft.languages if older and each in older.languages), None)
    taken = {question.id for question in draft.questions if question.id}
    if older is not None and language is not None:
        old = [question for question in older.questions if question.id not in taken]
        _keep(draft.questions, old, taken, lambda q: (q.kind, _stem(q, language, draft)))
        old = [question for question in old if question.id not in taken]
        _keep(draft.questions, old, taken, lambda q: _answers(q, language, draft), alone=True)
    past = _past(older)
    for question in draft.questions:
        if not question.id:
            others = {id_ for id_, kind in past.items() if kind != question.kind}
            question.id = unique(slug(_shown(question, next(iter(question.stem)), draft), "question"), taken | others)
            taken.add(question.id)
    place = older.place if older else None
    return [Retired(id_, kind, place) for id_, kind in past.items() if id_ not in taken and place is not None]


def _past(older: Bank | None) -> dict[str, str]:
    """The kinds of all questions that have been asked, by their ids."""
    if older is None:
        return {}
    asked = {question.id: question.kind for question in older.questions}
    return {**{each.id: each.kind for each in older.retired}, **asked}


_Key = tuple[object, ...]


def _keep(
    new: Sequence[Drafted],
    old: Sequence[AnyQuestion],
    taken: set[str],
    key: Callable[[AnyQuestion | Drafted], _Key],
    *,
    alone: bool = False,
) -> None:
    """Hand on the ids of older questions that have the same key, in their order."""
    waiting: dict[_Key, list[AnyQuestion]] = defaultdict(list)
    for question in old:
        waiting[key(question)].append(question)
    unnamed: dict[_Key, list[Drafted]] = defaultdict(list)
    for drafted in new:
        if not drafted.id:
            unnamed[key(drafted)].append(drafted)
    for each, drafts in unnamed.items():
        if not each or (alone and not len(drafts) == len(waiting[each]) == 1):
            continue
        for drafted, question in zip(drafts, waiting[each], strict=False):
            drafted.id = question.id
            taken.add(question.id)


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())


def _shown(question: Drafted, language: str, draft: Draft) -> str:
    """A drafted stem as it is shown, a cloze with its blanks drawn."""
    stem = question.stem[language]
    if question.kind != "cloze":
        return draft.said(stem)
    text = parse_cloze(stem if draft.marked else as_markup(stem))
    return draw_blanks({language: text}).plain(language)


def _stem(question: AnyQuestion | Drafted, language: str, draft: Draft) -> str:
    if isinstance(question, Drafted):
        return _flat(_shown(question, language, draft))
    return _flat(question.stem.plain(language))


def _answers(question: AnyQuestion | Drafted, language: str, draft: Draft) -> _Key:
    """The answers of a question, by which it is known though its text has been mended; () where they say too little."""
    if isinstance(question, Drafted):
        if question.kind not in ("choice", "short"):
            return ()
        wrong = frozenset(_flat(draft.said(text[language])) for text in question.wrong)
        return (question.kind, _flat(draft.said(question.answers[0][language])), wrong)
    if isinstance(question, Choice):
        texts = [_flat(option.text.plain(language)) for option in question.options]
        return ("choice", texts[question.right], frozenset(texts) - {texts[question.right]})
    if isinstance(question, Short):
        return ("short", _flat(question.typed.answer.plain(language)), frozenset())
    return ()
