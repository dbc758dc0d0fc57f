"""Who may not be in a call is out of it at once, and hears nothing of it; who is outside hears nothing of its media."""

import pytest
from playwright.sync_api import expect

from tests.browser.calls.talkers import Talkers, faces, in_a_call, overhear, participants, pill, start_or_join
from tests.browser.calls.witness import hears_and_sees, played_aloud
from tests.browser.journeys.visitor import PASSWORD, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]

NO_LONGER_THEIRS = "You can't read this conversation any more, so its call ended for you."
BETWEEN_TWO = ('"call.offer"', '"call.answer"', '"call.candidate"')


def status(person: Visitor, method: str, path: str, body: dict[str, str] | None = None) -> int:
    answer = person.context.request.fetch(
        f"{person.address}/api{path}", method=method, data=body, headers={"origin": person.address}
    )
    return answer.status


def test_a_removed_member_is_out_at_once_and_does_not_come_back(talkers: Talkers) -> None:
    ann, bob, rex = in_a_call(talkers, "Ann", "Bob", "Rex", video=True)
    rex.network_fails = True  # what his page still asks for is answered 404, which the browser notes
    rex_id = rex.api("GET", "/me")["user"]["id"]
    ann.api("DELETE", f"/groups/{talkers.group_id}/members/{rex_id}")
    for person in (ann, bob):
        expect(faces(person)).to_have_count(2, timeout=2_000)
        hears_and_sees(person, voices=1, pictures=1, seconds=3)
    expect(rex.page.get_by_text(NO_LONGER_THEIRS)).to_be_visible()
    hears_and_sees(rex, voices=0, seconds=3)
    assert played_aloud(rex) == 0
    assert status(rex, "POST", f"/conversations/{talkers.room_id}/call/join", {}) == 404
    assert status(rex, "GET", f"/ice-servers?conversation_id={talkers.room_id}") == 404
    hears_and_sees(ann, voices=1, pictures=1)
    talkers.forget(rex)


def test_who_is_signed_out_from_elsewhere_is_out_of_the_call(talkers: Talkers) -> None:
    ann, bob = in_a_call(talkers, "Ann", "Bob", video=True)
    bob.network_fails = True
    far = talkers.new("Bob")
    far.api("POST", "/sessions", {"email": bob.email, "password": PASSWORD})
    sessions = far.api("GET", "/sessions")["sessions"]
    for session in sessions:
        if not session["current"]:
            far.api("DELETE", f"/sessions/{session['id']}")
    expect(faces(ann)).to_have_count(1, timeout=3_000)
    hears_and_sees(ann, voices=0, seconds=5)
    expect(bob.page.get_by_label("Password", exact=True)).to_be_visible()
    hears_and_sees(bob, voices=0, seconds=5)
    talkers.forget(bob, far)


def test_a_deleted_room_takes_its_call_with_it(talkers: Talkers) -> None:
    ann, cat = in_a_call(talkers, "Ann", "Cat", video=True)
    for person in (ann, cat):
        person.network_fails = True
    ann.api("DELETE", f"/rooms/{talkers.room_id}")
    for person in (ann, cat):
        expect(person.page.get_by_text("The room was deleted, and its call ended with it.")).to_be_visible()
        hears_and_sees(person, voices=0, seconds=3)


def test_no_offer_reaches_a_member_outside_and_nothing_reaches_a_stranger(talkers: Talkers) -> None:
    (ann, dan), (cat,) = talkers.come("Ann", "Dan"), talkers.come("Cat")
    sid = talkers.new("Sid", "Stranger")
    other_group = ann.api("POST", "/groups", {"name": "Reading circle"})["group"]["id"]
    sid.sign_up_at_once(ann.api("POST", f"/groups/{other_group}/invites", {})["invite"]["code"])
    sid.open(f"/g/{other_group}")
    expect(sid.page.get_by_text("Here now", exact=True)).to_be_visible()
    to_ann, to_cat, to_sid = overhear(ann), overhear(cat), overhear(sid)
    start_or_join(ann)
    start_or_join(dan)
    for person in (ann, dan):
        hears_and_sees(person, voices=1)
    expect(pill(cat)).to_contain_text("Ann and Dan")

    assert any(kind in frame for frame in to_ann for kind in BETWEEN_TWO), "this would notice nothing"
    assert any('"call.state"' in frame for frame in to_cat)
    assert [frame for frame in to_cat if any(kind in frame for kind in BETWEEN_TWO)] == []
    assert [frame for frame in to_sid if '"call.' in frame or talkers.room_id in frame] == []
    assert status(sid, "POST", f"/conversations/{talkers.room_id}/call/join", {}) == 404
    assert status(sid, "GET", f"/ice-servers?conversation_id={talkers.room_id}") == 404
    assert status(cat, "GET", f"/ice-servers?conversation_id={talkers.room_id}") == 404
    assert len(participants(ann, talkers.room_id)) == 2
