"""The name of an outlet by the host of its address, from ``data/outlets.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit


def outlet(address: str) -> str:
    """The outlet that publishes at `address`; the host itself if it is not in the table."""
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""
    table = _table()
    labels = host.split(".")
    for i in range(len(labels) - 1):
        if name := table.get(".".join(labels[i:])):
            return name
    return host


@cache
def _table() -> dict[str, str]:
    import yaml

    text = (files("renkei.documents") / "data" / "outlets.yaml").read_text("utf-8")
    table: dict[str, str] = yaml.safe_load(text)
    return table
