"""Whatever stands in the file, the loader and the generator answer with problems, never with a traceback."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.errors import has_errors
from tests.banks import HEAD, lines, loaded, problems

GOOD = (Path(__file__).parent / "data" / "design.yaml").read_text(encoding="utf-8")
PIECES = (
    "{", "}", "[", "]", ":", ": ", " #", "- ", "\n", "\t", "'", '"', "@", "@@", "*", "&a ", "*a", "!x ", "|\n", ">\n",
    "? ", "%", "{{c1::", "}}", "::", "\\", "{visitor}", "{{", "2023-02-30", "optional ", "  ", "\r\n", "\u2028",
    "\u00a0", "١", "~", "<<: ", "é", "😀", "9" * 30, "-0", "0.000", "1e9", "id: ", "date", "text", "kind: ", "--- ",
    "...\n", "\0",
)  # fmt: skip

quiet = settings(
    derandomize=True,
    deadline=None,
    max_examples=250,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def _mutations(draw: st.DrawFn) -> str:
    text = GOOD
    words = sorted(set(re.findall(r"[\w-]+", GOOD)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        match draw(st.sampled_from(("cut", "put", "swap", "move"))):
            case "cut":
                text = text[:at] + text[at + draw(st.sampled_from((1, 2, 5, 30, 200))) :]
            case "put":
                text = text[:at] + draw(st.sampled_from(PIECES)) + text[at:]
            case "swap":
                text = text.replace(draw(st.sampled_from(words)), draw(st.sampled_from((*words, *PIECES))), 1)
            case _:
                rows = text.split("\n")
                rows.insert(draw(st.integers(0, len(rows))), rows[draw(st.integers(0, len(rows) - 1))])
                text = "\n".join(rows)
    return text


@quiet
@given(text=_mutations())
def test_a_bank_with_random_slips_gives_problems_inside_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """No exception, and every place is one that the file has."""
    monkeypatch.chdir(tmp_path)
    rows = re.split(r"\r\n|\r|\n", text)
    for problem in problems(tmp_path, text):
        assert 1 <= problem.place.line <= len(rows)
        assert 1 <= problem.place.column <= len(rows[problem.place.line - 1]) + 1
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", problem.code)
        assert problem.message
        assert "\n" not in problem.message


_KEYS = st.sampled_from(sorted(set(re.findall(r"([\w-]+):", GOOD))))
_SCALARS = st.sampled_from(
    sorted({*re.findall(r"[@\w-]+", GOOD), "", "{n}", "{{c1::a}}", "2023-01-29/2023-01-01", "@x"})
)
_TREES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=6),
    max_leaves=30,
)
_SECTIONS = ("topics", "sources", "entities", "relations", "facts", "corrections", "questions", "skip", "retired")


@quiet
@given(tree=st.fixed_dictionaries({}, optional=dict.fromkeys(_SECTIONS, _TREES)), whole=_TREES)
def test_any_tree_of_lists_and_mappings_gives_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tree: dict[str, Any], whole: Any
) -> None:
    """A bank of nonsense is told to be so; JSON is YAML too."""
    monkeypatch.chdir(tmp_path)
    head = {"format": "1", "bank": "b", "title": "T", "languages": ["en", "id"]}
    problems(tmp_path, json.dumps({**head, **tree}))
    assert has_errors(problems(tmp_path, json.dumps(whole)))


@quiet
@given(raw=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    """A file that is no bank at all is told to be so."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bank.yaml").write_bytes(raw)
    from quizgen.bank.load import load_bank

    assert has_errors(load_bank("bank.yaml").problems)


@pytest.mark.parametrize(
    "text", ["?", "---", "- ?", "a: ?", "\r\n?", "!", "&a", "a: &b", "...", "%", ":", "- :", "? -", "\ufeff"]
)
def test_a_file_that_ends_too_early_gives_problems_inside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """YAML counts a line more than there are."""
    monkeypatch.chdir(tmp_path)
    found = problems(tmp_path, text)
    assert has_errors(found)
    rows = re.split(r"\r\n|\r|\n", text)
    assert all(problem.place.line <= len(rows) for problem in found)


def test_a_thousand_million_laughs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Aliases that multiply are not followed to their end."""
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"x{at}: &x{at} [{', '.join([f'*x{at - 1}'] * 9)}]\n" for at in range(1, 12))
    told = lines(tmp_path, f"{HEAD}x0: &x0 [a, a]\n{rows}y: *x11\n")
    assert len(told) == 1
    assert told[0].endswith("yaml-alias aliases (*) repeat too much; write the texts out")


DEEP = {
    "lists in brackets": "x: " + "[" * 100_000,
    "mappings in braces": "x: " + "{a: " * 100_000,
    "lists on one line": "- " * 100_000,
    "lists on many lines": "\n".join(" " * at + "-" for at in range(1_000)),
    "keys in keys": "? " * 10_000,
    "both": "\n".join(" " * (2 * at) + "- - - - " for at in range(200)),
}


@pytest.mark.parametrize("name", DEEP)
def test_nesting_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Neither Python's stack nor C's runs over."""
    monkeypatch.chdir(tmp_path)
    (line,) = lines(tmp_path, DEEP[name])
    assert "too-deep" in line


