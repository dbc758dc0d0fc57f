"""What lies in a snapshot: `manifest.json` beside it, written last."""

import hashlib
from pathlib import Path, PurePosixPath

import msgspec

FORMAT = 1
NAME = "manifest.json"
PIECE = 1024 * 1024


class Kept(msgspec.Struct, frozen=True):
    size: int
    sha256: str
    modified: int
    """Nanoseconds, of what was copied: the same size and time in the next backup is the same file."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    format: int = FORMAT
    made_at: str
    version: str
    """Of the program that made it."""
    database: str
    """`sqlite`, or `postgresql`."""
    files_at: str
    """`folder`: they are in the snapshot. Otherwise where they are, and they are not."""
    counts: dict[str, int]
    """Rows of each table."""
    files: dict[str, Kept]
    """By their path in the snapshot; the database is one of them."""


class NoSnapshot(Exception):
    """There is none, or what is there is none, in words."""


def read(folder: Path) -> Manifest:
    """Raises `NoSnapshot`."""
    try:
        found = msgspec.json.decode((folder / NAME).read_bytes(), type=Manifest)
    except FileNotFoundError:
        raise NoSnapshot(f"{folder} is no whole snapshot: it has no {NAME}.") from None
    except (msgspec.DecodeError, NotADirectoryError) as error:
        raise NoSnapshot(f"{folder / NAME} can't be read: {error}.") from None
    if found.format != FORMAT:
        raise NoSnapshot(f"{folder} was made by a later version of Distributed (format {found.format}).")
    if any(PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts for name in found.files):
        raise NoSnapshot(f"{folder / NAME} names files outside of it.")
    return found


def write(folder: Path, manifest: Manifest) -> None:
    """At once: a snapshot without it is no snapshot."""
    fresh = folder / f"{NAME}.new"
    fresh.write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1))
    fresh.rename(folder / NAME)


def hash_of(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as source:
        while piece := source.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def kept(file: Path) -> Kept:
    about = file.stat()
    return Kept(about.st_size, hash_of(file), about.st_mtime_ns)


def snapshots(folder: Path) -> list[Path]:
    """The whole ones, the oldest first: their names are times."""
    return sorted(path.parent for path in folder.glob(f"*/{NAME}"))


def newest(folder: Path) -> Path:
    """Raises `NoSnapshot`."""
    found = snapshots(folder)
    if not found:
        raise NoSnapshot(f"There is no snapshot in {folder}.")
    return found[-1]
