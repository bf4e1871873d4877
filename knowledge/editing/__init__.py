"""How officers change what is told: drafts, review, publication, history."""
