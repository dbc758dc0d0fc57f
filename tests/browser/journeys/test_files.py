"""Files between two people: chosen, pasted, dropped, cut off and gone on with, spoken; and who must not see them."""

import base64
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, Playwright, expect

from tests.browser.journeys.visitor import People, Scene, Visitor
from tests.pictures.samples import drawn, pdf, photo, saved
from tests.services.chromium import FLAGS, MEDIA_FLAGS, chromium_path
from tests.services.server import RunningServer

pytestmark = pytest.mark.browser

MEGABYTE = 1024 * 1024
LAKE: FilePayload = {"name": "Lake.jpg", "mimeType": "image/jpeg", "buffer": photo()}
SIGN: FilePayload = {"name": "Sign.png", "mimeType": "image/png", "buffer": saved(drawn(), "PNG")}
FILM: FilePayload = {"name": "Weekend.bin", "mimeType": "application/octet-stream", "buffer": b"\x07" * (20 * MEGABYTE)}

TRANSFER = """([name, type, data]) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], name, { type }));
    return transfer;
}"""


@pytest.fixture
def scene(people: People) -> Scene:
    return people.meet()


def choose(person: Visitor, *files: FilePayload) -> None:
    person.page.locator(".attach-button input").set_input_files(list(files))


def tray(person: Visitor) -> Locator:
    return person.page.get_by_role("list", name="Files to send").get_by_role("listitem")


def send(person: Visitor) -> None:
    person.page.get_by_role("button", name="Send", exact=True).click()


def picture(person: Visitor, name: str) -> Locator:
    return person.page.get_by_role("article").get_by_role("button", name=f"Open {name}")


def in_transfer(page: Page, file: FilePayload) -> Any:
    data = base64.b64encode(file["buffer"]).decode()
    return page.evaluate_handle(TRANSFER, [file["name"], file["mimeType"], data])


def is_drawn(shown: Locator) -> None:
    expect(shown.locator("img.there")).to_be_visible()
    assert shown.locator("img").evaluate("(image) => image.naturalWidth") > 0


def slow_down(person: Visitor, *, upload: int) -> Any:
    """Bytes a second from this page to the server; 0 is offline. The answer changes it again."""
    line = person.context.new_cdp_session(person.page)
    line.send("Network.enable")

    def set_to(speed: int) -> None:
        conditions = {"offline": speed == 0, "latency": 0, "downloadThroughput": -1, "uploadThroughput": speed or 1}
        line.send("Network.emulateNetworkConditions", conditions)

    set_to(upload)
    return set_to


def test_a_chosen_picture_is_seen_by_those_who_may(scene: Scene, people: People) -> None:
    ann, bob = scene.ann, scene.bob
    choose(ann, LAKE, SIGN)
    expect(tray(ann)).to_have_count(2)
    ann.write("From this morning")
    for person in (ann, bob):
        person.sees("From this morning")
        is_drawn(picture(person, "Lake.jpg"))
        is_drawn(picture(person, "Sign.png"))
    expect(tray(ann)).to_have_count(0)
    message = bob.api("GET", f"/conversations/{scene.room_id}/messages")["messages"][-1]
    cat = people.new("Cat", "Cooper")
    cat.sign_up_at_once(_invite(scene))
    cat.api("POST", f"/groups/{scene.group_id}/leave")
    for file in message["files"]:
        for address in (file["url"], file.get("thumbnail")):
            if address:
                assert bob.context.request.get(bob.address + address).status == 200
                assert cat.context.request.get(cat.address + address).status == 404


def _invite(scene: Scene) -> str:
    return str(scene.ann.api("POST", f"/groups/{scene.group_id}/invites", {})["invite"]["code"])


