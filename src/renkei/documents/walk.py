"""What the user names to the inputs behind it: files, folders, globs, ``-``, addresses, bytes.

Whoever has bytes with a name of their own gives an `Input`, which is passed on as it is.
"""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from renkei.documents.inputs import Input, failed
from renkei.documents.limits import DEFAULT, Limits, capped
from renkei.errors import DocumentError
from renkei.nouns import Failure

Source = str | os.PathLike[str] | bytes | Input
_CHUNK = 1 << 20
_ADVICE = "check the path"


def places(*sources: Source) -> Iterator[str | bytes | Path | Input]:
    """The files, addresses, bytes and ``-`` that `sources` name, in order, nothing read yet.

    Folders are walked by name; files and folders in them whose name begins with a dot are passed
    over, and links to folders are not followed. A pattern that fits nothing is given as it is, so
    that opening it says what was wrong.
    """
    for source in sources:
        if isinstance(source, bytes | Input):
            yield source
            continue
        if source == "-" or is_address(source):
            yield str(source)
            continue
        path = Path(source)
        if _exists(path):
            yield from _files(path)
            continue
        for name in _matching(os.fspath(source)) or [os.fspath(source)]:
            yield from _files(Path(name))


def open_place(place: str | bytes | Path | Input, limits: Limits = DEFAULT) -> Input | Failure:
    """The input behind one of `places`; a failure if it cannot be had."""
    try:
        if isinstance(place, Input):
            return place
        if isinstance(place, bytes):
            return Input("(bytes)", place)
        if isinstance(place, Path):
            return _file(place)
        if place == "-":
            chunks = iter(lambda: sys.stdin.buffer.read(_CHUNK), b"")
            return Input("-", capped(chunks, limits.input_bytes, "it"))
        from renkei.documents.fetch import fetch

        return fetch(place, limits)
    except (DocumentError, OSError) as error:
        return failed(shown(place), error)


def is_address(source: object) -> bool:
    """Whether `source` is an http or https address."""
    return isinstance(source, str) and source[:8].lower().startswith(("http://", "https://"))


def shown(place: str | bytes | Path | Input) -> str:
    """`place` for a person to read, on one line."""
    if isinstance(place, bytes):
        return "(bytes)"
    given = place.origin if isinstance(place, Input) else os.fspath(place)
    name = given.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def _matching(pattern: str) -> list[str]:
    """What fits a glob pattern, each file once, though links lead round in circles."""
    names = glob.glob(pattern, recursive=True)  # noqa: PTH207
    found = {os.path.realpath(name): name for name in sorted(names, reverse=True)}
    return sorted(found.values())


def _exists(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError):
        return False


def _file(path: Path) -> Input | Failure:
    origin = shown(path)
    try:
        if not _exists(path):
            return Failure(origin, "there is no such file or folder", _ADVICE)
        if not path.exists():
            return Failure(origin, "it is a link to nothing", _ADVICE)
        if not path.is_file():
            return Failure(origin, "it is not a regular file")
        with path.open("rb"):
            return Input(origin, path=path)
    except PermissionError:
        return Failure(origin, "it may not be read", "check its permissions")


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    try:
        with os.scandir(path) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        yield path
        return
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        elif not (entry.is_symlink() and entry.is_dir()):
            yield Path(entry.path)
