"""Messages that are sent at a time: once, with the rights of then, and never against a removal."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from distributed_chat.app import App
from distributed_chat.db import metadata
from distributed_chat.kernel.clock import DAY, HOUR, MINUTE, MovedClock
from distributed_chat.kernel.ids import new_id
from distributed_chat.later import actions
from distributed_chat.later.actions import Due
from distributed_chat.later.policy import MOST_SCHEDULED
from distributed_chat.later.schemas import ScheduledWords
from distributed_chat.messages.schemas import MessageForm
from tests.cast import PASSWORD, Person
from tests.conversations.rooms import enter, events_in, say, types_in
from tests.later.words import after, own_events, run_jobs, schedule, scheduled, texts_in
from tests.messages.conftest import Crew


def test_what_is_scheduled_may_be_all_that_a_message_may_be() -> None:
    assert set(MessageForm.__struct_fields__) - {"id"} == set(ScheduledWords.__struct_fields__)


async def test_a_scheduled_message_waits_unseen_by_the_others(
    ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    id, at = new_id(), after(clock, HOUR)
    made = await schedule(bob, crew.room, at, id=id)
    waiting = {"id": id, "conversation_id": crew.room, "send_at": at, "message": {"text": "Good morning"}}
    assert made["scheduled"] == waiting
    assert await scheduled(bob) == [waiting]
    [event] = await own_events(bob, "scheduled.changed")
    assert event["payload"] == {"scheduled": waiting}
    assert (made["stream"], made["seq"]) == (event["stream"], event["seq"])
    assert await scheduled(ann) == []
    assert await texts_in(ann, crew.room) == []
    answer = await ann.client.get(f"/api/messages/{id}")
    assert answer.status_code == 404


async def test_it_is_sent_when_it_is_due_under_the_id_that_it_had(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    id = new_id()
    await schedule(bob, crew.room, after(clock, HOUR), id=id)
    clock.move(HOUR - 1)
    await run_jobs(app)
    assert await texts_in(ann, crew.room) == []
    clock.move(1)
    await run_jobs(app)
    [message] = (await ann.get(f"/api/conversations/{crew.room}/messages"))["messages"]
    assert (message["id"], message["author_id"], message["text"]) == (id, bob.id, "Good morning")
    assert message["sent_at"] == after(clock, 0)
    assert await scheduled(bob) == []
    [gone] = await own_events(bob, "scheduled.removed")
    assert gone["payload"] == {"scheduled_id": id, "reason": "sent"}
    assert (await types_in(ann, f"group:{crew.group}"))[-1] == "message.posted"


async def test_a_job_that_runs_twice_or_late_or_at_once_sends_once(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    id = new_id()
    await schedule(bob, crew.room, after(clock, HOUR), id=id)
    clock.move(3 * DAY)
    due = Due(scheduled_id=id, at=clock.now() - 3 * DAY + HOUR)
    await asyncio.gather(*(app.database.write(lambda tx: actions.send_due(tx, due)) for _ in range(4)), run_jobs(app))
    await app.database.write(lambda tx: actions.send_due(tx, due))
    assert await texts_in(ann, crew.room) == ["Good morning"]
    assert len(await own_events(bob, "scheduled.removed")) == 1


async def test_who_was_removed_before_it_was_due_sends_nothing_and_is_told_why(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    id = new_id()
    await schedule(bob, crew.room, after(clock, HOUR), id=id)
    await ann.delete(f"/api/groups/{crew.group}/members/{bob.id}", status=204)
    clock.move(HOUR)
    await run_jobs(app)
    assert await texts_in(ann, crew.room) == []
    [failed] = await scheduled(bob)
    assert failed["failure"] == "You can no longer write there."
    assert failed["message"] == {"text": "Good morning"}
    event = (await own_events(bob, "scheduled.changed"))[-1]
    assert event["payload"] == {"scheduled": failed}
    clock.move(DAY)
    await run_jobs(app)
    assert await texts_in(ann, crew.room) == []
    assert len(await own_events(bob, "scheduled.changed")) == 2


async def test_who_was_removed_can_not_send_it_now_either_until_they_are_back(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    id = new_id()
    await schedule(bob, crew.room, after(clock, HOUR), id=id)
    await ann.delete(f"/api/groups/{crew.group}/members/{bob.id}", status=204)
    assert (await bob.post(f"/api/scheduled/{id}/send", status=403))["code"] == "no_longer_yours"
    clock.move(HOUR)
    await run_jobs(app)
    await enter(ann, bob, crew.group)
    sent = await bob.post(f"/api/scheduled/{id}/send", status=200)
    assert sent["message"]["id"] == id
    assert await texts_in(ann, crew.room) == ["Good morning"]
    assert await scheduled(bob) == []


async def test_what_fits_no_more_when_it_is_due_is_refused_in_words(
    app: App, ann: Person, bob: Person, crew: Crew, message: str, clock: MovedClock
) -> None:
    await schedule(bob, crew.room, after(clock, HOUR), message={"thread_of": message})
    await ann.delete(f"/api/messages/{message}", status=200)
    clock.move(HOUR)
    await run_jobs(app)
    [failed] = await scheduled(bob)
    assert failed["failure"] == "That message was deleted."


async def test_a_room_that_is_gone_keeps_the_words_of_what_was_to_be_sent_there(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    await schedule(bob, crew.room, after(clock, HOUR))
    await ann.delete(f"/api/rooms/{crew.room}", status=204)
    clock.move(HOUR)
    await run_jobs(app)
    [failed] = await scheduled(bob)
    assert (failed["message"]["text"], failed["failure"]) == ("Good morning", "You can no longer write there.")


async def test_a_refused_one_waits_again_when_its_time_is_changed(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    id = new_id()
    await schedule(bob, crew.room, after(clock, HOUR), id=id)
    await ann.delete(f"/api/groups/{crew.group}/members/{bob.id}", status=204)
    clock.move(HOUR)
    await run_jobs(app)
    await enter(ann, bob, crew.group)
    answer = await bob.patch(f"/api/scheduled/{id}", {"text": "Good evening"}, status=422)
    assert (answer["code"], answer["field"]) == ("not_in_the_future", "send_at")
    changed = (await bob.patch(f"/api/scheduled/{id}", {"send_at": after(clock, HOUR)}, status=200))["scheduled"]
    assert "failure" not in changed
    clock.move(HOUR)
    await run_jobs(app)
    assert await texts_in(ann, crew.room) == ["Good morning"]


async def test_another_time_and_other_words_count_and_the_old_words_are_gone_from_the_log(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    id = new_id()
    await schedule(bob, crew.room, after(clock, HOUR), id=id, text="You fools")
    await bob.patch(f"/api/scheduled/{id}", {"text": "Dear all"}, status=200)
    await bob.patch(f"/api/scheduled/{id}", {"send_at": after(clock, 2 * HOUR)}, status=200)
    events = await own_events(bob, "scheduled.changed")
    assert [event["payload"] and event["payload"]["scheduled"]["message"]["text"] for event in events] == [
        None,
        None,
        "Dear all",
    ]
    clock.move(HOUR)
    await run_jobs(app)
    assert await texts_in(ann, crew.room) == []
    clock.move(HOUR)
    await run_jobs(app)
    assert await texts_in(ann, crew.room) == ["Dear all"]
    assert [event["payload"] for event in await own_events(bob, "scheduled.changed")] == [None] * 3


async def test_a_time_that_was_changed_and_changed_back_sends_once(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    id, first = new_id(), after(clock, HOUR)
    await schedule(bob, crew.room, first, id=id)
    await bob.patch(f"/api/scheduled/{id}", {"send_at": after(clock, DAY)}, status=200)
    await bob.patch(f"/api/scheduled/{id}", {"send_at": first}, status=200)
    clock.move(2 * DAY)
    await run_jobs(app)
    assert await texts_in(ann, crew.room) == ["Good morning"]


async def test_what_is_deleted_is_never_sent_and_nothing_of_its_words_stays(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    id = new_id()
    await schedule(bob, crew.room, after(clock, HOUR), id=id, text="You fools")
    await bob.delete(f"/api/scheduled/{id}", status=204)
    clock.move(HOUR)
    await run_jobs(app)
    assert await texts_in(ann, crew.room) == []
    assert await scheduled(bob) == []
    assert [event["payload"] for event in await own_events(bob, "scheduled.changed")] == [None]
    [gone] = await own_events(bob, "scheduled.removed")
    assert gone["payload"] == {"scheduled_id": id, "reason": "deleted"}
    for again in (bob.delete(f"/api/scheduled/{id}", status=404), bob.post(f"/api/scheduled/{id}/send", status=404)):
        await again


async def test_what_was_sent_can_no_longer_be_changed_here(
    ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    id = new_id()
    await schedule(bob, crew.room, after(clock, HOUR), id=id)
    await bob.post(f"/api/scheduled/{id}/send", status=200)
    for answer in (
        await bob.post(f"/api/scheduled/{id}/send", status=409),
        await bob.patch(f"/api/scheduled/{id}", {"text": "Other"}, status=409),
        await bob.delete(f"/api/scheduled/{id}", status=409),
    ):
        assert answer["code"] == "already_sent"
    assert await texts_in(ann, crew.room) == ["Good morning"]


async def test_the_same_request_again_is_one_scheduled_message_also_when_it_is_gone(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    form: dict[str, Any] = {"at": after(clock, HOUR), "id": new_id()}
    first = await schedule(bob, crew.room, **form)
    answers = await asyncio.gather(*(schedule(bob, crew.room, **form, status=200) for _ in range(4)))
    assert all(answer == first for answer in answers)
    clock.move(HOUR)
    await run_jobs(app)
    late = await schedule(bob, crew.room, **form, status=200)
    assert late == first | {"scheduled": None}
    clock.move(HOUR)
    await run_jobs(app)
    assert await texts_in(ann, crew.room) == ["Good morning"]


async def test_of_what_was_deleted_not_even_a_digest_is_kept(
    app: App, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    made = (await schedule(bob, crew.room, after(clock, HOUR)))["scheduled"]
    digest = select(metadata.tables["scheduled_messages"].c.digest)
    assert len(await app.database.read(lambda tx: tx.conn.execute(digest).scalar_one())) == 32
    await bob.delete(f"/api/scheduled/{made['id']}", status=204)
    assert await app.database.read(lambda tx: tx.conn.execute(digest).scalar_one()) == b""


async def test_the_same_new_request_many_times_at_once_is_one(bob: Person, crew: Crew, clock: MovedClock) -> None:
    form: dict[str, Any] = {"at": after(clock, HOUR), "id": new_id(), "status": None}
    answers = await asyncio.gather(*(schedule(bob, crew.room, **form) for _ in range(6)))
    assert all(answer == answers[0] for answer in answers)
    assert len(await scheduled(bob)) == 1


async def test_an_id_that_names_anything_else_is_taken(
    ann: Person, bob: Person, crew: Crew, message: str, clock: MovedClock
) -> None:
    id, at = new_id(), after(clock, HOUR)
    await schedule(bob, crew.room, at, id=id)
    for person, where, form in (
        (bob, crew.room, {"id": id, "text": "Other"}),
        (bob, crew.chat, {"id": id}),
        (ann, crew.room, {"id": id}),
        (bob, crew.room, {"id": message}),
        (bob, crew.room, {"id": bob.id}),
    ):
        assert (await schedule(person, where, at, **form, status=409))["code"] == "id_taken"
    assert len(await scheduled(bob)) == 1


async def test_a_stranger_schedules_nothing_and_touches_nobody_elses(
    ann: Person, bob: Person, cat: Person, crew: Crew, clock: MovedClock
) -> None:
    at = after(clock, HOUR)
    for conversation in (crew.room, crew.private, crew.chat, new_id()):
        await schedule(cat, conversation, at, status=404)
    id = new_id()
    await schedule(bob, crew.room, at, id=id)
    for person in (ann, cat):
        await person.patch(f"/api/scheduled/{id}", {"text": "Mine"}, status=404)
        await person.delete(f"/api/scheduled/{id}", status=404)
        await person.post(f"/api/scheduled/{id}/send", status=404)
    assert [one["message"]["text"] for one in await scheduled(bob)] == ["Good morning"]


@pytest.mark.parametrize(
    ("form", "code", "field"),
    [
        ({"text": ""}, "empty", "text"),
        ({"text": "x" * 8_001}, "too_long", "text"),
        ({"text": "x", "message": {"id": "00000000-0000-7000-8000-000000000000"}}, "unknown_field", "message"),
        ({"text": "x", "id": "no id"}, None, "id"),
    ],
)
async def test_what_can_be_no_message_is_refused_when_it_is_written(
    bob: Person, crew: Crew, clock: MovedClock, form: dict[str, Any], code: str | None, field: str
) -> None:
    answer = await schedule(bob, crew.room, after(clock, HOUR), **form, status=422)
    assert answer["field"] == field
    assert code is None or answer["code"] == code
    assert await scheduled(bob) == []


async def test_a_time_that_is_past_is_refused(bob: Person, crew: Crew, clock: MovedClock) -> None:
    answer = await schedule(bob, crew.room, after(clock, 0), status=422)
    assert (answer["code"], answer["field"]) == ("not_in_the_future", "send_at")


async def test_a_hundred_wait_at_most(bob: Person, crew: Crew, clock: MovedClock) -> None:
    for _ in range(MOST_SCHEDULED):
        await schedule(bob, crew.room, after(clock, HOUR))
    assert (await schedule(bob, crew.room, after(clock, HOUR), status=409))["code"] == "too_many_scheduled"
    one = (await scheduled(bob))[0]
    await bob.delete(f"/api/scheduled/{one['id']}", status=204)
    await schedule(bob, crew.room, after(clock, HOUR))


async def test_what_is_due_first_comes_first(bob: Person, crew: Crew, clock: MovedClock) -> None:
    for hours in (3, 1, 2):
        await schedule(bob, crew.room, after(clock, hours * HOUR), f"{hours}")
    assert [one["message"]["text"] for one in await scheduled(bob)] == ["1", "2", "3"]


async def test_a_reply_in_a_thread_and_a_quote_go_where_they_belong(
    app: App, ann: Person, bob: Person, crew: Crew, message: str, clock: MovedClock
) -> None:
    await schedule(bob, crew.room, after(clock, HOUR), "In the thread", message={"thread_of": message})
    await schedule(bob, crew.room, after(clock, 2 * HOUR), "Answer", message={"reply_to": message})
    clock.move(2 * HOUR)
    await run_jobs(app)
    thread = await ann.get(f"/api/conversations/{crew.room}/messages", thread_of=message)
    assert [one["text"] for one in thread["messages"]] == ["In the thread"]
    answer = (await ann.get(f"/api/conversations/{crew.room}/messages"))["messages"][-1]
    assert (answer["text"], answer["reply_to"]["id"]) == ("Answer", message)


async def test_a_sent_one_that_is_deleted_leaves_no_words_anywhere(
    app: App, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    id = new_id()
    await schedule(bob, crew.room, after(clock, MINUTE), "Oh no", id=id)
    clock.move(MINUTE)
    await run_jobs(app)
    await bob.delete(f"/api/messages/{id}", status=200)
    log = [*await events_in(bob, f"user:{bob.id}"), *await events_in(bob, f"group:{crew.group}")]
    assert "Oh no" not in str(log)


async def test_with_the_account_goes_what_it_scheduled_and_nothing_is_sent(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    await schedule(bob, crew.room, after(clock, HOUR), "From the grave")
    answer = await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    assert answer.is_success
    clock.move(HOUR)
    await run_jobs(app)
    assert await texts_in(ann, crew.room) == []
    counts = await app.database.read(
        lambda tx: [
            tx.conn.exec_driver_sql("SELECT count(*) FROM scheduled_messages").scalar(),
            tx.conn.exec_driver_sql(
                "SELECT count(*) FROM events WHERE type IN ('scheduled.changed', 'scheduled.removed')"
                " AND payload IS NOT NULL"
            ).scalar(),
        ]
    )
    assert counts == [0, 0]


async def test_of_a_removal_and_a_message_that_is_due_at_once_the_message_is_before_it_or_not_at_all(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    for _ in range(5):
        await schedule(bob, crew.room, after(clock, HOUR))
    clock.move(HOUR)
    removal = ann.client.delete(f"/api/groups/{crew.group}/members/{bob.id}")
    await asyncio.gather(run_jobs(app), removal)
    log = await types_in(ann, f"group:{crew.group}")
    assert "message.posted" not in log[log.index("member.removed") :]
    sent = len(await texts_in(ann, crew.room))
    assert sent + len(await scheduled(bob)) == 5


async def test_nothing_is_scheduled_where_everybody_else_is_gone_but_refused_when_due(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    await say(bob, crew.chat)
    await schedule(bob, crew.chat, after(clock, HOUR))
    await ann.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    clock.move(HOUR)
    await run_jobs(app)
    [failed] = await scheduled(bob)
    assert failed["failure"] == "Everybody else in this chat is gone; there is nobody to read it."
