"""All targets by name."""

from __future__ import annotations

from collections.abc import Mapping

from tests.fuzz import readers, tables, writers
from tests.fuzz.run import Target

TARGETS: Mapping[str, Target] = {
    "bank": readers.bank_bytes,
    "tree": readers.bank_tree,
    "image": readers.images,
    "gift": readers.importing("gift"),
    "moodle": readers.importing("moodle"),
    "quizlet": readers.importing("quizlet"),
    "anki": readers.anki,
    "table": tables.table,
    "roster": tables.roster,
    "marking": tables.marking,
    "header": tables.header,
    "ids": tables.ids,
    "journal": readers.journal,
    "progress": readers.progress,
    "old-deck": readers.old_deck,
    "reviews": readers.anki_reviews,
    "grade": writers.grading,
    "markup": writers.markup,
    "write": writers.writing,
}
"""Name -> what is fed."""
