"""One participant's place in a room of Janus: a session with a handle that publishes and one that subscribes.

All that it does is done by one task, in the order in which the browser and Janus said it. Whoever publishes is
subscribed to at once; what of it is really sent is the browser's choice (`watch`).
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import NamedTuple

import structlog

from distributed_chat.calls.sfu.frames import (
    Answer,
    Candidates,
    Close,
    Incoming,
    Layer,
    Ping,
    Publish,
    Restart,
    Source,
    Watch,
    Way,
    written,
)
from distributed_chat.calls.sfu.janus_connection import JanusConnection, JanusRefused, Message, said_in
from distributed_chat.calls.sfu.port import MediaServerIsAway

MOST_WAITING = 200
"""Frames and events that one seat may have before it; a browser that does not read fills it, and is let go."""
MOST_WISHES = 500
"""About whose cameras; beyond it those of whom nothing is seen are forgotten."""
SEND_SECONDS = 10.0
END_SECONDS = 5.0

ID_EXISTS = 436
ID_TRIES = 5
AGAIN_SECONDS = 1.0
ASKED_AT_MOST = 4
SUBSTREAMS = {Layer.LOW: 0, Layer.MEDIUM: 1, Layer.HIGH: 2}

Tell = Callable[[str], Awaitable[None]]
"""Sends a frame to the browser, and waits while it can't take more."""

log = structlog.get_logger(__name__)


class Room(NamedTuple):
    id: str
    pin: str


class Seen(NamedTuple):
    """One stream of one publisher: who, and which of their media lines."""

    participant_id: str
    mid: str


