"""Starting a pack: a folder with every file, one row of each sort to copy, clean from the start."""

from __future__ import annotations

import re
from pathlib import Path

from renkei.errors import PackError

SAMPLE = Path(__file__).with_name("new_pack.yaml")


def new_pack(folder: Path, key: str, parties: tuple[str, str]) -> list[Path]:
    """Write the files of a new pack into `folder`, and return them.

    `key` is the pack's name (``us_rok``), `parties` the ISO codes of the allies. The rows that it
    holds are samples, to be written over; ``renkei pack check`` finds nothing wrong with them.

    Raises
    ------
    PackError
        If `key` or a code is malformed, if a pack stands there already, or the folder cannot be
        written.
    """
    from renkei.packs.text import parse_file

    if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
        raise PackError(f"{key!r} is no key for a pack: use small letters, digits and _")
    for code in parties:
        if not re.fullmatch(r"[A-Z]{2}", code):
            raise PackError(f"{code!r} is no ISO code of a state: write two capitals, as in JP")
    if (folder / "pack.yaml").exists():
        raise PackError(f"{folder}: a pack stands there already")
    words = {"KEY": key, "FIRST": parties[0], "SECOND": parties[1]}
    return [
        _written(folder / name, _filled(text, words)) for name, text in parse_file(SAMPLE).items()
    ]


def _filled(text: str, words: dict[str, str]) -> str:
    for word, value in words.items():
        text = text.replace(f"<{word}>", value)
    return text


def _written(path: Path, text: str) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise PackError(f"{path}: cannot be written ({error.strerror})") from error
    return path
