"""Every endpoint of the platform: its errors row by row, what it leaves out, and what it answers."""

import random
from typing import Any

import pytest

from distributed_chat.app import App
from distributed_chat.kernel.clock import DAY, MINUTE, SECOND, MovedClock
from distributed_chat.micro.services import SERVICES
from distributed_chat.micro.shapes import instant_of, timestamp, without_empties
from tests.cast import Person
from tests.keys.test_keys import room_of
from tests.micro.contract import ERRORS, NOWHERE, PERSON, UNKNOWN_IS_FINE, Refused
from tests.micro.speaking import Micro

Place = tuple[str, str]


@pytest.fixture
async def place(ann: Person, bob: Person) -> Place:
    return await room_of(ann)


def filled(fields: dict[str, Any], ann: Person, place: Place) -> dict[str, Any]:
    """With the ids of this run where the contract says `$ann`, `$group`, `$room`."""
    ids = {"$ann": ann.id, "$group": place[0], "$room": place[1]}

    def fill(value: Any) -> Any:
        return [fill(one) for one in value] if isinstance(value, list) else ids.get(str(value), value)

    return {name: fill(value) for name, value in fields.items()}


def test_every_endpoint_has_a_row() -> None:
    rows = {row.path.lower() for row in ERRORS} | {path.lower() for path, _fields in UNKNOWN_IS_FINE}
    made = {f"{service}/{name}" for service, endpoints in SERVICES.items() for name in endpoints}
    aliases = {"users/list", "threads/sendmessage", "threads/updatethread", "threads/deletethread", "chats/sendmessage"}
    assert made - rows == aliases


async def test_its_errors_are_those_of_the_contract(micro: Micro, ann: Person, place: Place) -> None:
    async def said(row: Refused) -> Refused:
        answer = await micro.error(row.path, **filled(row.fields, ann, place))
        return row._replace(status=answer[0], id=answer[1], detail=answer[2])

    assert [await said(row) for row in ERRORS] == ERRORS


async def test_what_is_not_there_is_nothing(micro: Micro, ann: Person, place: Place) -> None:
    for path, fields in UNKNOWN_IS_FINE:
        answer = await micro.raw(path, filled(fields, ann, place))
        assert (path, answer.status_code, answer.content) == (path, 200, b"{}")


async def test_the_case_of_a_path_means_nothing_and_a_version_may_stand_before_it(micro: Micro, ann: Person) -> None:
    dice = random.Random(7)
    for service, endpoints in SERVICES.items():
        for name in endpoints:
            path = "".join(dice.choice((letter.upper(), letter)) for letter in f"{service}/{name}")
            answer = await micro.raw(dice.choice((path, f"V1/{path}", f"v1/{path}")))
            assert answer.json().get("Id") != "go.micro.client", path
    assert await micro("users/readByEmail", emails=["Ann@example.test"]) == await micro(
        "users/read-by-email", emails=["ann@example.test"]
    )


async def test_fields_come_in_either_spelling_and_in_the_query(micro: Micro, ann: Person, place: Place) -> None:
    expected = await micro("threads/ListConversations", group_id=place[0])
    assert await micro("threads/ListConversations", groupId=place[0], nobody_knows=1) == expected
    asked = await micro.client.get("/micro/threads/ListConversations", params={"group_id": place[0]})
    assert asked.json() == expected
    several = await micro.client.get("/micro/users/read", params=[("ids", ann.id), ("ids", NOWHERE)])
    assert set(several.json()["users"]) == {ann.id}


async def test_a_user_made_here_signs_in_to_our_page_and_back(app: App, micro: Micro, nobody: Any) -> None:
    made = await micro("users/create", **PERSON | {"email": "Eve@Example.test"})
    user = {name: PERSON[name] for name in ("first_name", "last_name", "email")}
    assert made["user"] == {"id": made["user"]["id"], **user}
    ours = await nobody.post("/api/sessions", json={"email": "eve@example.test", "password": PERSON["password"]})
    assert ours.status_code == 201
    assert await micro("users/validate", token=ours.json()["token"]) == {"user": made["user"]}
    login = await micro("users/login", email="EVE@example.test", password=PERSON["password"])
    assert login["user"] == made["user"]
    assert (await micro("users/read", ids=[made["user"]["id"]] * 2))["users"] == {made["user"]["id"]: made["user"]}
    assert await micro("users/logout", id=made["user"]["id"]) == {}
    for token in (made["token"], login["token"], ours.json()["token"]):
        assert (await micro.error("users/validate", token=token))[1] == "INVALID_TOKEN"


