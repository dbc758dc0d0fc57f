"""The secret of a key. Pure.

`dk_`, 43 characters of 256 random bits, 6 of a checksum: `dk_[A-Za-z0-9_-]{43}[0-9a-f]{6}`, which scanners find and
which is told from a typing error without a look at the database. What is kept of it is its SHA-256.
"""

import hashlib
import re
import secrets
import zlib

PREFIX = "dk_"
_SECRET = re.compile(r"dk_[A-Za-z0-9_-]{43}[0-9a-f]{6}")


def new_secret() -> str:
    body = secrets.token_urlsafe(32)
    return f"{PREFIX}{body}{_checksum(body)}"


def is_secret(text: str) -> bool:
    """Whether it was made by `new_secret`, here or elsewhere."""
    return _SECRET.fullmatch(text) is not None and text.endswith(_checksum(text[len(PREFIX) : -6]))


def secret_hash(secret: str) -> bytes:
    """SHA-256 is enough: a secret has too much randomness to be guessed from its hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def hint(secret: str) -> str:
    """What tells one from another in a list: its last four characters."""
    return f"{PREFIX}…{secret[-4:]}"


def _checksum(body: str) -> str:
    return f"{zlib.crc32(body.encode()) & 0xFFFFFF:06x}"
