"""Rows of a pack's YAML files of names, with errors that name the file, the row and the field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from renkei.errors import PackError
from renkei.nouns import Role

LANGUAGES = {"zh": "zh-Hans", "zht": "zh-Hant", "ja": "ja", "en": "en"}

Row = Mapping[str, Any]


def load(source: Path) -> Row:
    """The sections of a file.

    Raises
    ------
    PackError
        If it is missing, not YAML, or not a mapping.
    """
    import yaml

    try:
        data = yaml.load(
            source.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except OSError as error:
        raise PackError(f"{source}: cannot be read ({error.strerror}); a pack needs it") from error
    except yaml.YAMLError as error:
        raise PackError(f"{source}: not well-formed YAML: {error}") from error
    if not isinstance(data, dict):
        raise PackError(f"{source}: expected sections (name: list of rows), found {data!r:.40}")
    return data


def rows(source: Path, data: Row, section: str, fields: set[str], *need: str) -> list[Row]:
    """The rows of a section, each a mapping with every field of `need` and none but `fields`."""
    found = data.get(section) or []
    for number, row in enumerate(found, 1):
        if not isinstance(row, dict):
            raise PackError(
                f"{source}: {section}, row {number}: expected fields, found {row!r:.40}"
            )
        if missing := [field for field in need if field not in row]:
            raise PackError(f"{source}: {section}, row {number}: field {missing[0]!r} is missing")
        if unknown := set(map(str, row)) - fields:
            raise row_error(source, section, row, min(unknown), "no such field here")
        for field in ("code", "state"):
            if field in row and not re.fullmatch("[A-Z]{2}", str(row[field])):
                raise row_error(source, section, row, field, f"{row[field]!r} is no ISO code")
    return list(found)


def tagged(source: Path, section: str, row: Row) -> Iterator[tuple[str, str]]:
    """Each form of the row and the column (zh, zht, ja, en) that it stands in."""
    for tag in LANGUAGES:
        given = row.get(tag, [])
        if not isinstance(given, list):
            raise row_error(source, section, row, tag, "expected a list of names")
        for form in given:
            if not isinstance(form, str) or not form.strip():
                raise row_error(source, section, row, tag, f"{form!r} is no name; quote it")
            yield form, tag


def forms(source: Path, section: str, row: Row) -> Iterator[tuple[str, str]]:
    """Each form of the row and its language (BCP 47)."""
    return ((form, LANGUAGES[tag]) for form, tag in tagged(source, section, row))


def by_language(source: Path, section: str, row: Row) -> dict[str, tuple[str, ...]]:
    """The row's forms by language, an empty tuple where it has none."""
    found: dict[str, list[str]] = {language: [] for language in LANGUAGES.values()}
    for form, language in forms(source, section, row):
        found[language].append(form)
    return {language: tuple(texts) for language, texts in found.items()}


def role_of(source: Path, section: str, row: Row) -> Role:
    """The row's `role` as one of `Role`."""
    try:
        return Role(row["role"])
    except ValueError as error:
        what = f"{row['role']!r} is none of {', '.join(Role)}"
        raise row_error(source, section, row, "role", what) from error


def row_error(source: Path, section: str, row: Row, field: str, what: str) -> PackError:
    """An error that says which field of which row is wrong."""
    label = next((row[f] for f in ("key", "code", "role", "rule", "kind") if f in row), "?")
    return PackError(f"{source}: {section}, row {label!r}, field {field!r}: {what}")
