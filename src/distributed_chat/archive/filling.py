"""Fills an archive: page after page of each conversation with its threads, then their files. Every page is one read."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import msgspec

from distributed_chat import __version__
from distributed_chat.archive.keeping import FORMAT, Keeping, safe_name
from distributed_chat.archive.queries import Contents, ExportRow, users_for
from distributed_chat.blobs import BlobIsMissing
from distributed_chat.conversations.queries import Conversation
from distributed_chat.conversations.schemas import File, Message
from distributed_chat.db import Tx
from distributed_chat.files.content import pieces_between
from distributed_chat.files.queries import held_file
from distributed_chat.kernel.clock import instant_of as instant
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotFound
from distributed_chat.messages.queries import timeline_after, versions_of
from distributed_chat.messages.schemas import Edit
from distributed_chat.web import Services

PAGE = 200


class Filling:
    """`async for _ in filling.work()`: it may be let rest after every page."""

    def __init__(self, services: Services, row: ExportRow, contents: Contents, keeping: Keeping) -> None:
        self._services = services
        self._row = row
        self._contents = contents
        self._keeping = keeping
        self._people: set[str] = set()

    async def work(self) -> AsyncIterator[None]:
        await asyncio.to_thread(self._begin)
        for conversation in self._contents.conversations:
            async for _ in self._timeline(conversation, conversation.id):
                yield
            await asyncio.to_thread(self._keeping.part, conversation.id)
        users = await self._services.database.read(lambda tx: users_for(tx, self._people))
        people = [msgspec.structs.asdict(user) for user in users.values()]
        await asyncio.to_thread(self._keeping.rows, "people", people)
        await asyncio.to_thread(self._keeping.finish, self._about(), self._index(people))

    async def _timeline(self, conversation: Conversation, timeline_id: str, *, after: int = 0) -> AsyncIterator[None]:
        """A conversation, and after each message the thread below it."""
        author = self._contents.author_id if conversation.kind == "room" else None

        def page(tx: Tx) -> tuple[list[Message], dict[str, list[Edit]]]:
            found = timeline_after(tx, timeline_id, after, PAGE, author_id=author)
            edited = [message.id for message in found if message.edited_at is not None]
            return found, versions_of(tx, edited)

        while True:
            found, edits = await self._services.database.read(page)
            for message in found:
                if _is_shown(conversation, message) and (author is None or message.author_id == author):
                    await self._keep(conversation, message, edits.get(message.id, []))
                if timeline_id == conversation.id and message.thread is not None:
                    kept_after = message.thread.first_number - 1
                    async for _ in self._timeline(conversation, message.id, after=kept_after):
                        yield
            yield
            if len(found) < PAGE:
                return
            after = found[-1].number

    async def _keep(self, conversation: Conversation, message: Message, edits: list[Edit]) -> None:
        paths = {file.id: f"media/{file.id}/{safe_name(file.name)}" for file in message.files}
        for file in message.files:
            await self._copy(file, paths[file.id])
        await asyncio.to_thread(self._write, conversation, message, edits, paths)

    async def _copy(self, file: File, path: str) -> None:
        try:
            found = await self._services.database.read(lambda tx: held_file(tx, file.id))
        except NotFound:
            return  # deleted a moment ago
        out = await asyncio.to_thread(self._keeping.file, path)
        try:
            pieces = pieces_between(
                self._services.blobs,
                found.content_id,
                found.pieces,
                start=0,
                end=found.file.size,
                first=found.first_piece,
            )
            async for piece in pieces:
                await asyncio.to_thread(out.write, piece)
        except BlobIsMissing:
            pass
        finally:
            await asyncio.to_thread(out.close)

    def _begin(self) -> None:
        keep = self._keeping.rows
        for group, members, emoji in self._contents.groups:
            keep("groups", [{"id": group.id, "name": group.name, "created_at": _at(group.created_at)}])
            rows = [
                {"group_id": group.id, "user_id": one.user.id, "role": one.role, "joined_at": _at(one.joined_at)}
                for one in members
            ]
            keep("members", rows)
            keep("emoji", [{"id": one.id, "group_id": group.id, "name": one.name} for one in emoji])
            self._people |= {one.user.id for one in members}
        for one in self._contents.conversations:
            row = {"id": one.id, "kind": one.kind, "group_id": one.group_id, "topic": one.topic}
            more = {"private": one.is_private, "created_by": one.created_by, "created_at": one.created_at}
            keep("conversations", [row | more])
            readers = self._contents.people.get(one.id, [])
            keep("readers", [{"conversation_id": one.id, "user_id": user_id} for user_id in readers])
            self._people |= {one.created_by, *readers}

    def _write(self, conversation: Conversation, message: Message, edits: list[Edit], paths: dict[str, str]) -> None:
        keep = self._keeping.rows
        keep("messages", [_row(message)])
        keep("edits", [_edit(message.id, version, edit) for version, edit in enumerate(edits, 1)])
        for reaction in message.reactions:
            rows = [
                {"message_id": message.id, "emoji": reaction.emoji, "user_id": user_id, "place": place}
                for place, user_id in enumerate(reaction.user_ids)
            ]
            keep("reactions", rows)
            self._people |= set(reaction.user_ids)
        keep("files", [_file(message.id, place, file, paths) for place, file in enumerate(message.files)])
        self._write_poll(message)
        self._people.add(message.author_id)
        self._keeping.count(conversation.id, _said(message, paths))

    def _write_poll(self, message: Message) -> None:
        poll = message.poll
        if poll is None:
            return
        keep = self._keeping.rows
        closes = {"closes_at": _at(poll.closes_at), "closed_at": _at(poll.closed_at)}
        keep("polls", [{"message_id": message.id, "multiple": poll.multiple, "anonymous": poll.anonymous} | closes])
        for place, option in enumerate(poll.options):
            row = {"message_id": message.id, "place": place, "text": option.text, "votes": option.count}
            keep("poll_options", [row])
            voters = option.user_ids
            keep("votes", [{"message_id": message.id, "place": place, "user_id": user_id} for user_id in voters])
            self._people |= set(voters)

    def _about(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "version": __version__,
            "made_at": rfc3339(self._services.clock.now()),
            "of": self._row.of,
            "name": self._contents.name,
            "messages": self._keeping.messages,
        }

    def _index(self, people: list[dict[str, Any]]) -> dict[str, Any]:
        """For the pages."""
        emoji = {one.id: one.name for whole in self._contents.groups for one in whole.emoji}
        groups = {whole.group.id: whole.group.name for whole in self._contents.groups}
        rooms = [
            {
                "id": one.id,
                "kind": one.kind,
                "group": groups.get(one.group_id or "", ""),
                "topic": one.topic,
                "people": self._contents.people.get(one.id, []),
            }
            for one in self._contents.conversations
        ]
        names = {one["id"]: f"{one['first_name']} {one['last_name']}".strip() for one in people}
        return {"about": self._about(), "people": names, "emoji": emoji, "conversations": rooms}


def _at(moment: str | None) -> int | None:
    return None if moment is None else instant(moment)


def _is_shown(conversation: Conversation, message: Message) -> bool:
    """Of those that were erased by age only what a thread hangs on."""
    return message.thread_of is not None or message.number >= conversation.first_number or message.thread is not None


def _row(message: Message) -> dict[str, Any]:
    pin, forwarded = message.pinned, message.forwarded
    return {
        "id": message.id,
        "conversation_id": message.conversation_id,
        "number": message.number,
        "author_id": message.author_id,
        "sent_at": _at(message.sent_at),
        "text": message.text,
        "kind": message.kind,
        "entities": msgspec.json.encode(message.entities).decode() if message.entities else None,
        "reply_to": message.reply_to.id if message.reply_to else None,
        "thread_of": message.thread_of,
        "edited_at": _at(message.edited_at),
        "deleted_at": _at(message.deleted_at),
        "pinned_at": _at(pin.at) if pin else None,
        "pinned_by": pin.by if pin else None,
        "forwarded_author": forwarded.author_id if forwarded else None,
        "forwarded_at": _at(forwarded.sent_at) if forwarded else None,
    }


def _edit(message_id: str, version: int, edit: Edit) -> dict[str, Any]:
    entities = msgspec.json.encode(edit.entities).decode() if edit.entities else None
    written = {"text": edit.text, "entities": entities, "written_at": _at(edit.written_at)}
    return {"message_id": message_id, "version": version} | written


def _file(message_id: str, place: int, file: File, paths: dict[str, str]) -> dict[str, Any]:
    waveform = None if file.waveform is None else msgspec.json.encode(file.waveform).decode()
    row = {"id": file.id, "message_id": message_id, "place": place, "name": file.name, "type": file.type}
    return row | {"size": file.size, "seconds": file.seconds, "waveform": waveform, "path": paths[file.id]}


def _said(message: Message, paths: dict[str, str]) -> dict[str, Any]:
    """As the pages show it."""
    said: dict[str, Any] = {"id": message.id, "by": message.author_id, "at": message.sent_at, "text": message.text}
    if message.thread_of is not None:
        said["thread"] = message.thread_of
    if message.reply_to is not None:
        said["reply"] = message.reply_to.id
    if message.deleted_at is not None:
        said["gone"] = True
    if message.edited_at is not None:
        said["edited"] = True
    if message.reactions:
        said["reactions"] = [[one.emoji, len(one.user_ids)] for one in message.reactions]
    if message.files:
        said["files"] = [[file.name, file.type, paths[file.id]] for file in message.files]
    if message.poll is not None:
        said["poll"] = [[option.text, option.count] for option in message.poll.options]
    return said
