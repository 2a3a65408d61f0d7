"""The command line: it asks the rooms and shows what they answer, and holds no logic of its own."""

from __future__ import annotations


def main() -> None:
    """Runs ``renkei``."""
    import sys

    from renkei.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app(prog_name="renkei")
