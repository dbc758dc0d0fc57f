"""Signing in, staying signed in, and every way in which that ends."""

import asyncio
from functools import partial

import pytest

from distributed_chat.accounts import actions, queries, subscribers
from distributed_chat.accounts.errors import WrongEmailOrPassword
from distributed_chat.accounts.tables import familiar_addresses, sessions, throttles
from distributed_chat.accounts.uses import Uses
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import DAY, HOUR, MINUTE, SECOND
from distributed_chat.kernel.errors import NotFound, TooMany
from distributed_chat.kernel.ids import SessionId, new_id
from tests.accounts.world import ELSEWHERE, HOME, Person, World
from tests.cast import PASSWORD


async def test_signing_in_opens_a_session_of_its_own(world: World, ann: Person) -> None:
    again = await world.signs_in("  ANN@example.com ")
    assert again.user == ann.user
    assert again.token != ann.token
    one, two = await world.actor(ann.token), await world.actor(again.token)
    assert one is not None
    assert two is not None
    assert one.user_id == two.user_id == ann.id
    assert one.session_id != two.session_id


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ann@example.com", "tomatoes and breaD"),
        ("ann@example.com", ""),
        ("nobody@example.com", PASSWORD),
        ("not an email", PASSWORD),
        ("\u212aann@example.com", PASSWORD),
    ],
)
async def test_a_wrong_email_and_a_wrong_password_are_told_alike(
    world: World, ann: Person, email: str, password: str
) -> None:
    assert ann.user.is_owner
    before = world.passwords.work
    with pytest.raises(WrongEmailOrPassword) as refused:
        await world.signs_in(email, password)
    assert refused.value.field is None
    assert world.passwords.work - before == 1, "the same slow work, whether or not the email has an account"


async def test_only_the_hash_of_a_token_is_stored(world: World, ann: Person) -> None:
    rows = await world.read(lambda tx: tx.conn.execute(sessions.select()).all())
    assert len(rows) == 1
    assert ann.token not in repr(rows)
    assert ann.token.removeprefix("ds_") not in repr(rows)


@pytest.mark.parametrize("token", ["", "ds_", "ds_" + "A" * 43, "\ud800", "x" * 10_000])
async def test_another_token_is_nobody(world: World, ann: Person, token: str) -> None:
    assert await world.actor(ann.token) is not None
    assert await world.actor(token) is None


async def test_a_session_ends_after_two_weeks_unused(world: World, ann: Person) -> None:
    world.clock.move(14 * DAY - SECOND)
    assert await world.actor(ann.token) is not None
    world.clock.move(SECOND)
    assert await world.actor(ann.token) is None


async def test_a_session_that_is_used_ends_after_ninety_days(world: World, ann: Person) -> None:
    for _ in range(9):
        world.clock.move(10 * DAY - SECOND)
        assert await world.write(lambda tx: actions.authenticate(tx, ann.token)) is not None
    world.clock.move(9 * SECOND)
    assert await world.write(lambda tx: actions.authenticate(tx, ann.token)) is None


async def test_the_last_use_is_written_once_an_hour(world: World, ann: Person) -> None:
    async def last_used_after(pause: int) -> int:
        world.clock.move(pause)
        await world.write(lambda tx: actions.authenticate(tx, ann.token))
        return int(await world.read(lambda tx: tx.conn.execute(sessions.select()).one().last_used_at))

    began = world.clock.now()
    assert await last_used_after(30 * MINUTE) == began
    assert await last_used_after(31 * MINUTE) == began + 61 * MINUTE


async def test_reading_alone_keeps_a_session(world: World, ann: Person) -> None:
    uses = Uses(world.database)
    for _ in range(3):
        world.clock.move(10 * DAY)
        assert await world.read(partial(uses.actor, token=ann.token)) is not None
        await uses.settled()
    world.clock.move(14 * DAY)
    assert await world.read(partial(uses.actor, token=ann.token)) is None


async def test_a_session_that_ended_is_not_kept_by_a_late_note(world: World, ann: Person) -> None:
    here = _known(await world.actor(ann.token))
    uses = Uses(world.database)
    world.clock.move(2 * HOUR)
    await world.read(partial(uses.actor, token=ann.token))
    await world.write(partial(actions.end_session, actor=here, session_id=here.session_id))
    await uses.settled()
    assert await world.actor(ann.token) is None


async def test_my_devices_are_listed_and_nobody_elses(world: World, ann: Person, bob: Person) -> None:
    world.clock.move(HOUR)
    phone = await world.signs_in(ann.email)
    mine = await world.read(lambda tx: queries.sessions_of(tx, _known(queries.session_actor(tx, phone.token))))
    assert [(device.device, device.current) for device in mine] == [
        ("Firefox on Linux", True),
        ("Firefox on Linux", False),
    ]
    theirs = await world.read(lambda tx: queries.sessions_of(tx, _known(queries.session_actor(tx, bob.token))))
    assert not {device.id for device in mine} & {device.id for device in theirs}


async def test_ending_a_session_closes_its_sockets_and_no_other(world: World, ann: Person) -> None:
    closed: list[SessionId] = []
    subscribers.sessions_ended.append(closed.extend)
    phone = await world.signs_in(ann.email)
    here, there = _known(await world.actor(ann.token)), _known(await world.actor(phone.token))
    await world.write(lambda tx: actions.end_session(tx, here, there.session_id))
    assert closed == [there.session_id]
    assert await world.actor(phone.token) is None
    assert await world.actor(ann.token) == here


