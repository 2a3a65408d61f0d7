"""What a pack says of things that are no items, each fact with its source."""

from __future__ import annotations

import pytest

from renkei.alliance.facts import under
from renkei.packs.load import load_pack
from renkei.packs.pack import Pack

KNOWN = {source.id for source in load_pack("us_japan").sources} | {"assumption"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("us_japan")


def test_the_troops_that_documents_count_come_out_with_their_source(pack: Pack) -> None:
    _, (series,) = under(pack, "troops-in-japan")
    assert series.kind == "series"
    counted = {(fact.date, fact.what.split(" ")[0]) for fact in series.facts}
    assert ("2024-04-03", "54,000") in counted


def test_a_forecast_comes_with_what_became_of_it(pack: Pack) -> None:
    _, (entry,) = under(pack, "sdf-recruitment-harder")
    made, outcome = entry.facts
    assert made.date == "2024-05-24" and outcome.what.startswith("yes: ")


def test_every_system_of_the_pack_answers(pack: Pack) -> None:
    for system in pack.systems:
        items, others = under(pack, system.key)
        assert items or others, system.key
        assert all(fact.source in KNOWN for entry in others for fact in entry.facts)


def test_an_item_of_the_same_key_goes_before_a_post_and_nothing_is_invented(pack: Pack) -> None:
    items, others = under(pack, "us-forces-japan")
    assert items == ("us-forces-japan",) and others == ()
    assert under(pack, "no-such-thing") == ((), ())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Funds scandal", "funds-scandal-handling-positive"),
        ("indopacom", "indopacom"),
        ("US Indo-Pacific Command", "indopacom"),
        ("美国印太司令部", "indopacom"),
    ],
)
def test_a_row_is_found_by_its_name(pack: Pack, name: str, key: str) -> None:
    assert key in {entry.key for entry in under(pack, name)[1]}
