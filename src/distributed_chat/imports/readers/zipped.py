"""Zip files from strangers: looked up by name and never unpacked, each part read up to a limit.

What is wrong with them has one form, `ArchiveIsWrong`, with the place.
"""

import contextlib
import io
import lzma
import shutil
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
LARGEST_DIRECTORY = 96 * 1024 * 1024
"""Bytes of the list of its parts, which is read as a whole."""
RESERVE = 256 * 1024 * 1024
"""Bytes of the disk that are left free: however much is unpacked, people can still talk."""
MOST_RATIO = 100
"""A part that is written to the disk may be so many times as large as it is packed …"""
SMALL = 64 * 1024 * 1024
"""… or this large."""
_PIECE = 1024 * 1024

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


class _Looked(io.FileIO):
    """A zip file whose directory is looked at before anything is made of it.

    `zipfile` reads it at once, as long as the end of the file says (zip64 or not), whatever number of parts stands
    there. So what counts here is what it really reads.
    """

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(path)
        self.name_shown = name
        self.is_opening = True

    def read(self, size: int | None = -1, /) -> bytes:
        if self.is_opening and size is not None and size > LARGEST_DIRECTORY:
            raise ArchiveIsWrong(self.name_shown, "it has too many parts.")
        content = super().read(-1 if size is None else size) or b""
        if self.is_opening and content.count(b"PK\x01\x02") > MOST_PARTS:
            raise ArchiveIsWrong(self.name_shown, "it has too many parts.")
        return content


class OpenZip(zipfile.ZipFile):
    """Opened only if its directory is no larger than it may be. Raises `ArchiveIsWrong`."""

    def __init__(self, path: Path, name: str) -> None:
        with translated(name):
            self._file = _Looked(path, name)
            try:
                super().__init__(self._file)
            except BaseException:
                self._file.close()
                raise
        self._file.is_opening = False

    def close(self) -> None:
        super().close()
        self._file.close()


class Zip:
    """An open zip file. Nothing of it is ever written to a path that it names."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._zip = OpenZip(path, name)
        self._size = path.stat().st_size
        self.names: Sequence[str] = self._zip.namelist()
        self.read_so_far = 0
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

    def unpack(self, part: str, path: Path) -> None:
        """To a path of ours. Raises `ArchiveIsWrong` where it is too much, or the disk has no room; then it is gone."""
        if part not in self._known:
            raise ArchiveIsWrong(part, "there is no such part.")
        info = self._zip.getinfo(part)
        most = min(MOST_BYTES, max(SMALL, MOST_RATIO * min(info.compress_size, self._size)))
        try:
            with translated(part), self.open(part) as packed, path.open("wb") as out:
                self._check_room(part, path, info.file_size, most)
                while piece := packed.read(_PIECE):
                    self._check_room(part, path, len(piece), most - out.tell())
                    self.count(len(piece))
                    out.write(piece)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def _check_room(self, part: str, path: Path, more: int, most: int) -> None:
        if more > most:
            raise ArchiveIsWrong(part, "it unpacks to too much.")
        if shutil.disk_usage(path.parent).free < RESERVE + more:
            raise ArchiveIsWrong(part, "the disk of this server has no room to unpack it.")

    def count(self, size: int) -> None:
        """Raises `ArchiveIsWrong` for an archive that unpacks to ever more."""
        self.read_so_far += size
        if self.read_so_far > MOST_BYTES:
            raise ArchiveIsWrong(self.name, "it unpacks to too much.")

    def close(self) -> None:
        self._zip.close()