@pytest.mark.long
def test_a_pasted_picture_and_a_dropped_document(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    composer = ann.page.locator("textarea.composer-text")
    pasted = in_transfer(ann.page, {**SIGN, "name": "image.png"})
    composer.evaluate(
        "(area, clipboardData) => area.dispatchEvent("
        "new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))",
        pasted,
    )
    expect(tray(ann)).to_have_count(1)
    dropped = in_transfer(ann.page, {"name": "Plan.pdf", "mimeType": "application/pdf", "buffer": pdf(3)})
    log = ann.page.get_by_role("log").or_(ann.page.locator(".log"))
    log.first.dispatch_event("dragenter", {"dataTransfer": dropped})
    expect(ann.page.get_by_text("Drop to send to Living room")).to_be_visible()
    log.first.dispatch_event("drop", {"dataTransfer": dropped})
    expect(ann.page.get_by_text("Drop to send to Living room")).to_be_hidden()
    expect(tray(ann)).to_have_count(2)
    send(ann)
    is_drawn(picture(bob, "Pasted picture.png"))
    card = bob.page.get_by_role("link", name="Download Plan.pdf")
    expect(card).to_contain_text("3 pages")
    with bob.page.expect_download() as download:
        card.click()
    assert download.value.suggested_filename == "Plan.pdf"


def test_a_large_file_goes_on_after_the_line_was_cut(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    ann.network_fails = True
    set_to = slow_down(ann, upload=5 * MEGABYTE)
    offsets: list[int] = []
    ann.page.on("request", lambda asked: _note(offsets, asked.method, asked.headers))
    choose(ann, FILM)
    expect(tray(ann)).to_contain_text(re.compile(r"[5-9]\d %"), timeout=15_000)
    ann.write("It takes a while")
    waiting = ann.page.get_by_role("region", name="Message that waits for its files")
    expect(waiting).to_contain_text("Sends when uploaded")
    expect(waiting).to_contain_text("It takes a while")
    set_to(0)
    expect(waiting).to_contain_text("Waits for the server")
    set_to(-1)
    bob.sees("It takes a while", seconds=20)
    expect(bob.page.get_by_role("link", name="Download Weekend.bin")).to_contain_text("20 MB")
    expect(waiting).to_have_count(0)
    # What the server had was not sent again.
    assert offsets[0] == 0
    assert offsets.count(0) == 1
    with bob.page.expect_download() as download:
        bob.page.get_by_role("link", name="Download Weekend.bin").click()
    assert download.value.path().read_bytes() == FILM["buffer"]


def _note(offsets: list[int], method: str, headers: dict[str, str]) -> None:
    if method == "PATCH" and "upload-offset" in headers:
        offsets.append(int(headers["upload-offset"]))


@pytest.mark.long
def test_a_file_that_is_taken_out_again_is_not_sent(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    slow_down(ann, upload=MEGABYTE)
    choose(ann, FILM, SIGN)
    expect(tray(ann)).to_have_count(2)
    ann.page.get_by_role("button", name="Remove Weekend.bin").click()
    expect(tray(ann)).to_have_count(1)
    send(ann)
    is_drawn(picture(bob, "Sign.png"))
    expect(bob.page.get_by_role("link", name="Download Weekend.bin")).to_have_count(0)


@pytest.mark.long
def test_a_message_can_be_taken_back_while_its_file_goes_up(scene: Scene) -> None:
    ann = scene.ann
    slow_down(ann, upload=MEGABYTE)
    choose(ann, FILM)
    ann.write("Too early")
    ann.page.get_by_role("button", name="Take back").click()
    expect(ann.page.locator("textarea.composer-text")).to_have_value("Too early")
    expect(tray(ann)).to_have_count(1)
    ann.page.get_by_role("button", name="Remove Weekend.bin").click()
    expect(tray(ann)).to_have_count(0)


@pytest.mark.long
def test_what_is_too_large_is_refused_in_words_before_it_is_sent(scene: Scene) -> None:
    page = scene.ann.page
    page.locator("textarea.composer-text").evaluate(
        """(area) => {
            const file = new File(["x"], "Raw.mov");
            Object.defineProperty(file, "size", { value: 3 * 1024 ** 3 });
            const input = document.querySelector(".attach-button input");
            Object.defineProperty(input, "files", { value: [file], configurable: true });
            input.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    expect(page.get_by_role("alert")).to_contain_text("Raw.mov is 3 GB. Files up to 512 MB can be sent here.")


def test_pictures_are_looked_at_by_keyboard(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    choose(ann, LAKE, SIGN)
    expect(tray(ann)).to_have_count(2)
    send(ann)
    is_drawn(picture(bob, "Sign.png"))
    page = bob.page
    opened = picture(bob, "Lake.jpg")
    opened.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog")
    expect(box.get_by_text("1 of 2")).to_be_visible()
    expect(box.get_by_role("img", name="Lake.jpg")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(box.get_by_role("img", name="Sign.png")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(box.get_by_text("2 of 2")).to_be_visible()
    page.keyboard.press("+")
    expect(page.locator(".lightbox-stage.enlarged")).to_be_visible()
    page.keyboard.press("0")
    page.keyboard.press("ArrowLeft")
    expect(box.get_by_text("1 of 2")).to_be_visible()
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement.closest('dialog') !== null || document.activeElement === document.body"
        )
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(opened).to_be_focused()


@pytest.mark.long
def test_the_gallery_leads_to_the_message(scene: Scene) -> None:
    ann, bob = scene.ann, scene.bob
    choose(ann, LAKE)
    ann.write("The lake")
    bob.sees("The lake")
    choose(ann, {"name": "Plan.pdf", "mimeType": "application/pdf", "buffer": pdf(1)})
    ann.write("The plan")
    bob.sees("The plan")
    page = bob.page
    page.get_by_role("button", name="More about this room").click()
    page.get_by_role("menuitem", name="Files and pictures").click()
    gallery = page.get_by_role("dialog", name="Files and pictures")
    expect(gallery.get_by_role("button", name="Open Lake.jpg")).to_be_visible()
    gallery.get_by_role("tab", name="Pictures and films").press("ArrowRight")
    expect(gallery.get_by_role("link", name="Download Plan.pdf")).to_be_visible()
    expect(gallery.get_by_text("Ann Archer")).to_be_visible()
    gallery.get_by_role("button", name="Show in the conversation").click()
    expect(gallery).to_have_count(0)
    expect(page).to_have_url(re.compile(rf"/c/{scene.room_id}/2$"))
    expect(bob.says("The plan")).to_be_in_viewport()


@pytest.fixture
def talkers(playwright_driver: Playwright, server: RunningServer) -> Iterator[People]:
    """People whose browsers have a microphone: it beeps."""
    browser: Browser = playwright_driver.chromium.launch(executable_path=chromium_path(), args=[*FLAGS, *MEDIA_FLAGS])
    everybody = _Talkers(browser, server.url)
    yield everybody
    complaints = everybody.close()
    browser.close()
    assert complaints == []


class _Talkers(People):
    def new(self, first_name: str, last_name: str, **look: Any) -> Visitor:
        return super().new(first_name, last_name, permissions=["microphone"], **look)


def test_a_voice_note_is_recorded_sent_and_heard(talkers: People) -> None:
    scene = talkers.meet()
    ann, bob = scene.ann, scene.bob
    ann.page.get_by_role("button", name="Record a voice note").press("Enter")
    recorder = ann.page.get_by_role("group", name="Recording a voice note")
    expect(recorder.get_by_role("timer")).to_have_text("0:02")
    recorder.get_by_role("button", name="Send the voice note").click()
    note = bob.page.get_by_role("group", name="Voice note by Ann Archer")
    expect(note).to_be_visible()
    file = bob.api("GET", f"/conversations/{scene.room_id}/messages")["messages"][-1]["files"][0]
    assert 1 <= file["seconds"] <= 4
    assert len(file["waveform"]) == 64
    assert max(file["waveform"]) > 50  # the fake microphone beeps
    note.get_by_role("button", name="Speed").click()
    expect(note.get_by_role("button", name="Speed")).to_have_text("1.5×")
    note.get_by_role("button", name="Play").click()
    expect(note.get_by_role("button", name="Pause")).to_be_visible()
    position = note.get_by_role("slider")
    expect(position).to_have_attribute("aria-valuenow", "1")
    expect(note.get_by_role("button", name="Play")).to_be_visible()
    position.press("End")
    position.press("Home")
    expect(note.get_by_role("button", name="Pause")).to_be_visible()


@pytest.mark.long
def test_a_recording_is_thrown_away_with_escape(talkers: People) -> None:
    scene = talkers.meet()
    page = scene.ann.page
    page.get_by_role("button", name="Record a voice note").press("Enter")
    recorder = page.get_by_role("group", name="Recording a voice note")
    expect(recorder.get_by_role("timer")).to_have_text("0:01")
    page.keyboard.press("Escape")
    expect(recorder).to_have_count(0)
    assert scene.ann.api("GET", f"/conversations/{scene.room_id}/messages")["messages"] == []


@pytest.mark.long
def test_a_held_button_records_until_it_is_let_go(talkers: People) -> None:
    scene = talkers.meet()
    page = scene.ann.page
    button = page.get_by_role("button", name="Record a voice note")
    button.hover()
    page.mouse.down()
    recorder = page.get_by_role("group", name="Recording a voice note")
    expect(recorder).to_contain_text("Let go to send")
    expect(recorder.get_by_role("timer")).to_have_text("0:01")
    page.mouse.up()
    expect(scene.bob.page.get_by_role("group", name="Voice note by Ann Archer")).to_be_visible()
    button.hover()
    page.mouse.down()
    expect(recorder.get_by_role("timer")).to_have_text("0:01")
    place = button.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] - 200, place["y"])
    expect(recorder).to_have_count(0)
    page.mouse.up()
    assert len(scene.ann.api("GET", f"/conversations/{scene.room_id}/messages")["messages"]) == 1