async def test_a_session_is_prolonged_by_its_use_and_ends_with_the_password(
    micro: Micro, clock: MovedClock, ann: Person
) -> None:
    made = await micro("users/create", **PERSON)
    for _ in range(4):
        clock.move(10 * DAY)
        await micro("users/validate", token=made["token"])
    changed = await micro("users/update", id=made["user"]["id"], password="another horse", first_name="Eva")
    assert changed["user"]["first_name"] == "Eva"
    assert (await micro.error("users/validate", token=made["token"]))[1] == "INVALID_TOKEN"
    fresh = (await micro("users/login", email=PERSON["email"], password="another horse"))["token"]
    clock.move(15 * DAY)
    assert await micro.error("users/validate", token=fresh) == (400, "TOKEN_EXPIRED", "Token has expired")
    assert await micro("users/delete", id=made["user"]["id"]) == {}
    assert (await micro.raw("users/read", {"ids": [made["user"]["id"]]})).json() == {}


async def test_a_group_is_owned_by_whoever_comes_first(micro: Micro, ann: Person, bob: Person) -> None:
    group = (await micro("groups/Create", name="Crew"))["group"]
    assert set(group) == {"id", "name"}
    assert (await micro("groups/Read", ids=[group["id"]]))["groups"] == {group["id"]: group}  # nobody: left out
    for person in (bob, ann, ann):
        assert await micro("groups/AddMember", group_id=group["id"], member_id=person.id) == {}
    whole = {**group, "member_ids": [bob.id, ann.id]}
    assert (await micro("groups/List", member_id=ann.id))["groups"] == [whole]
    assert whole in (await micro("groups/List"))["groups"]
    home = await bob.get("/api/home")
    assert [(one["group"]["name"], one["my_role"]) for one in home["groups"]] == [("Crew", "owner")]
    assert (await micro("groups/Update", id=group["id"], name="Sunday Crew"))["group"]["name"] == "Sunday Crew"
    assert await micro("groups/RemoveMember", group_id=group["id"], member_id=bob.id) == {}
    assert (await ann.get("/api/home"))["groups"][0]["my_role"] == "owner"  # somebody must
    assert await micro("groups/Delete", id=group["id"]) == {}
    assert (await ann.get("/api/home"))["groups"] == []


@pytest.mark.parametrize(
    ("noun", "one", "field"), [("Conversation", "conversation", "conversation_id"), ("Thread", "thread", "thread_id")]
)
async def test_a_thread_is_a_room(
    micro: Micro, ann: Person, clock: MovedClock, place: Place, noun: str, one: str, field: str
) -> None:
    made = (await micro(f"threads/Create{noun}", group_id=place[0], topic="Balcony"))[one]
    assert made == {"id": made["id"], "group_id": place[0], "topic": "Balcony", "created_at": "2026-11-25T12:00:00Z"}
    assert await micro(f"threads/Read{noun}", id=made["id"], group_id=place[0]) == {one: made}
    topics = [room["topic"] for room in (await micro(f"threads/List{noun}s", group_id=place[0]))[f"{one}s"]]
    assert topics == ["Kitchen", "Balcony"]
    sent = []
    for number in range(30):
        clock.move(SECOND + number)
        fields = {field: made["id"], "author_id": ann.id, "text": str(number)}
        sent.append((await micro("threads/CreateMessage", **fields))["message"])
    assert set(sent[0]) == {"id", "author_id", field, "text", "sent_at"}
    newest = (await micro("threads/ListMessages", **{field: made["id"]}))["messages"]
    assert newest == sent[:4:-1]  # 25, the newest first, one time in every answer
    before = await micro("threads/ListMessages", **{field: made["id"], "sent_before": sent[3]["sent_at"], "limit": 2})
    assert before["messages"] == [sent[2], sent[1]]
    recent = await micro("threads/RecentMessages", **{f"{field}s": [place[1], made["id"]], "limit_per_conversation": 2})
    assert recent["messages"] == [sent[29], sent[28]]
    ours = await ann.get(f"/api/conversations/{made['id']}/messages")
    assert [message["text"] for message in ours["messages"]] == [str(number) for number in range(30)]
    assert (await micro(f"threads/Update{noun}", id=made["id"], topic="Attic"))[one]["topic"] == "Attic"
    assert await micro(f"threads/Delete{noun}", id=made["id"]) == {}
    assert (await ann.client.get(f"/api/conversations/{made['id']}/messages")).status_code == 404


