"""The garbage collector, sent to rest while a bank is read or a large file made: nearly all that is made stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_FROZEN = gc.get_freeze_count()
"""So many objects Python sets aside by itself (3.12 does); more are a host's, which stay so."""


@contextmanager
def at_rest() -> Iterator[None]:
    """No collection meanwhile: each would walk all that is there so far, and find nothing to collect.

    Nor right after: what was made counts as old, and is looked at when there is as much again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_freeze_count() <= _FROZEN:
                gc.freeze()
                gc.unfreeze()  # into the oldest generation
            gc.enable()


def at_end() -> None:
    """Nothing comes but the end of the program, which need not look for what could be collected."""
    gc.disable()
    gc.freeze()
