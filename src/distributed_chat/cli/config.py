"""`distributed config show`: every setting, its value, and where it comes from. What was set comes first."""

import argparse
import re
from collections.abc import Mapping

import msgspec

from distributed_chat.blobs import folder_of
from distributed_chat.cli.announce import reachable
from distributed_chat.cli.words import add_data_option, environment_of, options_of, surroundings_of
from distributed_chat.config import Settings, load
from distributed_chat.config.wrong import is_secret, variable
from distributed_chat.db.engines import database_url

_INTERNAL = {"gif_url", "unlimited", "not_durable"}
"""For tests and benchmarks: of interest only where somebody set them."""

_PASSWORD = re.compile(r"((?:://|,)[^/@:,]*):(?!//)(?:[^@]|@(?=[^,/@]*@))*@")
"""In an address, or in the next of several. One with an @ of its own goes on to the last before the host."""
_TOKEN = re.compile(r"(\bnats://|\btls://|,)[^\s/@:,]+@")
"""The only name in an address of NATS is a secret."""
_ASKED = re.compile(r"([?&]\w*(?:password|secret|token|key)=)[^&,]*", re.IGNORECASE)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("config", help="what is set, and where", description="Shows the settings.")
    verbs = parser.add_subparsers(required=True, metavar="verb")
    show = verbs.add_parser("show", help="every setting, its value and its source")
    add_data_option(show)
    show.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Raises `SettingIsWrong`, `CannotStart`."""
    environment = surroundings_of(asked)
    settings = load(environment, **options_of(asked))
    sources = {name: _source(name, asked, environment) for name in Settings.__struct_fields__}
    values = {name: shown(name, getattr(settings, name)) for name, source in sources.items() if source != "default"}
    defaults = {name: shown(name, value) for name, value in _defaults(settings).items() if name not in values}
    width = max(len(variable(name)) for name in values | defaults)
    blocks = [
        [f"{variable(name):<{width}}  {value}  ({sources[name]})" for name, value in block.items()]
        for block in (values, defaults)
    ]
    print("\n\n".join("\n".join(block) for block in blocks if block))
    return 0


def shown(name: str, value: object) -> str:
    """Secrets are hidden, also those in addresses."""
    if value is None:
        return "-"
    if is_secret(name):
        return "(hidden)"
    text = _PASSWORD.sub(r"\1:(hidden)@", str(value))
    return _ASKED.sub(r"\1(hidden)", _TOKEN.sub(r"\1(hidden)@", text))


def _defaults(settings: Settings) -> dict[str, object]:
    """What holds where nothing is set: some of it follows from other settings."""
    bare = msgspec.structs.replace(settings, data=settings.data.absolute(), database_url=None, files_url=None)
    followed = {
        "database_url": database_url(bare).database,
        "public_url": reachable(bare).origin,
        "sign_up": "open until the first account, then invite",
        "stun_port": bare.port,
        "files_url": folder_of(bare),
    }
    values = msgspec.structs.asdict(bare) | followed
    return {name: value for name, value in values.items() if name not in _INTERNAL}


def _source(name: str, asked: argparse.Namespace, environment: Mapping[str, str]) -> str:
    if options_of(asked).get(name) is not None:
        return "option"
    if not environment.get(variable(name)):
        return "default"
    return "file" if asked.env is not None and variable(name) in environment_of(asked.env) else "environment"
