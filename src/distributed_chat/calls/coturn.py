"""coturn's command line (its `cli-port`): the only door by which a relay that is open can be ended from outside.

It is made for people with telnet: a line in, text out, and a prompt. `ice.end_relays` and the doctor use it.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from distributed_chat.config import Settings

SECONDS = 3
"""For all that is said in one visit."""

_LONGEST_REPLY = 1 << 20
_PROMPTS = (b"> ", b"password: \r\n")
_SESSION = re.compile(r"^\s*\d+\) id=(\d+), user <([^>]*)>", flags=re.MULTILINE)


class CoturnDoesNotAnswer(Exception):
    """Why its command line can't be used, in a few words."""


class Session(NamedTuple):
    id: str
    username: str


class CommandLine:
    """Open and past the password. Use `coturn_command_line`."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def say(self, line: str) -> str:
        """What is answered, with the prompt."""
        self._writer.write(f"{line}\r\n".encode())
        return await self.hear()

    async def hear(self) -> str:
        heard = b""
        while not heard.endswith(_PROMPTS):
            more = await self._reader.read(65_536)
            if not more or len(heard) > _LONGEST_REPLY:
                raise CoturnDoesNotAnswer("it hung up")
            heard += more
        return heard.decode(errors="replace")

    async def sessions(self, part: str) -> list[Session]:
        """Those whose username contains the text; coturn shows 256 at most."""
        return [Session(*found) for found in _SESSION.findall(await self.say(f"psp {part}"))]

    async def cancel(self, session: Session) -> None:
        await self.say(f"cs {session.id}")


@asynccontextmanager
async def coturn_command_line(settings: Settings) -> AsyncIterator[CommandLine]:
    """Where `turn_admin` says that it is. Raises `CoturnDoesNotAnswer`, also for what fails in the body."""
    host, _, port = (settings.turn_admin or "").rpartition(":")
    if not host or not port.isdigit():
        raise CoturnDoesNotAnswer("its address looks like 127.0.0.1:5766")
    try:
        async with asyncio.timeout(SECONDS):
            reader, writer = await asyncio.open_connection(host.strip("[]"), int(port))
            try:
                line = CommandLine(reader, writer)
                await line.hear()
                if not (await line.say(settings.turn_admin_password or "")).endswith("> "):
                    raise CoturnDoesNotAnswer("it refuses the password")
                yield line
            finally:
                writer.close()
    except TimeoutError:
        raise CoturnDoesNotAnswer(f"it says nothing for {SECONDS} s") from None
    except (OSError, OverflowError) as error:
        raise CoturnDoesNotAnswer(str(error)) from error
