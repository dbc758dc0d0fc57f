"""`distributed demo`: a populated instance in a temporary folder, gone when it ends."""

import argparse
import asyncio
import tempfile
from datetime import datetime
from pathlib import Path

import msgspec
import uvloop

from distributed_chat.accounts.passwords import Passwords
from distributed_chat.app import create_app
from distributed_chat.cli.announce import local_address
from distributed_chat.cli.logs import set_up_logs
from distributed_chat.cli.serve import listening, with_port
from distributed_chat.cli.serving import Server
from distributed_chat.config import Settings, SignUp
from distributed_chat.demo import LENA, PASSWORD, Place, beginning, keep_talking, populate


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "demo",
        help="a populated instance to look at",
        description="Starts an instance with people who talk, on this machine only. It is thrown away at the end.",
    )
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    set_up_logs()
    with tempfile.TemporaryDirectory(prefix="distributed-demo-") as folder:
        settings = Settings(host="127.0.0.1", port=asked.port, data=Path(folder), sign_up=SignUp.OPEN)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(demonstrate(settings))
    return 0


async def demonstrate(settings: Settings) -> None:
    """Until SIGTERM or Ctrl-C. Raises `CannotStart`."""
    with listening(settings) as door:
        settings = with_port(settings, door)
        place = await _populated(settings)
        app = create_app(settings)
        await app.start()
        talking = asyncio.create_task(keep_talking(app, place, local_address(settings)))
        try:
            print(_greeting(settings), flush=True)
            await Server(app).serve([door])
        finally:
            talking.cancel()
            await asyncio.gather(talking, return_exceptions=True)
            await app.stop()


async def _populated(settings: Settings) -> Place:
    """Days of talk in a moment: by an application of its own, on a clock that is moved and with quick passwords."""
    now = datetime.now().astimezone()
    clock = beginning(now)
    quick = Passwords(passes=1, memory=1_024)
    app = create_app(msgspec.structs.replace(settings, unlimited=True), clock=clock, passwords=quick)
    await app.start()
    try:
        return await populate(app, clock, now)
    finally:
        await app.stop()


def _greeting(settings: Settings) -> str:
    return "\n".join(
        [
            "",
            f"  A lively Distributed is running at {local_address(settings)}",
            f"  Sign in as {LENA.first_name}:  {LENA.email}  with  {PASSWORD}",
            "",
            "  Everybody else is made up, answers you, and is forgotten when you press Ctrl-C.",
            "",
        ]
    )
