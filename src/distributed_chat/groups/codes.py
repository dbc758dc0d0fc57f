"""The secrets of invites: given out once, kept as a hash only."""

from hashlib import sha256
from secrets import token_urlsafe

_BYTES = 16


def new_code() -> str:
    """128 random bits, as 22 characters that survive an address."""
    return token_urlsafe(_BYTES)


def code_hash(code: str) -> bytes:
    """SHA-256 is enough: a code has too much randomness to be guessed from its hash."""
    return sha256(code.encode("utf-8", "surrogatepass")).digest()
