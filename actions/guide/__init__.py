"""Leads a person through a procedure: a few questions, then the checklist that is theirs."""
