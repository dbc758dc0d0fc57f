"""STUN messages as bytes (RFC 8489): the one codec of our responder, of the doctor's TURN client and of the tests.

The header is section 5, attributes section 14, XOR-MAPPED-ADDRESS 14.2, MESSAGE-INTEGRITY 14.5 and FINGERPRINT 14.7.
"""

import hashlib
import hmac
import struct
import zlib
from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple

COOKIE = 0x2112A442
HEADER = 20

BINDING = 0x0001
SUCCESS = 0x0100
ERROR = 0x0110
"""Added to a method they make the kind of its answer."""

XOR_MAPPED_ADDRESS = 0x0020
MESSAGE_INTEGRITY = 0x0008
ERROR_CODE = 0x0009
UNKNOWN_ATTRIBUTES = 0x000A
FINGERPRINT = 0x8028
OPTIONAL = 0x8000
"""Attributes from here on may be ignored by whoever does not know them."""

_FINGERPRINT_MASK = 0x5354554E

Address = tuple[str, int]
Attribute = tuple[int, bytes]


class Message(NamedTuple):
    kind: int
    transaction: bytes
    attributes: Sequence[Attribute] = ()

    def value(self, name: int) -> bytes | None:
        """Of the first attribute of that name: section 14 lets later ones count for nothing."""
        return next((value for found, value in self.attributes if found == name), None)


def parse(datagram: bytes) -> Message | None:
    """None for everything that is not a whole, sound STUN message of RFC 8489: it is none of our business."""
    if len(datagram) < HEADER or len(datagram) % 4:
        return None
    kind, length, cookie = struct.unpack_from("!HHI", datagram)
    if kind & 0xC000 or length != len(datagram) - HEADER or cookie != COOKIE:
        return None
    attributes = list(_attributes(datagram))
    if sum(4 + _padded(len(value)) for _, value in attributes) != length:
        return None
    message = Message(kind, datagram[8:HEADER], attributes)
    given = message.value(FINGERPRINT)
    return None if given is not None and given != _fingerprint(datagram[:-8]) else message


def encode(message: Message, *, key: bytes | None = None, fingerprint: bool = False) -> bytes:
    """`key` adds MESSAGE-INTEGRITY. Both are made over a header that counts them in, but nothing after them."""
    body = b"".join(_attribute(name, value) for name, value in message.attributes)
    if key is not None:
        signed = _header(message, len(body) + 24) + body
        body += _attribute(MESSAGE_INTEGRITY, hmac.digest(key, signed, hashlib.sha1))
    if fingerprint:
        body += _attribute(FINGERPRINT, _fingerprint(_header(message, len(body) + 8) + body))
    return _header(message, len(body)) + body


def mapped_address(address: Address, transaction: bytes) -> bytes:
    """The value of XOR-MAPPED-ADDRESS and its like. A v4 address that a v6 socket shows as `::ffff:…` is v4."""
    host: IPv4Address | IPv6Address = ip_address(address[0].partition("%")[0])
    if isinstance(host, IPv6Address):
        host = host.ipv4_mapped or host
    return xored(host, address[1], transaction)


def xored(host: IPv4Address | IPv6Address, port: int, transaction: bytes) -> bytes:
    """Exactly this address, also one that is v4 written as v6."""
    mask = struct.pack("!I", COOKIE) + transaction
    hidden = bytes(one ^ other for one, other in zip(host.packed, mask, strict=False))
    return struct.pack("!BBH", 0, 1 if host.version == 4 else 2, port ^ (COOKIE >> 16)) + hidden


def read_mapped_address(value: bytes, transaction: bytes) -> Address:
    """Raises `ValueError`."""
    if len(value) not in {8, 20}:
        raise ValueError("an address of STUN has 8 or 20 bytes")
    mask = struct.pack("!I", COOKIE) + transaction
    host = ip_address(bytes(one ^ other for one, other in zip(value[4:], mask, strict=False)))
    return str(host), struct.unpack_from("!H", value, 2)[0] ^ (COOKIE >> 16)


def error_code(number: int) -> bytes:
    return struct.pack("!HBB", 0, number // 100, number % 100)


def read_error_code(value: bytes) -> int:
    return value[2] * 100 + value[3] if len(value) >= 4 else 0


def _attributes(datagram: bytes) -> Iterator[Attribute]:
    at = HEADER
    while at + 4 <= len(datagram):
        name, length = struct.unpack_from("!HH", datagram, at)
        value = datagram[at + 4 : at + 4 + length]
        if len(value) != length:
            return
        yield name, value
        at += 4 + _padded(length)


def _attribute(name: int, value: bytes) -> bytes:
    return struct.pack("!HH", name, len(value)) + value + bytes(_padded(len(value)) - len(value))


def _header(message: Message, length: int) -> bytes:
    return struct.pack("!HHI", message.kind, length, COOKIE) + message.transaction


def _fingerprint(covered: bytes) -> bytes:
    return struct.pack("!I", zlib.crc32(covered) ^ _FINGERPRINT_MASK)


def _padded(length: int) -> int:
    return (length + 3) & ~3
