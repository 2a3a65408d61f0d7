"""The pages. Each module has a `PAGE`; a new page is a module here, a template and some words."""

from __future__ import annotations

from importlib import import_module

from renkei.web.page import Page

NAMES = (
    "home",
    "items",
    "item",
    "documents",
    "read",
    "reader",
    "structure",
    "run",
    "outlook",
    "inbox",
    "sources",
    "search",
    "statement",
    "decisions",
)
"""The modules, in the order of the navigation."""


def pages() -> tuple[Page, ...]:
    """Every page."""
    found: list[Page] = [import_module(f"{__name__}.{name}").PAGE for name in NAMES]
    return tuple(found)
