# ruff: noqa: E501 (attacks and what is said of them stand on a line)
"""Pictures that lead out of the folder, never end, or do more than be seen: refused, each in a line."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.bank.images import MOST_PIXELS, trouble
from tests.banks import HEAD, lines
from tests.fuzz.readers import run_here
from tests.fuzz.run import limited
from tests.test_anki_deck import PNG

QUESTION = "questions:\n  - {{id: q, kind: short, ask: What is it?, answer: B, image: {{file: {}, alt: A}}}}\n"
OUTSIDE = "lies outside the bank's folder; copy it in"
PIPE = "cannot be read: it is no file, but a pipe or a device"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bank's folder; what stands above it is none of the bank's business."""
    made = tmp_path / "bank"
    made.mkdir()
    monkeypatch.chdir(made)
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "secret.png").write_bytes(PNG)
    return made


def told(folder: Path, file: str) -> str:
    """The one line that a bank with this picture gives, from its code on; empty where it is taken."""
    with limited():
        found = [line for line in lines(folder, HEAD + QUESTION.format(file)) if "image" in line]
    assert len(found) < 2
    return found[0].partition(" ")[2] if found else ""


@pytest.mark.parametrize(
    "file",
    ["../secret.png", "/etc/hostname", "../bank/../secret.png", "./../secret.png", "x/../../secret.png",
     "'file:///etc/passwd.png'", "'http://127.0.0.1:9/x.png'", "'//127.0.0.1/x.png'", "'\\\\host\\x.png'"],
)  # fmt: skip
def test_a_path_leads_nowhere_else(folder: Path, file: str) -> None:
    """Above, absolute, on the net: it lies outside, or is not there; no address is ever opened."""
    said = told(folder, file)
    named = file.strip("'")
    assert said in (
        f"image-outside the image '{named}' {OUTSIDE}",
        f"image-missing there is no image '{named}' in the bank's folder",
    )


