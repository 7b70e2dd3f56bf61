"""Banks made up: small ones for the guesser, of the shapes that give cues if any do, and large ones to be timed."""

from __future__ import annotations

from collections.abc import Callable

_CITIES = (
    "Arden", "Brookfield", "Castell", "Dunmore", "Eastvale", "Fairhaven", "Glenrock", "Harwick", "Ivybridge",
    "Jarrow", "Kingsport", "Lowestoft", "Marlow", "Northbridge upon Wye", "Oakham", "Penrith", "Quarrington",
    "Redcar", "Stanmore-on-the-Hill", "Tiverton", "Ulverston", "Ventnor", "Whitby", "Yarm",
)  # fmt: skip
_HEAD = "format: 1\nbank: {name}\ntitle: {name}\nlanguages: [en]\n"


def capitals() -> str:
    """Towns and lands, some with articles and long names; two towns in some lands."""
    lines = [_HEAD.format(name="capitals"), "entities:"]
    for at, city in enumerate(_CITIES):
        article = "the " if at % 4 == 0 else ""
        traits = f"traits: [t{at % 3}, u{at % 5}]"
        lines.append(f'  c{at}: {{kind: city, name: "{city}", {traits}}}')
        lines.append(f'  l{at}: {{kind: land, name: "{article}Land of {city[:3]}{"ia" * (1 + at % 3)}", {traits}}}')
    lines += [
        "relations:",
        "  lies:",
        "    slots: {city: city, land: land}",
        '    say: "{city} lies in {land}."',
        '    ask: {land: "In which land does {city} lie?", city: "Which town lies in {land}?"}',
        '    ask-one: {city: "Which of these towns lies in {land}?"}',
        "facts:",
    ]
    lines += [f"  - lies: {{city: c{at}, land: l{at if at % 6 else (at + 6) % 24}}}" for at in range(len(_CITIES))]
    return "\n".join(lines) + "\n"


def events() -> str:
    """Events with days, periods, years and numbers."""
    lines = [_HEAD.format(name="events"), "entities:"]
    lines += [f'  e{at}: {{kind: event, name: "the {city} Fair"}}' for at, city in enumerate(_CITIES)]
    lines += [
        "relations:",
        "  took:",
        "    slots: {event: event, day: date, stay: period, year: year, guests: number}",
        '    say: "{event} opened on {day}, ran {stay}, first in {year}, with {guests} guests."',
        '    ask: {day: "When did {event} open?", stay: "When was {event} held?",',
        '          year: "In which year was {event} first held?", guests: "How many guests came to {event}?"}',
        "facts:",
    ]
    for at in range(len(_CITIES)):
        day = f"20{10 + at % 13}-{1 + at * 5 % 12:02}-{1 + at * 7 % 20:02}"
        last = f"{day[:8]}{int(day[8:]) + 3 + at % 5:02}"
        numbers = f"year: {1850 + at * 37 % 150}, guests: {(at * 7919) % 900 * 10 + 120}"
        lines.append(f"  - took: {{event: e{at}, day: {day}, stay: {day}/{last}, {numbers}}}")
    return "\n".join(lines) + "\n"


def mixed() -> str:
    """People, posts and places: an open relation, aliases, optional slots, names of many lengths."""
    lines = [_HEAD.format(name="mixed"), "entities:"]
    for at, city in enumerate(_CITIES):
        first = ("Ann", "Bo", "Christopher", "Dee", "Maximilian")[at % 5]
        lines.append(f'  p{at}: {{kind: person, name: "{first} {city}", accept: ["{city}"], traits: [g{at % 4}]}}')
        post = ("mayor", "keeper of the bridge", "judge", "chief of the fire brigade", "head teacher")[at % 5]
        lines.append(f'  o{at}: {{kind: post, name: "{post} of {city}", traits: [h{at % 4}]}}')
    lines += [
        "relations:",
        "  holds:",
        "    open: true",
        "    slots: {person: person, post: post, since: optional year}",
        '    say: ["{person} has been {post} since {since}.", "{person} is {post}."]',
        '    ask: {person: "Who is {post}?", post: "What is {person}?", since: "Since when has {person} been {post}?"}',
        "  knows:",
        "    slots: {person: person, friend: person}",
        '    say: "{person} knows {friend}."',
        '    ask-one: {friend: "Which of these people does {person} know?"}',
        "facts:",
    ]
    for at in range(len(_CITIES)):
        since = f", since: {1990 + at * 11 % 33}" if at % 3 else ""
        lines.append(f"  - holds: {{person: p{at}, post: o{(at * 5 + 3) % 24}{since}}}")
        lines += [f"  - knows: {{person: p{at}, friend: p{(at + step) % 24}}}" for step in (1, 5 + at % 4)]
    return "\n".join(lines) + "\n"


