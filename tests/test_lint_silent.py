"""Items that look like flawed ones and are fair: what each check must let pass, in both languages."""

from __future__ import annotations

import pytest

from tests.linting import bank, choice, judge, lines, short
from tests.test_lint_bank import BRIDGE, WHY, of

ASK = "What is it? Name the thing. | Apa itu? Sebutkan bendanya."

FAIR = {
    "a key a third longer than the rest": choice(
        ASK, "a small mill for the salt of the coast | penggiling kecil untuk garam pantai",
        "a small saw for long boards | gergaji kecil untuk papan",
        "a large jar for olive oils | guci besar minyak zaitun",
    ),
    "a long key beside a longer wrong option": choice(
        ASK, "a mill in which salt is ground | gilingan tempat garam", "a saw | gergaji", "a jar | guci",
        "a lamp that burns for whole nights | lampu yang menyala semalaman",
    ),
    "an absolute word in a title": choice(
        ASK, "the song of a lark | lagu si burung", "the film Always Mine | film Selalu Milikku", "the dance | tarian"
    ),
    "an absolute word that is quoted": choice(
        ASK, "the word “perhaps” | kata “mungkin”", "a cry of “never” | seruan “tidak pernah”", "the sign | tanda"
    ),
    "a vague word that is quoted": judge("He said “often” and left. | Ia berkata “sering” lalu pergi.", True),
    "a vague word in a name": choice(ASK, "Rarely Pure | Jarang Murni", "Old Salt | Garam Tua", "Red Sand | Pasir Api"),
    "each option with a word of the stem of its own": choice(
        "Which desert, forest or swamp animal? | Hewan gurun, hutan atau rawa yang mana?",
        "A desert fox | Rubah gurun", "A forest owl | Kukang hutan", "A swamp rat | Tikus rawa",
    ),
    "two names that differ by one word": choice(
        "Which state is it? | Negara apakah itu?", "South Korea | Korea Selatan", "North Korea | Korea Utara", "Japan"
    ),
    "a pair of wrong options": choice(
        "What does ice do? | Apa yang terjadi pada es?", "It gives off salt | Garamnya keluar",
        "Its volume grows | Volumenya bertambah", "Its volume shrinks | Volumenya berkurang",
    ),
    "a negation in capitals": short("Which planet has NOT one moon? | Planet apa yang TIDAK berbulan?", "Venus"),
    "a negation in what is told before": short(
        "It did not rain. Which month was it? | Hujan tidak turun. Bulan apa itu?", "March | Maret"
    ),
    "a negation that contrasts": short(
        "Which animal, not a fish, swims there? | Hewan apa, bukan ikan, yang berenang di sana?", "Whale | Paus"
    ),
    "two numbers with a unit": choice("How long is it? | Berapa panjangnya?", "10 km", "5 km"),
    "a gap at the end": short("The capital of Japan: ____ | Ibu kota Jepang: ____", "Tokyo"),
    "a month in the explanation of one language": short(
        ASK, "Moss | Lumut", more='explain: {en: "It was seen in July.", id: "Terlihat musim panas."}'
    ),
    "a zero before a figure": short("Who rang at 09 that day? | Siapa menelepon pukul 9 hari itu?", "Anna"),
    "a capital behind an article": choice(ASK, "the Roman wall | tembok", "the temple | kuil", "the palace | istana"),
    "a plural of two options": choice(ASK, "Three rivers | Tiga sungai", "A big spring | Mata air"),
    "versions that are equal as numbers": choice(ASK, "3.10 | 3,10", "3.1 | 3,1", "3.2 | 3,2"),
}  # fmt: skip


@pytest.mark.parametrize("item", FAIR.values(), ids=FAIR)
def test_what_only_looks_like_a_flaw_passes_every_check(item: str) -> None:
    """A check that cries wolf is soon ignored."""
    assert lines(bank(item)) == []


CUES = {
    "no key": ("The Lisbon bridge was opened in a storm.", "Jembatan Lisabon dibuka saat badai."),
    "one word in common": ("She left Lisbon in 1966.", "Ia meninggalkan Lisabon pada 1966."),
}


@pytest.mark.parametrize("said", CUES.values(), ids=CUES)
def test_a_sentence_without_the_key_or_on_something_else_is_no_cue(said: tuple[str, str]) -> None:
    """It takes the key and half of what the stem is about, two words at least."""
    told = WHY.replace("The Lisbon bridge was opened in 1966.", said[0])
    assert of("cueing", bank(BRIDGE, told.replace("Jembatan Lisabon dibuka pada 1966.", said[1]))) == []


@pytest.mark.parametrize(("truth", "told"), [(True, 1), (False, 0)])
def test_a_false_statement_is_no_cue(truth: bool, told: int) -> None:
    """Nobody learns a key from what is not so."""
    statement = judge("The Lisbon bridge was opened in 1966. | Jembatan Lisabon dibuka pada 1966.", truth, "s")
    assert len(of("cueing", bank(BRIDGE, statement))) == told


def test_a_key_without_its_article_in_the_stem_is_told() -> None:
    """With "CHEY Institute" the stem names "the CHEY Institute"."""
    ask = "Whose hall is the big CHEY Institute hall? | Aula siapakah aula besar the CHEY Institute?"
    assert of("answer-in-stem", bank(short(ask, "a CHEY Institute | the CHEY Institute"))) == [
        "6:5: warning answer-in-stem 'q': the answer stands in its own stem: 'a CHEY Institute' (en), "
        "'the CHEY Institute' (id); word the stem without it"
    ]


def test_a_number_written_in_two_ways_is_one_number() -> None:
    """Thousands with a mark and without one."""
    assert of("duplicate-option", bank(choice(ASK, "1000", "1,000 | 1.000", "2000"))) == [
        "6:5: warning duplicate-option 'q': two options are the same number: '1000' / '1,000' (en), "
        "'1000' / '1.000' (id); change or drop one of the two"
    ]


def test_a_few_choices_do_not_tell_where_the_key_likes_to_stand() -> None:
    """Eight are needed."""
    few = [
        choice(f"Which number has card {at}? | Berapa angka kartu {at}?", "15", "10", "20", id_=f"q{at}")
        for at in "abcdefg"
    ]
    assert lines(bank(*few)) == []
