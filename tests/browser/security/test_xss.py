"""Nothing that people write runs in the page of another: by technique, in every field that they can fill."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import APIResponse, BrowserContext, Dialog, FilePayload, Page, expect

from tests.browser.journeys.visitor import People, Scene, Visitor
from tests.browser.security.techniques import SHORT, TEXTS

pytestmark = pytest.mark.browser

LISTEN = """
window.canary = () => window.heard('canary');
document.addEventListener('securitypolicyviolation', (event) => {
    window.heard(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""


class Witness:
    """Hears when the canary sings, when the policy had to stop something, and when a dialog opens."""

    def __init__(self, context: BrowserContext) -> None:
        self.heard: list[str] = []
        context.expose_function("heard", self._hear)
        context.add_init_script(LISTEN)
        context.on("dialog", self._dismiss)

    def _hear(self, what: str) -> None:
        self.heard.append(what)

    def _dismiss(self, dialog: Dialog) -> None:
        self.heard.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def witnessed(people: People) -> tuple[Scene, Witness]:
    scene = people.meet()
    witness = Witness(scene.bob.context)
    scene.bob.page.reload()
    scene.settle()
    return scene, witness


def post(ann: Visitor, room_id: str, **form: Any) -> dict[str, Any]:
    message: dict[str, Any] = ann.api("POST", f"/conversations/{room_id}/messages", form)["message"]
    return message


def upload(person: Visitor, path: str, file_name: str, **fields: str) -> APIResponse:
    file: FilePayload = {"name": file_name, "mimeType": "text/html", "buffer": b"<script>canary()</script>"}
    address, headers = f"{person.address}/api{path}", {"origin": person.address}
    return person.context.request.post(address, multipart={"file": file, **fields}, headers=headers)


def only_safe_addresses(page: Page) -> None:
    addresses = page.eval_on_selector_all(
        "[href], [src], [action], [formaction], [data]",
        "all => all.flatMap(it => ['href', 'src', 'action', 'formaction', 'data'].map(at => it.getAttribute(at)))",
    )
    unsafe = [it for it in addresses if it and not it.startswith(("/", "#", "http://", "https://", "mailto:", "blob:"))]
    assert unsafe == []
    handlers = page.evaluate("""() => [...document.querySelectorAll('*')].flatMap(it => it.getAttributeNames())
        .filter(name => name.startsWith('on') || name === 'srcdoc')""")
    assert handlers == []


def test_the_witness_hears_what_would_run_and_what_the_policy_stops(people: People) -> None:
    scene, witness = witnessed(people)
    page = scene.bob.page
    page.evaluate("canary()")
    for attempt in (
        "document.body.innerHTML = '<img src=x onerror=canary()>'",
        "document.body.appendChild(document.createElement('base')).href = 'https://a.example'",
    ):
        page.evaluate(f"() => {{ try {{ {attempt} }} catch {{}} }}")
    # An answer of the page comes after what it said before.
    assert page.evaluate("1") == 1
    assert [it.split()[:2] for it in witness.heard] == [
        ["canary"],
        ["policy:", "require-trusted-types-for"],
        ["policy:", "base-uri"],
    ]
    scene.bob.complaints.clear()


def test_messages_stay_text(people: People) -> None:
    scene, witness = witnessed(people)
    ann, bob = scene.ann, scene.bob
    everyone = {"type": "all", "offset": 0}
    last: dict[str, Any] = {}
    for text in TEXTS.values():
        last = post(ann, scene.room_id, text=text)
        # An entity over the whole first line: its words are shown by another way.
        line = text.split("\n")[0]
        post(ann, scene.room_id, text=text, entities=[{**everyone, "length": len(line)}], reply_to=last["id"])
        post(ann, scene.room_id, text=text, thread_of=last["id"], kind="action")
    ann.api("PATCH", f"/messages/{last['id']}", {"text": TEXTS["a style"]})
    ann.api("PUT", f"/messages/{last['id']}/pin")
    page = bob.page
    expect(page.get_by_role("article").filter(has_text="@import").last).to_be_visible()
    log = page.get_by_role("log").or_(page.locator(".log")).first
    for _ in range(30):
        only_safe_addresses(page)
        for spoiler in page.locator("button.spoiler").all():
            spoiler.dispatch_event("click")
        for link in page.locator(".prose a[target=_blank]").all():
            link.dispatch_event("mouseover")
        if log.evaluate("it => (it.scrollTop -= it.clientHeight, it.scrollTop)") <= 0:
            break
        page.wait_for_timeout(50)
    page.goto(f"{bob.address}/c/{scene.room_id}?thread={last['id']}")
    only_safe_addresses(page)
    assert witness.heard == []


@pytest.mark.parametrize(
    "turn", [pytest.param(turn, marks=() if turn < 4 else pytest.mark.long) for turn in range(len(SHORT))]
)
def test_names_stay_names(people: People, turn: int) -> None:
    """Each turn gives every name another technique."""
    scene, witness = witnessed(people)
    names = [*SHORT.values()][turn:] + [*SHORT.values()][:turn]
    ann, bob = scene.ann, scene.bob
    bob.network_fails = True  # places that are not there answer 404
    ann.api("PATCH", "/me", {"first_name": names[0][:40], "last_name": names[1][:40]})
    ann.api("PATCH", f"/groups/{scene.group_id}", {"name": names[2][:60]})
    ann.api("PATCH", f"/rooms/{scene.room_id}", {"topic": names[3][:60]})
    poll = {"options": [names[4][:80], names[5][:80]]}
    post(ann, scene.room_id, text=names[6], poll=poll)
    file = upload(ann, "/files", f"{names[7]}.html").json()["file"]
    kept = post(ann, scene.room_id, text=names[8], file_ids=[file["id"]])
    bob.api("PUT", f"/messages/{kept['id']}/saved", {})
    bob.api("PUT", f"/conversations/{scene.room_id}/draft", {"text": names[2]})
    later = {"send_at": (datetime.now(UTC) + timedelta(days=1)).isoformat(), "message": {"text": names[4]}}
    bob.api("POST", f"/conversations/{scene.room_id}/scheduled", later)
    # The names of emoji are plain letters from the beginning.
    assert upload(ann, f"/groups/{scene.group_id}/emoji", "a.png", name=names[5][:30]).status == 422
    page = bob.page
    # The server takes marks that turn a text around out of topics.
    expect(page.get_by_role("heading", level=1)).to_contain_text(names[3].strip("\u202e")[:12])
    only_safe_addresses(page)
    for path in PLACES:
        page.goto(bob.address + path.format(group=scene.group_id, room=scene.room_id, name=quote(names[7], safe="")))
        expect(page.locator("h1, h2").first).to_be_visible()
        only_safe_addresses(page)
    page.keyboard.press("Control+k")
    page.keyboard.type(names[8])
    only_safe_addresses(page)
    assert witness.heard == []


PLACES = (
    "/c/{room}",
    "/g/{group}/settings",
    "/settings",
    "/catch-up",
    "/saved",
    "/scheduled",
    "/search?q={name}",
    "/c/{name}",
    "/g/{name}",
    "/join/{name}",
    "/{name}",
)


def test_what_one_writes_oneself_stays_text(people: People) -> None:
    """In the composer, in a draft that another device brings, and in the list of suggestions."""
    scene, witness = witnessed(people)
    bob = scene.bob
    composer = bob.page.locator("textarea.composer-text")
    for text in TEXTS.values():
        composer.fill(text)
        only_safe_addresses(bob.page)
        bob.api("PUT", f"/conversations/{scene.room_id}/draft", {"text": text})
        bob.page.reload()
        expect(composer).to_be_visible()
        only_safe_addresses(bob.page)
    composer.fill("")
    for sign in ("@", "#", ":<img", "/<svg"):
        composer.press_sequentially(sign)
        only_safe_addresses(bob.page)
        composer.fill("")
    assert witness.heard == []
