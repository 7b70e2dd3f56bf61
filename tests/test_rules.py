# ruff: noqa: E501 (texts of banks stand as they are written)
"""The rules one by one: what may be asked of a fact, by which stem, with which key, and what is not made and why."""

from __future__ import annotations

from quizgen.generate.ground import Wishes
from quizgen.grade import grade
from quizgen.model import TrueFalse
from tests.trip import CONTEXT, HEAD, KISHIDA, LEE, NAMES, PARK, PEOPLE, STAY, STAYS, TRIP, facts, labels, made, small

# -- choice ---------------------------------------------------------------------------------------


def test_choice_open_and_closed() -> None:
    """Where two officials are right the closed stem asks, where one is, the open one; Kishida is wrong in Seoul."""
    trip = made(TRIP)
    seoul, tokyo = trip.choice(f"{PARK}/choice/official"), trip.choice(f"{KISHIDA}/choice/official")
    assert seoul.stem.plain("en") == "Which of these was Jens Stoltenberg to meet in Seoul?"
    assert seoul.stem.plain("id") == "Siapa di antara ini yang akan ditemui Jens Stoltenberg di Seoul?"
    assert seoul.key.text.plain("en") == "Park Jin"
    assert "Lee Jong-sup" not in labels(seoul)
    assert tokyo.stem.plain("en") == "Whom was Jens Stoltenberg to meet in Tokyo?"
    assert set(labels(tokyo)) == {"Fumio Kishida", "Park Jin", "Lee Jong-sup"}
    assert [question.count(each) for question in (labels(seoul),) for each in labels(seoul)] == [1, 1, 1]


def test_choice_without_closed_stem() -> None:
    """Several right values and no ``ask-one``: nothing is asked, and the reason says what to write."""
    text = small("who: person, city: city", 'ask: {who: "Who is in {city}?"}',
                 "who: ann, city: oslo", "who: bob, city: oslo", entities=NAMES)  # fmt: skip
    assert made(text).why_not("r:ann:oslo/choice/who") == "'ask' has 2 right values (ann, bob); write an 'ask-one'"


def test_choice_says_all_reasons() -> None:
    """What both stems lack is told in one reason; a slot that the fact leaves out is named."""
    text = small("who: person, city: city, day: optional date", 'ask: {who: "Who in {city} on {day}?"}',
                 "who: ann, city: oslo", entities=NAMES)  # fmt: skip
    assert made(text).why_not("r:ann:oslo:/choice/who") == "the fact leaves out day, which the stem names"


def test_unsafe_is_never_offered() -> None:
    """Who was met on a day that one fact leaves out may be right on that day, so is no wrong answer."""
    text = small("who: person, city: city, day: optional date", 'ask: {who: "Who in {city} on {day}?"}',
                 "who: ann, city: oslo, day: 2023-01-29", "who: bob, city: oslo", entities=NAMES)  # fmt: skip
    rules = made(text)
    assert set(labels(rules["r:ann:oslo:2023-01-29/choice/who"])) == {"Ann", "Cid", "Dan"}
    assert rules.why_not("r/short/who/oslo:2023-01-29") == "it is unsafe whether bob would be right"


def test_day_within_periods() -> None:
    """On 30 January she was in both cities: no open choice, and a typed answer takes both."""
    text = small(STAY, 'ask: {city: "Where was {who} on {days}?"}', *facts(*STAYS),
                 "who: ann, city: oslo, days: 2023-01-30", entities=NAMES)  # fmt: skip
    rules = made(text)
    typed = rules.short("r/short/city/ann:2023-01-30")
    assert typed.typed.accept["en"] == ("Oslo", "Rome")
    assert [also.plain("en") for also in typed.also] == ["Rome"]
    assert "r:ann:oslo:2023-01-30/choice/city" not in rules
    assert rules.why_not("r/short/city/ann:2023-01-29/2023-01-30") == "it is unsafe whether rome would be right"


def test_periods_that_share_days_are_unsafe() -> None:
    """Two periods that overlap in part may agree, so neither's city is wrong for the other."""
    text = small(STAY, 'ask: {city: "Where was {who} on {days}?"}', *facts(*STAYS), entities=NAMES)
    assert labels(made(text)["r:ann:oslo:2023-01-29/2023-01-30/choice/city"]) in (["Lima", "Oslo"], ["Oslo", "Lima"])


def test_periods_that_touch_not() -> None:
    """A period that begins the day after another ends differs from it."""
    text = small(STAY, 'ask: {city: "Where was {who} on {days}?"}', "who: ann, city: oslo, days: 2023-01-28/2023-01-29",
                 "who: ann, city: rome, days: 2023-01-30/2023-02-01", entities=NAMES)  # fmt: skip
    assert set(labels(made(text)["r:ann:oslo:2023-01-28/2023-01-29/choice/city"])) == {"Oslo", "Rome", "Lima"}


