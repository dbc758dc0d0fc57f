"""The STUN responder, byte by byte and over real sockets. The vectors are those of RFC 5769."""

import asyncio
import os
import socket
import struct
from collections.abc import AsyncIterator
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distributed_chat.calls.stun import IN_ALL, PER_ADDRESS, Responder, answer, start_stun, stun_address
from distributed_chat.calls.stun_messages import (
    BINDING,
    ERROR,
    ERROR_CODE,
    FINGERPRINT,
    SUCCESS,
    UNKNOWN_ATTRIBUTES,
    XOR_MAPPED_ADDRESS,
    Message,
    encode,
    parse,
    read_error_code,
    read_mapped_address,
)
from distributed_chat.calls.turn import turn_client
from distributed_chat.config import Settings

TRANSACTION = bytes.fromhex("b7e7a701bc34d686fa87dfae")
HOME = ("192.0.2.1", 32853)
SIX = ("2001:db8:1234:5678:11:2233:4455:6677", 32853)
BARE = encode(Message(BINDING, TRANSACTION))
RFC_5769_REQUEST = bytes.fromhex(
    "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e740024000"
    "46e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb"
    "56781ef2b5b2d3f249c1b571a280280004e57a3bcf"
)


def test_the_request_of_the_rfc_is_read() -> None:
    message = parse(RFC_5769_REQUEST)
    assert message is not None
    assert (message.kind, message.transaction) == (BINDING, TRANSACTION)
    assert message.value(0x8022) == b"STUN test client"
    assert message.value(0x0006) == b"evtj:h6vY"


def test_the_addresses_of_the_rfc_are_hidden_as_it_hides_them() -> None:
    four, six = answer(BARE, HOME), answer(BARE, SIX)
    assert four is not None
    assert six is not None
    assert four.hex().endswith("002000080001a147e112a643")
    assert six.hex().endswith("002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9")


@pytest.mark.parametrize("source", [HOME, SIX])
def test_whoever_asks_learns_where_they_are_seen(source: tuple[str, int]) -> None:
    reply = parse(answer(BARE, source) or b"")
    assert reply is not None
    assert (reply.kind, reply.transaction) == (BINDING + SUCCESS, TRANSACTION)
    assert read_mapped_address(reply.value(XOR_MAPPED_ADDRESS) or b"", TRANSACTION) == source


def test_v4_seen_through_a_v6_socket_is_told_as_v4() -> None:
    reply = parse(answer(BARE, ("::ffff:192.0.2.1", 32853)) or b"")
    assert reply is not None
    assert read_mapped_address(reply.value(XOR_MAPPED_ADDRESS) or b"", TRANSACTION) == HOME


def test_a_fingerprint_is_given_to_who_gives_one_and_to_nobody_else() -> None:
    asked = encode(Message(BINDING, TRANSACTION), fingerprint=True)
    with_one, without = parse(answer(asked, HOME) or b""), parse(answer(BARE, HOME) or b"")
    assert with_one is not None
    assert without is not None
    assert with_one.value(FINGERPRINT) is not None
    assert without.value(FINGERPRINT) is None


def test_a_request_to_answer_elsewhere_is_refused_by_name() -> None:
    reply = parse(answer(encode(Message(BINDING, TRANSACTION, [(0x0003, b"\0\0\0\6")])), HOME) or b"")
    assert reply is not None
    assert reply.kind == BINDING + ERROR
    assert read_error_code(reply.value(ERROR_CODE) or b"") == 420
    assert reply.value(UNKNOWN_ATTRIBUTES) == struct.pack("!H", 0x0003)


@pytest.mark.parametrize(
    ("name", "datagram"),
    [
        ("nothing", b""),
        ("half a header", BARE[:12]),
        ("another cookie", BARE[:4] + b"\0\0\0\0" + BARE[8:]),
        ("a length that is not its own", BARE[:2] + b"\0\4" + BARE[4:]),
        ("an answer", encode(Message(BINDING + SUCCESS, TRANSACTION))),
        ("a refusal", encode(Message(BINDING + ERROR, TRANSACTION))),
        ("an indication", encode(Message(0x0011, TRANSACTION))),
        ("a relay wanted", encode(Message(0x0003, TRANSACTION))),
        ("the start of TLS", bytes.fromhex("16fefd0000000000000000")),
        ("RTP", bytes([0x80, 96]) + bytes(30)),
        ("an attribute longer than the message", encode(Message(BINDING, TRANSACTION, [(0x8022, b"abcd")]))[:-4]),
        ("a wrong fingerprint", RFC_5769_REQUEST[:-1] + b"\0"),
        ("too long", encode(Message(BINDING, TRANSACTION, [(0x8022, bytes(600))]))),
    ],
)
def test_what_is_no_sound_request_is_not_answered(name: str, datagram: bytes) -> None:
    assert answer(datagram, HOME) is None, name


