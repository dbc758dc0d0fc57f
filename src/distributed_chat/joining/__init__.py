"""Joining: coming in with an invite, with an account or by making one. One action over accounts and groups."""
