"""Questions as a QTI 2.1 package: a manifest, a test, and an XML file a question."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from quizgen.export.platforms.common import Exported, Outgoing, Tally, title
from quizgen.export.platforms.hypertext import document, node, package
from quizgen.export.platforms.item import QTI, SCHEMA, Item
from quizgen.model import AnyQuestion, Bank
from quizgen.text import Words

_PACKAGING = {"xmlns": "http://www.imsglobal.org/xsd/imscp_v1p1"}
_METADATA = {"xmlns": "http://ltsc.ieee.org/xsd/LOM"}


def build_qti(questions: Sequence[AnyQuestion], bank: Bank, language: str, words: Words) -> Exported:
    """The questions as a zip file for a platform that reads QTI 2.1, a section a topic."""
    items = [Item(Outgoing(question, bank, language, words)) for question in questions]
    written = {_file(item): document(item.element()) for item in items}
    pictures = {name: content for item in items for name, content in item.pictures.items()}
    files = {
        "imsmanifest.xml": document(_manifest(items, bank, language)),
        "test.xml": document(_test(items, bank, language)),
        **written,
        **{f"items/{name}": content for name, content in sorted(pictures.items())},
    }
    return Tally("QTI").exported(package(files), len(items))


def _file(item: Item) -> str:
    return f"items/{item.ident}.xml"


def _test(items: Sequence[Item], bank: Bank, language: str) -> ET.Element:
    topics: dict[str, list[Item]] = {}
    for item in items:
        topics.setdefault(item.out.topic, []).append(item)
    name = title(bank, language)
    sections = [
        node(
            "assessmentSection",
            {"identifier": f"section-{number}", "title": topic or name, "visible": "true"},
            *(node("assessmentItemRef", {"identifier": item.ident, "href": _file(item)}) for item in group),
        )
        for number, (topic, group) in enumerate(topics.items(), 1)
    ]
    part = {"identifier": "part-1", "navigationMode": "nonlinear", "submissionMode": "individual"}
    about = {"identifier": "test", "title": name, "toolName": "quizgen"}
    return node("assessmentTest", {"xmlns": QTI, **SCHEMA, **about}, node("testPart", part, *sections))


def _manifest(items: Sequence[Item], bank: Bank, language: str) -> ET.Element:
    metadata = node(
        "metadata",
        None,
        node("schema", None, "QTIv2.1 Package"),
        node("schemaversion", None, "1.0.0"),
        _described(title(bank, language), language, bank.id, ()),
    )
    test = {"identifier": "test-resource", "type": "imsqti_test_xmlv2p1", "href": "test.xml"}
    resources = [
        node(
            "resource",
            test,
            node("file", {"href": "test.xml"}),
            *(node("dependency", {"identifierref": item.ident}) for item in items),
        ),
        *(_resource(item) for item in items),
    ]
    return node(
        "manifest",
        {**_PACKAGING, "identifier": "manifest"},
        metadata,
        node("organizations"),
        node("resources", None, *resources),
    )


def _resource(item: Item) -> ET.Element:
    out = item.out
    about = {"identifier": item.ident, "type": "imsqti_item_xmlv2p1", "href": _file(item)}
    files = [_file(item), *(f"items/{name}" for name in item.pictures)]
    return node(
        "resource",
        about,
        node("metadata", None, _described(out.name, out.language, out.identity, out.tags)),
        *(node("file", {"href": file}) for file in files),
    )


def _described(name: str, language: str, identity: str, keywords: Sequence[str]) -> ET.Element:
    """A title, an identity and keywords as the standard for learning objects writes them."""
    identifier = node("identifier", None, node("catalog", None, "quizgen"), node("entry", None, identity))
    said = node("title", None, node("string", {"language": language}, name))
    tags = [node("keyword", None, node("string", {"language": language}, tag)) for tag in keywords]
    return node("lom", _METADATA, node("general", None, identifier, said, *tags))
