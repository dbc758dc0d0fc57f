"""Requests to a running server over one connection that stays open, and how long their answers take."""

import http.client
import time
from types import TracebackType
from typing import Self

from bench import wire


class Asker:
    """One person, one request at a time."""

    def __init__(self, port: int, token: str) -> None:
        self._connection = http.client.HTTPConnection(wire.HOST, port, timeout=30)
        self._headers = {"Authorization": f"Bearer {token}"}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.close()

    def ask(self, path: str) -> tuple[float, int, bytes]:
        """Milliseconds until the last byte, the status, the body."""
        began = time.perf_counter()
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        body = answer.read()
        return (time.perf_counter() - began) * 1e3, answer.status, body
