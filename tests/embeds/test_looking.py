"""Looking at links: what sites say and fail to say, floods, time that is over, and the off switch."""

import json
from collections.abc import Callable

import pytest
from msgspec import structs

from distributed_chat.app import App, create_app
from distributed_chat.config import Settings
from distributed_chat.db import Tx
from distributed_chat.embeds.actions import forget_picture_later, look_at_links
from distributed_chat.embeds.looking import FAILED_FOR, Looker
from distributed_chat.kernel.clock import HOUR, MINUTE, MovedClock
from distributed_chat.kernel.ids import new_id
from distributed_chat.streams import lock
from tests.cast import Person, QuickPasswords, sign_up
from tests.conversations.rooms import new_group, new_room
from tests.embeds.conftest import NEWS, Look
from tests.embeds.internet import Pieces, SmallInternet, meta, page, picture, replied
from tests.embeds.reading import changes_in, link_to, previews_of
from tests.messages.conftest import Crew


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
