"""An address to its bytes, with care for where it leads and what it costs.

Only http and https. A host name is resolved once, every address that it stands for is checked, and
the connection is made to the very address that was checked, so that a name cannot be bound anew in
between. Addresses inside private, local or reserved ranges are refused, on redirects too. No proxy
is used, no cookie is kept.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from renkei.documents.archive import inflated
from renkei.documents.inputs import Input
from renkei.documents.limits import DEFAULT, Limits, capped
from renkei.errors import FetchError

_AGENT = "Mozilla/5.0 (compatible; Renkei; a reader of public documents)"
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf,*/*;q=0.8"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_SAFE = "!#$%&'()*+,/:;=?@[]~"
_CHUNK = 1 << 16
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Resolve = Callable[[str, int], list[str]]
Permit = Callable[[str], bool]


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of `host`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open Internet, whatever form it hides in."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


@dataclass(frozen=True, slots=True)
class _Hop:
    """One request: an address, and the IP addresses that it may be asked at."""

    parts: SplitResult
    ips: list[str]

    @property
    def host(self) -> str:
        return self.parts.hostname or ""

    @property
    def port(self) -> int:
        return self.parts.port or (443 if self.parts.scheme == "https" else 80)


def fetch(
    address: str,
    limits: Limits = DEFAULT,
    *,
    resolve: Resolve = resolve,
    permit: Permit = is_public,
) -> Input:
    """What stands at `address`.

    `resolve` and `permit` are for tests: how a name becomes IP addresses, and which of these may
    be asked.

    Raises
    ------
    FetchError
        If the address leads where it must not, does not answer in time, or answers with an error.
    TooLarge
        If the answer is larger than `limits.input_bytes`.
    """
    deadline = time.monotonic() + limits.total_seconds
    here = address
    for _ in range(limits.redirects + 1):
        hop = _checked(here, resolve, permit)
        answer = _ask(hop, limits, deadline)
        if isinstance(answer, str):
            here = urljoin(here, answer)
            continue
        return Input(address, answer.raw, None, answer.media_type, answer.charset, here)
    raise FetchError(f"it was redirected more than {limits.redirects} times")


def _checked(address: str, resolve: Resolve, permit: Permit) -> _Hop:
    try:
        parts = urlsplit(quote(address, safe=_SAFE))
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(f"{address[:80]!r} is not an address ({error})") from error
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError(f"only http and https addresses are read, not {address[:80]!r}")
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
        ips = resolve(name, port or 0)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the name {host} is not known; check the address") from error
    if refused := [ip for ip in ips if not permit(ip)]:
        raise FetchError(
            f"{host} points to {refused[0]}, inside a private or reserved network; "
            "save the page to a file and read that"
        )
    if not ips:
        raise FetchError(f"the name {host} has no address")
    return _Hop(parts, ips)


@dataclass(frozen=True, slots=True)
class _Answer:
    raw: bytes
    media_type: str
    charset: str


def _ask(hop: _Hop, limits: Limits, deadline: float) -> _Answer | str:
    """The answer of one hop, or where it redirects to."""
    connection = _connected(hop, limits, deadline)
    overdue = threading.Event()
    watch = threading.Timer(
        max(deadline - time.monotonic(), 0.01), partial(_cut, connection.sock, overdue)
    )
    watch.daemon = True
    watch.start()
    try:
        answer = _answer(connection, hop, limits)
        if overdue.is_set():  # what was cut off can look like an end
            raise FetchError(_late(hop, limits))
        return answer
    except (OSError, http.client.HTTPException, ValueError) as error:
        if overdue.is_set():
            raise FetchError(_late(hop, limits)) from error
        raise FetchError(f"{hop.host} did not answer ({_short(error)}); try again later") from error
    finally:
        watch.cancel()
        connection.close()


def _answer(connection: http.client.HTTPConnection, hop: _Hop, limits: Limits) -> _Answer | str:
    if hop.parts.scheme == "https":
        secure = ssl.create_default_context()
        connection.sock = secure.wrap_socket(connection.sock, server_hostname=hop.host)
        connection.default_port = 443
    target = (hop.parts.path or "/") + (f"?{hop.parts.query}" if hop.parts.query else "")
    headers = {"User-Agent": _AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
    connection.request("GET", target, headers=headers)
    response = connection.getresponse()
    if response.status in _REDIRECTS and (place := response.headers.get("Location")):
        return place
    if response.status != 200:
        raise FetchError(f"{hop.host} answered {response.status} {response.reason}")
    raw = capped(iter(lambda: response.read(_CHUNK), b""), limits.input_bytes, "the answer")
    if response.length:
        raise http.client.IncompleteRead(raw, response.length)
    raw = inflated(raw, response.headers.get("Content-Encoding", ""), limits)
    stated = response.headers.get("Content-Type")
    return _Answer(
        raw,
        response.headers.get_content_type() if stated else "",
        response.headers.get_content_charset("") or "",
    )


def _connected(hop: _Hop, limits: Limits, deadline: float) -> http.client.HTTPConnection:
    """A connection to an IP address that was checked, under the name that was asked for."""
    last: OSError | None = None
    for ip in hop.ips:
        left = deadline - time.monotonic()
        if left <= 0:
            raise FetchError(_late(hop, limits))
        try:
            sock = socket.create_connection((ip, hop.port), min(limits.connect_seconds, left))
        except OSError as error:
            last = error
            continue
        sock.settimeout(limits.read_seconds)
        connection = http.client.HTTPConnection(hop.host, hop.port)
        connection.sock = sock
        return connection
    raise FetchError(f"{hop.host} cannot be reached ({_short(last)}); try again later") from last


def _cut(sock: socket.socket, overdue: threading.Event) -> None:
    overdue.set()
    for end in (partial(sock.shutdown, socket.SHUT_RDWR), sock.close):
        try:
            end()
        except OSError:
            continue


def _late(hop: _Hop, limits: Limits) -> str:
    return f"{hop.host} took more than {limits.total_seconds:g} seconds; try again later"


def _short(error: BaseException | None) -> str:
    return str(error)[:100] or type(error).__name__
