"""`distributed host DOMAIN`: writes what a server on the internet needs beside us, and says what to do with it.

The files are made from `templates/`; `deploy/` in the repository is what comes out for chat.example.org.
"""

import argparse
import os
import re
import secrets
import sys
from ipaddress import ip_address
from pathlib import Path
from string import Template
from typing import NamedTuple

from distributed_chat.cli.announce import network_addresses
from distributed_chat.cli.words import CannotStart, environment_of

TEMPLATES = Path(__file__).parent / "templates"
RELAY_PORTS = "49160-50359"
"""As the template of coturn's configuration has them."""

_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_USER = re.compile(r"[a-z_][a-z0-9_-]{0,30}")
_NOT_OF_THE_WORLD = {"local", "localhost", "lan", "home", "internal", "intranet", "test", "invalid", "example", "arpa"}
"""Ends of names for which nobody issues a certificate."""

PROGRAM = "/opt/distributed/bin/distributed"

_FOR_ROOT = {"distributed.env", "turnserver.conf"}


class Plan(NamedTuple):
    """Everything that differs from one host to the next."""

    domain: str
    secret: str
    admin_password: str
    metrics_token: str
    user: str = "distributed"
    port: int = 8000
    turn: bool = False
    program: str = PROGRAM


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "host",
        help="write what a server on the internet needs (https, systemd, coturn)",
        description="Writes the reverse proxy's configuration and the service unit, and says what to do with them.",
    )
    parser.add_argument("domain", help="the name under which people reach it, as chat.example.org")
    parser.add_argument("--user", default="distributed", metavar="NAME", help="whom the service runs as (distributed)")
    parser.add_argument("--port", type=int, default=8000, help="the port between proxy and server (8000)")
    parser.add_argument("--turn", action="store_true", help="coturn's configuration as well, with a fresh secret")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--print", action="store_true", help="print the files and write none")
    where.add_argument("--write", type=Path, metavar="DIR", help="where to write them (./DOMAIN)")
    parser.add_argument("--force", action="store_true", help="overwrite files that differ")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Raises `CannotStart`."""
    folder = asked.write or Path(domain_of(asked.domain))
    plan = _plan(asked, folder)
    files = files_of(plan)
    if asked.print:
        print("\n".join(f"──── {name} ────\n{text}" for name, text in files.items()))
        print(f"Printed only. The steps take the files from {folder}: without --print they are written there.\n")
    else:
        write(files, folder, force=asked.force)
        print(f"Written to {folder}: {', '.join(files)}.\n")
    print("\n".join(f"{number}. {step}" for number, step in enumerate(steps(plan, folder), 1)))
    return 0


def _plan(asked: argparse.Namespace, folder: Path) -> Plan:
    if not _USER.fullmatch(asked.user) or asked.user == "root":
        raise CannotStart(f"The service can't run as {asked.user!r}: name an ordinary user, as distributed.")
    if not 1 <= asked.port <= 65_535:
        raise CannotStart("The port is a number from 1 to 65535.")
    known = environment_of(folder / "distributed.env")
    return Plan(
        domain_of(asked.domain),
        # Secrets that were written before stay, so that a second run changes nothing.
        secret=known.get("DISTRIBUTED_TURN_SECRET") or secrets.token_urlsafe(32),
        admin_password=known.get("DISTRIBUTED_TURN_ADMIN_PASSWORD") or secrets.token_urlsafe(32),
        metrics_token=known.get("DISTRIBUTED_METRICS_TOKEN") or secrets.token_urlsafe(32),
        user=asked.user,
        port=asked.port,
        turn=asked.turn,
        program=_program(),
    )


def domain_of(text: str) -> str:
    """The name as DNS has it, in lower case and with umlauts written as `xn--…`. Raises `CannotStart`."""
    if "/" in text or ":" in text.strip("[]").partition(".")[2]:
        raise CannotStart(f"{text!r} has more than the name in it; only that, as chat.example.org.")
    try:
        ip_address(text.strip("[]"))
    except ValueError:
        pass
    else:
        raise CannotStart(f"{text} is an address; certificates are for names, as chat.example.org.")
    try:
        domain = text.rstrip(".").encode("idna").decode().lower()
    except UnicodeError:
        domain = ""
    labels = domain.split(".")
    if len(domain) > 253 or len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        raise CannotStart(f"{text!r} is not the name of a server; one looks like chat.example.org.")
    if labels[-1] in _NOT_OF_THE_WORLD or labels[-1].isdigit():
        raise CannotStart(f"Nobody issues certificates for names that end in .{labels[-1]}; https needs a public one.")
    return domain


def files_of(plan: Plan) -> dict[str, str]:
    """The text of each file by its name."""
    files = {name: _filled(name, plan) for name in ("Caddyfile", "distributed.service", "distributed.env")}
    if plan.turn:
        files["distributed.env"] += _filled("turn.env", plan)
        files["turnserver.conf"] = turnserver_conf(plan)
    return files


def turnserver_conf(plan: Plan) -> str:
    return _filled("turnserver.conf", plan)


def _filled(name: str, plan: Plan) -> str:
    protect_home = "read-only" if _in_a_home(plan.program) else "yes"
    return Template((TEMPLATES / name).read_text()).substitute(plan._asdict(), protect_home=protect_home)


def write(files: dict[str, str], folder: Path, *, force: bool) -> None:
    """All or none: nothing is written when a file is there and differs, unless forced. Raises `CannotStart`."""
    differing = [name for name, text in files.items() if _differs(folder / name, text)]
    if differing and not force:
        raise CannotStart(f"{folder} has another {' and '.join(differing)}; --force overwrites.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            _write(folder / name, text, mode=0o600 if name in _FOR_ROOT else 0o644)
    except OSError as error:
        raise CannotStart(f"{folder} can't be written: {error.strerror}.") from None


def _differs(path: Path, text: str) -> bool:
    try:
        return path.read_text() != text
    except FileNotFoundError:
        return False
    except (OSError, UnicodeError):
        return True


def _write(path: Path, text: str, *, mode: int) -> None:
    """Secrets are never readable by others, not for a moment either."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode), "w") as file:
        file.write(text)


