"""What of a stranger's text may be shown: in a terminal nothing of it is obeyed, whatever it holds."""

from __future__ import annotations

import re
import unicodedata

_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""What turns the direction of all that follows; the marks that a right-to-left text needs are not among them."""
_BREAKS = "\n\t\r\x0b\x0c\x85\u2028\u2029"
_ODD = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{_TURNING}\ud800-\udfff]")
_STEERING = re.compile(f"[\x7f-\x9f{_TURNING}]")


def shown(text: str, *, flat: bool = True) -> str:
    """A text with a picture in place of every character that would steer a terminal.

    ``flat`` makes it one line; without it line ends stay.
    """
    return _ODD.sub(lambda found: _safe(found[0], flat), text)


def shown_json(text: str) -> str:
    """JSON in which nothing steers a terminal; it says the same."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _safe(character: str, flat: bool) -> str:
    if character == "\n" and not flat:
        return character
    if character in _BREAKS:
        return " "
    if unicodedata.category(character) == "Cc" and ord(character) < 32:
        return chr(0x2400 + ord(character))
    return "\N{REPLACEMENT CHARACTER}"
