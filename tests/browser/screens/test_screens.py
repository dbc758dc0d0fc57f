"""axe finds nothing at WCAG 2.2 AA on any screen, light, dark and with more contrast; dialogs too; nothing strays."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.screens.conftest import CLIENT

pytestmark = pytest.mark.browser

AXE = CLIENT / "node_modules" / "axe-core" / "axe.min.js"
ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {
    "light": {"type": "tag", "values": ALL_RULES},
    # The same tree in other colours and sizes: what is about neither was seen in the light.
    "dark": {"type": "rule", "values": ["color-contrast"]},
    "contrast": {"type": "rule", "values": ["color-contrast"]},
    "phone": {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]},
    "dark-phone": {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]},
}
SCENES = {
    "pages": [
        "opening", "sign-in", "sign-up", "sign-up-first", "sign-up-by-invite", "reset", "join", "join-inside",
        "first-group", "first-invite", "conversation", "conversation-offline", "conversation-paged",
        "conversation-cut-off", "conversation-of-many", "sign-in-by-invite", "sign-in-closed",
        "conversation-empty", "conversation-gone", "chat", "group-without-rooms", "group-settings", "settings", "lost",
        "conversation-lively", "thread", "polls", "previews", "search", "search&q=bread",
        "keys", "audit", "group-platform",
    ],
    "calls": [
        "call-outside", "call-of-three", "call-with-cameras", "call-of-eight", "call-of-thirty", "call-screen",
        "call-sharing", "call-elsewhere", "doctor",
    ],
    "files": ["files", "pictures", "documents"],
    "writing": ["conversation-writing"],
}  # fmt: skip
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1440, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1440, "height": 900}},
    "contrast": {"color_scheme": "dark", "contrast": "more", "viewport": {"width": 1440, "height": 900}},
    "phone": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
LOOKS["dark-phone"] = {**LOOKS["phone"], "color_scheme": "dark"}
RARE = ("dark", "contrast", "phone")
"""Looks of the long form: both widths and both sets of colours are in the two others."""


@pytest.mark.timeout(180)
@pytest.mark.parametrize("scenes", SCENES)
@pytest.mark.parametrize("look", ["light", "dark-phone", *(pytest.param(it, marks=pytest.mark.long) for it in RARE)])
def test_axe_finds_nothing_on_any_screen(chromium: Browser, fixture_page: str, look: str, scenes: str) -> None:
    # axe is put in by script, which the page's own policy rightly forbids.
    context = chromium.new_context(**LOOKS[look], bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    problems = {}
    for scene in SCENES[scenes]:
        page.goto(f"{fixture_page}?scene={scene}")
        page.locator("h1").first.wait_for(state="attached")
        problems[scene] = axe(page, look) + strays(page)
    context.close()
    assert {scene: found for scene, found in problems.items() if found} == {}


@pytest.mark.parametrize(
    ("scene", "name", "opens"),
    [
        ("conversation", "Find or jump to…", ".switcher-input"),
        ("conversation", "New room", ".dialog .input"),
        ("conversation", "Invite someone", ".dialog .qr"),
        ("conversation", "New direct chat", ".dialog .choice"),
        ("conversation", "Emoji", ".emoji-cell"),
        ("conversation", "More about this room", ".menu"),
        ("conversation-lively", "edited", ".dialog .version"),
        ("conversation-lively", "Pins", ".dialog .pin-row"),
        ("conversation-lively", "Add a reaction", ".row-popup .emoji-cell"),
        ("conversation-writing", "More to send", ".menu"),
        ("polls", "4 votes", ".poll-voters"),
        ("pictures", "Open Lake in the morning.jpg", ".lightbox-stage img"),
        ("keys", "Open the key Weather script", ".usage-bars"),
        ("group-platform", "Log of Archive", ".platform-delivery"),
        ("call-preview", "Join the call", ".dialog .meter"),
        ("call-unavailable", "Start a call", ".dialog"),
        ("call-with-cameras", "Mira: more", ".face-panel"),
        ("call-of-three", "More about the call", ".menu"),
    ],
)
@pytest.mark.parametrize("look", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_axe_finds_nothing_in_dialogs(
    chromium: Browser, fixture_page: str, look: str, scene: str, name: str, opens: str
) -> None:
    context = chromium.new_context(**LOOKS[look], bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{fixture_page}?scene={scene}")
    page.get_by_role("button", name=name).first.click()
    page.locator(opens).first.wait_for()
    found = axe(page, look) + strays(page)
    context.close()
    assert found == []


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_suggested(chromium: Browser, fixture_page: str, look: str) -> None:
    context = chromium.new_context(**LOOKS[look], bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{fixture_page}?scene=conversation-writing")
    for typed in ("@", "#", ":tom", "/"):
        page.locator("textarea.composer-text").fill(typed)
        page.get_by_role("option").first.wait_for()
        assert axe(page, look) == []
    context.close()


@pytest.mark.timeout(180)
def test_no_screen_breaks_the_content_security_policy(chromium: Browser, fixture_page: str) -> None:
    context = chromium.new_context(**LOOKS["light"])
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if "Policy" in message.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for scene in (*SCENES["pages"], *SCENES["calls"]):
        page.goto(f"{fixture_page}?scene={scene}")
        page.locator("h1").first.wait_for(state="attached")
    context.close()
    assert complaints == []


def test_a_sidebar_longer_than_the_window_scrolls_by_itself(chromium: Browser, fixture_page: str) -> None:
    context = chromium.new_context(viewport={"width": 1200, "height": 700})
    page = context.new_page()
    page.goto(f"{fixture_page}?scene=conversation-of-many")
    places = page.get_by_role("navigation", name="Conversations")
    places.get_by_text("Guest 9").wait_for()
    assert places.evaluate("it => it.scrollHeight > it.clientHeight")
    height = "[document.scrollingElement.scrollHeight, document.scrollingElement.clientHeight]"
    assert page.evaluate(height) == [700, 700]
    context.close()


def strays(page: Page) -> list[str]:
    """What stands in something that scrolls, and is placed by something around that: it would not scroll along."""
    found: list[str] = page.evaluate("""() => [...document.body.querySelectorAll("*")].flatMap((it) => {
        if (getComputedStyle(it).position !== "absolute" || !it.offsetParent) return [];
        for (let around = it.parentElement; around && around !== it.offsetParent; around = around.parentElement) {
            const { overflowX, overflowY } = getComputedStyle(around);
            if (/auto|scroll/.test(overflowX + overflowY)) return [`${it.className} leaves ${around.className}`];
        }
        return [];
    })""")
    return found


def axe(page: Page, look: str) -> list[str]:
    page.evaluate(Path(AXE).read_text())
    result = page.evaluate("rules => axe.run({runOnly: rules})", RULES[look])
    return [f"{rule['id']}: {node['html'][:120]}" for rule in result["violations"] for node in rule["nodes"]]
