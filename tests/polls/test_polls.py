"""Polls: asked with a message, voted on by those who read it, closed by their author or by time."""

import asyncio
import json
from typing import Any

import pytest

from distributed_chat.app import App
from distributed_chat.kernel.clock import DAY, HOUR, SECOND, MovedClock, rfc3339
from distributed_chat.kernel.ids import new_id
from distributed_chat.streams.reading import changed_heads
from tests.cast import Person
from tests.conversations.rooms import events_in, say, types_in
from tests.messages.conftest import Crew
from tests.polls.asking import FOOD, ask, close, counts, poll_of, told, vote, voters


async def test_a_poll_is_a_message_with_options(ann: Person, bob: Person, crew: Crew) -> None:
    message = await ask(ann, crew.room, ["  Pizza ", "Soup"], multiple=True)
    assert message["text"] == "What do we eat?"
    assert message["poll"] == {"options": [{"text": "Pizza"}, {"text": "Soup"}], "multiple": True}
    [shown] = (await bob.get(f"/api/conversations/{crew.room}/messages"))["messages"]
    assert shown == message
    kind, payload = await last(bob, f"group:{crew.group}")
    assert (kind, payload) == ("message.posted", {"message": message})


async def last(reader: Person, stream: str) -> tuple[str, Any]:
    event = (await events_in(reader, stream))[-1]
    return event["type"], event["payload"]


@pytest.mark.parametrize(
    ("poll", "code"),
    [
        ({"options": ["one"]}, "too_short"),
        ({"options": [str(n) for n in range(21)]}, "too_long"),
        ({"options": ["a", " a "]}, "options_are_alike"),
        ({"options": ["Soup", "soup"]}, "options_are_alike"),
        ({"options": ["a", " \u200b"]}, "empty"),
        ({"options": ["a", "x" * 201]}, "too_long"),
        ({"options": ["a", "b"], "closes_at": "tomorrow"}, "closing_time_is_wrong"),
        ({"options": ["a", "b"], "closes_at": "2026-11-26"}, "closing_time_is_wrong"),
        ({"options": ["a", "b"], "closes_at": "2026-11-26T12:00:00"}, "closing_time_is_wrong"),
        ({"options": ["a", "b"], "closes_at": "2026-11-25T12:00:00Z"}, "closing_time_is_wrong"),
        ({"options": ["a", "b"], "closes_at": "2028-11-25T12:00:00Z"}, "closing_time_is_wrong"),
        ({"options": ["a", "b"], "colour": "red"}, "unknown_field"),
    ],
)
async def test_what_is_no_poll_is_refused_and_leaves_no_message(
    ann: Person, crew: Crew, poll: dict[str, Any], code: str
) -> None:
    body = {"text": "What do we eat?", "poll": poll}
    answer = await ann.post(f"/api/conversations/{crew.room}/messages", body, status=422)
    assert answer["code"] == code
    assert (await say(ann, crew.room))["message"]["number"] == 1


async def test_a_vote_is_counted_shown_and_told(ann: Person, bob: Person, crew: Crew) -> None:
    message = await ask(ann, crew.room)
    answer = await vote(bob, message, 1)
    assert answer["votes"] == [1]
    assert (counts(answer["poll"]), voters(answer["poll"])) == ([0, 1, 0], [[], [bob.id], []])
    assert await poll_of(ann, message) == answer["poll"]
    assert await told(ann, f"group:{crew.group}") == [
        (
            "poll.voted",
            {"conversation_id": crew.room, "message_id": message["id"], "user_id": bob.id, "options": [1]},
        )
    ]
    assert await told(bob, f"user:{bob.id}") == []


async def test_a_vote_is_changed_and_taken_back_and_the_same_again_says_nothing(
    ann: Person, bob: Person, crew: Crew
) -> None:
    message = await ask(ann, crew.room)
    for options, expected in ([0], [1, 0, 0]), ([2], [0, 0, 1]), ([2], [0, 0, 1]), ([], [0, 0, 0]), ([], [0, 0, 0]):
        answer = await vote(bob, message, *options)
        assert (counts(answer["poll"]), answer["votes"]) == (expected, options)
    told_of = [payload["options"] for _, payload in await told(ann, f"group:{crew.group}")]
    assert told_of == [[0], [2], []]


async def test_several_are_chosen_only_where_several_may_be(ann: Person, bob: Person, crew: Crew) -> None:
    single, multiple = await ask(ann, crew.room), await ask(ann, crew.room, multiple=True)
    assert (await vote(bob, single, 0, 1, status=422))["code"] == "one_choice_only"
    answer = await vote(bob, multiple, 2, 0)
    assert (counts(answer["poll"]), answer["votes"], answer["poll"]["voters"]) == ([1, 0, 1], [0, 2], 1)


