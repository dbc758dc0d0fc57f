"""The crew of the conversations' tests: a group of ann's that bob is in."""

from tests.conversations.conftest import crew, newcomers

__all__ = ["crew", "newcomers"]
