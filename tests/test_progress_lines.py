"""Progress as JSON lines: the format as documented, and a stranger's file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.cli.main import main
from quizgen.errors import Place, Problem
from quizgen.study.journal import line_of, read_lines
from quizgen.study.record import ANKI, LATEST, LONGEST, Event, Rescheduled, Undone
from tests.events import EVENTS, START, answered, flagged, kept
from tests.run import REPOSITORY

SOME = settings(derandomize=True, max_examples=150, deadline=None)
GOOD: dict[str, Any] = json.loads(line_of(answered(1)))
FLAG: dict[str, Any] = json.loads(line_of(flagged(1)))


def problems(content: str | bytes) -> list[Problem]:
    """What is wrong with a file called "f"."""
    return read_lines(content if isinstance(content, bytes) else content.encode(), "f")[1]


def test_a_line_is_what_the_page_says() -> None:
    """The example of each event in docs/progress.md is read, and written again the same."""
    page = (REPOSITORY / "docs" / "progress.md").read_text(encoding="utf-8")
    lines = re.findall(r"```json\n(.*?)```", page, re.DOTALL)[0].strip().splitlines()
    events, wrong = read_lines("\n".join(lines).encode(), "page")
    assert wrong == []
    assert [type(event).__name__ for event, _ in events] == ["Answered", "Answered", "Undone", "Flagged", "Rescheduled"]
    assert [line_of(event) for event, _ in events] == lines


@given(EVENTS)
@SOME
def test_every_event_is_read_as_it_was_written(event: Event) -> None:
    """One line each, in which nothing can steer a terminal."""
    line = line_of(event)
    assert not re.search("[\x00-\x1f\x7f-\x9f]", line)
    assert read_lines(f"{line}\n".encode(), "f") == ([(event, Place("f", 1))], [])


def changed(**more: object) -> str:
    """A good answer's line with something else in it."""
    return json.dumps({**GOOD, **more})


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("[1]", "1:1: no-progress this is no progress: neither lines that quizgen exported, nor a collection of Anki"),
        ("title: Capitals", "1:1: no-progress this is no progress: neither lines that quizgen exported, nor a"),
        ('{"format": 1', "1:13: bad-json this is no JSON: Expecting ',' delimiter"),
        ("{" * 100_000, "1:2: bad-json this is no JSON: Expecting property name enclosed in double quotes"),
        ('{"a":' * 100_000, "1:1: bad-json this is no JSON of ours: it is nested too deep"),
        ('{"format": "1', "1:12: bad-json this is no JSON: Unterminated string"),
        ('{"format": NaN}', "1:1: bad-json this is no JSON of ours: NaN is no number"),
        ('{"format": -Infinity}', "1:1: bad-json this is no JSON of ours: -Infinity is no number"),
        ('{"at":' + "9" * 5000 + "}", "1:1: bad-json this is no JSON of ours: a number of 5000 figures is too long"),
        ('{"format": 1, "format": 1}', "1:1: bad-json this is no JSON of ours: a key stands twice in an object"),
        (b'{"a": "\xff"}', "1:8: bad-encoding this line is not UTF-8"),
        ("{}", '1:1: bad-format an event begins with its format: {"format": 1, …}'),
        (changed(format="1"), '1:2: bad-format an event begins with its format: {"format": 1, …}'),
        (changed(format=2), "1:2: newer-format this was written by a newer quizgen (format 2); upgrade, or export"),
        (changed(event="dreamt"), "1:15: unknown-event no such event; there are answered, undone, flagged,"),
        (changed(event=[]), "1:15: unknown-event no such event"),
        (changed(ratingz={}), "unknown-key answered has no 'ratingz'; did you mean 'ratings'?"),
        (changed(**{"\x1b[2J" + "x" * 99: 1}), "unknown-key answered has no '�[2Jxxxx"),
        (json.dumps({k: v for k, v in GOOD.items() if k != "score"}), "1:15: missing-key answered lacks 'score'"),
        (changed(id=""), "1:36: bad-value 'id' is to be a text that is not empty"),
        (changed(id=7), "bad-value 'id' is to be a text"),
        (changed(id="\ud800"), "bad-value 'id' is to be a text without halves of characters"),
        (changed(bank="x" * 100_001), "bad-value 'bank' is to be a text of 100000 characters at most"),
        (changed(at=-1), f"bad-value 'at' is to be a whole number from 0 to {LATEST}"),
        (changed(at=10**30), "bad-value 'at' is to be a whole number from 0 to"),
        (changed(at=1.5), "bad-value 'at' is to be a whole number from 0 to"),
        (changed(at=True), "bad-value 'at' is to be a whole number from 0 to"),
        (changed(score=1.01), "bad-value 'score' is to be a number from 0 to 1"),
        (changed(score=10**400), "bad-value 'score' is to be a number from 0 to 1"),
        (changed(score=1).replace('"score": 1', '"score": 1e999'), "bad-value 'score' is to be a number from 0 to 1"),
        (changed(right=1), "bad-value 'right' is to be true or false"),
        (changed(kind="essay"), "bad-value 'kind' is to be one of choice, select, true-false, short,"),
        (changed(ratings={"0": 5}), "bad-value 'ratings' is to be a part and its rating from 1 to 4, each, such as"),
        (changed(ratings={"-1": 3}), "bad-value 'ratings' is to be a part and its rating"),
        (changed(ratings={"01": 3}), "bad-value 'ratings' is to be a part and its rating"),
        (changed(ratings={"²": 3}), "bad-value 'ratings' is to be a part and its rating"),
        (changed(ratings=[3]), "bad-value 'ratings' is to be a part and its rating"),
        (changed(shown=["a", 1]), "bad-value 'shown' is to be a list of texts"),
        (changed(origin="moon"), "bad-value 'origin' is to be one of terminal, anki"),
        (changed(interval=10**20), "bad-value 'interval' is to be a whole number from 0 to"),
        (changed(hints=None), "bad-value 'hints' is to be a whole number from 0 to"),
        (changed(kind="match", response={"a": ["b"]}), "bad-value 'response' is to be an object of texts for match"),
        (changed(kind="order", response="a"), "bad-value 'response' is to be a list of texts for order, or null"),
        (changed(response=[[[[]]]]), "bad-value 'response' is to be a text for short, or null"),
        (json.dumps({**FLAG, "remark": 1}), "bad-value 'remark' is to be a text"),
        (json.dumps({**FLAG, "right": True}), "unknown-key flagged has no 'right'"),
    ],
)  # fmt: skip
def test_a_bad_line_is_told_with_its_place(line: str | bytes, problem: str) -> None:
    """What it is, where it stands, and what it should be; never more than one line, and nothing of it is taken."""
    content = line if isinstance(line, bytes) else line.encode("utf-8", "surrogatepass")
    events, (found,) = read_lines(content, "f")
    assert events == []
    assert problem in str(found)
    assert str(found).startswith("f:1:")
    assert len(str(found).splitlines()) == 1
    assert len(str(found)) < 300


