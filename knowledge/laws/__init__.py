"""Legal documents, what replaced them, and the answers that rest on them."""
