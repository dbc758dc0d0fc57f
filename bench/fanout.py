"""How fast the hub hands one event to many sockets, against the least that Python can do: a loop of `socket.send`.

    python bench/fanout.py [--rounds 5] [--seconds 2] [--sockets 1008] [--asgi]

One process holds uvicorn, the hub and the reference sockets; another (on the second core, if there is one) reads and
throws away. Both are measured in CPU seconds of the first, in turns, and printed as a ratio: see docs/operate.md.
The events are about 350 bytes on the wire, to groups of 24, each group once per turn of the loop, so that no write can
be joined with another. Each turn waits until the reader has it all: a sender that runs ahead of its readers only fills
kernel buffers, which costs a third of a delivery and says nothing. The run fails if a single byte is missing.
"""

import argparse
import asyncio
import multiprocessing
import os
import select
import socket
import statistics
import sys
import tempfile
import time
from multiprocessing.connection import Connection as Pipe
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

import msgspec
import uvicorn
import uvloop

from distributed_chat.bus import MemoryBus
from distributed_chat.config import Settings
from distributed_chat.db import Database, Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import SystemClock
from distributed_chat.kernel.events import Logged
from distributed_chat.kernel.ids import SessionId, UserId, new_id, user_stream
from distributed_chat.streams import Driver, Hub, StreamSocket, open_stream
from distributed_chat.streams.protocol import event_frame
from distributed_chat.streams.transport import StreamProtocol

GROUP_SIZE = 24
FRAME_BYTES = 350
GROUPS_PER_TURN = 10
HELLO = b'\x81\x91\0\0\0\0{"frame":"hello"}'
HANDSHAKE = (
    "GET /api/stream HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer {user}\r\n\r\n"
)


def group_of(user: str) -> str:
    return f"group:{int(user) // GROUP_SIZE}"


def drain(pipe: Pipe, count: int, received: "Synchronized[int]") -> None:
    """The other process: `count` WebSockets and as many plain sockets, read as fast as they fill."""
    _pin(1)
    web_port, plain_port = pipe.recv()
    sockets = [_web_socket(web_port, str(number)) for number in range(count)]
    plain = [socket.create_connection(("127.0.0.1", plain_port)) for _ in range(count)]
    poll = select.epoll()
    for one in (*sockets, *plain):
        one.settimeout(0)
        poll.register(one.fileno(), select.EPOLLIN)
    by_number = {one.fileno(): one for one in (*sockets, *plain)}
    pipe.send("ready")
    buffer, counter = bytearray(262_144), received.get_obj()
    while not pipe.poll():
        for number, _ in poll.poll(0.2):
            counter.value += by_number[number].recv_into(buffer)


def _web_socket(port: int, user: str) -> socket.socket:
    one = socket.create_connection(("127.0.0.1", port))
    one.sendall(HANDSHAKE.replace("{user}", user).encode())
    while not one.recv(4096).endswith(b"\r\n\r\n"):
        pass
    one.sendall(HELLO)
    assert b"welcome" in one.recv(4096)
    return one


