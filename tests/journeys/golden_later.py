"""What somebody keeps for later, recorded: saved messages, reminders, drafts, scheduled sends, all read; and ends."""

from typing import Any

from distributed_chat.app import App
from distributed_chat.kernel.clock import HOUR, MINUTE, MovedClock
from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.journeys.recording import Recorder
from tests.later.words import after, run_jobs, save, schedule, write
from tests.places import join


class Stage:
    """A room, a private room of ann and bob, and their chat, each with a message of ann's."""

    def __init__(self, recorder: Recorder, people: dict[str, Person], app: App, clock: MovedClock) -> None:
        self.recorder, self.people, self.app, self.clock = recorder, people, app, clock
        self.ann, self.bob = people.values()
        self.group = self.room = self.private = self.chat = ""
        self.said: dict[str, str] = {}

    async def furnish(self) -> None:
        self.group = (await self.ann.post("/api/groups", {"name": "Crew"}))["group"]["id"]
        await join(self.ann, self.bob, self.group)
        rooms = f"/api/groups/{self.group}/rooms"
        self.room = (await self.ann.post(rooms, {"topic": "Kitchen"}))["room"]["id"]
        secret = {"topic": "Surprise", "private": True, "member_ids": [self.bob.id]}
        self.private = (await self.ann.post(rooms, secret))["room"]["id"]
        self.chat = (await self.ann.post("/api/chats", {"user_ids": [self.bob.id]}))["chat"]["id"]
        for place in (self.room, self.private, self.chat):
            sent = await self.ann.post(f"/api/conversations/{place}/messages", {"text": "Hello"})
            self.said[place] = sent["message"]["id"]

    async def see(self, name: str, action: Any) -> Any:
        return await self.recorder.record(name, action, self.people)

    async def when_due(self, name: str, wait: int) -> None:
        self.clock.move(wait)
        await self.see(name, run_jobs(self.app))


async def record_later(recorder: Recorder, people: dict[str, Person], app: App, clock: MovedClock) -> None:
    stage = Stage(recorder, people, app, clock)
    await stage.furnish()
    await _save(stage)
    await _draft(stage)
    await _schedule(stage)
    await _read_all(stage)
    await _end(stage)


async def _save(stage: Stage) -> None:
    bob, said, clock = stage.bob, stage.said, stage.clock
    await stage.see("save_message", save(bob, said[stage.room]))
    await stage.see("save_message with a reminder", save(bob, said[stage.chat], remind_at=after(clock, HOUR)))
    await stage.when_due("remind", HOUR)
    await stage.see("save_message to put it off", save(bob, said[stage.chat], remind_at=after(clock, HOUR)))
    await stage.when_due("remind again", HOUR)
    await stage.see("save_message to answer it", save(bob, said[stage.chat]))
    await stage.see("unsave_message", bob.delete(f"/api/messages/{said[stage.chat]}/saved"))
    await stage.see("save_message in private", save(bob, said[stage.private]))


async def _draft(stage: Stage) -> None:
    bob, room = stage.bob, stage.room
    marks = [{"type": "mention", "offset": 0, "length": 4, "user_id": stage.ann.id}]
    await stage.see("keep_draft", write(bob, room, "@Ann", entities=marks, reply_to=stage.said[room]))
    await stage.see("keep_draft with more", write(bob, room, "@Ann look", entities=marks))
    await stage.see("keep_draft in a thread", write(bob, room, "Aside", thread_of=stage.said[room]))
    await stage.see("keep_draft in private", write(bob, stage.private, "Psst"))
    await stage.see("keep_draft in a chat", write(bob, stage.chat, "Dear"))
    await stage.see("keep_draft without text", write(bob, stage.chat, ""))


async def _schedule(stage: Stage) -> None:
    bob, clock = stage.bob, stage.clock
    first, second = new_id(), new_id()
    await stage.see("schedule_message", schedule(bob, stage.room, after(clock, HOUR), id=first))
    await stage.see("change_scheduled text", bob.patch(f"/api/scheduled/{first}", {"text": "Good evening"}))
    later = {"send_at": after(clock, 2 * HOUR)}
    await stage.see("change_scheduled time", bob.patch(f"/api/scheduled/{first}", later))
    await stage.when_due("send_due", 2 * HOUR)
    await schedule(bob, stage.chat, after(clock, HOUR), id=second)
    await stage.see("send_now", bob.post(f"/api/scheduled/{second}/send"))
    third = (await schedule(bob, stage.chat, after(clock, HOUR)))["scheduled"]["id"]
    await stage.see("delete_scheduled", bob.delete(f"/api/scheduled/{third}"))
    await schedule(bob, stage.room, after(clock, 2 * MINUTE), message={"thread_of": stage.said[stage.room]})


async def _read_all(stage: Stage) -> None:
    ann, bob = stage.ann, stage.bob
    for place in (stage.room, stage.chat):
        await ann.post(f"/api/conversations/{place}/messages", {"text": "More"})
    await bob.put(f"/api/conversations/{stage.private}/unread", {"from": 1})
    await stage.see("see_all", bob.put("/api/me/seen", {}))


async def _end(stage: Stage) -> None:
    ann, bob = stage.ann, stage.bob
    await stage.see("remove_member who keeps something", ann.delete(f"/api/groups/{stage.group}/members/{bob.id}"))
    await stage.when_due("send_due refused", HOUR)
    again = await ann.post(f"/api/groups/{stage.group}/invites", {})
    await stage.see("accept_invite again", bob.post(f"/api/invites/{again['invite']['code']}/accept"))
    await save(bob, stage.said[stage.room])
    await write(bob, stage.room, "Back again")
    await stage.see("delete_room with what is kept there", ann.delete(f"/api/rooms/{stage.room}"))
    other = (await ann.post(f"/api/groups/{stage.group}/rooms", {"topic": "Balcony"}))["room"]["id"]
    await write(bob, other, "Hello there")
    await stage.see("delete_group with what is kept there", ann.delete(f"/api/groups/{stage.group}"))
