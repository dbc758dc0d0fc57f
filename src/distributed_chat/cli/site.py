"""`distributed export-site`: the page as a folder for any web server or CDN, with the API's origin written into it."""

import argparse
from pathlib import Path

from distributed_chat.cli.words import CannotStart
from distributed_chat.web.site import NotAnOrigin, NotOurs, export_site


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "export-site",
        help="write the page for another web server or a CDN",
        description="Writes the page, which works from any web server; the API stays here.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new folder, or one of an earlier export")
    parser.add_argument(
        "--api", required=True, metavar="URL", help="where this server is reached: https://chat.example"
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    try:
        files = export_site(asked.folder, api=asked.api)
    except (NotAnOrigin, NotOurs) as error:
        raise CannotStart(str(error)) from None
    print(f"{files} files are in {asked.folder}. Serve them at the root of an address of their own, and start the")
    print("server with that address in DISTRIBUTED_ORIGINS: DISTRIBUTED_ORIGINS=https://page.example")
    return 0
