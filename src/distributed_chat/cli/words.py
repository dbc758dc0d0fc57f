"""What the commands share: options that are settings, and the error that ends a command in one sentence."""

import argparse
import difflib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from distributed_chat.config import Settings, load
from distributed_chat.db.engines import database_url, dialect_of

VARIABLES = frozenset(f"DISTRIBUTED_{name.upper()}" for name in Settings.__struct_fields__)
"""Every setting, as the environment names it."""

BAR = 30
"""Characters of a bar."""


class CannotStart(Exception):
    """Why the command can't do its work, in one sentence for whoever typed it."""


def add_data_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="DIR", help="where the database and secrets are (./data)")
    parser.add_argument("--env", type=Path, metavar="FILE", help="settings of the service, as /etc/distributed.env")


def settings_of(asked: argparse.Namespace) -> Settings:
    """From the environment, the file of the service where it is named, and the options, which win.

    Raises `SettingIsWrong`, `CannotStart`.
    """
    return load(surroundings_of(asked), **options_of(asked))


def options_of(asked: argparse.Namespace) -> dict[str, object]:
    return {name: value for name, value in vars(asked).items() if name in Settings.__struct_fields__}


def surroundings_of(asked: argparse.Namespace) -> dict[str, str]:
    """The environment, and what the file of the service adds. Says which names of ours it does not know.

    Raises `CannotStart`.
    """
    file: Path | None = asked.env
    if file is None:
        environment = dict(os.environ)
    else:
        if not os.access(file, os.F_OK):
            raise CannotStart(f"{file} is not there, or in a folder that is for root (sudo).")
        if not os.access(file, os.R_OK):
            raise CannotStart(f"{file} can't be read: it is for root (sudo).")
        environment = os.environ | environment_of(file)
    for name in unknown_among(environment):
        near = difflib.get_close_matches(name, VARIABLES, n=1)
        print(f"distributed: {name} is no setting{f': {near[0]}?' if near else '.'}", file=sys.stderr)
    return environment


def unknown_among(environment: Mapping[str, str]) -> list[str]:
    """Names that look like settings of ours and are none; those of tests are nobody's."""
    ours = (name for name in environment if name.startswith("DISTRIBUTED_") and not name.startswith("DISTRIBUTED_TEST"))
    return sorted(name for name in ours if name not in VARIABLES)


def environment_of(path: Path) -> dict[str, str]:
    """NAME=value lines as systemd reads them, in their simple form. Empty when there is no such file."""
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return {}
    pairs = (line.strip().partition("=") for line in lines if "=" in line and not line.lstrip().startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


def of_an_instance(settings: Settings) -> Settings:
    """For commands that need one: where none is they would make a new and empty one. Raises `CannotStart`."""
    url = database_url(settings)
    if dialect_of(url) == "sqlite" and not Path(url.database or "").exists():
        raise CannotStart(f"There is no instance in {settings.data}: name its folder (--data) or its settings (--env).")
    return settings


def draw_bar(state: str, done: int, total: int) -> None:
    """How far it is, on the line where one writes; nothing where nobody looks. `total` 0: not known yet."""
    if sys.stdout.isatty():
        bar = "#" * round((done / total if total else 0.0) * BAR)
        print(f"\r{state:<8} [{bar:<{BAR}}] {done:,} of {total:,}", end="", flush=True)


def end_bar() -> None:
    """What follows stands on a line of its own."""
    if sys.stdout.isatty():
        print()
