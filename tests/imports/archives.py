"""Archives as Slack, DiscordChatExporter and Zulip write them: small ones, and large ones of words without meaning."""

import io
import json
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

Parts = Mapping[str, Any]


def zipped(parts: Parts) -> bytes:
    """Bytes as they are, everything else as JSON."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content if isinstance(content, bytes) else json.dumps(content))
    return made.getvalue()


def tarred(parts: Parts) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, content in parts.items():
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return made.getvalue()


def slack_user(id: str, name: str, email: str | None = None) -> dict[str, Any]:
    return {"id": id, "team_id": "T1", "name": name.lower(), "profile": {"real_name": name, "email": email}}


SLACK: dict[str, Any] = {
    "users.json": [
        slack_user("U1", "Ann Test", "Ann@example.test"),
        slack_user("U2", "Rosa Lind", "rosa@old.test"),
        slack_user("U3", "Silent One"),
    ],
    "channels.json": [
        {
            "id": "C1",
            "name": "kitchen",
            "created": 1512085000,
            "creator": "U2",
            "members": ["U1", "U2"],
            "pins": [{"id": "1512085950.000216", "created": 1512090000, "user": "U1"}],
        },
        {"id": "C2", "name": "garden", "created": 1512085001, "creator": "U1", "members": ["U1"]},
    ],
    "groups.json": [{"id": "G1", "name": "surprise", "created": 1512085002, "members": ["U1"]}],
    "dms.json": [{"id": "D1", "members": ["U1", "U2"]}],
    "kitchen/2017-12-01.json": [
        {"type": "message", "subtype": "channel_join", "user": "U1", "ts": "1512085940.000100", "text": "joined"},
        {
            "type": "message",
            "user": "U1",
            "text": "*Soup* for <@U2> &amp; all in <#C2|garden>: <https://example.test/a|the recipe> :tomato:",
            "ts": "1512085950.000216",
            "thread_ts": "1512085950.000216",
            "reactions": [{"name": "thumbsup::skin-tone-3", "users": ["U2", "U1"], "count": 2}],
            "edited": {"user": "U1", "ts": "1512085960.000000"},
        },
        {
            "type": "message",
            "user": "U2",
            "text": "On my way",
            "ts": "1512085970.0003",
            "thread_ts": "1512085950.000216",
        },
        {
            "type": "message",
            "subtype": "bot_message",
            "username": "Timer",
            "bot_id": "B1",
            "text": "Ding",
            "ts": "1512085980.000400",
        },
        {
            "type": "message",
            "user": "U1",
            "text": "",
            "ts": "1512085990.000500",
            "files": [{"id": "F1", "name": "soup.png", "url_private": "https://files.slack.com/soup.png"}],
        },
    ],
    "kitchen/2017-12-02.json": [{"type": "message", "user": "U2", "text": "Good morning", "ts": "1512172800.000100"}],
    "surprise/2017-12-01.json": [{"type": "message", "user": "U1", "text": "Psst", "ts": "1512085999.000100"}],
}


def discord_user(id: str, name: str) -> dict[str, Any]:
    return {"id": id, "name": name.lower(), "discriminator": "0000", "nickname": name, "isBot": False, "roles": []}


def discord_message(id: str, author: dict[str, Any], content: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "type": "Default",
        "timestamp": "2021-05-04T10:00:00.123+00:00",
        "timestampEdited": None,
        "isPinned": False,
        "content": content,
        "author": author,
        "attachments": [],
        "embeds": [],
        "stickers": [],
        "reactions": [],
        "mentions": [],
        **more,
    }


ROSA, LIN = discord_user("11", "Rosa"), discord_user("12", "Lin")


def discord(channel: str, messages: list[dict[str, Any]], *, name: str = "general", **more: Any) -> dict[str, Any]:
    return {
        "guild": {"id": "900", "name": "Sunday Crew", "iconUrl": "icon.png"},
        "channel": {
            "id": channel,
            "type": "GuildTextChat",
            "categoryId": "1",
            "category": "Text",
            "name": name,
            **more,
        },
        "dateRange": {"after": None, "before": None},
        "exportedAt": "2026-11-01T00:00:00+00:00",
        "messages": messages,
        "messageCount": len(messages),
    }


def general(picture: bytes) -> dict[str, Any]:
    """A zip of one channel with its media, and of a thread."""
    messages = [
        discord_message("101", ROSA, "Hello @Lin, see **this**", mentions=[LIN], isPinned=True),
        discord_message(
            "102",
            LIN,
            "",
            type="Reply",
            timestamp="2021-05-04T10:01:00+02:00",
            reference={"messageId": "101", "channelId": "500", "guildId": "900"},
            attachments=[
                {"id": "7", "url": "general.json_Files/cake-AB.png", "fileName": "cake.png", "fileSizeBytes": 9}
            ],
            reactions=[{"emoji": {"id": "", "name": "🎂", "code": "birthday"}, "count": 1, "users": [ROSA]}],
        ),
        discord_message("103", LIN, "Lin pinned a message", type="ChannelPinnedMessage"),
        discord_message(
            "104",
            ROSA,
            "Old picture",
            attachments=[{"id": "8", "url": "https://cdn.example.test/x.png", "fileName": "x.png"}],
        ),
    ]
    return {
        "general.json": discord("500", messages),
        "general.json_Files/cake-AB.png": picture,
        "talk.json": discord(
            "101",
            [discord_message("201", LIN, "In a thread")],
            name="talk",
            type="GuildPublicThread",
            category="general",
        ),
        "dm.json": discord("77", [discord_message("301", LIN, "secret")], type="DirectTextChat"),
    }


ZULIP_REALM: dict[str, Any] = {
    "zerver_realm": [{"name": "Kitchen Club", "string_id": "club"}],
    "zerver_userprofile": [
        {"id": 1, "full_name": "Rosa Lind", "delivery_email": "rosa@old.test", "email": "user1@zulip"},
        {"id": 2, "full_name": "Lin Wu", "email": "user2@zulip"},
    ],
    "zerver_stream": [{"id": 5, "name": "cooking", "invite_only": False, "date_created": 1600000000.5}],
    "zerver_recipient": [{"id": 21, "type": 2, "type_id": 5}, {"id": 22, "type": 1, "type_id": 1}],
    "zerver_reaction": [
        {
            "user_profile": 2,
            "message": 1001,
            "emoji_name": "tada",
            "emoji_code": "1f389",
            "reaction_type": "unicode_emoji",
        }
    ],
}


def zulip_message(id: int, sender: int, content: str, **more: Any) -> dict[str, Any]:
    usual = {"recipient": 21, "subject": "soup", "last_edit_time": None, "date_sent": 1600000000.25 + id}
    return {**usual, "id": id, "sender": sender, "content": content, **more}


def zulip(content: bytes) -> dict[str, Any]:
    messages = [
        zulip_message(1001, 1, "Who cooks, @**Lin Wu**?"),
        zulip_message(1002, 2, "Me! [list.txt](/user_uploads/2/ab/list.txt)"),
        zulip_message(1003, 2, "Now **cake**", subject="cake"),
        zulip_message(1004, 1, "secret", recipient=22),
    ]
    return {
        "zulip-export/realm.json": ZULIP_REALM,
        "zulip-export/messages-000001.json": {"zerver_message": messages, "zerver_usermessage": [{"id": 1}]},
        "zulip-export/uploads/2/ab/list.txt": content,
        "zulip-export/../../evil.txt": b"never written anywhere",
    }


def large_slack(messages: int, *, people: int = 50, days: int = 200) -> dict[str, Any]:
    """Two channels, threads and reactions in every tenth message."""
    parts: dict[str, Any] = {
        "users.json": [slack_user(f"U{n}", f"Person Number{n}") for n in range(people)],
        "channels.json": [{"id": f"C{n}", "name": f"channel-{n}", "created": 1500000000} for n in range(2)],
    }
    for channel in range(2):
        for day in range(days):
            parts[f"channel-{channel}/20{10 + day // 360:02}-{1 + day // 30 % 12:02}-{1 + day % 30:02}.json"] = [
                _large(n, people) for n in _of_day(messages, channel, day, days)
            ]
    return parts


def _of_day(messages: int, channel: int, day: int, days: int) -> range:
    of_channel = messages // 2
    begin = channel * of_channel
    return range(begin + of_channel * day // days, begin + of_channel * (day + 1) // days)


def _large(n: int, people: int) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "message", "user": f"U{n % people}", "ts": f"{1500000000 + n * 30}.000100"}
    one["text"] = f"Message {n} with *some* words for <@U{(n + 1) % people}> about tomatoes and bread number{n % 997}"
    if n % 10 == 3:
        one["thread_ts"] = f"{1500000000 + (n - 3) * 30}.000100"
        one["reactions"] = [{"name": "tada", "users": [f"U{n % people}"], "count": 1}]
    return one


def large_discord(messages: int, *, people: int = 50) -> Iterator[bytes]:
    """The one JSON file of a channel, in pieces."""
    head = json.dumps(discord("500", []))
    before, _, after = head.partition('"messages": []')
    yield f'{before}"messages": ['.encode()
    crew = [discord_user(str(n), f"Person{n}") for n in range(people)]
    for n in range(messages):
        stamp = f"{datetime(2015, 1, 1, tzinfo=UTC) + timedelta(minutes=n):%Y-%m-%dT%H:%M:%S+00:00}"
        one = discord_message(
            str(10_000 + n), crew[n % people], f"Message {n} about tomatoes number{n % 997}", timestamp=stamp
        )
        yield ("," if n else "").encode() + json.dumps(one).encode()
    yield b"]" + after.encode()
