"""What a page says of itself: OpenGraph, Twitter's cards, its title; and where its oEmbed is. Pure, and not quick."""

import codecs
import re
from typing import Any, NamedTuple
from urllib.parse import unquote

import httpx2
import msgspec
from selectolax.lexbor import LexborHTMLParser

from distributed_chat.embeds.fetching import Fetched
from distributed_chat.embeds.heads import describing_tags
from distributed_chat.embeds.words import one_line

LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 400
LONGEST_SITE = 80
_IN_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:-]{2,40})", re.IGNORECASE)
_CHARSETS = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|us-ascii|iso-?8859-?\d{1,2}|latin-?1|windows-?\d{3,4}|cp\d{3,4}|koi8-[ru]"
    r"|shift[_-]?jis|sjis|euc-(?:jp|kr)|iso-2022-jp|gb2312|gbk|gb18030|big5(?:-hkscs)?",
    re.IGNORECASE,
)
"""Those that pages are written in: Python knows others that are none, or slow."""


class Facts(NamedTuple):
    title: str = ""
    description: str = ""
    site: str = ""
    image: str | None = None
    oembed: str | None = None


class Oembed(msgspec.Struct, frozen=True):
    """What we take of it. Never its `html`."""

    type: Any = None
    title: Any = None
    provider_name: Any = None
    thumbnail_url: Any = None
    url: Any = None


def facts_of(page: Fetched) -> Facts:
    """Read off the event loop: a page of 1 MiB takes some milliseconds."""
    tree = LexborHTMLParser(describing_tags(_text(page)))
    said = _metas(tree)
    title = tree.css_first("title")
    return Facts(
        title=_first(said, "og:title", "twitter:title", longest=LONGEST_TITLE)
        or one_line(title.text(deep=True) if title is not None else "", LONGEST_TITLE),
        description=_first(said, "og:description", "twitter:description", "description", longest=LONGEST_DESCRIPTION),
        site=_first(said, "og:site_name", longest=LONGEST_SITE),
        image=_address(page.url, said, "og:image:secure_url", "og:image", "og:image:url", "twitter:image"),
        oembed=_oembed_of(page.url, tree),
    )


def facts_in_oembed(answer: Fetched) -> Facts:
    """What its JSON adds; nothing when it is none."""
    try:
        read = msgspec.json.decode(answer.body, type=Oembed)
    except (msgspec.DecodeError, RecursionError):
        return Facts()
    image = read.url if read.type == "photo" else read.thumbnail_url
    return Facts(
        title=_worded(read.title, LONGEST_TITLE),
        site=_worded(read.provider_name, LONGEST_SITE),
        image=_joined(answer.url, image) if isinstance(image, str) else None,
    )


def site_of(url: str) -> str:
    """The name of the host, where a page says no other; empty for an address that can't be read."""
    try:
        return one_line(httpx2.URL(url).host.removeprefix("www."), LONGEST_SITE)
    except (httpx2.InvalidURL, ValueError):
        return ""


def file_name_in(url: str) -> str:
    """What a link straight to a picture is called."""
    return one_line(unquote(httpx2.URL(url).path.rpartition("/")[2], errors="replace"), LONGEST_TITLE)


def _text(page: Fetched) -> str:
    """Decoded as its head says, or as UTF-8; bytes that mean nothing there become "�"."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if page.body.startswith(mark):
            return page.body.decode(name, errors="replace").removeprefix("\ufeff")
    inside = _IN_META.search(page.body[:4_096])
    for named in (page.charset, inside.group(1).decode("ascii") if inside else None):
        if named is not None and _CHARSETS.fullmatch(named):
            try:
                return page.body.decode(named, errors="replace")
            except LookupError:
                continue
    return page.body.decode("utf-8", errors="replace")


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    """The first of each name."""
    said: dict[str, str] = {}
    for meta in tree.css("meta"):
        name = meta.attributes.get("property") or meta.attributes.get("name")
        content = meta.attributes.get("content")
        if name and content and content.strip():
            said.setdefault(name.strip().lower(), content.strip())
    return said


def _first(said: dict[str, str], *names: str, longest: int) -> str:
    return next((words for name in names if (words := one_line(said.get(name, ""), longest))), "")


def _address(base: str, said: dict[str, str], *names: str) -> str | None:
    return next((_joined(base, said[name]) for name in names if name in said), None)


def _oembed_of(base: str, tree: LexborHTMLParser) -> str | None:
    link = tree.css_first('link[type="application/json+oembed"]')
    address = None if link is None else link.attributes.get("href")
    return _joined(base, address) if address else None


def _joined(base: str, address: str) -> str | None:
    try:
        return str(httpx2.URL(base).join(address))
    except (httpx2.InvalidURL, ValueError):
        return None


def _worded(value: Any, longest: int) -> str:
    return one_line(value, longest) if isinstance(value, str) else ""
