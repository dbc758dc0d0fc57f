"""What a socket begins with: every stream that its user may read, and from where. Read together with the rights."""

from distributed_chat.db import Tx
from distributed_chat.streams.catching_up import TOO_FAR_EVENTS
from distributed_chat.streams.hub import Opening
from distributed_chat.streams.protocol import Hello
from distributed_chat.streams.reading import Head, hashes_at, heads_of, weight_after

TOO_FAR_BYTES = 2 * 1024 * 1024
_LARGEST_PAYLOAD = 256 * 1024
_CERTAINLY_NEAR = TOO_FAR_BYTES // _LARGEST_PAYLOAD
"""So few events can't be too many bytes, and nobody has to add them up."""


def read_openings(tx: Tx, audience: dict[str, int], hello: Hello, epoch: str) -> list[Opening]:
    """An `Opening` for every stream of the audience (stream → floor); a cursor of any other stream is ignored."""
    heads = heads_of(tx, audience)
    same_history = hello.epoch is None or hello.epoch == epoch
    known = _other_hashes(tx, hello, heads) if same_history else set[str]()
    openings: list[Opening] = []
    for stream, floor in audience.items():
        if stream not in heads:
            continue
        head, cursor = heads[stream].seq, hello.cursors.get(stream)
        if cursor is None:
            openings.append(Opening(stream, floor, head, cursor=head))
            continue
        reason = "epoch" if not same_history else _reset_reason(cursor, floor, head)
        if reason is None and stream in known:
            reason = "hash"
        if reason is None and _too_heavy(tx, stream, cursor, head):
            reason = "too_far"
        openings.append(Opening(stream, floor, head, head if reason else cursor, reason))
    return openings


def _reset_reason(cursor: int, floor: int, head: int) -> str | None:
    if cursor > head:
        return "ahead"
    if cursor < floor - 1:
        return "floor"
    if head - cursor > TOO_FAR_EVENTS:
        return "too_far"
    return None


def _too_heavy(tx: Tx, stream: str, cursor: int, head: int) -> bool:
    return head - cursor > _CERTAINLY_NEAR and weight_after(tx, stream, cursor) > TOO_FAR_BYTES


def _other_hashes(tx: Tx, hello: Hello, heads: dict[str, Head]) -> set[str]:
    """The streams whose event at the cursor is not the one that the client has: it knows another history."""
    other: set[str] = set()
    asked: dict[tuple[str, int], str] = {}
    for stream, claimed in hello.hashes.items():
        head, cursor = heads.get(stream), hello.cursors.get(stream)
        if head is None or not cursor or cursor > head.seq:
            continue
        if cursor < head.seq:
            asked[stream, cursor] = claimed
        elif claimed != head.hash:
            other.add(stream)
    stored = hashes_at(tx, asked) if asked else {}
    return other | {place[0] for place, claimed in asked.items() if stored.get(place) != claimed}
