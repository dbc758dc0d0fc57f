"""Reads the words after `distributed` and hands them to the command. Errors that a person can mend are one sentence."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from distributed_chat import __version__
from distributed_chat.cli import admin, config, demo, describe, doctor, exports, host, imports, keeping, serve, site
from distributed_chat.cli.words import CannotStart
from distributed_chat.config.settings import SettingIsWrong
from distributed_chat.db import DatabaseCannotOpen
from distributed_chat.kernel.errors import DomainError
from distributed_chat.mail import MailSetting

Run = Callable[[argparse.Namespace], int]

COMMANDS = (serve, demo, admin, host, doctor, config, describe, imports, exports, site, keeping)
MENDABLE = (CannotStart, SettingIsWrong, MailSetting, DatabaseCannotOpen)


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0 done, 1 failed, 2 not understood."""
    asked = _parser().parse_args(arguments)
    run: Run = asked.run
    try:
        return run(asked)
    except MENDABLE as error:
        print(f"distributed: {error}", file=sys.stderr)
    except DomainError as error:
        print(f"distributed: {error.message}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever reads has seen enough (`| head`). Python flushes once more at its end: into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="distributed", description="A live social chat that you host yourself.")
    parser.add_argument("--version", action="version", version=f"distributed {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in COMMANDS:
        command.add(commands)
    return parser