def _program() -> str:
    """This very program, when it was started as one."""
    started = Path(sys.argv[0])
    beside = Path(sys.executable).with_name("distributed")
    found = started.absolute() if started.name == "distributed" and started.exists() else beside
    return str(found) if found.exists() else PROGRAM


def steps(plan: Plan, folder: Path) -> list[str]:
    """What is left for a person to do, in order."""
    services = "distributed caddy coturn" if plan.turn else "distributed caddy"
    return [
        f"Let the name {plan.domain} lead to this machine: an A record, and an AAAA one if it has IPv6.",
        _what_to_open(plan),
        f"Install: sudo apt install caddy{' coturn' if plan.turn else ''}",
        f"Make the user: sudo useradd --system --home-dir /var/lib/distributed --shell /usr/sbin/nologin {plan.user}",
        *_about_the_program(plan),
        f"sudo install -m 644 {folder}/Caddyfile /etc/caddy/Caddyfile (or add its block to the one you have)",
        f"sudo install -m 644 {folder}/distributed.service /etc/systemd/system/",
        f"sudo install -m 600 {folder}/distributed.env /etc/",
        *(_about_coturn(folder) if plan.turn else []),
        f"sudo systemctl daemon-reload && sudo systemctl enable {services} && sudo systemctl restart {services}",
        f"Open https://{plan.domain} and make the first account, which owns the instance.",
        "Its set-up code is in the log: sudo journalctl -u distributed | grep Set-up",
        f"Look whether all is well: sudo {plan.program} doctor --env /etc/distributed.env",
    ]


def _what_to_open(plan: Plan) -> str:
    doors = ["80 and 443 tcp (web)", f"{plan.port} udp (STUN, by which calls cross routers)"]
    if plan.turn:
        doors += ["3478 udp and tcp (TURN)", f"{RELAY_PORTS} udp (its relays)"]
    return f"Open to the internet: {', '.join(doors)}."


def _about_the_program(plan: Plan) -> list[str]:
    if not _in_a_home(plan.program):
        return []
    install = "sudo python3 -m venv /opt/distributed && sudo /opt/distributed/bin/pip install ."
    return [f"{plan.user} may not read {plan.program}. In the sources: {install}; then run this again from there."]


def _about_coturn(folder: Path) -> list[str]:
    found = [f"sudo install -m 640 -g turnserver {folder}/turnserver.conf /etc/"]
    if not any(ip_address(address).is_global for address in network_addresses()):
        found.append("This machine has private addresses only: write its public one as external-ip in that file.")
    return found


def _in_a_home(program: str) -> bool:
    return program.startswith(("/home/", "/root/"))
