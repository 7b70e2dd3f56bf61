"""The menu of a bare ``quizgen``: asks what a command needs, says the command line, and runs it."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.export import ENDINGS, PLATFORMS
from quizgen.cli.importing import SOURCES
from quizgen.cli.new import LANGUAGES
from quizgen.cli.shared import DONE, bank_path, own_language

if TYPE_CHECKING:
    from quizgen.ask import Asker
    from quizgen.text import Words

_ELSEWHERE = "\0"
_MOST_FILES = 30
_LEAVE = "leave"


def run(main: Callable[[Sequence[str]], int]) -> int:
    """Ask for a command and what it needs, and hand it to ``main``. Ctrl-C raises KeyboardInterrupt."""
    from quizgen.ask import Asker
    from quizgen.bank.load import load_words

    words = load_words(own_language())
    try:
        line = ask_line(Asker(words("menu.keys"), "NO_COLOR" not in os.environ), words)
    except EOFError:
        raise KeyboardInterrupt from None
    if not line:
        return DONE
    print(words("menu.runs", command=shlex.join(("quizgen", *line))), flush=True)
    return main(line)


def ask_line(asker: Asker, words: Words) -> list[str]:
    """The command line that the user wants; empty to leave."""
    rows = [(name, words(f"menu.{name}")) for name in (*COMMANDS, _LEAVE)]
    command = asker.choose(words("menu.what"), rows)
    return [] if command == _LEAVE else [command, *COMMANDS[command](_Needs(asker, words))]


class _Needs:
    """What a command needs, asked for; each answer comes back as arguments of the command line."""

    def __init__(self, asker: Asker, words: Words) -> None:
        self.asker, self.words = asker, words

    def bank(self) -> tuple[list[str], Path]:
        """Which bank. Without arguments it is the one that is taken where none is named."""
        found = banks_here()
        choices = [(str(path), str(path)) for path in found]
        if not Path("questions.yaml").exists():
            choices.append(("", self.words("menu.packaged")))
        choices.append((_ELSEWHERE, self.words("menu.elsewhere")))
        chosen = self.asker.choose(self.words("menu.bank"), choices)
        if chosen == _ELSEWHERE:
            chosen = self.asker.line(self.words("menu.file"), check=self.there)
        return ([_named(chosen)] if chosen else []), bank_path(chosen or None)

    def bank_and_language(self) -> tuple[list[str], str, str]:
        """A bank and one of its languages: the arguments, the bank's id and the language."""
        from quizgen.bank.load import load_bank

        arguments, path = self.bank()
        bank = load_bank(path).bank
        if bank is None:
            return arguments, path.stem, ""
        language = bank.languages[0]
        if len(bank.languages) > 1:
            own = bank.languages.index(self.words.language) if self.words.language in bank.languages else 0
            language = self.language(bank.languages, own)
        return [*arguments, *(("-l", language) if language != bank.languages[0] else ())], bank.id, language

    def language(self, languages: Sequence[str], default: int) -> str:
        """One of some languages."""
        names = self.words.entries
        rows = [(each, names.get(f"menu.language.{each}", each)) for each in languages]
        return self.asker.choose(self.words("menu.language"), rows, default)

    def count(self, default: str) -> list[str]:
        """How many questions; without arguments all of them."""
        typed = self.asker.line(self.words("menu.count"), default, self._number)
        return ["-n", typed] if typed else []

    def file(self, default: str, *endings: str, fresh: bool = False) -> str:
        """The name of a file to write; with ``fresh`` none that is there already."""

        def check(typed: str) -> str | None:
            path = Path(typed)
            if path.suffix.lower() not in endings:
                return self.words("menu.ending", endings=", ".join(endings))
            if fresh and os.path.lexists(path):
                return self.words("menu.taken")
            return None if path.parent.is_dir() else self.words("menu.no-folder", folder=path.parent)

        return _named(self.asker.line(self.words("menu.output"), default, check))

    def read(self, message: str, *endings: str) -> str:
        """A file to read: one of this folder with such an ending, or another."""
        found = [path for ending in endings for path in sorted(Path().glob(f"*{ending}"))]
        rows = [(str(path), str(path)) for path in found[:_MOST_FILES]]
        chosen = self.asker.choose(self.words(message), [*rows, (_ELSEWHERE, self.words("menu.elsewhere"))])
        if chosen == _ELSEWHERE:
            chosen = self.asker.line(self.words("menu.file"), check=self.there)
        return _named(chosen)

    def yes(self, message: str) -> bool:
        """Yes or no; yes comes first."""
        rows = [("yes", self.words("menu.yes")), ("no", self.words("menu.no"))]
        return self.asker.choose(self.words(message), rows) == "yes"

    def there(self, typed: str) -> str | None:
        """What is wrong with the name of a file to read."""
        return None if Path(typed).is_file() else self.words("menu.no-file")

    def named(self, typed: str) -> str | None:
        """What is wrong with the name of a folder to make."""
        return None if typed else self.words("menu.no-name")

    def _number(self, typed: str) -> str | None:
        good = not typed or (typed.isascii() and typed.isdigit() and int(typed) > 0)
        return None if good else self.words("menu.no-number")


