"""Calls through Janus's VideoRoom. A room's pin and secret are derived from our own secret, so nothing is stored and
every copy of the server knows them; browsers never do (they speak to `relay`).
"""

import asyncio
import hashlib
import hmac
from collections import defaultdict
from typing import Any, Literal

import structlog

from distributed_chat.calls.sfu.frames import Close
from distributed_chat.calls.sfu.janus_connection import JanusConnection, JanusRefused, Message, said_in
from distributed_chat.calls.sfu.janus_seat import Room, Seat, Tell
from distributed_chat.calls.sfu.port import MOST_PEOPLE, MediaServerIsAway, SfuGrant

NO_SUCH_ROOM = 426
ROOM_EXISTS = 427
NO_SUCH_FEED = 428
"""Nobody of that id is there."""

SENT_AT_MOST = 3_000_000
"""Bits per second of one person's pictures, all layers of camera and screen together."""

log = structlog.get_logger(__name__)


class JanusSfu:
    kind: Literal["janus"] = "janus"

    def __init__(self, url: str, *, admin_key: str | None, api_secret: str | None) -> None:
        self._janus = JanusConnection(url, api_secret)
        self._admin_key = admin_key
        self._root = (api_secret or admin_key or "").encode()
        self._seats: defaultdict[str, set[Seat]] = defaultdict(set)
        self._office: tuple[int, int] | None = None
        self._entering = asyncio.Lock()

    async def ensure_room(self, call_id: str) -> None:
        body = {
            "request": "create",
            "room": call_id,
            "secret": self._derived("secret", call_id),
            "pin": self._derived("pin", call_id),
            "publishers": MOST_PEOPLE,
            "is_private": True,
            "permanent": False,
            "bitrate": SENT_AT_MOST,
            "audiocodec": "opus",
            "videocodec": "vp8",
            "opus_fec": True,
            "audiolevel_ext": True,
            "audiolevel_event": False,
            "record": False,
            "lock_record": True,
        }
        if self._admin_key is not None:
            body["admin_key"] = self._admin_key
        await self._ask(body, fine={ROOM_EXISTS})

    async def grant(self, call_id: str, participant_id: str, user_id: str) -> SfuGrant:
        """No url and no token: the page asks our own relay, which looks at who they are and whether they are in."""
        return SfuGrant(None, None)

    async def kick(self, call_id: str, participant_id: str) -> None:
        await asyncio.gather(*(seat.end(Close.OUT) for seat in self._of(participant_id)))
        body = {
            "request": "kick",
            "room": call_id,
            "secret": self._derived("secret", call_id),
            "id": participant_id,
        }
        await self._ask(body, fine={NO_SUCH_ROOM, NO_SUCH_FEED})

    async def participants(self, call_id: str) -> list[str]:
        said = await self._ask({"request": "listparticipants", "room": call_id}, fine={NO_SUCH_ROOM})
        return [str(one["id"]) for one in said.get("participants", [])]

    async def close(self, call_id: str) -> None:
        seats = [seat for seats in self._seats.values() for seat in seats if seat.room.id == call_id]
        await asyncio.gather(*(seat.end(Close.OUT) for seat in seats))
        body = {"request": "destroy", "room": call_id, "secret": self._derived("secret", call_id)}
        await self._ask(body, fine={NO_SUCH_ROOM})

    async def stop(self) -> None:
        seats = [seat for seats in self._seats.values() for seat in seats]
        await asyncio.gather(*(seat.end(Close.GOING_AWAY) for seat in seats))
        await self._janus.stop()

    def seat(self, call_id: str, participant_id: str, tell: Tell) -> Seat:
        """A place that `kick` and `close` know of from now on, until `give_up`; media come with `Seat.run`."""
        room = Room(call_id, self._derived("pin", call_id))
        seat = Seat(self._janus, room, participant_id, tell)
        self._seats[participant_id].add(seat)
        return seat

    async def end_others(self, seat: Seat) -> None:
        """Whoever comes again with the same id takes the place of who they were."""
        await asyncio.gather(*(old.end(Close.OUT) for old in self._of(seat.participant_id) if old is not seat))

    def give_up(self, seat: Seat) -> None:
        self._seats[seat.participant_id].discard(seat)
        if not self._seats[seat.participant_id]:
            del self._seats[seat.participant_id]

    def _of(self, participant_id: str) -> list[Seat]:
        return list(self._seats.get(participant_id, ()))

    def _derived(self, purpose: str, call_id: str) -> str:
        return hmac.new(self._root, f"{purpose}:{call_id}".encode(), hashlib.sha256).hexdigest()

    async def _ask(self, body: dict[str, Any], fine: set[int]) -> Message:
        """The VideoRoom's answer to a request about a room; nothing where the refusal is `fine`."""
        try:
            await self._janus.open()
            session, handle = await self._enter_office()
            return said_in(await self._janus.message(session, handle, body))
        except JanusRefused as refused:
            if refused.code in fine:
                return {}
            log.warning("calls.media_server_refused", asked=body["request"], error=str(refused))
            raise MediaServerIsAway from None

    async def _enter_office(self) -> tuple[int, int]:
        """The session and handle by which rooms are looked after, as long as the connection lives."""
        async with self._entering:
            if self._office is None:
                session = await self._janus.open_session(self._heard_in_office)
                self._office = (session, await self._janus.attach(session))
            return self._office

    def _heard_in_office(self, message: Message | None) -> None:
        if message is None:
            self._office = None
