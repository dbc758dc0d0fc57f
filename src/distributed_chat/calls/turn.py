"""A small client of TURN over UDP (RFC 8656: Allocate 7, Refresh 8, CreatePermission 10, ChannelBind 12).

For the doctor and the tests.

It asks what a browser would ask and sends nothing through the relay: whether a permission is granted is the answer.
"""

import asyncio
import hashlib
import os
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from ipaddress import ip_address
from typing import cast

from distributed_chat.calls.ice import Credential
from distributed_chat.calls.stun_messages import (
    BINDING,
    ERROR_CODE,
    XOR_MAPPED_ADDRESS,
    Address,
    Attribute,
    Message,
    encode,
    parse,
    read_error_code,
    read_mapped_address,
    xored,
)

ALLOCATE = 0x0003
REFRESH = 0x0004
CREATE_PERMISSION = 0x0008
CHANNEL_BIND = 0x0009
USERNAME = 0x0006
CHANNEL_NUMBER = 0x000C
LIFETIME = 0x000D
XOR_PEER_ADDRESS = 0x0012
REALM = 0x0014
NONCE = 0x0015
XOR_RELAYED_ADDRESS = 0x0016
REQUESTED_FAMILY = 0x0017
REQUESTED_TRANSPORT = 0x0019

_FIRST_CHANNEL = bytes([0x40, 0, 0, 0])
_UDP = bytes([17, 0, 0, 0])
_FAMILIES = {4: bytes([1, 0, 0, 0]), 6: bytes([2, 0, 0, 0])}
_WAITS = (0.5, 1.0, 1.5)
"""Seconds until a request is sent again, and at last given up."""


class TurnRefuses(Exception):
    """With the number of STUN's error: 401 a bad credential, 403 a forbidden peer, 437 no such allocation."""

    def __init__(self, code: int) -> None:
        super().__init__(f"the TURN server refuses with {code}")
        self.code = code


class TurnIsSilent(Exception):
    """Nothing was answered to any of the tries."""


class TurnClient(asyncio.DatagramProtocol):
    """One allocation at most, from one port. Requests go one after the other."""

    def __init__(self) -> None:
        self._transport: asyncio.DatagramTransport | None = None
        self._waiting: dict[bytes, asyncio.Future[Message]] = {}
        self._signed: list[Attribute] = []
        self._key: bytes | None = None
        self._has_relay = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, _from: Address) -> None:
        message = parse(data)
        future = self._waiting.get(message.transaction) if message is not None else None
        if message is not None and future is not None and not future.done():
            future.set_result(message)

    def error_received(self, exc: Exception) -> None:
        """The port is closed: what waits runs into its end."""

    async def public_address(self) -> Address:
        """Where this client is seen from, by a Binding request."""
        reply = await self._ask(BINDING, [])
        return read_mapped_address(reply.value(XOR_MAPPED_ADDRESS) or b"", reply.transaction)

    async def allocate(self, credential: Credential, *, family: int = 4) -> Address:
        """Opens a relay and returns its address. Raises `TurnRefuses`, `TurnIsSilent`."""
        wanted = [(REQUESTED_TRANSPORT, _UDP), (REQUESTED_FAMILY, _FAMILIES[family])]
        reply = await self._ask_signed(ALLOCATE, wanted, credential)
        self._has_relay = True
        return read_mapped_address(reply.value(XOR_RELAYED_ADDRESS) or b"", reply.transaction)

    async def permit(self, peer: str) -> None:
        """Asks that the relay may talk with this address. Raises `TurnRefuses`, `TurnIsSilent`."""
        await self._ask_about(peer, CREATE_PERMISSION)

    async def bind(self, peer: str) -> None:
        """The other way to ask for it: a channel. Raises `TurnRefuses`, `TurnIsSilent`."""
        await self._ask_about(peer, CHANNEL_BIND, (CHANNEL_NUMBER, _FIRST_CHANNEL))

    async def _ask_about(self, peer: str, method: int, *more: Attribute) -> None:
        transaction = os.urandom(12)
        wanted = [*more, (XOR_PEER_ADDRESS, xored(ip_address(peer), 9, transaction))]
        await self._ask_signed(method, wanted, transaction=transaction)

    async def refresh(self, seconds: int = 600) -> int:
        """Keeps the relay, or gives it up with 0; returns what was granted. Raises `TurnRefuses`, `TurnIsSilent`."""
        reply = await self._ask_signed(REFRESH, [(LIFETIME, struct.pack("!I", seconds))])
        return int.from_bytes(reply.value(LIFETIME) or b"")

    async def give_up(self) -> None:
        """The relay, if there is one. Left to its lifetime it would refuse (437) whoever has this port next."""
        if self._has_relay:
            with suppress(TurnRefuses, TurnIsSilent):
                await self.refresh(0)

    async def _ask_signed(
        self,
        method: int,
        wanted: list[Attribute],
        credential: Credential | None = None,
        *,
        transaction: bytes | None = None,
    ) -> Message:
        """Learns realm and nonce from the first refusal, and a new nonce when the old one is stale (RFC 8489, 9.2)."""
        try:
            return await self._ask(method, wanted, transaction)
        except _NeedsNonce as challenge:
            self._sign_with(challenge.message, credential)
        # Under the same transaction: an address that is asked about is hidden by it.
        try:
            return await self._ask(method, wanted, transaction)
        except _NeedsNonce as refused:
            raise TurnRefuses(refused.code) from None

    def _sign_with(self, challenge: Message, credential: Credential | None) -> None:
        realm, nonce = challenge.value(REALM) or b"", challenge.value(NONCE) or b""
        if credential is not None:
            user = credential.username.encode()
            secret = b":".join((user, realm, credential.password.encode()))
            # Long-term credentials of RFC 8489, 18.5.1.1: MD5 is what the protocol says, over a password of our making.
            self._key = hashlib.md5(secret, usedforsecurity=False).digest()
            self._signed = [(USERNAME, user), (REALM, realm)]
        self._signed = [(name, value) for name, value in self._signed if name != NONCE] + [(NONCE, nonce)]

    async def _ask(self, method: int, wanted: list[Attribute], transaction: bytes | None = None) -> Message:
        message = Message(method, transaction or os.urandom(12), [*wanted, *self._signed])
        reply = await self._exchange(message, encode(message, key=self._key, fingerprint=True))
        if reply.kind & 0x0110 == 0x0110:
            code = read_error_code(reply.value(ERROR_CODE) or b"")
            if code in {401, 438} and method != BINDING:
                raise _NeedsNonce(code, reply)
            raise TurnRefuses(code)
        return reply

    async def _exchange(self, message: Message, datagram: bytes) -> Message:
        assert self._transport is not None
        future: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._waiting[message.transaction] = future
        try:
            for seconds in _WAITS:
                self._transport.sendto(datagram)
                done, _ = await asyncio.wait({future}, timeout=seconds)
                if done:
                    return future.result()
            raise TurnIsSilent
        finally:
            del self._waiting[message.transaction]


class _NeedsNonce(Exception):
    def __init__(self, code: int, message: Message) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


@asynccontextmanager
async def turn_client(host: str, port: int, *, here: Address | None = None) -> AsyncIterator[TurnClient]:
    """A client from a port of its own, or from `here`. Raises `OSError` when the host has no address."""
    loop = asyncio.get_running_loop()
    transport, client = await loop.create_datagram_endpoint(
        TurnClient, local_addr=here, remote_addr=(host, port), family=socket.AF_UNSPEC
    )
    try:
        yield client
    finally:
        try:
            await client.give_up()
        finally:
            transport.close()
