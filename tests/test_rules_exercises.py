# ruff: noqa: E501 (texts of banks stand as they are written)
"""Exercises over several facts, and what every question carries or may not name."""

from __future__ import annotations

import pytest

from quizgen.generate.ground import Wishes
from quizgen.grade import grade
from tests.trip import CONTEXT, HEAD, LEE, MEETING, MEETINGS, NAMES, PARK, PEOPLE, TRIP, labels, made, small

# -- select, match, order -------------------------------------------------------------------------


def test_select_has_every_right_value_but_context() -> None:
    """All right officials of the city but the one who is context, who is not among the wrong ones either."""
    asked = made(TRIP + CONTEXT).select("meeting/select/official/stoltenberg:seoul")
    rights = {asked.options[at].text.plain("en") for at in asked.right}
    assert rights == {"Park Jin", "Lee Jong-sup"}
    assert "Yoon Suk Yeol" not in labels(asked)
    assert 4 <= len(asked.options) <= 6
    assert asked.facts == (PARK, LEE)


def test_select_needs_two_right_and_at_most_seven() -> None:
    """One right value, or more than seven, make no selection; seven leave room for one wrong one."""
    people = "".join(f"  p{at}: {{kind: person, name: Person {chr(65 + at)}}}\n" for at in range(12)) + NAMES[-120:]
    people = people[: people.index("  p11")] + "  oslo: {kind: city, name: Oslo}\n"
    texts = 'ask-all: {who: "Who in {city}?"}'

    def asked(count: int) -> str:
        return small(
            "who: person, city: city", texts, *(f"who: p{at}, city: oslo" for at in range(count)), entities=people
        )

    assert len(made(asked(7)).select("r/select/who/oslo").options) == 8
    assert made(asked(8)).why_not("r/select/who/oslo") == "8 values are right; a selection has 2 to 7"
    assert made(asked(1)).why_not("r/select/who/oslo") == "1 values are right; a selection has 2 to 7"


@pytest.mark.parametrize(("options", "most"), [(2, 3), (3, 3), (4, 4), (8, 6)])
def test_select_minds_the_options(options: int, most: int) -> None:
    """A selection of two keeps to the number of options wished for, but has one wrong one at the least."""
    assert len(made(TRIP, Wishes(0, options)).select("meeting/select/official/stoltenberg:seoul").options) <= most


MATCHED = "match: {from: who, to: city, ask: Match them.}\norder: {by: year, show: who, ask: The earliest first.}"


def rows(*facts: str) -> str:
    return small("who: person, city: city, year: year", MATCHED, *facts, entities=NAMES)


def test_match_rows() -> None:
    """Three rows or more whose lefts differ with every other row's right, in the order of the bank."""
    asked = made(rows("who: ann, city: oslo, year: 2001", "who: bob, city: rome, year: 2000",
                      "who: cid, city: oslo, year: 2003", "who: dan, city: lima, year: 2002")).match("r/match")  # fmt: skip
    assert [left.text.plain("en") for left in asked.lefts] == ["Ann", "Bob", "Dan"]
    assert [right.text.plain("en") for right in asked.rights] == ["Oslo", "Rome", "Lima"]
    assert asked.shown != (0, 1, 2)
    assert asked.facts == ("r:ann:oslo:2001", "r:bob:rome:2000", "r:dan:lima:2002")


def test_match_minds_context() -> None:
    """A context fact that makes another row's right true of a left keeps the two apart."""
    four = ("who: ann, city: oslo, year: 2001", "who: bob, city: rome, year: 2000", "who: dan, city: lima, year: 2002")
    assert "r/match" in made(rows(*four))
    doubtful = made(rows(*four, "{r: {who: ann, city: rome, year: 1999}, context: true}"))
    assert doubtful.why_not("r/match") == "2 rows can stand together without a doubt; a match has 3 to 6"


