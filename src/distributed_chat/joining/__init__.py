"""Joining: an account and a membership in one action. Above `accounts` and `groups`, which know nothing of each other."""
