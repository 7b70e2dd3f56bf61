"""Checks on words that give the key away: a bad item with its exact message, and a good one, in both languages."""

from __future__ import annotations

import pytest

from tests.linting import bank, choice, judge, lines, select

BAD_AND_GOOD: list[tuple[str, str, str, list[str]]] = [
    (
        "longest-answer",
        choice(
            "What does a glacier do? | Apa yang dilakukan gletser?",
            ("It wears down the rock beneath it over ages | Mengikis batuan di bawahnya selama ribuan tahun"),
            "It hardens the sand | Mengeraskan pasir",
            "It fills up the sea | Menimbun laut",
        ),
        choice(
            "What does a glacier do? | Apa yang dilakukan gletser?",
            "It wears down the rock | Mengikis batuan",
            "It hardens the sand | Mengeraskan pasir",
            "It fills up a valley | Menimbun lembah",
        ),
        [
            (
                "warning longest-answer 'q': the key is much longer than the wrong options: 43 "
                "characters against 19, 19 (en), 47 characters against 13, 17 (id); shorten the "
                "key, or say as much in a wrong option"
            )
        ],
    ),
    (
        "absolute-terms",
        choice(
            "Why do leaves fall? | Mengapa daun gugur?",
            "The tree saves water | Pohon menghemat air",
            "The wind always tears them off | Angin selalu merontokkannya",
            "The sun dries them | Matahari mengeringkannya",
        ),
        choice(
            "Why do leaves fall? | Mengapa daun gugur?",
            "The tree saves water | Pohon menghemat air",
            "The wind tears them off | Angin merontokkannya",
            "The sun dries them | Matahari mengeringkannya",
        ),
        [
            (
                "warning absolute-terms 'q': an absolute word stands in wrong options only: "
                "'always' (en), 'selalu' (id); leave it out, or let the key and a wrong option "
                "both have one"
            )
        ],
    ),
    (
        "absolute-terms",
        choice(
            "Where do pandas live? | Di mana panda hidup?",
            "Only in China | Hanya di China",
            "In Japan and Korea | Di Jepang dan Korea",
            "In India and Nepal | Di India dan Nepal",
        ),
        choice(
            "Where do pandas live? | Di mana panda hidup?",
            "Only in China | Hanya di China",
            "Only in Japan | Hanya di Jepang",
            "In India | Di India",
        ),
        [
            (
                "note absolute-terms 'q': an absolute word stands in the key only: 'only' (en); "
                "leave it out, or let the key and a wrong option both have one"
            )
        ],
    ),
    (
        "absolute-terms",
        judge("Whales never breathe air. | Paus tidak pernah menghirup udara.", False),
        judge("Whales never breathe water. | Paus tidak pernah menghirup air.", True),
        [
            (
                "warning absolute-terms 'q': an absolute word gives a false statement away: "
                "'never' (en), 'tidak pernah' (id); state something that is false without it"
            )
        ],
    ),
    (
        "vague-terms",
        choice(
            "When does the fox hunt? | Kapan rubah berburu?",
            "Usually at night | Biasanya malam",
            "At noon | Tengah hari",
            "At dawn | Saat fajar",
        ),
        choice(
            "When does the fox hunt? | Kapan rubah berburu?",
            "After dusk | Setelah senja",
            "At noon | Tengah hari",
            "At dawn | Saat fajar",
        ),
        [
            (
                "warning vague-terms 'q': a vague word stands in an option: 'usually' (en), "
                "'biasanya' (id); say how often, how many or when"
            )
        ],
    ),
    (
        "vague-terms",
        judge("It often rains in Bogor. | Di Bogor sering turun hujan.", True),
        judge(("It rains in Bogor on half of all days. | Di Bogor turun hujan pada separuh hari dalam setahun."), True),
        [
            (
                "warning vague-terms 'q': a vague word makes it arguable whether the statement is"
                " true: 'often' (en), 'sering' (id); say how often, how many or when"
            )
        ],
    ),
    (
        "clang",
        choice(
            "Which animal lives in the desert? | Hewan apa yang hidup di gurun?",
            "The desert fox | Rubah gurun",
            "The otter | Berang-berang",
            "The reindeer | Rusa kutub",
        ),
        choice(
            "Which animal lives in the desert? | Hewan apa yang hidup di gurun?",
            "The fennec | Fenek",
            "The otter | Berang-berang",
            "The reindeer | Rusa kutub",
        ),
        [
            (
                "warning clang 'q': the stem's own words stand in the key and in no wrong option:"
                " 'desert' (en), 'gurun' (id); word the stem or the key otherwise, or let a wrong"
                " option have the word too"
            )
        ],
    ),
    (
        "clang",
        select(
            "Which of these weapons belong to knights? | Mana senjata milik kesatria berikut?",
            ["A knight's lance | Tombak kesatria", "A knight's sword | Pedang kesatria"],
            ["A cannon | Meriam"],
        ),
        select(
            "Which of these weapons belong to knights? | Mana senjata milik kesatria berikut?",
            ["A lance | Tombak", "A knight's sword | Pedang kesatria"],
            ["A cannon | Meriam"],
        ),
        [
            (
                "warning clang 'q': the stem's own words stand in the key and in no wrong option:"
                " 'knight' (en), 'kesatria' (id); word the stem or the key otherwise, or let a "
                "wrong option have the word too"
            )
        ],
    ),
    (
        "grammar-cue",
        choice("A frog is an | Katak adalah", "amphibian | amfibi", "reptile | reptil", "mammal | mamalia"),
        choice(
            "What is a frog? | Apakah katak itu?", "An amphibian | Amfibi", "A reptile | Reptil", "A mammal | Mamalia"
        ),
        [
            (
                "warning grammar-cue 'q': the stem ends in 'an', which does not fit every option:"
                " 'mammal', 'reptile' (en); ask a whole question, or put the article into the "
                "options"
            )
        ],
    ),
    (
        "grammar-cue",
        choice(
            "Who signed it? | Siapa yang menandatanganinya?",
            "the king | raja",
            "Queen Anne | Ratu Anne",
            "Pope Paul | Paus Paulus",
        ),
        choice(
            "Who signed it? | Siapa yang menandatanganinya?",
            "King Carl | Raja Karl",
            "Queen Anne | Ratu Anne",
            "Pope Paul | Paus Paulus",
        ),
        [
            (
                "warning grammar-cue 'q': the key alone differs from the other options in its "
                "article: 'the king' (en); give all options one form"
            ),
            (
                "warning grammar-cue 'q': the key alone differs from the other options in the "
                "case of its first letter: 'raja' (id); give all options one form"
            ),
        ],
    ),
    (
        "grammar-cue",
        choice(
            "What feeds the lake? | Apa yang mengaliri danau itu?",
            "Three rivers | Tiga sungai",
            "A spring | Mata air",
            "A glacier | Gletser",
        ),
        choice(
            "What feeds the lake? | Apa yang mengaliri danau itu?",
            "Three rivers | Tiga sungai",
            "Two springs | Dua mata air",
            "A glacier | Gletser",
        ),
        [
            (
                "warning grammar-cue 'q': the key alone differs from the other options in its "
                "article: 'Three rivers' (en); give all options one form"
            ),
            (
                "warning grammar-cue 'q': the key alone differs from the other options in its "
                "number: 'Tiga sungai' (id); give all options one form"
            ),
        ],
    ),
    (
        "convergence",
        choice(
            "Which colours has the flag? | Apa warna bendera itu?",
            "Red and white | Merah dan putih",
            "Red and green | Merah dan hijau",
            "Blue and white | Biru dan putih",
        ),
        choice(
            "Which colours has the flag? | Apa warna bendera itu?",
            "Red and white | Merah dan putih",
            "Red and green | Merah dan hijau",
            "Blue and green | Biru dan hijau",
        ),
        [
            (
                "warning convergence 'q': the key alone shares the most words with the other "
                "options: 'red', 'white' (en), 'merah', 'putih' (id); let the wrong options share"
                " words with each other too"
            )
        ],
    ),
    (
        "pair",
        choice(
            "What happens to water that freezes? | Apa yang terjadi pada air yang membeku?",
            "Its volume grows | Volumenya bertambah",
            "Its volume shrinks | Volumenya berkurang",
            "It gives off salt | Garamnya keluar",
        ),
        choice(
            "What happens to water that freezes? | Apa yang terjadi pada air yang membeku?",
            "Its volume grows | Volumenya bertambah",
            "Its colour fades | Warnanya memudar",
            "It gives off salt | Garamnya keluar",
        ),
        [
            (
                "warning pair 'q': two options are opposites or differ by one word, and the key "
                "is one of them: 'Its volume grows' / 'Its volume shrinks' (en), 'Volumenya "
                "bertambah' / 'Volumenya berkurang' (id); make a pair of the other options too, "
                "or word one of the two otherwise"
            )
        ],
    ),
]


@pytest.mark.parametrize(("check", "bad", "good", "told"), BAD_AND_GOOD)
def test_a_check_names_the_words_of_a_bad_item_and_is_silent_on_its_better_twin(
    check: str, bad: str, good: str, told: list[str]
) -> None:
    """The line has the words in both languages and what to do; the better item passes every check."""
    found = [line for line in lines(bank(bad)) if line.split()[2] == check]
    assert found == [f"6:5: {line}" for line in told]
    assert lines(bank(good)) == []
