"""Distributed: a live social chat that people host themselves."""

__version__ = "0.1.0"
