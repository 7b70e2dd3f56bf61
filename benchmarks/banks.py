"""Banks made up for the guesser: deterministic, of the shapes that give cues if any do."""

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