def test_all_bad_lines_are_told_at_once() -> None:
    """Good lines between them, empty lines and a byte order mark change no line's number."""
    good = line_of(answered(2))
    content = "\ufeff" + "\r\n".join([good, "", changed(at=-1, score=2), good, "{", changed(hints=-1, id="x")])
    assert [(each.place.line, each.code) for each in problems(content)] == [
        (3, "bad-value"), (3, "bad-value"), (5, "bad-json"), (6, "bad-value"),
    ]  # fmt: skip


def test_one_id_for_two_events_is_told_unless_they_are_the_same() -> None:
    """Two exports put together are no mistake; two stories under one id are."""
    twice = f"{line_of(answered(1))}\n{line_of(flagged(1))}\n{line_of(answered(1))}\n"
    assert problems(twice) == []
    assert [str(each) for each in problems(twice + line_of(answered(1, response="Bergen")))] == [
        "f:4:1: duplicate-event the event 'e1' says something else than in line 1"
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from([*GOOD, *FLAG, "part", "due", "answer"]), JSON), st.sampled_from([GOOD, FLAG, {}])
)
@SOME
def test_no_values_raise(values: dict[str, object], base: dict[str, object]) -> None:
    """Whatever stands in a line: an event that the store takes, or problems."""
    events, wrong = read_lines(json.dumps({**base, **values}).encode(), "f")
    assert bool(events) != bool(wrong)


