"""What somebody keeps for later: saved messages and reminders, drafts, and messages to be sent at a time.

All of it is one person's alone, in their `user:` stream. What is due is done by `jobs`, registered in `app`.
"""
