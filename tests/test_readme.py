"""The README shows what the commands really print, and its links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_outputs_are_what_the_commands_print() -> None:
    spec = importlib.util.spec_from_file_location("readme", ROOT / "tools" / "readme.py")
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.refreshed(README) == README, "run: make docs"


def test_every_link_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_ladder_shown_has_quotes_in_three_languages() -> None:
    ladder = README.split("<!-- output: renkei show")[1].split("```\n")[0]
    assert re.search("[ぁ-ん]", ladder)
    assert re.search("通过了|计划", ladder)
    assert re.search("Joint Operations Command had", ladder)
    assert len(set(re.findall(r"https://\w+\.example", ladder))) >= 3
