"""The clock on the wall: the moment where the learner is, whatever ``TZ`` says."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

_DAY = 86_400
_ZONES = Path("/usr/share/zoneinfo")


def ahead(seconds: float) -> int:
    """How many seconds the learner's clock is ahead of UTC at a moment; 0 for a zone a day or more away."""
    offset = time.localtime(int(seconds)).tm_gmtoff
    return offset if abs(offset) < _DAY else 0


def at(seconds: float) -> datetime:
    """A moment as the learner's clock shows it."""
    return datetime.fromtimestamp(seconds, timezone(timedelta(seconds=ahead(seconds))))


def heed_zone() -> None:
    """Have a ``TZ`` that is a file's name here mean what it means to the system, to Babel too: a zone, or UTC.

    Babel opens a file or folder of that name in the folder one is in, and gives up where it is no zone.
    """
    named = os.environ.get("TZ", "").removeprefix(":")
    if named and os.path.exists(named) and not _is_zone(Path(named)):  # noqa: PTH110 (it may be no name at all)
        there = _ZONES / named
        os.environ["TZ"] = str(there) if _is_zone(there) else "UTC"


def _is_zone(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) == b"TZif"
    except OSError:
        return False
