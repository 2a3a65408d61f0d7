"""Who may ask, from where, and what may be changed.

Every request passes `Guard` before any page sees it:

- its ``Host`` must be a name that this app is known by, or an address as such, so that a hostile
  name that suddenly leads here (DNS rebinding) gets nothing;
- where the app has a token, the request must show it: as ``?token=`` once, which becomes a cookie,
  as a form, or as ``Authorization: Bearer``;
- a change must come from a page of this very app (``Origin``, ``Sec-Fetch-Site``) and is refused
  altogether where the app is read-only. `changing` then asks for the form's signed token.

Every answer carries a content security policy that allows nothing from elsewhere and nothing
written into a page.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import Form, HTTPException, Request
from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SESSION = "renkei"
ACCESS = "renkei-access"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
OPEN = ("/static/", "/enter")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Refuse = Callable[[Request, int, str], Response]


def loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Safety:
    """What the guard holds requests to.

    `token` is empty where none is needed. `names` are the host names that the app is known by.
    `secret` signs the tokens of forms; it is made anew with every start.
    """

    token: str = ""
    names: tuple[str, ...] = LOOPBACK
    read_only: bool = False
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def form_token(self, session: str) -> str:
        """What a form of this session must bring back."""
        return hmac.new(self.secret, session.encode(), hashlib.sha256).hexdigest()

    def pass_of(self, token: str) -> str:
        """What the cookie of one who has shown `token` holds: not the token itself."""
        return hmac.new(token.encode(), b"renkei access", hashlib.sha256).hexdigest()

    def admits(self, token: str) -> bool:
        """Whether this is the token, in time that does not tell how much of it is right."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    def knows(self, host: str) -> bool:
        """Whether a ``Host`` header names this app: a known name, or an address as such."""
        name = (urlsplit(f"//{host}").hostname or "") if _sound(host) else ""
        if name in self.names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


class Guard:
    """The ASGI layer that does what this module says.

    `refuse` makes the answer to a request that is not let through, of a status and a reason.
    """

    def __init__(self, app: ASGIApp, safety: Safety, refuse: Refuse) -> None:  # noqa: D107
        self.app = app
        self.safety = safety
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, or answers it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(request)
        fresh = "" if request.cookies.get(SESSION) else secrets.token_urlsafe(18)
        scope.setdefault("state", {})["session"] = request.cookies.get(SESSION) or fresh

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                kept = "no-cache" if request.url.path.startswith(OPEN[0]) else "no-store"
                headers.setdefault("Cache-Control", kept)
                if fresh and headers.get("content-type", "").startswith("text/html"):
                    headers.append("Set-Cookie", cookie(SESSION, fresh, request))
            await send(message)

        if entering := self._entering(request, refusal):
            await entering(scope, receive, dressed)
        elif refusal:
            await self.refuse(request, *refusal)(scope, receive, dressed)
        else:
            await self.app(scope, receive, dressed)

    def _refusal(self, request: Request) -> tuple[int, str] | None:
        """Why a request is not let through: a status and a key of the words; None if it is."""
        if not self.safety.knows(request.headers.get("host", "")):
            return 421, "refused.host"
        if not self._admitted(request):
            return 401, "refused.token"
        if request.method not in SAFE:
            if not same_origin(request):
                return 403, "refused.origin"
            if self.safety.read_only and request.url.path not in OPEN:
                return 403, "refused.read-only"
        return None

    def _admitted(self, request: Request) -> bool:
        path = request.url.path
        if not self.safety.token or path.startswith(OPEN[0]) or path in OPEN:
            return True
        shown = request.cookies.get(ACCESS, "")
        if hmac.compare_digest(shown.encode(), self.safety.pass_of(self.safety.token).encode()):
            return True
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self.safety.admits(bearer.strip())

    def _entering(self, request: Request, refusal: tuple[int, str] | None) -> Response | None:
        """To one who shows the token in the address: the same address without it, and a cookie."""
        token = request.query_params.get("token", "")
        if not self.safety.token or request.method != "GET" or not token:
            return None
        if (refusal and refusal[0] != 401) or not self.safety.admits(token):
            return None
        rest = [(k, v) for k, v in parse_qsl(request.url.query) if k != "token"]
        path = request.scope["path"] + (f"?{urlencode(rest)}" if rest else "")
        return admitted(self.safety, request, local(path))


def admitted(safety: Safety, request: Request, path: str) -> Response:
    """The way to `path`, with the cookie of one who has shown the token."""
    answer = RedirectResponse(path, 303)
    value = safety.pass_of(safety.token)
    answer.headers.append("Set-Cookie", cookie(ACCESS, value, request, same_site="Lax"))
    return answer


def cookie(name: str, value: str, request: Request, *, same_site: str = "Strict") -> str:
    """A ``Set-Cookie`` header that no script can read; over TLS only, where the request came so."""
    secure = "; Secure" if request.url.scheme == "https" else ""
    return f"{name}={value}; Path=/; HttpOnly; SameSite={same_site}{secure}"


def same_origin(request: Request) -> bool:
    """Whether a change comes from a page of this app, as far as the browser says."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin") or request.headers.get("referer", "")
    return not origin or urlsplit(origin).netloc == request.headers.get("host", "")


def changing(request: Request, csrf: Annotated[str, Form()] = "") -> None:
    """A dependency of every change: the form must bring the token of the session it was made for.

    Raises
    ------
    HTTPException
        403, if it does not.
    """
    safety: Safety = request.app.state.safety
    session = request.cookies.get(SESSION, "")
    if not session or not hmac.compare_digest(csrf.encode(), safety.form_token(session).encode()):
        raise HTTPException(403, "refused.form")


def local(path: str) -> str:
    """`path` if it leads to a page of this app, else the way home: no form leads elsewhere."""
    sound = path.startswith("/") and path[1:2] not in ("/", "\\") and _sound(path)
    return path if sound else "/"


def known_names(host: str, more: Iterable[str] = ()) -> tuple[str, ...]:
    """The names by which an app that listens on `host` may be asked for."""
    return tuple(dict.fromkeys([*LOOPBACK, host.strip("[]").lower(), *(m.lower() for m in more)]))


def _sound(text: str) -> bool:
    return text.isprintable() and not any(c.isspace() for c in text)
