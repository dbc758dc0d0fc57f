"""Zulip's export: a tar file with `realm.json`, `messages-000001.json` … and `uploads/`.

A stream becomes a room. A topic becomes a thread: its first message stands in the room under the topic's name, the
others hang on it, as people there read them. Direct messages are left out: they are not of a group.
"""

import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, TypeVar

from msgspec import Struct

from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.readers.words import (
    LONGEST_TOPIC,
    Replacing,
    email_of,
    emoji_of_code,
    left_out,
    names_of,
    tidy,
)
from distributed_chat.imports.readers.zipped import MOST_BYTES, MOST_PARTS, RESERVE, decoded, translated
from distributed_chat.imports.records import File, Kind, Message, Person, Reaction, Room

T = TypeVar("T")
_STREAM = 2
LARGEST_PART = 256 * 1024 * 1024
_WANTED = re.compile(r"(?:[^/]+/)?(realm\.json|messages-\d+\.json|uploads/(?!records\.json).+)")
_SPECIAL = re.compile(
    r"@_?\*\*(?P<person>[^*|\n]{1,200})(?:\|(?P<id>\d+))?\*\*"
    r"|#\*\*(?P<stream>[^*>\n]{1,200})(?:>(?P<topic>[^*\n]{1,200}))?\*\*"
    r"|!?\[(?P<name>[^\]\n]{0,300})\]\(/user_uploads/(?P<path>[^)\s]{1,500})\)"
)


class _Named(Struct):
    name: str = "Zulip"
    string_id: str = ""
    uuid: str | None = None


class _User(Struct):
    id: int
    full_name: str = ""
    email: str | None = None
    delivery_email: str | None = None


class _Stream(Struct):
    id: int
    name: str
    invite_only: bool | None = False
    date_created: float = 0


class _Recipient(Struct):
    id: int
    type: int
    type_id: int


class _Subscription(Struct):
    user_profile: int
    recipient: int
    active: bool = True


class _Reaction(Struct):
    user_profile: int
    message: int
    emoji_name: str = ""
    emoji_code: str = ""
    reaction_type: str = "unicode_emoji"


class _Realm(Struct):
    zerver_realm: list[_Named] = []
    zerver_userprofile: list[_User] = []
    zerver_userprofile_crossrealm: list[_User] = []
    zerver_userprofile_mirrordummy: list[_User] = []
    zerver_stream: list[_Stream] = []
    zerver_recipient: list[_Recipient] = []
    zerver_subscription: list[_Subscription] = []
    zerver_reaction: list[_Reaction] = []


class _Message(Struct):
    id: int
    sender: int
    recipient: int
    date_sent: float
    subject: str = ""
    content: str = ""
    last_edit_time: float | None = None


class _Messages(Struct):
    zerver_message: list[_Message] = []
    zerver_reaction: list[_Reaction] = []


def open_archive(path: Path, name: str) -> "ZulipExport":
    folder = tempfile.TemporaryDirectory(prefix="zulip-", dir=path.parent)
    try:
        return ZulipExport(_unpacked(path, name, Path(folder.name)), name, folder)
    except BaseException:
        folder.cleanup()
        raise


def _unpacked(path: Path, name: str, folder: Path) -> dict[str, Path]:
    """What is wanted of the archive, under names of our own: by the names that it has there."""
    parts: dict[str, Path] = {}
    size = 0
    with translated(name), tarfile.open(path, "r|*") as archive:
        for member in archive:
            wanted = _WANTED.fullmatch(member.name.removeprefix("./"))
            if not wanted or not member.isfile():
                continue
            size += member.size
            if size > MOST_BYTES or len(parts) >= MOST_PARTS:
                raise ArchiveIsWrong(name, "it unpacks to too much.")
            if shutil.disk_usage(folder).free < RESERVE + member.size:
                raise ArchiveIsWrong(name, "the disk of this server has no room to unpack it.")
            source = archive.extractfile(member)
            assert source is not None
            target = parts[wanted[1]] = folder / str(len(parts))
            with target.open("wb") as file:
                while piece := source.read(1024 * 1024):
                    file.write(piece)
    return parts


