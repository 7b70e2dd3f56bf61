"""The disk: what is to be seen on it before a program goes on."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def settle(folder: Path) -> None:
    """Have the names in a folder on the disk too, where the system knows that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
