"""Conversations: rooms and direct chats, who may read and post in them, and how far everybody has read."""
