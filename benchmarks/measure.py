"""Measuring: the same work several times, always beside its baseline, so that every figure is a ratio of one run."""

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was done, against what, how they compare, and the bar (None: only reported)."""

    work: str
    baseline: str
    took: str
    ratio: float | None
    bar: float | None
    note: str = ""

    @property
    def holds(self) -> str:
        """Whether the bar holds, in a word; a dash where there is none or nothing was measured."""
        if self.ratio is None or self.bar is None:
            return "–"
        return "yes" if self.ratio <= self.bar else "**no**"


def cost(work: Callable[[], object], clock: Clock = time.process_time) -> float:
    """Seconds that a piece of work takes, the collector off.

    By default they are the processor's, so that a neighbour's program does not count; by
    ``time.perf_counter`` where the work waits for a disk or has threads of its own.
    """
    gc.collect()
    gc.disable()
    begun = clock()
    result = work()
    taken = clock() - begun
    gc.enable()
    del result
    return taken


def against(
    work: Callable[[], object], baseline: Callable[[], object], runs: int = 5, clock: Clock = time.process_time
) -> tuple[float, float]:
    """The medians of a work's and its baseline's seconds, run in turn."""
    pairs = [(cost(work, clock), cost(baseline, clock)) for _ in range(runs)]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


def compared(work: str, baseline: str, seconds: tuple[float, float], bar: float | None, note: str = "") -> Row:
    """The row of two times."""
    own, other = seconds
    return Row(work, baseline, f"{told(own)} / {told(other)}", own / other, bar, note)


def told(seconds: float) -> str:
    """Seconds in a unit that reads well."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1e3:.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.0f} µs"


def process(
    command: Sequence[str], stdin: str = "", environment: Mapping[str, str] | None = None
) -> tuple[float, int, str]:
    """A whole process: its processor seconds, its exit code, and what it printed; ``environment`` is added to ours."""
    around = {**os.environ, **(environment or {})}
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=around
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(stdin)
    child.stdin.close()
    printed = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    child.stdout.close()
    return usage.ru_utime + usage.ru_stime, child.returncode, printed


def processes(work: Sequence[str], baseline: Sequence[str], runs: int = 15) -> tuple[float, float]:
    """The medians of the processor seconds of two commands, run in turn.

    Both run once before, allowed to keep compiled what they import: so they stand as pip leaves what it installs,
    also in a checkout and where the environment says that nothing is to be kept.
    """
    keeping = {"PYTHONDONTWRITEBYTECODE": ""}
    process(work, environment=keeping)
    process(baseline, environment=keeping)
    pairs = [(process(work)[0], process(baseline)[0]) for _ in range(runs)]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


def apart(call: str) -> tuple[Any, int]:
    """What a call such as ``benchmarks.rows.deck:ours(10)`` gives in a process of its own, and its peak memory."""
    module, _, expression = call.partition(":")
    code = f"import json, {module} as it, benchmarks.measure as by; print(json.dumps([it.{expression}, by.own_peak()]))"
    _, _, printed = process([sys.executable, "-c", code])
    if not printed:
        raise RuntimeError(f"{call} failed; run it by hand")
    result, peak = json.loads(printed.splitlines()[-1])
    return result, peak


def own_peak() -> int:
    """The most memory that this process has had, in bytes; not what the one that started it had, where that is told."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8"))
        if found:
            return int(found[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
