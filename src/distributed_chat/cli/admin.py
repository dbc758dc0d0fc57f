"""What the owner of a server does by hand: `user reset EMAIL`, `migrate`."""

import argparse
import asyncio
from datetime import datetime

from distributed_chat.accounts.flows import ResetByHand, reset_by_hand
from distributed_chat.app import create_app
from distributed_chat.cli.control import NobodyListens, ResetUser, ask
from distributed_chat.cli.words import CannotStart, add_data_option, of_an_instance, settings_of
from distributed_chat.config import Settings


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    user = commands.add_parser("user", help="help somebody with their account")
    verbs = user.add_subparsers(required=True, metavar="what")
    reset = verbs.add_parser("reset", help="print a code with which somebody sets a new password")
    reset.add_argument("email")
    add_data_option(reset)
    reset.set_defaults(run=run_reset)


def run_reset(asked: argparse.Namespace) -> int:
    found = asyncio.run(reset(of_an_instance(settings_of(asked)), asked.email))
    print(f"Give {found.email} this code: {found.code}")
    print(f"They type it at {found.page} before {_on_the_clock(found.expires_at)}.")
    return 0


def _on_the_clock(moment: str) -> str:
    """As this machine's clock shows it: whoever reads it passes it on within the hour."""
    return datetime.fromisoformat(moment).astimezone().strftime("%H:%M (%Z)")


async def reset(settings: Settings, email: str) -> ResetByHand:
    """Through the instance that runs, or in its place when none does. Raises `CannotStart`, `NotFound`."""
    try:
        reply = await ask(settings.data, ResetUser(email))
    except NobodyListens:
        return await _reset_alone(settings, email)
    if reply.reset is None:
        raise CannotStart(reply.error or "The server gave no answer.")
    return reply.reset


async def _reset_alone(settings: Settings, email: str) -> ResetByHand:
    app = create_app(settings)
    await app.start()
    try:
        return await reset_by_hand(app.services, email)
    finally:
        await app.stop()
