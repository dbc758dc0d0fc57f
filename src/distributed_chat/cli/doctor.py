"""`distributed doctor`: looks at everything that an instance needs, a line each, and says what to do about it."""

import argparse
import asyncio
import shlex
import sys
from pathlib import Path

import msgspec
import structlog

from distributed_chat.cli.checks import Finding, Verdict, calls, instance, machine, upkeep
from distributed_chat.cli.words import CannotStart, add_data_option, settings_of
from distributed_chat.config import Settings

_COLOURS = {Verdict.OK: "32", Verdict.WARN: "33", Verdict.FAIL: "31"}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "doctor",
        help="look whether everything is well, and say what to do",
        description="Looks at the machine, the instance and what calls need, and changes nothing.",
    )
    add_data_option(parser)
    parser.add_argument("--host", metavar="HOST", help="the address that the server listens on (127.0.0.1)")
    parser.add_argument("--port", type=int, help="the port that the server listens on (8000)")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Raises `SettingIsWrong`, `CannotStart`."""
    settings = settings_of(asked)
    structlog.configure(processors=[_drop])
    try:
        findings = examine(settings, start=_start(asked, settings))
    except PermissionError as error:
        raise CannotStart(f"{error.filename} is for another user: look as the server's user or root (sudo).") from None
    return report(findings, as_json=asked.json)


def _start(asked: argparse.Namespace, settings: Settings) -> str:
    """The command that starts the server that was asked about."""
    given = {name: getattr(asked, name) for name in ("env", "data", "host", "port")}
    if given["env"] is None and settings.data.absolute() != Path("data").absolute():
        given["data"] = settings.data
    options = [word for name, value in given.items() if value is not None for word in (f"--{name}", str(value))]
    command = shlex.join(["distributed", "serve", *options])
    return command if given["env"] is None else f"start its service, or {command}"


def report(findings: list[Finding], *, as_json: bool) -> int:
    """Prints them and returns the exit code."""
    well = all(finding.verdict != Verdict.FAIL for finding in findings)
    if as_json:
        print(msgspec.json.encode({"ok": well, "findings": findings}).decode())
    else:
        print("\n".join(map(_line, findings)))
    return 0 if well else 1


def examine(settings: Settings, *, start: str) -> list[Finding]:
    """Everything, in the order in which one would mend it. `start` is the command that starts the server."""
    return [
        machine.python(),
        machine.sqlite(settings),
        machine.clock(settings),
        machine.data_folder(settings),
        machine.free_space(settings),
        instance.running(settings, start=start),
        instance.database(settings),
        instance.answers(settings),
        instance.https(settings),
        instance.mail(settings),
        upkeep.backups(settings),
        upkeep.put_off(settings),
        upkeep.copies(settings),
        *asyncio.run(_upkeep(settings)),
        *asyncio.run(_calls(settings, runs=instance.server_runs(settings))),
    ]


async def _upkeep(settings: Settings) -> list[Finding]:
    return list(await asyncio.gather(upkeep.uploads(settings), upkeep.bus(settings)))


async def _calls(settings: Settings, *, runs: bool) -> list[Finding]:
    stun, turn, server = await asyncio.gather(
        calls.stun(settings, runs=runs), calls.turn(settings), calls.media_server(settings)
    )
    return [stun, *turn, server]


def _line(finding: Finding) -> str:
    verdict = f"{finding.verdict:<4}"
    if sys.stdout.isatty():
        verdict = f"\x1b[{_COLOURS[finding.verdict]}m{verdict}\x1b[0m"
    return f"  {verdict}  {finding.about:<13}  {finding.said}"


def _drop(_logger: object, _name: str, _event: object) -> structlog.typing.EventDict:
    """What a check logs on its way is in its finding, for people."""
    raise structlog.DropEvent
