"""Reads of exports, and of what goes into one."""

from collections.abc import Collection
from typing import Literal, NamedTuple

from sqlalchemy import select

from distributed_chat.accounts.queries import me_of, users_by_id
from distributed_chat.accounts.schemas import User
from distributed_chat.archive.schemas import Export, State
from distributed_chat.archive.tables import exports
from distributed_chat.conversations import queries as conversations
from distributed_chat.conversations.queries import Conversation
from distributed_chat.db import Tx
from distributed_chat.emoji.queries import emoji_in
from distributed_chat.emoji.schemas import CustomEmoji
from distributed_chat.files.queries import own_held_file
from distributed_chat.groups import queries as groups
from distributed_chat.groups.policy import check_leads
from distributed_chat.groups.schemas import Group, Member
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotAllowed, NotFound
from distributed_chat.kernel.ids import UserId

GROUPS_AT_MOST = 100_000


class ExportRow(NamedTuple):
    id: str
    user_id: str
    of: Literal["me", "group", "instance"]
    group_id: str | None
    state: State
    done: int
    total: int
    file_id: str | None
    error: str | None
    created_at: int
    expires_at: int | None


_ROW = select(*(exports.c[name] for name in ExportRow._fields))


class WholeGroup(NamedTuple):
    group: Group
    members: list[Member]
    emoji: list[CustomEmoji]


class Contents(NamedTuple):
    """What an archive is to hold, as it is at its beginning."""

    name: str
    groups: list[WholeGroup]
    conversations: list[Conversation]
    people: dict[str, list[str]]
    """Of private rooms and chats: who reads them."""
    author_id: str | None
    """In rooms, only what this person wrote; None: everything."""

    @property
    def total(self) -> int:
        return sum(one.last_number for one in self.conversations)


def export_row(tx: Tx, export_id: str) -> ExportRow | None:
    row = tx.conn.execute(_ROW.where(exports.c.id == export_id)).first()
    return None if row is None else ExportRow(*row)


def own_export(tx: Tx, export_id: str, user_id: str) -> ExportRow:
    """Raises `NotFound`, also for somebody else's."""
    row = export_row(tx, export_id)
    if row is None or row.user_id != user_id:
        raise NotFound
    return row


def rows_of(tx: Tx, user_id: str) -> list[ExportRow]:
    """The newest first."""
    rows = _ROW.where(exports.c.user_id == user_id).order_by(exports.c.created_at.desc(), exports.c.id.desc())
    return [ExportRow(*row) for row in tx.conn.execute(rows)]


def expired(tx: Tx) -> list[ExportRow]:
    return [ExportRow(*row) for row in tx.conn.execute(_ROW.where(exports.c.expires_at <= tx.now).limit(50))]


def shown(tx: Tx, row: ExportRow) -> Export:
    return Export(
        id=row.id,
        of=row.of,
        group_id=row.group_id,
        state=row.state,
        done=row.done,
        total=row.total,
        file=None if row.file_id is None else own_held_file(tx, row.file_id, row.user_id),
        error=row.error,
        created_at=rfc3339(row.created_at),
        expires_at=None if row.expires_at is None else rfc3339(row.expires_at),
    )


def contents_of(tx: Tx, row: ExportRow) -> Contents:
    """Looked up anew whenever the export begins. Raises `NotFound`, `NotAllowed` when the right is gone."""
    match row.of:
        case "me":
            return _of_me(tx, row.user_id)
        case "group":
            return _of_group(tx, row.user_id, row.group_id or "")
        case "instance":
            if not me_of(tx, row.user_id).is_owner:
                raise NotAllowed
            return _of_instance(tx)


def users_for(tx: Tx, ids: Collection[str]) -> dict[str, User]:
    return users_by_id(tx, ids)


def _of_me(tx: Tx, user_id: str) -> Contents:
    me = me_of(tx, user_id)
    mine = [_whole(tx, group_id) for group_id in groups.group_ids_of(tx, user_id)]
    found = conversations.readable_by(tx, user_id)
    return Contents(f"{me.first_name} {me.last_name}".strip(), mine, found, _people(tx, found), user_id)


def _of_group(tx: Tx, user_id: str, group_id: str) -> Contents:
    check_leads(groups.role_in(tx, group_id, user_id))
    rooms = conversations.rooms_there(tx, group_id)
    readable = conversations.readable_among(tx, user_id, [room.id for room in rooms])
    found = [room for room in rooms if room.id in readable]
    return Contents(groups.group_of(tx, group_id).name, [_whole(tx, group_id)], found, _people(tx, found), None)


def _of_instance(tx: Tx) -> Contents:
    ids = groups.all_group_ids(tx, GROUPS_AT_MOST)
    found = conversations.all_there(tx)
    return Contents("Everything", [_whole(tx, group_id) for group_id in ids], found, _people(tx, found), None)


def _whole(tx: Tx, group_id: str) -> WholeGroup:
    return WholeGroup(groups.group_of(tx, group_id), groups.members_of(tx, group_id), emoji_in(tx, group_id))


def _people(tx: Tx, found: list[Conversation]) -> dict[str, list[str]]:
    return {
        one.id: [UserId(person) for person in conversations.readers_of(tx, one.id)]
        for one in found
        if one.kind == "chat" or one.is_private
    }
