"""coturn, as our configuration makes it: whom it lets in, and where it does not let them out to.

Permissions are asked for and no packet goes through a relay, so nothing leaves this machine.
"""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, contextmanager, suppress

import pytest

from distributed_chat.calls.ice import LIFETIME, Credential, Revoked, end_relays, ice_servers, turn_credential
from distributed_chat.calls.stun_messages import Address
from distributed_chat.calls.turn import TurnClient, TurnRefuses, turn_client
from distributed_chat.config import Settings
from tests.services.coturn import HOST, Coturn, has_ipv6, private_coturn, relay_ends
from tests.services.server import free_port

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(shutil.which("turnserver") is None, reason="needs coturn (apt-get install coturn)"),
]

needs_ipv6 = pytest.mark.skipif(not has_ipv6(), reason="needs a machine with IPv6")

SPECIAL_V4 = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.31.196.1",
    "192.52.193.1",
    "192.88.99.1",
    "192.168.0.1",
    "192.168.255.255",
    "192.175.48.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
]
SPECIAL_V6 = [
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:192.168.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]
PUBLIC_V4 = ["1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.32.0.1", "198.20.0.1", "223.255.255.254"]
PUBLIC_V6 = ["2a00:1450:4001::1", "2606:4700::1111", "2001:4860::8888", "2003::1"]


@pytest.fixture(scope="module")
def coturn() -> Iterator[Coturn]:
    with private_coturn(ipv6=has_ipv6()) as started:
        yield started


@pytest.fixture
async def clients(coturn: Coturn) -> AsyncIterator[list[TurnClient]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(turn_client(HOST, coturn.port)) for _ in range(3)]


def in_call(coturn: Coturn, user: str = "ann", call: str = "kitchen", *, seconds: int = 600) -> Credential:
    return turn_credential(coturn.secret, user, call, expires_at=int(time.time()) + seconds)


def admin_of(coturn: Coturn, *, password: str | None = None) -> Settings:
    return Settings(turn_admin=f"{HOST}:{coturn.admin_port}", turn_admin_password=password or coturn.admin_password)


async def refused(client: TurnClient, credential: Credential) -> int:
    """The number of the refusal."""
    with pytest.raises(TurnRefuses) as refusal:
        await client.allocate(credential)
    return refusal.value.code


async def test_somebody_in_a_call_gets_a_relay(coturn: Coturn, clients: list[TurnClient]) -> None:
    settings = Settings(turn_url=coturn.settings["turn_url"], turn_secret=coturn.secret, stun_port=0)
    told = ice_servers(settings, user_id="ann", call_id="kitchen", now_seconds=int(time.time()))[0]
    assert told.username is not None
    assert told.credential is not None
    address, _ = await clients[0].allocate(Credential(told.username, told.credential))
    assert address == HOST


@pytest.mark.parametrize("seconds", [-1, -600])
async def test_a_credential_of_the_past_opens_nothing(coturn: Coturn, clients: list[TurnClient], seconds: int) -> None:
    assert await refused(clients[0], in_call(coturn, seconds=seconds)) == 401


async def test_a_credential_can_not_be_bent_to_another_call_user_or_time(
    coturn: Coturn, clients: list[TurnClient]
) -> None:
    mine = in_call(coturn)
    expiry = int(mine.username.partition(":")[0])
    for name in (f"{expiry}:ann:garden", f"{expiry}:bob:kitchen", f"{expiry + 3600}:ann:kitchen", str(expiry)):
        async with turn_client(HOST, coturn.port) as client:
            assert await refused(client, Credential(name, mine.password)) == 401, name


async def test_another_secret_opens_nothing(coturn: Coturn, clients: list[TurnClient]) -> None:
    guessed = turn_credential("another secret", "ann", "kitchen", expires_at=int(time.time()) + 600)
    assert await refused(clients[0], guessed) == 401
    assert await refused(clients[1], Credential("ann", "tomatoes")) == 401


async def test_without_a_credential_there_is_no_relay(clients: list[TurnClient]) -> None:
    assert await refused(clients[0], Credential("", "")) in {400, 401}


async def granted(client: TurnClient, peers: list[str]) -> list[str]:
    """Those of the addresses to which the relay may talk, asked for in both ways that TURN has."""
    found = []
    for peer in peers:
        for ask in (client.permit, client.bind):
            with suppress_forbidden():
                await ask(peer)
                found.append(peer)
    return found


@contextmanager
def suppress_forbidden() -> Iterator[None]:
    try:
        yield
    except TurnRefuses as refusal:
        if refusal.code != 403:
            raise


async def test_no_special_address_of_v4_is_reached(coturn: Coturn, clients: list[TurnClient]) -> None:
    await clients[0].allocate(in_call(coturn))
    assert await granted(clients[0], SPECIAL_V4) == []


@needs_ipv6
async def test_no_special_address_of_v6_is_reached_nor_v4_in_its_disguise(
    coturn: Coturn, clients: list[TurnClient]
) -> None:
    await clients[0].allocate(in_call(coturn), family=6)
    assert await granted(clients[0], SPECIAL_V6) == []


async def test_a_v6_address_is_none_for_a_relay_of_v4(coturn: Coturn, clients: list[TurnClient]) -> None:
    await clients[0].allocate(in_call(coturn))
    with pytest.raises(TurnRefuses) as refusal:
        await clients[0].permit("::ffff:127.0.0.1")
    assert refusal.value.code == 443


