"""Commits for many at once: what one command can do to the others, and what is promised when the ground gives way."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from distributed_chat import streams
from distributed_chat.db import Database, Prepared, Tx, writer
from distributed_chat.db.schema import instance
from distributed_chat.kernel.errors import Invalid, Unavailable
from distributed_chat.kernel.events import Event, Logged

EVENT = Logged("user:x", 1, "user.changed", 1, b"{}", "0" * 16)


_change = Prepared(sa.update(instance).where(instance.c.key == sa.bindparam("key")).values(value="theirs"))


def keep(key: str) -> Callable[[Tx], str]:
    """A command that writes one row."""

    def command(tx: Tx) -> str:
        tx.conn.execute(sa.insert(instance).values(key=key, value=key))
        return key

    return command


def refuse_after_writing(key: str) -> Callable[[Tx], None]:
    def command(tx: Tx) -> None:
        keep(key)(tx)
        raise Invalid("no", "No.")

    return command


async def kept(database: Database) -> set[str]:
    found = await database.read(lambda tx: tx.conn.execute(sa.select(instance.c.key)).scalars().all())
    return set(found) - {"epoch"}


class Happened(Event, frozen=True, kw_only=True):
    type = "x.happened"


def happen(tx: Tx) -> int:
    """A command that appends one event to the stream x; returns its seq."""
    return streams.append(tx, "x", Happened()).seq


class Gate:
    """Holds the writer inside a command, so that those behind it become one batch."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self._opened = threading.Event()

    def __call__(self, _tx: Tx) -> None:
        self.entered.set()
        assert self._opened.wait(5)

    def open(self) -> None:
        self._opened.set()


async def behind(database: Database, *commands: Callable[[Tx], object], stream: str = "s") -> list[object]:
    """Runs the commands as one batch; returns each result or error."""
    gate = Gate()
    first = asyncio.create_task(database.write(gate, stream=stream))
    await asyncio.to_thread(gate.entered.wait, 5)
    tasks = [asyncio.create_task(database.write(command, stream=stream)) for command in commands]
    await asyncio.sleep(0)  # each puts its command into the queue
    gate.open()
    await first
    return list(await asyncio.gather(*tasks, return_exceptions=True))


@contextmanager
def counted_commits() -> Iterator[list[str]]:
    commits: list[str] = []

    def count(_connection: sa.Connection) -> None:
        commits.append("commit")

    sa.event.listen(sa.Engine, "commit", count)
    yield commits
    sa.event.remove(sa.Engine, "commit", count)


async def test_what_was_answered_is_there(database: Database) -> None:
    assert await database.write(keep("a")) == "a"
    assert await kept(database) == {"a"}


async def test_commands_that_wait_together_are_committed_together(database: Database) -> None:
    with counted_commits() as commits:
        await behind(database, *(keep(f"k{n}") for n in range(20)))
    assert len(commits) == 2  # the gate's own, and one for all twenty
    assert await kept(database) == {f"k{n}" for n in range(20)}


async def test_a_command_that_fails_undoes_only_itself(database: Database) -> None:
    results = await behind(database, keep("before"), refuse_after_writing("refused"), keep("after"))
    assert results[0] == "before"
    assert isinstance(results[1], Invalid)
    assert results[2] == "after"
    assert await kept(database) == {"before", "after"}


async def test_a_refusal_that_wrote_nothing_is_no_reason_to_run_the_others_again(database: Database) -> None:
    runs: list[str] = []

    def count(tx: Tx) -> None:
        runs.append(keep("counted")(tx))

    def look_and_refuse(tx: Tx) -> None:
        tx.conn.execute(sa.select(instance.c.key)).all()
        tx.conn.execute(sa.update(instance).where(instance.c.key == "nothing").values(value="new"))
        _change.run(tx, key="nothing")
        raise Invalid("no", "No.")

    results = await behind(database, count, look_and_refuse, keep("more"))
    assert isinstance(results[1], Invalid)
    assert runs == ["counted"]
    assert await kept(database) == {"counted", "more"}


@pytest.mark.parametrize("how", ["Core", "the driver"])
async def test_a_refusal_after_a_change_is_undone_however_it_was_written(database: Database, how: str) -> None:
    def change_and_refuse(tx: Tx) -> None:
        if how == "Core":
            tx.conn.execute(sa.update(instance).where(instance.c.key == "mine").values(value="theirs"))
        else:
            _change.run(tx, key="mine")
        raise Invalid("no", "No.")

    results = await behind(database, keep("mine"), change_and_refuse, keep("after"))
    assert [results[0], results[2]] == ["mine", "after"]
    values = await database.read(lambda tx: tx.conn.execute(sa.select(instance.c.value)).scalars().all())
    assert "theirs" not in values


async def test_one_alone_that_fails_runs_once(database: Database) -> None:
    runs: list[str] = []

    def count_and_fail(tx: Tx) -> None:
        runs.append(keep("counted")(tx))
        raise Invalid("no", "No.")

    with pytest.raises(Invalid):
        await database.write(count_and_fail)
    assert runs == ["counted"]
    assert await kept(database) == set()


async def test_of_an_event_that_was_undone_the_next_has_the_seq(database: Database) -> None:
    """Heads are remembered from command to command, but never one that did not come to be."""

    def happen_and_fail(tx: Tx) -> None:
        happen(tx)
        raise Invalid("no", "No.")

    await database.write(lambda tx: streams.open_stream(tx, "x"))
    assert await behind(database, happen, happen, stream="x") == [1, 2]
    results = await behind(database, happen, happen_and_fail, happen, stream="x")
    assert (results[0], results[2]) == (3, 4)
    with pytest.raises(Invalid):
        await database.write(happen_and_fail)
    assert await database.write(happen) == 5
    heads = await database.read(lambda tx: streams.heads_of(tx, ["x"]))
    assert heads["x"].seq == 5