class Seat:
    def __init__(self, janus: JanusConnection, room: Room, participant_id: str, tell: Tell) -> None:
        self.room = room
        self.participant_id = participant_id
        self._janus = janus
        self._tell = tell
        self._inbox: asyncio.Queue[Incoming | Message] = asyncio.Queue(MOST_WAITING)
        self._over: asyncio.Future[Close] = asyncio.get_running_loop().create_future()
        self._gone = asyncio.Event()
        self._running = False
        self._session = 0
        self._out = 0
        self._in: int | None = None
        self._there: dict[Seen, Source] = {}
        """All that the others publish."""
        self._shown: dict[str, Seen] = {}
        """What is on which media line of the offer that was made last."""
        self._layers: dict[str, Layer] = {}
        self._unsure: dict[str, int] = {}
        """The media lines whose layer Janus has not changed to yet, and how often we ask for it still."""
        self._put_out: set[str] = set()
        """Of whom Janus may not have taken away the lines."""
        self._round = 0
        self._waits_for_answer = False
        self._restart_wanted = False

    async def run(self) -> Close:
        """Enters the room and stays until `end`, or until the media server ends it; says why."""
        self._running = True
        work = asyncio.create_task(self._work())
        try:
            await asyncio.wait({work, self._over}, return_when=asyncio.FIRST_COMPLETED)
            return self._over.result() if self._over.done() else work.result()
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            if self._session:
                await self._janus.close_session(self._session)
            self._gone.set()

    async def take(self, frame: Incoming) -> None:
        """A frame of the browser's; waits while too much is before it."""
        await self._inbox.put(frame)

    async def end(self, why: Close) -> None:
        """Returns when its media have ended."""
        if not self._over.done():
            self._over.set_result(why)
        if self._running:
            try:
                await asyncio.wait_for(self._gone.wait(), END_SECONDS)
            except TimeoutError:
                log.warning("calls.seat_ends_slowly")

    def _heard(self, message: Message | None) -> None:
        """From Janus, on the event loop."""
        try:
            self._inbox.put_nowait({"janus": "gone"} if message is None else message)
        except asyncio.QueueFull:
            if not self._over.done():
                self._over.set_result(Close.TOO_SLOW if message is not None else Close.MEDIA_LOST)

    async def _work(self) -> Close:
        try:
            await self._enter()
            while True:
                item = await self._next()
                if item is None:
                    await self._ask_again()
                elif not isinstance(item, dict):
                    await self._frame(item)
                elif (ended := await self._event(item)) is not None:
                    return ended
        except (MediaServerIsAway, JanusRefused) as error:
            log.warning("calls.seat_lost", error=str(error))
            return Close.MEDIA_LOST
        except TimeoutError:
            return Close.TOO_SLOW
        except (OSError, RuntimeError):
            return Close.LEFT  # so a server says that there is nobody to send to

    async def _next(self) -> Incoming | Message | None:
        """None when it is time to ask again for what did not come."""
        if not self._unsure:
            return await self._inbox.get()
        try:
            async with asyncio.timeout(AGAIN_SECONDS):
                return await self._inbox.get()
        except TimeoutError:
            return None

    async def _enter(self) -> None:
        self._session = await self._janus.open_session(self._heard)
        self._out = await self._janus.attach(self._session)
        body = {
            "request": "join",
            "ptype": "publisher",
            "room": self.room.id,
            "pin": self.room.pin,
            "id": self.participant_id,
        }
        joined = await self._join(body)
        await self._say("welcome")
        self._publishers(said_in(joined))
        await self._catch_up()

    async def _join(self, body: Message) -> Message:
        """Janus may need a moment to let go of who had the id before."""
        for _ in range(ID_TRIES):
            try:
                return await self._janus.message(self._session, self._out, body)
            except JanusRefused as refused:
                if refused.code != ID_EXISTS:
                    raise
            await asyncio.sleep(0.2)
        return await self._janus.message(self._session, self._out, body)

    async def _frame(self, frame: Incoming) -> None:
        try:
            match frame:
                case Publish():
                    await self._publish(frame)
                case Answer():
                    await self._answered(frame)
                case Candidates():
                    await self._candidates(frame)
                case Watch():
                    await self._watch(frame)
                case Restart():
                    self._restart_wanted = True
                    await self._catch_up()
                case Ping():
                    await self._say("pong")
        except JanusRefused as refused:
            log.info("calls.media_refused", frame=type(frame).__name__, error=str(refused))
            name = type(frame).__name__.lower()
            await self._say("error", code="media_refused", message="The media server refused that.", to=name)

    async def _publish(self, frame: Publish) -> None:
        descriptions = [{"mid": mid, "description": source} for mid, source in frame.sources.items()]
        body = {"request": "configure", "descriptions": descriptions}
        jsep = {"type": "offer", "sdp": frame.sdp}
        answer = await self._janus.message(self._session, self._out, body, jsep)
        await self._say("published", sdp=answer["jsep"]["sdp"])

    async def _answered(self, frame: Answer) -> None:
        if frame.round != self._round or not self._waits_for_answer or self._in is None:
            return
        self._waits_for_answer = False
        jsep = {"type": "answer", "sdp": frame.sdp}
        await self._janus.message(self._session, self._in, {"request": "start"}, jsep)
        await self._show({seen.participant_id for seen in self._shown.values()})
        await self._catch_up()

    async def _candidates(self, frame: Candidates) -> None:
        handle = self._out if frame.of is Way.OUT else self._in
        if handle is None:
            return
        candidates: list[Message] = [
            {"candidate": one.candidate, "sdpMid": one.sdp_mid, "sdpMLineIndex": one.sdp_m_line_index}
            if one.candidate
            else {"completed": True}
            for one in frame.candidates
        ]
        await self._janus.request(
            "trickle", acked=True, session_id=self._session, handle_id=handle, candidates=candidates
        )

    async def _watch(self, frame: Watch) -> None:
        self._layers.update(frame.layers)
        if len(self._layers) > MOST_WISHES:
            there = {seen.participant_id for seen in self._there}
            self._layers = {one: layer for one, layer in self._layers.items() if one in there}
        await self._show(set(frame.layers))

    async def _show(self, people: set[str]) -> None:
        """Tells Janus how much of these people's cameras is wanted."""
        if self._in is None or self._waits_for_answer:
            return
        for mid, seen in self._shown.items():
            layer = self._layers.get(seen.participant_id)
            if layer is None or seen.participant_id not in people or self._there.get(seen) is not Source.CAMERA:
                continue
            self._unsure.pop(mid, None)
            if layer in SUBSTREAMS:
                self._unsure[mid] = ASKED_AT_MOST
            await self._ask_for(mid, layer)

    async def _ask_for(self, mid: str, layer: Layer) -> None:
        assert self._in is not None
        body: Message = {"request": "configure", "mid": mid, "send": layer is not Layer.OFF}
        if layer in SUBSTREAMS:
            body["substream"] = SUBSTREAMS[layer]
        await self._janus.message(self._session, self._in, body)

    def _sent(self, mid: str | None, substream: int | None) -> None:
        """Janus changed to a layer of the camera on that line."""
        seen = self._shown.get(mid or "")
        if mid is not None and seen is not None and SUBSTREAMS.get(self._wanted(seen)) == substream:
            self._unsure.pop(mid, None)

    async def _ask_again(self) -> None:
        """A layer begins with a whole picture, which browsers make at most every 300 ms: the wish for it may have come
        too soon after another's.
        """
        for mid, left in list(self._unsure.items()):
            seen = self._shown.get(mid)
            if left > 1 and seen is not None:
                self._unsure[mid] = left - 1
                await self._ask_for(mid, self._wanted(seen))
            else:
                del self._unsure[mid]

    def _wanted(self, seen: Seen) -> Layer:
        return self._layers.get(seen.participant_id, Layer.HIGH)

    async def _event(self, message: Message) -> Close | None:
        if message["janus"] in {"gone", "hangup"}:
            return Close.MEDIA_LOST
        said = said_in(message)
        if said.get("videoroom") == "destroyed" or said.get("leaving") in {"ok", self.participant_id}:
            return Close.OUT
        if message.get("sender") == self._in:
            await self._offered(message)
            self._sent(said.get("mid"), said.get("substream"))
        else:
            self._publishers(said)
            self._forget({said.get("unpublished"), said.get("leaving")})
            self._forget_put_out(said.get("kicked"))
        await self._catch_up()
        return None

    def _forget(self, gone: set[str | None]) -> None:
        """Off our list at once, so that somebody who is back before Janus's next offer counts as new."""
        self._there = {seen: source for seen, source in self._there.items() if seen.participant_id not in gone}
        self._shown = {mid: seen for mid, seen in self._shown.items() if seen.participant_id not in gone}

    def _forget_put_out(self, participant_id: str | None) -> None:
        """Their lines stay on our list until Janus's next offer is without them, or we have asked for one."""
        if participant_id is not None:
            self._there = {seen: it for seen, it in self._there.items() if seen.participant_id != participant_id}
            self._put_out.add(participant_id)

    def _publishers(self, said: Message) -> None:
        for one in said.get("publishers", []):
            who = str(one["id"])
            if who == self.participant_id:
                continue
            for stream in one.get("streams", []):
                seen = Seen(who, str(stream["mid"]))
                source = _source(stream)
                if source is None:
                    self._there.pop(seen, None)
                else:
                    self._there[seen] = source

    async def _catch_up(self) -> None:
        """Subscribes to what is new; one round at a time. What has ended Janus takes away by itself, nearly always."""
        if self._put_out and not self._waits_for_answer:
            await self._unsubscribe()
        if self._waits_for_answer:
            return
        new = [seen for seen in self._there if seen not in self._shown.values()]
        if new:
            await self._subscribe(new)
        elif self._restart_wanted and self._in is not None:
            self._restart_wanted = False
            body = {"request": "configure", "restart": True}
            await self._offered(await self._janus.message(self._session, self._in, body))

    async def _unsubscribe(self) -> None:
        """Janus forgets to, when somebody is put out of the room in the moment in which their session ends."""
        lines = [{"sub_mid": mid} for mid, seen in self._shown.items() if seen.participant_id in self._put_out]
        self._put_out.clear()
        if self._in is not None and lines:
            body = {"request": "unsubscribe", "streams": lines}
            try:
                await self._offered(await self._janus.message(self._session, self._in, body))
            except JanusRefused as refused:
                log.info("calls.unsubscription_refused", error=str(refused))

    async def _subscribe(self, new: list[Seen]) -> None:
        streams = [{"feed": seen.participant_id, "mid": seen.mid} for seen in new]
        body: Message = {"request": "subscribe", "streams": streams}
        if self._in is None:
            self._in = await self._janus.attach(self._session)
        if not self._round:
            body = {**body, "request": "join", "ptype": "subscriber", "room": self.room.id, "pin": self.room.pin}
        try:
            answer = await self._janus.message(self._session, self._in, body)
        except JanusRefused as refused:
            # Somebody of them went just now, which refuses all. Janus tells so, and then we ask again.
            log.info("calls.subscription_refused", error=str(refused))
            return
        await self._offered(answer)

    async def _offered(self, message: Message) -> None:
        """What Janus sends from now on, and its offer if that changes the connection."""
        said = said_in(message)
        if "streams" in said:
            active = [stream for stream in said["streams"] if stream.get("feed_id") and stream.get("active", True)]
            self._shown = {str(one["mid"]): Seen(str(one["feed_id"]), str(one["feed_mid"])) for one in active}
        if "jsep" not in message:
            return
        self._round += 1
        self._waits_for_answer = True
        tracks = [
            {"mid": mid, "participant_id": seen.participant_id, "source": self._there[seen]}
            for mid, seen in self._shown.items()
            if seen in self._there
        ]
        await self._say("offer", round=self._round, sdp=message["jsep"]["sdp"], tracks=tracks)

    async def _say(self, frame: str, **members: object) -> None:
        """Raises `TimeoutError` when the browser does not read."""
        async with asyncio.timeout(SEND_SECONDS):
            await self._tell(written(frame, **members))


def _source(stream: Message) -> Source | None:
    """What a publisher's stream is, as its browser said; None for what has ended or pretends to be something else."""
    try:
        source = Source(stream.get("description", ""))
    except ValueError:
        return None
    return source if stream.get("type") == source.kind and not stream.get("disabled") else None
