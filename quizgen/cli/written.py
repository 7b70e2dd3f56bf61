"""The one place where files are written: aside first, then all at once under their names (``docs/faults.md``)."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from quizgen.cli.signals import held
from quizgen.disk import settle
from quizgen.errors import WishError

_ASIDE = ".quizgen-"
"""What the name of a file begins with until it is whole."""
_STREAMS = tuple(map(Path, ("/dev/stdout", "/dev/stderr", "/dev/fd", "/proc")))


def why(error: Exception) -> str:
    """What the system says against a file, in lower case, to stand behind a colon."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def keep_apart(outputs: Iterable[Path], read: Iterable[Path | str | None]) -> None:
    """Raise WishError where a file that is to be written is one that is read, under whatever name."""
    given = [Path(each) for each in read if each is not None]
    for output in outputs:
        if any(_same(output, each) for each in given):
            raise WishError(f"{output} would be written over what is to be read; choose another name")


def write_file(path: Path, content: bytes, read: Iterable[Path | str | None] = ()) -> None:
    """Write a file, whole or not at all; ``read`` are the files it must not be. Raises WishError."""
    write_files({path: content}, read)


def write_files(contents: Mapping[Path, bytes], read: Iterable[Path | str | None] = ()) -> None:
    """Write files, all of them or none: until every one is on the disk, what is there stays as it is.

    A link stays a link and its file is written, with the rights that it has; a pipe or a device is written to as
    it is. ``read`` are the files that none of them must be. Raises WishError, which names the file and the cause.
    """
    keep_apart(contents, read)
    targets = {path: _target(path) for path in contents}
    asides: dict[Path, Path] = {}
    with held():
        try:
            for path, target in targets.items():
                if target is not None:
                    with _telling(path):
                        asides[path] = target.with_name(f"{_ASIDE}{os.urandom(8).hex()}")
                        _write_aside(asides[path], target, contents[path])
            for path in list(asides):
                target = targets[path]
                assert target is not None
                with _telling(path):
                    asides[path].replace(target)
                    del asides[path]
        finally:
            for aside in asides.values():
                with suppress(OSError):
                    aside.unlink()
        for folder in {target.parent for target in targets.values() if target is not None}:
            settle(folder)
    for path, target in targets.items():
        if target is None:
            with _telling(path), path.open("ab") as stream:
                stream.write(contents[path])


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """What the system says against a file becomes a WishError."""
    try:
        yield
    except OSError as error:
        raise WishError(f"{path} cannot be written: {why(error)}") from error


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return one.absolute() == other.absolute()


def _target(path: Path) -> Path | None:
    """The file itself, where links end; None for a pipe or a device. Raises WishError."""
    with _telling(path):
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return Path(os.path.realpath(path))
        except ValueError as error:
            raise WishError(f"{path} cannot be written: {why(error)}") from error
        if stat.S_ISDIR(mode):
            raise WishError(f"{path} is a folder; name a file in it")
        if not stat.S_ISREG(mode) or any(path.absolute().is_relative_to(each) for each in _STREAMS):
            return None
        os.close(os.open(path, os.O_WRONLY))  # one that may not be written is not replaced either
    return Path(os.path.realpath(path))


def _write_aside(aside: Path, target: Path, content: bytes) -> None:
    """Write a file beside its target, with the target's rights where there is one, and see it on the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(aside, flags, 0o666), "wb") as file:
        file.write(content)
        file.flush()
        try:
            os.fsync(file.fileno())
        except OSError as error:
            if error.errno != errno.EINVAL:  # a file system that knows no such thing
                raise
    if target.exists():
        aside.chmod(stat.S_IMODE(target.stat().st_mode))
