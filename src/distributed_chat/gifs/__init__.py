"""Gifs: the shelf of a group, and a provider if the instance has one."""
