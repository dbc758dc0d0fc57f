"""Who is remembered to be in a call: the same people, in whatever order the events of several writers come."""

from itertools import permutations
from random import Random

from distributed_chat.calls.attendance import AFTER_A_START, SILENT_AFTER, Attendance
from distributed_chat.calls.events import CallEnded, CallJoined, CallLeft, CallMoved, CallStarted, LeftBecause
from distributed_chat.conversations.schemas import Call, Participant
from distributed_chat.kernel.clock import SECOND
from distributed_chat.kernel.events import Event, Logged, payload_of

STREAM = "group:crew"
WHERE = {"conversation_id": "kitchen", "call_id": "call"}


def person(user: str, device: str) -> Participant:
    return Participant(id=f"{user} at the {device}", user_id=user, joined_at="")


def call(*people: Participant) -> Call:
    return Call(id="call", conversation_id="kitchen", started_at="", transport="mesh", participants=list(people))


def started(*people: Participant) -> CallStarted:
    return CallStarted(call=call(*people))


def joined(user: str, device: str) -> CallJoined:
    return CallJoined(**WHERE, participant=person(user, device))


def left(user: str, device: str, reason: LeftBecause = "left") -> CallLeft:
    return CallLeft(**WHERE, participant_id=person(user, device).id, user_id=user, reason=reason)


def log(*events: Event) -> list[Logged]:
    return [Logged(STREAM, seq, event.type, 0, payload_of(event), "") for seq, event in enumerate(events, start=1)]


def people_in(attendance: Attendance) -> dict[str, list[str]]:
    """Who is in which call; both ways of looking must agree."""
    places = {place.id: place.call.id for place in attendance.places.values()}
    assert places == {place.id: live.id for live in attendance.calls.values() for place in live.places.values()}
    return {live.id: sorted(place.id for place in live.places.values()) for live in attendance.calls.values()}


GOING_ON = log(
    started(person("ann", "desk")),
    joined("bob", "desk"),
    joined("ann", "phone"),
    CallMoved(**WHERE, transport="janus"),
    left("bob", "desk"),
    joined("bob", "desk"),
    joined("cat", "desk"),
    left("cat", "desk", "removed"),
)


def test_events_in_any_order_leave_the_same_people_inside() -> None:
    chance = Random(5)
    for _ in range(300):
        order = chance.sample(GOING_ON, len(GOING_ON))
        attendance = Attendance()
        for event in order:
            attendance.hear(event, 0)
        assert people_in(attendance) == {"call": ["ann at the phone", "bob at the desk"]}, order
        assert attendance.calls["call"].transport == "janus"


def test_a_call_that_ended_stays_ended_whatever_is_heard_of_it_later() -> None:
    ended = log(
        started(person("ann", "desk")),
        joined("bob", "desk"),
        left("ann", "desk"),
        CallEnded(**WHERE, reason="left", seconds=1),
    )
    for order in permutations(ended):
        attendance = Attendance()
        for event in order:
            attendance.hear(event, 0)
        assert people_in(attendance) == {}, order


def test_whoever_goes_is_told_once() -> None:
    attendance = Attendance()
    gone = [gone for event in GOING_ON for gone in attendance.hear(event, 0)]
    assert [(one.participant_id, one.reason) for one in gone] == [
        ("ann at the desk", "replaced"),
        ("bob at the desk", "left"),
        ("cat at the desk", "removed"),
    ]
    assert [one for event in GOING_ON for one in attendance.hear(event, 0)] == [], "the bus may say it twice"
    assert people_in(attendance) == {"call": ["ann at the phone", "bob at the desk"]}


def test_other_events_and_erased_ones_are_nothing_to_it() -> None:
    attendance = Attendance()
    for event in GOING_ON:
        attendance.hear(event._replace(payload=None), 0)
        attendance.hear(event._replace(type="message.posted"), 0)
    attendance.hear(log(started())[0]._replace(type="call.sung"), 0)
    assert people_in(attendance) == {}


def test_what_waits_for_a_start_that_never_comes_is_bounded() -> None:
    attendance = Attendance()
    for number in range(1_000):
        event = CallJoined(conversation_id="kitchen", call_id=f"call {number}", participant=person("ann", "desk"))
        attendance.hear(log(event)[0], 0)
    assert len(attendance._early) == 100  # noqa: SLF001


def test_after_a_start_everybody_has_longer_and_then_is_silent() -> None:
    attendance = Attendance()
    attendance.load([(STREAM, call(person("ann", "desk"), person("bob", "desk")))], 0)
    assert attendance.silent(AFTER_A_START - 1) == []
    attendance.places["ann at the desk"].heard_at = 10 * SECOND
    assert [place.user_id for place in attendance.silent(AFTER_A_START)] == ["bob"]
    attendance.forgive(20 * SECOND)
    assert attendance.silent(20 * SECOND + SILENT_AFTER) == []


def test_what_was_never_heard_of_is_healed_by_asking() -> None:
    attendance = Attendance()
    ann, bob = person("ann", "desk"), person("bob", "desk")
    attendance.confirm(STREAM, call(ann, bob), bob.id, 2, 0)
    assert people_in(attendance) == {"call": [bob.id]}
    attendance.confirm(STREAM, call(ann, bob), ann.id, 1, 0)
    attendance.confirm(STREAM, call(ann, bob), ann.id, 1, 0)
    assert people_in(attendance) == {"call": [ann.id, bob.id]}


def test_what_is_over_is_not_brought_back_by_a_late_answer() -> None:
    attendance = Attendance()
    for event in GOING_ON:
        attendance.hear(event, 0)
    before = people_in(attendance)
    everybody = call(person("ann", "desk"), person("cat", "desk"))
    attendance.confirm(STREAM, everybody, "cat at the desk", 7, 0)
    attendance.confirm(STREAM, everybody, "ann at the desk", 1, 0)
    assert people_in(attendance) == before


def test_a_place_that_the_database_does_not_know_is_forgotten() -> None:
    attendance = Attendance()
    for event in GOING_ON[:3]:
        attendance.hear(event, 0)
    ann, bob = attendance.places["ann at the phone"], attendance.places["bob at the desk"]
    attendance.forget(bob)
    attendance.forget(bob)
    assert people_in(attendance) == {"call": ["ann at the phone"]}
    attendance.forget(ann)
    assert people_in(attendance) == {}
