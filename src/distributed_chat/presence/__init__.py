"""Presence: who of a group is here now. Signals only, nothing is kept."""
