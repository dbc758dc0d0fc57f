"""What DiscordChatExporter writes as JSON: one file for a channel, alone or several in a zip, with media beside them.

A thread is a channel of its own there, and becomes a room. Direct messages are left out: they are not of a group.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.readers.pieces import Members
from distributed_chat.imports.readers.words import LONGEST_TOPIC, Replacing, left_out, names_of, tidy
from distributed_chat.imports.readers.zipped import Zip, decoded, translated
from distributed_chat.imports.records import File, Kind, Message, Person, Reaction, Room
from distributed_chat.kernel.clock import instant_of

_EVENTS = frozenset(
    {
        "GuildMemberJoin",
        "ChannelPinnedMessage",
        "RecipientAdd",
        "RecipientRemove",
        "Call",
        "ChannelNameChange",
        "ChannelIconChange",
        "ThreadCreated",
        "ThreadStarterMessage",
        "UserPremiumGuildSubscription",
        "6",
        "7",
        "8",
        "9",
        "10",
        "11",
        "12",
        "14",
        "15",
        "18",
        "21",
    }
)
"""Types that nobody said."""
_DIRECT = frozenset(("DirectTextChat", "DirectGroupTextChat"))
_RAW = re.compile(r"<@!?(?P<user>\d+)>|<#(?P<room>\d+)>|<a?:(?P<emoji>\w+):\d+>")


class _Guild(Struct):
    id: str
    name: str = "Discord"


class _Channel(Struct, rename="camel"):
    id: str
    type: str = "GuildTextChat"
    category: str | None = None
    name: str = ""


class _User(Struct, rename="camel"):
    id: str
    name: str = ""
    nickname: str | None = None


class _Attachment(Struct, rename="camel"):
    id: str = ""
    url: str = ""
    file_name: str = "file"


class _Embed(Struct):
    title: str | None = None
    url: str | None = None
    description: str | None = None


class _Sticker(Struct):
    name: str = ""


class _Emoji(Struct):
    name: str = ""


class _Reaction(Struct):
    emoji: _Emoji
    users: list[_User] = []


class _Reference(Struct, rename="camel"):
    message_id: str | None = None
    channel_id: str | None = None


class _Message(Struct, rename="camel"):
    id: str
    timestamp: str
    author: _User
    type: str = "Default"
    timestamp_edited: str | None = None
    is_pinned: bool = False
    content: str = ""
    attachments: list[_Attachment] = []
    embeds: list[_Embed] = []
    stickers: list[_Sticker] = []
    reactions: list[_Reaction] = []
    mentions: list[_User] = []
    reference: _Reference | None = None


class _Head(Struct):
    guild: _Guild
    channel: _Channel


class _Parts(Protocol):
    """A zip, or one file that looks like one."""

    name: str
    names: Sequence[str]
    read_so_far: int

    def has(self, part: str) -> bool: ...

    def open(self, part: str) -> BinaryIO: ...

    def count(self, size: int) -> None: ...

    def close(self) -> None: ...


class _OneFile:
    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        self.name = name
        self.names: Sequence[str] = [name]
        self.read_so_far = 0

    def has(self, part: str) -> bool:
        return part == self.name

    def open(self, part: str) -> BinaryIO:
        if part != self.name:
            raise ArchiveIsWrong(part, "there is no such part.")
        return self._path.open("rb")

    def count(self, size: int) -> None:
        self.read_so_far += size

    def close(self) -> None:
        """Nothing stays open."""


def open_archive(path: Path, name: str) -> "DiscordExport":
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    return DiscordExport(Zip(path, name) if zipped else _OneFile(path, name))


class DiscordExport:
    kind: Kind = "discord"

    def __init__(self, parts: _Parts) -> None:
        self._parts = parts
        self._channels: dict[str, tuple[_Channel, list[str]]] = {}
        self._people: dict[str, Person] = {}
        self._direct = 0
        guild: _Guild | None = None
        for part in sorted(name for name in parts.names if name.endswith(".json") or len(parts.names) == 1):
            head = self._head(part)
            if head is None:
                continue
            if head.channel.type in _DIRECT:
                self._direct += 1
            else:
                guild = guild or head.guild
                self._channels.setdefault(head.channel.id, (head.channel, []))[1].append(part)
        if guild is None:
            raise ArchiveIsWrong(parts.name, "there is no channel of a server in it.")
        self.place = guild.id
        self.name = tidy(guild.name, LONGEST_TOPIC, "Discord")

    def people(self) -> Sequence[Person]:
        return list(self._people.values())

    def rooms(self) -> Sequence[Room]:
        return [Room(key=channel.id, topic=_topic(channel)) for channel, _ in self._channels.values()]

    def messages(self) -> Iterator[Message]:
        self._parts.read_so_far = 0
        for channel, parts in self._channels.values():
            for part in parts:
                yield from self._of(channel, part)

    def notes(self) -> Sequence[str]:
        return left_out(self._direct, "direct conversation")

    def open(self, file: File) -> BinaryIO:
        return self._parts.open(file.key)

    def close(self) -> None:
        self._parts.close()

    def _head(self, part: str) -> _Head | None:
        """None for JSON that is something else; media may be JSON too."""
        found: dict[str, msgspec.Raw] = {}
        with translated(part), self._parts.open(part) as file:
            try:
                for key, value in Members(file, "messages", part, self._parts.count):
                    if key in {"guild", "channel"}:
                        found[key] = msgspec.Raw(value)
                    if len(found) == 2:
                        return msgspec.json.decode(msgspec.json.encode(found), type=_Head)
            except ArchiveIsWrong:
                if len(self._parts.names) == 1:
                    raise
        return None

    def _of(self, channel: _Channel, part: str) -> Iterator[Message]:
        with translated(part), self._parts.open(part) as file:
            for place, (key, value) in enumerate(Members(file, "messages", part, self._parts.count)):
                if key == "messages":
                    one = decoded(value, _Message, f"{part}, message {place}")
                    message = self._message(channel, part, one)
                    if message is not None:
                        yield message

    def _message(self, channel: _Channel, part: str, one: _Message) -> Message | None:
        at = instant_of(one.timestamp)
        if at is None:
            raise ArchiveIsWrong(part, f"{one.timestamp[:40]!r} of message {one.id[:40]} is no time.")
        self._note(one)
        here = [(each, self._beside(part, each.url)) for each in one.attachments]
        text = _with_marks(_said(one, [each for each, file in here if file is None]), one.mentions)
        files = tuple(File(key=key, name=each.file_name) for each, key in here if key is not None)
        if one.type in _EVENTS or not (text.text.strip() or files):
            return None
        reference = one.reference
        return Message(
            key=one.id,
            room=channel.id,
            author=one.author.id,
            at=at,
            text=text.text,
            marks=tuple(text.marks),
            reply_to=reference.message_id if reference and one.type == "Reply" else None,
            reactions=tuple(
                Reaction(emoji=each.emoji.name, person_keys=tuple(user.id for user in each.users))
                for each in one.reactions
            ),
            files=files,
            edited_at=instant_of(one.timestamp_edited) if one.timestamp_edited else None,
            pinned_at=at if one.is_pinned else None,
        )

    def _note(self, one: _Message) -> None:
        """People are known by what they wrote, were called or gave. Whom nobody heard is not kept."""
        for user in (one.author, *one.mentions, *(user for each in one.reactions for user in each.users)):
            if user.id not in self._people:
                self._people[user.id] = Person(key=user.id, **names_of(user.nickname or user.name or user.id))

    def _beside(self, part: str, url: str) -> str | None:
        """The name of the part that holds an attachment, if it was exported with its media."""
        if not url or "://" in url:
            return None
        folder = posixpath.dirname(part)
        for way in (url, unquote(url)):
            name = posixpath.normpath(posixpath.join(folder, way.replace("\\", "/")))
            if self._parts.has(name):
                return name
        return None


def _topic(channel: _Channel) -> str:
    is_thread = channel.type.endswith("Thread")
    name = f"{channel.category} / {channel.name}" if is_thread and channel.category else channel.name
    return tidy(name, LONGEST_TOPIC, channel.id)


def _said(one: _Message, elsewhere: Sequence[_Attachment]) -> str:
    lines = [one.content]
    for embed in one.embeds:
        if embed.url and embed.url in one.content:
            continue  # what our own preview shows
        title = f"[{embed.title}]({embed.url})" if embed.title and embed.url else embed.title or embed.url
        lines += [f"> {line}" for line in (title, *(embed.description or "").splitlines()) if line]
    lines += [f"[{tidy(each.file_name, 120, 'file')}]({each.url})" for each in elsewhere if "://" in each.url]
    lines += [f"*{sticker.name}*" for sticker in one.stickers if sticker.name]
    return "\n".join(filter(None, lines))


def _with_marks(text: str, mentions: Sequence[_User]) -> Replacing:
    """Mentions as the exporter writes them: `@Name`, or `<@1>` where it was told to leave them."""
    names: Mapping[str, str] = {f"@{name}": user.id for user in mentions for name in (user.name, user.nickname) if name}
    by_id = {user.id: user.nickname or user.name for user in mentions}
    written = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(f"{_RAW.pattern}|(?P<written>{written})(?!\\w)") if written else _RAW

    def change(out: Replacing, match: re.Match[str]) -> None:
        named = match.groupdict().get("written")
        if named:
            out.mark("mention", named, names[named])
        elif match["user"]:
            known = by_id.get(match["user"])
            out.mark("mention", f"@{known or match['user']}", match["user"])
        elif match["room"]:
            out.mark("room", f"#{match['room']}", match["room"])
        else:
            out.mark("emoji", f":{match['emoji']}:", match["emoji"])

    return Replacing(text).run(pattern, change)
