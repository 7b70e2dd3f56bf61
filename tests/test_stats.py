"""What a learner's record says: counts, retention, streak, calendar, weak topics, leeches, wrong options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.model import AnyQuestion, Match
from quizgen.study.due import Today, parts_of
from quizgen.study.record import AGAIN, GOOD, Answered, Event, JsonValue, Undone
from quizgen.study.schedule import DAY, CardState, Key, Review, states
from quizgen.study.stats import Share, Stats, stats
from quizgen.study.told import date_of
from tests.samples import BANK, QUESTIONS

TODAY = Today(at=1_700_006_400_000 // DAY * DAY + DAY // 2)
"""Noon of Wednesday, 15 November 2023."""
KINDS = {question.kind: question for question in QUESTIONS}


def review(question: AnyQuestion, ago: int, rating: int = GOOD, *, part: int | None = None, ms: int = 0) -> Review:
    """A review so many days ago."""
    part = parts_of(question)[0] if part is None else part
    at = TODAY.at - ago * DAY + ms
    return Review(bank=BANK.id, question=question.id, part=part, at=at, rating=rating, duration=6_000)


def told(
    reviews: Iterable[Review] = (), events: Iterable[Event] = (), cards: dict[Key, CardState] | None = None
) -> Stats:
    """The statistics of the sample bank, its cards as the reviews leave them unless given."""
    reviews = list(reviews)
    return stats(QUESTIONS, BANK, states(reviews, 0.9) if cards is None else cards, reviews, events, TODAY)


def card(*, stability: float = 5.0, due: int = 3, last: int = 2, lapses: int = 0) -> CardState:
    """A card due in so many days and last reviewed so many days ago."""
    first = TODAY.at - 90 * DAY
    return CardState(
        stability=stability, difficulty=5.0, first=first, last=TODAY.at - last * DAY, due=TODAY.at + due * DAY,
        reviews=4, lapses=lapses,
    )  # fmt: skip


def answered(
    number: int, question: AnyQuestion, response: JsonValue, *, right: bool = False, bank: str = BANK.id
) -> Answered:
    """An answer in the log."""
    return Answered(
        id=f"e{number}", at=number, bank=bank, question=question.id, language="en", kind=question.kind,
        response=response, right=right, score=float(right), ratings={0: GOOD if right else AGAIN},
    )  # fmt: skip


def test_of_nothing_nothing_is_told() -> None:
    """Every number is 0 and every share has no value; the calendar and the forecast are there, empty."""
    found = told()
    assert (found.questions, found.new, found.seen, found.due, found.answers) == (
        len(QUESTIONS),
        len(QUESTIONS),
        0,
        0,
        0,
    )
    assert (found.kept, found.kept.value, found.streak, found.longest) == (Share(0, 0), None, 0, 0)
    assert found.next_due is None
    assert set(found.forecast) == {0}
    assert {answers for _, answers in found.calendar} == {0}
    assert found.leeches == found.fallen == found.weak == ()
    assert [topic.known for topic in found.topics] == [None] * len(found.topics)


def test_a_question_is_learned_when_all_of_its_cards_keep_for_three_weeks() -> None:
    """A cloze of which one blank is young, or was never asked, is young itself."""
    choice, cloze = KINDS["choice"], next(each for each in QUESTIONS if len(parts_of(each)) > 1)
    one, other = parts_of(cloze)
    cards = {(choice.id, 0): card(stability=21.0), (cloze.id, one): card(stability=80.0)}
    assert (told(cards=cards).learned, told(cards=cards).young) == (1, 1)
    cards[cloze.id, other] = card(stability=20.9)
    assert (told(cards=cards).learned, told(cards=cards).young) == (1, 1)
    cards[cloze.id, other] = card(stability=21.0)
    assert (told(cards=cards).learned, told(cards=cards).young) == (2, 0)


def test_due_today_is_what_has_not_been_answered_today() -> None:
    """And the next day on which something is due is told."""
    cards = {
        (KINDS["choice"].id, 0): card(due=-4),
        (KINDS["select"].id, 0): card(due=0),
        (KINDS["short"].id, 0): card(due=0, last=0),
        (KINDS["order"].id, 0): card(due=6),
    }
    found = told(cards=cards)
    assert found.due == found.forecast[0] == 2
    assert found.forecast == (2, 1, 0, 0, 0, 0, 1, *[0] * 7)
    assert found.next_due == TODAY.day + 1


def test_an_answer_to_two_blanks_is_one_answer() -> None:
    """Its reviews stand a millisecond apart, in the order of its parts."""
    cloze = next(each for each in QUESTIONS if len(parts_of(each)) > 1)
    one, other = parts_of(cloze)
    both = [review(cloze, 3, part=one), review(cloze, 3, part=other, ms=1)]
    assert told(both).answers == 1
    assert told([*both, review(cloze, 3, part=one, ms=2)]).answers == 2
    assert told(both).seconds == 12


def test_what_is_kept_counts_the_first_answer_of_a_day_to_what_an_earlier_day_had() -> None:
    """Of the last thirty days; neither the first meeting nor a second try counts."""
    choice, short = KINDS["choice"], KINDS["short"]
    reviews = [
        review(choice, 40),
        review(choice, 31, AGAIN),
        review(choice, 20),
        review(choice, 10, AGAIN),
        review(choice, 10, GOOD, ms=60_000),
        review(short, 5, AGAIN),
        review(short, 4),
    ]
    assert told(reviews).kept == Share(2, 3)
    assert sum(topic.kept.whole for topic in told(reviews).topics) == 3


def test_a_streak_goes_up_to_today_or_yesterday() -> None:
    """Who has not answered today yet has not broken it; a day without ends it."""
    choice = KINDS["choice"]
    days = [review(choice, ago) for ago in (1, 2, 3, 5, 6, 7, 8)]
    assert (told(days).streak, told(days).longest) == (3, 4)
    assert told([*days, review(choice, 0)]).streak == 4
    assert told(days[1:]).streak == 0


def test_the_calendar_begins_on_a_monday_twelve_weeks_back_and_ends_today() -> None:
    """Today is a Wednesday: eleven whole weeks and three days."""
    found = told([review(KINDS["choice"], 0), review(KINDS["short"], 0, ms=9), review(KINDS["choice"], 9)])
    days = [day for day, _ in found.calendar]
    assert (date_of(days[0]).isoformat(), date_of(days[-1]).isoformat()) == ("2023-08-28", "2023-11-15")
    assert days == list(range(days[0], days[0] + 80))
    assert [(day - days[-1], answers) for day, answers in found.calendar if answers] == [(-9, 1), (0, 2)]


def test_a_topic_is_weak_where_too_much_was_forgotten_or_is_likely_to_be() -> None:
    """Four of five forgotten say so, one of one does not; nor does a memory that is good still."""
    choice = KINDS["choice"]
    cards = {(choice.id, 0): card(stability=400.0)}
    often = [review(choice, ago, AGAIN if ago > 1 else GOOD) for ago in (9, 7, 5, 3, 2, 1)]
    (weak,) = stats(QUESTIONS, BANK, cards, often, (), TODAY).weak
    assert (weak.topic, weak.kept, weak.seen) == (choice.topic, Share(1, 5), 1)
    assert stats(QUESTIONS, BANK, cards, often[:2], (), TODAY).weak == ()
    faded = {(choice.id, 0): card(stability=1.0, last=30)}
    assert [topic.topic for topic in stats(QUESTIONS, BANK, faded, (), (), TODAY).weak] == [choice.topic]


def test_a_leech_has_lapsed_four_times() -> None:
    """The worst one first."""
    cards = {
        (KINDS["choice"].id, 0): card(lapses=4),
        (KINDS["short"].id, 0): card(lapses=9),
        (KINDS["order"].id, 0): card(lapses=3),
    }
    found = told(cards=cards)
    assert [(leech.question.kind, leech.lapses) for leech in found.leeches] == [("short", 9), ("choice", 4)]
    assert found.lapses == 16


def fallen(events: Sequence[Event]) -> list[tuple[str, str | None, str, int]]:
    """(kind, left, option, times)."""
    return [
        (each.question.kind, each.left and each.left.text.plain("en"), each.option.text.plain("en"), each.times)
        for each in told(events=events).fallen
    ]


def test_a_wrong_option_chosen_twice_is_told_with_its_reason() -> None:
    """Once is a slip."""
    choice = KINDS["choice"]
    once = [answered(1, choice, "@tokyo")]
    assert fallen(once) == []
    twice = [*once, answered(2, choice, "@tokyo")]
    assert fallen(twice) == [("choice", None, "Tokyo", 2)]
    (found,) = told(events=twice).fallen
    assert found.option.because is not None
    assert found.option.because.plain("en") == "Tokyo is Japan's capital."


def test_two_right_answers_in_a_row_end_the_tale_of_a_wrong_option() -> None:
    """One does not; and a third fall brings it back."""
    choice = KINDS["choice"]
    falls = [answered(1, choice, "@tokyo"), answered(2, choice, "@tokyo")]
    rights = [answered(3, choice, "@seoul", right=True), answered(4, choice, "@seoul", right=True)]
    assert len(fallen([*falls, rights[0]])) == 1
    assert fallen([*falls, *rights]) == []
    assert fallen([*falls, *rights, answered(5, choice, "@tokyo")]) == [("choice", None, "Tokyo", 3)]


def test_an_answer_taken_back_tells_nothing_of_wrong_options() -> None:
    """Wherever in the log it was taken back."""
    choice = KINDS["choice"]
    falls = [answered(1, choice, "@tokyo"), answered(2, choice, "@tokyo")]
    assert fallen([*falls, Undone(id="u", at=9, answer="e2")]) == []
    assert fallen([Undone(id="u", at=0, answer="e1"), *falls]) == []


def test_a_wrong_pair_is_told_with_its_left() -> None:
    """Of a match; what is paired rightly is not."""
    match = KINDS["match"]
    assert isinstance(match, Match)
    one, other = match.lefts[:2]
    pairs: JsonValue = {one.key: match.rights[1].key, other.key: match.rights[1].key}
    events = [answered(at, match, pairs) for at in (1, 2)]
    assert fallen(events) == [("match", one.text.plain("en"), match.rights[1].text.plain("en"), 2)]


def test_an_option_that_is_no_more_is_told_by_its_entitys_name_or_not_at_all() -> None:
    """Another seed may have shown an entity that the question does not offer now."""
    choice = KINDS["choice"]
    gone = [answered(at, choice, key) for at, key in enumerate(("@nobody", "@nobody", "77", "77"))]
    assert fallen(gone) == []
    elsewhere = [answered(at, choice, f"@{key}") for key in BANK.entities for at in (10, 11)][:2]
    names = [entity.name.plain("en") for entity in BANK.entities.values()]
    assert all(option in names for _, _, option, _ in fallen(elsewhere))


responses = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["@tokyo", "@seoul", "0"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.tuples(st.sampled_from(QUESTIONS), responses), max_size=12))
@settings(derandomize=True, max_examples=150, deadline=None)
def test_whatever_stands_in_the_log_as_a_response_breaks_nothing(raw: list[tuple[AnyQuestion, JsonValue]]) -> None:
    """It may come from a file that anybody wrote."""
    events = [answered(at, question, response) for at, (question, response) in enumerate([*raw, *raw])]
    assert all(each.times >= 2 for each in told(events=events).fallen)


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(QUESTIONS), st.sampled_from([1, 2, 3, 4])), max_size=40))
@settings(derandomize=True, max_examples=80, deadline=None)
def test_the_numbers_agree_with_each_other(raw: list[tuple[int, AnyQuestion, int]]) -> None:
    """Learned, young and new are all questions; the topics add up; the answers too."""
    reviews = [
        replace(review(question, ago, rating, part=part), at=TODAY.at - ago * DAY + 1_000 * number + at)
        for number, (ago, question, rating) in enumerate(raw)
        for at, part in enumerate(parts_of(question))
    ]
    found = told(reviews)
    assert found.learned + found.young + found.new == found.questions == len(QUESTIONS)
    assert sum(topic.seen for topic in found.topics) == found.seen
    assert sum(topic.learned for topic in found.topics) == found.learned
    assert sum(topic.kept.whole for topic in found.topics) == found.kept.whole
    assert sum(answers for _, answers in found.calendar) == found.answers == len(raw)
    assert found.streak <= found.longest <= 61
    assert sum(found.forecast) <= found.seen
