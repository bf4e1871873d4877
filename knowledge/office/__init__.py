"""Files that office programs write, as far as they are opened here: what is refused unread."""
