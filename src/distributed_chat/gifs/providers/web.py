"""Requests to a provider and to nobody else: its own hosts, no redirect, no cookie, a size and a time."""

import asyncio
import ssl
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import msgspec

from distributed_chat.gifs.providers.port import ProviderIsAway

if TYPE_CHECKING:  # a quarter of a second that most servers never need
    import httpx2

SECONDS = 10.0
LARGEST_ANSWER = 2 * 1024 * 1024
RETRY_SECONDS = 10

S = TypeVar("S", bound=msgspec.Struct)


class Web:
    def __init__(self, address: str, *, hosts: Sequence[str]) -> None:
        """`address`: of the provider's API. `hosts`: where its pictures may lie, by the end of their names."""
        self._address = address.rstrip("/")
        self._own_host = urlsplit(address).netloc
        self._hosts = tuple(hosts)
        self._client: httpx2.AsyncClient | None = None
        self._opening = asyncio.Lock()

    async def ask(self, path: str, parameters: Mapping[str, str], kind: type[S]) -> S | None:
        """The JSON of an answer; None for 404. Raises `ProviderIsAway`, without the key that was in the address."""
        try:
            status, body = await self._get(f"{self._address}{path}", parameters, LARGEST_ANSWER)
            if status == 404:
                return None
            return msgspec.json.decode(body, type=kind)
        except msgspec.DecodeError:
            raise ProviderIsAway(retry_after=RETRY_SECONDS) from None

    async def picture(self, address: str, *, most: int) -> bytes:
        """The bytes of a picture. Raises `ProviderIsAway`, also for a place that is not the provider's."""
        try:
            parts = urlsplit(address)
            host = parts.hostname or ""
        except ValueError:  # as of http://[
            raise ProviderIsAway(retry_after=RETRY_SECONDS) from None
        theirs = parts.scheme == "https" and any(host == one or host.endswith(f".{one}") for one in self._hosts)
        if not theirs and parts.netloc != self._own_host:
            raise ProviderIsAway(retry_after=RETRY_SECONDS)
        return (await self._get(address, {}, most))[1]

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()

    async def _get(self, address: str, parameters: Mapping[str, str], most: int) -> tuple[int, bytes]:
        import httpx2

        client = await self._opened()
        body = bytearray()
        try:
            async with (
                asyncio.timeout(SECONDS),
                client.stream("GET", address, params=dict(parameters) or None) as answer,
            ):
                if answer.status_code == 404:
                    return 404, b""
                packed = answer.headers.get("content-encoding", "identity") != "identity"
                if answer.status_code != 200 or packed:
                    raise ProviderIsAway(retry_after=RETRY_SECONDS)
                async for piece in answer.aiter_bytes():
                    body += piece
                    if len(body) > most:
                        raise ProviderIsAway(retry_after=RETRY_SECONDS)
        except (TimeoutError, httpx2.HTTPError, httpx2.InvalidURL):
            raise ProviderIsAway(retry_after=RETRY_SECONDS) from None
        return 200, bytes(body)

    async def _opened(self) -> "httpx2.AsyncClient":
        """Certificates are read from the disk, so not on the event loop."""
        async with self._opening:
            if self._client is None:
                import httpx2

                tls = await asyncio.to_thread(ssl.create_default_context)
                # Not packed: a piece of a packed answer can be a thousand times as large, before anybody has looked.
                plain = {"accept-encoding": "identity"}
                self._client = httpx2.AsyncClient(verify=tls, timeout=SECONDS, trust_env=False, headers=plain)
        return self._client
