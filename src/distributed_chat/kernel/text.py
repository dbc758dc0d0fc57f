"""Checks for text that people type: the same answer on SQLite and on PostgreSQL, decided before either sees it."""

import re
import unicodedata

from distributed_chat.kernel.errors import Invalid

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs", "Mn", "Me"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_BIDI = {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F, 0x061C}


def storable(text: str, field: str) -> str:
    """The text as it is, or `text_not_storable` for NUL (PostgreSQL refuses it) and lone surrogates (not Unicode)."""
    if "\0" in text or _SURROGATE.search(text):
        raise Invalid("text_not_storable", "That contains characters that can't be stored.", field=field)
    return text


def name(text: str, field: str, *, longest: int = 80) -> str:
    """A name or a topic: NFC, one line, no control or direction characters, 1 to `longest` code points."""
    composed = unicodedata.normalize("NFC", storable(text, field))
    kept = "".join(c for c in composed if unicodedata.category(c) != "Cc" and ord(c) not in _BIDI)
    tidy = " ".join(kept.split())
    if not _shows(tidy):
        raise Invalid("empty", "Write something here.", field=field)
    if len(tidy) > longest:
        raise Invalid("too_long", f"At most {longest} characters.", field=field)
    return tidy


def body(
    text: str, field: str, *, longest: int = 8_000, bytes_at_most: int = 32_768, may_be_empty: bool = False
) -> str:
    """The text of a message: kept to the byte, 1 to `longest` code points, something in it that can be seen."""
    storable(text, field)
    if len(text) > longest or len(text.encode()) > bytes_at_most:
        raise Invalid("too_long", f"A message has at most {longest} characters.", field=field)
    if not (may_be_empty or _shows(text)):
        raise Invalid("empty", "Write something first.", field=field)
    return text


def _shows(text: str) -> bool:
    return any(unicodedata.category(character) not in _INVISIBLE for character in text)
