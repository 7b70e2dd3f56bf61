"""An example or two of each command, as they stand at the end of its help and on the page of commands."""

from __future__ import annotations

from collections.abc import Mapping

EXAMPLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "play": (
        ("quizgen play", "ten mixed questions of the bank at hand"),
        ("quizgen play -t dates -k choice -n 5", "five choices on one topic"),
        ("quizgen play --exam --minutes 30 --report result.html", "an exam, with a report for the teacher"),
    ),
    "review": (
        ("quizgen review", "what is due today, and up to ten new questions"),
        ("quizgen review --new 0 -n 15", "fifteen at most, and nothing new"),
    ),
    "stats": (
        ("quizgen stats", "a screen of figures"),
        ("quizgen stats --svg progress.svg", "the same as a picture"),
    ),
    "progress": (
        ("quizgen progress path", "which file it is"),
        ("quizgen progress export -o progress.jsonl", "to take along"),
    ),
    "progress path": (("quizgen progress path", "which file it is"),),
    "progress export": (("quizgen progress export -o progress.jsonl", "everything, to take along"),),
    "progress import": (
        ("quizgen progress import progress.jsonl", "what another computer exported"),
        ("quizgen progress import collection.anki2", "what was reviewed in Anki"),
    ),
    "progress rebuild": (("quizgen progress rebuild", "changes nothing where all is well"),),
    "progress forget": (("quizgen progress forget --bank nato-visit-2023", "asks before it deletes"),),
    "progress flags": (("quizgen progress flags questions.yaml", "what learners say of this bank's questions"),),
    "deck": (
        ("quizgen deck -o visit.apkg", "the deck, over its older self if there is one"),
        ("quizgen deck -l en,id --style recall -o both.apkg", "typed answers only, Indonesian on the backs"),
    ),
    "handout": (
        ("quizgen handout -n 20 --key -o paper.pdf", "a worksheet with its key"),
        ("quizgen handout -n 20 --versions 3 -o exam.pdf", "three parallel forms"),
        ("quizgen handout -l en,id -o quiz.html", "the quiz as a page for a browser"),
    ),
    "mark": (
        ("quizgen mark key.csv answers.csv", "tables on the screen"),
        ("quizgen mark key.csv answers.csv -o report.pdf --notes notes.pdf", "a report, and a note for each learner"),
    ),
    "export": (
        ("quizgen export --to moodle -o quiz.xml", "for Moodle's question bank"),
        ("quizgen export --to kahoot -n 20 -o quiz.xlsx", "twenty questions for Kahoot"),
    ),
    "list": (
        ("quizgen list -t aims", "the questions of one topic"),
        ("quizgen list --format json", "a JSON object a line, for programs"),
    ),
    "check": (
        ("quizgen check capitals.yaml", "every mistake, each with its line"),
        ("quizgen check --explain", "also what was not made, and why"),
    ),
    "build": (("quizgen build -o decks", "decks, papers, pages and files, all in one folder"),),
    "new": (("quizgen new ibu-kota.yaml -l id", "a small bank in Indonesian"),),
    "import": (
        ("quizgen import questions.xlsx", "a teacher's table"),
        ("quizgen import quiz.xml -o bank.yaml", "what Moodle exported"),
    ),
    "schema": (("quizgen schema -o quizgen.schema.json", "beside your banks, for your editor"),),
}
"""Command → its examples: the line, and what it is for."""


def epilog(command: str) -> str:
    """The end of a command's help: its examples, in columns."""
    examples = EXAMPLES[command]
    width = max(len(line) for line, _ in examples)
    told = "\n".join(f"  {line:<{width}}  {what}" for line, what in examples)
    return f"{'example' if len(examples) == 1 else 'examples'}:\n{told}"