def test_nobody_is_answered_at_port_0() -> None:
    assert answer(BARE, ("192.0.2.1", 0)) is None


@given(st.lists(st.tuples(st.integers(0, 0xFFFF), st.binary(max_size=60)), max_size=8), st.booleans())
def test_no_answer_is_much_larger_than_its_request(attributes: list[tuple[int, bytes]], marked: bool) -> None:
    request = encode(Message(BINDING, TRANSACTION, attributes), fingerprint=marked)
    for source in (HOME, SIX):
        assert len(answer(request, source) or b"") <= 2.2 * len(request)


@given(st.binary(max_size=700))
def test_no_datagram_is_a_fault(datagram: bytes) -> None:
    answer(datagram, HOME)
    answer(BARE[:8] + datagram, HOME)
    answer(encode(Message(BINDING, TRANSACTION))[:4] + BARE[4:] + datagram, HOME)


class Wire:
    """A socket that keeps what is sent, and a clock that a test moves."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, int]] = []
        self.now = 100.0
        self.responder = Responder(lambda: self.now)
        self.responder.connection_made(cast("asyncio.DatagramTransport", self))

    def sendto(self, _data: bytes, address: tuple[str, int]) -> None:
        self.sent.append(address)

    def is_closing(self) -> bool:
        return False

    def asks(self, host: str, times: int = 1) -> int:
        """How many answers there were."""
        before = len(self.sent)
        for _ in range(times):
            self.responder.datagram_received(BARE, (host, 5000))
        return len(self.sent) - before


def test_who_floods_is_answered_no_more_within_the_second_and_others_are() -> None:
    wire = Wire()
    assert wire.asks("192.0.2.1", PER_ADDRESS + 50) == PER_ADDRESS
    assert wire.asks("192.0.2.2") == 1
    wire.now += 1
    assert wire.asks("192.0.2.1") == 1


def test_a_v6_household_is_one_however_many_addresses_it_takes() -> None:
    wire = Wire()
    assert sum(wire.asks(f"2001:db8::{number:x}") for number in range(1, PER_ADDRESS + 20)) == PER_ADDRESS
    assert wire.asks("2001:db8:0:1::1") == 1


def test_a_flood_from_everywhere_is_bounded_too() -> None:
    wire = Wire()
    assert sum(wire.asks(f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}") for n in range(IN_ALL + 100)) == IN_ALL


@pytest.fixture
async def port() -> AsyncIterator[int]:
    transport = await start_stun("127.0.0.1", 0)
    yield int(transport.get_extra_info("sockname")[1])
    transport.close()


async def test_a_client_over_a_real_socket_learns_its_own_port(port: int) -> None:
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
        door.setblocking(False)
        door.connect(("127.0.0.1", port))
        await loop.sock_sendall(door, os.urandom(40))  # noise first: it is passed over
        await loop.sock_sendall(door, BARE)
        reply = parse(await asyncio.wait_for(loop.sock_recv(door, 2_000), 5))
        assert reply is not None
        assert read_mapped_address(reply.value(XOR_MAPPED_ADDRESS) or b"", TRANSACTION) == door.getsockname()


async def test_listening_everywhere_is_v4_and_v6_on_one_port() -> None:
    transport = await start_stun("::", 0)
    everywhere = transport.get_extra_info("sockname")[1]
    for host in (
        ("127.0.0.1", "::1") if transport.get_extra_info("socket").family == socket.AF_INET6 else ("127.0.0.1",)
    ):
        async with turn_client(host, everywhere) as client:
            assert (await client.public_address())[0] == host
    transport.close()


async def test_a_taken_port_is_an_error_that_names_itself(port: int) -> None:
    with pytest.raises(OSError, match="in use"):
        await start_stun("127.0.0.1", port)


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        (Settings(host="0.0.0.0", port=8000), ("0.0.0.0", 8000)),
        (Settings(stun_port=3478), ("127.0.0.1", 3478)),
        (Settings(stun_port=0), None),
        (Settings(public_url="https://chat.example.test"), ("::", 8000)),
        (Settings(public_url="https://chat.example.test", host="192.0.2.7"), ("192.0.2.7", 8000)),
    ],
)
def test_it_listens_where_the_server_does_and_everywhere_behind_a_proxy(
    settings: Settings, where: tuple[str, int] | None
) -> None:
    assert stun_address(settings) == where
