"""What happens to a message after it was sent, between two people and between two devices of one."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.visitor import People, Visitor

pytestmark = pytest.mark.browser


def row(page: Page, text: str) -> Locator:
    """The message with these words of its own, not in a quote."""
    return page.locator(".conversation article", has=page.locator(".prose", has_text=re.compile(rf"{text}(?!\d)")))


def press_on(page: Page, text: str, key: str) -> None:
    row(page, text).focus()
    page.keyboard.press(key)


def second_device(people: People, person: Visitor) -> Page:
    other = people.second_device_of(person)
    other.open(person.page.url)
    expect(other.page.locator("textarea.composer-text")).to_be_visible()
    return other.page


def come_to_rest(log: Locator) -> None:
    """A wheel rolls on for some frames."""
    log.evaluate(
        """log => new Promise(resolve => {
            let [top, calm] = [log.scrollTop, 0];
            const look = () => {
                calm = log.scrollTop === top ? calm + 1 : 0;
                top = log.scrollTop;
                if (calm > 12) resolve();
                else requestAnimationFrame(look);
            };
            look();
        })"""
    )


def reload_having_seen(person: Visitor, room_id: str, number: int) -> None:
    """Comes back to the newest message: else the page opens at the first that was not seen."""
    person.api("PUT", f"/conversations/{room_id}/seen", {"number": number})
    person.page.reload()


def say(person: Visitor, room_id: str, text: str, **more: Any) -> dict[str, Any]:
    sent: dict[str, Any] = person.api("POST", f"/conversations/{room_id}/messages", {"text": text, **more})["message"]
    return sent


def test_an_edit_is_seen_by_all_and_tells_what_it_said_before(people: People) -> None:
    scene = people.meet()
    ann, bob = scene.ann, scene.bob
    ann.write("Bring two loafs")
    bob.sees("Bring two loafs")
    elsewhere = second_device(people, ann)
    ann.page.keyboard.press("ArrowUp")
    composer = ann.page.locator("textarea.composer-text")
    expect(composer).to_have_value("Bring two loafs")
    ann.write("Bring two loaves")
    for page in (ann.page, bob.page, elsewhere):
        expect(row(page, "Bring two loaves")).to_have_count(1)
        expect(row(page, "Bring two loafs")).to_have_count(0)
    bob.page.get_by_role("button", name="edited").click()
    expect(bob.page.locator(".version")).to_have_count(2)
    expect(bob.page.locator(".version").last).to_contain_text("Bring two loafs")


def test_a_deleted_message_leaves_a_trace_and_nothing_else(people: People) -> None:
    scene = people.meet()
    old = say(scene.ann, scene.room_id, "The code of the door is 4711")
    scene.bob.sees("The code of the door is 4711")
    expect(scene.ann.page.get_by_role("button", name="Undo")).to_have_count(0)
    press_on(scene.ann.page, "4711", "Delete")
    dialog = scene.ann.page.get_by_role("dialog")
    expect(dialog).to_contain_text("It goes for everybody")
    scene.ann.page.clock.install()
    dialog.get_by_role("button", name="Delete", exact=True).click()
    expect(dialog).to_have_count(0)
    for page in (scene.ann.page, scene.bob.page):
        expect(page.get_by_text("4711")).to_have_count(0)
    assert scene.bob.api("GET", f"/messages/{old['id']}")["message"]["text"] == ""


def test_undo_takes_a_message_back_into_the_composer_and_leaves_no_trace(people: People) -> None:
    scene = people.meet()
    ann, bob = scene.ann, scene.bob
    ann.write("Sent too early")
    bob.sees("Sent too early")
    ann.page.get_by_role("button", name="Undo").click()
    expect(ann.page.locator("textarea.composer-text")).to_have_value("Sent too early")
    for page in (ann.page, bob.page):
        expect(row(page, "Sent too early")).to_have_count(0)
        expect(page.get_by_text("Message deleted")).to_have_count(0)
    ann.write("Sent in time")
    bob.sees("Sent in time")
    ann.page.locator("textarea.composer-text").press("Control+z")
    expect(ann.page.locator("textarea.composer-text")).to_have_value("Sent in time")
    expect(row(bob.page, "Sent in time")).to_have_count(0)


@pytest.mark.long
def test_a_reaction_is_on_screen_everywhere_and_goes_with_a_press(people: People) -> None:
    scene = people.meet()
    ann, bob = scene.ann, scene.bob
    bob.write("I got the tickets")
    ann.sees("I got the tickets")
    elsewhere = second_device(people, ann)
    row(ann.page, "tickets").locator(".bubble").click(button="right")
    ann.page.get_by_role("menuitem", name="🎉").click()
    mine = row(ann.page, "tickets").get_by_role("button", name=re.compile("🎉.*You"))
    expect(mine).to_have_attribute("aria-pressed", "true")
    expect(row(elsewhere, "tickets").get_by_role("button", name=re.compile("🎉.*You"))).to_be_visible()
    theirs = row(bob.page, "tickets").get_by_role("button", name=re.compile("🎉.*from Ann"))
    theirs.click()
    expect(row(ann.page, "tickets").get_by_role("button", name=re.compile("🎉.*You and Bob"))).to_contain_text("2")
    row(ann.page, "tickets").get_by_role("button", name="🎉").click()
    expect(row(bob.page, "tickets").get_by_role("button", name=re.compile("🎉.*You"))).to_contain_text("1")


@pytest.mark.long
def test_a_refused_reaction_is_put_back_and_said(people: People) -> None:
    scene = people.meet()
    scene.ann.network_fails = True
    say(scene.bob, scene.room_id, "React to this")
    scene.ann.sees("React to this")
    scene.ann.page.route("**/reactions/**", lambda route: route.fulfill(status=422, body='{"message": "Enough."}'))
    row(scene.ann.page, "React to this").locator(".bubble").click(button="right")
    scene.ann.page.get_by_role("menuitem", name="👍").click()
    expect(scene.ann.page.get_by_role("alert")).to_contain_text("Enough.")
    expect(row(scene.ann.page, "React to this").locator(".chip")).to_have_count(0)


@pytest.mark.long
def test_an_answer_shows_what_it_answers_and_leads_there_from_far_away(people: People) -> None:
    scene = people.meet()
    ann, bob = scene.ann, scene.bob
    first = say(bob, scene.room_id, "Who has the keys to the boat?")
    for number in range(130):
        say(ann, scene.room_id, f"Line {number}")
    answer = say(ann, scene.room_id, "They hang in the hall", reply_to=first["id"])
    reload_having_seen(bob, scene.room_id, answer["number"])
    quote = row(bob.page, "They hang in the hall").locator(".quote")
    expect(quote).to_contain_text("Who has the keys to the boat?")
    expect(row(bob.page, "They hang in the hall")).to_have_class(re.compile("means-me"))
    expect(row(bob.page, "Who has the keys")).to_have_count(0)
    quote.click()
    expect(row(bob.page, "Who has the keys")).to_be_in_viewport()
    expect(row(bob.page, "Who has the keys").locator(".flash")).to_have_count(1)
    bob.page.get_by_role("button", name="To the newest").click()
    expect(row(bob.page, "They hang in the hall")).to_be_in_viewport()


@pytest.mark.long
def test_a_quote_of_what_was_deleted_shows_nothing_of_it(people: People) -> None:
    scene = people.meet()
    secret = say(scene.bob, scene.room_id, "Her present is a telescope")
    say(scene.ann, scene.room_id, "Psst!", reply_to=secret["id"])
    scene.ann.sees("Psst!")
    expect(row(scene.ann.page, "Psst!").locator(".quote")).to_contain_text("telescope")
    scene.bob.api("DELETE", f"/messages/{secret['id']}")
    expect(row(scene.ann.page, "Psst!").locator(".quote")).to_contain_text("Deleted message")
    expect(scene.ann.page.get_by_text("telescope")).to_have_count(0)


def test_a_thread_stands_beside_the_room_and_is_counted_in_it(people: People) -> None:
    scene = people.meet()
    ann, bob = scene.ann, scene.bob
    ann.write("Which film on Friday?")
    bob.sees("Which film on Friday?")
    press_on(bob.page, "Which film", "t")
    thread = bob.page.get_by_role("complementary", name="Thread")
    thread.get_by_label("Reply in the thread").fill("The one with the whale")
    thread.get_by_label("Reply in the thread").press("Enter")
    expect(thread.get_by_role("article").filter(has_text="whale")).to_have_count(1)
    foot = row(ann.page, "Which film").get_by_role("link", name=re.compile("1 reply"))
    foot.click()
    theirs = ann.page.get_by_role("complementary", name="Thread")
    expect(theirs.get_by_role("article").filter(has_text="whale")).to_be_visible()
    expect(row(ann.page, "whale")).to_have_count(0)
    theirs.get_by_label("Reply in the thread").fill("I cry every time")
    theirs.get_by_label("Reply in the thread").press("Enter")
    expect(thread.get_by_role("article").filter(has_text="I cry every time")).to_be_visible()
    expect(row(bob.page, "Which film").get_by_role("link", name=re.compile("2 replies"))).to_be_visible()
    ann.page.keyboard.press("Escape")
    expect(theirs).to_have_count(0)


def test_a_pin_is_found_in_the_head_of_the_room_by_all(people: People) -> None:
    scene = people.meet()
    say(scene.ann, scene.room_id, "The wifi is called Seagull")
    scene.bob.sees("Seagull")
    press_on(scene.bob.page, "Seagull", "p")
    for page in (scene.ann.page, scene.bob.page):
        expect(page.locator(".pin-bar")).to_contain_text("The wifi is called Seagull")
    scene.ann.page.reload()
    scene.ann.page.locator(".pin-bar").get_by_role("button", name=re.compile("pinned message")).click()
    dialog = scene.ann.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Pinned by Bob")
    dialog.get_by_role("button", name="Unpin").click()
    for page in (scene.ann.page, scene.bob.page):
        expect(page.locator(".pin-bar")).to_have_count(0)


@pytest.mark.long
def test_a_forward_says_who_wrote_it_first(people: People) -> None:
    scene = people.meet()
    ann, bob = scene.ann, scene.bob
    other = ann.api("POST", f"/groups/{scene.group_id}/rooms", {"topic": "Garden"})["room"]["id"]
    say(bob, scene.room_id, "Rain from six o'clock")
    ann.sees("Rain from six")
    press_on(ann.page, "Rain from six", "f")
    dialog = ann.page.get_by_role("dialog")
    dialog.get_by_label("Garden").check()
    dialog.get_by_role("button", name="Forward", exact=True).click()
    expect(ann.page.get_by_text("Forwarded to Garden")).to_be_visible()
    bob.open(f"/c/{other}")
    expect(row(bob.page, "Rain from six")).to_contain_text("Forwarded from you")


def test_unread_from_here_stays_until_the_room_is_opened_anew_on_every_device(people: People) -> None:
    scene = people.meet()
    for number in range(3):
        say(scene.bob, scene.room_id, f"Part {number}")
    scene.ann.sees("Part 2")
    elsewhere = second_device(people, scene.ann)
    elsewhere.goto(f"{scene.ann.address}/settings")
    press_on(scene.ann.page, "Part 1", "u")
    expect(scene.ann.page.get_by_text("Unread from here")).to_be_visible()
    room = elsewhere.get_by_role("link", name=re.compile("Living room"))
    expect(room).to_contain_text("2 new messages")
    say(scene.bob, scene.room_id, "Part 3")
    scene.ann.sees("Part 3")
    expect(room).to_contain_text("3 new messages")
    room.click()
    expect(elsewhere.get_by_text("Unread from here").or_(elsewhere.get_by_text("New since you left"))).to_be_visible()
    elsewhere.get_by_role("link", name="Settings").click()
    expect(room).not_to_contain_text("new message")


def test_a_mention_is_counted_in_the_sidebar_of_whom_it_calls_and_of_nobody_else(people: People) -> None:
    scene = people.meet()
    other = scene.ann.api("POST", f"/groups/{scene.group_id}/rooms", {"topic": "Garden"})["room"]["id"]
    bob_id = scene.bob.api("GET", "/me")["user"]["id"]
    mention = {"type": "mention", "offset": 0, "length": 4, "user_id": bob_id}
    say(scene.ann, other, "@Bob water the beans", entities=[mention])
    garden = scene.bob.page.get_by_role("link", name=re.compile("Garden"))
    expect(garden).to_contain_text("1 mention")
    expect(scene.ann.page.get_by_role("link", name=re.compile("Garden"))).not_to_contain_text("mention")
    garden.click()
    expect(row(scene.bob.page, "water the beans")).to_have_class(re.compile("means-me"))
    expect(garden).not_to_contain_text("mention")


@pytest.mark.long
def test_a_link_to_a_message_opens_around_it_also_in_a_thread(people: People) -> None:
    scene = people.meet()
    numbers = [say(scene.ann, scene.room_id, f"Line {number}") for number in range(120)]
    root = numbers[10]
    reply = say(scene.ann, scene.room_id, "Deep in the thread", thread_of=root["id"])
    scene.bob.open(f"/c/{scene.room_id}/{root['number']}")
    expect(row(scene.bob.page, "Line 10")).to_be_in_viewport()
    expect(row(scene.bob.page, "Line 119")).to_have_count(0)
    scene.bob.open(f"/c/{scene.room_id}/thread/{root['id']}/{reply['number']}")
    thread = scene.bob.page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_text("Deep in the thread")).to_be_in_viewport()
    expect(thread.get_by_text("Line 10", exact=True)).to_be_visible()


def test_a_message_can_be_answered_and_changed_by_keyboard_alone(people: People) -> None:
    scene = people.meet()
    page = scene.ann.page
    say(scene.bob, scene.room_id, "First")
    say(scene.bob, scene.room_id, "Second")
    scene.ann.sees("First", "Second")
    page.get_by_role("log").focus()
    page.keyboard.press("ArrowUp")
    expect(row(page, "Second")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(row(page, "First")).to_be_focused()
    page.keyboard.press("r")
    composer = page.locator("textarea.composer-text")
    expect(composer).to_be_focused()
    page.keyboard.type("Answer")
    page.keyboard.press("Enter")
    expect(row(scene.bob.page, "Answer").locator(".quote")).to_contain_text("First")
    page.get_by_role("log").focus()
    page.keyboard.press("ArrowUp")
    expect(row(page, "Answer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menu", name="Message")).to_be_visible()
    page.keyboard.press("Escape")
    expect(row(page, "Answer")).to_be_focused()
    page.keyboard.press("+")
    page.get_by_label("Find an emoji").wait_for()
    page.keyboard.type("tada")
    page.keyboard.press("Enter")
    expect(row(scene.bob.page, "Answer").locator(".chip").first).to_contain_text("🎉")


@pytest.mark.long
def test_rows_on_screen_stay_where_they_are_when_rows_above_grow(people: People) -> None:
    scene = people.meet()
    sent = [say(scene.ann, scene.room_id, f"Line {number}") for number in range(60)]
    reload_having_seen(scene.bob, scene.room_id, 60)
    scene.bob.sees("Line 59")
    log = scene.bob.page.get_by_role("log")
    log.hover()
    scene.bob.page.mouse.wheel(0, -500)
    come_to_rest(log)
    line = row(scene.bob.page, "Line 45")
    expect(line).to_be_in_viewport()
    before = line.bounding_box()
    for message in sent[15:31]:
        scene.ann.api("PUT", f"/messages/{message['id']}/reactions/👍")
    above = row(scene.bob.page, "Line 30")
    expect(above.locator(".chip").first).to_be_attached()
    after = line.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) <= 1


def test_the_way_down_says_how_many_were_not_seen_yet(people: People) -> None:
    """It counted only what came while the page was open: "1 new" above forty, or no number at all."""
    scene = people.meet()
    bob = scene.bob
    bob.open("/saved")
    expect(bob.page.get_by_role("heading", name="Saved", level=1)).to_be_visible()
    for number in range(40):
        say(scene.ann, scene.room_id, f"Line {number}")
    bob.page.get_by_role("navigation", name="Conversations").get_by_role("link", name="Living room").click()
    expect(row(bob.page, "Line 0")).to_be_in_viewport()
    down = bob.page.get_by_role("button", name=re.compile(r"^[1-3]\d new$"))
    expect(down).to_be_visible()
    unseen = int(down.inner_text().split()[0])
    in_view = bob.page.evaluate(
        """() => { const log = document.querySelector('.log').getBoundingClientRect();
            return [...document.querySelectorAll('.log article')].filter(
                one => one.getBoundingClientRect().top < log.bottom).length }"""
    )
    assert abs(40 - in_view - unseen) <= 1  # one may be cut by the edge
    down.click()
    expect(row(bob.page, "Line 39")).to_be_in_viewport()
    expect(bob.page.locator("button.jump")).to_have_count(0)
