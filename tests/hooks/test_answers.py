"""What receivers answer is kept for a while, but not when it may repeat what was erased."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from distributed_chat.app import App
from distributed_chat.hooks.tables import deliveries
from distributed_chat.kernel.clock import HOUR, MovedClock
from tests.cast import Person
from tests.embeds.internet import SmallInternet
from tests.hooks.receiver import Receiver, told
from tests.hooks.test_outgoing import hook_of, said, say

Place = tuple[str, str]


async def kept_answers(app: App) -> list[tuple[Any, ...]]:
    columns = (deliveries.c.answer, deliveries.c.answer_headers, deliveries.c.error)
    return [tuple(row) for row in await app.database.read(lambda tx: tx.conn.execute(select(*columns)).all())]


@pytest.mark.parametrize("heard", [True, False])
async def test_what_a_receiver_repeats_goes_with_the_words(
    app: App,
    clock: MovedClock,
    ann: Person,
    place: Place,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
    heard: bool,
) -> None:
    hook = await hook_of(ann, place[0])
    receiver.answer = lambda: told(200, receiver.got[-1].content.decode(), headers={"x-said": said(receiver)[-1]})
    regretted = await ann.post(f"/api/conversations/{place[1]}/messages", {"text": "Regrettable"})
    await say(ann, place[1], "Fine")
    await app.courier.settled()
    assert str(await kept_answers(app)).count("Regrettable") == 2
    if not heard:
        monkeypatch.setattr("distributed_chat.hooks.actions.erased_in", lambda _events: ())
    await ann.client.delete(f"/api/messages/{regretted['message']['id']}")
    log = (await ann.get(f"/api/outgoing-hooks/{hook['id']}/deliveries"))["deliveries"]
    shown = await ann.get(f"/api/deliveries/{log[1]['id']}")
    assert (shown["response"], "Regrettable" in str(shown)) == (None, False)
    clock.move(0 if heard else 2 * HOUR)
    await app.courier.settled()
    kept = await kept_answers(app)
    assert "Regrettable" not in str(kept)
    assert "Fine" in str(kept)


async def test_what_is_erased_on_its_way_leaves_no_answer(
    app: App,
    ann: Person,
    place: Place,
    receiver: Receiver,
    internet: SmallInternet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("distributed_chat.hooks.actions.erased_in", lambda _events: ())  # it is heard too early
    await hook_of(ann, place[0])
    receiver.answer = lambda: told(200, receiver.got[-1].content.decode())
    internet.goes_on.clear()
    sent = await ann.post(f"/api/conversations/{place[1]}/messages", {"text": "Regrettable"})
    async with asyncio.timeout(5):
        await internet.reached.wait()
    await ann.client.delete(f"/api/messages/{sent['message']['id']}")
    internet.goes_on.set()
    await app.courier.settled()
    assert "Regrettable" in str(receiver.bodies)
    assert "Regrettable" not in str(await kept_answers(app))
