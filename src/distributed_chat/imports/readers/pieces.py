"""JSON too large for the memory, one element at a time: what Discord's exporter writes is one file for a channel.

It looks only for where elements end; what is inside is for msgspec to read.
"""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

import msgspec

from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.readers.zipped import translated

CHUNK = 1024 * 1024
LONGEST = 16 * 1024 * 1024
"""Bytes of one element."""
_DEEPEST = 1_000
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\],:"]', re.DOTALL)
_QUOTE, _COMMA, _COLON = b'",:'
_OPENING, _CLOSING = b"{[", b"}]"


class Members:
    """The members of a JSON object as (key, bytes of the value); those of the array `split` element by element.

    Iterate it once. Raises `ArchiveIsWrong` with `where`. `count` is told of every byte that was read.
    """

    def __init__(self, file: BinaryIO, split: str, where: str, count: Callable[[int], None]) -> None:
        self._file = file
        self._split = split
        self._where = where
        self._count = count
        self._waiting = b""
        self._at = 0
        self._depth = 0
        self._start: int | None = None
        """Where the value begins that is being read."""
        self._key: str | None = None
        self._in_split = False
        self._ended = False

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        while not self._ended:
            with translated(self._where):
                chunk = self._file.read(CHUNK)
            if not chunk:
                raise ArchiveIsWrong(self._where, "it ends too soon.")
            self._count(len(chunk))
            self._waiting += chunk
            yield from self._scan()
            self._trim()

    def _scan(self) -> Iterator[tuple[str, bytes]]:
        for match in _TOKEN.finditer(self._waiting, self._at):
            token, self._at = match.group(), match.end()
            first = token[0]
            if first == _QUOTE:
                if len(token) == 1:  # goes on in the next chunk
                    self._at = match.start()
                    return
                self._string(token)
            elif first in _OPENING:
                self._open(first)
            elif first == _COLON:
                if self._depth == 1 and not self._in_split:
                    self._start = match.end()
            elif first == _COMMA:
                yield from self._comma(match.start(), match.end())
            else:
                yield from self._close(match.start())
            if self._ended:
                return
        self._at = len(self._waiting)

    def _string(self, token: bytes) -> None:
        if self._depth == 0:
            raise ArchiveIsWrong(self._where, "it is no JSON object.")
        if self._depth == 1 and not self._in_split and self._start is None:
            with translated(self._where):
                self._key = msgspec.json.decode(token, type=str)

    def _open(self, bracket: int) -> None:
        if self._depth == 0 and bracket != _OPENING[0]:
            raise ArchiveIsWrong(self._where, "it is no JSON object.")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ArchiveIsWrong(self._where, "it is nested too deeply.")
        if self._depth == 2 and not self._in_split and self._key == self._split and bracket == _OPENING[1]:
            self._in_split = True
            self._start = self._at

    def _comma(self, begins: int, ends: int) -> Iterator[tuple[str, bytes]]:
        if self._in_split and self._depth == 2:
            yield from self._value(begins)
            self._start = ends
        elif self._depth == 1 and not self._in_split:
            yield from self._value(begins)

    def _close(self, begins: int) -> Iterator[tuple[str, bytes]]:
        if self._in_split and self._depth == 2:
            yield from self._value(begins)
            self._in_split = False
        elif self._depth == 1:
            yield from self._value(begins)
            self._ended = True
        self._depth -= 1

    def _value(self, end: int) -> Iterator[tuple[str, bytes]]:
        if self._start is not None and self._key is not None:
            value = self._waiting[self._start : end].strip()
            if value:
                yield self._key, value
        self._start = None

    def _trim(self) -> None:
        keep = self._at if self._start is None else min(self._start, self._at)
        if len(self._waiting) - keep > LONGEST:
            raise ArchiveIsWrong(self._where, f"one element has more than {LONGEST // 1024**2} MB.")
        self._waiting = self._waiting[keep:]
        self._at -= keep
        if self._start is not None:
            self._start -= keep
