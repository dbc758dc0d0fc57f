"""Bots: users of one group that programs act as, made by those who lead it."""
