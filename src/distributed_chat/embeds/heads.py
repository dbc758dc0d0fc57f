"""Finds what describes a page in its source: its meta, link and title tags, one after the other and no tree.

A parser that builds the tree of a hostile page takes minutes (200,000 divs, one in the other); it is only ever given
these few tags, side by side. Linear, because every step forward is either bounded or never taken back.
"""

import re
from collections.abc import Iterator

MOST_TAGS = 1_000
_OPENER = re.compile(
    r"<(?:(meta|link|title)(?=[\s/>])|(script|style|noscript|template|textarea)(?=[\s/>])|(!--))", re.IGNORECASE
)
_TAG = re.compile(r"<\w{4,5}(?:[^<>\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}'){0,4500}+>")
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,4000})", re.IGNORECASE)


def describing_tags(source: str) -> str:
    """The tags, as HTML without nesting. What stands in scripts, styles and comments is none."""
    return "".join(_tags(source))


def _tags(source: str) -> Iterator[str]:
    at, seen = 0, 0
    lower = source.lower() if source.isascii() else _lower_ascii(source)
    while seen < MOST_TAGS and (opener := _OPENER.search(source, at)):
        at = opener.end()
        if opener.group(1):
            seen += 1
            title = opener.group(1).lower() == "title"
            found = (_TITLE if title else _TAG).match(source, opener.start())
            if found:
                yield f"<title>{found.group(1)}</title>" if title else found.group()
                at = found.end()
            continue
        closed = lower.find("-->" if opener.group(3) else f"</{opener.group(2).lower()}", at)
        if closed < 0:
            return
        at = closed


def _lower_ascii(source: str) -> str:
    """As `lower`, and always of the same length."""
    return source.translate({code: code + 32 for code in range(ord("A"), ord("Z") + 1)})
