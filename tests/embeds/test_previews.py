"""Previews: from a link in a message to what its readers see, and away again with nothing left."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from msgspec import structs

from distributed_chat.app import App, create_app
from distributed_chat.config import Settings
from distributed_chat.db import Tx
from distributed_chat.embeds.actions import forget_picture_later, look_at_links
from distributed_chat.embeds.looking import FAILED_FOR, Looker
from distributed_chat.kernel.clock import DAY, HOUR, MINUTE, SECOND, MovedClock
from distributed_chat.kernel.ids import new_id
from distributed_chat.streams import lock
from tests.cast import Person, QuickPasswords, sign_up
from tests.conversations.rooms import enter, events_in, new_group, new_room, say
from tests.embeds.conftest import NEWS, Look
from tests.embeds.internet import Pieces, SmallInternet, meta, page, picture, replied
from tests.messages.conftest import Crew


async def previews_of(reader: Person, message: Any) -> list[Any]:
    """As the reader's page shows them."""
    shown = (await reader.get(f"/api/messages/{message['id']}"))["message"]
    return list(shown.get("previews", []))


async def changes_in(reader: Person, stream: str) -> list[Any]:
    return [one["payload"] for one in await events_in(reader, stream) if one["type"] == "preview.changed"]


async def link_to(author: Person, conversation: str, text: str = f"Look: {NEWS}") -> Any:
    return (await say(author, conversation, text))["message"]


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
    arrived, go_on = asyncio.Event(), asyncio.Event()
    send = news.send

    async def slow(request: httpx2.Request) -> httpx2.Response:
        arrived.set()
        await go_on.wait()
        return await send(request)

    news.send = slow  # type: ignore[method-assign]
    looking = asyncio.ensure_future(look())
    await arrived.wait()
    await ann.delete(f"/api/messages/{message['id']}")
    go_on.set()
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


async def test_a_site_that_fails_is_left_alone_for_a_while(
    ann: Person, crew: Crew, look: Look, internet: SmallInternet, clock: MovedClock
) -> None:
    internet.site("a.example", lambda _request: replied(b"", status=500))
    message = await link_to(ann, crew.room, "https://a.example/")
    await look()
    for _ in range(2):
        await link_to(ann, crew.room, "https://a.example/")
        await look()
    assert len(internet.connections) == 1
    assert await previews_of(ann, message) == []
    assert await changes_in(ann, f"group:{crew.group}") == []
    clock.move(FAILED_FOR)
    await link_to(ann, crew.room, "https://a.example/")
    await look()
    assert len(internet.connections) == 2


async def test_nobody_can_use_this_server_to_flood_another(
    app: App, ann: Person, crew: Crew, look: Look, internet: SmallInternet
) -> None:
    internet.site("victim.example", lambda request: replied(page(request.url.path)))
    for start in range(0, 90, 3):
        await link_to(ann, crew.room, " ".join(f"https://victim.example/{start + n}" for n in range(3)))
    await look()
    assert len(internet.connections) == 60


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::ffff:169.254.169.254]/latest/meta-data/",
        "http://2130706433/",
        "http://inside.example/",
        "http://moves.example/",
    ],
)
async def test_a_link_to_ones_own_network_shows_nothing_and_connects_to_nothing(
    ann: Person, crew: Crew, look: Look, internet: SmallInternet, link: str
) -> None:
    internet.site("inside.example", lambda _request: replied(page("secret")), "10.0.0.1")
    internet.site("moves.example", lambda _request: replied(b"", status=302, location="http://10.0.0.1/"))
    message = await link_to(ann, crew.room, link)
    await look()
    assert await previews_of(ann, message) == []
    assert {connection.host for connection in internet.connections} <= {"moves.example"}


async def test_a_picture_and_an_oembed_are_fetched_behind_the_same_guard(
    ann: Person, crew: Crew, look: Look, internet: SmallInternet
) -> None:
    inside = "<link type='application/json+oembed' href='http://10.0.0.1/oembed'>"
    internet.pages(
        "a.example",
        {
            "/1": ("text/html", page("One", meta("og:image", "http://169.254.169.254/x.png"))),
            "/2": ("text/html", page("Two", inside)),
        },
    )
    message = await link_to(ann, crew.room, "https://a.example/1 https://a.example/2")
    await look()
    assert [(one["title"], "image" in one) for one in await previews_of(ann, message)] == [
        ("One", False),
        ("Two", False),
    ]
    assert sorted(connection.path for connection in internet.connections) == ["/1", "/2"]


async def test_an_oembed_says_what_the_page_does_not(
    ann: Person, crew: Crew, look: Look, internet: SmallInternet
) -> None:
    said = {"type": "video", "title": "A film", "provider_name": "Films", "thumbnail_url": "/t.png", "html": "<b>"}
    internet.pages(
        "a.example",
        {
            "/": ("text/html", b"<link type='application/json+oembed' href='/o?a=1'>"),
            "/o?a=1": ("application/json", json.dumps(said).encode()),
            "/t.png": ("image/png", picture()),
        },
    )
    message = await link_to(ann, crew.room, "https://a.example/")
    await look()
    [preview] = await previews_of(ann, message)
    assert (preview["title"], preview["site"], "image" in preview) == ("A film", "Films", True)


