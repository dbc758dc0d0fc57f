"""Embeds: what the links in a message lead to, fetched by this server behind a guard against private addresses."""
