"""From a line of the talk to what the public API is asked for."""

import re
from typing import Any

from distributed_chat.demo.cast import CAST
from distributed_chat.demo.client import Client
from distributed_chat.demo.script import Deed, Said

_KEYS = {character.first_name: key for key, character in CAST.items()}
_MENTION = re.compile(rf"@({'|'.join(_KEYS)})\b")


def form_of(said: Said, above: str, user_ids: dict[str, str]) -> dict[str, Any]:
    """The form of the message. `above`: the id of the line above, which it may answer."""
    form: dict[str, Any] = {"text": said.text, "entities": _mentions(said.text, user_ids)}
    if said.how:
        form["reply_to" if said.how == "^" else "thread_of"] = above
    if said.options:
        form["poll"] = {"options": said.options}
    return form


def _mentions(text: str, user_ids: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"type": "mention", "offset": it.start(), "length": len(it[0]), "user_id": user_ids[_KEYS[it[1]]]}
        for it in _MENTION.finditer(text)
    ]


async def do(client: Client, deed: Deed, message_id: str) -> None:
    """`client` is the one of who does it."""
    paths = {"react": f"reactions/{deed.with_what}", "pin": "pin", "save": "saved", "vote": "vote"}
    body = {"options": [int(deed.with_what) - 1]} if deed.verb == "vote" else {}
    await client.put(f"/api/messages/{message_id}/{paths[deed.verb]}", **body)
