"""The pages on which officers change, review and publish what is told."""
