"""`distributed import FILE`: what the page's import does, from the command line, with a bar of how far it is.

Through the instance that runs on this data folder, or in its place when none does.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

from distributed_chat.app import create_app
from distributed_chat.cli.control import BringArchive, LookIntoArchive, NobodyListens, Reply, ask, bring_archive
from distributed_chat.cli.words import CannotStart, add_data_option, draw_bar, end_bar, of_an_instance, settings_of
from distributed_chat.config import Settings
from distributed_chat.imports.by_hand import Brought
from distributed_chat.kernel.errors import DomainError

LOOK_EVERY = 0.5
Tell = Callable[[BringArchive | LookIntoArchive], Awaitable[Reply]]


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "import",
        help="bring rooms here from Slack, Discord, Zulip or another Distributed",
        description="Imports an archive as its owner would in the page, and that of a whole instance group by group. "
        "Doing it again adds only what is new.",
    )
    parser.add_argument("file", type=Path, help="Slack's .zip, DiscordChatExporter's .json or .zip, Zulip's .tar.gz")
    where = "a group that they lead, by its name or id; else the archive's own, or a new one"
    parser.add_argument("--group", metavar="GROUP", help=where)
    which = "of an archive of a whole instance only this group, by its name or id there"
    parser.add_argument("--only", metavar="GROUP", help=which)
    parser.add_argument("--as", dest="email", metavar="EMAIL", required=True, help="whose import it is")
    parser.add_argument(
        "--people",
        type=Path,
        metavar="MAP.json",
        help='who is who, by key of the archive: {"U1": "the id of a user here", "U2": "new", "U3": "skip"}',
    )
    add_data_option(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    command = BringArchive(
        path=str(asked.file.resolve()),
        email=asked.email,
        group_id=asked.group,
        people=None if asked.people is None else str(asked.people.resolve()),
    )
    if not asked.file.is_file():
        raise CannotStart(f"There is no file {asked.file}.")
    asyncio.run(bring(of_an_instance(settings_of(asked)), command, asked.only))
    return 0


async def bring(settings: Settings, command: BringArchive, only: str | None = None) -> list[Brought]:
    """Until all of it is here. Raises `CannotStart` with what is wrong with the archive, and what `App.start` raises.

    `only`: the name or the id of a group of an archive of a whole instance.
    """
    try:
        return await _each(lambda asked: ask(settings.data, asked), command, only)
    except NobodyListens:
        pass
    app = create_app(settings)
    await app.start()
    try:
        return await _each(lambda asked: bring_archive(app.services, asked), command, only)
    finally:
        await app.stop()


async def _each(tell: Tell, command: BringArchive, only: str | None) -> list[Brought]:
    """One group after the other, with words about each. What is wrong with one keeps no other from coming."""
    looked = await tell(LookIntoArchive(path=command.path, only=only, group_id=command.group_id))
    if looked.error is not None:
        raise CannotStart(looked.error)
    if looked.parts is None:
        return [_told(await _followed(tell, command))]
    found: list[Brought] = []
    failed: list[str] = []
    for place, part in enumerate(looked.parts, 1):
        print(f"{place} of {len(looked.parts)}: {part.name} ({part.id})", flush=True)
        try:
            found.append(_told(await _followed(tell, msgspec.structs.replace(command, part=part.id))))
        except (CannotStart, DomainError) as error:
            end_bar()
            print(f"  Not brought: {error.message if isinstance(error, DomainError) else error}", flush=True)
            failed.append(f"{part.name} ({part.id})")
    if failed:
        raise CannotStart(f"{len(failed)} of {len(looked.parts)} groups were not brought: {', '.join(failed)}.")
    return found


def _told(done: Brought) -> Brought:
    end_bar()
    print(f"Imported the archive of {done.total:,} messages into the group {done.group_id}.")
    for note in done.notes:
        print(f"  {note}", flush=True)
    return done


async def _followed(tell: Tell, command: BringArchive) -> Brought:
    while True:
        reply = await tell(command)
        if reply.brought is None:
            raise CannotStart(reply.error or "The server gave no answer.")
        found = reply.brought
        if found.state == "failed":
            raise CannotStart(found.error or "It failed.")
        reads = found.state in {"reading", "asks"}
        draw_bar(found.state, found.done, 0 if reads else found.total)
        if found.state == "done":
            return found
        command = msgspec.structs.replace(command, import_id=found.id)
        await asyncio.sleep(LOOK_EVERY)
