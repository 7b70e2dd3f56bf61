"""Checks that look at entities, at several questions, or at the bank as a whole."""

from __future__ import annotations

import pytest

from quizgen.lint.registry import CHECKS
from tests.linting import HEAD, bank, choice, lines, select, short

CITIES = """\
entities:
  seoul: {kind: city, name: Seoul, accept: [Hanyang]}
  tokyo: {kind: city, name: Tokyo}
  osaka: {kind: city, name: Osaka}
  kim: {kind: person, name: Kim Gu}
  jeju: {kind: city, name: Jeju}
"""
"""Six lines; the questions then begin on line 12."""

SOURCES = "sources: {atlas: {cite: Atlas}}\n"

WHERE = "Where is it? | Di mana letaknya?"


def of(check: str, text: str) -> list[str]:
    """The lines of one check."""
    return [line for line in lines(text) if line.split()[2] == check]


def test_another_name_of_the_key_among_the_wrong_options_is_an_error() -> None:
    """Whoever chooses it is right and marked wrong."""
    told = of("duplicate-option", bank(choice(WHERE, "@seoul", "Hanyang", "@tokyo"), before=CITIES))
    both = " / ".join(sorted(("'Seoul'", "'Hanyang'"), key=told[0].index))
    assert told == [
        f"12:5: error duplicate-option 'q': a wrong option is another name of the key: {both} (en, id); "
        "change or drop one of the two"
    ]
    assert lines(bank(choice(WHERE, "@seoul", "@osaka", "@tokyo"), before=CITIES)) == []


def test_another_name_of_a_right_option_is_an_error_in_a_selection_too() -> None:
    """Two wrong options that are one thing are a warning: nobody is marked wrong for a right answer."""
    wrong = select(WHERE, ["@seoul", "Bandung"], ["Hanyang", "@tokyo"])
    assert [line.split(maxsplit=4)[1:4] for line in of("duplicate-option", bank(wrong, before=CITIES))] == [
        ["error", "duplicate-option", "'q':"]
    ]
    twice = select(WHERE, ["@osaka", "Bandung"], ["Hanyang", "@seoul"])
    assert [line.split(maxsplit=4)[1:4] for line in of("duplicate-option", bank(twice, before=CITIES))] == [
        ["warning", "duplicate-option", "'q':"]
    ]


def test_names_that_hold_a_number_need_not_stand_in_order() -> None:
    """An aircraft is no quantity."""
    jets = "entities:\n" + "".join(f"  j{at}: {{kind: jet, name: F-{at}}}\n" for at in (15, 16, 35))
    assert lines(bank(choice("Which jet flew? | Jet apa yang terbang?", "@j16", "@j35", "@j15"), before=jets)) == []


def test_options_of_several_kinds_are_told_with_the_odd_ones() -> None:
    """A person among cities."""
    assert of("homogeneous", bank(choice(WHERE, "@seoul", "@kim", "@tokyo"), before=CITIES)) == [
        "12:5: warning homogeneous 'q': the options are of several kinds (city, person): 'Kim Gu' (en, id); "
        "give all options one kind and one form"
    ]


def test_an_answer_elsewhere_in_a_gap_text_or_in_its_own_row_is_told() -> None:
    """Cloze texts and matching exercises hold their keys in other places."""
    cloze = '  - {id: gap, kind: cloze, text: "{{c1::Rome}} lies on the Tiber, and Rome is old."}\n'
    match = '  - {id: rows, kind: match, ask: "Match them. Pasangkan.", pairs: [[Old Delhi, Delhi], [Nara, Japan]]}\n'
    assert of("answer-in-stem", bank(cloze, match)) == [
        "6:5: warning answer-in-stem 'gap': the answer stands in its own stem: 'Rome' (en, id); "
        "word the stem without it",
        "7:5: warning answer-in-stem 'rows': the answer stands in its own stem: 'Delhi' (en, id); "
        "word the stem without it",
    ]


def test_a_month_in_one_language_only_is_told_in_an_answer() -> None:
    """Thousands and decimals are written otherwise in each language, and are no difference."""
    ask = "When did it end? | Kapan berakhirnya?"
    assert of("parity", bank(short(ask, "2 July 1990 | 2 Juni 1990"))) == [
        "6:5: warning parity 'q': the answer has other numbers or dates in one language than in another: "
        "july (en), june (id); say the same in every language"
    ]
    assert lines(bank(short(ask, "2 July 1990 | 2 Juli 1990"))) == []
    assert lines(bank(short("How many people? | Berapa orang?", "10,000.5 | 10.000,5"))) == []