async def test_later_clients_page_by_offset_and_order(micro: Micro, ann: Person, place: Place) -> None:
    for number in range(5):
        await micro("threads/SendMessage", thread_id=place[1], author_id=ann.id, text=str(number))
    page = await micro("threads/ListMessages", thread_id=place[1], order="asc", limit="2", offset=1)
    assert [message["text"] for message in page["messages"]] == ["1", "2"]
    assert await micro("threads/ListMessages", thread_id=place[1], limit=0) == {}


async def test_a_message_is_sent_once_by_its_id(micro: Micro, ann: Person, bob: Person, place: Place) -> None:
    fields = {"id": NOWHERE.upper(), "conversation_id": place[1], "author_id": ann.id, "text": "Once"}
    first = await micro("threads/CreateMessage", **fields)
    assert await micro("threads/CreateMessage", **fields | {"text": "Twice"}) == first
    assert (await micro.error("threads/CreateMessage", **fields | {"id": "7"}))[1] == "INVALID_ID"
    outside = fields | {"id": "", "author_id": bob.id}
    assert (await micro.error("threads/CreateMessage", **outside))[1] == "NOT_FOUND"
    long = await micro.error("threads/CreateMessage", **fields | {"id": "", "text": "x" * 8_001})
    assert long[:2] == (400, "INVALID_TEXT")


async def test_a_chat_is_the_same_for_the_same_people(micro: Micro, ann: Person, bob: Person) -> None:
    chat = (await micro("chats/CreateChat", user_ids=[ann.id, bob.id]))["chat"]
    assert chat["user_ids"] == sorted([ann.id, bob.id])
    assert (await micro("chats/CreateChat", user_ids=[bob.id, ann.id, bob.id]))["chat"] == chat
    sent = (await micro("chats/CreateMessage", chat_id=chat["id"], author_id=bob.id, text="Psst"))["message"]
    assert (await micro("chats/ListMessages", chat_id=chat["id"]))["messages"] == [sent]
    assert [one["id"] for one in (await ann.get("/api/home"))["chats"]] == [chat["id"]]
    assert (await micro.error("chats/CreateChat", user_ids=[ann.id, NOWHERE]))[:2] == (404, "NOT_FOUND")


async def test_seen_is_our_marker_and_never_goes_back(
    micro: Micro, clock: MovedClock, ann: Person, bob: Person, place: Place
) -> None:
    await micro("groups/AddMember", group_id=place[0], member_id=bob.id)
    times = []
    for number in range(3):
        clock.move(MINUTE)
        sent = await micro("threads/CreateMessage", conversation_id=place[1], author_id=ann.id, text=str(number))
        times.append(sent["message"]["sent_at"])
    thread = {"user_id": bob.id, "resource_type": "thread"}
    assert await micro("seen/Set", **thread, resource_id=place[1], timestamp=times[1]) == {}
    assert (await micro("seen/Read", **thread, resource_ids=[place[1], NOWHERE])) == {
        "timestamps": {place[1]: times[1]}
    }
    markers = (await bob.get("/api/home"))["markers"]
    assert [marker["number"] for marker in markers if marker["conversation_id"] == place[1]] == [2]
    await micro("seen/Set", **thread, resource_id=place[1], timestamp=times[0])
    assert (await micro("seen/Read", **thread, resource_ids=[place[1]]))["timestamps"][place[1]] == times[1]
    await bob.put(f"/api/conversations/{place[1]}/seen", {"number": 3})
    assert (await micro("seen/Read", **thread, resource_ids=[place[1]]))["timestamps"][place[1]] == times[2]
    await micro("seen/Unset", **thread, resource_id=place[1])
    assert await micro("seen/Read", **thread, resource_ids=[place[1]]) == {}
    chat = (await micro("chats/CreateChat", user_ids=[ann.id, bob.id]))["chat"]["id"]
    await micro("chats/CreateMessage", chat_id=chat, author_id=ann.id, text="Psst")
    clock.move(SECOND)
    await micro("seen/Set", user_id=bob.id, resource_type="chat", resource_id=ann.id)
    seen = await micro("seen/Read", user_id=bob.id, resource_type="chat", resource_ids=[ann.id])
    assert seen["timestamps"][ann.id] == timestamp(clock.now())
    await micro("seen/Set", user_id=bob.id, resource_type="board", resource_id="7")
    assert set((await micro("seen/Read", user_id=bob.id, resource_type="board", resource_ids=["7"]))["timestamps"]) == {
        "7"
    }


