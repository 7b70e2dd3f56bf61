"""An option says "all of the above", "none of the above" or joins other options.

Whoever sees that two options are right chooses "all of the above" without a look at the third; whoever knows that one
is wrong drops it at once. "None of the above" shows what a learner can exclude, not what they know. And the options
are shown in another order each time, so nothing stays above. To ask for several right answers, write a question of
the kind `select`.

Level: warning. Source: N.

Bad: What do plants need? — Light · Water · *All of the above*

Better: Which of these do plants need? Choose all that apply. — *Light* · *Water* · Salt
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.lint.finding import Finding, Paper, entities_of, quoted
from quizgen.model import Option

WORDS = {
    "en": (
        "all of the above", "none of the above", "both of the above", "all of these", "none of these", "all the above",
        "any of the above", "neither of the above", "all of them", "none of them", "both of these", "both of them",
        "neither of these", "all are correct", "all are right", "both are correct", "both are right", "none is correct",
        "neither is correct",
    ),
    "id": (
        "semua di atas", "semua yang di atas", "semua jawaban di atas", "semua jawaban benar", "semua benar",
        "semuanya benar", "semua salah", "semuanya salah", "bukan salah satu di atas", "bukan semuanya",
        "tidak ada yang benar", "tidak satu pun di atas", "tidak ada jawaban yang benar", "tidak ada di atas",
        "salah semua", "benar semua", "keduanya benar", "keduanya salah",
    ),
}  # fmt: skip

_JOINED = {
    "en": re.compile(r"(?:both )?\(?[a-h]\)?(?:, \(?[a-h]\)?)*,? (?:and|or) \(?[a-h]\)?"),
    "id": re.compile(r"(?:baik )?\(?[a-h]\)?(?:, \(?[a-h]\)?)*,? (?:dan|atau|maupun) \(?[a-h]\)?(?: benar)?"),
}
"""Options that name other options by their letters: "A and C"."""


_OF_OPTIONS = {
    "en": re.compile(
        r"(?:(?:is|are|may be|can be) )?(?:correct|right|true|wrong|false|answers?|options?|statements?)\b"
    ),
    "id": re.compile(r"(?:(?:itu|adalah) )?(?:benar|betul|tepat|salah|jawaban|pilihan|pernyataan)\b"),
}
"""How such an option may go on; "all of them drowned" speaks of sailors."""


def joins(said: str, base: str) -> bool:
    """True for an option that speaks of the other options."""
    plain = said.strip(" .!").casefold()
    for phrase in WORDS.get(base, ()):
        if plain == phrase or (plain.startswith(phrase + " ") and _OF_OPTIONS[base].match(plain, len(phrase) + 1)):
            return True
    letters = _JOINED.get(base)
    return bool(letters and letters.fullmatch(plain))


def find(paper: Paper) -> Iterator[Finding]:
    """Each question by itself."""
    for question in paper.offers():
        found: list[Option] = [option for option in question.options if joins(paper.said(option), paper.base)]
        if found:
            yield Finding(
                fault="an option speaks of the other options",
                words=quoted(paper.said(option) for option in found),
                advice="replace it; for several right answers write a question of the kind 'select'",
                language=paper.language,
                questions=(question,),
                entities=entities_of(found),
            )
