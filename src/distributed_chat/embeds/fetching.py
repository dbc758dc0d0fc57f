"""Fetching what a stranger's link names, without being led to anything that is not the open internet.

The host is looked up once; each address found must be global, or none is used; the connection goes to one of those very
addresses, while Host and the TLS name stay those of the link. So a name that changes its mind between the check and
the connection changes nothing. Every redirect begins anew. There are no cookies, no proxies and no credentials.
"""

import asyncio
import socket
import ssl
import zlib
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

import httpx2

from distributed_chat.embeds.addresses import Address, parsed
from distributed_chat.embeds.targets import INTERNET, NotFetched, Reachable, Target, target_of

MOST_BYTES = 1024 * 1024
MOST_REDIRECTS = 3
ADDRESSES_TRIED = 3
_REDIRECTS = {301, 302, 303, 307, 308}
_NO_MORE: Mapping[str, str] = MappingProxyType({})
_READ_SECONDS = 4.0
_TIMEOUTS = {"connect": 2.0, "write": 2.0, "pool": 4.0}
_HEADERS = [
    ("user-agent", "Mozilla/5.0 (compatible; Distributed link preview)"),
    ("accept-encoding", "gzip"),
    ("accept-language", "en"),
    ("connection", "close"),
]


class Network(Protocol):
    """The outside world: the real one below, and one that a test makes up."""

    async def resolve(self, host: str) -> list[str]:
        """Every address of the name, as text. Raises `OSError`."""

    async def send(self, request: httpx2.Request) -> httpx2.Response:
        """Connects to the address that is the host of the request's URL, and nowhere else. Raises `TransportError`."""

    async def close(self) -> None: ...


class Fetched(NamedTuple):
    """`url` is where it was in the end. `body` is at most 1 MiB; `whole`: there was no more."""

    url: str
    content_type: str
    charset: str | None
    body: bytes
    whole: bool


class Answered(NamedTuple):
    """What a site said to what was sent to it. `body`: its beginning, empty when it came packed."""

    status: int
    headers: dict[str, str]
    body: bytes


class OpenNetwork:
    """The internet, by the resolver of this machine."""

    def __init__(self) -> None:
        self._transport: httpx2.AsyncHTTPTransport | None = None
        self._opening = asyncio.Lock()

    async def resolve(self, host: str) -> list[str]:
        """The dot at the end keeps the search domains of this machine out."""
        found = await asyncio.get_running_loop().getaddrinfo(f"{host}.", None, type=socket.SOCK_STREAM)
        return [str(address[0]) for *_, address in found]

    async def send(self, request: httpx2.Request) -> httpx2.Response:
        return await (await self._opened()).handle_async_request(request)

    async def close(self) -> None:
        if self._transport is not None:
            await self._transport.aclose()

    async def _opened(self) -> httpx2.AsyncHTTPTransport:
        """Certificates are read from the disk, so not on the event loop, and not before the first link.

        No connection is kept: one to the same address may have been opened under another name.
        """
        async with self._opening:
            if self._transport is None:
                tls = await asyncio.to_thread(ssl.create_default_context)
                limits = httpx2.Limits(max_connections=64, max_keepalive_connections=0)
                self._transport = httpx2.AsyncHTTPTransport(verify=tls, trust_env=False, limits=limits)
        return self._transport


