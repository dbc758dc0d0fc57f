"""Files of what is sent at a time: they wait with it, and go with it."""

from distributed_chat.app import App
from distributed_chat.kernel.clock import DAY, HOUR, MovedClock
from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.later.words import after, run_jobs, schedule, scheduled
from tests.messages.conftest import Crew


async def upload(person: Person) -> str:
    answer = await person.client.post("/api/files", files={"file": ("notes.txt", b"Bread, olives")})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["file"]["id"])


async def test_its_files_wait_with_it_longer_than_others_and_are_sent(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    id, file_id = new_id(), await upload(bob)
    await schedule(bob, crew.room, after(clock, 3 * DAY), "", id=id, message={"file_ids": [file_id]})
    taken = {"text": "Mine", "file_ids": [file_id]}
    refused = await bob.post(f"/api/conversations/{crew.chat}/messages", taken, status=422)
    assert refused["code"] == "file_is_not_yours"
    clock.move(2 * DAY)
    await run_jobs(app)
    clock.move(DAY)
    await run_jobs(app)
    [message] = (await ann.get(f"/api/conversations/{crew.room}/messages"))["messages"]
    assert [file["name"] for file in message["files"]] == ["notes.txt"]
    assert (await ann.client.get(message["files"][0]["url"])).content == b"Bread, olives"


async def test_its_files_go_with_it(app: App, bob: Person, crew: Crew, clock: MovedClock) -> None:
    id, file_id = new_id(), await upload(bob)
    await schedule(bob, crew.room, after(clock, DAY), "", id=id, message={"file_ids": [file_id]})
    await bob.delete(f"/api/scheduled/{id}", status=204)
    await run_jobs(app)
    again = {"text": "Mine", "file_ids": [file_id]}
    assert (await bob.post(f"/api/conversations/{crew.room}/messages", again, status=422))["field"] == "file_ids"


async def test_the_files_of_others_are_not_scheduled(ann: Person, bob: Person, crew: Crew, clock: MovedClock) -> None:
    file_id = await upload(ann)
    answer = await schedule(bob, crew.room, after(clock, HOUR), message={"file_ids": [file_id]}, status=422)
    assert answer["code"] == "file_is_not_yours"
    assert await scheduled(bob) == []
    sent = await ann.post(f"/api/conversations/{crew.room}/messages", {"text": "", "file_ids": [file_id]})
    assert len(sent["message"]["files"]) == 1