async def test_who_keeps_an_option_keeps_their_place_among_its_voters(
    ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    message = await ask(ann, crew.room, multiple=True)
    for person, options in (ann, [0]), (bob, [0, 1]), (ann, [0, 1]):
        clock.move(SECOND)
        await vote(person, message, *options)
    assert voters(await poll_of(ann, message)) == [[ann.id, bob.id], [bob.id, ann.id], []]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([3], "no_such_option"),
        ([19], "no_such_option"),
        ([20], "too_large"),
        ([-1], "too_small"),
        ([0, 0], "repeated"),
        (["0"], "wrong_type"),
        ([0.5], "wrong_type"),
        (0, "wrong_type"),
        ([0] * 21, "too_long"),
    ],
)
async def test_what_is_no_vote_is_refused(ann: Person, crew: Crew, options: Any, code: str) -> None:
    message = await ask(ann, crew.room, multiple=True)
    answer = await ann.put(f"/api/messages/{message['id']}/vote", {"options": options}, status=422)
    assert (answer["code"], answer["field"]) == (code, "options")
    assert counts(await poll_of(ann, message)) == [0, 0, 0]


async def test_many_votes_at_once_are_all_counted_and_each_person_once(
    app: App, ann: Person, bob: Person, crew: Crew
) -> None:
    message = await ask(ann, crew.room)
    await asyncio.gather(*(vote(person, message, place % 3) for place in range(12) for person in (ann, bob)))
    poll = await poll_of(ann, message)
    assert sum(counts(poll)) == poll["voters"] == 2
    assert {tuple(one) for one in voters(poll)} <= {(), (ann.id,), (bob.id,), (ann.id, bob.id), (bob.id, ann.id)}


async def test_only_those_who_read_the_message_vote_and_the_rest_learn_nothing(
    ann: Person, bob: Person, cat: Person, crew: Crew
) -> None:
    nowhere = {"id": new_id()}
    plain = (await say(ann, crew.room))["message"]
    for where in (crew.room, crew.private, crew.chat):
        message = await ask(ann, where)
        for target in (message, nowhere, plain):
            for answer in (await vote(cat, target, 0, status=404), await close(cat, target, status=404)):
                assert answer["code"] == "not_found"
        assert counts(await poll_of(bob, message)) == [0, 0, 0]
    await vote(ann, plain, 0, status=404)


async def test_a_removed_member_votes_no_more_and_their_vote_stays(ann: Person, bob: Person, crew: Crew) -> None:
    message, private = await ask(ann, crew.room), await ask(ann, crew.private)
    await vote(bob, message, 0)
    removal = ann.client.delete(f"/api/groups/{crew.group}/members/{bob.id}")
    tries = [bob.client.put(f"/api/messages/{one['id']}/vote", json={"options": [1]}) for one in (message, private)]
    _, *answers = await asyncio.gather(removal, *tries)
    assert {answer.status_code for answer in answers} <= {200, 404}
    log = await types_in(ann, f"room:{crew.private}")
    assert "poll.voted" not in log[log.index("member.removed") :]
    await vote(bob, message, 2, status=404)
    assert (await poll_of(ann, message))["voters"] == 1


async def test_its_author_closes_it_and_then_nobody_votes(ann: Person, bob: Person, crew: Crew) -> None:
    message = await ask(ann, crew.room)
    await vote(bob, message, 0)
    assert (await close(bob, message, status=403))["code"] == "not_allowed"
    poll = (await close(ann, message))["poll"]
    assert poll["closed_at"] == "2026-11-25T12:00:00.000000Z"
    assert (await vote(bob, message, 1, status=409))["code"] == "poll_is_closed"
    assert (await vote(bob, message, status=409))["code"] == "poll_is_closed"
    assert await told(bob, f"group:{crew.group}") == [
        ("poll.voted", {"conversation_id": crew.room, "message_id": message["id"], "user_id": bob.id, "options": [0]}),
        ("poll.changed", {"conversation_id": crew.room, "message_id": message["id"], "poll": poll}),
    ]
    assert (await close(ann, message))["poll"] == poll
    assert len(await told(bob, f"group:{crew.group}")) == 2