def test_match_has_six_rows_at_most() -> None:
    """Of ten rows the first six are matched, and a row more at the end changes nothing."""
    named = "".join(
        f"  p{at}: {{kind: person, name: Person {at}}}\n  c{at}: {{kind: city, name: City {at}}}\n" for at in range(10)
    )
    lines = [f"who: p{at}, city: c{at}, year: {2000 + at}" for at in range(10)]
    whole = made(small("who: person, city: city, year: year", MATCHED, *lines, entities=named))
    fewer = made(small("who: person, city: city, year: year", MATCHED, *lines[:9], entities=named))
    assert whole["r/match"].facts == fewer["r/match"].facts == tuple(f"r:p{at}:c{at}:{2000 + at}" for at in range(6))
    assert whole["r/order"].facts == fewer["r/order"].facts


def test_match_names_no_right() -> None:
    """A row whose right is named in its left or in the stem is left out."""
    named = NAMES.replace("name: Bob}", "name: Bob of Rome}")
    lines = ("who: ann, city: oslo, year: 2001", "who: bob, city: rome, year: 2000", "who: dan, city: lima, year: 2002")
    text = small("who: person, city: city, year: year", MATCHED, *lines, entities=named)
    assert made(text).why_not("r/match").startswith("2 rows")
    stem = rows(*lines).replace("Match them.", '"Match them, as with Oslo."')
    assert made(stem).why_not("r/match").startswith("2 rows")


def test_order_goes_by_time() -> None:
    """Rows in the order of the years, shown in another; one that shares a year with an earlier row is left out."""
    asked = made(rows("who: ann, city: oslo, year: 2003", "who: bob, city: rome, year: 2001",
                      "who: cid, city: oslo, year: 2003", "who: dan, city: lima, year: 2002")).order("r/order")  # fmt: skip
    assert [item.text.plain("en") for item in asked.items] == ["Bob", "Dan", "Ann"]
    assert asked.shown != (0, 1, 2)


def test_order_wants_one_place_a_row() -> None:
    """Who has two years has no one place; overlapping periods and a stem that names a row have none either."""
    two = rows("who: ann, city: oslo, year: 2001", "who: bob, city: rome, year: 2002", "who: cid, city: lima, year: 2003",
               "who: ann, city: rome, year: 2004")  # fmt: skip
    assert made(two).why_not("r/order") == "2 rows stand apart in time; an order has 3 or more"
    text = small("who: person, days: period", "order: {by: days, ask: The earliest first.}",
                 "who: ann, days: 2023-01-01/2023-01-05", "who: bob, days: 2023-01-05/2023-01-07",
                 "who: cid, days: 2023-01-08/2023-01-09", entities=NAMES)  # fmt: skip
    assert made(text).why_not("r/order").startswith("2 rows")
    assert made(text.replace("01-05/2023", "01-06/2023")).order("r/order").facts[0] == "r:ann:2023-01-01/2023-01-05"
    named = text.replace("01-05/2023", "01-06/2023").replace("The earliest first.", "From Bob on.")
    assert made(named).why_not("r/order").startswith("2 rows")


# -- point 5, and what every question carries -----------------------------------------------------


def test_stem_that_names_its_key() -> None:
    """Singapore is not asked for as the capital of Singapore, by any rule; Jakarta is."""
    text = small("country: country, city: city", 'ask: {city: "What is the capital of {country}?"}\n'
                 'say: "{city} is the capital of {country}."',
                 "country: singapore, city: sing", "country: indonesia, city: jakarta",
                 entities="  singapore: {kind: country, name: Singapore}\n  indonesia: {kind: country, name: Indonesia}\n"
                 "  sing: {kind: city, name: the City of Singapore, accept: [the Singapore]}\n"
                 "  jakarta: {kind: city, name: Jakarta}\n  rome: {kind: city, name: Rome}\n  rio: {kind: city, name: the City of Rio}\n")  # fmt: skip
    rules = made(text)
    assert "r:indonesia:jakarta/choice/city" in rules
    assert rules.why_not("r:singapore:sing/choice/city") == "the stem names its own key"
    assert rules.why_not("r/short/city/singapore") == "the stem names its own key"
    assert rules.why_not("r:singapore:sing/cloze/city") == "the statement names its own key"
    assert rules.why_not("r:singapore:sing/true-false/city") == "the statement names its own key"


