"""`distributed config show`: every setting, its value, and where it comes from."""

import argparse
import os
import re

from distributed_chat.cli.words import add_data_option
from distributed_chat.config import Settings, load

SECRET = re.compile(r"secret|password|_key$")
_IN_URL = re.compile(r"(?<=://)([^/@:]*):[^@/]+@")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("config", help="what is set, and where", description="Shows the settings.")
    verbs = parser.add_subparsers(required=True, metavar="verb")
    show = verbs.add_parser("show", help="every setting, its value and its source")
    add_data_option(show)
    show.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Raises `SettingIsWrong`."""
    options = {name: value for name, value in vars(asked).items() if name in Settings.__struct_fields__}
    settings = load(os.environ, **options)
    rows = [(_variable(name), shown(name, getattr(settings, name)), _source(name, options)) for name in _names()]
    width = max(len(name) for name, _value, _source in rows)
    for name, value, source in rows:
        print(f"{name:<{width}}  {value}  ({source})")
    return 0


def shown(name: str, value: object) -> str:
    """Secrets are hidden, also those in addresses."""
    if value is None:
        return "-"
    if SECRET.search(name):
        return "(hidden)"
    return _IN_URL.sub(r"\1:(hidden)@", str(value))


def _names() -> tuple[str, ...]:
    return Settings.__struct_fields__


def _variable(name: str) -> str:
    return f"DISTRIBUTED_{name.upper()}"


def _source(name: str, options: dict[str, object]) -> str:
    if options.get(name) is not None:
        return "option"
    return "environment" if os.environ.get(_variable(name)) else "default"
