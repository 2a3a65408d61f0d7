"""What the tests of several rooms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from renkei.packs.pack import Pack


@pytest.fixture(scope="session")
def small() -> Pack:
    """A small alliance, made up, whose every row can be checked by eye."""
    from small_alliance import pack

    return pack()