def test_a_question_without_a_source_is_told_only_where_the_bank_has_sources() -> None:
    """Three questions for tomorrow's lesson need none."""
    cited = short("What is it? | Apa itu?", "Moss | Lumut", id_="c", more="source: atlas")
    bare = short("Who was it? | Siapa dia?", "Anna", id_="b")
    assert of("unsourced", bank(cited, bare, before=SOURCES)) == [
        "12:5: warning unsourced 'b': it has no source; add a 'source'"
    ]
    assert lines(bank(bare)) == []


def test_facts_without_a_source_are_told_once_for_their_relation() -> None:
    """The advice speaks of the fact, since a generated question has no place for a source."""
    text = RELATION.replace(" not outside", " in").replace(" tidak di luar", " di")
    assert lines(bank(before=SOURCES + text)) == [
        "14:3: warning unsourced 3 choice questions of the relation 'capital', such as "
        "'capital:seoul:korea/choice/city': it has no source; add a 'source' to its fact"
    ]
    stated = text.replace("}\n  - ", "}\n    source: atlas\n  - ") + "    source: atlas\n"
    assert lines(bank(before=SOURCES + stated)) == []


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (lambda _: 15, ["many times running: 9 times", "in place 2 too often: 9 times, where chance gives 3"]),
        (lambda at: (10, 15, 20)[at % 3], []),
    ],
)
def test_a_key_that_is_always_the_middle_number_is_told(key, told: list[str]) -> None:  # type: ignore[no-untyped-def]
    """Numbers stand in order, so their place is what the bank makes of it."""
    numbers = ("10", "15", "20")
    questions = [
        choice(
            f"Which number has card {'abcdefghi'[at]}? | Berapa angka kartu {'abcdefghi'[at]}?",
            str(key(at)), *(each for each in numbers if each != str(key(at))), id_=f"q{at}",
        )
        for at in range(9)
    ]  # fmt: skip
    found = of("key-position", bank(*questions))
    assert len(found) == len(told)
    for line, words in zip(found, told, strict=True):
        assert line.startswith("1:1: warning key-position the bank: among 9 choices of 3 numbers or dates the key ")
        assert words in line


@pytest.mark.parametrize(("longest", "told"), [(True, 2), (False, 0)])
def test_a_bank_whose_keys_are_the_longest_options_is_told(longest: bool, told: int) -> None:
    """No single key is much longer, but all of them are a little."""
    words = ("walnut", "acorns", "sugar")
    questions = [
        choice(
            f"What does squirrel {'abcdefghi'[at]} eat? | Apa makanan tupai {'abcdefghi'[at]}?",
            *(("hazelnut", "acorns", "sugar") if longest else (*words[at % 3 :], *words[: at % 3])),
            id_=f"q{at}",
        )
        for at in range(9)
    ]  # fmt: skip
    found = of("longest-answer", bank(*questions))
    assert found == (
        [
            "1:1: warning longest-answer the bank: the key is the longest option too often: in 9 of 9 choices, "
            "where chance gives 3 (en, id); lengthen wrong options or shorten keys"
        ]
        if told
        else []
    )


BRIDGE = short("In which year was the Lisbon bridge opened? | Pada tahun berapa jembatan Lisabon dibuka?", "1966", "y")
WHY = short(
    "Who painted it red? | Siapa yang mengecatnya merah?", "Anna", "w",
    more='explain: {en: "The Lisbon bridge was opened in 1966.", id: "Jembatan Lisabon dibuka pada 1966."}',
)  # fmt: skip


def test_a_question_whose_explanation_tells_anothers_key_is_told_unless_a_fact_ties_them() -> None:
    """With a fact in common the two do not meet on a paper; the mere mention of a name is no cue."""
    assert of("cueing", bank(BRIDGE, WHY)) == [
        "6:5: warning cueing 'y': its key is told by a question that shares no fact with it: '1966' in 'w' (en, id); "
        "word one of the two otherwise"
    ]
    mention = WHY.replace("The Lisbon bridge was opened in 1966.", "She was born in 1966.").replace(
        "Jembatan Lisabon dibuka pada 1966.", "Ia lahir pada 1966."
    )
    assert lines(bank(BRIDGE, mention)) == []


