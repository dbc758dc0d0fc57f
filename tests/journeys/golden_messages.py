"""What happens to messages, recorded with the pages of the room, the private room, the chat and a thread."""

from typing import Any

from distributed_chat.app import App
from distributed_chat.db import Tx
from distributed_chat.kernel.clock import DAY, SECOND, MovedClock
from distributed_chat.messages.actions import expire_some
from tests.cast import Person
from tests.journeys.recording import History, Recorder
from tests.messages.words import forward, jobs_done, mention_of, post, reaction
from tests.places import join

Json = dict[str, Any]


class Stage:
    """A room, a private room of ann and bob, and their chat; cat is an admin and sees the room alone."""

    def __init__(self, recorder: Recorder, people: dict[str, Person]) -> None:
        self.recorder = recorder
        self.people = people
        self.ann, self.bob, self.cat = people.values()
        self.room = self.private = self.chat = ""

    async def furnish(self) -> None:
        group = (await self.ann.post("/api/groups", {"name": "Crew"}))["group"]["id"]
        await join(self.ann, self.bob, group)
        await join(self.ann, self.cat, group, role="admin")
        rooms = f"/api/groups/{group}/rooms"
        self.room = (await self.ann.post(rooms, {"topic": "Kitchen"}))["room"]["id"]
        secret = {"topic": "Surprise", "private": True, "member_ids": [self.bob.id]}
        self.private = (await self.ann.post(rooms, secret))["room"]["id"]
        self.chat = (await self.ann.post("/api/chats", {"user_ids": [self.bob.id]}))["chat"]["id"]
        self.recorder.watched = [History(self.room), History(self.private), History(self.chat)]

    async def see(self, name: str, action: Any) -> Any:
        return await self.recorder.record(name, action, self.people)

    async def post(self, name: str, author: Person, conversation: str, text: str = "Hello", **more: Any) -> Json:
        sent: Json = await self.see(f"post_message {name}", post(author, conversation, text, **more))
        return sent


async def record_messages(recorder: Recorder, people: dict[str, Person], app: App, clock: MovedClock) -> None:
    stage = Stage(recorder, people)
    await stage.furnish()
    first = await stage.post("first", stage.ann, stage.room)
    await _say(stage, first)
    await _react_and_pin(stage, first)
    await _thread(stage, first)
    await _markers(stage)
    await _delete(stage, clock)
    await _forward(stage, app)
    await _expire(stage, first, app, clock)


async def _say(stage: Stage, first: Json) -> None:
    ann, bob, room = stage.ann, stage.bob, stage.room
    called = [mention_of(bob, 0, 4)]
    sent = await stage.post("that mentions", ann, room, "@Bob, look", entities=called)
    await stage.post("to everybody", bob, room, "@all now", entities=[{"type": "all", "offset": 0, "length": 4}])
    await stage.post("that quotes", bob, room, "Yes", reply_to=first["id"])
    await stage.post("of an action", ann, room, "waves", kind="action")
    await stage.post("in a chat", bob, stage.chat, "@Ann", entities=[mention_of(ann, 0, 4)])
    path = f"/api/messages/{sent['id']}"
    await stage.see("edit_message", ann.patch(path, {"text": "@Bob, look!", "entities": called}))
    await stage.see("edit_message that calls nobody more", ann.patch(path, {"text": "Look"}))
    await stage.see("edit_message that calls again", ann.patch(path, {"text": "@Bob", "entities": called}))


async def _react_and_pin(stage: Stage, first: Json) -> None:
    ann, bob, cat = stage.ann, stage.bob, stage.cat
    for person, emoji in ((bob, "🎉"), (cat, "👍"), (ann, "🎉")):
        await stage.see(f"add_reaction {emoji}", person.put(reaction(first, emoji), {}))
    await stage.see("remove_reaction", bob.delete(reaction(first, "🎉")))
    await stage.see("remove_reaction last", ann.delete(reaction(first, "🎉")))
    pin = f"/api/messages/{first['id']}/pin"
    await stage.see("pin_message", bob.put(pin, {}))
    await stage.see("unpin_message", cat.delete(pin))


async def _thread(stage: Stage, first: Json) -> None:
    ann, bob = stage.ann, stage.bob
    reply = await stage.post("that begins a thread", bob, stage.room, "A thought", thread_of=first["id"])
    stage.recorder.watched.append(History(stage.room, first["id"]))
    called = [mention_of(bob, 0, 4)]
    await stage.post(
        "in a thread", ann, stage.room, "@Bob, go on", thread_of=first["id"], reply_to=reply["id"], entities=called
    )
    path = f"/api/messages/{reply['id']}"
    await stage.see("edit_message in a thread", bob.patch(path, {"text": "A better thought"}))
    await stage.see("add_reaction in a thread", ann.put(reaction(reply, "👍"), {}))
    await stage.see("delete_message in a thread", bob.delete(path))


async def _markers(stage: Stage) -> None:
    ann, room = stage.ann, stage.room
    where = f"/api/conversations/{room}"
    await stage.see("mark_unread", ann.put(f"{where}/unread", {"from": 2}))
    await stage.see("mark_seen after marking unread", ann.put(f"{where}/seen", {"number": 5}))
    await stage.see("mark_unread again", ann.put(f"{where}/unread", {"from": 3}))
    await stage.post("after marking unread", ann, room)


async def _delete(stage: Stage, clock: MovedClock) -> None:
    ann, bob, cat, room = stage.ann, stage.bob, stage.cat, stage.room
    last = await stage.post("to be undone", ann, room, "Oops @Bob", entities=[mention_of(bob, 5, 4)])
    await stage.see("delete_message undone", ann.delete(f"/api/messages/{last['id']}"))
    rich = await stage.post("to be deleted", bob, room, "@Ann", entities=[mention_of(ann, 0, 4)])
    await bob.put(reaction(rich, "👍"), {})
    await bob.put(f"/api/messages/{rich['id']}/pin", {})
    clock.move(60 * SECOND)
    await stage.see("delete_message of another", cat.delete(f"/api/messages/{rich['id']}"))


async def _forward(stage: Stage, app: App) -> None:
    ann, bob = stage.ann, stage.bob
    original = await post(ann, stage.private, "Between us")
    copy = await stage.see("forward_message", forward(bob, original, stage.room))
    await stage.see("forward_message again", forward(ann, copy, stage.chat))
    await stage.see("delete_message that was forwarded", ann.delete(f"/api/messages/{original['id']}"))
    await stage.see("delete_forwards", jobs_done(app))


async def _expire(stage: Stage, first: Json, app: App, clock: MovedClock) -> None:
    """Everything so far is two days old, and the thread has one reply of today."""
    ann, bob, room = stage.ann, stage.bob, stage.room
    group = next(one["id"] for one in (await ann.get("/api/groups"))["groups"])
    clock.move(2 * DAY)
    await stage.post("of today in an old thread", bob, room, "Still", thread_of=first["id"])
    await stage.see("keep_messages", ann.put(f"/api/groups/{group}/retention", {"days": 1}))
    await stage.see("messages expire", _all_expired(stage, app))
    await stage.post("after that", bob, room, "A new day")
    clock.move(2 * DAY)
    await stage.see("the rest expires", _all_expired(stage, app))


async def _all_expired(stage: Stage, app: App) -> None:
    """As the jobs do it, room by room: they come in no order."""
    for room in (stage.room, stage.private):

        def expire(tx: Tx, room: str = room) -> bool:
            return expire_some(tx, room, tx.now - DAY)

        while await app.database.write(expire):
            pass
