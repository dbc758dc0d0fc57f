"""What a browser is told to find its way to another: our STUN, and TURN with a credential that dies in ten minutes.

Credentials are those of coturn's `use-auth-secret` (draft-uberti-behave-turn-rest-00, section 2.2): the name is
`<expiry>:<user>:<call>` and the password its HMAC-SHA1 with the secret that we share with the TURN server, so that no
message goes between us and it. `/api/ice-servers` and the grant of a call give them to who is in that call.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Sequence
from ipaddress import IPv4Address
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec
import structlog

from distributed_chat.calls.coturn import CoturnDoesNotAnswer, coturn_command_line
from distributed_chat.calls.stun import stun_address
from distributed_chat.config import Settings
from distributed_chat.config.settings import SettingIsWrong

LIFETIME = 600
"""Seconds in which a credential opens relays. One that is open stays so while it is refreshed: see `end_relays`."""

REVOKED_AT_MOST = 500

ANY_HOST = str(IPv4Address(0))
"""Stands for "the host at which you reached us"."""
_TURN_URL = re.compile(r"(turns?):(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?(?:\?transport=(udp|tcp))?")

_log = structlog.get_logger("calls")


class IceServer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """As `RTCIceServer` of the browser has it."""

    urls: list[str]
    username: str | None = None
    credential: str | None = None


class TurnPlace(NamedTuple):
    """A door of a TURN server. `secure` is TLS, over `tcp`."""

    secure: bool
    host: str
    port: int
    tcp: bool


class Credential(NamedTuple):
    username: str
    password: str


def ice_servers(
    settings: Settings, *, user_id: str, call_id: str, now_seconds: int, lifetime: int = LIFETIME
) -> list[IceServer]:
    """For one user in one call; the caller has checked that they are in it. Empty when STUN is off and no TURN is set.

    Where no public address is known the host is `0.0.0.0`, which the client replaces by the one it reached us at.
    """
    servers = []
    stun = stun_url(settings)
    if stun is not None:
        servers.append(IceServer(urls=[stun]))
    urls = turn_urls(settings)
    if urls and settings.turn_secret:
        name, password = turn_credential(settings.turn_secret, user_id, call_id, expires_at=now_seconds + lifetime)
        servers.append(IceServer(urls=urls, username=name, credential=password))
    return servers


def stun_url(settings: Settings) -> str | None:
    where = stun_address(settings)
    if where is None:
        return None
    host = urlsplit(settings.public_url).hostname if settings.public_url else None
    host = host or ANY_HOST
    return f"stun:[{host}]:{where[1]}" if ":" in host else f"stun:{host}:{where[1]}"


def turn_urls(settings: Settings) -> list[str]:
    """Of the setting, each `turn:` that names no transport by UDP and by TCP: some networks let only the latter out."""
    urls = []
    for url in (part.strip() for part in (settings.turn_url or "").split(",")):
        if url.startswith("turn:") and "?" not in url:
            urls += [f"{url}?transport=udp", f"{url}?transport=tcp"]
        elif url:
            urls.append(url)
    return urls


def turn_places(settings: Settings) -> list[TurnPlace]:
    """Of `turn_urls`, read. Raises `SettingIsWrong`: one address that a browser can't read ends its every call."""
    places = []
    for url in turn_urls(settings):
        found = _TURN_URL.fullmatch(url)
        if found is None or not 0 < int(found[3] or 1) <= 65_535:
            raise SettingIsWrong("In DISTRIBUTED_TURN_URL an address looks like turn:turn.example.org:3478.")
        secure = found[1] == "turns"
        port = int(found[3] or (5349 if secure else 3478))
        places.append(TurnPlace(secure, found[2].strip("[]"), port, secure or found[4] == "tcp"))
    if places and not settings.turn_secret:
        raise SettingIsWrong("DISTRIBUTED_TURN_SECRET is missing: it is coturn's static-auth-secret.")
    return places


def turn_credential(secret: str, user_id: str, call_id: str, *, expires_at: int) -> Credential:
    """`expires_at` in seconds since 1970, UTC."""
    name = f"{expires_at}:{user_id}:{call_id}"
    return Credential(name, base64.b64encode(hmac.digest(secret.encode(), name.encode(), hashlib.sha1)).decode())


async def end_relays(settings: Settings, user_id: str, call_id: str) -> int:
    """Ends a user's relays of one call at once, by coturn's command line when `turn_admin` names it; says how many.

    Without it they live as long as they are refreshed: coturn looks at a credential when a relay is opened and never
    again. Whoever was removed hears nothing in either case (nobody else's relay or browser talks to them any longer);
    this takes back the bandwidth, so a fault is logged and not raised.
    """
    return await _end_all(settings, [(user_id, call_id)])


async def _end_all(settings: Settings, people: Sequence[tuple[str, str]]) -> int:
    """In one visit."""
    ended = 0
    if not settings.turn_admin or not people:
        return ended
    try:
        async with coturn_command_line(settings) as coturn:
            for user_id, call_id in people:
                whose = f":{user_id}:{call_id}"
                for session in await coturn.sessions(whose):
                    if session.username.endswith(whose):
                        await coturn.cancel(session)
                        ended += 1
    except CoturnDoesNotAnswer as error:
        _log.warning("relays_not_ended", why=str(error))
    return ended


class Revoked:
    """Who is out of a call, also by their own wish, and may still hold a credential of it. A quota counts for a user in
    one call: whoever went from one to the next, and kept what they had, would soon have every relay there is.

    coturn can't take one back. So relays that it opens are ended as they come, by a `sweep` every few seconds, until
    it is as old as one gets. Without `turn_admin` nothing can be ended and nothing is remembered.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._until: dict[tuple[str, str], int] = {}

    def add(self, user_id: str, call_id: str, *, now_seconds: int) -> None:
        """Their relays are ended from then on; it may be a moment to come."""
        if self._settings.turn_admin:
            self._until[user_id, call_id] = now_seconds + LIFETIME
            if len(self._until) > REVOKED_AT_MOST:
                del self._until[next(iter(self._until))]

    def forgive(self, user_id: str, call_id: str) -> None:
        """They were let in again."""
        self._until.pop((user_id, call_id), None)

    async def sweep(self, *, now_seconds: int) -> int:
        """Ends what they have opened, says how many, and forgets those whose credentials are too old by now."""
        due = [who for who, until in list(self._until.items()) if until <= now_seconds + LIFETIME]
        ended = await _end_all(self._settings, due)
        self._until = {who: until for who, until in list(self._until.items()) if until > now_seconds}
        return ended
