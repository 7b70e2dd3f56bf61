"""What a file may be other than a bank in UTF-8."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.bank.load import load_bank
from tests.banks import HEAD, SHORT, lines, loaded

GOOD = HEAD + SHORT.replace("B", "Größe 😀")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bank saved by a Windows editor is the same bank."""
    monkeypatch.chdir(tmp_path)
    plain = loaded(tmp_path, GOOD)
    assert plain.problems == ()
    for other in (
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        "\ufeff" + GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
    ):
        assert loaded(tmp_path, other) == plain
    assert lines(tmp_path, "\ufeff" + GOOD.replace("ask", "aks").replace("\n", "\r\n")) == [
        "8:5: unknown-key the short question 'q' has no key 'aks'; did you mean 'ask'?"
    ]


BYTES = {
    "UTF-16": (GOOD.encode("utf-16"), "1:1: encoding the file seems to be saved as UTF-16; save it as UTF-8"),
    "UTF-16 without its mark": (
        GOOD.encode("utf-16-le"),
        "1:1: encoding the file seems to be saved as UTF-16; save it as UTF-8",
    ),
    "Latin-1": (
        GOOD.replace("😀", "").encode("latin-1"),
        "9:15: encoding byte 0xf6 is not UTF-8; save the file as UTF-8 and check this word",
    ),
    "a control character": (
        GOOD.replace("A?", "\x07?").encode(),
        "8:10: encoding the character U+0007 cannot be shown and has no place in a bank; delete it",
    ),
    "a line break that editors do not show": (
        GOOD.replace("A?", "A\u2028?").encode(),
        "8:11: encoding the character U+2028 cannot be shown and has no place in a bank; delete it",
    ),
    "a zero": (
        GOOD.replace("A?", "A\0?").encode(),
        "8:11: encoding the character U+0000 cannot be shown and has no place in a bank; delete it",
    ),
}


@pytest.mark.parametrize("name", BYTES)
def test_an_encoding_that_is_not_utf_8_is_told_where_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The place is that of the first wrong byte or character."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bank.yaml").write_bytes(BYTES[name][0])
    assert [str(problem) for problem in load_bank("bank.yaml").problems] == [f"bank.yaml:{BYTES[name][1]}"]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing, a folder, a name that no file can have, or forbidden: one line each."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()

    def told(path: str) -> list[str]:
        return [str(problem) for problem in load_bank(path).problems]

    assert told("no.yaml") == ["no.yaml:1:1: unreadable-file the bank cannot be opened: no such file or directory"]
    assert told("folder") == ["folder:1:1: unreadable-file the bank cannot be opened: is a folder"]
    assert told("a\0b") == ["a␀b:1:1: unreadable-file the bank cannot be opened: this is no file name"]

    def forbidden(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("quizgen.bank.load.read_file", forbidden)
    assert told("x.yaml") == ["x.yaml:1:1: unreadable-file the bank cannot be opened: permission denied"]
