"""Quotes hold ids, never words; a page brings what is quoted, as it is now."""

from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.conversations.rooms import enter, new_room
from tests.messages.conftest import Crew
from tests.messages.words import delete, edit, marker, page, post, react, read


async def test_a_quote_names_the_message_and_a_page_brings_it_as_it_is_now(
    ann: Person, bob: Person, crew: Crew
) -> None:
    first = await post(ann, crew.room, "Tee?")
    await post(ann, crew.room)
    answer = await post(bob, crew.room, "Yes", reply_to=first["id"])
    assert answer["reply_to"] == {"id": first["id"], "number": 1, "author_id": ann.id}
    await edit(ann, first, "Tea?")
    await react(bob, first, "👍")
    found = await page(ann, crew.room, limit=1)
    assert found["messages"] == [answer]
    assert found["quoted"] == [await read(bob, first)]
    assert found["quoted"][0]["text"] == "Tea?"
    assert {user["id"] for user in found["users"]} == {ann.id, bob.id}
    alone = await bob.get(f"/api/messages/{answer['id']}")
    assert (alone["message"], alone["quoted"]) == (answer, found["quoted"])


async def test_what_is_on_the_page_itself_is_not_brought_twice(ann: Person, crew: Crew) -> None:
    first = await post(ann, crew.room)
    await post(ann, crew.room, reply_to=first["id"])
    assert (await page(ann, crew.room))["quoted"] == []


async def test_of_a_deleted_message_a_quote_keeps_no_word(ann: Person, bob: Person, crew: Crew) -> None:
    first = await post(ann, crew.room, "sesame")
    await delete(ann, first)
    late = await post(bob, crew.room, reply_to=first["id"])
    found = await page(bob, crew.room, after=1)
    assert found["messages"] == [late]
    assert [(one["id"], one["text"], "deleted_at" in one) for one in found["quoted"]] == [(first["id"], "", True)]


async def test_only_what_is_said_here_can_be_quoted(ann: Person, bob: Person, crew: Crew) -> None:
    elsewhere = (await new_room(ann, crew.group))["id"]
    other, root = await post(ann, elsewhere), await post(ann, crew.room)
    reply = await post(bob, crew.room, thread_of=root["id"])
    second = await post(ann, crew.room)
    for id, more in (
        (other["id"], {}),
        (new_id(), {}),
        (reply["id"], {}),
        (reply["id"], {"thread_of": second["id"]}),
        (other["id"], {"thread_of": root["id"]}),
    ):
        refused = await post(ann, crew.room, status=422, reply_to=id, **more)
        assert (refused["code"], refused["field"]) == ("not_in_the_conversation", "reply_to")
    assert (await post(ann, crew.room, reply_to=root["id"]))["number"] == 3
    for quoted in (reply, second):
        assert (await post(ann, crew.room, reply_to=quoted["id"], thread_of=root["id"]))["thread_of"] == root["id"]


async def test_a_foreign_message_and_none_are_refused_in_the_same_words(
    ann: Person, bob: Person, cat: Person, crew: Crew
) -> None:
    await enter(ann, cat, crew.group)
    secret = await post(ann, crew.private)
    answers = [await post(cat, crew.room, status=422, reply_to=id) for id in (secret["id"], new_id())]
    for answer in answers:
        del answer["request_id"]
    assert answers[0] == answers[1]


async def test_an_answer_calls_whom_it_answers_and_nobody_themselves(ann: Person, bob: Person, crew: Crew) -> None:
    anns = await post(ann, crew.room)
    await post(ann, crew.room, reply_to=anns["id"])
    await post(bob, crew.room, reply_to=anns["id"])
    assert (await marker(ann, crew.room))["mentions"] == [3]
    assert "mentions" not in await marker(bob, crew.room)
