"""Reads over every package below: who reads which stream, the home, snapshots. One transaction each: one moment."""

from collections.abc import Collection, Sequence
from typing import TypeVar

import msgspec
from sqlalchemy import select

from distributed_chat.accounts.queries import me_of, users_by_id
from distributed_chat.calls.queries import calls_in
from distributed_chat.conversations import queries as conversations
from distributed_chat.conversations.schemas import Chat, Marker, Room
from distributed_chat.db import Tx, epoch
from distributed_chat.emoji.queries import emoji_in, emoji_of_my_groups
from distributed_chat.groups import queries as groups
from distributed_chat.groups.schemas import Group, GroupOfMine, Member, StreamFloor
from distributed_chat.home.schemas import (
    ChatState,
    GroupState,
    GroupWithHeads,
    Home,
    HomeGroup,
    LogEvent,
    LogPage,
    RoomState,
    Snapshot,
    State,
    StreamHead,
    UserState,
)
from distributed_chat.home.tables import catch_ups, thread_markers
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.events import Logged
from distributed_chat.kernel.ids import group_stream, user_stream
from distributed_chat.later import queries as later
from distributed_chat.messages.queries import last_messages
from distributed_chat.streams import events_after, heads_of

AnyConversation = TypeVar("AnyConversation", Room, Chat)


def audience(tx: Tx, user_id: str) -> dict[str, int]:
    """Every stream that this person may read, each with the floor below which nothing is replayed to them."""
    mine: dict[str, int] = {user_stream(user_id): 0}
    return mine | groups.floors(tx, user_id) | conversations.floors_of(tx, user_id)


def floor_in(tx: Tx, user_id: str, stream: str) -> int:
    """Their floor in that stream; raises `NotFound` when it is not theirs to read, as when there is none."""
    floor = audience(tx, user_id).get(stream)
    if floor is None:
        raise NotFound
    return floor


def home_of(tx: Tx, user_id: str) -> Home:
    """A constant number of statements, however many groups and rooms there are."""
    floors = audience(tx, user_id)
    mine = groups.groups_of(tx, user_id)
    members = _members_by_group(tx, user_id)
    rooms = _as_now(tx, conversations.rooms_of(tx, user_id))
    emoji = emoji_of_my_groups(tx, user_id)
    return Home(
        me=me_of(tx, user_id),
        groups=[
            HomeGroup(
                group=plain(group),
                my_role=group.my_role,
                members=members.get(group.id, []),
                rooms=[room for room in rooms if room.group_id == group.id],
                emoji=emoji.get(group.id, []),
            )
            for group in mine
        ],
        chats=chats_of(tx, user_id),
        markers=conversations.markers_of(tx, user_id),
        invites=groups.invites_to(tx, user_id),
        saved=later.saved_of(tx, user_id),
        drafts=later.drafts_of(tx, user_id),
        scheduled=later.scheduled_of(tx, user_id),
        heads={name: StreamHead(seq=head.seq, hash=head.hash) for name, head in sorted(heads_of(tx, floors).items())},
        epoch=epoch(tx),
    )


def chats_of(tx: Tx, user_id: str) -> list[Chat]:
    """My direct chats with their last messages and calls, the oldest first."""
    return _as_now(tx, conversations.chats_of(tx, user_id))


def group_with_heads(tx: Tx, user_id: str, group_id: str) -> GroupWithHeads:
    """A group as one of its members sees it. Raises `NotFound`."""
    group = _my_group(tx, user_id, group_id)
    rooms = _rooms_in(tx, user_id, group_id)
    stream = group_stream(group_id)
    heads = {name: head.seq for name, head in heads_of(tx, {stream, *(room.stream for room in rooms)}).items()}
    return GroupWithHeads(
        group=plain(group),
        members=groups.members_of(tx, group_id),
        rooms=rooms,
        head=heads[stream],
        heads=heads,
    )


def snapshot_of(tx: Tx, user_id: str, stream: str) -> Snapshot:
    """The state of one stream at its head. Raises `NotFound` for any that is not theirs."""
    floor_in(tx, user_id, stream)
    head = heads_of(tx, [stream])[stream]
    return Snapshot(stream=stream, state=_state_of(tx, user_id, stream), seq=head.seq, hash=head.hash)