def banks_here() -> list[Path]:
    """The files of this folder that look like banks, ``questions.yaml`` first."""
    found = []
    for path in sorted(Path().glob("*.y*ml"), key=lambda path: (path.name != "questions.yaml", path.name)):
        try:
            if not path.is_file():
                continue
            with path.open(encoding="utf-8", errors="replace") as file:
                begun = file.read(20_000)
        except OSError:
            continue
        if path.suffix in (".yaml", ".yml") and re.search(r"^['\"]?bank['\"]?\s*:", begun, re.MULTILINE):
            found.append(path)
    return found[:_MOST_FILES]


def _named(file: str) -> str:
    """A file's name as an argument: none begins with a hyphen."""
    return f"./{file}" if file.startswith("-") else file


def _free(stem: str, ending: str) -> str:
    """A file name that is not taken."""
    names = (f"{stem}{number}{ending}" for number in ("", *(f"-{at}" for at in range(2, 1000))))
    return next(name for name in names if not Path(name).exists())


def _play(needs: _Needs) -> list[str]:
    arguments, _, _ = needs.bank_and_language()
    count = needs.count("10")
    return [*arguments, *(count if count != ["-n", "10"] else [])]


def _deck(needs: _Needs) -> list[str]:
    arguments, bank, language = needs.bank_and_language()
    return [*arguments, "-o", needs.file(f"{bank}-{language}.apkg", ".apkg")]


def _handout(needs: _Needs) -> list[str]:
    arguments, bank, language = needs.bank_and_language()
    rows = [(each, needs.words(f"menu.style.{each}")) for each in ("worksheet", "flashcards", "study-sheet", "page")]
    style = needs.asker.choose(needs.words("menu.style"), rows)
    count = needs.count("20") if style in ("worksheet", "page") else []
    key = ["--key"] if style == "worksheet" and needs.yes("menu.key") else []
    given = ["--style", style] if style in ("flashcards", "study-sheet") else []
    endings = (".html",) if style == "page" else (".pdf", ".docx", ".md")
    return [*arguments, *given, *count, *key, "-o", needs.file(f"{bank}-{language}{endings[0]}", *endings)]


def _mark(needs: _Needs) -> list[str]:
    return [needs.read("menu.key-table", ".csv"), needs.read("menu.responses", ".csv", ".xlsx")]


def _progress(needs: _Needs) -> list[str]:
    rows = [(each, needs.words(f"menu.progress.{each}")) for each in ("path", "export", "flags")]
    action = needs.asker.choose(needs.words("menu.progress.what"), rows)
    taken_along = ["-o", needs.file(_free("progress", ".jsonl"), ".jsonl", fresh=True)] if action == "export" else []
    return [action, *taken_along]


def _build(needs: _Needs) -> list[str]:
    arguments, _ = needs.bank()
    return [
        *arguments,
        "-o",
        needs.asker.line(needs.words("menu.folder"), "decks", needs.named),
    ]


def _new(needs: _Needs) -> list[str]:
    own = needs.words.language
    language = needs.language(LANGUAGES, LANGUAGES.index(own) if own in LANGUAGES else 0)
    default = _free(needs.words("menu.new.name"), ".yaml")
    return [needs.file(default, ".yaml", ".yml", fresh=True), "-l", language]


def _import(needs: _Needs) -> list[str]:
    chosen = needs.read("menu.table", *(ending for ending in SOURCES if ending != ".txt"))
    output = needs.file(f"{Path(chosen).stem}.yaml", ".yaml", ".yml")
    force = Path(output).exists() and needs.yes("menu.force")
    return [chosen, "-o", output, *(["--force"] if force else [])]


def _export(needs: _Needs) -> list[str]:
    arguments, bank, language = needs.bank_and_language()
    platform = needs.asker.choose(needs.words("menu.platform"), [*PLATFORMS.items()])
    count = needs.count("20")
    endings = ENDINGS[platform]
    output = needs.file(f"{bank}-{language}-{platform}{endings[0]}", *endings)
    return [*arguments, "--to", platform, *count, "-o", output]


COMMANDS: Mapping[str, Callable[[_Needs], list[str]]] = {
    "play": _play,
    "review": lambda needs: needs.bank_and_language()[0],
    "stats": lambda needs: needs.bank_and_language()[0],
    "deck": _deck,
    "handout": _handout,
    "list": lambda needs: needs.bank_and_language()[0],
    "check": lambda needs: needs.bank()[0],
    "build": _build,
    "new": _new,
    "import": _import,
    "export": _export,
    "mark": _mark,
    "progress": _progress,
}
"""What the menu offers, in its order, and how the rest of the command line is asked for."""