SYNTHETIC: dict[str, Callable[[], str]] = {"capitals": capitals, "events": events, "mixed": mixed}
"""Name -> the bank as YAML."""


# -- realistic banks of any size ----------------------------------------------------------------------------------

_FIRST = ("Ana", "Budi", "Chen", "Dewi", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kirana", "Lars")
_ON = ("ba", "de", "ki", "lo", "mu", "na", "ro", "si", "ta", "ve", "wo", "zu")
_END = ("berg", "dale", "field", "ford", "ham", "land", "mark", "stad", "ton", "ville")
_SOURCES = """sources: {atlas: {cite: {en: An atlas, id: Atlas}, place: {en: "page {n}", id: "halaman {n}"}}}"""
_RELATIONS = """\
topics: {places: {en: Places, id: Tempat}, people: {en: People, id: Tokoh}, dates: {en: Dates, id: Tanggal}}
relations:
  capital:
    topic: places
    slots: {city: city, country: country}
    say: {en: "{city} is the capital of {country}.", id: "{city} adalah ibu kota {country}."}
    ask:
      city: {en: "What is the capital of {country}?", id: "Apakah ibu kota {country}?"}
      country: {en: "Of which country is {city} the capital?", id: "{city} adalah ibu kota negara mana?"}
    match: {from: city, to: country, ask: {en: "Match each capital.", id: "Pasangkan setiap ibu kota."}}
    rules: [choice, short, true-false, match]
  meeting:
    topic: people
    slots: {visitor: person, official: person, city: city, day: optional date}
    say:
      - {en: "{visitor} met {official} in {city} on {day}.", id: "{visitor} bertemu {official} di {city} pada {day}."}
      - {en: "{visitor} met {official} in {city}.", id: "{visitor} bertemu {official} di {city}."}
    ask:
      day: {en: "When did {visitor} meet {official}?", id: "Kapan {visitor} bertemu {official}?"}
    ask-one:
      official: {en: "Which of these did {visitor} meet in {city}?", id: "Siapa yang ditemui {visitor} di {city}?"}
    ask-all:
      official: {en: "Which of these did {visitor} meet?", id: "Siapa saja yang ditemui {visitor}?"}
    order: {by: day, show: official, ask: {en: "Put these in order.", id: "Urutkan."}}
    rules: [choice, true-false, select, order]
  stay:
    topic: dates
    slots: {person: person, city: city, span: period}
    say: {en: "{person} stayed in {city} from {span}.", id: "{person} tinggal di {city} dari {span}."}
    ask:
      span: {en: "For which days was {person} in {city}?", id: "Pada hari apa {person} berada di {city}?"}
    ask-one:
      city: {en: "In which of these cities was {person}?", id: "Di kota mana {person} berada?"}
    rules: [choice, cloze]
    open: true
  founded:
    topic: dates
    slots: {body: body, year: year, members: optional number}
    say:
      - {en: "{body} was founded in {year} with {members} members.", id: "{body} ada sejak {year}, {members} anggota."}
      - {en: "{body} was founded in {year}.", id: "{body} berdiri pada {year}."}
    ask:
      year: {en: "In which year was {body} founded?", id: "Pada tahun berapa {body} berdiri?"}
      members: {en: "How many members had {body} at first?", id: "Berapa anggota {body} pada awalnya?"}
    rules: [choice, short, true-false]
  motto:
    topic: people
    slots: {body: body, words: text}
    say: {en: "{body} has the motto {words}.", id: "Semboyan {body} adalah {words}."}
    ask:
      body: {en: "Who has the motto {words}?", id: "Siapa yang bersemboyan {words}?"}
    rules: [choice, short, cloze]
"""


def _name(number: int) -> str:
    """A made-up name of its own for every number."""
    number, end = divmod(number, len(_END))
    made = ""
    while number or not made:
        number, at = divmod(number, len(_ON))
        made = _ON[at] + made
    return made.capitalize() + _END[end]


def realistic(facts: int, name: str = "realistic") -> str:
    """A bank in two languages of so many facts, in the proportions of the flagship bank.

    Some four questions are made of a fact, and nearly as many are written by hand as there are facts. Five
    relations: one value to one, many to many with dates, periods of an open relation, years and numbers,
    texts. One fact in twenty is context, every other one is explained; entities have traits and other names.
    """
    each = max(facts // 5, 4)
    lines = [
        f"format: 1\nbank: {name}\ntitle: {{en: A large bank, id: Bank besar}}\nlanguages: [en, id]",
        _SOURCES,
        "entities:",
    ]
    lines += [_entity(at, each) for at in range(each)]
    lines += [_RELATIONS + "facts:"]
    lines += [_fact(at, each) for at in range(facts)]
    lines += ["questions:"] + [hand_written(at) for at in range(max(facts * 9 // 10, 3))]
    return "\n".join(lines) + "\n"


def _entity(at: int, each: int) -> str:
    person, city, body = f"{_FIRST[at % 12]} {_name(at)}", _name(at + each), _name(at + 2 * each)
    article = "the " if at % 4 == 0 else ""
    traits = f"traits: [t{at % 7}, u{at % 11}]"
    return (
        f"  p{at}: {{kind: person, name: {person}, accept: [{_name(at)}], {traits}}}\n"
        f"  c{at}: {{kind: city, name: {city}, {traits}}}\n"
        f"  l{at}: {{kind: country, name: {{en: {article}{_name(at + 3 * each)} Islands, "
        f"id: Kepulauan {_name(at + 3 * each)}}}, {traits}}}\n"
        f"  b{at}: {{kind: body, name: {{en: the {body} Society, id: Perhimpunan {body}}}, accept: [{body}]}}"
    )


def _day(at: int) -> str:
    return f"{1990 + at * 7 % 34}-{1 + at * 5 % 12:02}-{1 + at * 11 % 28:02}"


def _fact(at: int, each: int) -> str:
    number = at // 5
    told = f"It stands on page {at} of the atlas.", f"Itu ada di halaman {at} dalam atlas."
    explain = f', explain: {{en: "{told[0]}", id: "{told[1]}"}}' if at % 2 else ""
    rest = f"source: atlas#{at}{explain}" + (", context: true" if at % 20 == 19 else "")
    match at % 5:
        case 0:
            said = f"capital: {{city: c{number}, country: l{number}}}"
        case 1:
            day = f", day: {_day(at)}" if at % 3 else ""
            visitor, official = number // 3, (number * 7 + 1) % each
            said = f"meeting: {{visitor: p{visitor}, official: p{official}, city: c{number // 4}{day}}}"
        case 2:
            first = _day(at)
            last = f"{first[:8]}{min(int(first[8:]) + at % 9, 28):02}"
            said = f"stay: {{person: p{number // 2}, city: c{number * 3 % each}, span: {first}/{last}}}"
        case 3:
            members = f", members: {(at * 7919) % 900 * 10 + 120}" if at % 2 else ""
            said = f"founded: {{body: b{number}, year: {1700 + at * 37 % 300}{members}}}"
        case _:
            words = f'{{en: "{_name(at)} for all", id: "{_name(at)} untuk semua"}}'
            said = f"id: motto-{at}, motto: {{body: b{number}, words: {words}}}"
    return f"  - {{{said}, {rest}}}"


def hand_written(at: int) -> str:
    """A question as a teacher writes it, with reasons for what is wrong and an explanation."""
    names = [_name(at * 4 + step) for step in range(4)]
    return (
        f"""\
  - id: q{at}
    kind: {"choice" if at % 3 else "short"}
    ask: {{en: "Where does the river of {names[0]} meet the sea?", id: "Di mana sungai {names[0]} bermuara ke laut?"}}
    answer: {{en: "At {names[1]}", id: "Di {names[1]}"}}
"""
        + (
            f"""\
    distractors:
      - text: {{en: "At {names[2]}", id: "Di {names[2]}"}}
        because: {{en: "{names[2]} lies *upstream*.", id: "{names[2]} terletak di hulu."}}
      - {{en: "At {names[3]}", id: "Di {names[3]}"}}
"""
            if at % 3
            else f"    accept: [{names[1]}, the port of {names[1]}]\n"
        )
        + f"""\
    explain: {{en: "It ends at {names[1]}, in the north.", id: "Sungai itu bermuara di {names[1]}, di utara."}}
    source: atlas#{at}"""
    )


def by_hand(questions: int) -> str:
    """A bank of nothing but questions written by hand."""
    head = "format: 1\nbank: by-hand\ntitle: {en: By hand, id: Tulisan tangan}\nlanguages: [en, id]\n"
    return f"{head}{_SOURCES}\nquestions:\n" + "\n".join(hand_written(at) for at in range(questions)) + "\n"
