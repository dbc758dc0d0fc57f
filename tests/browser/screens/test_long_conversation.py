"""The list of messages in real Chromium: 100,000 rows, history that comes in above, and staying at the bottom."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ROWS_IN_PAGE = 60

STEADY = """async step => {
  const log = document.querySelector('.log');
  const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const articles = () => [...document.querySelectorAll('article')];
  let worst = 0;
  for (let turn = 0; turn < 80; turn++) {
    const watched = articles().find(one => one.getBoundingClientRect().top > log.getBoundingClientRect().top + 200);
    const before = watched.getBoundingClientRect().top;
    const wanted = log.scrollTop >= step ? step : 0;
    log.scrollTop -= wanted;
    await frame();
    const moved = watched.getBoundingClientRect().top - before;
    worst = Math.max(worst, watched.isConnected ? Math.abs(moved - wanted) : 1e6);
  }
  return worst;
}"""

ARRIVE = """() => {
  const state = fixture.state.value;
  const [id, timeline] = [...state.timelines].find(([, one]) => one.messages.length >= 50);
  const last = timeline.messages.at(-1);
  const author = [...state.users.keys()].find(user => user !== state.me.id);
  const message = {...last, id: `fresh-${last.number}`, number: last.number + 1, author_id: author, text: 'Fresh'};
  const room = {...state.conversations.get(id), last_number: message.number};
  fixture.state.value = {...state,
    timelines: new Map(state.timelines).set(id, {...timeline, messages: [...timeline.messages, message]}),
    conversations: new Map(state.conversations).set(id, room)};
}"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1000, "height": 700})
    yield context.new_page()
    context.close()


def gap(page: Page) -> int:
    """How far the view is from the bottom, in px."""
    distance: float = page.evaluate(
        "() => { const l = document.querySelector('.log'); return l.scrollHeight - l.scrollTop - l.clientHeight }"
    )
    return round(distance)


def open_scene(page: Page, address: str, scene: str, message: str) -> None:
    page.goto(f"{address}?scene={scene}")
    expect(page.locator("article", has_text=message)).to_be_visible()


def test_a_hundred_thousand_messages_put_few_rows_into_the_page(page: Page, fixture_page: str) -> None:
    open_scene(page, fixture_page, "conversation-long", "Message 100000.")
    assert gap(page) <= 1
    for share in (0.5, 0.1, 0):
        page.evaluate(
            "share => { const log = document.querySelector('.log'); log.scrollTop = log.scrollHeight * share }", share
        )
        page.wait_for_function("document.querySelector('article') !== null")
        assert page.locator("article").count() < ROWS_IN_PAGE
    expect(page.locator("article", has_text="Message 1.")).to_be_visible()
    page.get_by_role("button", name="To the newest").click()
    expect(page.locator("article", has_text="Message 100000.")).to_be_visible()


def test_scrolling_up_through_unmeasured_rows_moves_nothing_by_itself(page: Page, fixture_page: str) -> None:
    open_scene(page, fixture_page, "conversation-long", "Message 100000.")
    page.evaluate("() => { const log = document.querySelector('.log'); log.scrollTop = log.scrollHeight / 2 }")
    page.wait_for_timeout(200)
    assert page.evaluate(STEADY, 90) <= 1


def test_history_that_comes_in_above_does_not_move_what_is_read(page: Page, fixture_page: str) -> None:
    open_scene(page, fixture_page, "conversation-paged", "Message 1000.")
    assert page.evaluate(STEADY, 60) <= 1
    loaded = page.evaluate("Math.max(...[...fixture.state.value.timelines.values()].map(one => one.messages.length))")
    assert loaded > 50


def test_a_new_message_is_shown_at_the_bottom_and_counted_elsewhere(page: Page, fixture_page: str) -> None:
    open_scene(page, fixture_page, "conversation-paged", "Message 1000.")
    page.evaluate(ARRIVE)
    expect(page.locator("article", has_text="Fresh")).to_be_visible()
    page.wait_for_timeout(100)
    assert gap(page) <= 1
    page.evaluate("() => { document.querySelector('.log').scrollTop -= 1500 }")
    expect(page.get_by_role("button", name="To the newest")).to_be_visible()
    page.evaluate(ARRIVE)
    page.get_by_role("button", name="1 new", exact=True).click()
    page.wait_for_timeout(100)
    assert gap(page) <= 1