class Bench:
    def __init__(self, options: argparse.Namespace, pipe: Pipe, received: "Synchronized[int]") -> None:
        self.received = received.get_obj()
        self.count = options.sockets // GROUP_SIZE * GROUP_SIZE
        self.groups = [f"group:{number}" for number in range(self.count // GROUP_SIZE)]
        self.seconds = options.seconds
        self.raw = not options.asgi
        self.pipe = pipe
        self.seqs = dict.fromkeys(self.groups, 0)
        self.sent = 0
        self.plain: list[socket.socket] = []

    async def run(self, rounds: int) -> list[tuple[float, float]]:
        with tempfile.TemporaryDirectory() as folder:
            database = await Database.open(Settings(data=Path(folder)))
            try:
                return await self._measure(database, rounds)
            finally:
                await database.close()

    async def _measure(self, database: Database, rounds: int) -> list[tuple[float, float]]:
        def opened(tx: Tx) -> None:
            for stream in (*self.groups, *(user_stream(str(number)) for number in range(self.count))):
                open_stream(tx, stream)

        await database.write(opened)
        self.driver = Driver(Hub(), database, MemoryBus(), SystemClock())
        await self.driver.start()
        web, serving = await self._serve(self._socket(database))
        listener = socket.create_server(("127.0.0.1", 0), backlog=2_048)
        self.pipe.send((web.servers[0].sockets[0].getsockname()[1], listener.getsockname()[1]))
        self.plain = [await asyncio.to_thread(lambda: listener.accept()[0]) for _ in range(self.count)]
        assert await asyncio.to_thread(self.pipe.recv) == "ready"
        results = [(await self._hub_rate(), self._reference_rate()) for _ in range(rounds)]
        self.pipe.send("stop")
        await self.driver.stop()
        web.should_exit = True
        await serving
        return results

    def _socket(self, database: Database) -> StreamSocket:
        return StreamSocket(
            self.driver,
            database,
            authenticate=lambda _tx, token: Actor(UserId(token), SessionId(token)),
            audience=lambda _tx, user: {user_stream(user): 0, group_of(user): 0},
            origin="http://bench",
            raw=self.raw,
        )

    async def _serve(self, app: StreamSocket) -> tuple[uvicorn.Server, "asyncio.Task[None]"]:
        config = uvicorn.Config(app, port=0, ws=StreamProtocol, lifespan="off", log_config=None, loop="none")
        web = uvicorn.Server(config)
        serving = asyncio.create_task(web._serve())
        while not web.started:
            await asyncio.sleep(0.01)
        return web, serving

    async def _hub_rate(self) -> float:
        """Deliveries per CPU second, from the event to `transport.write` and out."""
        expected, turn = self.received.value, 0
        began, until = time.process_time(), time.monotonic() + self.seconds
        while time.monotonic() < until:
            for step in range(GROUPS_PER_TURN):
                event = self._event(self.groups[(turn + step) % len(self.groups)])
                self.driver.publish([event])
                expected += len(event_frame(event)) * GROUP_SIZE
            turn += GROUPS_PER_TURN
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            self._wait_for(expected)
        return turn * GROUP_SIZE / (time.process_time() - began)

    def _reference_rate(self) -> float:
        """Sends per CPU second of a loop that does nothing else."""
        expected, sent = self.received.value, 0
        data, chunk = bytes(FRAME_BYTES), GROUPS_PER_TURN * GROUP_SIZE
        began, until = time.process_time(), time.monotonic() + self.seconds
        while time.monotonic() < until:
            begin = sent % (len(self.plain) - chunk)
            for one in self.plain[begin : begin + chunk]:
                one.send(data)
            sent += chunk
            expected += chunk * FRAME_BYTES
            self._wait_for(expected)
        return sent / (time.process_time() - began)

    def _wait_for(self, expected: int) -> None:
        deadline = time.monotonic() + 10
        while self.received.value < expected:
            time.sleep(0.0001)
            if time.monotonic() > deadline:
                raise SystemExit(f"{expected - self.received.value} bytes are missing at the readers' end")

    def _event(self, stream: str) -> Logged:
        seq = self.seqs[stream] = self.seqs[stream] + 1
        message = {"id": new_id(), "author_id": stream, "number": seq, "text": "x" * 114}
        return Logged(
            stream, seq, "message.posted", 1_795_608_000_000_000 + seq, msgspec.json.encode(message), "0" * 16
        )


def _pin(core: int) -> None:
    if hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {core})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--sockets", type=int, default=1_008)
    parser.add_argument("--asgi", action="store_true", help="ordinary ASGI sends instead of the transport")
    options = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    received = multiprocessing.get_context("spawn").Value("q", 0)
    bench = Bench(options, ours, received)
    arguments = (theirs, bench.count, received)
    reader = multiprocessing.get_context("spawn").Process(target=drain, args=arguments, daemon=True)
    reader.start()
    _pin(0)
    results = uvloop.run(bench.run(options.rounds))
    reader.join(5)
    ratios = [hub / reference for hub, reference in results]
    for hub, reference in results:
        print(f"hub {hub:10,.0f}/CPU s   send() {reference:10,.0f}/CPU s   ratio {hub / reference:.2f}")
    print(f"ratio: median {statistics.median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f}   (goal: 0.60)")
    sys.exit(0 if statistics.median(ratios) >= 0.6 else 1)


if __name__ == "__main__":
    main()
