"""A person at a browser: a context of their own, what they do in words, and what their pages complained about."""

import re
from dataclasses import dataclass, field
from typing import Any, cast

from playwright.sync_api import APIResponse, Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

PASSWORD = "tomatoes and warm bread"  # of people who live for one test

NETWORK = re.compile(r"net::ERR_|WebSocket connection to .* failed|Failed to load resource: the server responded with")


@dataclass
class Visitor:
    first_name: str
    last_name: str
    address: str
    context: BrowserContext
    complaints: list[str] = field(default_factory=list)
    network_fails: bool = False
    """This journey cuts the line: what the browser itself then says of failed requests is no fault of the page."""

    def __post_init__(self) -> None:
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda error: self.complaints.append(f"uncaught: {error.error}"))
        self.page = self.context.new_page()

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def email(self) -> str:
        return f"{self.first_name.lower()}@example.test"

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        text, url = message.text, message.location.get("url", "")
        # Nobody is signed in yet: the page learns it by asking, and the browser notes every 401.
        asked_who = "status of 401" in text and url.endswith("/api/home")
        # Over plain http on a network the browser ignores this header, and says so; behind https it counts.
        in_the_clear = "Cross-Origin-Opener-Policy header has been ignored" in text
        no_worker = "Service Worker registration blocked" in text  # Playwright says so
        if no_worker:
            return
        if not asked_who and not in_the_clear and not (self.network_fails and NETWORK.search(text)):
            self.complaints.append(f"{text} ({url})")

    def open(self, path: str = "/") -> None:
        self.page.goto(path if path.startswith("http") else self.address + path)

    def fill_in_sign_up(self) -> None:
        fill(self.page, **{"First name": self.first_name, "Last name": self.last_name, "Password": PASSWORD})
        email = self.page.get_by_label("Email")
        if email.input_value() == "":
            email.fill(self.email)

    def api(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """The JSON of an answer to this person, beside the page: to set a scene that another journey has shown."""
        answer: APIResponse = self.context.request.fetch(
            f"{self.address}/api{path}", method=method, data=body, headers={"origin": self.address}
        )
        assert answer.ok, (method, path, answer.status, answer.text())
        return answer.json() if answer.body() else None

    def sign_up_at_once(self, invite: str | None = None) -> None:
        body = {"first_name": self.first_name, "last_name": self.last_name, "email": self.email, "password": PASSWORD}
        self.api("POST", "/users", {**body, **({"invite": invite} if invite else {})})

    def write(self, text: str, page: Page | None = None) -> None:
        composer = (page or self.page).locator("textarea.composer-text")
        composer.fill(text)
        composer.press("Enter")

    def says(self, text: str, page: Page | None = None) -> Locator:
        return (page or self.page).get_by_role("article").filter(has_text=text)

    def sees(self, *texts: str, seconds: float = 10, page: Page | None = None) -> None:
        """Each is in the open conversation, once."""
        for text in texts:
            expect(self.says(text, page)).to_have_count(1, timeout=seconds * 1000)

    def conversation(self, page: Page | None = None) -> list[str]:
        """Everything that stands in the open conversation, in its order."""
        return (page or self.page).locator("article .bubble").all_inner_texts()

    def mark_page(self) -> None:
        """So that a reload would be noticed."""
        self.page.evaluate("window.neverReloaded = true")

    def never_reloaded(self) -> bool:
        return bool(self.page.evaluate("window.neverReloaded === true"))


def fill(page: Page, **fields: str) -> None:
    for label, value in fields.items():
        page.get_by_label(label, exact=True).fill(value)


@dataclass(frozen=True)
class Scene:
    """Two people in one room, both on its page."""

    ann: Visitor
    bob: Visitor
    group_id: str
    room_id: str

    def settle(self) -> None:
        """Both pages are on the line."""
        for person in (self.ann, self.bob):
            expect(person.page.get_by_text("Here now", exact=True)).to_be_visible(timeout=15_000)


class People:
    """Makes visitors of one server, and at the end closes them and asks what their pages complained about."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self._chromium = chromium
        self.address = address
        self.visitors: list[Visitor] = []

    def new(self, first_name: str, last_name: str, **look: Any) -> Visitor:
        # What a test makes of the network must not meet a worker that has kept the page, except where that is the test.
        look.setdefault("service_workers", "block")
        context = self._chromium.new_context(
            viewport=look.pop("viewport", {"width": 1280, "height": 800}), locale="en-GB", **look
        )
        context.set_default_timeout(10_000)
        visitor = Visitor(first_name, last_name, self.address, context)
        self.visitors.append(visitor)
        return visitor

    def second_device_of(self, person: Visitor, **look: Any) -> Visitor:
        """The same person elsewhere, by the same session."""
        other = self.new(person.first_name, person.last_name, **look)
        other.context.add_cookies(cast("Any", person.context.cookies()))
        return other

    def meet(self) -> Scene:
        """Ann has a group with one room; Bob came in by her link."""
        ann, bob = self.new("Ann", "Archer"), self.new("Bob", "Baker")
        ann.sign_up_at_once()
        group_id = ann.api("POST", "/groups", {"name": "Sunday Crew"})["group"]["id"]
        room_id = ann.api("POST", f"/groups/{group_id}/rooms", {"topic": "Living room"})["room"]["id"]
        invite = ann.api("POST", f"/groups/{group_id}/invites", {})["invite"]
        bob.sign_up_at_once(invite["code"])
        for person in (ann, bob):
            person.open(f"/c/{room_id}")
            expect(person.page.get_by_role("heading", name="Living room", level=1)).to_be_visible()
        scene = Scene(ann, bob, group_id, room_id)
        scene.settle()
        return scene

    def close(self) -> list[str]:
        for visitor in self.visitors:
            visitor.context.close()
        return [f"{visitor.first_name}: {text}" for visitor in self.visitors for text in visitor.complaints]