class Fetcher:
    def __init__(self, network: Network, reachable: Reachable = INTERNET) -> None:
        self._network = network
        self._reachable = reachable

    async def post(
        self, url: str, content: bytes, headers: Mapping[str, str], *, most: int, seconds: float
    ) -> Answered:
        """Sends it there and nowhere else: a redirect is an answer like any other. Reads at most so many bytes.

        Raises `NotFetched`, also when nothing comes for so many seconds. How long it all may take is for the caller to
        say.
        """
        target = target_of(url, self._reachable)
        response = await self._answer(target, "*/*", content, headers, seconds)
        body = bytearray()
        try:
            if response.headers.get("content-encoding", "identity") == "identity":
                async for piece in response.aiter_raw():
                    body += piece[: most - len(body)]
                    if len(body) >= most:
                        break
        except httpx2.HTTPError as error:
            raise NotFetched(repr(error)) from error
        finally:
            await response.aclose()
        return Answered(response.status_code, dict(response.headers), bytes(body))

    async def get(self, url: str, *, types: Collection[str]) -> Fetched:
        """What is there, if it is of one of these types (`text/html`, `image/`). Raises `NotFetched`.

        How long it may take is for the caller to say.
        """
        for _ in range(MOST_REDIRECTS + 1):
            target = target_of(url, self._reachable)
            response = await self._answer(target, ", ".join(f"{one}*" if one[-1] == "/" else one for one in types))
            try:
                if response.status_code not in _REDIRECTS:
                    return await _read(str(target.url), response, types)
                url = _next(target, response)
            finally:
                await response.aclose()
        raise NotFetched("too many redirects")

    async def close(self) -> None:
        await self._network.close()

    async def _answer(
        self,
        target: Target,
        accepts: str,
        content: bytes | None = None,
        headers: Mapping[str, str] = _NO_MORE,
        seconds: float = _READ_SECONDS,
    ) -> httpx2.Response:
        failure = "no address"
        for address in (await self._addresses(target))[:ADDRESSES_TRIED]:
            request = httpx2.Request(
                "GET" if content is None else "POST",
                target.url.copy_with(host=str(address), port=target.port),
                headers=[("host", target.host_header), ("accept", accepts), *_HEADERS, *headers.items()],
                content=content,
                extensions={"sni_hostname": target.host, "timeout": _TIMEOUTS | {"read": seconds}},
            )
            try:
                return await self._network.send(request)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                failure = repr(error)
            except httpx2.HTTPError as error:
                raise NotFetched(repr(error)) from error
        raise NotFetched(failure)

    async def _addresses(self, target: Target) -> list[Address]:
        """Raises `NotFetched` when any of them is not of the internet: such a name is not asked twice."""
        if target.address is not None:
            return [target.address]
        try:
            found = [parsed(text) for text in dict.fromkeys(await self._network.resolve(target.host))]
        except (OSError, UnicodeError) as error:
            raise NotFetched(f"the name is not found: {error!r}") from error
        addresses = [address for address in found if address is not None and self._reachable.allows(address)]
        if not addresses or len(addresses) != len(found):
            raise NotFetched("an address that is not of the internet")
        return sorted(addresses, key=lambda one: one.version)  # where there is no IPv6, it fails late


def _next(target: Target, response: httpx2.Response) -> str:
    try:
        return str(target.url.join(response.headers["location"]))
    except (KeyError, httpx2.InvalidURL, ValueError):
        raise NotFetched("a redirect to nowhere") from None


async def _read(url: str, response: httpx2.Response, types: Collection[str]) -> Fetched:
    if response.status_code != 200:
        raise NotFetched(f"status {response.status_code}")
    media, _, more = response.headers.get("content-type", "").lower().partition(";")
    media = media.strip()
    if not any(media == one or (one.endswith("/") and media.startswith(one)) for one in types):
        raise NotFetched("another type")
    body = bytearray()
    unpacker = _unpacker(response.headers.get("content-encoding", "identity").strip().lower())
    whole = True
    try:
        async for piece in response.aiter_raw():
            room = MOST_BYTES - len(body)
            body += piece[: room + 1] if unpacker is None else unpacker.decompress(piece, room + 1)
            if len(body) > MOST_BYTES:
                whole = False
                break
    except (httpx2.HTTPError, zlib.error) as error:
        raise NotFetched(repr(error)) from error
    charset = next((part.partition("=")[2].strip("\"' ") for part in more.split(";") if "charset=" in part), None)
    return Fetched(url, media, charset, bytes(body[:MOST_BYTES]), whole)


def _unpacker(encoding: str) -> "zlib._Decompress | None":
    """Asked for each piece with the room that is left, it never makes more than 1 MiB of what is packed."""
    if encoding in {"", "identity"}:
        return None
    if encoding in {"gzip", "x-gzip"}:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    raise NotFetched("packed in another way")
