"""``python -m tests.fuzz``: every target in turn; failing inputs are kept and can be given again by number."""

from __future__ import annotations

import argparse
import itertools
import secrets
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.run import feed
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Run the targets; 1 where one has failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="for all targets together (default: 1)")
    parser.add_argument("--seed", type=int, help="the seed of every input (default: drawn, and printed)")
    parser.add_argument("--only", action="append", choices=sorted(TARGETS), help="this target; repeatable")
    parser.add_argument("--number", type=int, help="only the input of this number, to see a failure again")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"), help="where failing inputs are kept")
    arguments = parser.parse_args()
    seed = secrets.randbelow(10**9) if arguments.seed is None else arguments.seed
    names = arguments.only or list(TARGETS)
    print(f"seed {seed}", flush=True)
    total = failed = 0
    for name in names:
        until = time.monotonic() + arguments.minutes * 60 / len(names)
        numbers = itertools.count() if arguments.number is None else iter([arguments.number])
        with tempfile.TemporaryDirectory(prefix="quizgen-fuzz-") as folder:
            outcome = feed(name, TARGETS[name], seed, Path(folder), numbers, until)
            for number, told in outcome.failures:
                kept = arguments.keep / f"{name}-{seed}-{number}"
                again = Path(folder) / "again"
                again.mkdir(exist_ok=True)
                feed(name, TARGETS[name], seed, again, iter([number]), time.monotonic() + 60)
                shutil.copytree(again, kept, dirs_exist_ok=True)
                shutil.rmtree(again)
                (kept / "traceback.txt").write_text(told, encoding="utf-8", errors="backslashreplace")
                print(told, file=sys.stderr)
        total, failed = total + outcome.inputs, failed + len(outcome.failures)
        print(
            f"{name:12} {outcome.inputs:>9,} inputs, slowest {outcome.slowest:.2f} s, {len(outcome.failures)} failures",
            flush=True,
        )
    print(f"{'all':12} {total:>9,} inputs, {failed} failures; the same again: --seed {seed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
