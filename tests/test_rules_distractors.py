# ruff: noqa: E501 (texts of banks stand as they are written)
"""Wrong answers: of the key's kind and form, safe, near, in order, no more than wished for, never filler."""

from __future__ import annotations

from collections import Counter

import pytest

from quizgen.generate.ground import Wishes
from tests.trip import Result, labels, made, small

VENUES = """\
  oslo: {kind: city, name: Oslo}
  rome: {kind: city, name: Rome}
  chey: {kind: venue, name: the CHEY Institute, traits: [talks, korea]}
  hall: {kind: venue, name: the City Hall, traits: [talks]}
  park: {kind: venue, name: the Olympic Park}
  base: {kind: venue, name: the Air Base, traits: [korea, talks]}
  keio: {kind: venue, name: Keio University, traits: [talks, korea]}
  harbour: {kind: venue, name: the harbour, traits: [talks, korea]}
  inn: {kind: venue, name: an Inn, traits: [talks, korea]}
"""
ASK = 'ask: {place: "Where in {city}?"}'


def venue(*facts: str, more: str = "", entities: str = VENUES, wishes: Wishes | None = None) -> Result:
    text = small("place: venue, city: city", ASK + more, *facts, entities=entities)
    return made(text, wishes or Wishes(0, 8))


def test_same_form_only() -> None:
    """No other article and no other first letter than the key's; "a" and "an" are one form."""
    asked = venue("place: chey, city: oslo")["r:chey:oslo/choice/place"]
    assert set(labels(asked)) == {"The CHEY Institute", "The City Hall", "The Olympic Park", "The Air Base"}
    an = venue("place: inn, city: oslo", entities=VENUES + "  zoo: {kind: venue, name: a Zoo}\n")
    assert set(labels(an["r:inn:oslo/choice/place"])) == {"An Inn", "A Zoo"}


def test_known_first_then_shared_traits() -> None:
    """Who the relation knows comes before others, then who shares more with the key."""
    facts = ("place: chey, city: oslo", "place: park, city: rome")
    ranked = [set(labels(venue(*facts, wishes=Wishes(0, most))["r:chey:oslo/choice/place"])) for most in (2, 3, 4)]
    key = "The CHEY Institute"
    assert ranked == [
        {key, "The Olympic Park"}, {key, "The Olympic Park", "The Air Base"},
        {key, "The Olympic Park", "The Air Base", "The City Hall"},
    ]  # fmt: skip


def test_difficulty() -> None:
    """Hard takes the near end of the ranking, easy the far end; None is hard; medium is stable."""
    asked = {
        each: set(labels(venue("place: chey, city: oslo", wishes=Wishes(0, 2, each))["r:chey:oslo/choice/place"]))
        for each in (None, "hard", "easy")
    }
    assert asked["hard"] == asked[None] == {"The CHEY Institute", "The Air Base"}
    assert asked["easy"] == {"The CHEY Institute", "The Olympic Park"}


def test_difficulty_of_days() -> None:
    """Easy takes the days far away, hard the near ones."""
    text = small("city: city, day: date", 'ask: {day: "When in {city}?"}', *(
        f"city: c{at}, day: 2023-01-{10 + at}" for at in range(9)
    ), entities="".join(f"  c{at}: {{kind: city, name: Town {at}}}\n" for at in range(9)))  # fmt: skip
    days = {each: labels(made(text, Wishes(0, 2, each))["r:c4:2023-01-14/choice/day"]) for each in ("easy", "hard")}
    assert set(days["hard"]) - {"14 January 2023"} <= {"13 January 2023", "15 January 2023"}
    assert set(days["easy"]) - {"14 January 2023"} <= {"10 January 2023", "18 January 2023"}


def test_open_relation_offers_what_it_knows() -> None:
    """In an open relation only its own values are wrong answers, and no day is invented."""
    facts = ("place: chey, city: oslo", "place: park, city: rome")
    assert set(labels(venue(*facts, more="\nopen: true")["r:chey:oslo/choice/place"])) == {
        "The CHEY Institute",
        "The Olympic Park",
    }
    days = small("city: city, day: date", 'ask: {day: "When in {city}?"}\nopen: true',
                 "city: oslo, day: 2023-01-29", "city: rome, day: 2023-03-01", entities=VENUES)  # fmt: skip
    assert labels(made(days)["r:oslo:2023-01-29/choice/day"]) == ["29 January 2023", "1 March 2023"]
    alone = days.replace("  - r: {city: rome, day: 2023-03-01}\n", "")
    assert (
        made(alone).why_not("r:oslo:2023-01-29/choice/day") == "no safe distractor of the key's kind and form is known"
    )
    assert len(labels(made(alone.replace("open: true", "open: false"))["r:oslo:2023-01-29/choice/day"])) == 3


