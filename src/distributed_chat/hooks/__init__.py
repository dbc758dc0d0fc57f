"""Webhooks in and out, and slash commands: how programs elsewhere hear of a group and speak in it."""