def test_on_which_day_was_he_in_seoul() -> None:
    """Two days in one city: the open stem is refused, the closed one offers one of them and no other right day."""
    text = small("city: city, day: date", 'ask: {day: "When was he in {city}?"}\nask-one: {day: "Which day in {city}?"}',
                 "city: oslo, day: 2023-01-29", "city: oslo, day: 2023-01-30", "city: rome, day: 2023-01-31",
                 entities=NAMES)  # fmt: skip
    rules = made(text)
    first = rules.choice("r:oslo:2023-01-29/choice/day")
    assert first.stem.plain("en") == "Which day in Oslo?"
    assert first.key.text.plain("en") == "29 January 2023"
    assert "30 January 2023" not in labels(first)
    assert "31 January 2023" in labels(first)
    assert grade(rules["r/short/day/oslo"], "30 January 2023", "en").right


def test_only_one_venue_of_the_remarks() -> None:
    """Two venues in one city, told apart by what was done there: each has one right answer."""
    text = HEAD + PEOPLE + """\
relations:
  venue:
    slots: {place: venue, city: city, deed: deed}
    ask: {place: {en: "Where in {city} was he to {deed}?", id: "Di mana di {city} ia akan {deed}?"}}
facts:
  - venue: {place: chey, city: seoul, deed: remarks}
  - venue: {place: cemetery, city: seoul, deed: wreath}
"""  # fmt: skip
    remarks = made(text).choice("venue:chey:seoul:remarks/choice/place")
    assert remarks.stem.plain("id") == "Di mana di Seoul ia akan berpidato?"
    assert remarks.key.text.plain("en") == "The CHEY Institute"
    assert set(labels(remarks)) == {"The CHEY Institute", "The National Cemetery"}


# -- short ----------------------------------------------------------------------------------------


def test_short_accepts_every_right_value() -> None:
    """Each right official counts in each of his forms; one who is context is accepted though never shown."""
    trip = made(TRIP + CONTEXT)
    asked = trip.short("meeting/short/official/stoltenberg:seoul")
    assert asked.typed.accept["id"] == ("Park Jin", "Park", "Lee Jong-sup", "Lee", "Yoon Suk Yeol")
    assert asked.typed.answer.plain("en") == "Park Jin"
    assert [each.plain("en") for each in asked.also] == ["Lee Jong-sup"]
    assert asked.facts == (PARK, LEE)
    assert "Yoon" not in asked.explanation.plain("en")  # type: ignore[union-attr]
    assert set(asked.typed.others["en"]) == {"Fumio Kishida", "Kishida", "Choo Jae-woo", "Neil Thomas"}


def test_short_refuses_a_shared_form() -> None:
    """A form of the right one that is also a form of a wrong one: nothing may be typed."""
    people = NAMES.replace("name: Bob}", "name: Bob, accept: [The Boss]}").replace(
        "name: Ann}", "name: Ann, accept: [boss]}"
    )
    text = small("who: person, city: city", 'ask: {who: "Who is in {city}?"}\nsay: "{who} is in {city}."',
                 "who: ann, city: oslo", entities=people)  # fmt: skip
    reason = "a form of 'ann' is also a form of 'bob', which would be wrong"
    assert made(text).why_not("r/short/who/oslo") == reason
    assert made(text).why_not("r:ann:oslo/cloze/who") == reason
    assert set(labels(made(text)["r:ann:oslo/choice/who"])) > {"Ann"}


def test_titles_are_not_exchanged() -> None:
    """The defence minister's office is no right answer where the foreign minister's is, though both hold a title."""
    posts = """\
  ann: {kind: person, name: Ann}
  foreign: {kind: post, name: Foreign Minister of Korea}
  defence: {kind: post, name: Defence Minister of Korea}
"""
    text = small("who: person, post: post", 'say: "{who} was {post}."', "who: ann, post: foreign", entities=posts)
    asked = made(text)["r:ann:foreign/cloze/post"]
    assert grade(asked, {1: "the Foreign Minister of Korea"}, "en").right
    assert not grade(asked, {1: "Defence Minister of Korea"}, "en").right
    assert not grade(asked, {1: "Korea"}, "en").right


def test_equal_numbers_in_two_writings() -> None:
    """3.5 and 3.50 are one value, and both writings are accepted."""
    text = small("city: city, rate: number", 'ask: {rate: "How much in {city}?"}',
                 "city: oslo, rate: 3.5", "city: oslo, rate: 3.50", entities=NAMES)  # fmt: skip
    assert made(text).short("r/short/rate/oslo").typed.accept["en"] == ("3.5", "3.50")
    assert made(text).short("r/short/rate/oslo").also == ()


# -- cloze and true-false -------------------------------------------------------------------------


def test_cloze_blanks_one_slot() -> None:
    """One slot is blanked, and only where one value is right."""
    trip = made(TRIP)
    asked = trip.cloze(f"{PARK}/cloze/city")
    assert asked.stem.plain("en") == "Jens Stoltenberg was to meet Park Jin in _____."
    assert asked.stem.plain("id") == "Jens Stoltenberg akan menemui Park Jin di _____."
    assert asked.blanks[1].accept["en"] == ("Seoul",)
    assert trip.why_not(f"{PARK}/cloze/official") == "more than one value may be right here (park, lee)"
    assert f"{KISHIDA}/cloze/official" in trip


