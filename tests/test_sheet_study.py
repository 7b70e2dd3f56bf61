"""What a study sheet says, free of every format: the timeline, who and where, the facts, the slips."""

from __future__ import annotations

from quizgen.bank.load import load_bank, load_words
from quizgen.export.sheet import study_sheet
from quizgen.generate.build import build
from quizgen.text import plain
from tests.lessons import lesson, sheet
from tests.run import FLAGSHIP


def rows(language: str = "en") -> list[tuple[str, list[str]]]:
    return [(row.label, [plain(text) for text in row.texts]) for row in sheet(language).time.rows]


def test_the_timeline_goes_by_time_and_says_what_happens() -> None:
    """Years come before their days; a fact about one thing is that thing, any other is its statement."""
    assert rows() == [
        ("1928", ["The Youth Pledge"]),
        ("17 August 1945", ["The proclamation", "On 17 August 1945, Sukarno spoke at the house in Pegangsaan Timur."]),
        ("23 August 1949", []),
        ("2 November 1949", []),
        ("27 December 1949", []),
    ]
    assert rows("id")[1] == (
        "17 Agustus 1945",
        ["Proklamasi", "Pada 17 Agustus 1945, Sukarno berpidato di rumah di Pegangsaan Timur."],
    )


def test_periods_are_bars_in_lanes_of_their_own() -> None:
    """A period reaches from its first row to its last; two at a time stand side by side."""
    assert [(bar.first, bar.last, bar.lane, bar.dates, plain(bar.text)) for bar in sheet().time.bars] == [
        (1, 4, 0, "17 August 1945 to 27 December 1949", "The revolution"),
        (2, 3, 1, "23 August to 2 November 1949", "The round-table conference"),
    ]
    assert sheet().time.lanes == 2


def test_a_day_that_a_period_says_already_is_left_out() -> None:
    """The revolution's first day is where its bar begins."""
    assert all("The revolution" not in texts for _, texts in rows())


def test_context_facts_are_never_shown() -> None:
    """Neither they nor those whom only they name, in any part of the sheet."""
    said = str(sheet()) + str(sheet("id"))
    for hidden in ("Yamamoto", "secret", "rahasia", "never to be shown", "16 August", "15 August"):
        assert hidden not in said


def test_who_is_who_and_what_lies_where() -> None:
    """Entities with a line of their own, and places with the place around them, grouped by kind and in order."""
    found = {
        group.title: [(plain(entry.name), plain(entry.about)) for entry in group.entries] for group in sheet().groups
    }
    assert found == {
        "Who is who": [("Mohammad Hatta", "first vice-president"), ("Sukarno", "first president")],
        "Cities": [("Bandung", "Java"), ("Jakarta", "Java")],
        "Building": [("The house in Pegangsaan Timur", "Jakarta")],
        "Light house": [("Willem's Tower", "a light at sea")],
    }
    assert [group.title for group in sheet("id").groups][:2] == ["Siapa saja tokohnya", "Kota"]


def test_the_facts_stand_by_topic_with_their_sources() -> None:
    """Statements in the bank's order, each with its sources by number; then what is asked beyond them."""
    found = sheet()
    assert [subject.title for subject in found.subjects] == ["Events", "Places", "More"]
    events = found.subjects[0]
    assert [(plain(each.text), plain(each.explanation), each.sources) for each in events.facts][:3] == [
        ("On 17 August 1945 the proclamation took place.", "A Friday.", "[1], page 4; [2]"),
        ("On 17 August 1945 the revolution took place.", "", "[1], page 5"),
        ("From 17 August 1945 to 27 December 1949 the revolution lasted.", "", "[1], page 5, page 6"),
    ]
    (asked,) = events.questions
    assert (plain(asked.text), [plain(line) for line in asked.answer], asked.sources) == (
        "Who signed beside Sukarno?",
        ["Mohammad Hatta"],
        "[2]",
    )
    assert found.sources == ("[1] A schoolbook", "[2] The archive, 18 August 1945")


def test_slips_are_set_right() -> None:
    """What the source prints, what is right, and why."""
    assert [plain(line) for line in sheet().slips] == [
        "A slip in the source ([1], page 4): it prints “17 August 1946”; right is “17 August 1945”."
        " The archive is older. (See: [2])"
    ]


def test_of_some_questions_only_what_they_rest_on_is_shown() -> None:
    """A sheet for one question holds its facts and nothing more."""
    _, questions = lesson()
    one = next(each.id for each in questions if each.id.startswith("stands:house:jakarta"))
    found = sheet("en", one)
    assert [plain(each.text) for subject in found.subjects for each in subject.facts] == [
        "In Jakarta stands the house in Pegangsaan Timur."
    ]
    assert found.time.rows == ()
    assert found.slips == ()


def test_the_flagship_has_all_its_parts() -> None:
    """In both languages: four days, three stages, people, places, seven topics, four slips."""
    bank = load_bank(FLAGSHIP).bank
    assert bank is not None
    questions = build(bank).questions
    for language in bank.languages:
        found = study_sheet(questions, bank, language, load_words(language), everything=True)
        assert len(found.time.rows) == 4
        assert len(found.time.bars) == 3
        assert len(found.groups) == 2
        assert len(found.subjects) == 7
        assert len(found.slips) == len(bank.corrections)
        assert "Yoon Suk Yeol" not in " ".join(plain(e.name) for group in found.groups for e in group.entries)
        shown = sum(len(subject.facts) for subject in found.subjects)
        assert shown == len([fact for fact in bank.facts if not fact.context])
