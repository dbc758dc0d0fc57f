"""The crew of the tests about messages: ann and bob share a room, a private room and a chat; cat is outside."""

from tests.messages.conftest import Crew, crew

__all__ = ["Crew", "crew"]
