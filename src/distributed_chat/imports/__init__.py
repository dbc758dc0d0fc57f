"""What was said elsewhere comes here: exports of Slack, Discord and Zulip, and archives of our own.

A reader makes records out of an archive (`records`, `readers`), the writer puts them into new rooms (`writing`), and
jobs carry an import on from where it was (`working`).
"""
