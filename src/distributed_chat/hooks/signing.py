"""The signature by which a receiver knows that a request is ours, whole and fresh. Pure.

    Distributed-Signature: t=1764244800,v1=<hex of HMAC-SHA256(secret, "1764244800." + body)>

`verify` is what a receiver does (docs/webhooks.md has it in three languages).
"""

import hmac
import secrets
from hashlib import sha256

OLDEST = 300
"""Seconds after which a request is a replay."""


def new_secret() -> str:
    return f"whsec_{secrets.token_urlsafe(32)}"


def signature(secret: str, at: int, body: bytes) -> str:
    """`at` is in seconds since 1970."""
    digest = hmac.new(secret.encode(), b"%d." % at + body, sha256).hexdigest()
    return f"t={at},v1={digest}"


def verify(secret: str, header: str, body: bytes, now: int) -> bool:
    """Whether this body was signed with the secret within the last five minutes."""
    said = dict(part.partition("=")[::2] for part in header.split(","))
    if not said.get("t", "").isdecimal() or abs(now - int(said["t"])) > OLDEST:
        return False
    return hmac.compare_digest(signature(secret, int(said["t"]), body), header)