async def test_at_its_time_it_takes_no_vote_though_the_job_is_late(
    ann: Person, bob: Person, crew: Crew, app: App, clock: MovedClock
) -> None:
    await app.worker.stop()
    closes_at = rfc3339(clock.now() + HOUR)
    message = await ask(ann, crew.room, closes_at=closes_at)
    assert message["poll"]["closes_at"] == closes_at
    clock.move(HOUR - 1)
    await vote(bob, message, 0)
    clock.move(1)
    assert (await vote(bob, message, 1, status=409))["code"] == "poll_is_closed"
    clock.move(DAY)
    await app.worker.run_due()
    poll = await poll_of(ann, message)
    assert (poll["closed_at"], counts(poll)) == (closes_at, [1, 0, 0])
    assert (await told(bob, f"group:{crew.group}"))[-1] == (
        "poll.changed",
        {"conversation_id": crew.room, "message_id": message["id"], "poll": poll},
    )
    await app.worker.run_due()
    assert len(await told(bob, f"group:{crew.group}")) == 2


async def test_one_that_was_closed_or_deleted_early_is_not_closed_again(
    ann: Person, crew: Crew, app: App, clock: MovedClock
) -> None:
    await app.worker.stop()
    closed, deleted = [await ask(ann, crew.room, closes_at=rfc3339(clock.now() + HOUR)) for _ in range(2)]
    clock.move(SECOND)
    await close(ann, closed)
    await ann.delete(f"/api/messages/{deleted['id']}")
    clock.move(HOUR)
    before = await types_in(ann, f"group:{crew.group}")
    assert await app.worker.run_due() >= 2
    assert await types_in(ann, f"group:{crew.group}") == before
    assert (await poll_of(ann, closed))["closed_at"] == rfc3339(clock.now() - HOUR)


async def test_a_poll_of_a_deleted_room_closes_in_silence(ann: Person, crew: Crew, app: App, clock: MovedClock) -> None:
    await app.worker.stop()
    await ask(ann, crew.room, closes_at=rfc3339(clock.now() + HOUR))
    await ann.delete(f"/api/rooms/{crew.room}", status=204)
    clock.move(HOUR)
    before = await app.database.read(lambda tx: changed_heads(tx, 0))
    while await app.worker.run_due():
        pass
    assert await app.database.read(lambda tx: changed_heads(tx, 0)) == before


async def test_a_deleted_poll_is_gone_with_its_options_and_votes(ann: Person, bob: Person, crew: Crew) -> None:
    message = await ask(ann, crew.room, ["Zucchini", "Artichoke"], anonymous=True)
    await vote(bob, message, 1)
    await ann.delete(f"/api/messages/{message['id']}")
    await vote(bob, message, 0, status=404)
    for stream in (f"group:{crew.group}", f"user:{bob.id}"):
        assert "Artichoke" not in json.dumps(await events_in(bob, stream))
    assert [payload for _, payload in await told(bob, f"user:{bob.id}")] == [None]
    shown = (await bob.get(f"/api/messages/{message['id']}"))["message"]
    assert "poll" not in shown


async def test_nobody_learns_who_voted_in_an_anonymous_poll(ann: Person, bob: Person, crew: Crew) -> None:
    message = await ask(ann, crew.room, anonymous=True, multiple=True)
    answer = await vote(bob, message, 0, 2)
    assert (counts(answer["poll"]), voters(answer["poll"])) == ([1, 0, 1], [[], [], []])
    assert answer["votes"] == [0, 2]
    told_all = await told(ann, f"group:{crew.group}")
    assert told_all == [
        ("poll.changed", {"conversation_id": crew.room, "message_id": message["id"], "poll": answer["poll"]})
    ]
    page = await ann.get(f"/api/conversations/{crew.room}/messages")
    for said in (answer["poll"], told_all, page["messages"], await poll_of(ann, message)):
        assert bob.id not in json.dumps(said)
    assert page.get("votes", {}) == {}


async def test_my_own_votes_in_an_anonymous_poll_are_mine_on_every_device(ann: Person, bob: Person, crew: Crew) -> None:
    message, public = await ask(ann, crew.room, anonymous=True), await ask(ann, crew.room)
    await vote(bob, message, 2)
    await vote(bob, public, 0)
    assert await told(bob, f"user:{bob.id}") == [("vote.cast", {"message_id": message["id"], "options": [2]})]
    page = await bob.get(f"/api/conversations/{crew.room}/messages")
    assert page["votes"] == {message["id"]: [2]}
    assert (await ann.client.get(f"/api/streams/user:{bob.id}/events")).status_code == 404
    await vote(bob, message)
    assert (await told(bob, f"user:{bob.id}"))[-1] == ("vote.cast", {"message_id": message["id"], "options": []})
    assert (await bob.get(f"/api/conversations/{crew.room}/messages")).get("votes", {}) == {}


async def test_the_same_options_in_another_poll_are_another_vote(ann: Person, crew: Crew) -> None:
    first, second = await ask(ann, crew.room, FOOD), await ask(ann, crew.room, FOOD)
    await vote(ann, first, 0)
    assert counts(await poll_of(ann, second)) == [0, 0, 0]