def log_page(tx: Tx, user_id: str, stream: str, *, after: int | None, limit: int) -> LogPage:
    """The events after that `seq` (or after the floor), oldest first. Raises `NotFound`."""
    floor = floor_in(tx, user_id, stream)
    begin = max(after if after is not None else 0, floor - 1)
    found = [log_event(event) for event in events_after(tx, stream, begin, limit)]
    head = heads_of(tx, [stream])[stream].seq
    return LogPage(events=found, head=head, next_after=found[-1].seq if found else head)


def log_event(event: Logged) -> LogEvent:
    """As the routes of the log show it."""
    return LogEvent(
        stream=event.stream,
        seq=event.seq,
        type=event.type,
        at=rfc3339(event.at),
        payload=msgspec.Raw(event.payload or b"null"),
        hash=event.hash,
    )


def caught_up_at(tx: Tx, user_id: str) -> int:
    """When they said last that they have seen everything; 0 for never."""
    return tx.conn.execute(select(catch_ups.c.at).where(catch_ups.c.user_id == user_id)).scalar() or 0


def thread_markers_of(tx: Tx, user_id: str, message_ids: Collection[str]) -> dict[str, int]:
    """How far they have read the threads below these messages. One statement; none for none."""
    if not message_ids:
        return {}
    mine = (thread_markers.c.user_id == user_id) & thread_markers.c.message_id.in_(message_ids)
    rows = select(thread_markers.c.message_id, thread_markers.c.number).where(mine)
    return {row.message_id: row.number for row in tx.conn.execute(rows)}


def plain(group: GroupOfMine) -> Group:
    """The group without my role in it."""
    return Group(
        id=group.id,
        name=group.name,
        created_at=group.created_at,
        member_limit=group.member_limit,
        keep_days=group.keep_days,
    )


def _members_by_group(tx: Tx, user_id: str) -> dict[str, list[Member]]:
    rows = groups.members_of_my_groups(tx, user_id)
    people = users_by_id(tx, {row.user_id for row in rows})
    found: dict[str, list[Member]] = {}
    for row in rows:
        found.setdefault(row.group_id, []).append(groups.member(people[row.user_id], row))
    return found


def _state_of(tx: Tx, user_id: str, stream: str) -> State:
    kind, _, id_ = stream.partition(":")
    match kind:
        case "group":
            group = _my_group(tx, user_id, id_)
            rooms = [room for room in _rooms_in(tx, user_id, id_) if not room.private]
            return GroupState(
                group=plain(group),
                my_role=group.my_role,
                members=groups.members_of(tx, id_),
                rooms=rooms,
                markers=_markers(tx, user_id, rooms),
                emoji=emoji_in(tx, id_),
            )
        case "room":
            [room] = _as_now(tx, [room for room in conversations.rooms_of(tx, user_id) if room.id == id_])
            return RoomState(room=room, markers=_markers(tx, user_id, [room]))
        case "chat":
            [chat] = _as_now(tx, [chat for chat in conversations.chats_of(tx, user_id) if chat.id == id_])
            return ChatState(chat=chat, markers=_markers(tx, user_id, [chat]))
        case _:
            return UserState(
                me=me_of(tx, user_id),
                markers=conversations.markers_of(tx, user_id),
                invites=groups.invites_to(tx, user_id),
                streams=[StreamFloor(stream=name, floor=floor) for name, floor in audience(tx, user_id).items()],
                saved=later.saved_of(tx, user_id),
                drafts=later.drafts_of(tx, user_id),
                scheduled=later.scheduled_of(tx, user_id),
            )


def _my_group(tx: Tx, user_id: str, group_id: str) -> GroupOfMine:
    for group in groups.groups_of(tx, user_id):
        if group.id == group_id:
            return group
    raise NotFound


def _rooms_in(tx: Tx, user_id: str, group_id: str) -> list[Room]:
    return _as_now(tx, [room for room in conversations.rooms_of(tx, user_id) if room.group_id == group_id])


def _as_now(tx: Tx, found: Sequence[AnyConversation]) -> list[AnyConversation]:
    """With their last messages and the calls that go on there: two statements."""
    ids = [conversation.id for conversation in found]
    last, calls = last_messages(tx, ids), calls_in(tx, ids)
    return [msgspec.structs.replace(it, last_message=last.get(it.id), call=calls.get(it.id)) for it in found]


def _markers(tx: Tx, user_id: str, found: Sequence[Room | Chat]) -> list[Marker]:
    return conversations.markers_of(tx, user_id, [conversation.id for conversation in found])
