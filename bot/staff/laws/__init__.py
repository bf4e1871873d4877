"""Legal documents, the answers that rest on them, and what must be looked at again."""
