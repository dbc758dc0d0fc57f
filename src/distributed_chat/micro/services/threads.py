"""threads: our rooms. The names of before and after May 2021 both work."""

from typing import Any

from distributed_chat.conversations.actions import create_open_room, remove_room, rename_room
from distributed_chat.conversations.queries import Conversation, rooms_there, there
from distributed_chat.db import Tx
from distributed_chat.kernel.errors import NotFound
from distributed_chat.messages.queries import history_of
from distributed_chat.micro.call import Call, Handler, as_id
from distributed_chat.micro.errors import MicroError, missing, not_found
from distributed_chat.micro.services.saying import DEFAULT_LIMIT, MOST, Shown, history, say, shown_in
from distributed_chat.micro.shapes import timestamp

_PER_ROOM_AT_MOST = 100


class _Names:
    """How one generation calls things."""

    def __init__(self, one: str, many: str, field: str, missing_id: str, gone: str) -> None:
        self.one, self.many, self.field, self.missing_id, self.gone = one, many, field, missing_id, gone

    def not_found(self) -> MicroError:
        return not_found(self.gone)

    def shown(self) -> Shown:
        return shown_in(self.field)


BEFORE = _Names("conversation", "conversations", "conversation_id", "Missing Conversation ID", "Conversation not found")
AFTER = _Names("thread", "threads", "thread_id", "Missing Thread ID", "Thread not found")


def _room(room: Conversation) -> dict[str, Any]:
    return {
        "id": room.id,
        "group_id": room.group_id or "",
        "topic": room.topic,
        "created_at": timestamp(room.created_at),
    }


def _named(tx: Tx, room_id: str) -> Conversation | None:
    room = there(tx, room_id)
    return room if room is not None and room.kind == "room" else None


def _create(names: _Names) -> Handler:
    async def create(call: Call) -> dict[str, Any]:
        group_id = as_id(call.need("GROUP_ID", "Missing GroupID", "group_id"))
        topic = call.need("TOPIC", "Missing Topic", "topic")

        def make(tx: Tx) -> Conversation | None:
            return _named(tx, create_open_room(tx, group_id, topic, call.owner_id).id)

        try:
            made = await call.write(make)
        except NotFound:
            raise not_found("Group not found") from None
        assert made is not None
        return {names.one: _room(made)}

    return create


def _read(names: _Names) -> Handler:
    async def read(call: Call) -> dict[str, Any]:
        room_id = as_id(call.need("ID", "Missing ID", "id"))
        group_id = call.id("group_id")
        room = await call.read(lambda tx: _named(tx, room_id))
        if room is None or (group_id and room.group_id != group_id):
            raise names.not_found()
        return {names.one: _room(room)}

    return read


def _update(names: _Names) -> Handler:
    async def update(call: Call) -> dict[str, Any]:
        room_id = as_id(call.need("ID", "Missing ID", "id"))
        topic = call.need("TOPIC", "Missing Topic", "topic")

        def change(tx: Tx) -> Conversation | None:
            rename_room(tx, room_id, topic)
            return _named(tx, room_id)

        try:
            changed = await call.write(change)
        except NotFound:
            raise names.not_found() from None
        assert changed is not None
        return {names.one: _room(changed)}

    return update


async def delete(call: Call) -> dict[str, Any]:
    room_id = as_id(call.need("ID", "Missing ID", "id"))

    def go(tx: Tx) -> None:
        if _named(tx, room_id) is not None:
            remove_room(tx, room_id)

    await call.write(go)
    return {}


def _list(names: _Names) -> Handler:
    async def list_all(call: Call) -> dict[str, Any]:
        group_id = as_id(call.need("GROUP_ID", "Missing GroupID", "group_id"))
        return {names.many: [_room(room) for room in await call.read(lambda tx: rooms_there(tx, group_id))]}

    return list_all


def _say(names: _Names) -> Handler:
    async def create_message(call: Call) -> dict[str, Any]:
        author = as_id(call.need("AUTHOR_ID", "Missing Author ID", "author_id"))
        room_id = _where(call, names)
        text = call.need("TEXT", "Missing text", "text")
        if await call.read(lambda tx: _named(tx, room_id)) is None:
            raise names.not_found()
        try:
            return await say(call, room_id, author, text, names.shown())
        except NotFound:
            raise names.not_found() from None

    return create_message


def _messages(names: _Names) -> Handler:
    async def list_messages(call: Call) -> dict[str, Any]:
        return await history(call, _where(call, names), names.shown())

    return list_messages


def _recent(names: _Names) -> Handler:
    async def recent_messages(call: Call) -> dict[str, Any]:
        ids = call.texts(f"{names.field}s", "conversation_ids", "thread_ids")
        if not ids:
            raise missing("CONVERSATION_IDS", f"One or more {names.one.capitalize()} IDs are required")
        limit = call.number("limit_per_conversation", DEFAULT_LIMIT, most=_PER_ROOM_AT_MOST)
        shown = names.shown()

        def look(tx: Tx) -> list[dict[str, Any]]:
            found = [history_of(tx, as_id(one), before=None, limit=limit) for one in dict.fromkeys(ids[:MOST])]
            return [shown(message) for part in found for message in part]

        return {"messages": await call.read(look)}

    return recent_messages


def _where(call: Call, names: _Names) -> str:
    return as_id(call.need("CONVERSATION_ID", names.missing_id, names.field, "conversation_id", "thread_id"))


def _generation(names: _Names, noun: str) -> dict[str, Handler]:
    return {
        f"create{noun}": _create(names),
        f"read{noun}": _read(names),
        f"update{noun}": _update(names),
        f"delete{noun}": delete,
        f"list{noun}s": _list(names),
    }


def _either(field: str) -> Handler:
    """`ListMessages` and its kind have one name in both: the fields say which generation asks."""
    makers = {"say": _say, "messages": _messages, "recent": _recent}
    before, after = makers[field](BEFORE), makers[field](AFTER)

    async def handle(call: Call) -> dict[str, Any]:
        newer = "thread_id" in call.fields or "thread_ids" in call.fields
        return await (after if newer else before)(call)

    return handle


ENDPOINTS: dict[str, Handler] = {
    **_generation(BEFORE, "conversation"),
    **_generation(AFTER, "thread"),
    "createmessage": _either("say"),
    "sendmessage": _either("say"),
    "listmessages": _either("messages"),
    "recentmessages": _either("recent"),
}
