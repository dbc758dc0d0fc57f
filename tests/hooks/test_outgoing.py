"""Outgoing hooks: who is told what happens, in order, at least once, and without holding up anybody."""

import asyncio
from typing import Any

import httpx2
import pytest

from distributed_chat.app import App
from distributed_chat.kernel.clock import DAY, HOUR, SECOND, MovedClock
from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.embeds.internet import Pieces, SmallInternet
from tests.hooks.receiver import URL, Receiver, told
from tests.keys.test_keys import room_of
from tests.places import join

Place = tuple[str, str]


async def hook_of(ann: Person, group: str, **form: Any) -> dict[str, Any]:
    wanted = {"name": "Log", "url": URL, "events": ["message.posted"], **form}
    made = await ann.post(f"/api/groups/{group}/outgoing-hooks", wanted, status=201)
    return {**made["hook"], "secret": made["secret"]}


async def say(ann: Person, room: str, *texts: str) -> None:
    for text in texts:
        await ann.post(f"/api/conversations/{room}/messages", {"text": text})


async def states(ann: Person, hook: str) -> list[str]:
    log = (await ann.get(f"/api/outgoing-hooks/{hook}/deliveries"))["deliveries"]
    return [delivery["state"] for delivery in reversed(log)]


def said(receiver: Receiver) -> list[str]:
    return [body["payload"]["message"]["text"] for body in receiver.bodies]  # type: ignore[index]


