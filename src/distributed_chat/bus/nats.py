"""The bus over NATS, for many copies. While it is away what is said is dropped, and the copies find events by looking.

Subjects: `distributed.<instance>.events` and `distributed.<instance>.note.<kind>`. Every copy hears all events of the
instance: what a copy does with one that nobody reads there is a look into a dictionary.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import structlog

from distributed_chat.bus.port import Listeners
from distributed_chat.kernel.events import Logged

if TYPE_CHECKING:  # one copy does without its 4 MB
    from nats.aio.client import Client

MESSAGE_BYTES = 512 * 1024
"""One message at most: half of what a NATS server takes if nobody has told it otherwise."""
WAITING_BYTES = 16 * 1024 * 1024
RETRY_SECONDS = 1
_ROW_BYTES = 400
"""About what an event needs beside its payload."""

_encode = msgspec.msgpack.Encoder().encode
_events = msgspec.msgpack.Decoder(list[Logged])
_log = structlog.get_logger("bus")


async def trouble_with_nats(servers: str, *, seconds: int) -> str | None:
    """Why none of them takes a connection, in a few words and without a password; None when one does."""
    from nats.aio.client import Client

    client, heard = Client(), list[Exception]()

    async def hear(error: Exception) -> None:
        heard.append(error)

    try:
        async with asyncio.timeout(seconds):
            await client.connect(_parts(servers), allow_reconnect=False, connect_timeout=seconds, error_cb=hear)
    except TimeoutError:
        return "too slow"
    except Exception as error:  # its own, and those of sockets
        return type(heard[-1] if heard else error).__name__
    await client.close()
    return None


def _parts(servers: str) -> list[str]:
    return [part.strip() for part in servers.split(",") if part.strip()]


class NatsBus(Listeners):
    """`publish` and `tell` put into a queue that one task empties; it is bounded, and the oldest goes first."""

    def __init__(self, servers: str) -> None:
        """`servers`: `nats://user:password@host:4222`, several by commas, `tls://…` for TLS."""
        super().__init__()
        self._servers = _parts(servers)
        self._subject = ""
        self._client: Client | None = None
        self._waiting: deque[tuple[str, bytes]] = deque()
        self._bytes = 0
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._warned = False
        self._listens = False
        self.published = 0
        self.dropped = 0
        """Messages since the start."""

    @property
    def is_connected(self) -> bool:
        """And hears what others say."""
        return self._client is not None and self._listens and self._client.is_connected

    async def start(self, instance: str) -> None:
        self._subject = f"distributed.{instance}"
        self._task = asyncio.create_task(self._work(), name="bus")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._client is None:
            return
        if self._client.is_connected:
            with contextlib.suppress(Exception):
                await self._send_what_waits(self._client)
                await self._client.flush(timeout=1)
        with contextlib.suppress(Exception):
            await self._client.close()

    def publish(self, events: Sequence[Logged]) -> None:
        self.bring(events)
        for some in _portions(events):
            self._put("events", _encode(some))

    def tell(self, kind: str, said: bytes) -> None:
        self._put(f"note.{kind}", said)

    def _put(self, subject: str, said: bytes) -> None:
        if self._client is None or not self._client.is_connected or len(said) > MESSAGE_BYTES:
            self.dropped += 1
            return
        self._waiting.append((subject, said))
        self._bytes += len(said)
        while self._bytes > WAITING_BYTES:
            _subject, lost = self._waiting.popleft()
            self._bytes -= len(lost)
            self.dropped += 1
        self._woken.set()

    async def _work(self) -> None:
        """Connects, tries for ever while nobody is there, and sends what is put in."""
        from nats.aio.client import Client
        from nats.errors import Error

        client = self._client = Client()
        await client.connect(
            self._servers,
            name="distributed",
            no_echo=True,
            max_reconnect_attempts=-1,
            reconnect_time_wait=RETRY_SECONDS,
            connect_timeout=RETRY_SECONDS + 1,
            ping_interval=10,
            error_cb=self._went_wrong,
            disconnected_cb=self._lost,
            reconnected_cb=self._found,
        )
        await client.subscribe(f"{self._subject}.events", cb=self._brought)
        await client.subscribe(f"{self._subject}.note.*", cb=self._said)
        await client.flush()
        self._listens = True
        await self._found()
        while True:
            await self._woken.wait()
            self._woken.clear()
            try:
                await self._send_what_waits(client)
            except Error as error:
                self._forget()
                _log.warning("bus_did_not_take", why=repr(error))

    async def _send_what_waits(self, client: "Client") -> None:
        while self._waiting:
            subject, said = self._waiting.popleft()
            self._bytes -= len(said)
            await client.publish(f"{self._subject}.{subject}", said)
            self.published += 1

    async def _brought(self, message: Any) -> None:
        try:
            events = _events.decode(message.data)
        except msgspec.DecodeError as error:
            _log.warning("bus_brought_nonsense", why=str(error))
            return
        self.bring(events)

    async def _said(self, message: Any) -> None:
        try:
            self.bring_note(message.subject.rpartition(".")[2], message.data)
        except Exception:  # of one note; the next may be read all the same
            _log.exception("note_failed", subject=message.subject)

    async def _went_wrong(self, error: Exception) -> None:
        if not self._warned:
            _log.warning("bus_is_away", why=repr(error) or str(error))
            self._warned = True

    async def _lost(self) -> None:
        self._forget()

    async def _found(self) -> None:
        _log.info("bus_is_there")
        self._warned = False

    def _forget(self) -> None:
        """What waited for a bus that went: by the time that it is back, everybody has read it in the log."""
        self.dropped += len(self._waiting)
        self._waiting.clear()
        self._bytes = 0


def _portions(events: Sequence[Logged]) -> Iterator[list[Logged]]:
    """As many as fit into a message. One that fits into none is not sent: the sweep finds it."""
    portion: list[Logged] = []
    size = 0
    for event in events:
        its = _ROW_BYTES + len(event.payload or b"")
        if portion and size + its > MESSAGE_BYTES:
            yield portion
            portion, size = [], 0
        portion.append(event)
        size += its
    if portion:
        yield portion
