"""A new account, alone or with an invite."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from distributed_chat.app import App
from distributed_chat.config import Settings, SignUp
from distributed_chat.groups.actions import write_invite_mail
from distributed_chat.kernel.clock import MovedClock
from tests.cast import PASSWORD, Person, client_of, good
from tests.groups.crew import events, make_group, make_invite, open_app, people, roles

DAN: dict[str, Any] = {
    "first_name": "Dan",
    "last_name": "Test",
    "email": "Dan@Example.test",
    "password": PASSWORD,
}


@asynccontextmanager
async def by_invite(settings: Settings, clock: MovedClock, **changed: Any) -> AsyncIterator[tuple[App, Person, str]]:
    """An instance that ann owns, where new accounts need an invite, and her group."""
    async with open_app(settings, clock, sign_up=None, **changed) as app, people(app, "ann") as [ann]:
        yield app, ann, await make_group(ann)


async def asks(app: App, **changed: Any) -> httpx2.Response:
    async with client_of(app) as client:
        return await client.post("/api/users", json={**DAN, **changed})


async def test_an_account_is_made_and_signed_in(ann: Person, nobody: httpx2.AsyncClient, app: App) -> None:
    answer = await nobody.post("/api/users", json=DAN)
    made = good(answer, 201)
    assert made["joined"] is None
    user = made["user"]
    assert (user["email"], user["email_proved"], user["is_owner"]) == ("dan@example.test", False, False)
    assert answer.headers["set-cookie"].startswith("session=ds_")
    async with client_of(app, made["token"]) as script:
        assert good(await script.get("/api/me"), 200)["user"] == user


async def test_a_page_of_ours_gets_the_cookie_and_no_token(ann: Person, nobody: httpx2.AsyncClient) -> None:
    answer = await nobody.post("/api/users", json=DAN, headers={"sec-fetch-site": "same-origin"})
    assert set(good(answer, 201)) == {"user", "joined"}
    assert (await nobody.get("/api/me")).status_code == 200


async def test_the_first_needs_no_invite_and_the_next_does(settings: Settings, clock: MovedClock) -> None:
    async with open_app(settings, clock, sign_up=None) as app:
        first = good(await asks(app), 201)
        assert first["user"]["is_owner"] is True
        refused = await asks(app, email="eve@example.test")
        assert (refused.status_code, refused.json()["code"]) == (403, "sign_up_is_closed")


async def test_an_instance_that_others_can_reach_asks_for_its_code(settings: Settings, clock: MovedClock) -> None:
    async with open_app(settings, clock, sign_up=None, host="0.0.0.0") as app:
        refused = (await asks(app)).json()
        assert (refused["code"], refused["field"]) == ("setup_code_is_wrong", "setup_code")
        assert good(await asks(app, setup_code=await app.setup_code()), 201)["user"]["is_owner"] is True


async def test_with_an_invite_the_account_lands_inside(settings: Settings, clock: MovedClock) -> None:
    async with by_invite(settings, clock) as (app, ann, group):
        invite = await make_invite(ann, group, role="admin", max_uses=1)
        made = good(await asks(app, invite=invite["code"]), 201)
        assert made["joined"] == {"group_id": group}
        assert await roles(ann, group) == {"Ann": "owner", "Dan": "admin"}
        joined = (await events(ann, f"group:{group}"))[-1]
        assert joined["payload"]["member"]["user"]["id"] == made["user"]["id"]
        again = await asks(app, email="eve@example.test", invite=invite["code"])
        assert (again.status_code, again.json()["code"]) == (404, "invite_is_not_valid")


async def test_a_closed_instance_takes_nobody_even_with_an_invite(settings: Settings, clock: MovedClock) -> None:
    async with by_invite(settings, clock) as (_, ann, group):
        code = (await make_invite(ann, group))["code"]
    async with open_app(settings, clock, sign_up=SignUp.CLOSED) as app:
        refused = await asks(app, invite=code)
        assert (refused.status_code, refused.json()["code"]) == (403, "sign_up_is_closed")


async def test_who_cannot_join_gets_no_account_either(settings: Settings, clock: MovedClock) -> None:
    async with by_invite(settings, clock, group_size=1) as (app, ann, group):
        invite = await make_invite(ann, group)
        full = await asks(app, invite=invite["code"])
        assert (full.status_code, full.json()["code"]) == (422, "group_is_full")
        async with client_of(app) as client:
            given = {"email": DAN["email"], "password": PASSWORD}
            assert (await client.post("/api/sessions", json=given)).status_code == 401
        assert (await ann.get(f"/api/groups/{group}/invites"))["invites"][0]["uses"] == 0


async def test_an_account_that_cannot_be_made_uses_no_invite(settings: Settings, clock: MovedClock) -> None:
    async with by_invite(settings, clock) as (app, ann, group):
        invite = await make_invite(ann, group, max_uses=1)
        taken = await asks(app, email="ANN@example.test", invite=invite["code"])
        assert (taken.status_code, taken.json()["code"]) == (409, "email_taken")
        assert good(await asks(app, invite=invite["code"]), 201)["joined"] == {"group_id": group}


async def test_of_many_who_sign_up_with_a_single_use_one_gets_an_account(settings: Settings, clock: MovedClock) -> None:
    async with by_invite(settings, clock) as (app, ann, group):
        code = (await make_invite(ann, group, max_uses=1))["code"]
        answers = await asyncio.gather(*(asks(app, email=f"r{n}@example.test", invite=code) for n in range(10)))
        assert sorted(answer.status_code for answer in answers) == [201] + [404] * 9
        assert len(await roles(ann, group)) == 2


async def test_the_code_that_was_mailed_proves_the_email_it_went_to(settings: Settings, clock: MovedClock) -> None:
    async with by_invite(settings, clock) as (app, ann, group):
        invite = await make_invite(ann, group, email="dan@example.test")
        mail = await app.database.write(lambda tx: write_invite_mail(tx, invite["id"]))
        assert mail is not None
        code = mail.text.split("/join/")[1].split()[0]
        assert good(await asks(app, invite=code), 201)["user"]["email_proved"] is True


@pytest.mark.parametrize("mailed", [True, False])
async def test_nothing_else_proves_an_email(settings: Settings, clock: MovedClock, mailed: bool) -> None:
    """Neither the mailed code with another address, nor the code that the maker of the invite was shown."""
    async with by_invite(settings, clock) as (app, ann, group):
        invite = await make_invite(ann, group, email="dan@example.test")
        mail = await app.database.write(lambda tx: write_invite_mail(tx, invite["id"]))
        assert mail is not None
        code = mail.text.split("/join/")[1].split()[0] if mailed else invite["code"]
        email = "eve@example.test" if mailed else "dan@example.test"
        assert good(await asks(app, invite=code, email=email), 201)["user"]["email_proved"] is False


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"first_name": ""}, "first_name"),
        ({"last_name": None}, "last_name"),
        ({"email": "dan"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "dan@example.test"}, "password"),
        ({"id": "7"}, "id"),
        ({"invite": 7}, "invite"),
        ({"admin": True}, "admin"),
    ],
)
async def test_what_is_wrong_is_named_by_its_field(
    app: App, nobody: httpx2.AsyncClient, changed: dict[str, Any], field: str
) -> None:
    answer = await nobody.post("/api/users", json={**DAN, **changed})
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert (await nobody.get("/api/instance")).json()["owned"] is False
