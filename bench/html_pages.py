"""Documents a second from HTML, beside trafilatura.

Pages of about 20 kB with navigation, related links and a footer are made of the corpus's sentences,
each page once. Renkei gives clean text, sentences with offsets, language and date; trafilatura, as
its users call it, gives the main text with metadata. Both in one process, a page each in turn; the
median page counts, because the first text in Han characters alone loads a classifier.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from html import escape
from statistics import median

from corpus import LANGUAGES, sentences
from measure import Row, fresh, pin, show

SIZE = 20_000
_LINKS = 60
_PARAGRAPH = 4


def pages(count: int, language: str) -> Iterator[bytes]:
    """`count` pages in one language, no two alike."""
    chance = random.Random(language)
    known = sentences(language)
    glue = " " if language == "en" else ""
    for number in range(count):
        links = "".join(
            f'<li><a href="/{number}/{i}.html">{escape(chance.choice(known)[:24])}</a></li>'
            for i in range(_LINKS)
        )
        title = escape(chance.choice(known)[:60])
        head = (
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
            f'<title>{title}</title><meta property="article:published_time" '
            f'content="2024-04-{number % 30 + 1:02}T09:00:00Z"></head><body><nav><ul>{links}</ul>'
            f"</nav><main><article><h1>{title}</h1>"
        )
        tail = f"</article></main><aside><ul>{links}</ul></aside><footer>© {number}</footer></body>"
        body = ""
        size = len((head + tail).encode())
        while size < SIZE:
            told = escape(glue.join(f"{chance.choice(known)}" for _ in range(_PARAGRAPH)))
            body += f"<p>{told}</p>\n"
            size += len(told.encode()) + 8
        yield f"{head}{body}{tail}</html>".encode()


def once(count: int) -> dict[str, float | str]:
    """Documents a second of both."""
    pin()
    from renkei.documents import read

    try:
        import trafilatura
    except ImportError as error:
        trafilatura, why = None, str(error)
    ours: list[float] = []
    peer: list[float] = []
    made = [page for language in LANGUAGES for page in pages(count // 3, language)]
    random.Random(0).shuffle(made)
    for page in made:
        begin = time.process_time()
        list(read(page))
        between = time.process_time()
        if trafilatura:
            trafilatura.bare_extraction(page, with_metadata=True)
        ours.append(between - begin)
        peer.append(time.process_time() - between)
    return {
        "ours": 1 / median(ours),
        "peer": 1 / median(peer) if trafilatura else f"trafilatura: {why}",
        "slowest": max(ours),
    }


def rows(count: int = 300) -> list[Row]:
    """One row."""
    done = fresh("bench/html_pages.py", "--once", f"--pages={count}")
    ours, peer = done["ours"], done["peer"]
    known = isinstance(peer, float)
    return [
        Row(
            f"documents from HTML: {count} pages of {SIZE // 1000} kB",
            f"{ours:,.0f} documents/s (slowest page {done['slowest']:.2f} s)",
            f"trafilatura {peer:,.0f}/s" if known else peer,
            f"{ours / peer:.1f}×" if known else "",
        )
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--once", action="store_true", help="in this process, as JSON")
    given = parser.parse_args()
    if given.once:
        sys.stdout.write(json.dumps(once(given.pages)) + "\n")
    else:
        show(rows(given.pages))


if __name__ == "__main__":
    main()
