"""Who knocks at the socket: the origin of the page, and the token that says who it is."""

from collections.abc import Iterable, Mapping
from typing import Any

Headers = Iterable[tuple[bytes, bytes]]

PROTOCOL = "distributed"
"""What the server picks of the protocols that such a page offers."""


def origin_of(headers: Headers) -> str:
    return dict(headers).get(b"origin", b"").decode("latin-1")


def has_foreign_origin(headers: Headers, own: str) -> bool:
    """Whether a page of another site asks. A browser always says; what says nothing is no browser, and has no cookie
    that a page could misuse.
    """
    found = dict(headers)
    origin = found.get(b"origin")
    if origin is None:
        return False
    host = found.get(b"host", b"").decode("latin-1")
    return origin.decode("latin-1") not in {own, f"http://{host}", f"https://{host}"}


def token_offered(scope: Mapping[str, Any]) -> str | None:
    """Of a page elsewhere whose socket has no hello: `Sec-WebSocket-Protocol: distributed, bearer.<token>`."""
    offered = scope.get("subprotocols", ())
    tokens = [name.removeprefix("bearer.") for name in offered if name.startswith("bearer.")]
    return tokens[0] if PROTOCOL in offered and tokens else None


def token_of(headers: Headers, *, secure: bool) -> str | None:
    """The bearer token, or the session cookie, under the name that it has at an https or an http address."""
    found = dict(headers)
    scheme, _, token = found.get(b"authorization", b"").decode("latin-1").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token.strip()
    # By hand: SimpleCookie stops at the first cookie that it finds odd, and other programs at our host set odd ones.
    wanted = "__Host-session" if secure else "session"
    for cookie in found.get(b"cookie", b"").decode("latin-1").split(";"):
        name, _, value = cookie.strip().partition("=")
        if name == wanted and value:
            return value
    return None
