"""The letters of options."""

from __future__ import annotations


def letter(position: int) -> str:
    """The letter of an option, positions counted from zero: A to Z, then AA, AB and so on."""
    before, last = divmod(position, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)
