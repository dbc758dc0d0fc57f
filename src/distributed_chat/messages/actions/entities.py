"""What is marked in a text: whether it is so, and whom it calls."""

from collections.abc import Iterable

from distributed_chat.conversations.actions import EVERYBODY
from distributed_chat.conversations.queries import Conversation, readable, readers_among
from distributed_chat.conversations.schemas import Entity
from distributed_chat.db import Tx
from distributed_chat.emoji.queries import is_emoji_of
from distributed_chat.messages import policy
from distributed_chat.messages.errors import EntityIsNotValid


def checked_entities(
    tx: Tx, conversation: Conversation, author_id: str, entities: list[Entity], words: str
) -> list[Entity]:
    """In order. People read the conversation, rooms are the author's to read, emoji are of the group.

    Raises `EntityIsNotValid`.
    """
    ordered = policy.in_order(entities, words)
    people = {entity.user_id for entity in ordered if entity.user_id is not None}
    if people and readers_among(tx, conversation, people) != people:
        raise EntityIsNotValid(message="Only somebody who reads this can be mentioned.", field="entities")
    for room_id in {entity.room_id for entity in ordered if entity.room_id is not None}:
        room = readable(tx, room_id, author_id)
        if room is None or room.kind != "room":
            raise EntityIsNotValid(message="There is no such room.", field="entities")
    for emoji_id in {entity.emoji_id for entity in ordered if entity.emoji_id is not None}:
        if not is_emoji_of(tx, emoji_id, conversation.group_id):
            raise EntityIsNotValid(message="This group has no such emoji.", field="entities")
    return ordered


def called_by(entities: Iterable[Entity]) -> set[str]:
    """User ids, and `EVERYBODY` for @all and @here."""
    names = set[str]()
    for entity in entities:
        if entity.type in {"all", "here"}:
            names.add(EVERYBODY)
        elif entity.user_id is not None:
            names.add(entity.user_id)
    return names
