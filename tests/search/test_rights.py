"""Nobody finds what they may not read, and nobody finds what is no longer there."""

from distributed_chat.app import App
from distributed_chat.kernel.pages import LARGEST_NUMBER
from distributed_chat.search.asking import Wanted
from distributed_chat.search.asks import Ask
from distributed_chat.search.queries.index import entries_of
from distributed_chat.search.queries.window import Window
from tests.cast import Person
from tests.conversations.rooms import say
from tests.messages.conftest import Crew
from tests.search.conftest import Finds, search


async def test_only_those_who_may_read_it_find_it(
    finds: Finds, ann: Person, bob: Person, cat: Person, dan: Person, crew: Crew
) -> None:
    for place in (crew.room, crew.private, crew.chat):
        await say(ann, place, f"lighthouse {place}")
    here = [f"lighthouse {place}" for place in (crew.chat, crew.private, crew.room)]
    assert await finds(ann, "lighthouse") == await finds(bob, "lighthouse") == here
    assert await finds(dan, "lighthouse") == here[2:]
    assert await finds(cat, "lighthouse") == []


async def test_naming_a_place_or_a_person_opens_no_door(
    finds: Finds, app: App, ann: Person, cat: Person, dan: Person, crew: Crew
) -> None:
    await say(ann, crew.private, "lighthouse")
    assert await finds(ann, at=crew.private) == ["lighthouse"]
    for outsider in (cat, dan):
        assert await finds(outsider, at=crew.private) == []
        assert await finds(outsider, by=ann.id) == []
        refused = await outsider.client.get("/api/search", params={"q": "in:surprise"})
        assert (refused.status_code, refused.json()["code"]) == (422, "no_such_place")
    refused = await cat.client.get("/api/search", params={"q": "from:ann"})
    assert (refused.status_code, refused.json()["code"]) == (422, "no_such_person")


async def test_what_others_wrote_corrects_no_typo_into_the_open(
    finds: Finds, ann: Person, dan: Person, crew: Crew
) -> None:
    await say(ann, crew.private, "lighthouse")
    await say(ann, crew.room, "nothing")
    assert await finds(ann, "lighthuose") == ["lighthouse"]
    assert await finds(dan, "lighthuose") == []


async def test_a_removed_member_finds_nothing_any_more(finds: Finds, ann: Person, bob: Person, crew: Crew) -> None:
    for place in (crew.room, crew.private):
        await say(bob, place, "lighthouse")
    assert len(await finds(bob, "lighthouse")) == 2
    await ann.delete(f"/api/groups/{crew.group}/members/{bob.id}", status=204)
    assert await finds(bob, "lighthouse") == []
    assert len(await finds(ann, "lighthouse")) == 2


async def test_a_deleted_room_is_searched_no_more(finds: Finds, ann: Person, crew: Crew) -> None:
    await say(ann, crew.room, "lighthouse")
    await ann.delete(f"/api/rooms/{crew.room}", status=204)
    assert await finds(ann, "lighthouse") == []


async def test_who_is_in_too_much_to_name_it_is_held_to_it_by_the_rows(
    app: App, ann: Person, dan: Person, crew: Crew
) -> None:
    sent = await say(ann, crew.private, "lighthouse")
    await app.indexer.settled()
    ask = Ask(((Wanted(("lighthouse",), may_go_on=False),),))

    async def found(person: Person) -> list[str]:
        entries = await app.database.read(lambda tx: entries_of(tx, person.id, ask, Window(0, LARGEST_NUMBER), 9))
        return [entry.message_id for entry in entries]

    assert await found(ann) == [sent["message"]["id"]]
    assert await found(dan) == []


async def test_an_edited_message_is_found_by_its_new_words_alone(finds: Finds, ann: Person, crew: Crew) -> None:
    sent = await say(ann, crew.room, "lighthouse keeper")
    assert await finds(ann, "lighthouse") == ["lighthouse keeper"]
    await ann.patch(f"/api/messages/{sent['message']['id']}", {"text": "harbour keeper"})
    assert await finds(ann, "lighthouse") == []
    assert await finds(ann, "lighthuose") == []
    assert await finds(ann, "harbour") == await finds(ann, "keeper") == ["harbour keeper"]


async def test_a_deleted_message_is_gone_with_its_deletion(app: App, ann: Person, bob: Person, crew: Crew) -> None:
    sent = await say(ann, crew.room, "lighthouse keeper")
    assert len((await search(app, bob, "lighthouse"))["hits"]) == 1
    await ann.delete(f"/api/messages/{sent['message']['id']}")
    assert (await bob.get("/api/search", q="lighthouse"))["hits"] == []
    assert (await search(app, bob, "lighthuose"))["hits"] == []


async def test_what_was_deleted_before_it_was_indexed_never_is(finds: Finds, ann: Person, crew: Crew) -> None:
    sent = await say(ann, crew.room, "lighthouse keeper")
    await ann.delete(f"/api/messages/{sent['message']['id']}")
    assert await finds(ann, "lighthouse") == []
