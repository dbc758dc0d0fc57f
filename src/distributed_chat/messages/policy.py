"""Limits and rules of messages, on plain values."""

from collections.abc import Collection, Sequence

from distributed_chat.conversations.schemas import Entity
from distributed_chat.groups.schemas import Role
from distributed_chat.kernel.clock import SECOND
from distributed_chat.kernel.errors import NotAllowed
from distributed_chat.messages.errors import EntityIsNotValid, TooManyReactions

UNDO_FOR = 10 * SECOND
"""After sending: deleted by its author within it, a message leaves no trace on screen."""

MOST_EDITS = 200
MOST_EMOJI = 50
"""Different ones, on one message."""
MOST_EMOJI_OF_ONE = 20
MOST_GIVEN = 2_000
"""On one message, by all: each is an id in every page that shows it, so a page stays below 8 MB whoever tries."""
MOST_PINS = 100
MOST_FACES = 5
"""People named at the foot of a message that has a thread."""

_NAMES = {"mention": "user_id", "room": "room_id", "emoji": "emoji_id", "all": None, "here": None}
"""What each type of entity names, and nothing else."""


def check_may_delete(*, is_author: bool, role: Role | None) -> None:
    """`role` in the group of its room; None in a chat. Raises `NotAllowed`."""
    if not (is_author or role in {"owner", "admin"}):
        raise NotAllowed


def is_undone(author_id: str, sent_at: int, deleted_by: str | None, deleted_at: int | None) -> bool:
    return deleted_by == author_id and deleted_at is not None and deleted_at - sent_at <= UNDO_FOR


def check_reaction(emoji: str, *, all_of_them: Collection[str], mine: Collection[str], given: int) -> None:
    """`given`: how many there are, of all people. Raises `TooManyReactions`."""
    if (
        given >= MOST_GIVEN
        or len(mine) >= MOST_EMOJI_OF_ONE
        or (emoji not in all_of_them and len(all_of_them) >= MOST_EMOJI)
    ):
        raise TooManyReactions(field="emoji")


def in_order(entities: Sequence[Entity], text: str) -> list[Entity]:
    """By where they begin. Raises `EntityIsNotValid` when one is outside the text, in another, or names too much."""
    ordered = sorted(entities, key=lambda entity: entity.offset)
    end = 0
    for entity in ordered:
        if entity.offset < end or entity.length < 1 or entity.offset + entity.length > len(text):
            raise EntityIsNotValid(field="entities")
        if {name for name in _NAMES.values() if name and getattr(entity, name) is not None} != _named(entity):
            raise EntityIsNotValid(field="entities")
        end = entity.offset + entity.length
    return ordered


def faces(before: Sequence[str], author_id: str) -> list[str]:
    """Who is shown at a thread once this author wrote in it."""
    return list(dict.fromkeys([*before, author_id]))[:MOST_FACES]


def _named(entity: Entity) -> set[str]:
    name = _NAMES[entity.type]
    return set() if name is None else {name}