async def test_a_link_straight_to_a_picture_shows_it(
    ann: Person, crew: Crew, look: Look, internet: SmallInternet
) -> None:
    internet.pages("a.example", {"/our%20cat.png": ("image/png", picture(2_000, 1_000))})
    message = await link_to(ann, crew.room, "https://a.example/our%20cat.png")
    await look()
    [preview] = await previews_of(ann, message)
    assert (preview["title"], preview["site"]) == ("our cat.png", "a.example")
    assert preview["image"]["width"] * preview["image"]["height"] == pytest.approx(640_000, rel=0.01)


@pytest.mark.parametrize("body", [b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"GIF89a", b""])
async def test_what_is_no_picture_is_not_passed_on(
    ann: Person, crew: Crew, look: Look, internet: SmallInternet, body: bytes
) -> None:
    internet.pages(
        "a.example",
        {"/": ("text/html", page("Page", meta("og:image", "/x"))), "/x": ("image/svg+xml", body)},
    )
    message = await link_to(ann, crew.room, "https://a.example/")
    await look()
    [preview] = await previews_of(ann, message)
    assert (preview["title"], "image" in preview) == ("Page", False)


async def test_what_is_played_elsewhere_has_a_card_though_the_site_says_nothing(
    ann: Person, crew: Crew, look: Look, internet: SmallInternet
) -> None:
    message = await link_to(ann, crew.room, "https://youtu.be/dQw4w9WgXcQ")
    await look()
    [preview] = await previews_of(ann, message)
    assert preview == {
        "id": preview["id"],
        "url": "https://youtu.be/dQw4w9WgXcQ",
        "site": "YouTube",
        "player": "youtube",
        "player_url": "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    }


async def test_a_site_that_does_not_end_is_left_after_its_time(
    app: App, ann: Person, crew: Crew, look: Look, internet: SmallInternet
) -> None:
    quick(app)
    internet.site("a.example", lambda _request: replied(Pieces([b"<title>x</title>"], never_ends=True)))
    message = await link_to(ann, crew.room, "https://a.example/")
    await look()
    assert await previews_of(ann, message) == []


async def test_a_picture_that_does_not_come_in_time_is_left_out(
    app: App, ann: Person, crew: Crew, look: Look, internet: SmallInternet
) -> None:
    quick(app)
    internet.pages("a.example", {"/": ("text/html", page("Page", meta("og:image", "https://b.example/")))})
    internet.site("b.example", lambda _request: replied(Pieces([b"x"], never_ends=True), "image/png"))
    message = await link_to(ann, crew.room, "https://a.example/")
    await look()
    assert [one["title"] for one in await previews_of(ann, message)] == ["Page"]


def quick(app: App) -> None:
    """Everything about one link takes a tenth of a second at most."""
    looker: Looker = app.services.looker
    looker.seconds = 0.1


async def test_switched_off_no_link_is_looked_at(settings: Settings, clock: MovedClock, news: SmallInternet) -> None:
    off = structs.replace(settings, previews="off")
    app = create_app(off, clock=clock, passwords=QuickPasswords(), network=news)
    await app.start()
    await app.link_worker.stop()
    ann = await sign_up(app, "ann")
    room = (await new_room(ann, await new_group(ann)))["id"]
    message = await link_to(ann, room)
    assert await app.link_worker.run_due() == 0
    assert await previews_of(ann, message) == []
    assert news.looked_up == []
    await ann.client.aclose()
    await app.stop()


async def test_a_job_that_was_left_before_it_was_switched_off_asks_nobody(
    settings: Settings, clock: MovedClock, news: SmallInternet
) -> None:
    on = create_app(settings, clock=clock, passwords=QuickPasswords(), network=news)
    await on.start()
    await on.link_worker.stop()
    ann = await sign_up(on, "ann")
    room = (await new_room(ann, await new_group(ann)))["id"]
    await link_to(ann, room)
    await ann.client.aclose()
    await on.stop()
    off = create_app(structs.replace(settings, previews="off"), clock=clock, passwords=QuickPasswords(), network=news)
    await off.start()
    await off.link_worker.stop()
    clock.move(HOUR)
    await off.link_worker.run_due()
    assert news.looked_up == []
    await off.stop()


async def test_what_was_found_before_it_was_switched_off_stays_as_long_as_its_link(
    app: App, ann: Person, crew: Crew, look: Look, news: SmallInternet
) -> None:
    message = await link_to(ann, crew.room)
    await look()
    before = await previews_of(ann, message)
    off = structs.replace(app.settings, previews="off")

    def edit(text: str) -> Callable[[Tx], bool]:
        def work(tx: Tx) -> bool:
            tx.settings = off
            lock(tx, f"group:{crew.group}")
            return look_at_links(tx, crew.room, message["id"], text, author_id=ann.id, edited=True)

        return work

    assert await app.database.write(edit(f"{NEWS} https://a.example/"))
    assert await look() == 0
    assert await previews_of(ann, message) == before
    assert not await app.database.write(edit("No link"))
    assert await previews_of(ann, message) == []


async def test_a_picture_of_which_nothing_came_is_swept_later(app: App, look: Look, clock: MovedClock) -> None:
    """The server died between the picture and the preview that was to show it."""
    key = f"previews/{new_id()}"
    await app.database.write(lambda tx: forget_picture_later(tx, key, due=tx.now + 10 * MINUTE))
    await app.services.blobs.put(key, b"webp")
    assert await look() == 0
    clock.move(10 * MINUTE)
    assert await look() == 1
    assert await app.services.blobs.keys("previews") == []
