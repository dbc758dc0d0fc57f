"""Zip files from strangers: looked up by name and never unpacked, each part read up to a limit.

What is wrong with them has one form, `ArchiveIsWrong`, with the place.
"""

import contextlib
import lzma
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

import msgspec

from distributed_chat.imports.errors import ArchiveIsWrong

T = TypeVar("T")
MOST_PARTS = 500_000
LARGEST_JSON = 64 * 1024 * 1024
"""Bytes of a part that is read as a whole."""
MOST_BYTES = 16 * 1024**3
"""That are unpacked from one archive, all in all, each time it is read."""

_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    tarfile.TarError,
    EOFError,
    OSError,
    UnicodeError,
    NotImplementedError,  # a compression that Python does not know
    RuntimeError,  # encrypted, or nested too deeply
    ValueError,
    OverflowError,
    LookupError,
    sqlite3.Error,
)


@contextlib.contextmanager
def translated(where: str) -> Iterator[None]:
    """Whatever is wrong with the archive in here is `ArchiveIsWrong`, at this place."""
    try:
        yield
    except msgspec.DecodeError as error:
        raise ArchiveIsWrong(where, f"not as it should be ({error}).") from error
    except _FAULTS as error:
        raise ArchiveIsWrong(where, f"it can't be read ({type(error).__name__}: {str(error)[:120]}).") from error


def decoded(content: bytes, shape: type[T], where: str) -> T:
    """JSON of this shape. Raises `ArchiveIsWrong`."""
    with translated(where):
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=shape)


class Zip:
    """An open zip file. Nothing of it is ever written to a path that it names."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        with translated(name):
            self._zip = zipfile.ZipFile(path)
        self.names: Sequence[str] = self._zip.namelist()
        self.read_so_far = 0
        if len(self.names) > MOST_PARTS:
            raise ArchiveIsWrong(name, "it has too many parts.")
        self._known = set(self.names)

    def has(self, part: str) -> bool:
        return part in self._known

    def read(self, part: str, *, most: int = LARGEST_JSON) -> bytes:
        """Raises `ArchiveIsWrong` when it is larger, or not there."""
        with translated(part), self.open(part) as file:
            content = file.read(most + 1)
        if len(content) > most:
            raise ArchiveIsWrong(part, f"it has more than {most // 1024**2} MB.")
        self.count(len(content))
        return content

    def open(self, part: str) -> BinaryIO:
        if part not in self._known:
            raise ArchiveIsWrong(part, "there is no such part.")
        with translated(part):
            return cast("BinaryIO", self._zip.open(part))

    def count(self, size: int) -> None:
        """Raises `ArchiveIsWrong` for an archive that unpacks to ever more."""
        self.read_so_far += size
        if self.read_so_far > MOST_BYTES:
            raise ArchiveIsWrong(self.name, "it unpacks to too much.")

    def close(self) -> None:
        self._zip.close()