@given(st.binary(max_size=80))
@SOME
def test_no_bytes_raise(content: bytes) -> None:
    """Whatever a file holds."""
    read_lines(content, "f")


def test_the_events_that_lines_allow_are_all_taken(tmp_path: Path) -> None:
    """The least and the most of every number, far beyond any real one."""
    far = LATEST
    events = [
        answered(1, 0, ratings={9_999_999: 1}, duration=2**53, hints=2**53, interval=LONGEST, origin=ANKI),
        answered(2, far, ratings={0: 4, 1: 4}, interval=0),
        answered(3, far, ratings={0: 4}, interval=LONGEST),
        Undone(id="u", at=far, answer="nothing"),
        Rescheduled(id="r", at=far, bank="b", question="q", part=10_000_000, due=far),
    ]
    path = tmp_path / "far.jsonl"
    path.write_text("\n".join(map(line_of, events)))
    progress = str(tmp_path / "p.sqlite")
    assert main(["progress", "import", str(path), "--progress", progress]) == 0
    assert main(["progress", "rebuild", "--progress", progress]) == 0
    assert main(["progress", "flags", "--progress", progress]) == 0


def test_nothing_of_any_file_is_taken_where_a_line_is_bad(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All files' problems at once; no progress file is made."""
    for name, content in [("good", line_of(answered(1))), ("bad", "{\n"), ("worse", changed(at=-1))]:
        (tmp_path / name).write_text(content + "\n")
    files = [str(tmp_path / name) for name in ("good", "bad", "worse")]
    assert main(["progress", "import", *files, "--progress", str(tmp_path / "p.sqlite")]) == 2
    assert capsys.readouterr().err.replace(f"{tmp_path}/", "").splitlines() == [
        "bad:1:2: bad-json this is no JSON: Expecting property name enclosed in double quotes",
        f"worse:1:48: bad-value 'at' is to be a whole number from 0 to {LATEST}",
        "quizgen: nothing was imported; mend the lines above, or delete them, and import again",
    ]
    assert not (tmp_path / "p.sqlite").exists()


def test_nothing_is_taken_where_two_files_contradict_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which of them is right cannot be known; the order of the files does not decide it."""
    mine, other = tmp_path / "mine.jsonl", tmp_path / "other.jsonl"
    mine.write_text(f"{line_of(answered(1))}\n")
    other.write_text(f"{line_of(answered(2))}\n{line_of(answered(1, START, response='Bergen'))}\n")
    progress = str(tmp_path / "p.sqlite")
    assert main(["progress", "import", str(mine), str(other), "--progress", progress]) == 2
    told = capsys.readouterr().err.splitlines()[0]
    id_ = answered(1).id
    assert told == f"{other}:2:1: duplicate-event the event '{id_}' says something else than in {mine}:1:1"
    assert main(["progress", "export", "--progress", progress]) == 0
    assert capsys.readouterr().out == ""


def test_an_event_known_with_something_else_in_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody rewrites what was answered; nothing of the file is taken."""
    progress = kept(tmp_path / "p.sqlite", answered(1))
    path = tmp_path / "other.jsonl"
    path.write_text(f"{line_of(answered(2))}\n{line_of(answered(1, START, response='Bergen'))}\n")
    assert main(["progress", "import", str(path), "--progress", str(progress)]) == 2
    told = capsys.readouterr().err.splitlines()[0]
    assert told == f"{path}:2:1: known-event an event of this id is known here, and says something else"
    assert main(["progress", "export", "--progress", str(progress)]) == 0
    assert capsys.readouterr().out == f"{line_of(answered(1))}\n"
