"""Two options are opposites or differ by one word, the key is one of them, and another option stands apart.

The eye goes to the two that look alike, and rightly: the writer made the one from the other. Where every option has a
twin, or all differ by the same word, no pair stands out and the check is silent. Proper names ("South Korea", "North
Korea"), numbers and dates do not count.

Level: warning. Source: H28e.

Bad: What happens to water that freezes? — *Its volume grows* · Its volume shrinks · It gives off salt

Better: What happens to water that freezes? — *Its volume grows* · Its weight grows · Its colour fades
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from quizgen.forms import tokens
from quizgen.lint.finding import Finding, Paper, entities_of, is_name, quoted
from quizgen.lint.reading import content_words
from quizgen.model import Option

OPPOSITES = {
    "en": (
        ("more", "less"), ("more", "fewer"), ("rises", "falls"), ("rise", "fall"), ("rose", "fell"),
        ("increase", "decrease"), ("increases", "decreases"), ("increased", "decreased"), ("grows", "shrinks"),
        ("up", "down"), ("before", "after"), ("first", "last"), ("earlier", "later"), ("higher", "lower"),
        ("high", "low"), ("larger", "smaller"), ("large", "small"), ("longer", "shorter"), ("hot", "cold"),
        ("warm", "cold"), ("warmer", "colder"), ("fast", "slow"), ("faster", "slower"), ("with", "without"),
        ("north", "south"), ("east", "west"), ("inside", "outside"), ("open", "closed"), ("opened", "closed"),
        ("accepted", "rejected"), ("accept", "reject"), ("won", "lost"), ("agree", "disagree"), ("strong", "weak"),
        ("stronger", "weaker"), ("positive", "negative"), ("true", "false"), ("yes", "no"), ("left", "right"),
        ("rich", "poor"), ("war", "peace"), ("import", "export"), ("friend", "enemy"),
    ),
    "id": (
        ("lebih", "kurang"), ("naik", "turun"), ("bertambah", "berkurang"), ("meningkat", "menurun"),
        ("membesar", "mengecil"), ("atas", "bawah"), ("sebelum", "sesudah"), ("sebelum", "setelah"),
        ("pertama", "terakhir"), ("awal", "akhir"), ("tinggi", "rendah"), ("besar", "kecil"), ("panjang", "pendek"),
        ("panas", "dingin"), ("cepat", "lambat"), ("dengan", "tanpa"), ("utara", "selatan"), ("timur", "barat"),
        ("dalam", "luar"), ("dibuka", "ditutup"), ("membuka", "menutup"), ("menerima", "menolak"),
        ("diterima", "ditolak"), ("menang", "kalah"), ("setuju", "menolak"), ("kuat", "lemah"),
        ("positif", "negatif"), ("benar", "salah"), ("ya", "tidak"), ("kiri", "kanan"), ("kaya", "miskin"),
        ("perang", "damai"), ("impor", "ekspor"), ("kawan", "lawan"), ("tua", "muda"),
    ),
}  # fmt: skip
"""Words that are each other's opposite: language -> pairs."""


def listed() -> Mapping[str, Sequence[str]]:
    """The opposites as the page of checks lists them."""
    return {language: [f"{one}/{other}" for one, other in pairs] for language, pairs in OPPOSITES.items()}


def find(paper: Paper) -> Iterator[Finding]:
    """Each choice of three options or more by itself."""
    for question in paper.choices(least=3):
        pairs = [
            both
            for both in combinations(question.options, 2)
            if not any(option.size is not None or is_name(option, paper.language) for option in both)
            and _pair(*both, paper)
        ]
        paired = {id(option) for both in pairs for option in both}
        if len(paired) == len(question.options):
            continue
        for both in pairs:
            if question.key in both:
                yield Finding(
                    fault="two options are opposites or differ by one word, and the key is one of them",
                    words=" / ".join(quoted([paper.said(option)]) for option in both),
                    advice="make a pair of the other options too, or word one of the two otherwise",
                    language=paper.language,
                    questions=(question,),
                    entities=entities_of(both),
                )
                break


def _pair(one: Option, other: Option, paper: Paper) -> bool:
    words, others = tokens(paper.said(one)), tokens(paper.said(other))
    if any(word.isdigit() for word in {*words} ^ {*others}):
        return False
    if len(words) == len(others):
        differing = [(word, against) for word, against in zip(words, others, strict=True) if word != against]
        if len(differing) != 1:
            return False
        opposites = OPPOSITES.get(paper.base, ())
        if differing[0] in opposites or differing[0][::-1] in opposites:
            return True
        return bool(content_words(paper.said(one), paper.language) & content_words(paper.said(other), paper.language))
    longer, shorter = sorted((words, others), key=len, reverse=True)
    return (
        len(longer) == len(shorter) + 1
        and len(shorter) > 1
        and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    )