def test_no_filler() -> None:
    """Too few candidates give fewer options; none at all gives no question."""
    few = VENUES.replace("  hall: {kind: venue, name: the City Hall, traits: [talks]}\n", "").replace(
        "the Air Base", "Air Base"
    )
    assert len(labels(venue("place: chey, city: oslo", entities=few)["r:chey:oslo/choice/place"])) == 2
    none = few.replace("the Olympic Park", "Olympic Park")
    reason = "no safe distractor of the key's kind and form is known"
    assert venue("place: chey, city: oslo", entities=none).why_not("r:chey:oslo/choice/place") == reason


@pytest.mark.parametrize(("wish", "count"), [(None, 3), (2, 2), (3, 3), (4, 4), (8, 4)])
def test_number_of_options(wish: int | None, count: int) -> None:
    """Three options if nothing is wished for, else as many as wished where there are candidates."""
    assert len(labels(venue("place: chey, city: oslo", wishes=Wishes(0, wish))["r:chey:oslo/choice/place"])) == count


def test_not_named_in_the_stem() -> None:
    """What the stem names is no option, its article or not."""
    named = venue("place: chey, city: oslo", entities=VENUES.replace("Oslo", "City Hall of Oslo"))
    assert "The City Hall" not in labels(named["r:chey:oslo/choice/place"])


def test_shared_alias_is_no_danger_but_a_name_is() -> None:
    """Two people who both answer to "Lee" stand side by side; one whose name the key accepts does not."""
    people = """\
  oslo: {kind: city, name: Oslo}
  one: {kind: person, name: Lee Jong, accept: [Lee]}
  two: {kind: person, name: Lee Jae, accept: [Lee]}
  ann: {kind: person, name: Ann, accept: [Lee Jong]}
  bob: {kind: person, name: Bob}
"""
    text = small("who: person, city: city", 'ask: {who: "Who is in {city}?"}', "who: one, city: oslo", entities=people)
    assert set(labels(made(text, Wishes(0, 8))["r:one:oslo/choice/who"])) == {"Lee Jong", "Lee Jae", "Bob"}


def numbers(*values: str, wishes: Wishes | None = None, kind: str = "number", more: str = "") -> list[list[str]]:
    cities = "".join(f"  c{at}: {{kind: city, name: Town {chr(65 + at)}}}\n" for at in range(len(values)))
    text = small(f"city: city, size: {kind}", 'ask: {size: "How much in {city}?"}' + more,
                 *(f"city: c{at}, size: {value}" for at, value in enumerate(values)), entities=cities)  # fmt: skip
    rules = made(text, wishes or Wishes(0, 8))
    return [labels(rules[f"r:c{at}:{value}/choice/size"]) for at, value in enumerate(values)]


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("7", {str(each) for each in range(1, 17)}),
        ("100", {*(str(each) for each in range(10, 100, 10)), *(str(each) for each in range(200, 1001, 100))}),
        ("3.5", {f"{each / 10}" for each in range(17, 54, 2)}),
        ("9.8", {f"{each / 10}" for each in range(53, 144, 5)}),
        ("84", {str(each) for each in range(39, 130, 5)}),
        ("0.05", {f"0.{each:02}" for each in range(1, 15)}),
        ("51740000", {f"{each},740,000" for each in range(6, 97, 5)}),
        ("-3", {str(each) for each in range(-12, 7)}),
    ],
)
def test_invented_numbers(key: str, near: set[str]) -> None:
    """Invented numbers are as precise as the key, in proportion to it, and of its sign where it is positive."""
    (shown,) = numbers(key)
    said = "51,740,000" if key == "51740000" else key
    assert len(shown) == 8
    assert set(shown) - {said} <= near


@pytest.mark.parametrize("key", [*map(str, range(1, 120, 7)), "199", "2", "401", "999", "4879", "0.21", "9.99", "-41"])
def test_an_invented_number_is_not_too_near(key: str) -> None:
    """It differs from the key by a twentieth or more, so that who knows the matter can tell them apart."""
    for shown in (numbers(key)[0], numbers(key, wishes=Wishes(5, 4))[0]):
        values = [float(label.replace(",", "").replace("\N{MINUS SIGN}", "-")) for label in shown]
        wrong = [value for value in values if value != float(key)]
        assert len(wrong) == len(shown) - 1
        assert all(abs(value - float(key)) >= abs(float(key)) / 20 - 1e-9 for value in wrong)


