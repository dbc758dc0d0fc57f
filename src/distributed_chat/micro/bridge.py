"""What happens here, told on the topics of the people who may know it, in the shapes that clients of 2021 expect.

Only for those who listen at this moment: an instance without such clients does nothing for it. At most once.
"""

import asyncio
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

import msgspec
import structlog

from distributed_chat.accounts.queries import known_by_id, users_by_id
from distributed_chat.conversations.queries import readers_among, there
from distributed_chat.conversations.schemas import Message
from distributed_chat.db import Database, Tx
from distributed_chat.groups.queries import members_among
from distributed_chat.kernel.events import Logged
from distributed_chat.micro.services.saying import text_of
from distributed_chat.micro.shapes import instant_of, timestamp, without_empties
from distributed_chat.micro.topics import Topics

WAITING_AT_MOST = 1_000

_TOLD = {
    "message.posted",
    "group.changed",
    "member.joined",
    "member.left",
    "member.removed",
    "room.created",
    "room.changed",
    "room.deleted",
}
_log = structlog.get_logger("micro")

Tellings = list[tuple[str, dict[str, Any]]]
"""(user id, event)."""


class _Posted(msgspec.Struct):
    message: Message


class Bridge:
    """`hear` is called on the event loop with every committed event."""

    def __init__(self, database: Database, topics: Topics) -> None:
        self._database = database
        self._topics = topics
        self._waiting: asyncio.Queue[Logged] = asyncio.Queue(WAITING_AT_MOST)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._work_for_ever(), name="micro: bridge")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def hear(self, events: Sequence[Logged]) -> None:
        if not self._topics.heard():
            return
        for event in events:
            if event.type in _TOLD and event.payload is not None and not self._waiting.full():
                self._waiting.put_nowait(event)

    async def settled(self) -> None:
        await self._waiting.join()

    async def _work_for_ever(self) -> None:
        while True:
            event = await self._waiting.get()
            try:
                heard = self._topics.heard()
                for user_id, told in await self._database.read(partial(tellings, event=event, heard=heard)):
                    self._topics.tell_here(user_id, msgspec.json.encode(without_empties(told)).decode())
            except Exception:  # the next event may be told all the same
                _log.exception("event_not_told", type=event.type)
            finally:
                self._waiting.task_done()


def tellings(tx: Tx, event: Logged, heard: Collection[str]) -> Tellings:
    """Who of those that listen is told what of this event."""
    payload: dict[str, Any] = msgspec.json.decode(event.payload or b"{}")
    if event.type == "message.posted":
        return _message(tx, event, heard)
    kind, _, stream_id = event.stream.partition(":")
    match event.type:
        case "group.changed":
            told = {"type": "group.updated", "group_id": stream_id, "payload": {"name": payload["group"]["name"]}}
            return [(user_id, told) for user_id in sorted(members_among(tx, stream_id, heard))]
        case "member.joined" if kind == "group":
            return _joined(tx, stream_id, payload["member"]["user"]["id"], heard)
        case "member.left" | "member.removed" if kind == "group":
            return _left(tx, stream_id, payload["user_id"], heard)
        case "room.created" if kind == "group":
            room = payload["room"]
            shown = {name: room[name] for name in ("id", "group_id", "topic")}
            shown["created_at"] = timestamp(instant_of(room["created_at"]) or 0)
            return _to_members(tx, stream_id, "tread.created", shown, heard)  # their spelling; clients listen to it
        case "room.changed" if kind == "group":
            return _to_members(
                tx, stream_id, "thread.updated", {"id": payload["room_id"], "topic": payload["topic"]}, heard
            )
        case "room.deleted" if kind == "group":
            return _to_members(tx, stream_id, "thread.deleted", {"id": payload["room_id"]}, heard)
        case _:
            return []


def _to_members(tx: Tx, group_id: str, kind: str, payload: dict[str, Any], heard: Collection[str]) -> Tellings:
    told = {"type": kind, "group_id": group_id, "payload": payload}
    return [(user_id, told) for user_id in sorted(members_among(tx, group_id, heard))]


def _joined(tx: Tx, group_id: str, user_id: str, heard: Collection[str]) -> Tellings:
    """To those who were there before."""
    known = known_by_id(tx, [user_id]).get(user_id)
    if known is None:
        return []
    told = {"type": "group.user.joined", "group_id": group_id, "payload": known._asdict()}
    return [(reader, told) for reader in sorted(members_among(tx, group_id, heard) - {user_id})]


def _left(tx: Tx, group_id: str, user_id: str, heard: Collection[str]) -> Tellings:
    """To those who stay, and to the one who went."""
    readers = members_among(tx, group_id, heard) | ({user_id} & set(heard))
    return [
        (
            reader,
            {
                "type": "group.user.left",
                "group_id": group_id,
                "payload": {"id": user_id, "current_user": reader == user_id},
            },
        )
        for reader in sorted(readers)
    ]


def _message(tx: Tx, event: Logged, heard: Collection[str]) -> Tellings:
    message = msgspec.json.decode(event.payload or b"", type=_Posted).message
    conversation = there(tx, message.conversation_id)
    if conversation is None or message.thread_of is not None:
        return []
    readers = sorted(readers_among(tx, conversation, heard))
    if not readers:
        return []
    author = users_by_id(tx, [message.author_id])[message.author_id]
    known = known_by_id(tx, [author.id]).get(author.id)
    said = {"id": message.id, "text": text_of(message), "sent_at": timestamp(instant_of(message.sent_at) or 0)}
    found: Tellings = []
    for reader in readers:
        by = {
            "id": author.id,
            "first_name": author.first_name,
            "last_name": author.last_name,
            "email": known.email if known else "",
            "current_user": reader == author.id,
        }
        told: dict[str, Any] = {"type": "message.created", "payload": {"message": {**said, "author": by}}}
        if conversation.kind == "room":
            told["group_id"] = conversation.group_id
            told["payload"]["chat"] = {"id": conversation.id, "type": "thread"}
        else:
            others = [one for one in (conversation.people or "").split(",") if one != reader]
            told["payload"]["chat"] = {"id": others[0] if len(others) == 1 else conversation.id, "type": "chat"}
        found.append((reader, told))
    return found
