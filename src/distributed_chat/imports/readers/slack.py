"""Slack's export: a zip with `users.json`, `channels.json`, `groups.json`, and a file a day in a folder a channel.

Threads become threads, private channels private rooms. Direct messages are left out: they are not of a group. The
files themselves are not in an export, only links to them, which go into the text.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, TypeVar

from msgspec import Struct

from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.readers import mrkdwn
from distributed_chat.imports.readers.words import LONGEST_TOPIC, email_of, emoji_by_name, left_out, names_of, tidy
from distributed_chat.imports.readers.zipped import Zip, decoded
from distributed_chat.imports.records import File, Kind, Mark, Message, Person, Reaction, Room

T = TypeVar("T")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.json")
_TIME = re.compile(r"(\d{1,11})(?:\.(\d{1,6}))?")
_EVENTS = frozenset(
    {
        "channel_join",
        "channel_leave",
        "channel_topic",
        "channel_purpose",
        "channel_name",
        "channel_archive",
        "channel_unarchive",
        "group_join",
        "group_leave",
        "group_topic",
        "group_purpose",
        "group_name",
        "group_archive",
        "group_unarchive",
        "channel_convert_to_private",
        "pinned_item",
        "unpinned_item",
        "bot_add",
        "bot_remove",
        "reminder_add",
        "tombstone",
        "huddle_thread",
        "channel_posting_permissions",
        "joiner_notification",
        "joiner_notification_for_inviter",
        "app_conversation_join",
        "message_deleted",
    }
)
"""Subtypes that nobody said."""


class _Profile(Struct, frozen=True):
    real_name: str = ""
    display_name: str = ""
    email: str | None = None


class _User(Struct):
    id: str
    name: str = ""
    real_name: str | None = None
    team_id: str | None = None
    profile: _Profile = _Profile()


class _Pin(Struct):
    id: str | None = None
    created: float = 0
    user: str | None = None


class _Channel(Struct):
    id: str
    name: str
    created: float = 0
    creator: str | None = None
    members: list[str] = []
    pins: list[_Pin] | None = None


class _Reaction(Struct):
    name: str
    users: list[str] = []


class _File(Struct):
    id: str = ""
    name: str | None = None
    title: str | None = None
    url_private: str | None = None
    permalink: str | None = None


class _Attachment(Struct):
    pretext: str | None = None
    title: str | None = None
    title_link: str | None = None
    text: str | None = None
    fallback: str | None = None


class _Edited(Struct):
    ts: str


class _Message(Struct):
    ts: str = ""
    type: str = "message"
    subtype: str | None = None
    text: str | None = None
    user: str | None = None
    bot_id: str | None = None
    username: str | None = None
    thread_ts: str | None = None
    edited: _Edited | None = None
    reactions: list[_Reaction] = []
    files: list[_File | None] = []
    attachments: list[_Attachment] | None = None
    user_profile: _Profile | None = None


def open_archive(path: Path, name: str) -> "SlackExport":
    return SlackExport(Zip(path, name))


class SlackExport:
    kind: Kind = "slack"

    def __init__(self, archive: Zip) -> None:
        self._zip = archive
        users = self._listed("users.json", list[_User]) or self._listed("org_users.json", list[_User])
        channels = [*self._listed("channels.json", list[_Channel])]
        hidden = self._listed("groups.json", list[_Channel])
        if not channels and not hidden:
            raise ArchiveIsWrong("channels.json", "there are no channels in it.")
        self._people = {user.id: _person(user) for user in users}
        self._channels = channels + hidden
        self._private = {channel.id for channel in hidden}
        self._names = {channel.id: channel.name for channel in self._channels}
        self.place = next((user.team_id for user in users if user.team_id), None) or self._channels[0].id
        self.name = tidy(re.sub(r" Slack export.*|\.zip$", "", archive.name), LONGEST_TOPIC, "Slack")
        self._files = 0
        self._skipped = sum(len(self._listed(part, list[Struct])) for part in ("dms.json", "mpims.json"))

    def people(self) -> Sequence[Person]:
        return list(self._people.values())

    def rooms(self) -> Sequence[Room]:
        return [
            Room(
                key=channel.id,
                topic=tidy(channel.name, LONGEST_TOPIC, channel.id),
                created_at=int(channel.created * 1_000_000) or None,
                created_by=channel.creator,
                private=channel.id in self._private,
                member_keys=tuple(channel.members) if channel.id in self._private else (),
            )
            for channel in self._channels
        ]

    def messages(self) -> Iterator[Message]:
        days: dict[str, list[str]] = {}
        for name in self._zip.names:
            folder, _, day = name.rpartition("/")
            if _DAY.fullmatch(day):
                days.setdefault(folder.rpartition("/")[2], []).append(name)
        self._zip.read_so_far = self._files = 0
        for channel in self._channels:
            pins = {pin.id: pin for pin in channel.pins or ()}
            for day in sorted(days.get(channel.name) or days.get(channel.id) or ()):
                yield from self._day(channel, day, pins)

    def notes(self) -> Sequence[str]:
        files = "1 file is a link" if self._files == 1 else f"{self._files:,} files are links"
        links = [f"{files} to Slack: an export does not contain them."] if self._files else []
        return [*left_out(self._skipped, "direct conversation"), *links]

    def open(self, file: File) -> BinaryIO:
        raise ArchiveIsWrong(file.name, "Slack's exports contain no files.")

    def close(self) -> None:
        self._zip.close()

    def _day(self, channel: _Channel, part: str, pins: dict[str | None, _Pin]) -> Iterator[Message]:
        found = decoded(self._zip.read(part), list[_Message], part)
        timed = sorted(((_instant(one.ts, part), one) for one in found if one.ts), key=lambda pair: pair[0])
        for at, one in timed:
            author = self._author(one)
            if one.type != "message" or one.subtype in _EVENTS or author is None:
                continue
            text, marks = self._text(one)
            if not text.strip():
                continue
            pin = pins.get(one.ts)
            yield Message(
                key=one.ts,
                room=channel.id,
                author=author,
                at=at,
                text=text,
                marks=tuple(marks),
                kind="action" if one.subtype == "me_message" else "text",
                thread_of=one.thread_ts if one.thread_ts != one.ts else None,
                reactions=tuple(_reaction(each) for each in one.reactions),
                edited_at=_instant(one.edited.ts, part) if one.edited else None,
                pinned_at=(int(pin.created * 1_000_000) or at) if pin else None,
                pinned_by=pin.user if pin else None,
            )

    def _text(self, one: _Message) -> tuple[str, Sequence[Mark]]:
        said = [one.text or "", *(_shown(each) for each in (one.attachments or ()) if not one.text)]
        text, marks = mrkdwn.translated("\n".join(filter(None, said)), self._called, self._names)
        links = [link for file in one.files if file is not None and (link := _link(file))]
        self._files += len(links)
        return "\n".join(filter(None, (text, *links))), marks

    def _called(self, key: str) -> str | None:
        person = self._people.get(key)
        return None if person is None else f"{person.first_name} {person.last_name}".strip()

    def _author(self, one: _Message) -> str | None:
        """Somebody who is in no list (a guest of another workspace, an app) is called what the message says."""
        key = one.user or one.bot_id or (f"app:{one.username[:100]}" if one.username else None)
        if key is not None and key not in self._people:
            profile = one.user_profile or _Profile()
            name = one.username or profile.display_name or profile.real_name or key
            self._people[key] = Person(key=key, **names_of(name))
        return key

    def _listed(self, part: str, shape: type[list[T]]) -> list[T]:
        return decoded(self._zip.read(part), shape, part) if self._zip.has(part) else []


def _person(user: _User) -> Person:
    profile = user.profile
    name = profile.real_name or user.real_name or profile.display_name or user.name or user.id
    return Person(key=user.id, email=email_of(profile.email), **names_of(name))


def _instant(ts: str, part: str) -> int:
    """`1512085950.000216`, exactly: as a number it would lose its last digits."""
    found = _TIME.fullmatch(ts)
    if found is None:
        raise ArchiveIsWrong(part, f"{ts[:40]!r} is no time.")
    return int(found[1]) * 1_000_000 + int((found[2] or "0").ljust(6, "0"))


def _reaction(one: _Reaction) -> Reaction:
    name, _, skin = one.name.partition("::")
    emoji = emoji_by_name().get(name, name)
    return Reaction(emoji=emoji + emoji_by_name().get(skin, ""), person_keys=tuple(dict.fromkeys(one.users)))


def _link(file: _File) -> str:
    url, name = file.url_private or file.permalink, tidy(file.title or file.name or "file", 120, "file")
    return f"[{re.sub(r'[][]', '', name)}]({url})" if url else ""


def _shown(one: _Attachment) -> str:
    title = f"<{one.title_link}|{one.title}>" if one.title_link and one.title else one.title
    lines = [line for line in (one.pretext, title, one.text) if line]
    return "\n".join(lines or [one.fallback or ""])
