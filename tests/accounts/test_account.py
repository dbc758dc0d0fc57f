"""An account is made, changed and deleted."""

import asyncio
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Select

from distributed_chat.accounts import actions, flows, queries, subscribers
from distributed_chat.accounts.errors import (
    EmailTaken,
    PasswordIsWeak,
    SetupCodeIsWrong,
    SignUpIsClosed,
    WrongEmailOrPassword,
    WrongPassword,
)
from distributed_chat.accounts.schemas import Me, ProfileChange, User
from distributed_chat.accounts.tables import familiar_addresses, one_time_codes, sessions, users
from distributed_chat.config import SignUp
from distributed_chat.db import Tx
from distributed_chat.kernel.errors import DomainError, IdTaken, Invalid, NotFound, NotSignedIn, TooMany
from distributed_chat.kernel.ids import UserId, new_id, user_stream
from distributed_chat.streams.tables import events
from tests.accounts.world import NewWorld, Person, World, asks
from tests.cast import PASSWORD


async def test_the_first_account_owns_the_instance_and_no_other_does(ann: Person, bob: Person, cat: Person) -> None:
    assert [person.user.is_owner for person in (ann, bob, cat)] == [True, False, False]


async def test_a_new_account_is_shown_to_itself_with_its_email_and_to_others_without(world: World, ann: Person) -> None:
    me = ann.user
    assert (me.first_name, me.last_name, me.email, me.email_proved) == ("Ann", "Example", "ann@example.com", False)
    assert me.created_at == "2026-11-25T12:00:00.000000Z"
    shown = await world.read(lambda tx: queries.users_by_id(tx, [ann.id, new_id()]))
    assert shown == {ann.id: User(id=ann.id, first_name="Ann", last_name="Example", kind="person")}


async def test_of_many_first_accounts_at_once_one_owns_the_instance(world: World) -> None:
    people = await asyncio.gather(*(world.signs_up(f"first{n}") for n in range(8)))
    assert sum(person.user.is_owner for person in people) == 1


async def test_one_email_has_one_account_also_when_two_come_at_once(world: World, ann: Person) -> None:
    assert ann.user.is_owner
    results = await asyncio.gather(*(world.signs_up("bob") for _ in range(6)), return_exceptions=True)
    assert sum(isinstance(result, Person) for result in results) == 1
    assert sum(isinstance(result, EmailTaken) for result in results) == 5


async def test_an_email_is_the_same_in_capitals(world: World, ann: Person) -> None:
    with pytest.raises(EmailTaken) as refused:
        await world.write(lambda tx: _create(tx, email=" ANN@Example.com", invited=True))
    assert refused.value.field == "email"
    assert ann.user.is_owner


