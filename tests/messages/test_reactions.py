"""Reactions: one emoji of one person once, in the order in which they came, by whoever reads the message."""

import asyncio

import pytest

from distributed_chat.app import App
from distributed_chat.db import Tx, metadata
from distributed_chat.kernel.emoji import one_emoji
from distributed_chat.kernel.ids import new_id
from distributed_chat.messages.errors import TooManyReactions
from distributed_chat.messages.policy import MOST_EMOJI, MOST_EMOJI_OF_ONE, MOST_GIVEN, check_reaction
from tests.cast import Person
from tests.conversations.rooms import enter, events_in, last_event, new_group, people, types_in
from tests.messages.conftest import Crew
from tests.messages.words import page, post, react, reaction, read

FACES = [chr(0x1F600 + place) for place in range(MOST_EMOJI + 1)]


async def test_a_reaction_is_seen_by_all_and_stands_in_the_order_of_the_first(
    ann: Person, bob: Person, crew: Crew
) -> None:
    sent = await post(ann, crew.room)
    await react(bob, sent, "🎉")
    await react(ann, sent, "👍")
    answer = await react(ann, sent, "🎉")
    after = [{"emoji": "🎉", "user_ids": [bob.id, ann.id]}, {"emoji": "👍", "user_ids": [ann.id]}]
    assert answer["message"]["reactions"] == after
    assert (await read(bob, sent))["reactions"] == after
    assert (await page(bob, crew.room))["messages"][0]["reactions"] == after
    event = (await events_in(bob, f"group:{crew.group}"))[-1]
    assert (event["type"], event["seq"]) == ("reaction.added", answer["seq"])
    assert event["payload"] == {
        "conversation_id": crew.room,
        "message_id": sent["id"],
        "emoji": "🎉",
        "user_id": ann.id,
    }


async def test_the_same_reaction_twice_is_one_and_taking_back_none_is_nothing(
    ann: Person, bob: Person, crew: Crew
) -> None:
    sent = await post(ann, crew.room)
    first = await react(bob, sent, "👍")
    assert await react(bob, sent, "👍") == first
    await ann.delete(reaction(sent, "👍"), status=200)
    assert (await read(ann, sent))["reactions"] == [{"emoji": "👍", "user_ids": [bob.id]}]
    gone = await bob.delete(reaction(sent, "👍"), status=200)
    assert gone["message"] == sent
    assert await last_event(ann, f"group:{crew.group}") == (
        "reaction.removed",
        {"conversation_id": crew.room, "message_id": sent["id"], "emoji": "👍", "user_id": bob.id},
    )
    types = await types_in(ann, f"group:{crew.group}")
    assert (types.count("reaction.added"), types.count("reaction.removed")) == (1, 1)


async def test_one_emoji_has_one_spelling(ann: Person, bob: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room)
    for person, spelled in ((ann, "❤"), (bob, "❤️")):
        await react(person, sent, spelled)
    assert (await read(ann, sent))["reactions"] == [{"emoji": "❤️", "user_ids": [ann.id, bob.id]}]
    await ann.delete(reaction(sent, "❤"), status=200)
    assert (await read(ann, sent))["reactions"] == [{"emoji": "❤️", "user_ids": [bob.id]}]


