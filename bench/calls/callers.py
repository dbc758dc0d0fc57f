"""People at browsers who walk into a call and out of it, by the page's own buttons, and what their pages saw."""

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, expect

from tests.browser.journeys.visitor import People, Visitor

WATCH = Path(__file__).with_name("watch.js").read_text()
PATIENCE = 40.0
"""Seconds until something that was begun must have happened."""
LOOK_EVERY = 0.2
"""Seconds; the pages note the time themselves."""


class NothingArrives(Exception):
    """In one sentence: what was waited for in vain."""


class Seen(NamedTuple):
    """When what was new at a page played first, and when a face went: milliseconds since the epoch."""

    sounds: list[int]
    pictures: list[int]
    gone: int | None


class Picture(NamedTuple):
    """What every camera gives."""

    width: int
    height: int
    frames_per_second: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}@{self.frames_per_second}"


class Callers(People):
    """The first makes a group with a room; the others are members. Who has no part has no page open."""

    def __init__(self, chromium: Browser, address: str, picture: Picture) -> None:
        super().__init__(chromium, address)
        self._picture = picture
        self._room_id = ""

    def make(self, people: int) -> None:
        first, *others = (self._make(number) for number in range(1, people + 1))
        first.sign_up_at_once()
        group_id = first.api("POST", "/groups", {"name": "Sunday Crew"})["group"]["id"]
        self._room_id = first.api("POST", f"/groups/{group_id}/rooms", {"topic": "Kitchen"})["room"]["id"]
        code = first.api("POST", f"/groups/{group_id}/invites", {})["invite"]["code"]
        for other in others:
            other.sign_up_at_once(code)

    def gather(self, people: int) -> list[Visitor]:
        """The first so many, each with the room on a page that has just been loaded; nobody is in its call any more."""
        found = self.visitors[:people]
        wait_until("the call before is over", lambda: not self._call())
        for person in found:
            person.open(f"/c/{self._room_id}")
        for person in found:
            expect(person.page.get_by_text("Here now", exact=True)).to_be_visible(timeout=PATIENCE * 1_000)
        return found

    def scatter(self) -> None:
        for person in self.visitors:
            person.page.goto("about:blank")

    def _call(self) -> Any:
        return self.visitors[0].api("GET", "/home")["groups"][0]["rooms"][0]["call"]

    def _make(self, number: int) -> Visitor:
        visitor = self.new(f"Caller{number}", "Baker", permissions=["microphone", "camera"])
        visitor.context.set_default_timeout(PATIENCE * 1_000)
        width, height, rate = self._picture
        wanted = {"width": width, "height": height, "frameRate": rate}
        visitor.context.add_init_script(f"window.benchPicture = {json.dumps(wanted)};\n{WATCH}")
        return visitor


def come_to_the_door(person: Visitor, *, video: bool) -> None:
    """The preview is open, with the camera on where it is wanted."""
    person.page.locator(".conversation-head .join").click()
    preview = person.page.get_by_role("dialog", name="Before you walk into")
    preview.get_by_label("Show this the next time too").check()
    if video:
        preview.get_by_role("button", name="Camera is off").click()
        expect(preview.get_by_role("button", name="Camera is on")).to_be_visible()


def walk_in(person: Visitor) -> int:
    """From the door. The moment of the click."""
    return int(person.page.evaluate("bench.press('(Start|Join) the call', 'dialog')"))


def walk_out(person: Visitor) -> int:
    """The moment of the click."""
    return int(person.page.evaluate("bench.press('Leave the call', 'body')"))


def turn_camera_off(person: Visitor) -> None:
    person.page.get_by_role("button", name="Turn the camera off").first.click()


def watch(person: Visitor, *, sounds: int = 0, pictures: int = 0) -> None:
    """Notes so much of what begins to play from now on, and the next face that goes."""
    person.page.evaluate("([sounds, pictures]) => bench.begin(sounds, pictures)", [sounds, pictures])


def seen(person: Visitor) -> Seen:
    return Seen(**person.page.evaluate("bench.seen()"))


def stop_watching(people: Sequence[Visitor]) -> list[Seen]:
    return [Seen(**person.page.evaluate("bench.end()")) for person in people]


def frames_sent(people: Sequence[Visitor]) -> int:
    """Signals, and frames to the relay, without those that go out by the clock."""
    return sum(int(person.page.evaluate("bench.sent()")) for person in people)


def pictures_received(people: Sequence[Visitor]) -> int:
    return sum(int(person.page.evaluate("bench.picturesNow()")) for person in people)


def voices_decoded(person: Visitor) -> int:
    """By the statistics: how many were heard at all on the connections that stand."""
    return int(person.page.evaluate("bench.voices()"))


def in_words(people: Sequence[Visitor]) -> str:
    """What each hears and sees now, for who looks for a fault."""
    return "; ".join(
        f"{person.first_name} has {person.page.locator('li[data-person]').count()} faces, "
        f"{voices_decoded(person)} voices, {person.page.evaluate('bench.links()')}"
        for person in people
    )


def wait_until(what: str, true: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Raises `NothingArrives`."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise NothingArrives(f"{what}: not within {seconds:g} s")
        time.sleep(LOOK_EVERY)
