"""``--shard 3/10``: one of so many parts of a list, so that many computers can share the work."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

MOST = 100_000
"""No list is split into more parts."""

_Thing = TypeVar("_Thing")


class Shard(NamedTuple):
    """One part of ``parts``, counted from one."""

    number: int
    parts: int

    def of(self, things: Sequence[_Thing]) -> Sequence[_Thing]:
        """What falls to this part: parts follow on each other, and differ by one in length at the most."""
        count = len(things)
        return things[count * (self.number - 1) // self.parts : count * self.number // self.parts]


def shard(raw: str) -> Shard:
    """The type of argument. Raises argparse.ArgumentTypeError for what is no part."""
    found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", raw)
    if not found:
        raise argparse.ArgumentTypeError(f"'{raw}' is no part of a list; write 3/10 for the third of ten")
    number, parts = int(found[1]), int(found[2])
    if not 1 <= parts <= MOST:
        raise argparse.ArgumentTypeError(f"'{raw}' asks for {parts} parts; there are 1 to {MOST:,}")
    if not 1 <= number <= parts:
        raise argparse.ArgumentTypeError(f"'{raw}' asks for part {number}; there are parts 1 to {parts}")
    return Shard(number, parts)
