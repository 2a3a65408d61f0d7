"""Draw the pictures in the README anew: two pages of the app, and a chart of a run.

The pages need Chromium (Debian: ``chromium``), the chart does not. Both show the sample ledger.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
PAGES = {
    "item.png": ("/items/joint-operations-command", 1280, 1180),
    "structure.png": ("/structure?on=2025-04-01&with=2024-04-01", 1440, 1460),
}
CHART = "grey-zone-incident-distribution.svg"
LINE_UPS = ("2024-03", "joc-2025", "four-star", "jtf-japan", "combined")
_QUIET = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
_WAIT = 60.0


def main() -> None:
    """Draws all three."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        chart(Path(folder))
        if shutil.which("chromium"):
            pages(Path(folder))
        else:
            sys.exit("the pages were not drawn: there is no chromium here")


def chart(folder: Path) -> None:
    """The chart of the README's run."""
    chosen = [word for name in LINE_UPS for word in ("--arrangement", name)]
    many = ["--replications", "300", "--no-losses", "--charts", str(folder)]
    renkei("run", "grey-zone", *chosen, *many)
    shutil.copy(folder / CHART, PICTURES / CHART)


def pages(folder: Path) -> None:
    """The pages, on the sample ledger."""
    ledger = str(folder / "sample.ledger")
    renkei("sample", "--ledger", ledger)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = f"http://127.0.0.1:{port}"
    serving = subprocess.Popen(
        [sys.executable, "-m", "renkei", "serve", "--ledger", ledger, "--port", str(port)],
        stdout=subprocess.DEVNULL,
    )
    try:
        until_it_answers(home)
        for name, (address, width, height) in PAGES.items():
            profile = f"--user-data-dir={folder / name}.profile"
            size = f"--window-size={width},{height}"
            shot = f"--screenshot={PICTURES / name}"
            words = ["chromium", *_QUIET.split(), "--hide-scrollbars", profile, size, shot]
            subprocess.run([*words, home + address], check=True, capture_output=True)
    finally:
        serving.terminate()
        serving.wait()


def until_it_answers(address: str) -> None:
    """Waits until the app is up."""
    end = time.monotonic() + _WAIT
    while True:
        try:
            urlopen(address).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


def renkei(*words: str) -> None:
    """Runs a command of Renkei."""
    env = os.environ | {"COLUMNS": "80"}
    subprocess.run(
        [sys.executable, "-m", "renkei", *words], env=env, check=True, stdout=subprocess.DEVNULL
    )


if __name__ == "__main__":
    main()
