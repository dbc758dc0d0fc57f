"""The views of a call in real Chromium, with an engine that is played: faces, keys, pictures, doors and the doctor."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, Playwright, ViewportSize, expect

from tests.services.chromium import FLAGS, MEDIA_FLAGS, chromium_path

pytestmark = [pytest.mark.browser, pytest.mark.long]

NOTE_WHAT_IS_SEEN = """() => {
  window.seen = {};
  fixture.calls.setVisible = (user, size) => { window.seen[user] = size; };
}"""

NOTE_WHAT_IS_CALLED = """names => {
  window.called = [];
  for (const name of names) {
    const real = fixture.calls[name];
    fixture.calls[name] = (...given) => { window.called.push([name, ...given]); return real(...given); };
  }
}"""

COME_AND_GO = """([comes, goes]) => {
  const call = fixture.calls.active.value;
  const users = [...fixture.state.value.users.values()];
  const id = name => users.find(one => one.first_name === name)?.id;
  const people = call.people.filter(one => one.userId !== id(goes));
  const fresh = { ...call.people[0], id: 'fresh', userId: id(comes), me: false, speaking: false };
  fixture.calls.active.value = { ...call, people: [...people, fresh] };
}"""


@pytest.fixture(scope="module")
def seeing_chromium(playwright_driver: Playwright) -> Iterator[Browser]:
    """With a fake microphone and camera, for the doctor."""
    path = chromium_path()
    if path is None:
        pytest.skip("Chromium is not installed.")
    browser = playwright_driver.chromium.launch(executable_path=path, args=[*FLAGS, *MEDIA_FLAGS])
    yield browser
    browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1300, "height": 850})
    yield context.new_page()
    context.close()


def open_scene(page: Page, address: str, scene: str) -> None:
    page.goto(f"{address}?scene={scene}")
    expect(page.locator(".face").first).to_be_visible()


def face(page: Page, name: str) -> Locator:
    return page.locator(".face").filter(has=page.get_by_role("button", name=f"{name}: more"))


def box(of: Locator) -> FloatRect:
    found = of.bounding_box()
    assert found is not None
    return found


def is_inside(inner: FloatRect, outer: FloatRect) -> bool:
    return (
        inner["x"] >= outer["x"] - 1
        and inner["y"] >= outer["y"] - 1
        and inner["x"] + inner["width"] <= outer["x"] + outer["width"] + 1
        and inner["y"] + inner["height"] <= outer["y"] + outer["height"] + 1
    )


def test_a_click_cycles_through_three_sizes(page: Page, fixture_page: str) -> None:
    open_scene(page, fixture_page, "call-of-three")
    mira = face(page, "Mira").locator(".face-round")
    widths = []
    for _ in range(4):
        widths.append(box(mira)["width"])
        mira.click()
    assert len(set(widths[:3])) == 3
    assert widths[3] == widths[0]


def test_a_dragged_face_stays_in_the_conversation_and_is_put_back(page: Page, fixture_page: str) -> None:
    open_scene(page, fixture_page, "call-of-three")
    mira = face(page, "Mira")
    before = box(mira)
    mira.locator(".face-round").hover()
    page.mouse.down()
    page.mouse.move(20, 820, steps=5)  # over the sidebar, below the composer
    page.mouse.up()
    moved = box(mira)
    assert (moved["x"], moved["y"]) != (before["x"], before["y"])
    assert moved["width"] == before["width"], "a drag is no click"
    assert is_inside(moved, box(page.locator(".conversation")))
    page.set_viewport_size({"width": 800, "height": 600})
    assert is_inside(box(mira), box(page.locator(".conversation")))
    page.set_viewport_size({"width": 1300, "height": 850})
    page.get_by_role("button", name="More about the call").click()
    page.get_by_role("menuitem", name="Put the faces back").click()
    assert box(mira) == before


def test_arrow_keys_move_a_face_and_home_puts_it_back(page: Page, fixture_page: str) -> None:
    open_scene(page, fixture_page, "call-of-three")
    mira = face(page, "Mira")
    before = box(mira)
    mira.locator(".face-round").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    moved = box(mira)
    assert moved["y"] == pytest.approx(before["y"] + 48, abs=2)
    assert moved["x"] == pytest.approx(before["x"] + 24, abs=2)
    expect(mira.locator(".face-round")).to_be_focused()
    page.keyboard.press("Home")
    assert box(mira) == before


def test_pictures_that_are_not_on_the_screen_are_not_asked_for(page: Page, fixture_page: str) -> None:
    page.set_viewport_size({"width": 760, "height": 850})  # six rows of faces, two of them on the screen
    open_scene(page, fixture_page, "call-of-thirty")
    page.evaluate(NOTE_WHAT_IS_SEEN)
    faces = page.locator(".faces")
    faces.evaluate("list => { list.scrollTop = list.scrollHeight }")
    page.wait_for_function("() => ['off', 'small'].every(size => Object.values(window.seen).includes(size))")
    first = page.locator(".face").nth(1).get_attribute("data-person")
    last = page.locator(".face").last.get_attribute("data-person")
    page.wait_for_function("([id]) => window.seen[id] === 'small'", arg=[last])
    assert page.evaluate("id => window.seen[id]", first) == "off"
    # Away from the conversation nobody is looked at; mine is not asked for in any case.
    page.get_by_role("link", name="Office").click()
    page.wait_for_function("() => Object.values(window.seen).every(size => size === 'off')")
    assert len(page.evaluate("window.seen")) == 29


def test_thirty_faces_leave_the_messages_their_room(page: Page, fixture_page: str) -> None:
    sizes: tuple[ViewportSize, ...] = ({"width": 1300, "height": 850}, {"width": 390, "height": 844})
    for size in sizes:
        page.set_viewport_size(size)
        open_scene(page, fixture_page, "call-of-thirty")
        assert box(page.locator(".log"))["height"] > size["height"] * 0.35
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_alt_m_mutes_while_writing(page: Page, fixture_page: str) -> None:
    open_scene(page, fixture_page, "call-of-three")
    composer = page.get_by_label("Message Kitchen")
    composer.fill("Two loaves")
    composer.press("Alt+m")
    expect(page.get_by_role("button", name="Unmute").first).to_be_visible()
    composer.press("Alt+m")
    expect(page.get_by_role("button", name="Mute", exact=True).first).to_be_visible()
    expect(composer).to_have_value("Two loaves")


def test_the_space_bar_talks_while_it_is_held_but_not_while_writing(page: Page, fixture_page: str) -> None:
    open_scene(page, fixture_page, "call-of-three")
    page.evaluate("fixture.calls.prefer({ pushToTalk: true })")
    page.evaluate(NOTE_WHAT_IS_CALLED, ["talk"])
    composer = page.get_by_label("Message Kitchen")
    composer.press("Space")
    assert page.evaluate("window.called") == []
    expect(composer).to_have_value(" ")
    page.locator(".conversation-head h1").click()  # nothing has the focus
    page.evaluate("document.activeElement.blur()")
    page.keyboard.down("Space")
    page.keyboard.down("Space")  # as a key that is held repeats itself
    assert page.evaluate("window.called") == [["talk", True]]
    page.keyboard.up("Space")
    assert page.evaluate("window.called") == [["talk", True], ["talk", False]]


def test_a_click_on_a_button_does_not_take_the_space_bar_away(page: Page, fixture_page: str) -> None:
    open_scene(page, fixture_page, "call-of-three")
    page.evaluate("fixture.calls.prefer({ pushToTalk: true })")
    page.evaluate(NOTE_WHAT_IS_CALLED, ["talk", "setHand"])
    hand = page.get_by_role("button", name="Raise a hand")
    hand.click()
    page.keyboard.press("Space")
    assert page.evaluate("window.called") == [["setHand", True], ["talk", True], ["talk", False]]


def test_who_comes_and_goes_is_read_out_wherever_i_am(page: Page, fixture_page: str) -> None:
    open_scene(page, fixture_page, "call-of-three")
    page.get_by_role("link", name="Office").click()
    page.evaluate(COME_AND_GO, ["June", "Tomás"])
    expect(page.get_by_role("status").filter(has_text="June joined. Tomás left.")).to_be_attached()


def test_the_volume_of_one_person_is_mine_alone(page: Page, fixture_page: str) -> None:
    open_scene(page, fixture_page, "call-of-three")
    page.evaluate(NOTE_WHAT_IS_CALLED, ["setVolume"])
    mira = page.locator(".face").first.get_attribute("data-person")
    page.get_by_role("button", name="Mira: more").click()
    panel = page.get_by_role("dialog", name="Mira Adler")
    panel.get_by_role("slider").fill("150")
    expect(panel.get_by_text("150 %")).to_be_visible()
    panel.get_by_role("button", name="Mute for me").click()
    panel.get_by_role("button", name="Hear them again").click()
    assert page.evaluate("window.called") == [["setVolume", mira, value] for value in (1.5, 0, 1.5)]
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("button", name="Mira: more")).to_be_focused()


def test_pictures_play_mine_is_a_mirror_and_none_makes_a_sound(page: Page, fixture_page: str) -> None:
    open_scene(page, fixture_page, "call-with-cameras")
    videos = page.locator(".face video")
    expect(videos).to_have_count(2)
    page.wait_for_function(
        "() => [...document.querySelectorAll('video')].every(one => one.videoWidth > 0 && one.muted)"
    )
    expect(face(page, "You").locator("video.mirrored")).to_have_count(1)
    expect(face(page, "Mira").locator("video.mirrored")).to_have_count(0)


def test_a_shared_screen_is_large_and_another_can_be_chosen(page: Page, fixture_page: str) -> None:
    open_scene(page, fixture_page, "call-screen")
    expect(page.get_by_text("Tomás's screen is on its way…")).to_be_visible()
    page.get_by_text("Mira", exact=True).locator("visible=true").first.click()
    screen = page.locator('video[aria-label="Mira\'s screen"]')
    expect(screen).to_be_visible()
    assert box(screen)["width"] > 500
    assert box(page.locator(".log"))["x"] > box(screen)["x"] + 500, "the conversation stands beside it"
    expect(page.get_by_role("button", name="Full screen")).to_be_visible()


def test_one_tap_on_the_pill_walks_in_and_a_refusal_is_said(page: Page, fixture_page: str) -> None:
    page.goto(f"{fixture_page}?scene=call-outside")
    page.evaluate(NOTE_WHAT_IS_CALLED, ["join"])
    page.get_by_role("button", name="Join the call in Kitchen").click()
    assert [name for name, *_ in page.evaluate("window.called")] == ["join"]
    page.evaluate("() => { fixture.calls.join = async () => { throw new Error('This call is full.') } }")
    page.get_by_role("button", name="Join the call in Kitchen").click()
    dialog = page.get_by_role("dialog", name="You are not in the call")
    expect(dialog.get_by_text("This call is full.")).to_be_visible()
    dialog.get_by_role("button", name="Ask the call doctor").click()
    expect(page.get_by_role("heading", name="Call doctor")).to_be_visible()


def test_the_preview_is_shown_once_unless_it_is_wanted(page: Page, fixture_page: str) -> None:
    page.goto(f"{fixture_page}?scene=call-preview")
    page.evaluate(NOTE_WHAT_IS_CALLED, ["join", "prefer"])
    page.get_by_role("button", name="Join the call", exact=True).click()
    preview = page.get_by_role("dialog", name="Before you walk into Kitchen")
    preview.get_by_label("Join muted").check()
    preview.get_by_role("button", name="Camera is off").click()
    expect(preview.locator("video.mirrored")).to_be_visible()
    preview.get_by_role("button", name="Join the call").click()
    called = {name: given for name, *given in page.evaluate("window.called")}
    assert called["join"][1] == {"muted": True, "video": True}
    assert called["prefer"] == [{"askBefore": False}]


def test_the_doctor_finds_the_devices_and_says_what_is_missing(seeing_chromium: Browser, fixture_page: str) -> None:
    context = seeing_chromium.new_context(permissions=["camera", "microphone"])
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    # A server that tells of itself but does not answer: nothing listens at that port.
    servers: dict[str, Any] = {"ice_servers": [{"urls": ["stun:0.0.0.0:9"], "username": None, "credential": None}]}
    page.route("**/api/ice-servers", lambda route: route.fulfill(body=json.dumps(servers)))
    page.goto(f"{fixture_page}?scene=doctor")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("button", name="Look again")).to_be_visible(timeout=40_000)
    for title, words in (
        ("Devices", "microphone"),
        ("Your voice", "You are heard."),
        ("Your picture", "The camera gives a picture."),
        ("Ways to you", "whoever runs it opens the UDP port of STUN"),
        ("A call with yourself", "It connects."),
        ("A call through the relay", "This server has no relay"),
    ):
        expect(page.locator(".doctor-line").filter(has_text=title)).to_contain_text(words)
    expect(page.get_by_text("Calls work, with something to look at.")).to_be_visible()
    expect(page.locator("video")).to_have_count(0)
    context.close()
    assert complaints == []
