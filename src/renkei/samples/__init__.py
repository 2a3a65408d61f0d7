"""Documents that come with Renkei, written for it about facts with sources (``SOURCES.md``)."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """The folder of the sample documents."""
    return Path(__file__).parent / "documents"
