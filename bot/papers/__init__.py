"""Papers that a person keeps: a checklist to print, or for the phone."""