async def test_a_session_that_could_not_be_ended_keeps_its_sockets(world: World, ann: Person) -> None:
    closed: list[SessionId] = []
    subscribers.sessions_ended.append(closed.extend)
    here = _known(await world.actor(ann.token))

    def fails(tx: Tx) -> None:
        actions.end_session(tx, here, here.session_id)
        raise NotFound

    with pytest.raises(NotFound):
        await world.write(fails)
    assert closed == []
    assert await world.actor(ann.token) == here


async def test_nobody_ends_the_session_of_another(world: World, ann: Person, bob: Person) -> None:
    anns, bobs = _known(await world.actor(ann.token)), _known(await world.actor(bob.token))
    for session_id in (anns.session_id, new_id()):
        with pytest.raises(NotFound):
            await world.write(partial(actions.end_session, actor=bobs, session_id=session_id))
    assert await world.actor(ann.token) == anns


async def test_an_account_has_a_hundred_devices_at_most(world: World, ann: Person) -> None:
    def many(tx: Tx) -> None:
        for _ in range(100):
            world.clock.move(SECOND)
            actions.start_session(tx, ann.id, user_agent=None, address=HOME)

    await world.write(many)
    count = await world.read(lambda tx: len(tx.conn.execute(sessions.select()).all()))
    assert count == 100


async def test_five_guesses_are_free_and_then_one_waits(world: World, ann: Person) -> None:
    await _guess(world, ann.email, times=5, address=ELSEWHERE)
    with pytest.raises(TooMany) as refused:
        await world.signs_in(ann.email, "a sixth guess", address=ELSEWHERE)
    assert refused.value.retry_after == 12
    with pytest.raises(TooMany):
        await world.signs_in(ann.email, PASSWORD, address="203.0.113.5")
    world.clock.move(12 * SECOND)
    await _guess(world, ann.email, times=1, address=ELSEWHERE)


async def test_guessing_elsewhere_never_locks_the_owner_out_at_home(world: World, ann: Person) -> None:
    await _guess(world, ann.email, times=5, address=ELSEWHERE)
    with pytest.raises(TooMany):
        await world.signs_in(ann.email, PASSWORD, address=ELSEWHERE)
    assert (await world.signs_in(ann.email, PASSWORD, address=HOME)).user == ann.user


async def test_guessing_at_home_waits_as_well(world: World, ann: Person) -> None:
    await _guess(world, ann.email, times=5, address=HOME)
    with pytest.raises(TooMany):
        await world.signs_in(ann.email, PASSWORD, address=HOME)


async def test_an_unknown_email_is_limited_like_a_known_one(world: World, ann: Person) -> None:
    assert ann.user.is_owner
    await _guess(world, "nobody@example.com", times=5, address=ELSEWHERE)
    with pytest.raises(TooMany):
        await world.signs_in("nobody@example.com", PASSWORD, address=ELSEWHERE)


async def test_guesses_at_once_count_as_many(world: World, ann: Person) -> None:
    tries = (world.signs_in(ann.email, f"guess {n}", address=ELSEWHERE) for n in range(12))
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(result, WrongEmailOrPassword) for result in results) == 5
    assert sum(isinstance(result, TooMany) for result in results) == 7


async def test_the_right_password_forgives_the_wrong_ones(world: World, ann: Person) -> None:
    for _ in range(3):
        await _guess(world, ann.email, times=4, address=ELSEWHERE)
        await world.signs_in(ann.email, address=ELSEWHERE)
        await world.write(lambda tx: tx.conn.execute(familiar_addresses.delete()))


async def test_emails_that_were_guessed_at_are_not_collected(world: World, ann: Person) -> None:
    await _guess(world, "stranger@example.com", times=1, address=ELSEWHERE)
    rows = await world.read(lambda tx: tx.conn.execute(throttles.select()).all())
    assert len(rows) == 1
    assert "stranger" not in repr(rows)
    world.clock.move(3 * DAY)
    await _guess(world, ann.email, times=1, address=ELSEWHERE)
    left = await world.read(lambda tx: tx.conn.execute(throttles.select()).all())
    assert rows[0].key not in {row.key for row in left}


async def test_a_password_changed_while_it_was_compared_does_not_sign_in(world: World, ann: Person) -> None:
    checked = await world.write(lambda tx: actions.claim_guess(tx, ann.email, HOME))
    assert checked is not None
    stale = checked._replace(password_hash="hash of what it was before")
    with pytest.raises(WrongEmailOrPassword):
        await world.write(lambda tx: actions.sign_in(tx, stale, email=ann.email, address=HOME, user_agent=None))


async def test_a_hash_with_yesterdays_costs_is_renewed_on_the_way_in(world: World, ann: Person) -> None:
    world.passwords.outdated = True
    before = world.passwords.work
    await world.signs_in(ann.email)
    assert world.passwords.work - before == 2


async def _guess(world: World, email: str, *, times: int, address: str) -> None:
    for number in range(times):
        with pytest.raises(WrongEmailOrPassword):
            await world.signs_in(email, f"guess {number}", address=address)


def _known(value: Actor | None) -> Actor:
    assert value is not None
    return value