def test_precision() -> None:
    """A number with one decimal has no wrong answer without, and a code of three figures only others of three."""
    assert [len(shown) for shown in numbers("3.5", "4", "2", "2.5", more="\nopen: true")] == [2, 2, 2, 2]
    assert all(
        len(label) == 3
        for shown in numbers("007", "010", "12", "011", "13", more="\nopen: true")[:2]
        for label in shown
    )


def test_numbers_of_another_slot() -> None:
    """An area is no wrong answer for a population."""
    text = small("city: city, people: number, area: number", 'ask: {people: "How many in {city}?"}\nopen: true',
                 "city: oslo, people: 700, area: 454", "city: rome, people: 900, area: 120", entities=VENUES)  # fmt: skip
    assert labels(made(text, Wishes(0, 8))["r:oslo:700:454/choice/people"]) == ["700", "900"]


def test_real_days_before_invented_ones() -> None:
    """Days of sibling facts fill a side before any is invented, and all ascend."""
    cities = "".join(f"  c{at}: {{kind: city, name: Town {at}}}\n" for at in range(5))
    days = ["2023-01-10", "2023-02-10", "2023-03-10", "2023-04-10", "2023-05-10"]
    text = small("city: city, day: date", 'ask: {day: "When in {city}?"}',
                 *(f"city: c{at}, day: {day}" for at, day in enumerate(days)), entities=cities)  # fmt: skip
    shown = labels(made(text)["r:c2:2023-03-10/choice/day"])
    months = ["January", "February", "March", "April", "May"]
    assert all(label.startswith("10 ") for label in shown)
    assert [months.index(label.split()[1]) for label in shown] == sorted(
        months.index(label.split()[1]) for label in shown
    )


def test_rank_of_the_key_is_drawn() -> None:
    """The right day is not always the middle one: over many ids each of the three places is as frequent."""
    cities = "".join(f"  c{at}: {{kind: city, name: Town {at}}}\n" for at in range(240))
    lines = [f"city: c{at}, day: {2000 + at % 20}-{1 + at % 12:02}-{1 + at % 28:02}" for at in range(240)]
    rules = made(small("city: city, day: date", 'ask: {day: "When in {city}?"}', *lines, entities=cities))
    ranks = Counter(question.right for question in (rules.choice(id_) for id_ in rules.ids if "/choice/" in id_))
    assert sum(ranks.values()) == 240
    assert all(60 <= ranks[place] <= 100 for place in range(3))


def test_places_of_names_are_drawn() -> None:
    """A key that is a name stands in each place as often."""
    entities = "".join(
        f"  c{at}: {{kind: city, name: Town {at}}}\n  p{at}: {{kind: who, name: Man {at}}}\n" for at in range(240)
    )
    lines = [f"who: p{at}, city: c{at}" for at in range(240)]
    rules = made(small("who: who, city: city", 'ask: {city: "Where is {who}?"}', *lines, entities=entities))
    places = Counter(question.right for question in (rules.choice(id_) for id_ in rules.ids if "/choice/" in id_))
    assert all(60 <= places[place] <= 100 for place in range(3))


def test_wrong_options_of_a_selection_vary() -> None:
    """A selection has two to four wrong options, so that their number does not tell the right ones'."""
    entities = "".join(
        f"  c{at}: {{kind: city, name: Town {at}}}\n  p{at}: {{kind: who, name: Man {at}}}\n" for at in range(40)
    )
    lines = [f"who: p{at}, city: c{at // 2}" for at in range(40)]
    rules = made(small("who: who, city: city", 'ask-all: {who: "Who is in {city}?"}', *lines, entities=entities))
    counts = Counter(len(rules.select(id_).options) - 2 for id_ in rules.ids if "/select/" in id_)
    assert set(counts) == {2, 3, 4}


def test_nested_period_is_no_wrong_answer() -> None:
    """A stay inside another is no clear wrong answer for it, and none is invented around it."""
    text = small("city: city, days: period", 'ask: {days: "When in {city}?"}', "city: oslo, days: 2023-01-29/2023-02-01",
                 "city: rome, days: 2023-01-30/2023-01-31", entities=VENUES)  # fmt: skip
    shown = labels(made(text, Wishes(0, 8))["r:oslo:2023-01-29/2023-02-01/choice/days"])
    assert "30 to 31 January 2023" not in shown
    assert len(shown) == 8
