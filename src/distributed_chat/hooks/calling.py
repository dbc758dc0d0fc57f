"""A slash command is called: asked by a person, answered by a program elsewhere within five seconds."""

import asyncio
import time
from typing import Any
from urllib.parse import urlsplit

import msgspec

from distributed_chat.accounts.queries import users_by_id
from distributed_chat.conversations.queries import found
from distributed_chat.db import Tx
from distributed_chat.embeds.fetching import Fetcher
from distributed_chat.embeds.targets import NotFetched
from distributed_chat.hooks import actions, policy, queries
from distributed_chat.hooks.errors import CommandFailed, NoSuchCommand
from distributed_chat.hooks.queries import Caller
from distributed_chat.hooks.schemas import CommandCall, Said
from distributed_chat.hooks.signing import signature
from distributed_chat.hooks.slack import text_of
from distributed_chat.kernel.actor import Actor
from distributed_chat.web import Services

_Asked = tuple[Caller, dict[str, Any]]
MOST = 64 * 1024
"""Bytes of an answer."""


async def call(services: Services, actor: Actor, conversation_id: str, form: CommandCall) -> Said:
    """Raises `NoSuchCommand`, and `CommandFailed` with what went wrong in words."""
    caller, asked = await services.database.read(lambda tx: _asked(tx, actor, conversation_id, form))
    told = _told(await _answer(services.hooks, caller, asked), caller.name)
    text = text_of(told)
    if not text:
        return Said(kind="shown", text="", message=None)
    if told.get("response_type") != "in_channel":
        return Said(kind="shown", text=text, message=None)
    sent = await services.database.write(
        lambda tx: actions.say_answer(tx, actor, caller, conversation_id, text, form.id)
    )
    if sent is None:
        return Said(kind="shown", text=text, message=None)
    return Said(kind="said", text=text, message=sent.message)


def _asked(tx: Tx, actor: Actor, conversation_id: str, form: CommandCall) -> _Asked:
    conversation = found(tx, conversation_id, actor.user_id)
    caller = None
    if conversation.group_id is not None:
        caller = queries.caller_of(tx, conversation.group_id, form.command.removeprefix("/").lower())
    if caller is None:
        raise NoSuchCommand(field="command")
    user = users_by_id(tx, [actor.user_id])[actor.user_id]
    return caller, {
        "command": f"/{caller.name}",
        "text": form.text,
        "user_id": actor.user_id,
        "user_name": f"{user.first_name} {user.last_name}".strip(),
        "channel_id": conversation_id,
        "channel_name": conversation.topic,
        "conversation_id": conversation_id,
        "group_id": caller.group_id,
        "id": form.id,
    }


async def _answer(fetcher: Fetcher, caller: Caller, asked: dict[str, Any]) -> bytes:
    body = msgspec.json.encode(asked)
    headers = {
        "content-type": "application/json",
        "distributed-event": "command",
        "distributed-delivery": asked["id"],
        "distributed-signature": signature(caller.secret, int(time.time()), body),
    }
    try:
        async with asyncio.timeout(policy.CALLED_AT_MOST):
            got = await fetcher.post(caller.url, body, headers, most=MOST, seconds=policy.CALLED_AT_MOST)
    except TimeoutError:
        raise CommandFailed(caller.name, f"did not answer in {policy.CALLED_AT_MOST:.0f} seconds.") from None
    except NotFetched:
        raise CommandFailed(caller.name, f"could not be reached at {urlsplit(caller.url).hostname}.") from None
    if not 200 <= got.status < 300:
        raise CommandFailed(caller.name, f"answered with an error ({got.status}).")
    return got.body


def _told(body: bytes, name: str) -> dict[str, Any]:
    """The answer as Slack's shape; plain text is shown to whoever asked."""
    if not body.lstrip().startswith(b"{"):
        return {"text": body.decode("utf-8", "replace").replace("\0", "").strip()}
    try:
        told = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise CommandFailed(name, "answered with something that is no JSON.") from None
    return told if isinstance(told, dict) else {}
