"""Words of strangers' pages as plain text: one line, nothing invisible that turns text around, not too long."""

import unicodedata

_GONE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINER = "\u200d"
"""Holds an emoji together."""


def one_line(text: str, longest: int) -> str:
    """At most `longest` code points, with "…" where it was cut between words."""
    composed = unicodedata.normalize("NFC", text[: longest * 8])
    kept = "".join(
        " " if character in "\t\n\r\f\v" else character
        for character in composed
        if character in "\t\n\r\f\v" or character == _JOINER or unicodedata.category(character) not in _GONE
    )
    tidy = " ".join(kept.split())
    if len(tidy) <= longest:
        return tidy
    at = tidy.rfind(" ", 0, longest)
    return tidy[: at if at > longest // 2 else longest - 1] + "…"
