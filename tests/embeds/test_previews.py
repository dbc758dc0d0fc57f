"""Previews: from a link in a message to what its readers see, and away again with nothing left."""

import asyncio
import json

from distributed_chat.app import App
from distributed_chat.kernel.clock import DAY, HOUR, SECOND, MovedClock
from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.conversations.rooms import enter, events_in
from tests.embeds.conftest import NEWS, Look
from tests.embeds.internet import SmallInternet, page, replied
from tests.embeds.reading import changes_in, link_to, previews_of
from tests.messages.conftest import Crew


async def test_a_link_becomes_a_preview_for_those_who_read_the_message(
    app: App, ann: Person, bob: Person, cat: Person, crew: Crew, look: Look, news: SmallInternet
) -> None:
    message = await link_to(ann, crew.private)
    assert "previews" not in message
    assert await look() == 1
    [preview] = await previews_of(bob, message)
    image = preview.pop("image")
    assert preview == {
        "id": preview["id"],
        "url": NEWS,
        "title": "Tomatoes are ripe",
        "description": "All of them.",
        "site": "The News",
    }
    assert image == {"url": f"/api/previews/{preview['id']}/image", "width": 60, "height": 40}
    drawn = await bob.client.get(image["url"])
    assert (drawn.status_code, drawn.headers["content-type"], drawn.content[8:12]) == (200, "image/webp", b"WEBP")
    for path in (image["url"], f"/api/previews/{new_id()}/image"):
        assert (await cat.client.get(path)).status_code == 404
    [told] = await changes_in(bob, f"room:{crew.private}")
    assert told == {
        "conversation_id": crew.private,
        "message_id": message["id"],
        "previews": await previews_of(ann, message),
    }
    assert [connection.host for connection in news.connections] == ["news.example", "pictures.example"]


async def test_a_message_without_a_link_asks_nobody(ann: Person, crew: Crew, look: Look) -> None:
    for text in ("No link", f"`{NEWS}`", f"||{NEWS}||", f"```\n{NEWS}\n```"):
        await link_to(ann, crew.room, text)
    assert await look() == 0


async def test_a_link_to_this_server_itself_has_no_preview(app: App, ann: Person, crew: Crew, look: Look) -> None:
    await link_to(ann, crew.room, f"{app.settings.origin}/c/{crew.room}/1 and {app.settings.origin}")
    assert await look() == 0


async def test_a_message_shows_three_previews_at_most_in_the_order_of_its_links(
    ann: Person, crew: Crew, look: Look, internet: SmallInternet
) -> None:
    internet.site("a.example", lambda request: replied(page(f"Page {request.url.path}")))
    message = await link_to(ann, crew.room, " ".join(f"https://a.example/{n}" for n in (3, 1, 2, 4)))
    assert await look() == 3
    assert [one["title"] for one in await previews_of(ann, message)] == ["Page /3", "Page /1", "Page /2"]
    assert len(internet.connections) == 3


async def test_an_address_that_cannot_be_read_ends_its_job_and_is_written_down_nowhere(
    app: App, ann: Person, crew: Crew, look: Look
) -> None:
    for address in ("http://[::1", "https://a:b:c/", "https://\U0001f600.com/", "http://[v1.x]/", "https://a.com/\x01"):
        await link_to(ann, crew.room, address)
    assert await look() == 5
    waiting = "SELECT count(*) FROM jobs WHERE kind = 'look_at_link' OR failure IS NOT NULL"
    assert await app.database.read(lambda tx: tx.conn.exec_driver_sql(waiting).scalar()) == 0


async def test_a_removed_member_gets_the_picture_no_more(
    ann: Person, bob: Person, crew: Crew, look: Look, news: SmallInternet
) -> None:
    message = await link_to(ann, crew.room)
    await look()
    [preview] = await previews_of(bob, message)
    await ann.delete(f"/api/groups/{crew.group}/members/{bob.id}", status=204)
    assert (await bob.client.get(preview["image"]["url"])).status_code == 404
    assert (await ann.client.get(preview["image"]["url"])).status_code == 200


async def test_a_deleted_message_leaves_no_preview_no_picture_and_no_word_in_the_log(
    app: App, ann: Person, bob: Person, crew: Crew, look: Look, news: SmallInternet, clock: MovedClock
) -> None:
    message = await link_to(ann, crew.room)
    await look()
    [preview] = await previews_of(ann, message)
    assert len(await app.services.blobs.keys("previews")) == 1
    await ann.delete(f"/api/messages/{message['id']}")
    assert await look() == 1
    assert await app.services.blobs.keys("previews") == []
    assert (await ann.client.get(preview["image"]["url"])).status_code == 404
    assert "ripe" not in json.dumps(await events_in(bob, f"group:{crew.group}"))
    clock.move(HOUR)
    assert await look() == 1  # what would have swept the picture, had nothing come of it


