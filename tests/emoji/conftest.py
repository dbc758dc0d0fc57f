"""The crew of the tests about files: ann leads the group, bob and dan are in it, cat is outside."""

from tests.files.conftest import Crew, Left, crew, folder, left

__all__ = ["Crew", "Left", "crew", "folder", "left"]