def test_numbers_and_dates_at_the_edge_make_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first and the last day of the calendar, the largest number, a year of one figure."""
    monkeypatch.chdir(tmp_path)
    bank = f"""{HEAD}relations:
  r:
    slots: {{d: date, p: period, n: number, y: year}}
    say: "{{d}} {{p}} {{n}} {{y}}"
    ask: {{d: "{{p}} {{n}} {{y}}?", n: "{{d}}?", y: "{{d}}?", p: "{{d}}?"}}
facts:
  - r: {{d: 0001-01-01, p: 0001-01-01/9999-12-31, n: -999999999999999.999999999, y: 1}}
  - r: {{d: 9999-12-31, p: 9999-12-31, n: 0.000000001, y: 9999}}
  - r: {{d: 2024-02-29, p: 2024-02-29, n: -0, y: 2024}}
"""
    assert lines(tmp_path, bank) == []
    assert lines(tmp_path, bank.replace("-999999999999999.999999999", "9" * 5000))[0].startswith("11:")


def test_a_deletion_with_an_endless_number_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python refuses to read such a number; the loader says what to write."""
    monkeypatch.chdir(tmp_path)
    bank = f'{HEAD}questions:\n  - {{id: q, kind: cloze, text: "{{{{c{"9" * 5000}::a}}}}"}}\n'
    assert lines(tmp_path, bank) == ["6:33: bad-cloze in the cloze text: a deletion is written {{c1::answer}}"]


@pytest.mark.parametrize("file", [".", "..", "../design.yaml", "/etc/passwd", "a\\0.png", "~", "//x/y.png", "x" * 5000])
def test_an_image_never_leads_out_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    """A path that is no picture of the bank is told, whatever it is."""
    monkeypatch.chdir(tmp_path)
    image = f'    image: {{file: "{file}", alt: A}}\n'
    (line,) = lines(tmp_path, f"{HEAD}questions:\n  - id: q\n    kind: short\n    ask: A?\n    answer: B\n{image}")
    assert line.startswith("10:19: image-")


def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it points counts, not where it lies."""
    folder = tmp_path / "bank"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "a.png").symlink_to(tmp_path / "secret.png")
    monkeypatch.chdir(folder)
    question = "questions:\n  - {id: q, kind: short, ask: A?, answer: B, image: {file: a.png, alt: A}}\n"
    (line,) = lines(folder, HEAD + question)
    assert "image-outside" in line


def _questions(count: int) -> str:
    rows = (
        f"  - {{id: q{at}, kind: {'short' if at % 2 else 'choice'}, ask: What is {at}?, answer: It is {at}"
        f"{'' if at % 2 else ', distractors: [no, never]'}}}\n"
        for at in range(count)
    )
    return "questions:\n" + "".join(rows)


def _entities(count: int) -> str:
    rows = (
        f"  e{at}: {{kind: {('person', 'city')[at % 2]}, name: Name {at}, accept: [N{at}]}}\n" for at in range(count)
    )
    return "entities:\n" + "".join(rows)


def _facts(count: int, city: str) -> str:
    relation = 'relations:\n  lives: {slots: {who: person, where: city, since: number}, say: "{who} {where} {since}"}\n'
    rows = (
        f"  - lives: {{who: e{at * 2 % 2000}, where: {city}{at * 14 % 2000 + 1}, since: {at}}}\n" for at in range(count)
    )
    return relation + "facts:\n" + "".join(rows)


LARGE = {
    "questions": (HEAD + _questions(3000), 0),
    "questions beside entities": (HEAD + _entities(2000) + _facts(1, "e") + _questions(3000), 0),
    "entities and facts": (HEAD + _entities(2000) + _facts(3000, "e"), 0),
    "nothing but mistakes": (HEAD + _entities(2000) + _facts(3000, "x"), 3000),
    "stars": (f'{HEAD}questions:\n  - {{id: q, kind: short, answer: B, ask: "{"*a " * 3000}{"a* " * 3000}"}}\n', 0),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_bank_loads_in_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Thousands of questions, entities, facts or mistakes take no time that grows with their square."""
    monkeypatch.chdir(tmp_path)
    text, count = LARGE[name]
    begun = time.process_time()
    found = loaded(tmp_path, text)
    assert time.process_time() - begun < 10
    assert len(found.problems) == count