async def test_a_message_that_is_deleted_while_its_link_is_looked_at_leaves_nothing(
    app: App, ann: Person, crew: Crew, look: Look, news: SmallInternet
) -> None:
    message = await link_to(ann, crew.room)
    news.goes_on.clear()
    looking = asyncio.ensure_future(look())
    await news.reached.wait()
    await ann.delete(f"/api/messages/{message['id']}")
    news.goes_on.set()
    await looking
    assert await app.services.blobs.keys("previews") == []
    assert await changes_in(ann, f"group:{crew.group}") == []


async def test_its_author_and_who_leads_the_group_may_take_previews_away(
    app: App, ann: Person, bob: Person, cat: Person, crew: Crew, look: Look, news: SmallInternet
) -> None:
    await enter(ann, cat, crew.group)
    messages = [await link_to(bob, crew.room) for _ in range(2)]
    await look()
    paths = [f"/api/messages/{message['id']}/previews" for message in messages]
    [preview] = await previews_of(cat, messages[0])
    assert (await cat.delete(paths[0], status=403))["code"] == "not_allowed"
    for person, message, path in zip((bob, ann), messages, paths, strict=True):
        await person.delete(path, status=204)
        assert await previews_of(cat, message) == []
        await person.delete(path, status=204)
    assert [told["previews"] for told in (await changes_in(cat, f"group:{crew.group}"))[2:]] == [[], []]
    assert (await bob.client.get(preview["image"]["url"])).status_code == 404
    await look()
    assert await app.services.blobs.keys("previews") == []


async def test_in_a_chat_only_the_author_takes_previews_away(
    ann: Person, bob: Person, cat: Person, crew: Crew, look: Look, news: SmallInternet
) -> None:
    message = await link_to(bob, crew.chat)
    path = f"/api/messages/{message['id']}/previews"
    await ann.delete(path, status=403)
    await cat.delete(path, status=404)
    await bob.delete(path, status=204)  # before anything was found
    await look()
    assert await previews_of(ann, message) == []
    assert news.connections == []
    plain = await link_to(bob, crew.chat, "no link")
    await bob.delete(f"/api/messages/{plain['id']}/previews", status=404)


async def test_what_was_taken_away_stays_away_when_the_text_around_it_changes(
    ann: Person, crew: Crew, look: Look, news: SmallInternet
) -> None:
    message = await link_to(ann, crew.room)
    await look()
    await ann.delete(f"/api/messages/{message['id']}/previews", status=204)
    await ann.patch(f"/api/messages/{message['id']}", {"text": f"Now look: {NEWS}"})
    await look()
    assert await previews_of(ann, message) == []
    await ann.patch(f"/api/messages/{message['id']}", {"text": "Nothing"})
    await ann.patch(f"/api/messages/{message['id']}", {"text": NEWS})
    await look()
    assert len(await previews_of(ann, message)) == 1


async def test_an_edit_keeps_what_stays_takes_what_goes_and_looks_at_what_is_new(
    app: App, ann: Person, bob: Person, crew: Crew, look: Look, news: SmallInternet
) -> None:
    news.site("a.example", lambda request: replied(page(f"Page {request.url.path}")))
    message = await link_to(ann, crew.room, f"{NEWS} https://a.example/1")
    await look()
    kept, gone = await previews_of(ann, message)
    await ann.patch(f"/api/messages/{message['id']}", {"text": f"https://a.example/2 {NEWS}"})
    assert await previews_of(bob, message) == [kept]
    assert (await changes_in(bob, f"group:{crew.group}"))[-1]["previews"] == [kept]
    assert await look() == 1
    shown = await previews_of(bob, message)
    assert [one["title"] for one in shown] == ["Page /2", "Tomatoes are ripe"]
    assert gone["id"] not in {one["id"] for one in shown}
    await ann.patch(f"/api/messages/{message['id']}", {"text": "No more links"})
    assert await previews_of(bob, message) == []
    await look()
    assert await app.services.blobs.keys("previews") == []


async def test_the_same_link_within_a_day_is_not_asked_for_again_and_each_has_its_own_picture(
    app: App, ann: Person, bob: Person, crew: Crew, look: Look, news: SmallInternet, clock: MovedClock
) -> None:
    first = await link_to(ann, crew.room)
    await look()
    clock.move(DAY - SECOND)
    second = await link_to(bob, crew.chat)
    await look()
    assert len(news.connections) == 2
    [one], [two] = await previews_of(ann, first), await previews_of(ann, second)
    assert (one["title"], one["image"]["url"] != two["image"]["url"]) == (two["title"], True)
    await ann.delete(f"/api/messages/{first['id']}")
    await look()
    assert (await bob.client.get(two["image"]["url"])).status_code == 200
    clock.move(2 * DAY)
    await link_to(ann, crew.room)
    await look()
    assert len(news.connections) == 4
