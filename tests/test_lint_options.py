"""Checks on stems and sets of options: a bad item with its exact message, and a good one, in both languages."""

from __future__ import annotations

import pytest

from quizgen.lint.ranges import cover_everything, read_range
from tests.linting import bank, choice, lines, select, short

BAD_AND_GOOD: list[tuple[str, str, str, list[str]]] = [
    (
        "exhaustive-subset",
        choice(
            "What does the ball do? | Apa yang terjadi pada bola?",
            "It sinks | Tenggelam",
            "It does not sink | Tidak tenggelam",
            "It melts away | Meleleh habis",
        ),
        choice(
            "What does the ball do? | Apa yang terjadi pada bola?",
            "It sinks | Tenggelam",
            "It floats | Mengapung",
            "It melts away | Meleleh habis",
        ),
        [
            (
                "warning exhaustive-subset 'q': some options together cover every case, so the "
                "rest cannot be right: 'It sinks', 'It does not sink' (en), 'Tenggelam', 'Tidak "
                "tenggelam' (id); replace one of them, or divide all cases among all options"
            )
        ],
    ),
    (
        "exhaustive-subset",
        choice(
            "How many moons has Mars? | Berapa bulan yang dimiliki Mars?",
            "Fewer than 3 | Kurang dari 3",
            "3 or more | 3 atau lebih",
            "Five | Lima",
        ),
        choice(
            "How many moons has Mars? | Berapa bulan yang dimiliki Mars?",
            "Fewer than 3 | Kurang dari 3",
            "3 to 6 | 3 sampai 6",
            "7 or more | 7 atau lebih",
        ),
        [
            (
                "warning exhaustive-subset 'q': some options together cover every case, so the "
                "rest cannot be right: 'Fewer than 3', '3 or more' (en), 'Kurang dari 3', '3 atau"
                " lebih' (id); replace one of them, or divide all cases among all options"
            )
        ],
    ),
    (
        "all-or-none",
        choice(
            "What do plants need? | Apa yang dibutuhkan tanaman?",
            "All of the above | Semua di atas",
            "Light | Cahaya",
            "Water | Air",
        ),
        select(
            "Which of these do plants need? | Mana yang dibutuhkan tanaman?",
            ["Light | Cahaya", "Water | Air"],
            ["Salt | Garam"],
        ),
        [
            (
                "warning all-or-none 'q': an option speaks of the other options: 'All of the "
                "above' (en), 'Semua di atas' (id); replace it; for several right answers write a"
                " question of the kind 'select'"
            )
        ],
    ),
    (
        "all-or-none",
        choice(
            "What do plants need? | Apa yang dibutuhkan tanaman?",
            "All of them are right | Semua jawaban benar",
            "Light | Cahaya",
            "Water | Air",
        ),
        choice("What do plants need? | Apa yang dibutuhkan tanaman?", "Light | Cahaya", "Salt | Garam", "Sugar | Gula"),
        [
            (
                "warning all-or-none 'q': an option speaks of the other options: 'All of them are "
                "right' (en), 'Semua jawaban benar' (id); replace it; for several right answers "
                "write a question of the kind 'select'"
            )
        ],
    ),
    (
        "all-or-none",
        choice(
            "What do plants need? | Apa yang dibutuhkan tanaman?",
            "Light | Cahaya",
            "Salt | Garam",
            "A and B | A dan B benar",
        ),
        choice("What do plants need? | Apa yang dibutuhkan tanaman?", "Light | Cahaya", "Salt | Garam", "Sugar | Gula"),
        [
            (
                "warning all-or-none 'q': an option speaks of the other options: 'A and B' (en), "
                "'A dan B benar' (id); replace it; for several right answers write a question of "
                "the kind 'select'"
            )
        ],
    ),
    (
        "negative-stem",
        choice(
            ("Which of these planets does not have a moon? | Planet mana yang tidak memiliki bulan?"),
            "Venus",
            "Mars",
            "Saturn | Saturnus",
        ),
        choice(
            ("Which of these planets does *not* have a moon? | Planet mana yang TIDAK memiliki bulan?"),
            "Venus",
            "Mars",
            "Saturn | Saturnus",
        ),
        [
            (
                "warning negative-stem 'q': the stem is negative and a reader may overlook it: "
                "'not' (en), 'tidak' (id); ask for what is so, or emphasise the word: *…*"
            )
        ],
    ),
    (
        "order",
        choice("How long is the river? | Berapa panjang sungai itu?", "5 km", "20 km", "10 km"),
        choice("How many kilometres long is the river? | Berapa kilometer panjang sungai itu?", "5", "20", "10"),
        [
            (
                "warning order 'q': the options differ in their numbers, but do not always stand "
                "in order: '5 km', '10 km', '20 km' (en, id); leave the numbers alone and put the"
                " words around them into the stem"
            )
        ],
    ),
    (
        "duplicate-option",
        choice(
            "Where does the tram stop? | Di mana trem berhenti?",
            "Café Rio | Kafe Rio",
            "Cafe Rio. | Kafe Río",
            "Pasar Baru",
        ),
        choice(
            "Where does the tram stop? | Di mana trem berhenti?",
            "Café Rio | Kafe Rio",
            "Pizza Lima | Piza Lima",
            "Pasar Baru",
        ),
        [
            (
                "warning duplicate-option 'q': two options read the same but for marks, capitals "
                "or an article: 'Café Rio' / 'Cafe Rio.' (en), 'Kafe Rio' / 'Kafe Río' (id); "
                "change or drop one of the two"
            )
        ],
    ),
    (
        "duplicate-option",
        choice("How many players are there? | Berapa pemainnya?", "11", "10 or more | 10 atau lebih", "9"),
        choice("How many players are there? | Berapa pemainnya?", "11", "12", "9"),
        [
            (
                "warning duplicate-option 'q': one option lies inside another: '11' / '10 or "
                "more' (en), '11' / '10 atau lebih' (id); change or drop one of the two"
            )
        ],
    ),
    (
        "homogeneous",
        choice("How high is it? | Berapa tingginya?", "300", "400", "Very high | Tinggi"),
        choice("How high is it? | Berapa tingginya?", "300", "400", "500"),
        [
            (
                "warning homogeneous 'q': some options are numbers or dates and others are not: "
                "'Very high' (en), 'Tinggi' (id); give all options one kind and one form"
            )
        ],
    ),
    (
        "homogeneous",
        choice(
            "What did he say? | Apa katanya?", "He left. | Ia pergi.", "She left | Dia pergi", "We left | Kita pergi"
        ),
        choice("What did he say? | Apa katanya?", "He left | Ia pergi", "She left | Dia pergi", "We left | Kita pergi"),
        [
            (
                "warning homogeneous 'q': some options end in a full stop and others do not: 'He "
                "left.' (en), 'Ia pergi.' (id); give all options one kind and one form"
            )
        ],
    ),
    (
        "cover",
        choice(
            "Which of the following is true? | Manakah yang benar?",
            "Whales breathe air | Paus menghirup udara",
            "Snakes grow teeth | Ular bergigi",
            "Crows lay gold | Gagak bertelur emas",
        ),
        choice(
            "How do whales get oxygen? | Bagaimana paus memperoleh oksigen?",
            "From the air | Dari udara",
            "From the sea | Dari laut",
            "From the sand | Dari pasir",
        ),
        [
            (
                "warning cover 'q': the stem alone asks nothing: 'Which of the following is "
                "true?' (en), 'Manakah yang benar?' (id); say in the stem what it is about, so "
                "that it can be answered"
            )
        ],
    ),
    (
        "cover",
        short("The treaty of 1648 | Perjanjian 1648", "Westphalia | Westfalen"),
        short("Name the treaty of 1648 | Sebutkan perjanjian 1648", "Westphalia | Westfalen"),
        [
            (
                "warning cover 'q': the stem does not ask: 'The treaty of 1648' (en), 'Perjanjian"
                " 1648' (id); write a whole question, or say what is to be done"
            )
        ],
    ),
    (
        "answer-in-stem",
        choice(
            "Whose territory is the British Isles? | Wilayah siapakah Kepulauan British?", "British", "French", "Dutch"
        ),
        choice("Whose territory is Dover? | Wilayah siapakah Dover?", "British", "French", "Dutch"),
        [
            (
                "warning answer-in-stem 'q': the answer stands in its own stem: 'British' (en, "
                "id); word the stem without it"
            )
        ],
    ),
    (
        "answer-in-stem",
        short("Who wrote the diary of Anne Frank? | Siapa yang menulis buku harian Anne Frank?", "Anne Frank"),
        short(
            ("Who wrote the diary in the back house? | Siapa yang menulis buku harian di rumah belakang?"), "Anne Frank"
        ),
        [
            (
                "warning answer-in-stem 'q': the answer stands in its own stem: 'Anne Frank' (en,"
                " id); word the stem without it"
            )
        ],
    ),
    (
        "parity",
        short("Who won in 1966? | Siapa yang menang pada 1996?", "England | Inggris"),
        short("Who won in July 1966? | Siapa yang menang pada Juli 1966?", "England | Inggris"),
        [
            (
                "warning parity 'q': the stem has other numbers or dates in one language than in "
                "another: 1966 (en), 1996 (id); say the same in every language"
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


GOOD = [
    choice("Which city hosts the court? | Kota mana yang menjadi tempat mahkamah?", "Hague | Den Haag", "Bern", "Oslo"),
    choice("Which league plays in Serie A? | Cabang apa yang bertanding di Seri A?", "Chess | Catur", "Iron", "Golf"),
    choice(
        "Where is Doctors Without Borders at home? | Di mana kantor Doctors Without Borders?", "Bern", "Oslo", "Rome"
    ),
    choice("Besides Japan, where did he go? | Selain Jepang, ke mana ia pergi?", "Bern", "Oslo", "Rome"),
    choice(
        "What came of the sailors? | Apa nasib para pelaut?",
        "All of them drowned | Semua tenggelam",
        "All of them swam off | Semua selamat",
        "Their ship was burnt | Kapal terbakar",
    ),
    choice(
        "Why did the plan fail? | Mengapa rencana itu gagal?",
        "It rained for a week | Hujan turun seminggu",
        "Not everyone agreed | Tidak semua setuju",
        "Nearly all fell ill | Hampir semua sakit",
    ),
    choice("Where is the seat? | Di mana kantornya?", "the U.S. | A.S.", "the Hague | Leo", "the Crimea | Yeo"),
    choice("Is the flag red, green or blue? | Apakah bendera itu red, green atau blue?", "red", "green", "blue"),
]
"""More items that no check may speak of."""


@pytest.mark.parametrize("item", GOOD)
def test_a_fair_item_passes_every_check(item: str) -> None:
    """Short names, capitals, abbreviations, hedged words and what merely looks like a flaw are none."""
    assert lines(bank(item)) == []


@pytest.mark.parametrize(
    ("language", "said", "covered"),
    [
        ("en", ("fewer than 3", "3 or more"), True),
        ("en", ("up to 3", "4 or more"), True),
        ("en", ("up to 3", "more than 3"), True),
        ("en", ("under 2.5", "2.5 or over"), True),
        ("en", ("before 1990", "1990–1999", "2000 or later"), True),
        ("en", ("fewer than 3", "more than 3"), False),
        ("en", ("fewer than 3", "4 or more"), False),
        ("en", ("up to 3", "more than 4"), False),
        ("en", ("up to 2.5", "3.5 or over"), False),
        ("en", ("fewer than 3 cats", "3 or more dogs"), False),
        ("en", ("3 or more", "5 or more"), False),
        ("id", ("kurang dari 3", "3 atau lebih"), True),
        ("id", ("hingga 1.000", "lebih dari 1.000"), True),
        ("id", ("sebelum 1990", "sesudah 1990"), False),
    ],
)
def test_ranges_cover_every_case_only_if_they_leave_no_number_out(
    language: str, said: tuple[str, ...], covered: bool
) -> None:
    """A number that lies between two ranges may be the key; between whole numbers there is none."""
    found = [read_range(each, language) for each in said]
    assert cover_everything([each for each in found if each is not None]) is covered
    assert None not in found