async def test_an_invite_has_a_code_of_eight_digits(micro: Micro, ann: Person, place: Place) -> None:
    made = (await micro("invites/Create", group_id=place[0], email="Dan@example.test"))["invite"]
    assert made == {"id": made["id"], "group_id": place[0], "email": "dan@example.test", "code": made["code"]}
    assert len(made["code"]) == 8
    assert made["code"].isdigit()
    again = (await micro("invites/Create", group_id=place[0], email="dan@example.test"))["invite"]
    assert again == made  # never a dead link
    assert (
        await micro("invites/Read", code=made["code"]) == await micro("invites/Read", id=made["id"]) == {"invite": made}
    )
    for asked in (
        {"group_id": place[0]},
        {"email": "DAN@example.test"},
        {"group_id": place[0], "email": made["email"]},
    ):
        assert await micro("invites/List", **asked) == {"invites": [made]}
    assert [one["email"] for one in (await ann.get(f"/api/groups/{place[0]}/invites"))["invites"]] == [made["email"]]
    assert await micro("invites/Delete", id=made["id"]) == {}
    assert (await micro.error("invites/Read", code=made["code"]))[1] == "NOT_FOUND"


async def test_a_code_works_once_in_its_time_and_for_five_tries(micro: Micro, clock: MovedClock) -> None:
    async def verify(code: str, identity: str = "dan@example.test") -> str:
        answer = await micro.raw("codes/Verify", {"code": code, "identity": identity})
        return str(answer.json().get("Id", "right"))

    code = (await micro("codes/Create", identity="dan@example.test"))["code"]
    other = (await micro("codes/Create", identity="dan@example.test"))["code"]
    assert len(code) == 8
    assert await verify(code, "eve@example.test") == "INVALID_CODE"
    assert [await verify(code), await verify(code)] == ["right", "INVALID_CODE"]
    clock.move(5 * MINUTE)
    assert await verify(other) == "EXPIRED_CODE"
    guessed = (await micro("codes/Create", identity="dan@example.test"))["code"]
    wrong = "0" * 8 if guessed != "0" * 8 else "1" * 8
    assert [await verify(wrong) for _ in range(5)] == ["INVALID_CODE"] * 5
    assert await verify(guessed) == "INVALID_CODE"


def test_times_have_as_few_digits_as_are_exact_and_empties_are_left_out() -> None:
    for written in ("2021-05-12T18:00:00Z", "2021-05-12T18:00:00.120Z", "2021-05-12T18:00:00.120005Z"):
        assert timestamp(instant_of(written) or 0) == written
    assert instant_of("2021-05-12T20:00:00+02:00") == instant_of("2021-05-12T18:00:00.000000000Z")
    assert instant_of("yesterday") is instant_of("2021-13-12T18:00:00Z") is None
    full = {"a": "", "b": 0, "c": [], "d": {}, "e": None, "f": False, "g": {"h": ""}, "i": [{"j": 1, "k": ""}]}
    assert without_empties(full) == {"i": [{"j": 1}]}
