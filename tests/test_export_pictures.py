"""Pictures on their way to platforms: embedded where a format holds them, told in words elsewhere."""

from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from quizgen.errors import Place
from quizgen.model import AnyQuestion, Choice, Entity, Option, Picture
from tests import samples
from tests.platforms import brought, sent
from tests.test_import_anki import PNG

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'


def picture(content: bytes, media_type: str, alt: str) -> Picture:
    """A picture of the bank."""
    return Picture(file="x", content=content, media_type=media_type, alt=samples.both(alt), place=Place("x.yaml"))


def shown(option: Option, content: bytes | None) -> Option:
    """An option that is an entity with a picture, or without one."""
    image = picture(content, "image/svg+xml", f"flag of {option.key}") if content else None
    entity = Entity(
        key=option.key.strip("@"), kind="city", name=option.text, accept={}, image=image, place=Place("x.yaml")
    )
    return replace(option, entity=entity)


def choice(*, every: bool) -> AnyQuestion:
    """A choice with a picture of its own, whose options have pictures: all of them, or all but one."""
    first = samples.QUESTIONS[0]
    assert isinstance(first, Choice)
    options = tuple(shown(each, SVG if every or at else None) for at, each in enumerate(first.options))
    return replace(first, image=picture(PNG, "image/png", "a map"), options=options)


@pytest.mark.parametrize("every", [True, False])
def test_moodle_embeds_pictures_and_options_have_theirs_all_or_none(every: bool) -> None:
    """A lone picture would give a hint; each file stands with the text that shows it."""
    question = ET.fromstring(sent("moodle", [choice(every=every)], samples.BANK).content)[1]
    stem = question.find("questiontext/file")
    assert stem is not None
    assert base64.b64decode(stem.text or "") == PNG
    answers = [answer.find("file") for answer in question.findall("answer")]
    held = [base64.b64decode(file.text or "") for file in answers if file is not None]
    assert held == ([SVG] * 3 if every else [])


@pytest.mark.parametrize("to", ["qti", "canvas"])
def test_a_package_holds_each_picture_once_and_its_manifest_names_it(to: str) -> None:
    """Named by their content, found where the texts say."""
    with zipfile.ZipFile(io.BytesIO(sent(to, [choice(every=True)], samples.BANK).content)) as archive:
        pictures = {name: archive.read(name) for name in archive.namelist() if "images/" in name}
        manifest = archive.read("imsmanifest.xml").decode()
        texts = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert sorted(pictures.values()) == sorted([PNG, SVG])
    for name in pictures:
        assert f'href="{name}"' in manifest
        assert f'src="{name.removeprefix("items/")}"' in texts or f"IMS-CC-FILEBASE%24/{name}" in texts


def test_moodles_picture_comes_back_with_its_words() -> None:
    """The question's own; those of its options are told."""
    bank, problems = brought("moodle", sent("moodle", [choice(every=True)], samples.BANK).content)
    image = bank.questions[0].image
    assert image is not None
    assert (image.content, image.media_type, image.alt.plain("en")) == (PNG, "image/png", "a map")
    assert [problem.code for problem in problems] == ["picture-lost"] * 3


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("gift", "the picture is told in words, since GIFT holds none (1: capital-korea)"),
        ("kahoot", "the picture is told in words, since a table holds none (1: capital-korea)"),
        ("quizlet", "the picture is told in words, since a text holds none (1: capital-korea)"),
    ],
)
def test_elsewhere_a_picture_is_told_in_words(to: str, told: str) -> None:
    """As in the terminal, and the command says so."""
    made = sent(to, [choice(every=True)], samples.BANK)
    assert made.notes == (told,)
    if to != "kahoot":
        assert b"(Picture: a map)" in made.content.replace(b"\\", b"")
