"""Emoji that a group made for itself."""
