"""Words of the tests about what happens to a message."""

from typing import Any
from urllib.parse import quote

from distributed_chat.app import App
from distributed_chat.db import Tx, metadata
from distributed_chat.kernel.ids import new_id
from tests.cast import Person

Json = dict[str, Any]


async def post(author: Person, conversation: str, text: str = "Hello", *, status: int = 201, **more: Any) -> Any:
    """The message, or the refusal."""
    body = {"id": new_id(), "text": text, **more}
    answer = await author.post(f"/api/conversations/{conversation}/messages", body, status=status)
    return answer["message"] if status == 201 else answer


async def page(reader: Person, conversation: str, **cut: Any) -> Json:
    found: Json = await reader.get(f"/api/conversations/{conversation}/messages", **cut)
    return found


async def read(reader: Person, message: Json) -> Json:
    """The message as it is now."""
    found: Json = (await reader.get(f"/api/messages/{message['id']}"))["message"]
    return found


async def edit(author: Person, message: Json, text: str, *, status: int = 200, **more: Any) -> Any:
    return await author.patch(f"/api/messages/{message['id']}", {"text": text, **more}, status=status)


async def delete(person: Person, message: Json, *, status: int = 200) -> Any:
    return await person.delete(f"/api/messages/{message['id']}", status=status)


def reaction(message: Json, emoji: str) -> str:
    return f"/api/messages/{message['id']}/reactions/{quote(emoji)}"


async def react(person: Person, message: Json, emoji: str, *, status: int = 200) -> Any:
    return await person.put(reaction(message, emoji), {}, status=status)


async def pin(person: Person, message: Json, *, status: int = 200) -> Any:
    return await person.put(f"/api/messages/{message['id']}/pin", {}, status=status)


async def forward(person: Person, message: Json, conversation: str, *, status: int = 201, **more: Any) -> Any:
    body = {"conversation_id": conversation, **more}
    answer = await person.post(f"/api/messages/{message['id']}/forward", body, status=status)
    return answer["message"] if status == 201 else answer


async def marker(person: Person, conversation: str) -> Json:
    """As home says it, without the conversation; empty when there is none."""
    for one in (await person.get("/api/home"))["markers"]:
        if one.pop("conversation_id") == conversation:
            return dict(one)
    return {}


async def last_message(person: Person, conversation: str) -> Any:
    """As the list of conversations shows it."""
    home = await person.get("/api/home")
    rooms = [room for group in home["groups"] for room in group["rooms"]]
    return {one["id"]: one for one in (*rooms, *home["chats"])}[conversation]["last_message"]


def mention_of(person: Person, offset: int, length: int) -> Json:
    return {"type": "mention", "offset": offset, "length": length, "user_id": person.id}


async def jobs_done(app: App) -> None:
    while await app.worker.run_due():
        pass


def words_anywhere(tx: Tx) -> set[str]:
    """The tables in which any column has the word sesame."""
    found = set[str]()
    for table in metadata.sorted_tables:
        rows = tx.conn.execute(table.select()).all()
        if any("sesame" in str(value) or b"sesame" in _bytes(value) for row in rows for value in row):
            found.add(table.name)
    return found


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else b""
