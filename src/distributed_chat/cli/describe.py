"""`distributed openapi`: the description of the API as a file, for generators of clients and for comparing versions."""

import argparse
import json
import sys
from pathlib import Path

from distributed_chat.app import ROUTES
from distributed_chat.web.openapi import describe


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("openapi", help="print the description of the API (OpenAPI 3.1)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write it there instead")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    text = json.dumps(describe(ROUTES), indent=2, ensure_ascii=False) + "\n"
    if asked.output is None:
        sys.stdout.write(text)
    else:
        asked.output.write_text(text)
    return 0
