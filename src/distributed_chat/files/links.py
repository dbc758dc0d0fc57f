"""The token in a link to a file: signed, for one file and one session, with an end. Pure."""

import hmac
from hashlib import sha256
from typing import NamedTuple


class Link(NamedTuple):
    session_id: str
    expires_at: int


def link_token(secret: str, file_id: str, session_id: str, expires_at: int) -> str:
    """What `opened` reads. The session's id in it is no secret: sessions are opened by their tokens."""
    said = f"{session_id}.{expires_at}"
    return f"{said}.{_signed(secret, file_id, said)}"


def opened(secret: str, file_id: str, token: str) -> Link | None:
    """None for a token that was not made here, or for another file. Whether it is over is for the caller to see."""
    said, _, signature = token.rpartition(".")
    session_id, _, expires_at = said.partition(".")
    if not token.isascii() or not hmac.compare_digest(signature, _signed(secret, file_id, said)):
        return None
    return Link(session_id, int(expires_at))


def _signed(secret: str, file_id: str, said: str) -> str:
    return hmac.new(secret.encode(), f"{file_id}.{said}".encode(), sha256).hexdigest()