async def test_a_command_that_breaks_a_constraint_undoes_only_itself(database: Database) -> None:
    results = await behind(database, keep("one"), keep("one"), keep("two"))
    assert isinstance(results[1], sa.exc.IntegrityError)
    assert await kept(database) == {"one", "two"}


async def test_a_lost_commit_answers_unknown_to_everybody_in_it(database: Database) -> None:
    def lose(_connection: sa.Connection) -> None:
        sa.event.remove(sa.Engine, "commit", lose)
        raise sa.exc.OperationalError("COMMIT", {}, Exception("disk I/O error"))

    def arm(_tx: Tx) -> None:
        if not sa.event.contains(sa.Engine, "commit", lose):  # it runs twice, because of the one that is refused
            sa.event.listen(sa.Engine, "commit", lose)

    results = await behind(database, arm, keep("a"), refuse_after_writing("b"), keep("c"))
    unknown = [results[n] for n in (0, 1, 3)]
    assert all(isinstance(error, Unavailable) and error.code == "unknown" for error in unknown)
    assert isinstance(results[2], Invalid)  # this one is certain: it did nothing
    assert await kept(database) == set()


async def test_of_an_event_whose_commit_was_lost_the_next_has_the_seq(database: Database) -> None:
    await database.write(lambda tx: streams.open_stream(tx, "x"))

    def lose(_connection: sa.Connection) -> None:
        sa.event.remove(sa.Engine, "commit", lose)
        raise sa.exc.OperationalError("COMMIT", {}, Exception("disk I/O error"))

    def happen_in_vain(tx: Tx) -> int:
        sa.event.listen(sa.Engine, "commit", lose)
        return happen(tx)

    with pytest.raises(Unavailable):
        await database.write(happen_in_vain, stream="x")
    assert await database.write(happen, stream="x") == 1


async def test_the_writer_goes_on_after_a_lost_commit(database: Database) -> None:
    await test_a_lost_commit_answers_unknown_to_everybody_in_it(database)
    assert await database.write(keep("later")) == "later"
    assert await kept(database) == {"later"}


async def test_events_reach_the_hub_before_the_answer_and_callbacks_between(database: Database) -> None:
    order: list[str] = []
    database.on_commit = lambda logged: order.append(f"hub {len(logged)}")

    def command(tx: Tx) -> None:
        tx.logged.append(EVENT)
        tx.after_commit(lambda: order.append("callback"))

    await database.write(command)
    order.append("answer")
    assert order == ["hub 1", "callback", "answer"]


async def test_a_command_that_fails_leaves_no_event_and_no_callback(database: Database) -> None:
    order: list[str] = []
    database.on_commit = lambda logged: order.append(f"hub {len(logged)}")

    def command(tx: Tx) -> None:
        tx.logged.append(EVENT)
        tx.after_commit(lambda: order.append("callback"))
        raise Invalid

    with pytest.raises(Invalid):
        await database.write(command)
    assert order == []


async def test_a_fault_after_the_commit_does_not_deny_the_commit(database: Database) -> None:
    def fail(_logged: list[Logged]) -> None:
        raise RuntimeError("the hub broke")

    def command(tx: Tx) -> str:
        tx.logged.append(EVENT)
        return keep("a")(tx)

    database.on_commit = fail
    assert await database.write(command) == "a"


async def test_a_reader_can_not_write(database: Database) -> None:
    with pytest.raises((Unavailable, sa.exc.DBAPIError)):
        await database.read(keep("sneaked in"))
    assert await kept(database) == set()


async def test_a_reader_sees_one_moment(database: Database) -> None:
    reading, written = threading.Event(), threading.Event()

    def count_twice(tx: Tx) -> tuple[int, int]:
        count = sa.select(sa.func.count()).select_from(instance)
        before = tx.conn.execute(count).scalar_one()
        reading.set()
        assert written.wait(5)
        return before, tx.conn.execute(count).scalar_one()

    read = asyncio.create_task(database.read(count_twice))
    await asyncio.to_thread(reading.wait, 5)
    await database.write(keep("meanwhile"))
    written.set()
    before, after = await read
    assert before == after


async def test_one_too_many_is_refused_at_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "WAITING_AT_MOST", 3)
    results = await behind(database, *(keep(f"k{n}") for n in range(5)))
    refused = [result for result in results if isinstance(result, Unavailable)]
    assert [error.code for error in refused] == ["busy", "busy"]
    assert all(error.retry_after for error in refused)
    assert len(await kept(database)) == 3


async def test_whoever_stops_waiting_harms_nobody(database: Database) -> None:
    gate = Gate()
    impatient = asyncio.create_task(database.write(gate, stream="s"))
    await asyncio.to_thread(gate.entered.wait, 5)
    impatient.cancel()
    patient = asyncio.create_task(database.write(keep("a"), stream="s"))
    await asyncio.sleep(0)
    gate.open()
    assert await patient == "a"


async def test_closing_finishes_what_waits(database: Database) -> None:
    waiting = [asyncio.create_task(database.write(keep(f"k{n}"))) for n in range(10)]
    await asyncio.sleep(0)
    await database.close()
    assert await asyncio.gather(*waiting) == [f"k{n}" for n in range(10)]
    with pytest.raises(Unavailable):
        await database.write(keep("too late"))
