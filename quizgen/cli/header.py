"""The file of ``handout --header``: the school's name and logo, class, instructions and points, in TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.cli.written import why
from quizgen.errors import Place, Problem, QuizgenError, WishError
from quizgen.grade import FEWEST_POINTS, MOST_POINTS
from quizgen.meant import near
from quizgen.model import KINDS
from quizgen.strangers import inside, read_file

if TYPE_CHECKING:
    from quizgen.export.sheet import Header, Illustration

_TEXTS = ("school", "title", "class", "date", "instructions", "logo-alt")
_KEYS = (*_TEXTS, "logo", "points")
_LOGOS = (".png", ".jpg", ".jpeg", ".svg")
_LARGEST, _LARGEST_LOGO = 1_000_000, 5_000_000
_LONGEST = 2000


def read_header(given: str | None, languages: Sequence[str]) -> tuple[Header, ...]:
    """The header in each language; without a file one that says nothing.

    Raises QuizgenError with every problem at its place, WishError for a file that cannot be read.
    """
    from quizgen.export.sheet import Header

    if given is None:
        return tuple(Header() for _ in languages)
    source = _Source(given)
    made = tuple(source.header(language) for language in languages)
    if source.problems:
        raise QuizgenError(dict.fromkeys(source.problems))
    return made


class _Source:
    """A header's file as it was read, and what is wrong with it."""

    def __init__(self, given: str) -> None:
        self.path = given
        self.problems: list[Problem] = []
        try:
            self._text = read_file(Path(given), _LARGEST).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise QuizgenError(
                [Problem(Place(given), "encoding", "the file is not UTF-8; save it as UTF-8")]
            ) from error
        except (OSError, ValueError) as error:
            raise WishError(f"{given} cannot be read: {why(error)}") from error
        try:
            self._data: Mapping[str, Any] = tomllib.loads(self._text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            raise QuizgenError([self._broken(str(error))]) from error
        except (ValueError, ArithmeticError) as error:
            raise QuizgenError([self._broken("a number in it is too long")]) from error
        except RecursionError as error:
            raise QuizgenError([self._broken("its brackets are nested too deep")]) from error
        for key in self._data:
            if key not in _KEYS:
                self._error(key, "unknown-key", f"a header has no '{key}'{near(key, _KEYS)}")

    def _broken(self, message: str) -> Problem:
        found = re.search(r"\(at line (\d+), column (\d+)\)", message)
        lines = self._text.splitlines()
        place = (int(found[1]), int(found[2])) if found else (len(lines) or 1, 1)
        told = re.sub(r" \(at [^)]*\)$", "", message)
        return Problem(
            Place(self.path, *place),
            "bad-toml",
            f'{told[:1].lower()}{told[1:]}; write each line as: school = "Our school"',
        )

    def _error(self, key: str, code: str, message: str) -> None:
        """A problem at the line where a key stands."""
        for number, line in enumerate(self._text.splitlines(), 1):
            if found := re.match(rf"""\s*(?:\[\s*)?["']?{re.escape(key)}["']?\s*[=.\]]""", line):
                place = Place(self.path, number, len(found[0]) - len(found[0].lstrip()) + 1)
                break
        else:
            place = Place(self.path)
        self.problems.append(Problem(place, code, message))

    def header(self, language: str) -> Header:
        """The header in one language."""
        from quizgen.export.sheet import Header

        said = {key: self._words(key, language) for key in _TEXTS}
        paragraphs = re.split(r"\n\s*\n", said["instructions"].strip())
        return Header(
            school=_line(said["school"]),
            title=_line(said["title"]),
            class_name=_line(said["class"]),
            date=_line(said["date"]),
            instructions=tuple(filter(None, map(_line, paragraphs))),
            logo=self._logo(_line(said["logo-alt"]) or _line(said["school"])),
            points=self._points(),
        )

    def _words(self, key: str, language: str) -> str:
        """A text, or the one in this language of a table of languages; empty where there is none."""
        value = self._data.get(key, "")
        if isinstance(value, Mapping):
            if language not in value:
                told = f"'{key}' is not given in '{language}'; add {key}.{language} = \"…\""
                self._error(key, "missing-language", told)
                return ""
            value = value[language]
        if hasattr(value, "isoformat"):
            value = value.isoformat()
        if not isinstance(value, str):
            self._error(key, "wrong-shape", f"'{key}' is not a text; write {key} = \"…\"")
            return ""
        if len(value) > _LONGEST:
            self._error(key, "too-long", f"'{key}' is longer than {_LONGEST} characters")
            return ""
        return value

    def _points(self) -> Mapping[str, Decimal]:
        value = self._data.get("points", {})
        if not isinstance(value, Mapping):
            self._error("points", "wrong-shape", "'points' is a table of kinds: points = {choice = 1, short = 2}")
            return {}
        points: dict[str, Decimal] = {}
        for kind, worth in value.items():
            if kind not in KINDS:
                self._error("points", "unknown-kind", f"no kind of question '{kind}'{near(kind, KINDS)}")
            elif not _is_worth(worth):
                told = f"a {kind} cannot be worth {worth}; write a number above 0, such as 2 or 0.5"
                self._error("points", "bad-points", told)
            else:
                points[kind] = Decimal(worth)
        return points

    def _logo(self, alt: str) -> Illustration | None:
        from quizgen.bank.images import TYPES, trouble
        from quizgen.export.sheet import Illustration

        value = self._data.get("logo")
        if value is None:
            return None
        if not isinstance(value, str):
            self._error("logo", "wrong-shape", "'logo' is not the name of a file; write logo = \"logo.png\"")
            return None
        if not alt:
            self._error("logo", "no-alt", 'the logo has no text for those who cannot see it; add logo-alt = "…"')
            return None
        path = inside(Path(self.path).parent, value)
        if path is None:
            self._error("logo", "image-outside", f"the logo '{value}' lies outside the header's folder; copy it in")
            return None
        suffix = path.suffix.lower()
        if suffix not in _LOGOS:
            self._error("logo", "image-type", f"the logo '{value}' is none of {', '.join(_LOGOS)}")
            return None
        try:
            content = read_file(path, _LARGEST_LOGO)
        except (OSError, ValueError) as error:
            self._error("logo", "image-missing", f"the logo '{value}' cannot be read: {why(error)}")
            return None
        media_type, magics = TYPES[suffix[1:]]
        if not content.lstrip().startswith(magics):
            self._error("logo", "image-type", f"the logo '{value}' is not the picture that its name says")
            return None
        if told := trouble(content, media_type):
            self._error("logo", "image-unsafe", f"the logo '{value}' {told}")
            return None
        return Illustration(content, media_type, alt)


def _is_worth(value: object) -> bool:
    """True for a number of points that a question can have."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    return Decimal(value).is_finite() and FEWEST_POINTS <= value <= MOST_POINTS


def _line(text: str) -> str:
    return " ".join(text.split())
