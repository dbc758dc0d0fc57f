"""The command line: `distributed serve`, and what the owner of a server does by hand."""

from distributed_chat.cli.main import main

__all__ = ["main"]
