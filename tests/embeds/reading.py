"""Words of the tests about previews."""

from typing import Any

from tests.cast import Person
from tests.conversations.rooms import events_in, say
from tests.embeds.conftest import NEWS


async def previews_of(reader: Person, message: Any) -> list[Any]:
    """As the reader's page shows them."""
    shown = (await reader.get(f"/api/messages/{message['id']}"))["message"]
    return list(shown.get("previews", []))


async def changes_in(reader: Person, stream: str) -> list[Any]:
    return [one["payload"] for one in await events_in(reader, stream) if one["type"] == "preview.changed"]


async def link_to(author: Person, conversation: str, text: str = f"Look: {NEWS}") -> Any:
    return (await say(author, conversation, text))["message"]
