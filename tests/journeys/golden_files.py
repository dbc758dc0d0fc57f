"""A group makes emoji, keeps gifs and shares files, recorded with the page of its room."""

from typing import Any

from distributed_chat.kernel.ids import GroupId
from tests.cast import Person
from tests.files.sending import post, upload
from tests.journeys.recording import History, Recorder
from tests.pictures.samples import drawn, moving, saved
from tests.places import join


async def record_files(recorder: Recorder, people: dict[str, Person]) -> None:
    ann, bob, _ = people.values()
    group = GroupId((await ann.post("/api/groups", {"name": "Crew"}))["group"]["id"])
    await join(ann, bob, group)
    room = (await ann.post(f"/api/groups/{group}/rooms", {"topic": "Kitchen"}))["room"]["id"]
    recorder.watched = [History(room)]

    async def see(name: str, action: Any) -> Any:
        return await recorder.record(name, action, people)

    party = (await see("create_emoji", _form(ann, f"/api/groups/{group}/emoji", name="party_parrot")))["emoji"]
    plain = (await see("create_emoji another", _form(bob, f"/api/groups/{group}/emoji", name="a_1")))["emoji"]
    notes = await upload(bob, "notes.txt", b"salt, bread")
    sent = await see("post_message with a file", post(bob, room, notes["id"], text="What we need"))
    await see("add_reaction of the group", ann.put(f"/api/messages/{sent['id']}/reactions/{party['id']}", {}))
    await see("delete_emoji", ann.delete(f"/api/emoji/{plain['id']}"))
    gif = (await see("add_gif", _form(bob, f"/api/groups/{group}/gifs", tags="party dance")))["gif"]
    await see("remove_gif", bob.delete(f"/api/gifs/{gif['id']}"))
    await see("delete_message with a file", bob.delete(f"/api/messages/{sent['id']}"))


async def _form(person: Person, path: str, **fields: str) -> Any:
    picture = moving() if "tags" in fields else saved(drawn(64, 64), "PNG")
    answer = await person.client.post(path, files={"file": ("a", picture)}, data=fields)
    assert answer.status_code == 201, answer.text
    return answer.json()