class ZulipExport:
    kind: Kind = "zulip"

    def __init__(self, parts: Mapping[str, Path], name: str, folder: "tempfile.TemporaryDirectory[str]") -> None:
        self._parts = parts
        self._folder = folder
        if "realm.json" not in parts:
            raise ArchiveIsWrong(name, "there is no realm.json in it.")
        realm = self._read("realm.json", _Realm)
        named = realm.zerver_realm[0] if realm.zerver_realm else _Named()
        self.place = named.uuid or named.string_id or named.name
        self.name = tidy(named.name, LONGEST_TOPIC, "Zulip")
        users = (*realm.zerver_userprofile_crossrealm, *realm.zerver_userprofile_mirrordummy, *realm.zerver_userprofile)
        self._people = {str(user.id): _person(user) for user in users}
        self._by_name = {user.full_name: str(user.id) for user in users}
        self._streams = _by_recipient(realm)
        self._by_stream = {stream.name: str(stream.id) for stream in realm.zerver_stream}
        self._readers: dict[int, list[str]] = {}
        for each in realm.zerver_subscription:
            if each.active:
                self._readers.setdefault(each.recipient, []).append(str(each.user_profile))
        self._reactions = _by_message(realm.zerver_reaction)
        self._direct = 0

    def people(self) -> Sequence[Person]:
        return list(self._people.values())

    def rooms(self) -> Sequence[Room]:
        return [
            Room(
                key=str(stream.id),
                topic=tidy(stream.name, LONGEST_TOPIC, str(stream.id)),
                created_at=int(stream.date_created * 1_000_000) or None,
                private=bool(stream.invite_only),
                member_keys=tuple(self._readers.get(recipient, ())) if stream.invite_only else (),
            )
            for recipient, stream in self._streams.items()
        ]

    def messages(self) -> Iterator[Message]:
        self._direct = 0
        topics: dict[tuple[int, str], str] = {}
        for part in sorted(name for name in self._parts if name.startswith("messages-")):
            found = self._read(part, _Messages)
            reactions = {**self._reactions, **_by_message(found.zerver_reaction)}
            for one in sorted(found.zerver_message, key=lambda message: message.id):
                stream = self._streams.get(one.recipient)
                if stream is None:
                    self._direct += 1
                    continue
                root = topics.setdefault((stream.id, one.subject.casefold()), str(one.id))
                yield self._message(stream, one, root, reactions.get(one.id, []))

    def notes(self) -> Sequence[str]:
        return left_out(self._direct, "direct message")

    def open(self, file: File) -> BinaryIO:
        if file.key not in self._parts:
            raise ArchiveIsWrong(file.key, "there is no such part.")
        return self._parts[file.key].open("rb")

    def close(self) -> None:
        self._folder.cleanup()

    def _message(self, stream: _Stream, one: _Message, root: str, reactions: Sequence[_Reaction]) -> Message:
        files: list[File] = []
        said = Replacing(one.content)
        if root == str(one.id) and one.subject.strip():
            said.say(f"**{tidy(one.subject, 200, '…')}**\n")
        said.run(_SPECIAL, lambda out, match: self._change(out, match, files))
        if str(one.sender) not in self._people:
            self._people[str(one.sender)] = Person(key=str(one.sender), **names_of(str(one.sender)))
        return Message(
            key=str(one.id),
            room=str(stream.id),
            author=str(one.sender),
            at=int(one.date_sent * 1_000_000),
            text=said.text.rstrip() or ("" if files else "…"),
            marks=tuple(said.marks),
            thread_of=root if root != str(one.id) else None,
            reactions=_reactions(reactions),
            files=tuple(files[:20]),
            edited_at=int(one.last_edit_time * 1_000_000) if one.last_edit_time else None,
        )

    def _change(self, out: Replacing, match: re.Match[str], files: list[File]) -> None:
        if match["person"]:
            out.mark("mention", f"@{match['person']}", match["id"] or self._by_name.get(match["person"]))
        elif match["stream"]:
            out.mark("room", f"#{match['stream']}", self._by_stream.get(match["stream"]))
            out.say(f" › {match['topic']}" if match["topic"] else "")
        else:
            part = f"uploads/{match['path']}"
            if part in self._parts:
                files.append(File(key=part, name=match["name"] or match["path"].rpartition("/")[2]))
            else:
                out.say(match["name"] or "file")

    def _read(self, part: str, shape: type[T]) -> T:
        if self._parts[part].stat().st_size > LARGEST_PART:
            raise ArchiveIsWrong(part, f"it has more than {LARGEST_PART // 1024**2} MB.")
        return decoded(self._parts[part].read_bytes(), shape, part)


def _by_recipient(realm: _Realm) -> dict[int, _Stream]:
    streams = {stream.id: stream for stream in realm.zerver_stream}
    return {
        one.id: streams[one.type_id] for one in realm.zerver_recipient if one.type == _STREAM and one.type_id in streams
    }


def _by_message(reactions: Sequence[_Reaction]) -> dict[int, list[_Reaction]]:
    found: dict[int, list[_Reaction]] = {}
    for one in reactions:
        found.setdefault(one.message, []).append(one)
    return found


def _reactions(found: Sequence[_Reaction]) -> tuple[Reaction, ...]:
    by_emoji: dict[str, list[str]] = {}
    for one in found:
        emoji = emoji_of_code(one.emoji_code) if one.reaction_type == "unicode_emoji" else one.emoji_name
        if emoji:
            by_emoji.setdefault(emoji, []).append(str(one.user_profile))
    return tuple(Reaction(emoji=emoji, person_keys=tuple(keys)) for emoji, keys in by_emoji.items())


def _person(user: _User) -> Person:
    email = email_of(user.delivery_email) or email_of(user.email)
    return Person(key=str(user.id), email=email, **names_of(user.full_name or str(user.id)))
