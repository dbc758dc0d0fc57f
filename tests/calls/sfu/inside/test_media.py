"""Real media: Chromium with the client's own transport, our relay and Debian's Janus, in a network of their own."""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec import convert
from playwright.async_api import Browser, Error, Page, async_playwright

from distributed_chat.config import Settings
from tests.calls.sfu.hall import Hall, open_hall
from tests.services.chromium import FLAGS, MEDIA_FLAGS, chromium_path
from tests.services.janus import RunningJanus

PATIENCE = 20.0
ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """client/src/calls/janus.ts as one classic script."""
    made = tmp_path_factory.mktemp("bundle") / "janus.js"
    bundle = ["rolldown", "src/calls/janus.ts", "--format", "iife", "--name", "Janus", "--file", str(made)]
    command = [sys.executable, "tools/client.py", "npm", "exec", "--", *bundle]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return made.read_bytes()


@pytest.fixture
async def hall(janus: RunningJanus, script: bytes) -> AsyncIterator[Hall]:
    async with open_hall(convert(janus.settings, Settings), script) as opened:
        yield opened


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.skip("Chromium is not installed.")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=[*FLAGS, *MEDIA_FLAGS])
        yield chromium
        await chromium.close()


@dataclass
class Guest:
    page: Page
    id: str
    seen: dict[str, dict[str, float]] = field(default_factory=dict)

    async def told(self) -> dict[str, Any]:
        said: dict[str, Any] = await self.page.evaluate("told_now()")
        return said

    async def grows(self, *wanted: str) -> bool:
        """Whether of each of these ("participant source") more has come than at the last look."""
        now: dict[str, dict[str, float]] = await self.page.evaluate("heard()")
        before, self.seen = self.seen, now
        return all(
            name in before
            and name in now
            and (now[name]["energy"] > before[name]["energy"] or now[name]["frames"] > before[name]["frames"])
            for name in wanted
        )

    async def hears(self, *wanted: str) -> None:
        await until(lambda: self.grows(*wanted), f"to get {wanted}", self.seen)


async def until(holds: Callable[[], Awaitable[bool]], what: str, *about: object) -> None:
    end = time.monotonic() + PATIENCE
    while not await holds():
        assert time.monotonic() < end, f"waited in vain {what} {about}"
        await asyncio.sleep(0.3)


async def guest(hall: Hall, browser: Browser, name: str, *, as_participant: str | None = None, **how: object) -> Guest:
    participant_id = as_participant or hall.let_in(name)
    context = await browser.new_context(permissions=["camera", "microphone"])
    await context.add_cookies([{"name": "session", "value": name, "url": hall.url}])
    page = await context.new_page()
    await page.goto(hall.url)
    others = [one for one in hall.participants if one != participant_id]
    asked = {"url": hall.path(participant_id), "participantId": participant_id, "others": others, **how}
    await page.evaluate("asked => join(asked)", asked)
    return Guest(page, participant_id)


async def test_three_people_hear_and_see_each_other_through_janus(hall: Hall, browser: Browser) -> None:
    ann = await guest(hall, browser, "ann", camera=True)
    bob = await guest(hall, browser, "bob", camera=False)
    await bob.hears(f"{ann.id} microphone", f"{ann.id} camera")
    cat = await guest(hall, browser, "cat", camera=False)
    for one in (ann, bob, cat):
        others = [f"{other.id} microphone" for other in (ann, bob, cat) if other is not one]
        await one.hears(*others, *([f"{ann.id} camera"] if one is not ann else []))
    assert (await cat.told())["links"] == {ann.id: "connected", bob.id: "connected"}
    # What was never sent before is negotiated while the rest goes on.
    await bob.page.evaluate("publish({ camera: true })")
    await cat.page.evaluate("publish({ camera: false, screen: true })")
    await ann.hears(f"{bob.id} camera", f"{cat.id} screen", f"{bob.id} microphone")
    await cat.hears(f"{bob.id} camera", f"{ann.id} camera")
    assert f"{cat.id} screen-sound" not in (await ann.told())["tracks"]
    # Whoever is put out is heard no more, and hears no more.
    await hall.put_out(cat.id)
    assert await hall.sfu.participants(hall.call_id) != []
    assert cat.id not in await hall.sfu.participants(hall.call_id)

    async def is_out() -> bool:
        return bool((await cat.told())["failed"] == "You are no longer in this call.")

    async def is_forgotten() -> bool:
        return not any(cat.id in name for name in (await ann.told())["tracks"])

    await until(is_out, "to be told")
    await until(is_forgotten, "for cat to be forgotten")
    await ann.hears(f"{bob.id} microphone", f"{bob.id} camera")


async def test_each_chooses_how_much_of_a_camera_they_get(hall: Hall, browser: Browser) -> None:
    ann = await guest(hall, browser, "ann", camera=True, size={"width": 1280, "height": 720})
    bob = await guest(hall, browser, "bob", camera=False)
    camera = f"{ann.id} camera"

    async def is_wide(width: int) -> bool:
        return bool(await bob.grows(camera)) and bob.seen[camera]["width"] == width

    for layer, width in (("low", 320), ("high", 1280), ("medium", 640)):
        await bob.page.evaluate("asked => transport.setQuality(...asked)", [ann.id, layer])
        await until(partial(is_wide, width), f"for {layer}", bob)
    await bob.page.evaluate("id => transport.setQuality(id, 'off')", ann.id)

    async def stands_still() -> bool:
        return not await bob.grows(camera)

    await until(stands_still, "for the picture to stop")
    await bob.hears(f"{ann.id} microphone")
    assert not await bob.grows(camera)
    await bob.page.evaluate("id => transport.setQuality(id, 'low')", ann.id)
    await bob.hears(camera)


async def test_turning_off_and_on_negotiates_nothing_and_a_new_network_is_found(hall: Hall, browser: Browser) -> None:
    ann = await guest(hall, browser, "ann", camera=True)
    bob = await guest(hall, browser, "bob", camera=False)
    await bob.hears(f"{ann.id} camera", f"{ann.id} microphone")
    offers = "connections.map(one => one.localDescription.sdp)"
    before = await ann.page.evaluate(offers)
    await ann.page.evaluate("publish({ camera: false })")
    await ann.page.evaluate("publish({ camera: true })")
    await bob.hears(f"{ann.id} camera")
    assert await ann.page.evaluate(offers) == before
    ways = "connections.map(one => /a=ice-ufrag:(\\S+)/.exec(one.localDescription.sdp)[1])"
    old_ways = await bob.page.evaluate(ways)
    assert len(old_ways) == 2
    await bob.page.evaluate("transport.restart()")

    async def has_new_ways() -> bool:
        return not set(await bob.page.evaluate(ways)) & set(old_ways)

    await until(has_new_ways, "for an ICE restart of both", old_ways)
    await bob.hears(f"{ann.id} camera", f"{ann.id} microphone")
    await ann.hears(f"{bob.id} microphone")


async def test_a_stranger_gets_no_seat_and_no_word(hall: Hall, browser: Browser) -> None:
    ann = await guest(hall, browser, "ann", camera=False)
    with pytest.raises(Error, match="media server"):
        await guest(hall, browser, "cat", as_participant=ann.id, camera=False)
    assert await hall.sfu.participants(hall.call_id) == [ann.id]
    assert (await ann.told())["failed"] is None