def test_only_whole_words_name_a_key() -> None:
    """A stem with "Romeo" does not name Rome."""
    text = small(
        "who: person, city: city", 'ask: {city: "Where is Romeo, and {who}?"}', "who: ann, city: rome", entities=NAMES
    )
    assert "r:ann:rome/choice/city" in made(text)


def test_capitals() -> None:
    """A name that opens a sentence or is an option begins with a capital, and keeps its own form inside."""
    text = small("place: venue, city: city", 'say: "{place} is in {city}: {place}."\nask: {place: "What is in {city}?"}',
                 "place: chey, city: oslo", "place: inn, city: rome", entities=NAMES
                 + "  chey: {kind: venue, name: the CHEY Institute}\n  inn: {kind: venue, name: the Old Inn}\n")  # fmt: skip
    rules = made(text)
    asked = rules.choice("r:chey:oslo/choice/place")
    assert asked.explanation is not None
    assert asked.explanation.plain("en") == "The CHEY Institute is in Oslo: the CHEY Institute."
    assert set(labels(asked)) == {"The CHEY Institute", "The Old Inn"}


def test_dates_and_periods_in_words() -> None:
    """Days and periods are in words in both languages, in stems and as options."""
    text = HEAD + PEOPLE + """\
relations:
  stay:
    slots: {city: city, days: period}
    ask: {days: {en: "When in {city}?", id: "Kapan di {city}?"}, city: {en: "Where on {days}?", id: "Di mana pada {days}?"}}
facts:
  - stay: {city: seoul, days: 2023-01-29/2023-01-30}
  - stay: {city: tokyo, days: 2023-01-29/2023-02-01}
  - stay: {city: oslo, days: 2022-12-31/2023-01-01}
"""  # fmt: skip
    rules = made(text, Wishes(0, 8))
    asked = rules.choice("stay:tokyo:2023-01-29/2023-02-01/choice/days")
    assert asked.key.text.plain("en") == "29 January to 1 February 2023"
    assert asked.key.text.plain("id") == "29 Januari sampai 1 Februari 2023"
    stem = rules["stay:oslo:2022-12-31/2023-01-01/choice/city"].stem
    assert stem.plain("en") == "Where on 31 December 2022 to 1 January 2023?"
    assert stem.plain("id") == "Di mana pada 31 Desember 2022 sampai 1 Januari 2023?"


def test_long_periods_are_read() -> None:
    """A period whose ends are written with one and two figures is read like any other."""
    text = small("city: city, days: period", 'ask: {days: "When in {city}?"}',
                 "city: oslo, days: 2023-01-29/2023-10-10", entities=NAMES)  # fmt: skip
    asked = made(text)["r/short/days/oslo"]
    assert grade(asked, "29/1/2023 - 10/10/2023", "en").right
    assert grade(asked, "29 January - 10 October 2023", "en").right


SOURCED = (
    TRIP.replace("topics", "topics")
    + """\
sources:
  article: {cite: {en: Article, id: Artikel}, place: {en: "part {n}", id: "bagian {n}"}}
  page: {cite: Page}
corrections:
  - {at: "article#2", prints: "2022", right: "2023", facts: [park]}
"""
)


def test_what_a_question_carries() -> None:
    """Sources, the fitting corrections, the author's explanation, facts and the place come along."""
    text = SOURCED.replace(
        "city: seoul, day: 2023-01-29}\n",
        "city: seoul, day: 2023-01-29}\n    id: park\n    source: ['article#2', page]\n    explain: {en: So., id: Begitu.}\n",
    ).replace("city: seoul}\n", "city: seoul}\n    source: ['article#2']\n")
    rules = made(text)
    asked = rules.choice("park/choice/city")
    assert [str(ref) for ref in asked.sources] == ["article#2", "page"]
    assert [each.right.plain("en") for each in asked.corrections] == ["2023"]
    assert asked.explanation is not None
    assert asked.explanation.plain("id") == "Begitu."
    assert asked.facts == ("park",)
    assert asked.generated
    assert asked.place.line == rules.bank.facts[0].place.line
    assert rules[f"{LEE}/choice/city"].corrections == ()
    both = rules["meeting/short/official/stoltenberg:seoul"]
    assert [str(ref) for ref in both.sources] == ["article#2", "page"]
    assert both.explanation is not None
    assert both.explanation.plain("en") == "So. Jens Stoltenberg was to meet Lee Jong-sup in Seoul."


