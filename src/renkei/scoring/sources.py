"""Where codings and the documents they code come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from renkei.nouns import Document, Failure
from renkei.scoring.coding import CodingError, Row, read_rows
from renkei.scoring.marked import parse

Shelf = Mapping[str, Path | bytes]
"""Documents by name (a path in a folder, with ``/``): the file, or the content itself."""


@dataclass(frozen=True)
class Coding:
    """Coded statements by document, as its coder names it; of marked files the documents, too."""

    rows: dict[str, list[Row]]
    shelf: Shelf | None = None


@dataclass(frozen=True, slots=True)
class Unscored:
    """A document that is in no figure, why, and how many statements are coded in it."""

    document: str
    reason: str
    statements: int


def read_coding(path: Path) -> Coding:
    """The coding in a JSONL file, a marked file or a folder of marked files.

    In a folder, text files without a header line `title` are no documents and are passed over.

    Raises
    ------
    CodingError
        If the path holds no coding, or one that breaks a rule.
    """
    if path.suffix != ".txt" and not path.is_dir():
        return Coding(read_rows(path))
    rows: dict[str, list[Row]] = {}
    shelf: dict[str, Path | bytes] = {}
    for file in _marked_files(path):
        text, found = parse(file)
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        rows[name], shelf[name] = found, text.encode()
    if not rows:
        raise CodingError(f"{path}: holds no marked document")
    return Coding(rows, shelf)


def _marked_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.exists():
        raise CodingError(f"{path}: there is no such file or folder")
    return [file for file in sorted(path.rglob("*.txt")) if _has_header(file)]


def _has_header(file: Path) -> bool:
    with file.open(encoding="utf-8") as lines:
        return any(line.startswith("title:") for line, _ in zip(lines, range(4), strict=False))


def shelve(place: Path) -> Shelf:
    """The files in a folder and the folders in it, or one file.

    Raises
    ------
    CodingError
        If there is no such place.
    """
    if place.is_file():
        return {place.name: place}
    if not place.is_dir():
        raise CodingError(f"{place}: there is no such folder of documents")
    files = {file.relative_to(place): file for file in sorted(place.rglob("*")) if file.is_file()}
    return {
        name.as_posix(): file
        for name, file in files.items()
        if not any(part.startswith(".") for part in name.parts)
    }


def find(doc: str, shelf: Shelf) -> str | Failure:
    """The name on the shelf that a coding means by `doc`.

    It is the whole path or the file's name, with or without its ending, or its first three
    characters. What fits more closely goes first; if several fit as well, none is taken.
    """
    wanted = doc.strip().removeprefix("./")
    for fits in (_exactly, _without_ending, _by_beginning):
        found = [name for name in shelf if fits(wanted, PurePosixPath(name))]
        if len(found) == 1:
            return found[0]
        if found:
            some = ", ".join(found[:3]) + (", …" if len(found) > 3 else "")
            return Failure(
                doc, f"{len(found)} files could be meant: {some}", "write its whole name"
            )
    return Failure(doc, "no file of that name", "give the folder in which it lies")


def _exactly(doc: str, name: PurePosixPath) -> bool:
    return doc in (str(name), name.name)


def _without_ending(doc: str, name: PurePosixPath) -> bool:
    return str(name).startswith(f"{doc}.") or name.name.startswith(f"{doc}.")


def _by_beginning(doc: str, name: PurePosixPath) -> bool:
    return len(doc) == 3 and name.name[:3] == doc


def shelved(
    coding: Coding, shelf: Shelf, only: Sequence[str] = ()
) -> tuple[dict[str, list[Row]], list[Unscored]]:
    """The rows of a coding by the name of their document on the shelf, and what is not on it.

    `only` names the documents that are wanted; all are if it is empty.

    Raises
    ------
    CodingError
        If `only` names one that is not on the shelf.
    """
    wanted = {_wanted(doc, shelf) for doc in only}
    found: dict[str, list[Row]] = {}
    lost = []
    for doc, rows in coding.rows.items():
        name = find(doc, shelf)
        if isinstance(name, Failure):
            if not wanted:
                lost.append(Unscored(doc, told(name), len(rows)))
        elif not wanted or name in wanted:
            found.setdefault(name, []).extend(rows)
    lost += [Unscored(name, "nothing is coded in it", 0) for name in sorted(wanted - set(found))]
    return found, lost


def _wanted(doc: str, shelf: Shelf) -> str:
    name = find(doc, shelf)
    if isinstance(name, Failure):
        raise CodingError(f"{doc}: {told(name)}")
    return name


def told(failure: Failure) -> str:
    """Why something failed and what to do, in one line."""
    return f"{failure.reason}; {failure.advice}" if failure.advice else failure.reason


def open_document(source: Path | bytes) -> Document | Failure:
    """The one document in a source, read as a user's would be."""
    from renkei.documents import read

    found = list(read(source))
    documents = [one for one in found if isinstance(one, Document)]
    if len(documents) == 1:
        return documents[0]
    if documents:
        return Failure(str(source), f"it holds {len(documents)} documents", "score one a file")
    failure = next((one for one in found if isinstance(one, Failure)), None)
    return failure or Failure(str(source), "it holds no document")
