"""What the commands share: options that are settings, and the error that ends a command in one sentence."""

import argparse
import os
import sys

from distributed_chat.config import Settings, load

BAR = 30
"""Characters of a bar."""


class CannotStart(Exception):
    """Why the command can't do its work, in one sentence for whoever typed it."""


def add_data_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="DIR", help="where the database and secrets are (./data)")


def settings_of(asked: argparse.Namespace) -> Settings:
    """From the environment, and from the options, which win. Raises `SettingIsWrong`."""
    options = {name: value for name, value in vars(asked).items() if name in Settings.__struct_fields__}
    return load(os.environ, **options)


def draw_bar(state: str, done: int, total: int) -> None:
    """How far it is, on the line where one writes; nothing where nobody looks. `total` 0: not known yet."""
    if sys.stdout.isatty():
        bar = "#" * round((done / total if total else 0.0) * BAR)
        print(f"\r{state:<8} [{bar:<{BAR}}] {done:,} of {total:,}", end="", flush=True)
