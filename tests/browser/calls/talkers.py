"""People with a microphone and a camera (fake ones): how they come together, and what they do in a call."""

import re
from typing import Any

from playwright.sync_api import Browser, Locator, WebSocket, expect

from tests.browser.calls.witness import SCRIPT, hears_and_sees
from tests.browser.journeys.visitor import PASSWORD, People, Visitor

AT_THE_DOOR = re.compile(r"^Before you walk into")


class Talkers(People):
    """Makes visitors who have devices. The first makes the group; each test has a room of its own in it."""

    def __init__(self, chromium: Browser, address: str) -> None:
        super().__init__(chromium, address)
        self.room_id = self.group_id = self._code = ""
        self._known: dict[str, Visitor] = {}

    def new(self, first_name: str, last_name: str = "Caller", **look: Any) -> Visitor:
        relay_only = look.pop("relay_only", False)
        look = {"viewport": {"width": 1024, "height": 600}, "reduced_motion": "reduce", **look}
        visitor = super().new(first_name, last_name, permissions=["microphone", "camera"], **look)
        visitor.context.add_init_script(SCRIPT)
        if relay_only:
            visitor.context.add_init_script("window.relayOnly = true")
        return visitor

    def come(self, *names: str, **look: Any) -> list[Visitor]:
        """They are members and look at the room. Who was here in an earlier test comes again with the same browser."""
        people = [self._member(name, **look) for name in names]
        self.room_id = self.room_id or self.new_room("Kitchen")
        for person in people:
            self.enter(person, self.room_id, "Kitchen")
        return people

    def new_room(self, topic: str) -> str:
        first = next(iter(self._known.values()))
        room = first.api("POST", f"/groups/{self.group_id}/rooms", {"topic": topic})["room"]
        return str(room["id"])

    def enter(self, person: Visitor, room_id: str, topic: str) -> None:
        person.open(f"/c/{room_id}")
        expect(person.page.get_by_role("heading", name=topic, level=1)).to_be_visible()
        expect(person.page.get_by_text("Here now", exact=True).first).to_be_visible()

    def another_device(self, person: Visitor) -> Visitor:
        """The same person at another browser, who looks at the room."""
        device = self.new(person.first_name, person.last_name)
        device.api("POST", "/sessions", {"email": person.email, "password": PASSWORD})
        self.enter(device, self.room_id, "Kitchen")
        return device

    def forget(self, *people: Visitor) -> None:
        """They don't come again in a later test."""
        for person in people:
            if self._known.get(person.first_name) is person:
                del self._known[person.first_name]
            person.context.close()

    def rest(self) -> list[str]:
        """Between two tests everybody looks elsewhere. What their pages complained about."""
        self.room_id = ""
        complaints = []
        for visitor in self.visitors:
            complaints += [f"{visitor.first_name}: {text}" for text in visitor.complaints]
            visitor.complaints.clear()
        for visitor in self._known.values():
            visitor.page.goto("about:blank")
            visitor.network_fails = False
        return complaints

    def _member(self, name: str, **look: Any) -> Visitor:
        person = self._known.get(name)
        if person is None:
            person = self.new(name, **look)
            if self.group_id:
                person.sign_up_at_once(self._code)
            else:
                person.sign_up_at_once()
                self.group_id = person.api("POST", "/groups", {"name": "Sunday Crew"})["group"]["id"]
                self._code = person.api("POST", f"/groups/{self.group_id}/invites", {})["invite"]["code"]
            self._known[name] = person
        return person


def press(person: Visitor, name: str) -> None:
    """A button of theirs in the call."""
    controls = person.page.get_by_role("group", name="Your part in the call")
    controls.get_by_role("button", name=name, exact=True).click()


def knock(person: Visitor) -> None:
    """At the door of the room that is open: one tap, and a second where the page shows a preview."""
    head = person.page.locator(".conversation-head")
    head.get_by_role("button", name=re.compile(r"^(Start a call|Join the call)")).click()
    preview = person.page.get_by_role("dialog", name=AT_THE_DOOR)
    answer = person.page.get_by_role("dialog").or_(person.page.get_by_role("button", name="Leave the call"))
    expect(answer.first).to_be_visible()
    if preview.is_visible():
        preview.get_by_role("button", name=re.compile(r"^(Start|Join) the call$")).click()


def start_or_join(person: Visitor, *, video: bool = False) -> None:
    knock(person)
    expect(person.page.get_by_role("button", name="Leave the call").first).to_be_visible()
    if video:
        press(person, "Turn the camera on")


def in_a_call(talkers: Talkers, *names: str, video: bool = False) -> list[Visitor]:
    """They have come, and each hears all the others, and sees them with `video`."""
    people = talkers.come(*names)
    for person in people:
        start_or_join(person, video=video)
    others = len(people) - 1
    for person in people:
        hears_and_sees(person, voices=others, pictures=others if video else 0)
    return people


def faces(person: Visitor) -> Locator:
    """Of those in the call, as this person has them."""
    return person.page.get_by_role("list", name="People in the call").get_by_role("listitem")


def pill(person: Visitor, place: str = "Kitchen") -> Locator:
    """In the sidebar, at a room with a call: who is inside."""
    return person.page.locator(".lively", has_text=place).locator(".lit")


def overhear(person: Visitor) -> list[str]:
    """The frames of the live sockets that this person's page opens from now on; it is loaded anew for that."""
    frames: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: frames.append(str(frame)))

    person.page.on("websocket", listen)
    person.page.reload()
    expect(person.page.get_by_text("Here now", exact=True).first).to_be_visible()
    return frames


def call_in(person: Visitor, room_id: str) -> dict[str, Any] | None:
    """The call of that room, as the server has it."""
    rooms = person.api("GET", "/home")["groups"][0]["rooms"]
    call: dict[str, Any] | None = next(room["call"] for room in rooms if room["id"] == room_id)
    return call


def participants(person: Visitor, room_id: str) -> dict[str, str]:
    """Of the call in that room: user to participant."""
    call = call_in(person, room_id)
    return {one["user_id"]: one["id"] for one in call["participants"]} if call else {}


def told_of_calls(person: Visitor, group_id: str) -> list[str]:
    """The types of all events about calls in the group's log, in their order."""
    types: list[str] = []
    after = 0
    while (page := person.api("GET", f"/streams/group:{group_id}/events?after={after}"))["events"]:
        types += [event["type"] for event in page["events"] if event["type"].startswith("call.")]
        after = page["events"][-1]["seq"]
    return types
