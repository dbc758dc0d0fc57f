"""Polls: a question with options, which is a message; votes, live."""