@pytest.mark.parametrize(("family", "peers"), [(4, PUBLIC_V4), pytest.param(6, PUBLIC_V6, marks=needs_ipv6)])
async def test_the_world_is_reached(coturn: Coturn, clients: list[TurnClient], family: int, peers: list[str]) -> None:
    """Else the tests above would pass with a server that refuses everything."""
    await clients[0].allocate(in_call(coturn), family=family)
    for peer in peers:
        await clients[0].permit(peer)


@needs_ipv6
async def test_without_our_list_coturn_lets_v4_in_disguise_into_this_machine() -> None:
    """Why the list is as it is: remove this and the line when no coturn before 4.9 is about any more."""
    with private_coturn(ipv6=True, denies=False) as bare:
        async with turn_client(HOST, bare.port) as client:
            await client.allocate(in_call(bare), family=6)
            assert "::ffff:127.0.0.1" in await granted(client, ["::1", "::ffff:127.0.0.1"])


async def test_ending_the_relays_of_one_user_in_one_call_ends_those_and_no_others(
    coturn: Coturn, clients: list[TurnClient]
) -> None:
    ann, ann_elsewhere, bob = clients
    await ann.allocate(in_call(coturn, "ann", "cellar"))
    await ann_elsewhere.allocate(in_call(coturn, "ann", "garden"))
    await bob.allocate(in_call(coturn, "bob", "cellar"))
    settings = admin_of(coturn)
    assert await end_relays(settings, "ann", "cellar") == 1
    assert await relay_ends(ann)
    assert await ann_elsewhere.refresh() > 0
    assert await bob.refresh() > 0
    assert await end_relays(settings, "ann", "cellar") == 0


async def test_one_person_opens_sixty_relays_in_a_call_and_others_still_get_theirs(coturn: Coturn) -> None:
    """However many credentials they are given: coturn counts by what stands behind the expiry."""
    async with AsyncExitStack() as stack:
        clients = [await stack.enter_async_context(turn_client(HOST, coturn.port)) for _ in range(62)]
        for number, client in enumerate(clients[:60]):
            await client.allocate(in_call(coturn, "ann", "loft", seconds=600 + number))
        assert await refused(clients[60], in_call(coturn, "ann", "loft")) == 486
        await clients[61].allocate(in_call(coturn, "bob", "loft"))


async def test_whoever_goes_leaves_no_relay_open(coturn: Coturn) -> None:
    """Until its lifetime ended it would be in the way of whoever gets the same port."""
    here = (HOST, free_port())
    with suppress(LookupError):
        async with turn_client(HOST, coturn.port, here=here) as client:
            await client.allocate(in_call(coturn, "ann", "hayloft"))
            raise LookupError  # also whom something goes wrong for
    end = time.monotonic() + 5
    while not await gets_a_relay(coturn, here):
        assert time.monotonic() < end


async def gets_a_relay(coturn: Coturn, here: Address) -> bool:
    await asyncio.sleep(0.05)  # sockets are closed a moment later, here and there
    async with turn_client(HOST, coturn.port, here=here) as client:
        try:
            await client.allocate(in_call(coturn, "bob", "hayloft"))
        except TurnRefuses:
            return False
    return True


async def test_who_was_removed_keeps_no_relay_open_with_a_credential_that_is_still_good(
    coturn: Coturn, clients: list[TurnClient]
) -> None:
    revoked = Revoked(admin_of(coturn))
    revoked.add("ann", "porch", now_seconds=1_000)
    await clients[0].allocate(in_call(coturn, "ann", "porch"))
    await clients[1].allocate(in_call(coturn, "bob", "porch"))
    assert await revoked.sweep(now_seconds=1_010) == 1
    assert await relay_ends(clients[0])
    assert await clients[1].refresh() > 0


async def test_who_comes_back_and_whose_credentials_are_too_old_are_left_alone(
    coturn: Coturn, clients: list[TurnClient]
) -> None:
    revoked = Revoked(admin_of(coturn))
    revoked.add("ann", "barn", now_seconds=1_000)
    revoked.add("bob", "barn", now_seconds=1_000)
    revoked.forgive("ann", "barn")
    assert await revoked.sweep(now_seconds=1_000 + LIFETIME) == 0
    await clients[0].allocate(in_call(coturn, "ann", "barn"))
    await clients[1].allocate(in_call(coturn, "bob", "barn"))
    assert await revoked.sweep(now_seconds=1_000 + LIFETIME + 1) == 0


async def test_a_user_who_is_the_end_of_anothers_name_ends_nobody_else(
    coturn: Coturn, clients: list[TurnClient]
) -> None:
    await clients[0].allocate(in_call(coturn, "joann", "attic"))
    assert await end_relays(admin_of(coturn), "ann", "attic") == 0
    assert await clients[0].refresh() > 0


async def test_an_admin_that_does_not_answer_as_it_should_is_no_fault(coturn: Coturn) -> None:
    closed = Settings(turn_admin=f"{HOST}:1", turn_admin_password=coturn.admin_password)
    for settings in (closed, Settings(turn_admin="nonsense"), admin_of(coturn, password="a guess")):
        assert await end_relays(settings, "ann", "kitchen") == 0


async def test_with_no_admin_nothing_is_tried() -> None:
    assert await end_relays(Settings(), "ann", "kitchen") == 0
