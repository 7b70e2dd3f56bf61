"""``python -m benchmarks``: measure everything, print the table, and write it into docs/performance.md.

Words choose rows (``python -m benchmarks load deck``); then, and with ``--dry``, nothing is written.
``--huge`` adds 100,000 facts to the growth table.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Iterator
from pathlib import Path

from benchmarks import growth
from benchmarks.measure import Row
from benchmarks.rows import MODULES

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
HEAD = ["| work | baseline in the same run | took / baseline | ratio | bar | holds |", "|---|---|---|---|---|---|"]


def line(row: Row) -> str:
    """A row of the table."""
    ratio = "–" if row.ratio is None else f"{row.ratio:.2f} ×"
    bar = "reported" if row.bar is None else f"≤ {row.bar:g} ×"
    note = f" ({row.note})" if row.note else ""
    return f"| {row.work}{note} | {row.baseline} | {row.took or '–'} | {ratio} | {bar} | {row.holds} |"


def measured(wanted: list[str]) -> Iterator[str]:
    """The table's lines, as they are measured."""
    yield from HEAD
    for module in MODULES:
        if not wanted or module.__name__.rpartition(".")[2] in wanted:
            for row in module.rows():
                yield line(row)


def shown(lines: Iterator[str]) -> list[str]:
    """The lines, each printed as soon as it is there."""
    kept = []
    for each in lines:
        print(each, flush=True)
        kept.append(each)
    return kept


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", help="only these: start load check deck others papers answers growth")
    parser.add_argument("--dry", action="store_true", help="do not write docs/performance.md")
    parser.add_argument("--huge", action="store_true", help="also 100,000 facts (many minutes, several GiB)")
    arguments = parser.parse_args()
    table = shown(measured(arguments.rows)) if arguments.rows != ["growth"] else []
    grown: list[str] = []
    if not arguments.rows or "growth" in arguments.rows:
        print()
        grown = shown(iter(growth.table((*growth.SIZES, 100_000) if arguments.huge else growth.SIZES)))
    if not arguments.rows and not arguments.dry:
        about = f"Measured with Python {platform.python_version()} on {platform.system()}."
        text = PAGE.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        after = rest.partition(END)[2]
        body = "\n".join([BEGIN, "", *table, "", *grown, "", about, "", END])
        PAGE.write_text(f"{before}{body}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
