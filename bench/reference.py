"""The limit that everything is compared with: a loop of `socket.send` to many sockets, in pure Python.

`Reference` is the generator's end: it starts this module as a process of its own, on the server's core, and reads. The
sender sends a turn and waits until the reader has it all: one that runs ahead only fills the kernel's buffers, which
costs a third of a delivery and says nothing.
"""

import select
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from bench import machine

MESSAGE_BYTES = 350
SENDS_A_TURN = 240
HOST = "127.0.0.1"
NAP = 0.0003
"""Seconds that a reader sleeps before it looks again, where throughput is measured and not latency. One that waits in
epoll is woken by the kernel in the middle of a burst, on the sender's account, as no reader on another machine is.
"""


class Reference:
    """`sockets` loopback sockets with the other end in a process that only sends."""

    def __init__(self, sockets: int, cores: list[int]) -> None:
        self._count = sockets
        self._cores = cores
        self._stack = ExitStack()
        self._readers: dict[int, socket.socket] = {}
        self._poll = self._stack.enter_context(select.epoll())

    def __enter__(self) -> Self:
        with machine.pinned(machine.SERVER_CORE, self._cores):
            command = [sys.executable, "-m", "bench.reference", str(self._count)]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            self._process = subprocess.Popen(command, text=True, bufsize=1, **pipes)  # type: ignore[call-overload]
        self._stack.callback(self._end)
        port = int(self._process.stdout.readline())
        self._control = self._stack.enter_context(socket.create_connection((HOST, port)))
        for _ in range(self._count):
            reader = self._stack.enter_context(socket.create_connection((HOST, port)))
            reader.settimeout(0)
            self._readers[reader.fileno()] = reader
            self._poll.register(reader.fileno(), select.EPOLLIN)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def rate(self, seconds: float) -> float:
        """Sends per second of the sender's CPU time."""
        self._process.stdin.write(f"{seconds}\n")
        # The sender says what it will send in the next turn; nothing ends the measurement.
        while turn := int.from_bytes(self._control.recv(4)):
            self._drain(turn * MESSAGE_BYTES)
            self._control.send(b"!")
        return float(self._process.stdout.readline())

    def _drain(self, expected: int) -> None:
        while expected > 0:
            time.sleep(NAP)
            ready = self._poll.poll(10)
            if not ready:
                raise SystemExit(f"bench: {expected} bytes of the reference are missing")
            for number, _ in ready:
                expected -= len(self._readers[number].recv(65_536))

    def _end(self) -> None:
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()


def _send_for(seconds: float, sockets: list[socket.socket], control: socket.socket) -> float:
    data, turn = bytes(MESSAGE_BYTES), min(SENDS_A_TURN, len(sockets))
    sent, begin = 0, 0
    began, until = time.process_time(), time.perf_counter() + seconds
    while time.perf_counter() < until:
        control.send(turn.to_bytes(4))
        for one in sockets[begin : begin + turn]:
            one.send(data)
        sent += turn
        begin = 0 if begin + 2 * turn > len(sockets) else begin + turn
        control.recv(1)
    taken = time.process_time() - began
    control.send(bytes(4))
    return sent / taken


def main() -> None:
    count = int(sys.argv[1])
    with socket.create_server((HOST, 0), backlog=4_096) as listener:
        print(listener.getsockname()[1], flush=True)
        control, *sockets = [listener.accept()[0] for _ in range(count + 1)]
    for one in (control, *sockets):
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for line in sys.stdin:
        print(_send_for(float(line), sockets, control), flush=True)


if __name__ == "__main__":
    main()
