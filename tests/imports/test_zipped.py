"""Zip files from strangers: the list of parts, and what is written to the disk, are bounded before they are there."""

import collections
import os
import shutil
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from distributed_chat.imports.archives import open_source
from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.readers import zipped
from distributed_chat.imports.records import Kind
from tests.cast import Person
from tests.imports.archives import SLACK
from tests.imports.archives import zipped as zip_of
from tests.imports.conftest import Importing
from tests.imports.own import ABOUT, data, group, packed

Usage = collections.namedtuple("Usage", "total used free")


def why(path: Path, part: str, target: Path) -> str:
    archive = zipped.Zip(path, "a.zip")
    with pytest.raises(ArchiveIsWrong) as refused:
        archive.unpack(part, target)
    archive.close()
    assert not target.exists()
    return refused.value.message


def written(path: Path, **parts: bytes) -> Path:
    path.write_bytes(zip_of(parts))
    return path


async def test_what_an_own_archive_says_of_itself_is_short(ann: Person, looked_into: Importing) -> None:
    failed = await looked_into(ann, "a.zip", packed(data({"groups": [group()]}), ABOUT + b" " * 3_000_000))
    assert (failed["state"], failed["error"]) == ("failed", "archive.json: it has more than 1 MB.")


async def test_an_own_archive_without_its_data_is_refused(ann: Person, looked_into: Importing) -> None:
    failed = await looked_into(ann, "a.zip", zip_of({"archive.json": ABOUT}), kind="distributed")
    assert (failed["state"], failed["error"]) == ("failed", "data.sqlite3: there is no such part.")


def test_what_unpacks_to_many_times_its_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "SMALL", 1_000_000)
    path = written(tmp_path / "a.zip", bomb=bytes(3_000_000), noise=os.urandom(3_000_000), small=bytes(900_000))
    assert why(path, "bomb", tmp_path / "out") == "bomb: it unpacks to too much."
    archive = zipped.Zip(path, "a.zip")
    for part, size in (("noise", 3_000_000), ("small", 900_000)):
        archive.unpack(part, tmp_path / part)
        assert (tmp_path / part).stat().st_size == size
    archive.close()


def test_the_disk_keeps_its_reserve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.zip", noise=os.urandom(3_000_000))
    free = [zipped.RESERVE + 3_000_001, zipped.RESERVE + 1_500_000, zipped.RESERVE]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, free.pop(0)))
    assert why(path, "noise", tmp_path / "out") == "noise: the disk of this server has no room to unpack it."
    assert free == []
    free.append(zipped.RESERVE + 2_999_999)
    assert why(path, "noise", tmp_path / "out") == "noise: the disk of this server has no room to unpack it."


def test_a_wrong_sum_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("noise", b"abcdef" * 1_000)
    path.write_bytes(path.read_bytes().replace(b"abcdefabc", b"abcdefabd", 1))
    assert "Bad CRC" in why(path, "noise", tmp_path / "out")


def test_many_parts_are_counted_before_they_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of({**SLACK, **{f"{n}.json": b"" for n in range(50)}}))
    made: list[Any] = []
    monkeypatch.setattr(zipped, "MOST_PARTS", 50)
    monkeypatch.setattr(zipfile, "ZipInfo", made.append)
    kinds: tuple[Kind | None, ...] = (None, "slack", "discord", "distributed")
    for kind in kinds:
        with pytest.raises(ArchiveIsWrong) as refused:
            open_source(path, kind, "a.zip")
        assert refused.value.message == "a.zip: it has too many parts."
    assert made == []


@pytest.mark.parametrize("is_64", [False, True])
def test_a_directory_is_not_read_as_long_as_it_says(tmp_path: Path, is_64: bool) -> None:
    path = tmp_path / "a.zip"
    size = 200 * 1024 * 1024
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 0xFFFFFFFF if is_64 else size, 0, 0)
    with path.open("wb") as file:
        file.write(b"PK\3\4")
        file.truncate(size)
        file.seek(size)
        if is_64:
            file.write(struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, size, 0))
            file.write(struct.pack("<4sLQL", b"PK\6\7", 0, size, 1))
        file.write(end)
    with pytest.raises(ArchiveIsWrong) as refused:
        open_source(path, None, "a.zip")
    assert refused.value.message == "a.zip: it has too many parts."