def test_two_questions_with_a_fact_in_common_may_tell_each_others_keys() -> None:
    """The advice of the check is heard by the check."""
    facts = (
        "entities: {lisbon: {kind: bridge, name: Lisbon}}\n"
        "relations: {opened: {slots: {bridge: bridge, year: year}}}\n"
        "facts: [{opened: {bridge: lisbon, year: 1966}, id: f}]\n"
    )
    tied = [each + "    facts: [f]\n" for each in (BRIDGE, WHY)]
    assert of("cueing", bank(*tied, before=facts)) == []
    told = of("cueing", bank(BRIDGE, tied[1], before=facts))
    assert told == [
        "9:5: warning cueing 'y': its key is told by a question that shares no fact with it: '1966' in 'w' (en, id); "
        "add the other's fact to its 'facts', so that the two do not meet on a paper"
    ]


RELATION = """\
entities:
  seoul: {kind: city, name: Seoul}
  tokyo: {kind: city, name: Tokyo}
  bern: {kind: city, name: Bern}
  korea: {kind: country, name: Korea}
  japan: {kind: country, name: Japan}
  swiss: {kind: country, name: Helvetia}
relations:
  capital:
    slots: {city: city, country: country}
    ask: {city: {en: "Which city is not outside {country}?", id: "Kota mana yang tidak di luar {country}?"}}
    rules: [choice]
facts:
  - capital: {city: seoul, country: korea}
  - capital: {city: tokyo, country: japan}
  - capital: {city: bern, country: swiss}
"""


def test_a_fault_of_a_template_is_told_once_with_its_number_and_an_example() -> None:
    """At the relation's place; of a single question, at its fact's."""
    words = "the stem is negative and a reader may overlook it: 'not' (en), 'tidak' (id); ask for what is so"
    assert lines(bank(before=RELATION)) == [
        "13:3: warning negative-stem 3 choice questions of the relation 'capital', such as "
        f"'capital:seoul:korea/choice/city': {words}, or emphasise the word: *…*"
    ]
    only = RELATION.replace(
        "capital: {city: tokyo, country: japan}", "capital: {city: tokyo, country: japan}\n    context: true"
    )
    only = only.replace(
        "capital: {city: bern, country: swiss}", "capital: {city: bern, country: swiss}\n    context: true"
    )
    assert lines(bank(before=only)) == [
        f"18:5: warning negative-stem 'capital:seoul:korea/choice/city': {words}, or emphasise the word: *…*"
    ]


@pytest.mark.parametrize("check", [check for check in CHECKS if check.words], ids=lambda check: check.name)
def test_a_word_list_has_both_languages_and_no_word_twice(check) -> None:  # type: ignore[no-untyped-def]
    """English and Indonesian, each with a list of its own."""
    assert set(check.words) == {"en", "id"}
    for words in check.words.values():
        assert len(words) == len(set(words)) > 3


def test_a_language_without_word_lists_is_not_checked_for_words() -> None:
    """A French "jamais" is none of ours; what needs no words is checked all the same."""
    french = HEAD.replace("[en, id]", "[fr]")
    said = "questions:\n  - {id: q, kind: true-false, say: Il ne pleut jamais only never., truth: false}\n"
    assert lines(french + said) == []
    long = (
        "questions:\n  - {id: q, kind: choice, ask: Quoi?, answer: reponse tres longue ici, distractors: [oui, non]}\n"
    )
    assert [line.split()[2] for line in lines(french + long)] == ["longest-answer"]


@pytest.mark.parametrize("language", ["ja", "zh", "vi"])
def test_a_language_that_numbers_its_months_is_not_compared(language: str) -> None:
    """The figures of its dates are others than elsewhere, and say the same."""
    head = f"format: 1\nbank: b\ntitle: T\nlanguages: [en, {language}]\n"
    question = f'  - {{id: q, kind: true-false, say: {{en: "On 2 July 1990", {language}: "1990 7 2"}}, truth: true}}\n'
    assert of("parity", bank(question, head=head)) == []
