"""A PDF read as a reader would: with poppler's programs, qpdf and two checkers of PDF/UA."""

from __future__ import annotations

import re
import struct
import subprocess
import zlib
from dataclasses import dataclass
from pathlib import Path

import page as page_validation
import pdfua

from tests.clients import require_client


def run(*command: str | Path, given: bytes = b"") -> str:
    """What a program says of a PDF that it is given."""
    name, *rest = command
    done = subprocess.run([require_client(str(name)), *rest], input=given, capture_output=True, check=True)
    return done.stdout.decode()


def pages(content: bytes) -> list[list[str]]:
    """The lines of each page, with single spaces."""
    every = run("pdftotext", "-layout", "-enc", "UTF-8", "-", "-", given=content).split("\f")[:-1]
    return [[" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in every]


def text(content: bytes) -> str:
    """All that is printed, with single spaces."""
    return " ".join(line for page in pages(content) for line in page)


def info(content: bytes, where: Path, *options: str) -> str:
    """What pdfinfo says."""
    file = where / "paper.pdf"
    file.write_bytes(content)
    return run("pdfinfo", *options, file)


@dataclass(frozen=True)
class Word:
    """A word and its box on a page, in points from the top left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def words(content: bytes) -> list[list[Word]]:
    """The words of each page with their boxes."""
    found = run("pdftotext", "-bbox", "-", "-", given=content)
    box = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
    return [
        [Word(*(float(at) for at in it.groups()[:4]), it[5]) for it in box.finditer(page)]
        for page in found.split("<page ")[1:]
    ]


def assert_accessible(content: bytes, where: Path) -> None:
    """A PDF that two programs find to be PDF/UA-1, and in which qpdf finds no fault; all its fonts are embedded."""
    report = page_validation.validate_pdf_bytes(content, profile="ua1")
    assert report.is_compliant, [(each.rule_id, each.message) for each in report.failures]
    assert report.rules.total > 100
    file = where / "checked.pdf"
    file.write_bytes(content)
    assert pdfua.Validator().validate(str(file)).findings == ()
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", file)
    fonts = [line.split() for line in run("pdffonts", file).splitlines()[2:]]
    assert fonts
    assert all("yes" in line for line in fonts)
    assert all(re.search(r" yes +yes +yes ", " ".join(line) + " ") for line in fonts)


def png(width: int = 8, height: int = 8) -> bytes:
    """A small picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + b"\x40\x80\xc0" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
