"""``quizgen import``: a teacher's table, or another program's file, as a bank of hand-written questions."""

from __future__ import annotations

import argparse
import re
import shlex
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.shared import DONE, ending_of_table, endings, report, say
from quizgen.cli.written import why, write_files
from quizgen.errors import QuizgenError, WishError, has_errors
from quizgen.model import Bank
from quizgen.strangers import read_file

if TYPE_CHECKING:
    from quizgen.bank.drafted import Draft
    from quizgen.bank.nodes import Desk

SOURCES = (".csv", ".tsv", ".txt", ".xlsx", ".gift", ".xml", ".apkg")
"""The endings of files that can be read."""
_BANK = re.compile(r"\w[\w .-]*")
_FORMATS = ("table", "gift", "moodle", "anki", "quizlet")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``import`` understands."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a table (.csv, .xlsx) whose first row names the columns, or a file of GIFT (.gift), Moodle XML (.xml),"
        " Anki (.apkg) or Quizlet (.txt)",
    )
    parser.add_argument(
        "--from", dest="format", choices=_FORMATS, help="what the file is (default: by its name and how it begins)"
    )
    parser.add_argument("-o", "--output", metavar="BANK.yaml", help="the bank's file (default: FILE.yaml here)")
    parser.add_argument("--bank", metavar="ID", help="the bank's id (default: from the file's name)")
    parser.add_argument("--title", help="the bank's title (default: from the file's name)")
    parser.add_argument(
        "-l", "--language", metavar="LANG", help="the language, or several: en,id (default: what the headings say)"
    )
    parser.add_argument(
        "--force", action="store_true", help="replace a bank that is there already; its questions keep their ids"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the bank; where a row of a table is wrong, nothing is written and every problem told."""
    from quizgen.bank.nodes import Desk
    from quizgen.bring.gathering import MOST_BYTES

    source = Path(arguments.file)
    path = Path(arguments.output or f"{source.stem}.yaml")
    if arguments.format is None:
        ending_of_table(source, SOURCES, "file")
    endings(path, (".yaml", ".yml"))
    languages = _languages(arguments.language)
    older = _older(path, arguments.force)
    try:
        content = read_file(source, MOST_BYTES)
    except (OSError, ValueError) as error:
        raise WishError(f"{source} cannot be read: {why(error)}") from error
    desk = Desk(arguments.file)
    draft = _draft(arguments, content, desk, languages or (older.languages if older else ()))
    if draft is None:
        raise QuizgenError(desk.problems)
    report(sorted(desk.problems))
    pictures = _pictures(draft, path)
    text = _written(arguments, draft, path, older)
    _write(path, text, pictures, source)
    kinds = Counter(question.kind for question in draft.questions)
    counted = ", ".join(f"{kind} {number}" for kind, number in kinds.most_common())
    say(f"{path}: {len(draft.questions)} questions ({counted})")
    say(f"then: quizgen play {shlex.quote(str(path))}")
    return DONE


def _draft(arguments: argparse.Namespace, content: bytes, desk: Desk, languages: tuple[str, ...]) -> Draft | None:
    """What the file gives, read as what it says or seems to be."""
    from quizgen.bank.rows import read_rows
    from quizgen.bank.table import read_table
    from quizgen.bring import READERS, format_of

    ending = Path(arguments.file).suffix.lower()
    format_ = arguments.format or format_of(content, ending) or "table"
    if format_ == "table":
        return read_table(read_rows(content, ending, desk), desk, languages)
    if arguments.language is not None and len(languages) > 1:
        raise WishError(f"such a file is in one language: -l {languages[0]} or -l {languages[1]}")
    return READERS[format_](content, desk, languages)


def _pictures(draft: Draft, path: Path) -> dict[Path, bytes]:
    """The pictures that came along, each a file in a folder beside the bank; the draft then names them there."""
    folder = path.with_name(f"{path.stem}-pictures")
    if folder.is_symlink():
        raise WishError(f"the pictures are to go to {folder}, which leads to another folder; take it away")
    pictures: dict[Path, bytes] = {}
    for question in draft.questions:
        if question.picture is not None:
            pictures[folder / question.picture.name] = question.picture.content
            question.picture.name = f"{folder.name}/{question.picture.name}"
    return pictures


def _write(path: Path, text: str, pictures: dict[Path, bytes], source: Path) -> None:
    """Write the bank and its pictures, all or none. Raises WishError; a folder made for nothing goes again."""
    folders = {picture.parent for picture in pictures}
    for folder in folders:
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise WishError(f"the folder {folder} cannot be made: {why(error)}") from error
    try:
        write_files({**pictures, path: text.encode()}, [source])
    except WishError:
        for folder in folders:
            with suppress(OSError):
                folder.rmdir()
        raise


def _languages(wish: str | None) -> tuple[str, ...]:
    from quizgen.bank.read import is_language

    languages = tuple(dict.fromkeys(part.strip() for part in wish.split(","))) if wish is not None else ()
    for language in languages:
        if not is_language(language):
            raise WishError(f"no language '{language}'; write its short code: -l en, -l id or -l en,id")
    return languages


def _older(path: Path, force: bool) -> Bank | None:
    """The bank that is to be replaced, whose ids are kept. Raises where it may not be."""
    from quizgen.bank.load import load_bank

    if not path.exists():
        return None
    if not path.is_file():
        raise WishError(f"{path} is no file that could be a bank; name another")
    if not force:
        raise WishError(
            f"{path} is there already; --force replaces it and keeps its questions' ids, or -o names another"
        )
    loaded = load_bank(path)
    if loaded.bank is None or has_errors(loaded.problems):
        report(loaded.problems)
        raise WishError(f"{path} is to be replaced, but its questions' ids cannot be read; mend it, or delete it")
    return loaded.bank


def _written(arguments: argparse.Namespace, draft: Draft, path: Path, older: Bank | None) -> str:
    from quizgen.bank.dump import slug
    from quizgen.bank.written import Heading, write_bank

    bank = " ".join(arguments.bank.split()) if arguments.bank is not None else None
    if bank is not None and not _BANK.fullmatch(bank):
        raise WishError(f"the bank cannot be called '{bank}'; use letters, figures and hyphens: --bank year-9-science")
    spoken = " ".join(re.split(r"[\s_-]+", path.stem)).strip()
    title = " ".join(arguments.title.split()) if arguments.title is not None else ""
    if arguments.title is not None and not title:
        raise WishError('the title is empty; write --title "Year 9 science"')
    old = {} if older is None else {each: older.title.plain(each) for each in older.languages}
    kept = {language: old[language] for language in draft.languages if language in old}
    fresh = title or draft.title or spoken[:1].upper() + spoken[1:] or "Quiz"
    titles = kept if kept.keys() == set(draft.languages) and not title else dict.fromkeys(draft.languages, fresh)
    named = bank or (older.id if older is not None else _known_bank(draft) or slug(path.stem, "bank"))
    return write_bank(draft, Heading(Path(arguments.file).name, path.name, named, titles), older)


def _known_bank(draft: Draft) -> str:
    """The id of the bank that the questions came from, where the file says so."""
    return draft.bank if _BANK.fullmatch(draft.bank) else ""
