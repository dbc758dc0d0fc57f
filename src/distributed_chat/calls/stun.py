"""Tells browsers the address from which the world sees them, so that calls cross home routers with nothing installed.

A server of STUN's Binding method over UDP and of nothing else (RFC 8489: sections 3 and 6.3; no authentication, which
6.3 leaves to the usage, and NAT behaviour discovery is not spoken). `app` starts it.

What a stranger can make of it is kept small: an answer is never twice as large as its request (a v6 address: 2.2
times), requests to answer elsewhere (CHANGE-REQUEST) are refused, answers are not answered, and nothing is kept of a
client but how much it asked within this second.
"""

import asyncio
import errno
import socket
import struct
import time
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import cast

from distributed_chat.calls.stun_messages import (
    BINDING,
    ERROR,
    ERROR_CODE,
    FINGERPRINT,
    OPTIONAL,
    SUCCESS,
    UNKNOWN_ATTRIBUTES,
    XOR_MAPPED_ADDRESS,
    Address,
    Message,
    encode,
    error_code,
    mapped_address,
    parse,
)
from distributed_chat.config import Settings

LONGEST_REQUEST = 548
"""Bytes; no honest Binding request comes near."""
PER_ADDRESS = 200
IN_ALL = 5_000
"""Answers a second. A household or an office comes from one address, with a connection for each pair of people."""

_UNDERSTOOD = {0x0006, 0x0008, 0x0014, 0x0015, 0x001C, 0x001D, 0x001E, 0x8002, 0x8003, 0x8022, FINGERPRINT}
"""What may stand in a request: credentials, which nobody needs here, are read over."""

_NO_IPV6 = {errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL, errno.EPROTONOSUPPORT}


def stun_address(settings: Settings) -> Address | None:
    """Where to listen; None when it is switched off.

    Behind a reverse proxy the server listens on loopback, but STUN can't pass the proxy: it listens everywhere then.
    """
    port = settings.port if settings.stun_port is None else settings.stun_port
    if port == 0:
        return None
    return ("::" if settings.public_url and settings.loopback_only else settings.host), port


async def start_stun(host: str, port: int) -> asyncio.DatagramTransport:
    """Answers until the transport is closed. `::` also takes v4, and `0.0.0.0` v4 only. Raises `OSError`."""
    loop = asyncio.get_running_loop()
    door = await asyncio.to_thread(_bound, host, port)
    try:
        transport, _ = await loop.create_datagram_endpoint(Responder, sock=door)
    except BaseException:
        door.close()
        raise
    return transport


class Responder(asyncio.DatagramProtocol):
    """One per socket. The clock counts seconds and need not be the time of day."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._transport: asyncio.DatagramTransport | None = None
        self._second = 0
        self._answered: dict[str, int] = {}
        self._all = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: Address) -> None:
        if not self._has_room_for(addr[0]):
            return
        reply = answer(data, (addr[0], addr[1]))
        if reply is not None and self._transport is not None and not self._transport.is_closing():
            self._transport.sendto(reply, addr)

    def error_received(self, exc: Exception) -> None:
        """An answer could not be delivered. Whoever needs it asks again."""

    def _has_room_for(self, host: str) -> bool:
        second = int(self._clock())
        if second != self._second:
            self._second, self._all = second, 0
            self._answered.clear()
        network = _network(host)
        asked = self._answered.get(network, 0)
        if asked >= PER_ADDRESS or self._all >= IN_ALL:
            return False
        self._answered[network] = asked + 1
        self._all += 1
        return True


def answer(datagram: bytes, source: Address) -> bytes | None:
    """What is said to a request from `source`; None when it is none, or deserves no answer."""
    message = parse(datagram) if len(datagram) <= LONGEST_REQUEST and source[1] else None
    if message is None or message.kind != BINDING:
        return None
    fingerprint = message.value(FINGERPRINT) is not None
    strange = [name for name, _ in message.attributes if name < OPTIONAL and name not in _UNDERSTOOD]
    if strange:
        names = struct.pack(f"!{len(strange)}H", *strange)
        refusal = [(ERROR_CODE, error_code(420)), (UNKNOWN_ATTRIBUTES, names)]
        return encode(Message(BINDING + ERROR, message.transaction, refusal), fingerprint=fingerprint)
    mapped = mapped_address(source, message.transaction)
    reply = Message(BINDING + SUCCESS, message.transaction, [(XOR_MAPPED_ADDRESS, mapped)])
    return encode(reply, fingerprint=fingerprint)


def _network(host: str) -> str:
    """One household: a v4 address, or the /64 of a v6 one, within which anybody may have any address."""
    address = ip_address(host.partition("%")[0])
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return address.packed[:8].hex()
    return host


def _bound(host: str, port: int) -> socket.socket:
    if host == "::":
        try:
            return _bind(socket.AF_INET6, host, port)
        except OSError as error:
            if error.errno not in _NO_IPV6:
                raise
            return _bind(socket.AF_INET, str(IPv4Address(0)), port)
    family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    return _bind(family, str(where[0]), port)


def _bind(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    door = socket.socket(family, socket.SOCK_DGRAM)
    try:
        if family == socket.AF_INET6:
            door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0 if host == "::" else 1)
        door.settimeout(0)
        door.bind((host, port))
    except BaseException:
        door.close()
        raise
    return door
