"""Trying a draft before it is told: how it looks, how it talks, and whom it would answer anew."""
