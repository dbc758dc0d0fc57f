"""What a page costs: nothing more for a plain message, one question for each kind of thing that hangs on some of it."""

from distributed_chat.app import App
from distributed_chat.db import Tx
from distributed_chat.home.queries import home_of
from distributed_chat.messages.queries import messages_page
from distributed_chat.messages.schemas import PageCut
from tests.cast import Person
from tests.messages.conftest import Crew
from tests.messages.statements import statements_of
from tests.messages.words import edit, pin, post, react

PLAIN_PAGE = 4
"""The right to read, the rows, their authors, the head."""


async def cost(app: App, reader: Person, conversation: str) -> int:
    def count(tx: Tx) -> int:
        return len(statements_of(tx, lambda: messages_page(tx, conversation, reader.id, PageCut())))

    return await app.database.read(count)


async def test_edits_pins_threads_and_mentions_are_on_the_row(app: App, ann: Person, bob: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room, "@all", entities=[{"type": "all", "offset": 0, "length": 4}])
    await edit(ann, sent, "all")
    await pin(bob, sent)
    await post(bob, crew.room, thread_of=sent["id"])
    await post(bob, crew.room, reply_to=sent["id"])
    assert await cost(app, bob, crew.room) == PLAIN_PAGE


async def test_many_of_a_kind_cost_one_question(app: App, ann: Person, bob: Person, crew: Crew) -> None:
    for _ in range(3):
        await react(bob, await post(ann, crew.room), "👍")
    assert await cost(app, bob, crew.room) == PLAIN_PAGE + 1
    for _ in range(3):
        await post(ann, crew.room, "https://example.test")
    assert await cost(app, bob, crew.room) == PLAIN_PAGE + 2


async def test_home_costs_the_same_however_many_conversations_there_are(
    app: App, ann: Person, bob: Person, crew: Crew
) -> None:
    def count(tx: Tx) -> int:
        return len(statements_of(tx, lambda: home_of(tx, bob.id)))

    for conversation in (crew.room, crew.chat):
        await react(bob, await post(ann, conversation), "👍")
    before = await app.database.read(count)
    await react(bob, await post(ann, crew.private), "👍")
    assert await app.database.read(count) == before
