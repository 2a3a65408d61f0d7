"""A statement that bears a footnote mark is shown with what stands behind it."""

from __future__ import annotations

from pathlib import Path

from .conftest import renkei, rows

TEXT = """港湾的统合

2024-05-06

防卫省计划在2025年3月以前设立统合作战司令部。［2］渡船公司宣布将增加两艘渡船。

参考文献

[1] 渡船公司年报，2023年。
[2] 防卫省：《港湾计划》，2024年3月，第7页。
"""


def test_references_are_shown_everywhere(tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text(TEXT, "utf-8")
    book = tmp_path / "a.ledger"
    assert renkei("read", str(tmp_path / "harbour.txt"), ledger=book).returncode == 0
    said = rows(renkei("statements", "--json", ledger=book).stdout)
    (one,) = (row for row in said if row["notes"])
    entry = "[2] 防卫省：《港湾计划》，2024年3月，第7页。"
    assert one["reference"] == [entry]
    assert all(row["reference"] == [] for row in said if not row["notes"])
    for words in (("statements",), ("show", one["item"]), ("why", one["id"])):
        shown = "".join(renkei(*words, ledger=book).stdout.split())
        assert "after:[2]防卫省：《港湾计划》" in shown, words
    (reason,) = (
        row
        for row in rows(renkei("why", one["id"], "--json", ledger=book).stdout)
        if row["field"] == "reference"
    )
    assert reason["value"] == entry