def test_cloze_minds_unsafe_values() -> None:
    """A fact that leaves out a slot of the statement may agree, and what it has makes the blank doubtful."""
    text = small("who: person, city: optional city", 'say: ["{who} is in {city}.", "{who} is away."]',
                 "who: ann, city: oslo", "who: bob", entities=NAMES)  # fmt: skip
    assert made(text).why_not("r:ann:oslo/cloze/who") == "more than one value may be right here (ann, bob)"
    assert "r:ann:oslo/cloze/city" in made(text)
    assert made(text).why_not("r:bob:/cloze/who").startswith("more than one value")


def test_say_takes_the_first_that_the_fact_fills() -> None:
    """Of several statements the first whose slots the fact fills is told."""
    text = small("who: person, city: city, day: optional date",
                 'say: ["{who} came to {city} on {day}.", "{who} came to {city}."]\nask: {city: "Where did {who} come to?"}',
                 "who: ann, city: oslo, day: 2023-01-29", "who: bob, city: rome", entities=NAMES)  # fmt: skip
    rules = made(text)
    told = rules["r:ann:oslo:2023-01-29/choice/city"].explanation, rules["r:bob:rome:/choice/city"].explanation
    assert [each.plain("en") for each in told if each] == ["Ann came to Oslo on 29 January 2023.", "Bob came to Rome."]


def test_false_statement_says_what_is_right() -> None:
    """Its explanation is the fact's own statement, and then what the value swapped in really is."""
    trip = made(TRIP)
    asked = trip.true_false(f"{PARK}/true-false/city")
    assert not asked.truth
    assert asked.stem.plain("en") == "Jens Stoltenberg was to meet Park Jin in Tokyo."
    assert asked.stem.plain("id") == "Jens Stoltenberg akan menemui Park Jin di Tokyo."
    assert asked.explanation is not None
    assert asked.explanation.plain("en") == (
        "Jens Stoltenberg was to meet Park Jin in Seoul. Jens Stoltenberg was to meet Fumio Kishida in Tokyo."
    )


def test_a_wrong_option_says_what_it_really_is() -> None:
    """Its reason is the first statement about it in its slot; a context fact says nothing."""
    asked = made(TRIP + CONTEXT).choice(f"{PARK}/choice/official")
    reasons = {
        option.text.plain("en"): option.because.plain("en") for option in asked.options if option.because is not None
    }
    assert reasons["Fumio Kishida"] == "Jens Stoltenberg was to meet Fumio Kishida in Tokyo."
    assert "Yoon Suk Yeol" not in reasons
    assert asked.key.because is None


def test_false_statement_with_an_explanation() -> None:
    """The right statement comes before the author's explanation where the statement is false."""
    text = small("who: person, city: city", 'say: "{who} is in {city}."',
                 "{r: {who: ann, city: oslo}, explain: She moved.}", entities=NAMES)  # fmt: skip
    questions = [each for each in made(text).built.questions if isinstance(each, TrueFalse)]
    told = {(each.truth, each.explanation.plain("en")) for each in questions if each.explanation}
    assert questions
    assert told <= {(True, "She moved."), (False, "Ann is in Oslo. She moved.")}


def test_truth_hangs_on_the_id_alone() -> None:
    """No seed, difficulty or number of options flips a statement, and over many ids half are true."""
    cities = "".join(f"  c{at}: {{kind: city, name: Town {at}}}\n" for at in range(200))
    lines = [f"city: c{at}, year: {1000 + at}" for at in range(200)]
    text = small("city: city, year: year", 'say: "{city} was founded in {year}."', *lines, entities=cities)
    first, other = made(text), made(text, Wishes(7, 5, "easy"))
    truths = [first.true_false(f"r:c{at}:{1000 + at}/true-false/city").truth for at in range(200)]
    assert truths == [other.true_false(f"r:c{at}:{1000 + at}/true-false/city").truth for at in range(200)]
    assert 75 <= sum(truths) <= 125


def test_same_statement_once() -> None:
    """A true statement that another slot's question makes too is asked once, and the other says so."""
    text = small("who: person, city: city", 'say: "{who} is in {city}."',
                 *(f"who: {who}, city: {city}" for who in ("ann", "bob", "cid") for city in ("oslo", "rome")),
                 entities=NAMES)  # fmt: skip
    rules = made(text)
    stems = [question.stem.plain("en") for question in rules.built.questions if question.kind == "true-false"]
    assert len(stems) == len(set(stems))
    assert any(each.reason.startswith("it asks the same as 'r:") for each in rules.built.unmade)


def test_false_statement_is_the_same_whatever_the_seed() -> None:
    """A learner's false statement names the same wrong value in every session."""
    told = [made(TRIP, Wishes(seed)).true_false(f"{KISHIDA}/true-false/city").stem for seed in range(8)]
    told += [made(TRIP, Wishes(seed)).true_false(f"{LEE}/true-false/city").stem for seed in range(8)]
    assert len({text.plain("en") for text in told}) == 2