def test_context_is_never_asked() -> None:
    """A context fact makes no question, stands in no explanation, and only narrows the others' options."""
    with_it, without = made(TRIP + CONTEXT), made(TRIP)
    assert not [question.id for question in with_it.built.questions if "yoon" in question.id]
    assert not any(
        "Yoon" in question.explanation.plain("en") for question in with_it.built.questions if question.explanation
    )
    assert "Yoon Suk Yeol" not in labels(with_it[f"{PARK}/choice/official"])
    twins = {each.id for each in without.built.unmade if each.reason.startswith("it asks the same")}
    assert set(with_it.ids) <= set(without.ids) | twins


def test_skip_leaves_out() -> None:
    """A skipped question is not among those made, and all others stay."""
    all_of_them, fewer = made(TRIP), made(TRIP + f"skip: ['{PARK}/choice/city']\n")
    assert set(all_of_them.ids) - set(fewer.ids) == {f"{PARK}/choice/city"}


def test_rules_wanted() -> None:
    """Only the rules that a relation lists are made."""
    text = HEAD + PEOPLE + MEETING + "    rules: [short, match]\n" + MEETINGS
    assert {question.kind for question in made(text).built.questions} == {"short"}


def test_text_slots() -> None:
    """A text is typed, blanked and matched, but no rule invents a wrong one."""
    text = small("who: person, words: text", 'say: "{who} said {words}."\nask: {words: "What did {who} say?", who: "Who said {words}?"}\n'
                 'ask-one: {words: "Which of these did {who} say?"}\nask-all: {words: "Which did {who} say?"}\n'
                 "match: {from: who, to: words, ask: Match them.}",
                 "{r: {who: ann, words: yes}, id: f1}", "{r: {who: bob, words: no}, id: f2}", "{r: {who: cid, words: 1:30}, id: f3}",
                 entities=NAMES)  # fmt: skip
    rules = made(text)
    reason = "a text has no generated distractors; write the question by hand"
    assert [rules.why_not(f"f1/{rule}/words") for rule in ("choice", "true-false")] == [reason, reason]
    assert rules.why_not("r/select/words/ann") == reason
    assert rules.short("r/short/words/ann").typed.accept["en"] == ("Yes",)
    assert "r/short/who/f1" in rules
    assert "f1/cloze/words" in rules
    assert set(labels(rules["r/match"])) == {"Yes", "No", "1:30"}


def test_texts_equal_in_one_language() -> None:
    """Two texts that read the same in one language may agree: who said it in that language is doubtful."""
    text = HEAD + PEOPLE + """\
relations:
  word:
    slots: {who: person, words: text}
    ask: {who: {en: "Who said {words}?", id: "Siapa yang berkata {words}?"}}
facts:
  - {word: {who: park, words: {en: big, id: besar}}, id: f1}
  - {word: {who: lee, words: {en: large, id: besar}}, id: f2}
"""  # fmt: skip
    rules = made(text)
    assert rules.why_not("word/short/who/f1") == "it is unsafe whether lee would be right"
    assert "Lee Jong-sup" not in labels(rules["f1/choice/who"])


def test_order_is_never_shown_solved() -> None:
    """Whatever the seed, the rows of an order and the rights of a match do not stand in the right order."""
    text = rows(
        "who: ann, city: oslo, year: 2001", "who: bob, city: rome, year: 2002", "who: cid, city: lima, year: 2003"
    )
    for seed in range(30):
        rules = made(text, Wishes(seed))
        assert rules.order("r/order").shown != (0, 1, 2)
        assert rules.match("r/match").shown != (0, 1, 2)
