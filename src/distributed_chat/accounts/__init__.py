"""People: accounts, sessions, sign-in, one-time codes. Everything that proves who asks stands here."""
