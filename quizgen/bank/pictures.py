"""Images of a bank: inside its folder, of a type that every outlet can show, what they claim to be, and harmless."""

from __future__ import annotations

from quizgen.bank import keys
from quizgen.bank.images import TYPES, trouble
from quizgen.bank.nodes import Node
from quizgen.bank.texts import Reader
from quizgen.model import Picture
from quizgen.strangers import inside, read_file

_LARGEST = 20_000_000


def read_picture(reader: Reader, node: Node | None) -> Picture | None:
    """An ``image`` mapping with its file read, or None where there is none or after a problem."""
    if node is None:
        return None
    mapping = reader.desk.map(node, "an image")
    if mapping is None or not reader.known_keys(mapping, keys.IMAGE, "an image"):
        return None
    file_node = mapping.entries["file"]
    alt = reader.text(mapping.entries["alt"], "the image's alt text")
    file = reader.desk.string(file_node, "the image's file")
    if file is None or alt is None:
        return None
    path = inside(reader.folder, file)
    if path is None:
        reader.desk.error(
            file_node.place, "image-outside", f"the image '{file}' lies outside the bank's folder; copy it in"
        )
        return None
    media_type, magics = TYPES.get(path.suffix.lower().lstrip("."), ("", ()))
    if not media_type:
        reader.desk.error(
            file_node.place,
            "image-type",
            f"the image '{file}' is of an unknown type; use {', '.join(TYPES)}",
        )
        return None
    try:
        content = read_file(path, _LARGEST)
    except FileNotFoundError:
        reader.desk.error(file_node.place, "image-missing", f"there is no image '{file}' in the bank's folder")
        return None
    except OSError as error:
        told = (error.strerror or str(error)).lower()
        reader.desk.error(file_node.place, "image-missing", f"the image '{file}' cannot be read: {told}")
        return None
    if not content.lstrip().startswith(magics):
        reader.desk.error(
            file_node.place,
            "image-type",
            f"'{file}' is not the {path.suffix.lstrip('.')} image that its name says",
        )
        return None
    if told := trouble(content, media_type):
        reader.desk.error(file_node.place, "image-unsafe", f"the image '{file}' {told}")
        return None
    return Picture(file=file, content=content, media_type=media_type, alt=alt, place=mapping.place)
