"""API keys: what programs sign in with, how far each reaches, and what was called with it."""
