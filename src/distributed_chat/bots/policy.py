"""Rules for bots."""

BOTS_AT_MOST = 50
"""In one group, those of webhooks and commands too."""
SCOPES = ("groups:read", "messages:read", "messages:write", "profile:read", "streams:read")
"""What the first key of a bot may, unless its maker says otherwise."""