LINKS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a file": (lambda at: (at / "a.png").symlink_to("../secret.png"), "a.png", f"image-outside the image 'a.png' {OUTSIDE}"),
    "a folder": (lambda at: (at / "d").symlink_to("../other"), "d/secret.png", f"image-outside the image 'd/secret.png' {OUTSIDE}"),
    "a chain": (
        lambda at: ((at / "a.png").symlink_to("b.png"), (at / "b.png").symlink_to("../secret.png")), "a.png",
        f"image-outside the image 'a.png' {OUTSIDE}",
    ),
    "itself": (lambda at: (at / "a.png").symlink_to("a.png"), "a.png", "image-"),
    "each other": (
        lambda at: ((at / "a.png").symlink_to("b.png"), (at / "b.png").symlink_to("a.png")), "a.png", "image-",
    ),
    "a device": (lambda at: (at / "a.png").symlink_to("/dev/zero"), "a.png", f"image-outside the image 'a.png' {OUTSIDE}"),
    "standard input": (lambda at: (at / "a.png").symlink_to("/dev/stdin"), "a.png", "image-outside"),
    "inside": (lambda at: ((at / "b.png").write_bytes(PNG), (at / "a.png").symlink_to("b.png")), "a.png", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", LINKS)
def test_a_link_leads_nowhere_else(folder: Path, name: str) -> None:
    """Where it points to counts; one that points to itself is no picture, one inside the folder is."""
    make, file, said = LINKS[name]
    make(folder)
    found = told(folder, file)
    assert found.startswith(said)
    assert bool(found) == bool(said)


def test_a_pipe_is_no_picture(folder: Path) -> None:
    """Nobody waits for what will never come."""
    os.mkfifo(folder / "a.png")
    assert told(folder, "a.png") == f"image-missing the image 'a.png' {PIPE}"


def test_a_picture_of_any_size_is_refused_unread(folder: Path) -> None:
    """A file of a hundred gigabytes, all of it a hole."""
    with (folder / "a.png").open("wb") as file:
        file.write(PNG)
        file.truncate(100_000_000_000)
    assert told(folder, "a.png") == "image-missing the image 'a.png' cannot be read: it is larger than 20 megabytes"


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes = b"\0\0") -> bytes:
    """A PNG that says to be so large, whatever it holds."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return PNG[:8] + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


SIZES = {
    "a bomb of a PNG": (png(2**31 - 1, 2**31 - 1), "image/png", "is 2147483647 × 2147483647 pixels; make it smaller (60 million at most)"),
    "a long PNG": (png(40_000, 1), "image/png", "is 40000 × 1 pixels; make it smaller (60 million at most)"),
    "an empty PNG": (png(0, 5), "image/png", "has no pixels"),
    "half a PNG": (PNG[:20], "image/png", "is damaged: it does not say how wide and high it is"),
    "a large PNG": (png(6_000, 8_000), "image/png", ""),
    "a bomb of a GIF": (b"GIF89a\xff\xff\xff\xff\0\0\0", "image/gif", "is 65535 × 65535 pixels; make it smaller (60 million at most)"),
    "half a GIF": (b"GIF89a\1", "image/gif", "is damaged: it does not say how wide and high it is"),
    "a bomb of a JPEG": (b"\xff\xd8\xff\xe0\0\4ab\xff\xff\xc2\0\x11\x08\xff\xff\xff\xff\1", "image/jpeg", "is 65535 × 65535 pixels; make it smaller (60 million at most)"),
    "a JPEG that skips without end": (b"\xff\xd8" + b"\xff\xe0\0\0" * 100_000, "image/jpeg", "is damaged: it does not say how wide and high it is"),
    "a bomb of a WebP": (b"RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff", "image/webp", "is 16777216 × 16777216 pixels; make it smaller (60 million at most)"),
    "a WebP of another kind": (b"RIFF\0\0\0\0WAVEfmt " + bytes(30), "image/webp", "is damaged: it does not say how wide and high it is"),
}  # fmt: skip


@pytest.mark.parametrize("name", SIZES)
def test_pixels_are_counted_before_they_are_unpacked(name: str) -> None:
    """A few hundred bytes that would become gigabytes in a printer's or a browser's memory."""
    content, media_type, said = SIZES[name]
    assert trouble(content, media_type) == said
    assert MOST_PIXELS == 60_000_000


AWAY = "fetches something from elsewhere; put it into the drawing, or save it as PNG"
LAUGH = "".join(f'<g id="g{at}">{"<use href=%s/>" * 10}</g>' % ((f'"#g{at - 1}"',) * 10) for at in range(1, 10))
DRAWINGS = {
    "a drawing": (SVG.format('<g id="a"><rect width="2" height="2" style="fill:url(#b)"/></g><use xlink:href="#a"/>'), ""),
    "a drawing of an old program": (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        + SVG.format("<a href='https://x.org'><text>A</text></a><image href='data:image/png;base64,AAAA'/>"), "",
    ),
    "a script": (SVG.format("<script>alert(1)</script>"), "holds <script>; save it as a plain drawing, or as PNG"),
    "a script of another space": (SVG.format("<x:script xmlns:x='http://www.w3.org/2000/svg'/>"), "holds <script>; save it as a plain drawing, or as PNG"),
    "a handler": (SVG.format("<rect onclick='x()'/>"), "holds a script (onclick); save it as a plain drawing, or as PNG"),
    "a page in it": (SVG.format("<foreignObject/>"), "holds <foreignobject>; save it as a plain drawing, or as PNG"),
    "a file": (SVG.format("<image xlink:href='file:///etc/passwd'/>"), AWAY),
    "a neighbour": (SVG.format("<image href='../secret.png'/>"), AWAY),
    "an address": (SVG.format("<image href='http://127.0.0.1:9/x.png'/>"), AWAY),
    "a page": (SVG.format("<a href='javascript:x()'/>"), AWAY),
    "a drawing in a drawing": (SVG.format("<image href='data:image/svg+xml;base64,AAAA'/>"), AWAY),
    "a link that is set": (SVG.format("<set attributeName='href' to='javascript:x()'/>"), AWAY),
    "a style": (SVG.format("<style>@import 'http://x';</style>"), AWAY),
    "a style in two": (SVG.format("<style>@imp<!-- -->ort 'http://x';</style>"), AWAY),
    "a filling": (SVG.format("<rect style='fill:url(http://x)'/>"), AWAY),
    "a style sheet": ("<?xml version='1.0'?><?xml-stylesheet href='http://x'?>" + SVG.format(""), AWAY),
    "a used drawing": (SVG.format("<use href='http://x#a'/>"), AWAY),
    "entities": ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"), "declares entities (<!ENTITY …>); save it as a plain drawing, or as PNG"),
    "an outer entity": ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("&a;"), "declares entities (<!ENTITY …>); save it as a plain drawing, or as PNG"),
    "a laugh": (SVG.format(f'<g id="g0"><rect/></g>{LAUGH}'), "draws more than 50000 parts, or itself in itself"),
    "itself in itself": (SVG.format('<g id="a"><use href="#a"/></g>'), "draws more than 50000 parts, or itself in itself"),
    "without end": (SVG.format("<g>" * 100_000), "is more than 200 deep, or has more than 50000 parts"),
    "wide": (SVG.format("<g/>" * 100_000), "is more than 200 deep, or has more than 50000 parts"),
    "a page of HTML": ("<html><svg/></html>", "is no drawing: it does not begin with <svg>"),
    "unsound": (SVG.format("<g>"), "is damaged: it is no sound XML (mismatched tag: line 1, column 109)"),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_seen_and_does_nothing(name: str) -> None:
    """No script, nothing fetched, no entity, and no repetition beyond measure, wherever the drawing ends up."""
    content, said = DRAWINGS[name]
    with limited():
        assert trouble(content.encode(), "image/svg+xml") == said


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", "md"])
def test_no_outlet_is_given_a_bomb(folder: Path, ending: str) -> None:
    """What is refused in the bank reaches neither a page, nor a document, nor a deck; nothing is written."""
    (folder / "a.png").write_bytes(png(2**31 - 1, 2**31 - 1))
    (folder / "bank.yaml").write_text(HEAD + QUESTION.format("a.png"), encoding="utf-8")
    for command in (["handout", "bank.yaml", "-o", f"o.{ending}"], ["deck", "bank.yaml", "-o", "o.apkg"]):
        code, out, err = run_here(command)
        assert (code, out) == (2, "")
        assert "image-unsafe the image 'a.png' is 2147483647 × 2147483647 pixels" in err
    assert sorted(each.name for each in folder.iterdir()) == ["a.png", "bank.yaml"]


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        ("../secret.png", "image-outside the logo '../secret.png' lies outside the header's folder; copy it in"),
        ("/etc/x.png", "image-outside the logo '/etc/x.png' lies outside the header's folder; copy it in"),
        ("link.png", "image-outside the logo 'link.png' lies outside the header's folder; copy it in"),
        ("pipe.png", "image-missing the logo 'pipe.png' cannot be read: it is no file, but a pipe or a device"),
        ("bomb.png", "image-unsafe the logo 'bomb.png' is 2147483647 × 2147483647 pixels; make it smaller (60 million at most)"),
        ("a.svg", "image-unsafe the logo 'a.svg' holds <script>; save it as a plain drawing, or as PNG"),
        ("text.png", "image-type the logo 'text.png' is not the picture that its name says"),
    ],
)  # fmt: skip
def test_a_header_s_logo_is_held_to_the_same(folder: Path, logo: str, said: str) -> None:
    """It stands beside the header, and is a picture and nothing more."""
    (folder / "link.png").symlink_to("../secret.png")
    os.mkfifo(folder / "pipe.png")
    (folder / "bomb.png").write_bytes(png(2**31 - 1, 2**31 - 1))
    (folder / "a.svg").write_text(SVG.format("<script/>"), encoding="utf-8")
    (folder / "text.png").write_text("no picture", encoding="utf-8")
    (folder / "h.toml").write_text(f'logo = "{logo}"\nlogo-alt = "A"\n', encoding="utf-8")
    (folder / "bank.yaml").write_text(
        HEAD + QUESTION.replace(", image: {{file: {}, alt: A}}", "").format(), encoding="utf-8"
    )
    code, _, err = run_here(["handout", "bank.yaml", "--header", "h.toml", "-o", "o.pdf"])
    assert (code, err.partition(" ")[2]) == (2, f"{said}\n")
