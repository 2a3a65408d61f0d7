"""The structure of the shipped pack on days whose facts are public."""

from datetime import date

import pytest

from renkei.alliance import arrangement
from renkei.alliance.arrangement import holds
from renkei.packs.load import load_pack

LAUNCH = date(2025, 3, 24)
"""The day on which Japan's Joint Operations Command was set up."""


@pytest.fixture(scope="module")
def pack():
    return load_pack("us_japan")


def posts(pack, day):
    return {post.key for post in arrangement(pack, day).posts}


def test_the_joint_operations_command_is_there_from_its_first_day(pack):
    assert "jp-joint-operations-command" not in posts(pack, date(2025, 3, 23))
    assert "jp-joint-operations-command" in posts(pack, LAUNCH)


def test_the_pacific_command_changed_hands_in_may_2024(pack):
    def commander(day):
        held = [h for h in arrangement(pack, day).holders if h.post == "indopacom"]
        return [h.name for h in held]

    assert commander(date(2024, 5, 2)) == ["Adm. John Aquilino"]
    assert commander(date(2024, 5, 3)) == ["Adm. Samuel Paparo"]


def test_links_join_posts_that_are_there(pack):
    for day in (date(2021, 6, 1), date(2024, 3, 1), date(2025, 6, 1)):
        found = arrangement(pack, day)
        there = {post.key for post in found.posts}
        assert found.links
        assert all(link.subject in there and link.object in there for link in found.links)


def test_an_interval_is_closed_at_its_start_and_open_at_its_end():
    day = date(2024, 5, 3)
    assert holds("2024-05-03", "unknown", day)
    assert not holds("unknown", "2024-05-03", day)
    assert holds("none", "none", day)
