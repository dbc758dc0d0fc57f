"""Saved messages and reminders: one person's alone, with ids only, and nothing of what is out of reach."""

import asyncio

import pytest

from distributed_chat.app import App
from distributed_chat.kernel.clock import DAY, HOUR, MINUTE, MovedClock
from distributed_chat.kernel.ids import new_id
from distributed_chat.later.policy import LONGEST_WAIT
from tests.cast import PASSWORD, Person
from tests.conversations.rooms import enter, events_in, say
from tests.later.words import after, elsewhere, home_of, own_events, run_jobs, save, saved
from tests.messages.conftest import Crew


async def test_a_saved_message_is_kept_for_its_saver_alone(ann: Person, bob: Person, crew: Crew, message: str) -> None:
    answer = await save(bob, message)
    kept = {"message_id": message, "conversation_id": crew.room, "saved_at": "2026-11-25T12:00:00.000000Z"}
    assert answer == {"saved": kept}
    assert await home_of(bob, "saved") == [kept]
    [event] = await own_events(bob, "saved.changed")
    assert event["payload"] == {"saved": kept}
    [shown] = await saved(bob)
    assert (shown["saved"], shown["message"]["text"]) == (kept, "Bring the good knife")
    assert await home_of(ann, "saved") == await saved(ann) == []
    assert "saved.changed" not in [event["type"] for event in await events_in(ann, f"group:{crew.group}")]


async def test_the_event_holds_no_words_of_the_message(bob: Person, crew: Crew, message: str) -> None:
    await save(bob, message)
    [event] = await own_events(bob, "saved.changed")
    assert "knife" not in str(event)


async def test_saving_again_changes_nothing_and_says_nothing(bob: Person, message: str, clock: MovedClock) -> None:
    first = await save(bob, message)
    clock.move(HOUR)
    assert await save(bob, message) == first
    assert len(await own_events(bob, "saved.changed")) == 1


async def test_what_is_let_go_is_gone_and_letting_go_again_is_harmless(bob: Person, message: str) -> None:
    await save(bob, message)
    for _ in range(2):
        await bob.delete(f"/api/messages/{message}/saved", status=204)
    assert await saved(bob) == []
    assert len(await own_events(bob, "saved.removed")) == 1


async def test_a_stranger_saves_nothing_and_learns_nothing(cat: Person, message: str) -> None:
    hidden, missing = await save(cat, message, status=404), await save(cat, new_id(), status=404)
    assert hidden | {"request_id": ""} == missing | {"request_id": ""}
    await cat.delete(f"/api/messages/{message}/saved", status=204)
    assert await saved(cat) == []


