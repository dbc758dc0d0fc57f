"""`distributed export FILE`: an archive of a group, of a person or of everything, with a bar of how far it is.

Through the instance that runs on this data folder, or in its place when none does.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Literal

import msgspec

from distributed_chat.app import create_app
from distributed_chat.archive.by_hand import Taken
from distributed_chat.cli.control import NobodyListens, Reply, TakeArchive, ask, take_archive
from distributed_chat.cli.words import CannotStart, add_data_option, draw_bar, end_bar, of_an_instance, settings_of
from distributed_chat.config import Settings

LOOK_EVERY = 0.5


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "export",
        help="keep an archive of a group, of a person or of everything",
        description="Writes one .zip file: data.sqlite3, pages that open in a browser without a server, and the files.",
    )
    parser.add_argument("file", type=Path, help="where the archive goes")
    parser.add_argument("--as", dest="email", metavar="EMAIL", required=True, help="whose export it is")
    what = parser.add_mutually_exclusive_group(required=True)
    which = "a group that they lead, by its name or id: its rooms that they may read"
    what.add_argument("--group", metavar="GROUP", help=which)
    what.add_argument("--me", action="store_true", help="their chats, and what they wrote in rooms")
    what.add_argument("--instance", action="store_true", help="everything; for the owner of the instance")
    add_data_option(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    if asked.file.is_dir() or not asked.file.resolve().parent.is_dir():
        raise CannotStart(f"{asked.file} is no place for a file.")
    of: Literal["me", "group", "instance"] = "group" if asked.group else "me" if asked.me else "instance"
    command = TakeArchive(path=str(asked.file.resolve()), email=asked.email, of=of, group_id=asked.group)
    found = asyncio.run(take(of_an_instance(settings_of(asked)), command))
    end_bar()
    print(f"{found.done:,} messages in {asked.file}.")
    return 0


async def take(settings: Settings, command: TakeArchive) -> Taken:
    """Until it is done. Raises `CannotStart` with what went wrong, and what `App.start` raises."""
    try:
        return await _followed(lambda asked: ask(settings.data, asked), command)
    except NobodyListens:
        pass
    app = create_app(settings)
    await app.start()
    try:
        return await _followed(lambda asked: take_archive(app.services, asked), command)
    finally:
        await app.stop()


async def _followed(tell: Callable[[TakeArchive], Awaitable[Reply]], command: TakeArchive) -> Taken:
    while True:
        reply = await tell(command)
        if reply.taken is None:
            raise CannotStart(reply.error or "The server gave no answer.")
        found = reply.taken
        if found.state == "failed":
            raise CannotStart(found.error or "It failed.")
        draw_bar(found.state, found.done, found.total)
        if found.state == "ready":
            return found
        command = msgspec.structs.replace(command, export_id=found.id)
        await asyncio.sleep(LOOK_EVERY)
