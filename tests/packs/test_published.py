"""The published schemas are up to date and accept what ships."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from renkei.packs.published import json_schemas

FOLDER = Path(__file__).parents[2] / "docs" / "schema" / "pack"


@pytest.mark.parametrize("name", sorted(json_schemas()))
def test_the_published_schema_is_up_to_date(name: str) -> None:
    published = json.loads((FOLDER / name).read_text("utf-8"))
    assert published == json_schemas()[name], "run: python tools/schemas.py"


def test_nothing_else_is_published() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(json_schemas())
