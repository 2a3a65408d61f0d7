from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from renkei.documents.fetch import fetch, is_public
from renkei.documents.limits import Limits
from renkei.errors import FetchError, TooLarge

QUICK = Limits(input_bytes=100_000, connect_seconds=2, read_seconds=0.5, total_seconds=1.5)
PAGE = "<p>指揮統制</p>".encode("shift_jis")


class Site(BaseHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        return

    def _send(self, body: bytes, **headers: str) -> None:
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, place: str) -> None:
        self.send_response(302)
        self.send_header("Location", place)
        self.end_headers()

    def do_GET(self) -> None:
        try:
            getattr(self, "get_" + self.path[1:].partition("?")[0], self.get_missing)()
        except (BrokenPipeError, ConnectionResetError):
            return

    def get_page(self) -> None:
        self._send(PAGE, Content_Type="text/html; charset=Shift_JIS")

    def get_host(self) -> None:
        self._send((self.headers["Host"] + self.path).encode())

    def get_packed(self) -> None:
        self._send(gzip.compress(PAGE), Content_Encoding="gzip", Content_Type="text/html")

    def get_bomb(self) -> None:
        self._send(gzip.compress(b"a" * 10_000_000), Content_Encoding="gzip")

    def get_large(self) -> None:
        self._send(b"a" * 200_000)

    def get_there(self) -> None:
        self._redirect("/page")

    def get_loop(self) -> None:
        self._redirect("/loop")

    def get_inside(self) -> None:
        self._redirect("http://10.0.0.1/secret")

    def get_file(self) -> None:
        self._redirect("file:///etc/passwd")

    def get_hang(self) -> None:
        time.sleep(3)

    def get_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(30):
            self.wfile.write(b"a")
            time.sleep(0.2)

    def get_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"abc")

    def get_missing(self) -> None:
        self.send_error(404)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def local(host: str, _port: int) -> list[str]:
    return [host] if host[0].isdigit() else ["127.0.0.1"]


def only_here(ip: str) -> bool:
    return ip == "127.0.0.1"


def get(port: int, path: str, limits: Limits = QUICK) -> Any:
    address = f"http://news.example.org:{port}/{path}"
    return fetch(address, limits, resolve=local, permit=only_here)


def test_a_page_with_its_declared_encoding(port: int) -> None:
    found = get(port, "page")
    assert (found.raw, found.media_type, found.charset) == (PAGE, "text/html", "shift_jis")
    assert found.address == f"http://news.example.org:{port}/page"


def test_the_name_is_asked_for_at_the_address_that_was_checked(port: int) -> None:
    assert get(port, "host?q=連携").raw.decode() == (
        f"news.example.org:{port}/host?q=%E9%80%A3%E6%90%BA"
    )


def test_redirects_are_followed(port: int) -> None:
    found = get(port, "there")
    assert found.raw == PAGE
    assert found.address.endswith("/page")


def test_compressed_answers_are_unpacked(port: int) -> None:
    assert get(port, "packed").raw == PAGE


@pytest.mark.parametrize("path", ["large", "bomb"])
def test_large_answers_are_refused(port: int, path: str) -> None:
    with pytest.raises(TooLarge):
        get(port, path)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("loop", "redirected more than 5"),
        ("inside", "10.0.0.1, inside a private"),
        ("file", "only http and https"),
        ("hang", "did not answer"),
        ("drip", "more than 1.5 seconds"),
        ("short", "did not answer"),
        ("missing", "404"),
    ],
)
def test_what_goes_wrong_is_said(port: int, path: str, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        get(port, path)


def test_one_inner_address_among_several_is_enough_to_refuse(port: int) -> None:
    with pytest.raises(FetchError, match="inside"):
        fetch(f"http://e.org:{port}/page", QUICK, resolve=lambda *_: ["1.1.1.1", "127.0.0.1"])


def test_a_name_that_is_bound_anew_is_asked_for_only_once(port: int) -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    found = fetch(f"http://e.org:{port}/page", QUICK, resolve=lambda *_: answers.pop(0),
                  permit=only_here)  # fmt: skip
    assert found.raw == PAGE
    assert len(answers) == 1


@pytest.mark.parametrize(
    "address",
    ["ftp://e.org/", "file:///etc/passwd", "http://", "http://[::1", "http://e.org:99999/", "x"],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(FetchError):
        fetch(address, QUICK, resolve=local, permit=only_here)


def test_an_unknown_name_is_said() -> None:
    def fails(*_: object) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(FetchError, match="not known"):
        fetch("http://nowhere.example/", QUICK, resolve=fails)


def test_nothing_listens() -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch("http://e.org:1/", QUICK, resolve=local, permit=only_here)


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
     "0.0.0.0",
     "100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1",
     "fe80::1%eth0",
     "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
     "2002:7f00:1::", "2001:db8::1", "localhost", ""],
)  # fmt: skip
def test_inner_addresses(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_outer_addresses(ip: str) -> None:
    assert is_public(ip)
