"""People with a microphone and a camera (fake ones): what they do in a call, and what media really reaches them.

The browser's own statistics are the witness: a person hears another when the energy of what was decoded grows, and sees
another when decoded frames grow. The cameras are small and slow (160x90 at 5 frames a second): the box has two cores.
"""

import re
import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.journeys.visitor import People, Visitor

DEVICES = """
(() => {
	const small = { width: 160, height: 90, frameRate: 5 };
	const devices = navigator.mediaDevices;
	const capture = devices.getUserMedia.bind(devices);
	devices.getUserMedia = (wanted) => capture({ ...wanted, video: wanted.video ? small : false });
	const share = devices.getDisplayMedia.bind(devices);
	devices.getDisplayMedia = (wanted) => share({ ...wanted, video: { width: 320, height: 180, frameRate: 5 } });

	window.peers = [];
	const Real = window.RTCPeerConnection;
	window.RTCPeerConnection = class extends Real {
		constructor(settings) {
			super({ ...settings, ...(window.relayOnly ? { iceTransportPolicy: "relay" } : {}) });
			window.peers.push(this);
		}
	};
	window.inbound = async () => {
		const found = [];
		for (const peer of window.peers.filter((it) => it.connectionState === "connected")) {
			for (const it of (await peer.getStats()).values()) {
				if (it.type !== "inbound-rtp") continue;
				found.push({ id: window.peers.indexOf(peer) + it.id, kind: it.kind,
					energy: it.totalAudioEnergy ?? 0, frames: it.framesDecoded ?? 0 });
			}
		}
		return found;
	};
	window.routes = async () => {
		const found = [];
		for (const peer of window.peers.filter((it) => it.connectionState === "connected")) {
			const stats = await peer.getStats();
			for (const it of stats.values()) {
				if (it.type === "candidate-pair" && it.nominated && it.state === "succeeded") {
					found.push([stats.get(it.localCandidateId)?.candidateType, stats.get(it.remoteCandidateId)?.candidateType]);
				}
			}
		}
		return found;
	};
})();
"""


@dataclass(frozen=True)
class Heard:
    """Tracks whose sound or picture grew between two looks."""

    voices: int
    pictures: int


class Talkers(People):
    """Makes visitors who have devices; the group and its room are made by the first."""

    def __init__(self, chromium: Browser, address: str) -> None:
        super().__init__(chromium, address)
        self.room_id = self.group_id = self._code = ""

    def new(self, first_name: str, last_name: str = "Caller", **look: Any) -> Visitor:
        relay_only = look.pop("relay_only", False)
        visitor = super().new(first_name, last_name, permissions=["microphone", "camera"], **look)
        visitor.context.add_init_script(DEVICES)
        if relay_only:
            visitor.context.add_init_script("window.relayOnly = true")
        return visitor

    def come(self, *names: str, **look: Any) -> list[Visitor]:
        """They are members and look at the room; the first has made it."""
        return [self._come(name, **look) for name in names]

    def _come(self, name: str, **look: Any) -> Visitor:
        person = self.new(name, **look)
        if not self.group_id:
            person.sign_up_at_once()
            self.group_id = person.api("POST", "/groups", {"name": "Sunday Crew"})["group"]["id"]
            self.room_id = person.api("POST", f"/groups/{self.group_id}/rooms", {"topic": "Kitchen"})["room"]["id"]
            self._code = person.api("POST", f"/groups/{self.group_id}/invites", {})["invite"]["code"]
        else:
            person.sign_up_at_once(self._code)
        person.open(f"/c/{self.room_id}")
        expect(person.page.get_by_role("heading", name="Kitchen", level=1)).to_be_visible()
        return person


def inbound(page: Page) -> dict[str, dict[str, Any]]:
    return {it["id"]: it for it in page.evaluate("window.inbound()")}


def media(person: Visitor, seconds: float = 0.7) -> Heard:
    """What grows at this person's browser within a moment."""
    before = inbound(person.page)
    person.page.wait_for_timeout(seconds * 1000)
    after = inbound(person.page)
    grown = [(it, before[id]) for id, it in after.items() if id in before]
    return Heard(
        voices=sum(now["kind"] == "audio" and now["energy"] > was["energy"] for now, was in grown),
        pictures=sum(now["kind"] == "video" and now["frames"] > was["frames"] for now, was in grown),
    )


def hears_and_sees(person: Visitor, *, voices: int, pictures: int = 0, seconds: float = 20) -> None:
    """Exactly so many voices and pictures reach this person, within some seconds."""
    end = time.monotonic() + seconds
    got = media(person)
    while (got.voices, got.pictures) != (voices, pictures):
        assert time.monotonic() < end, f"{person.first_name} gets {got}, not {voices} voices and {pictures} pictures"
        got = media(person)


def start_or_join(person: Visitor, *, video: bool = False) -> None:
    """One tap, and a second where the page shows a preview; the camera is one more."""
    head = person.page.locator(".conversation-head")
    head.get_by_role("button", name=re.compile(r"^(Start a call|Join the call)")).click()
    preview = person.page.get_by_role("dialog", name=re.compile(r"^Before you walk into"))
    leave = person.page.get_by_role("button", name="Leave the call").first
    expect(preview.or_(leave).first).to_be_visible()
    if preview.is_visible():
        preview.get_by_role("button", name=re.compile(r"^(Start|Join) the call$")).click()
    expect(leave).to_be_visible()
    if video:
        person.page.get_by_role("button", name="Turn the camera on").first.click()


def routes(person: Visitor) -> set[tuple[str, str]]:
    """The kinds of the nominated candidates, mine and theirs, of every connection."""
    return {(mine, theirs) for mine, theirs in person.page.evaluate("window.routes()")}