@pytest.mark.parametrize(
    "emoji",
    ["👍", "👍🏽", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🏴‍☠️", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "#️⃣", "🤷🏽‍♀️", "©️", "🫠", "👩🏽‍❤️‍💋‍👨🏿"],
)
async def test_whatever_is_one_emoji_is_taken_as_it_is(ann: Person, crew: Crew, emoji: str) -> None:
    answer = await react(ann, await post(ann, crew.room), emoji)
    assert answer["message"]["reactions"] == [{"emoji": emoji, "user_ids": [ann.id]}]


@pytest.mark.parametrize("text", ["a", "1", "👍👍", "👍a", ":+1:", "<b>", "👨\u200d", "🇩", " ", "👍" * 40, "\ufe0f"])
async def test_what_is_no_emoji_is_refused(ann: Person, crew: Crew, text: str) -> None:
    sent = await post(ann, crew.room)
    assert (await react(ann, sent, text, status=422))["code"] == "not_an_emoji"
    assert await read(ann, sent) == sent


def test_a_long_row_of_emoji_is_refused_at_once() -> None:
    assert one_emoji("👩\u200d" * 100_000) is None


async def test_a_stranger_and_who_was_removed_react_to_nothing(
    ann: Person, bob: Person, cat: Person, crew: Crew
) -> None:
    sent, secret = await post(ann, crew.room), await post(ann, crew.private)
    await react(bob, sent, "🎉")
    await enter(ann, cat, crew.group)
    await react(cat, secret, "👍", status=404)
    await ann.delete(f"/api/groups/{crew.group}/members/{bob.id}", status=204)
    await react(bob, sent, "👍", status=404)
    await bob.delete(reaction(sent, "🎉"), status=404)
    assert (await read(ann, sent))["reactions"] == [{"emoji": "🎉", "user_ids": [bob.id]}]
    assert await read(ann, secret) == secret


async def test_one_person_gives_twenty_and_one_message_has_fifty(
    app: App, ann: Person, bob: Person, crew: Crew
) -> None:
    others = await people(app, "dan", "eve")
    for other in others:
        await enter(ann, other, crew.group)
    sent = await post(ann, crew.room)
    givers = [ann, bob, *others]
    for place, face in enumerate(FACES[:MOST_EMOJI]):
        await react(givers[place // MOST_EMOJI_OF_ONE], sent, face)
    assert (await react(ann, sent, FACES[MOST_EMOJI], status=422))["code"] == "too_many_reactions"
    assert (await react(others[1], sent, FACES[MOST_EMOJI], status=422))["code"] == "too_many_reactions"
    await react(others[1], sent, FACES[0])
    assert len((await read(ann, sent))["reactions"]) == MOST_EMOJI
    for other in others:
        await other.client.aclose()


def test_a_message_has_two_thousand_reactions_of_all_people_at_most() -> None:
    check_reaction("🌻", all_of_them={"🌻"}, mine=set(), given=MOST_GIVEN - 1)
    with pytest.raises(TooManyReactions):
        check_reaction("🌻", all_of_them={"🌻"}, mine=set(), given=MOST_GIVEN)


async def test_many_at_once_are_each_there_once(ann: Person, bob: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room)
    givers = [(person, emoji) for person in (ann, bob) for emoji in FACES[:5]] * 2
    await asyncio.gather(*(react(person, sent, emoji) for person, emoji in givers))
    given = (await read(ann, sent))["reactions"]
    assert {one["emoji"]: sorted(one["user_ids"]) for one in given} == {
        emoji: sorted([ann.id, bob.id]) for emoji in FACES[:5]
    }
    log = await events_in(ann, f"group:{crew.group}")
    added = [event["payload"]["emoji"] for event in log if event["type"] == "reaction.added"]
    assert len(added) == 10
    assert list(dict.fromkeys(added)) == [one["emoji"] for one in given]


async def test_who_reacted_and_left_is_named_beside_the_page(ann: Person, bob: Person, crew: Crew) -> None:
    await react(bob, await post(ann, crew.room), "👍")
    await bob.post(f"/api/groups/{crew.group}/leave", status=204)
    assert {user["id"] for user in (await page(ann, crew.room))["users"]} == {ann.id, bob.id}


async def test_an_emoji_of_the_group_is_given_in_its_rooms_alone(
    app: App, ann: Person, bob: Person, crew: Crew
) -> None:
    ours = await _emoji(app, ann, crew.group)
    theirs = await _emoji(app, ann, await new_group(ann, "Others"))
    sent, chatted = await post(ann, crew.room), await post(ann, crew.chat)
    await react(bob, sent, ours)
    assert (await read(ann, sent))["reactions"] == [{"emoji": ours, "user_ids": [bob.id]}]
    for message, emoji in ((sent, theirs), (sent, new_id()), (chatted, ours)):
        assert (await react(bob, message, emoji, status=422))["code"] == "not_an_emoji"
    await bob.delete(reaction(sent, ours), status=200)
    assert await read(ann, sent) == sent
    marked = {"type": "emoji", "offset": 0, "length": 6}
    assert (await post(bob, crew.room, ":wave:", entities=[marked | {"emoji_id": ours}]))["entities"]
    for where, emoji in ((crew.room, theirs), (crew.chat, ours)):
        refused = await post(bob, where, ":wave:", entities=[marked | {"emoji_id": emoji}], status=422)
        assert refused["code"] == "entity_is_not_valid"


async def _emoji(app: App, maker: Person, group: str) -> str:
    """One without a picture: only what it is called by matters here."""
    id, table = new_id(), metadata.tables["emoji"]
    known = {"id": id, "group_id": group, "name": "wave", "created_by": maker.id, "animated": False}

    def write(tx: Tx) -> None:
        rest = {column.name: 0 for column in table.columns if not column.nullable and column.name not in known}
        tx.conn.execute(table.insert().values(**rest, **known))

    await app.database.write(write)
    return id
