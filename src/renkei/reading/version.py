"""The version of the reader: a digest of its code, its data and its models."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources


@cache
def digest() -> str:
    """Twelve hexadecimal digits that change when any file of the reading room does."""
    sha = hashlib.sha256()
    pending = [resources.files("renkei.reading")]
    while pending:
        place = pending.pop()
        for entry in sorted(place.iterdir(), key=lambda e: e.name):
            if entry.is_dir() and entry.name != "__pycache__":
                pending.append(entry)
            elif entry.name.endswith((".py", ".yaml", ".npz")):
                sha.update(entry.name.encode())
                sha.update(entry.read_bytes())
    return sha.hexdigest()[:12]