async def test_pages_of_saved_messages_begin_with_the_newest(
    ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    for number in range(5):
        clock.move(MINUTE)
        await save(bob, (await say(ann, crew.room, f"{number}"))["message"]["id"])
    first = await bob.get("/api/saved", limit=3)
    assert [one["message"]["text"] for one in first["saved"]] == ["4", "3", "2"]
    assert first["has_older"]
    rest = await bob.get("/api/saved", limit=3, before=first["saved"][-1]["saved"]["message_id"])
    assert [one["message"]["text"] for one in rest["saved"]] == ["1", "0"]
    assert not rest["has_older"]
    assert [user["id"] for user in rest["users"]] == [ann.id]


async def test_a_deleted_message_stays_saved_as_a_tombstone(
    ann: Person, bob: Person, message: str, clock: MovedClock
) -> None:
    await save(bob, message)
    clock.move(MINUTE)
    await ann.delete(f"/api/messages/{message}", status=200)
    [shown] = await saved(bob)
    assert shown["message"]["text"] == ""
    assert shown["message"]["deleted_at"]


async def test_a_deleted_message_can_no_longer_be_saved(ann: Person, bob: Person, message: str) -> None:
    await ann.delete(f"/api/messages/{message}", status=200)
    await save(bob, message, status=404)


async def test_who_is_removed_keeps_nothing_that_they_saved_there(
    ann: Person, bob: Person, crew: Crew, message: str
) -> None:
    said = (await say(ann, crew.chat, "Between us"))["message"]["id"]
    await save(bob, message)
    await save(bob, said)
    await save(bob, (await say(ann, crew.private))["message"]["id"])
    await ann.delete(f"/api/groups/{crew.group}/members/{bob.id}", status=204)
    assert [one["message"]["text"] for one in await saved(bob)] == ["Between us"]
    assert [one["message_id"] for one in await home_of(bob, "saved")] == [said]
    await enter(ann, bob, crew.group)
    assert [one["message_id"] for one in await home_of(bob, "saved")] == [said]


async def test_what_was_saved_in_a_room_goes_with_the_room(ann: Person, bob: Person, crew: Crew, message: str) -> None:
    await save(bob, message)
    await ann.delete(f"/api/rooms/{crew.room}", status=204)
    assert await saved(bob) == await home_of(bob, "saved") == []


async def test_what_was_saved_in_a_group_goes_with_the_group(
    ann: Person, bob: Person, crew: Crew, message: str
) -> None:
    await save(bob, message)
    await ann.delete(f"/api/groups/{crew.group}", status=204)
    assert await saved(bob) == await home_of(bob, "saved") == []


async def test_a_reminder_comes_when_it_is_due_once_and_waits(
    app: App, bob: Person, message: str, clock: MovedClock
) -> None:
    at = after(clock, 20 * MINUTE)
    assert (await save(bob, message, remind_at=at))["saved"]["remind_at"] == at
    clock.move(20 * MINUTE - 1)
    await run_jobs(app)
    assert await own_events(bob, "reminder.due") == []
    clock.move(1)
    await run_jobs(app)
    await run_jobs(app)
    [event] = await own_events(bob, "reminder.due")
    [kept] = await home_of(bob, "saved")
    assert event["payload"] == {"saved": kept}
    assert kept["reminded_at"] == at
    assert "remind_at" not in kept


async def test_a_reminder_is_answered_by_saving_again_or_put_off_by_another_time(
    app: App, bob: Person, message: str, clock: MovedClock
) -> None:
    await save(bob, message, remind_at=after(clock, MINUTE))
    clock.move(MINUTE)
    await run_jobs(app)
    later = after(clock, HOUR)
    snoozed = (await save(bob, message, remind_at=later))["saved"]
    assert snoozed["remind_at"] == later
    assert "reminded_at" not in snoozed
    clock.move(HOUR)
    await run_jobs(app)
    assert len(await own_events(bob, "reminder.due")) == 2
    assert "reminded_at" not in (await save(bob, message))["saved"]


async def test_a_reminder_that_was_moved_or_taken_back_does_not_come(
    app: App, ann: Person, bob: Person, crew: Crew, message: str, clock: MovedClock
) -> None:
    other = (await say(ann, crew.room))["message"]["id"]
    await save(bob, message, remind_at=after(clock, MINUTE))
    await save(bob, message, remind_at=after(clock, DAY))
    await save(bob, other, remind_at=after(clock, MINUTE))
    await bob.delete(f"/api/messages/{other}/saved", status=204)
    clock.move(HOUR)
    await run_jobs(app)
    assert await own_events(bob, "reminder.due") == []
    clock.move(DAY)
    await run_jobs(app)
    assert len(await own_events(bob, "reminder.due")) == 1


async def test_nobody_is_reminded_of_what_was_deleted(
    app: App, ann: Person, bob: Person, message: str, clock: MovedClock
) -> None:
    await save(bob, message, remind_at=after(clock, MINUTE))
    await ann.delete(f"/api/messages/{message}", status=200)
    clock.move(MINUTE)
    await run_jobs(app)
    assert await own_events(bob, "reminder.due") == []
    [kept] = await home_of(bob, "saved")
    assert set(kept) == {"message_id", "conversation_id", "saved_at"}


async def test_nobody_is_reminded_of_what_they_may_not_read_any_more(
    app: App, ann: Person, bob: Person, crew: Crew, message: str, clock: MovedClock
) -> None:
    await save(bob, message, remind_at=after(clock, MINUTE))
    await ann.delete(f"/api/groups/{crew.group}/members/{bob.id}", status=204)
    clock.move(MINUTE)
    await run_jobs(app)
    assert await own_events(bob, "reminder.due") == []


async def test_a_time_with_an_offset_is_the_same_moment(bob: Person, message: str, clock: MovedClock) -> None:
    kept = (await save(bob, message, remind_at=elsewhere(clock, HOUR)))["saved"]
    assert kept["remind_at"] == after(clock, HOUR)


@pytest.mark.parametrize("wanted", ["now", "past", "far", "words", "date", "naive"])
async def test_a_time_that_is_none_to_come_is_refused_and_nothing_is_saved(
    bob: Person, message: str, clock: MovedClock, wanted: str
) -> None:
    moment, code = {
        "now": (after(clock, 0), "not_in_the_future"),
        "past": (after(clock, -HOUR), "not_in_the_future"),
        "far": (after(clock, LONGEST_WAIT + 1), "too_far_away"),
        "words": ("tomorrow", "time_is_not_valid"),
        "date": ("2027-01-01", "time_is_not_valid"),
        "naive": ("2027-01-01T09:00:00", "time_is_not_valid"),
    }[wanted]
    answer = await save(bob, message, status=422, remind_at=moment)
    assert (answer["code"], answer["field"]) == (code, "remind_at")
    assert await saved(bob) == []


async def test_of_many_at_once_from_several_devices_one_is_kept(bob: Person, message: str) -> None:
    answers = await asyncio.gather(*(save(bob, message) for _ in range(5)))
    assert all(answer == answers[0] for answer in answers)
    assert len(await own_events(bob, "saved.changed")) == 1


async def test_with_the_account_goes_all_that_was_saved_also_from_the_log(
    app: App, bob: Person, message: str, clock: MovedClock
) -> None:
    await save(bob, message, remind_at=after(clock, MINUTE))
    answer = await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    assert answer.is_success
    clock.move(MINUTE)
    await run_jobs(app)
    rows = await app.database.read(
        lambda tx: [
            tx.conn.exec_driver_sql("SELECT count(*) FROM saved_messages").scalar(),
            tx.conn.exec_driver_sql(
                "SELECT count(*) FROM events WHERE type IN ('saved.changed', 'saved.removed') AND payload IS NOT NULL"
            ).scalar(),
            tx.conn.exec_driver_sql("SELECT count(*) FROM events WHERE type = 'reminder.due'").scalar(),
        ]
    )
    assert rows == [0, 0, 0]
