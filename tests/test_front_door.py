"""``import renkei``: what it gives, and that it gives it late."""

from __future__ import annotations

import subprocess
import sys

import pytest

import renkei

PUBLIC = """
Anchor ClauseReader Decision DecisionKind Document DocumentError Failure FetchError Filter Kind
Ledger LedgerError Likelihood Name PackError Passage Polarity QuoteError Reader Reason Reference
RenkeiError Role Rung Statement Taken TooLarge find_item load_names load_pack names_digest read
resolve take_in
"""


def test_the_public_names_are_those_documented() -> None:
    assert renkei.__all__ == PUBLIC.split()
    assert all(getattr(renkei, name).__doc__ for name in renkei.__all__)
    assert set(renkei.__all__) <= set(dir(renkei))


def test_what_is_not_public_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'ledgers'"):
        _ = renkei.ledgers


def test_the_version_is_that_of_the_package() -> None:
    from importlib.metadata import version

    assert renkei.__version__ == version("renkei")


def test_importing_loads_no_room() -> None:
    script = "import renkei, sys; print(*(m for m in sys.modules if m.startswith('renkei.')))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert found.stdout.split() == []
