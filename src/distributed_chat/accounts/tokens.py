"""Secrets that we give out once and keep only the hash of: session tokens, one-time codes, the set-up code."""

import hashlib
import secrets

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that are read for one another: I and 1, O and 0."""


def new_token() -> str:
    """256 random bits. The prefix lets scanners for leaked secrets find one."""
    return f"ds_{secrets.token_urlsafe(32)}"


def token_hash(token: str) -> bytes:
    """SHA-256 is enough: a token has too much randomness to be guessed from its hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def new_code() -> str:
    """Eight digits. Few enough to type, so their hash must be a slow one and their tries few."""
    return f"{secrets.randbelow(10**8):08d}"


def new_setup_code() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