async def test_an_id_that_names_something_already_is_refused(world: World, ann: Person) -> None:
    with pytest.raises(IdTaken):
        await world.write(lambda tx: _create(tx, id=ann.id, invited=True))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"first_name": ""}, "first_name"),
        ({"first_name": " \u200b\u202e"}, "first_name"),
        ({"last_name": "x" * 81}, "last_name"),
        ({"first_name": "a\0b"}, "first_name"),
        ({"email": "ann"}, "email"),
        ({"email": "ann\ud800@example.com"}, "email"),
    ],
)
async def test_what_is_wrong_is_named_by_its_field(world: World, given: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        await world.write(lambda tx: _create(tx, **given))
    assert refused.value.field == field
    assert not await world.read(queries.is_owned)


@pytest.mark.parametrize(
    ("setting", "invited", "error"),
    [
        (None, False, SignUpIsClosed),
        (None, True, None),
        (SignUp.OPEN, False, None),
        (SignUp.CLOSED, True, SignUpIsClosed),
    ],
)
async def test_who_may_sign_up_after_the_first(
    new_world: NewWorld, setting: SignUp | None, invited: bool, error: type[DomainError] | None
) -> None:
    async with new_world(sign_up=setting) as world:
        await world.write(lambda tx: _create(tx, email="first@example.com"))
        if error is None:
            await world.write(lambda tx: _create(tx, invited=invited))
        else:
            with pytest.raises(error):
                await world.write(lambda tx: _create(tx, invited=invited))


@pytest.mark.parametrize(
    "reached",
    [{"host": "0.0.0.0"}, {"host": "127.0.0.1", "public_url": "https://chat.example.org"}],
    ids=["directly", "through a proxy"],
)
async def test_an_instance_that_others_can_reach_is_owned_by_whoever_has_the_code(
    new_world: NewWorld, reached: dict[str, str]
) -> None:
    async with new_world(**reached) as world:  # nothing is bound here
        code = await world.write(actions.setup_code_to_print)
        assert code
        assert await world.write(actions.setup_code_to_print) == code, "the same at every start"
        for wrong in (None, "", "ABCD-EFGH-JKLM"):
            with pytest.raises(SetupCodeIsWrong) as refused:
                await world.write(partial(_create, setup_code=wrong))
            assert refused.value.field == "setup_code"
        me = await world.write(lambda tx: _create(tx, setup_code=code.lower().replace("-", " ")))
        assert me.is_owner
        assert await world.write(actions.setup_code_to_print) is None
        with pytest.raises(SignUpIsClosed):
            await world.write(lambda tx: _create(tx, email="late@example.com", setup_code=code))


async def test_what_a_stranger_is_told_of_the_instance(new_world: NewWorld) -> None:
    async with new_world(host="0.0.0.0", public_url="https://chat.example.org/") as world:
        fresh = await world.read(queries.instance_of)
        assert (fresh.owned, fresh.sign_up, fresh.setup_code_needed, fresh.mail) == (False, "open", True, False)
        assert fresh.public_url == "https://chat.example.org"
        code = await world.write(actions.setup_code_to_print)
        await world.write(lambda tx: _create(tx, setup_code=code))
        owned = await world.read(queries.instance_of)
        assert (owned.owned, owned.sign_up, owned.setup_code_needed) == (True, "invite", False)


async def test_a_new_name_is_told_to_my_devices_and_to_the_places_i_am_in(world: World, ann: Person) -> None:
    told: list[UserId] = []
    subscribers.profile_changed.append(lambda _tx, user_id: told.append(user_id))
    after = await _change(world, ann, first_name=" Anna ", last_name="Brandt")
    assert (after.first_name, after.last_name) == ("Anna", "Brandt")
    assert told == [ann.id]
    assert await _events(world, ann) == ["user.changed"]
    assert await world.actor(ann.token) is not None


async def test_a_change_that_changes_nothing_says_nothing(world: World, ann: Person) -> None:
    told: list[UserId] = []
    subscribers.profile_changed.append(lambda _tx, user_id: told.append(user_id))
    assert await _change(world, ann, first_name="Ann") == ann.user
    assert await _change(world, ann) == ann.user
    assert told == []
    assert await _events(world, ann) == []


async def test_a_subscriber_who_refuses_undoes_the_change(world: World, ann: Person) -> None:
    def refuses(_tx: Tx, _user_id: UserId) -> None:
        raise Invalid

    subscribers.profile_changed.append(refuses)
    with pytest.raises(Invalid):
        await _change(world, ann, first_name="Anna")
    assert await world.read(lambda tx: queries.me_of(tx, ann.id)) == ann.user
    assert await _events(world, ann) == []


@pytest.mark.parametrize("change", [{"email": "anna@example.com"}, {"password": "olive oil and salt"}])
@pytest.mark.parametrize("current", [None, "", "not my password"])
async def test_an_open_laptop_is_not_an_account(
    world: World, ann: Person, change: dict[str, str], current: str | None
) -> None:
    with pytest.raises(WrongPassword) as refused:
        await _change(world, ann, **change, current_password=current)
    assert refused.value.field == "current_password"
    assert (await world.signs_in(ann.email)).user == ann.user


async def test_guessing_the_current_password_waits(world: World, ann: Person) -> None:
    for number in range(5):
        with pytest.raises(WrongPassword):
            await _change(world, ann, email="anna@example.com", current_password=f"guess {number}")
    with pytest.raises(TooMany):
        await _change(world, ann, email="anna@example.com", current_password=PASSWORD)


async def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(
    world: World, ann: Person, bob: Person
) -> None:
    phone = await world.signs_in(ann.email)
    await _change(world, ann, password="olive oil and salt", current_password=PASSWORD)
    assert await world.actor(ann.token) is not None
    assert await world.actor(phone.token) is None
    assert await world.actor(bob.token) is not None
    with pytest.raises(WrongEmailOrPassword):
        await world.signs_in(ann.email, PASSWORD)
    assert await world.signs_in(ann.email, "olive oil and salt")


async def test_a_new_email_is_not_proved_and_replaces_the_old_one(world: World, ann: Person) -> None:
    await _prove(world, ann)
    after = await _change(world, ann, email="Anna@Example.com", current_password=PASSWORD)
    assert (after.email, after.email_proved) == ("anna@example.com", False)
    assert await world.read(lambda tx: queries.proved_email(tx, ann.id)) is None
    with pytest.raises(WrongEmailOrPassword):
        await world.signs_in("ann@example.com")


async def test_nobody_takes_the_email_of_another(world: World, ann: Person, bob: Person) -> None:
    with pytest.raises(EmailTaken):
        await _change(world, bob, email="ANN@example.com", current_password=PASSWORD)
    assert (await world.read(lambda tx: queries.me_of(tx, bob.id))) == bob.user
    assert (await world.read(lambda tx: queries.me_of(tx, ann.id))) == ann.user


async def test_a_weak_new_password_is_refused_before_the_current_one_is_asked(world: World, ann: Person) -> None:
    before = world.passwords.work
    with pytest.raises(PasswordIsWeak):
        await _change(world, ann, password="Example1!", current_password="wrong")
    assert world.passwords.work == before


async def test_nobody_changes_an_account_without_a_session(world: World, ann: Person) -> None:
    for token in (None, "", "ds_other"):
        with pytest.raises(NotSignedIn):
            await flows.change_account(world.services, asks(token), ProfileChange(first_name="Eve"))
        with pytest.raises(NotSignedIn):
            await flows.delete_account(world.services, asks(token), PASSWORD)
    assert await world.read(lambda tx: queries.me_of(tx, ann.id)) == ann.user


async def test_a_deleted_account_is_a_name_without_a_name(world: World, ann: Person, bob: Person) -> None:
    await world.signs_in(bob.email)
    await flows.delete_account(world.services, bob.asks(), PASSWORD)
    shown = await world.read(lambda tx: queries.user_of(tx, bob.id))
    assert shown == User(id=bob.id, first_name="", last_name="", kind="deleted")
    row = await world.read(lambda tx: tx.conn.execute(users.select().where(users.c.id == bob.id)).one())
    assert (row.email, row.password_hash, row.email_proved) == (None, None, False)
    assert await world.actor(ann.token) is not None


async def test_every_right_of_a_deleted_account_ends_in_that_transaction(
    world: World, ann: Person, bob: Person
) -> None:
    phone = await world.signs_in(bob.email)
    closed: list[str] = []
    left: list[UserId] = []
    subscribers.sessions_ended.append(closed.extend)
    subscribers.account_deleted.append(lambda _tx, user_id: left.append(user_id))
    await flows.delete_account(world.services, bob.asks(), PASSWORD)
    assert left == [bob.id]
    assert len(closed) == 2
    for token in (bob.token, phone.token):
        assert await world.actor(token) is None
    assert not await world.read(lambda tx: queries.is_person(tx, bob.id))
    with pytest.raises(NotFound):
        await world.read(lambda tx: queries.me_of(tx, bob.id))
    with pytest.raises(WrongEmailOrPassword):
        await world.signs_in(bob.email)
    for table in (sessions, one_time_codes, familiar_addresses):
        mine = table.select().where(table.c.user_id == bob.id)
        assert await world.read(partial(_rows, wanted=mine)) == []
    assert ann.user.is_owner


async def test_the_profile_of_a_deleted_account_is_erased_from_the_log(world: World, ann: Person, bob: Person) -> None:
    await _change(world, bob, first_name="Robert")
    await _change(world, ann, first_name="Anna")
    await flows.delete_account(world.services, bob.asks(), PASSWORD)
    assert await _payloads(world, bob) == [None]
    assert None not in await _payloads(world, ann)


async def test_deleting_needs_the_password(world: World, ann: Person, bob: Person) -> None:
    with pytest.raises(WrongPassword) as refused:
        await flows.delete_account(world.services, bob.asks(), "wrong")
    assert refused.value.field == "password"
    assert await world.read(lambda tx: queries.is_person(tx, bob.id))
    assert ann.user.is_owner


async def test_a_deleted_email_is_free_and_a_deleted_id_is_not(world: World, ann: Person, bob: Person) -> None:
    await flows.delete_account(world.services, bob.asks(), PASSWORD)
    with pytest.raises(IdTaken):
        await world.write(lambda tx: _create(tx, id=bob.id, email=bob.email, invited=True))
    again = await world.signs_up("bob")
    assert again.id not in (bob.id, ann.id)


async def test_the_instance_passes_to_its_oldest_account(world: World, ann: Person, bob: Person, cat: Person) -> None:
    await flows.delete_account(world.services, ann.asks(), PASSWORD)
    heir = await world.read(lambda tx: min(_members(tx, bob, cat), key=lambda me: (me.created_at, me.id)))
    assert heir.is_owner
    assert await world.read(lambda tx: sum(me.is_owner for me in _members(tx, bob, cat))) == 1


async def test_when_the_last_account_goes_the_instance_is_as_on_its_first_day(world: World, ann: Person) -> None:
    await flows.delete_account(world.services, ann.asks(), PASSWORD)
    assert not await world.read(queries.is_owned)
    assert (await world.signs_up("bob")).user.is_owner


def _create(tx: Tx, **given: object) -> Me:
    usual: dict[str, object] = {
        "first_name": "Cat",
        "last_name": "Example",
        "email": "cat@example.com",
        "password_hash": "hash",
    }
    return actions.create_account(tx, **{**usual, **given})  # type: ignore[arg-type]  # the table of a test


async def _change(world: World, person: Person, **change: str | None) -> Me:
    return await flows.change_account(world.services, person.asks(), ProfileChange(**change))


async def _prove(world: World, person: Person) -> None:
    await world.write(lambda tx: tx.conn.execute(users.update().values(email_proved=True)))
    assert await world.read(lambda tx: queries.proved_email(tx, person.id)) == person.email


async def _events(world: World, person: Person) -> list[str]:
    mine = events.select().where(events.c.stream == user_stream(person.id)).order_by(events.c.seq)
    return [row.type for row in await world.read(lambda tx: tx.conn.execute(mine).all())]


async def _payloads(world: World, person: Person) -> list[bytes | None]:
    mine = events.select().where(events.c.stream == user_stream(person.id)).order_by(events.c.seq)
    return [row.payload for row in await world.read(lambda tx: tx.conn.execute(mine).all())]


def _rows(tx: Tx, wanted: Select[Any]) -> list[Any]:
    return list(tx.conn.execute(wanted))


def _members(tx: Tx, *people: Person) -> list[Me]:
    return [queries.me_of(tx, person.id) for person in people]
