"""The page that tells the model holds the figures that the pack holds."""

import sys
from pathlib import Path

from renkei.packs.load import load_pack

ROOT = Path(__file__).parents[2]


def test_the_tables_are_those_of_the_pack():
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from model_tables import filled
    finally:
        sys.path.pop(0)
    page = (ROOT / "docs" / "model.md").read_text("utf-8")
    assert filled(page, load_pack("us_japan")) == page, "run: python tools/model_tables.py"


def test_no_figure_is_bare():
    pack = load_pack("us_japan")
    sources = {row.id for row in pack.sources}
    for holder in (pack.conduct, *pack.scenarios):
        for row in holder.parameters:
            assert row.source in sources or (row.range and row.why), row.key
        for choice in holder.choices:
            assert choice.why, choice.key
