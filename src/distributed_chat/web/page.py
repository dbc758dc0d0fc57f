"""The browser client, as the build left it: hashed files for ever, everything else asked for again, compressed ahead.

Any GET outside `/api` that names no file gets the page itself, since the client has addresses of its own.
"""

import asyncio
import gzip
import hashlib
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from distributed_chat.kernel.errors import NotFound
from distributed_chat.web.incoming import Incoming
from distributed_chat.web.refusals import MethodNotAllowed
from distributed_chat.web.reply import Headers, Reply, page_headers

PACKAGE = Path(__file__).parent.parent
BUILT = PACKAGE / "static"
CHECKOUT = PACKAGE.parent.parent / "client" / "dist"

LONGEST_NAME = 255
"""Bytes that a disk takes as one name; it fails when it is asked for a longer one."""
_WORTH_PACKING = {".css", ".html", ".js", ".json", ".map", ".svg", ".txt", ".webmanifest"}
FOR_EVER = b"public, max-age=31536000, immutable"
_ASK_AGAIN = b"no-cache"

_NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Distributed</title>
<h1>The page is not built yet</h1>
<p>The server runs. In its folder, <code>make run</code> builds the page and starts it again;
<code>make dev</code> serves it while you change it.</p>
"""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file in memory, plain and packed, with the tag by which a browser asks whether it changed."""

    plain: bytes
    packed: bytes | None
    tag: bytes
    headers: Headers


def client_folder() -> Path | None:
    """What was installed with the package; in a checkout, what the client's build left."""
    return next((folder for folder in (BUILT, CHECKOUT) if (folder / "index.html").is_file()), None)


class Page:
    """Files are read when first asked for and kept: there are few, and an installed build does not change.

    A checkout's build does, while somebody works on it; there each is read again when its time on disk is another.
    """

    def __init__(self, folder: Path | None, *, connects_to: Sequence[str] = (), worker: bool = True) -> None:
        """`connects_to`: other origins that scripts of the page may reach. Without `worker` devices lose theirs."""
        self._folder = folder
        self._headers = page_headers(connects_to)
        self._instead = {} if worker else {"/sw.js": "/sw-off.js"}
        self._kept: dict[Path, tuple[int, Asset]] = {}

    async def __call__(self, request: Incoming) -> Reply:
        if request.method not in {"GET", "HEAD"}:
            raise MethodNotAllowed(["GET", "HEAD"])
        if self._folder is None:
            return Reply(200, _NOT_BUILT.encode(), [*self._headers, (b"content-type", b"text/html; charset=utf-8")])
        # In a thread: a disk that is slow must not hold up those who talk.
        return _reply(await asyncio.to_thread(self._find, self._folder, request.path), request)

    def _find(self, folder: Path, path: str) -> Asset:
        return self._asset(self._file(folder, path))

    def _file(self, folder: Path, path: str) -> Path:
        """Raises `NotFound` for a missing asset: a page in its place would be run as a script."""
        path = self._instead.get(path, path)
        parts = [part for part in path.split("/") if part]
        if any(part.startswith(".") or "\\" in part or "\0" in part for part in parts):
            raise NotFound
        file = folder.joinpath(*parts)
        short = len(path.encode("utf-8", "surrogatepass")) <= LONGEST_NAME
        if short and parts and file.is_file() and file.resolve().is_relative_to(folder.resolve()):
            return file
        if parts[:1] == ["assets"]:
            raise NotFound
        return folder / "index.html"

    def _asset(self, file: Path) -> Asset:
        changed = file.stat().st_mtime_ns
        kept = self._kept.get(file)
        if kept is not None and kept[0] == changed:
            return kept[1]
        asset = _load(file, self._headers, for_ever=file.parent.name == "assets")
        self._kept[file] = (changed, asset)
        return asset


def _load(file: Path, always: Headers, *, for_ever: bool) -> Asset:
    plain = file.read_bytes()
    packed = None
    if file.suffix in _WORTH_PACKING:
        beside = file.with_name(file.name + ".gz")
        packed = beside.read_bytes() if beside.is_file() else gzip.compress(plain, mtime=0)
    kind = "application/manifest+json" if file.suffix == ".webmanifest" else mimetypes.guess_type(file.name)[0]
    if kind is not None and (kind.startswith("text/") or kind.endswith(("javascript", "json"))):
        kind += "; charset=utf-8"
    tag = b'"' + hashlib.sha256(plain).hexdigest()[:16].encode() + b'"'
    headers: Headers = [
        *always,
        (b"content-type", (kind or "application/octet-stream").encode()),
        (b"cache-control", FOR_EVER if for_ever else _ASK_AGAIN),
        (b"etag", tag),
        (b"vary", b"accept-encoding"),
    ]
    return Asset(plain, packed, tag, headers)


def _reply(asset: Asset, request: Incoming) -> Reply:
    if request.headers.get(b"if-none-match") == asset.tag:
        return Reply(304, b"", asset.headers)
    accepted = request.headers.get(b"accept-encoding", b"")
    if asset.packed is not None and b"gzip" in accepted:
        return Reply(200, asset.packed, [*asset.headers, (b"content-encoding", b"gzip")])
    return Reply(200, asset.plain, asset.headers)
