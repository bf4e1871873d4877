"""Who works with the console: accounts, sessions, lock-out, and the log of what they changed."""
