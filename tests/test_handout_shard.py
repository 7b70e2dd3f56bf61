"""``quizgen handout --shard``: a roster made in parts says, learner by learner, what it says made at once."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.run import FLAGSHIP, quizgen

LEARNERS = [f"Learner {number}" for number in range(1, 8)]
WISHES = ("-n", "8", "--versions", "2", "--seed", "5", "--roster", "names.csv")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a class list of seven."""
    (tmp_path / "names.csv").write_text("\n".join(["name", *LEARNERS]), encoding="utf-8")
    return tmp_path


def papers(path: Path) -> list[str]:
    """A Markdown file of papers, one by one, without the rules between them."""
    return [each.strip().removesuffix("---").strip() for each in re.split(r"(?m)^(?=# )", path.read_text("utf-8"))[1:]]


def test_the_parts_together_are_the_whole(folder: Path) -> None:
    """Run side by side, three parts have every paper once, in the order of the list, and the same key table."""
    ran = quizgen("handout", str(FLAGSHIP), *WISHES, "--key-table", "whole.csv", "-o", "whole.md", folder=folder)
    assert ran.code == 0, ran.err
    command = f"{sys.executable} -m quizgen handout {FLAGSHIP} {' '.join(WISHES)}"
    part = "--shard {}/3 --key-table key-{}.csv -o part-{}.md"
    side = subprocess.run(
        ["xargs", "-P", "2", "-I{}", "sh", "-c", f"{command} {part}"], input="1\n2\n3\n", text=True, cwd=folder,
        check=False, capture_output=True,
    )  # fmt: skip
    assert side.returncode == 0, side.stderr
    made = [papers(folder / f"part-{number}.md") for number in (1, 2, 3)]
    assert [len(each) for each in made] == [2, 2, 3]
    assert [each for part in made for each in part] == papers(folder / "whole.md")
    head, *rows = (folder / "whole.csv").read_bytes().splitlines(keepends=True)
    parts = [(folder / f"key-{number}.csv").read_bytes().splitlines(keepends=True) for number in (1, 2, 3)]
    assert [part[0] for part in parts] == [head] * 3
    assert [row for part in parts for row in part[1:]] == rows


def test_key_tables_one_behind_the_other_mark_a_class(folder: Path) -> None:
    """What `cat` makes of the parts' key tables is a key table: its rows of headings in the middle do not count."""
    for number in (1, 2):
        ran = quizgen(
            "handout", str(FLAGSHIP), *WISHES, "-k", "choice", "--shard", f"{number}/2",
            "--key-table", f"{number}.csv", "-o", "p.md", folder=folder,
        )  # fmt: skip
        assert ran.code == 0, ran.err
    (folder / "key.csv").write_bytes(b"".join((folder / f"{number}.csv").read_bytes() for number in (1, 2)))
    rows = [line.split(",") for line in (folder / "key.csv").read_text(encoding="utf-8-sig").splitlines()]
    answers = [f"{learner},{paper},{number},A" for paper, learner, number, *_ in rows if number.isdigit()]
    (folder / "answers.csv").write_text("\n".join(["learner,paper,number,response", *answers]), encoding="utf-8")
    ran = quizgen("mark", "key.csv", "answers.csv", "-o", "marks.csv", folder=folder)
    assert ran.code == 0, ran.err
    assert ran.err.count("warning") == 0
    assert (folder / "marks.csv").read_text(encoding="utf-8").count("Learner ") == len(LEARNERS)


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        (("--shard", "0/10"), "'0/10' asks for part 0; there are parts 1 to 10"),
        (("--shard", "11/10"), "'11/10' asks for part 11; there are parts 1 to 10"),
        (("--shard", "1/0"), "'1/0' asks for 0 parts; there are 1 to 100,000"),
        (("--shard", "a/b"), "'a/b' is no part of a list; write 3/10 for the third of ten"),
        (("--shard", "-1/3"), "expected one argument"),
        (("--shard", "1/10"), "names.csv names 7, so part 1 of 10 has nobody; ask for fewer parts"),
    ],
)
def test_what_is_no_part_is_told(wishes: tuple[str, str], told: str, folder: Path) -> None:
    """Parts that do not exist or have nobody are wrong usage, and nothing is written."""
    ran = quizgen("handout", str(FLAGSHIP), *WISHES, *wishes, "-o", "x.md", folder=folder)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert not (folder / "x.md").exists()


def test_a_part_of_no_list_is_told(folder: Path) -> None:
    """Without a class list there is nothing to split."""
    ran = quizgen("handout", str(FLAGSHIP), "--shard", "1/2", "-o", "x.md", folder=folder)
    assert ran.code == 2
    assert ran.err == "quizgen: --shard is a part of a class list; add --roster NAMES.csv, or leave it out\n"


def test_two_of_one_name_are_told_in_every_part(folder: Path) -> None:
    """The whole list is looked through, not the part alone."""
    (folder / "names.csv").write_text("\n".join(["name", *LEARNERS, LEARNERS[0]]), encoding="utf-8")
    ran = quizgen("handout", str(FLAGSHIP), *WISHES, "--shard", "2/4", "-o", "x.md", folder=folder)
    assert ran.code == 2
    assert ran.err.startswith("names.csv:9:1: duplicate-learner 'Learner 1' stands in row 2 too")


def test_a_long_list_is_made_in_parts(folder: Path) -> None:
    """More names than go into one file are taken with --shard, while no part has more than a file holds."""
    names = [f"Learner {number},L{number}" for number in range(2_500)]
    (folder / "names.csv").write_text("\n".join(["name,code", *names]), encoding="utf-8")
    ran = quizgen("handout", str(FLAGSHIP), *WISHES, "--shard", "625/1250", "-o", "x.md", folder=folder)
    assert ran.code == 0, ran.err
    assert [re.findall(r"L\d{4}\b", paper)[0] for paper in papers(folder / "x.md")] == ["L1248", "L1249"]
    ran = quizgen("handout", str(FLAGSHIP), *WISHES, "--shard", "1/2", "-o", "y.md", folder=folder)
    assert ran.code == 2
    told = "part 1 of 2 of names.csv has 1,250 names, and a file of papers has 1,000 at most; ask for more parts"
    assert told in ran.err