async def test_what_happens_is_told_signed_and_in_order(
    app: App, clock: MovedClock, ann: Person, place: Place, receiver: Receiver
) -> None:
    group, room = place
    await say(ann, room, "Before")
    hook = await hook_of(ann, group)
    await say(ann, room, "One", "Two")
    await ann.patch(f"/api/groups/{group}", {"name": "Unasked"})
    await app.courier.settled()
    assert said(receiver) == ["One", "Two"]
    assert receiver.is_signed(hook["secret"], clock.now() // SECOND)
    assert not receiver.is_signed("whsec_other", clock.now() // SECOND)
    assert not receiver.is_signed(hook["secret"], clock.now() // SECOND + 301)  # a replay
    assert {body["group_id"] for body in receiver.bodies} == {group}
    assert await states(ann, hook["id"]) == ["delivered", "delivered"]


async def test_a_hook_of_a_room_hears_of_that_room(app: App, ann: Person, place: Place, receiver: Receiver) -> None:
    group, room = place
    other = (await ann.post(f"/api/groups/{group}/rooms", {"topic": "Balcony"}))["room"]["id"]
    secret = {"topic": "Hidden", "private": True, "member_ids": []}
    hidden = (await ann.post(f"/api/groups/{group}/rooms", secret))["room"]["id"]
    await hook_of(ann, group, room_id=room, events=["message.posted", "room.changed"])
    await say(ann, other, "Elsewhere")
    await say(ann, hidden, "Secret")
    await say(ann, room, "Here")
    await ann.patch(f"/api/rooms/{room}", {"topic": "Big kitchen"})
    await ann.patch(f"/api/rooms/{other}", {"topic": "Big balcony"})
    await app.courier.settled()
    assert receiver.events == ["message.posted", "room.changed"]


async def test_a_private_room_is_told_only_to_its_own_hooks_and_seen_by_its_readers(
    app: App, ann: Person, bob: Person, place: Place, receiver: Receiver
) -> None:
    group, _room = place
    await join(ann, bob, group, role="admin")
    secret = {"topic": "Hidden", "private": True, "member_ids": []}
    hidden = (await ann.post(f"/api/groups/{group}/rooms", secret))["room"]["id"]
    await hook_of(bob, group)
    own = await hook_of(ann, group, room_id=hidden)
    refused = {"name": "x", "url": URL, "events": ["message.posted"], "room_id": hidden}
    assert (await bob.client.post(f"/api/groups/{group}/outgoing-hooks", json=refused)).status_code == 404
    assert own["id"] not in str(await bob.get(f"/api/groups/{group}/outgoing-hooks"))
    assert (await bob.client.get(f"/api/outgoing-hooks/{own['id']}/deliveries")).status_code == 404
    await say(ann, hidden, "Secret")
    await app.courier.settled()
    assert said(receiver) == ["Secret"]


async def test_whoever_leaves_hears_no_more(
    app: App, ann: Person, bob: Person, place: Place, receiver: Receiver
) -> None:
    group, room = place
    await join(ann, bob, group, role="admin")
    secret = {"topic": "Hidden", "private": True, "member_ids": [bob.id]}
    hidden = (await ann.post(f"/api/groups/{group}/rooms", secret))["room"]["id"]
    await hook_of(bob, group, room_id=hidden)
    await hook_of(bob, group)
    kept = await hook_of(ann, group)
    await bob.post(f"/api/groups/{group}/leave", status=204)
    await say(ann, hidden, "Secret")
    await say(ann, room, "Open")
    await app.courier.settled()
    assert said(receiver) == ["Open"]
    assert [hook["id"] for hook in (await ann.get(f"/api/groups/{group}/outgoing-hooks"))["hooks"]] == [kept["id"]]


async def test_a_receiver_that_fails_is_tried_again_in_order_and_later_each_time(
    app: App, clock: MovedClock, ann: Person, place: Place, receiver: Receiver
) -> None:
    hook = await hook_of(ann, place[0])
    receiver.answer = lambda: told(500, "no")
    await say(ann, place[1], "One", "Two")
    await app.courier.settled()
    assert said(receiver) == ["One"]
    assert await states(ann, hook["id"]) == ["failed", "waiting"]
    clock.move(9 * SECOND)
    await app.courier.settled()
    assert said(receiver) == ["One"]
    clock.move(SECOND)
    await app.courier.settled()
    assert said(receiver) == ["One", "One"]
    assert receiver.got[0].headers["distributed-delivery"] == receiver.got[1].headers["distributed-delivery"]
    receiver.answer = lambda: told(204)
    clock.move(20 * SECOND)
    await app.courier.settled()
    assert said(receiver) == ["One", "One", "One", "Two"]
    assert await states(ann, hook["id"]) == ["delivered", "delivered"]
    [shown] = (await ann.get(f"/api/groups/{place[0]}/outgoing-hooks"))["hooks"]
    assert (shown["failing_since"], shown["last_status"]) == (None, 204)


async def test_after_a_day_it_is_given_up_and_after_three_the_hook_is_off(
    app: App, clock: MovedClock, ann: Person, place: Place, receiver: Receiver
) -> None:
    hook = await hook_of(ann, place[0])
    receiver.answer = lambda: told(503)
    await say(ann, place[1], "One", "Two")
    await app.courier.settled()
    for _ in range(25):
        clock.move(HOUR)
        await app.courier.settled()
    assert await states(ann, hook["id"]) == ["given_up", "failed"]
    for _ in range(3):
        await say(ann, place[1], "More")
        clock.move(DAY)
        await app.courier.settled()
    [shown] = (await ann.get(f"/api/groups/{place[0]}/outgoing-hooks"))["hooks"]
    assert shown["active"] is False
    tried = len(receiver.got)
    await say(ann, place[1], "Three")
    await app.courier.settled()
    assert len(receiver.got) == tried
    receiver.answer = lambda: told(200)
    await ann.patch(f"/api/outgoing-hooks/{hook['id']}", {"active": True})
    await app.courier.settled()
    assert said(receiver)[-1] == "Three"


async def test_gone_switches_it_off_at_once(app: App, ann: Person, place: Place, receiver: Receiver) -> None:
    await hook_of(ann, place[0])
    receiver.answer = lambda: told(410)
    await say(ann, place[1], "One")
    await app.courier.settled()
    [shown] = (await ann.get(f"/api/groups/{place[0]}/outgoing-hooks"))["hooks"]
    assert shown["active"] is False


async def test_one_that_hangs_holds_up_no_other(
    app: App, ann: Person, place: Place, receiver: Receiver, internet: SmallInternet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("distributed_chat.hooks.policy.DELIVERED_AT_MOST", 0.3)
    endless = Pieces([b"x" * 1_000], never_ends=True)
    internet.site("slow.example", lambda _request: httpx2.Response(200, stream=endless))
    slow = await hook_of(ann, place[0], url="https://slow.example/")
    await hook_of(ann, place[0])
    await say(ann, place[1], "One", "Two")
    async with asyncio.timeout(2):
        while said(receiver) != ["One", "Two"]:
            await asyncio.sleep(0.01)
    await app.courier.settled()
    [first, _second] = reversed((await ann.get(f"/api/outgoing-hooks/{slow['id']}/deliveries"))["deliveries"])
    assert (first["state"], first["status"], first["error"]) == ("failed", None, "no answer in 0 seconds")
    assert endless.closed


async def test_a_receiver_may_take_ten_seconds(app: App, ann: Person, place: Place, receiver: Receiver) -> None:
    await hook_of(ann, place[0])
    await say(ann, place[1], "One")
    await app.courier.settled()
    assert receiver.got[0].extensions["timeout"]["read"] == 10.0


async def test_a_group_of_slow_receivers_holds_up_itself(
    app: App, ann: Person, bob: Person, place: Place, receiver: Receiver, internet: SmallInternet
) -> None:
    endless = Pieces([b"x"], never_ends=True)
    internet.site("slow.example", lambda _request: httpx2.Response(200, stream=endless))
    for _ in range(9):
        await hook_of(ann, place[0], url="https://slow.example/")
    await say(ann, place[1], "One", "Two")
    async with asyncio.timeout(5):
        while len(internet.connections) < 3:
            await asyncio.sleep(0.01)
    group, room = await room_of(bob)
    await hook_of(bob, group)
    await say(bob, room, "Elsewhere")
    async with asyncio.timeout(5):
        while said(receiver) != ["Elsewhere"]:
            await asyncio.sleep(0.01)
    assert [connection.host for connection in internet.connections].count("slow.example") == 3


async def test_of_an_endless_answer_four_kilobytes_are_read(
    app: App, ann: Person, place: Place, receiver: Receiver
) -> None:
    pieces = Pieces([b"x" * 1_000] * 1_000)
    hook = await hook_of(ann, place[0])
    receiver.answer = lambda: httpx2.Response(200, stream=pieces)
    await say(ann, place[1], "One")
    await app.courier.settled()
    [delivery] = (await ann.get(f"/api/outgoing-hooks/{hook['id']}/deliveries"))["deliveries"]
    whole = await ann.get(f"/api/deliveries/{delivery['id']}")
    assert whole["response"]["body"] == "x" * 4_096
    assert pieces.read <= 5_000
    assert whole["request"]["headers"]["distributed-event"] == "message.posted"
    assert '"text":"One"' in whole["request"]["body"]


@pytest.mark.parametrize("to", ["http://127.0.0.1/", "https://elsewhere.example/"])
async def test_a_redirect_is_an_answer_and_leads_nowhere(
    app: App, ann: Person, place: Place, receiver: Receiver, internet: SmallInternet, to: str
) -> None:
    hook = await hook_of(ann, place[0])
    receiver.answer = lambda: told(302, headers={"location": to})
    await say(ann, place[1], "One")
    await app.courier.settled()
    assert [connection.host for connection in internet.connections] == ["hooks.example"]
    [delivery] = (await ann.get(f"/api/outgoing-hooks/{hook['id']}/deliveries"))["deliveries"]
    assert (delivery["state"], delivery["status"]) == ("failed", 302)
    assert delivery["error"] == "redirects are not followed"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9000/",
        "http://localhost/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data",
        "ftp://hooks.example/",
        "https://user:pass@hooks.example/",
        "nonsense",
    ],
)
async def test_an_address_inside_is_refused(ann: Person, place: Place, url: str) -> None:
    form = {"name": "x", "url": url, "events": ["message.posted"]}
    answer = await ann.client.post(f"/api/groups/{place[0]}/outgoing-hooks", json=form)
    assert (answer.status_code, answer.json()["code"]) == (422, "address_is_wrong")


async def test_a_name_that_leads_inside_is_not_called(
    app: App, ann: Person, place: Place, internet: SmallInternet
) -> None:
    internet.names["inside.example"] = [["10.0.0.7"]]
    hook = await hook_of(ann, place[0], url="https://inside.example/")
    await say(ann, place[1], "One")
    await app.courier.settled()
    assert internet.connections == []
    [delivery] = (await ann.get(f"/api/outgoing-hooks/{hook['id']}/deliveries"))["deliveries"]
    assert (delivery["state"], delivery["error"]) == ("failed", "an address that is not of the internet")


async def test_what_was_erased_is_sent_to_nobody_and_stands_in_no_log(
    app: App, clock: MovedClock, ann: Person, place: Place, receiver: Receiver
) -> None:
    hook = await hook_of(ann, place[0])
    receiver.answer = lambda: told(500)
    sent = await ann.post(f"/api/conversations/{place[1]}/messages", {"text": "Regrettable"})
    await app.courier.settled()
    await ann.client.delete(f"/api/messages/{sent['message']['id']}")
    receiver.answer = lambda: told(200)
    clock.move(HOUR)
    await app.courier.settled()
    assert receiver.bodies[-1]["payload"] is None
    [delivery] = (await ann.get(f"/api/outgoing-hooks/{hook['id']}/deliveries"))["deliveries"]
    assert "Regrettable" not in str(await ann.get(f"/api/deliveries/{delivery['id']}"))


async def test_a_ping_arrives_and_a_delivery_is_sent_once_more(
    app: App, ann: Person, place: Place, receiver: Receiver
) -> None:
    hook = await hook_of(ann, place[0])
    await ann.post(f"/api/outgoing-hooks/{hook['id']}/ping", status=204)
    await app.courier.settled()
    assert receiver.events == ["ping"]
    [delivery] = (await ann.get(f"/api/outgoing-hooks/{hook['id']}/deliveries"))["deliveries"]
    await ann.post(f"/api/deliveries/{delivery['id']}/redeliver", status=204)
    await app.courier.settled()
    assert [request.headers["distributed-delivery"] for request in receiver.got] == [delivery["id"]] * 2
    await ann.patch(f"/api/outgoing-hooks/{hook['id']}", {"active": False})
    off = await ann.client.post(f"/api/outgoing-hooks/{hook['id']}/ping", json={})
    assert (off.status_code, off.json()["code"]) == (409, "hook_is_off")


async def test_a_backlog_waits_in_the_log_and_comes_in_order(
    app: App, clock: MovedClock, ann: Person, place: Place, receiver: Receiver
) -> None:
    hook = await hook_of(ann, place[0])
    receiver.answer = lambda: told(500)
    for number in range(130):
        await say(ann, place[1], str(number))
    await app.courier.settled()
    page = await ann.get(f"/api/outgoing-hooks/{hook['id']}/deliveries", limit=200)
    assert len(page["deliveries"]) == 100
    receiver.got.clear()
    receiver.answer = lambda: told(200)
    clock.move(HOUR)
    await app.courier.settled()
    assert said(receiver) == [str(number) for number in range(130)]


async def test_what_has_been_delivered_is_forgotten_after_a_week(
    app: App, clock: MovedClock, ann: Person, place: Place, receiver: Receiver
) -> None:
    hook = await hook_of(ann, place[0])
    await say(ann, place[1], "One")
    await app.courier.settled()
    clock.move(7 * DAY + HOUR)
    await app.courier.settled()
    assert await states(ann, hook["id"]) == []


async def test_a_new_secret_signs_what_comes_and_a_lost_answer_is_asked_for_again(
    app: App, clock: MovedClock, ann: Person, place: Place, receiver: Receiver
) -> None:
    form = {"id": new_id(), "name": "Log", "url": URL, "events": ["message.posted"]}
    path = f"/api/groups/{place[0]}/outgoing-hooks"
    first, again = await ann.post(path, form, status=201), await ann.post(path, form, status=200)
    assert first["hook"]["id"] == again["hook"]["id"]
    await say(ann, place[1], "One")
    await app.courier.settled()
    assert receiver.is_signed(again["secret"], clock.now() // SECOND)
    new = await ann.post(f"/api/outgoing-hooks/{first['hook']['id']}/secret")
    await say(ann, place[1], "Two")
    await app.courier.settled()
    assert receiver.is_signed(new["secret"], clock.now() // SECOND)


async def test_hooks_end_with_their_room_and_their_group(
    app: App, ann: Person, place: Place, receiver: Receiver
) -> None:
    group, room = place
    await hook_of(ann, group, room_id=room)
    await ann.delete(f"/api/rooms/{room}", status=204)
    assert (await ann.get(f"/api/groups/{group}/outgoing-hooks"))["hooks"] == []
    whole = await hook_of(ann, group)
    await ann.delete(f"/api/groups/{group}", status=204)
    assert (await ann.client.get(f"/api/outgoing-hooks/{whole['id']}/deliveries")).status_code == 404
