"""What happens to polls and previews, recorded with the pages of a room and a chat."""

from typing import Any

from distributed_chat.app import App
from distributed_chat.kernel.clock import HOUR, MovedClock, rfc3339
from tests.cast import Person
from tests.embeds.internet import SmallInternet, meta, page
from tests.journeys.recording import History, Recorder
from tests.places import join
from tests.polls.asking import ask, close, vote

LINK = "https://news.example/"


async def record_polls(
    recorder: Recorder, people: dict[str, Person], app: App, clock: MovedClock, internet: SmallInternet
) -> None:
    ann, bob, cat = people.values()
    group = (await ann.post("/api/groups", {"name": "Crew"}))["group"]["id"]
    for person in (bob, cat):
        await join(ann, person, group)
    room = (await ann.post(f"/api/groups/{group}/rooms", {"topic": "Kitchen"}))["room"]["id"]
    chat = (await ann.post("/api/chats", {"user_ids": [bob.id]}))["chat"]["id"]
    recorder.watched = [History(room), History(chat)]

    async def see(name: str, action: Any) -> Any:
        return await recorder.record(name, action, people)

    public = await see("open_poll", ask(ann, room, multiple=True))
    for person, options in ((bob, [1]), (cat, [0, 1]), (bob, [0, 1]), (ann, [2]), (bob, [0]), (ann, [])):
        await see(f"vote {person.user['first_name']} {options}", vote(person, public, *options))
    await see("close_poll", close(ann, public))
    hidden = await see("open_poll anonymous", ask(bob, chat, anonymous=True))
    for person, options in ((ann, [1]), (bob, [1]), (ann, [0]), (bob, [])):
        await see(f"vote {person.user['first_name']} {options} anonymous", vote(person, hidden, *options))
    await see("delete_message with an anonymous poll", bob.delete(f"/api/messages/{hidden['id']}"))
    await see("open_poll until", ask(cat, room, closes_at=rfc3339(clock.now() + HOUR)))
    clock.move(HOUR)
    await see("close_poll when due", app.worker.run_due())
    await _previews(see, ann, room, app, internet)


async def _previews(see: Any, ann: Person, room: str, app: App, internet: SmallInternet) -> None:
    story = page("News", meta("og:description", "All of it."))
    internet.pages("news.example", {"/": ("text/html", story), "/more": ("text/html", page("More"))})
    sent = await see("post_message with a link", ann.post(f"/api/conversations/{room}/messages", {"text": LINK}))
    path = f"/api/messages/{sent['message']['id']}"
    await see("find what a link shows", app.link_worker.run_due())
    await see("edit_message with one more link", ann.patch(path, {"text": f"{LINK}more and {LINK}"}))
    await see("find what one more link shows", app.link_worker.run_due())
    await see("edit_message with one link less", ann.patch(path, {"text": f"{LINK}more"}))
    await see("remove_previews", ann.delete(f"{path}/previews"))
