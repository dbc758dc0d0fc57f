"""One-time codes: a forgotten password, a proved email. The mails are read from a real mail server on loopback."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from email.message import EmailMessage

import pytest

from distributed_chat.accounts import actions, flows, queries, subscribers
from distributed_chat.accounts.actions import Purpose
from distributed_chat.accounts.errors import CodeIsWrong, MailIsOff, PasswordIsWeak, WrongEmailOrPassword
from distributed_chat.accounts.flows import SignedIn
from distributed_chat.accounts.schemas import Me, ProfileChange, ResetConfirmed
from distributed_chat.accounts.tables import one_time_codes
from distributed_chat.jobs import Worker
from distributed_chat.jobs.tables import jobs
from distributed_chat.kernel.clock import HOUR, MINUTE, SECOND
from distributed_chat.kernel.errors import NotFound, NotSignedIn, TooMany
from distributed_chat.kernel.ids import UserId
from distributed_chat.mail import KIND, deliver
from tests.accounts.world import ELSEWHERE, HOME, Person, World, asks
from tests.cast import PASSWORD
from tests.services.smtp import MailSink

NEW = "olive oil and salt"


@pytest.fixture
async def post(new_world: Callable[..., AbstractAsyncContextManager[World]]) -> AsyncIterator[tuple[World, MailSink]]:
    """A world that sends its mail to a sink."""
    with MailSink() as sink:
        async with new_world(smtp_url=f"smtp://{sink.host}:{sink.port}") as world:
            yield world, sink


@pytest.fixture
def world(post: tuple[World, MailSink]) -> World:
    return post[0]


@pytest.fixture
def sink(post: tuple[World, MailSink]) -> MailSink:
    return post[1]


async def test_a_forgotten_password_is_replaced_by_a_code_from_the_mail(
    world: World, sink: MailSink, ann: Person, bob: Person
) -> None:
    code = await _reset_code(world, sink, ann)
    signed_in = await _confirm(world, ann.email, code)
    assert signed_in.user.id == ann.id
    assert await world.actor(signed_in.token) is not None
    assert await world.actor(ann.token) is None, "every session from before has ended"
    assert await world.actor(bob.token) is not None
    assert await world.signs_in(ann.email, NEW)
    with pytest.raises(WrongEmailOrPassword):
        await world.signs_in(ann.email, PASSWORD)


async def test_the_mail_says_what_it_is_for_in_text_and_in_html(world: World, sink: MailSink, ann: Person) -> None:
    await flows.change_account(world.services, ann.asks(), ProfileChange(first_name="<b>Ann</b>"))
    await _reset_code(world, sink, ann)
    letter = sink.mails[-1]
    text, html = _parts(letter)
    assert letter["Subject"] == "Your code for a new password"
    assert "<b>Ann</b>" in text
    assert "&lt;b&gt;Ann&lt;/b&gt;" in html
    assert world.settings.origin in text
    assert re.search(r"\d{4} \d{4}", text)
    assert not re.search(r"\d{4} ?\d{4}", letter["Subject"]), "a subject shows on a locked screen"


@pytest.mark.parametrize("typed", ["{code}", " {code} ", "{first}-{last}", "{first} {last}"])
async def test_a_code_may_be_typed_as_it_is_read(world: World, sink: MailSink, ann: Person, typed: str) -> None:
    code = await _reset_code(world, sink, ann)
    assert await _confirm(world, " ANN@example.com", typed.format(code=code, first=code[:4], last=code[4:]))


async def test_a_code_works_once(world: World, sink: MailSink, ann: Person) -> None:
    code = await _reset_code(world, sink, ann)
    await _confirm(world, ann.email, code)
    with pytest.raises(CodeIsWrong):
        await _confirm(world, ann.email, code)


async def test_of_many_who_use_a_code_at_once_one_wins(world: World, sink: MailSink, ann: Person) -> None:
    code = await _reset_code(world, sink, ann)
    results = await asyncio.gather(*(_confirm(world, ann.email, code) for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(result, SignedIn) for result in results) == 1
    assert sum(isinstance(result, CodeIsWrong) for result in results) == 4


async def test_a_code_is_worn_out_after_five_tries(world: World, sink: MailSink, ann: Person) -> None:
    code = await _reset_code(world, sink, ann)
    for _ in range(5):
        with pytest.raises(CodeIsWrong):
            await _confirm(world, ann.email, _another(code))
    with pytest.raises(CodeIsWrong):
        await _confirm(world, ann.email, code)


async def test_the_fifth_try_may_be_the_right_one(world: World, sink: MailSink, ann: Person) -> None:
    code = await _reset_code(world, sink, ann)
    for _ in range(4):
        with pytest.raises(CodeIsWrong):
            await _confirm(world, ann.email, _another(code))
    assert await _confirm(world, ann.email, code)


async def test_tries_at_once_are_not_free(world: World, sink: MailSink, ann: Person) -> None:
    code = await _reset_code(world, sink, ann)
    wrong = (_confirm(world, ann.email, _another(code)) for _ in range(20))
    await asyncio.gather(*wrong, return_exceptions=True)
    with pytest.raises(CodeIsWrong):
        await _confirm(world, ann.email, code)


async def test_a_code_lives_ten_minutes(world: World, sink: MailSink, ann: Person) -> None:
    code = await _reset_code(world, sink, ann)
    world.clock.move(10 * MINUTE)
    with pytest.raises(CodeIsWrong):
        await _confirm(world, ann.email, code)
    code = await _reset_code(world, sink, ann)
    world.clock.move(10 * MINUTE - SECOND)
    assert await _confirm(world, ann.email, code)


async def test_a_new_code_replaces_the_one_before(world: World, sink: MailSink, ann: Person) -> None:
    first = await _reset_code(world, sink, ann)
    second = await _reset_code(world, sink, ann)
    with pytest.raises(CodeIsWrong):
        await _confirm(world, ann.email, first)
    assert await _confirm(world, ann.email, second)


async def test_a_code_is_bad_for_another_account_and_for_another_purpose(
    world: World, sink: MailSink, ann: Person, bob: Person
) -> None:
    code = await _reset_code(world, sink, ann)
    await _reset_code(world, sink, bob)
    with pytest.raises(CodeIsWrong):
        await _confirm(world, bob.email, code)
    with pytest.raises(CodeIsWrong):
        await flows.confirm_proof(world.services, ann.asks(), code)
    assert await _confirm(world, ann.email, code)


@pytest.mark.parametrize("code", ["", "00000000", "١٢٣٤٥٦٧٨", "0" * 64, "\0", "' OR 1=1"])
async def test_every_bad_code_gets_one_answer_after_the_same_work(world: World, ann: Person, code: str) -> None:
    answers = []
    for email in (ann.email, "nobody@example.com", "not an email"):
        before = world.passwords.work
        with pytest.raises(CodeIsWrong) as refused:
            await _confirm(world, email, code)
        answers.append((refused.value.code, refused.value.message, refused.value.field, world.passwords.work - before))
    assert len(set(answers)) == 1
    assert answers[0][2:] == ("code", 1)


async def test_a_weak_password_costs_no_try(world: World, sink: MailSink, ann: Person) -> None:
    code = await _reset_code(world, sink, ann)
    for _ in range(6):
        with pytest.raises(PasswordIsWeak):
            await _confirm(world, ann.email, code, "password")
    assert await _confirm(world, ann.email, code)


async def test_asking_is_the_same_work_whether_or_not_the_email_has_an_account(
    world: World, sink: MailSink, ann: Person
) -> None:
    asked = []
    for email in (ann.email, "nobody@example.com"):
        before = world.passwords.work
        await flows.ask_for_reset(world.services, email)
        rows = await world.read(lambda tx: tx.conn.execute(jobs.select()).all())
        while_asking = world.passwords.work - before
        assert await _run_jobs(world) == 1
        asked.append(([row.kind for row in rows], while_asking, world.passwords.work - before))
    assert asked[0] == asked[1] == ([flows.SEND_RESET_CODE], 0, 1)
    assert [letter["To"] for letter in sink.mails] == [ann.email]


@pytest.mark.parametrize("email", ["", "not an email", "ann@example.com\r\nBcc: eve@example.com", "\ud800"])
async def test_asking_for_what_is_no_email_is_passed_over(world: World, sink: MailSink, email: str) -> None:
    await flows.ask_for_reset(world.services, email)
    assert await _run_jobs(world) == 0
    assert sink.mails == []


async def test_an_email_gets_three_codes_an_hour_and_ten_a_day(world: World, sink: MailSink, ann: Person) -> None:
    sent = []
    for _ in range(24):
        for _ in range(5):
            await flows.ask_for_reset(world.services, ann.email)
        while await _run_jobs(world):
            pass
        sent.append(len(sink.mails))
        world.clock.move(HOUR)
    assert sent[:4] == [3, 6, 9, 10]
    assert sent[-1] == 10


async def test_a_code_that_could_not_be_sent_does_not_wait_in_the_database(
    world: World, sink: MailSink, ann: Person
) -> None:
    sink.refuse(1)
    await flows.ask_for_reset(world.services, ann.email)
    await _run_jobs(world)
    hashed = await world.read(lambda tx: tx.conn.execute(one_time_codes.select()).one().code_hash)
    code = hashed.removeprefix("hash of ")  # the passwords of this test keep it in the open, the real ones don't
    assert len(code) == 8
    waiting = await world.read(lambda tx: tx.conn.execute(jobs.select()).all())
    assert len(waiting) == 1
    assert code not in repr(waiting)


async def test_a_code_that_nobody_waits_for_any_longer_is_not_sent(world: World, sink: MailSink, ann: Person) -> None:
    sink.refuse(1)
    await flows.ask_for_reset(world.services, ann.email)
    await _run_jobs(world)
    assert (sink.attempts, sink.mails) == (1, [])
    world.clock.move(MINUTE)
    await _run_jobs(world)
    assert len(sink.mails) == 1, "a relay's bad moment loses no code"
    await flows.ask_for_reset(world.services, ann.email)
    world.clock.move(HOUR)
    await _run_jobs(world)
    assert len(sink.mails) == 1


async def test_a_reset_lifts_the_wait_that_wrong_guesses_made(world: World, sink: MailSink, ann: Person) -> None:
    for _ in range(5):
        with pytest.raises(WrongEmailOrPassword):
            await world.signs_in(ann.email, "what was it", address=ELSEWHERE)
    code = await _reset_code(world, sink, ann)
    await _confirm(world, ann.email, code)
    assert await world.signs_in(ann.email, NEW, address=ELSEWHERE)


async def test_the_owner_of_the_server_makes_a_code_by_hand(world: World, sink: MailSink, ann: Person) -> None:
    given = await flows.reset_by_hand(world.services, "ANN@example.com")
    assert (given.email, given.page) == (ann.email, f"{world.settings.origin}/reset")
    assert given.expires_at == "2026-11-25T13:00:00.000000Z"
    world.clock.move(59 * MINUTE)
    assert await _confirm(world, ann.email, given.code)
    assert sink.mails == []
    with pytest.raises(NotFound):
        await flows.reset_by_hand(world.services, "nobody@example.com")


async def test_an_email_is_proved_by_its_code(world: World, sink: MailSink, ann: Person) -> None:
    proved: list[UserId] = []
    subscribers.email_proved.append(lambda _tx, user_id: proved.append(user_id))
    assert await world.read(lambda tx: queries.proved_email(tx, ann.id)) is None
    code = await _proof_code(world, sink, ann)
    me = await flows.confirm_proof(world.services, ann.asks(), code)
    assert me.email_proved
    assert proved == [ann.id]
    assert await world.read(lambda tx: queries.proved_email(tx, ann.id)) == ann.email
    assert await world.read(lambda tx: queries.user_with_proved_email(tx, ann.email)) == ann.id
    with pytest.raises(CodeIsWrong):
        await flows.confirm_proof(world.services, ann.asks(), code)


async def test_a_proof_is_for_the_address_that_it_was_mailed_to(world: World, sink: MailSink, ann: Person) -> None:
    code = await _proof_code(world, sink, ann)
    right = await world.write(lambda tx: actions.try_code(tx, ann.id, Purpose.EMAIL_PROOF))
    assert right is not None
    await _change(world, ann, email="victim@example.com", current_password=PASSWORD)
    with pytest.raises(CodeIsWrong):
        await flows.confirm_proof(world.services, ann.asks(), code)
    with pytest.raises(CodeIsWrong):
        await world.write(lambda tx: actions.prove_email(tx, right))
    assert await world.read(lambda tx: queries.proved_email(tx, ann.id)) is None


async def test_nobody_proves_the_email_of_another(world: World, sink: MailSink, ann: Person, bob: Person) -> None:
    code = await _proof_code(world, sink, ann)
    with pytest.raises(CodeIsWrong):
        await flows.confirm_proof(world.services, bob.asks(), code)
    with pytest.raises(NotSignedIn):
        await flows.confirm_proof(world.services, asks(), code)
    assert await world.read(lambda tx: queries.proved_email(tx, bob.id)) is None
    assert (await flows.confirm_proof(world.services, ann.asks(), code)).email_proved


async def test_a_proved_email_is_sent_no_further_codes(world: World, sink: MailSink, ann: Person) -> None:
    await flows.confirm_proof(world.services, ann.asks(), await _proof_code(world, sink, ann))
    before = len(sink.mails)
    await _ask_for_proof(world, ann)
    assert await _run_jobs(world) == 0
    assert len(sink.mails) == before


async def test_proofs_are_limited_in_words(world: World, ann: Person) -> None:
    for _ in range(3):
        await _ask_for_proof(world, ann)
    with pytest.raises(TooMany) as refused:
        await _ask_for_proof(world, ann)
    assert refused.value.retry_after == 3_600


async def test_without_a_relay_the_page_is_told_that_no_mail_comes(
    new_world: Callable[..., AbstractAsyncContextManager[World]],
) -> None:
    async with new_world() as world:
        ann = await world.signs_up("ann")
        with pytest.raises(MailIsOff):
            await _ask_for_proof(world, ann)
        await flows.ask_for_reset(world.services, ann.email)
        assert await world.read(lambda tx: tx.conn.execute(jobs.select()).all()) == []


async def test_a_deleted_account_gets_no_code(world: World, sink: MailSink, ann: Person, bob: Person) -> None:
    await _ask_for_proof(world, bob)
    await flows.ask_for_reset(world.services, bob.email)
    await flows.delete_account(world.services, bob.asks(), PASSWORD)
    await _run_jobs(world)
    assert sink.mails == []
    assert ann.user.is_owner


async def test_the_owner_of_a_proved_email_hears_of_a_takeover(world: World, sink: MailSink, ann: Person) -> None:
    await flows.confirm_proof(world.services, ann.asks(), await _proof_code(world, sink, ann))
    await _change(world, ann, email="other@example.com", password=NEW, current_password=PASSWORD)
    while await _run_jobs(world):
        pass
    warnings = [letter for letter in sink.mails if letter["Subject"].endswith("was changed")]
    assert sorted(letter["Subject"] for letter in warnings) == ["Your email was changed", "Your password was changed"]
    assert {letter["To"] for letter in warnings} == {ann.email}


async def _reset_code(world: World, sink: MailSink, person: Person) -> str:
    await flows.ask_for_reset(world.services, person.email)
    return await _mailed_code(world, sink)


async def _proof_code(world: World, sink: MailSink, person: Person) -> str:
    await _ask_for_proof(world, person)
    return await _mailed_code(world, sink)


async def _mailed_code(world: World, sink: MailSink) -> str:
    before = len(sink.mails)
    assert await _run_jobs(world) == 1
    assert len(sink.mails) == before + 1
    found = re.search(r"\d{4} \d{4}", _parts(sink.mails[-1])[0])
    assert found is not None
    return found.group().replace(" ", "")


async def _ask_for_proof(world: World, person: Person) -> None:
    actor = await world.actor(person.token)
    assert actor is not None
    await world.write(lambda tx: flows.ask_for_proof(tx, actor))


async def _confirm(world: World, email: str, code: str, password: str = NEW) -> SignedIn:
    given = ResetConfirmed(email=email, code=code, password=password)
    return await flows.confirm_reset(world.services, asks(address=HOME), given)


async def _change(world: World, person: Person, **change: str) -> Me:
    return await flows.change_account(world.services, person.asks(), ProfileChange(**change))


async def _run_jobs(world: World) -> int:
    worker = Worker(world.database, world.services)
    worker.register(flows.SEND_RESET_CODE, flows.send_reset_code)
    worker.register(flows.SEND_PROOF_CODE, flows.send_proof_code)
    worker.register(KIND, deliver)
    return await worker.run_due()


def _another(code: str) -> str:
    return f"{(int(code) + 1) % 10**8:08d}"


def _parts(letter: EmailMessage) -> tuple[str, str]:
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert text is not None
    assert html is not None
    return text.get_content(), html.get_content()
