"""In a private room nobody is shown to have said, voted or reacted who can't see it, and so can't deny it."""

from typing import Any

import pytest

from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.imports.conftest import Importing, history
from tests.imports.own import data, message, packed, person, room
from tests.imports.test_importing import names_in
from tests.places import join

A, B, ROOM, GROUP = (new_id() for _ in range(4))


def board(*texts: str, readers: tuple[str, ...] = (B,), private: int = 1, **more: Any) -> bytes:
    """Ids of messages follow from their places. Whoever A is wrote all of it, and whoever B is reads it."""
    said = [message(ROOM, A, text, id=f"{ROOM[:-2]}{place:02x}") for place, text in enumerate(texts)]
    rows = {
        "groups": [{"id": GROUP, "name": "Crew"}],
        "people": [person(A, "Somebody else"), person(B, "Lin")],
        "conversations": [room(ROOM, private=private, created_by=A)],
        "readers": [{"conversation_id": ROOM, "user_id": key} for key in readers],
        "messages": said,
        "reactions": [{"message_id": said[0]["id"], "emoji": "👍", "user_id": key, "place": 0} for key in (A, B)],
    }
    return packed(data({**rows, **more}))


@pytest.fixture
async def group(ann: Person, bob: Person, cat: Person) -> str:
    made: str = (await ann.post("/api/groups", {"name": "Crew"}))["group"]["id"]
    await join(ann, bob, made)
    await join(ann, cat, made)
    return made


@pytest.mark.parametrize("again_private", [0, 1])
async def test_who_does_not_read_a_private_room_is_only_a_name_there(
    group: str, ann: Person, bob: Person, cat: Person, imported: Importing, again_private: int
) -> None:
    people = {A: cat.id, B: bob.id}
    done = await imported(ann, "a.zip", board("Forged", "Twice"), people, group_id=group)
    (made,) = done["rooms"]
    refused = await cat.client.get(f"/api/conversations/{made['id']}/messages")
    assert refused.status_code == 404
    page = await history(bob, made["id"])
    assert cat.id not in str(page)
    assert {names_in(page)[one["author_id"]] for one in page["messages"]} == {"Somebody else"}
    reacted = page["messages"][0]["reactions"][0]["user_ids"]
    assert (len(reacted), bob.id in reacted) == (2, True)
    later = board("Forged", "Twice", "Later", readers=(A, B), private=again_private)
    again = await imported(ann, "b.zip", later, people, group_id=group)
    assert again["state"] == "done", again
    page = await history(bob, made["id"])
    assert [one["text"] for one in page["messages"]] == ["Forged", "Twice", "Later"]
    assert cat.id not in str(page)
    assert (await cat.client.get(f"/api/conversations/{made['id']}/messages")).status_code == 404


async def test_who_reads_it_is_themselves(
    group: str, ann: Person, bob: Person, cat: Person, imported: Importing
) -> None:
    done = await imported(ann, "a.zip", board("Hers", readers=(A, B)), {A: cat.id, B: bob.id}, group_id=group)
    page = await history(cat, done["rooms"][0]["id"])
    assert [one["author_id"] for one in page["messages"]] == [cat.id]


async def test_in_a_room_for_all_everybody_is_themselves(
    group: str, ann: Person, bob: Person, cat: Person, imported: Importing
) -> None:
    done = await imported(ann, "a.zip", board("Hers", private=0), {A: cat.id, B: bob.id}, group_id=group)
    page = await history(cat, done["rooms"][0]["id"])
    assert [one["author_id"] for one in page["messages"]] == [cat.id]
