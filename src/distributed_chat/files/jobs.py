"""Work that files leave for later, and where its bytes lie: shared by the actions that put it off and by `upkeep`."""

from msgspec import Struct

from distributed_chat.db import Tx
from distributed_chat.jobs import enqueue

DISCARD = "files.discard"
DISCARD_PIECES = "files.discard_pieces"
SWEEP = "files.sweep"


class Discard(Struct, frozen=True, kw_only=True):
    """These bytes may belong to no file any more."""

    content_id: str


class DiscardPieces(Struct, frozen=True, kw_only=True):
    """The pieces before this one held a picture with more in it than anybody is shown (its place, its device)."""

    content_id: str
    before: int


class Sweep(Struct, frozen=True, kw_only=True):
    """This upload, or the file that it became, may lie about unused."""

    file_id: str


def content_prefix(content_id: str) -> str:
    """Everything that belongs to it lies below."""
    return f"files/{content_id}"


def piece_key(content_id: str, number: int) -> str:
    return f"files/{content_id}/{number}"


def thumbnail_key(content_id: str) -> str:
    return f"files/{content_id}/thumbnail"


def discard_later(tx: Tx, content_id: str) -> None:
    """Once this is committed, for it may be undone."""
    enqueue(tx, DISCARD, content_id, Discard(content_id=content_id))


def sweep_later(tx: Tx, file_id: str, due: int) -> None:
    enqueue(tx, SWEEP, file_id, Sweep(file_id=file_id), due=due)
