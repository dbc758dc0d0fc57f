"""`distributed serve`: the server, started by our hand and not by uvicorn's, so that every fault has a sentence."""

import argparse
import asyncio
import contextlib
import gc
import socket
from collections.abc import Iterator

import msgspec
import uvloop

from distributed_chat import __version__, traces
from distributed_chat.app import create_app
from distributed_chat.calls.ice import turn_places
from distributed_chat.cli.announce import greeting, reachable
from distributed_chat.cli.control import ControlSocket
from distributed_chat.cli.logs import set_up_logs
from distributed_chat.cli.serving import Server
from distributed_chat.cli.words import CannotStart, add_data_option, settings_of
from distributed_chat.config import Settings
from distributed_chat.embeds.fetching import Network
from distributed_chat.mail.smtp import relay_of


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("serve", help="start the server", description="Starts the server.")
    parser.add_argument("--host", help="the address to listen on (127.0.0.1: this machine only)")
    parser.add_argument("--port", type=int, help="the port to listen on (8000)")
    add_data_option(parser)
    parser.add_argument("--public-url", metavar="URL", help="where others reach it, for links (https://chat.example)")
    parser.add_argument("--database-url", metavar="URL", help="PostgreSQL instead of SQLite in the data folder")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    set_up_logs()
    settings = settings_of(asked)
    if settings.smtp_url is not None:
        relay_of(settings.smtp_url)
    turn_places(settings)
    with traced(settings), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(settings))
    return 0


@contextlib.contextmanager
def traced(settings: Settings) -> Iterator[None]:
    """Raises `CannotStart`."""
    if settings.traces_url is not None:
        try:
            traces.start(settings.traces_url, version=__version__)
        except traces.TracesAreMissing:
            needed = "pip install 'distributed-chat[traces]'"
            raise CannotStart(f"DISTRIBUTED_TRACES_URL needs OpenTelemetry: {needed}") from None
    try:
        yield
    finally:
        traces.stop()


async def serve(settings: Settings, *, network: Network | None = None) -> None:
    """Until SIGTERM or Ctrl-C. `network`: see `create_app`. Raises `CannotStart`, and what `Database.open` raises."""
    with listening(settings) as door:
        settings = with_port(settings, door)
        app = create_app(reachable(settings), network=network)
        await app.start()
        try:
            async with ControlSocket(settings.data, app.services):
                with contextlib.suppress(OSError):  # nobody reads it, or it goes to a disk that is full
                    print(greeting(settings, await app.setup_code()), flush=True)
                freeze()
                await Server(app).serve([door])
        finally:
            await app.stop()


@contextlib.contextmanager
def listening(settings: Settings) -> Iterator[socket.socket]:
    """The bound socket. Nobody is accepted before the server runs. Raises `CannotStart`."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((settings.host, settings.port))
        except OSError as error:
            where = f"{settings.host} port {settings.port}"
            raise CannotStart(f"Can't listen on {where}: {error.strerror}. Another --port may be free.") from None
        yield door


def with_port(settings: Settings, door: socket.socket) -> Settings:
    """Port 0 asks the kernel for a free one; links must name the one that it gave."""
    return msgspec.structs.replace(settings, port=door.getsockname()[1])


def freeze() -> None:
    """What the start has made stays: the collector needs not walk over it again and again, and looks less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
