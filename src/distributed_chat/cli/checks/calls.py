"""Of what calls need beside the server: STUN, TURN, coturn's command line, a media server."""

import asyncio
import ipaddress
import time
from uuid import uuid4

from distributed_chat.calls.coturn import CoturnDoesNotAnswer, coturn_command_line
from distributed_chat.calls.ice import TurnPlace, turn_credential, turn_places
from distributed_chat.calls.sfu import MediaServerIsAway, sfu_of
from distributed_chat.calls.stun import stun_address
from distributed_chat.calls.turn import TurnClient, TurnIsSilent, TurnRefuses, turn_client
from distributed_chat.cli.checks.finding import Finding, fail, ok, warn
from distributed_chat.config import Settings
from distributed_chat.config.settings import SettingIsWrong

SECONDS = 10
FORBIDDEN = ("127.0.0.1", "169.254.169.254", "10.0.0.1", "192.168.0.1")
"""A relay that may reach one of them is a way into the host's own network."""

_EVERYWHERE = {str(ipaddress.IPv4Address(0)), str(ipaddress.IPv6Address(0))}


async def stun(settings: Settings, *, runs: bool) -> Finding:
    where = stun_address(settings)
    if where is None:
        return warn("STUN", "It is switched off, so calls need another to cross routers: DISTRIBUTED_STUN_PORT")
    host, port = where
    if not runs:
        return warn("STUN", f"Port {port} udp is not asked, as the server does not run.")
    try:
        async with turn_client(host if host not in _EVERYWHERE else "127.0.0.1", port) as client:
            await client.public_address()
    except (TurnIsSilent, TurnRefuses, ValueError, OSError):
        return fail("STUN", f"Port {port} udp is silent: another program may have it. DISTRIBUTED_STUN_PORT moves it.")
    return ok("STUN", f"Port {port} udp answers here; it must be open to the internet too.")


async def turn(settings: Settings) -> list[Finding]:
    """A line for each address, and one for coturn's command line."""
    if not settings.turn_url:
        return [
            warn("TURN", "None: calls fail where networks let nothing direct through. distributed host DOMAIN --turn")
        ]
    try:
        places = turn_places(settings)
    except SettingIsWrong as error:
        return [fail("TURN", str(error))]
    secret = settings.turn_secret or ""
    relays = [await _relay(place, secret, for_the_world=settings.secure) for place in places]
    return [*relays, await _command_line(settings)]


async def _relay(place: TurnPlace, secret: str, *, for_the_world: bool) -> Finding:
    where = f"{place.host} port {place.port} {'tcp' if place.tcp else 'udp'}"
    if place.tcp:
        return await _takes_connections(place, where)
    credential = turn_credential(secret, "doctor", str(uuid4()), expires_at=int(time.time()) + 60)
    try:
        async with turn_client(place.host, place.port) as client:
            address, _ = await client.allocate(credential)
            open_ones = [peer for peer in FORBIDDEN if await _reaches(client, peer)]
    except TurnRefuses as refusal:
        return fail("TURN", f"{where}: {_why(refusal.code)}")
    except (TurnIsSilent, OSError, ValueError):
        return fail("TURN", f"{where} is silent: is coturn up, and the port open?")
    if open_ones:
        said = (
            f"relays into {open_ones[0]}, so into the host's network: take the denied-peer-ip lines of deploy/coturn."
        )
        return fail("TURN", f"{where} {said}")
    if for_the_world and not ipaddress.ip_address(address).is_global:
        return warn("TURN", f"{where} relays from {address}, which the internet can't reach: external-ip in its file.")
    return ok("TURN", f"{where} opens relays, and none into the host's network.")


async def _reaches(client: TurnClient, peer: str) -> bool:
    try:
        await client.permit(peer)
    except TurnRefuses:
        return False
    return True


def _why(code: int) -> str:
    if code == 401:
        return "it refuses our credential: DISTRIBUTED_TURN_SECRET is not its static-auth-secret, or a clock is wrong."
    if code == 486:
        return "its quota is used up: user-quota and total-quota in its file."
    return f"it refuses with {code}: look at its log."


async def _takes_connections(place: TurnPlace, where: str) -> Finding:
    try:
        async with asyncio.timeout(SECONDS):
            _, writer = await asyncio.open_connection(
                place.host, place.port, ssl=place.secure or None, server_hostname=place.host if place.secure else None
            )
    except (OSError, TimeoutError) as error:
        return fail("TURN", f"{where} can't be reached ({str(error) or 'silent'}): is coturn up, and the port open?")
    writer.close()
    return ok("TURN", f"{where} takes connections.")


async def _command_line(settings: Settings) -> Finding:
    about = "coturn's door"
    if not settings.turn_admin:
        said = "Relays of a removed member end only when they leave: DISTRIBUTED_TURN_ADMIN (coturn's cli-port)"
        return warn(about, said)
    try:
        async with coturn_command_line(settings) as coturn:
            await coturn.sessions("doctor")
    except CoturnDoesNotAnswer as error:
        return fail(about, f"Relays of a removed member can't be ended ({error}): DISTRIBUTED_TURN_ADMIN, …_PASSWORD")
    return ok(about, "Relays of a removed member end at once.")


async def media_server(settings: Settings) -> Finding:
    about = "media server"
    try:
        sfu = sfu_of(settings)
    except SettingIsWrong as error:
        return fail(about, str(error))
    if sfu.kind == "mesh":
        people = f"{settings.mesh_people} people talk, video for {settings.mesh_video}"
        return ok(about, f"None: {people}. For more: DISTRIBUTED_SFU_URL")
    room = str(uuid4())
    try:
        async with asyncio.timeout(SECONDS):
            await sfu.ensure_room(room)
            await sfu.close(room)
    except (MediaServerIsAway, TimeoutError):
        return fail(about, f"{sfu.kind} does not make a room: is it up, and are its key and secret ours?")
    finally:
        await sfu.stop()
    return ok(about, f"{sfu.kind} makes rooms and ends them.")
